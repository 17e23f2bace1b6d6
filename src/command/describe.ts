import { AgentError, AgentUnreachable } from '../agent/client.ts'
import { ActionError, describeError, ERROR_CODES, messageOf } from '../token/errors.ts'
import { VERSION } from '../token/version.ts'
import { WrongUsage } from './arguments.ts'

const DOCUMENTATION = `https://github.com/org/gc-oauth-action/blob/v${VERSION}/docs/troubleshooting.md`

/** What whoever typed or scripted `gc-token` reads on stderr when it did not work. */
export function describeForTerminal(error: unknown): string {
  if (error instanceof ActionError) return describeError(error, DOCUMENTATION)
  if (error instanceof AgentError) return describeReply(error)
  if (error instanceof AgentUnreachable) return describeError(unreachable(error), DOCUMENTATION)
  if (error instanceof WrongUsage) return `${error.message} See gc-token --help.`
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 'Nobody reads the output.'
  return messageOf(error)
}

/** The agent's own error, as if it had happened here. */
function describeReply({ reply }: AgentError): string {
  const code = ERROR_CODES.find((known) => known === reply.code)
  if (code === undefined) return reply.message
  return describeError(new ActionError(code, reply.message, reply.causes), DOCUMENTATION)
}

function unreachable(error: AgentUnreachable): ActionError {
  return new ActionError('AGENT_UNREACHABLE', `The agent does not answer (${error.message}).`, [
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
