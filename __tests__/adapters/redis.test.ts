import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { redisStore } from '../../src/adapters/redis.ts'
import { parseRedisUrl, type RedisTarget } from '../../src/settings/redis-url.ts'
import type { TokenStore } from '../../src/sharing/token-store.ts'
import { ActionError } from '../../src/core/errors.ts'
import { thrownBy } from '../support/genesys.ts'
import { freePort, noRedis, startRedis, type RedisServer } from '../support/redis-server.ts'

const WITHIN_MS = 4_000
const PASSWORD = 'p@ss/w:rd?#%'
const withRedis = noRedis === undefined ? describe : describe.skip
const ENTRY = { sealed: 'sealed', usefulForMs: 60_000, beforeVisible: () => undefined }

function target(url: string): RedisTarget {
  const parsed = parseRedisUrl(url)
  if ('mistake' in parsed) throw new Error(parsed.mistake)
  return parsed
}

const storeAt = (url: string, signal = new AbortController().signal): TokenStore =>
  redisStore(target(url), signal)

let nameCount = 0
const newName = (): string => `gc-oauth-action-test-${nameCount++}`

if (noRedis !== undefined) it.todo(`talks to a real Redis: ${noRedis}`)

withRedis('when there is a Redis', () => {
  let server: RedisServer
  let store: TokenStore
  const cli = (...words: string[]): string =>
    execFileSync('redis-cli', ['-p', String(server.port), ...words], { encoding: 'utf8' }).trim()

  beforeAll(async () => {
    server = await startRedis()
    store = storeAt(`redis://127.0.0.1:${server.port}`)
  })
  afterAll(() => server.stop())

  it('finds nothing where nothing was published', async () => {
    expect(await store.find(newName(), WITHIN_MS)).toEqual({ see: 'nothing' })
    expect(await store.findGeneration(newName(), 3, WITHIN_MS)).toEqual({ see: 'nothing' })
  })

  it('elects one of sixteen that ask at once', async () => {
    const name = newName()
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => store.reserve(name, 1, WITHIN_MS)))
    expect(outcomes.filter(({ outcome }) => outcome === 'won')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'taken')).toHaveLength(15)
  })

  it('gives a reservation back after a minute', async () => {
    const name = newName()
    await store.reserve(name, 1, WITHIN_MS)
    const leftMs = Number(cli('PTTL', `{${name}}:1:reserved`))
    expect(leftMs).toBeGreaterThan(50_000)
    expect(leftMs).toBeLessThanOrEqual(60_000)
  })

  it('does not elect anybody once the entry is there, even when the reservation has run out', async () => {
    const name = newName()
    await store.reserve(name, 1, WITHIN_MS)
    await store.publish(name, 1, ENTRY, WITHIN_MS)
    cli('DEL', `{${name}}:1:reserved`)
    expect(await store.reserve(name, 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
  })

  it('shows the newest generation, and each one by its number, with the time of the server', async () => {
    const name = newName()
    for (const generation of [1, 2]) {
      const entry = { ...ENTRY, sealed: `sealed ${generation}` }
      expect(await store.publish(name, generation, entry, WITHIN_MS)).toEqual({ outcome: 'published' })
    }
    const newest = await store.find(name, WITHIN_MS)
    expect(newest).toMatchObject({ see: 'entry', generation: 2, sealed: 'sealed 2' })
    expect(newest.see === 'entry' && Math.abs(newest.storeTime - Date.now())).toBeLessThan(60_000)
    expect(await store.findGeneration(name, 1, WITHIN_MS)).toMatchObject({ sealed: 'sealed 1' })
  })

  it('never changes an entry', async () => {
    const name = newName()
    await store.publish(name, 1, ENTRY, WITHIN_MS)
    const second = await store.publish(name, 1, { ...ENTRY, sealed: 'other' }, WITHIN_MS)
    expect(second).toEqual({ outcome: 'failed', because: 'another job has shared one in the meantime' })
    expect(await store.find(name, WITHIN_MS)).toMatchObject({ sealed: 'sealed' })
  })

  it('lets an entry go when its token is no longer worth sharing, and its reservation with it', async () => {
    const name = newName()
    await store.reserve(name, 1, WITHIN_MS)
    await store.publish(name, 1, { ...ENTRY, usefulForMs: 30_000 }, WITHIN_MS)
    for (const key of [`{${name}}:1`, `{${name}}:1:reserved`]) {
      const leftMs = Number(cli('PTTL', key))
      expect(leftMs).toBeGreaterThan(20_000)
      expect(leftMs).toBeLessThanOrEqual(30_000)
    }
  })

  it('is empty again after the removal', async () => {
    const name = newName()
    await store.reserve(name, 1, WITHIN_MS)
    await store.publish(name, 1, ENTRY, WITHIN_MS)
    await store.remove(name, 1, WITHIN_MS)
    expect(cli('KEYS', `{${name}}*`)).toBe('')
    expect(await store.reserve(name, 1, WITHIN_MS)).toEqual({ outcome: 'won' })
  })

  it('keeps to the database in the URL', async () => {
    const name = newName()
    const third = storeAt(`redis://127.0.0.1:${server.port}/3`)
    await third.publish(name, 1, ENTRY, WITHIN_MS)
    expect(await store.find(name, WITHIN_MS)).toEqual({ see: 'nothing' })
    expect(await third.find(name, WITHIN_MS)).toMatchObject({ see: 'entry' })
  })

  it('is of no use with a database that does not exist, and never writes into another one', async () => {
    const name = newName()
    const nowhere = storeAt(`redis://127.0.0.1:${server.port}/99`)
    expect(await nowhere.reserve(name, 1, WITHIN_MS)).toEqual({
      outcome: 'unavailable',
      because: 'Redis cannot be used: ERR DB index is out of range',
    })
    expect(cli('KEYS', `{${name}}*`)).toBe('')
  })

  it('gives up on a name whose generations run away', async () => {
    expect(await store.reserve(newName(), 17, WITHIN_MS)).toMatchObject({ outcome: 'unavailable' })
  })

  it('leaves no connection behind', async () => {
    await store.find(newName(), WITHIN_MS)
    let clients: string[]
    do {
      await setImmediate()
      clients = cli('CLIENT', 'LIST', 'TYPE', 'normal').split('\n')
    } while (clients.length > 1)
    expect(clients).toEqual([expect.stringContaining('cmd=client|list')])
  })
})

