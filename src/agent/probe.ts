import { type Deadline } from '../core/deadline.ts'
import { type MonotonicMs, type Moment } from '../core/time.ts'
import { keepAliveRequest, lookRequest, readIdleMs } from '../genesys/idle-timeout.ts'
import { describeFailure } from '../http/reply.ts'
import { attemptsUntil, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { idleLimit, nextStep, unanswered, type CurrentToken } from './renewal.ts'

/** What the API host made of a token. */
export type Probe =
  /** @property idleMs until the idle timeout strikes; `undefined` if the organization has none */
  | { readonly found: 'accepted'; readonly idleMs: number | undefined }
  /** @property because one clause, fit to be printed */
  | { readonly found: 'refused' | 'nothing'; readonly because: string }

/** `look` leaves the idle timer as it is; `use` starts it again. */
export type ProbeKind = 'look' | 'use'

/** What a probe may take, all attempts together. */
export const PROBE_MS = 20_000

/** How often a token is looked at that nothing else is asked about: it may have been revoked elsewhere. */
const LOOK_EVERY_MS = 300_000

/** How often after a probe that failed. */
const LOOK_AGAIN_MS = 60_000

/** Asks the API host about a token. An answer of success is on the lease's record: from then on a 401 is proof. */
export async function probe(
  lease: TokenLease,
  kind: ProbeKind,
  deadline: Deadline,
  context: RequestContext,
): Promise<Probe> {
  const request = (kind === 'use' ? keepAliveRequest : lookRequest)(lease.apiUrl, lease.token.value)
  const exchange = { doing: 'Looking at the token', request, read: readIdleMs }
  try {
    const idleMs = await send(exchange, attemptsUntil(deadline), context)
    lease.accepted()
    return { found: 'accepted', idleMs }
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    const because = describeFailure(error.failure)
    return { found: error.failure.status === 401 ? 'refused' : 'nothing', because }
  }
}

/** `current` with what a probe found out; a refusal is for the manager to weigh. */
export function afterProbe<Current extends CurrentToken>(
  current: Current,
  found: Probe,
  now: Moment,
): Current {
  if (found.found !== 'accepted') return unanswered(current, now)
  const { idleMs } = found
  return { ...current, idle: idleMs === undefined ? undefined : idleLimit(idleMs, now, current.idle) }
}

/** Which probe is due now, if any. @param lookAt when the next look is due */
export function dueProbe(
  current: CurrentToken,
  lookAt: MonotonicMs,
  now: Moment,
  minValidityMs: number,
): ProbeKind | undefined {
  if (nextStep(current, now, minValidityMs).useInMs <= 0) return 'use'
  return now.monotonicMs >= lookAt ? 'look' : undefined
}

/** When a token is looked at again after a probe. */
export function nextLookAt({ found }: Probe, now: Moment): MonotonicMs {
  return now.monotonicMs + (found === 'accepted' ? LOOK_EVERY_MS : LOOK_AGAIN_MS)
}
