import { makeAssertion } from '../adapters/assertions.ts'
import { assertionAuthentication } from '../oauth/assertion-authentication.ts'
import { type ClientAuthentication } from '../oauth/client-authentication.ts'
import { type AssertionCredentials } from '../oauth/client-credentials.ts'

/** How a client with such credentials proves itself: by the adapter that makes its assertions. */
export function authenticationByAssertions(
  credentials: AssertionCredentials,
  tokenUrl: string,
): ClientAuthentication {
  return assertionAuthentication(credentials, tokenUrl, makeAssertion)
}
