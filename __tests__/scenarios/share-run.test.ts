import { describe, expect } from '@jest/globals'
import { said } from './play.ts'
import {
  annotationsOf,
  inWorldsOfTheirOwn,
  postsOf,
  sourcesOf,
  stepsOf,
  type SharedWorld,
} from './shared-world.ts'

const itWith = inWorldsOfTheirOwn({ cache: { lagMs: 300 } })

const USE = {
  env: { TOKEN: '${{ steps.genesys.outputs.token }}', API: '${{ steps.genesys.outputs.api-url }}' },
  run: 'echo "Authorization: Bearer $TOKEN" | curl --fail --silent --show-error --header @- "$API/api/v2/tokens/me"',
}

describe('when the jobs of a matrix share a token and the last job revokes it', () => {
  itWith('makes one grant, which all jobs use and only the last ends', async (world) => {
    const run = await world.run(({ matrix, token, last, revoke }) => ({
      build: matrix(6, [token(), USE]),
      end: last(['build'], [revoke()]),
    }))
    expect(run.conclusion).toBe('success')
    expect(world.grants()).toBe(1)
    expect(sourcesOf(run)).toEqual(['granted', 'shared', 'shared', 'shared', 'shared', 'shared'])
    expect(new Set(stepsOf(run).map(({ outputs }) => outputs['token'])).size).toBe(1)
    for (const post of postsOf(run)) {
      expect(said(post)).toEqual([
        expect.stringMatching(
          /^The token is shared with other jobs and was left alone; it expires at \S+Z\.$/,
        ),
      ])
    }
    const [end] = stepsOf(run, 'revoke')
    expect(end?.outputs).toEqual({ revoked: 'true' })
    expect(said(end)).toEqual(['The shared token was revoked.'])
    expect(world.cloud.liveTokens()).toEqual([])
    expect(annotationsOf(run)).toEqual([])
  })

  itWith('masks the token in every job before anything is done with it', async (world) => {
    const run = await world.run(({ matrix, token }) => ({ build: matrix(3, [token()]) }))
    const token = world.cloud.tokens()[0]?.value ?? ''
    for (const job of run.jobs) expect(job.masks).toEqual(expect.arrayContaining([token, `Bearer ${token}`]))
  })

  itWith(
    'gives a later job of the same run the token without a request to the token endpoint',
    async (world) => {
      await world.run(({ matrix, token, last }) => ({
        first: matrix(1, [token()]),
        second: last(['first'], [{ run: 'sleep 0.4' }, token(), USE]),
      }))
      expect(world.grants()).toBe(1)
    },
  )
})

describe('when a reusable workflow is called twice in one run', () => {
  itWith(
    'gives each call with a share-key of its own a token that only its own last job ends',
    async (world) => {
      const one = { 'share-key': 'one' }
      const two = { 'share-key': 'two' }
      const run = await world.run(({ matrix, token, last, revoke }) => ({
        first: matrix(2, [token(one)]),
        'first-end': last(['first'], [revoke(one)]),
        second: last(['first-end'], [token(two), USE]),
        third: last(['second'], [token(two), USE]),
        'second-end': last(['third'], [revoke(two)]),
      }))
      expect(run.conclusion).toBe('success')
      expect(world.grants()).toBe(2)
      expect(stepsOf(run, 'revoke').map(({ outputs }) => outputs)).toEqual([
        { revoked: 'true' },
        { revoked: 'true' },
      ])
      expect(world.cloud.liveTokens()).toEqual([])
    },
  )
})

describe('when jobs differ in what the token is for', () => {
  itWith('shares only among those that agree', async (world) => {
    await world.run(({ matrix, token }) => ({
      one: matrix(2, [token()]),
      two: matrix(2, [token({ scope: 'more' })]),
    }))
    expect(world.grants()).toBe(2)
  })
})

describe('when a run is repeated', () => {
  itWith(
    're-running failed jobs is a new attempt with a token of its own, although the old one is revoked',
    async (world) => {
      const jobs: Parameters<SharedWorld['run']>[0] = ({ matrix, token, last, revoke }) => ({
        build: matrix(2, [token(), USE]),
        end: last(['build'], [revoke()]),
      })
      await world.run(jobs)
      const again = await world.run(jobs, { runAttempt: 2 })
      expect(again.conclusion).toBe('success')
      expect(world.grants()).toBe(2)
      expect(world.cloud.liveTokens()).toEqual([])
    },
  )
})

describe('when only the last job is run again', () => {
  itWith('revokes the token of the attempt before, and says which it is', async (world) => {
    await world.run(({ matrix, token }) => ({ build: matrix(2, [token(), USE]) }))
    expect(world.cloud.liveTokens()).toHaveLength(1)
    const again = await world.run(({ last, revoke }) => ({ end: last([], [revoke()]) }), { runAttempt: 3 })
    const [end] = stepsOf(again, 'revoke')
    expect(end?.outputs).toEqual({ revoked: 'true' })
    expect(said(end)).toEqual(['The shared token of attempt 1 was revoked.'])
    expect(world.cloud.liveTokens()).toEqual([])
  })
})

