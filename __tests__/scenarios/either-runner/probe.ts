import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type JobRun, type WorkflowRun } from '../../../simulator/runner/types.ts'
import { type Runner } from '../run-example.ts'

const FILES = {
  'action.yml':
    'name: probe\ninputs:\n  number:\n    required: true\nruns: {using: node24, main: main.mjs, post: post.mjs}\n',
  'main.mjs': `
    import { appendFileSync } from 'node:fs'
    const { GITHUB_STATE, GITHUB_OUTPUT, GITHUB_ENV, INPUT_NUMBER } = process.env
    appendFileSync(GITHUB_STATE, 'note<<END\\nfirst ' + INPUT_NUMBER + '\\nsecond\\nEND\\n')
    appendFileSync(GITHUB_OUTPUT, 'lines<<END\\none = 1\\n\\nthree\\nEND\\n')
    appendFileSync(GITHUB_ENV, 'PROBED=by ' + INPUT_NUMBER + '\\n')
    console.log('::add-mask::very-secret')
    console.log('::add-mask::upper-line%0Alower-line')`,
  'post.mjs': `
    console.log('kept ' + JSON.stringify(process.env.STATE_note))
    console.log('post saw very-secret and ' + process.env.PROBED)`,
}

const WORKFLOW = `
name: What a runner promises
on: push
jobs:
  probe:
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix:
        number: [1, 2]
    steps:
      - id: probe
        uses: octo/probe@v1
        with:
          number: \${{ matrix.number }}
      - env:
          LINES: \${{ steps.probe.outputs.lines }}
        run: |
          echo "got $(printf %s "$LINES" | od -An -c | tr -d ' \\n')"
          echo "variable $PROBED"
          echo 'a very-secret in a line'
          printf 'upper-line\\nlower-line\\n'
      - if: matrix.number == 2
        run: printf 'a line without an end'; exit 3
      - run: echo went on
      - if: failure()
        run: echo looked after it
  after:
    needs: probe
    if: always()
    runs-on: ubuntu-latest
    steps:
      - env:
          RESULT: \${{ needs.probe.result }}
        run: echo "probe ended with $RESULT"
`

/** Where runners differ: GitHub's own does both. */
export interface Rules {
  readonly masksEachLine: boolean
  readonly showsUnendedLines: boolean
}

/** A workflow written to compare runners: what GitHub promises of steps, and what any runner has to keep. */
export function probeOfARunner(runner: Runner, rules: Rules): void {
  describe('when a workflow asks what a runner promises', () => {
    let folder: string
    let run: WorkflowRun
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'probe-'))
      for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
      const localActions = { 'octo/probe': folder }
      const machineEnvironment = { PATH: process.env['PATH'] ?? '' }
      run = await runner({ workflow: WORKFLOW, root: folder, localActions, machineEnvironment })
    })
    afterAll(() => rmSync(folder, { recursive: true }))

    const legs = (): readonly JobRun[] =>
      [1, 2].flatMap((number) => run.jobs.filter(({ matrix }) => matrix['number'] === number))

    it('runs a job for each value of the matrix, and lets one fail without the other', () => {
      expect(legs().map(({ conclusion }) => conclusion)).toEqual(['success', 'failure'])
      expect(run.conclusion).toBe('failure')
    })

    it('skips what comes after a failed step, but not what asks for failures, nor post', () => {
      const lines = legs().map(({ log }) =>
        ['went on', 'looked after it', 'post saw'].filter((text) =>
          log.some((line) => line.startsWith(text)),
        ),
      )
      expect(lines).toEqual([
        ['went on', 'post saw'],
        ['looked after it', 'post saw'],
      ])
    })

    it('keeps state of several lines for post, and variables for every later step', () => {
      for (const [index, { log }] of legs().entries()) {
        expect(log).toContain(`kept ${JSON.stringify(`first ${index + 1}\nsecond`)}`)
        expect(log).toContain(`variable by ${index + 1}`)
        expect(log).toContain(`post saw *** and by ${index + 1}`)
      }
    })

    it('hands on outputs of several lines as they are', () => {
      for (const { log } of legs()) expect(log).toContain(String.raw`got one=1\n\nthree`)
    })

    it('masks what was masked in all later steps of the job', () => {
      for (const { log } of legs()) {
        expect(log).toContain('a *** in a line')
        expect(log.join('\n')).not.toContain('very-secret')
      }
    })

    it('tells later jobs how the matrix ended', () => {
      const after = run.jobs.find(({ id }) => id === 'after')
      expect(after?.conclusion).toBe('success')
      expect(after?.log).toContain('probe ended with failure')
    })

    it(`masks a value of several lines ${rules.masksEachLine ? 'line by line' : 'as a whole only'}`, () => {
      for (const { log } of legs()) {
        expect(log.some((line) => /^(?:upper|lower)-line$/.test(line))).toBe(!rules.masksEachLine)
      }
    })

    it(`${rules.showsUnendedLines ? 'shows' : 'loses'} the last line of a failed step if it has no end`, () => {
      const [, failed] = legs()
      expect(failed?.log.includes('a line without an end')).toBe(rules.showsUnendedLines)
    })
  })
}
