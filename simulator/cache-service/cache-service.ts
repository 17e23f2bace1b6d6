import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { type IncomingRequest } from '../genesys/host-server.ts'
import { createRateLimiter, type RateLimiter } from '../genesys/rate-limit.ts'
import { CacheLedger, type CacheEntry, type Reader } from './ledger.ts'
import { type CacheHttpAnswer, type CacheHttpReply, serve } from './server.ts'

export type { CacheEntry } from './ledger.ts'

export type CacheMethod =
  'GetCacheEntryDownloadURL' | 'CreateCacheEntry' | 'FinalizeCacheEntryUpload' | 'upload' | 'download'

/** What can be said about a simulated cache service; everything has GitHub's values as a default. */
export interface CacheServiceOptions {
  /** For how long a finalized entry is not found yet. */
  readonly lagMs?: number | (() => number)
  readonly uploadsPerMinute?: number
  readonly downloadsPerMinute?: number
  /**
   * Whose server it is. One that people run themselves (falcondev-oss/github-actions-cache-server) answers a conflict with 200 and
   * without a word, and lets a finalized key be reserved again.
   */
  readonly make?: 'github' | 'falcondev'
  readonly now?: () => number
}

/** A request that goes wrong. */
export interface CacheFault {
  readonly method: CacheMethod
  readonly answer: 'hang' | 'reset' | { readonly status: number; readonly body?: string }
  /** How many requests it hits; 1 by default. */
  readonly count?: number
  /** Whether the request does its work although its answer goes wrong. */
  readonly takesEffect?: boolean
}

/** What one request asked for and got. */
export interface CacheRequest {
  readonly method: CacheMethod
  readonly key: string
  readonly status: number
  readonly at: number
}

/** What the runner would tell a job about the cache service. */
export interface TokenOptions {
  readonly repository?: string
  /** Refs that may be read, the own one first. */
  readonly scopes?: readonly string[]
  /** Low-trust triggers get tokens that may only read. */
  readonly readOnly?: boolean
}

/** A running cache service: its API, its blobs on another host, and a view behind the curtain. */
export interface CacheService {
  /** ACTIONS_RESULTS_URL, with its trailing slash. */
  readonly url: string
  readonly requests: readonly CacheRequest[]
  readonly entries: readonly CacheEntry[]
  /** Calls `listener` for each request when its answer is decided. Returns what ends that. */
  onRequest(listener: (request: CacheRequest) => void): () => void
  /** ACTIONS_RUNTIME_TOKEN of a job. */
  issueToken(options?: TokenOptions): string
  /** Puts an entry there as if a job had written it. */
  plant(reader: Reader, key: string, version: string, content: Buffer): void
  inject(...faults: CacheFault[]): void
  close(): Promise<void>
}

/** Account and container: where a host is an address, Azure's clients look for both in the path. */
const BLOB_FOLDER = 'actions/cache/'

const SERVICE_PATH = '/twirp/github.actions.results.api.v1.CacheService/'

type Grant = Reader & { readonly readOnly: boolean }

/** Starts a cache service that holds everything in memory and behaves as GitHub's is known to. */
export async function startCacheService(options: CacheServiceOptions = {}): Promise<CacheService> {
  const { lagMs = 0, make = 'github', now = Date.now } = options
  const ledger = new CacheLedger(now, typeof lagMs === 'number' ? () => lagMs : lagMs)
  const grants = new Map<string, Grant>()
  const record = createRecord(now)
  const blobs = createBlobs(ledger)
  const api = await serve(
    answerApi({ ledger, blobUrl: blobs.signedUrl, limits: limitsOf(options, now), make }, grants, record),
  )
  const blobHost = await serve((request) => {
    const method = request.method === 'PUT' ? 'upload' : 'download'
    const key = ledger.byId(blobId(request.target))?.key ?? ''
    return record.answer(method, key, () => blobs.answer(request))
  })
  blobs.host = blobHost.url
  return {
    url: api.url,
    requests: record.requests,
    entries: ledger.entries,
    onRequest: record.onRequest,
    issueToken({ repository = 'octo/site', scopes = ['refs/heads/main'], readOnly = false } = {}) {
      const token = `runtime-${randomUUID()}`
      grants.set(token, { repository, scopes, readOnly })
      return token
    },
    plant(reader, key, version, content) {
      const entry = ledger.reserve(reader, key, version)
      if (entry === undefined) throw new Error(`The key ${key} is taken.`)
      ledger.store(entry.id, content)
      ledger.finalize(reader, key, version, content.length)
    },
    inject: record.inject,
    async close() {
      await Promise.all([api.close(), blobHost.close()])
    },
  }
}

function limitsOf(
  { uploadsPerMinute = 200, downloadsPerMinute = 1_500 }: CacheServiceOptions,
  now: () => number,
): ApiParts['limits'] {
  return {
    upload: createRateLimiter(uploadsPerMinute, 60, now),
    download: createRateLimiter(downloadsPerMinute, 60, now),
  }
}

/** What was asked, and what is to go wrong. */
interface CacheRecord extends Pick<CacheService, 'requests' | 'onRequest' | 'inject'> {
  /** The true answer, unless a fault is waiting for this method. */
  answer(method: CacheMethod, key: string, truth: () => CacheHttpAnswer): CacheHttpAnswer
}

