// Playwright's globalSetup (e2e/global-setup.mjs): the queues that the tests need must exist; their ids go
// into the environment of the workers. The token does not have to: it is taken out again.
import platformClient from 'purecloud-platform-client-v2'

const NEEDED = ['Billing', 'Support']

export default async function globalSetup() {
  const { GENESYS_ACCESS_TOKEN, GENESYS_DOMAIN } = process.env
  delete process.env.GENESYS_ACCESS_TOKEN

  const client = platformClient.ApiClient.instance
  client.setEnvironment(GENESYS_DOMAIN)
  client.setAccessToken(GENESYS_ACCESS_TOKEN)

  const { entities } = await new platformClient.RoutingApi().getRoutingQueues({ pageSize: 100 })
  for (const name of NEEDED) {
    const queue = entities.find((candidate) => candidate.name === name)
    if (queue === undefined) throw new Error(`The test organization has no queue "${name}".`)
    process.env[`E2E_QUEUE_${name.toUpperCase()}`] = queue.id
  }
}
