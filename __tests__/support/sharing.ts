import { type SecretCredentials } from '../../src/oauth/client-credentials.ts'
import { setImmediate } from 'node:timers/promises'
import { entryName, type SharingGroup } from '../../src/sharing/entry-name.ts'
import { joinGroup, type Sharing, type Turn } from '../../src/sharing/election.ts'
import type { Leader } from '../../src/sharing/leader.ts'
import type { Lookup, Publication, Reservation, TokenStore } from '../../src/sharing/token-store.ts'
import type { AccessToken } from '../../src/oauth/access-token.ts'
import { Secret } from '../../src/core/secret.ts'
import type { Clock } from '../../src/core/time.ts'
import { START_MS } from './genesys.ts'

export const CREDENTIALS: SecretCredentials = {
  method: 'basic',
  clientId: '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b',
  clientSecret: new Secret('Qp9-s3cr3t-value-0123'),
}

export const GROUP: SharingGroup = {
  credentials: CREDENTIALS,
  tokenUrl: 'https://login.mypurecloud.de/oauth/token',
  apiUrl: 'https://api.mypurecloud.de',
  scope: undefined,
  key: undefined,
  jobs: { share: 'run', repositoryId: '4711', runId: '99', runAttempt: '1' },
}

/** The same group of jobs with another client secret. */
export const withSecret = (secret: string): SharingGroup => ({
  ...GROUP,
  credentials: { ...CREDENTIALS, clientSecret: new Secret(secret) },
})

/** Time that passes for all racers at once, as soon as all of them wait. */
export interface Stage {
  readonly clock: Clock
  readonly passedMs: () => number
  /** Lets time pass until all of the work is done. */
  play<Result>(work: readonly Promise<Result>[]): Promise<Result[]>
}

export function stage(): Stage {
  let passedMs = 0
  const sleepers: { readonly atMs: number; readonly wake: () => void }[] = []
  const clock: Clock = {
    now: () => ({ wallMs: START_MS + passedMs, monotonicMs: 50_000 + passedMs }),
    sleep: (ms, signal) =>
      new Promise((wake, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
        sleepers.push({ atMs: passedMs + ms, wake })
      }),
  }
  return {
    clock,
    passedMs: () => passedMs,
    async play(work) {
      const open = new Set(work)
      for (const promise of work) {
        const close = (): unknown => open.delete(promise)
        promise.then(close, close)
      }
      while (open.size > 0) {
        await setImmediate()
        const next = sleepers.sort((a, b) => a.atMs - b.atMs).shift()
        if (next === undefined) continue
        passedMs = Math.max(passedMs, next.atMs)
        next.wake()
      }
      return Promise.all(work)
    },
  }
}

export type StoreCall =
  | `find`
  | `find ${number}`
  | `reserve ${number}`
  | `give back ${number}`
  | `publish ${number}`
  | `remove ${number}`

/** What lies under one name: the entries by generation, visible or not yet, and what is reserved. */
interface Place {
  readonly entries: Map<number, { readonly sealed: string; readonly visibleAtMs: number }>
  readonly reserved: Set<number>
}

/** A store in memory, with the lag of a real one and every call written down; its own place is that of `GROUP`. */
export interface MemoryStore extends TokenStore, Place {
  readonly calls: StoreCall[]
  /** What a call is answered instead of the truth; `undefined` for the truth. */
  answer: {
    find?: (round: number) => Lookup | undefined
    reserve?: (generation: number) => Reservation | undefined
    publish?: (generation: number) => Publication | undefined
  }
}

const LAST_GENERATION = 999_999

