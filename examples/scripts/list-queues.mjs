// The names of all queues, by the Platform SDK and a token from an earlier step.
import platformClient from 'purecloud-platform-client-v2'

const { GENESYS_ACCESS_TOKEN, GENESYS_DOMAIN } = process.env

const client = platformClient.ApiClient.instance
client.setEnvironment(GENESYS_DOMAIN)
client.setAccessToken(GENESYS_ACCESS_TOKEN)

const routing = new platformClient.RoutingApi()
for (let pageNumber = 1, pageCount = 1; pageNumber <= pageCount; pageNumber++) {
  const page = await routing.getRoutingQueues({ pageSize: 100, pageNumber })
  pageCount = page.pageCount
  for (const { name } of page.entities) console.log(name)
}
