import { Deadline } from '../core/deadline.ts'
import { type Secret } from '../core/secret.ts'
import { type Clock, type MonotonicMs } from '../core/time.ts'
import { type TokenSource } from '../lease/token-source.ts'
import { LONGEST_WAIT_MS, PooledToken, type Permit } from './pooled-token.ts'
import { type RateWindow } from './rate-window.ts'
import { within } from './waiting.ts'

/** Where the tokens of a gateway come from. */
export interface TokenSupply {
  /** The source of the token that is there anyway. */
  readonly first: TokenSource
  /** A source of one more token. */
  add(): TokenSource
  /** News of a token: the API host took it, or did not. */
  seen(token: Secret, answer: 'accepted' | 'rejected'): void
}

export interface PoolContext {
  readonly clock: Clock
  readonly log: (sentence: string) => void
}

/** Every token is at its limit for longer than a request may wait. */
export class PacedTooLong extends Error {
  override readonly name = 'PacedTooLong'
  /** When there is room again, as far as is known. */
  readonly retryAfterMs: number

  constructor(retryAfterMs: number) {
    super('every token is at its limit of requests')
    this.retryAfterMs = retryAfterMs
  }
}

/** How long a request waits for room. */
const LONGEST_PACE_MS = 10_000

/** With less than this part of its limit left, a token is near it. */
const NEAR_THE_LIMIT = 0.1

/** A further token that could not be had is asked for again after this. */
const ADD_AGAIN_MS = 10_000

/** How often a request that waits looks for room when no token tells when there is some. */
const LOOK_AGAIN_MS = 1_000

/** A request in the queue, and the room that it was given. */
interface Waiting {
  room: PooledToken | undefined
  readonly tell: () => void
}

/**
 * The tokens of one gateway: each request gets leave to be sent with the token that has the most room, first in, first out.
 * A further token is asked for when those that are there come near their limit.
 */
export class TokenPool {
  readonly #supply: TokenSupply
  readonly #most: number
  readonly #context: PoolContext
  readonly #tokens: PooledToken[]
  #queue: Waiting[] = []
  #wake = new AbortController()
  #adding: Promise<void> | undefined
  #addNotBefore: MonotonicMs = -Infinity

  /** @param most how many tokens it may hold at once */
  constructor(supply: TokenSupply, most: number, context: PoolContext) {
    this.#supply = supply
    this.#most = most
    this.#context = context
    this.#tokens = [this.#pooled(supply.first, undefined)]
  }

  /** What is left of each token's minute; Infinity where the server tells no limit. */
  get room(): readonly number[] {
    return this.#tokens.map(({ room }) => room)
  }

  /**
   * Leave to send one request, and how long that took for want of room.
   *
   * @throws PacedTooLong when there is no room in time
   * @throws ActionError when no token can be had
   * @throws the signal's reason when the caller has gone
   */
  async permit(deadline: Deadline, signal: AbortSignal): Promise<Permit & { readonly pacedMs: number }> {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted()
      const free = this.#queue.length === 0 ? this.#reserve() : undefined
      const startedAt = this.#now()
      const token = free ?? (await this.#roomFor(deadline.part(LONGEST_PACE_MS), signal))
      const pacedMs = free === undefined ? this.#now() - startedAt : 0
      try {
        return { ...(await token.permit(deadline, signal)), pacedMs }
      } catch (error) {
        // The token of another may be valid. With a single one there is nothing else to try.
        if (signal.aborted || attempt >= this.#tokens.length) throw error
      }
    }
  }

  /** Room that is waited for in the queue. */
  async #roomFor(until: Deadline, signal: AbortSignal): Promise<PooledToken> {
    const { waiting, turn } = this.#enqueue()
    try {
      await within(turn, { deadline: until, signal }, this.#context.clock)
    } catch (error) {
      this.#leave(waiting)
      throw error
    }
    if (waiting.room !== undefined) return waiting.room
    this.#leave(waiting)
    throw new PacedTooLong(this.#reopensInMs())
  }

  #enqueue(): { readonly waiting: Waiting; readonly turn: Promise<void> } {
    let tell = (): void => undefined
    const turn = new Promise<void>((resolve) => (tell = resolve))
    const waiting: Waiting = { room: undefined, tell: () => tell() }
    this.#queue.push(waiting)
    this.#changed()
    return { waiting, turn }
  }

  /** It has gone. Room that it was given in the same moment is for the next one. */
  #leave(waiting: Waiting): void {
    this.#queue = this.#queue.filter((other) => other !== waiting)
    waiting.room?.giveBack()
    void this.#watch()
  }

  /** Room on the token that has the most; and a further token asked for if that leaves little. */
  #reserve(): PooledToken | undefined {
    const usable = this.#tokens.filter(({ couldNotBeHad }) => !couldNotBeHad)
    const candidates = usable.length > 0 ? usable : this.#tokens
    const best = candidates.reduce((one, other) => (other.room > one.room ? other : one))
    const { allowed } = best.window
    if (Number.isFinite(allowed) && best.room <= allowed * NEAR_THE_LIMIT) this.#addUnlessBusy()
    if (best.room <= 0) return undefined
    best.reserve()
    return best
  }

  #addUnlessBusy(): void {
    const isFull = this.#tokens.length >= this.#most
    if (isFull || this.#adding !== undefined || this.#now() < this.#addNotBefore) return
    const failed = (): void => {
      this.#addNotBefore = this.#now() + ADD_AGAIN_MS
    }
    this.#adding = this.#add()
      .catch(failed)
      .finally(() => {
        this.#adding = undefined
        this.#changed()
      })
  }

  async #add(): Promise<void> {
    const token = this.#pooled(this.#supply.add(), this.#tokens[0]?.window)
    await token.prepare(Deadline.after(LONGEST_WAIT_MS, this.#context.clock))
    this.#tokens.push(token)
    this.#context.log(`The gateway has ${this.#tokens.length} tokens, of at most ${this.#most}.`)
  }

  #pooled(source: TokenSource, like: RateWindow | undefined): PooledToken {
    const { clock } = this.#context
    const seen: TokenSupply['seen'] = (token, answer) => this.#supply.seen(token, answer)
    return new PooledToken(source, { clock, seen, changed: () => this.#changed() }, like)
  }

  /** There may be room now for those that wait, in their order. */
  #changed(): void {
    if (this.#queue.length === 0) return
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      next.room = this.#reserve()
      if (next.room === undefined) break
      this.#queue.shift()
      next.tell()
    }
    void this.#watch()
  }

  /** Looks again when a token's minute is over, as long as a request waits. */
  async #watch(): Promise<void> {
    this.#wake.abort()
    if (this.#queue.length === 0) return
    const wake = new AbortController()
    this.#wake = wake
    try {
      await this.#context.clock.sleep(Math.max(1, this.#reopensInMs()), wake.signal)
    } catch {
      return
    }
    this.#changed()
  }

  #reopensInMs(): number {
    const times = this.#tokens.flatMap(({ reopensAt }) => reopensAt ?? [])
    return times.length === 0 ? LOOK_AGAIN_MS : Math.max(0, Math.min(...times) - this.#now())
  }

  #now(): MonotonicMs {
    return this.#context.clock.now().monotonicMs
  }
}
