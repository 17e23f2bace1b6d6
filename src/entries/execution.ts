import { KEPT_NODE_OPTIONS } from '../adapters/agent-socket/node-options.ts'
import { execute } from '../adapters/command.ts'
import { isTerminal, signalNumber } from '../adapters/execution.ts'
import { environment } from '../adapters/process.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { commandEnvironment } from '../programs/gc-token/command-environment.ts'
import { type ExecutionResult } from '../programs/gc-token/exec.ts'

/** A command and how it is run. */
export interface CommandToRun {
  readonly command: string
  readonly args: readonly string[]
  /** Whether the client secret and key stay in its environment. */
  readonly keepsCredentials: boolean
  /** Makes the runner mask the token. */
  readonly mask: (token: ServedToken) => void
}

/** Runs a command with a token. What issued the token is another's to end. */
export async function executeCommand(
  { command, args, keepsCredentials, mask }: CommandToRun,
  token: ServedToken,
  inherited: Readonly<Record<string, string | undefined>> = environment(),
): Promise<ExecutionResult> {
  mask(token)
  const own = commandEnvironment(withOwnNodeOptions(inherited), token, keepsCredentials)
  return execute({ command, args, environment: own, isTerminal: isTerminal(), signalNumber })
}

/** The launcher keeps a step's NODE_OPTIONS from `gc-token`; the command gets them whole. */
function withOwnNodeOptions(
  inherited: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const { [KEPT_NODE_OPTIONS]: kept, ...others } = inherited
  return kept === undefined ? others : { ...others, NODE_OPTIONS: kept }
}
