/** Why one request did not give what was asked for. Plain data, fit to print: no header, no body. */
export interface Failure {
  readonly kind:
    | 'connection'
    | 'timeout'
    | 'truncated'
    | 'unreadable'
    | 'invalid'
    | 'too-large'
    | 'tls'
    | 'proxy'
    | 'redirect'
    | 'status'
  /** One clause without a full stop: `the connection was reset (ECONNRESET)`. */
  readonly summary: string
  readonly status?: number
  /** The server's own `error` and `error_description` (or the API's `code` and `message`), made safe to print. */
  readonly error?: string
  readonly description?: string
  readonly correlationId?: string
  readonly isRateLimit?: boolean
  /** True if it is certain that no byte of the request reached the server. */
  readonly isUnsent?: boolean
  /** How far this machine's clock is ahead of the server's, as its `Date` shows; negative if it is behind. */
  readonly clockAheadMs?: number
  /** The other side broke the handshake of TLS off: not its certificate was in doubt, but this client. */
  readonly isRefusedByPeer?: boolean
  /** How long the server asked us to wait, in milliseconds from the reply. */
  readonly retryAfterMs?: number
}

/** Thrown by a transport or a reader of replies for a request that did not succeed. */
export class AttemptFailed extends Error {
  override readonly name = 'AttemptFailed'
  readonly failure: Failure

  constructor(failure: Failure, cause?: unknown) {
    super(failure.summary, cause === undefined ? undefined : { cause })
    this.failure = failure
  }
}

/** What to do about a failure: try again after so long, or give up, and why. */
export type RetryDecision =
  | { readonly retry: true; readonly afterMs: number }
  | { readonly retry: false; readonly because: 'final' }
  | { readonly retry: false; readonly because: 'no-time'; readonly wantedMs: number }

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

const FINAL_ERRORS = new Set(['invalid_client', 'unauthorized_client', 'invalid_grant', 'invalid_scope'])
const TEMPORARY_ERRORS = new Set(['temporarily_unavailable', 'server_error'])
const TEMPORARY_STATUS = new Set([408, 425, 429])

/**
 * The one retry policy, for every request of this project: full jitter (1 s doubling to 30 s), the
 * server's `Retry-After` where it gave one, and no waiting for something that cannot come in time.
 *
 * @param attempt how many attempts have failed so far, 1 or more
 * @param leftMs how long the whole may still take
 * @param random a number from 0 up to 1
 */
export function retryDecision(
  failure: Failure,
  attempt: number,
  leftMs: number,
  random: number,
): RetryDecision {
  if (!isTemporary(failure)) return { retry: false, because: 'final' }
  const wantedMs = waitMs(failure, attempt, random)
  if (wantedMs < leftMs) return { retry: true, afterMs: wantedMs }
  return { retry: false, because: 'no-time', wantedMs }
}

/** Whether the same request may succeed a little later. */
export function isTemporary(failure: Failure): boolean {
  switch (failure.kind) {
    case 'connection':
    case 'timeout':
    case 'truncated':
    case 'unreadable':
      return true
    // A proxy answers for itself: 407 stays 407, while a 502 or 503 of it says that the way is blocked for now.
    case 'proxy':
      return isTemporaryStatus(failure.status ?? 503)
    case 'invalid':
    case 'too-large':
    case 'tls':
    case 'redirect':
      return false
    case 'status':
      if (FINAL_ERRORS.has(failure.error ?? '')) return false
      if (TEMPORARY_ERRORS.has(failure.error ?? '')) return true
      // Genesys Cloud throttles its token endpoint with 400 invalid_request, not with 429.
      return failure.isRateLimit === true || isTemporaryStatus(failure.status ?? 0)
  }
}

function isTemporaryStatus(status: number): boolean {
  return TEMPORARY_STATUS.has(status) || (status >= 500 && status !== 501)
}

function waitMs(failure: Failure, attempt: number, random: number): number {
  const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1))
  // All that are told the same Retry-After would come back at the same instant: up to a second more spreads them.
  // A Retry-After that is over already, or zero, does not put an end to backing off.
  const askedMs = failure.retryAfterMs === undefined ? 0 : failure.retryAfterMs + random * FIRST_WAIT_MS
  return Math.max(askedMs, random * ceilingMs)
}
