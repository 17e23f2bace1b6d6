import type { RequestContext } from '../../http/send.ts'
import type { RedisTarget } from '../../settings/redis-url.ts'
import type { Entry, Lookup, Publication, Reservation, TokenStore } from '../../sharing/token-store.ts'
import { ErrorReply, RedisConnection } from './connection.ts'
import { reasonOf, wantsNoPassword, wordsOf } from './refusal.ts'

/** Longer than any job waits for a reservation; a job that died gives its own back by this. */
const RESERVATION_MS = 60_000

/** More are never valid at once: each replaces one that is near its end. */
const GENERATIONS = 16

const ALL_GENERATIONS = Array.from({ length: GENERATIONS }, (_, index) => index + 1)

/**
 * A Redis as a store: `SET NX PX` reserves, an entry expires when its token is no longer worth sharing.
 * Each call has a connection of its own: between looks lie seconds, in which a connection may be lost.
 *
 * Its calls throw ActionError REDIS_REFUSED when the server does not accept the user or password.
 */
export class RedisStore implements TokenStore {
  readonly kind = 'redis'
  readonly rationsReservations = false
  readonly #target: RedisTarget
  readonly #context: Pick<RequestContext, 'signal' | 'log'>
  #isPasswordWanted = true

  constructor(target: RedisTarget, context: Pick<RequestContext, 'signal' | 'log'>) {
    this.#target = target
    this.#context = context
  }

  find(name: string, withinMs: number): Promise<Lookup> {
    return this.#look(name, ALL_GENERATIONS, withinMs)
  }

  findGeneration(name: string, generation: number, withinMs: number): Promise<Lookup> {
    return this.#look(name, [generation], withinMs)
  }

  async reserve(name: string, generation: number, withinMs: number): Promise<Reservation> {
    if (generation > GENERATIONS) {
      return { outcome: 'unavailable', because: 'it was replaced too often in a short time' }
    }
    try {
      return { outcome: await this.#use(withinMs, (redis) => reserve(redis, name, generation)) }
    } catch (error) {
      return { outcome: 'unavailable', because: this.#reasonOf(error) }
    }
  }

  async giveBack(name: string, generation: number, withinMs: number): Promise<void> {
    await this.#delete([reservationKey(name, generation)], withinMs)
  }

  async publish(name: string, generation: number, entry: Entry, withinMs: number): Promise<Publication> {
    const attempt = { isSent: false }
    try {
      const isFirst = await this.#use(withinMs, (redis) => {
        attempt.isSent = true
        return publish(redis, name, generation, entry)
      })
      if (isFirst) return { outcome: 'published' }
      return { outcome: 'failed', because: 'another job has shared one in the meantime' }
    } catch (error) {
      this.#context.signal.throwIfAborted()
      // An answer is a refusal; silence after the command may mean that the entry is there for all to see.
      if (attempt.isSent && !(error instanceof ErrorReply)) return { outcome: 'unknown' }
      return { outcome: 'failed', because: `Redis cannot be used: ${wordsOf(error, this.#target)}` }
    }
  }

  async remove(name: string, generation: number, withinMs: number): Promise<void> {
    await this.#delete([entryKey(name, generation), reservationKey(name, generation)], withinMs)
  }

  async #look(name: string, generations: readonly number[], withinMs: number): Promise<Lookup> {
    try {
      return await this.#use(withinMs, (redis) => newestOf(redis, name, generations))
    } catch (error) {
      return { found: 'unavailable', because: this.#reasonOf(error) }
    }
  }

  async #delete(keys: readonly string[], withinMs: number): Promise<void> {
    try {
      await this.#use(withinMs, (redis) => redis.send('DEL', ...keys))
    } catch {
      // All keys go with their own expiry.
      this.#context.signal.throwIfAborted()
    }
  }

  async #use<Result>(withinMs: number, work: (redis: RedisConnection) => Promise<Result>): Promise<Result> {
    const { signal } = this.#context
    signal.throwIfAborted()
    const redis = new RedisConnection(this.#target)
    const end = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(withinMs))])
    end.addEventListener('abort', () => redis.close(new Error(`no answer within ${withinMs / 1000} s`)))
    try {
      await redis.opened
      await this.#logIn(redis)
      return await work(redis)
    } finally {
      redis.close()
    }
  }

  /** Answered before anything else is sent: no command may run as another user, or in another database. */
  async #logIn(redis: RedisConnection): Promise<void> {
    const { username, password, database } = this.#target
    if (password !== undefined && this.#isPasswordWanted) {
      try {
        await redis.send('AUTH', ...(username === undefined ? [] : [username]), password.reveal())
      } catch (error) {
        if (!wantsNoPassword(error)) throw error
        this.#isPasswordWanted = false
        this.#context.log('The Redis in redis-url wants no password; the one in redis-url is not needed.')
      }
    }
    if (database !== 0) await redis.send('SELECT', String(database))
  }

  /** @throws ActionError for a refused login, and the signal's reason when the step was cancelled */
  #reasonOf(error: unknown): string {
    this.#context.signal.throwIfAborted()
    return reasonOf(error, this.#target)
  }
}

// The braces keep all keys of a name on one node of a cluster.
const entryKey = (name: string, generation: number): string => `{${name}}:${generation}`
const reservationKey = (name: string, generation: number): string => `{${name}}:${generation}:reserved`

async function newestOf(
  redis: RedisConnection,
  name: string,
  generations: readonly number[],
): Promise<Lookup> {
  const [entries, time] = await Promise.all([
    redis.send('MGET', ...generations.map((generation) => entryKey(name, generation))),
    redis.send('TIME'),
  ])
  if (!isArray(entries) || !isArray(time)) throw unexpected()
  // https://redis.io/docs/latest/commands/time/: seconds and, beside them, microseconds.
  const storeTime = Number(time[0]) * 1000 + Number(time[1]) / 1000
  if (Number.isNaN(storeTime)) throw unexpected()
  const index = entries.findLastIndex((entry) => entry !== null)
  const [generation, sealed] = [generations[index], entries[index]]
  if (generation === undefined || typeof sealed !== 'string') return { found: 'miss', storeTime }
  return { found: 'hit', generation, sealed, storeTime }
}

async function reserve(redis: RedisConnection, name: string, generation: number): Promise<'won' | 'taken'> {
  const key = reservationKey(name, generation)
  const reply = await redis.send('SET', key, 'reserved', 'PX', String(RESERVATION_MS), 'NX')
  if (reply === null) return 'taken'
  if (reply !== 'OK') throw unexpected()
  // A reservation may have run out since the entry came: a job that looked before that must not lead again.
  const count = await redis.send('EXISTS', entryKey(name, generation))
  if (typeof count !== 'number') throw unexpected()
  return count === 0 ? 'won' : 'taken'
}

async function publish(
  redis: RedisConnection,
  name: string,
  generation: number,
  { sealed, usefulForMs }: Entry,
): Promise<boolean> {
  const forMs = Math.max(1, usefulForMs)
  const reply = await redis.send('SET', entryKey(name, generation), sealed, 'PX', String(forMs), 'NX')
  if (reply === null) return false
  if (reply !== 'OK') throw unexpected()
  // A reservation that outlived its entry would keep the next token from being shared, for a minute at most.
  if (forMs < RESERVATION_MS) {
    await redis.send('PEXPIRE', reservationKey(name, generation), String(forMs)).catch(() => undefined)
  }
  return true
}

const isArray = (reply: unknown): reply is readonly unknown[] => Array.isArray(reply)

const unexpected = (): Error => new Error('the server does not answer as a Redis does')
