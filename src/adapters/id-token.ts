import { Secret } from '../core/secret.ts'
import { readFailure, readFields } from '../http/reply.ts'
import { AttemptFailed } from '../http/retry-decision.ts'
import { type HttpReply } from '../http/transport.ts'
import { type AssertionOrder } from '../oauth/form-authentication.ts'
import { type IdTokenCredentials } from '../oauth/client-credentials.ts'
import { IdTokenFailed } from '../oauth/id-token-failed.ts'

/**
 * An ID token of this job, by the request that `getIDToken` of @actions/core makes. It is sent once: the attempt that it is for is
 * what is tried again, and asks for another. Half of the attempt's time is left for what comes after.
 *
 * @throws IdTokenFailed
 */
export async function requestIdToken(
  { requestUrl, requestToken }: IdTokenCredentials,
  { audience, attempt, context }: AssertionOrder,
): Promise<Secret> {
  const url = `${requestUrl}${requestUrl.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience)}`
  const headers = { accept: 'application/json', authorization: `Bearer ${requestToken.reveal()}` }
  try {
    const timeoutMs = Math.max(1, attempt.leftMs / 2)
    return readIdToken(await context.transport({ method: 'GET', url, headers }, timeoutMs, context.signal))
  } catch (error) {
    if (!(error instanceof AttemptFailed)) throw error
    throw new IdTokenFailed(error.failure, error)
  }
}

function readIdToken(reply: HttpReply): Secret {
  if (reply.status !== 200) throw readFailure(reply)
  const { value } = readFields(reply, 'its reply')
  // Three parts in base64url (RFC 7519, section 3). Never quoted, whatever it is.
  if (typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) return new Secret(value)
  throw new AttemptFailed({ kind: 'invalid', summary: 'HTTP 200, but value is no JSON Web Token' })
}
