import { type AccessToken } from '../oauth/access-token.ts'
import { type Moment, type MonotonicMs } from '../core/time.ts'

/** A token on its way through a long job, and what its keeper has learnt about its end. */
export interface KeptToken {
  readonly token: AccessToken
  /** The end of its life on both clocks of this machine. */
  readonly endsAt: Moment
  /** The end by the organization's idle timeout; `undefined` where there is none, or none is known. */
  readonly idle: IdleLimit | undefined
}

/** When a token would idle out if nobody used it. */
export interface IdleLimit {
  readonly seenAt: MonotonicMs
  readonly endsAt: Moment
  /** The longest time that it was ever seen to have: the timeout itself, as far as one can tell. */
  readonly timeoutMs: number
}

/** How long until each thing that keeps a token alive has to be done; 0 or less: now. */
export interface NextStep {
  readonly renewInMs: number
  readonly keepAliveInMs: number
}

/** A token needs this long to arrive anywhere and be used. */
const LAST_MOMENT_MS = 500

/** Genesys Cloud says a second less than the truth, and its clock may tick a little slower than ours. */
const DEAD_MARGIN_MS = 2_000

/**
 * `token`, taken over at `now`. Its end on the wall clock is fixed here, so that a later jump shows.
 *
 * @param idleTimeoutMs the organization's idle timeout, if it is known from another token
 */
export function keep(token: AccessToken, now: Moment, idleTimeoutMs?: number): KeptToken {
  return {
    token,
    endsAt: after(token.endsAfter - now.monotonicMs, now),
    idle: idleTimeoutMs === undefined ? undefined : idleLimit(idleTimeoutMs, now, undefined),
  }
}

/** The idle limit after a server said that the token idles out in `leftMs`. */
export function idleLimit(leftMs: number, now: Moment, before: IdleLimit | undefined): IdleLimit {
  return {
    seenAt: now.monotonicMs,
    endsAt: after(leftMs, now),
    timeoutMs: Math.max(leftMs, before?.timeoutMs ?? 0),
  }
}

/** `kept` after nobody could be asked about it: half of what is left is waited for before the next try. */
export function unreached(kept: KeptToken, now: Moment): KeptToken {
  return kept.idle === undefined ? kept : { ...kept, idle: { ...kept.idle, seenAt: now.monotonicMs } }
}

/**
 * What is left at the least. The monotonic clock cannot be moved but stands still while a machine sleeps;
 * the wall clock shows the sleep but may be corrected. Whichever says less is believed: a renewal too many
 * costs one request, a dead token costs a job.
 */
export function leftMs(deadline: Moment, now: Moment): number {
  return Math.min(deadline.monotonicMs - now.monotonicMs, deadline.wallMs - now.wallMs)
}

/** How much life a token must have left to be handed out without asking for a new one. */
export function marginMs(token: Pick<AccessToken, 'lifetimeMs'>, minValidityMs: number): number {
  // A token that lives for 300 s has never 300 s left: half of a short life has to do.
  return Math.min(minValidityMs, token.lifetimeMs / 2)
}

/** When to renew and when to keep alive. Each call that changes nothing moves its own next time: no loop can spin. */
export function nextStep(kept: KeptToken, now: Moment, minValidityMs: number): NextStep {
  const byLife = leftMs(kept.endsAt, now) - marginMs(kept.token, minValidityMs)
  const { idle } = kept
  if (idle === undefined) return { renewInMs: byLife, keepAliveInMs: Infinity }
  const idleLeftMs = leftMs(idle.endsAt, now)
  // Half of what was left when last seen. An organization may exclude calls from resetting the timer: then
  // the halves shrink, and what cannot be kept alive is renewed in good time.
  const spanMs = idle.endsAt.monotonicMs - idle.seenAt
  return {
    renewInMs: Math.min(byLife, idleLeftMs - idle.timeoutMs / 8),
    keepAliveInMs: idleLeftMs - spanMs / 2,
  }
}

/** Whether the token may be handed out without a second thought. */
export function isFresh(kept: KeptToken, now: Moment, minValidityMs: number): boolean {
  return nextStep(kept, now, minValidityMs).renewInMs > 0
}

/** Whether the token is alive at all: what is handed out while no new one can be had. */
export function isAlive(kept: KeptToken, now: Moment): boolean {
  const idleLeftMs = kept.idle === undefined ? Infinity : leftMs(kept.idle.endsAt, now)
  return Math.min(leftMs(kept.endsAt, now), idleLeftMs) > LAST_MOMENT_MS
}

/** Whether the token is dead beyond doubt, so that nobody needs to revoke it. */
export function isSurelyDead(token: Pick<AccessToken, 'deadBy'>, now: Moment): boolean {
  return now.monotonicMs > token.deadBy.monotonicMs + DEAD_MARGIN_MS
}

function after(ms: number, { wallMs, monotonicMs }: Moment): Moment {
  return { wallMs: wallMs + ms, monotonicMs: monotonicMs + ms }
}
