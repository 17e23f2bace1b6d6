import { askAgent } from '../adapters/agent-socket/client.ts'
import { readNonce } from '../adapters/agent-socket/nonce.ts'
import { agentPlaces, environment, writeAll } from '../adapters/process.ts'
import { AgentUnreachable } from '../agent/agent-errors.ts'
import { VERSION } from '../core/version.ts'
import { type Secret } from '../core/secret.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { parseArguments, type Command } from '../programs/gc-token/arguments.ts'
import { printStatus } from '../programs/gc-token/status.ts'
import { log } from './terminal.ts'

/** How long a status is waited for. */
const STATUS_WITHIN_MS = 10_000

/** What the entry of `gc-token` has loaded anyway. */
export interface Loaded {
  readonly fromAgent: (isToBeRenewed: boolean) => Promise<ServedToken | undefined>
  readonly mask: (value: Secret) => void
}

/** What `gc-token` does besides printing a token. @throws WrongUsage @returns the exit code */
export async function obeyCommand(args: readonly string[], loaded: Loaded): Promise<number> {
  const command = parseArguments(args)
  switch (command.do) {
    case 'help':
      return put((await import('../programs/gc-token/help.ts')).HELP)
    case 'version':
      return put(`${VERSION}\n`)
    case 'status':
      return status()
    case 'exec':
      return exec(command, loaded)
    case 'gateway':
      return (await import('./standalone.ts')).runGateway(command.port, loaded.mask)
    case 'token':
      throw new Error('A token is printed by the entry.')
  }
}

async function status(): Promise<number> {
  const socket = agentSocket()
  if (socket === '') throw new AgentUnreachable('GC_TOKEN_SOCK is not set')
  const readNonceThere = (): string => readNonce(socket, agentPlaces())
  return put(
    printStatus(
      await askAgent({ socket, readNonce: readNonceThere, ask: 'status', waitMs: STATUS_WITHIN_MS }),
    ),
  )
}

async function exec(command: Extract<Command, { do: 'exec' }>, { fromAgent, mask }: Loaded): Promise<number> {
  const found = await fromAgent(false)
  const { exitCode, fault } =
    found === undefined
      ? await (await import('./standalone.ts')).executeWithOwnAgent({ ...command, mask })
      : await (await import('./execution.ts')).executeWithAgent({ ...command, mask }, found, agentSocket())
  if (fault !== undefined) log(fault)
  return exitCode
}

function agentSocket(): string {
  return environment()['GC_TOKEN_SOCK'] ?? ''
}

function put(text: string): 0 {
  writeAll(1, text)
  return 0
}
