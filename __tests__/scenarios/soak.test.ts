import { describe, expect, it } from '@jest/globals'
import { soak } from '../../bench/soak.ts'

const SECONDS = 20
/** Tokens of 4 s are said to live for 3, and are renewed at half of that. */
const RENEWED_EVERY_SECONDS = 1.5

describe('when five clients ask an agent for twenty seconds, with tokens of four', () => {
  it('never gets a dead token, with one grant per renewal', async () => {
    const result = await soak({ seconds: SECONDS, tokenLifetimeSeconds: 4, clients: 4 })
    expect(result.dead).toBe(0)
    expect(result.leftAlive).toBe(0)
    expect(result.calls).toBeGreaterThan(20)
    expect(result.grants).toBeGreaterThanOrEqual(5)
    expect(result.grants).toBeLessThanOrEqual(Math.ceil(result.tookSeconds / RENEWED_EVERY_SECONDS))
  })
})
