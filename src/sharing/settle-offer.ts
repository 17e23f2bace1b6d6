import { type Deadline } from '../core/deadline.ts'
import { type Clock } from '../core/time.ts'
import { type EntryReference } from '../lease/lease-record.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { type Lookup, type TokenStore } from './token-store.ts'

/** The cache service shows a new entry after a moment. */
const PAUSE_MS = 2_000

/** What an offered token is settled with. */
export interface SettlingTools {
  readonly store: TokenStore
  readonly clock: Clock
  readonly signal: AbortSignal
}

/**
 * Finds out whose a token is that was offered when main ended: an entry that is seen makes it shared, a missing one held.
 *
 * @returns why it stays offered, if the store gives no answer
 */
export async function settleOffer(
  lease: TokenLease,
  entry: EntryReference,
  deadline: Deadline,
  tools: SettlingTools,
): Promise<string | undefined> {
  const lookup = await lookTwice(entry, deadline, tools)
  switch (lookup.found) {
    case 'hit':
      lease.share()
      return undefined
    case 'miss':
      lease.hold()
      return undefined
    case 'unavailable':
      return lookup.because
  }
}

async function lookTwice(
  { name, generation }: EntryReference,
  deadline: Deadline,
  { store, clock, signal }: SettlingTools,
): Promise<Lookup> {
  const lookup = await store.findGeneration(name, generation, deadline.leftMs / 2)
  if (lookup.found !== 'miss' || deadline.leftMs <= PAUSE_MS) return lookup
  await clock.sleep(PAUSE_MS, signal)
  return store.findGeneration(name, generation, deadline.leftMs)
}
