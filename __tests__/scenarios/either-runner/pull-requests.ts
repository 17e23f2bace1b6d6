import { describe, expect, it } from '@jest/globals'
import { type JsonObject } from '../../../simulator/runner/values.ts'
import { type RunExample } from '../run-example.ts'

/** The example whose job is skipped where it gets no secrets, and what has to be true of it under any runner. */
export function exampleOfPullRequests(runExample: RunExample): void {
  describe('when examples/pull-requests.yml runs', () => {
    const start = (payload: JsonObject): ReturnType<typeof runExample> =>
      runExample({
        example: 'pull-requests.yml',
        given: ['TOKEN'],
        event: { name: 'pull_request', payload },
      })
    const from = (repository: string): JsonObject => ({
      pull_request: { head: { repo: { full_name: repository } } },
    })

    it('lists the queues for a branch of the repository itself', async () => {
      const { faults, requests } = await start(from('octo/demo'))
      expect(faults).toEqual([])
      expect(requests.filter((line) => line.includes('/routing/queues'))).toHaveLength(1)
    })

    it('lists the queues on a push', async () => {
      const { faults, requests } = await runExample({
        example: 'pull-requests.yml',
        given: ['TOKEN'],
        event: { name: 'push' },
      })
      expect(faults).toEqual([])
      expect(requests).toHaveLength(4)
    })

    it('is skipped for a fork, and nothing is red', async () => {
      const { run, requests } = await start(from('stranger/demo'))
      expect(run.jobs.filter(({ conclusion }) => conclusion !== 'skipped')).toEqual([])
      expect(run.conclusion).not.toBe('failure')
      expect(requests).toEqual([])
    })

    it('is skipped for Dependabot', async () => {
      const { run, requests } = await runExample({
        example: 'pull-requests.yml',
        // The simulated runner takes the owner for the actor.
        repository: 'dependabot[bot]/demo',
        event: { name: 'pull_request', payload: from('dependabot[bot]/demo') },
      })
      expect(run.jobs.filter(({ conclusion }) => conclusion !== 'skipped')).toEqual([])
      expect(requests).toEqual([])
    })
  })
}
