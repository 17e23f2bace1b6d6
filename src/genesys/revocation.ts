import { type Secret } from '../core/secret.ts'
import { readFailure, readFields } from '../http/reply.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'

/** `not-accepted` (401) proves nothing by itself: a host that never knew the token answers the same. */
export type Revocation = 'revoked' | 'not-accepted'

/** `DELETE /api/v2/tokens/me`: Genesys Cloud's own way, since it has no revocation endpoint (RFC 7009). */
export function revocationRequest(apiUrl: string, token: Secret): HttpRequest {
  return {
    method: 'DELETE',
    url: `${apiUrl}/api/v2/tokens/me`,
    headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
  }
}

/** @throws AttemptFailed when the token may still be valid */
export function readRevocation(reply: HttpReply): Revocation {
  if (reply.status >= 200 && reply.status <= 204) {
    // Genesys Cloud answers with nothing; a page for people comes from something in between.
    if (reply.body !== '') readFields(reply, 'the reply')
    return 'revoked'
  }
  // A token that is no longer valid cannot authenticate its own revocation.
  if (reply.status === 401) return 'not-accepted'
  throw readFailure(reply)
}
