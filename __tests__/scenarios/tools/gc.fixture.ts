// The gc CLI, as far as it knows of tokens and hosts: the rules are those of MyPureCloud/platform-client-sdk-cli 166, as
// its source has them and as it was seen to behave. It knows one command.
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ask, fail, logIn } from './ask.ts'

const { env } = process

/** regionMappings of build/gc/config/config.go: three names have underscores there, so the true ones are not found. */
const DOMAINS: Readonly<Record<string, string>> = {
  'eu-central-1': 'mypurecloud.de',
  'us-east-1': 'mypurecloud.com',
  'us-west-2': 'usw2.pure.cloud',
  eu_central_2: 'euc2.pure.cloud',
  me_central_1: 'mec1.pure.cloud',
  ap_northeast_3: 'apne3.pure.cloud',
}

/** ~/.gc/config.toml, the profile DEFAULT; without the file there is none. */
function readProfile(): Readonly<Record<string, string>> {
  const path = join(homedir(), '.gc', 'config.toml')
  if (!existsSync(path)) return {}
  const lines = readFileSync(path, 'utf8').matchAll(/^\s*(\w+)\s*=\s*["']([^"']*)["']/gm)
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]))
}

const profile = readProfile()

/** applyEnvironmentVariableOverrides of config.go: the environment wins over the profile, also over one that --profile names. */
const setting = (variable: string, field: string): string => env[variable] ?? profile[field] ?? ''

/** A gateway of the profile (getGateWayConfig of config.go; there are no variables for it), then the region: localhost with its port (seen), a domain, an AWS name. */
function hosts(): { readonly login: string; readonly api: string } {
  const { gateway_protocol: protocol, gateway_host: host, gateway_port: port } = profile
  if (protocol !== undefined && host !== undefined && port !== undefined) {
    return { login: `${protocol}://${host}:${port}`, api: `${protocol}://${host}:${port}` }
  }
  const region = setting('GENESYSCLOUD_REGION', 'environment')
  if (/^localhost:\d+$/.test(region)) return { login: `http://${region}`, api: `http://${region}` }
  const domain = DOMAINS[region] ?? (region.includes('.') ? region : fail(`Invalid AWS region: ${region}`))
  return { login: `https://login.${domain}`, api: `https://api.${domain}` }
}

async function run(): Promise<void> {
  if (process.argv.slice(2, 5).join(' ') !== 'routing queues list') fail('unknown command')
  const { login, api } = hosts()
  const id = setting('GENESYSCLOUD_OAUTHCLIENT_ID', 'client_credentials')
  const secret = setting('GENESYSCLOUD_OAUTHCLIENT_SECRET', 'client_secret')
  const logInAgain = async (): Promise<string | undefined> =>
    id === '' || secret === '' ? undefined : logIn(login, id, secret)
  const list = (token: string): Promise<Response> =>
    ask({
      method: 'GET',
      url: `${api}/api/v2/routing/queues?pageNumber=1&pageSize=25`,
      headers: { authorization: `Bearer ${token}`, 'user-agent': 'PureCloud SDK/go-cli' },
    })
  // No login where there is a token.
  const given = setting('GENESYSCLOUD_ACCESS_TOKEN', 'access_token')
  let reply = await list(given === '' ? ((await logInAgain()) ?? '') : given)
  // build/gc/restclient/restclient.go: after a 401 it logs in once, if it has id and secret, and repeats the request.
  const token = reply.status === 401 ? await logInAgain() : undefined
  if (token !== undefined) reply = await list(token)
  if (reply.status === 401) {
    fail('unauthorized. your access_token has either expired or is not valid. please authenticate')
  }
  if (!reply.ok) fail(`${reply.status} ${await reply.text()}`)
  console.log(await reply.text())
}

await run()
