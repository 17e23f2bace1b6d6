import { describe, expect, it } from '@jest/globals'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tokenForms } from '../../src/core/masks.ts'
import { sharedWorld } from './shared-world.ts'
import { CLIENT, play, ROOT, said, theError, type Played } from './play.ts'

const SHORT_LIVED = { clients: [{ ...CLIENT, tokenLifetimeSeconds: 5 }] }
const KEEP = { 'keep-fresh': 'true' }
const CALL =
  'gc-token --header | curl --fail --silent --show-error --header @- --output call.json "$API_URL/api/v2/organizations/me"'
const step = (...lines: string[]): Record<string, unknown> => ({
  env: { API_URL: '${{ vars.API_URL }}' },
  run: lines.join('\n'),
})

const UNTIL_TROUBLE = 'until gc-token status | grep -q "^Trouble"; do sleep 0.2; done'

const envOf = (played: Played, name: string): string =>
  new RegExp(`^${name}<<(.*)\\n(.*)\\n\\1$`, 'm').exec(played.main.files.env)?.[2] ?? ''

/** How many grants a job may make whose agent renews so often: one at the start, one a renewal, one under way at the end. */
const grantsIn = ({ job }: Played, renewedEveryMs: number): number => {
  const times = job.steps.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])
  return 2 + Math.ceil((Math.max(...times) - Math.min(...times)) / renewedEveryMs)
}

/** The environments of all processes that are agents of this machine's tests. */
function agents(): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return /^\d+$/.test(pid) && command.includes(`${ROOT}/dist/agent/index.js`)
        ? [command.replaceAll('\0', ' '), readFileSync(`/proc/${pid}/environ`, 'utf8').replaceAll('\0', '\n')]
        : []
    } catch {
      return []
    }
  })
}

