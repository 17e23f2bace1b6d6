import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { noRedis, startRedis, type RedisServer } from '../support/redis-server.ts'
import { listen } from '../support/servers.ts'
import { said } from './play.ts'
import {
  annotationsOf,
  inWorldsOfTheirOwn,
  postsOf,
  sourcesOf,
  stepsOf,
  type SharedWorld,
} from './shared-world.ts'

const itWith = inWorldsOfTheirOwn()

/** Ends the main step of a job of this world as the system does when memory runs out: it gets no word in. */
function killMain({ cache }: SharedWorld): void {
  const read = (pid: string, what: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${what}`, 'utf8')
    } catch {
      // It has ended meanwhile.
      return ''
    }
  }
  const found = readdirSync('/proc').filter(
    (pid) =>
      /^\d+$/.test(pid) &&
      read(pid, 'cmdline').includes('dist/main/index.js') &&
      read(pid, 'environ').includes(`ACTIONS_RESULTS_URL=${cache.url}`),
  )
  expect(found).toHaveLength(1)
  process.kill(Number(found[0]), 'SIGKILL')
}

/** A job that leads and is killed when it finalizes its entry, then a job that shares. */
async function killLeader(
  world: SharedWorld,
  { takesEffect, then = () => undefined }: { takesEffect: boolean; then?: () => void },
): Promise<Awaited<ReturnType<SharedWorld['run']>>> {
  world.cache.inject({ method: 'FinalizeCacheEntryUpload', answer: 'hang', takesEffect })
  const stop = world.cache.onRequest(({ method }) => {
    if (method !== 'FinalizeCacheEntryUpload') return
    stop()
    killMain(world)
    then()
  })
  return world.run(({ matrix, token }) => ({ leads: matrix(1, [token({ 'matrix-size': '1' })]) }))
}

describe('when a leader is killed while it finalizes the shared entry', () => {
  itWith('leaves a token alone that others can see, and they use it', async (world) => {
    const killed = await killLeader(world, { takesEffect: true })
    expect(sourcesOf(killed)).toEqual(['none'])
    expect(postsOf(killed).flatMap(said)).toEqual([
      expect.stringMatching(/^The token is shared with other jobs and was left alone; it expires at \S+Z\.$/),
    ])
    const others = await world.run(({ matrix, token, last, revoke }) => ({
      uses: matrix(2, [token()]),
      end: last(['uses'], [revoke()]),
    }))
    expect(sourcesOf(others)).toEqual(['shared', 'shared'])
    expect(world.grants()).toBe(1)
    expect(stepsOf(others, 'revoke')[0]?.outputs).toEqual({ revoked: 'true' })
    expect(world.cloud.liveTokens()).toEqual([])
  })

  itWith('revokes a token that no job can see', async (world) => {
    const killed = await killLeader(world, { takesEffect: false })
    expect(postsOf(killed).flatMap(said)).toEqual(['The token was revoked.'])
    expect(annotationsOf(killed).filter((line) => line.startsWith('warning'))).toEqual([])
    expect(world.grants()).toBe(1)
    expect(world.cloud.liveTokens()).toEqual([])
  })

  itWith('warns with the expiry when the store does not answer', async (world) => {
    const down = { method: 'GetCacheEntryDownloadURL', answer: { status: 503 }, count: Infinity } as const
    const killed = await killLeader(world, { takesEffect: false, then: () => world.cache.inject(down) })
    expect(annotationsOf(killed).filter((line) => line.startsWith('warning'))).toEqual([
      expect.stringMatching(
        /^warning: The token could not be revoked \(whether other jobs share it is not known: the cache service cannot be used \(HTTP 503\)\)\. It may stay valid until \S+Z\. /,
      ),
    ])
    expect(world.cloud.liveTokens()).toHaveLength(1)
  })
})

if (noRedis !== undefined) it.todo(`looks for an offered token in a real Redis: ${noRedis}`)

const describeWithRedis = noRedis === undefined ? describe : describe.skip

describeWithRedis('when a leader is killed before a Redis tells it that its entry is there', () => {
  let server: RedisServer
  const fronts: Server[] = []
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(async () => {
    for (const front of fronts) front.close()
    await server.stop()
  })

  itWith('leaves the token alone, which the others use', async (world) => {
    const front = createServer((socket) => {
      const redis = connect(server.port, '127.0.0.1')
      for (const end of [socket, redis]) end.on('error', () => undefined)
      socket.on('close', () => redis.destroy())
      redis.pipe(socket)
      socket.on('data', (data) => {
        redis.write(data)
        if (!data.includes('"encrypted"')) return
        redis.unpipe(socket)
        // What has nowhere to go is not read.
        redis.once('data', () => killMain(world)).resume()
      })
    })
    fronts.push(front)
    const url = `redis://127.0.0.1:${await listen(front)}`
    const share = { 'redis-url': url }
    const killed = await world.run(({ matrix, token }) => ({ leads: matrix(1, [token(share)]) }))
    expect(sourcesOf(killed)).toEqual(['none'])
    expect(postsOf(killed).flatMap(said)).toEqual([
      expect.stringMatching(/^The token is shared with other jobs and was left alone; it expires at \S+Z\.$/),
    ])
    const others = await world.run(({ matrix, token, last, revoke }) => ({
      uses: matrix(2, [token(share)]),
      end: last(['uses'], [revoke(share)]),
    }))
    expect(sourcesOf(others)).toEqual(['shared', 'shared'])
    expect(world.cloud.liveTokens()).toEqual([])
  })
})
