import { authenticationRequired, badCredentials, notFound, tooManyRequests } from './api-error.ts'
import { type ApiCall, type ApiHostParts, findRoute } from './api-routes.ts'
import type { Answer, Request } from './message.ts'
import type { Allowance } from './rate-limit.ts'
import type { TokenRecord } from './token-ledger.ts'

/** What `api.<domain>` answers: who asks, how often, and only then what for. */
export function answerAsApi(parts: ApiHostParts, request: Request, correlationId: string): Answer {
  const route = findRoute(request)
  if (route === undefined) return notFound(correlationId)

  const value = readBearer(request.headers['authorization'])
  if (value === undefined) return authenticationRequired(correlationId)
  const token = parts.tokens.find(value)
  const client = token && parts.clients.find(token.clientId)
  if (token?.state !== 'alive' || client === undefined) return badCredentials(correlationId)

  const allowance = parts.tokenLimiter(String(token.number))
  if (!allowance.allowed) return tooManyRequests(correlationId, String(allowance.resetSeconds))

  if (!keepsIdleTimer(request)) parts.tokens.touch(token.number)
  const call: ApiCall = { parts, request, correlationId, token, client, ...route }
  const answer = call.respond(call)
  return { ...answer, headers: { ...answer.headers, ...rateHeaders(parts, allowance) } }
}

/** The token of a Bearer header; the scheme may be written in any case. */
export function readBearer(header: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(header ?? '')?.[1]
}

/** How the recorder names a token without showing it. */
export function describeToken(token: TokenRecord | undefined): string {
  return token === undefined ? 'Bearer (unknown)' : `Bearer token-${token.number}`
}

function keepsIdleTimer({ method, path, query }: Request): boolean {
  return method === 'GET' && path === '/api/v2/tokens/me' && query.get('preserveIdleTTL') === 'true'
}

function rateHeaders(parts: ApiHostParts, allowance: Allowance): Record<string, string> {
  return {
    'inin-ratelimit-count': String(allowance.count),
    'inin-ratelimit-allowed': String(parts.requestsPerTokenPerMinute),
    'inin-ratelimit-reset': String(allowance.resetSeconds),
  }
}
