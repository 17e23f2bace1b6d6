/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { createServer as createTlsServer } from 'node:tls'
import type { TokenStore } from '../../../src/sharing/token-store.ts'
import { ActionError } from '../../../src/core/errors.ts'
import { createCertificateAuthority } from '../../../simulator/network/certificates.ts'
import { thrownBy } from '../../support/genesys.ts'
import { freePort, noRedis, startRedis, type RedisServer } from '../../support/redis-server.ts'
import { listen } from '../../support/servers.ts'
import { recordingContext, redisStoreAt, storeRecord } from '../../support/token-stores.ts'

// What every store has to do is in __tests__/sharing/token-store.test.ts.

const WITHIN_MS = 4_000
const PASSWORD = 'p@ss/w:rd?#%'
const withRedis = noRedis === undefined ? describe : describe.skip
const ENTRY = { sealed: 'sealed', usefulForMs: 60_000 }
const MISS = { found: 'miss', storeTime: expect.any(Number) }

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
    store = redisStoreAt(`redis://127.0.0.1:${server.port}`)
  })
  afterAll(() => server.stop())

  it('gives a reservation back after a minute', async () => {
    const name = newName()
    await store.reserve(name, 1, WITHIN_MS)
    const leftMs = Number(cli('PTTL', `{${name}}:1:reserved`))
    expect(leftMs).toBeGreaterThan(50_000)
    expect(leftMs).toBeLessThanOrEqual(60_000)
  })

  it('elects no job once the entry is there, even when the reservation has run out', async () => {
    const name = newName()
    await store.reserve(name, 1, WITHIN_MS)
    await store.publish(name, 1, ENTRY, WITHIN_MS)
    cli('DEL', `{${name}}:1:reserved`)
    expect(await store.reserve(name, 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
  })

  it('says that another job was faster when an entry is there already', async () => {
    const name = newName()
    await store.publish(name, 1, ENTRY, WITHIN_MS)
    const second = await store.publish(name, 1, { ...ENTRY, sealed: 'other' }, WITHIN_MS)
    expect(second).toEqual({ outcome: 'failed', because: 'another job has shared one in the meantime' })
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

  it('leaves nothing behind after the removal', async () => {
    const name = newName()
    await store.reserve(name, 1, WITHIN_MS)
    await store.publish(name, 1, ENTRY, WITHIN_MS)
    await store.remove(name, 1, WITHIN_MS)
    expect(cli('KEYS', `{${name}}*`)).toBe('')
  })

  it('keeps to the database in the URL', async () => {
    const name = newName()
    const third = redisStoreAt(`redis://127.0.0.1:${server.port}/3`)
    await third.publish(name, 1, ENTRY, WITHIN_MS)
    expect(await store.find(name, WITHIN_MS)).toEqual(MISS)
    expect(await third.find(name, WITHIN_MS)).toMatchObject({ found: 'hit' })
  })

  it('is of no use with a database that does not exist, and never writes into another one', async () => {
    const name = newName()
    const nowhere = redisStoreAt(`redis://127.0.0.1:${server.port}/99`)
    expect(await nowhere.reserve(name, 1, WITHIN_MS)).toEqual({
      outcome: 'unavailable',
      because: 'Redis cannot be used: ERR DB index is out of range',
    })
    expect(cli('KEYS', `{${name}}*`)).toBe('')
  })

  it('goes on without the password when none is wanted, and says so', async () => {
    const record = storeRecord()
    const login = redisStoreAt(`redis://:s3cret@127.0.0.1:${server.port}`, recordingContext(record))
    expect(await login.find(newName(), WITHIN_MS)).toEqual(MISS)
    expect(await login.reserve(newName(), 1, WITHIN_MS)).toEqual({ outcome: 'won' })
    expect(record.said).toEqual([
      'The Redis in redis-url wants no password; the one in redis-url is not needed.',
    ])
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

withRedis('when the Redis is full', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  it('refuses what is to be kept, and takes a reservation back all the same', async () => {
    const store = redisStoreAt(`redis://127.0.0.1:${server.port}`)
    const name = newName()
    await store.reserve(name, 1, WITHIN_MS)
    const cli = (...words: string[]): string =>
      execFileSync('redis-cli', ['-p', String(server.port), ...words], { encoding: 'utf8' }).trim()
    cli('CONFIG', 'SET', 'maxmemory', '1')
    expect(await store.publish(name, 1, ENTRY, WITHIN_MS)).toEqual({
      outcome: 'failed',
      // Redis ends this sentence with a full stop, and so does the line that it becomes a part of.
      because: "Redis cannot be used: OOM command not allowed when used memory > 'maxmemory'",
    })
    await store.giveBack(name, 1, WITHIN_MS)
    expect(cli('EXISTS', `{${name}}:1:reserved`)).toBe('0')
  })
})

withRedis('when the Redis wants a password', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis({ requirepass: PASSWORD })
  })
  afterAll(() => server.stop())

  const at = (login: string): TokenStore => redisStoreAt(`redis://${login}127.0.0.1:${server.port}`)

  it.each([
    ['a password', `:${encodeURIComponent(PASSWORD)}@`],
    ['a user and password', `default:${encodeURIComponent(PASSWORD)}@`],
  ])('is let in with %s', async (_, login) => {
    expect(await at(login).find(newName(), WITHIN_MS)).toEqual(MISS)
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
      const error = await refusalOf(call)
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

async function refusalOf(call: () => Promise<unknown>): Promise<ActionError> {
  const error = await thrownBy(call)
  if (!(error instanceof ActionError)) throw error
  expect(error.code).toBe('REDIS_REFUSED')
  return error
}

describe('when there is no Redis', () => {
  it('says so', async () => {
    const store = redisStoreAt(`redis://127.0.0.1:${await freePort()}`)
    expect(await store.find('name', WITHIN_MS)).toEqual({
      found: 'unavailable',
      because: expect.stringMatching(/^Redis cannot be used: connect ECONNREFUSED 127\.0\.0\.1:\d+$/),
    })
    expect(await store.reserve('name', 1, WITHIN_MS)).toMatchObject({ outcome: 'unavailable' })
    expect(await store.publish('name', 1, ENTRY, WITHIN_MS)).toMatchObject({ outcome: 'failed' })
  })

  it('says so of a name with several addresses', async () => {
    const store = redisStoreAt(`redis://localhost:${await freePort()}`)
    expect(await store.find('name', WITHIN_MS)).toEqual({
      found: 'unavailable',
      because: expect.stringMatching(/^Redis cannot be used: connect ECONNREFUSED /),
    })
  })
})

describe('when something answers in the place of a Redis', () => {
  let server: Server
  let sockets: Set<Socket>
  let url: string
  /** What is said to each thing that comes in; a test sets it. */
  let answer: (socket: Socket, received: string) => void

  beforeEach(async () => {
    sockets = new Set()
    answer = () => undefined
    server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('data', (data) => answer(socket, data.toString()))
    })
    url = `127.0.0.1:${await listen(server)}`
  })
  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  const says = (text: string): void => {
    answer = (socket) => socket.write(text)
  }

  it.each([
    [
      'speaks another language',
      'HTTP/1.1 400 Bad Request\r\n\r\n',
      'the server does not speak as a Redis does',
    ],
    [
      'answers more than it is asked',
      '$-1\r\n$-1\r\n$-1\r\n$-1\r\n',
      'the server does not answer as a Redis does',
    ],
    ['answers something else', '$-1\r\n$-1\r\n', 'the server does not answer as a Redis does'],
    ['has no time', '*0\r\n*0\r\n', 'the server does not answer as a Redis does'],
    ['pushes', '>1\r\n+hello\r\n', 'the server sent a message that was not asked for'],
    ['promises more than there can be', '*99999999999\r\n', 'the server does not speak as a Redis does'],
  ])('is of no use if it %s', async (_, said, because) => {
    says(said)
    const store = redisStoreAt(`redis://${url}`)
    expect(await store.find('name', WITHIN_MS)).toEqual({
      found: 'unavailable',
      because: `Redis cannot be used: ${because}`,
    })
    expect(await store.reserve('name', 1, WITHIN_MS)).toMatchObject({
      outcome: expect.stringMatching(/unavailable|taken/),
    })
  })

  it('is of no use if it hangs up', async () => {
    answer = (socket) => socket.end()
    expect(await redisStoreAt(`redis://${url}`).find('name', WITHIN_MS)).toEqual({
      found: 'unavailable',
      because: 'Redis cannot be used: the server closed the connection',
    })
  })

  it('is read no further than two megabytes', async () => {
    let sent = 0
    answer = (socket) => {
      const block = Buffer.alloc(64 * 1024, 'x')
      const more = (): void => {
        while (!socket.destroyed && socket.write(block)) sent += block.length
      }
      socket.write('$2147483000\r\n')
      socket.on('drain', more)
      more()
    }
    expect(await redisStoreAt(`redis://${url}`).find('name', 60_000)).toEqual({
      found: 'unavailable',
      because: 'Redis cannot be used: the server sent more than 2097152 bytes',
    })
    expect(sent).toBeLessThan(64 * 1024 * 1024)
  })

  it('is waited for no longer than it may take', async () => {
    expect(await redisStoreAt(`redis://${url}`).find('name', 200)).toEqual({
      found: 'unavailable',
      because: 'Redis cannot be used: no answer within 0.2 s',
    })
  })

  it('leaves open whether an entry is there whose answer never came: others may have read it', async () => {
    expect(await redisStoreAt(`redis://${url}`).publish('name', 1, ENTRY, 200)).toEqual({
      outcome: 'unknown',
    })
  })

  it('is not waited for when the step is cancelled', async () => {
    const cancellation = new AbortController()
    const context = recordingContext(storeRecord(), cancellation.signal)
    const found = redisStoreAt(`redis://${url}`, context).find('name', 60_000)
    cancellation.abort(new Error('cancelled'))
    await expect(found).rejects.toThrow('cancelled')
  })

  it('is told as one that knows no users where it is older than version 6', async () => {
    says("-ERR wrong number of arguments for 'auth' command\r\n")
    const error = await refusalOf(() => redisStoreAt(`redis://me:s3cret@${url}`).find('name', WITHIN_MS))
    expect(error.causes).toEqual([
      'this Redis is older than version 6 and knows no users: leave the user out, rediss://:password@host',
    ])
  })

  it('asks nothing before it is logged in', async () => {
    const received: string[] = []
    answer = (_, text) => received.push(text)
    await redisStoreAt(`redis://me:s3cret@${url}/2`).find('name', 200)
    expect(received).toEqual(['*3\r\n$4\r\nAUTH\r\n$2\r\nme\r\n$6\r\ns3cret\r\n'])
  })
})

describe('when the Redis is behind TLS', () => {
  it('is told which name is meant, and not for an address', async () => {
    const authority = await createCertificateAuthority()
    const { key, cert } = await authority.issue(['localhost', '127.0.0.1'])
    const names: (string | false)[] = []
    const server = createTlsServer({
      key,
      cert,
      SNICallback: (name, done) => {
        names.push(name)
        done(null)
      },
    })
    server.on('tlsClientError', () => undefined)
    const port = await listen(server)
    try {
      for (const host of ['localhost', '127.0.0.1']) {
        expect(await redisStoreAt(`rediss://${host}:${port}`).find('name', WITHIN_MS)).toMatchObject({
          found: 'unavailable',
          because: expect.stringContaining('certificate'),
        })
      }
    } finally {
      server.close()
    }
    await once(server, 'close')
    expect(names).toEqual(['localhost'])
  })
})
