#!/usr/bin/env node
import { agentPlaces, environment, writeAll } from '../adapters/process.ts'
import { AgentUnreachable, askAgent } from '../adapters/agent-socket/client.ts'
import { readNonce } from '../adapters/agent-socket/nonce.ts'
import { readTokenReply, type Fields, type Question } from '../agent/protocol.ts'
import { parseArguments, type Command } from '../programs/gc-token/arguments.ts'
import { maskLines, printToken, type PrintableToken } from '../programs/gc-token/print.ts'
import { VERSION } from '../core/version.ts'

// What most calls do not need is loaded by those that do: the whole of `gc-token` has to start in an instant.

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
    .catch(async (error: unknown) => (await import('./terminal.ts')).complain(error))
    .then((exitCode) => process.exit(exitCode))
    .catch(() => process.exit(1))
}

async function obey(args: readonly string[]): Promise<number> {
  const command = parseArguments(args)
  switch (command.do) {
    case 'help':
      return put((await import('../programs/gc-token/help.ts')).HELP)
    case 'version':
      return put(`${VERSION}\n`)
    case 'status':
      return status()
    case 'token':
      return token(command)
    case 'exec':
      return exec(command)
  }
}

async function token({ format, renew }: Extract<Command, { do: 'token' }>): Promise<number> {
  const found = (await fromAgent(renew ? 'renew' : 'token')) ?? (await fromEnvironment())
  mask(found)
  return put(printToken(found, format))
}

async function status(): Promise<number> {
  const fields = await ask('status')
  if (fields === undefined) throw new AgentUnreachable('GC_TOKEN_SOCK is not set')
  return put((await import('../programs/gc-token/status.ts')).printStatus(fields))
}

async function exec({ command, args }: Extract<Command, { do: 'exec' }>): Promise<number> {
  const found = await fromAgent('token')
  const { exitCode, fault } =
    found === undefined
      ? await (await import('./standalone.ts')).executeWithKeeper(command, args, mask)
      : await (await import('./execution.ts')).executeWithAgent(command, args, found, mask)
  if (fault !== undefined) (await import('./terminal.ts')).log(fault)
  return exitCode
}

async function fromEnvironment(): Promise<PrintableToken> {
  return (await import('./standalone.ts')).grantOnce()
}

async function fromAgent(question: 'token' | 'renew'): Promise<PrintableToken | undefined> {
  const fields = await ask(question)
  if (fields === undefined) return undefined
  const reply = readTokenReply(fields)
  if (reply === undefined) throw new AgentUnreachable('it gave an answer that holds no token')
  return reply
}

/** What the agent says; `undefined` if there is none, or none that answers and credentials to do without it. */
async function ask(question: Question): Promise<Fields | undefined> {
  const socket = environment()['GC_TOKEN_SOCK'] ?? ''
  if (socket === '') return undefined
  try {
    return await askAgent(socket, () => readNonce(socket, agentPlaces()), question, WAIT_MS)
  } catch (error) {
    if (!(error instanceof AgentUnreachable) || question === 'status') throw error
    const { hasCredentials } = await import('../settings/environment.ts')
    if (!hasCredentials(environment())) throw error
    const { log } = await import('./terminal.ts')
    log(`The agent does not answer (${error.message}); asking Genesys Cloud directly.`)
    return undefined
  }
}

/** On stderr, because stdout may be in somebody's `$(…)`; the runner reads both. */
function mask({ accessToken }: PrintableToken): void {
  if (environment()['GITHUB_ACTIONS'] === 'true') writeAll(2, maskLines(accessToken))
}

function put(text: string): 0 {
  writeAll(1, text)
  return 0
}
