import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { CACHE_VERSION } from '../../../src/adapters/cache-service/store.ts'
import type { CacheAccess } from '../../../src/adapters/cache-service/access.ts'
import type { TokenStore } from '../../../src/sharing/token-store.ts'
import { Secret } from '../../../src/core/secret.ts'
import {
  startCacheService,
  type CacheService,
  type CacheServiceOptions,
  type TokenOptions,
} from '../../../simulator/cache-service/cache-service.ts'
import { cacheStoreOf, recordingContext, storeRecord, type StoreRecord } from '../../support/token-stores.ts'

// What every store has to do is in __tests__/sharing/token-store.test.ts.

const NAME = `gc-oauth-action-${'ab'.repeat(32)}`
const WITHIN_MS = 4_000
const ENTRY = { sealed: 'sealed token', usefulForMs: 60_000 }
const MISS = { found: 'miss', storeTime: expect.any(Number) }

let service: CacheService
let record: StoreRecord
let cancellation: AbortController

async function start(options?: CacheServiceOptions): Promise<void> {
  service = await startCacheService(options)
}

beforeEach(() => {
  record = storeRecord()
  cancellation = new AbortController()
})
afterEach(() => service.close())

function store(token: TokenOptions = {}, access: Partial<CacheAccess> = {}): TokenStore {
  return cacheStoreOf(service, recordingContext(record, cancellation.signal), { token, access })
}

const methods = (): string[] => service.requests.map(({ method, status }) => `${method} ${status}`)

describe('when an entry is published', () => {
  beforeEach(() => start())

  it('costs the leader two requests after its election, and a reader two', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    await store().find(NAME, WITHIN_MS)
    expect(methods()).toEqual([
      'CreateCacheEntry 200',
      'GetCacheEntryDownloadURL 200',
      'upload 201',
      'FinalizeCacheEntryUpload 200',
      'GetCacheEntryDownloadURL 200',
      'download 200',
    ])
  })

  it('sends the token of the runner to the service only', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    await one.find(NAME, WITHIN_MS)
    const host = new URL(service.url).host
    for (const { url, headers } of record.sent) {
      expect(headers['authorization'] !== undefined).toBe(new URL(url).host === host)
    }
    expect(record.sent.filter(({ url }) => new URL(url).host !== host)).toHaveLength(2)
  })

  it('has the signatures of its addresses masked before anything is sent there', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    await one.find(NAME, WITHIN_MS)
    const signatures = record.sent.flatMap(({ url }) => new URL(url).searchParams.getAll('sig'))
    expect(signatures).toHaveLength(2)
    expect(record.masked).toEqual(signatures)
  })
})

describe('when several jobs want to publish the same generation', () => {
  beforeEach(() => start())

  it('takes its own reservation for that of another when the answer got lost', async () => {
    service.inject({ method: 'CreateCacheEntry', answer: 'reset', takesEffect: true })
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
  })

  it('publishes nothing that it did not reserve', async () => {
    expect(await store().publish(NAME, 1, ENTRY, WITHIN_MS)).toEqual({
      outcome: 'failed',
      because: 'it was not reserved',
    })
    expect(service.requests).toEqual([])
  })
})

describe('when a server of another make is in its place', () => {
  beforeEach(() => start())

  it('has lost the race when it is answered no, without a word', async () => {
    service.inject({ method: 'CreateCacheEntry', answer: { status: 200, body: '{"ok":false}' } })
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
  })

  it('has lost the race when it is let have a key whose entry is there', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    const body = JSON.stringify({ ok: true, signed_upload_url: `${service.url}again` })
    service.inject({ method: 'CreateCacheEntry', answer: { status: 200, body } })
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
  })

  it('trusts its election when it cannot look again', async () => {
    service.inject({ method: 'GetCacheEntryDownloadURL', answer: { status: 500 }, count: 2 })
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'won' })
    const writeOnly = store({}, { readable: { because: 'no reading' } })
    expect(await writeOnly.reserve(NAME, 2, WITHIN_MS)).toEqual({ outcome: 'won' })
  })

  it.each(['http://192.0.2.1/entry?sig=1', 'ftp://127.0.0.1/entry', 'file:///etc/passwd', 'somewhere'])(
    'reads and writes nothing at %s',
    async (address) => {
      const found = { ok: true, matched_key: `${NAME}-000001`, signed_download_url: address }
      const reserved = { ok: true, signed_upload_url: address }
      service.inject(
        { method: 'GetCacheEntryDownloadURL', answer: { status: 200, body: JSON.stringify(found) } },
        { method: 'CreateCacheEntry', answer: { status: 200, body: JSON.stringify(reserved) }, count: 2 },
      )
      expect(await store().find(NAME, WITHIN_MS)).toEqual(MISS)
      expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({
        outcome: 'unavailable',
        because: 'the cache service cannot be used (the cache service answered with no usable address)',
      })
      expect(record.sent.every(({ url }) => url.startsWith(service.url))).toBe(true)
    },
  )
})

