import { type CacheHttpAnswer } from './server.ts'

/** A call of the API, or what is done with a blob. */
export type CacheMethod =
  'GetCacheEntryDownloadURL' | 'CreateCacheEntry' | 'FinalizeCacheEntryUpload' | 'upload' | 'download'

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

/** What was asked, and what is to go wrong. */
export interface CacheRecord {
  readonly requests: readonly CacheRequest[]
  /** Calls `listener` for each request when its answer is decided. Returns what ends that. */
  onRequest(listener: (request: CacheRequest) => void): () => void
  inject(...faults: CacheFault[]): void
  /** The true answer, unless a fault is waiting for this method. */
  answer(method: CacheMethod, key: string, truth: () => CacheHttpAnswer): CacheHttpAnswer
}

/** A record of nothing yet, with no fault waiting. */
export function createRecord(now: () => number): CacheRecord {
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
