#!/usr/bin/env node
import { agentSource } from '../adapters/agent-socket/source.ts'
import { systemClock } from '../adapters/clock.ts'
import { agentPlaces, environment, writeAll } from '../adapters/process.ts'
import { AgentUnreachable } from '../agent/agent-errors.ts'
import { Deadline } from '../core/deadline.ts'
import { type Secret } from '../core/secret.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { maskLines, printToken } from '../programs/gc-token/print.ts'
import { parseTokenWish, type TokenWish } from '../programs/gc-token/token-wish.ts'

// The token of an agent is what most calls want, and has to be there in an instant. All else is loaded by those that need it.

/** How long a caller waits for a token: a rate limit takes about a minute to recover. */
const WAIT_MS = 120_000

runCommand()

/** `gc-token`: does what its arguments say and ends the process with the exit code. */
function runCommand(): void {
  // Node would exit with 0 if ever nothing were left to wait for.
  process.exitCode = 1
  process.noDeprecation = true
  // Node would open a debugger, and with it the memory that holds the secrets.
  process.on('SIGUSR1', () => undefined)
  obey(process.argv.slice(2))
    .catch(async (error: unknown) => (await terminal()).complain(error))
    .then((exitCode) => process.exit(exitCode))
    .catch(() => process.exit(1))
}

async function obey(args: readonly string[]): Promise<number> {
  if ((environment()['NODE_DEBUG'] ?? '') !== '') (await terminal()).cleanDebugLines()
  const wish = parseTokenWish(args)
  if (wish !== undefined) return token(wish)
  return (await import('./commands.ts')).obeyCommand(args, { token, fromAgent, mask, agentSource })
}

async function token({ format, renew }: TokenWish): Promise<number> {
  const found = (await fromAgent(renew)) ?? (await (await import('./standalone.ts')).askWithCredentials())
  if (found.isUnchanged === true) (await terminal()).sayUnchanged()
  mask(found.value)
  writeAll(1, printToken(found, format))
  return 0
}

/** Loaded by what has something to say. */
function terminal() {
  return import('./terminal.ts')
}

/** The agent's token; `undefined` if there is no agent, or none that answers and credentials to do without it. */
async function fromAgent(isToBeRenewed: boolean): Promise<ServedToken | undefined> {
  const socket = environment()['GC_TOKEN_SOCK'] ?? ''
  if (socket === '') return undefined
  const agent = agentSource(socket, agentPlaces())
  const deadline = Deadline.after(WAIT_MS, systemClock)
  try {
    const found = await (isToBeRenewed ? agent.renew(deadline) : agent.current(deadline))
    if (environment()['GENESYSCLOUD_ORGANIZATION_ID']) await (await import('./guard.ts')).guardToken(found)
    return found
  } catch (error) {
    if (!(error instanceof AgentUnreachable)) throw error
    ;(await terminal()).sayUnreachable(error)
    return undefined
  }
}

/** On stderr, because stdout may be in a `$(…)`; the runner reads both. */
function mask(value: Secret): void {
  if (environment()['GITHUB_ACTIONS'] === 'true') writeAll(2, maskLines(value.reveal()))
}
