import { Redis } from 'ioredis'
import { quote } from '../http/reply.ts'
import type { RedisTarget } from '../settings/redis-url.ts'
import type { Entry, Publication, Reservation, Sight, TokenStore } from '../sharing/token-store.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { longestFirst, printedForms, redact } from '../core/redact.ts'

/** Longer than anybody waits for a reservation; a job that died gives its own back by this. */
const RESERVATION_MS = 60_000

/** More never live at once: each replaces one that is near its end. */
const GENERATIONS = 16

/** How the versions of Redis say that they want another login, or one at all. */
const REFUSALS = /^(?:WRONGPASS|NOAUTH|ERR (?:invalid password|Client sent AUTH|AUTH |.*unauthenticated))/i

/**
 * A Redis as a store: `SET NX PX` reserves, an entry expires when its token is no longer worth sharing.
 * Each call has a connection of its own: between looks lie seconds, and a lost connection is then nobody's problem.
 *
 * @throws ActionError REDIS_REFUSED from its calls when the server does not accept the user or password
 */
export function redisStore(target: RedisTarget, signal: AbortSignal): TokenStore {
  const use = <Result>(withinMs: number, work: (redis: Redis) => Promise<Result>): Promise<Result> =>
    withConnection(target, withinMs, signal, work)
  const see = async (read: (redis: Redis) => Promise<Sight>, withinMs: number): Promise<Sight> => {
    try {
      return await use(withinMs, read)
    } catch (error) {
      return { see: 'unavailable', because: reasonOf(error, target, signal) }
    }
  }
  return {
    kind: 'redis',
    rationsReservations: false,
    find: (name, withinMs) => see((redis) => newestOf(redis, name, ALL_GENERATIONS), withinMs),
    findGeneration: (name, generation, withinMs) =>
      see((redis) => newestOf(redis, name, [generation]), withinMs),
    async reserve(name, generation, withinMs): Promise<Reservation> {
      if (generation > GENERATIONS) {
        return { outcome: 'unavailable', because: 'it was replaced too often in a short time' }
      }
      try {
        return { outcome: await use(withinMs, (redis) => reserve(redis, name, generation)) }
      } catch (error) {
        return { outcome: 'unavailable', because: reasonOf(error, target, signal) }
      }
    },
    async publish(name, generation, entry, withinMs): Promise<Publication> {
      const attempt = { isSent: false }
      try {
        const isFirst = await use(withinMs, (redis) => publish(redis, name, generation, entry, attempt))
        return isFirst
          ? { outcome: 'published' }
          : { outcome: 'failed', because: 'another job has shared one in the meantime' }
      } catch (error) {
        signal.throwIfAborted()
        // An answer is a refusal; silence after the command may mean that the entry is there for all to see.
        if (attempt.isSent && !isReply(error)) return { outcome: 'unknown' }
        return { outcome: 'failed', because: `Redis cannot be used: ${wordsOf(error, target)}` }
      }
    },
    async remove(name, generation, withinMs): Promise<void> {
      try {
        await use(withinMs, (redis) =>
          redis.del(entryKey(name, generation), reservationKey(name, generation)),
        )
      } catch {
        // The token is dead, and the entry goes with its own expiry.
        signal.throwIfAborted()
      }
    },
  }
}

const ALL_GENERATIONS = Array.from({ length: GENERATIONS }, (_, index) => index + 1)

// The braces keep all keys of a name on one node of a cluster.
const entryKey = (name: string, generation: number): string => `{${name}}:${generation}`
const reservationKey = (name: string, generation: number): string => `{${name}}:${generation}:reserved`

