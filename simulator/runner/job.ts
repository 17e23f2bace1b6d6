import { randomUUID } from 'node:crypto'
import { removeTemporaryFolder } from '../temporary-folders.ts'
import { evaluateString, evaluateTemplate } from './expressions.ts'
import { createFolders, createSession, type JobRequest } from './job-session.ts'
import { terminateOrphans } from './processes.ts'
import { type JobSession } from './session.ts'
import { stepExpressions } from './step-context.ts'
import { createStepLog, type StepLog } from './step-log.ts'
import { planSteps } from './step-plan.ts'
import { runStep } from './step-runner.ts'
import { type JobRun } from './types.ts'

/** Runs a job in folders and an environment of its own, to the clean-up of what it left behind. */
export async function runJob(request: JobRequest): Promise<JobRun> {
  const folders = await createFolders(request)
  const trackingId = `github_${randomUUID()}`
  const timeout = new AbortController()
  const session = createSession(request, folders, trackingId, timeout.signal)
  const completion = createStepLog({ ...session, isDebug: request.options.debug ?? false })
  let timer: NodeJS.Timeout | undefined
  try {
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
    const run = toJobRun(request, session, outputs)
    return timeout.signal.aborted ? { ...run, reason: 'timeout' } : run
  } finally {
    clearTimeout(timer)
    // Whatever went wrong above, nothing of the job may outlive it.
    await terminateOrphans(trackingId)
    await removeTemporaryFolder(folders.root)
  }
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

/** Evaluates the job's outputs, after all posts; one that masking would change is dropped. */
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