describe('when branches are involved', () => {
  beforeEach(() => start())

  it('finds entries of the default branch in a feature branch, and not the other way round', async () => {
    const feature = { scopes: ['refs/heads/feature', 'refs/heads/main'] }
    const main = store()
    await main.reserve(NAME, 1, WITHIN_MS)
    await main.publish(NAME, 1, ENTRY, WITHIN_MS)
    expect(await store(feature).find(NAME, WITHIN_MS)).toMatchObject({ found: 'hit' })
    const other = store(feature)
    await other.reserve(NAME, 2, WITHIN_MS)
    await other.publish(NAME, 2, ENTRY, WITHIN_MS)
    expect(await main.find(NAME, WITHIN_MS)).toMatchObject({ generation: 1 })
    expect(await store({ repository: 'octo/other' }).find(NAME, WITHIN_MS)).toEqual(MISS)
  })
})

describe('when an entry is of no use', () => {
  beforeEach(() => start())
  const reader = { repository: 'octo/site', scopes: ['refs/heads/main'] }

  it.each([
    ['10 MB', Buffer.alloc(10 * 1024 * 1024, 'x')],
    ['no bytes', Buffer.alloc(0)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])('still counts as a generation with %s', async (_, content) => {
    service.plant(reader, `${NAME}-000007`, CACHE_VERSION, content)
    const lookup = await store().find(NAME, WITHIN_MS)
    expect(lookup).toMatchObject({ found: 'hit', generation: 7 })
    expect(lookup.found === 'hit' && lookup.sealed.length).toBeLessThan(10)
  })

  it('still counts as a generation when its content is gone', async () => {
    service.plant(reader, `${NAME}-000007`, CACHE_VERSION, Buffer.from('x'))
    service.inject({ method: 'download', answer: { status: 404 }, count: 2 })
    expect(await store().find(NAME, WITHIN_MS)).toMatchObject({ found: 'hit', generation: 7, sealed: '' })
  })

  it.each(['', '1', '0000001', 'abcdef', '-00001'])(
    'is absent under the odd key ending in "%s"',
    async (end) => {
      service.plant(reader, `${NAME}-${end}`, CACHE_VERSION, Buffer.from('x'))
      expect(await store().find(NAME, WITHIN_MS)).toEqual(MISS)
    },
  )

  it('is absent when another version of the cache holds it', async () => {
    service.plant(reader, `${NAME}-000001`, 'f'.repeat(64), Buffer.from('x'))
    expect(await store().find(NAME, WITHIN_MS)).toEqual(MISS)
  })
})

describe('when the service limits requests', () => {
  it('is busy, which is not the same as a lost race', async () => {
    await start({ uploadsPerMinute: 1 })
    await store().reserve(`${NAME}0`, 1, WITHIN_MS)
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'busy' })
    expect(methods().at(-1)).toBe('CreateCacheEntry 429')
  })

  it('shows nothing for now', async () => {
    await start({ downloadsPerMinute: 0 })
    expect(await store().find(NAME, WITHIN_MS)).toEqual(MISS)
  })
})

