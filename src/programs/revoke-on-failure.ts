import { describeFailure } from '../http/reply.ts'
import { readRevocation, revocationRequest } from '../genesys/revocation.ts'
import { budget, RequestGivenUp, send } from '../http/send.ts'
import { messageOf } from '../core/errors.ts'
import type { Secret } from '../core/secret.ts'
import type { Task } from './task.ts'

/** A step that fails takes its token along, but not its time. */
const REVOKE_ON_FAILURE_MS = 10_000

/**
 * A token that nobody will use dies now. If that fails, post tries again, unless it cannot know of it.
 *
 * @param aliveUntil when the token expires, if it is not in the state; else empty
 * @returns whether it is dead
 */
export async function revokeOnFailure(token: Secret, aliveUntil: string, task: Task): Promise<boolean> {
  const { settings, runner, retrying } = task
  const request = revocationRequest(settings.apiUrl, token)
  const time = budget(REVOKE_ON_FAILURE_MS, retrying.clock)
  try {
    const revocation = await send('Revoking the token', request, readRevocation, time, retrying)
    // Post says it, as a warning.
    if (revocation === 'already-gone' && task.isRefused) return false
    runner.say(revocation === 'revoked' ? 'The token was revoked at once.' : 'The token was no longer valid.')
    return true
  } catch (error) {
    const reason = error instanceof RequestGivenUp ? describeFailure(error.failure) : messageOf(error)
    if (aliveUntil !== '') {
      runner.warn(
        `The token that was granted could not be revoked (${reason}). It may stay valid until ${aliveUntil}.`,
      )
    } else if (error instanceof RequestGivenUp) {
      runner.say(`The token could not be revoked yet (${reason}); the post step tries again.`)
    }
    return false
  }
}
