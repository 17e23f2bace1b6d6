import { expiryOf, type AccessToken } from './access-token.ts'
import { hasControlCharacters } from '../core/characters.ts'
import { AttemptFailed } from '../http/retry-decision.ts'
import { Secret } from '../core/secret.ts'
import { LONGEST_USUAL_LIFETIME_SECONDS, LostTokens, UnsendableToken } from './lost-tokens.ts'
import { type TokenEndpoint } from './token-endpoint.ts'
import { type Deadline } from '../core/deadline.ts'
import { type Fields } from '../core/json.ts'
import { type ActionError } from '../core/errors.ts'
import { type ClientAuthentication } from './client-authentication.ts'
import { readFailure, readFields, serverDate } from '../http/reply.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'
import { RequestGivenUp, send, type RequestContext, type Attempts } from '../http/send.ts'

/** The shortest life that Genesys Cloud allows: what a token is given whose reply names none. */
export const ASSUMED_LIFETIME_SECONDS = 300

/** A date in a hundred years is still a date; more would only break the calendar. */
const LONGEST_LIFETIME_SECONDS = 100 * 365 * 86_400

/** What main saves for post comes back in one variable, which the operating system limits to 128 KiB. */
const LONGEST_TOKEN_BYTES = 100 * 1024

/** Who asks for a token, and where. */
export interface TokenClient {
  readonly endpoint: TokenEndpoint
  /** Sent as given; `undefined` to leave it out. */
  readonly scope: string | undefined
  readonly authentication: ClientAuthentication
}

/** What came with a reply of the token endpoint. */
export interface TokenResponse {
  readonly token: AccessToken
  /** The reply names no lifetime. */
  readonly isLifetimeAssumed: boolean
  /** How much more the server's clock shows than this machine's, in milliseconds; `undefined` if it did not say. */
  readonly serverAheadMs: number | undefined
  /** Genesys Cloud issues none for this grant; gateways and other servers may. */
  readonly refreshToken?: Secret
  /** The token is valid, and its terms are none that this action understands. */
  readonly unusableBecause?: AttemptFailed
}

/** The form of the client credentials grant (RFC 6749, section 4.4.2). */
export function clientCredentialsGrant({ scope }: TokenClient): URLSearchParams {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (scope !== undefined) form.set('scope', scope)
  return form
}

/**
 * Asks the token endpoint, trying again while that makes sense. The request is built anew for each attempt, since an assertion
 * may be used only once.
 *
 * @throws RequestGivenUp
 */
export async function requestToken(
  client: TokenClient,
  grant: URLSearchParams,
  attempts: Attempts,
  context: RequestContext,
): Promise<TokenResponse> {
  const request = (attempt: Deadline): Promise<HttpRequest> => tokenRequest(client, grant, attempt, context)
  const lost = new LostTokens()
  const exchange = { doing: 'The token request', request, read: lost.reading(readTokenResponse) }
  const transport = lost.watching(context.transport, context)
  try {
    const response = await send(exchange, attempts, { ...context, transport })
    if (lost.sentence !== undefined) context.log(`${lost.sentence}.`)
    return response
  } catch (error) {
    throw error instanceof RequestGivenUp ? lost.toldIn(error) : error
  }
}

