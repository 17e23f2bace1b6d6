import { isTemporary } from '../http/retry-decision.ts'
import { type Secret } from '../core/secret.ts'
import { grantError } from './token-error.ts'
import { grant, readGrant, tokenRequest, type TokenResponse, type GrantSettings } from './token-request.ts'
import { describeFailure } from '../http/reply.ts'
import { type HttpRequest } from '../http/transport.ts'
import { RequestGivenUp, send, type RequestContext, type Attempts } from '../http/send.ts'

/** The same endpoint with a refresh token (RFC 6749, section 6); the scope stays what it was. */
export function refreshRequest(settings: GrantSettings, refreshToken: Secret): HttpRequest {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken.reveal() })
  return tokenRequest(settings, form)
}

/**
 * Gets the next token: by the refresh token if there is one, else, or if the server will not have it any
 * more, by the client credentials, which are always good for another grant.
 *
 * @throws ActionError that says what is wrong and what to do
 */
export async function grantAgain(
  settings: GrantSettings,
  refreshToken: Secret | undefined,
  time: Attempts,
  retrying: RequestContext,
): Promise<TokenResponse> {
  if (refreshToken === undefined) return grant(settings, time, retrying)
  const request = refreshRequest(settings, refreshToken)
  try {
    const refreshed = await send('The token request', request, readGrant, time, retrying)
    // A server that does not rotate the refresh token leaves it out, and the old one stays good.
    return { refreshToken, ...refreshed }
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    if (isTemporary(error.failure)) throw grantError(error, settings)
    retrying.say(
      `The refresh token was not accepted (${describeFailure(error.failure)}); using the client credentials.`,
    )
    return grant(settings, time, retrying)
  }
}
