import { type Deadline } from '../core/deadline.ts'
import { tokenForms } from '../core/masks.ts'
import { type RequestContext } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { type LeaseRecord } from './lease-record.ts'
import { isSurelyExpired, TokenLease, type Release } from './token-lease.ts'

/** Where the next process learns which tokens to release. */
export interface LeaseJournal {
  /** Replaces what was written before by the whole list. @throws what keeps it from being written */
  write(records: readonly LeaseRecord[]): void
}

/** For a process whose end nothing outlives: there is no next one that could read a journal. */
export const NO_JOURNAL: LeaseJournal = { write: () => undefined }

/** A lease, and what came of releasing it. */
export interface Released {
  readonly lease: TokenLease
  readonly release: Release
}

/** Enough to be quick, few enough not to look like an attack. */
const RELEASES_AT_ONCE = 6

/** The leases of one process: every token that it is issued or takes over. */
export class Leases {
  #all: TokenLease[] = []
  readonly #apiUrl: string
  readonly #journal: LeaseJournal
  readonly #context: RequestContext

  /** @param apiUrl of the tokens that are issued here */
  constructor(apiUrl: string, journal: LeaseJournal, context: RequestContext) {
    this.#apiUrl = apiUrl
    this.#journal = journal
    this.#context = context
  }

  /** Those that this process answers for. */
  get held(): readonly TokenLease[] {
    return this.#all.filter((lease) => lease.custody.is === 'held')
  }

  /** Those that it holds and that no other process knows of. */
  get unaccounted(): readonly TokenLease[] {
    return this.#all.filter((lease) => lease.isUnaccounted)
  }

  /**
   * Takes charge of a token that was issued a moment ago: masks, holds and records it. A server may hand out one token again until it
   * expires: that is one duty and not two, and stays where it is.
   *
   * @throws what the journal throws; it is held all the same
   */
  hold(token: AccessToken): TokenLease {
    const same = this.#takeOut(token)
    const isReleased = same === undefined || same.custody.is === 'released'
    const custody = isReleased ? ({ is: 'held' } as const) : same.custody
    const wasAccepted = !isReleased && same.wasAccepted
    const lease = this.#add({ token, apiUrl: this.#apiUrl, wasAccepted, custody }, false)
    this.#record()
    return lease
  }

  /** Takes over what another process has on record, or a token of another job. @throws what the journal throws */
  adopt(record: LeaseRecord): TokenLease {
    const lease = this.#add(record, true)
    this.#record()
    return lease
  }

  /** Releases all that are held, a few at a time; never throws. */
  async releaseAll(deadline: Deadline): Promise<Released[]> {
    const waiting = [...this.held]
    const releases: Released[] = []
    const work = async (): Promise<void> => {
      for (let lease = waiting.shift(); lease !== undefined; lease = waiting.shift()) {
        releases.push({ lease, release: await lease.release(deadline) })
      }
    }
    await Promise.all(Array.from({ length: RELEASES_AT_ONCE }, work))
    return releases
  }

  /** Lets go of what has ended: an agent lives for a day, and looks for the forms of each token in every text. */
  forgetEnded(): void {
    const now = this.#context.clock.now()
    const hasEnded = ({ custody, token }: TokenLease): boolean =>
      custody.is === 'released' || isSurelyExpired(token, now)
    for (const { token } of this.#all.filter(hasEnded)) this.#context.forget(tokenForms(token.value.reveal()))
    this.#all = this.#all.filter((lease) => !hasEnded(lease))
  }

  #takeOut({ value }: AccessToken): TokenLease | undefined {
    const same = this.#all.find(({ token }) => token.value.reveal() === value.reveal())
    if (same === undefined) return undefined
    this.#all = this.#all.filter((lease) => lease !== same)
    this.#context.forget(tokenForms(value.reveal()))
    return same
  }

  #add(facts: LeaseRecord, isRecorded: boolean): TokenLease {
    this.#context.mask(tokenForms(facts.token.value.reveal()))
    const lease = new TokenLease(facts, isRecorded, this.#context, () => this.#record())
    this.#all.push(lease)
    return lease
  }

  #record(): void {
    this.#journal.write(this.#all.map(({ record }) => record))
    for (const lease of this.#all) lease.noteRecorded()
  }
}
