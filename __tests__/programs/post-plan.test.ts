import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { plan } from '../../src/programs/post-plan.ts'
import { type SavedState } from '../../src/programs/saved-state.ts'
import { type Moment } from '../../src/core/time.ts'
import { START_MS } from '../support/genesys.ts'
import { STATE } from '../support/step-fakes.ts'

const HOUR_MS = 3_600_000
const at = (laterMs: number): Moment => ({ wallMs: START_MS + laterMs, monotonicMs: 50_000 + laterMs })

describe('when main left no token', () => {
  it('has nothing to do and says so', () => {
    expect(plan(undefined, at(0))).toEqual({
      do: 'nothing',
      because: 'The step got no token; nothing to revoke.',
      outcome: 'No token.',
    })
  })
})

describe('when main left a token that it owns', () => {
  it.each([
    ['just granted', 0],
    ['in the middle of its life', HOUR_MS / 2],
    ['in its last second', HOUR_MS - 1],
    ['at its end, which a slow clock of the server may put off', HOUR_MS],
    ['a moment later', HOUR_MS + 1_999],
  ])('revokes one that is %s', (_, laterMs) => {
    expect(plan(STATE, at(laterMs))).toEqual({ do: 'revoke', state: STATE })
  })

  it('leaves one alone whose life is surely over, and says when that was', () => {
    expect(plan(STATE, at(HOUR_MS + 2_000))).toEqual({
      do: 'nothing',
      because: 'The token had already expired at 2026-11-21T11:00:00Z; nothing to revoke.',
      outcome: 'Expired at 2026-11-21T11:00:00Z.',
    })
  })

  it('does not let a wall clock that jumped ahead hide a live token', () => {
    const now = { wallMs: START_MS + 100 * HOUR_MS, monotonicMs: 50_001 }
    expect(plan(STATE, now).do).toBe('revoke')
    expect(plan(STATE, { ...now, monotonicMs: STATE.savedAt.monotonicMs }).do).toBe('revoke')
  })

  it('goes by the wall clock if the machine was started anew in between', () => {
    expect(plan(STATE, { wallMs: START_MS + HOUR_MS + 1_999, monotonicMs: 49_999 }).do).toBe('revoke')
    expect(plan(STATE, { wallMs: START_MS + HOUR_MS + 2_000, monotonicMs: 49_999 }).do).toBe('nothing')
  })
})

describe('when there is nothing to be done for another reason', () => {
  it.each([
    [
      'kept-on-request',
      'The token was left alive because revoke is false; it expires at 2026-11-21T11:00:00Z.',
      'Left alive because `revoke` is `false`; expires at 2026-11-21T11:00:00Z.',
    ],
    [
      'shared',
      'The token is shared with other jobs and was left alone; it expires at 2026-11-21T11:00:00Z.',
      'Shared with other jobs, left alone; expires at 2026-11-21T11:00:00Z.',
    ],
    [
      'revoked-by-main',
      'The step revoked its token itself; nothing to revoke.',
      'Revoked by the step itself.',
    ],
  ] as const)('says so of a token that is %s', (token, because, outcome) => {
    expect(plan({ ...STATE, token }, at(0))).toEqual({ do: 'nothing', because, outcome })
    expect(plan({ ...STATE, token }, at(100 * HOUR_MS))).toEqual({ do: 'nothing', because, outcome })
  })
})

describe('whatever time it is', () => {
  const anyMoment: fc.Arbitrary<Moment> = fc.record({
    wallMs: fc.integer({ min: 0, max: 2 * START_MS }),
    monotonicMs: fc.integer({ min: 0, max: 10 * HOUR_MS }),
  })

  it('never leaves a token that may be alive on a clock that ran through', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: HOUR_MS + 1_999 }), ({ wallMs }, laterMs) => {
        expect(plan(STATE, { wallMs, monotonicMs: 50_000 + laterMs }).do).toBe('revoke')
      }),
    )
  })

  it('has a sentence for whatever it does not do', () => {
    const anyState = fc
      .constantFrom<SavedState['token']>('owned', 'shared', 'kept-on-request', 'revoked-by-main')
      .map((token) => ({ ...STATE, token }))
    fc.assert(
      fc.property(fc.option(anyState, { nil: undefined }), anyMoment, (state, now) => {
        const planned = plan(state, now)
        if (planned.do === 'revoke') expect(state?.token).toBe('owned')
        else expect(planned.because).toMatch(/^The (?:step|token) .*\.$/)
      }),
    )
  })
})
