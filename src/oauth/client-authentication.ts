import { type Deadline } from '../core/deadline.ts'
import { type RequestContext } from '../http/send.ts'
import { type ClientCredentials, type SecretCredentials } from './client-credentials.ts'

/** A token request's form, and the headers that belong to it. */
export interface AuthenticatedForm {
  readonly form: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
}

/** How a client proves itself (RFC 6749, section 2.3). */
export interface ClientAuthentication {
  readonly method: ClientCredentials['method']
  /** `aud` of its assertions; empty where it makes none. */
  readonly audience: string
  /** Adds the proof to a token request. Called for each attempt. */
  readonly authenticate: (
    form: URLSearchParams,
    attempt: Deadline,
    context: RequestContext,
  ) => AuthenticatedForm | Promise<AuthenticatedForm>
}

/**
 * Proof by id and secret in the Basic header. They go there as they are, as in every official Genesys Cloud client, although RFC 6749
 * (2.3.1) would have them form-encoded first.
 */
export function basicAuthentication({ clientId, clientSecret }: SecretCredentials): ClientAuthentication {
  return {
    method: 'basic',
    audience: '',
    authenticate: (form) => {
      const credential = Buffer.from(`${clientId}:${clientSecret.reveal()}`, 'utf8').toString('base64')
      return { form, headers: { authorization: `Basic ${credential}` } }
    },
  }
}
