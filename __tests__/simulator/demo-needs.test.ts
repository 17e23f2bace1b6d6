import { describe, expect, it } from '@jest/globals'
import { describeMissing, findMissing } from '../../simulator/demo/workflow-needs.ts'

const jobWith = (lines: string): string => `on: push\njobs:\n  job:\n${lines}`
const supplies = {
  localActions: { 'org/gc-oauth-action': '/somewhere', '*/anybodys': '/elsewhere' },
  vars: { REGION: 'eu-central-1' },
  secrets: { SECRET: 'x' },
  environments: { test: { vars: { ORGANIZATION: 'id' }, secrets: { TEST_SECRET: 'y' } } },
}
const missing = (text: string): string | undefined =>
  describeMissing(findMissing(text, 'workflow.yml', supplies))

describe('when a workflow is looked at before it runs', () => {
  it.each([
    [
      'has what is supplied, in any letter case',
      '    env: { R: "${{ vars.region }} ${{ secrets.SECRET }}" }',
    ],
    ['has the token of GitHub', '    env: { T: "${{ secrets.GITHUB_TOKEN }}" }'],
    [
      'has what its environment holds',
      '    environment: test\n    env: { O: "${{ vars.ORGANIZATION }}", S: "${{ secrets.TEST_SECRET }}" }',
    ],
    [
      'may have what any environment holds whose name is worked out later',
      '    environment: { name: "${{ inputs.environment }}" }\n    env: { O: "${{ vars.ORGANIZATION }}" }',
    ],
    [
      'has the actions of this repository, those of the workspace and the well-known ones',
      '    steps: [{ uses: org/gc-oauth-action/rotate@v1 }, { uses: ./own }, { uses: actions/checkout@v7 }]',
    ],
    [
      'has an action that is the same for every owner',
      '    steps: [{ uses: acme/anybodys@v1 }, { uses: octo/anybodys/sub@main }]',
    ],
    [
      'can do without what has something to fall back on',
      `    env: { N: "\${{ vars.OTHER || 300 }}", S: "\${{ secrets['A']||'none' }}" }`,
    ],
    ['needs nothing that only looks like a variable', '    env: { R: "${{ env.vars.OTHER }} vars.OTHER" }'],
  ])('%s', (_what, lines) => {
    expect(missing(jobWith(lines))).toBeUndefined()
  })

  it.each([
    [
      'a variable of another environment',
      '    env: { O: "${{ vars.ORGANIZATION }}" }',
      'the variable ORGANIZATION',
    ],
    [
      'a secret that is named as an index, beside others',
      `    env: { S: "\${{ secrets['A'] && secrets.B && secrets.C }}" }`,
      'the secrets A, B and C',
    ],
    ['a variable in a condition without braces', '    if: vars.OTHER', 'the variable OTHER'],
    [
      'an action of others',
      '    steps: [{ uses: octo/b@v1 }, { uses: octo/a/sub@v1 }, { uses: octo/b@v2 }]',
      'the actions octo/a/sub and octo/b',
    ],
    [
      'all sorts of things',
      '    env: { A: "${{ vars.A }}", B: "${{ secrets.B }}" }\n    steps: [{ uses: octo/b@v1 }]',
      'the action octo/b, the variable A and the secret B',
    ],
  ])('needs %s', (_what, lines, expected) => {
    expect(missing(jobWith(lines))).toBe(expected)
  })

  it('needs what stands above the jobs too', () => {
    expect(missing('on: push\nenv: { A: "${{ vars.A }}" }\njobs: {}')).toBe('the variable A')
  })
})
