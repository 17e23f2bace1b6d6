import { expiryOf, type AccessToken } from './access-token.ts'
import { hasControlCharacters } from '../core/characters.ts'
import { AttemptFailed, type Failure } from '../http/retry-decision.ts'
import { Secret } from '../core/secret.ts'
import { type GrantPlace } from './token-error.ts'
import { readFailure, readFields, serverDate, type Fields } from '../http/reply.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'
import { RequestGivenUp, send, type RequestContext, type Attempts } from '../http/send.ts'

/** The shortest life that Genesys Cloud allows: what a token is given whose reply names none. */
export const ASSUMED_LIFETIME_SECONDS = 300

/** A date in a hundred years is still a date; more would only break the calendar. */
const LONGEST_LIFETIME_SECONDS = 100 * 365 * 86_400

/** The longest life of a token of a pipeline's: until then one may be alive whose own terms cannot be read. */
const LONGEST_USUAL_LIFETIME_SECONDS = 172_800

/** What main saves for post comes back in one variable, which the operating system limits to 128 KiB. */
const LONGEST_TOKEN_BYTES = 100 * 1024

/** Who asks for a token, and where. */
export interface GrantSettings extends GrantPlace {
  readonly clientId: string
  readonly clientSecret: Secret
  readonly scope: string | undefined
}

/**
 * `POST /oauth/token` with the client credentials grant (RFC 6749, section 4.4). Id and secret go into
 * the Basic header as they are, as in every official Genesys Cloud client, although RFC 6749 (2.3.1)
 * would have them form-encoded first.
 */
export function grantRequest(settings: GrantSettings): HttpRequest {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (settings.scope !== undefined) form.set('scope', settings.scope)
  return tokenRequest(settings, form)
}

/** A request of the token endpoint, with the client's credentials. */
export function tokenRequest(settings: GrantSettings, form: URLSearchParams): HttpRequest {
  const credential = `${settings.clientId}:${settings.clientSecret.reveal()}`
  return {
    method: 'POST',
    url: `${settings.loginUrl}/oauth/token`,
    headers: {
      authorization: `Basic ${Buffer.from(credential, 'utf8').toString('base64')}`,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
  }
}

/** A granted token, and whether its lifetime had to be assumed. */
export interface TokenResponse {
  readonly token: AccessToken
  readonly isLifetimeAssumed: boolean
  /** Genesys Cloud issues none for this grant; gateways and other servers may. */
  readonly refreshToken?: Secret
}

/**
 * The token in a reply of the token endpoint (RFC 6749, section 5.1), each field checked.
 *
 * @throws AttemptFailed when it is no success, no JSON, or not a bearer token
 */
export function readGrant(reply: HttpReply): TokenResponse {
  // RFC 6749 has 200; gateways have been seen to answer a POST with 201.
  if (reply.status < 200 || reply.status > 299) throw readFailure(reply)
  const fields = readFields(reply, 'the reply')
  const value = new Secret(readAccessToken(fields))
  const times = { sent: reply.sent, received: reply.received, serverDate: serverDate(reply) }
  const tokenFor = (seconds: number, type: string): AccessToken => ({
    value,
    type,
    ...expiryOf(seconds, times),
  })
  try {
    const type = readTokenType(fields)
    const lifetimeSeconds = readLifetime(fields)
    const refreshToken = readRefreshToken(fields)
    return {
      token: tokenFor(lifetimeSeconds ?? ASSUMED_LIFETIME_SECONDS, type),
      isLifetimeAssumed: lifetimeSeconds === undefined,
      ...(refreshToken === undefined ? {} : { refreshToken }),
    }
  } catch (error) {
    if (!(error instanceof AttemptFailed)) throw error
    throw new UnusableGrant(error.failure, tokenFor(LONGEST_USUAL_LIFETIME_SECONDS, ''))
  }
}

/**
 * Gets a token, trying again while that makes sense.
 *
 * @throws ActionError that says what is wrong and what to do
 */
export async function grant(
  settings: GrantSettings,
  time: Attempts,
  retrying: RequestContext,
): Promise<TokenResponse> {
  try {
    return await send('The token request', grantRequest(settings), readGrant, time, retrying)
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    // What may be the causes is read by those only who have to tell them.
    const { grantError } = await import('./token-error.ts')
    throw grantError(error, settings)
  }
}

/** A token was granted on terms that this action does not understand: it is alive, and of no use. */
class UnusableGrant extends AttemptFailed {
  readonly token: AccessToken

  constructor(failure: Failure, token: AccessToken) {
    super(failure)
    this.token = token
  }
}

/** The live token behind an error of `grant`, if there is one: to be revoked by whoever knows where. */
export function unusableTokenOf(error: unknown): AccessToken | undefined {
  return error instanceof Error && error.cause instanceof UnusableGrant ? error.cause.token : undefined
}

function readAccessToken(fields: Fields): string {
  const value = fields['access_token']
  // Never quoted, whatever is wrong with it: a validation error that echoes a token is a leak.
  if (typeof value !== 'string' || value === '') throw invalid('access_token is missing or empty')
  if (Buffer.byteLength(JSON.stringify(value)) > LONGEST_TOKEN_BYTES) {
    throw invalid(`access_token has more than ${LONGEST_TOKEN_BYTES} bytes`)
  }
  if (hasControlCharacters(value)) throw invalid('access_token contains control characters')
  // RFC 6749 (A.12) has visible ASCII; what lies beyond one byte cannot be sent in a header at all.
  if (/[\u{100}-\u{10ffff}]/u.test(value))
    throw invalid('access_token contains characters that no header can carry')
  return value
}

/** What cannot be used is left out: the client credentials do without it. */
function readRefreshToken(fields: Fields): Secret | undefined {
  const value = fields['refresh_token']
  return typeof value === 'string' && value !== '' && !hasControlCharacters(value)
    ? new Secret(value)
    : undefined
}

function readTokenType(fields: Fields): string {
  const value = fields['token_type']
  if (typeof value !== 'string') throw invalid('token_type is missing')
  if (value.toLowerCase() !== 'bearer') throw invalid('token_type is not bearer')
  return value
}

function readLifetime(fields: Fields): number | undefined {
  const value = fields['expires_in']
  if (value === undefined || value === null) return undefined
  const seconds = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) {
    throw invalid('expires_in is not a positive number')
  }
  return Math.min(seconds, LONGEST_LIFETIME_SECONDS)
}

const invalid = (what: string): AttemptFailed =>
  new AttemptFailed({ kind: 'invalid', summary: `HTTP 200, but ${what}` })
