import { type Clock, type MonotonicMs } from './time.ts'

/** A promise about time, on the monotonic clock. On its way down it only gets shorter. */
export class Deadline {
  readonly #clock: Clock
  readonly #at: MonotonicMs

  private constructor(clock: Clock, at: MonotonicMs) {
    this.#clock = clock
    this.#at = at
  }

  /** @param ms from now */
  static after(ms: number, clock: Clock): Deadline {
    return new Deadline(clock, clock.now().monotonicMs + ms)
  }

  /** What is left in milliseconds, at least 0. */
  get leftMs(): number {
    return Math.max(0, this.#at - this.#clock.now().monotonicMs)
  }

  /** At most `ms` from now, and never later than this one. */
  part(ms: number): Deadline {
    return new Deadline(this.#clock, Math.min(this.#at, this.#clock.now().monotonicMs + ms))
  }
}
