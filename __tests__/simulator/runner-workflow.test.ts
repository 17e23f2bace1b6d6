import { afterAll, describe, expect, it } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFixture, first, type Fixture, spoken } from './runner-fixture.ts'

const fixture: Fixture = await createFixture()

const meetingPoint = await mkdtemp(join(tmpdir(), 'runner-meeting-'))

afterAll(async () => {
  await fixture.remove()
  await rm(meetingPoint, { recursive: true })
})

describe('when a step prints secrets', () => {
  it('masks both streams, headings, annotations and the summary, and keeps the raw lines apart', async () => {
    const job = await fixture.runSteps(
      `- name: Use \${{ secrets.PASSWORD }}
  run: |
    echo "out \${{ secrets.PASSWORD }}"
    echo "err \${{ secrets.PASSWORD }}" >&2
    echo "::error title=T::bad \${{ secrets.PASSWORD }}"
    echo "sum \${{ secrets.PASSWORD }}" >> "$GITHUB_STEP_SUMMARY"`,
      { secrets: { PASSWORD: 'correct horse' } },
    )
    expect([...spoken(job)].sort()).toEqual(['##[error]bad ***', 'err ***', 'out ***'])
    expect(job.log.join('\n')).not.toContain('correct horse')
    expect(job.rawLog).toContain('out correct horse')
    expect(first(job.steps).name).toBe('Use ***')
    expect(job.annotations).toMatchObject([{ level: 'error', message: 'bad ***', title: 'T' }])
    expect(job.summary).toBe('sum ***\n')
  })

  it('masks from add-mask on, on either stream, and not before', async () => {
    const job = await fixture.runSteps(
      `- run: echo before-value
- run: echo "::add-mask::before-value" >&2
- run: echo later before-value`,
    )
    expect(spoken(job)).toEqual(['before-value', 'later ***'])
    expect(job.masks).toEqual(['before-value'])
  })

  it('forgets a mask with its job', async () => {
    const { jobs } = await fixture.run(`on: push
jobs:
  one:
    steps: [{ run: "echo '::add-mask::hidden-here'; echo hidden-here" }]
  two:
    needs: one
    steps: [{ run: 'echo hidden-here' }]`)
    expect(jobs.map(spoken)).toEqual([['***'], ['hidden-here']])
  })

  it('leaves commands alone while they are stopped', async () => {
    const job = await fixture.runSteps(
      `- run: |
    echo "::stop-commands::resume-token"
    echo "::add-mask::visible"
    echo "::resume-token::"
    echo "::add-mask::hidden"
    echo visible hidden`,
    )
    expect(spoken(job)).toEqual(['::stop-commands::***', '::add-mask::visible', '::***::', 'visible ***'])
  })
})

describe('when steps hand things on', () => {
  it('passes outputs, variables and directories to later steps', async () => {
    const job = await fixture.runSteps(
      `- id: make
  run: |
    echo "x=1" >> "$GITHUB_OUTPUT"
    printf 'y<<END\\ntwo\\nlines\\nEND\\n' >> "$GITHUB_OUTPUT"
    echo "SHARED=value" >> "$GITHUB_ENV"
    mkdir "$RUNNER_TEMP/bin"
    printf '#!/bin/sh\\necho tool\\n' > "$RUNNER_TEMP/bin/my-tool"
    chmod +x "$RUNNER_TEMP/bin/my-tool"
    echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"
    echo "own=$SHARED"
- run: |
    echo "$SHARED \${{ env.SHARED }} \${{ steps.make.outputs.x }}"
    echo "$Y"
    my-tool
  env:
    Y: \${{ steps.make.outputs.y }}`,
    )
    expect(spoken(job)).toEqual(['own=', 'value value 1', 'two', 'lines', 'tool'])
    expect(first(job.steps)).toMatchObject({
      outputs: { x: '1', y: 'two\nlines' },
      files: { env: 'SHARED=value\n' },
    })
  })

  it('refuses NODE_OPTIONS and fails for a file that it cannot read', async () => {
    const job = await fixture.runSteps(
      `- run: echo "NODE_OPTIONS=--inspect" >> "$GITHUB_ENV"
- id: bad
  run: printf 'good=1\\nnonsense\\n' >> "$GITHUB_OUTPUT"
- if: always()
  run: echo "[$NODE_OPTIONS] \${{ steps.bad.outputs.good }} \${{ steps.bad.outcome }}"`,
    )
    expect(spoken(job)).toEqual([
      "##[error]Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
      "##[error]Unable to process file command 'output' successfully.",
      "##[error]Invalid format 'nonsense'",
      '[] 1 failure',
    ])
    expect(job.conclusion).toBe('failure')
  })

  it('drops outputs of a step without an id and a job output that holds a secret', async () => {
    const { jobs } = await fixture.run(
      `on: push
jobs:
  one:
    outputs:
      open: \${{ steps.a.outputs.open }}
      secret: \${{ steps.a.outputs.secret }}
    steps:
      - id: a
        run: |
          echo "open=fine" >> "$GITHUB_OUTPUT"
          echo "secret=xx-\${{ secrets.KEY }}" >> "$GITHUB_OUTPUT"
      - run: echo "lost=1" >> "$GITHUB_OUTPUT"
  two:
    needs: one
    steps:
      - run: echo "[\${{ needs.one.outputs.open }}] [\${{ needs.one.outputs.secret }}] \${{ needs.one.result }}"`,
      { secrets: { KEY: 'very-secret' } },
    )
    expect(first(jobs).outputs).toEqual({ open: 'fine' })
    expect(first(jobs).log).toContain("##[warning]Skip output 'secret' since it may contain secret.")
    expect(first(jobs).steps[1]?.outputs).toEqual({})
    expect(jobs.slice(1).map(spoken)).toEqual([['[fine] [] success']])
  })
})

