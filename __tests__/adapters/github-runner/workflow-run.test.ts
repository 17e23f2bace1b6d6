import { describe, expect, it } from '@jest/globals'
import { readJobs } from '../../../src/adapters/github-runner/workflow-run.ts'

const RUNNER = { GITHUB_REPOSITORY_ID: '4711', GITHUB_RUN_ID: '99', GITHUB_RUN_ATTEMPT: '2' }

describe('when the runner says which run this is', () => {
  it('shares within one attempt of it', () => {
    expect(readJobs('run', RUNNER)).toEqual({
      share: 'run',
      repositoryId: '4711',
      runId: '99',
      runAttempt: '2',
    })
  })

  it('shares within the repository, whatever the run', () => {
    expect(readJobs('repository', RUNNER)).toEqual({ share: 'repository', repositoryId: '4711' })
    expect(readJobs('repository', { GITHUB_REPOSITORY_ID: '4711' })).toEqual({
      share: 'repository',
      repositoryId: '4711',
    })
  })
})

describe('when nobody says where to look', () => {
  it('looks at the variables of this process', () => {
    expect(readJobs('repository')).toEqual(readJobs('repository', process.env))
  })
})

describe('when the runner does not say it', () => {
  it.each(Object.keys(RUNNER))('names %s, rather than to share with strangers', (missing) => {
    expect(readJobs('run', { ...RUNNER, [missing]: '' })).toEqual({ missing })
  })

  it('needs the repository in any case', () => {
    expect(readJobs('repository', {})).toEqual({ missing: 'GITHUB_REPOSITORY_ID' })
  })
})