describe('when a job has none to share with', () => {
  itWith('waits for no other', async (world) => {
    const run = await world.run(({ matrix, token }) => ({
      alone: matrix(1, [token({ share: 'none' })]),
      lone: matrix(1, [token()]),
    }))
    const [alone, lone] = ['alone', 'lone'].map((id) => {
      const step = run.jobs.find((job) => job.id === id)?.steps.find((each) => each.id === 'genesys')
      return (step?.endedAt ?? 0) - (step?.startedAt ?? 0)
    })
    expect(lone).toBeLessThan((alone ?? 0) + 1_000)
  })
})

describe('when the revoke job runs first by mistake', () => {
  itWith('finds nothing, and the token that comes later stays alive until it expires', async (world) => {
    const run = await world.run(({ matrix, token, revoke }) => ({
      end: { 'runs-on': 'ubuntu-latest', steps: [revoke()] },
      build: matrix(2, [token(), USE], { needs: ['end'] }),
    }))
    expect(run.conclusion).toBe('success')
    expect(stepsOf(run, 'revoke').map(({ outputs }) => outputs['revoked'])).toEqual(['false'])
    expect(said(stepsOf(run, 'revoke')[0])).toEqual(['There is no shared token; nothing to revoke.'])
    expect(world.cloud.liveTokens()).toHaveLength(1)
  })

  itWith(
    'ends a token in the middle of a run, and the jobs that come later get another one',
    async (world) => {
      const run = await world.run(({ matrix, token, last, revoke }) => ({
        first: matrix(1, [token(), USE]),
        end: last(['first'], [revoke()]),
        second: last(['end'], [token(), USE]),
        third: last(['second'], [{ run: 'sleep 0.4' }, token(), USE]),
      }))
      expect(run.conclusion).toBe('success')
      expect(world.grants()).toBe(2)
      expect(sourcesOf(run)).toEqual(['granted', 'granted', 'shared'])
      const second = run.jobs.find(({ id }) => id === 'second')
      expect(said(second?.steps.find(({ id }) => id === 'genesys'))).toContain(
        'The shared token is no longer valid (revoked, or invalidated by the idle timeout); looking for another.',
      )
    },
  )
})

describe('when two workflows run at once', () => {
  itWith('keeps their tokens apart', async (world) => {
    const runs = await Promise.all(
      [1, 2].map((runId) =>
        world.run(
          ({ matrix, token, last, revoke }) => ({
            build: matrix(2, [token(), USE]),
            end: last(['build'], [revoke()]),
          }),
          { runId },
        ),
      ),
    )
    for (const run of runs) expect(sourcesOf(run)).toEqual(['granted', 'shared'])
    expect(world.grants()).toBe(2)
    expect(world.cloud.liveTokens()).toEqual([])
  })
})

describe('when the run is cancelled half-way', () => {
  itWith('lets the last job revoke what was shared', async (world) => {
    const cancellation = new AbortController()
    const run = await world.run(
      ({ matrix, token, last, revoke }) => ({
        build: matrix(2, [token(), { run: 'echo waiting; sleep 60' }]),
        end: last(['build'], [revoke()]),
      }),
      {
        signal: cancellation.signal,
        cancelDelays: { afterInterruptMs: 100, afterTerminateMs: 100, pipesMs: 100 },
        onLine: (_, line) => {
          if (line === 'waiting') cancellation.abort()
        },
      },
    )
    expect(run.conclusion).toBe('cancelled')
    expect(stepsOf(run, 'revoke').map(({ outputs }) => outputs['revoked'])).toEqual(['true'])
    expect(world.cloud.liveTokens()).toEqual([])
  })
})

describe('when the client is refused', () => {
  itWith(
    'fails in every job with the reason, and none waits for a token that will not come',
    async (world) => {
      const started = performance.now()
      const run = await world.run(({ matrix, token }) => ({ build: matrix(3, [token()]) }), {
        secrets: { CLIENT_SECRET: 'wr0ng-secret-value' },
      })
      expect(run.conclusion).toBe('failure')
      const errors = annotationsOf(run).filter((line) => line.startsWith('error: Genesys Cloud refused'))
      expect(errors).toHaveLength(3)
      expect(performance.now() - started).toBeLessThan(40_000)
    },
  )

  itWith('gives the others their token when only the leader is refused', async (world) => {
    world.cloud.inject({ host: 'login', kind: 'status', status: 403 })
    const run = await world.run(({ matrix, token, last }) => ({
      build: matrix(1, [token()]),
      later: last(['build'], [{ run: 'sleep 0.4' }, token(), USE]),
    }))
    expect(run.jobs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success'])
    const later = run.jobs[1]?.steps.find(({ id }) => id === 'genesys')
    expect(said(later)[0]).toBe(
      'Not sharing a token: the job that was to get it could not. Getting one for this job alone.',
    )
    expect(world.cloud.liveTokens()).toEqual([])
  })
})

describe('when the secret was rotated during the run', () => {
  itWith('treats the entry as absent, and the last job finds nothing under the new secret', async (world) => {
    await world.run(({ matrix, token }) => ({ build: matrix(1, [token()]) }))
    const client = world.cloud.clients()[0]
    world.cloud.setSecret(client?.id ?? '', 'n3w-secret-value-0123')
    const run = await world.run(
      ({ matrix, token, last, revoke }) => ({
        build: matrix(1, [token()]),
        end: last(['build'], [revoke()]),
      }),
      { secrets: { CLIENT_SECRET: 'n3w-secret-value-0123' } },
    )
    expect(sourcesOf(run)).toEqual(['granted'])
    expect(world.cloud.liveTokens()).toHaveLength(1)
  })
})
