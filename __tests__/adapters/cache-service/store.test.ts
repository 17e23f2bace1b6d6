import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { actionsCacheStore, CACHE_VERSION } from '../../../src/adapters/cache-service/store.ts'
import type { CacheAccess } from '../../../src/adapters/cache-service/access.ts'
import { systemClock } from '../../../src/adapters/clock.ts'
import { httpTransport } from '../../../src/adapters/node-http.ts'
import type { HttpRequest } from '../../../src/http/transport.ts'
import type { RequestContext } from '../../../src/http/send.ts'
import type { TokenStore } from '../../../src/sharing/token-store.ts'
import { Secret } from '../../../src/core/secret.ts'
import {
  startCacheService,
  type CacheService,
  type CacheServiceOptions,
  type TokenOptions,
} from '../../../simulator/cache-service/cache-service.ts'

const NAME = `gc-oauth-action-${'ab'.repeat(32)}`
const WITHIN_MS = 4_000
const ENTRY = { sealed: 'sealed token', usefulForMs: 60_000, beforeVisible: () => undefined }

let service: CacheService
let sent: HttpRequest[]
let said: string[]
let masked: string[]
let cancellation: AbortController

async function start(options?: CacheServiceOptions): Promise<void> {
  service = await startCacheService(options)
}

beforeEach(() => {
  sent = []
  said = []
  masked = []
  cancellation = new AbortController()
})
afterEach(() => service.close())

function store(token: TokenOptions = {}, access: Partial<CacheAccess> = {}): TokenStore {
  const send = httpTransport(systemClock)
  const context: RequestContext = {
    transport: (request, timeoutMs, signal) => {
      sent.push(request)
      return send(request, timeoutMs, signal)
    },
    clock: systemClock,
    random: () => 0.01,
    signal: cancellation.signal,
    log: (sentence) => said.push(sentence),
    mask: () => undefined,
    forget: () => undefined,
  }
  const runtimeToken = new Secret(service.issueToken(token))
  const granted = { resultsUrl: service.url, runtimeToken, readable: true, writable: true } as const
  return actionsCacheStore({ ...granted, ...access }, context, (values) => masked.push(...values))
}

const methods = (): string[] => service.requests.map(({ method, status }) => `${method} ${status}`)

describe('when an entry is published', () => {
  beforeEach(() => start())

  it('is found by the others, with the time of the service', async () => {
    const one = store()
    expect(await one.reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'won' })
    expect(await one.publish(NAME, 1, ENTRY, WITHIN_MS)).toEqual({ outcome: 'published' })
    const sight = await store().find(NAME, WITHIN_MS)
    expect(sight).toMatchObject({ see: 'entry', generation: 1, sealed: 'sealed token' })
    expect(sight.see === 'entry' && Math.abs(sight.storeTime - Date.now())).toBeLessThan(60_000)
    expect(methods()).toEqual([
      'CreateCacheEntry 200',
      'upload 201',
      'FinalizeCacheEntryUpload 200',
      'GetCacheEntryDownloadURL 200',
      'download 200',
    ])
  })

  it('sends the token of the runner to the service and to nobody else', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    await one.find(NAME, WITHIN_MS)
    const host = new URL(service.url).host
    for (const { url, headers } of sent) {
      expect(headers['authorization'] !== undefined).toBe(new URL(url).host === host)
    }
    expect(sent.filter(({ url }) => new URL(url).host !== host)).toHaveLength(2)
  })

  it('has the signatures of its addresses masked before anything is sent there', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    await one.find(NAME, WITHIN_MS)
    const signatures = sent.flatMap(({ url }) => new URL(url).searchParams.getAll('sig'))
    expect(signatures).toHaveLength(2)
    expect(masked).toEqual(signatures)
  })

  it('is found as the newest of its name, or by its generation', async () => {
    const one = store()
    for (const generation of [1, 2, 10]) {
      await one.reserve(NAME, generation, WITHIN_MS)
      await one.publish(NAME, generation, { ...ENTRY, sealed: `sealed ${generation}` }, WITHIN_MS)
    }
    expect(await one.find(NAME, WITHIN_MS)).toMatchObject({ generation: 10, sealed: 'sealed 10' })
    expect(await one.findGeneration(NAME, 1, WITHIN_MS)).toMatchObject({ generation: 1, sealed: 'sealed 1' })
    expect(await one.findGeneration(NAME, 3, WITHIN_MS)).toEqual({ see: 'nothing' })
  })

  it('is not numbered beyond what can be found again', async () => {
    const one = store()
    expect(await one.reserve(NAME, 999_999, WITHIN_MS)).toEqual({ outcome: 'won' })
    expect(await one.reserve(NAME, 1_000_000, WITHIN_MS)).toEqual({
      outcome: 'unavailable',
      because: 'somebody used up the numbers of its entries',
    })
  })

  it('is not mistaken for one of a name that begins like it', async () => {
    const one = store()
    await one.reserve(`${NAME}-x`, 1, WITHIN_MS)
    await one.publish(`${NAME}-x`, 1, ENTRY, WITHIN_MS)
    expect(await one.find(NAME, WITHIN_MS)).toEqual({ see: 'nothing' })
  })

  it('stays, because the protocol has no way to take it back', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    await one.remove(NAME, 1, WITHIN_MS)
    expect(await one.find(NAME, WITHIN_MS)).toMatchObject({ see: 'entry' })
  })
})

describe('when several jobs want to publish the same generation', () => {
  beforeEach(() => start())

  it('elects one of sixteen that ask at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => store().reserve(NAME, 1, WITHIN_MS)))
    expect(outcomes.filter(({ outcome }) => outcome === 'won')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'taken')).toHaveLength(15)
  })

  it('never lets go of a reservation that nobody finished', async () => {
    await store().reserve(NAME, 1, WITHIN_MS)
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
    expect(await store().find(NAME, WITHIN_MS)).toEqual({ see: 'nothing' })
  })

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