describe('when steps fail', () => {
  it('runs what asks for it, and goes on after continue-on-error', async () => {
    const job = await fixture.runSteps(
      `- id: soft
  continue-on-error: true
  run: exit 4
- run: echo "\${{ steps.soft.outcome }} \${{ steps.soft.conclusion }}"
- run: exit 5
- run: echo never
- if: failure()
  run: echo mended`,
    )
    expect(spoken(job)).toEqual([
      '##[error]Process completed with exit code 4.',
      'failure success',
      '##[error]Process completed with exit code 5.',
      'mended',
    ])
    expect(job.steps.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'success',
      'failure',
      'skipped',
      'success',
    ])
    expect(job.steps.map(({ exitCode }) => exitCode)).toEqual([4, 0, 5, null, 0])
  })

  it('skips the jobs that need them, unless these ask to run', async () => {
    const { jobs, conclusion } = await fixture.run(`on: push
jobs:
  one: { steps: [{ run: exit 1 }] }
  two: { needs: one, steps: [{ run: exit 0 }] }
  three: { needs: two, if: failure(), steps: [{ run: exit 0 }] }
  four: { needs: [one, two], if: always(), steps: [{ run: 'echo \${{ needs.one.result }} \${{ needs.two.result }}' }] }`)
    expect(jobs.map((job) => job.conclusion)).toEqual(['failure', 'skipped', 'success', 'success'])
    expect(jobs.slice(3).map(spoken)).toEqual([['failure skipped']])
    expect(conclusion).toBe('failure')
  })

  it('says why it skipped them', async () => {
    const { jobs } = await fixture.run(`on: push
jobs:
  one: { steps: [{ run: exit 1 }] }
  two: { needs: one, if: "github.event_name == 'push'", steps: [{ run: exit 0 }] }
  three: { needs: one, if: "github.event_name == 'pull_request'", steps: [{ run: exit 0 }] }
  four: { needs: one, if: failure(), steps: [{ run: exit 0 }] }`)
    expect(jobs.map(({ conclusion, reason }) => [conclusion, reason])).toEqual([
      ['failure', undefined],
      ['skipped', 'needs'],
      ['skipped', 'condition'],
      ['success', undefined],
    ])
  })
})

describe('when a job has a matrix', () => {
  it('runs the legs at the same time, each on its own', async () => {
    const { jobs } = await fixture.run(
      `on: push
jobs:
  legs:
    strategy: { matrix: { n: [1, 2] } }
    env: { MEET: '\${{ vars.MEETING_POINT }}' }
    steps:
      - run: |
          touch "$MEET/\${{ matrix.n }}"
          for i in $(seq 200); do [ "$(ls "$MEET" | wc -l)" = 2 ] && break; sleep 0.05; done
          ls "$MEET" | tr '\\n' ' '
          touch only-mine && ls`,
      { vars: { MEETING_POINT: meetingPoint } },
    )
    expect(jobs.map(({ name, matrix, conclusion }) => ({ name, matrix, conclusion }))).toEqual([
      { name: 'legs (1)', matrix: { n: 1 }, conclusion: 'success' },
      { name: 'legs (2)', matrix: { n: 2 }, conclusion: 'success' },
    ])
    expect(jobs.map(spoken)).toEqual([['1 2 only-mine'], ['1 2 only-mine']])
  })

  it('takes it from an earlier job, and stops the other legs when one fails', async () => {
    const { jobs, conclusion } = await fixture.run(`on: push
jobs:
  list:
    outputs: { all: '\${{ steps.a.outputs.all }}' }
    steps: [{ id: a, run: "echo 'all=[{\\"fail\\":true},{\\"fail\\":false}]' >> $GITHUB_OUTPUT" }]
  legs:
    needs: list
    strategy: { matrix: { include: '\${{ fromJSON(needs.list.outputs.all) }}' } }
    steps:
      - run: exit 1
        if: matrix.fail
      - run: exec sleep 60`)
    expect(jobs.map((job) => job.conclusion)).toEqual(['success', 'failure', 'cancelled'])
    expect(conclusion).toBe('failure')
  })
})

