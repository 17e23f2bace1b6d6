import { Deadline } from '../core/deadline.ts'
import { systemClock } from '../adapters/clock.ts'
import { readEnvironment } from '../settings/environment.ts'
import { httpTransport } from '../adapters/node-http.ts'
import { isTerminal, ownScript, signalNumber, withPath } from '../adapters/execution.ts'
import { agentPlaces, environment } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { prepareAddress, removeFolder, type AgentAddress } from '../adapters/agent-socket/address.ts'
import { type ManagerSettings } from '../agent/agent-settings.ts'
import { noJournal } from '../adapters/agent-socket/journal-file.ts'
import { AgentRuntime } from '../agent/agent-runtime.ts'
import { writeLaunchers } from '../adapters/agent-socket/launchers.ts'
import { revokeUnusable } from '../agent/revoke-all.ts'
import { TokenManager } from '../agent/token-manager.ts'
import {
  childEnvironment,
  execute,
  exitCodeOf,
  PASSED_ON,
  type ExecutionResult,
} from '../adapters/command.ts'
import { type PrintableToken } from '../programs/gc-token/print.ts'
import { grant } from '../oauth/grant.ts'
import { attemptsUntil, type RequestContext } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { ActionError } from '../core/errors.ts'
import { isoSeconds } from '../core/time.ts'
import { describeUnlisted } from '../genesys/region.ts'
import { withCleanReplies } from '../http/clean-replies.ts'
import { log, withoutSecret } from './terminal.ts'

/** One grant with the credentials of the environment. */
export async function grantOnce(): Promise<PrintableToken> {
  const settings = readSettings()
  const context = requestContextOf(log, new AbortController().signal)
  try {
    const { token } = await grant(
      settings,
      attemptsUntil(Deadline.after(settings.timeoutMs, systemClock)),
      context,
    )
    return printable(token, settings)
  } catch (error) {
    const left = await revokeUnusable(error, settings.apiUrl, context)
    if (left !== undefined) {
      log(
        `A token was granted that could not be revoked; it may stay valid until ${isoSeconds(left.expiresAt)}.`,
      )
    }
    throw error
  }
}

/** Runs a command with a keeper inside this process; what that was granted ends with the command. */
export async function executeWithKeeper(
  command: string,
  args: readonly string[],
  mask: (token: PrintableToken) => void,
): Promise<ExecutionResult> {
  const settings = readSettings()
  const address = prepareAddress(agentPlaces(), process.platform)
  try {
    return await keepAndExecute(settings, address, { command, args }, mask)
  } finally {
    removeFolder(address)
  }
}

async function keepAndExecute(
  settings: ManagerSettings,
  address: AgentAddress,
  what: { readonly command: string; readonly args: readonly string[] },
  mask: (token: PrintableToken) => void,
): Promise<ExecutionResult> {
  const interruption = watchForInterruption()
  let isRunning = false
  // The command's own output is not to be interrupted; `gc-token status` tells what went on meanwhile.
  const quiet = (): void => undefined
  const sayBefore = (sentence: string): void => (isRunning ? undefined : log(sentence))
  const context = requestContextOf(sayBefore, new AbortController().signal)
  const keeper = new TokenManager(settings, context, noJournal, quiet)
  const keeping = new AgentRuntime(keeper, Infinity)
  try {
    const token = printable(
      await Promise.race([keeper.token(settings.timeoutMs), interruption.comes]),
      settings,
    )
    await keeping.start(address)
    const bin = writeLaunchers(address.folder, process.execPath, ownScript())
    mask(token)
    interruption.signal.throwIfAborted()
    isRunning = true
    const execution = execute({
      ...what,
      isTerminal: isTerminal(),
      signalNumber,
      environment: {
        ...childEnvironment(withPath(bin, environment()), token),
        GC_TOKEN_SOCK: address.socket,
      },
    })
    // Only now, when signals go to the command: in between they would end this process and nothing else.
    interruption.over()
    return await execution
  } catch (error) {
    if (interruption.by === undefined) throw error
    return { exitCode: exitCodeOf(signalNumber(interruption.by)) }
  } finally {
    const { failed, reason, aliveUntil } = await keeping.stop('the command has ended')
    if (failed > 0) {
      const tokens = failed === 1 ? 'A token' : `${failed} tokens`
      const until = aliveUntil === '' ? 'its expiry' : aliveUntil
      log(`${tokens} could not be revoked (${reason}) and may stay valid until ${until}.`)
    }
  }
}

interface Interruption {
  readonly signal: AbortSignal
  /** Rejects when a signal comes; never resolves. */
  readonly comes: Promise<never>
  by: NodeJS.Signals | undefined
  readonly over: () => void
}

/** Until the command runs and gets them itself, signals end the wait for its token. */
function watchForInterruption(): Interruption {
  const cancellation = new AbortController()
  const stop = (by: NodeJS.Signals): void => {
    watch.by = by
    cancellation.abort(new ActionError('CANCELLED', `gc-token was interrupted (${by}).`))
  }
  const over = (): void => {
    for (const signal of PASSED_ON) process.off(signal, stop)
  }
  const { signal } = cancellation
  const comes = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  const watch: Interruption = { signal, comes, by: undefined, over }
  for (const signal of PASSED_ON) process.on(signal, stop)
  return watch
}

function readSettings(): ManagerSettings {
  const settings = readEnvironment(environment(), useProxySettings().mistakes)
  const unlisted = describeUnlisted(settings.region)
  if (unlisted !== undefined) log(unlisted)
  return settings
}

function requestContextOf(tell: (sentence: string) => void, signal: AbortSignal): RequestContext {
  const transport = withCleanReplies(httpTransport(systemClock), withoutSecret)
  return {
    transport,
    clock: systemClock,
    random: Math.random,
    signal,
    log: tell,
    mask: () => undefined,
    forget: () => undefined,
  }
}

function printable(token: AccessToken, { region, apiUrl }: ManagerSettings): PrintableToken {
  return {
    accessToken: token.value.reveal(),
    tokenType: token.type,
    expiresAt: token.expiresAt,
    region,
    apiUrl,
  }
}
