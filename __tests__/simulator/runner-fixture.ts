import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runWorkflow } from '../../simulator/runner/run-workflow.ts'
import { type JobRun, type RunOptions, type WorkflowRun } from '../../simulator/runner/types.ts'

/** A checkout of made-up actions that the tests write, found in workflows as `octo/fixture`. */
export interface Fixture {
  readonly run: (workflow: string, options?: Partial<RunOptions>) => Promise<WorkflowRun>
  /** The same for a workflow of one job, given by its steps. */
  readonly runSteps: (steps: string, options?: Partial<RunOptions>) => Promise<JobRun>
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>
  readonly remove: () => Promise<void>
}

/** Pipes that a child holds are not what most tests are about. */
const QUICK = { afterInterruptMs: 1_000, afterTerminateMs: 1_000, pipesMs: 200 }

export async function createFixture(): Promise<Fixture> {
  const root = await mkdtemp(join(tmpdir(), 'runner-fixture-'))
  const run: Fixture['run'] = (workflow, options = {}) =>
    runWorkflow({
      root,
      workflow,
      localActions: { 'octo/fixture': root },
      cancelDelays: QUICK,
      ...options,
    })
  return {
    run,
    runSteps: async (steps, options) => {
      const workflow = `on: push\njobs:\n  job:\n    steps:\n${indent(steps, 6)}\n`
      const { jobs } = await run(workflow, options)
      return first(jobs)
    },
    write: async (files) => {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), { recursive: true })
        await writeFile(join(root, path), text)
      }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

/** An action.yml for JavaScript files; what is not given is left out. */
export function nodeAction(runs: Readonly<Record<string, string>>, inputs = '{}'): string {
  const lines = Object.entries({ using: 'node24', ...runs }).map(([key, value]) => `  ${key}: ${value}`)
  return ['name: fixture', `inputs: ${inputs}`, 'runs:', ...lines, ''].join('\n')
}

export function first<Item>(items: readonly Item[]): Item {
  const [item] = items
  if (item === undefined) throw new Error('There is nothing here.')
  return item
}

/** Lines of a log that the runner does not add by itself. */
export function spoken({ log }: JobRun): readonly string[] {
  const lines: string[] = []
  let isHeading = false
  for (const line of log) {
    if (line.startsWith('##[group]Run ')) isHeading = true
    else if (line.startsWith('##[endgroup]')) isHeading = false
    else if (!isHeading && line !== 'Cleaning up orphan processes') lines.push(line)
  }
  return lines
}

function indent(text: string, spaces: number): string {
  return text.trim().replaceAll(/^/gm, ' '.repeat(spaces))
}
