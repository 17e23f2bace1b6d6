import { type Secret } from '../core/secret.ts'
import { describeFailure } from '../http/reply.ts'
import { isTemporary } from '../http/retry-decision.ts'
import { RequestGivenUp, type Attempts, type RequestContext } from '../http/send.ts'
import {
  clientCredentialsGrant,
  requestToken,
  tokenErrorOf,
  type TokenClient,
  type TokenResponse,
} from './token-request.ts'

/**
 * The next token: by the refresh token if there is one (RFC 6749, section 6; the scope stays what it was), else, or if the server no
 * longer accepts that, by the client credentials, which are always good for another.
 *
 * @throws ActionError that says what is wrong and what to do
 */
export async function requestNextToken(
  client: TokenClient,
  refreshToken: Secret | undefined,
  attempts: Attempts,
  context: RequestContext,
): Promise<TokenResponse> {
  try {
    const refreshed = await refresh(client, refreshToken, attempts, context)
    return refreshed ?? (await requestToken(client, clientCredentialsGrant(client), attempts, context))
  } catch (error) {
    if (error instanceof RequestGivenUp) throw await tokenErrorOf(error, client)
    throw error
  }
}

/** `undefined` if there is no refresh token, or none that the server accepts. */
async function refresh(
  client: TokenClient,
  refreshToken: Secret | undefined,
  attempts: Attempts,
  context: RequestContext,
): Promise<TokenResponse | undefined> {
  if (refreshToken === undefined) return undefined
  const grant = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken.reveal() })
  try {
    // A server that does not rotate the refresh token leaves it out, and the old one stays good.
    return { refreshToken, ...(await requestToken(client, grant, attempts, context)) }
  } catch (error) {
    if (!(error instanceof RequestGivenUp) || isTemporary(error.failure)) throw error
    const reason = describeFailure(error.failure)
    context.log(`The refresh token was not accepted (${reason}); using the client credentials.`)
    return undefined
  }
}
