import { describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runWorkflow } from '../../simulator/runner/run-workflow.ts'
import { type JobRun } from '../../simulator/runner/types.ts'

const root = join(import.meta.dirname, '../..')

/** Runs the workflow that tests the action on GitHub, after a change to one of its texts. */
async function selfTest(before = '', after = ''): Promise<Readonly<Record<string, JobRun>>> {
  const text = await readFile(join(root, '.github/workflows/self-test.yml'), 'utf8')
  expect(text).toContain(before)
  const { jobs } = await runWorkflow({ root, workflow: text.replaceAll(before, after) })
  return Object.fromEntries(jobs.map((job) => [job.name, job]))
}

function conclusions(jobs: Readonly<Record<string, JobRun>>): Record<string, string> {
  return Object.fromEntries(Object.entries(jobs).map(([name, { conclusion }]) => [name, conclusion]))
}

describe('when the action does what it should', () => {
  it('passes, having granted and revoked a token where it should', async () => {
    const jobs = await selfTest()
    expect(conclusions(jobs)).toEqual({
      'A token on ubuntu-latest': 'success',
      'A token on windows-latest': 'success',
      'A token on macos-latest': 'success',
      'Must fail with a wrong secret': 'success',
      'Must fail with a wrong organization': 'success',
    })
    expect(jobs['A token on ubuntu-latest']?.log).toContain('Of 1 granted tokens 0 are still alive.')
    expect(jobs['Must fail with a wrong secret']?.log).toContain('Of 0 granted tokens 0 are still alive.')
    expect(jobs['Must fail with a wrong organization']?.log).toContain(
      'Of 1 granted tokens 0 are still alive.',
    )
  })
})

describe('when a token is not revoked', () => {
  it('fails', async () => {
    const jobs = await selfTest('export-env: true', 'export-env: true\n          revoke: false')
    expect(conclusions(jobs)).toMatchObject({
      'A token on ubuntu-latest': 'failure',
      'Must fail with a wrong secret': 'success',
    })
  })
})

describe('when a step that must fail does not', () => {
  it('fails', async () => {
    const jobs = await selfTest(
      'organization-id: 00000000-0000-4000-8000-000000000000',
      'organization-id: ""',
    )
    expect(conclusions(jobs)).toMatchObject({
      'A token on ubuntu-latest': 'success',
      'Must fail with a wrong organization': 'failure',
    })
  })
})
