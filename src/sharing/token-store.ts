import { type EntryReference } from '../lease/lease-record.ts'
import type { EpochMs } from '../core/time.ts'

/** What came of looking for an entry. */
export type Lookup =
  | {
      readonly found: 'hit'
      readonly generation: number
      /** As it was published; whether it opens is for the reader to find out. */
      readonly sealed: string
      /** What the store's own clock said, up to a second behind: the reader's may be wrong. */
      readonly storeTime: EpochMs
    }
  | { readonly found: 'miss'; readonly storeTime: EpochMs }
  | { readonly found: 'unavailable'; readonly because: string }

/** What came of the wish to be the one that publishes a generation. */
export type Reservation =
  | { readonly outcome: 'won' }
  /** Another job has it. */
  | { readonly outcome: 'taken' }
  /** The store wants to be asked later; who has it is not known. */
  | { readonly outcome: 'busy' }
  | { readonly outcome: 'unavailable'; readonly because: string }

/** What is published of a token. */
export interface Entry {
  readonly sealed: string
  /** It need not be kept for longer. */
  readonly usefulForMs: number
}

/** What came of publishing. */
export type Publication =
  | { readonly outcome: 'published' }
  /** The answer was lost: others may see the entry. */
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'failed'; readonly because: string }

/**
 * A place that all jobs of a sharing group reach. Entries are immutable, so each new token is a new generation
 * under the same name: 1, 2, 3 … Nothing here throws because the store has an outage or refuses; each call
 * is over after `withinMs`. A `because` is a clause without a full stop, fit to be printed.
 */
export interface TokenStore {
  readonly kind: EntryReference['store']
  /** Whether reservations are counted against a limit that all jobs of the repository have in common. */
  readonly rationsReservations: boolean
  /** Looks for the newest entry of a name. */
  find(name: string, withinMs: number): Promise<Lookup>
  /** Looks for one generation. */
  findGeneration(name: string, generation: number, withinMs: number): Promise<Lookup>
  /** Elects one of all jobs that ask at once. */
  reserve(name: string, generation: number, withinMs: number): Promise<Reservation>
  /** Lets another job have the generation that was reserved here, where the store can do that. */
  giveBack(name: string, generation: number, withinMs: number): Promise<void>
  /** Shows the others the entry that was reserved here. */
  publish(name: string, generation: number, entry: Entry, withinMs: number): Promise<Publication>
  /** Takes an entry away whose token is no longer valid, where the store can do that. */
  remove(name: string, generation: number, withinMs: number): Promise<void>
}
