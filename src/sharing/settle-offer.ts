import { type Deadline } from '../core/deadline.ts'
import { type EntryReference } from '../lease/lease-record.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { type TokenStore } from './token-store.ts'

/**
 * Finds out whose a token is that was offered when main ended: an entry that is seen makes it shared, a missing one held.
 *
 * @returns why it stays offered, if the store gives no answer
 */
export async function settleOffer(
  lease: TokenLease,
  { name, generation }: EntryReference,
  store: TokenStore,
  deadline: Deadline,
): Promise<string | undefined> {
  const lookup = await store.findGeneration(name, generation, deadline.leftMs)
  switch (lookup.see) {
    case 'entry':
      lease.share()
      return undefined
    case 'nothing':
      lease.hold()
      return undefined
    case 'unavailable':
      return lookup.because
  }
}
