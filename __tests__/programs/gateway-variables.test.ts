import { describe, expect, it } from '@jest/globals'
import { Secret } from '../../src/core/secret.ts'
import { exportLines } from '../../src/programs/gc-token/export-lines.ts'
import { gatewayVariables } from '../../src/programs/gateway-variables.ts'

const GATEWAY = {
  port: 4711,
  placeholder: new Secret('placeholder-0001'),
  token: new Secret('placeholder-0001'),
}

describe('what programs are told of a gateway', () => {
  it('is where it is, and what to send', () => {
    expect(gatewayVariables(GATEWAY, {})).toEqual({
      GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
      GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
      GENESYSCLOUD_GATEWAY_PORT: '4711',
      GENESYSCLOUD_ACCESS_TOKEN: 'placeholder-0001',
    })
  })

  it.each([
    [{ HTTP_PROXY: 'http://p' }, '127.0.0.1,localhost', '127.0.0.1,localhost'],
    [
      { https_proxy: 'http://p', NO_PROXY: 'a.example' },
      'a.example,127.0.0.1,localhost',
      'a.example,127.0.0.1,localhost',
    ],
    [
      { http_proxy: 'http://p', NO_PROXY: 'a', no_proxy: 'b' },
      'a,127.0.0.1,localhost',
      'b,127.0.0.1,localhost',
    ],
    [
      { HTTP_PROXY: 'http://p', NO_PROXY: 'localhost, 127.0.0.1' },
      'localhost, 127.0.0.1',
      'localhost, 127.0.0.1',
    ],
    [{ HTTP_PROXY: 'http://p', no_proxy: '*' }, '*', '*'],
  ])('keeps %j from taking what is for this machine', (environment, upper, lower) => {
    const { NO_PROXY, no_proxy } = gatewayVariables(GATEWAY, environment)
    expect([NO_PROXY, no_proxy]).toEqual([upper, lower])
  })
})

describe('what a shell is told', () => {
  const facts = { gateway: GATEWAY, region: 'eu-central-1', apiUrl: 'https://api.mypurecloud.de' }

  it('is export lines and comments, and nothing else', () => {
    const lines = exportLines(facts, { HTTP_PROXY: 'http://p', NO_PROXY: "it's odd" }).trimEnd().split('\n')
    expect(lines.filter((line) => !/^(?:#|export [A-Za-z_]+=)/.test(line))).toEqual([])
    expect(lines).toContain('export GENESYSCLOUD_API_URL=http://127.0.0.1:4711')
    expect(lines).toContain('export GENESYSCLOUD_REGION=eu-central-1')
    expect(lines).toContain(`export NO_PROXY='it'\\''s odd,127.0.0.1,localhost'`)
  })

  it('leaves the region out where none is known', () => {
    expect(exportLines({ ...facts, region: '' }, {})).not.toContain('GENESYSCLOUD_REGION=e')
  })
})
