import { Deadline } from '../core/deadline.ts'
import { isoSeconds, type EpochMs } from '../core/time.ts'
import { type RequestContext } from '../http/send.ts'
import { type EntryReference, type LeaseRecord } from '../lease/lease-record.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { settleOffer } from '../sharing/settle-offer.ts'
import { type TokenStore } from '../sharing/token-store.ts'
import { readAgent, readLeases } from './saved-state.ts'
import { type Step } from './step.ts'
import { closeGateway, reportStopped, stopAgent, type AgentLink, type SavedAgent } from './stop-agent.ts'
import { plain, summaryOutcome } from './summary.ts'

/** What post works with. */
export interface PostPorts {
  readonly step: Step
  readonly context: RequestContext
  /** The way to an agent that main started. */
  readonly openLink: () => Promise<AgentLink>
  /** The store of a token that may have been shared; `undefined` if this step cannot reach it. */
  readonly openStore: (kind: EntryReference['store']) => Promise<TokenStore | undefined>
}

/** What a post step promises, in milliseconds. A cancelled job has five minutes for all its post steps together. */
export const POST_MS = {
  total: 30_000,
  leases: 28_000,
  lookForOffer: 4_000,
  /** Before anything is released, where there is a gateway. */
  gatewayCloses: 2_500,
  agentConnects: 1_500,
  /** What the agent is told that it has. */
  agentStops: 13_000,
  agentIsLate: 1_000,
  journalOfLostAgent: 10_000,
} as const

/**
 * What post does: releases what main left behind and says in one line what came of it. A token that may still be valid is a
 * warning; nothing is a reason to fail the job.
 */
export async function post(ports: PostPorts): Promise<void> {
  const { step, context } = ports
  const deadline = Deadline.after(POST_MS.leases, context.clock)
  const saved = readState(step)
  if (saved === undefined) return
  if (saved.agent !== undefined) step.mask([saved.agent.journalKey.reveal()])
  const link = saved.agent && (await ports.openLink())
  const traffic = saved.agent && link && (await endGateway(saved.agent, link, step))
  // Both at the same time: an agent that hangs must not cost the step's own token its revocation.
  const stopping = saved.agent && link && stopAgent(saved.agent, { link, times: POST_MS, deadline, context })
  const outcome = await endLeases(saved.leases, deadline, ports)
  if (stopping !== undefined) reportStopped(await stopping, saved.agent?.isRevoking === true, step)
  if (step.savedState('summary') === 'true') step.addSummary(summaryOutcome(outcome, traffic))
}

function readState(
  step: Step,
): { readonly leases: LeaseRecord[]; readonly agent: SavedAgent | undefined } | undefined {
  try {
    return { leases: readLeases(step), agent: readAgent(step) }
  } catch {
    step.warn(
      'What the step saved for its post step cannot be read. A token of it may be valid until it expires.',
    )
    return undefined
  }
}

/** @returns what has passed through it; empty if there was none */
async function endGateway(agent: SavedAgent, link: AgentLink, step: Step): Promise<string> {
  if (!agent.hasGateway) return ''
  const traffic = await closeGateway(agent, link, POST_MS.gatewayCloses)
  if (traffic !== '') step.log(`The gateway is closed: ${traffic}.`)
  return traffic
}

async function endLeases(
  records: readonly LeaseRecord[],
  deadline: Deadline,
  ports: PostPorts,
): Promise<string> {
  const leases = new Leases('', NO_JOURNAL, ports.context)
  // All are masked before the first request: a server may quote one.
  const adopted = records.map((record) => leases.adopt(record))
  // One of them is likely to be revoked, whatever is looked up before.
  const toRelease = adopted.find(({ custody }) => custody.is === 'held' || custody.is === 'offered')
  if (toRelease !== undefined) ports.context.connectAhead?.(toRelease.apiUrl)
  // A shared token that was refused has made way for another one; of those that main released itself, one line tells.
  const [last] = adopted.slice(-1)
  const relevant = adopted.filter(
    (lease) => lease === last || (lease.custody.is !== 'shared' && lease.custody.is !== 'released'),
  )
  const ends = await Promise.all(relevant.map((lease) => endLease(lease, deadline, ports)))
  for (const { log, isWarning } of ends) {
    if (isWarning) ports.step.warn(log)
    else ports.step.log(log)
  }
  if (ends.length > 0) return ends.map(({ summary }) => summary).join(' ')
  ports.step.log('The step got no token; nothing to revoke.')
  return 'No token.'
}

/** How a token ended, for the log and for the summary. */
interface LeaseEnd {
  readonly log: string
  readonly summary: string
  readonly isWarning?: true
}

async function endLease(lease: TokenLease, deadline: Deadline, ports: PostPorts): Promise<LeaseEnd> {
  const expiry = isoSeconds(lease.token.expiresAt)
  const unsettled = lease.custody.is === 'offered' ? await settle(lease, deadline, ports) : undefined
  switch (lease.custody.is) {
    case 'held':
      return releaseHeld(lease, deadline)
    case 'offered':
      return mayBeValid(lease.token.expiresAt, unsettled ?? 'whether other jobs share it is not known')
    case 'shared':
      return {
        log: `The token is shared with other jobs and was left alone; it expires at ${expiry}.`,
        summary: `Shared with other jobs, left alone; expires at ${expiry}.`,
      }
    case 'kept':
      return {
        log: `The token was left valid because revoke is false; it expires at ${expiry}.`,
        summary: `Left valid because \`revoke\` is \`false\`; expires at ${expiry}.`,
      }
    case 'released':
      return {
        log: 'The step revoked its token itself; nothing to revoke.',
        summary: 'Revoked by the step itself.',
      }
  }
}

/** Looks for the entry of a token whose publication was cut off. @returns why that was not possible, else nothing */
async function settle(
  lease: TokenLease,
  deadline: Deadline,
  { openStore, context }: PostPorts,
): Promise<string | undefined> {
  if (lease.custody.is !== 'offered') return undefined
  const { entry } = lease.custody
  const store = await openStore(entry.store)
  if (store === undefined) return 'whether other jobs share it is not known: its store cannot be asked'
  const because = await settleOffer(lease, entry, deadline.part(POST_MS.lookForOffer), { ...context, store })
  context.signal.throwIfAborted()
  return because === undefined ? undefined : `whether other jobs share it is not known: ${because}`
}

async function releaseHeld(lease: TokenLease, deadline: Deadline): Promise<LeaseEnd> {
  const release = await lease.release(deadline)
  const expiry = isoSeconds(release.until)
  switch (release.outcome) {
    case 'revoked':
      return { log: 'The token was revoked.', summary: 'Revoked.' }
    case 'already-invalid':
      return {
        log: 'The token was no longer valid (revoked, expired, or invalidated by the idle timeout); nothing to revoke.',
        summary: 'No longer valid at the end of the job.',
      }
    case 'expired':
      return {
        log: `The token had already expired at ${expiry}; nothing to revoke.`,
        summary: `Expired at ${expiry}.`,
      }
    case 'may-be-valid':
      return mayBeValid(release.until, release.because)
  }
}

function mayBeValid(until: EpochMs, because: string): LeaseEnd {
  const expiry = isoSeconds(until)
  return {
    log:
      `The token could not be revoked (${because}). It may stay valid until ${expiry}. ` +
      'To end it before, disable the OAuth client in Genesys Cloud.',
    summary: `Not revoked (${plain(because)}); may be valid until ${expiry}.`,
    isWarning: true,
  }
}
