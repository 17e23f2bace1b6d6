import { type Deadline } from '../core/deadline.ts'
import { type EntryReference } from '../lease/lease-record.ts'
import { secondsLeft, type AccessToken } from '../oauth/access-token.ts'
import type { Clock, Moment, MonotonicMs } from '../core/time.ts'
import { entryName, type SharingGroup } from './entry-name.ts'
import { open, seal } from './shared-entry.ts'
import type { Entry, Publication, TokenStore } from './token-store.ts'
import { marginMs, sharedToken } from './validity.ts'

/** A token that another job shares. */
export interface SharedToken {
  readonly token: AccessToken
  /** The API host accepted it from the job that shares it. */
  readonly wasAccepted: boolean
  readonly generation: number
}

/** What a job has to do for its token. */
export type Turn =
  | { readonly do: 'use'; readonly shared: SharedToken }
  | { readonly do: 'lead'; readonly leader: Leader }
  | { readonly do: 'grant-alone' }

/** The duties of the job that was elected to get the token for all. */
export interface Leader {
  /** Where the token is going to be seen. */
  readonly entry: EntryReference
  /** Hands the token to the others. With `unknown` they may see it, or not. */
  publish(token: AccessToken, wasAccepted: boolean): Promise<'shared' | 'own' | 'unknown'>
  /** Tells the others not to wait, since there will be no token; nothing happens if one may have been published. */
  resign(deadline: Deadline): Promise<void>
}

/** A job's part in a circle: asks what to do, and after a token that proved dead asks again. */
export interface Sharing {
  takeTurn(afterGeneration: number): Promise<Turn>
}

/** What sharing works with. */
export interface SharingTools {
  readonly store: TokenStore
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  readonly log: (sentence: string) => void
  readonly debug: (sentence: string) => void
}

export interface SharingSettings {
  readonly group: SharingGroup
  readonly minValidityMs: number
  /** The whole time for getting a token, of which waiting for another job may take up to a half. */
  readonly timeoutMs: number
}

/** A store that takes longer to show an entry than this is no help: the price of waiting is paid by every job. */
const LONGEST_WAIT_MS = 45_000

/** What one call of the store may take; more would only be time lost on a store that has an outage. */
const LONGEST_CALL_MS = 4_000

/** Between looks, the last one over and over. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000]

/**
 * How likely a job is to ask for the reservation after each look, where reservations are rationed. If all jobs of
 * a large matrix asked at once, they would use up the cache service's 200 uploads a minute; those that hold back
 * find the entry instead.
 */
const EAGERNESS = [1 / 2, 1 / 5, 1 / 5]

/** Nobody holds back for longer than this part of the wait: whoever asks last would have no time left to wait. */
const HOLD_BACK_SHARE = 1 / 4

/** For so long an abandoned generation tells others to help themselves; later ones try again. */
const ABANDONED_COUNTS_MS = 60_000

/** A job's part in a circle, with one limit for all its waiting. */
export function joinGroup(settings: SharingSettings, tools: SharingTools): Sharing {
  const waitMs = Math.min(LONGEST_WAIT_MS, settings.timeoutMs / 2)
  const startedAt = tools.clock.now().monotonicMs
  const patience = { eagerAt: startedAt + waitMs * HOLD_BACK_SHARE, endsAt: startedAt + waitMs }
  return { takeTurn: (after) => takeTurn(settings, after, patience, tools) }
}

/** When a job stops to hold back, and when it stops to wait. */
interface Patience {
  readonly eagerAt: MonotonicMs
  readonly endsAt: MonotonicMs
}

/** Waiting takes half the time at most, and the calls before and after it leave some of the rest for a grant. */
const callMs = ({ timeoutMs }: SharingSettings): number => Math.min(LONGEST_CALL_MS, timeoutMs / 8)

/**
 * The protocol: look for an entry and use it; else reserve the next generation and lead; else look again until
 * it appears; else, when the store is of no use or the time is up, grant alone.
 */
async function takeTurn(
  settings: SharingSettings,
  afterGeneration: number,
  { eagerAt, endsAt }: Patience,
  tools: SharingTools,
): Promise<Turn> {
  const { store, clock, random, signal, log } = tools
  const name = entryName(settings.group)
  const alone = (because: string): Turn => {
    log(`Not sharing a token: ${because}. Getting one for this job alone.`)
    return { do: 'grant-alone' }
  }
  for (let round = 0, taken = 0; ; round++) {
    const view = await look(settings, name, afterGeneration, tools)
    if (view.see === 'usable') return { do: 'use', shared: view.shared }
    if (view.see === 'abandoned') return alone('the job that was to get it could not')
    if (view.see === 'unavailable' && taken === 0) return alone(view.because)
    const now = clock.now().monotonicMs
    const isOver = now >= endsAt
    const isEager = !store.rationsReservations || now >= eagerAt
    const newest = view.see === 'stale' ? view.generation : 0
    // A generation that somebody reserved and never published is left behind: those who come later find the next.
    const next = Math.max(newest, afterGeneration, isOver ? taken : 0) + 1
    if (next > taken && (isEager || random() < (EAGERNESS[round] ?? 1))) {
      const reservation = await store.reserve(name, next, callMs(settings))
      if (reservation.outcome === 'won') return { do: 'lead', leader: leaderOf(settings, name, next, tools) }
      if (reservation.outcome === 'unavailable') return alone(reservation.because)
      if (reservation.outcome === 'taken') {
        if (taken === 0) log('Another job is getting the token that is to be shared; waiting for it.')
        taken = next
      }
    }
    if (isOver) return alone('another job has reserved it, and it did not appear in time')
    const leftMs = endsAt - clock.now().monotonicMs
    const wait = (WAITS_MS[Math.min(round, WAITS_MS.length - 1)] ?? 0) * (0.5 + random())
    await clock.sleep(Math.max(0, Math.min(wait, leftMs)), signal)
  }
}