withRedis('when the Redis wants a password', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis({ requirepass: PASSWORD })
  })
  afterAll(() => server.stop())

  const at = (login: string): TokenStore => storeAt(`redis://${login}127.0.0.1:${server.port}`)

  it.each([
    ['a password', `:${encodeURIComponent(PASSWORD)}@`],
    ['a user and password', `default:${encodeURIComponent(PASSWORD)}@`],
  ])('is let in with %s', async (_, login) => {
    expect(await at(login).find(newName(), WITHIN_MS)).toEqual({ see: 'nothing' })
  })

  it.each([
    ['no password', ''],
    ['a wrong password', ':wrong-p4ssword@'],
    ['a wrong user', `nobody:${encodeURIComponent(PASSWORD)}@`],
  ])('is told clearly with %s, and never with the password', async (_, login) => {
    for (const call of [
      () => at(login).find(newName(), WITHIN_MS),
      () => at(login).reserve(newName(), 1, WITHIN_MS),
    ]) {
      const error = await thrownBy(call)
      if (!(error instanceof ActionError)) throw error
      expect(error.code).toBe('REDIS_REFUSED')
      expect(error.message).toMatch(
        /^The Redis in redis-url refused to let this job in \(.*(?:WRONGPASS|NOAUTH|unauthenticated) ?/,
      )
      expect(error.message + error.causes.join()).not.toContain('p4ssword')
    }
  })

  it('keeps the token for the job when the login stops working before it is published', async () => {
    expect(await at(':wrong@').publish(newName(), 1, ENTRY, WITHIN_MS)).toMatchObject({ outcome: 'failed' })
    await expect(at(':wrong@').remove(newName(), 1, WITHIN_MS)).resolves.toBeUndefined()
  })
})

describe('when there is no Redis', () => {
  it('says so', async () => {
    const store = storeAt(`redis://127.0.0.1:${await freePort()}`)
    expect(await store.find('name', WITHIN_MS)).toEqual({
      see: 'unavailable',
      because: expect.stringMatching(/^Redis cannot be used: (?:Error: )?connect ECONNREFUSED/),
    })
    expect(await store.reserve('name', 1, WITHIN_MS)).toMatchObject({ outcome: 'unavailable' })
    expect(await store.publish('name', 1, ENTRY, WITHIN_MS)).toMatchObject({ outcome: 'failed' })
  })
})

describe('when something other than a Redis answers', () => {
  let server: Server
  let greeting: string | undefined
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.on('data', () => {
        if (greeting !== undefined) socket.end(greeting)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const url = (): string => `redis://127.0.0.1:${(server.address() as AddressInfo).port}`

  it.each([
    ['speaks another language', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['hangs up', ''],
  ])('is of no use if it %s', async (_, said) => {
    greeting = said
    expect(await storeAt(url()).find('name', WITHIN_MS)).toMatchObject({ see: 'unavailable' })
  })

  it('is waited for no longer than it may take', async () => {
    greeting = undefined
    expect(await storeAt(url()).find('name', 200)).toEqual({
      see: 'unavailable',
      because: 'Redis cannot be used: no answer within 0.2 s',
    })
  })

  it('does not know of an entry whose answer never came: others may have read it', async () => {
    greeting = undefined
    expect(await storeAt(url()).publish('name', 1, ENTRY, 200)).toEqual({ outcome: 'unknown' })
  })

  it('is not waited for when the step is cancelled', async () => {
    greeting = undefined
    const cancellation = new AbortController()
    const found = storeAt(url(), cancellation.signal).find('name', 60_000)
    cancellation.abort(new Error('cancelled'))
    await expect(found).rejects.toThrow('cancelled')
  })
})
