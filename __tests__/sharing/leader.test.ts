import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { leaderOf, type Leader } from '../../src/sharing/leader.ts'
import { open } from '../../src/sharing/shared-entry.ts'
import { type Entry, type Publication, type TokenStore } from '../../src/sharing/token-store.ts'
import { START_MS } from '../support/genesys.ts'
import { GROUP, memoryStore, stage, tokenOf, type Stage } from '../support/sharing.ts'

const PUBLISHED: Publication = { outcome: 'published' }
const FAILED: Publication = { outcome: 'failed', because: 'it is full' }

interface World {
  readonly place: Stage
  readonly leader: Leader
  readonly entries: Entry[]
  /** `publish within 4000 ms`, and what is said. */
  readonly events: string[]
}

/** The leader of the second generation, in a store with one answer to every publication. */
function world(publication: Publication | Error, callMs = 4_000): World {
  const place = stage()
  const [entries, events]: [Entry[], string[]] = [[], []]
  const store: TokenStore = {
    ...memoryStore(place),
    publish: (_, generation, entry, withinMs) => {
      entries.push(entry)
      events.push(`publish ${generation} within ${withinMs} ms`)
      return publication instanceof Error ? Promise.reject(publication) : Promise.resolve(publication)
    },
    giveBack: (_, generation, withinMs) => {
      events.push(`give back ${generation} within ${withinMs} ms`)
      return Promise.resolve()
    },
  }
  const now = place.clock.now()
  const leader = leaderOf(
    { name: 'entry', generation: 2 },
    {
      group: GROUP,
      minValidityMs: 300_000,
      store,
      storeTimes: { asked: now, answered: now, storeTime: now.wallMs },
      callMs,
      clock: place.clock,
      log: (sentence) => events.push(sentence),
    },
  )
  return { place, leader, entries, events }
}

const within = (place: Stage, ms: number): Deadline => Deadline.after(ms, place.clock)

describe('when a leader hands on its token', () => {
  it('tells where it is going to be seen', () => {
    expect(world(PUBLISHED).leader.entry).toEqual({ store: 'redis', name: 'entry', generation: 2 })
  })

  it.each<[Publication, string, string]>([
    [PUBLISHED, 'shared', 'The token is shared with the other jobs of this run.'],
    [{ outcome: 'unknown' }, 'unknown', 'Whether the token is shared is not known'],
    [FAILED, 'own', "The token could not be shared (it is full); it is this job's alone."],
  ])('says once what came of it: %j', async (publication, outcome, sentence) => {
    const { place, leader, events } = world(publication)
    expect(await leader.publish(tokenOf(place, 'token'), true)).toBe(outcome)
    expect(events).toEqual(['publish 2 within 4000 ms', expect.stringContaining(sentence)])
  })

  it.each([true, false])('tells the others whether the API host accepted it: %s', async (wasAccepted) => {
    const { place, leader, entries } = world(PUBLISHED)
    await leader.publish(tokenOf(place, 'token'), wasAccepted)
    expect(open(entries[0]?.sealed ?? '', GROUP, 2)).toMatchObject({ kind: 'token', wasAccepted })
  })

  it('tells the life of the token by the clock of the server, and how far the store is from that', async () => {
    const { place, leader, entries } = world(PUBLISHED)
    const token = tokenOf(place, 'token', 3_600_000)
    await leader.publish({ ...token, expiresAt: token.expiresAt + 7_200_000 }, true)
    expect(open(entries[0]?.sealed ?? '', GROUP, 2)).toMatchObject({
      grantedAt: START_MS + 7_200_000,
      expiresAt: START_MS + 7_200_000 + 3_600_000,
      storeOffsetMs: -7_200_000,
    })
  })

  it.each([
    [3_600_000, 3_300_000],
    [300_001, 150_000],
  ])('keeps a token of %d ms for as long as it is worth sharing: %d ms', async (lifetimeMs, usefulForMs) => {
    const { place, leader, entries } = world(PUBLISHED)
    await leader.publish(tokenOf(place, 'token', lifetimeMs), true)
    expect(entries[0]?.usefulForMs).toBe(usefulForMs)
  })
})

describe('when a leader resigns', () => {
  it('says so for a minute, and gives nothing back that it could say', async () => {
    const { place, leader, entries, events } = world(PUBLISHED)
    await leader.resign(within(place, 60_000))
    expect(entries[0]?.usefulForMs).toBe(60_000)
    expect(open(entries[0]?.sealed ?? '', GROUP, 2)).toEqual({ kind: 'resigned', at: START_MS })
    expect(events).toEqual(['publish 2 within 4000 ms'])
  })

  it.each([
    [60_000, 4_000],
    [1_000, 1_000],
    [0, 1],
  ])('takes no longer than it may, with %d ms left: %d ms for each call', async (leftMs, callMs) => {
    const { place, leader, events } = world(FAILED)
    await leader.resign(within(place, leftMs))
    expect(events).toEqual([`publish 2 within ${callMs} ms`, `give back 2 within ${callMs} ms`])
  })

  it('says so too after a token that could not be published', async () => {
    const { place, leader, entries } = world(FAILED)
    await leader.publish(tokenOf(place, 'token'), true)
    await leader.resign(within(place, 60_000))
    expect(open(entries[1]?.sealed ?? '', GROUP, 2)).toMatchObject({ kind: 'resigned' })
  })

  it.each<[string, Publication | Error]>([
    ['is', PUBLISHED],
    ['may be', { outcome: 'unknown' }],
    ['may be, after a fault,', new TypeError('oops')],
  ])('tells nothing to those to whom the token %s visible', async (_, publication) => {
    const { place, leader, entries } = world(publication)
    await leader.publish(tokenOf(place, 'token'), true).catch(() => undefined)
    await leader.resign(within(place, 60_000))
    expect(entries).toHaveLength(1)
  })
})