describe('when this job may not use the cache as it likes', () => {
  beforeEach(() => start())

  it('cannot reserve with a read-only token, and says what the service said', async () => {
    expect(await store({ readOnly: true }).reserve(NAME, 1, WITHIN_MS)).toEqual({
      outcome: 'unavailable',
      because:
        'the cache service cannot be used (the cache service refused the reservation: cache write denied: the token is read-only)',
    })
  })

  it('asks nothing when it may neither read nor write', async () => {
    const closed = store({}, { readable: { because: 'no reading' }, writable: { because: 'no writing' } })
    expect(await closed.find(NAME, WITHIN_MS)).toEqual({ found: 'unavailable', because: 'no reading' })
    expect(await closed.findGeneration(NAME, 1, WITHIN_MS)).toMatchObject({ found: 'unavailable' })
    expect(await closed.reserve(NAME, 1, WITHIN_MS)).toEqual({
      outcome: 'unavailable',
      because: 'no writing',
    })
    expect(service.requests).toEqual([])
  })

  it('is refused with a token that is none', async () => {
    const stranger = store({}, { runtimeToken: new Secret('stranger') })
    expect(await stranger.find(NAME, WITHIN_MS)).toEqual({
      found: 'unavailable',
      because: 'the cache service cannot be used (HTTP 401, unauthenticated: the token is not valid)',
    })
  })
})

describe('when the service has an outage', () => {
  beforeEach(() => start())

  it('tries each request a second time', async () => {
    const one = store()
    service.inject(
      { method: 'CreateCacheEntry', answer: { status: 500 } },
      { method: 'upload', answer: { status: 503 } },
      { method: 'FinalizeCacheEntryUpload', answer: 'reset' },
      { method: 'GetCacheEntryDownloadURL', answer: { status: 502, body: '<html>' } },
      { method: 'download', answer: 'reset' },
    )
    expect(await one.reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'won' })
    expect(await one.publish(NAME, 1, ENTRY, WITHIN_MS)).toEqual({ outcome: 'published' })
    expect(await one.find(NAME, WITHIN_MS)).toMatchObject({ found: 'hit' })
  })

  it('is unavailable after the second', async () => {
    service.inject(
      { method: 'CreateCacheEntry', answer: { status: 500 }, count: 2 },
      { method: 'GetCacheEntryDownloadURL', answer: 'reset', count: 2 },
    )
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({
      outcome: 'unavailable',
      because: 'the cache service cannot be used (HTTP 500)',
    })
    expect(await store().find(NAME, WITHIN_MS)).toMatchObject({ found: 'unavailable' })
  })

  it.each(['<html>', '[]', '{"ok":true}', '{"ok":true,"signed_upload_url":7}', '{}'])(
    'is unavailable when it answers with %s',
    async (body) => {
      service.inject({ method: 'CreateCacheEntry', answer: { status: 200, body }, count: 2 })
      expect(await store().reserve(NAME, 1, WITHIN_MS)).toMatchObject({ outcome: 'unavailable' })
    },
  )

  it('is waited for no longer than it may take', async () => {
    service.inject({ method: 'GetCacheEntryDownloadURL', answer: 'hang', count: 2 })
    const started = performance.now()
    expect(await store().find(NAME, 300)).toMatchObject({ found: 'unavailable' })
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  it('is not waited for when the step is cancelled', async () => {
    service.inject({ method: 'GetCacheEntryDownloadURL', answer: 'hang' })
    const found = store().find(NAME, 60_000)
    cancellation.abort(new Error('cancelled'))
    await expect(found).rejects.toThrow('cancelled')
  })
})

describe('when publishing goes wrong', () => {
  beforeEach(() => start())

  it('has surely failed when the upload was refused', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    service.inject({ method: 'upload', answer: { status: 403 } })
    expect(await one.publish(NAME, 1, ENTRY, WITHIN_MS)).toMatchObject({ outcome: 'failed' })
  })

  it('has surely failed when the service refused the entry', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    const body = '{"ok":false,"message":"too many entries"}'
    service.inject({ method: 'FinalizeCacheEntryUpload', answer: { status: 200, body } })
    expect(await one.publish(NAME, 1, ENTRY, WITHIN_MS)).toEqual({
      outcome: 'failed',
      because: 'the cache service cannot be used (the cache service refused the entry: too many entries)',
    })
  })

  it('is not known to have worked when the answer got lost: others may have read it', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    service.inject({ method: 'FinalizeCacheEntryUpload', answer: 'reset', count: 2, takesEffect: true })
    expect(await one.publish(NAME, 1, ENTRY, WITHIN_MS)).toEqual({ outcome: 'unknown' })
    expect(await store().find(NAME, WITHIN_MS)).toMatchObject({ found: 'hit' })
  })

  it('never prints a signed address', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    service.inject({ method: 'upload', answer: 'reset', count: 2 })
    const publication = await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    expect(JSON.stringify([publication, record.said])).not.toMatch(/sig=|sp=w/)
  })
})
