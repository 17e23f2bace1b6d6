import { describe, expect, it } from '@jest/globals'
import { workflowFindings } from '../../tools/workflow-rules.ts'

const SHA = '0123456789abcdef0123456789abcdef01234567'

function workflowWith(step: string, permissions = 'permissions: {}'): string {
  return `on: push
${permissions}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - ${step}
`
}

function findings(text: string): string[] {
  return workflowFindings(text).map(({ line, column, message }) => `${line}:${column}: ${message}`)
}

describe('when a workflow keeps the rules', () => {
  it.each([
    `uses: actions/setup-node@${SHA} # v7.0.0`,
    `uses: actions/checkout@${SHA} # v7.0.1\n        with: { persist-credentials: false }`,
    'uses: ./',
    'run: |\n          uses: actions/checkout@v7',
  ])('finds nothing in %j', (step) => {
    expect(findings(workflowWith(step))).toEqual([])
  })
})

describe('when an action is not pinned', () => {
  it.each(['v7', 'main', SHA.slice(1)])('reports @%s', (ref) => {
    expect(findings(workflowWith(`uses: actions/setup-node@${ref} # v7.0.0`))).toEqual([
      `7:15: actions/setup-node@${ref} must be pinned to the 40 digits of a commit`,
    ])
  })

  it.each(['', ' # v7', ' # latest'])('reports a version that reads %j', (comment) => {
    expect(findings(workflowWith(`uses: actions/setup-node@${SHA}${comment}`))).toEqual([
      `7:15: actions/setup-node@${SHA} must be followed by its version, as in # v1.2.3`,
    ])
  })

  it('sees the reusable workflow of a job', () => {
    const text = 'on: push\npermissions: {}\njobs:\n  a:\n    uses: octo/ci/.github/workflows/a.yml@v1\n'
    expect(findings(text)).toEqual([
      '5:11: octo/ci/.github/workflows/a.yml@v1 must be pinned to the 40 digits of a commit',
    ])
  })
})

describe('when a checkout keeps its credentials', () => {
  it('reports it', () => {
    expect(findings(workflowWith(`uses: actions/checkout@${SHA} # v7.0.1`))).toEqual([
      '7:15: actions/checkout must be given persist-credentials: false',
    ])
  })
})

describe('when the permissions at the top are not empty', () => {
  it.each(['', 'permissions: read-all', 'permissions: { contents: read }'])('reports %j', (permissions) => {
    expect(findings(workflowWith('run: "true"', permissions))).toEqual([
      '1:1: must have permissions: {} at the top, so that each job asks for what it needs',
    ])
  })
})

describe('when a file is no workflow', () => {
  it('reports broken YAML where it breaks', () => {
    expect(findings('on: [push\njobs: {}\n')[0]).toMatch(/^\d+:\d+: /)
  })

  it('reports an empty file', () => {
    expect(findings('')).toEqual(['1:1: is no workflow'])
  })
})
