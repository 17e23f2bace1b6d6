import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startCacheService, type CacheService } from '../../simulator/cache-service/cache-service.ts'
import { CLIENT, runExample } from './run-example.ts'

let cache: CacheService
beforeAll(async () => {
  cache = await startCacheService({ lagMs: 200 })
})
afterAll(() => cache.close())

describe('when examples/matrix.yml runs', () => {
  it('makes one grant for four jobs and revokes the token in the last', async () => {
    const { faults, requests, log } = await runExample({
      example: 'matrix.yml',
      cacheService: { url: cache.url, token: cache.issueToken() },
      given: ['TOKEN'],
    })
    expect(faults).toEqual([])
    expect(requests.filter((line) => line.startsWith('POST'))).toEqual([
      `POST /oauth/token 200 as Basic ${CLIENT.id}`,
    ])
    expect(requests.filter((line) => line.includes('/routing/queues'))).toHaveLength(4)
    expect(requests.at(-1)).toBe('DELETE /api/v2/tokens/me 200 as Bearer token-1')
    expect(requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
    expect(log.match(/This job's token was (?:granted|shared)\./g)?.sort()).toEqual([
      "This job's token was granted.",
      ...Array.from({ length: 3 }, () => "This job's token was shared."),
    ])
    expect(log).toContain('Revoked - true.')
  })
})
