/** Why the gateway answers a request itself. */
export interface Refusal {
  readonly status: number
  /** In the form of Genesys Cloud's own, behind a word that says who refused. */
  readonly code: `gateway.${string}`
  readonly message: string
  readonly retryAfterSeconds?: number
}

/** An answer of the gateway's own, whole. */
export interface OwnAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const WHO = 'gc-oauth-action gateway on this machine'

/**
 * A refusal in the form of Genesys Cloud's `ErrorBody`, which every client of it can read. It also has what an error of the
 * token endpoint has (RFC 6749, section 5.2; Genesys Cloud repeats the text as `description`).
 *
 * @param contextId where Genesys Cloud has its correlation id: the number of the request in the debug log
 */
export function refusalAnswer(refusal: Refusal, contextId: string): OwnAnswer {
  const { status, code, retryAfterSeconds } = refusal
  const message = `${WHO}: ${refusal.message}`
  const body = { message, code, status, contextId, details: [], errors: [] }
  return jsonAnswer(status, body, contextId, {
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
  })
}

/** A refusal of the token endpoint: `error` and its description besides. */
export function tokenRefusalAnswer(refusal: Refusal, error: string, contextId: string): OwnAnswer {
  const answer = refusalAnswer(refusal, contextId)
  const fields = JSON.parse(answer.body) as { readonly message: string }
  const { message } = fields
  return {
    ...answer,
    body: JSON.stringify({ ...fields, error, description: message, error_description: message }),
  }
}

export function jsonAnswer(
  status: number,
  body: object,
  contextId: string,
  headers: Readonly<Record<string, string>> = {},
): OwnAnswer {
  const common = {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'ININ-Correlation-Id': contextId,
  }
  return { status, headers: { ...common, ...headers }, body: JSON.stringify(body) }
}

/** What a DELETE is answered that would have ended the token. */
export function nothingToDo(contextId: string): OwnAnswer {
  return { status: 204, headers: { 'ININ-Correlation-Id': contextId }, body: '' }
}
