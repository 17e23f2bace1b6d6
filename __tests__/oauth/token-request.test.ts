import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import fc from '../support/property.ts'
import { tokenError } from '../../src/oauth/token-error.ts'
import { basicAuthentication } from '../../src/oauth/client-authentication.ts'
import {
  clientCredentialsGrant,
  readTokenResponse,
  tokenRequest,
  unusable,
  type TokenClient,
  type TokenResponse,
} from '../../src/oauth/token-request.ts'
import { requestNextToken } from '../../src/oauth/refresh.ts'
import { attemptsUntil, RequestGivenUp, type RequestContext } from '../../src/http/send.ts'
import { type HttpReply, type HttpRequest } from '../../src/http/transport.ts'
import { type Clock } from '../../src/core/time.ts'
import { ActionError, type ErrorCode } from '../../src/core/errors.ts'
import { AttemptFailed, isTemporary, type Failure } from '../../src/http/retry-decision.ts'
import { Secret } from '../../src/core/secret.ts'
import { reply, reset, requestContextOf, START_MS, thrownBy } from '../support/genesys.ts'

const SECRET = 'Qp9-s3cr3t/+~väl%ue'
const CLIENT_ID = '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b'
const ENDPOINT = { place: 'eu-central-1', tokenUrl: 'https://login.mypurecloud.de/oauth/token' }
const CLIENT: TokenClient = {
  endpoint: ENDPOINT,
  scope: undefined,
  authentication: basicAuthentication({
    method: 'basic',
    clientId: CLIENT_ID,
    clientSecret: new Secret(SECRET),
  }),
}
const requestOf = (client: TokenClient): Promise<HttpRequest> => {
  const { context, clock } = requestContextOf([])
  return tokenRequest(client, clientCredentialsGrant(client), Deadline.after(1_000, clock), context)
}
const TOKEN = 'opaque-token-value-0123456789'
const GOOD = { access_token: TOKEN, token_type: 'bearer', expires_in: 86_399 }

