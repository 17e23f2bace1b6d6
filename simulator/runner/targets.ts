import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type GenesysCloud, startGenesysCloud } from '../genesys/genesys-cloud.ts'
import { startNetwork } from '../network/network.ts'
import { type RunOptions, WorkflowError } from './types.ts'

const SIMULATED_REGION = 'eu-central-1'
const CREDENTIALS = [
  'GENESYSCLOUD_OAUTHCLIENT_ID',
  'GENESYSCLOUD_OAUTHCLIENT_SECRET',
  'GENESYSCLOUD_REGION',
] as const
/** How a machine reaches the internet; a real organization may only be found that way. */
const NETWORK_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy']
const CERTIFICATE_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE']

/** What the workflow talks to: the simulator, or an organization of the user's own. */
export interface Target {
  readonly description: string
  readonly settings: Pick<RunOptions, 'secrets' | 'vars' | 'machineEnvironment'>
  readonly report: () => readonly string[]
  readonly close: () => Promise<void>
}

/** The user's own organization where the environment names one, else the bundled simulator. */
export async function chooseTarget(): Promise<Target> {
  const given = CREDENTIALS.filter((name) => (process.env[name] ?? '') !== '')
  if (given.length === 0) return simulatedTarget()
  const missing = CREDENTIALS.filter((name) => !given.includes(name))
  if (missing.length > 0) {
    throw new WorkflowError(`To run against your own organization, set ${missing.join(' and ')} as well.`)
  }
  const [id = '', secret = '', region = ''] = CREDENTIALS.map((name) => process.env[name])
  const inherited = [...NETWORK_VARIABLES, ...CERTIFICATE_VARIABLES].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    description: `your organization in ${region}`,
    settings: { ...credentials(id, secret, region), machineEnvironment: Object.fromEntries(inherited) },
    report: () => ['This ran against a real organization, so there is no list of its requests.'],
    close: () => Promise.resolve(),
  }
}

async function simulatedTarget(): Promise<Target> {
  const genesys = await startGenesysCloud()
  const folder = await mkdtemp(join(tmpdir(), 'gha-network-'))
  const network = await startNetwork({ genesys, folder })
  const [client] = genesys.clients()
  if (client === undefined) throw new Error('The simulator has no OAuth client.')
  return {
    description: `the bundled simulator of Genesys Cloud, as ${SIMULATED_REGION}`,
    settings: {
      ...credentials(client.id, client.secret, SIMULATED_REGION),
      machineEnvironment: network.environment,
    },
    report: () => reportRequests(genesys),
    close: async () => {
      await network.close()
      await genesys.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function credentials(id: string, secret: string, region: string): Pick<RunOptions, 'secrets' | 'vars'> {
  return {
    secrets: { GENESYSCLOUD_OAUTHCLIENT_SECRET: secret },
    vars: { GENESYSCLOUD_OAUTHCLIENT_ID: id, GENESYSCLOUD_REGION: region },
  }
}

function reportRequests(genesys: GenesysCloud): readonly string[] {
  const requests = genesys.requests.map(({ method, host, path, status, headers }) =>
    [
      `  ${method.padEnd(6)} ${host.padEnd(5)}`,
      path.padEnd(28),
      String(status ?? '-').padEnd(3),
      headers['authorization'] ?? '',
    ].join(' '),
  )
  const alive = genesys
    .liveTokens()
    .map(({ number, expiresAt }) => `  token-${number}, until ${new Date(expiresAt).toISOString()}`)
  const granted = genesys.tokens().length
  return [
    `Genesys Cloud saw ${requests.length} requests:`,
    ...requests,
    `Tokens: ${granted} granted, ${alive.length === 0 ? 'none' : alive.length} still alive.`,
    ...alive,
  ]
}
