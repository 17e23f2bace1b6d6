import { afterAll, describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { createFixture, first, type Fixture, nodeAction, spoken } from './runner-fixture.ts'
import { type JobFolders, type JobRun } from '../../simulator/runner/types.ts'

const fixture: Fixture = await createFixture()

/** Says which signals it gets, and ends at the one that it was told. */
const STUBBORN = `
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    console.log('got ' + signal)
    if (signal === process.env.INPUT_ENDS) process.exit(9)
  })
}
require('node:fs').appendFileSync(process.env.GITHUB_STATE, 'saved=yes\\n')
console.log('ready')
setInterval(() => {}, 1000)
`

await fixture.write({
  'action.yml': nodeAction({ main: 'main.cjs', post: 'post.cjs' }, '{ ends: {} }'),
  'main.cjs': STUBBORN,
  'post.cjs': "console.log('post ' + process.env.STATE_saved)",
})

afterAll(() => fixture.remove())

async function cancelWhenReady(steps: string): Promise<JobRun> {
  const controller = new AbortController()
  return fixture.runSteps(steps, {
    signal: controller.signal,
    onLine: (_job, line) => {
      if (line === 'ready') controller.abort()
    },
  })
}

/** A process that was killed ends when the kernel comes to it; as a zombie it has no command line. */
async function end(pid: number): Promise<void> {
  const commandLine = (): Promise<string> => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  while ((await commandLine()) !== '') await setTimeout(5)
}

describe('when a run is cancelled', () => {
  it.each([
    ['SIGINT', ['got SIGINT']],
    ['SIGTERM', ['got SIGINT', 'got SIGTERM']],
    ['nothing', ['got SIGINT', 'got SIGTERM']],
  ])('asks with SIGINT, then SIGTERM, then kills: a step that ends at %s', async (ends, signals) => {
    const job = await cancelWhenReady(`- { uses: octo/fixture@v1, with: { ends: ${ends} } }
- run: echo never
- if: always()
  run: echo "tidy \${{ job.status }}"
- if: cancelled()
  run: echo "told"`)
    expect(spoken(job)).toEqual([
      'ready',
      ...signals,
      '##[error]The operation was canceled.',
      'tidy cancelled',
      'told',
      'Post job cleanup.',
      'post yes',
    ])
    expect(job.conclusion).toBe('cancelled')
    expect(first(job.steps)).toMatchObject({
      conclusion: 'cancelled',
      signal: ends === 'nothing' ? 'SIGKILL' : null,
    })
  })

  it('lets a step go on that asked for it', async () => {
    const job = await cancelWhenReady(`- if: always()
  run: |
    echo ready
    for i in 1 2 3; do sleep 0.05; done
    echo done
- run: echo never`)
    expect(spoken(job)).toEqual(['ready', 'done'])
    expect(job.conclusion).toBe('cancelled')
  })

  it('does not start the jobs that wait, but for those that always run', async () => {
    const controller = new AbortController()
    const { jobs, conclusion } = await fixture.run(
      `on: push
jobs:
  one: { steps: [{ run: 'echo ready; exec sleep 60' }] }
  two: { needs: one, steps: [{ run: exit 0 }] }
  three: { needs: one, if: always(), steps: [{ run: echo never }, { if: always(), run: 'echo \${{ needs.one.result }}' }] }`,
      { signal: controller.signal, onLine: (_job, line) => line === 'ready' && controller.abort() },
    )
    expect(jobs.map((job) => job.conclusion)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(jobs.slice(2).map(spoken)).toEqual([['cancelled']])
    expect(conclusion).toBe('cancelled')
  })
})

describe('when time is up', () => {
  it('fails the step, and the job goes on with what asks for it', async () => {
    const job = await fixture.runSteps(
      `- { uses: octo/fixture@v1, timeout-minutes: 5, with: { ends: SIGINT } }
- if: failure()
  run: echo mended`,
      { minuteMs: 100 },
    )
    expect(job.log).toContain("##[error]The action 'Run octo/fixture@v1' has timed out after 5 minutes.")
    expect(spoken(job).slice(-3)).toEqual(['mended', 'Post job cleanup.', expect.stringMatching(/^post /)])
    expect(job.conclusion).toBe('failure')
  })

  it('cancels the job, and posts still run', async () => {
    const { jobs } = await fixture.run(
      `on: push
jobs:
  job:
    timeout-minutes: 5
    steps: [{ uses: octo/fixture@v1, with: { ends: SIGINT } }]`,
      { minuteMs: 100 },
    )
    const job = first(jobs)
    expect(job).toMatchObject({ conclusion: 'cancelled', reason: 'timeout' })
    expect(spoken(job).at(-1)).toMatch(/^post /)
    expect(job.annotations.map(({ message }) => message)).toContain(
      'The job running on runner Simulated runner has exceeded the maximum execution time of 5 minutes.',
    )
  })
})

describe('when a step leaves a process behind', () => {
  const onLinux = process.platform === 'linux' ? it : it.skip

  onLinux('ends it after all posts, by its tracking id, and says so', async () => {
    const pids: number[] = []
    const job = await fixture.runSteps(
      `- run: |
    sleep 300 < /dev/null > /dev/null 2>&1 &
    RUNNER_TRACKING_ID= sleep 0.001 < /dev/null > /dev/null 2>&1 &
    echo "pid $!"
    echo "left $(jobs -p | head -1)"
- run: echo next`,
      {
        onLine: (_job, line) => {
          const pid = /^left (\d+)$/.exec(line)?.[1]
          if (pid !== undefined) pids.push(Number(pid))
        },
      },
    )
    const pid = first(pids)
    expect(job.log.at(-1)).toBe(`Terminate orphan process: pid (${pid}) (sleep)`)
    await end(pid)
    expect(job.conclusion).toBe('success')
  })

  it('waits for the pipes that it holds, but not for ever', async () => {
    const job = await fixture.runSteps('- run: (sleep 300; echo late) & echo now', {
      cancelDelays: { pipesMs: 300 },
    })
    const { startedAt, endedAt, conclusion } = first(job.steps)
    expect(first(spoken(job))).toBe('now')
    expect(conclusion).toBe('success')
    expect(endedAt - startedAt).toBeGreaterThanOrEqual(290)
  })
})

describe('when a job is over', () => {
  it('has shown its folders once more and then removed them', async () => {
    const seen: JobFolders[] = []
    await fixture.runSteps('- run: echo kept > "$RUNNER_TEMP/file"; echo home > ~/file', {
      beforeCleanUp: (_job, folders) => {
        seen.push(folders)
        expect(readFileSync(`${folders.temp}/file`, 'utf8')).toBe('kept\n')
        expect(readFileSync(`${folders.home}/file`, 'utf8')).toBe('home\n')
      },
    })
    expect(existsSync(first(seen).root)).toBe(false)
  })

  it('says which processes it started, with arguments and environment', async () => {
    const job = await fixture.runSteps('- { run: exit 0, env: { A: b } }')
    expect(job.processes).toMatchObject([
      { step: 'Run exit 0', phase: 'main', argv: [expect.stringMatching(/bash$/), '-e', expect.any(String)] },
    ])
    expect(first(job.processes).environment).toMatchObject({ A: 'b', GITHUB_ACTIONS: 'true' })
  })
})
