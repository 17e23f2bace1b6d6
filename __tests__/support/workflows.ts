import { parse, stringify } from 'yaml'
import { blocksOf, filesBelow, readPages, readText, type Block } from './documents.ts'

export interface Step {
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

export interface Job {
  /** Those that call a reusable workflow have none. */
  readonly steps?: readonly Step[]
  readonly uses?: string
  readonly 'timeout-minutes'?: number
}

export interface Workflow {
  readonly permissions?: object
  readonly jobs: Readonly<Record<string, Job>>
}

/** A workflow that people copy from a page or an example. */
export interface DocumentedWorkflow {
  /** `README.md:10` or `examples/curl.yml`, for messages. */
  readonly where: string
  readonly text: string
  readonly workflow: Workflow
  /** Whether it stands there as a whole, and not as a list of steps. */
  readonly isWhole: boolean
}

/** Blocks of Markdown and files of examples/ that hold a workflow; other systems have YAML of their own. */
export function readYamlTexts(): readonly Block[] {
  return [
    ...readPages()
      .flatMap(blocksOf)
      .filter(({ language }) => language === 'yaml'),
    ...filesBelow('examples')
      .filter((path) => path.endsWith('.yml'))
      .map((path) => ({ where: path, language: 'yaml', text: readText(path) }))
      .filter(({ text }) => /^jobs:$/m.test(text)),
  ]
}

/** The same, each as a workflow: a bare list of steps becomes the only job of one. */
export function readWorkflows(): readonly DocumentedWorkflow[] {
  return readYamlTexts().map(({ where, text }) => {
    const value = parse(text) as Workflow | readonly Step[]
    if (!Array.isArray(value)) return { where, text, workflow: value as Workflow, isWhole: true }
    const job = { 'runs-on': 'ubuntu-latest', 'timeout-minutes': 5, steps: value as readonly Step[] }
    const workflow = { on: 'push', permissions: {}, jobs: { job } }
    return { where, text: stringify(workflow), workflow, isWhole: false }
  })
}
