import { type CommandEffects, createLineHandler } from './commands.ts'
import { evaluateCondition, evaluateTemplate } from './expressions.ts'
import { applyCommandFiles, createCommandFiles, takeCommandFiles } from './file-commands.ts'
import { type JobSession, type PlannedStep, type StepResult } from './session.ts'
import { type BodyEnd, type NestedRun, openComposite, runBody } from './step-body.ts'
import { stepEnvironment, stepExpressions, stepInputs } from './step-context.ts'
import { stepName, warnOfUnknownInputs } from './step-heading.ts'
import { createStepLog, reportError, type StepLog } from './step-log.ts'
import { planSteps, withAction } from './step-plan.ts'
import { type CommandFiles, type Conclusion, type EmittedLine } from './types.ts'

const NO_FILES: CommandFiles = { output: '', state: '', env: '', path: '', summary: '' }

interface Attempt {
  readonly outcome: Conclusion
  readonly end: BodyEnd
  readonly files: CommandFiles
}

/** Runs one phase of one step from its condition to its conclusion, and notes it in the session. */
export async function runStep(session: JobSession, step: PlannedStep): Promise<void> {
  const startedAt = Date.now()
  const { scope, phase, key, state } = step
  const log = createStepLog({ ...session, isDebug: session.options.debug ?? false })
  const result: StepResult = { outputs: {}, outcome: 'success', conclusion: 'success' }
  const emitted: EmittedLine[] = []
  const name = stepName(session, step)
  const attempt = await attemptStep(session, step, { name, log, result, emitted })
  const { outcome } = attempt
  const mayFail = outcome === 'failure' && continuesOnError(session, step, log)
  const conclusion = mayFail ? 'success' : outcome
  if (phase === 'main') scope.results[key] = Object.assign(result, { outcome, conclusion })
  if (conclusion === 'failure' && scope.status === 'success') scope.status = 'failure'
  if (session.cancellation.aborted) scope.status = 'cancelled'
  session.steps.push({
    id: step.definition.id ?? '',
    name,
    phase,
    conclusion,
    outcome,
    exitCode: attempt.end?.exitCode ?? null,
    signal: attempt.end?.signal ?? null,
    outputs: { ...result.outputs },
    state: Object.fromEntries(state),
    log: log.lines,
    rawLog: log.rawLines,
    emitted,
    startedAt,
    endedAt: Date.now(),
    files: attempt.files,
  })
}

/** Whether a failure of the step leaves the job alone. */
function continuesOnError(session: JobSession, step: PlannedStep, log: StepLog): boolean {
  try {
    const scope = stepExpressions(session, step.scope, Object.fromEntries(session.environment))
    return evaluateTemplate(step.definition.continueOnError, scope) === true
  } catch (error) {
    reportError(log, error)
    return false
  }
}

interface StepParts {
  readonly name: string
  readonly log: StepLog
  readonly result: StepResult
  readonly emitted: EmittedLine[]
}

async function attemptStep(session: JobSession, step: PlannedStep, parts: StepParts): Promise<Attempt> {
  const failed: Attempt = { outcome: 'failure', end: undefined, files: NO_FILES }
  try {
    const env = stepEnvironment(session, step)
    const holds = (): boolean => evaluateCondition(step.condition, stepExpressions(session, step.scope, env))
    if (!holds()) return { ...failed, outcome: 'skipped' }
    return await executeStep(session, await withAction(step, session), parts, env, holds)
  } catch (error) {
    reportError(parts.log, error)
    return failed
  }
}

