import { type Deadline } from '../../core/deadline.ts'
import { type Fields } from '../../core/json.ts'
import { readFailure } from '../../http/reply.ts'
import { attemptsUntil, RequestGivenUp, send, type RequestContext } from '../../http/send.ts'
import type { HttpReply, HttpRequest } from '../../http/transport.ts'
import type { CacheAccess } from './access.ts'
import { readEntry, readFinalization, readReservation, type EntryAnswer } from './messages.ts'

const SERVICE = 'twirp/github.actions.results.api.v1.CacheService'

/** Any version since 2009 knows a block blob that comes in one piece. */
const BLOB_API_VERSION = '2021-12-02'

const MOST_ATTEMPTS = 2

/**
 * The three calls and two blob transfers of the cache service's protocol, in memory. Not `@actions/cache`, for the reasons in
 * docs/adr/0002-own-cache-client.md. All throw RequestGivenUp.
 */
export class CacheServiceClient {
  readonly #access: Pick<CacheAccess, 'resultsUrl' | 'runtimeToken'>
  readonly #context: RequestContext
  readonly #version: string

  /** @param version entries of another one are invisible */
  constructor(
    access: Pick<CacheAccess, 'resultsUrl' | 'runtimeToken'>,
    context: RequestContext,
    version: string,
  ) {
    this.#access = access
    this.#context = context
    this.#version = version
  }

  /** The entry with this key, or else the one that was created last of those whose keys begin with one of `prefixes`. */
  async find(key: string, prefixes: readonly string[], deadline: Deadline): Promise<EntryAnswer> {
    const message = prefixes.length === 0 ? { key } : { key, restore_keys: prefixes }
    const answer = await this.#call('GetCacheEntryDownloadURL', message, readEntry, deadline)
    if (answer.entry !== undefined) this.#context.mask(signaturesIn(answer.entry.url))
    return answer
  }

  async create(key: string, deadline: Deadline): Promise<'taken' | 'busy' | { readonly uploadUrl: string }> {
    const answer = await this.#call('CreateCacheEntry', { key }, readReservation, deadline)
    if (typeof answer !== 'string') this.#context.mask(signaturesIn(answer.uploadUrl))
    return answer
  }

  async finalize(key: string, sizeBytes: number, deadline: Deadline): Promise<void> {
    const message = { key, size_bytes: String(sizeBytes) }
    await this.#call('FinalizeCacheEntryUpload', message, readFinalization, deadline)
  }

  async upload(url: string, text: string, deadline: Deadline): Promise<void> {
    const headers = {
      'content-type': 'application/octet-stream',
      'x-ms-blob-type': 'BlockBlob',
      'x-ms-version': BLOB_API_VERSION,
    }
    const read = (reply: HttpReply): void => {
      if (reply.status !== 201 && reply.status !== 200) throw readFailure(reply)
    }
    const request: HttpRequest = { method: 'PUT', url, headers, body: text }
    await this.#ask({ doing: 'Writing the shared entry', request, read }, deadline)
  }

  /** An entry that cannot be read as text of a sensible size is an entry all the same, and an empty one. */
  async download(url: string, deadline: Deadline): Promise<string> {
    const read = (reply: HttpReply): string => {
      if (reply.status !== 200) throw readFailure(reply)
      return reply.body
    }
    const request: HttpRequest = { method: 'GET', url, headers: {} }
    try {
      return await this.#ask({ doing: 'Reading the shared entry', request, read }, deadline)
    } catch (error) {
      if (error instanceof RequestGivenUp && isUseless(error)) return ''
      throw error
    }
  }

  #call<Result>(
    method: string,
    message: Fields,
    read: (reply: HttpReply) => Result,
    deadline: Deadline,
  ): Promise<Result> {
    const { resultsUrl, runtimeToken } = this.#access
    const request: HttpRequest = {
      method: 'POST',
      url: new URL(`/${SERVICE}/${method}`, resultsUrl).href,
      headers: {
        authorization: `Bearer ${runtimeToken.reveal()}`,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ ...message, version: this.#version }),
    }
    return this.#ask({ doing: 'The request to the cache service', request, read }, deadline)
  }

  #ask<Result>(exchange: Parameters<typeof send<Result>>[0], deadline: Deadline): Promise<Result> {
    return send(exchange, { ...attemptsUntil(deadline), most: MOST_ATTEMPTS }, this.#context)
  }
}

const isUseless = ({ failure }: RequestGivenUp): boolean =>
  failure.kind === 'too-large' || failure.status === 404 || failure.status === 410

/** https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-the-signature */
function signaturesIn(url: string): string[] {
  return new URL(url).searchParams.getAll('sig').filter((signature) => signature !== '')
}
