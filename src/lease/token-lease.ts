import { type Deadline } from '../core/deadline.ts'
import { messageOf } from '../core/errors.ts'
import { type EpochMs, type Moment } from '../core/time.ts'
import { readRevocation, revocationRequest } from '../genesys/revocation.ts'
import { attemptsUntil, describeGivingUp, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { type Custody, type EntryReference, type LeaseRecord } from './lease-record.ts'

/** What came of releasing a token. */
export type Release =
  /** `already-invalid`: the host that accepted it once no longer does. */
  | { readonly outcome: 'revoked' | 'already-invalid' | 'expired'; readonly until: EpochMs }
  /** @property because one clause, fit to be printed */
  | { readonly outcome: 'may-be-valid'; readonly until: EpochMs; readonly because: string }

/** One attempt takes no longer, so that the other tokens of a process get their turn. */
const LONGEST_ATTEMPT_MS = 10_000

/** Genesys Cloud says a second less than the truth, and its clock may tick a little slower than ours. */
const EXPIRY_MARGIN_MS = 2_000

/** What 401 and 404 mean from a host that has not shown that it knows the token. */
const NEVER_ACCEPTED = 'the API host has not accepted it since it was issued: does api-url fit?'

/** Our duty for one issued token, from the reply that brought it until its end is certain or another answers for it. */
export class TokenLease {
  readonly token: AccessToken
  readonly apiUrl: string
  #custody: Custody
  #wasAccepted: boolean
  #isRecorded: boolean
  #whyNotReleased: string | undefined
  readonly #context: RequestContext
  readonly #record: () => void

  /** @param record puts all leases of the process on record; throws if it cannot */
  constructor(facts: LeaseRecord, isRecorded: boolean, context: RequestContext, record: () => void) {
    this.token = facts.token
    this.apiUrl = facts.apiUrl
    this.#custody = facts.custody
    this.#wasAccepted = facts.wasAccepted
    this.#isRecorded = isRecorded
    this.#context = context
    this.#record = record
  }

  get custody(): Custody {
    return this.#custody
  }

  get wasAccepted(): boolean {
    return this.#wasAccepted
  }

  /** Held, and known to no other process. */
  get isUnaccounted(): boolean {
    return this.#custody.is === 'held' && !this.#isRecorded
  }

  /** Why the last attempt to release it failed; `undefined` if there was none. */
  get whyNotReleased(): string | undefined {
    return this.#whyNotReleased
  }

  get record(): LeaseRecord {
    const { token, apiUrl } = this
    return { token, apiUrl, wasAccepted: this.#wasAccepted, custody: this.#custody }
  }

  /** Other jobs may see it in a moment. On record first, or it is not offered. @throws what the journal throws */
  offer(entry: EntryReference): void {
    this.#change({ is: 'offered', entry })
  }

  /** The user keeps it. On record first, or it stays held. @throws what the journal throws */
  keep(): void {
    this.#change({ is: 'kept' })
  }

  /** Other jobs may use it from now on. */
  share(): void {
    this.#note({ is: 'shared' })
  }

  /** It is this process's alone again. */
  hold(): void {
    this.#note({ is: 'held' })
  }

  /** The API host answered as it answers to a valid token only. */
  accepted(): void {
    if (this.#wasAccepted) return
    this.#wasAccepted = true
    this.#recordIfPossible()
  }

  /**
   * Sees to the token's end; never throws. This alone reads the reply to `DELETE /api/v2/tokens/me`: a 401 proves that the token is
   * no longer valid only if this host has accepted it before, or if it has surely expired by now.
   *
   * @param when whether a token that has surely expired by this machine's clock is asked about at all
   */
  async release(
    deadline: Deadline,
    when: 'unless-expired' | 'even-if-expired' = 'unless-expired',
  ): Promise<Release> {
    if (when === 'unless-expired' && this.#isExpired) return this.#released('expired')
    try {
      const exchange = {
        doing: 'Revoking the token',
        request: revocationRequest(this.apiUrl, this.token.value),
        read: readRevocation,
      }
      const answer = await send(exchange, attemptsUntil(deadline, LONGEST_ATTEMPT_MS), this.#context)
      if (answer === 'revoked') return this.#released('revoked')
      if (this.#wasAccepted) return this.#released('already-invalid')
      if (this.#isExpired) return this.#released('expired')
      return this.#mayBeValid(NEVER_ACCEPTED)
    } catch (error) {
      if (!(error instanceof RequestGivenUp)) return this.#mayBeValid(messageOf(error))
      const isUnknown = error.failure.status === 404 && !this.#wasAccepted
      return this.#mayBeValid(isUnknown ? NEVER_ACCEPTED : describeGivingUp(error))
    }
  }

  get #isExpired(): boolean {
    return isSurelyExpired(this.token, this.#context.clock.now())
  }

  noteRecorded(): void {
    this.#isRecorded = true
  }

  #released(outcome: 'revoked' | 'already-invalid' | 'expired'): Release {
    this.#note({ is: 'released' })
    return { outcome, until: this.token.expiresAt }
  }

  #mayBeValid(because: string): Release {
    this.#whyNotReleased = because
    return { outcome: 'may-be-valid', until: this.token.expiresAt, because }
  }

  #change(custody: Custody): void {
    const before = this.#custody
    this.#custody = custody
    try {
      this.#record()
    } catch (error) {
      this.#custody = before
      throw error
    }
  }

  #note(custody: Custody): void {
    this.#custody = custody
    this.#recordIfPossible()
  }

  /** What follows an effect need not be on record: with the older one post asks once more than needed, never once less. */
  #recordIfPossible(): void {
    try {
      this.#record()
    } catch {
      // A full disk. The record before this one stays.
    }
  }
}

/**
 * Whether a token has expired beyond doubt. Counted on the monotonic clock, which no correction moves. It stands still while a
 * machine sleeps, so that this errs towards a request too many.
 */
export function isSurelyExpired(token: Pick<AccessToken, 'deadBy'>, now: Moment): boolean {
  return now.monotonicMs >= token.deadBy.monotonicMs + EXPIRY_MARGIN_MS
}
