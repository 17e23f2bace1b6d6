/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number

/** Milliseconds of a clock that never jumps and that all processes of one machine share. */
export type MonotonicMs = number

/** One moment as both clocks of this machine tell it. */
export interface Moment {
  readonly wallMs: EpochMs
  readonly monotonicMs: MonotonicMs
}

/** Time, handed in, so that no decision reads it for itself and no test waits for it. */
export interface Clock {
  now(): Moment
  /** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/**
 * `2026-11-21T10:00:00Z`: ISO 8601 in UTC with whole seconds, rounded down so that no expiry looks later than it is. Put together by
 * hand, since the first call of `toISOString()` loads the time zones of the world: 1.1 MiB and a quarter of a millisecond.
 */
export function isoSeconds(at: EpochMs): string {
  const date = new Date(at)
  const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
  return `${day.map(twoDigits).join('-')}T${time.map(twoDigits).join(':')}Z`
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')
