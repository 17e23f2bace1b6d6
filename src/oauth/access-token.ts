import { ActionError } from '../core/errors.ts'
import { type Secret } from '../core/secret.ts'
import { type EpochMs, type Moment, type MonotonicMs } from '../core/time.ts'

/** An access token and what is known about its end. */
export interface AccessToken {
  readonly value: Secret
  /** As the server said it, usually `bearer`. */
  readonly type: string
  /** By the server's clock, never later than the true expiry: what people and other machines are told. */
  readonly expiresAt: EpochMs
  /** On this machine, never later than the true expiry: what is left is counted from here. */
  readonly endsAfter: MonotonicMs
  /** On this machine, never earlier than the true expiry: only then is it certain that the token is dead. */
  readonly deadBy: Moment
  /** Its whole life as granted, however much of it is left. */
  readonly lifetimeMs: number
}

/** What was seen of the clocks around one grant. */
export interface GrantTimes {
  readonly sent: Moment
  readonly received: Moment
  /** The reply's `Date` header, if it had one that can be read. */
  readonly serverDate: EpochMs | undefined
}

/**
 * Bounds for the end of a token that lives for `lifetimeSeconds` from some moment between the request
 * and its reply. A runner whose clock is wrong still gets the true expiry, because that is counted from
 * the server's `Date`; the rest is counted on the monotonic clock.
 */
export function expiryOf(
  lifetimeSeconds: number,
  times: GrantTimes,
): Pick<AccessToken, 'expiresAt' | 'endsAfter' | 'deadBy' | 'lifetimeMs'> {
  const lifetimeMs = lifetimeSeconds * 1000
  // The server may write its Date after it issued the token, by as much as the whole exchange took.
  const exchangeMs = times.received.monotonicMs - times.sent.monotonicMs
  const issuedAt = times.serverDate === undefined ? times.sent.wallMs : times.serverDate - exchangeMs
  return {
    expiresAt: issuedAt + lifetimeMs,
    endsAfter: times.sent.monotonicMs + lifetimeMs,
    deadBy: {
      wallMs: times.received.wallMs + lifetimeMs,
      monotonicMs: times.received.monotonicMs + lifetimeMs,
    },
    lifetimeMs,
  }
}

/** Whole seconds that the token surely has left; 0 when it may be over. */
export function secondsLeft(token: Pick<AccessToken, 'endsAfter'>, now: Moment): number {
  return Math.max(0, Math.floor((token.endsAfter - now.monotonicMs) / 1000))
}

/** @throws ActionError TOKEN_EXPIRED if it is over */
export function requireTimeLeft(token: AccessToken, now: Moment): void {
  if (token.endsAfter > now.monotonicMs) return
  const seconds = Math.floor(token.lifetimeMs / 1000)
  throw new ActionError(
    'TOKEN_EXPIRED',
    `The token expired before it could be handed out: it was valid for ${seconds} s.`,
    [
      'the server issues tokens for a few seconds only: in Genesys Cloud, Token Duration of the OAuth client is 300 s or more',
      'a gateway hands out a token again that is about to expire',
      'the network or the API host is slow',
    ],
  )
}
