import { KEPT_NODE_OPTIONS } from '../adapters/agent-socket/node-options.ts'
import { execute } from '../adapters/command.ts'
import { isTerminal, signalNumber } from '../adapters/execution.ts'
import { agentPlaces, environment } from '../adapters/process.ts'
import { type GatewayWish, type OpenedGateway } from '../agent/gateway-door.ts'
import { type Secret } from '../core/secret.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { commandEnvironment } from '../programs/gc-token/command-environment.ts'
import { type ExecutionResult } from '../programs/gc-token/exec.ts'

/** A command and how it is run. */
export interface CommandToRun {
  readonly command: string
  readonly args: readonly string[]
  /** Whether the client secret and key stay in its environment. */
  readonly keepsCredentials: boolean
  readonly gateway: Pick<GatewayWish, 'mostTokens' | 'isTokenPassed'> | undefined
  /** Makes the runner mask a token, or a placeholder. */
  readonly mask: (value: Secret) => void
}

/** Runs a command with the token of an agent, and through its gateway if that is wanted. */
export async function executeWithAgent(
  command: CommandToRun,
  token: ServedToken,
  socket: string,
): Promise<ExecutionResult> {
  if (command.gateway === undefined) return executeCommand(command, { token })
  const { openAgentsGateway, leaveAgentsGateway } = await import('../adapters/agent-socket/gateway-client.ts')
  const places = agentPlaces()
  const gateway = await openAgentsGateway(socket, places, { ...command.gateway, isForJob: false })
  try {
    return await executeCommand(command, { token, gateway })
  } finally {
    // An agent that has ended has no gateway any more.
    await leaveAgentsGateway(socket, places).catch(() => undefined)
  }
}

/** What a command is run with. */
export interface Found {
  readonly token: ServedToken
  readonly gateway?: OpenedGateway
}

/** Runs a command with a token. What issued the token is another's to end. */
export async function executeCommand(
  { command, args, keepsCredentials, mask }: CommandToRun,
  { token, gateway }: Found,
  inherited: Readonly<Record<string, string | undefined>> = environment(),
): Promise<ExecutionResult> {
  mask(token.value)
  if (gateway !== undefined) mask(gateway.placeholder)
  const own = commandEnvironment(withOwnNodeOptions(inherited), token, { keepsCredentials, gateway })
  return execute({ command, args, environment: own, isTerminal: isTerminal(), signalNumber })
}

/** The launcher keeps a step's NODE_OPTIONS from `gc-token`; the command gets them whole. */
function withOwnNodeOptions(
  inherited: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const { [KEPT_NODE_OPTIONS]: kept, ...others } = inherited
  return kept === undefined ? others : { ...others, NODE_OPTIONS: kept }
}
