/** What a limiter thinks of one more request. */
export interface Allowance {
  readonly allowed: boolean
  /** Requests in the current window, this one included unless it was refused. */
  readonly count: number
  /** Seconds until the window lets more in, at least 1. */
  readonly resetSeconds: number
}

/** Counts requests by key. */
export type RateLimiter = (key: string) => Allowance

/** Lets so many requests of one key through in a window that opens with the first of them. */
export function createRateLimiter(limit: number, windowSeconds: number, now: () => number): RateLimiter {
  const windows = new Map<string, { readonly opensAt: number; count: number }>()
  const windowMs = windowSeconds * 1000
  return (key) => {
    let window = windows.get(key)
    if (window === undefined || now() >= window.opensAt + windowMs) {
      window = { opensAt: now(), count: 0 }
      windows.set(key, window)
    }
    const allowed = window.count < limit
    if (allowed) window.count += 1
    const resetSeconds = Math.max(1, Math.ceil((window.opensAt + windowMs - now()) / 1000))
    return { allowed, count: window.count, resetSeconds }
  }
}
