import { expiryOf, type AccessToken } from '../token/access-token.ts'
import { ActionError, type ErrorCode } from '../token/errors.ts'
import { isTemporary, RequestFailed, type Failure } from '../token/retry.ts'
import { Secret } from '../token/secret.ts'
import { describeFailure, readFailure, readFields, serverDate, type Fields } from './reply.ts'
import { type HttpReply, type HttpRequest } from './transport.ts'
import { GaveUp, sendWithRetry, type Retrying, type TimeBudget } from './with-retry.ts'

/** The shortest life that Genesys Cloud allows: what a token is given whose reply names none. */
export const ASSUMED_LIFETIME_SECONDS = 300

/** A date in a hundred years is still a date; more would only break the calendar. */
const LONGEST_LIFETIME_SECONDS = 100 * 365 * 86_400

/** Who asks for a token, and where. */
export interface GrantSettings {
  readonly clientId: string
  readonly clientSecret: Secret
  /** Base URL without trailing slash. */
  readonly loginUrl: string
  /** `eu-central-1`, or the login host where no region is known: for sentences. */
  readonly place: string
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

/** The same endpoint with a refresh token (RFC 6749, section 6); the scope stays what it was. */
export function refreshRequest(settings: GrantSettings, refreshToken: Secret): HttpRequest {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken.reveal() })
  return tokenRequest(settings, form)
}