describe('when branches are involved', () => {
  beforeEach(() => start())

  it('finds entries of the default branch in a feature branch, and not the other way round', async () => {
    const feature = { scopes: ['refs/heads/feature', 'refs/heads/main'] }
    const main = store()
    await main.reserve(NAME, 1, WITHIN_MS)
    await main.publish(NAME, 1, ENTRY, WITHIN_MS)
    expect(await store(feature).find(NAME, WITHIN_MS)).toMatchObject({ see: 'entry' })
    const other = store(feature)
    await other.reserve(NAME, 2, WITHIN_MS)
    await other.publish(NAME, 2, ENTRY, WITHIN_MS)
    expect(await main.find(NAME, WITHIN_MS)).toMatchObject({ generation: 1 })
    expect(await store({ repository: 'octo/other' }).find(NAME, WITHIN_MS)).toEqual({ see: 'nothing' })
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
    const sight = await store().find(NAME, WITHIN_MS)
    expect(sight).toMatchObject({ see: 'entry', generation: 7 })
    expect(sight.see === 'entry' && sight.sealed.length).toBeLessThan(10)
  })

  it('still counts as a generation when its content is gone', async () => {
    service.plant(reader, `${NAME}-000007`, CACHE_VERSION, Buffer.from('x'))
    service.inject({ method: 'download', answer: { status: 404 }, count: 2 })
    expect(await store().find(NAME, WITHIN_MS)).toMatchObject({ see: 'entry', generation: 7, sealed: '' })
  })

  it.each(['', '1', '0000001', 'abcdef', '-00001'])(
    'is absent under the odd key ending in "%s"',
    async (end) => {
      service.plant(reader, `${NAME}-${end}`, CACHE_VERSION, Buffer.from('x'))
      expect(await store().find(NAME, WITHIN_MS)).toEqual({ see: 'nothing' })
    },
  )

  it('is absent when another version of the cache holds it', async () => {
    service.plant(reader, `${NAME}-000001`, 'f'.repeat(64), Buffer.from('x'))
    expect(await store().find(NAME, WITHIN_MS)).toEqual({ see: 'nothing' })
  })
})

describe('when the service limits requests', () => {
  it('is busy, which is not the same as a lost race', async () => {
    await start({ uploadsPerMinute: 1 })
    await store().reserve(`${NAME}0`, 1, WITHIN_MS)
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toEqual({ outcome: 'busy' })
    expect(methods()).toEqual(['CreateCacheEntry 200', 'CreateCacheEntry 429'])
  })

  it('shows nothing for now', async () => {
    await start({ downloadsPerMinute: 0 })
    expect(await store().find(NAME, WITHIN_MS)).toEqual({ see: 'nothing' })
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
    expect(await closed.find(NAME, WITHIN_MS)).toEqual({ see: 'unavailable', because: 'no reading' })
    expect(await closed.findGeneration(NAME, 1, WITHIN_MS)).toMatchObject({ see: 'unavailable' })
    expect(await closed.reserve(NAME, 1, WITHIN_MS)).toEqual({
      outcome: 'unavailable',
      because: 'no writing',
    })
    expect(service.requests).toEqual([])
  })

  it('is refused with a token that is none', async () => {
    const stranger = store({}, { runtimeToken: new Secret('stranger') })
    expect(await stranger.find(NAME, WITHIN_MS)).toEqual({
      see: 'unavailable',
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
    expect(await one.find(NAME, WITHIN_MS)).toMatchObject({ see: 'entry' })
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
    expect(await store().find(NAME, WITHIN_MS)).toMatchObject({ see: 'unavailable' })
  })

  it.each(['<html>', '[]', '{"ok":true}', '{"ok":true,"signed_upload_url":7}', '{}'])(
    'is unavailable when it answers with %s',
    async (body) => {
      service.inject({ method: 'CreateCacheEntry', answer: { status: 200, body }, count: 2 })
      expect(await store().reserve(NAME, 1, WITHIN_MS)).toMatchObject({ outcome: 'unavailable' })
    },
  )

  it('sends nothing to an address that is none', async () => {
    const body = JSON.stringify({ ok: true, signed_upload_url: 'somewhere' })
    service.inject({ method: 'CreateCacheEntry', answer: { status: 200, body }, count: 2 })
    expect(await store().reserve(NAME, 1, WITHIN_MS)).toMatchObject({ outcome: 'unavailable' })
  })

  it('is waited for no longer than it may take', async () => {
    service.inject({ method: 'GetCacheEntryDownloadURL', answer: 'hang', count: 2 })
    const started = performance.now()
    expect(await store().find(NAME, 300)).toMatchObject({ see: 'unavailable' })
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

  it('is unknown when the answer got lost, because others may have read it', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    service.inject({ method: 'FinalizeCacheEntryUpload', answer: 'reset', count: 2, takesEffect: true })
    expect(await one.publish(NAME, 1, ENTRY, WITHIN_MS)).toEqual({ outcome: 'unknown' })
    expect(await store().find(NAME, WITHIN_MS)).toMatchObject({ see: 'entry' })
  })

  it('never prints a signed address', async () => {
    const one = store()
    await one.reserve(NAME, 1, WITHIN_MS)
    service.inject({ method: 'upload', answer: 'reset', count: 2 })
    const publication = await one.publish(NAME, 1, ENTRY, WITHIN_MS)
    expect(JSON.stringify([publication, said])).not.toMatch(/sig=|sp=w/)
  })
})
