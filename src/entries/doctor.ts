import { askAgent } from '../adapters/agent-socket/client.ts'
import { readNonce } from '../adapters/agent-socket/nonce.ts'
import { systemClock } from '../adapters/clock.ts'
import { readMachine } from '../adapters/doctor/machine.ts'
import { networkProbe } from '../adapters/doctor/network-probe.ts'
import { exitCodeOf } from '../adapters/command.ts'
import { isOutputTerminal, signalNumber } from '../adapters/execution.ts'
import { nextSignal } from '../adapters/interruption.ts'
import { agentPlaces, environment, writeAll } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { AgentUnreachable } from '../agent/agent-errors.ts'
import { Deadline } from '../core/deadline.ts'
import { ActionError } from '../core/errors.ts'
import { type CheckResult } from '../doctor/check.ts'
import { runDoctor } from '../doctor/doctor.ts'
import { isHealthy, reportJson, reportLines } from '../doctor/report.ts'
import { type ExaminedToken, type TokenToExamine } from '../doctor/token-to-examine.ts'
import { placeOf } from '../genesys/region.ts'
import { oneAttempt, type RequestContext } from '../http/send.ts'
import { issueToken } from '../lease/issue-token.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type TokenSource } from '../lease/token-source.ts'
import { agentPlaceOf, withAgent, whatIsGiven, type AgentPlace } from '../programs/doctor/given.ts'
import { asActionError } from '../programs/gc-token/describe.ts'
import { describeLeft, isSettledSoon } from '../programs/gc-token/left-tokens.ts'
import { type DoctorWish } from '../programs/gc-token/doctor-wish.ts'
import { hasCredentials, readEnvironment, type EnvironmentSettings } from '../settings/environment.ts'
import { withoutInputs } from '../settings/in-variables.ts'
import { SECRET_VARIABLES } from '../settings/secret-place.ts'
import { variableSource } from '../settings/sources.ts'
import { authenticationOf } from './authentication.ts'
import { type AgentSource } from './agent-source.ts'
import { withClientSecret, type CompleteEnvironment } from './credentials.ts'
import { documentation, log, redactor } from './terminal.ts'
import { requestContextOf } from './terminal-requests.ts'

/** For all checks together: each has 5 s, and those that wait for each other form a chain of eight. */
const ALL_WITHIN_MS = 60_000

/** What a token that was asked for takes to be revoked at most. */
const RELEASE_MS = 10_000

const AGENT_WITHIN_MS = 4_000

/** `gc-token doctor`. @returns the exit code */
export async function examineFromTerminal(wish: DoctorWish, agentSource: AgentSource): Promise<number> {
  const proxy = useProxySettings()
  redactor().add(proxy.secrets)
  const complete = await withClientSecret()
  const agent = await findAgent(wish.isOffline)
  const known = agent === undefined ? complete.environment : withAgent(complete.environment, agent)
  const { settings, mistakes } = readOrMistakes(known, complete)
  const given = givenBy(complete, mistakes, agent)
  const request = requestContextOf(() => undefined)
  const leases = new Leases(given.hosts.api?.url ?? '', NO_JOURNAL, request)
  const source = agentSource(environment()['GC_TOKEN_SOCK'] ?? '', agentPlaces())
  const token = noticing(tokenFrom(wish, agent && { ...agent, source }, settings, { request, leases }))
  const examined = runDoctor(
    {
      ...given,
      machine: readMachine(given.hosts, proxy.mistakes, environment()),
      organizationId: settings?.organizationId,
      probe: networkProbe,
      token,
      request,
      leases,
      isOffline: wish.isOffline,
      clean: (text) => redactor().clean(withoutInputs(text)),
    },
    Deadline.after(ALL_WITHIN_MS, systemClock),
    wish.checks,
  )
  const outcome = await Promise.race([examined, nextSignal()])
  // A token that is on its way when a signal comes is waited for: it has to be released too.
  const isAnswered = typeof outcome !== 'string' || (await isSettledSoon(token.settled(), request))
  // Before anything is printed: a pipe that is closed ends this process.
  await releaseAll(leases, !isAnswered && token.needsEndpoint)
  if (typeof outcome === 'string') return exitCodeOf(signalNumber(outcome))
  writeAll(1, reportOf(outcome, wish))
  return isHealthy(outcome, wish.isStrict) ? 0 : 1
}

function givenBy(
  { environment: variables, mistakes: secretMistakes }: Awaited<ReturnType<typeof withClientSecret>>,
  mistakes: Parameters<typeof whatIsGiven>[0]['mistakes'],
  agent: AgentPlace | undefined,
): ReturnType<typeof whatIsGiven> {
  const rawSecret = secretMistakes.length > 0 ? '' : (variables[SECRET_VARIABLES.itself] ?? '')
  return whatIsGiven({
    source: variableSource(variables),
    environment: variables,
    rawSecret,
    mistakes,
    agent,
  })
}

