import { type Deadline } from '../core/deadline.ts'
import { type ClientCredentials } from './client-credentials.ts'

/** A token request's form, and the headers that belong to it. */
export interface AuthenticatedForm {
  readonly form: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
}

/** Adds the client's proof to a token request (RFC 6749, section 2.3). Called for each attempt. */
export type ClientAuthentication = (
  form: URLSearchParams,
  attempt: Deadline,
) => AuthenticatedForm | Promise<AuthenticatedForm>

/**
 * How a client with these credentials proves itself. Id and secret go into the Basic header as they are, as in every official
 * Genesys Cloud client, although RFC 6749 (2.3.1) would have them form-encoded first.
 */
export function clientAuthentication({ clientId, clientSecret }: ClientCredentials): ClientAuthentication {
  return (form) => {
    const credential = Buffer.from(`${clientId}:${clientSecret.reveal()}`, 'utf8').toString('base64')
    return { form, headers: { authorization: `Basic ${credential}` } }
  }
}
