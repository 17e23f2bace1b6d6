import { describeFailure } from '../http/reply.ts'
import { readRevocation, revocationRequest } from '../genesys/revocation.ts'
import { budget, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { messageOf } from '../core/errors.ts'
import { isoSeconds } from '../core/time.ts'
import { type Stage } from './stage.ts'

const REVOKE_MS = 10_000

/** Revokes a token that has done its work; whether it is surely dead. Never throws, and warns only where nobody will try again. */
export async function endToken(
  token: AccessToken,
  apiUrl: string,
  stage: Pick<Stage, 'say' | 'warn'>,
  retrying: RequestContext,
  next: 'nobody' | 'post' = 'nobody',
): Promise<boolean> {
  const request = revocationRequest(apiUrl, token.value)
  const time = budget(REVOKE_MS, retrying.clock)
  try {
    await send('Revoking the token', request, readRevocation, time, retrying)
    return true
  } catch (error) {
    const reason = error instanceof RequestGivenUp ? describeFailure(error.failure) : messageOf(error)
    if (next === 'post') {
      stage.say(`The token could not be revoked yet (${reason}); the post step tries again.`)
    } else {
      stage.warn(
        `A token could not be revoked (${reason}). It may stay valid until ${isoSeconds(token.expiresAt)}.`,
      )
    }
    return false
  }
}