function reportOf(results: readonly CheckResult[], { isJson, isStrict }: DoctorWish): string {
  const page = documentation().replace(/troubleshooting\.md$/, 'doctor.md')
  if (isJson) return `${reportJson(results, isStrict, page)}\n`
  const isColoured = isOutputTerminal() && !environment()['NO_COLOR']
  return `${reportLines(results, { isColoured, documentation: page }).join('\n')}\n`
}

/** What the agent knows, and the agent; `undefined` where there is none, or none that answers and credentials to do without. */
async function findAgent(isOffline: boolean): Promise<AgentPlace | undefined> {
  const socket = environment()['GC_TOKEN_SOCK'] ?? ''
  if (socket === '') return undefined
  const unasked: AgentPlace = { region: '', tokenUrl: '', apiUrl: '', lifetimeMs: undefined }
  if (isOffline) return unasked
  try {
    const readNonceThere = (): string => readNonce(socket, agentPlaces())
    return agentPlaceOf(
      await askAgent({ socket, readNonce: readNonceThere, ask: 'status', waitMs: AGENT_WITHIN_MS }),
    )
  } catch (error) {
    if (!(error instanceof AgentUnreachable)) throw error
    return hasCredentials(environment()) ? undefined : unasked
  }
}

function readOrMistakes(
  known: CompleteEnvironment['environment'],
  { mistakes }: CompleteEnvironment,
): { readonly settings: EnvironmentSettings | undefined; readonly mistakes: string } {
  try {
    return { settings: readEnvironment(known, mistakes), mistakes: '' }
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    return { settings: undefined, mistakes: error.message }
  }
}

interface Issuing {
  readonly request: RequestContext
  readonly leases: Leases
}

function tokenFrom(
  { asksForToken }: DoctorWish,
  agent: ReachedAgent | undefined,
  settings: EnvironmentSettings | undefined,
  issuing: Issuing,
): TokenToExamine {
  if (agent !== undefined) {
    return { needsEndpoint: false, get: (deadline) => refusedIfThrown(() => tokenOfAgent(agent, deadline)) }
  }
  if (!asksForToken || settings === undefined) {
    const because = 'there is no agent, and a token is asked for only with --ask-for-token'
    return { needsEndpoint: false, get: () => Promise.resolve({ is: 'not-asked-for', because }) }
  }
  return {
    needsEndpoint: true,
    get: (deadline) => refusedIfThrown(() => issued(settings, deadline, issuing)),
  }
}

/** A token, and whether it is still on its way. */
function noticing(token: TokenToExamine): TokenToExamine & { readonly settled: () => Promise<unknown> } {
  let asked: Promise<unknown> = Promise.resolve()
  const get = (deadline: Deadline): Promise<ExaminedToken> => {
    const got = token.get(deadline)
    asked = got.catch(() => undefined)
    return got
  }
  return { needsEndpoint: token.needsEndpoint, get, settled: () => asked }
}

async function refusedIfThrown(get: () => Promise<ExaminedToken>): Promise<ExaminedToken> {
  try {
    return await get()
  } catch (error) {
    const refusal = asActionError(error, environment()['GC_TOKEN_SOCK'] ?? '')
    if (refusal === undefined) throw error
    return { is: 'refused', error: refusal }
  }
}

/** An agent's place, and the agent. */
interface ReachedAgent extends AgentPlace {
  readonly source: TokenSource
}

async function tokenOfAgent(
  { lifetimeMs, source }: ReachedAgent,
  deadline: Deadline,
): Promise<ExaminedToken> {
  const { value, expiresAt } = await source.current(deadline)
  return { is: 'valid', value, expiresAt, lifetimeMs, origin: 'the agent has one' }
}

async function issued(
  settings: EnvironmentSettings,
  deadline: Deadline,
  { request, leases }: Issuing,
): Promise<ExaminedToken> {
  const { credentials, region, tokenUrl } = settings
  const authentication = await authenticationOf(credentials, tokenUrl)
  const client = {
    endpoint: { place: placeOf(region, tokenUrl), tokenUrl },
    scope: undefined,
    authentication,
  }
  const { lease, isLifetimeAssumed } = await issueToken(
    { client, attempts: oneAttempt(deadline) },
    leases,
    request,
  )
  const { value, expiresAt, lifetimeMs } = lease.token
  return {
    is: 'valid',
    value,
    expiresAt,
    lifetimeMs: isLifetimeAssumed ? undefined : lifetimeMs,
    origin: 'one was issued, to be revoked at the end',
  }
}

async function releaseAll(leases: Leases, isAwaitingToken: boolean): Promise<void> {
  const released = await leases.releaseAll(Deadline.after(RELEASE_MS, systemClock))
  const releases = released.map(({ release }) => release)
  for (const sentence of describeLeft({ releases, isAwaitingToken })) log(sentence)
}
