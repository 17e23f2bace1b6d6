import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type GenesysCloud, startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { type Network, startNetwork } from '../../simulator/network/network.ts'
import { CLIENT, exampleText } from '../scenarios/run-example.ts'
import { getToken } from '../simulator/genesys-client.ts'
import { readText, sectionOf } from '../support/documents.ts'
import { DAY_MS, JAVA, JAVASCRIPT, PAGE, type Sdk, SCRIPTS, SDKS } from './sdks.ts'

let passedMs: number
let folder: string
let cloud: GenesysCloud
let network: Network
let token: string

beforeEach(async () => {
  passedMs = 0
  folder = mkdtempSync(join(tmpdir(), 'sdks-'))
  cloud = await startGenesysCloud({ clients: [CLIENT], now: () => Date.now() + passedMs })
  network = await startNetwork({ genesys: cloud, folder })
  token = await getToken(cloud, `${CLIENT.id}:${CLIENT.secret}`)
  // Two pages, of which the second has no queues.
  cloud.inject({ kind: 'fields', path: PAGE, count: 2, fields: { pageCount: 2 } })
})

afterEach(async () => {
  await Promise.all([network.close(), cloud.close()])
  rmSync(folder, { recursive: true })
})

async function run(
  { command: [program, ...options], script }: Sdk,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; out: string; errors: string }> {
  const child = spawn(program, [...options, script], {
    env: {
      ...network.environment,
      PATH: process.env['PATH'] ?? '',
      GENESYS_ACCESS_TOKEN: token,
      GENESYS_API_URL: cloud.apiUrl,
      GENESYS_DOMAIN: 'mypurecloud.de',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, out, errors }
}

const pages = (): readonly number[] =>
  cloud.requests.filter(({ path }) => path.startsWith(PAGE)).map(({ status }) => status ?? 0)

describe.each(SDKS)('when a script uses the Platform SDK for $name', (sdk) => {
  it('lists the queues, page by page', async () => {
    const { code, out } = await run(sdk)
    expect(code).toBe(0)
    expect(out).toMatch(/^Billing\nComplaints\nOrders\nSupport\n/)
    expect(pages()).toEqual([200, 200])
  })

  it('fails in words that the page on troubleshooting has when the token expires between two pages', async () => {
    cloud.onRequest(() => {
      if (pages().length === 2) passedMs = DAY_MS
    })
    const { code, out, errors } = await run(sdk)
    expect(code).toBe(1)
    expect(out).toContain('Billing')
    expect(pages()).toEqual([200, 401])
    const page = sectionOf(readText('docs/troubleshooting.md'), '401 in the middle of a job')
    for (const words of sdk.refusal) {
      expect(errors).toContain(words)
      expect(page).toContain(words)
    }
    expect(errors).not.toContain(token)
  })
})

describe('when the environment names a proxy, as docs/proxies.md says', () => {
  it.each(SDKS.filter(({ name }) => name !== 'JavaScript'))('the SDK for $name ignores it', async (sdk) => {
    // A name that no server has: nothing leaves this machine.
    const { code } = await run(sdk, { GENESYS_API_URL: 'https://api.genesys.invalid' })
    expect(code).toBe(1)
    expect(network.hosts).toEqual([])
  })

  it('the SDK for JavaScript sends what is for 127.0.0.1 to it, too, without NO_PROXY', async () => {
    const script = join(SCRIPTS, 'export-queues-gateway.mjs')
    const gateway = { GATEWAY_URL: cloud.apiUrl, GATEWAY_TOKEN: token }
    expect((await run({ ...JAVASCRIPT, script }, gateway)).code).toBe(0)
    expect(network.hosts).toEqual([])
    const { code } = await run({ ...JAVASCRIPT, script }, { ...gateway, NO_PROXY: '', no_proxy: '' })
    expect(code).toBe(1)
    expect(network.hosts).toEqual(['127.0.0.1'])
  })
})

describe('when the Java SDK gets its token from setAccessToken', () => {
  it('hides a 401 behind a login of its own, as the page on troubleshooting says', async () => {
    const [builder, setter] = [
      '.withAccessToken(System.getenv("GENESYS_ACCESS_TOKEN"))',
      'client.setAccessToken',
    ]
    const source = (await exampleText('scripts/ListQueues.java'))
      .replace(builder, '')
      .replace('RoutingApi routing', `${setter}(System.getenv("GENESYS_ACCESS_TOKEN"));\nRoutingApi routing`)
    const script = join(folder, 'ListQueues.java')
    writeFileSync(script, source)
    passedMs = DAY_MS
    const { code, errors } = await run({ ...JAVA, script })
    expect(code).toBe(1)
    expect(errors).toContain('UnknownHostException: login.0.0.1')
    expect(readText('docs/troubleshooting.md')).toContain('UnknownHostException: login.0.0.1')
  })
})
