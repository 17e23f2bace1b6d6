import { prepareAddress, removeFolder } from '../adapters/agent-socket/address.ts'
import { writeLaunchers } from '../adapters/agent-socket/launchers.ts'
import { serve } from '../adapters/agent-socket/server.ts'
import { systemClock } from '../adapters/clock.ts'
import { ownScript, signalNumber, withPath } from '../adapters/execution.ts'
import { exitCodeOf } from '../adapters/command.ts'
import { nextSignal, watchForInterruption } from '../adapters/interruption.ts'
import { agentPlaces, environment, writeAll } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { type AgentAddress } from '../agent/agent-address.ts'
import { AgentRuntime } from '../agent/agent-runtime.ts'
import { type ManagerSettings } from '../agent/manager-ports.ts'
import { requestSource } from '../agent/request-source.ts'
import { TokenManager } from '../agent/token-manager.ts'
import { type GatewayDoor, type OpenedGateway } from '../agent/gateway-door.ts'
import { Deadline } from '../core/deadline.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { type Secret } from '../core/secret.ts'
import { describeUnlisted, placeOf } from '../genesys/region.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { askOnce, interruptible } from '../programs/gc-token/ask-once.ts'
import { guardedSource } from '../programs/gc-token/guarded-source.ts'
import { execWithOwnAgent, type ExecutionResult } from '../programs/gc-token/exec.ts'
import { exportLines } from '../programs/gc-token/export-lines.ts'
import { readEnvironment, type EnvironmentSettings } from '../settings/environment.ts'
import { authenticationOf } from './authentication.ts'
import { withClientSecret } from './credentials.ts'
import { executeCommand, type CommandToRun } from './execution.ts'
import { lazyGateway } from './gateway-door.ts'
import { log, redactor } from './terminal.ts'
import { requestContextOf } from './terminal-requests.ts'

/** One token, issued for the credentials of the environment; its caller keeps it. @throws ActionError */
export async function askWithCredentials(): Promise<ServedToken> {
  const settings = await readSettings()
  const interruption = watchForInterruption()
  const context = requestContextOf(log)
  const leases = new Leases(settings.apiUrl, NO_JOURNAL, context)
  const ports = { leases, context: interruptible(context, interruption) }
  const requests = requestSource(await managerSettingsOf(settings), ports)
  const source = guardedSource(requests, settings.organizationId, {
    ...context,
    signal: interruption.signal,
  })
  return askOnce({ source, leases, context, interruption }, Deadline.after(settings.timeoutMs, systemClock))
}

/** Runs a command with an agent inside this process; the tokens that it is issued end with the command. */
export async function executeWithOwnAgent(command: CommandToRun): Promise<ExecutionResult> {
  let gateway: OpenedGateway | undefined
  const wish = command.gateway
  const prepare = async ({ door, deadline }: OwnAgentParts): Promise<void> => {
    gateway = wish && (await door.open({ ...wish, isForJob: false }, deadline))
  }
  const run: Run = (token, { address, hasAskedAgain }) => {
    const bin = writeLaunchers(address.folder, process.execPath, ownScript())
    const inherited = { ...withPath(bin, environment()), GC_TOKEN_SOCK: address.socket }
    const found = gateway === undefined ? { token, hasAskedAgain } : { token, gateway }
    return executeCommand(command, found, inherited)
  }
  return withOwnAgent({ port: 0, prepare, run })
}

/**
 * Has a gateway in the foreground until a signal comes, and prints what a shell has to be told of it.
 *
 * @param port 0 for any that is free
 * @returns the exit code: 128 and the signal's number
 */
export async function runGateway(port: number, mask: (value: Secret) => void): Promise<number> {
  const run: Run = async ({ region, apiUrl }, { door, deadline }) => {
    const ended = nextSignal()
    const gateway = await openOrFail(door, port, deadline)
    mask(gateway.placeholder)
    writeAll(1, exportLines({ gateway, region, apiUrl }, environment()))
    return { exitCode: exitCodeOf(signalNumber(await ended)) }
  }
  return (await withOwnAgent({ port, run })).exitCode
}

async function openOrFail(door: GatewayDoor, port: number, deadline: Deadline): Promise<OpenedGateway> {
  try {
    return await door.open({ mostTokens: 1, isTokenPassed: false, isForJob: true }, deadline)
  } catch (error) {
    if (error instanceof ActionError) throw error
    const message = `The gateway could not listen on port ${port} of 127.0.0.1 (${messageOf(error)}).`
    throw new ActionError('AGENT_FAILED', message, ['another program listens there'], error)
  }
}

