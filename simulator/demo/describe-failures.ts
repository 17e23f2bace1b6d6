import { type JobRun, type StepRun, type WorkflowRun } from '../runner/types.ts'
import { FAILURE_SECTIONS, type Failure } from './failures.ts'

/** How a job ended, and why where a step does not tell; the conclusion may have been painted. */
export function describeJob(
  { name, reason }: Pick<JobRun, 'name' | 'reason'>,
  conclusion: string,
  event: string,
): string {
  const reasons = {
    timeout: 'timeout-minutes',
    condition: `its "if:" is false for this event, ${event}`,
    needs: 'a job that it needs did not succeed',
  }
  return `Job ${name}: ${conclusion}${reason === undefined ? '' : ` (${reasons[reason]})`}`
}

/** What failed, and what can be said of it from here. Nothing after a success. */
export function describeFailures(
  run: Pick<WorkflowRun, 'jobs' | 'conclusion'>,
  failure: Failure | undefined,
): string[] {
  if (run.conclusion === 'success') return []
  const failed = run.jobs.flatMap(({ name: job, steps }) =>
    steps.filter(({ conclusion }) => conclusion === 'failure').map((step) => ({ job, step })),
  )
  const lines = failed.map(({ job, step }) => `Failed: "${step.name}" of job ${job}${whyOf(step)}.`)
  if (failure === undefined || failed.length === 0) return lines
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
