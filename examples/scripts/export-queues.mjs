// The names of all queues, by the Platform SDK, with a token that is valid whenever it is used.
import { execFileSync } from 'node:child_process'
import platformClient from 'purecloud-platform-client-v2'

const client = platformClient.ApiClient.instance
client.setEnvironment(process.env.GENESYS_DOMAIN)

/** Gives the SDK the current token. gc-token masks it on stderr, so stderr has to stay the step's. */
function useCurrentToken(...options) {
  const token = execFileSync('gc-token', options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  client.setAccessToken(token.trim())
}

/** One request, once more with a new token if the old one is refused. */
async function ask(request) {
  useCurrentToken()
  try {
    return await request()
  } catch (error) {
    if (error.status !== 401) throw error
    useCurrentToken('--renew')
    return await request()
  }
}

const routing = new platformClient.RoutingApi()
for (let pageNumber = 1, pageCount = 1; pageNumber <= pageCount; pageNumber++) {
  const page = await ask(() => routing.getRoutingQueues({ pageSize: 100, pageNumber }))
  pageCount = page.pageCount
  for (const { name } of page.entities) console.log(name)
}
