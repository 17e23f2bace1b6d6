import type { AccessToken } from '../oauth/access-token.ts'
import type { EpochMs, Moment } from '../core/time.ts'
import type { Contents } from './shared-entry.ts'

/** The store's time is told in whole seconds, and so up to one too early. */
const STORE_TIME_GRAIN_MS = 1_000

/** When the store was asked and answered, by this machine's clocks, and what its own said. */
export interface SightTimes {
  readonly asked: Moment
  readonly answered: Moment
  readonly storeTime: EpochMs
}

/**
 * How much life a token needs to be worth sharing: what was asked for, but not more than half of its whole
 * life, or a client with short tokens would renew for ever.
 */
export function marginMs(minValidityMs: number, lifetimeMs: number): number {
  return Math.min(minValidityMs, lifetimeMs / 2)
}

/** The token of an entry with its end as this machine's clocks will tell it. */
export function sharedToken(
  { value, type, grantedAt, expiresAt }: Extract<Contents, { kind: 'token' }>,
  { asked, answered, storeTime }: SightTimes,
): AccessToken {
  const leftMs = expiresAt - storeTime
  return {
    value,
    type,
    expiresAt,
    endsAfter: asked.monotonicMs + leftMs - STORE_TIME_GRAIN_MS,
    deadBy: { wallMs: answered.wallMs + leftMs, monotonicMs: answered.monotonicMs + leftMs },
    lifetimeMs: expiresAt - grantedAt,
  }
}
