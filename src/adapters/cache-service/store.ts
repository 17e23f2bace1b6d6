import { Deadline } from '../../core/deadline.ts'
import { createHash } from 'node:crypto'
import { describeFailure, readFailure, serverDate } from '../../http/reply.ts'
import { type Fields } from '../../core/decode.ts'
import type { HttpReply, HttpRequest } from '../../http/transport.ts'
import { attemptsUntil, RequestGivenUp, send, type RequestContext } from '../../http/send.ts'
import type { Publication, Reservation, Sight, TokenStore } from '../../sharing/token-store.ts'
import type { CacheAccess } from './access.ts'
import { readEntry, readFinalization, readReservation } from './messages.ts'

const SERVICE = 'twirp/github.actions.results.api.v1.CacheService'

/**
 * Entries of another version are invisible. The official client hashes paths and the runner's compression into
 * it; here it only has to differ from theirs, and be the same on every operating system.
 */
export const CACHE_VERSION = createHash('sha256').update('gc-oauth-action shared token').digest('hex')

/** Any version since 2009 knows a block blob that comes in one piece. */
const BLOB_API_VERSION = '2021-12-02'

const GENERATION_DIGITS = 6
/** No job gets here by replacing tokens: whoever may write to the cache can plant an entry that claims to be the last. */
const LAST_GENERATION = 10 ** GENERATION_DIGITS - 1
const ATTEMPTS = 2

/**
 * The Actions cache service as a store: the three calls and two blob transfers of its protocol, in memory. Not
 * `@actions/cache`, for the reasons in docs/adr/0002-own-cache-client.md.
 *
 * @param mask gets the signatures of the blobs' addresses: whoever has one may read or write the blob
 */
export function actionsCacheStore(
  { resultsUrl, runtimeToken, readable, writable }: CacheAccess,
  context: RequestContext,
  mask: (values: readonly string[]) => void,
  version = CACHE_VERSION,
): TokenStore {
  const uploadUrls = new Map<string, string>()

  const call = <Result>(
    method: string,
    message: Fields,
    read: (reply: HttpReply) => Result,
    withinMs: number,
  ): Promise<Result> => {
    const request: HttpRequest = {
      method: 'POST',
      url: new URL(`/${SERVICE}/${method}`, resultsUrl).href,
      headers: {
        authorization: `Bearer ${runtimeToken.reveal()}`,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify(message),
    }
    return ask('The request to the cache service', request, read, withinMs, context)
  }

  const sight = async (message: Fields, isWanted: (key: string) => number | undefined, withinMs: number) => {
    if (readable !== true) return { see: 'unavailable', because: readable.because } as const
    const endsAt = context.clock.now().monotonicMs + withinMs
    try {
      const entry = await call('GetCacheEntryDownloadURL', { ...message, version }, readEntry, withinMs)
      const generation = entry === undefined ? undefined : isWanted(entry.key)
      if (entry === undefined || generation === undefined) return { see: 'nothing' } as const
      mask(signaturesIn(entry.url))
      const leftMs = endsAt - context.clock.now().monotonicMs
      return { see: 'entry', generation, ...(await download(entry.url, leftMs, context)) } as const
    } catch (error) {
      return { see: 'unavailable', because: reasonOf(error) } as const
    }
  }

  return {
    kind: 'actions-cache',
    // Where nothing may be reserved, there is nothing to hold back for.
    rationsReservations: writable === true,
    find(name, withinMs): Promise<Sight> {
      // Of all keys with this prefix the service answers the one that was created last.
      const prefix = `${name}-`
      return sight({ key: prefix, restore_keys: [prefix] }, (key) => readGeneration(prefix, key), withinMs)
    },
    findGeneration(name, generation, withinMs): Promise<Sight> {
      const wanted = keyOf(name, generation)
      return sight({ key: wanted }, (key) => (key === wanted ? generation : undefined), withinMs)
    },
    async reserve(name, generation, withinMs): Promise<Reservation> {
      if (writable !== true) return { outcome: 'unavailable', because: writable.because }
      if (generation > LAST_GENERATION) {
        return { outcome: 'unavailable', because: 'somebody used up the numbers of its entries' }
      }
      const key = keyOf(name, generation)
      try {
        const answer = await call('CreateCacheEntry', { key, version }, readReservation, withinMs)
        if (typeof answer === 'string') return { outcome: answer }
        mask(signaturesIn(answer.uploadUrl))
        uploadUrls.set(key, answer.uploadUrl)
        return { outcome: 'won' }
      } catch (error) {
        return { outcome: 'unavailable', because: reasonOf(error) }
      }
    },
    async publish(name, generation, { sealed }, withinMs): Promise<Publication> {
      const key = keyOf(name, generation)
      const url = uploadUrls.get(key)
      if (url === undefined) return { outcome: 'failed', because: 'it was not reserved' }
      const endsAt = context.clock.now().monotonicMs + withinMs
      try {
        await upload(url, sealed, withinMs / 2, context)
      } catch (error) {
        return { outcome: 'failed', because: reasonOf(error) }
      }
      const message = { key, size_bytes: String(Buffer.byteLength(sealed)), version }
      try {
        const leftMs = endsAt - context.clock.now().monotonicMs
        await call('FinalizeCacheEntryUpload', message, readFinalization, leftMs)
      } catch (error) {
        // A refusal is an answer; silence may mean that the entry is there for all to see.
        return isRefusal(error) ? { outcome: 'failed', because: reasonOf(error) } : { outcome: 'unknown' }
      }
      return { outcome: 'published' }
    },
    // The protocol has no such call, and the runner's token no such right: the entry stays, its token is dead.
    remove: () => Promise.resolve(),
  }
}

function ask<Result>(
  doing: string,
  request: HttpRequest,
  read: (reply: HttpReply) => Result,
  withinMs: number,
  context: RequestContext,
): Promise<Result> {
  const time = { ...attemptsUntil(Deadline.after(withinMs, context.clock)), most: ATTEMPTS }
  return send({ doing, request, read }, time, context)
}

/** An entry that cannot be read as text of a sensible size is an entry all the same: its generation is used up. */
async function download(
  url: string,
  withinMs: number,
  context: RequestContext,
): Promise<{ sealed: string; storeTime: number }> {
  const request: HttpRequest = { method: 'GET', url, headers: {} }
  const read = (reply: HttpReply) => {
    if (reply.status !== 200) throw readFailure(reply)
    return { sealed: reply.body, storeTime: serverDate(reply) ?? reply.received.wallMs }
  }
  try {
    return await ask('Reading the shared entry', request, read, withinMs, context)
  } catch (error) {
    if (error instanceof RequestGivenUp && isUseless(error)) {
      return { sealed: '', storeTime: context.clock.now().wallMs }
    }
    throw error
  }
}

const isUseless = ({ failure }: RequestGivenUp): boolean =>
  failure.kind === 'too-large' || failure.status === 404 || failure.status === 410

async function upload(url: string, sealed: string, withinMs: number, context: RequestContext): Promise<void> {
  const headers = {
    'content-type': 'application/octet-stream',
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-version': BLOB_API_VERSION,
  }
  const request: HttpRequest = { method: 'PUT', url, headers, body: sealed }
  const read = (reply: HttpReply): void => {
    if (reply.status !== 201 && reply.status !== 200) throw readFailure(reply)
  }
  await ask('Writing the shared entry', request, read, withinMs, context)
}

/** https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-the-signature */
function signaturesIn(url: string): string[] {
  return new URL(url).searchParams.getAll('sig').filter((signature) => signature !== '')
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
