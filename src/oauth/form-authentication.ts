import { type Deadline } from '../core/deadline.ts'
import { tokenForms } from '../core/masks.ts'
import { type Secret } from '../core/secret.ts'
import { type RequestContext } from '../http/send.ts'
import { type AuthenticatedForm, type ClientAuthentication } from './client-authentication.ts'
import { type AssertionCredentials, type SecretCredentials } from './client-credentials.ts'

/** For whom an assertion is made, and within which attempt. */
export interface AssertionOrder {
  readonly audience: string
  readonly attempt: Deadline
  readonly context: RequestContext
}

/**
 * An assertion that was not used before (RFC 7521, section 4.2). To sign one takes a package, to ask GitHub for one takes HTTP:
 * both are adapters behind this port.
 *
 * @throws AttemptFailed
 */
export type MakeAssertion = (credentials: AssertionCredentials, order: AssertionOrder) => Promise<Secret>

/** RFC 7523, section 2.2. */
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Proof by id and secret in the form. */
export function postAuthentication({ clientId, clientSecret }: SecretCredentials): ClientAuthentication {
  return {
    method: 'post',
    audience: '',
    authenticate: (form) => withFields(form, { client_id: clientId, client_secret: clientSecret.reveal() }),
  }
}

/** Proof by an assertion that is made anew for each attempt, and masked before it is sent. */
export function assertionAuthentication(
  credentials: AssertionCredentials,
  tokenUrl: string,
  makeAssertion: MakeAssertion,
): ClientAuthentication {
  const { method, clientId } = credentials
  const audience = credentials.audience ?? tokenUrl
  let masked: readonly string[] = []
  return {
    method,
    audience,
    authenticate: async (form, attempt, context) => {
      const assertion = await makeAssertion(credentials, { audience, attempt, context })
      // The one before was for an attempt that is over: an agent would gather them for a day.
      context.forget(masked)
      masked = tokenForms(assertion.reveal())
      context.mask(masked)
      return withFields(form, {
        client_id: clientId,
        client_assertion_type: JWT_BEARER,
        client_assertion: assertion.reveal(),
      })
    },
  }
}

/** The form with these fields beside its own, and no header. */
function withFields(form: URLSearchParams, fields: Readonly<Record<string, string>>): AuthenticatedForm {
  return { form: new URLSearchParams([...form, ...Object.entries(fields)]), headers: {} }
}
