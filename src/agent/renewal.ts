import { type Secret } from '../core/secret.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { type Moment, type MonotonicMs } from '../core/time.ts'

/** The token that a manager hands out, and what is known about its end. */
export interface CurrentToken {
  readonly token: AccessToken
  /** Its expiry on both clocks of this machine. */
  readonly endsAt: Moment
  /** When the organization's idle timeout invalidates it; `undefined` where there is none, or none is known. */
  readonly idle: IdleLimit | undefined
}

/** When the idle timeout invalidates a token that is not used until then. */
export interface IdleLimit {
  readonly seenAt: MonotonicMs
  readonly endsAt: Moment
  /** The longest time that it was ever seen to have: the timeout itself, as far as one can tell. */
  readonly timeoutMs: number
}

/** How long until each thing that keeps a token valid has to be done; 0 or less: now. */
export interface NextStep {
  readonly renewInMs: number
  readonly useInMs: number
}

/** A token needs this long to arrive anywhere and be used. */
const LAST_MOMENT_MS = 500

/**
 * `token`, taken over at `now`. Its end on the wall clock is fixed here, so that a later jump shows.
 *
 * @param idleTimeoutMs the organization's idle timeout, if it is known from another token
 */
export function currentToken(token: AccessToken, now: Moment, idleTimeoutMs?: number): CurrentToken {
  return {
    token,
    endsAt: after(token.endsAfter - now.monotonicMs, now),
    idle: idleTimeoutMs === undefined ? undefined : idleLimit(idleTimeoutMs, now, undefined),
  }
}

/** The idle limit after a server said that the timeout strikes in `leftMs`. */
export function idleLimit(leftMs: number, now: Moment, before: IdleLimit | undefined): IdleLimit {
  return {
    seenAt: now.monotonicMs,
    endsAt: after(leftMs, now),
    timeoutMs: Math.max(leftMs, before?.timeoutMs ?? 0),
  }
}

/** `current` after the API host gave no answer about it: half of what is left passes before the next try. */
export function unanswered<Current extends CurrentToken>(current: Current, now: Moment): Current {
  const { idle } = current
  return idle === undefined ? current : { ...current, idle: { ...idle, seenAt: now.monotonicMs } }
}

/**
 * What is left at the least. The monotonic clock cannot be moved but stands still while a machine sleeps;
 * the wall clock shows the sleep but may be corrected. The one that says less is believed: a renewal too many
 * costs one request, an expired token costs a job.
 */
export function leftMs(end: Moment, now: Moment): number {
  return Math.min(end.monotonicMs - now.monotonicMs, end.wallMs - now.wallMs)
}

/** How much time a token must have left to be handed out without asking for a new one. */
export function marginMs(token: Pick<AccessToken, 'lifetimeMs'>, minValidityMs: number): number {
  // A token that is issued for 300 s has never 300 s left: half of a short life has to do.
  return Math.min(minValidityMs, token.lifetimeMs / 2)
}

/** When to renew and when to use it. Each call that changes nothing moves its own next time: no loop can spin. */
export function nextStep(current: CurrentToken, now: Moment, minValidityMs: number): NextStep {
  const byExpiry = leftMs(current.endsAt, now) - marginMs(current.token, minValidityMs)
  const { idle } = current
  if (idle === undefined) return { renewInMs: byExpiry, useInMs: Infinity }
  const idleLeftMs = leftMs(idle.endsAt, now)
  // Half of what was left when last seen. An organization may exclude calls from resetting the timer: then
  // the halves shrink, and a token that cannot be kept valid is renewed in good time.
  const spanMs = idle.endsAt.monotonicMs - idle.seenAt
  return {
    renewInMs: Math.min(byExpiry, idleLeftMs - idle.timeoutMs / 8),
    useInMs: idleLeftMs - spanMs / 2,
  }
}

/** Whether the token has the wanted time left. */
export function isFresh(current: CurrentToken, now: Moment, minValidityMs: number): boolean {
  return nextStep(current, now, minValidityMs).renewInMs > 0
}

/** Whether the token is valid at all: what is handed out while no new one can be had. */
export function isValid({ endsAt, idle }: CurrentToken, now: Moment): boolean {
  const idleLeftMs = idle === undefined ? Infinity : leftMs(idle.endsAt, now)
  return Math.min(leftMs(endsAt, now), idleLeftMs) > LAST_MOMENT_MS
}

/** Whether `value` is that token. */
export function isSame(value: Secret, { token }: CurrentToken): boolean {
  return value.reveal() === token.value.reveal()
}

function after(ms: number, { wallMs, monotonicMs }: Moment): Moment {
  return { wallMs: wallMs + ms, monotonicMs: monotonicMs + ms }
}
