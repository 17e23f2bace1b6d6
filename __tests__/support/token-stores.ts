import { systemClock } from '../../src/adapters/clock.ts'
import { type CacheAccess } from '../../src/adapters/cache-service/access.ts'
import { ActionsCacheStore } from '../../src/adapters/cache-service/store.ts'
import { httpTransport } from '../../src/adapters/node-http.ts'
import { RedisStore } from '../../src/adapters/redis/store.ts'
import { Secret } from '../../src/core/secret.ts'
import { type RequestContext } from '../../src/http/send.ts'
import { type HttpRequest } from '../../src/http/transport.ts'
import { parseRedisUrl, type RedisTarget } from '../../src/settings/redis-url.ts'
import { type CacheService, type TokenOptions } from '../../simulator/cache-service/cache-service.ts'

/** What came to pass in the calls of a store: requests, lines of the log, masks. */
export interface StoreRecord {
  readonly sent: HttpRequest[]
  readonly said: string[]
  readonly masked: string[]
}

export const storeRecord = (): StoreRecord => ({ sent: [], said: [], masked: [] })

/** A context with the real clock and HTTP that writes down what happens; retries come at once. */
export function recordingContext(record: StoreRecord, signal = new AbortController().signal): RequestContext {
  const send = httpTransport(systemClock)
  return {
    transport: (request, timeoutMs, ...rest) => {
      record.sent.push(request)
      return send(request, timeoutMs, ...rest)
    },
    clock: systemClock,
    random: () => 0.01,
    signal,
    log: (sentence) => record.said.push(sentence),
    mask: (forms) => record.masked.push(...forms),
    forget: () => undefined,
  }
}

/** One job's way to a cache service. */
export function cacheStoreOf(
  service: CacheService,
  context: RequestContext,
  { token, access }: { readonly token?: TokenOptions; readonly access?: Partial<CacheAccess> } = {},
): ActionsCacheStore {
  const runtimeToken = new Secret(service.issueToken(token))
  const granted = { resultsUrl: service.url, runtimeToken, readable: true, writable: true } as const
  return new ActionsCacheStore({ ...granted, ...access }, context)
}

/** One job's way to a Redis. */
export function redisStoreAt(url: string, context = recordingContext(storeRecord())): RedisStore {
  return new RedisStore(redisTarget(url), context)
}

export function redisTarget(url: string): RedisTarget {
  const parsed = parseRedisUrl(url)
  if ('mistake' in parsed) throw new Error(parsed.mistake)
  return parsed
}