describe('when a step keeps its token fresh', () => {
  it.concurrent(
    'has a live token for later steps when the first one is long dead, and leaves none alive',
    async () => {
      const played = await play({
        cloud: SHORT_LIVED,
        with: KEEP,
        later: [step('sleep 5', CALL, 'gc-token >/dev/null', 'cat call.json')],
      })
      expect(played.run.conclusion).toBe('success')
      expect(played.leaks).toEqual([])
      expect(played.cloud.liveTokens()).toEqual([])
      expect(played.requests.slice(0, 2)).toEqual(['POST /oauth/token 200', 'GET /api/v2/tokens/me 200'])
      expect(played.requests).toContain('GET /api/v2/organizations/me 200')
      expect(said(played.post).join('\n')).toMatch(
        /The agent was stopped; \d tokens that it had got are revoked\./,
      )
      expect(existsSync(envOf(played, 'GC_TOKEN_SOCK'))).toBe(false)
      // Every token that was printed was masked before, with the forms that the runner misses.
      const handedOut = played.cloud.tokens().filter(({ value }) => played.job.masks.includes(value))
      expect(handedOut.length).toBeGreaterThanOrEqual(2)
      for (const { value } of handedOut) {
        expect(tokenForms(value).filter((form) => !played.job.masks.includes(form))).toEqual([])
      }
    },
  )

  it.concurrent(
    'does not hold up the step, and starts the agent with next to nothing of its environment',
    async () => {
      let seen: string[] = []
      const { main, run } = await play({
        with: KEEP,
        runner: {
          machineEnvironment: { FROM_THE_MACHINE: 'is-not-passed-on', HTTPS_PROXY: 'http://proxy.invalid:1' },
          // An agent that held a pipe of the step would hold up the step for so long.
          cancelDelays: { pipesMs: 40_000 },
        },
        later: [step('gc-token status')],
        onRequest: (request) => {
          if (request.includes('preserveIdleTTL')) seen = agents()
        },
      })
      expect(run.conclusion).toBe('success')
      expect(main.endedAt - main.startedAt).toBeLessThan(30_000)
      const environment = seen.join('\n')
      expect(environment).toMatch(/^RUNNER_TRACKING_ID=github_/m)
      expect(environment).toMatch(/^HTTPS_PROXY=/m)
      expect(environment).not.toMatch(/INPUT_|STATE_|FROM_THE_MACHINE|GITHUB_/)
      expect(environment).not.toContain(CLIENT.secret)
    },
  )

  it.concurrent('grants once for fifty steps that ask at the same time', async () => {
    const played = await play({
      cloud: SHORT_LIVED,
      with: KEEP,
      later: [
        step(
          'sleep 2.2',
          'for n in $(seq 50); do (gc-token >token-$n) & done; wait',
          'test "$(cat token-* | wc -l)" = 50; cat token-* | sort -u | wc -l; rm token-*',
        ),
      ],
    })
    expect(played.run.conclusion).toBe('success')
    expect(played.leaks).toEqual([])
    // Tokens of 5 s are said to live for 4, and are renewed at half of that.
    expect(played.cloud.tokens().length).toBeLessThanOrEqual(grantsIn(played, 2_000))
  })

  it.concurrent('leaves tokens alive where nothing is to be revoked', async () => {
    const { cloud, post, run } = await play({
      with: { ...KEEP, revoke: 'false' },
      later: [step('gc-token --renew')],
    })
    expect(run.conclusion).toBe('success')
    expect(cloud.liveTokens()).toHaveLength(2)
    expect(said(post)).toContain('The agent was stopped; its tokens were left valid because revoke is false.')
  })

  it.concurrent('stops the agent when the job is cancelled', async () => {
    const cancellation = new AbortController()
    const { cloud, leaks, run, job } = await play({
      cloud: SHORT_LIVED,
      with: KEEP,
      runner: { signal: cancellation.signal, cancelDelays: { afterInterruptMs: 200, afterTerminateMs: 200 } },
      later: [step('gc-token --renew >/dev/null', CALL, 'sleep 60')],
      onRequest: (request) => {
        if (request.includes('/organizations/me')) cancellation.abort()
      },
    })
    expect(run.conclusion).toBe('cancelled')
    expect(cloud.liveTokens()).toEqual([])
    expect(leaks).toEqual([])
    const trackingId = job.processes[0]?.environment['RUNNER_TRACKING_ID'] ?? 'none'
    expect(agents().filter((environment) => environment.includes(trackingId))).toEqual([])
  })

  it.concurrent('takes the agent along when the step fails afterwards', async () => {
    const played = await play({ with: { ...KEEP, 'organization-id': 'another-organization' } })
    expect(theError(played.main)).toContain('organization')
    expect(played.cloud.liveTokens()).toEqual([])
    expect(envOf(played, 'GC_TOKEN_SOCK')).toBe('')
  })
})

describe('when two steps of a job keep tokens of two clients fresh', () => {
  it.concurrent('asks the latest agent, or the one whose variable is given', async () => {
    const other = {
      ...CLIENT,
      id: 'b-other-client',
      organizationName: 'Octo Test',
      organizationId: 'b-other',
    }
    const { run, job, cloud, leaks } = await play({
      cloud: { clients: [CLIENT, other] },
      jobs: (action) => ({
        job: {
          'runs-on': 'ubuntu-latest',
          steps: [
            { ...action, with: { ...(action['with'] as object), ...KEEP } },
            {
              ...action,
              id: 'test-org',
              with: { ...(action['with'] as object), ...KEEP, 'client-id': other.id },
            },
            step(CALL, 'cat call.json; echo'),
            {
              ...step(CALL, 'cat call.json; echo'),
              env: { API_URL: '${{ vars.API_URL }}', GC_TOKEN_SOCK: '${{ env.GC_TOKEN_SOCK_GENESYS }}' },
            },
            {
              ...step(CALL, 'cat call.json; echo'),
              env: { API_URL: '${{ vars.API_URL }}', GC_TOKEN_SOCK: '${{ env.GC_TOKEN_SOCK_TEST_ORG }}' },
            },
          ],
        },
      }),
    })
    expect(run.conclusion).toBe('success')
    const names = [...job.log.join('\n').matchAll(/"name":"([^"]*)"/g)].map(([, name]) => name)
    expect(names).toEqual(['Octo Test', 'Octo Contact Center', 'Octo Test'])
    expect(cloud.liveTokens()).toEqual([])
    expect(leaks).toEqual([])
  })
})

