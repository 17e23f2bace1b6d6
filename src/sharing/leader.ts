import { type Deadline } from '../core/deadline.ts'
import { type EntryReference } from '../lease/lease-record.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { type Clock } from '../core/time.ts'
import { type SharingGroup } from './entry-name.ts'
import { seal } from './shared-entry.ts'
import { type Entry, type Publication, type TokenStore } from './token-store.ts'
import { marginMs, storeTimeAt, type StoreTimes } from './validity.ts'

/** For so long a generation without a token tells others to help themselves; later ones try again. */
export const RESIGNATION_COUNTS_MS = 60_000

/** The duties of the job that was elected to get the token for all. */
export interface Leader {
  /** Where the token is going to be seen. */
  readonly entry: EntryReference
  /** Hands the token to the others. With `unknown` they may see it, or not. */
  publish(token: AccessToken, wasAccepted: boolean): Promise<'shared' | 'own' | 'unknown'>
  /** Tells the others not to wait, since there will be no token; nothing happens if one may have been published. */
  resign(deadline: Deadline): Promise<void>
}

/** What a leader works with. */
export interface LeaderTools {
  readonly group: SharingGroup
  readonly minValidityMs: number
  readonly store: TokenStore
  /** What the store's clock showed when it was asked last. */
  readonly storeTimes: StoreTimes
  /** What one call of the store may take. */
  readonly callMs: number
  readonly clock: Clock
  readonly log: (sentence: string) => void
}

/** The leader of a generation that this job has reserved. */
export function leaderOf({ name, generation }: Omit<EntryReference, 'store'>, tools: LeaderTools): Leader {
  const { store, callMs } = tools
  let mayBeVisible = false
  return {
    entry: { store: store.kind, name, generation },
    async publish(token, wasAccepted) {
      const entry = entryOf({ token, wasAccepted }, generation, tools)
      mayBeVisible = true
      const publication = await store.publish(name, generation, entry, callMs)
      mayBeVisible = publication.outcome !== 'failed'
      return tellPublication(publication, tools)
    },
    async resign(deadline) {
      if (mayBeVisible) return
      const withinMs = (): number => Math.max(1, Math.min(callMs, deadline.leftMs))
      try {
        const { outcome } = await store.publish(
          name,
          generation,
          resignationOf(generation, tools),
          withinMs(),
        )
        if (outcome === 'failed') await store.giveBack(name, generation, withinMs())
      } catch {
        // A courtesy: without it the others wait a while and then help themselves.
      }
    },
  }
}

function entryOf(
  { token, wasAccepted }: { readonly token: AccessToken; readonly wasAccepted: boolean },
  generation: number,
  { group, minValidityMs, clock, storeTimes }: LeaderTools,
): Entry {
  const { value, type, expiresAt, endsAfter } = token
  const now = clock.now()
  const leftMs = endsAfter - now.monotonicMs
  // By the server's clock, as its own `expiresAt` tells it: that of this machine may be wrong.
  const serverTime = expiresAt - leftMs
  const storeOffsetMs = storeTimeAt(now, storeTimes) - serverTime
  const contents = {
    kind: 'token',
    value,
    type,
    grantedAt: serverTime,
    expiresAt,
    storeOffsetMs,
    wasAccepted,
  } as const
  const usefulForMs = Math.floor(leftMs - marginMs(minValidityMs, leftMs))
  return { sealed: seal(contents, group, generation), usefulForMs }
}

function resignationOf(generation: number, { group, clock, storeTimes }: LeaderTools): Entry {
  const at = storeTimeAt(clock.now(), storeTimes)
  return { sealed: seal({ kind: 'resigned', at }, group, generation), usefulForMs: RESIGNATION_COUNTS_MS }
}

function tellPublication(
  publication: Publication,
  { group, log }: LeaderTools,
): 'shared' | 'own' | 'unknown' {
  switch (publication.outcome) {
    case 'published':
      log(`The token is shared with the other jobs of this ${group.jobs.share}.`)
      return 'shared'
    case 'unknown':
      log('Whether the token is shared is not known: the answer of the store was lost.')
      return 'unknown'
    case 'failed':
      log(`The token could not be shared (${publication.because}); it is this job's alone.`)
      return 'own'
  }
}