type View =
  | { readonly see: 'usable'; readonly shared: SharedToken }
  /** There is an entry, and it is of no use: too old, known to be dead, or not to be opened. */
  | { readonly see: 'stale'; readonly generation: number }
  | { readonly see: 'abandoned' }
  | { readonly see: 'nothing' }
  | { readonly see: 'unavailable'; readonly because: string }

async function look(
  settings: SharingSettings,
  name: string,
  afterGeneration: number,
  { store, clock, debug }: SharingTools,
): Promise<View> {
  const { group, minValidityMs } = settings
  const asked = clock.now()
  const sight = await store.find(name, callMs(settings))
  if (sight.see !== 'entry') return sight
  const { generation, storeTime } = sight
  const stale: View = { see: 'stale', generation }
  if (generation <= afterGeneration) return stale
  const contents = open(sight.sealed, group, generation)
  if (contents === undefined) {
    debug(`Entry ${generation} in the store does not open as a shared token; it counts as absent.`)
    return stale
  }
  if (contents.kind === 'abandoned') {
    // Both ways, because the clock of whoever abandoned it may be ahead by hours.
    return Math.abs(storeTime - contents.at) < ABANDONED_COUNTS_MS ? { see: 'abandoned' } : stale
  }
  const neededMs = marginMs(minValidityMs, contents.expiresAt - contents.grantedAt)
  const token = sharedToken(contents, { asked, answered: clock.now(), storeTime })
  if (contents.expiresAt - storeTime > neededMs) {
    return { see: 'usable', shared: { token, wasAccepted: contents.wasAccepted, generation } }
  }
  debug(`The shared token has ${secondsLeft(token, clock.now())} s left, too few; it counts as absent.`)
  return stale
}

function leaderOf(settings: SharingSettings, name: string, generation: number, tools: SharingTools): Leader {
  const { group } = settings
  const { store, clock } = tools
  let mayBeVisible = false
  return {
    entry: { store: store.kind, name, generation },
    async publish(token, wasAccepted) {
      const entry = entryOf(token, wasAccepted, generation, { ...settings, now: clock.now() })
      mayBeVisible = true
      const publication = await store.publish(name, generation, entry, callMs(settings))
      mayBeVisible = publication.outcome !== 'failed'
      return tellPublication(publication, group.jobs.share, tools.log)
    },
    async resign(deadline) {
      if (mayBeVisible) return
      const sealed = seal({ kind: 'abandoned', at: clock.now().wallMs }, group, generation)
      const withinMs = Math.max(1, Math.min(callMs(settings), deadline.leftMs))
      try {
        await store.publish(name, generation, { sealed, usefulForMs: ABANDONED_COUNTS_MS }, withinMs)
      } catch {
        // A courtesy: without it the others wait a while and then help themselves.
      }
    },
  }
}

function entryOf(
  { value, type, expiresAt, endsAfter }: AccessToken,
  wasAccepted: boolean,
  generation: number,
  { group, minValidityMs, now }: SharingSettings & { readonly now: Moment },
): Entry {
  const leftMs = endsAfter - now.monotonicMs
  // By the server's clock, as its own `expiresAt` tells it: that of this machine may be wrong.
  const grantedAt = expiresAt - leftMs
  const contents = { kind: 'token', value, type, grantedAt, expiresAt, wasAccepted } as const
  const usefulForMs = Math.floor(leftMs - marginMs(minValidityMs, leftMs))
  return { sealed: seal(contents, group, generation), usefulForMs }
}

function tellPublication(
  publication: Publication,
  share: string,
  log: (sentence: string) => void,
): 'shared' | 'own' | 'unknown' {
  switch (publication.outcome) {
    case 'published':
      log(`The token is shared with the other jobs of this ${share}.`)
      return 'shared'
    case 'unknown':
      log('Whether the token is shared is not known: the answer of the store was lost.')
      return 'unknown'
    case 'failed':
      log(`The token could not be shared (${publication.because}); it is this job's alone.`)
      return 'own'
  }
}
