import { isDeepStrictEqual } from 'node:util'
import { evaluateString, evaluateTemplate, type ExpressionScope } from './expressions.ts'
import { type JobRequest } from './job-session.ts'
import { runJob } from './job.ts'
import { type RunContexts } from './run-contexts.ts'
import { type Conclusion, type JobRun, type RunOptions } from './types.ts'
import { isList, isMapping, type Json, type JsonObject, list, mapping } from './values.ts'
import { type JobDefinition, type Workflow } from './workflow.ts'

interface MatrixTask {
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

/**
 * The legs of an evaluated `strategy.matrix` in GitHub's order: the product of the axes, without what `exclude`
 * matches, then `include`, which extends each leg whose axes it does not overwrite, else adds a leg.
 */
export function expandMatrix(matrix: JsonObject): readonly JsonObject[] {
  const axes = Object.entries(matrix).filter(([name]) => name !== 'include' && name !== 'exclude')
  const excluded = list(matrix['exclude'], 'matrix.exclude').map((item) => mapping(item, 'matrix.exclude'))
  const included = list(matrix['include'], 'matrix.include').map((item) => mapping(item, 'matrix.include'))
  const originals = product(axes).filter((leg) => !excluded.some((pattern) => matches(leg, pattern)))
  const legs: JsonObject[] = [...originals]
  for (const addition of included) {
    const fitting = [...originals.keys()].filter((index) => fits(addition, originals[index] ?? {}))
    for (const index of fitting) legs[index] = { ...legs[index], ...addition }
    if (fitting.length === 0) legs.push(addition)
  }
  return legs
}

/** The values of a leg as GitHub writes them after the job's name. */
export function describeLeg(leg: JsonObject): string {
  const values = Object.values(leg).flatMap(scalars)
  return values.length === 0 ? '' : ` (${values.join(', ')})`
}

function scalars(value: Json): readonly string[] {
  if (value === null) return []
  if (typeof value !== 'object') return [String(value)]
  return (isList(value) ? value : Object.values(value)).flatMap(scalars)
}

function product(axes: readonly (readonly [string, Json])[]): readonly JsonObject[] {
  if (axes.length === 0) return []
  return axes.reduce<readonly JsonObject[]>(
    (legs, [name, values]) =>
      legs.flatMap((leg) => list(values, `matrix.${name}`).map((value) => ({ ...leg, [name]: value }))),
    [{}],
  )
}

function fits(addition: JsonObject, leg: JsonObject): boolean {
  return Object.keys(addition).every((key) => !(key in leg) || isDeepStrictEqual(leg[key], addition[key]))
}

function matches(leg: JsonObject, pattern: JsonObject): boolean {
  return Object.entries(pattern).every(([key, value]) => isDeepStrictEqual(leg[key], value))
}

/** How a job ended for those that need it: all legs of its matrix taken together. */
export interface JobResult {
  readonly result: Conclusion
  readonly outputs: Readonly<Record<string, string>>
  readonly runs: readonly JobRun[]
}

/** The worst of several results; skipped ones do not count unless there is nothing else. */
export function concludeAll(results: readonly Conclusion[]): Conclusion {
  const order: readonly Conclusion[] = ['failure', 'cancelled', 'success', 'skipped']
  return order.find((conclusion) => results.includes(conclusion)) ?? 'success'
}
