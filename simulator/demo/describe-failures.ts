import { type StepRun, type WorkflowRun } from '../runner/types.ts'
import { FAILURE_SECTIONS, type Failure } from './failures.ts'

/** What failed, and what can be said of it from here. Nothing after a success. */
export function describeFailures(
  run: Pick<WorkflowRun, 'jobs' | 'conclusion'>,
  failure: Failure | undefined,
): string[] {
  if (run.conclusion !== 'failure') return []
  const failed = run.jobs.flatMap(({ name: job, steps }) =>
    steps.filter(({ conclusion }) => conclusion === 'failure').map((step) => ({ job, step })),
  )
  const lines = failed.map(({ job, step }) => `Failed: "${step.name}" of job ${job}${whyOf(step)}.`)
  if (failure === undefined) return lines
  return [
    ...lines,
    `That is what --fail ${failure} looks like: docs/troubleshooting.md#${FAILURE_SECTIONS[failure]}`,
  ]
}

function whyOf({ log, exitCode }: Pick<StepRun, 'log' | 'exitCode'>): string {
  const missing = log.flatMap((line) => /([\w.-]+): (?:command )?not found$/.exec(line)?.[1] ?? [])
  if (missing[0] !== undefined) return `: this machine has no ${missing[0]}`
  return exitCode === null ? '' : `, with exit code ${exitCode}`
}
