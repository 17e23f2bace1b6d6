import { afterAll, describe, expect, it } from '@jest/globals'
import { createFixture, first, type Fixture, nodeAction, spoken } from './runner-fixture.ts'

const fixture: Fixture = await createFixture()

/** Says who it is, saves it, and ends as its input `end` says; post reads what main saved. */
const MAIN = `
const { appendFileSync } = require('node:fs')
const env = process.env
const name = env['INPUT_THE-NAME']
console.log('main ' + name + ' [' + env.INPUT_WITH_SPACE + '] [' + env.INPUT_PLAIN + ']')
appendFileSync(env.GITHUB_STATE, 'name=' + name + '\\n')
appendFileSync(env.GITHUB_OUTPUT, 'greeting<<X\\nhello ' + name + '\\nX\\n')
if (env.INPUT_END === 'fail') process.exitCode = 3
if (env.INPUT_END === 'crash') process.kill(process.pid, 'SIGKILL')
`
const POST = `
const { appendFileSync } = require('node:fs')
const env = process.env
console.log('post ' + env.STATE_name + ' ' + (env.INPUT_PLAIN ?? 'none'))
appendFileSync(env.GITHUB_OUTPUT, 'late=1\\n')
if (env.STATE_name === 'bad-post') process.exitCode = 1
`
const INPUTS =
  '{ the-name: { required: true }, plain: { default: "${{ github.job }}" }, with space: {}, end: {} }'

await fixture.write({
  'action.yml': nodeAction({ main: 'main.cjs', post: 'post.cjs' }, INPUTS),
  'main.cjs': MAIN,
  'post.cjs': POST,
  'on-success/action.yml': nodeAction(
    { main: '../main.cjs', post: '../post.cjs', 'post-if': 'success()' },
    INPUTS,
  ),
  'environment/action.yml': nodeAction({ main: 'main.cjs' }),
  'environment/main.cjs':
    "for (const [k, v] of Object.entries(process.env)) if (/^(ACTIONS|GITHUB_ACTION)/.test(k)) console.log(k + '=' + v)",
  'both/action.yml': `
name: both
inputs: { who: { default: nobody } }
outputs: { said: { value: '\${{ steps.say.outputs.said }} by \${{ inputs.who }}' } }
runs:
  using: composite
  steps:
    - id: say
      shell: bash
      run: |
        echo "inside $FROM_OUTSIDE"
        echo "said=hi" >> "$GITHUB_OUTPUT"
    - uses: octo/fixture@v1
      with: { the-name: '\${{ inputs.who }}' }
`,
})

afterAll(() => fixture.remove())

