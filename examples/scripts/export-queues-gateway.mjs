// The names of all queues, by the Platform SDK through the gateway, which puts a valid token on each request.
import platformClient from 'purecloud-platform-client-v2'

const { hostname, port } = new URL(process.env.GATEWAY_URL)
const client = platformClient.ApiClient.instance
client.setGateway({ protocol: 'http', host: hostname, port })
client.setAccessToken(process.env.GATEWAY_TOKEN)

const routing = new platformClient.RoutingApi()
for (let pageNumber = 1, pageCount = 1; pageNumber <= pageCount; pageNumber++) {
  const page = await routing.getRoutingQueues({ pageSize: 100, pageNumber })
  pageCount = page.pageCount
  for (const { name } of page.entities) console.log(name)
}
