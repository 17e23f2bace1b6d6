import { type JobRun, type StepRun, type WorkflowRun } from '../runner/types.ts'
import { FAILURE_SECTIONS, type Failure } from './failures.ts'

const PAGE = 'docs/troubleshooting.md'

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
  const sections = new Set(failed.flatMap(({ step }) => sectionsIn(step.log)))
  if (failure !== undefined && failed.length > 0) {
    lines.push(`That is what --fail ${failure} looks like: ${PAGE}#${FAILURE_SECTIONS[failure]}`)
    sections.delete(FAILURE_SECTIONS[failure])
  }
  return [...lines, ...[...sections].map((section) => `Read on in ${PAGE}#${section}`)]
}

/** Links of errors lead to the owner's copy on GitHub, where a clone may have none; the page is here, too. */
function sectionsIn(log: readonly string[]): readonly string[] {
  return log.flatMap((line) => {
    const linked = [...line.matchAll(/\/docs\/troubleshooting\.md#([\w-]+)/g)].map(
      ([, section = '']) => section,
    )
    return /"missing\.(?:any\.)?permissions"/.test(line)
      ? [...linked, FAILURE_SECTIONS['missing-role']]
      : linked
  })
}

function whyOf({ log, exitCode }: Pick<StepRun, 'log' | 'exitCode'>): string {
  const missing = log.flatMap((line) => /([\w.-]+): (?:command )?not found$/.exec(line)?.[1] ?? [])
  if (missing[0] !== undefined) return `: this machine has no ${missing[0]}`
  return exitCode === null ? '' : `, with exit code ${exitCode}`
}
