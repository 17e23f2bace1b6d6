import { evaluateString, evaluateTemplate, type ExpressionScope } from './expressions.ts'
import { type RunContexts } from './job-context.ts'
import { concludeAll, type JobResult } from './job-result.ts'
import { type JobRequest } from './job-session.ts'
import { runJob } from './job.ts'
import { describeLeg, expandMatrix } from './matrix.ts'
import { type Conclusion, type JobRun, type RunOptions } from './types.ts'
import { type JobDefinition, type Workflow } from './workflow.ts'
import { isMapping, type Json, type JsonObject, mapping } from './yaml-values.ts'

export interface MatrixTask {
  readonly job: JobDefinition
  readonly workflow: Workflow
  readonly contexts: RunContexts
  readonly options: RunOptions
  readonly needs: JsonObject
}

/** Runs a job, or all legs of its matrix at the same time, each with folders and masks of its own. */
export async function runMatrix(task: MatrixTask): Promise<JobResult> {
  const { job, options, needs } = task
  const scope = { contexts: { ...jobContexts(task), needs } }
  const strategy = mapping(evaluateTemplate(job.strategy, scope), `jobs.${job.id}.strategy`)
  const matrix = strategy['matrix']
  const legs = isMapping(matrix) ? expandMatrix(matrix) : [{}]
  const isFailFast = strategy['fail-fast'] !== false
  const limit = Number(strategy['max-parallel'] ?? legs.length)
  const failFast = new AbortController()
  const signals = options.signal === undefined ? [failFast.signal] : [failFast.signal, options.signal]
  const signal = AbortSignal.any(signals)
  const finished: { readonly run: JobRun; readonly mayFail: boolean }[] = []
  const runs = await inParallel(legs, limit, async (leg, index) => {
    const request = createRequest(task, leg, index, { legs: legs.length, limit, isFailFast }, signal)
    const run = await runJob(request)
    const legScope = { contexts: { ...scope.contexts, matrix: leg, strategy: request.strategy } }
    const mayFail = evaluateTemplate(job.continueOnError, legScope) === true
    if (run.conclusion === 'failure' && !mayFail && isFailFast) failFast.abort()
    finished.push({ run, mayFail })
    return run
  })
  const results = finished.map(({ run, mayFail }): Conclusion =>
    mayFail && run.conclusion === 'failure' ? 'success' : run.conclusion,
  )
  // Legs share their names of outputs, and the one that ends last wins.
  const outputs = Object.assign({}, ...finished.map(({ run }) => run.outputs)) as Record<string, string>
  return { result: concludeAll(results), outputs, runs }
}

interface MatrixShape {
  readonly legs: number
  readonly limit: number
  readonly isFailFast: boolean
}

function createRequest(
  task: MatrixTask,
  leg: JsonObject,
  index: number,
  { legs, limit, isFailFast }: MatrixShape,
  signal: AbortSignal,
): JobRequest {
  const { job, workflow, options, needs } = task
  const strategy = {
    'fail-fast': isFailFast,
    'job-index': index,
    'job-total': legs,
    'max-parallel': limit,
  }
  const scope = { contexts: { ...jobContexts(task), needs, matrix: leg, strategy } }
  const name = job.name === undefined ? `${job.id}${describeLeg(leg)}` : evaluateString(job.name, scope)
  return {
    definition: job,
    name,
    matrix: leg,
    strategy,
    needs,
    workflowEnv: workflow.env,
    contexts: withEnvironment(task, scope),
    options,
    signal,
  }
}

function jobContexts({ contexts }: MatrixTask): JsonObject {
  return { github: contexts.github, inputs: contexts.inputs, vars: contexts.vars }
}

/** Secrets and variables of the deployment environment win over those of the repository. */
function withEnvironment({ job, contexts, options }: MatrixTask, scope: ExpressionScope): RunContexts {
  const environment: Json = evaluateTemplate(job.environment, scope)
  const name = isMapping(environment) ? environment['name'] : environment
  const settings = typeof name === 'string' ? options.environments?.[name] : undefined
  return {
    ...contexts,
    secrets: { ...contexts.secrets, ...settings?.secrets },
    vars: { ...contexts.vars, ...settings?.vars },
  }
}

async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const remaining = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = remaining.shift(); next !== undefined; next = remaining.shift()) {
      results[next[0]] = await work(next[1], next[0])
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker))
  return results
}
