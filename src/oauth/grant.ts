import { type Secret } from '../core/secret.ts'
import { AttemptFailed } from '../http/retry-decision.ts'
import { type Attempts, type RequestContext } from '../http/send.ts'
import { type AccessToken } from './access-token.ts'
import { secretAuthentication } from './client-authentication.ts'
import { requestNextToken } from './refresh.ts'
import { unusable, type TokenClient, type TokenResponse } from './token-request.ts'

/** Who asks for a token, and where. */
export interface GrantSettings {
  readonly clientId: string
  readonly clientSecret: Secret
  readonly scope: string | undefined
  readonly place: string
  readonly tokenUrl: string
}

/** The client of the token endpoint that these settings make. */
export function clientOf({ clientId, clientSecret, scope, place, tokenUrl }: GrantSettings): TokenClient {
  const authentication = secretAuthentication({ method: 'basic', clientId, clientSecret })
  return { endpoint: { place, tokenUrl }, scope, authentication }
}

/** A token without a lease. @throws ActionError */
export async function grant(
  settings: GrantSettings,
  attempts: Attempts,
  context: RequestContext,
  refreshToken?: Secret,
): Promise<TokenResponse> {
  const client = clientOf(settings)
  const response = await requestNextToken(client, refreshToken, attempts, context)
  const { unusableBecause, token } = response
  if (unusableBecause === undefined) return response
  throw await unusable(new UnusableToken(unusableBecause, token), client)
}

class UnusableToken extends AttemptFailed {
  readonly token: AccessToken

  constructor({ failure }: AttemptFailed, token: AccessToken) {
    super(failure)
    this.token = token
  }
}

/** The valid token behind an error of `grant`, if there is one. */
export function unusableTokenOf(error: unknown): AccessToken | undefined {
  return error instanceof Error && error.cause instanceof UnusableToken ? error.cause.token : undefined
}
