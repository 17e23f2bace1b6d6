import { AgentError, AgentUnreachable } from '../../agent/agent-errors.ts'
import { onOneLine } from '../../core/characters.ts'
import { ActionError, describeError, ERROR_CODES, messageOf } from '../../core/errors.ts'
import { WrongUsage } from './arguments.ts'

/**
 * What the caller of `gc-token` reads on stderr when it did not work.
 *
 * @param documentation URL of the page on errors
 * @param socket where the agent should have been; empty if there should be none
 */
export function describeForTerminal(error: unknown, documentation: string, socket: string): string {
  if (error instanceof ActionError) return describeError(error, documentation)
  if (error instanceof AgentError) return describeReply(error, documentation)
  if (error instanceof AgentUnreachable) return describeError(unreachable(error, socket), documentation)
  if (error instanceof WrongUsage) return `${error.message} See gc-token --help.`
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 'Nobody reads the output.'
  return messageOf(error)
}

/** The agent's own error, as if it had happened here. */
function describeReply({ reply }: AgentError, documentation: string): string {
  const code = ERROR_CODES.find((known) => known === reply.code)
  const message = onOneLine(reply.message)
  if (code === undefined) return message
  return describeError(new ActionError(code, message, reply.causes.map(onOneLine)), documentation)
}

function unreachable(error: AgentUnreachable, socket: string): ActionError {
  const where = socket === '' ? '' : ` at ${socket}`
  return new ActionError('AGENT_UNREACHABLE', `The agent${where} does not answer (${error.message}).`, [
    'no earlier step of this job has keep-fresh: true, or its post step has stopped the agent',
    'something on the runner killed the agent or emptied RUNNER_TEMP',
    'this command runs as another user or in another container than that step',
  ])
}

/** 2 for what its user has to mend in the command or its settings, 1 for everything else. */
export function exitCodeFor(error: unknown): 1 | 2 {
  if (error instanceof WrongUsage) return 2
  return error instanceof ActionError && error.code === 'SETTINGS_INVALID' ? 2 : 1
}
