import { type Secret } from '../core/secret.ts'
import { readFailure, readFields } from '../http/reply.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'

/** The token is dead either way; the caller only wants to say which. */
export type Revocation = 'revoked' | 'already-gone'

/** `DELETE /api/v2/tokens/me`: Genesys Cloud's own way, since it has no revocation endpoint (RFC 7009). */
export function revocationRequest(apiUrl: string, token: Secret): HttpRequest {
  return {
    method: 'DELETE',
    url: `${apiUrl}/api/v2/tokens/me`,
    headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
  }
}

/** @throws AttemptFailed when the token may still be alive */
export function readRevocation(reply: HttpReply): Revocation {
  if (reply.status >= 200 && reply.status <= 204) {
    // Genesys Cloud answers with nothing; a page for people comes from something in between.
    if (reply.body !== '') readFields(reply, 'the reply')
    return 'revoked'
  }
  // A token that is no longer valid cannot authenticate its own revocation: expired, idled out, or revoked before.
  if (reply.status === 401 || reply.status === 404) return 'already-gone'
  throw readFailure(reply)
}
