import { describe, expect, it } from '@jest/globals'
import { CLIENT, PRODUCTION, type RunExample } from '../run-example.ts'

const GRANT = `POST /oauth/token 200 as Basic ${CLIENT.id}`
const LOOK_UP = 'GET /api/v2/tokens/me 200 as Bearer token-1'
const QUEUES = 'GET /api/v2/routing/queues?pageSize=100 200 as Bearer token-1'
const REVOCATION = 'DELETE /api/v2/tokens/me 200 as Bearer token-1'

/** Examples that need no more than curl, and what has to be true of them under any runner. */
export function examplesWithCurl(runExample: RunExample): void {
  describe('when examples/quick-start.yml runs', () => {
    it('gets a token, uses it with curl and revokes it', async () => {
      const { faults, requests } = await runExample({ example: 'quick-start.yml', given: ['TOKEN'] })
      expect(faults).toEqual([])
      expect(requests).toEqual([GRANT, LOOK_UP, LOOK_UP, REVOCATION])
    })

    it('hands the token on as a masked output, and says what became of it', async () => {
      const { run, cloud, log } = await runExample({ example: 'quick-start.yml', given: ['TOKEN'] })
      const [job] = run.jobs
      const main = job?.steps.find(({ id, phase }) => id === 'genesys' && phase === 'main')
      const [token] = cloud.tokens().map(({ value }) => value)
      expect(main?.outputs).toMatchObject({
        token,
        region: 'eu-central-1',
        'api-url': 'https://api.mypurecloud.de',
      })
      expect(job?.masks).toEqual(expect.arrayContaining([token, CLIENT.secret]))
      expect(log).toMatch(/The token expires at \S+Z\.[^]*The token was revoked\./)
    })
  })

  describe('when examples/curl.yml runs', () => {
    it('lists the queues with curl', async () => {
      const { faults, requests, log } = await runExample({ example: 'curl.yml', given: ['TOKEN'] })
      expect(faults).toEqual([])
      expect(requests).toEqual([GRANT, LOOK_UP, QUEUES, REVOCATION])
      expect(log).toContain('"name":"Complaints"')
    })

    it('fails with the answer of Genesys Cloud when that refuses the call', async () => {
      const { run, log, requests } = await runExample({
        example: 'curl.yml',
        prepare: ({ cloud }) => {
          cloud.inject({
            kind: 'status',
            host: 'api',
            path: '/api/v2/routing/queues',
            status: 403,
            // act loses what a failed step prints last, unless its line has an end.
            body: '{"code":"missing.permissions"}\n',
          })
          return {}
        },
      })
      expect(run.conclusion).toBe('failure')
      expect(log).toContain('missing.permissions')
      expect(requests.at(-1)).toBe(REVOCATION)
    })
  })

  describe('when examples/several-organizations.yml runs', () => {
    const settings = {
      example: 'several-organizations.yml',
      cloud: { clients: [CLIENT, PRODUCTION] },
      secrets: {
        GENESYSCLOUD_TEST_OAUTHCLIENT_SECRET: CLIENT.secret,
        GENESYSCLOUD_PRODUCTION_OAUTHCLIENT_SECRET: PRODUCTION.secret,
      },
      vars: {
        GENESYSCLOUD_TEST_OAUTHCLIENT_ID: CLIENT.id,
        GENESYSCLOUD_TEST_REGION: 'eu-central-1',
        GENESYSCLOUD_TEST_ORGANIZATION_ID: CLIENT.organizationId,
        GENESYSCLOUD_PRODUCTION_OAUTHCLIENT_ID: PRODUCTION.id,
        GENESYSCLOUD_PRODUCTION_REGION: 'us-east-1',
        GENESYSCLOUD_PRODUCTION_ORGANIZATION_ID: PRODUCTION.organizationId,
      },
      given: ['TEST_TOKEN', 'PRODUCTION_TOKEN'],
    }
    // jq is on GitHub's machines, but need not be on this one: here it only takes part in a comparison.
    const standIns = { jq: 'grep --only-matching \'"name":"[^"]*"\'' }

    it('asks each organization with its own token and revokes both (jq is a stand-in)', async () => {
      const { faults, requests, network } = await runExample({ ...settings, standIns })
      expect(faults).toEqual([])
      expect(requests).toEqual([
        `POST /oauth/token 200 as Basic ${CLIENT.id}`,
        'GET /api/v2/tokens/me 200 as Bearer token-1',
        `POST /oauth/token 200 as Basic ${PRODUCTION.id}`,
        'GET /api/v2/tokens/me 200 as Bearer token-2',
        'GET /api/v2/routing/queues?pageSize=100 200 as Bearer token-1',
        'GET /api/v2/routing/queues?pageSize=100 200 as Bearer token-2',
        'DELETE /api/v2/tokens/me 200 as Bearer token-2',
        'DELETE /api/v2/tokens/me 200 as Bearer token-1',
      ])
      expect(new Set(network.hosts)).toEqual(
        new Set([
          'login.mypurecloud.de',
          'api.mypurecloud.de',
          'login.mypurecloud.com',
          'api.mypurecloud.com',
        ]),
      )
    })

    it('stops at the guard when the credentials of the two are mixed up', async () => {
      const vars = { ...settings.vars, GENESYSCLOUD_PRODUCTION_ORGANIZATION_ID: CLIENT.organizationId }
      const { run, log, cloud, requests } = await runExample({ ...settings, standIns, vars })
      expect(run.conclusion).toBe('failure')
      expect(log).toContain(`The token belongs to Octo Contact Center (${PRODUCTION.organizationId})`)
      expect(cloud.liveTokens()).toEqual([])
      expect(requests.filter((request) => request.includes('/routing/'))).toEqual([])
    })
  })
}
