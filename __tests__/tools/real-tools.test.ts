import { describe, expect, it } from '@jest/globals'
import { planSuites, tableProblems } from '../../tools/real-tools/plan.ts'
import { type RealTool } from '../../tools/real-tools/tool.ts'

const tool = (name: string, command: string): RealTool => ({
  name,
  needs: [command],
  pins: '',
  install: () => Promise.resolve(),
})
const lint = tool('lint', 'go')
const audit = tool('audit', 'python3')
const sdk = tool('sdk', 'java')
const SUITES = { linters: [lint, audit], audits: [audit], java: [sdk] }

describe('when the machine has everything', () => {
  it('runs every suite and installs each tool once', () => {
    expect(planSuites(SUITES, () => undefined)).toEqual({
      suites: ['linters', 'audits', 'java'],
      tools: [lint, audit, sdk],
      leftOut: [],
    })
  })
})

describe('when the machine lacks something', () => {
  it('runs what it can, and says what is left out and why', () => {
    const lackOf = ({ needs: [command] }: RealTool): string | undefined =>
      command === 'python3' ? undefined : `${command} is not on this machine`
    expect(planSuites(SUITES, lackOf)).toEqual({
      suites: ['audits'],
      tools: [audit],
      leftOut: [
        'The suite linters is left out: go is not on this machine.',
        'The suite java is left out: java is not on this machine.',
      ],
    })
  })
})

describe('when the table of suites and the files differ', () => {
  it('names a suite that would never run, and one without a file', () => {
    expect(tableProblems(['linters', 'gone'], ['linters', 'new'])).toEqual([
      'The suite new is not in suites.ts.',
      'The suite gone has no file.',
    ])
  })
})
