import { prepareAddress, removeFolder } from '../adapters/agent-socket/address.ts'
import { fileJournal, newJournalKey } from '../adapters/agent-socket/journal-file.ts'
import { openAgentsGateway } from '../adapters/agent-socket/gateway-client.ts'
import { launch, logLines } from '../adapters/agent-socket/launch.ts'
import { writeLaunchers } from '../adapters/agent-socket/launchers.ts'
import { askToStop } from '../adapters/agent-socket/stop.ts'
import { bundleOf } from '../adapters/execution.ts'
import { agentPlaces, environment } from '../adapters/process.ts'
import { type AgentAddress } from '../agent/agent-address.ts'
import { encodeStart } from '../agent/agent-start.ts'
import { type OpenedGateway } from '../agent/gateway-door.ts'
import { type Deadline } from '../core/deadline.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { type Secret } from '../core/secret.ts'
import { placeOf } from '../genesys/region.ts'
import { type AgentStarter, type EndedAgent, type StartedAgent } from '../programs/keep-fresh.ts'
import { type Found } from '../programs/hand-over.ts'
import { type SavedAgent } from '../programs/stop-agent.ts'
import { type Settings } from '../settings/settings.ts'

/** A step that waits longer for its agent has a runner that is out of something. */
const READY_WITHIN_MS = 10_000

/** After a failure nothing waits long for an agent. */
const LINK_MS = { agentConnects: 1_500, agentIsLate: 1_000 }

/** @throws ActionError AGENT_FAILED for what the operating system says about the agent's folder */
function writeOrFail<Result>(write: () => Result): Result {
  try {
    return write()
  } catch (error) {
    throw new ActionError(
      'AGENT_FAILED',
      `The folder of the agent could not be written to (${messageOf(error)}).`,
      ['the disk of the runner is full', 'something removed or locked files in RUNNER_TEMP'],
      error,
    )
  }
}

/** Starts agents with this very Node, from the bundle beside this one. */
export function agentStarter(settings: Settings, signal: AbortSignal): AgentStarter {
  let started: SavedAgent | undefined
  return {
    stop: async (stopsMs) => started && stopAgent(started, stopsMs),
    prepare: () => {
      const address = prepareAddress(agentPlaces(), process.platform)
      const { socket, folder } = address
      const journalKey = newJournalKey()
      writeOrFail(() => fileJournal(folder, journalKey).write([]))
      const saved = { socket, folder, journalKey, isRevoking: settings.revoke, hasGateway: settings.gateway }
      return {
        saved,
        stepId: environment()['GITHUB_ACTION'] ?? '',
        openGateway: () => (settings.gateway ? openGateway(socket, settings) : undefined),
        start: async (first, deadline) => {
          const agent = await startAgent({ address, journalKey, first, settings }, deadline, signal)
          started = saved
          return agent
        },
      }
    },
  }
}

async function stopAgent(agent: SavedAgent, stopsMs: number): Promise<EndedAgent | undefined> {
  const { releases, isAwaitingToken } = await askToStop(agent.socket, agentPlaces(), stopsMs, LINK_MS)
  const isOver = !isAwaitingToken && releases.every(({ outcome }) => outcome !== 'may-be-valid')
  if (!isOver) return undefined
  const debugLog = environment()['RUNNER_DEBUG'] === '1' ? logLines(agent.folder) : []
  return { debugLog, removeTraces: () => removeFolder(agent) }
}

async function openGateway(socket: string, settings: Settings): Promise<OpenedGateway> {
  const { gatewayTokens: mostTokens, gatewayPassToken: isTokenPassed } = settings
  try {
    return await openAgentsGateway(socket, agentPlaces(), { mostTokens, isTokenPassed, isForJob: true })
  } catch (error) {
    const message = `The gateway could not be opened (${messageOf(error)}).`
    throw new ActionError(
      'AGENT_FAILED',
      message,
      ['something on the runner forbids listening on 127.0.0.1'],
      error,
    )
  }
}

interface Prepared {
  readonly address: AgentAddress
  readonly journalKey: Secret
  readonly first: Pick<Found, 'lease' | 'refreshToken'>
  readonly settings: Settings
}

async function startAgent(
  { address, journalKey, first, settings }: Prepared,
  deadline: Deadline,
  signal: AbortSignal,
): Promise<StartedAgent> {
  const { credentials, region, tokenUrl, scope, apiUrl, minValidityMs, timeoutMs, revoke } = settings
  const start = encodeStart({
    credentials,
    endpoint: { place: placeOf(region, tokenUrl), tokenUrl },
    scope,
    region: region?.name ?? '',
    apiUrl,
    minValidityMs,
    timeoutMs,
    revoke,
    address,
    journalKey,
    first: first.lease.record,
    refreshToken: first.refreshToken,
    isDebug: environment()['RUNNER_DEBUG'] === '1',
  })
  const { folder } = address
  const { execPath, execArgv } = process
  const deadlineMs = Math.min(READY_WITHIN_MS, Math.max(1, deadline.leftMs))
  const bin = writeOrFail(() => writeLaunchers(folder, execPath, bundleOf('gc-token')))
  const how = {
    execPath,
    execArgv,
    script: bundleOf('agent'),
    folder,
    environment: environment(),
    deadlineMs,
    hasGateway: settings.gateway,
  }
  return { bin, trouble: await launch(start, how, signal) }
}
