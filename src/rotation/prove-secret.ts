import { Deadline } from '../core/deadline.ts'
import { grant, type GrantSettings } from '../oauth/grant.ts'
import { attemptsUntil, type RequestContext } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { ActionError } from '../core/errors.ts'

/** How long a new secret may take until every login host knows it. */
const SPREAD_MS = 30_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 5_000

/** Time for the proof in all, network faults included. */
const PROOF_MS = 60_000

/**
 * A token granted with a secret that was made a moment ago. Here, and only here, `invalid_client` is worth
 * trying again: the new secret may not have reached every server yet.
 *
 * @throws ActionError when it never comes
 */
export async function proveSecret(client: GrantSettings, context: RequestContext): Promise<AccessToken> {
  const { clock, signal, log } = context
  const time = attemptsUntil(Deadline.after(PROOF_MS, clock))
  const spreadBy = clock.now().monotonicMs + SPREAD_MS
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return (await grant(client, time, context)).token
    } catch (error) {
      if (!(error instanceof ActionError) || error.code !== 'GRANT_REJECTED') throw error
      if (clock.now().monotonicMs + waitMs >= spreadBy) throw error
      log(
        `Genesys Cloud does not know the new secret yet; asking again in ${waitMs / 1000} s (for at most ${SPREAD_MS / 1000} s).`,
      )
      await clock.sleep(waitMs, signal)
    }
  }
}
