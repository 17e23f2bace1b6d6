import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TokenStore } from '../../src/sharing/token-store.ts'
import { startCacheService, type CacheService } from '../../simulator/cache-service/cache-service.ts'
import { noRedis, startRedis, type RedisServer } from '../support/redis-server.ts'
import { START_MS } from '../support/genesys.ts'
import { memoryStore, stage } from '../support/sharing.ts'
import { cacheStoreOf, recordingContext, redisStoreAt, storeRecord } from '../support/token-stores.ts'

/** A caller may give half of what it has itself. */
const WITHIN_MS = 4_000.5
const ENTRY = { sealed: 'sealed', usefulForMs: 60_000 }

let cache: CacheService
let redis: RedisServer

beforeAll(async () => {
  cache = await startCacheService()
  if (noRedis === undefined) redis = await startRedis()
})
afterAll(async () => {
  await cache.close()
  if (noRedis === undefined) await redis.stop()
})

/** A store to be held against what `TokenStore` promises. */
interface Candidate {
  /** One job's way to the store. */
  readonly job: () => TokenStore
  /** Whether what was put there can be taken away again. */
  readonly canDelete: boolean
  readonly lastGeneration: number
}

const inMemory = memoryStore(stage())

const CANDIDATES: Readonly<Record<string, Candidate>> = {
  'the fake of the other tests': {
    job: () => inMemory,
    canDelete: true,
    lastGeneration: 999_999,
  },
  'the Actions cache service': {
    job: () => cacheStoreOf(cache, recordingContext(storeRecord())),
    canDelete: false,
    lastGeneration: 999_999,
  },
  'a real Redis': {
    job: () => redisStoreAt(`redis://127.0.0.1:${redis.port}`),
    canDelete: true,
    lastGeneration: 16,
  },
}

let names = 0
const newName = (): string => `gc-oauth-action-contract-${names++}`

async function publishAs(job: TokenStore, name: string, generation: number, sealed: string): Promise<void> {
  expect(await job.reserve(name, generation, WITHIN_MS)).toEqual({ outcome: 'won' })
  const publication = await job.publish(name, generation, { ...ENTRY, sealed }, WITHIN_MS)
  expect(publication).toEqual({ outcome: 'published' })
}

for (const [what, { job, canDelete, lastGeneration }] of Object.entries(CANDIDATES)) {
  const describeHere = what === 'a real Redis' && noRedis !== undefined ? describe.skip : describe
  describeHere(`when the store is ${what}`, () => {
    it('misses what was never published, and tells its time', async () => {
      for (const lookup of [
        await job().find(newName(), WITHIN_MS),
        await job().findGeneration(newName(), 3, WITHIN_MS),
      ]) {
        expect(lookup).toEqual({ found: 'miss', storeTime: expect.any(Number) })
      }
    })

    it('elects one of sixteen jobs that ask at once', async () => {
      const name = newName()
      const asked = Array.from({ length: 16 }, () => job().reserve(name, 1, WITHIN_MS))
      const outcomes = (await Promise.all(asked)).map(({ outcome }) => outcome)
      expect(outcomes.sort()).toEqual([...Array.from({ length: 15 }, () => 'taken'), 'won'])
    })

    it('shows nothing of what is only reserved, and keeps it for the job that has it', async () => {
      const name = newName()
      await job().reserve(name, 1, WITHIN_MS)
      expect(await job().find(name, WITHIN_MS)).toMatchObject({ found: 'miss' })
      expect(await job().reserve(name, 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
    })

    it('shows another job what was published, with the time of the store', async () => {
      const name = newName()
      await publishAs(job(), name, 1, 'sealed 1')
      const hit = { found: 'hit', generation: 1, sealed: 'sealed 1' }
      for (const lookup of [
        await job().find(name, WITHIN_MS),
        await job().findGeneration(name, 1, WITHIN_MS),
      ]) {
        expect(lookup).toMatchObject(hit)
        const now = what.startsWith('the fake') ? START_MS : Date.now()
        expect(Math.abs(now - (lookup.found === 'hit' ? lookup.storeTime : 0))).toBeLessThan(60_000)
      }
    })

    it('shows the newest generation, and each one by its number', async () => {
      const name = newName()
      const one = job()
      for (const generation of [1, 2, 10]) await publishAs(one, name, generation, `sealed ${generation}`)
      expect(await job().find(name, WITHIN_MS)).toMatchObject({ generation: 10, sealed: 'sealed 10' })
      expect(await job().findGeneration(name, 2, WITHIN_MS)).toMatchObject({ sealed: 'sealed 2' })
      expect(await job().findGeneration(name, 3, WITHIN_MS)).toMatchObject({ found: 'miss' })
    })

    it('does not mistake an entry for one of a name that begins like it', async () => {
      const name = newName()
      await publishAs(job(), `${name}-x`, 1, 'sealed')
      expect(await job().find(name, WITHIN_MS)).toMatchObject({ found: 'miss' })
    })

    it('never changes an entry, and elects no job once it is there', async () => {
      const name = newName()
      await publishAs(job(), name, 1, 'first')
      expect(await job().reserve(name, 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
      const second = await job().publish(name, 1, { ...ENTRY, sealed: 'second' }, WITHIN_MS)
      expect(second).toMatchObject({ outcome: 'failed' })
      expect(await job().find(name, WITHIN_MS)).toMatchObject({ sealed: 'first' })
    })

    it('numbers no generation beyond what it can find again', async () => {
      const name = newName()
      expect(await job().reserve(name, lastGeneration, WITHIN_MS)).toEqual({ outcome: 'won' })
      expect(await job().reserve(name, lastGeneration + 1, WITHIN_MS)).toEqual({
        outcome: 'unavailable',
        because: expect.stringMatching(/^\w.*\w$/),
      })
    })

    it(
      canDelete ? 'lets another job have what is given back' : 'cannot give back, and does not fail for it',
      async () => {
        const [name, one] = [newName(), job()]
        await one.reserve(name, 1, WITHIN_MS)
        await one.giveBack(name, 1, WITHIN_MS)
        const { outcome } = await job().reserve(name, 1, WITHIN_MS)
        expect(outcome).toBe(canDelete ? 'won' : 'taken')
      },
    )

    it(canDelete ? 'is as new after a removal' : 'cannot remove, and does not fail for it', async () => {
      const [name, one] = [newName(), job()]
      await publishAs(one, name, 1, 'sealed')
      await one.remove(name, 1, WITHIN_MS)
      const { found } = await job().find(name, WITHIN_MS)
      const { outcome } = await job().reserve(name, 1, WITHIN_MS)
      expect([found, outcome]).toEqual(canDelete ? ['miss', 'won'] : ['hit', 'taken'])
    })
  })
}
