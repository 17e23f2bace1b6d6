import { type AgentEnd } from '../../agent/agent-end.ts'
import { isoSeconds } from '../../core/time.ts'
import { type RequestContext } from '../../http/send.ts'

/** A token request under way may bring a token that has to be released: after a signal it gets this long to finish. */
const LAST_REQUEST_MS = 3_000

/** Waits a little for a request that a signal came in between. */
export async function isSettledSoon(
  asking: Promise<unknown>,
  { clock, signal }: Pick<RequestContext, 'clock' | 'signal'>,
): Promise<boolean> {
  const settled = asking.then(
    () => true,
    () => true,
  )
  return Promise.race([settled, clock.sleep(LAST_REQUEST_MS, signal).then(() => false)])
}

/** A sentence for whatever may still be valid. */
export function describeLeft({
  releases,
  isAwaitingToken,
}: Pick<AgentEnd, 'releases' | 'isAwaitingToken'>): string[] {
  const left = releases.flatMap((release) =>
    release.outcome === 'may-be-valid'
      ? [
          `A token could not be revoked (${release.because}) and may stay valid until ${isoSeconds(release.until)}.`,
        ]
      : [],
  )
  const awaited =
    'A token could not be revoked (a token request was still unanswered) and may stay valid until its expiry.'
  return isAwaitingToken ? [...left, awaited] : left
}
