import { describe, expect, it } from '@jest/globals'
import { look } from '../../src/sharing/look.ts'
import { seal, type Contents } from '../../src/sharing/shared-entry.ts'
import { type Lookup } from '../../src/sharing/token-store.ts'
import { Secret } from '../../src/core/secret.ts'
import { START_MS } from '../support/genesys.ts'
import { GROUP, memoryStore, stage } from '../support/sharing.ts'

const token = (leftMs: number, wasAccepted = true): Contents => ({
  kind: 'token',
  value: new Secret('shared-token'),
  type: 'bearer',
  grantedAt: START_MS + leftMs - 3_600_000,
  expiresAt: START_MS + leftMs,
  storeOffsetMs: 0,
  wasAccepted,
})

/** A look at the third generation of the entry, which holds these contents. */
async function lookAt(contents: Contents, after = 0) {
  const place = stage()
  const asked: number[] = []
  const debugged: string[] = []
  const hit: Lookup = {
    found: 'hit',
    generation: 3,
    sealed: seal(contents, GROUP, 3),
    storeTime: START_MS,
  }
  const store = {
    ...memoryStore(place),
    find: (_: string, withinMs: number) => {
      asked.push(withinMs)
      return Promise.resolve(hit)
    },
  }
  const finding = await look('entry', after, {
    group: GROUP,
    minValidityMs: 300_000,
    store,
    clock: place.clock,
    debug: (sentence) => debugged.push(sentence),
    withinMs: 4_000,
  })
  return { finding, debugged, asked }
}

describe('when an entry is found', () => {
  it.each([true, false])(
    'is used with what its leader knows of it, accepted or not: %s',
    async (wasAccepted) => {
      const { finding, debugged, asked } = await lookAt(token(1_000_000, wasAccepted))
      expect(finding).toMatchObject({ is: 'usable', shared: { generation: 3, wasAccepted } })
      expect(debugged).toEqual([])
      expect(asked).toEqual([4_000])
    },
  )

  it('counts as absent with too little left, and says how much that is', async () => {
    const { finding, debugged } = await lookAt(token(100_500))
    expect(finding).toMatchObject({ is: 'none', newest: 3 })
    expect(debugged).toEqual(['The shared token has 99 s left, too few; it counts as absent.'])
  })

  it.each([
    [2, 'usable'],
    [3, 'none'],
    [4, 'none'],
  ])('is of no use where generations up to %d are not: %s', async (after, is) => {
    const { finding } = await lookAt(token(1_000_000), after)
    expect(finding.is).toBe(is)
    if (finding.is === 'none') expect(finding.newest).toBe(3)
  })
})

describe('when the entry tells that its leader resigned', () => {
  it.each([
    [59_999, 'resigned'],
    [60_000, 'none'],
  ])('counts for a minute: %d ms ago is %s', async (agoMs, is) => {
    expect((await lookAt({ kind: 'resigned', at: START_MS - agoMs })).finding.is).toBe(is)
  })
})
