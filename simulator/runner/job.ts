import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { evaluateString, evaluateTemplate } from './expressions.ts'
import {
  createMachineContexts,
  createMachineEnvironment,
  eventPath,
  type RunContexts,
} from './job-context.ts'
import { createMasker } from './masks.ts'
import { terminateOrphans } from './orphans.ts'
import { CANCEL_DELAYS } from './processes.ts'
import { createScope, type JobSession } from './session.ts'
import { stepExpressions } from './step-context.ts'
import { createStepLog, type StepLog } from './step-log.ts'
import { planSteps } from './step-plan.ts'
import { runStep } from './step-runner.ts'
import { type JobFolders, type JobRun, type JsonObject, type RunOptions } from './types.ts'
import { type JobDefinition } from './workflow.ts'

/** One job, or one leg of a matrix, ready to run. */
export interface JobRequest {
  readonly definition: JobDefinition
  readonly name: string
  readonly matrix: JsonObject
  readonly strategy: JsonObject
  readonly needs: JsonObject
  readonly workflowEnv: JsonObject
  readonly contexts: RunContexts
  readonly options: RunOptions
  readonly signal: AbortSignal
}

const MINUTE_MS = 60_000

/** Runs a job in folders and an environment of its own, to the clean-up of what it left behind. */
export async function runJob(request: JobRequest): Promise<JobRun> {
  const folders = await createFolders(request)
  const trackingId = `github_${randomUUID()}`
  const timeout = new AbortController()
  const session = createSession(request, folders, trackingId, timeout.signal)
  const completion = createStepLog({ ...session, isDebug: request.options.debug ?? false })
  let timer: NodeJS.Timeout | undefined
  try {
    await writeEvent(request.contexts.github, eventPath(folders))
    const minutes = evaluateJobEnvironment(session, request)
    timer = setTimeout(() => {
      const limit = `the maximum execution time of ${minutes} minutes`
      completion.issue('error', `The job running on runner Simulated runner has exceeded ${limit}.`)
      timeout.abort()
    }, minutes * session.minuteMs)
    await runSteps(session)
    clearTimeout(timer)
    const outputs = collectOutputs(session, completion)
    completion.output('Cleaning up orphan processes')
    for (const { pid, name } of await terminateOrphans(trackingId)) {
      completion.output(`Terminate orphan process: pid (${pid}) (${name})`)
    }
    await request.options.beforeCleanUp?.(request.name, folders)
    return toJobRun(request, session, outputs)
  } finally {
    clearTimeout(timer)
    // Whatever went wrong above, nothing of the job may outlive it.
    await terminateOrphans(trackingId)
    await rm(folders.root, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function createFolders({ options }: JobRequest): Promise<JobFolders> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'gha-')))
  const repository = (options.repository ?? 'octo/demo').split('/').at(-1) ?? 'demo'
  const folders = {
    root,
    workspace: join(root, 'work', repository, repository),
    home: join(root, 'home'),
    temp: join(root, 'work', '_temp'),
  }
  const { workspace, home, temp } = folders
  await Promise.all(
    [workspace, home, temp, join(root, 'tmp')].map((folder) => mkdir(folder, { recursive: true })),
  )
  return folders
}

function createSession(
  request: JobRequest,
  folders: JobFolders,
  trackingId: string,
  timeout: AbortSignal,
): JobSession {
  const { definition, options, contexts, name } = request
  const nodeExecutable = options.nodeExecutable ?? process.execPath
  const machine = createMachineContexts(definition.id, folders, options.debug ?? false)
  const masker = createMasker()
  for (const secret of Object.values(contexts.secrets)) masker.add(secret)
  if (options.cacheService !== undefined) masker.add(options.cacheService.token)
  return {
    definition,
    options,
    folders,
    masker,
    nodeExecutable,
    delays: { ...CANCEL_DELAYS, ...options.cancelDelays },
    minuteMs: options.minuteMs ?? MINUTE_MS,
    masks: [],
    records: { log: [], rawLog: [], annotations: [] },
    onLine: (line) => options.onLine?.(name, line),
    contexts: {
      github: { ...contexts.github, ...machine.github },
      runner: machine.runner,
      vars: contexts.vars,
      secrets: contexts.secrets,
      inputs: contexts.inputs,
      matrix: request.matrix,
      strategy: request.strategy,
      needs: request.needs,
    },
    machineEnvironment: createMachineEnvironment(
      folders,
      nodeExecutable,
      trackingId,
      options.machineEnvironment,
    ),
    environment: new Map(),
    pathEntries: [],
    scope: createScope(),
    posts: [],
    steps: [],
    processes: [],
    summaries: [],
    cancellation: AbortSignal.any([request.signal, timeout]),
  }
}

async function writeEvent({ event }: JsonObject, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify(event ?? {}))
}

/** Fills in the job's environment and says how many minutes the job may take. */
function evaluateJobEnvironment(session: JobSession, { workflowEnv, definition }: JobRequest): number {
  for (const block of [workflowEnv, definition.env]) {
    const scope = stepExpressions(session, session.scope, Object.fromEntries(session.environment))
    for (const [name, value] of Object.entries(block)) {
      session.environment.set(name, evaluateString(value, scope))
    }
  }
  return Number(evaluateTemplate(definition.timeoutMinutes, stepExpressions(session, session.scope, {})))
}

async function runSteps(session: JobSession): Promise<void> {
  for (const step of await planSteps(session.definition.steps, session.scope, session)) {
    await runStep(session, step)
  }
  for (let post = session.posts.pop(); post !== undefined; post = session.posts.pop()) {
    await runStep(session, post)
  }
}

function collectOutputs(session: JobSession, log: StepLog): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {}
  const { definition, scope, masker } = session
  if (Object.keys(definition.outputs).length > 0) log.output('Evaluate and set job outputs')
  try {
    const expressions = stepExpressions(session, scope, Object.fromEntries(session.environment))
    for (const [name, template] of Object.entries(definition.outputs)) {
      const value = evaluateString(template, expressions)
      if (value === '') {
        log.debug(`Skip output '${name}' since it's empty`)
      } else if (masker.mask(value) !== value) {
        log.issue('warning', `Skip output '${name}' since it may contain secret.`)
      } else {
        log.output(`Set output '${name}'`)
        outputs[name] = value
      }
    }
  } catch (error) {
    log.issue('error', 'Fail to evaluate job outputs')
    log.issue('error', error instanceof Error ? error.message : String(error))
    scope.status = scope.status === 'success' ? 'failure' : scope.status
  }
  return outputs
}

function toJobRun(
  { definition, name, matrix }: JobRequest,
  session: JobSession,
  outputs: Readonly<Record<string, string>>,
): JobRun {
  return {
    id: definition.id,
    name,
    matrix,
    conclusion: session.cancellation.aborted ? 'cancelled' : session.scope.status,
    outputs,
    ...session.records,
    masks: session.masks,
    summary: session.summaries.join('\n'),
    steps: session.steps,
    processes: session.processes,
  }
}
