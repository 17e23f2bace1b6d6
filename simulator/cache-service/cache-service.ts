import { randomUUID } from 'node:crypto'
import { createRateLimiter } from '../genesys/rate-limit.ts'
import { answerApi, type ApiParts, type Grant } from './api.ts'
import { blobId, createBlobs } from './blobs.ts'
import { CacheLedger, type CacheEntry, type Reader } from './ledger.ts'
import { createRecord, type CacheRecord } from './record.ts'
import { serve } from './server.ts'

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

/** What the runner would tell a job about the cache service. */
export interface TokenOptions {
  readonly repository?: string
  /** Refs that may be read, the own one first. */
  readonly scopes?: readonly string[]
  /** Low-trust triggers get tokens that may only read. */
  readonly readOnly?: boolean
}

/** A running cache service: its API, its blobs on another host, and a view behind the curtain. */
export interface CacheService extends Pick<CacheRecord, 'requests' | 'onRequest' | 'inject'> {
  /** ACTIONS_RESULTS_URL, with its trailing slash. */
  readonly url: string
  readonly entries: readonly CacheEntry[]
  /** ACTIONS_RUNTIME_TOKEN of a job. */
  issueToken(options?: TokenOptions): string
  /** Puts an entry there as if a job had written it. */
  plant(reader: Reader, key: string, version: string, content: Buffer): void
  close(): Promise<void>
}

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