export function memoryStore({ clock, passedMs }: Pick<Stage, 'clock' | 'passedMs'>, lagMs = 0): MemoryStore {
  const newPlace = (): Place => ({ entries: new Map(), reserved: new Set() })
  const own = newPlace()
  const others = new Map<string, Place>()
  const at = (name: string): Place => {
    if (name === entryName(GROUP)) return own
    const place = others.get(name) ?? newPlace()
    others.set(name, place)
    return place
  }
  const calls: StoreCall[] = []
  let finds = 0
  const look = (name: string, generation: number): Lookup => {
    const entry = at(name).entries.get(generation)
    const storeTime = clock.now().wallMs
    if (entry === undefined || entry.visibleAtMs > passedMs()) return { found: 'miss', storeTime }
    return { found: 'hit', generation, sealed: entry.sealed, storeTime }
  }
  const store: MemoryStore = {
    kind: 'redis',
    rationsReservations: true,
    calls,
    ...own,
    answer: {},
    find: (name) => {
      calls.push('find')
      const visible = [...at(name).entries.keys()].filter((each) => look(name, each).found === 'hit')
      return Promise.resolve(store.answer.find?.(finds++) ?? look(name, Math.max(0, ...visible)))
    },
    findGeneration: (name, generation) => {
      calls.push(`find ${generation}`)
      return Promise.resolve(look(name, generation))
    },
    reserve: (name, generation) => {
      calls.push(`reserve ${generation}`)
      const given = store.answer.reserve?.(generation)
      if (given !== undefined) return Promise.resolve(given)
      if (generation > LAST_GENERATION)
        return Promise.resolve({ outcome: 'unavailable', because: 'it is full' })
      const { reserved } = at(name)
      if (reserved.has(generation)) return Promise.resolve({ outcome: 'taken' })
      reserved.add(generation)
      return Promise.resolve({ outcome: 'won' })
    },
    giveBack: (name, generation) => {
      calls.push(`give back ${generation}`)
      at(name).reserved.delete(generation)
      return Promise.resolve()
    },
    publish: (name, generation, { sealed }) => {
      calls.push(`publish ${generation}`)
      const given = store.answer.publish?.(generation)
      if (given !== undefined) return Promise.resolve(given)
      const { entries } = at(name)
      if (entries.has(generation)) return Promise.resolve({ outcome: 'failed', because: 'it is there' })
      entries.set(generation, { sealed, visibleAtMs: passedMs() + lagMs })
      return Promise.resolve({ outcome: 'published' })
    },
    remove: (name, generation) => {
      calls.push(`remove ${generation}`)
      at(name).entries.delete(generation)
      at(name).reserved.delete(generation)
      return Promise.resolve()
    },
  }
  return store
}

/** A token granted now that lives for so long. */
export function tokenOf({ clock }: Stage, value: string, lifetimeMs = 86_400_000): AccessToken {
  const { wallMs, monotonicMs } = clock.now()
  return {
    value: new Secret(value),
    type: 'bearer',
    expiresAt: wallMs + lifetimeMs,
    endsAfter: monotonicMs + lifetimeMs,
    deadBy: { wallMs: wallMs + lifetimeMs, monotonicMs: monotonicMs + lifetimeMs },
    lifetimeMs,
  }
}

export interface JobOptions {
  readonly group?: SharingGroup
  readonly minValidityMs?: number
  readonly timeoutMs?: number
  readonly matrixSize?: number | undefined
  readonly random?: () => number
  readonly signal?: AbortSignal
}

/** A job's part in the group, with dice that give it its turn at once unless said otherwise. */
export function job(
  { clock }: Stage,
  store: TokenStore,
  options: JobOptions = {},
): { readonly sharing: Sharing; readonly said: string[]; readonly debugged: string[] } {
  const { group = GROUP, minValidityMs = 300_000, timeoutMs = 120_000, random = () => 0 } = options
  const said: string[] = []
  const debugged: string[] = []
  const sharing = joinGroup(
    { group, minValidityMs, timeoutMs, matrixSize: options.matrixSize },
    {
      store,
      clock,
      random,
      signal: options.signal ?? new AbortController().signal,
      log: (sentence) => said.push(sentence),
      debug: (sentence) => debugged.push(sentence),
    },
  )
  return { sharing, said, debugged }
}

/** The leader, or a failure of the test. */
export function leaderIn(turn: Turn): Leader {
  if (turn.do !== 'lead') throw new Error(`The turn is to ${turn.do}, not to lead.`)
  return turn.leader
}