describe('when a token is shared and kept fresh', () => {
  it.concurrent(
    'serves the shared one first; what the agent grants later is its own, and only that is revoked',
    async () => {
      const world = await sharedWorld({ cloud: { clients: [{ ...CLIENT, tokenLifetimeSeconds: 600 }] } })
      const call = { env: { API_URL: '${{ vars.API_URL }}' }, run: CALL }
      try {
        await world.run(({ matrix, token }) => ({ first: matrix(1, [token()]) }))
        const renewed = { run: 'gc-token --renew >/dev/null' }
        const run = await world.run(({ matrix, token }) => ({
          second: matrix(1, [token(KEEP), call, renewed, call]),
        }))
        expect(run.conclusion).toBe('success')
        const used = world.cloud.requests.filter(({ path }) => path.endsWith('/organizations/me'))
        expect(used.map(({ headers }) => headers['authorization'])).toEqual([
          'Bearer token-1',
          'Bearer token-2',
        ])
        expect(world.cloud.tokens().map(({ state }) => state)).toEqual(['alive', 'revoked'])
      } finally {
        await world.close()
      }
    },
  )
})

describe('when something happens to the agent', () => {
  const KILL =
    'kill -9 $(grep -lz "^RUNNER_TRACKING_ID=$RUNNER_TRACKING_ID" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 | while read p; do grep -qa dist/agent /proc/$p/cmdline && echo $p; done)'

  it.concurrent('killed: gc-token says so, and post revokes what the agent had got', async () => {
    const { cloud, job, post, leaks, run } = await play({
      with: KEEP,
      later: [step('gc-token --renew >/dev/null', KILL, 'gc-token || echo "exit code $?"')],
    })
    expect(run.conclusion).toBe('success')
    const log = job.log.join('\n')
    expect(log).toContain('does not answer (connect ECONNREFUSED')
    expect(log).toContain('#agent-unreachable')
    expect(log).toContain('exit code 1')
    expect(said(post).join('\n')).toMatch(
      /The agent did not answer \(.*\); 1 token that it had got is revoked\./,
    )
    expect(cloud.tokens()).toHaveLength(2)
    expect(cloud.liveTokens()).toEqual([])
    expect(leaks).toEqual([])
  })

  it.concurrent(
    'killed in the middle of a renewal: post revokes what is on record, and warns of what may be besides',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'killed agent '))
      const asked = join(folder, 'asked')
      let posts = 0
      const { cloud, post, run } = await play({
        with: KEEP,
        faults: [{ kind: 'hang', host: 'login', after: 2, takesEffect: true, count: Infinity }],
        onRequest: (request) => {
          if (request.startsWith('POST') && ++posts === 3) writeFileSync(asked, '')
        },
        later: [
          step(
            // New tokens are asked for once in 10 s at most.
            'gc-token --renew >/dev/null; sleep 10.1; gc-token --renew >/dev/null 2>&1 &',
            `until [ -e '${asked}' ]; do sleep 0.1; done`,
            KILL,
          ),
        ],
      })
      rmSync(folder, { recursive: true })
      expect(run.conclusion).toBe('success')
      expect(said(post).join('\n')).toMatch(/did not answer \(.*\); 1 token that it had got is revoked\./)
      expect(said(post)).toContain(
        '::warning::A token request of the agent was unanswered. A token of it may stay valid until it expires.',
      )
      expect(cloud.tokens().map(({ state }) => state)).toEqual(['revoked', 'revoked', 'alive'])
    },
  )

  it.concurrent(
    'stopped: post waits no longer than it said, and revokes what the agent had got',
    async () => {
      const { cloud, post, run } = await play({
        with: KEEP,
        later: [step('gc-token --renew >/dev/null', KILL.replace('-9', '-STOP'))],
      })
      expect(run.conclusion).toBe('success')
      expect(said(post).join('\n')).toMatch(
        /The agent did not answer \(no answer within 14 s; .*\); 1 token that it had got is revoked\./,
      )
      expect(cloud.tokens()).toHaveLength(2)
      expect(cloud.liveTokens()).toEqual([])
    },
  )

  it.concurrent('killed, and a server quotes its token when post wants to revoke it: masked', async () => {
    const { post, leaks, cloud } = await play({
      with: KEEP,
      later: [step('gc-token --renew >/dev/null 2>&1', KILL)],
      onRequest: (request, genesys) => {
        const [first, second] = genesys.tokens()
        // The step's own is revoked first, while the agent is still looked for.
        if (!request.startsWith('DELETE') || first?.state === 'alive') return
        const body = { code: 'not.authorized', message: `no Bearer ${second?.value ?? ''}` }
        genesys.inject({ kind: 'json', status: 403, host: 'api', method: 'DELETE', body })
      },
    })
    expect(said(post).join('\n')).toContain('(1; HTTP 403, not.authorized: no ***, correlation id')
    expect(leaks).toEqual([])
    expect(cloud.liveTokens()).toHaveLength(1)
  })

  it.concurrent('its socket deleted: it makes a new one, and gc-token waits for that', async () => {
    const { run, requests } = await play({ with: KEEP, later: [step('rm "$GC_TOKEN_SOCK"', CALL)] })
    expect(run.conclusion).toBe('success')
    expect(requests).toContain('GET /api/v2/organizations/me 200')
  })

  it.concurrent(
    'its folder deleted: it revokes its tokens and ends, and gc-token says that it is gone',
    async () => {
      const { run, cloud, job, post } = await play({
        with: KEEP,
        later: [
          step(
            'script=$(command -v gc-token); cp "$script" copy',
            'gc-token --renew >/dev/null; rm -r "$(dirname "$GC_TOKEN_SOCK")"; sleep 3',
            'sh ./copy || echo "exit code $?"',
          ),
        ],
      })
      expect(run.conclusion).toBe('success')
      expect(job.log.join('\n')).toContain('exit code 1')
      expect(cloud.liveTokens()).toEqual([])
      expect(said(post).join('\n')).toContain('what it had got is not known')
      expect(said(post).join('\n')).toContain('An agent whose folder is removed revokes its tokens and ends.')
    },
  )

  it.concurrent.each(['HUP', 'TERM', 'INT', 'USR2'])(
    'got SIG%s: it revokes its tokens before it ends',
    async (signal) => {
      const { run, cloud, post } = await play({
        with: { ...KEEP, revoke: 'true' },
        later: [step('gc-token --renew >/dev/null', KILL.replace('-9', `-${signal}`), 'sleep 2')],
      })
      expect(run.conclusion).toBe('success')
      expect(cloud.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(2)
      expect(cloud.liveTokens()).toEqual([])
      expect(said(post).filter((line) => line.startsWith('::warning'))).toEqual([])
    },
  )

  it.concurrent('kept from writing its journal: status and post say so', async () => {
    const { run, cloud, job, post } = await play({
      with: KEEP,
      later: [
        step(
          'folder=$(dirname "$GC_TOKEN_SOCK"); rm "$folder/journal"; mkdir -p "$folder/journal/x" "$folder/journal.outdated/x"',
          'gc-token --renew >/dev/null; gc-token status',
        ),
      ],
    })
    expect(run.conclusion).toBe('success')
    expect(job.log.join('\n')).toMatch(/Its tokens could not be written down for the post step \(E\w+/)
    expect(said(post).join('\n')).toMatch(/The agent could not write its journal \(E\w+/)
    expect(cloud.liveTokens()).toEqual([])
  })

  it.concurrent('not able to look at its token: main and status say so', async () => {
    const { main, job, run } = await play({
      with: KEEP,
      faults: [{ kind: 'status', status: 403, host: 'api', method: 'GET', after: 1, count: Infinity }],
      later: [step('gc-token status')],
    })
    expect(run.conclusion).toBe('success')
    expect(said(main).join('\n')).toMatch(
      /The agent has trouble: The token could not be looked at \(HTTP 403.*\)\./,
    )
    expect(job.log.join('\n')).toMatch(/Trouble since .*: The token could not be looked at \(HTTP 403/)
  })

  it.concurrent(
    'asked from a step with NODE_OPTIONS of its own: answers, and exec passes them on',
    async () => {
      const NODE_OPTIONS = '--require=/nowhere/preload.cjs --no-such-option'
      const { run, job } = await play({
        with: KEEP,
        later: [
          {
            env: { NODE_OPTIONS },
            run: 'gc-token >/dev/null && gc-token exec -- sh -c \'echo "options: $NODE_OPTIONS|$GC_TOKEN_NODE_OPTIONS"\'',
          },
        ],
      })
      expect(run.conclusion).toBe('success')
      expect(job.log.join('\n')).toContain(`options: ${NODE_OPTIONS}|\n`)
    },
  )

  it.concurrent(
    'Genesys Cloud down for three lives: a live token soon after, and never a dead one',
    async () => {
      let recover = (): void => undefined
      const { run, job, cloud } = await play({
        cloud: { clients: [{ ...CLIENT, tokenLifetimeSeconds: 3 }] },
        with: KEEP,
        faults: [{ kind: 'status', status: 503, host: 'login', after: 1, count: Infinity }],
        prepare: (genesys) => {
          recover = () => genesys.clearFaults()
        },
        runner: {
          onLine: (_, line) => {
            if (line === 'three lives are over') recover()
          },
        },
        later: [
          step(
            `${UNTIL_TROUBLE}; sleep 9; gc-token status; echo "three lives are over"`,
            `for n in 1 2 3; do ${CALL}; done`,
            'gc-token status',
          ),
        ],
      })
      expect(run.conclusion).toBe('success')
      expect(job.log.join('\n')).toMatch(/Token: none that is valid\n(?:.*\n)*Trouble since .*HTTP 503/)
      expect(job.log.join('\n')).toContain('All is well.')
      expect(cloud.requests.filter(({ method, status }) => method === 'GET' && status === 401)).toEqual([])
    },
  )

  it.concurrent('replies truncated: tries again', async () => {
    const { run, cloud } = await play({
      with: KEEP,
      faults: [{ kind: 'truncated', host: 'login', after: 1, count: 2 }],
      later: [step('gc-token --renew >/dev/null', CALL)],
    })
    expect(run.conclusion).toBe('success')
    expect(cloud.requests.filter(({ method }) => method === 'POST')).toHaveLength(4)
  })

  it.concurrent(
    'the secret rotated meanwhile: the old token as long as it lives, then a clear error',
    async () => {
      const { job, run } = await play({
        cloud: { clients: [{ ...CLIENT, tokenLifetimeSeconds: 12 }] },
        with: KEEP,
        onRequest: (request, cloud) => {
          if (request.includes('preserveIdleTTL')) cloud.setSecret(CLIENT.id, 'another-one')
        },
        later: [
          step(
            UNTIL_TROUBLE,
            CALL,
            'while gc-token >/dev/null 2>&1; do sleep 0.5; done',
            'gc-token || echo "exit code $?"',
          ),
        ],
      })
      expect(run.conclusion).toBe('success')
      const log = job.log.join('\n')
      expect(log).toContain(
        'gc-token: Genesys Cloud refused the client credentials (HTTP 400, invalid_client',
      )
      expect(log).toContain('its secret was rotated')
      expect(log).toContain('exit code 1')
    },
  )
})

describe('when the organization has an idle timeout', () => {
  it.concurrent('is kept from idling out while nobody uses it', async () => {
    const { run, requests, cloud } = await play({
      cloud: { clients: [CLIENT], idleTimeoutSeconds: 6 },
      with: KEEP,
      later: [step('sleep 13', CALL)],
    })
    expect(run.conclusion).toBe('success')
    expect(cloud.tokens()).toHaveLength(1)
    expect(
      requests.filter((request) => request === 'GET /api/v2/tokens/me 200').length,
    ).toBeGreaterThanOrEqual(4)
    expect(requests.at(-1)).toBe('DELETE /api/v2/tokens/me 200')
  })
})
