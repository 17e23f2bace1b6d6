import { secretAuthentication, type ClientAuthentication } from '../oauth/client-authentication.ts'
import { type ClientCredentials } from '../oauth/client-credentials.ts'

/** How the client proves itself. What assertions take is loaded where there are some. */
export async function authenticationOf(
  credentials: ClientCredentials,
  tokenUrl: string,
): Promise<ClientAuthentication> {
  if ('clientSecret' in credentials) return secretAuthentication(credentials)
  const { authenticationByAssertions } = await import('./assertions.ts')
  return authenticationByAssertions(credentials, tokenUrl)
}
