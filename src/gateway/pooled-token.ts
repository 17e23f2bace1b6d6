import { Deadline } from '../core/deadline.ts'
import { type Secret } from '../core/secret.ts'
import { type Clock, type MonotonicMs } from '../core/time.ts'
import { type ServedToken, type TokenSource } from '../lease/token-source.ts'
import {
  exhausted,
  freshWindow,
  reopensAt,
  roomIn,
  withAnswer,
  withSent,
  withUnanswered,
  type RateStatement,
  type RateWindow,
} from './rate-window.ts'
import { unlessGone, within } from './waiting.ts'

/** What an answer of the API host says about the token that was sent. */
export interface TokenAnswer {
  readonly status: number
  readonly statement: RateStatement | undefined
  readonly retryAfterMs: number | undefined
}

/** Leave to send one request, with the token to send it with. Either `answered` or `unanswered` is told, once. */
export interface Permit {
  readonly token: ServedToken
  answered(answer: TokenAnswer): void
  /** Sent, but there was no answer. */
  unanswered(): void
  /**
   * Leave to send the request once more after the API host has refused the token, once there is another one. `undefined` if the
   * host takes that token after all, or no other could be had by the deadline. However many ask about one token, it is looked at
   * and replaced once.
   *
   * @throws the signal's reason when the caller has gone
   */
  replaced(deadline: Deadline, signal: AbortSignal): Promise<Permit | undefined>
}

/** What a token of the pool tells. */
export interface PooledTokenContext {
  readonly clock: Clock
  readonly seen: (token: Secret, answer: 'accepted' | 'rejected') => void
  /** There may be room now. */
  readonly changed: () => void
}

/** Clients give up after 16 s without an answer, and some send a POST again then. */
export const LONGEST_WAIT_MS = 14_000

/** A token that could not be had is tried after the others for so long. */
const AVOID_MS = 5_000

/** One of the tokens of a gateway, whichever it is at the time, and the requests of its minute. */
export class PooledToken {
  readonly #source: TokenSource
  readonly #context: PooledTokenContext
  #token: ServedToken | undefined
  #window: RateWindow
  #reserved = 0
  /** Rejected tokens that are being replaced, by value. */
  readonly #replacing = new Map<string, Promise<ServedToken>>()
  #avoidUntil: MonotonicMs = -Infinity

  /** @param like what is known of limits from another token of the same client */
  constructor(source: TokenSource, context: PooledTokenContext, like?: RateWindow) {
    this.#source = source
    this.#context = context
    this.#window = freshWindow(like)
  }

  get window(): RateWindow {
    return this.#window
  }

  /** How many requests it still has room for; Infinity where the server tells no limit. */
  get room(): number {
    return Math.max(0, roomIn(this.#window, this.#now()) - this.#reserved)
  }

  get reopensAt(): MonotonicMs | undefined {
    return reopensAt(this.#window, this.#now())
  }

  get couldNotBeHad(): boolean {
    return this.#now() < this.#avoidUntil
  }

  /** Takes room for a request that has no token yet. */
  reserve(): void {
    this.#reserved++
  }

  /** Gives back room that was reserved. */
  giveBack(): void {
    this.#reserved--
    this.#context.changed()
  }

  /** Has the token, so that it is there when it is needed. @throws ActionError when none can be had */
  async prepare(deadline: Deadline): Promise<void> {
    this.#takeOver(await this.#source.current(deadline))
  }

  /**
   * Uses room that was reserved, and gives it back if there is no token.
   *
   * @throws ActionError when none can be had by the deadline
   * @throws the signal's reason when the caller has gone
   */
  async permit(deadline: Deadline, signal: AbortSignal): Promise<Permit> {
    try {
      const token = await unlessGone(this.#source.current(deadline), signal)
      this.#reserved--
      return this.#permitFor(token)
    } catch (error) {
      if (!signal.aborted) this.#avoidUntil = this.#now() + AVOID_MS
      this.giveBack()
      throw error
    }
  }

  #permitFor(token: ServedToken): Permit {
    const { clock, changed, seen } = this.#context
    this.#takeOver(token)
    this.#window = withSent(this.#window, this.#now())
    const end = (next: (window: RateWindow) => RateWindow): void => {
      // The window of a token that was replaced meanwhile went with it.
      if (isSame(this.#token, token)) this.#window = next(this.#window)
      changed()
    }
    return {
      token,
      answered: (answer) => {
        if (answer.status < 300) seen(token.value, 'accepted')
        end((window) => after(window, answer, this.#now()))
      },
      unanswered: () => end((window) => withUnanswered(window, this.#now())),
      replaced: async (deadline, signal) => {
        const next = await within(this.#replace(token), { deadline, signal }, clock)
        return next === undefined || isSame(next, token) ? undefined : this.#permitFor(next)
      },
    }
  }

  /** A new token has its whole minute. */
  #takeOver(token: ServedToken): void {
    if (isSame(this.#token, token)) return
    this.#token = token
    this.#window = freshWindow(this.#window)
  }

  /** Why there is no other token, its source logs; the caller gets the API host's own 401. */
  async #replace(rejected: ServedToken): Promise<ServedToken | undefined> {
    const key = rejected.value.reveal()
    const start = async (): Promise<ServedToken> => {
      const deadline = Deadline.after(LONGEST_WAIT_MS, this.#context.clock)
      // News of a token that was replaced meanwhile is no news.
      if (!isSame(this.#token, rejected)) return this.#source.current(deadline)
      this.#context.seen(rejected.value, 'rejected')
      try {
        return await this.#source.renew(deadline, rejected.value)
      } finally {
        this.#replacing.delete(key)
      }
    }
    const replacement = this.#replacing.get(key) ?? start()
    this.#replacing.set(key, replacement)
    return replacement.catch(() => undefined)
  }

  #now(): MonotonicMs {
    return this.#context.clock.now().monotonicMs
  }
}

function after(window: RateWindow, answer: TokenAnswer, now: MonotonicMs): RateWindow {
  const { status, statement, retryAfterMs } = answer
  return status === 429 && retryAfterMs !== undefined
    ? exhausted(window, retryAfterMs, now)
    : withAnswer(window, { status, statement, now })
}

function isSame(left: ServedToken | undefined, right: ServedToken): boolean {
  return left?.value.reveal() === right.value.reveal()
}
