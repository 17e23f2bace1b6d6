import { type Answer, jsonAnswer } from './message.ts'

/** An error of the api host; `contextId` is the correlation id, there is no other copy in the body. */
export function apiError(
  correlationId: string,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = { message, code, status, contextId: correlationId, details: [], errors: [] }
  return jsonAnswer(status, body, headers)
}

/** The request bears no token. */
export function authenticationRequired(correlationId: string): Answer {
  const message = 'No authentication bearer token specified in authorization header.'
  return apiError(correlationId, 401, 'authentication.required', message)
}

/** The token is unknown, expired, revoked or invalidated by the idle timeout; the answer does not say which. */
export function badCredentials(correlationId: string): Answer {
  return apiError(correlationId, 401, 'bad.credentials', 'Invalid login credentials.')
}

/** The token's roles do not allow the call. */
export function missingPermission(correlationId: string, permissions: readonly string[]): Answer {
  const list = permissions.join(', ')
  const message = `Unable to perform the requested action. You are missing the following permission(s): ${list}`
  return apiError(correlationId, 403, 'missing.any.permissions', message)
}

/** No such path, or no such thing. */
export function notFound(correlationId: string): Answer {
  return apiError(correlationId, 404, 'not.found', 'The requested resource was not found.')
}

/** The 429 that the api host sends since 2021, with the wait in the header and in the text. */
export function tooManyRequests(correlationId: string, retryAfter: string): Answer {
  const message = `Rate limit exceeded the maximum. Retry the request in [${retryAfter}] seconds`
  const headers = { 'Retry-After': retryAfter }
  return apiError(correlationId, 429, 'too.many.requests.retry.after', message, headers)
}
