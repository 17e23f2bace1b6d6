import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noRedis, startRedis, type RedisServer } from '../support/redis-server.ts'
import { listen } from '../support/servers.ts'
import { ROOT, said, theError } from './play.ts'
import { postsOf, sharedWorld, sourcesOf, stepsOf, type SharedWorld } from './shared-world.ts'

const withRedis = noRedis === undefined ? describe : describe.skip

let world: SharedWorld
beforeEach(async () => {
  world = await sharedWorld()
})
afterEach(() => world.close())

if (noRedis !== undefined) it.todo(`shares over a real Redis that fills up: ${noRedis}`)

withRedis('when the Redis fills up after the leader is elected', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  it('keeps no job waiting: each has a token of its own, and revokes it', async () => {
    const stop = world.cloud.onRequest(({ path }) => {
      if (path !== '/oauth/token') return
      stop()
      execFileSync('redis-cli', ['-p', String(server.port), 'CONFIG', 'SET', 'maxmemory', '1'])
    })
    world.cloud.inject({ host: 'login', kind: 'delay', delayMs: 1_500 })
    const run = await world.run(({ matrix, token }) => ({
      build: matrix(3, [token({ 'redis-url': `redis://127.0.0.1:${server.port}` })]),
    }))
    expect(sourcesOf(run)).toEqual(['granted', 'granted', 'granted'])
    for (const { startedAt, endedAt } of stepsOf(run)) expect(endedAt - startedAt).toBeLessThan(20_000)
    const lines = stepsOf(run).flatMap(said).join('\n')
    expect(lines).toContain("OOM command not allowed when used memory > 'maxmemory'")
    expect(lines).not.toContain('..')
    for (const post of postsOf(run)) expect(said(post)).toEqual(['The token was revoked.'])
    expect(world.cloud.liveTokens()).toEqual([])
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

  it('has a token of its own when answers come out of turn', async () => {
    answer = (socket) => socket.write('$-1\r\n$-1\r\n$-1\r\n$-1\r\n')
    const run = await world.run(({ matrix, token }) => ({
      build: matrix(1, [token({ 'redis-url': `redis://${url}` })]),
    }))
    expect(run.conclusion).toBe('success')
    expect(sourcesOf(run)).toEqual(['granted'])
    expect(said(stepsOf(run)[0])[0]).toBe(
      'Not sharing a token: Redis cannot be used: the server does not answer as a Redis does. Getting one for this job alone.',
    )
    expect(world.cloud.liveTokens()).toEqual([])
  })

  it('has a token of its own, and stays small, when an answer has no end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'endless-'))
    const block = Buffer.alloc(64 * 1024, 'x')
    answer = (socket, received) => {
      if (!received.includes('MGET')) return
      const more = (): void => {
        while (!socket.destroyed && socket.write(block));
      }
      socket.on('drain', more)
      socket.write('$2147483000\r\n')
      more()
    }
    const report = join(folder, 'peak')
    const run = await world.run(({ matrix, token }) => ({
      build: matrix(1, [
        {
          ...token({ 'redis-url': `redis://${url}` }),
          // In quotation marks: Node splits these options at blanks, and a checkout may lie in a folder with one.
          env: { NODE_OPTIONS: `--require="${join(ROOT, 'bench', 'report-peak.cjs')}"`, PEAK_REPORT: report },
        },
        { id: 'peak', run: `echo "kib=$(cat '${report}')" >> "$GITHUB_OUTPUT"` },
      ]),
    }))
    rmSync(folder, { recursive: true })
    expect(sourcesOf(run)).toEqual(['granted'])
    expect(said(stepsOf(run)[0])[0]).toContain('the server sent more than 2097152 bytes')
    const kib = Number(stepsOf(run, 'peak')[0]?.outputs['kib'])
    expect(kib).toBeGreaterThan(20 * 1024)
    expect(kib).toBeLessThan(150 * 1024)
    expect(world.cloud.liveTokens()).toEqual([])
  })

  it('says what is wrong with a user where the Redis knows none, and nothing else on any stream', async () => {
    answer = (socket, received) => {
      socket.write(
        received.includes('AUTH') ? "-ERR wrong number of arguments for 'auth' command\r\n" : '-NOAUTH\r\n',
      )
    }
    const run = await world.run(({ matrix, token }) => ({
      build: matrix(1, [token({ 'redis-url': `redis://me:s3cr3t-word@${url}` })]),
    }))
    const [step] = stepsOf(run)
    if (step === undefined) throw new Error('no step')
    expect(said(step)).toHaveLength(1)
    expect(theError(step)).toContain(
      'Likely causes: this Redis is older than version 6 and knows no users: leave the user out, ' +
        'rediss://:password@host.',
    )
    expect(world.grants()).toBe(0)
  })
})
