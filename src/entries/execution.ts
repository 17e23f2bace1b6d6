import { isTerminal, signalNumber } from '../adapters/execution.ts'
import { environment } from '../adapters/process.ts'
import { childEnvironment, execute, type ExecutionResult } from '../adapters/command.ts'
import { type PrintableToken } from '../programs/gc-token/print.ts'

/** Runs a command with the token of an agent that somebody else started, and will end. */
export async function executeWithAgent(
  command: string,
  args: readonly string[],
  token: PrintableToken,
  mask: (token: PrintableToken) => void,
): Promise<ExecutionResult> {
  mask(token)
  const inherited = childEnvironment(environment(), token)
  return execute({ command, args, environment: inherited, isTerminal: isTerminal(), signalNumber })
}
