import { makeAssertion } from '../adapters/assertions.ts'
import { assertionAuthentication, postAuthentication } from '../oauth/form-authentication.ts'
import { type ClientAuthentication } from '../oauth/client-authentication.ts'
import { type ClientCredentials } from '../oauth/client-credentials.ts'

/** How a client proves itself in the form of the token request; assertions are made by their adapter. */
export function formAuthentication(credentials: ClientCredentials, tokenUrl: string): ClientAuthentication {
  return 'clientSecret' in credentials
    ? postAuthentication(credentials)
    : assertionAuthentication(credentials, tokenUrl, makeAssertion)
}
