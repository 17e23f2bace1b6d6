import { type Deadline } from '../core/deadline.ts'
import { isoSeconds, type EpochMs } from '../core/time.ts'
import { type RequestContext } from '../http/send.ts'
import { type EntryReference, type LeaseRecord } from '../lease/lease-record.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { settleOffer } from '../sharing/settle-offer.ts'
import { type TokenStore } from '../sharing/token-store.ts'
import { type Step } from './step.ts'
import { plain } from './summary.ts'

/** What post learns of main's tokens. */
export interface LeftByMain {
  readonly leases: readonly LeaseRecord[]
  /** Until when a token may be valid of a request that main did not see the end of. */
  readonly unanswered: EpochMs | undefined
  /** Whether all that was saved can be read. */
  readonly isWhole: boolean
}

/** What ending them works with. */
export interface EndPorts {
  readonly step: Step
  readonly context: RequestContext
  /** The store of a token that may have been shared; `undefined` if this step cannot reach it. */
  readonly openStore: (kind: EntryReference['store']) => Promise<TokenStore | undefined>
  readonly lookForOfferMs: number
}

/** Releases what main left behind and says in one line each what came of it. @returns the same for the summary */
export async function endTokens(
  { leases, unanswered, isWhole }: LeftByMain,
  deadline: Deadline,
  ports: EndPorts,
): Promise<string> {
  const ends = await endLeases(leases, deadline, ports)
  if (!isWhole) ends.push(UNREADABLE)
  if (unanswered !== undefined) ends.push(mayBeUnknown(unanswered))
  else if (ends.length === 0) ends.push(NO_TOKEN)
  for (const { log, isWarning } of ends) {
    if (isWarning) ports.step.warn(log)
    else ports.step.log(log)
  }
  return ends.map(({ summary }) => summary).join(' ')
}

async function endLeases(
  records: readonly LeaseRecord[],
  deadline: Deadline,
  ports: EndPorts,
): Promise<LeaseEnd[]> {
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
  return Promise.all(relevant.map((lease) => endLease(lease, deadline, ports)))
}

/** How a token ended, for the log and for the summary. */
interface LeaseEnd {
  readonly log: string
  readonly summary: string
  readonly isWarning?: true
}

const UNREADABLE: LeaseEnd = {
  log: 'What the step saved for its post step cannot be read. A token of it may be valid until it expires.',
  summary: 'Not known: what the step saved cannot be read.',
  isWarning: true,
}

const NO_TOKEN: LeaseEnd = { log: 'The step got no token; nothing to revoke.', summary: 'No token.' }

async function endLease(lease: TokenLease, deadline: Deadline, ports: EndPorts): Promise<LeaseEnd> {
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
  { openStore, lookForOfferMs, context }: EndPorts,
): Promise<string | undefined> {
  if (lease.custody.is !== 'offered') return undefined
  const { entry } = lease.custody
  const store = await openStore(entry.store)
  if (store === undefined) return 'whether other jobs share it is not known: its store cannot be asked'
  const because = await settleOffer(lease, entry, deadline.part(lookForOfferMs), { ...context, store })
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

function mayBeUnknown(until: EpochMs): LeaseEnd {
  const expiry = isoSeconds(until)
  return {
    log:
      'The step ended while its token request was unanswered. If a token was issued for it, its value is not known, so that it ' +
      `cannot be revoked: it may stay valid until ${expiry} at the latest. To end it before, disable the OAuth client in Genesys Cloud.`,
    summary: `Not known: the token request was unanswered; a token of it may be valid until ${expiry}.`,
    isWarning: true,
  }
}
