import { ActionError, messageOf } from '../../core/errors.ts'
import { GitHubStep } from './github-step.ts'

/** What an action gets to work with: the runner, and a signal that ends all waiting. */
export interface ActionContext {
  readonly step: GitHubStep
  readonly signal: AbortSignal
  /** From now on a cancellation is one line in the log: for work that must not stop half-way. */
  ignoreCancellation(): void
}

type Action = (context: ActionContext) => Promise<void>

/**
 * Runs the main part of an action and fails closed: the exit code is 0 only if `action` resolved. It is 1,
 * with one error line, if it throws, is cancelled, or waits for something that never comes.
 */
export function runAction(action: Action): void {
  const step = new GitHubStep()
  const cancellation = new AbortController()
  const end = once((outcome: Outcome) => {
    if ('error' in outcome) step.fail(asActionError(outcome.error))
    step.end()
    exit('error' in outcome ? 1 : 0)
  })
  let isIgnored = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
    process.on(signal, () => {
      if (isIgnored) {
        step.log(`The step was cancelled (${signal}); it finishes its work first.`)
        return
      }
      const error = new ActionError('CANCELLED', `The step was cancelled (${signal}) before it was done.`, [
        'someone or a newer run cancelled this workflow run',
        'timeout-minutes of the step or job is shorter than the wait',
      ])
      cancellation.abort(error)
      // Not left to the work that was aborted: the runner waits 7.5 s, and so does the person who cancelled.
      end({ error })
    })
  }
  const ignoreCancellation = (): void => {
    isIgnored = true
    // Nor may a log that is no longer read end it.
    process.stdout.on('error', () => undefined)
  }
  run(action, { step, signal: cancellation.signal, ignoreCancellation }, end)
}

/**
 * Runs the post part of an action, which may warn but never fails the job. SIGINT leaves it 7.5 s until
 * SIGTERM, enough for a revocation, so only the latter ends its waiting.
 */
export function runPost(action: Action): void {
  const step = new GitHubStep()
  const cancellation = new AbortController()
  const end = once((outcome: Outcome) => {
    if ('error' in outcome) {
      step.warn(`The post step could not do its work (${messageOf(outcome.error)}).`)
    }
    step.end()
    exit(0)
  })
  // The log may no longer be read; the token is still to be revoked.
  process.stdout.on('error', () => undefined)
  for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT'] as const) {
    process.on(signal, () => {
      step.log(`The job was cancelled (${signal}); the post step finishes its work first.`)
    })
  }
  process.on('SIGTERM', () => cancellation.abort(new Error('the runner ended the post step')))
  const ignoreCancellation = (): void => undefined
  run(action, { step, signal: cancellation.signal, ignoreCancellation }, end)
}

/** Done, or not, for whatever reason was thrown: even `undefined` can be. */
type Outcome = { readonly done: true } | { readonly error: unknown }

/** Whatever can end a process goes through `end`: Node alone would exit with 0 when nothing is left to wait for. */
function run(action: Action, context: ActionContext, end: (outcome: Outcome) => void): void {
  const fail = (error: unknown): void => end({ error })
  process.exitCode = 1
  // The bundle's own dependencies use deprecated calls: nothing that a reader of the log could act on.
  process.noDeprecation = true
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  process.on('beforeExit', () => fail(new Error('nothing is left that could complete the work')))
  action(context).then(() => end({ done: true }), fail)
}

/** Ends the process once everything that was printed has left it; a connection that hangs does not hold it up. */
function exit(code: 0 | 1): void {
  process.exitCode = code
  process.stdout.write('', () => {
    leaveLookUp(code)
    process.exit(code)
  })
}

/**
 * Node waits for its threads before it exits, and the system's resolver may keep one for half a minute after
 * its answer ceased to matter. Only becoming another program ends the process at once with its exit code.
 */
function leaveLookUp(code: 0 | 1): void {
  if (!process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')) return
  try {
    process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {})
  } catch {
    // No such shell, or no such call on this system: the wait is all that is left.
  }
}

function asActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error
  const message = `The action stopped because of a fault of its own (${messageOf(error)}).`
  return new ActionError('INTERNAL', message, ['a bug: please report it with the lines above'], error)
}

function once<Arguments extends unknown[]>(
  act: (...values: Arguments) => void,
): (...values: Arguments) => void {
  let isDone = false
  return (...values) => {
    if (isDone) return
    isDone = true
    act(...values)
  }
}
