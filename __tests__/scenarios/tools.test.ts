import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type GenesysCloud, startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { type Network, startNetwork } from '../../simulator/network/network.ts'
import { getToken } from '../simulator/genesys-client.ts'
import { CLIENT } from './run-example.ts'
import { ARCHY, GC, TERRAFORM } from './tools/tools.ts'

// What stands in for a tool is only worth something if it is as particular as the tool.

let folder: string
let cloud: GenesysCloud
let network: Network
let token: string
/** The port at which one server stands for both hosts, as a gateway does. */
let port: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tools-'))
  cloud = await startGenesysCloud({ clients: [CLIENT] })
  network = await startNetwork({ genesys: cloud, folder })
  token = await getToken(cloud, `${CLIENT.id}:${CLIENT.secret}`)
  port = new URL(cloud.apiUrl).port
})

afterEach(async () => {
  await Promise.all([network.close(), cloud.close()])
  rmSync(folder, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly output: string
  /** `GET /api/v2/… 200`, after the one for the token. */
  readonly requests: readonly string[]
}

async function run(
  command: string,
  variables: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content, { mode: 0o600 })
  }
  const before = cloud.requests.length
  const child = spawn('bash', ['-c', command.replace('"$@"', ''), 'bash'], {
    cwd: folder,
    env: { ...network.environment, PATH: process.env['PATH'] ?? '', HOME: folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const requests = cloud.requests
    .slice(before)
    .map(({ method, path, status }) => `${method} ${path} ${status ?? ''}`)
  return { code: child.exitCode, output: `${out}${errors}`, requests }
}

const terraform = (words: string): string => TERRAFORM.replace('"$@"', words)
const CONFIGURE = ['GET /api/v2/organizations/me 200', 'GET /api/v2/authorization/products 200']
const REGION = { GENESYSCLOUD_REGION: 'eu-central-1' }
const ID_AND_SECRET = {
  GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
  GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
}
const DIVISION = 'data "genesyscloud_auth_division" "home" {}\n'
const main = (provider: string): Record<string, string> => ({
  'main.tf': `provider "genesyscloud" {${provider}}\n${DIVISION}`,
})

describe('when CX as Code has a token', () => {
  it('takes it before id and secret, and asks what the provider asks at its start', async () => {
    const { code, requests } = await run(
      terraform('plan'),
      { ...REGION, ...ID_AND_SECRET, GENESYSCLOUD_ACCESS_TOKEN: token },
      main(''),
    )
    expect(code).toBe(0)
    expect(requests).toEqual([
      ...CONFIGURE,
      'GET /api/v2/authorization/divisions?pageNumber=1&pageSize=1 200',
    ])
  })

  it('fails for good at a 401, also with id and secret', async () => {
    const { code, output, requests } = await run(
      terraform('plan'),
      { ...REGION, ...ID_AND_SECRET, GENESYSCLOUD_ACCESS_TOKEN: 'expired' },
      main(''),
    )
    expect(code).toBe(1)
    expect(output).toContain('API Error: 401')
    expect(requests).toEqual(['GET /api/v2/organizations/me 401'])
  })

  it('waits and asks again after 429 and 503', async () => {
    cloud.inject(
      { kind: 'too-many-requests', host: 'api', retryAfter: '0' },
      { kind: 'status', host: 'api', status: 503, headers: { 'retry-after': '0' } },
    )
    const { code, requests } = await run(
      terraform('plan'),
      { ...REGION, GENESYSCLOUD_ACCESS_TOKEN: token },
      main(''),
    )
    expect(code).toBe(0)
    expect(requests.slice(0, 3)).toEqual([
      'GET /api/v2/organizations/me 429',
      'GET /api/v2/organizations/me 503',
      CONFIGURE[0],
    ])
  })

  it('takes no domain for a region', async () => {
    const { code, requests } = await run(
      terraform('plan'),
      { GENESYSCLOUD_REGION: 'mypurecloud.de', GENESYSCLOUD_ACCESS_TOKEN: token },
      main(''),
    )
    expect(code).toBe(1)
    expect(requests).toEqual([])
  })
})

describe('when CX as Code has id and secret', () => {
  it('logs in eleven times', async () => {
    const { code, requests } = await run(terraform('plan'), { ...REGION, ...ID_AND_SECRET }, main(''))
    expect(code).toBe(0)
    expect(requests.filter((request) => request === 'POST /oauth/token 200')).toHaveLength(11)
  })
})

describe('when CX as Code may use a gateway', () => {
  const gateway = (): Record<string, string> => ({
    ...REGION,
    GENESYSCLOUD_ACCESS_TOKEN: token,
    GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
    GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
    GENESYSCLOUD_GATEWAY_PORT: port,
  })

  it('takes it from the variables only if there is a block', async () => {
    expect((await run(terraform('plan'), gateway(), main('\n  gateway {}\n'))).code).toBe(0)
    expect(network.hosts).toEqual([])
    expect((await run(terraform('plan'), gateway(), main(''))).code).toBe(0)
    expect(new Set(network.hosts)).toEqual(new Set(['api.mypurecloud.de']))
  })

  it('takes what stands in the block before the variables', async () => {
    const block = `\n  gateway {\n    port = "${port}"\n  }\n`
    const { code } = await run(
      terraform('plan'),
      { ...gateway(), GENESYSCLOUD_GATEWAY_PORT: '1' },
      main(block),
    )
    expect(code).toBe(0)
    expect(network.hosts).toEqual([])
  })

  it('needs all three variables', async () => {
    const { code, output } = await run(
      terraform('plan'),
      { ...gateway(), GENESYSCLOUD_GATEWAY_PROTOCOL: '' },
      main('\n  gateway {}\n'),
    )
    expect(code).toBe(1)
    expect(output).toContain('URL is required')
  })

  it('sends a POST again that is not answered in time', async () => {
    cloud.inject(
      { kind: 'hang', host: 'api', method: 'POST', path: '/api/v2/routing/queues' },
      { kind: 'json', host: 'api', method: 'POST', path: '/api/v2/routing/queues', body: {} },
    )
    const { code, requests } = await run(
      terraform('apply'),
      { ...gateway(), STAND_IN_PATIENCE_MS: '3000' },
      {
        'main.tf':
          'provider "genesyscloud" {\n  gateway {}\n}\nresource "genesyscloud_routing_queue" "a" {}\n',
      },
    )
    expect(code).toBe(0)
    expect(requests.filter((request) => request.startsWith('POST'))).toHaveLength(2)
  })
})

describe('when gc lists the queues', () => {
  const gc = GC.replace('"$@"', 'routing queues list')
  const LIST = 'GET /api/v2/routing/queues?pageNumber=1&pageSize=25'
  const profile = (lines: string): Record<string, string> => ({ '.gc/config.toml': `[DEFAULT]\n${lines}` })

  it.each(['mypurecloud.de', 'eu-central-1'])('knows the region %s', async (region) => {
    const { code, requests } = await run(gc, {
      GENESYSCLOUD_REGION: region,
      GENESYSCLOUD_ACCESS_TOKEN: token,
    })
    expect(code).toBe(0)
    expect(requests).toEqual([`${LIST} 200`])
  })

  it.each(['eu-central-2', 'me-central-1', 'ap-northeast-3'])(
    'does not know the region %s',
    async (region) => {
      const { code, output } = await run(gc, {
        GENESYSCLOUD_REGION: region,
        GENESYSCLOUD_ACCESS_TOKEN: token,
      })
      expect(code).toBe(1)
      expect(output).toContain(`Invalid AWS region: ${region}`)
    },
  )

  it('speaks http with localhost and a port', async () => {
    const { code } = await run(gc, {
      GENESYSCLOUD_REGION: `localhost:${port}`,
      GENESYSCLOUD_ACCESS_TOKEN: token,
    })
    expect(code).toBe(0)
    expect(network.hosts).toEqual([])
  })

  it('takes the environment before the profile', async () => {
    const files = profile('environment = "mypurecloud.com"\naccess_token = "another"\n')
    const { code } = await run(
      gc,
      { GENESYSCLOUD_REGION: 'mypurecloud.de', GENESYSCLOUD_ACCESS_TOKEN: token },
      files,
    )
    expect(code).toBe(0)
    expect(network.hosts).toEqual(['api.mypurecloud.de'])
  })

  it('logs in once with id and secret after a 401, and asks again', async () => {
    const files = profile(`client_credentials = "${CLIENT.id}"\nclient_secret = "${CLIENT.secret}"\n`)
    const { code, requests } = await run(
      gc,
      { GENESYSCLOUD_REGION: 'mypurecloud.de', GENESYSCLOUD_ACCESS_TOKEN: 'expired' },
      files,
    )
    expect(code).toBe(0)
    expect(requests).toEqual([`${LIST} 401`, 'POST /oauth/token 200', `${LIST} 200`])
  })

  it('ends with a 401 where it has a token alone', async () => {
    const { code, output } = await run(gc, {
      GENESYSCLOUD_REGION: 'mypurecloud.de',
      GENESYSCLOUD_ACCESS_TOKEN: 'expired',
    })
    expect(code).toBe(1)
    expect(output).toContain(
      'unauthorized. your access_token has either expired or is not valid. please authenticate',
    )
  })

  it('takes a gateway from its profile, and from no variable', async () => {
    const variables = {
      GENESYSCLOUD_REGION: 'mypurecloud.de',
      GENESYSCLOUD_ACCESS_TOKEN: token,
      GENESYSCLOUD_GATEWAY_PORT: '1',
    }
    const files = profile(`gateway_protocol = "http"\ngateway_host = "127.0.0.1"\ngateway_port = "${port}"\n`)
    expect((await run(gc, variables, files)).code).toBe(0)
    expect(network.hosts).toEqual([])
  })
})

describe('when Archy publishes a flow', () => {
  const archy = (words: string): string => ARCHY.replace('"$@"', `publish --file flow.yaml ${words}`)
  const files = { 'flow.yaml': 'inboundCall: {}\n' }

  it('logs in with id and secret, given as arguments or in a file', async () => {
    const words = `--clientId ${CLIENT.id} --clientSecret ${CLIENT.secret} --location mypurecloud.de`
    expect(await run(archy(words), {}, files)).toMatchObject({ code: 0, requests: ['POST /oauth/token 200'] })
    const options = `clientId: '${CLIENT.id}'\nclientSecret: '${CLIENT.secret}'\nlocation: mypurecloud.de\n`
    const ended = await run(archy('--optionsFile o.yml'), {}, { ...files, 'o.yml': options })
    expect(ended).toMatchObject({ code: 0, requests: ['POST /oauth/token 200'] })
  })

  it('does nothing with a token', async () => {
    const { code, output } = await run(
      archy('--location mypurecloud.de'),
      { GENESYSCLOUD_ACCESS_TOKEN: token },
      files,
    )
    expect(code).toBe(1)
    expect(output).toContain('clientId and clientSecret are required')
  })
})
