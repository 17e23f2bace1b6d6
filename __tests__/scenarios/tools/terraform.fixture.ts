// Terraform with the provider of CX as Code, as far as both know of tokens and hosts. The rules are those of
// MyPureCloud/terraform-provider-genesyscloud 1.84.1 and of the Go SDK 188 below it; files are those of genesyscloud/provider. Data sources of *.tf are read, and
// resources are made: one request each, several at once.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { ask, fail, logIn } from './ask.ts'

const { env } = process

/** provider_schema.go and getRegionMap() of provider.go: the region is an AWS name in any letter case; a domain fails validation. */
const DOMAINS: Readonly<Record<string, string>> = {
  'eu-central-1': 'mypurecloud.de',
  'us-east-1': 'mypurecloud.com',
  'us-west-2': 'usw2.pure.cloud',
}

const PATHS: Readonly<Record<string, string>> = {
  genesyscloud_auth_division: '/api/v2/authorization/divisions',
  genesyscloud_routing_queue: '/api/v2/routing/queues',
}

interface Hosts {
  readonly login: string
  readonly api: string
}

/**
 * provider_schema.go: `gateway` is a block whose fields have environment variables as defaults. So the variables count
 * only where there is a block, and what stands in the block wins. Seen with a provider on terraform-plugin-sdk 2.40.1:
 * without a block the list is empty, whatever the environment has.
 */
function gatewayOf(configuration: string): string | undefined {
  const block = /^[^#\n]*\bgateway\s*\{([^}]*)\}/m.exec(configuration)?.[1]
  if (block === undefined) return undefined
  const field = (name: string): string =>
    new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`).exec(block)?.[1] ??
    env[`GENESYSCLOUD_GATEWAY_${name.toUpperCase()}`] ??
    ''
  // Go SDK, as seen: without a protocol it says "URL is required", so all three are needed.
  const [protocol, host, port] = ['protocol', 'host', 'port'].map(field)
  return protocol === '' || host === '' || port === ''
    ? fail('ERR URL is required')
    : `${protocol}://${host}:${port}`
}

function hostsOf(configuration: string): Hosts {
  const domain = DOMAINS[(env['GENESYSCLOUD_REGION'] ?? '').toLowerCase()]
  if (domain === undefined)
    fail(`expected aws_region to be an AWS name, got ${env['GENESYSCLOUD_REGION'] ?? 'none'}`)
  const gateway = gatewayOf(configuration)
  return gateway === undefined
    ? { login: `https://login.${domain}`, api: `https://api.${domain}` }
    : { login: gateway, api: gateway }
}

/**
 * sdk_client_pool.go and provider.go: a token wins over id and secret, and is never refreshed;
 * otherwise each client of the pool (token_pool_size, 10) and the provider itself log in, through the gateway too.
 */
async function tokenFor({ login }: Hosts): Promise<string> {
  const token = env['GENESYSCLOUD_ACCESS_TOKEN'] ?? ''
  if (token !== '') return token
  const [id, secret] = [
    env['GENESYSCLOUD_OAUTHCLIENT_ID'] ?? '',
    env['GENESYSCLOUD_OAUTHCLIENT_SECRET'] ?? '',
  ]
  const tokens = await Promise.all(Array.from({ length: 11 }, () => logIn(login, id, secret)))
  return tokens.at(-1) ?? fail('unable to authorize the client credentials')
}

/**
 * Go SDK with the provider's RetryConfiguration, as seen: a request that is not answered in 16 s is sent again, a POST too (four times in 58 s were
 * seen); 429 and 5xx are retried after Retry-After. A test may shorten the 16 s.
 */
const PATIENCE_MS = Number(env['STAND_IN_PATIENCE_MS'] ?? 16_000)

async function call(method: 'GET' | 'POST', url: string, token: string): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    // Without them the requests would look like those of any other client.
    'user-agent': 'GC Terraform Provider/1.84.1',
    'tf-correlation-id': '1',
  }
  const reply = await ask({ method, url, headers, ...(method === 'POST' ? { body: '{}' } : {}) }, PATIENCE_MS)
  // Go SDK, as seen: without a refresh token a 401 is final. Each resource that is still to come fails.
  if (!reply.ok) fail(`API Error: ${reply.status} - ${await reply.text()}`)
}

async function run(command: string): Promise<void> {
  const configuration = readdirSync('.')
    .filter((name) => name.endsWith('.tf'))
    .map((name) => readFileSync(name, 'utf8'))
    .join('\n')
  if (configuration === '') fail('No configuration files')
  // Downloads the provider, and configures none.
  if (command === 'init') return
  const hosts = hostsOf(configuration)
  const token = await tokenFor(hosts)
  // provider.go asks both when it is configured, before any resource.
  await call('GET', `${hosts.api}/api/v2/organizations/me`, token)
  await call('GET', `${hosts.api}/api/v2/authorization/products`, token)
  if (command === 'plan') await setTimeout(1000 * Number(env['STAND_IN_PLAN_SECONDS'] ?? 0))
  const blocks = [...configuration.matchAll(/^(data|resource) "(\w+)" "(\w+)"/gm)]
  await Promise.all(
    blocks.map(([, kind, type = ''], index) =>
      kind === 'data' || command === 'plan'
        ? call('GET', `${hosts.api}${PATHS[type] ?? ''}?pageNumber=${index + 1}&pageSize=1`, token)
        : call('POST', `${hosts.api}${PATHS[type] ?? ''}`, token),
    ),
  )
}

await run(process.argv[2] ?? '')
