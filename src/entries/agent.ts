import { agentLog, leaveStarter, onEndSignal, readStdin, tellStarter } from '../adapters/agent-process.ts'
import { removeTraces } from '../adapters/agent-socket/address.ts'
import { agentJournal, requestMark } from '../adapters/agent-socket/journal-file.ts'
import { serve } from '../adapters/agent-socket/server.ts'
import { cleanStderr } from '../adapters/clean-stderr.ts'
import { systemClock } from '../adapters/clock.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { AgentRuntime } from '../agent/agent-runtime.ts'
import { decodeStart, type AgentStart } from '../agent/agent-start.ts'
import { LOOKED, READY } from '../agent/answering.ts'
import { TokenManager } from '../agent/token-manager.ts'
import { Deadline } from '../core/deadline.ts'
import { messageOf } from '../core/errors.ts'
import { tokenForms } from '../core/masks.ts'
import { Redactor } from '../core/redactor.ts'
import { withCleanReplies } from '../http/clean-replies.ts'
import { type RequestContext } from '../http/send.ts'
import { type Transport } from '../http/transport.ts'
import { Leases } from '../lease/leases.ts'
import { type ClientAuthentication } from '../oauth/client-authentication.ts'
import { secretForms } from '../oauth/client-credentials.ts'
import { authenticationOf } from './authentication.ts'
import { lazyGateway } from './gateway-door.ts'

/** A job of GitHub's ends after this at the latest on its own runners; nothing of ours outlives it by more. */
const LONGEST_LIFE_MS = 24 * 60 * 60 * 1000

runAgent()

/** The agent: keeps one token fresh until it is told to stop, its job is over, or its time is. */
function runAgent(): void {
  // Node would open a debugger, and with it the memory that holds the client secret.
  process.on('SIGUSR1', () => undefined)
  process.exitCode = 1
  process.noDeprecation = true
  const redactor = new Redactor()
  cleanStderr((text) => redactor.clean(text))
  const write = agentLog()
  const log = (sentence: string): void => write(redactor.clean(sentence))
  const fail = (error: unknown): void => {
    // Only what was thrown: its stack would add nothing that the log of a stranger's job should show.
    log(`The agent stopped because of a fault of its own (${messageOf(error)}).`)
    tellStarter(redactor.clean(messageOf(error)))
    process.exit(1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  keepUntilTheEnd(redactor, log).then(() => process.exit(0), fail)
}

async function keepUntilTheEnd(redactor: Redactor, log: (sentence: string) => void): Promise<void> {
  const start = decodeStart(await readStdin())
  redactor.add([...secretForms(start.credentials), ...useProxySettings().secrets])
  const authentication = await authenticationOf(start.credentials, start.endpoint.tokenUrl)
  const { manager, runtime } = agentOf(start, authentication, redactor, log)
  onEndSignal((signal) => void runtime.stop(`got ${signal}`))
  await runtime.start()
  tellStarter(READY)
  void runtime.firstLook.then(() => {
    const { trouble } = manager
    tellStarter(trouble === undefined ? LOOKED : `${LOOKED} ${redactor.clean(trouble.reason)}`)
    leaveStarter()
  })
  await runtime.ended
  removeTraces(start.address)
}

function agentOf(
  start: AgentStart,
  authentication: ClientAuthentication,
  redactor: Redactor,
  log: (sentence: string) => void,
): { readonly manager: TokenManager; readonly runtime: AgentRuntime } {
  const { credentials, endpoint, scope, region, apiUrl, minValidityMs, timeoutMs, revoke, address } = start
  const context = requestContextOf(redactor, log)
  let fault: string | undefined
  const journal = agentJournal(address.folder, start.journalKey, (because) => {
    if (because !== undefined && because !== fault) {
      log(`The list of tokens to release could not be written (${because}).`)
    }
    fault = because
  })
  const leases = new Leases(apiUrl, journal, context)
  const client = { endpoint, scope, authentication }
  const settings = { client, region, minValidityMs, timeoutMs, revoke }
  const ports = { leases, context, log, announceRequest: requestMark(address.folder) }
  const manager = new TokenManager(settings, ports)
  if (start.refreshToken !== undefined) redactor.add(tokenForms(start.refreshToken.reveal()))
  // The step that started the agent answers for this one: here it is only used.
  manager.use(leases.adopt({ ...start.first, custody: { is: 'shared' } }), start.refreshToken)
  const facts = { clientId: credentials.clientId, place: endpoint.place, apiUrl, lifetimeMs: LONGEST_LIFE_MS }
  const clean = (text: string): string => redactor.clean(text)
  const deadlineOf = (ms: number): Deadline => Deadline.after(ms, systemClock)
  const debug = start.isDebug ? log : undefined
  const gateway = lazyGateway({ manager, ports, apiUrl, clean, debug, deadlineOf, port: 0 })
  const runtime = new AgentRuntime(manager, facts, {
    leases,
    context,
    log,
    clean,
    gateway,
    serve: (answer) => serve(address, answer),
    journalFault: () => fault ?? '',
  })
  return { manager, runtime }
}

/** The HTTP client is loaded when the first request is made: the step that waits for the agent does not wait for that. */
function requestContextOf(redactor: Redactor, log: (sentence: string) => void): RequestContext {
  const transport: Transport = async (request, timeoutMs, signal) => {
    const { httpTransport } = await import('../adapters/node-http.ts')
    return httpTransport(systemClock)(request, timeoutMs, signal)
  }
  return {
    transport: withCleanReplies(transport, (text) => redactor.cleanReply(text)),
    clock: systemClock,
    random: Math.random,
    signal: new AbortController().signal,
    log,
    mask: (forms) => void redactor.add(forms),
    forget: (forms) => redactor.forget(forms),
  }
}
