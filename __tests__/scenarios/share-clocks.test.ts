import { describe, expect } from '@jest/globals'
import { said } from './play.ts'
import { annotationsOf, inWorldsOfTheirOwn, sourcesOf, stepsOf } from './shared-world.ts'

const HOUR_MS = 3_600_000
/** Shorter than the clocks are apart, so that a token would seem to have expired, or to live on for ever. */
const FIELDS = { kind: 'fields', host: 'login', fields: { expires_in: 3_600 }, count: Infinity } as const

for (const [what, skewedDateMs, how] of [
  ['behind', -2 * HOUR_MS, 'behind'],
  ['ahead', 2 * HOUR_MS, 'ahead of'],
] as const) {
  describe(`when the clock of Genesys Cloud is two hours ${what}`, () => {
    const itWith = inWorldsOfTheirOwn({ cloud: { skewedDateMs } })

    itWith('makes one grant all the same, which the last job revokes', async (world) => {
      world.cloud.inject(FIELDS)
      const run = await world.run(({ matrix, token, last, revoke }) => ({
        build: matrix(3, [token()]),
        end: last(['build'], [revoke()]),
      }))
      expect(sourcesOf(run)).toEqual(['granted', 'shared', 'shared'])
      expect(world.grants()).toBe(1)
      for (const { outputs } of stepsOf(run)) {
        expect(Number(outputs['expires-in'])).toBeGreaterThan(3_500)
        expect(Number(outputs['expires-in'])).toBeLessThanOrEqual(3_600)
      }
      expect(new Set(stepsOf(run).map(({ outputs }) => outputs['expires-at'])).size).toBe(1)
      expect(said(stepsOf(run, 'revoke')[0])).toEqual(['The shared token was revoked.'])
      expect(stepsOf(run, 'revoke')[0]?.outputs).toEqual({ revoked: 'true' })
      expect(world.cloud.liveTokens()).toEqual([])
    })

    itWith('warns once, in the job that asked for the token', async (world) => {
      const run = await world.run(({ matrix, token }) => ({ build: matrix(2, [token()]) }))
      expect(annotationsOf(run)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^warning: The clock of the token endpoint is 7[12]\\d\\d s ${how} that of this machine\\. `,
          ),
        ),
      ])
    })
  })
}
