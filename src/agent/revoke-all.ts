import { Deadline } from '../core/deadline.ts'
import { unusableTokenOf } from '../oauth/grant.ts'
import { describeFailure } from '../http/reply.ts'
import { readRevocation, revocationRequest } from '../genesys/revocation.ts'
import { attemptsUntil, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { messageOf } from '../core/errors.ts'
import { isSurelyDead } from './renewal.ts'
import { isoSeconds } from '../core/time.ts'
import { type StopReply } from './protocol.ts'

/** Enough to be quick, few enough not to look like an attack. */
const AT_ONCE = 6

/** No single request may use up the time of the others. */
const ATTEMPT_MS = 5_000

/** Revokes `tokens`, a few at a time, within `totalMs`. Never throws: what could not be done is in the result. */
export async function revokeAll(
  tokens: readonly AccessToken[],
  apiUrl: string,
  totalMs: number,
  context: RequestContext,
): Promise<StopReply> {
  const time = attemptsUntil(Deadline.after(totalMs, context.clock), ATTEMPT_MS)
  const waiting = tokens.filter((token) => !isSurelyDead(token, context.clock.now()))
  const counts = { revoked: 0, alreadyGone: 0 }
  const failed: AccessToken[] = []
  const reasons = new Set<string>()
  const work = async (): Promise<void> => {
    for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) {
      try {
        const request = revocationRequest(apiUrl, token.value)
        const outcome = await send(
          { doing: 'Revoking a token', request, read: readRevocation },
          time,
          context,
        )
        counts[outcome === 'revoked' ? 'revoked' : 'alreadyGone']++
      } catch (error) {
        failed.push(token)
        reasons.add(error instanceof RequestGivenUp ? describeFailure(error.failure) : messageOf(error))
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return {
    ...counts,
    failed: failed.length,
    reason: [...reasons].join('; '),
    aliveUntil: failed.length === 0 ? '' : isoSeconds(Math.max(...failed.map((token) => token.expiresAt))),
  }
}

/**
 * Ends the token behind an error of `grant`, if one was granted on terms which nobody can use.
 *
 * @returns the token if it may still be alive
 */
export async function revokeUnusable(
  error: unknown,
  apiUrl: string,
  context: RequestContext,
): Promise<AccessToken | undefined> {
  const token = unusableTokenOf(error)
  if (token === undefined) return undefined
  const { failed } = await revokeAll([token], apiUrl, 2 * ATTEMPT_MS, context)
  return failed === 0 ? undefined : token
}
