import { describe, expect } from '@jest/globals'
import { said, theError } from './play.ts'
import { annotationsOf, inWorldsOfTheirOwn, postsOf, sourcesOf, stepsOf } from './shared-world.ts'

const itWith = inWorldsOfTheirOwn()

const alone = (because: string): string => `Not sharing a token: ${because}. Getting one for this job alone.`

describe('when the cache service cannot be used', () => {
  const cases: readonly (readonly [
    string,
    Readonly<Record<string, string>>,
    'no cache service' | undefined,
    string,
  ])[] = [
    [
      'GitHub Enterprise Server',
      {},
      'no cache service',
      'this runner has no cache service of version 2 (GitHub Enterprise Server has none)',
    ],
    ['mode none', { ACTIONS_CACHE_MODE: 'none' }, undefined, 'cache-mode "none" of this job forbids reading'],
    ['mode read', { ACTIONS_CACHE_MODE: 'read' }, undefined, 'cache-mode "read" of this job forbids writing'],
  ]
  for (const [what, env, cacheToken, because] of cases) {
    itWith(`each job gets its own token and revokes it: ${what}`, async (world) => {
      const run = await world.run(
        ({ matrix, token }) => ({ build: matrix(2, [{ ...token(), env }]) }),
        cacheToken === undefined ? {} : { cacheToken },
      )
      expect(run.conclusion).toBe('success')
      expect(sourcesOf(run)).toEqual(['granted', 'granted'])
      for (const step of stepsOf(run)) expect(said(step)[0]).toBe(alone(because))
      for (const post of postsOf(run)) expect(said(post)).toEqual(['The token was revoked.'])
      expect(world.cloud.liveTokens()).toEqual([])
      expect(annotationsOf(run)).toEqual([])
    })
  }

  itWith('each job gets its own token when the token of the runner is read-only', async (world) => {
    const run = await world.run(({ matrix, token }) => ({ build: matrix(2, [token()]) }), {
      cacheToken: { readOnly: true },
    })
    expect(run.conclusion).toBe('success')
    expect(said(stepsOf(run)[0])[0]).toContain('cache write denied')
    expect(world.cloud.liveTokens()).toEqual([])
  })

  itWith('each job gets its own token during an outage, after no more than a moment', async (world) => {
    world.cache.inject({ method: 'GetCacheEntryDownloadURL', answer: { status: 503 }, count: Infinity })
    const run = await world.run(({ matrix, token }) => ({ build: matrix(2, [token()]) }))
    expect(run.conclusion).toBe('success')
    for (const step of stepsOf(run)) {
      expect(said(step)).toContain(alone('the cache service cannot be used (HTTP 503)'))
      expect(step.endedAt - step.startedAt).toBeLessThan(20_000)
    }
    expect(world.cloud.liveTokens()).toEqual([])
  })

  itWith('the leader keeps and revokes a token that it could not publish', async (world) => {
    world.cache.inject({ method: 'upload', answer: { status: 403 }, count: 2 })
    const run = await world.run(({ matrix, token }) => ({ build: matrix(1, [token()]) }))
    expect(said(stepsOf(run)[0]).join('\n')).toContain('The token could not be shared')
    expect(said(postsOf(run)[0])).toEqual(['The token was revoked.'])
    expect(world.cloud.liveTokens()).toEqual([])
  })

  itWith('the last job says that it could not look, and does not fail', async (world) => {
    world.cache.inject({ method: 'GetCacheEntryDownloadURL', answer: { status: 503 }, count: Infinity })
    const run = await world.run(({ last, revoke }) => ({ end: last([], [revoke()]) }))
    expect(run.conclusion).toBe('success')
    expect(stepsOf(run, 'revoke')[0]?.outputs).toEqual({ revoked: 'false' })
    expect(annotationsOf(run)).toEqual([
      'warning: The shared token could not be looked for: the cache service cannot be used (HTTP 503). ' +
        'If there is one, it stays valid until it expires.',
    ])
  })
})

