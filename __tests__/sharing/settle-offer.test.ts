import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { type EntryReference } from '../../src/lease/lease-record.ts'
import { Leases, NO_JOURNAL } from '../../src/lease/leases.ts'
import { settleOffer } from '../../src/sharing/settle-offer.ts'
import { type Lookup, type TokenStore } from '../../src/sharing/token-store.ts'
import { requestContextOf, START_MS } from '../support/genesys.ts'
import { memoryStore, stage } from '../support/sharing.ts'
import { LEASE } from '../support/step-fakes.ts'

const ENTRY: EntryReference = { store: 'redis', name: 'entry', generation: 3 }
const HIT: Lookup = { found: 'hit', generation: 3, sealed: 'sealed', storeTime: START_MS }
const MISS: Lookup = { found: 'miss', storeTime: START_MS }
const DOWN: Lookup = { found: 'unavailable', because: 'it is down' }

/** An offered token that is settled over a store with these answers, one for each look. */
async function settle(answers: readonly Lookup[], leftMs = 10_000) {
  const { context, clock } = requestContextOf([])
  const looks: string[] = []
  const store: TokenStore = {
    ...memoryStore(stage()),
    findGeneration: (name, generation, withinMs) => {
      const answer = answers[looks.length]
      looks.push(`${name} ${generation} within ${withinMs} ms`)
      return answer === undefined ? Promise.reject(new Error('no answer is left')) : Promise.resolve(answer)
    },
  }
  const lease = new Leases(LEASE.apiUrl, NO_JOURNAL, context).adopt({
    ...LEASE,
    custody: { is: 'offered', entry: ENTRY },
  })
  const { signal } = context
  const because = await settleOffer(lease, ENTRY, Deadline.after(leftMs, clock), { store, clock, signal })
  return { is: lease.custody.is, because, looks, slept: clock.slept }
}

describe('when main ended before it knew whether others see its token', () => {
  it.each<[string, Lookup[], string]>([
    ['shared if its entry is seen', [HIT], 'shared'],
    ['shared if its entry shows a moment later', [MISS, HIT], 'shared'],
    ['held if its entry does not show', [MISS, MISS], 'held'],
  ])('is %s', async (_, answers, is) => {
    expect(await settle(answers)).toMatchObject({ is, because: undefined })
  })

  it.each([
    ['gives no answer', [DOWN]],
    ['stops to answer', [MISS, DOWN]],
  ])('stays offered if the store %s, and says why', async (_, answers) => {
    expect(await settle(answers)).toMatchObject({ is: 'offered', because: 'it is down' })
  })

  it('leaves half of the time for a second look, two seconds after the first', async () => {
    const { looks, slept } = await settle([MISS, HIT])
    expect(looks).toEqual(['entry 3 within 5000 ms', 'entry 3 within 8000 ms'])
    expect(slept).toEqual([2_000])
  })

  it.each([
    [2_000, [MISS], 'held'],
    [2_001, [MISS, HIT], 'shared'],
  ])('looks once only if no time is left after the pause: of %d ms', async (leftMs, answers, is) => {
    expect(await settle(answers, leftMs)).toMatchObject({ is })
  })
})
