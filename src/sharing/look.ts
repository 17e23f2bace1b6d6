import { secondsLeft, type AccessToken } from '../oauth/access-token.ts'
import { type Clock } from '../core/time.ts'
import { type SharingGroup } from './entry-name.ts'
import { RESIGNATION_COUNTS_MS } from './leader.ts'
import { open } from './shared-entry.ts'
import { type Lookup, type TokenStore } from './token-store.ts'
import { marginMs, sharedLifeLeftMs, sharedToken, type StoreTimes } from './validity.ts'

/** A token that another job shares. */
export interface SharedToken {
  readonly token: AccessToken
  /** The API host accepted it from the job that shares it. */
  readonly wasAccepted: boolean
  readonly generation: number
}

/** What a look shows to this job. */
export type Finding =
  | { readonly is: 'usable'; readonly shared: SharedToken }
  /** No entry (0), or a newest one of no use: too old, refused by the API host, or not to be opened. */
  | { readonly is: 'none'; readonly newest: number; readonly storeTimes: StoreTimes }
  | { readonly is: 'resigned' }
  | { readonly is: 'unavailable'; readonly because: string }

/** What a look needs. */
export interface Looking {
  readonly group: SharingGroup
  readonly minValidityMs: number
  readonly store: TokenStore
  readonly clock: Clock
  readonly debug: (sentence: string) => void
  readonly withinMs: number
}

/** Looks for the newest entry of a name; generations up to `after` are known to be of no use. */
export async function look(name: string, after: number, looking: Looking): Promise<Finding> {
  const { store, clock, withinMs } = looking
  const asked = clock.now()
  const lookup = await store.find(name, withinMs)
  if (lookup.found === 'unavailable') return { is: 'unavailable', because: lookup.because }
  const storeTimes = { asked, answered: clock.now(), storeTime: lookup.storeTime }
  if (lookup.found === 'miss') return { is: 'none', newest: 0, storeTimes }
  if (lookup.generation <= after) return { is: 'none', newest: lookup.generation, storeTimes }
  return findingOf(lookup, storeTimes, looking)
}

/** What an entry that is new to this job means to it. */
function findingOf(
  { generation, sealed, storeTime }: Extract<Lookup, { found: 'hit' }>,
  storeTimes: StoreTimes,
  { group, minValidityMs, clock, debug }: Looking,
): Finding {
  const none: Finding = { is: 'none', newest: generation, storeTimes }
  const contents = open(sealed, group, generation)
  if (contents === undefined) {
    debug(`Entry ${generation} in the store does not open as a shared token; it counts as absent.`)
    return none
  }
  if (contents.kind === 'resigned') {
    return storeTime - contents.at < RESIGNATION_COUNTS_MS ? { is: 'resigned' } : none
  }
  const token = sharedToken(contents, storeTimes)
  if (sharedLifeLeftMs(contents, storeTime) > marginMs(minValidityMs, token.lifetimeMs)) {
    return { is: 'usable', shared: { token, wasAccepted: contents.wasAccepted, generation } }
  }
  debug(`The shared token has ${secondsLeft(token, clock.now())} s left, too few; it counts as absent.`)
  return none
}