describe('when a step uses a JavaScript action', () => {
  it('gives it inputs with their hyphens, defaults, outputs and state', async () => {
    const job = await fixture.runSteps(`- id: act
  uses: octo/fixture@v1
  with: { The-Name: Ann, with space: x, surplus: 1 }
- run: echo "\${{ steps.act.outputs.greeting }} [\${{ steps.act.outputs.late }}]"`)
    expect(spoken(job)).toEqual([
      "##[warning]Unexpected input(s) 'surplus', valid inputs are ['the-name', 'plain', 'with space', 'end']",
      'main Ann [x] [job]',
      'hello Ann []',
      "##[warning]Unexpected input(s) 'surplus', valid inputs are ['the-name', 'plain', 'with space', 'end']",
      'Post job cleanup.',
      'post Ann job',
    ])
    expect(job.steps.map(({ name, phase, state }) => ({ name, phase, state }))).toEqual([
      { name: 'Run octo/fixture@v1', phase: 'main', state: { name: 'Ann' } },
      { name: 'Run echo "hello Ann []"', phase: 'main', state: {} },
      { name: 'Post Run octo/fixture@v1', phase: 'post', state: { name: 'Ann' } },
    ])
    expect(job.conclusion).toBe('success')
  })

  it('runs posts in reverse order, each with the state of its own main', async () => {
    const job = await fixture.runSteps(`- { uses: octo/fixture@v1, with: { the-name: one } }
- { uses: octo/fixture@v1, with: { the-name: two } }`)
    expect(spoken(job).filter((line) => line.startsWith('post'))).toEqual(['post two job', 'post one job'])
  })

  it.each([
    ['failed', 'fail', 3],
    ['crashed', 'crash', 137],
  ])('runs post although main %s', async (_how, end, exitCode) => {
    const job = await fixture.runSteps(`- { uses: octo/fixture@v1, with: { the-name: x, end: ${end} } }
- { uses: octo/fixture/on-success@v1, with: { the-name: never } }
- { uses: octo/fixture/on-success@v1, if: always(), with: { the-name: unlucky } }`)
    expect(first(job.steps)).toMatchObject({ conclusion: 'failure', exitCode })
    expect(spoken(job).filter((line) => line.startsWith('post'))).toEqual(['post x job'])
  })

  it('fails the job when a post fails, but still runs the others', async () => {
    const job = await fixture.runSteps(`- { uses: octo/fixture@v1, with: { the-name: fine } }
- { uses: octo/fixture@v1, with: { the-name: bad-post } }`)
    expect(job.conclusion).toBe('failure')
    expect(spoken(job).at(-1)).toBe('post fine job')
  })

  it('tells it which action it is, and only it of the cache service', async () => {
    const job = await fixture.runSteps(
      `- uses: octo/fixture/environment@v2
- id: mine
  run: env | grep -E '^(ACTIONS|GITHUB_ACTION)' | sort`,
      { cacheService: { url: 'http://127.0.0.1:9', token: 'runtime-token' } },
    )
    expect([...spoken(job)].sort()).toEqual([
      'ACTIONS_CACHE_SERVICE_V2=True',
      'ACTIONS_RESULTS_URL=http://127.0.0.1:9/',
      'ACTIONS_RUNTIME_TOKEN=***',
      'ACTIONS_RUNTIME_URL=http://127.0.0.1:9/',
      'GITHUB_ACTION=__octo_fixture_environment',
      'GITHUB_ACTION=mine',
      'GITHUB_ACTIONS=true',
      'GITHUB_ACTIONS=true',
      'GITHUB_ACTION_REF=v2',
      'GITHUB_ACTION_REPOSITORY=octo/fixture',
    ])
  })

  it('shows state and debug lines only with step debugging', async () => {
    const steps = '- { uses: octo/fixture@v1, with: { the-name: Ann } }\n- run: echo "::debug::deep"'
    const quiet = await fixture.runSteps(steps)
    const loud = await fixture.runSteps(steps, { debug: true })
    expect(quiet.log.filter((line) => line.includes('[debug]'))).toEqual([])
    expect(loud.log).toEqual(
      expect.arrayContaining(['##[debug]Save intra-action state name = Ann', '##[debug]deep']),
    )
  })
})

describe('when a step uses a composite action', () => {
  it('runs its steps with its inputs, and their posts with those of the job', async () => {
    const job = await fixture.runSteps(`- id: both
  uses: octo/fixture/both@v1
  with: { who: Eve }
  env: { FROM_OUTSIDE: outside }
- run: echo "\${{ steps.both.outputs.said }} [\${{ steps.say.outputs.said }}]"`)
    expect(spoken(job)).toEqual([
      'inside outside',
      'main Eve [] [job]',
      'hi by Eve []',
      'Post job cleanup.',
      'post Eve job',
    ])
  })

  it('fails if one of its scripts names no shell, as on GitHub', async () => {
    await fixture.write({ 'bare/action.yml': 'runs: { using: composite, steps: [{ run: echo hi }] }' })
    const job = await fixture.runSteps('- uses: ./bare')
    expect(spoken(job)).toEqual([expect.stringContaining('a step with "run" needs a "shell"')])
  })
})

describe('when a step uses an action of the workspace or of somebody else', () => {
  it('finds files of the checkout, and calls stand-ins', async () => {
    const job = await fixture.runSteps(
      `- uses: actions/checkout@v5
- uses: ./.github/actions/own
- uses: hashicorp/setup-terraform@v3
  id: terraform
  with: { version: '1' }
- run: cat data.txt; echo "\${{ steps.terraform.outputs.done }} $TF"`,
      {
        workspaceFiles: {
          'data.txt': 'data\n',
          '.github/actions/own/action.yml': nodeAction({ main: 'main.cjs' }),
          '.github/actions/own/main.cjs': "console.log('own action')",
        },
        actions: {
          'hashicorp/setup-terraform': ({ inputs, setOutput, exportVariable, say }) => {
            say('stand-in')
            setOutput('done', `version ${inputs['version'] ?? ''}`)
            exportVariable('TF', 'here')
          },
        },
      },
    )
    expect(spoken(job)).toEqual(['own action', 'stand-in', 'data', 'version 1 here'])
  })
})
