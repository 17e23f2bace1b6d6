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

const hit = (contents: Contents): Lookup => ({
  found: 'hit',
  generation: 3,
  sealed: seal(contents, GROUP, 3),
  storeTime: START_MS,
})

/** A look at a store that answers so. */
async function lookAt(lookup: Lookup, after = 0) {
  const place = stage()
  const asked: number[] = []
  const debugged: string[] = []
  const store = {
    ...memoryStore(place),
    find: (_: string, withinMs: number) => {
      asked.push(withinMs)
      return Promise.resolve(lookup)
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
      const { finding, debugged, asked } = await lookAt(hit(token(1_000_000, wasAccepted)))
      expect(finding).toMatchObject({ is: 'usable', shared: { generation: 3, wasAccepted } })
      expect(debugged).toEqual([])
      expect(asked).toEqual([4_000])
    },
  )

  it.each([
    [300_001, 'usable'],
    [300_000, 'none'],
  ])('needs more than it has to have left: with %d ms it is %s', async (leftMs, is) => {
    expect((await lookAt(hit(token(leftMs)))).finding.is).toBe(is)
  })

  it('counts as absent with too little left, and says how much that is', async () => {
    const { finding, debugged } = await lookAt(hit(token(100_500)))
    expect(finding).toMatchObject({ is: 'none', newest: 3 })
    expect(debugged).toEqual(['The shared token has 99 s left, too few; it counts as absent.'])
  })

  it.each([
    [2, 'usable'],
    [3, 'none'],
    [4, 'none'],
  ])('is of no use where generations up to %d are not: %s', async (after, is) => {
    const { finding } = await lookAt(hit(token(1_000_000)), after)
    expect(finding.is).toBe(is)
    if (finding.is === 'none') expect(finding.newest).toBe(3)
  })
})

describe('when there is nothing to be used', () => {
  it('knows of no generation if there is no entry', async () => {
    const { finding, debugged } = await lookAt({ found: 'miss', storeTime: START_MS })
    expect(finding).toMatchObject({ is: 'none', newest: 0, storeTimes: { storeTime: START_MS } })
    expect(debugged).toEqual([])
  })

  it('counts what does not open as absent, and says so', async () => {
    const { finding, debugged } = await lookAt({ ...hit(token(1_000_000)), sealed: 'junk' } as Lookup)
    expect(finding).toMatchObject({ is: 'none', newest: 3 })
    expect(debugged).toEqual([expect.stringContaining('Entry 3 in the store does not open')])
  })

  it('says why the store gives no answer', async () => {
    const down = { found: 'unavailable', because: 'it is down' } as const
    expect((await lookAt(down)).finding).toEqual({ is: 'unavailable', because: 'it is down' })
  })
})

describe('when the entry tells that its leader resigned', () => {
  it.each([
    [59_999, 'resigned'],
    [60_000, 'none'],
  ])('counts for a minute: %d ms ago is %s', async (agoMs, is) => {
    expect((await lookAt(hit({ kind: 'resigned', at: START_MS - agoMs }))).finding.is).toBe(is)
  })
})