function createRecord(now: () => number): CacheRecord {
  const requests: CacheRequest[] = []
  const listeners = new Set<(request: CacheRequest) => void>()
  const faults: { readonly fault: CacheFault; left: number }[] = []
  return {
    requests,
    onRequest(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    inject: (...added) => added.forEach((fault) => faults.push({ fault, left: fault.count ?? 1 })),
    answer(method, key, truth) {
      const hit = faults.find(({ fault, left }) => left > 0 && fault.method === method)
      if (hit !== undefined) hit.left -= 1
      const answered = hit === undefined || hit.fault.takesEffect === true ? truth() : undefined
      const given = hit?.fault.answer ?? answered ?? 'hang'
      const request = { method, key, status: typeof given === 'string' ? 0 : given.status, at: now() }
      requests.push(request)
      for (const listener of listeners) listener(request)
      return typeof given === 'string' ? given : { ...given, body: given.body ?? '' }
    },
  }
}

function answerApi(
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

interface ApiParts {
  readonly ledger: CacheLedger
  readonly blobUrl: (entry: CacheEntry, permission: 'r' | 'w') => string
  readonly limits: { readonly upload: RateLimiter; readonly download: RateLimiter }
  readonly make: NonNullable<CacheServiceOptions['make']>
}

type ApiMethod = Exclude<CacheMethod, 'upload' | 'download'>
type Message = Readonly<Record<string, unknown>>

const isApiMethod = (method: string): method is ApiMethod =>
  ['GetCacheEntryDownloadURL', 'CreateCacheEntry', 'FinalizeCacheEntryUpload'].includes(method)

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

/** The blobs, on a host of their own, behind URLs that are signed and need no other credential. */
function createBlobs(ledger: CacheLedger): {
  host: string
  readonly signedUrl: ApiParts['blobUrl']
  readonly answer: (request: IncomingRequest) => CacheHttpAnswer
} {
  const key = randomBytes(32)
  const sign = (id: string, permission: string): string =>
    createHmac('sha256', key).update(`${permission} ${id}`).digest('base64')
  const blobs = {
    host: '',
    signedUrl: (entry: CacheEntry, permission: 'r' | 'w'): string => {
      const query = new URLSearchParams({ sp: permission, sig: sign(entry.id, permission) })
      return `${blobs.host}${BLOB_FOLDER}${entry.id}?${query.toString()}`
    },
    answer({ method, query, target, headers, body }: IncomingRequest): CacheHttpAnswer {
      const id = blobId(target)
      const wanted = method === 'PUT' ? 'w' : 'r'
      const signature = Buffer.from(query.get('sig') ?? '')
      const expected = Buffer.from(sign(id, wanted))
      const isSigned = signature.length === expected.length && timingSafeEqual(signature, expected)
      // Azure refuses a second credential beside a signature; here it would be the runner's token on a wrong host.
      if (!isSigned || headers['authorization'] !== undefined)
        return { status: 403, body: '<Error>AuthenticationFailed</Error>' }
      if (method === 'PUT') return storeBlob(ledger, id, headers, body)
      const content = ledger.byId(id)?.content
      if (content === undefined) return { status: 404, body: '<Error>BlobNotFound</Error>' }
      return { status: 200, headers: { 'Content-Type': 'application/octet-stream' }, body: content }
    },
  }
  return blobs
}

const blobId = (url: URL): string => url.pathname.slice(1 + BLOB_FOLDER.length)

function storeBlob(
  ledger: CacheLedger,
  id: string,
  headers: IncomingRequest['headers'],
  body: Buffer,
): CacheHttpAnswer {
  if (headers['x-ms-blob-type'] !== 'BlockBlob')
    return { status: 400, body: '<Error>MissingRequiredHeader</Error>' }
  if (!ledger.store(id, body)) return { status: 409, body: '<Error>BlobImmutable</Error>' }
  return { status: 201, headers: { ETag: '"0x1"', 'x-ms-request-id': randomUUID() }, body: '' }
}

function limitedAnswer(limiter: RateLimiter, { repository }: Reader): CacheHttpAnswer | undefined {
  const { allowed, resetSeconds } = limiter(repository)
  if (allowed) return undefined
  const answer = twirp('resource_exhausted', 'rate limit exceeded')
  return { ...answer, headers: { ...answer.headers, 'Retry-After': String(resetSeconds) } }
}

const STATUS = {
  invalid_argument: 400,
  failed_precondition: 412,
  unauthenticated: 401,
  already_exists: 409,
  resource_exhausted: 429,
  bad_route: 404,
} as const

function twirp(code: keyof typeof STATUS, msg = 'no such method'): CacheHttpReply {
  return { ...json({ code, msg }), status: STATUS[code] }
}

function json(body: unknown): CacheHttpReply {
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

function problemOf(message: Message): string | undefined {
  const keys = [textOf(message, 'key'), ...listOf(message, 'restore_keys')]
  if (keys.some((key) => key === '' || key.length > 512)) return 'a key has 1 to 512 characters'
  if (keys.some((key) => key.includes(','))) return 'a key has no comma'
  if (keys.length > 10) return 'there are more than 10 keys'
  if (!/^[0-9a-f]{64}$/.test(textOf(message, 'version'))) return 'version is not a SHA-256'
  return undefined
}

function parse(body: Buffer): Message {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Message) : {}
  } catch {
    return {}
  }
}

function textOf(message: Message, name: string): string {
  const value = message[name]
  return typeof value === 'string' ? value : ''
}

function listOf(message: Message, name: string): string[] {
  const value = message[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
