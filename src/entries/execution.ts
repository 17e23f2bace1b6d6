import { KEPT_NODE_OPTIONS } from '../adapters/agent-socket/node-options.ts'
import { systemClock } from '../adapters/clock.ts'
import { execute } from '../adapters/command.ts'
import { isTerminal, signalNumber } from '../adapters/execution.ts'
import { watchForInterruption } from '../adapters/interruption.ts'
import { agentPlaces, environment } from '../adapters/process.ts'
import { type OpenedGateway } from '../agent/gateway-door.ts'
import { type Secret } from '../core/secret.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { commandEnvironment } from '../programs/gc-token/command-environment.ts'
import { type CommandLine } from '../programs/gc-token/desk.ts'
import { expiryHint, regionHint } from '../programs/gc-token/exec-hints.ts'
import { type ExecutionResult } from '../programs/gc-token/exec.ts'
import { log } from './terminal.ts'

/** A command and how it is run. */
export interface CommandToRun extends CommandLine {
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
  const interruption = watchForInterruption()
  try {
    // Not left before the agent has answered: it counts as users of its gateway those that it has answered.
    const gateway = await openAgentsGateway(socket, places, { ...command.gateway, isForJob: false })
    try {
      const exitCode = interruption.exitCode()
      if (exitCode !== undefined) return { exitCode }
      const result = executeCommand(command, { token, gateway })
      // From here on the command gets the signals.
      interruption.over()
      return await result
    } finally {
      // An agent that has ended has no gateway any more.
      await leaveAgentsGateway(socket, places).catch(() => undefined)
    }
  } catch (error) {
    const exitCode = interruption.exitCode()
    if (exitCode === undefined) throw error
    return { exitCode }
  } finally {
    interruption.over()
  }
}

/** What a command is run with. */
export interface Found {
  readonly token: ServedToken
  readonly gateway?: OpenedGateway
  /** Whether a further token was asked for; where that is not known, it may have been. */
  readonly hasAskedAgain?: () => boolean
}

/** Runs a command with a token. What issued the token is another's to end. */
export async function executeCommand(
  { command, args, keepsCredentials, mask }: CommandToRun,
  { token, gateway, hasAskedAgain = () => true }: Found,
  inherited: Readonly<Record<string, string | undefined>> = environment(),
): Promise<ExecutionResult> {
  mask(token.value)
  if (gateway !== undefined) mask(gateway.placeholder)
  const own = commandEnvironment(withOwnNodeOptions(inherited), token, { keepsCredentials, gateway })
  const region = regionHint(inherited, token)
  if (region !== undefined) log(region)
  const result = await execute({ command, args, environment: own, isTerminal: isTerminal(), signalNumber })
  const isRenewed = gateway !== undefined || hasAskedAgain()
  const expiry = expiryHint(result.exitCode, token, systemClock.now().wallMs, isRenewed)
  if (expiry !== undefined) log(expiry)
  return result
}

/** The launcher keeps a step's NODE_OPTIONS from `gc-token`; the command gets them whole. */
function withOwnNodeOptions(
  inherited: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const { [KEPT_NODE_OPTIONS]: kept, ...others } = inherited
  return kept === undefined ? others : { ...others, NODE_OPTIONS: kept }
}
