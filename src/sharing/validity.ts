import type { AccessToken } from '../oauth/access-token.ts'
import type { EpochMs, Moment } from '../core/time.ts'
import type { Contents } from './shared-entry.ts'

/** The store's time is told in whole seconds, and so up to one too early. */
const STORE_TIME_GRAIN_MS = 1_000

/** How much earlier than the truth the end of a shared token may be told: what the requests of its leader took. */
const LONGEST_EXCHANGES_MS = 30_000

/** What the store's own clock said, and when this machine asked and was answered. */
export interface StoreTimes {
  readonly asked: Moment
  readonly answered: Moment
  readonly storeTime: EpochMs
}

/** What the store's clock shows now, or up to a second and the time of one request less. */
export function storeTimeAt({ monotonicMs }: Moment, { storeTime, answered }: StoreTimes): EpochMs {
  return storeTime + monotonicMs - answered.monotonicMs
}

/**
 * How much life a token needs to be worth sharing: what was asked for, but not more than half of its whole
 * life, or a client with short tokens would renew for ever.
 */
export function marginMs(minValidityMs: number, lifetimeMs: number): number {
  return Math.min(minValidityMs, lifetimeMs / 2)
}

/**
 * What a shared token has left, counted on the store's clock alone: it was held against the server's once, by the job that
 * had the token issued. Never more than the whole life, whatever was written into the entry.
 */
export function sharedLifeLeftMs(
  { grantedAt, expiresAt, storeOffsetMs }: SharedContents,
  storeTime: EpochMs,
): number {
  return Math.min(expiresAt + storeOffsetMs - storeTime, expiresAt - grantedAt)
}

/** The token of an entry with its end as this machine's clocks will tell it. */
export function sharedToken(
  contents: SharedContents,
  { asked, answered, storeTime }: StoreTimes,
): AccessToken {
  const { value, type, grantedAt, expiresAt } = contents
  const leftMs = sharedLifeLeftMs(contents, storeTime)
  const latestMs = leftMs + LONGEST_EXCHANGES_MS
  return {
    value,
    type,
    expiresAt,
    endsAfter: asked.monotonicMs + leftMs - STORE_TIME_GRAIN_MS,
    deadBy: { wallMs: answered.wallMs + latestMs, monotonicMs: answered.monotonicMs + latestMs },
    lifetimeMs: expiresAt - grantedAt,
  }
}

type SharedContents = Extract<Contents, { kind: 'token' }>
