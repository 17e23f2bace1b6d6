import { basicAuthentication, type ClientAuthentication } from '../oauth/client-authentication.ts'
import { type ClientCredentials } from '../oauth/client-credentials.ts'

/** How the client proves itself. What is not for Genesys Cloud itself is loaded where it is chosen. */
export async function authenticationOf(
  credentials: ClientCredentials,
  tokenUrl: string,
): Promise<ClientAuthentication> {
  if (credentials.method === 'basic') return basicAuthentication(credentials)
  const { formAuthentication } = await import('./form-authentication.ts')
  return formAuthentication(credentials, tokenUrl)
}
