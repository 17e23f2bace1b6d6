import { describe, expect, it } from '@jest/globals'
import { CLIENT, type RunExample } from '../run-example.ts'

const GRANT = `POST /oauth/token 200 as Basic ${CLIENT.id}`
const LOOK_UP = 'GET /api/v2/tokens/me 200 as Bearer token-1'
const QUEUES = 'GET /api/v2/routing/queues?pageSize=100 200 as Bearer token-1'
const REVOCATION = 'DELETE /api/v2/tokens/me 200 as Bearer token-1'

/** Examples that reach Genesys Cloud by another way, and what has to be true of them under any runner. */
export function examplesOfNetworks(runExample: RunExample): void {
  describe('when examples/proxy.yml runs', () => {
    const credentials = { user: 'runner', password: 'p@ss:w0rd/of%the-proxy' }

    it('does everything through the proxy, with its credentials and its CA', async () => {
      const { faults, requests, network, log } = await runExample({
        example: 'proxy.yml',
        proxy: { credentials },
        prepare: ({ network: { proxyUrl, caFile }, path }) => ({
          machineEnvironment: { PATH: path },
          secrets: { GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret, COMPANY_PROXY: proxyUrl },
          vars: {
            GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
            GENESYSCLOUD_REGION: 'mypurecloud.de',
            COMPANY_CA_FILE: caFile,
          },
        }),
        given: ['TOKEN'],
      })
      expect(faults).toEqual([])
      expect(requests).toEqual([GRANT, LOOK_UP, QUEUES, REVOCATION])
      expect(network.requests.map(({ host, status }) => `${host} ${status}`)).toEqual([
        'login.mypurecloud.de 200',
        'api.mypurecloud.de 200',
        'api.mypurecloud.de 200',
        'api.mypurecloud.de 200',
      ])
      for (const secret of [credentials.password, encodeURIComponent(credentials.password)]) {
        expect(log).not.toContain(secret)
      }
    })
  })

  describe('when examples/gateway.yml runs', () => {
    it('asks the gateway, under its paths, and no host of Genesys Cloud', async () => {
      const { faults, requests, network } = await runExample({
        example: 'gateway.yml',
        cloud: { clients: [CLIENT], pathPrefix: { login: '/genesys/login', api: '/genesys/api' } },
        prepare: ({ cloud }) => ({
          vars: {
            GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
            GENESYSCLOUD_LOGIN_URL: cloud.loginUrl,
            GENESYSCLOUD_API_URL: `${cloud.apiUrl}/`,
          },
        }),
        given: ['TOKEN'],
      })
      expect(faults).toEqual([])
      expect(requests).toEqual([
        `POST /genesys/login/oauth/token 200 as Basic ${CLIENT.id}`,
        'GET /genesys/api/api/v2/tokens/me 200 as Bearer token-1',
        'GET /genesys/api/api/v2/routing/queues?pageSize=100 200 as Bearer token-1',
        'DELETE /genesys/api/api/v2/tokens/me 200 as Bearer token-1',
      ])
      expect(network.hosts).toEqual([])
    })
  })
}
