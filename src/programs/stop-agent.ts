import { type AgentEnd } from '../agent/agent-end.ts'
import { onOneLine } from '../core/characters.ts'
import { type Deadline } from '../core/deadline.ts'
import { messageOf } from '../core/errors.ts'
import { type Secret } from '../core/secret.ts'
import { isoSeconds } from '../core/time.ts'
import { type RequestContext } from '../http/send.ts'
import { type LeaseRecord } from '../lease/lease-record.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type Release } from '../lease/token-lease.ts'
import { type Step } from './step.ts'

/** What post has to know of an agent to end it, or to clean up after it. */
export interface SavedAgent {
  readonly socket: string
  readonly folder: string
  readonly journalKey: Secret
  /** Whether the tokens that it is issued end with it. */
  readonly isRevoking: boolean
  readonly hasGateway: boolean
}

/** What post can do about an agent; each throws an Error with the reason if it cannot. */
export interface AgentLink {
  /** Asks it to end. @param stopsMs what it has for that */
  stop(agent: SavedAgent, stopsMs: number): Promise<AgentEnd>
  /** Has its gateway closed. @returns what has passed, in one line */
  closeGateway(agent: SavedAgent, closesMs: number): Promise<string>
  readJournal(agent: SavedAgent): {
    readonly records: readonly LeaseRecord[]
    readonly isOutdated: boolean
    readonly isAwaitingToken: boolean
  }
  /** The lines of its log, where debug logging asks for them. */
  debugLog(agent: SavedAgent): readonly string[]
  /** The end of its log, on one line; empty if there is none. */
  lastWords(agent: SavedAgent): string
  removeFolder(agent: SavedAgent): void
}

/** How long each part may take, in milliseconds. */
export interface StopTimes {
  readonly agentStops: number
  readonly journalOfLostAgent: number
}

/** How an agent ended, and what came of its tokens. */
export interface StoppedAgent extends AgentEnd {
  /** Why it could not be asked: it has ended, or is held up; empty if it could. */
  readonly lostBecause: string
  /** Why its tokens are not known; empty if they are. */
  readonly unknownBecause: string
  readonly debugLog: readonly string[]
}

/**
 * Closes the gateway, before any token is released that a request through it may be using. Never throws: an agent that cannot be asked
 * has no gateway any more.
 *
 * @returns what has passed, in one line; empty if that is not known
 */
export async function closeGateway(agent: SavedAgent, link: AgentLink, closesMs: number): Promise<string> {
  try {
    return onOneLine(await link.closeGateway(agent, closesMs))
  } catch {
    return ''
  }
}

/** What ending an agent works with. */
export interface StopParts {
  readonly link: AgentLink
  readonly times: StopTimes
  readonly deadline: Deadline
  readonly context: RequestContext
}

/** Ends the agent; one that cannot be asked has left a journal, whose tokens are released here. Never throws. */
export async function stopAgent(agent: SavedAgent, parts: StopParts): Promise<StoppedAgent> {
  const { link } = parts
  const end = await endOf(agent, parts)
  const debugLog = link.debugLog(agent)
  link.removeFolder(agent)
  return { ...end, debugLog }
}

async function endOf(agent: SavedAgent, parts: StopParts): Promise<Omit<StoppedAgent, 'debugLog'>> {
  const { link, times } = parts
  try {
    return { ...(await link.stop(agent, times.agentStops)), lostBecause: '', unknownBecause: '' }
  } catch (error) {
    const words = link.lastWords(agent)
    const lostBecause = `${onOneLine(messageOf(error))}${words === '' ? '' : `; its log ends with: ${words}`}`
    return { ...(await releaseJournal(agent, parts)), lostBecause }
  }
}

async function releaseJournal(
  agent: SavedAgent,
  { link, times, deadline, context }: StopParts,
): Promise<Omit<StoppedAgent, 'lostBecause' | 'debugLog'>> {
  const end = { releases: [], isAwaitingToken: false, journalFault: '', unknownBecause: '' }
  try {
    const { records, isOutdated, isAwaitingToken } = link.readJournal(agent)
    const leases = new Leases('', NO_JOURNAL, context)
    // All are masked before the first request: a server may quote one.
    for (const record of records) leases.adopt(record)
    const releases = (await leases.releaseAll(deadline.part(times.journalOfLostAgent))).map(
      ({ release }) => release,
    )
    return {
      ...end,
      releases,
      isAwaitingToken,
      unknownBecause: isOutdated ? 'its journal could not be written to the end' : '',
    }
  } catch (error) {
    return { ...end, unknownBecause: `its journal cannot be read: ${onOneLine(messageOf(error))}` }
  }
}

/** One line about an agent's end, and warnings of tokens that may still be valid. */
export function reportStopped(stopped: StoppedAgent, isRevoking: boolean, step: Step): void {
  const { lostBecause, unknownBecause, journalFault, isAwaitingToken, releases, debugLog } = stopped
  for (const line of debugLog) step.log(`Agent: ${line}`)
  const outcome = isRevoking
    ? describeReleases(stopped)
    : 'its tokens were left valid because revoke is false'
  step.log(
    lostBecause === ''
      ? `The agent was stopped; ${outcome}.`
      : `The agent did not answer (${lostBecause}); ${outcome}.`,
  )
  if (journalFault !== '') step.log(`The agent could not write its journal (${journalFault}).`)
  if (!isRevoking) return
  const left = releases.filter((release) => release.outcome === 'may-be-valid')
  if (left.length > 0) step.warn(describeLeft(left))
  if (isAwaitingToken) {
    step.warn('A token request of the agent was unanswered. A token of it may stay valid until it expires.')
  }
  if (unknownBecause !== '') {
    step.warn(
      `Whether the agent had tokens of its own, and revoked them, is not known (${unknownBecause}). They may stay valid until they expire. ` +
        'An agent whose folder is removed revokes its tokens and ends.',
    )
  }
}

function describeReleases({ releases, unknownBecause }: StoppedAgent): string {
  const revoked = releases.filter(
    ({ outcome }) => outcome === 'revoked' || outcome === 'already-invalid',
  ).length
  if (revoked > 1) return `${revoked} tokens that it had got are revoked`
  if (revoked === 1) return '1 token that it had got is revoked'
  if (releases.length > 0) return 'none of its tokens is revoked'
  return unknownBecause === '' ? 'it had got no token itself' : 'what it had got is not known'
}

function describeLeft(left: readonly Extract<Release, { outcome: 'may-be-valid' }>[]): string {
  const reasons = [...new Set(left.map(({ because }) => because))].join('; ')
  const until = isoSeconds(Math.max(...left.map((release) => release.until)))
  return (
    `Tokens that the agent had got could not be revoked (${left.length}; ${reasons}). They may stay valid until ${until}. ` +
    'To end them before, disable the OAuth client in Genesys Cloud.'
  )
}
