import { describe, expect, it } from '@jest/globals'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { play, ROOT } from './play.ts'

describe('when the action lies in a folder with blanks and other signs', () => {
  it('runs from there, with nothing beside it but its own files', async () => {
    const folder = await mkdtemp(join(tmpdir(), "my runner's (work) & more "))
    try {
      for (const path of ['action.yml', 'dist'])
        await cp(join(ROOT, path), join(folder, path), { recursive: true })
      const { run, cloud } = await play({ runner: { localActions: { 'org/gc-oauth-action': folder } } })
      expect(run.conclusion).toBe('success')
      expect(cloud.liveTokens()).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('when each job of a matrix gets a token of its own', () => {
  it('masks and revokes each in its own job', async () => {
    const { run, cloud, leaks } = await play({
      jobs: (action) => ({
        job: {
          'runs-on': 'ubuntu-latest',
          strategy: { matrix: { site: ['a', 'b', 'c'] } },
          steps: [action, { env: { TOKEN: '${{ steps.genesys.outputs.token }}' }, run: 'echo "$TOKEN"' }],
        },
      }),
    })
    expect(run.conclusion).toBe('success')
    expect(cloud.tokens()).toHaveLength(3)
    expect(cloud.liveTokens()).toEqual([])
    expect(run.jobs.map(({ log }) => log.includes('***'))).toEqual([true, true, true])
    expect(leaks).toEqual([])
  })
})

describe('when a workflow tries to hand the token to another job as a job output', () => {
  it('GitHub drops it, as with every secret', async () => {
    const { run } = await play({
      jobs: (action) => ({
        first: {
          'runs-on': 'ubuntu-latest',
          outputs: { token: '${{ steps.genesys.outputs.token }}' },
          steps: [action],
        },
      }),
    })
    expect(run.jobs[0]?.outputs).toEqual({})
    expect(run.jobs[0]?.log.join('\n')).toContain("Skip output 'token' since it may contain secret.")
  })
})