function tokenRequest(settings: GrantSettings, form: URLSearchParams): HttpRequest {
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
export interface Grant {
  readonly token: AccessToken
  readonly isLifetimeAssumed: boolean
  /** Genesys Cloud issues none for this grant; gateways and other servers may. */
  readonly refreshToken?: Secret
}

/**
 * The token in a reply of the token endpoint (RFC 6749, section 5.1), each field checked.
 *
 * @throws RequestFailed when it is no success, no JSON, or not a bearer token
 */
export function readGrant(reply: HttpReply): Grant {
  if (reply.status !== 200) throw readFailure(reply)
  const fields = readFields(reply, 'the reply')
  const lifetimeSeconds = readLifetime(fields)
  const times = { sent: reply.sent, received: reply.received, serverDate: serverDate(reply) }
  const refreshToken = readRefreshToken(fields)
  return {
    token: {
      value: new Secret(readAccessToken(fields)),
      type: readTokenType(fields),
      ...expiryOf(lifetimeSeconds ?? ASSUMED_LIFETIME_SECONDS, times),
    },
    isLifetimeAssumed: lifetimeSeconds === undefined,
    ...(refreshToken === undefined ? {} : { refreshToken }),
  }
}

/**
 * Gets a token, trying again while that makes sense.
 *
 * @throws ActionError that says what is wrong and what to do
 */
export async function grant(settings: GrantSettings, time: TimeBudget, retrying: Retrying): Promise<Grant> {
  try {
    return await sendWithRetry('The token request', grantRequest(settings), readGrant, time, retrying)
  } catch (error) {
    if (error instanceof GaveUp) throw grantError(error, settings)
    throw error
  }
}

/**
 * Gets the next token: by the refresh token if there is one, else, or if the server will not have it any
 * more, by the client credentials, which are always good for another grant.
 *
 * @throws ActionError that says what is wrong and what to do
 */
export async function grantAgain(
  settings: GrantSettings,
  refreshToken: Secret | undefined,
  time: TimeBudget,
  retrying: Retrying,
): Promise<Grant> {
  if (refreshToken === undefined) return grant(settings, time, retrying)
  const request = refreshRequest(settings, refreshToken)
  try {
    const refreshed = await sendWithRetry('The token request', request, readGrant, time, retrying)
    // A server that does not rotate the refresh token leaves it out, and the old one stays good.
    return { refreshToken, ...refreshed }
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error
    if (isTemporary(error.failure)) throw grantError(error, settings)
    retrying.say(
      `The refresh token was not accepted (${describeFailure(error.failure)}); using the client credentials.`,
    )
    return grant(settings, time, retrying)
  }
}

/** What a user is told about a token request that was given up. */
export function grantError(gaveUp: GaveUp, settings: GrantSettings): ActionError {
  const { code, what, causes } = diagnose(gaveUp.failure, settings)
  const history = gaveUp.history === '' ? '' : `, ${gaveUp.history}`
  return new ActionError(
    code,
    `${what} (${describeFailure(gaveUp.failure)}${history}).`,
    causes,
    gaveUp.cause,
  )
}

interface Diagnosis {
  readonly code: ErrorCode
  readonly what: string
  readonly causes: readonly string[]
}

function diagnose(failure: Failure, { place, loginUrl }: GrantSettings): Diagnosis {
  switch (failure.kind) {
    case 'status':
      return diagnoseStatus(failure, place, loginUrl)
    case 'redirect':
      return {
        code: 'REDIRECTED',
        what: `The token endpoint at ${loginUrl} answered with a redirect, which is not followed because it would carry the credentials along`,
        causes: [
          'login-url is not the base URL of the token endpoint',
          'a proxy or gateway wants a login of its own',
        ],
      }
    case 'truncated':
    case 'unreadable':
    case 'invalid':
    case 'too-large':
      return {
        code: 'REPLY_UNREADABLE',
        what: `The token endpoint at ${loginUrl} gave a reply that is no token`,
        causes: [
          'login-url points to something other than an OAuth token endpoint',
          'a proxy or gateway answered in its place',
        ],
      }
    case 'connection':
      return {
        code: 'NETWORK_FAILED',
        what: `${loginUrl} could not be reached`,
        causes: [
          'the runner may not open connections to this host (firewall, missing HTTPS_PROXY)',
          'login-url or region is misspelt',
          'the network or Genesys Cloud has an outage',
        ],
      }
    case 'timeout':
      return {
        code: 'TIMED_OUT',
        what: `${loginUrl} did not answer in time`,
        causes: [
          'a firewall drops the connection without a word',
          'Genesys Cloud is slow or has an outage',
          'timeout-seconds is too short',
        ],
      }
    case 'tls':
      return {
        code: 'TLS_FAILED',
        what: `No trusted TLS connection to ${loginUrl} could be made`,
        causes: [
          "a proxy or gateway signs with a private CA: set NODE_EXTRA_CA_CERTS to the file of that CA's certificate, in the env of the job or of the runner",
          'the certificate has expired or belongs to another host',
          "the runner's clock is wrong",
          'the port in login-url speaks plain http',
        ],
      }
    case 'proxy':
      return {
        code: 'PROXY_FAILED',
        what: `The proxy did not let the request to ${loginUrl} through`,
        causes: [
          'HTTPS_PROXY names the wrong host or port',
          'the user or password in HTTPS_PROXY is wrong (407)',
          'the proxy does not allow this host (403); hosts that need no proxy belong in NO_PROXY',
        ],
      }
  }
}

function diagnoseStatus(failure: Failure, place: string, loginUrl: string): Diagnosis {
  if (failure.isRateLimit === true) {
    return {
      code: 'RATE_LIMITED',
      what: `Genesys Cloud in ${place} limits token requests and did not let this one through in time`,
      causes: [
        'many jobs or tools ask for tokens of this OAuth client at once: let later steps use this step’s token instead of logging in again',
        'timeout-seconds is too short: the limit takes about a minute to recover',
      ],
    }
  }
  switch (failure.error ?? '') {
    case 'invalid_client':
      return rejected(place)
    case 'unauthorized_client':
      return {
        code: 'GRANT_TYPE_NOT_ALLOWED',
        what: 'Genesys Cloud refused the client credentials grant to this OAuth client',
        causes: ['the OAuth client was created with another grant type: it has to be "Client Credentials"'],
      }
    case 'invalid_scope':
      return {
        code: 'SCOPE_REJECTED',
        what: 'The token endpoint refused the scope',
        causes: [
          'scope names something that this server does not know: in Genesys Cloud leave it empty, the roles of the client decide',
          'offline_access does not exist for this grant, and no refresh token is needed: ask for a new token instead',
        ],
      }
  }
  if (failure.status === 401) return rejected(place)
  if (failure.status === 404 || failure.status === 405) return notFound(loginUrl)
  if ((failure.status ?? 0) >= 500 || failure.status === 408 || failure.status === 425) {
    return {
      code: 'SERVER_FAILED',
      what: `Genesys Cloud in ${place} could not answer`,
      causes: ['an outage: see https://status.mypurecloud.com', 'a gateway or proxy in between is down'],
    }
  }
  return {
    code: 'REQUEST_REFUSED',
    what: `The token endpoint of ${place} refused the request`,
    causes: [
      'this runner’s IP address is not on the allow list of the organization or of the OAuth client',
      'a gateway, proxy or firewall refuses it',
      'the organization is disabled',
    ],
  }
}

function rejected(place: string): Diagnosis {
  return {
    code: 'GRANT_REJECTED',
    what: 'Genesys Cloud refused the client credentials',
    causes: [
      `the OAuth client belongs to a region other than ${place}`,
      'client-id or client-secret is wrong, or they belong to two different clients',
      'the OAuth client is disabled or deleted',
      'its secret was rotated',
      'this runner’s IP address is not on the allow list',
    ],
  }
}

function notFound(loginUrl: string): Diagnosis {
  const usesApiHost = new URL(loginUrl).hostname.startsWith('api.')
  return {
    code: 'ENDPOINT_NOT_FOUND',
    what: `There is no token endpoint at ${loginUrl}/oauth/token`,
    causes: [
      ...(usesApiHost
        ? ['login-url names the api host: tokens come from login.<domain>, not from api.<domain>']
        : []),
      'login-url is not the base URL before /oauth/token',
    ],
  }
}

function readAccessToken(fields: Fields): string {
  const value = fields['access_token']
  // Never quoted, whatever is wrong with it: a validation error that echoes a token is a leak.
  if (typeof value !== 'string' || value === '') throw invalid('access_token is missing or empty')
  if (/\p{Cc}/u.test(value)) throw invalid('access_token contains control characters')
  return value
}

/** What cannot be used is left out: the client credentials do without it. */
function readRefreshToken(fields: Fields): Secret | undefined {
  const value = fields['refresh_token']
  return typeof value === 'string' && value !== '' && !/\p{Cc}/u.test(value) ? new Secret(value) : undefined
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

const invalid = (what: string): RequestFailed =>
  new RequestFailed({ kind: 'invalid', summary: `HTTP 200, but ${what}` })
