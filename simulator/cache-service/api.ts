import { type IncomingRequest } from '../genesys/host-server.ts'
import { type RateLimiter } from '../genesys/rate-limit.ts'
import { type CacheEntry, type CacheLedger, type Reader } from './ledger.ts'
import { json, listOf, type Message, parse, problemOf, textOf, twirp } from './messages.ts'
import { type CacheMethod, type CacheRecord } from './record.ts'
import { type CacheHttpAnswer } from './server.ts'

const SERVICE_PATH = '/twirp/github.actions.results.api.v1.CacheService/'

/** What a job may do with its token. */
export type Grant = Reader & { readonly readOnly: boolean }

/** What the API answers from. */
export interface ApiParts {
  readonly ledger: CacheLedger
  readonly blobUrl: (entry: CacheEntry, permission: 'r' | 'w') => string
  readonly limits: { readonly upload: RateLimiter; readonly download: RateLimiter }
  readonly make: 'github' | 'falcondev'
}

type ApiMethod = Exclude<CacheMethod, 'upload' | 'download'>

const isApiMethod = (method: string): method is ApiMethod =>
  ['GetCacheEntryDownloadURL', 'CreateCacheEntry', 'FinalizeCacheEntryUpload'].includes(method)

/** What the API says to a request. */
export function answerApi(
  parts: ApiParts,
  grants: ReadonlyMap<string, Grant>,
  record: CacheRecord,
): (request: IncomingRequest) => CacheHttpAnswer {
  return ({ target, headers, body }) => {
    const method = target.pathname.slice(SERVICE_PATH.length)
    if (!target.pathname.startsWith(SERVICE_PATH) || !isApiMethod(method)) return twirp('bad_route')
    const message = parse(body)
    return record.answer(method, textOf(message, 'key'), () => {
      const reader = grants.get(headers['authorization']?.replace(/^Bearer /, '') ?? '')
      if (reader === undefined) return twirp('unauthenticated', 'the token is not valid')
      const problem = problemOf(message)
      if (problem !== undefined) return twirp('invalid_argument', problem)
      return answerAs(method, parts, reader, message)
    })
  }
}

function answerAs(
  method: ApiMethod,
  { ledger, blobUrl, limits, make }: ApiParts,
  reader: Grant,
  message: Message,
): CacheHttpAnswer {
  const [key, version] = [textOf(message, 'key'), textOf(message, 'version')]
  switch (method) {
    case 'GetCacheEntryDownloadURL': {
      const limited = limitedAnswer(limits.download, reader)
      if (limited !== undefined) return limited
      const entry = ledger.find(reader, [key, ...listOf(message, 'restore_keys')], version)
      if (entry === undefined) return json({ ok: false })
      return json({ ok: true, signed_download_url: blobUrl(entry, 'r'), matched_key: entry.key })
    }
    case 'CreateCacheEntry': {
      if (reader.readOnly) return json({ ok: false, message: 'cache write denied: the token is read-only' })
      const limited = limitedAnswer(limits.upload, reader)
      if (limited !== undefined) return limited
      const entry = ledger.reserve(reader, key, version, make === 'falcondev')
      if (entry !== undefined) return json({ ok: true, signed_upload_url: blobUrl(entry, 'w') })
      if (make === 'falcondev') return json({ ok: false })
      return twirp('already_exists', 'cache entry with the same key, version, and scope already exists')
    }
    case 'FinalizeCacheEntryUpload': {
      const entry = ledger.finalize(reader, key, version, Number(textOf(message, 'size_bytes')))
      if (typeof entry === 'string') return twirp('failed_precondition', entry)
      return json({ ok: true, entry_id: String(ledger.entries.indexOf(entry) + 1) })
    }
  }
}

function limitedAnswer(limiter: RateLimiter, { repository }: Reader): CacheHttpAnswer | undefined {
  const { allowed, resetSeconds } = limiter(repository)
  if (allowed) return undefined
  const answer = twirp('resource_exhausted', 'rate limit exceeded')
  return { ...answer, headers: { ...answer.headers, 'Retry-After': String(resetSeconds) } }
}