/** What runs beside an agent in this process. */
interface OwnAgentParts {
  readonly address: AgentAddress
  readonly door: GatewayDoor
  /** Whether a token was asked for on the socket. */
  readonly hasAskedAgain: () => boolean
  readonly deadline: Deadline
}

type Run = (token: ServedToken, parts: OwnAgentParts) => Promise<ExecutionResult>

/** What an agent in this process is for. */
interface Undertaking {
  /** Of its gateway, 0 for any that is free. */
  readonly port: number
  /** What has to be there before `run`, and takes time. */
  readonly prepare?: (parts: OwnAgentParts) => Promise<void>
  /** Takes the signals over before it waits for anything. */
  readonly run: Run
}

async function withOwnAgent(undertaking: Undertaking): Promise<ExecutionResult> {
  const settings = await readSettings()
  const address = prepareAddress(agentPlaces(), process.platform)
  try {
    return await runAt(address, settings, undertaking)
  } finally {
    removeFolder(address)
  }
}

async function runAt(
  address: AgentAddress,
  settings: EnvironmentSettings,
  { port, prepare, run }: Undertaking,
): Promise<ExecutionResult> {
  const { credentials, apiUrl, timeoutMs, organizationId } = settings
  const interruption = watchForInterruption()
  let isRunning = false
  let hasAskedAgain = false
  // The command's own output is not to be interrupted; `gc-token status` tells what went on meanwhile.
  const context = requestContextOf((sentence) => (isRunning ? undefined : log(sentence)))
  const leases = new Leases(apiUrl, NO_JOURNAL, context)
  const ports = { leases, context, log: (): void => undefined }
  const manager = new TokenManager(await managerSettingsOf(settings), ports)
  const clean = (text: string): string => redactor().clean(text)
  const debug = environment()['RUNNER_DEBUG'] === '1' ? log : undefined
  const deadlineOf = (ms: number): Deadline => Deadline.after(ms, systemClock)
  const door = lazyGateway({ manager, ports, apiUrl, clean, debug, deadlineOf, port })
  const { place } = manager.settings.client.endpoint
  const facts = { clientId: credentials.clientId, place, apiUrl, lifetimeMs: Infinity }
  const runtime = new AgentRuntime(manager, facts, {
    ...ports,
    clean,
    gateway: door,
    serve: (answer) =>
      serve(address, (request) => {
        hasAskedAgain ||= request.ask === 'token' || request.ask === 'renew'
        return answer(request)
      }),
    // A process that is killed takes its agent along: no other one would read a journal.
    journalFault: () => '',
  })
  const deadline = deadlineOf(timeoutMs)
  const parts = { address, door, deadline, hasAskedAgain: () => hasAskedAgain }
  const start = (token: ServedToken): Promise<ExecutionResult> => {
    isRunning = true
    return run(token, parts)
  }
  const source = guardedSource(manager, organizationId, context)
  const own = { source, runtime, interruption, prepare: async () => prepare?.(parts), run: start, log }
  return execWithOwnAgent(own, deadline)
}

async function readSettings(): Promise<EnvironmentSettings> {
  const complete = await withClientSecret()
  const proxy = useProxySettings()
  redactor().add(proxy.secrets)
  const settings = readEnvironment(complete.environment, [...complete.mistakes, ...proxy.mistakes])
  for (const name of settings.ignored) {
    log(
      `${name} is ignored: GENESYSCLOUD_CLIENT_AUTH is ${settings.credentials.method}, which has no use for it.`,
    )
  }
  const unlisted = describeUnlisted(settings.region?.name ?? '')
  if (unlisted !== undefined) log(unlisted)
  return settings
}

async function managerSettingsOf(settings: EnvironmentSettings): Promise<ManagerSettings> {
  const { credentials, region, tokenUrl, minValidityMs, timeoutMs } = settings
  const endpoint = { place: placeOf(region, tokenUrl), tokenUrl }
  const authentication = await authenticationOf(credentials, tokenUrl)
  const client = { endpoint, scope: undefined, authentication }
  return { client, region: region?.name ?? '', minValidityMs, timeoutMs, revoke: true }
}
