import { beforeAll, describe, expect, it } from '@jest/globals'
import { soak, type SoakResult } from '../../bench/soak.ts'

const SECONDS = 120
/** Tokens of 4 s are said to live for 3, and are renewed at half of that. */
const RENEWED_EVERY_SECONDS = 1.5

describe('when five clients ask an agent for two minutes, with tokens of four seconds', () => {
  let result: SoakResult

  beforeAll(
    async () => {
      result = await soak({ seconds: SECONDS, tokenLifetimeSeconds: 4, clients: 4 })
    },
    2 * SECONDS * 1_000,
  )

  it('never gets a token that is not valid', () => {
    expect(result.calls).toBeGreaterThan(SECONDS)
    expect(result.dead).toBe(0)
    expect(result.leftAlive).toBe(0)
  })

  it('asks for one token per renewal', () => {
    expect(result.grants).toBeGreaterThanOrEqual(SECONDS / 4)
    expect(result.grants).toBeLessThanOrEqual(Math.ceil(result.tookSeconds / RENEWED_EVERY_SECONDS))
  })

  it('does not grow', () => {
    // Young garbage comes and goes within some mebibytes; a leak of 50 kB a renewal would be 4 MiB.
    expect(result.lastMebibytes - result.firstMebibytes).toBeLessThan(10)
  })
})
