import { AttemptFailed, type Failure } from '../http/retry-decision.ts'
import { Secret } from '../core/secret.ts'
import { type EpochMs } from '../core/time.ts'
import { quote, readFailure, readFields, serverDate } from '../http/reply.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'

/** What Genesys Cloud shows once and never again. */
export interface NewSecret {
  readonly secret: Secret
  /** Empty where the reply does not name the client. */
  readonly clientName: string
  readonly madeAt: EpochMs
}

/**
 * `POST /api/v2/oauth/clients/{id}/secret`, which has no body: makes a new secret, and the old one no longer works.
 * There is no second secret and no grace period.
 */
export function newSecretRequest(apiUrl: string, clientId: string, token: Secret): HttpRequest {
  return {
    method: 'POST',
    url: `${apiUrl}/api/v2/oauth/clients/${encodeURIComponent(clientId)}/secret`,
    headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
  }
}

/** @throws AttemptFailed when the reply is no success or holds no secret; never quotes what it holds instead */
export function readNewSecret(reply: HttpReply): NewSecret {
  if (reply.status < 200 || reply.status > 299) throw readFailure(reply)
  const fields = readFields(reply, 'the reply')
  const { secret } = fields
  if (typeof secret !== 'string' || secret === '') {
    throw new AttemptFailed({
      kind: 'invalid',
      summary: `HTTP ${reply.status}, but the reply holds no secret`,
    })
  }
  return {
    secret: new Secret(secret),
    clientName: quote(fields['name']) ?? '',
    madeAt: serverDate(reply) ?? reply.received.wallMs,
  }
}

/** A gateway answers so for reasons of its own, or tries again by itself and passes on what comes of the second request. */
const PROVES_NOTHING = new Set([408, 425, 429])

/**
 * Whether the secret may have been replaced although the request for it failed. Certain to have changed nothing are a request
 * that never left and a refusal in the API's own form, with its `code` and correlation id. Anything else may come from a server
 * or gateway that fails after the work is done.
 */
export function mayHaveReplaced(failure: Failure): boolean {
  if (failure.isUnsent === true) return false
  switch (failure.kind) {
    // The tunnel to the server never stood.
    case 'proxy':
      return false
    case 'status':
      return !isRefusal(failure)
    case 'connection':
    case 'timeout':
    case 'truncated':
    case 'unreadable':
    case 'invalid':
    case 'too-large':
    case 'tls':
    case 'redirect':
      return true
  }
}

function isRefusal({ status = 500, error, correlationId }: Failure): boolean {
  const isOwnForm = error !== undefined && correlationId !== undefined
  return isOwnForm && status >= 400 && status < 500 && !PROVES_NOTHING.has(status)
}
