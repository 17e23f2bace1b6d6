import { describe, expect, it } from '@jest/globals'
import { CLIENT, type RunExample } from '../run-example.ts'

const SHORT_LIVED = { clients: [{ ...CLIENT, tokenLifetimeSeconds: 5 }] }

/** The example that outlives its token, and what has to be true of it under any runner. */
export function exampleOfALongJob(runExample: RunExample): void {
  describe('when examples/long-job.yml runs with tokens of a few seconds', () => {
    it.concurrent('outlives them many times over, and leaves none alive', async () => {
      const startMs = performance.now()
      const { faults, requests, log, cloud } = await runExample({
        example: 'long-job.yml',
        cloud: SHORT_LIVED,
        vars: {
          GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
          GENESYSCLOUD_REGION: 'eu-central-1',
          BATCHES: '12',
          PAUSE_SECONDS: '1',
        },
      })
      expect(faults).toEqual([])
      const calls = requests.filter((request) => request.includes('/routing/queues'))
      expect(calls).toHaveLength(12)
      expect(calls.every((call) => call.includes(' 200 as Bearer token-'))).toBe(true)
      expect(new Set(calls).size).toBeGreaterThanOrEqual(4)
      // Tokens of 5 s are said to live for 4, and are renewed at half of that.
      const renewals = Math.ceil((performance.now() - startMs) / 2_000)
      expect(cloud.tokens().length).toBeLessThanOrEqual(2 + renewals)
      expect(log).toMatch(/Token: (?:fresh|alive)/)
      expect(log).toMatch(/The agent was stopped; \d tokens that it had got are revoked\./)
    })

    it.concurrent('leaves none alive when it is cancelled in the middle', async () => {
      const cancel = new AbortController()
      const { run, cloud, log } = await runExample({
        example: 'long-job.yml',
        cloud: SHORT_LIVED,
        vars: {
          GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
          GENESYSCLOUD_REGION: 'eu-central-1',
          PAUSE_SECONDS: '1',
        },
        prepare: ({ cloud }) => {
          cloud.onRequest(({ path }) => {
            if (path.startsWith('/api/v2/routing/queues')) cancel.abort()
          })
          return { signal: cancel.signal }
        },
      })
      expect(run.conclusion).not.toBe('success')
      expect(cloud.tokens().length).toBeGreaterThan(0)
      expect(cloud.liveTokens()).toEqual([])
      expect(log).toMatch(/The agent was stopped/)
    })
  })
}
