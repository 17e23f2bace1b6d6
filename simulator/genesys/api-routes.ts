import { missingPermission, notFound } from './api-error.ts'
import { type ClientRegistry } from './client-registry.ts'
import { type Answer, jsonAnswer, type Request } from './message.ts'
import { type Client, newClientSecret } from './options.ts'
import { type RateLimiter } from './rate-limit.ts'
import * as resource from './resources.ts'
import { type TokenLedger, type TokenRecord } from './token-ledger.ts'

/** What the api host works with. */
export interface ApiHostParts {
  readonly clients: ClientRegistry
  readonly tokens: TokenLedger
  readonly tokenLimiter: RateLimiter
  readonly requestsPerTokenPerMinute: number
  readonly newSecretEndsTokens: boolean
}

/** A call on the api host whose token is alive. */
export interface ApiCall {
  readonly parts: ApiHostParts
  readonly request: Request
  readonly correlationId: string
  readonly token: TokenRecord
  readonly client: Client
  readonly respond: (call: ApiCall) => Answer
  /** The id in the path, where there is one. */
  readonly id: string
}

interface Route {
  readonly methods: readonly string[]
  /** `{id}` stands for one segment. */
  readonly path: string
  readonly respond: (call: ApiCall) => Answer
}

const NOTHING: Answer = { status: 200, headers: {}, body: '' }

const ROUTES: readonly Route[] = [
  { methods: ['GET', 'HEAD'], path: '/api/v2/tokens/me', respond: tokenInfo },
  { methods: ['DELETE'], path: '/api/v2/tokens/me', respond: revokeToken },
  { methods: ['GET'], path: '/api/v2/tokens/timeout', respond: idleTimeout },
  { methods: ['GET'], path: '/api/v2/organizations/me', respond: organization },
  { methods: ['GET'], path: '/api/v2/routing/queues', respond: queues },
  { methods: ['GET'], path: '/api/v2/authorization/divisions', respond: divisions },
  { methods: ['GET'], path: '/api/v2/authorization/products', respond: products },
  { methods: ['GET'], path: '/api/v2/authorization/subjects/me', respond: subject },
  { methods: ['GET'], path: '/api/v2/organizations/limits/namespaces/platform.api', respond: apiLimits },
  { methods: ['GET'], path: '/api/v2/oauth/clients/{id}', respond: showClient },
  { methods: ['POST'], path: '/api/v2/oauth/clients/{id}/secret', respond: renewSecret },
]

/** All that the api host has, as `GET /api/v2/tokens/me`. */
export const KNOWN_CALLS: readonly string[] = ROUTES.map(
  ({ methods, path }) => `${methods.join(' or ')} ${path}`,
)

/** Who answers a path and method, if anybody does. */
export function findRoute(
  request: Pick<Request, 'method' | 'path'>,
): Pick<ApiCall, 'respond' | 'id'> | undefined {
  for (const { methods, path, respond } of ROUTES) {
    const id = matchPath(path, request.path)
    if (id !== undefined && methods.includes(request.method)) return { respond, id }
  }
  return undefined
}

/** The id in a path that fits, empty where the route has none. */
function matchPath(route: string, path: string): string | undefined {
  const [before = '', after] = route.split('{id}')
  if (after === undefined) return path === route ? '' : undefined
  if (!path.startsWith(before) || !path.endsWith(after)) return undefined
  const id = path.slice(before.length, path.length - after.length)
  return id === '' || id.includes('/') ? undefined : id
}

function tokenInfo({ parts, token, client }: ApiCall): Answer {
  return jsonAnswer(200, resource.tokenInfo(client, parts.tokens.idlesAt(token.number)))
}

function revokeToken({ parts, token }: ApiCall): Answer {
  parts.tokens.revoke(token.number)
  return NOTHING
}

function idleTimeout({ parts }: ApiCall): Answer {
  return jsonAnswer(200, resource.idleTimeout(parts.tokens.idleTimeoutSeconds))
}

function organization({ client }: ApiCall): Answer {
  return jsonAnswer(200, resource.organization(client))
}

function queues({ request }: ApiCall): Answer {
  return jsonAnswer(200, resource.queues(request.query))
}

function divisions({ request }: ApiCall): Answer {
  return jsonAnswer(200, resource.divisions(request.query))
}

function products(): Answer {
  return jsonAnswer(200, resource.products())
}

function subject({ client }: ApiCall): Answer {
  return jsonAnswer(200, resource.subject(client))
}

function apiLimits({ parts }: ApiCall): Answer {
  return jsonAnswer(200, resource.apiLimits(parts.requestsPerTokenPerMinute))
}

function showClient(call: ApiCall): Answer {
  return withClient(call, ['oauth:client:view'], (client) => jsonAnswer(200, resource.oauthClient(client)))
}

/** The old secret stops working at once: there is one secret and no grace period in any model. */
function renewSecret(call: ApiCall): Answer {
  return withClient(call, ['oauth:client:edit'], ({ id }) => {
    const secret = newClientSecret()
    const client = call.parts.clients.change(id, { secret })
    if (call.parts.newSecretEndsTokens) call.parts.tokens.endTokensOf(id, 'revoked')
    return jsonAnswer(200, { ...resource.oauthClient(client), secret })
  })
}

function withClient(call: ApiCall, needs: readonly string[], respond: (client: Client) => Answer): Answer {
  const isAllowed = needs.every((permission) => call.client.permissions.includes(permission))
  if (!isAllowed) return missingPermission(call.correlationId, needs)
  const target = call.parts.clients.find(call.id)
  // Another organization's client does not exist for this token.
  if (target?.organizationId !== call.client.organizationId) return notFound(call.correlationId)
  return respond(target)
}
