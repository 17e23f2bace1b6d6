import { AgentError, AgentUnreachable } from '../../agent/agent-errors.ts'
import { onOneLine } from '../../core/characters.ts'
import { ActionError, describeError, ERROR_CODES, messageOf } from '../../core/errors.ts'
import { inVariables, isOfInputsOnly } from '../../settings/in-variables.ts'
import { Interrupted } from './interruption.ts'
import { describeUsage, WrongUsage } from './wrong-usage.ts'

/**
 * What the caller of `gc-token` reads on stderr when it did not work.
 *
 * @param documentation URL of the page on errors
 */
export function describeForTerminal(error: unknown, documentation: string, place: Place): string {
  const ours = asActionError(error, place.socket)
  // What the agent of a job says is about the inputs of the step that started it.
  const isAboutInputs = place.isOnRunner && !(error instanceof ActionError)
  if (ours !== undefined) return describeError(isAboutInputs ? ours : withoutRunner(ours), documentation)
  if (error instanceof AgentError) return onOneLine(error.reply.message)
  if (error instanceof WrongUsage) return `${error.message}\n${describeUsage(error.usage)}`
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 'The output is not read.'
  return messageOf(error)
}

/** Where this command runs. */
export interface Place {
  /** Where the agent should be; empty if there should be none. */
  readonly socket: string
  /** In a job of GitHub Actions. */
  readonly isOnRunner: boolean
}

/** An error in the words of one who has variables and a machine. */
function withoutRunner({ code, message, causes, cause }: ActionError): ActionError {
  const possible = causes.filter((text) => !isOfInputsOnly(text))
  return new ActionError(code, inVariables(message), possible.map(inVariables), cause)
}

/** The agent's own error, as if it had happened here, or that it does not answer; `undefined` for what has no code. */
export function asActionError(error: unknown, socket: string): ActionError | undefined {
  if (error instanceof ActionError) return error
  if (error instanceof AgentUnreachable) return unreachable(error, socket)
  if (!(error instanceof AgentError)) return undefined
  const { reply } = error
  const code = ERROR_CODES.find((known) => known === reply.code)
  return code === undefined
    ? undefined
    : new ActionError(code, onOneLine(reply.message), reply.causes.map(onOneLine))
}

function unreachable(error: AgentUnreachable, socket: string): ActionError {
  const where = socket === '' ? '' : ` at ${socket}`
  return new ActionError('AGENT_UNREACHABLE', `The agent${where} does not answer (${error.message}).`, [
    'it was stopped: by the post step of the step with keep-fresh: true, or with the command that gc-token exec ran',
    'something on this machine killed it or emptied its folder for temporary files',
    'this command runs as another user or in another container than the agent',
  ])
}

/** 2 for what its user has to mend in the command or its settings, 128 + n for a signal, 1 for everything else. */
export function exitCodeFor(error: unknown): number {
  if (error instanceof Interrupted) return error.exitCode
  if (error instanceof WrongUsage) return 2
  return error instanceof ActionError && error.code === 'SETTINGS_INVALID' ? 2 : 1
}