/** One request of the token endpoint, with the client's proof. */
export async function tokenRequest(
  { endpoint, authentication }: TokenClient,
  grant: URLSearchParams,
  attempt: Deadline,
  context: RequestContext,
): Promise<HttpRequest> {
  const { form, headers } = await authentication.authenticate(grant, attempt, context)
  return {
    method: 'POST',
    url: endpoint.tokenUrl,
    headers: { ...headers, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  }
}

/** What a user is told about a token request that was given up; its texts are loaded only then. */
export async function tokenErrorOf(
  givenUp: RequestGivenUp,
  { endpoint, authentication }: TokenClient,
): Promise<ActionError> {
  const { tokenError } = await import('./token-error.ts')
  return tokenError(givenUp, endpoint, authentication)
}

/** What a user is told about a token on terms that cannot be used. */
export async function unusable(because: AttemptFailed, client: TokenClient): Promise<ActionError> {
  return tokenErrorOf(new RequestGivenUp(because.failure, '', because), client)
}

/**
 * The token in a reply of the token endpoint (RFC 6749, section 5.1), each field checked.
 *
 * @throws AttemptFailed when it is no success, or holds no token
 */
export function readTokenResponse(reply: HttpReply): TokenResponse {
  // RFC 6749 has 200; gateways have been seen to answer a POST with 201.
  if (reply.status < 200 || reply.status > 299) throw readFailure(reply)
  const fields = readFields(reply, 'the reply')
  // Gateways have been seen to answer an error as a success.
  if (typeof fields['access_token'] !== 'string' && fields['error'] !== undefined) throw readFailure(reply)
  const value = new Secret(readAccessToken(fields))
  const times = { sent: reply.sent, received: reply.received, serverDate: serverDate(reply) }
  const tokenFor = (seconds: number, type: string): AccessToken => ({
    value,
    type,
    ...expiryOf(seconds, times),
  })
  const refreshToken = readRefreshToken(fields)
  const serverAheadMs = times.serverDate === undefined ? undefined : times.serverDate - reply.received.wallMs
  const rest = { serverAheadMs, ...(refreshToken === undefined ? {} : { refreshToken }) }
  try {
    requireVisible(value)
    const type = readTokenType(fields, value)
    const lifetimeSeconds = readLifetime(fields)
    const token = tokenFor(lifetimeSeconds ?? ASSUMED_LIFETIME_SECONDS, type)
    return { token, isLifetimeAssumed: lifetimeSeconds === undefined, ...rest }
  } catch (error) {
    if (!(error instanceof AttemptFailed)) throw error
    const token = tokenFor(LONGEST_USUAL_LIFETIME_SECONDS, '')
    return { token, isLifetimeAssumed: true, ...rest, unusableBecause: error }
  }
}

/** Never quoted, whatever is wrong with it: a validation error that echoes a token is a leak. */
function readAccessToken(fields: Fields): string {
  const value = fields['access_token']
  if (typeof value !== 'string' || value.trim() === '') throw invalid('access_token is missing or empty')
  const wrong = whyUnsendable(value)
  if (wrong !== undefined) throw new UnsendableToken(invalid(`access_token ${wrong}`).failure)
  return value
}

function whyUnsendable(value: string): string | undefined {
  if (Buffer.byteLength(JSON.stringify(value)) > LONGEST_TOKEN_BYTES) {
    return `has more than ${LONGEST_TOKEN_BYTES} bytes`
  }
  if (hasControlCharacters(value)) return 'contains control characters'
  return /[\u{100}-\u{10ffff}]/u.test(value) ? 'contains characters that no header can carry' : undefined
}

/** RFC 6749 (A.12) has visible ASCII and blanks, of which a header loses those at its ends. */
function requireVisible(value: Secret): void {
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(value.reveal())) return
  throw invalid('access_token has characters other than visible ASCII, or blanks around it')
}

/** What cannot be used is left out: the client credentials do without it. */
function readRefreshToken(fields: Fields): Secret | undefined {
  const value = fields['refresh_token']
  return typeof value === 'string' && value !== '' && !hasControlCharacters(value)
    ? new Secret(value)
    : undefined
}

function readTokenType(fields: Fields, token: Secret): string {
  const value = fields['token_type']
  if (typeof value !== 'string') throw invalid('token_type is missing')
  if (value.toLowerCase() === 'bearer') return value
  // A word of a protocol, and nothing that was put there by mistake.
  const isWord = /^[\w.:+-]{1,40}$/.test(value) && !value.includes(token.reveal())
  throw invalid(`token_type is not bearer${isWord ? `, but ${value}` : ''}`)
}

function readLifetime(fields: Fields): number | undefined {
  const value = fields['expires_in']
  if (value === undefined || value === null) return undefined
  const seconds = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) {
    throw invalid('expires_in is not a positive number')
  }
  if (seconds < 1) throw invalid('expires_in is less than a second')
  return Math.min(seconds, LONGEST_LIFETIME_SECONDS)
}

const invalid = (what: string): AttemptFailed =>
  new AttemptFailed({ kind: 'invalid', summary: `HTTP 200, but ${what}` })
