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
 * Proof by id and secret. They go into the Basic header as they are, as in every official Genesys Cloud client, although RFC 6749
 * (2.3.1) would have them form-encoded first.
 */
export function secretAuthentication({
  method,
  clientId,
  clientSecret,
}: SecretCredentials): ClientAuthentication {
  return {
    method,
    audience: '',
    authenticate: (form) => {
      if (method === 'post')
        return withFields(form, { client_id: clientId, client_secret: clientSecret.reveal() })
      const credential = Buffer.from(`${clientId}:${clientSecret.reveal()}`, 'utf8').toString('base64')
      return { form, headers: { authorization: `Basic ${credential}` } }
    },
  }
}

/** The form with these fields beside its own, and no header. */
export function withFields(
  form: URLSearchParams,
  fields: Readonly<Record<string, string>>,
): AuthenticatedForm {
  return { form: new URLSearchParams([...form, ...Object.entries(fields)]), headers: {} }
}
