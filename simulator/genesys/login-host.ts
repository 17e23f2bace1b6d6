import type { ClientRegistry } from './client-registry.ts'
import { type Answer, htmlAnswer, jsonAnswer, type Request } from './message.ts'
import type { RateLimiter } from './rate-limit.ts'
import type { TokenLedger } from './token-ledger.ts'

/** What the login host works with. */
export interface LoginHostParts {
  readonly clients: ClientRegistry
  readonly tokens: TokenLedger
  readonly mintLimiter: RateLimiter
}

/** What `login.<domain>` answers: one path, one grant. */
export function answerAsLogin(parts: LoginHostParts, request: Request): Answer {
  if (request.path !== '/oauth/token') return htmlAnswer(404, '404 Not Found')
  if (request.method !== 'POST') return htmlAnswer(405, '405 Method Not Allowed')

  // Whether credentials in the form are taken is not documented and no official client sends them so.
  const credentials = readBasic(request.headers['authorization'])
  const client = credentials && parts.clients.authenticate(credentials.id, credentials.secret)
  if (client === undefined) return refusal('invalid_client', 'authentication failed')

  const grantType = readForm(request).get('grant_type')
  if (grantType === null) return refusal('invalid_request', 'grant_type is required')
  if (grantType !== 'client_credentials') {
    return refusal('unsupported_grant_type', `grant type ${grantType} is not supported`)
  }
  if (client.grantType !== 'CLIENT-CREDENTIALS') {
    // The singular "client_credential" is the server's own.
    const text = 'client is not authorized to use the client_credential grant type'
    return refusal('unauthorized_client', text)
  }
  if (!parts.mintLimiter(client.id).allowed) return mintRateRefusal()

  const token = parts.tokens.issue(client)
  return jsonAnswer(200, {
    access_token: token.value,
    token_type: 'bearer',
    // One less than the lifetime, as the only published sample has it.
    expires_in: client.tokenLifetimeSeconds - 1,
  })
}

/** Too many token requests: HTTP 400, not 429. What follows the semicolon is not published. */
export function mintRateRefusal(): Answer {
  return refusal('invalid_request', 'rate limit exceeded; too many token requests, try again later')
}

/** The id and secret of a Basic header, taken raw: Genesys Cloud does not percent-decode them. */
export function readBasic(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^basic +(\S+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return undefined
  const pair = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon < 0 ? undefined : { id: pair.slice(0, colon), secret: pair.slice(colon + 1) }
}

/** The fields of a form body; none if the body is said to be something else. */
export function readForm(request: Pick<Request, 'headers' | 'body'>): URLSearchParams {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
  return new URLSearchParams(isForm ? request.body : '')
}

function refusal(error: string, description: string): Answer {
  return jsonAnswer(400, { error, description, error_description: description })
}
