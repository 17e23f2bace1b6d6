import { createHash } from 'node:crypto'
import { Deadline } from '../../core/deadline.ts'
import { describeFailure } from '../../http/reply.ts'
import { RequestGivenUp, type RequestContext } from '../../http/send.ts'
import type { Entry, Lookup, Publication, Reservation, TokenStore } from '../../sharing/token-store.ts'
import type { CacheAccess, Leave } from './access.ts'
import { CacheServiceClient } from './client.ts'

/**
 * Entries of another version are invisible. The official client hashes paths and the runner's compression into
 * it; here it only has to differ from theirs, and be the same on every operating system.
 */
export const CACHE_VERSION = createHash('sha256').update('gc-oauth-action shared token').digest('hex')

const GENERATION_DIGITS = 6
/** No job gets here by replacing tokens: a job that may write to the cache can plant an entry that claims to be the last. */
const LAST_GENERATION = 10 ** GENERATION_DIGITS - 1

/** The Actions cache service as a store: a reserved key elects the leader, a finalized entry is the token. */
export class ActionsCacheStore implements TokenStore {
  readonly kind = 'actions-cache'
  /** Where nothing may be reserved, there is nothing to hold back for. */
  readonly rationsReservations: boolean
  readonly #client: CacheServiceClient
  readonly #context: RequestContext
  readonly #readable: Leave
  readonly #writable: Leave
  readonly #uploadUrls = new Map<string, string>()

  constructor(access: CacheAccess, context: RequestContext, version = CACHE_VERSION) {
    this.#client = new CacheServiceClient(access, context, version)
    this.#context = context
    this.#readable = access.readable
    this.#writable = access.writable
    this.rationsReservations = access.writable === true
  }

  find(name: string, withinMs: number): Promise<Lookup> {
    const prefix = `${name}-`
    return this.#look(prefix, [prefix], (key) => readGeneration(prefix, key), withinMs)
  }

  findGeneration(name: string, generation: number, withinMs: number): Promise<Lookup> {
    const wanted = keyOf(name, generation)
    return this.#look(wanted, [], (key) => (key === wanted ? generation : undefined), withinMs)
  }

  async reserve(name: string, generation: number, withinMs: number): Promise<Reservation> {
    if (this.#writable !== true) return { outcome: 'unavailable', because: this.#writable.because }
    if (generation > LAST_GENERATION) {
      return { outcome: 'unavailable', because: 'the numbers of its entries are used up' }
    }
    const deadline = Deadline.after(withinMs, this.#context.clock)
    const key = keyOf(name, generation)
    try {
      const answer = await this.#client.create(key, deadline)
      if (typeof answer === 'string') return { outcome: answer }
      if (await this.#isPublished(key, deadline)) return { outcome: 'taken' }
      this.#uploadUrls.set(key, answer.uploadUrl)
      return { outcome: 'won' }
    } catch (error) {
      return { outcome: 'unavailable', because: reasonOf(error) }
    }
  }

  /** The protocol has no such call: a key that was reserved stays so. */
  giveBack(): Promise<void> {
    return Promise.resolve()
  }

  async publish(name: string, generation: number, { sealed }: Entry, withinMs: number): Promise<Publication> {
    const key = keyOf(name, generation)
    const url = this.#uploadUrls.get(key)
    if (url === undefined) return { outcome: 'failed', because: 'it was not reserved' }
    const deadline = Deadline.after(withinMs, this.#context.clock)
    try {
      await this.#client.upload(url, sealed, deadline.part(withinMs / 2))
    } catch (error) {
      return { outcome: 'failed', because: reasonOf(error) }
    }
    try {
      await this.#client.finalize(key, Buffer.byteLength(sealed), deadline)
    } catch (error) {
      const because = reasonOf(error)
      // A refusal is an answer; silence may mean that the entry is there for all to see.
      return isRefusal(error) ? { outcome: 'failed', because } : { outcome: 'unknown' }
    }
    return { outcome: 'published' }
  }

  /** The protocol has no such call, and the runner's token no such right: the entry stays, its token is revoked. */
  remove(): Promise<void> {
    return Promise.resolve()
  }

  async #look(
    key: string,
    prefixes: readonly string[],
    generationOf: (key: string) => number | undefined,
    withinMs: number,
  ): Promise<Lookup> {
    if (this.#readable !== true) return { found: 'unavailable', because: this.#readable.because }
    const deadline = Deadline.after(withinMs, this.#context.clock)
    try {
      const { entry, storeTime } = await this.#client.find(key, prefixes, deadline)
      const generation = entry === undefined ? undefined : generationOf(entry.key)
      if (entry === undefined || generation === undefined) return { found: 'miss', storeTime }
      const sealed = await this.#client.download(entry.url, deadline)
      return { found: 'hit', generation, sealed, storeTime }
    } catch (error) {
      return { found: 'unavailable', because: reasonOf(error) }
    }
  }

  /** Some servers let a key be reserved again once its entry is there: two jobs would then have won. */
  async #isPublished(key: string, deadline: Deadline): Promise<boolean> {
    if (this.#readable !== true) return false
    try {
      const { entry } = await this.#client.find(key, [], deadline)
      return entry?.key === key
    } catch (error) {
      if (error instanceof RequestGivenUp) return false
      throw error
    }
  }
}

function keyOf(name: string, generation: number): string {
  return `${name}-${String(generation).padStart(GENERATION_DIGITS, '0')}`
}

function readGeneration(prefix: string, key: string): number | undefined {
  const suffix = key.startsWith(prefix) ? key.slice(prefix.length) : ''
  return /^\d{6}$/.test(suffix) ? Number(suffix) : undefined
}

const isRefusal = (error: unknown): boolean =>
  error instanceof RequestGivenUp &&
  (error.failure.kind === 'invalid' || (error.failure.kind === 'status' && (error.failure.status ?? 0) < 500))

/** @throws whatever is no failed request: a cancelled step, a fault of our own */
function reasonOf(error: unknown): string {
  if (error instanceof RequestGivenUp)
    return `the cache service cannot be used (${describeFailure(error.failure)})`
  throw error
}