describe('when a job that leads dies', () => {
  itWith(
    'does not cost the others more than half of timeout-seconds, and later jobs find a token',
    async (world) => {
      const cancellation = new AbortController()
      world.cache.inject({ method: 'upload', answer: 'hang', count: 1 })
      // It has the reservation and a token, and no other job can know of either.
      const stop = world.cache.onRequest(({ method }) => method === 'upload' && cancellation.abort())
      const first = await world.run(({ matrix, token }) => ({ dies: matrix(1, [token()]) }), {
        signal: cancellation.signal,
      })
      stop()
      const second = await world.run(({ matrix, token, last }) => ({
        waits: matrix(1, [token({ 'timeout-seconds': '16' })]),
        later: last(['waits'], [token({ 'timeout-seconds': '16' })]),
      }))
      expect(sourcesOf(first)).toEqual(['none'])
      expect(postsOf(first).flatMap(said)).toEqual(['The token was revoked.'])
      expect(stepsOf(second).map(({ outputs }) => outputs['source'])).toEqual(['granted', 'shared'])
      expect(said(stepsOf(second)[0])[0]).toBe(
        'Another job is getting the token that is to be shared; waiting for it.',
      )
    },
  )
})

describe('when the cache service dies while jobs wait for their leader', () => {
  itWith('costs them no more than ten seconds', async (world) => {
    const cancellation = new AbortController()
    world.cache.inject({ method: 'upload', answer: 'hang', count: 1 })
    const stop = world.cache.onRequest(({ method }) => method === 'upload' && cancellation.abort())
    await world.run(({ matrix, token }) => ({ dies: matrix(1, [token()]) }), {
      signal: cancellation.signal,
    })
    stop()
    const died = world.cache.onRequest(({ method }) => {
      if (method !== 'CreateCacheEntry') return
      died()
      world.cache.inject({ method: 'GetCacheEntryDownloadURL', answer: 'reset', count: Infinity })
    })
    const run = await world.run(({ matrix, token }) => ({ waits: matrix(1, [token()]) }))
    const [step] = stepsOf(run)
    expect(said(step).find((line) => line.startsWith('Not sharing'))).toMatch(/cannot be used \(.*ECONNRESET/)
    expect((step?.endedAt ?? 0) - (step?.startedAt ?? 0)).toBeLessThan(15_000)
    expect(sourcesOf(run)).toEqual(['granted'])
    expect(world.cloud.liveTokens()).toEqual([])
  })
})

describe('when the cache server is one that people run themselves', () => {
  const itWithTheirs = inWorldsOfTheirOwn({ cache: { make: 'falcondev' } })

  itWithTheirs('elects one of eight jobs, and leaves no token behind', async (world) => {
    const run = await world.run(({ matrix, token, last, revoke }) => ({
      build: matrix(8, [token()]),
      end: last(['build'], [revoke()]),
    }))
    expect(sourcesOf(run).filter((source) => source === 'granted')).toEqual(['granted'])
    expect(world.grants()).toBe(1)
    expect(world.cloud.liveTokens()).toEqual([])
  })
})

describe('when the cache service names an address that is none of its own', () => {
  itWith('is not asked there, and the job has a token of its own', async (world) => {
    const body = JSON.stringify({
      ok: true,
      matched_key: 'any',
      signed_download_url: 'http://192.0.2.1/entry?sig=secret',
      signed_upload_url: 'http://192.0.2.1/entry?sig=secret',
    })
    world.cache.inject(
      { method: 'GetCacheEntryDownloadURL', answer: { status: 200, body }, count: Infinity },
      { method: 'CreateCacheEntry', answer: { status: 200, body }, count: Infinity },
    )
    const run = await world.run(({ matrix, token }) => ({ build: matrix(1, [token()]) }))
    expect(sourcesOf(run)).toEqual(['granted'])
    expect(said(stepsOf(run)[0])[0]).toContain('the cache service answered with no usable address')
    expect(world.cloud.liveTokens()).toEqual([])
  })
})

describe('when a repository shares its token', () => {
  const share = { share: 'repository' }

  itWith('is used across runs, and by feature branches from the default branch', async (world) => {
    await world.run(({ matrix, token }) => ({ build: matrix(1, [token(share)]) }), { runId: 1 })
    const second = await world.run(({ matrix, token }) => ({ build: matrix(1, [token(share)]) }), {
      runId: 2,
    })
    const branch = await world.run(({ matrix, token }) => ({ build: matrix(1, [token(share)]) }), {
      runId: 3,
      cacheToken: { scopes: ['refs/heads/feature', 'refs/heads/main'] },
    })
    expect([sourcesOf(second), sourcesOf(branch)]).toEqual([['shared'], ['shared']])
    expect(world.grants()).toBe(1)
  })

  itWith('is not seen by the default branch when a feature branch got it', async (world) => {
    await world.run(({ matrix, token }) => ({ build: matrix(1, [token(share)]) }), {
      cacheToken: { scopes: ['refs/heads/feature', 'refs/heads/main'] },
    })
    await world.run(({ matrix, token }) => ({ build: matrix(1, [token(share)]) }), { runId: 2 })
    expect(world.grants()).toBe(2)
  })

  itWith(
    'is replaced when it has less left than half of its short life, and all are ended in the last job',
    async (world) => {
      world.cloud.inject({ host: 'login', kind: 'fields', fields: { expires_in: 10 } })
      await world.run(({ matrix, token }) => ({ build: matrix(1, [token(share)]) }), { runId: 1 })
      const second = await world.run(
        ({ matrix, token, last, revoke }) => ({
          build: matrix(1, [{ run: 'sleep 6.5' }, token(share)]),
          end: last(['build'], [revoke(share)]),
        }),
        { runId: 2 },
      )
      expect(sourcesOf(second)).toEqual(['granted'])
      expect(world.cloud.liveTokens().length).toBeLessThan(2)
      expect(said(stepsOf(second, 'revoke')[0]).length).toBe(2)
    },
  )

  itWith('does not renew for ever where a token lives for five minutes', async (world) => {
    world.cloud.inject({ host: 'login', kind: 'fields', fields: { expires_in: 299 }, count: Infinity })
    for (const runId of [1, 2, 3]) {
      await world.run(({ matrix, token }) => ({ build: matrix(1, [token(share)]) }), { runId })
    }
    expect(world.grants()).toBe(1)
  })
})

describe('when an entry is replayed from elsewhere', () => {
  itWith('is absent in another run, although the store shows it under the right name', async (world) => {
    await world.run(({ matrix, token }) => ({ build: matrix(1, [token()]) }), { runId: 1 })
    const stolen = world.cache.entries[0]?.content
    await world.run(({ matrix, token }) => ({ build: matrix(1, [token()]) }), { runId: 2 })
    const [, second] = world.cache.entries
    const reader = { repository: 'octo/site', scopes: ['refs/heads/main'] }
    const key = second?.key.replace(/1$/, '2') ?? ''
    world.cache.plant(reader, key, second?.version ?? '', stolen ?? Buffer.alloc(0))
    const run = await world.run(({ matrix, token }) => ({ build: matrix(1, [token()]) }), { runId: 2 })
    expect(sourcesOf(run)).toEqual(['granted'])
    expect(world.grants()).toBe(3)
  })
})

describe('when the settings of sharing are wrong', () => {
  itWith('says everything that is, in one error, before any request', async (world) => {
    const run = await world.run(({ matrix, token }) => ({
      build: matrix(1, [
        token({ share: 'everything', 'redis-url': 'redis://:s3cr3t%zz@x', 'min-validity-seconds': 'long' }),
      ]),
    }))
    const [step] = stepsOf(run)
    if (step === undefined) throw new Error('no step')
    const error = theError(step)
    for (const name of ['share is "everything"', 'redis-url has a %', 'min-validity-seconds is "long"']) {
      expect(error).toContain(name)
    }
    expect(error).not.toContain('s3cr3t')
    expect(world.cloud.requests).toEqual([])
    expect(world.cache.requests).toEqual([])
  })

  itWith('fails the last job too, which fails for nothing else', async (world) => {
    const run = await world.run(({ last, revoke }) => ({ end: last([], [revoke({ share: 'all' })]) }))
    expect(run.conclusion).toBe('failure')
    expect(annotationsOf(run)[0]).toContain('share is "all". It takes none, run or repository.')
  })

  itWith('has nothing to revoke when nothing is shared', async (world) => {
    const run = await world.run(({ last, revoke }) => ({ end: last([], [revoke({ share: 'none' })]) }))
    expect(stepsOf(run, 'revoke')[0]?.outputs).toEqual({ revoked: 'false' })
  })
})
