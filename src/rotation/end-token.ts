import { Deadline } from '../core/deadline.ts'
import { describeFailure } from '../http/reply.ts'
import { readRevocation, revocationRequest } from '../genesys/revocation.ts'
import { attemptsUntil, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { messageOf } from '../core/errors.ts'
import { isoSeconds } from '../core/time.ts'
import { type Stage } from './stage.ts'

const REVOKE_MS = 10_000

/** Revokes a token that has done its work; whether it is surely dead. Never throws, and warns only where nobody will try again. */
export async function endToken(
  token: AccessToken,
  apiUrl: string,
  stage: Pick<Stage, 'log' | 'warn'>,
  context: RequestContext,
  next: 'nobody' | 'post' = 'nobody',
): Promise<boolean> {
  const request = revocationRequest(apiUrl, token.value)
  const time = attemptsUntil(Deadline.after(REVOKE_MS, context.clock))
  try {
    await send({ doing: 'Revoking the token', request, read: readRevocation }, time, context)
    return true
  } catch (error) {
    const reason = error instanceof RequestGivenUp ? describeFailure(error.failure) : messageOf(error)
    if (next === 'post') {
      stage.log(`The token could not be revoked yet (${reason}); the post step tries again.`)
    } else {
      stage.warn(
        `A token could not be revoked (${reason}). It may stay valid until ${isoSeconds(token.expiresAt)}.`,
      )
    }
    return false
  }
}
