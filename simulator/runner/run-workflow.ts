import { readFile } from 'node:fs/promises'
import { defineFunction, evaluateCondition, type ExpressionFunction } from './expressions.ts'
import { concludeAll, type JobResult, runMatrix } from './matrix.ts'
import { createRunContexts, type RunContexts } from './run-contexts.ts'
import { type Conclusion, type JobReason, type JobRun, type RunOptions, type WorkflowRun } from './types.ts'
import { type JsonObject, WorkflowError } from './values.ts'
import { type JobDefinition, parseWorkflow, type Workflow } from './workflow.ts'

/**
 * Runs a workflow file the way GitHub's runner does: jobs in the order of their `needs`, everything else at the
 * same time, each step as a real process. Rejects only where the file or the options are wrong.
 */
export async function runWorkflow(options: RunOptions): Promise<WorkflowRun> {
  const text =
    options.workflow ?? (options.file === undefined ? undefined : await readFile(options.file, 'utf8'))
  if (text === undefined) throw new WorkflowError('Give either "workflow" or "file".')
  const workflow = parseWorkflow(text, options.file ?? 'workflow')
  const contexts = createRunContexts(workflow, options)
  const started = new Map<string, Promise<JobResult>>()
  const start = (id: string): Promise<JobResult> => {
    const job = workflow.jobs.find((candidate) => candidate.id === id)
    if (job === undefined) throw new WorkflowError(`There is no job ${id}.`)
    const known = started.get(id)
    if (known !== undefined) return known
    const needs = job.needs.map(start)
    const result = Promise.all(needs).then((results) =>
      runOneJob(
        { job, workflow, contexts, options, ancestors: ancestorsOf(job, workflow, started) },
        results,
      ),
    )
    started.set(id, result)
    return result
  }
  const settled = await Promise.allSettled(workflow.jobs.map((job) => start(job.id)))
  const failed = settled.find((outcome) => outcome.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  const results = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  return {
    name: workflow.name ?? 'workflow',
    conclusion: concludeAll(results.map(({ result }) => result)),
    jobs: results.flatMap(({ runs }) => runs),
  }
}

interface JobTask {
  readonly job: JobDefinition
  readonly workflow: Workflow
  readonly contexts: RunContexts
  readonly options: RunOptions
  readonly ancestors: readonly Promise<JobResult>[]
}

async function runOneJob(task: JobTask, needed: readonly JobResult[]): Promise<JobResult> {
  const { job, workflow, contexts, options } = task
  const needs: JsonObject = Object.fromEntries(
    job.needs.map((id, index) => [
      id,
      { result: needed[index]?.result ?? 'skipped', outputs: needed[index]?.outputs ?? {} },
    ]),
  )
  const isCancelled = (): boolean => options.signal?.aborted ?? false
  const before = (await Promise.all(task.ancestors)).map(({ result }) => result)
  const holds = (success: () => boolean): boolean =>
    evaluateCondition(job.condition, {
      contexts: { github: contexts.github, inputs: contexts.inputs, vars: contexts.vars, needs },
      functions: statusFunctions({ success, isCancelled, before }),
    })
  if (!holds(() => !isCancelled() && before.every((result) => result === 'success'))) {
    if (isCancelled()) return withoutRunning(job, { conclusion: 'cancelled' })
    return withoutRunning(job, { conclusion: 'skipped', reason: holds(() => true) ? 'needs' : 'condition' })
  }
  return runMatrix({ job, workflow, contexts, options, needs })
}

interface StatusOfJobs {
  readonly success: () => boolean
  readonly isCancelled: () => boolean
  readonly before: readonly Conclusion[]
}

function statusFunctions({ success, isCancelled, before }: StatusOfJobs): readonly ExpressionFunction[] {
  const none = { min: 0, max: 0 }
  return [
    defineFunction('success', none, success),
    defineFunction('failure', none, () => !isCancelled() && before.includes('failure')),
    defineFunction('cancelled', none, isCancelled),
    defineFunction('always', none, () => true),
  ]
}

/** `success()` and `failure()` of a job ask about every job before it, not only those it names. */
function ancestorsOf(
  job: JobDefinition,
  workflow: Workflow,
  started: ReadonlyMap<string, Promise<JobResult>>,
): readonly Promise<JobResult>[] {
  const found = new Set<string>()
  const visit = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    workflow.jobs.find((candidate) => candidate.id === id)?.needs.forEach(visit)
  }
  job.needs.forEach(visit)
  return [...found].flatMap((id) => started.get(id) ?? [])
}

function withoutRunning(
  job: JobDefinition,
  end: { readonly conclusion: 'cancelled' | 'skipped'; readonly reason?: JobReason },
): JobResult {
  const run: JobRun = {
    id: job.id,
    name: job.name ?? job.id,
    matrix: {},
    ...end,
    outputs: {},
    log: [],
    rawLog: [],
    masks: [],
    annotations: [],
    summary: '',
    steps: [],
    processes: [],
  }
  return { result: end.conclusion, outputs: {}, runs: [run] }
}
