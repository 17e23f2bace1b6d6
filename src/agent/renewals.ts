import { ActionError } from '../core/errors.ts'
import { type Deadline } from '../core/deadline.ts'
import { type Clock, type MonotonicMs } from '../core/time.ts'
import { AttemptFailed, isTemporary } from '../http/retry-decision.ts'

/** One renewal under way, for all who wait for it. Neither promise ever rejects. */
export interface Renewal {
  readonly done: Promise<void>
  /** Resolves when a first attempt has failed: from then on an old token that is valid is better than waiting. */
  readonly delayed: Promise<void>
}

/**
 * Has one token issued, or throws.
 *
 * @param tellDelay to be called when a first attempt has failed
 * @param signal is aborted when there is to be no further attempt; one under way goes on
 */
export type Renew = (tellDelay: () => void, signal: AbortSignal) => Promise<void>

/** A renewal that was given up is tried again after this, then after twice as long, and so on. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 300_000

/** The same for a server that hands out one token until its very end: the next one comes any moment. */
const REPEATED_PAUSE_MS = 1_000

/** When renewals take place: one at a time, with growing pauses after those that failed. */
export class Renewals {
  readonly #renew: Renew
  readonly #clock: Clock
  readonly #ending = new AbortController()
  #underWay: Renewal | undefined
  #failure: { readonly error: unknown; readonly at: MonotonicMs } | undefined
  #pauseMs = 0
  #notBefore: MonotonicMs = -Infinity
  #isRepeating = false

  constructor(renew: Renew, clock: Clock) {
    this.#renew = renew
    this.#clock = clock
  }

  /** Whether a token may be on its way here. */
  get isUnderWay(): boolean {
    return this.#underWay !== undefined
  }

  /** Why the last one failed; `undefined` if it did not. */
  get failure(): unknown {
    return this.#failure?.error
  }

  /** Whether one that cannot start now may bring a token later. */
  get isWorthWaitingFor(): boolean {
    if (this.#ending.signal.aborted) return false
    if (this.#now() < this.#notBefore) return true
    const { error } = this.#failure ?? {}
    const cause = error instanceof Error ? error.cause : undefined
    return cause instanceof AttemptFailed && isTemporary(cause.failure)
  }

  /** The one that is under way, or a new one unless it is too early. */
  begin(): Renewal | undefined {
    return this.#now() < this.#notBefore ? this.#underWay : this.#begin(this.#pauseMs)
  }

  /** For someone who asks: the pause after a failure is short, however often it failed before. */
  beginSoon(): Renewal | undefined {
    return this.#now() < this.#notBefore ? this.#underWay : this.beginNow()
  }

  /** For someone who wants a new token although the old one may do. */
  beginNow(): Renewal | undefined {
    return this.#begin(Math.min(FIRST_PAUSE_MS, this.#pauseMs))
  }

  /** The last token was refused: only from `at` on is another one asked for. */
  holdUntil(at: MonotonicMs): void {
    this.#notBefore = at
  }

  /** The server hands out the last token again until it expires, at `at` at the latest. */
  repeatsUntil(at: MonotonicMs): void {
    this.#notBefore = at
    this.#isRepeating = true
  }

  /** Begins none any more, and resolves when none is under way, or by the deadline. */
  async drain(deadline: Deadline): Promise<void> {
    this.#ending.abort(new Error('it is ending'))
    if (this.#underWay !== undefined) await this.wait([this.#underWay.done], deadline.leftMs)
  }

  /** Resolves when one of `promises` does, after `ms` at the latest. */
  async wait(promises: readonly Promise<void>[], ms: number): Promise<void> {
    const over = new AbortController()
    const sleep = this.#clock.sleep(Math.max(1, ms), over.signal).catch(() => undefined)
    await Promise.race([...promises, sleep])
    over.abort()
  }

  #begin(pauseMs: number): Renewal | undefined {
    if (this.#underWay !== undefined) return this.#underWay
    const isPaused = this.#failure !== undefined && this.#now() - this.#failure.at < pauseMs
    return isPaused || this.#ending.signal.aborted ? undefined : this.#start()
  }

  #start(): Renewal {
    let tellDelay = (): void => undefined
    const delayed = new Promise<void>((resolve) => (tellDelay = resolve))
    const done = this.#renewOnce(tellDelay).finally(() => (this.#underWay = undefined))
    this.#underWay = { done, delayed }
    return this.#underWay
  }

  async #renewOnce(tellDelay: () => void): Promise<void> {
    const wasRepeating = this.#isRepeating
    try {
      this.#isRepeating = false
      await this.#renew(tellDelay, this.#ending.signal)
      this.#failure = undefined
      this.#pauseMs = 0
    } catch (error) {
      this.#failure = { error, at: this.#now() }
      this.#isRepeating = wasRepeating
      this.#pauseMs = wasRepeating
        ? REPEATED_PAUSE_MS
        : Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2))
    }
  }

  #now(): MonotonicMs {
    return this.#clock.now().monotonicMs
  }
}

/** What those are told that waited for a token in vain. */
export function noTokenInTime(): ActionError {
  return new ActionError('TIMED_OUT', 'No token came in time: the request for it is still under way.', [
    'Genesys Cloud is slow or has an outage',
    'Genesys Cloud limits token requests: the limit takes about a minute to recover',
  ])
}

/** Why another token cannot be had. */
export const ONE_TOKEN_ONLY =
  'The server hands out the same token again until it expires, and the API host does not accept it.'