async function newestOf(redis: Redis, name: string, generations: readonly number[]): Promise<Sight> {
  const [entries, [seconds, microseconds]] = await Promise.all([
    redis.mget(generations.map((generation) => entryKey(name, generation))),
    redis.time(),
  ])
  const index = entries.findLastIndex((entry) => entry !== null)
  const [generation, sealed] = [generations[index], entries[index]]
  if (generation === undefined || typeof sealed !== 'string') return { see: 'nothing' }
  return { see: 'entry', generation, sealed, storeTime: Number(seconds) * 1000 + Number(microseconds) / 1000 }
}

async function reserve(redis: Redis, name: string, generation: number): Promise<'won' | 'taken'> {
  const key = reservationKey(name, generation)
  const reply = await redis.set(key, 'reserved', 'PX', RESERVATION_MS, 'NX')
  if (reply !== 'OK') return 'taken'
  // A reservation may have run out since the entry came: whoever looked before that must not lead again.
  return (await redis.exists(entryKey(name, generation))) === 0 ? 'won' : 'taken'
}

async function publish(
  redis: Redis,
  name: string,
  generation: number,
  { sealed, usefulForMs }: Entry,
  attempt: { isSent: boolean },
): Promise<boolean> {
  const forMs = Math.max(1, usefulForMs)
  attempt.isSent = true
  const reply = await redis.set(entryKey(name, generation), sealed, 'PX', forMs, 'NX')
  // A reservation that outlived its entry would keep the next token from being shared.
  if (forMs < RESERVATION_MS) await redis.pexpire(reservationKey(name, generation), forMs)
  return reply === 'OK'
}

async function withConnection<Result>(
  target: RedisTarget,
  withinMs: number,
  signal: AbortSignal,
  work: (redis: Redis) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted()
  const redis = connectionTo(target, withinMs)
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
  const ended = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(new Error(`no answer within ${withinMs / 1000} s`)))
    // A refused password or database is an event only, after which commands would run as somebody else, or elsewhere.
    redis.on('error', (error) => reject(error))
  })
  try {
    return await Promise.race([connectAnd(redis, work), ended])
  } finally {
    redis.disconnect()
  }
}

async function connectAnd<Result>(redis: Redis, work: (redis: Redis) => Promise<Result>): Promise<Result> {
  await redis.connect()
  return work(redis)
}

function connectionTo(target: RedisTarget, withinMs: number): Redis {
  const { host, port, isTls, username, password, database } = target
  return new Redis({
    host,
    port,
    db: database,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: password.reveal() }),
    ...(isTls ? { tls: {} } : {}),
    // The older protocol is understood by every Redis, and by the proxies in front of some.
    protocol: 2,
    connectTimeout: withinMs,
    lazyConnect: true,
    disconnectTimeout: 200,
    // One try: whether another is worth it is decided where the time is known.
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    // These would take rights (INFO, CLIENT) that a user made for this purpose need not have.
    enableReadyCheck: false,
    disableClientInfo: true,
  })
}

const isReply = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError'

/**
 * What Redis said, without the password. Of a command that it does not know it quotes the arguments, cut off
 * somewhere, so that no mask would know the rest.
 */
function wordsOf(error: unknown, { password }: RedisTarget): string {
  const said = messageOf(error).replace(/,? with args.*/s, '')
  const forms = password === undefined ? [] : longestFirst(printedForms(password.reveal()))
  return quote(redact(said, forms)) ?? 'no reason given'
}

/** @throws ActionError for a refused login, and the signal's reason when the step was cancelled */
function reasonOf(error: unknown, target: RedisTarget, signal: AbortSignal): string {
  signal.throwIfAborted()
  const words = wordsOf(error, target)
  if (!isReply(error) || !REFUSALS.test(messageOf(error))) return `Redis cannot be used: ${words}`
  throw new ActionError(
    'REDIS_REFUSED',
    `The Redis in redis-url refused to let this job in (${words}).`,
    [
      'the user or password in redis-url is wrong, or was changed',
      'redis-url has a password and no user, and this Redis wants both: rediss://user:password@host',
      'special characters of the password are not percent-encoded in redis-url',
    ],
    error,
  )
}
