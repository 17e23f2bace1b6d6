import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type GenesysCloud, startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { shellQuoted } from '../../simulator/demo/tool-stand-ins.ts'
import { type Network, startNetwork } from '../../simulator/network/network.ts'
import { GENESYS_FOR_JAVA, GENESYS_FOR_PYTHON } from '../../tools/real-tools/suites.ts'
import { folderOf } from '../../tools/real-tools/tool.ts'
import { CLIENT, exampleText, runExample } from '../scenarios/run-example.ts'
import { getToken } from '../simulator/genesys-client.ts'
import { readText, ROOT, sectionOf } from '../support/documents.ts'

const SCRIPTS = join(ROOT, 'examples', 'scripts')
const PYTHON = join(folderOf(GENESYS_FOR_PYTHON), 'bin', 'python')
/** The script as it is, with the one setting that the SDK does not take from the environment. */
const BEHIND_A_PROXY = `
import os, runpy, sys, PureCloudPlatformClientV2
PureCloudPlatformClientV2.configuration.proxy = os.environ["HTTPS_PROXY"]
runpy.run_path(sys.argv[1], run_name="__main__")`

interface Sdk {
  readonly name: string
  readonly script: string
  readonly command: readonly [string, ...string[]]
  /** What it prints of a 401, as the page on troubleshooting says too. */
  readonly refusal: readonly string[]
}

const JAVA: Sdk = {
  name: 'Java',
  script: join(SCRIPTS, 'ListQueues.java'),
  command: ['java', '-cp', join(folderOf(GENESYS_FOR_JAVA), 'jars', '*')],
  refusal: ['HTTP 401', 'Invalid login credentials.', 'ApiException: error'],
}

const JAVASCRIPT: Sdk = {
  name: 'JavaScript',
  script: join(SCRIPTS, 'list-queues.mjs'),
  command: [process.execPath],
  refusal: ['status: 401', 'Invalid login credentials.'],
}

const SDKS: readonly Sdk[] = [
  {
    name: 'Python',
    script: join(SCRIPTS, 'list_queues.py'),
    command: [PYTHON, '-B'],
    refusal: ['ApiException: (401)', 'Reason: Unauthorized'],
  },
  JAVA,
  JAVASCRIPT,
]

const PAGE = '/api/v2/routing/queues'
const DAY_MS = 86_400_000

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

/** A step that gives a script the gateway in place of the API host, and a placeholder in place of a token. */
const THROUGH_THE_GATEWAY = (command: string): string => `
on: push
jobs:
  export:
    runs-on: ubuntu-latest
    steps:
      - uses: org/gc-oauth-action@v1
        id: genesys
        with:
          client-id: \${{ vars.GENESYSCLOUD_OAUTHCLIENT_ID }}
          client-secret: \${{ secrets.GENESYSCLOUD_OAUTHCLIENT_SECRET }}
          region: \${{ vars.GENESYSCLOUD_REGION }}
          gateway: true
      - env:
          GENESYS_API_URL: \${{ steps.genesys.outputs.gateway-url }}
          GENESYS_ACCESS_TOKEN: \${{ steps.genesys.outputs.gateway-token }}
          GATEWAY_URL: \${{ steps.genesys.outputs.gateway-url }}
          GATEWAY_TOKEN: \${{ steps.genesys.outputs.gateway-token }}
        run: |
          ${command}
`

describe.each([
  ...SDKS.filter(({ name }) => name !== 'JavaScript'),
  { ...JAVASCRIPT, script: join(SCRIPTS, 'export-queues-gateway.mjs') },
])('when a script goes through the gateway with the Platform SDK for $name', ({ command, script }) => {
  it('lists the queues although the token expires between two pages', async () => {
    const { faults, requests, log } = await runExample({
      workflow: THROUGH_THE_GATEWAY([...command, script].map(shellQuoted).join(' ')),
      cloud: { clients: [CLIENT], now: () => Date.now() + passedMs },
      prepare: ({ cloud: asked }) => {
        asked.inject({ kind: 'fields', path: PAGE, count: 3, fields: { pageCount: 2 } })
        let pages = 0
        asked.onRequest(({ path }) => {
          if (path.startsWith(PAGE)) pages += 1
          if (pages === 2) passedMs = DAY_MS
        })
        return {}
      },
    })
    expect(faults).toEqual([])
    const asked = requests
      .filter((request) => request.includes(PAGE))
      .map((request) => request.replace(/^.*?pageNumber=/, ''))
    expect(asked).toEqual([
      '1&pageSize=100 200 as Bearer token-1',
      '2&pageSize=100 401 as Bearer token-1',
      '2&pageSize=100 200 as Bearer token-2',
    ])
    expect(log).toMatch(/Billing\nComplaints\nOrders\nSupport/)
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

describe('when examples/sdk-python.yml runs', () => {
  it('lists the queues with the SDK, which pip has installed', async () => {
    const { faults, requests, log, calls } = await runExample({
      example: 'sdk-python.yml',
      workspaceFiles: {
        'requirements.txt': 'PureCloudPlatformClientV2\n',
        'scripts/list_queues.py': await exampleText('scripts/list_queues.py'),
      },
      standIns: {
        pip: `exec '${PYTHON}' -m pip "$@"`,
        python: `exec '${PYTHON}' -B -c '${BEHIND_A_PROXY}' "$@"`,
      },
      given: ['GENESYS_ACCESS_TOKEN'],
    })
    expect(faults).toEqual([])
    expect(requests).toEqual([
      `POST /oauth/token 200 as Basic ${CLIENT.id}`,
      'GET /api/v2/tokens/me 200 as Bearer token-1',
      'GET /api/v2/routing/queues?pageNumber=1&pageSize=100 200 as Bearer token-1',
      'DELETE /api/v2/tokens/me 200 as Bearer token-1',
    ])
    expect(log).toMatch(
      /Requirement already satisfied: PureCloudPlatformClientV2[^]*Billing\nComplaints\nOrders\nSupport/,
    )
    expect(calls.map((call) => [call.command, ...call.arguments])).toEqual([
      ['pip', 'install', '--requirement', 'requirements.txt'],
      ['python', 'scripts/list_queues.py'],
    ])
    expect(calls[0]?.environment['GENESYS_ACCESS_TOKEN']).toBeUndefined()
    expect(calls[1]?.environment['GENESYS_API_URL']).toBe('https://api.mypurecloud.de')
  })
})
