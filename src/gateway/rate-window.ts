import { type MonotonicMs } from '../core/time.ts'

/** What Genesys Cloud says about a token's requests in its answers: `inin-ratelimit-allowed`, `-count` and `-reset`. */
export interface RateStatement {
  readonly allowed: number
  readonly count: number
  readonly resetMs: number
}

/** The requests of one token in the minute that it is counted by. A value: each function returns the next one. */
export interface RateWindow {
  /** Infinity where the server tells no limit. */
  readonly allowed: number
  readonly isStated: boolean
  /** Those that have been answered. */
  readonly count: number
  readonly underWay: number
  /** When counting starts anew; `undefined` before the first request. */
  readonly resetsAt: MonotonicMs | undefined
}

/** The documented limit of a token (`client.credentials.token.rate.per.minute`), until the first answer says what it is. */
export const DOCUMENTED_REQUESTS_PER_MINUTE = 300

const WINDOW_MS = 60_000

/** The reset is told in whole seconds, and it is not known which way they are rounded. */
const ROUNDING_MS = 1_000

/** Two answers about one window differ by rounding and by the time they travel. */
const SAME_WINDOW_MS = 3_000

/** @param like what is known of limits from another token of the same client */
export function freshWindow(like?: RateWindow): RateWindow {
  const { allowed = DOCUMENTED_REQUESTS_PER_MINUTE, isStated = false } = like ?? {}
  return { allowed, isStated, count: 0, underWay: 0, resetsAt: undefined }
}

/** How many requests can still be sent at `now` without running into the limit. */
export function roomIn(window: RateWindow, now: MonotonicMs): number {
  const { allowed, count, underWay } = rolled(window, now)
  return Math.max(0, allowed - count - underWay)
}

/** When there is room again at the latest; `undefined` while only answers under way can tell. */
export function reopensAt(window: RateWindow, now: MonotonicMs): MonotonicMs | undefined {
  const { resetsAt } = rolled(window, now)
  return resetsAt === undefined ? undefined : resetsAt + ROUNDING_MS
}

export function withSent(window: RateWindow, now: MonotonicMs): RateWindow {
  const current = rolled(window, now)
  return { ...current, underWay: current.underWay + 1, resetsAt: current.resetsAt ?? now + WINDOW_MS }
}

/** A request that was taken back before it was sent. */
export function withoutSent(window: RateWindow): RateWindow {
  return { ...window, underWay: window.underWay - 1 }
}

/** A request of which it is not known whether it was counted counts. */
export function withUnanswered(window: RateWindow, now: MonotonicMs): RateWindow {
  const current = rolled(withoutSent(window), now)
  return { ...current, count: current.count + 1 }
}

/** One of those under way was answered; `statement` is what the answer says about the limit. */
export function withAnswer(
  window: RateWindow,
  {
    status,
    statement,
    now,
  }: { readonly status: number; readonly statement: RateStatement | undefined; readonly now: MonotonicMs },
): RateWindow {
  if (statement === undefined) {
    const isLimitless = !window.isStated && status >= 200 && status < 300
    const counted = withUnanswered(window, now)
    return isLimitless ? { ...counted, allowed: Infinity } : counted
  }
  const current = rolled(withoutSent(window), now)
  const { allowed, count, resetMs } = statement
  const resetsAt = now + resetMs
  const stated = { ...current, allowed, isStated: true }
  const byMs = current.isStated && current.resetsAt !== undefined ? resetsAt - current.resetsAt : Infinity
  if (byMs > SAME_WINDOW_MS) return { ...stated, count, resetsAt }
  // An answer that was overtaken: the window that it speaks of is over.
  if (byMs < -SAME_WINDOW_MS) return stated
  return { ...stated, count: Math.max(count, current.count) }
}

/** The server refused a request with 429: no more until it says so. */
export function exhausted(window: RateWindow, retryAfterMs: number, now: MonotonicMs): RateWindow {
  const current = rolled(withoutSent(window), now)
  const allowed = Number.isFinite(current.allowed) ? current.allowed : DOCUMENTED_REQUESTS_PER_MINUTE
  return { ...current, allowed, count: allowed, resetsAt: now + retryAfterMs }
}

/** @param value of a header by its name in lower case */
export function readRateStatement(value: (name: string) => string | undefined): RateStatement | undefined {
  const whole = (name: string): number => {
    const text = value(`inin-ratelimit-${name}`)?.trim() ?? ''
    return /^\d{1,9}$/.test(text) ? Number(text) : NaN
  }
  const [allowed, count, resetSeconds] = [whole('allowed'), whole('count'), whole('reset')]
  if (!(allowed > 0) || Number.isNaN(count) || Number.isNaN(resetSeconds)) return undefined
  return { allowed, count, resetMs: resetSeconds * 1000 }
}

/** The window at `now`: when its time is over, the next one begins with whatever is sent next. */
function rolled(window: RateWindow, now: MonotonicMs): RateWindow {
  const { resetsAt } = window
  const isOver = resetsAt !== undefined && now >= resetsAt + ROUNDING_MS
  return isOver ? { ...window, count: 0, resetsAt: undefined } : window
}
