import { describe, expect, it } from '@jest/globals'
import { readWorkflow } from '../../../src/adapters/github-runner/workflow.ts'

describe('when a step asks where it is', () => {
  it('takes github.com when nobody says anything', () => {
    expect(readWorkflow({})).toEqual({
      apiUrl: 'https://api.github.com',
      serverUrl: 'https://github.com',
      repository: '',
      stepId: undefined,
    })
  })

  it('takes what the runner says, an Enterprise Server included', () => {
    const environment = {
      GITHUB_API_URL: 'https://git.example.com/api/v3',
      GITHUB_SERVER_URL: 'https://git.example.com',
      GITHUB_REPOSITORY: 'octo/demo',
      GITHUB_ACTION: 'rotate',
    }
    expect(readWorkflow(environment)).toEqual({
      apiUrl: 'https://git.example.com/api/v3',
      serverUrl: 'https://git.example.com',
      repository: 'octo/demo',
      stepId: 'rotate',
    })
  })

  it('knows a name that the runner made up for a step without an id', () => {
    expect(readWorkflow({ GITHUB_ACTION: '__org_gc-oauth-action_rotate' }).stepId).toBeUndefined()
  })

  it('looks at the variables of this process unless told otherwise', () => {
    expect(readWorkflow()).toEqual(readWorkflow(process.env))
  })
})
