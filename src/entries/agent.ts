import { systemClock } from '../adapters/clock.ts'
import { agentLog, readStdin, tellStarter } from '../adapters/agent-process.ts'
import { removeTraces } from '../adapters/agent-socket/address.ts'
import { decodeSettings } from '../agent/agent-settings.ts'
import { fileJournal } from '../adapters/agent-socket/journal-file.ts'
import { AgentRuntime } from '../agent/agent-runtime.ts'
import { READY } from '../agent/answering.ts'
import { TokenManager } from '../agent/token-manager.ts'
import { type Transport } from '../http/transport.ts'
import { type RequestContext } from '../http/send.ts'
import { messageOf } from '../core/errors.ts'
import { withCleanReplies } from '../http/clean-replies.ts'

/** A job of GitHub's ends after this at the latest on its own runners; nothing of ours outlives it by more. */
const LONGEST_LIFE_MS = 24 * 60 * 60 * 1000

runAgent()

/** The agent: keeps one token fresh until it is told to stop, its job is over, or its time is. */
function runAgent(): void {
  // Node would open a debugger, and with it the memory that holds the client secret.
  process.on('SIGUSR1', () => undefined)
  process.exitCode = 1
  process.noDeprecation = true
  const log = agentLog()
  const die = (error: unknown): void => {
    // Only what was thrown: its stack would add nothing that the log of a stranger's job should show.
    log(`The agent stopped because of a fault of its own (${messageOf(error)}).`)
    tellStarter(messageOf(error))
    process.exit(1)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
  keepUntilTheEnd(log).then(() => process.exit(0), die)
}

async function keepUntilTheEnd(log: (sentence: string) => void): Promise<void> {
  const settings = decodeSettings(await readStdin())
  const { address, journalKey, first, refreshToken } = settings
  const clean = (text: string): string => keeper.clean(text)
  const journal = fileJournal(address.folder, journalKey)
  const keeper = new TokenManager(settings, requestContextOf(log, clean), journal, log)
  keeper.adopt(first, refreshToken)
  const keeping = new AgentRuntime(keeper, LONGEST_LIFE_MS)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void keeping.stop(`got ${signal}`))
  }
  await keeping.start(address)
  tellStarter(READY)
  const { failed } = await keeping.ended
  if (failed === 0) writeIfThere(() => journal.write([]))
  removeTraces(address)
}

/** The folder may be gone by now, with the job that it was for. */
function writeIfThere(write: () => void): void {
  try {
    write()
  } catch {
    // Post finds no journal then, and says so.
  }
}

/** The HTTP client is loaded when the first request is made: whoever waits for the agent does not wait for that. */
function requestContextOf(log: (sentence: string) => void, clean: (text: string) => string): RequestContext {
  const transport: Transport = async (request, timeoutMs, signal) => {
    const { httpTransport } = await import('../adapters/node-http.ts')
    return httpTransport(systemClock)(request, timeoutMs, signal)
  }
  return {
    transport: withCleanReplies(transport, clean),
    clock: systemClock,
    random: Math.random,
    signal: new AbortController().signal,
    log,
    mask: () => undefined,
    forget: () => undefined,
  }
}
