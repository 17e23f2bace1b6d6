import { isoSeconds, type Moment } from '../core/time.ts'
import { type SavedState } from './saved-state.ts'

/** What post has to do, and the sentence for it where that is nothing. */
export type PostPlan =
  | { readonly do: 'nothing'; readonly because: string; readonly outcome: string }
  | { readonly do: 'revoke'; readonly state: SavedState }

/** Covers a server whose clock ticks a little slower and a request that was long under way. */
const MARGIN_MS = 2_000

/** What has to be done about the token that main left, if it left one. */
export function plan(state: SavedState | undefined, now: Moment): PostPlan {
  if (state === undefined) return nothing('The step got no token; nothing to revoke.', 'No token.')
  const expiry = isoSeconds(state.expiresAt)
  switch (state.token) {
    case 'revoked-by-main':
      return nothing('The step revoked its token itself; nothing to revoke.', 'Revoked by the step itself.')
    case 'shared':
      return nothing(
        `The token is shared with other jobs and was left alone; it expires at ${expiry}.`,
        `Shared with other jobs, left alone; expires at ${expiry}.`,
      )
    case 'kept-on-request':
      return nothing(
        `The token was left alive because revoke is false; it expires at ${expiry}.`,
        `Left alive because \`revoke\` is \`false\`; expires at ${expiry}.`,
      )
    case 'owned':
      if (!isSurelyDead(state, now)) return { do: 'revoke', state }
      return nothing(
        `The token had already expired at ${expiry}; nothing to revoke.`,
        `Expired at ${expiry}.`,
      )
  }
}

/**
 * Whether the token's life is over beyond doubt. Counted on the monotonic clock, which a corrected or
 * wrong wall clock cannot move; it stands still while a machine sleeps, so that it errs towards trying.
 * A revocation too many costs one request, one too few leaves a live token behind.
 */
function isSurelyDead(state: SavedState, now: Moment): boolean {
  const isSameClock = now.monotonicMs >= state.savedAt.monotonicMs
  return isSameClock
    ? now.monotonicMs >= state.deadBy.monotonicMs + MARGIN_MS
    : now.wallMs >= state.deadBy.wallMs + MARGIN_MS
}

const nothing = (because: string, outcome: string): PostPlan => ({ do: 'nothing', because, outcome })