async function executeStep(
  session: JobSession,
  planned: PlannedStep,
  { name, log, result, emitted }: StepParts,
  env: Readonly<Record<string, string>>,
  holds: () => boolean,
): Promise<Attempt> {
  registerPost(session, planned)
  const files = await createCommandFiles(session.folders.temp)
  const expressions = stepExpressions(session, planned.scope, env)
  const effects = createEffects(session, planned, log, result)
  const timeoutMinutes = Number(evaluateTemplate(planned.definition.timeoutMinutes, expressions))
  const watch = watchForEnd(session, timeoutMinutes, holds)
  let end: BodyEnd
  try {
    const inputs = stepInputs(planned, expressions)
    warnOfUnknownInputs(planned, inputs, log)
    const { setOutput } = effects
    const running = { session, planned, name, log, files, env, inputs, expressions, emitted, setOutput }
    const handleLine = createLineHandler(effects)
    end = await runBody({ ...running, handleLine, signal: watch.signal }, runNested)
  } catch (error) {
    reportError(log, error)
    effects.fail()
  } finally {
    watch.stop()
  }
  const contents = await takeCommandFiles(files)
  applyCommandFiles(contents, session, effects)
  const reason = watch.reason()
  if (reason === 'cancelled') log.issue('error', 'The operation was canceled.')
  if (reason === 'timeout') {
    log.issue('error', `The action '${name}' has timed out after ${timeoutMinutes} minutes.`)
  }
  const isFailure = effects.haveFailed() || reason === 'timeout' || (end !== undefined && end.exitCode !== 0)
  const outcome = reason === 'cancelled' ? 'cancelled' : isFailure ? 'failure' : 'success'
  return { outcome, end, files: contents }
}

function createEffects(
  session: JobSession,
  planned: PlannedStep,
  log: StepLog,
  result: StepResult,
): CommandEffects & { readonly haveFailed: () => boolean } {
  // Outputs of a post step go nowhere, and so do those of a step without an id.
  const isHeard = planned.phase === 'main' && !planned.key.startsWith('__')
  let haveFailed = false
  return {
    log,
    masker: session.masker,
    onMask: (value) => session.masks.push(value),
    setOutput: (name, value) => {
      if (isHeard) result.outputs[name] = value
    },
    saveState: (name, value) => planned.state.set(name, value),
    fail: () => {
      haveFailed = true
    },
    haveFailed: () => haveFailed,
  }
}

const runNested: NestedRun = async (action, running) => {
  const { scope, close } = openComposite(action, running)
  for (const step of await planSteps(action.steps, scope, running.session)) {
    await runStep(running.session, step)
  }
  close()
  return scope.status === 'success'
}

/** Registered as main starts, so that post runs however main ends. */
function registerPost(session: JobSession, planned: PlannedStep): void {
  const { action, phase } = planned
  if (action?.kind !== 'node' || action.post === undefined || phase === 'post') return
  if (session.posts.some((post) => post.state === planned.state)) return
  session.posts.push({ ...planned, phase: 'post', condition: action.postCondition })
}

/** Tells a running step when to end, and afterwards why it had to. */
interface EndWatch {
  readonly signal: AbortSignal
  readonly reason: () => 'cancelled' | 'timeout' | undefined
  readonly stop: () => void
}

/** A cancelled job asks the step's condition again: a step that says `always()` goes on. */
function watchForEnd(session: JobSession, timeoutMinutes: number, holds: () => boolean): EndWatch {
  const controller = new AbortController()
  let reason: ReturnType<EndWatch['reason']>
  const end = (why: 'cancelled' | 'timeout'): void => {
    reason ??= why
    controller.abort()
  }
  const onCancel = (): void => {
    if (!holds()) end('cancelled')
  }
  // The job may have been cancelled since the condition was looked at.
  if (session.cancellation.aborted) onCancel()
  session.cancellation.addEventListener('abort', onCancel, { once: true })
  const timer =
    timeoutMinutes > 0 ? setTimeout(() => end('timeout'), timeoutMinutes * session.minuteMs) : undefined
  return {
    signal: controller.signal,
    reason: () => reason,
    stop: () => {
      clearTimeout(timer)
      session.cancellation.removeEventListener('abort', onCancel)
    },
  }
}