describe('when the token request is built', () => {
  it('is the client credentials grant with id and secret raw in the Basic header', async () => {
    expect(await requestOf(CLIENT)).toEqual({
      method: 'POST',
      url: 'https://login.mypurecloud.de/oauth/token',
      headers: {
        authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${SECRET}`, 'utf8').toString('base64')}`,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    })
  })

  it('sends a scope as given, form-encoded', async () => {
    const request = await requestOf({ ...CLIENT, scope: 'users:readonly a&b=c' })
    expect(request.body).toBe('grant_type=client_credentials&scope=users%3Areadonly+a%26b%3Dc')
  })
})

describe('when the token endpoint grants a token', () => {
  it('reads value, type and end', () => {
    const { token, isLifetimeAssumed } = readTokenResponse(reply(200, GOOD))
    expect(token.value.reveal()).toBe(TOKEN)
    expect(token.type).toBe('bearer')
    expect(token.expiresAt).toBe(START_MS + 86_399_000)
    expect(token.endsAfter).toBe(50_000 + 86_399_000)
    expect(isLifetimeAssumed).toBe(false)
  })

  it('takes a token as long as state can be', () => {
    const value = 'x'.repeat(102_398)
    expect(readTokenResponse(reply(200, { ...GOOD, access_token: value })).token.value.reveal()).toBe(value)
  })

  it.each([
    ['any visible character of ASCII, and blanks between them', "!#$%&'*+-./09:;<=>?@ AZ[]^_`az{|}~"],
    ['a single one', 'a'],
  ])('takes %s', (_, value) => {
    const { token, unusableBecause } = readTokenResponse(reply(200, { ...GOOD, access_token: value }))
    expect(token.value.reveal()).toBe(value)
    expect(unusableBecause).toBeUndefined()
  })

  it.each([
    ['bearer', 'bearer'],
    ['Bearer', 'Bearer'],
    ['BEARER', 'BEARER'],
  ])('takes the token type %s and keeps it as the server wrote it', (type, kept) => {
    expect(readTokenResponse(reply(200, { ...GOOD, token_type: type })).token.type).toBe(kept)
  })

  it.each([
    ['a number', 300, 300],
    ['a numeric string', '300', 300],
    ['a numeric string with spaces', ' 300 ', 300],
    ['a decimal string', '299.25', 299.25],
    ['a fraction', 1.5, 1.5],
    ['a second', 1, 1],
    ['450 days', 38_880_000, 38_880_000],
    ['more than a calendar can hold', 1e300, 100 * 365 * 86_400],
  ])('reads a lifetime that is %s', (_, expiresIn, seconds) => {
    const { token, isLifetimeAssumed } = readTokenResponse(reply(200, { ...GOOD, expires_in: expiresIn }))
    expect(token.endsAfter).toBe(50_000 + seconds * 1000)
    expect(isLifetimeAssumed).toBe(false)
  })

  it.each([
    ['missing', { access_token: TOKEN, token_type: 'bearer' }],
    ['null', { ...GOOD, expires_in: null }],
  ])('assumes the shortest life of Genesys Cloud if the lifetime is %s', (_, body) => {
    const { token, isLifetimeAssumed } = readTokenResponse(reply(200, body))
    expect(token.endsAfter).toBe(50_000 + 300_000)
    expect(isLifetimeAssumed).toBe(true)
  })

  it('counts the expiry from the clock of the server', () => {
    const headers = { date: 'Sat, 21 Nov 2026 12:00:00 GMT' }
    expect(readTokenResponse(reply(200, GOOD, headers)).token.expiresAt).toBe(
      Date.UTC(2026, 10, 21, 12) + 86_399_000,
    )
  })

  it('tells how far the clock of the server is ahead, if the server says what time it is', () => {
    const headers = { date: 'Sat, 21 Nov 2026 12:00:00 GMT' }
    expect(readTokenResponse(reply(200, GOOD, headers)).serverAheadMs).toBe(7_200_000)
    expect(readTokenResponse(reply(200, GOOD)).serverAheadMs).toBeUndefined()
  })

  it.each([
    ['taken', 'refresh-1', 'refresh-1'],
    ['left out if it is empty', '', undefined],
    ['left out if it is no text', 7, undefined],
    ['left out if no header or log could hold it', 'a\nb', undefined],
    ['left out if there is none', undefined, undefined],
  ])('has its refresh token %s', (_, value, kept) => {
    const response = readTokenResponse(reply(200, { ...GOOD, refresh_token: value }))
    expect(response.refreshToken?.reveal()).toBe(kept)
    expect('refreshToken' in response).toBe(kept !== undefined)
  })

  it('needs no header to be there', () => {
    expect(readTokenResponse(reply(200, GOOD, { date: 'never' })).token.expiresAt).toBe(START_MS + 86_399_000)
  })
})

/** Why a reply is no usable token, whether or not it holds one. */
async function refusalOf(answer: HttpReply): Promise<AttemptFailed> {
  const refusal = await thrownBy(() => {
    throw readTokenResponse(answer).unusableBecause ?? new Error('it is usable')
  })
  expect(refusal).toBeInstanceOf(AttemptFailed)
  return refusal as AttemptFailed
}

describe('when a reply with status 200 is no token', () => {
  it.each([
    ['access_token is missing', { token_type: 'bearer', expires_in: 1 }, 'access_token is missing or empty'],
    ['access_token is empty', { ...GOOD, access_token: '' }, 'access_token is missing or empty'],
    ['access_token is a number', { ...GOOD, access_token: 42 }, 'access_token is missing or empty'],
    ['access_token is null', { ...GOOD, access_token: null }, 'access_token is missing or empty'],
    [
      'access_token is too long for state',
      { ...GOOD, access_token: 'x'.repeat(102_399) },
      'more than 102400',
    ],
    [
      'access_token is too long once escaped',
      { ...GOOD, access_token: '"'.repeat(60_000) },
      'more than 102400',
    ],
    ['access_token has a line break', { ...GOOD, access_token: 'a\nb' }, 'control characters'],
    ['access_token has a NUL', { ...GOOD, access_token: 'a\0b' }, 'control characters'],
    ['access_token has a C1 control', { ...GOOD, access_token: 'a\u0085b' }, 'control characters'],
    ['access_token has a letter of two bytes', { ...GOOD, access_token: 'a\u0100b' }, 'no header can carry'],
    ['access_token has a symbol', { ...GOOD, access_token: 'a\u{1f511}' }, 'no header can carry'],
    ['access_token has half a symbol', { ...GOOD, access_token: 'a\ud83d' }, 'no header can carry'],
    ['access_token is a blank', { ...GOOD, access_token: ' ' }, 'access_token is missing or empty'],
    ['access_token is a hard blank', { ...GOOD, access_token: '\u00a0' }, 'access_token is missing or empty'],
    ['access_token is a soft hyphen', { ...GOOD, access_token: '\u00ad' }, 'other than visible ASCII'],
    ['access_token has an umlaut', { ...GOOD, access_token: 'grün' }, 'other than visible ASCII'],
    ['access_token starts with a blank', { ...GOOD, access_token: ' a' }, 'blanks around it'],
    ['access_token ends with a blank', { ...GOOD, access_token: 'a ' }, 'blanks around it'],
    ['token_type is missing', { access_token: TOKEN }, 'token_type is missing'],
    ['token_type is a number', { ...GOOD, token_type: 1 }, 'token_type is missing'],
    ['token_type is mac', { ...GOOD, token_type: 'mac' }, 'token_type is not bearer, but mac'],
    [
      'token_type is long',
      { ...GOOD, token_type: 'BearerToken' },
      'token_type is not bearer, but BearerToken',
    ],
    ['token_type is the token', { ...GOOD, token_type: TOKEN }, 'token_type is not bearer'],
    ['expires_in is a moment', { ...GOOD, expires_in: 0.001 }, 'expires_in is less than a second'],
    ['expires_in is next to nothing', { ...GOOD, expires_in: 1e-320 }, 'expires_in is less than a second'],
    ['expires_in is a text of a moment', { ...GOOD, expires_in: '0.9' }, 'expires_in is less than a second'],
    ['token_type only starts right', { ...GOOD, token_type: 'bearer2' }, 'token_type is not bearer'],
    ['expires_in is 0', { ...GOOD, expires_in: 0 }, 'expires_in is not a positive number'],
    ['expires_in is negative', { ...GOOD, expires_in: -1 }, 'expires_in is not a positive number'],
    ['expires_in is a word', { ...GOOD, expires_in: 'soon' }, 'expires_in is not a positive number'],
    [
      'expires_in has a word after it',
      { ...GOOD, expires_in: '300 s' },
      'expires_in is not a positive number',
    ],
    [
      'expires_in has a word before it',
      { ...GOOD, expires_in: 'PT300' },
      'expires_in is not a positive number',
    ],
    ['expires_in is a number of a program', { ...GOOD, expires_in: '1e3' }, 'expires_in is not a positive'],
    ['expires_in is hexadecimal', { ...GOOD, expires_in: '0x12c' }, 'expires_in is not a positive number'],
    ['expires_in has a sign', { ...GOOD, expires_in: '+300' }, 'expires_in is not a positive number'],
    ['expires_in is an empty text', { ...GOOD, expires_in: '' }, 'expires_in is not a positive number'],
    ['expires_in is a list', { ...GOOD, expires_in: [300] }, 'expires_in is not a positive number'],
    ['expires_in is true', { ...GOOD, expires_in: true }, 'expires_in is not a positive number'],
  ])('refuses it when %s, for good', async (_, body, summary) => {
    const { failure } = await refusalOf(reply(200, body))
    expect(failure.kind).toBe('invalid')
    expect(failure.summary).toContain('HTTP 200, but ')
    expect(failure.summary).toContain(summary)
    expect(JSON.stringify(failure)).not.toContain(TOKEN)
  })

  it.each([
    ['a word of a protocol', 'x'.repeat(40), true],
    ['too long for one', 'x'.repeat(41), false],
    ['a word with more behind it', 'mac and more', false],
    ['a word with more before it', '"mac', false],
    ['a word that holds the token', `x${TOKEN}`, false],
    ['nothing', '', false],
  ])('quotes a token_type only if it is a word of a protocol: %s', async (_, type, isQuoted) => {
    const { failure } = await refusalOf(reply(200, { ...GOOD, token_type: type }))
    expect(failure.summary).toBe(`HTTP 200, but token_type is not bearer${isQuoted ? `, but ${type}` : ''}`)
  })

  it('refuses a lifetime that JSON can write and no clock can hold', async () => {
    const body = `{"access_token":"${TOKEN}","token_type":"bearer","expires_in":1e999}`
    expect(await refusalOf(reply(200, body))).toMatchObject({ failure: { kind: 'invalid' } })
  })

  it.each([
    ['HTML', '<html>token</html>'],
    ['empty', ''],
    ['a list', JSON.stringify([GOOD])],
    ['a text', JSON.stringify(TOKEN)],
    ['null', 'null'],
    ['cut off', JSON.stringify(GOOD).slice(0, -5)],
  ])('calls it unreadable when the body is %s, without quoting it', async (_, body) => {
    const error = await thrownBy(() => readTokenResponse(reply(200, body, { 'content-type': 'text/html' })))
    expect(error).toMatchObject({ failure: { kind: 'unreadable', status: 200 } })
    expect((error as Error).message).toMatch(/^the reply is not a JSON object /)
    expect(JSON.stringify(error)).not.toContain(TOKEN)
  })
})

describe('when a gateway answers an error as a success', () => {
  const said = { error: 'invalid_client', error_description: 'authentication failed' }

  it('has the words of the server', async () => {
    const error = await thrownBy(() => readTokenResponse(reply(200, said)))
    expect(error).toMatchObject({
      failure: { kind: 'status', status: 200, error: 'invalid_client', description: 'authentication failed' },
    })
    expect(isTemporary((error as AttemptFailed).failure)).toBe(false)
  })

  it.each(['temporarily_unavailable', 'server_error'])('tries again after %s', async (code) => {
    const error = await thrownBy(() => readTokenResponse(reply(200, { error: code })))
    expect(isTemporary((error as AttemptFailed).failure)).toBe(true)
  })

  it('takes the token all the same if there is one', () => {
    expect(readTokenResponse(reply(200, { ...GOOD, ...said })).token.value.reveal()).toBe(TOKEN)
  })
})

describe('when a gateway gives another status of success', () => {
  it.each([200, 201, 202, 299])('takes the token from a reply with status %i', (status) => {
    expect(readTokenResponse(reply(status, GOOD)).token.value.reveal()).toBe(TOKEN)
  })

  it.each([199, 300, 302, 400, 503])('takes none from a reply with status %i', async (status) => {
    expect(await thrownBy(() => readTokenResponse(reply(status, GOOD)))).toMatchObject({
      failure: { status },
    })
  })
})

describe('when a token was issued on terms that cannot be understood', () => {
  it.each([
    ['of another type', { ...GOOD, token_type: 'mac' }, 'token_type is not bearer'],
    ['of no type', { ...GOOD, token_type: undefined }, 'token_type is missing'],
    ['with a lifetime in words', { ...GOOD, expires_in: '3600s' }, 'expires_in is not a positive number'],
  ])('keeps hold of one %s, so that it can be revoked', (_, fields, why) => {
    const { token, unusableBecause } = readTokenResponse(reply(200, fields))
    expect(token.value.reveal()).toBe(TOKEN)
    expect(unusableBecause?.message).toContain(why)
    expect(JSON.stringify(unusableBecause)).not.toContain(TOKEN)
  })

  it('takes it for valid as long as any token of a pipeline may be', () => {
    const { token, isLifetimeAssumed } = readTokenResponse(reply(200, { ...GOOD, expires_in: 'soon' }))
    expect(token.endsAfter).toBe(50_000 + 172_800_000)
    expect(token.type).toBe('')
    expect(isLifetimeAssumed).toBe(true)
  })

  it('explains it as a reply that is no token', async () => {
    const because = await refusalOf(reply(200, { ...GOOD, token_type: 'mac' }))
    const error = await unusable(because, CLIENT)
    expect(error).toMatchObject({ code: 'REPLY_UNREADABLE', cause: because })
    expect(error.message).toContain('(HTTP 200, but token_type is not bearer, but mac)')
  })
})

describe('whatever the token endpoint answers', () => {
  const anyBody = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .record(
        {
          access_token: fc.anything(),
          token_type: fc.oneof(fc.constantFrom('bearer', 'Bearer', 'mac'), fc.anything()),
          expires_in: fc.oneof(fc.integer(), fc.double(), fc.constantFrom('300', '-1', 'x'), fc.anything()),
          error: fc.anything(),
          error_description: fc.anything(),
          contextId: fc.anything(),
        },
        { requiredKeys: [] },
      )
      .map((body) =>
        JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
      ),
  )
  const anyHeaders = fc.dictionary(
    fc.constantFrom('date', 'retry-after', 'content-type', 'inin-correlation-id'),
    fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    ),
  )
  const anyStatus = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }))

  it('comes to a whole grant or to one kind of error', () => {
    fc.assert(
      fc.property(anyStatus, anyBody, anyHeaders, (status, body, headers) => {
        try {
          const { token, unusableBecause } = readTokenResponse(reply(status, body, headers))
          expect(status).toBeLessThan(300)
          expect(token.value.reveal()).not.toBe('')
          if (unusableBecause === undefined) expect(token.type.toLowerCase()).toBe('bearer')
          expect(token.endsAfter).toBeGreaterThanOrEqual(50_000)
          expect(Number.isFinite(token.expiresAt)).toBe(true)
        } catch (error) {
          if (!(error instanceof AttemptFailed)) throw error
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('shows nothing of the token in a failure', () => {
    const wrongField = fc.constantFrom(
      { expires_in: -1 },
      { expires_in: 'x' },
      { token_type: 'mac' },
      { token_type: undefined },
    )
    const token = fc.string({ minLength: 12, unit: 'grapheme-ascii' })
    fc.assert(
      fc.property(anyStatus, token, wrongField, fc.boolean(), (status, value, wrong, isCut) => {
        const text = JSON.stringify({ ...GOOD, access_token: value, ...wrong })
        let shown: string
        try {
          const response = readTokenResponse(reply(status, isCut ? text.slice(0, -1) : text))
          shown = JSON.stringify(response.unusableBecause) + String(response.unusableBecause)
        } catch (error) {
          shown = JSON.stringify(error) + String(error)
        }
        expect(shown).not.toBe('')
        expect(shown).not.toContain(value)
        expect(shown).not.toContain(JSON.stringify(value).slice(1, -1))
      }),
    )
  })

  it('names an expiry that can be printed, whatever the server takes for today', () => {
    const { token } = readTokenResponse(reply(200, GOOD, { date: 'Sat, 13 Sep 275760 00:00:00 GMT' }))
    expect(() => new Date(token.expiresAt).toISOString()).not.toThrow()
  })
})

const failed = (failure: Partial<Failure> & Pick<Failure, 'kind'>): RequestGivenUp =>
  new RequestGivenUp({ summary: failure.kind, ...failure }, '', new Error('technical'))
const status = (code: number, more: Partial<Failure> = {}): RequestGivenUp =>
  failed({ kind: 'status', summary: `HTTP ${code}`, status: code, ...more })

const CODES: readonly (readonly [ErrorCode, string, RequestGivenUp])[] = [
  ['GRANT_REJECTED', '400 invalid_client', status(400, { error: 'invalid_client' })],
  ['GRANT_REJECTED', '401 invalid_client', status(401, { error: 'invalid_client' })],
  ['GRANT_REJECTED', '401 without a word', status(401)],
  ['GRANT_TYPE_NOT_ALLOWED', '400 unauthorized_client', status(400, { error: 'unauthorized_client' })],
  ['SCOPE_REJECTED', '400 invalid_scope', status(400, { error: 'invalid_scope' })],
  ['RATE_LIMITED', '400 rate limit', status(400, { error: 'invalid_request', isRateLimit: true })],
  ['RATE_LIMITED', '429', status(429, { isRateLimit: true })],
  ['REQUEST_REFUSED', '400 invalid_request', status(400, { error: 'invalid_request' })],
  ['REQUEST_REFUSED', '400 invalid_grant', status(400, { error: 'invalid_grant' })],
  ['REQUEST_REFUSED', '403', status(403)],
  ['REQUEST_REFUSED', '204', status(204)],
  ['REQUEST_REFUSED', 'a failure without a status', failed({ kind: 'status' })],
  ['ENDPOINT_NOT_FOUND', '404', status(404)],
  ['ENDPOINT_NOT_FOUND', '405', status(405)],
  ['SERVER_FAILED', '400 server_error', status(400, { error: 'server_error' })],
  ['SERVER_FAILED', '400 temporarily_unavailable', status(400, { error: 'temporarily_unavailable' })],
  ['SERVER_FAILED', '408', status(408)],
  ['SERVER_FAILED', '425', status(425)],
  ['SERVER_FAILED', '500', status(500)],
  ['SERVER_FAILED', '501', status(501)],
  ['SERVER_FAILED', '503', status(503)],
  ['REDIRECTED', 'a redirect', failed({ kind: 'redirect', summary: 'HTTP 302', status: 302 })],
  ['REPLY_UNREADABLE', 'a reply that was cut off', failed({ kind: 'truncated' })],
  ['REPLY_UNREADABLE', 'a reply that is no JSON', failed({ kind: 'unreadable' })],
  ['REPLY_UNREADABLE', 'a wrong field', failed({ kind: 'invalid' })],
  ['REPLY_UNREADABLE', 'a reply that is too large', failed({ kind: 'too-large' })],
  ['NETWORK_FAILED', 'a broken connection', failed({ kind: 'connection' })],
  ['TIMED_OUT', 'silence', failed({ kind: 'timeout' })],
  ['TLS_FAILED', 'a certificate nobody trusts', failed({ kind: 'tls' })],
  ['TLS_FAILED', 'a handshake that the server broke off', failed({ kind: 'tls', isRefusedByPeer: true })],
  ['PROXY_FAILED', 'a proxy that refuses', failed({ kind: 'proxy', status: 407 })],
]

describe('when the token request was given up', () => {
  it.each(CODES)('is %s after %s, with causes that can be checked', (code, _, gaveUp) => {
    const error = tokenError(gaveUp, ENDPOINT)
    expect(error.code).toBe(code)
    expect(error.causes.length).toBeGreaterThan(0)
    expect(error.message).toMatch(/^[A-Zh].* \(.+\)\.$/)
    expect(error.message).toContain(gaveUp.failure.summary)
    expect(error.cause).toBe(gaveUp.cause)
  })

  it.each(CODES)(
    'ends no cause of %s after %s with a full stop, since they become one sentence',
    (_, __, gaveUp) => {
      for (const cause of tokenError(gaveUp, ENDPOINT).causes) {
        expect(cause).not.toMatch(/\.$/)
        expect(cause.trim()).not.toBe('')
      }
    },
  )

  it.each([
    ['redirect', failed({ kind: 'redirect' }), ['https://login.mypurecloud.de', 'redirect']],
    ['connection', failed({ kind: 'connection' }), ['https://login.mypurecloud.de', 'could not be reached']],
    ['timeout', failed({ kind: 'timeout' }), ['https://login.mypurecloud.de', 'in time']],
    ['tls', failed({ kind: 'tls' }), ['https://login.mypurecloud.de', 'TLS']],
    [
      'a handshake that was broken off',
      failed({ kind: 'tls', isRefusedByPeer: true }),
      ['https://login.mypurecloud.de', 'broke off'],
    ],
    ['proxy', failed({ kind: 'proxy' }), ['https://login.mypurecloud.de', 'proxy']],
    ['unreadable', failed({ kind: 'unreadable' }), ['https://login.mypurecloud.de', 'no token']],
    ['rate limit', status(429, { isRateLimit: true }), ['eu-central-1', 'limits token requests']],
    ['invalid_client', status(400, { error: 'invalid_client' }), ['refused the client credentials']],
    ['unauthorized_client', status(400, { error: 'unauthorized_client' }), ['client credentials grant']],
    ['invalid_scope', status(400, { error: 'invalid_scope' }), ['refused the scope']],
    ['404', status(404), ['https://login.mypurecloud.de/oauth/token', 'no token endpoint']],
    ['503', status(503), ['eu-central-1', 'could not answer']],
    ['403', status(403), ['eu-central-1', 'refused the request']],
  ])('says what happened and where after %s', (_, gaveUp, parts) => {
    for (const part of parts) expect(tokenError(gaveUp, ENDPOINT).message).toContain(part)
  })

  it.each([
    [
      'the region first for credentials that are refused',
      status(400, { error: 'invalid_client' }),
      0,
      'eu-central-1',
    ],
    ['the secret next', status(400, { error: 'invalid_client' }), 1, 'client-secret'],
    ['the client next', status(400, { error: 'invalid_client' }), 2, 'disabled'],
    ['a rotation next', status(400, { error: 'invalid_client' }), 3, 'rotated'],
    ['the allow list last', status(400, { error: 'invalid_client' }), 4, 'allow list'],
    ['NODE_EXTRA_CA_CERTS first for a certificate', failed({ kind: 'tls' }), 0, 'NODE_EXTRA_CA_CERTS'],
    [
      'the client certificate first for a handshake that was broken off',
      failed({ kind: 'tls', isRefusedByPeer: true }),
      0,
      'client certificate',
    ],
    ['login-url first for a redirect', failed({ kind: 'redirect' }), 0, 'login-url is not the base URL of'],
    ['the right grant type', status(400, { error: 'unauthorized_client' }), 0, 'Client Credentials'],
    ['offline_access for a refused scope', status(400, { error: 'invalid_scope' }), 1, 'offline_access'],
    ['HTTPS_PROXY for a proxy', failed({ kind: 'proxy' }), 0, 'HTTPS_PROXY'],
    ['many jobs for the rate limit', status(429, { isRateLimit: true }), 0, 'many jobs'],
    ['the allow list first for any other refusal', status(403), 0, 'allow list'],
  ])('names %s', (_, gaveUp, index, words) => {
    expect(tokenError(gaveUp, ENDPOINT).causes[index]).toContain(words)
  })

  it('hints at the login host if login-url names the api host', () => {
    const apiHost = { ...ENDPOINT, tokenUrl: 'https://api.mypurecloud.de/oauth/token' }
    expect(tokenError(status(404), apiHost).causes[0]).toContain('login.<domain>')
    expect(tokenError(status(404), ENDPOINT).causes).toHaveLength(1)
  })

  it.each([
    [
      'ENDPOINT_NOT_FOUND',
      status(404),
      'There is no token endpoint at https://idp.example.com/oauth/token/v2 (',
      'token-url is not the whole URL',
    ],
    [
      'REDIRECTED',
      failed({ kind: 'redirect' }),
      'at https://idp.example.com/oauth/token/v2 answered',
      'token-url is not the URL of',
    ],
    [
      'NETWORK_FAILED',
      failed({ kind: 'connection' }),
      'https://idp.example.com/oauth/token/v2 could not',
      'token-url or region',
    ],
  ])('names token-url where that was given, without its query: %s', (expected, gaveUp, what, cause) => {
    const tokenUrl = 'https://idp.example.com/oauth/token/v2?code=key'
    const { code, message, causes } = tokenError(gaveUp, { ...ENDPOINT, tokenUrl })
    expect(code).toBe(expected)
    expect(message).toContain(what)
    expect(causes.join(';')).toContain(cause)
    expect(message + causes.join(';')).not.toMatch(/login-url|key/)
  })

  it('quotes status, error, description and correlation id, and how often it tried', () => {
    const failure: Failure = {
      kind: 'status',
      summary: 'HTTP 400',
      status: 400,
      error: 'invalid_client',
      description: 'authentication failed',
      correlationId: 'c0ffee-42',
    }
    expect(tokenError(new RequestGivenUp(failure, '', undefined), ENDPOINT).message).toBe(
      'Genesys Cloud refused the client credentials (HTTP 400, invalid_client: authentication failed, correlation id c0ffee-42).',
    )
    expect(tokenError(new RequestGivenUp(failure, 'after 3 attempts', undefined), ENDPOINT).message).toBe(
      'Genesys Cloud refused the client credentials (HTTP 400, invalid_client: authentication failed, correlation id c0ffee-42, after 3 attempts).',
    )
  })
})

const issue = (context: RequestContext, clock: Clock, ms = 120_000): Promise<TokenResponse> =>
  requestNextToken(CLIENT, undefined, attemptsUntil(Deadline.after(ms, clock)), context)

describe('when a token is asked for', () => {
  it('hands on the token of the first good reply', async () => {
    const { context, clock, said, sent } = requestContextOf([reset(), reply(503), reply(200, GOOD)])
    const { token } = await issue(context, clock)
    expect(token.value.reveal()).toBe(TOKEN)
    const request = await requestOf(CLIENT)
    expect(sent.map((each) => each.request)).toEqual([request, request, request])
    expect(said).toEqual([
      'The token request failed (read ECONNRESET); trying again in 0.5 s (120 s left).',
      'The token request failed (HTTP 503); trying again in 1.0 s (119 s left).',
    ])
  })

  it('explains a failure that is final, after one request', async () => {
    const body = { error: 'invalid_client', error_description: 'authentication failed' }
    const { context, clock, said, sent } = requestContextOf([
      reply(400, body, { 'inin-correlation-id': 'abc' }),
    ])
    const error = await thrownBy(() => issue(context, clock))
    expect(error).toBeInstanceOf(ActionError)
    expect(error).toMatchObject({
      code: 'GRANT_REJECTED',
      message:
        'Genesys Cloud refused the client credentials (HTTP 400, invalid_client: authentication failed, correlation id abc).',
    })
    expect(sent).toHaveLength(1)
    expect(said).toEqual([])
  })

  it('says how often it tried and why it did not wait any longer', async () => {
    const limited = reply(
      400,
      { error: 'invalid_request', error_description: 'rate limit exceeded; wait' },
      {},
    )
    const answers = [limited, { ...limited, headers: { 'retry-after': '60' } }]
    const { context, clock } = requestContextOf(answers)
    const error = await thrownBy(() => issue(context, clock, 30_000))
    expect(error).toMatchObject({ code: 'RATE_LIMITED' })
    expect((error as ActionError).message).toContain(
      'invalid_request: rate limit exceeded; wait, after 2 attempts; the next would start in 61 s, and 29 s are left',
    )
  })

  it('lets a cancellation through as it is', async () => {
    const cancelled = new ActionError('CANCELLED', 'The step was cancelled.')
    const { context, clock } = requestContextOf([], { signal: AbortSignal.abort(cancelled) })
    expect(await thrownBy(() => issue(context, clock))).toBe(cancelled)
  })

  it('never shows the secret or a form of it in an error', async () => {
    const { headers } = await requestOf(CLIENT)
    for (const [, , gaveUp] of CODES) {
      const { message, causes } = tokenError(gaveUp, ENDPOINT)
      const text = [message, ...causes].join('\n')
      expect(text).not.toContain(SECRET)
      expect(text).not.toContain(headers['authorization'])
    }
  })
})