describe('when a step chooses how to run', () => {
  it('uses its shell, its folder and the defaults', async () => {
    const { jobs } = await fixture.run(`on: push
defaults: { run: { shell: bash } }
jobs:
  job:
    steps:
      - run: mkdir sub; shopt -o pipefail
      - run: pwd
        working-directory: sub
        shell: sh
      - run: console.log(process.argv.length, process.version.split('.')[0])
        shell: node {0}
      - run: "true"
        shell: nonsense`)
    const lines = spoken(first(jobs))
    expect(lines.slice(0, 3)).toEqual([
      'pipefail       \ton',
      expect.stringMatching(/\/demo\/demo\/sub$/),
      '2 v24',
    ])
    expect(lines[3]).toContain('##[error]Invalid shell option.')
  })

  it('gives it nothing of the machine but what the options say', async () => {
    const job = await fixture.runSteps('- run: env', {
      machineEnvironment: { HTTPS_PROXY: 'http://user:pass-word@proxy:1' },
    })
    const names = job.log.map((line) => line.split('=')[0] ?? '').filter((name) => /^[A-Z_]+$/.test(name))
    expect(names.filter((name) => !/^(GITHUB|RUNNER)_/.test(name)).sort()).toEqual(
      ['CI', 'HOME', 'HTTPS_PROXY', 'LANG', 'PATH', 'PWD', 'SHLVL', 'TMPDIR', '_'].sort(),
    )
    expect(job.log).toContain('HTTPS_PROXY=http://user:***@proxy:1')
    expect(job.log.some((line) => line.startsWith('ACTIONS_'))).toBe(false)
  })
})

describe('when the file asks for what this runner cannot do', () => {
  it.each([
    [
      'jobs: { a: { container: x, steps: [] } }',
      'jobs.a.container: the simulated runner does not support it',
    ],
    ['jobs: { a: { uses: ./x.yml } }', 'jobs.a.uses: the simulated runner does not support it'],
    ['jobs: { a: { steps: [{ uses: some/thing@v1 }] } }', 'uses: some/thing@v1: no such action here'],
    ['jobs: { a: { steps: [{ uses: docker://x }] } }', 'docker is not supported'],
    ['jobs: { a: { steps: [{ name: x }] } }', 'jobs.a.steps[0] must have either "uses" or "run"'],
    ['jobs: { a: { needs: b, steps: [] } }', 'jobs.a.needs names a job that does not exist'],
    ['jobs: [', 'is not valid YAML'],
  ])('says so for %s', async (text, message) => {
    await expect(fixture.run(`on: push\n${text}`)).rejects.toThrow(message)
  })
})

describe('when a workflow has inputs, variables and environments', () => {
  it('gives each its value', async () => {
    const { jobs } = await fixture.run(
      `on:
  workflow_dispatch:
    inputs:
      flag: { type: boolean, default: true }
      word: { default: none }
jobs:
  job:
    environment: production
    steps:
      - run: echo "\${{ inputs.flag && 'on' }} \${{ inputs.word }} \${{ vars.V }} \${{ secrets.S == 'inner-secret' }}"
      - run: echo "on \${{ github.event_name }} \${{ github.ref_name }} \${{ runner.os }}"`,
      {
        inputs: { word: 'given' },
        vars: { V: 'outer' },
        secrets: { S: 'outer-secret' },
        environments: { production: { vars: { V: 'inner' }, secrets: { S: 'inner-secret' } } },
      },
    )
    expect(first(jobs).log.filter((line) => line.startsWith('on '))).toEqual([
      'on given inner true',
      expect.stringMatching(/^on workflow_dispatch main (Linux|macOS)$/),
    ])
  })
})
