import { askAgent } from '../adapters/agent-socket/client.ts'
import { readNonce } from '../adapters/agent-socket/nonce.ts'
import { agentPlaces, environment, writeAll } from '../adapters/process.ts'
import { AgentUnreachable } from '../agent/agent-errors.ts'
import { type Fields } from '../core/json.ts'
import { type Secret } from '../core/secret.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { parseArguments } from '../programs/gc-token/commands/table.ts'
import { type CommandLine, type Desk } from '../programs/gc-token/desk.ts'
import { type ExecutionResult } from '../programs/gc-token/exec.ts'
import { takeSettingsOption } from '../programs/gc-token/settings-option.ts'
import { type TokenWish } from '../programs/gc-token/token-wish.ts'
import { type AgentSource } from './agent-source.ts'
import { log } from './terminal.ts'

/** How long a status is waited for. */
const STATUS_WITHIN_MS = 10_000

/** What the entry of `gc-token` has loaded anyway. */
export interface Loaded {
  readonly token: (wish: TokenWish) => Promise<number>
  readonly fromAgent: (isToBeRenewed: boolean) => Promise<ServedToken | undefined>
  readonly mask: (value: Secret) => void
  readonly agentSource: AgentSource
}

/** What `gc-token` does besides printing a token. @throws WrongUsage @returns the exit code */
export async function obeyCommand(args: readonly string[], loaded: Loaded): Promise<number> {
  const { file, others } = takeSettingsOption(args)
  const run = parseArguments(others)
  if (file !== undefined) (await import('../adapters/settings-file.ts')).useSettingsFile(file)
  return run(deskOf(loaded))
}

/** What is heavy is loaded by the command that needs it. */
function deskOf(loaded: Loaded): Desk {
  return {
    put: (text) => writeAll(1, text),
    log,
    printToken: loaded.token,
    status,
    execute: (line) => execute(line, loaded),
    runGateway: async (port) => (await import('./standalone.ts')).runGateway(port, loaded.mask),
    revoke: async () => (await import('./revoke-token.ts')).revokeToken(loaded.agentSource),
    examine: async (wish) => (await import('./doctor.ts')).examineFromTerminal(wish, loaded.agentSource),
  }
}

async function status(): Promise<Fields> {
  const socket = agentSocket()
  if (socket === '') throw new AgentUnreachable('GC_TOKEN_SOCK is not set')
  const readNonceThere = (): string => readNonce(socket, agentPlaces())
  return askAgent({ socket, readNonce: readNonceThere, ask: 'status', waitMs: STATUS_WITHIN_MS })
}

async function execute(line: CommandLine, { fromAgent, mask }: Loaded): Promise<ExecutionResult> {
  const found = await fromAgent(false)
  return found === undefined
    ? (await import('./standalone.ts')).executeWithOwnAgent({ ...line, mask })
    : (await import('./execution.ts')).executeWithAgent({ ...line, mask }, found, agentSocket())
}

function agentSocket(): string {
  return environment()['GC_TOKEN_SOCK'] ?? ''
}
