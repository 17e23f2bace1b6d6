import { prepareAddress, removeFolder } from '../adapters/agent-socket/address.ts'
import { writeLaunchers } from '../adapters/agent-socket/launchers.ts'
import { serve } from '../adapters/agent-socket/server.ts'
import { systemClock } from '../adapters/clock.ts'
import { ownScript, withPath } from '../adapters/execution.ts'
import { watchForInterruption } from '../adapters/interruption.ts'
import { httpTransport } from '../adapters/node-http.ts'
import { agentPlaces, environment } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { type AgentAddress } from '../agent/agent-address.ts'
import { AgentRuntime } from '../agent/agent-runtime.ts'
import { type ManagerSettings } from '../agent/manager-ports.ts'
import { requestSource } from '../agent/request-source.ts'
import { TokenManager } from '../agent/token-manager.ts'
import { Deadline } from '../core/deadline.ts'
import { describeUnlisted, placeOf } from '../genesys/region.ts'
import { withCleanReplies } from '../http/clean-replies.ts'
import { type RequestContext } from '../http/send.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { askOnce } from '../programs/gc-token/ask-once.ts'
import { execWithOwnAgent, type ExecutionResult } from '../programs/gc-token/exec.ts'
import { readEnvironment, type EnvironmentSettings } from '../settings/environment.ts'
import { authenticationOf } from './authentication.ts'
import { executeCommand, type CommandToRun } from './execution.ts'
import { log, redactor } from './terminal.ts'

/** One token, issued for the credentials of the environment; its caller keeps it. @throws ActionError */
export async function askWithCredentials(): Promise<ServedToken> {
  const settings = readSettings()
  const context = requestContextOf(log)
  const leases = new Leases(settings.apiUrl, NO_JOURNAL, context)
  const source = requestSource(await managerSettingsOf(settings), { leases, context })
  return askOnce(source, leases, Deadline.after(settings.timeoutMs, systemClock), context)
}

/** Runs a command with an agent inside this process; the tokens that it is issued end with the command. */
export async function executeWithOwnAgent(command: CommandToRun): Promise<ExecutionResult> {
  const settings = readSettings()
  const address = prepareAddress(agentPlaces(), process.platform)
  try {
    return await executeAt(address, settings, command)
  } finally {
    removeFolder(address)
  }
}

async function executeAt(
  address: AgentAddress,
  settings: EnvironmentSettings,
  command: CommandToRun,
): Promise<ExecutionResult> {
  const { credentials, apiUrl, timeoutMs } = settings
  const interruption = watchForInterruption()
  let isRunning = false
  // The command's own output is not to be interrupted; `gc-token status` tells what went on meanwhile.
  const context = requestContextOf((sentence) => (isRunning ? undefined : log(sentence)))
  const leases = new Leases(apiUrl, NO_JOURNAL, context)
  const quiet = (): void => undefined
  const managerSettings = await managerSettingsOf(settings)
  const manager = new TokenManager(managerSettings, { leases, context, log: quiet })
  const { place } = managerSettings.client.endpoint
  const facts = { clientId: credentials.clientId, place, apiUrl, lifetimeMs: Infinity }
  const runtime = new AgentRuntime(manager, facts, {
    leases,
    context,
    log: quiet,
    clean: (text) => redactor().clean(text),
    serve: (answer) => serve(address, answer),
    // A process that is killed takes its agent along: no other one would read a journal.
    journalFault: () => '',
  })
  const run = async (token: ServedToken): Promise<ExecutionResult> => {
    const bin = writeLaunchers(address.folder, process.execPath, ownScript())
    const inherited = { ...withPath(bin, environment()), GC_TOKEN_SOCK: address.socket }
    isRunning = true
    return executeCommand(command, token, inherited)
  }
  const deadline = Deadline.after(timeoutMs, systemClock)
  return execWithOwnAgent({ source: manager, runtime, interruption, run, log }, deadline)
}

function readSettings(): EnvironmentSettings {
  const settings = readEnvironment(environment(), useProxySettings().mistakes)
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

function requestContextOf(tell: (sentence: string) => void): RequestContext {
  return {
    transport: withCleanReplies(httpTransport(systemClock), (text) => redactor().cleanReply(text)),
    clock: systemClock,
    random: Math.random,
    signal: new AbortController().signal,
    log: tell,
    mask: (forms) => void redactor().add(forms),
    forget: (forms) => redactor().forget(forms),
  }
}
