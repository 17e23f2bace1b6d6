import { describe, expect, it } from '@jest/globals'
import { RequestGivenUp } from '../../src/http/send.ts'
import { type Failure } from '../../src/http/retry-decision.ts'
import { readFailure } from '../../src/http/reply.ts'
import { IdTokenFailed } from '../../src/oauth/id-token-failed.ts'
import { tokenError } from '../../src/oauth/token-error.ts'
import { reply, START_MS } from '../support/genesys.ts'

const ENDPOINT = { place: 'idp.example.com', tokenUrl: 'https://idp.example.com/token' }
const BY_KEY = { method: 'private-key-jwt', audience: 'https://idp.example.com/token' } as const
const BY_ID_TOKEN = { ...BY_KEY, method: 'github-oidc' } as const

function refused(error: string, description?: string, aheadSeconds = 0, status = 401): Failure {
  const date = new Date(START_MS - aheadSeconds * 1000).toUTCString()
  return readFailure(reply(status, { error, error_description: description }, { date })).failure
}

const explain = (failure: Failure, authentication: typeof BY_KEY | typeof BY_ID_TOKEN = BY_KEY) =>
  tokenError(new RequestGivenUp(failure, '', undefined), ENDPOINT, authentication)

describe('when a server refuses an assertion', () => {
  it.each([
    [
      'aud',
      'the aud claim is not this server',
      'the server expects another audience than https://idp.example.com/token: set assertion-audience',
    ],
    ['the audience in words', 'invalid audience value', 'the server expects another audience'],
    ['exp', 'token is expired', "this machine's clock and the server's differ"],
    ['iat', 'JWT was issued in the future', "this machine's clock and the server's differ"],
    ['nbf', 'assertion is not yet valid', "this machine's clock and the server's differ"],
    ['its life', 'assertion is not active', "this machine's clock and the server's differ"],
    ['alg', 'alg RS256 is not allowed', "the server does not take this key's algorithm"],
    ['kid', 'no match for kid', 'the server knows the key by another kid: set private-key-id'],
    ['the signature', 'signature verification failed', 'the public key that is registered'],
    ['jti', 'jti was used already', 'a gateway or proxy sent the request twice'],
    ['the client', 'client 4711 was not found', 'client-id is wrong, or this client is not registered'],
    [
      'the method',
      'unsupported authentication method',
      'client-id is wrong, or this client is not registered',
    ],
  ])('begins with what it says about %s', (_, description, cause) => {
    const error = explain(refused('invalid_client', description))
    expect(error.code).toBe('ASSERTION_REJECTED')
    expect(error.message).toMatch(/of idp\.example\.com .* assertion \(HTTP 401, invalid_client: /)
    expect(error.causes[0]).toContain(cause)
  })

  it.each([
    [180, "this machine's clock is 180 s ahead of the server's"],
    [-400, "this machine's clock is 400 s behind the server's"],
  ])('begins with the clock if it is %d s off and the server says nothing', (seconds, cause) => {
    expect(explain(refused('invalid_client', undefined, seconds)).causes[0]).toBe(cause)
  })

  it.each([5, -5])('speaks of clocks that are %d s apart', (seconds) => {
    expect(explain(refused('invalid_client', undefined, seconds)).causes[0]).toContain('clock is 5 s')
  })

  it.each([4, -4])('does not speak of clocks that are %d s apart, which is a moment', (seconds) => {
    expect(explain(refused('invalid_client', undefined, seconds)).causes.join()).not.toContain('clock')
  })

  it.each([
    ['a key', BY_KEY, ['audience', 'private-key', 'private-key-id', 'alg', 'twice', 'client-id']],
    ['an ID token', BY_ID_TOKEN, ['audience', 'subject', 'issuer', 'client-id']],
  ])('names all that it may be with %s if the server says nothing', (_, authentication, words) => {
    const { causes } = explain(refused('invalid_client'), authentication)
    expect(causes).toEqual(words.map((word) => expect.stringContaining(word)))
    expect(causes.at(-1)).toContain(`client-auth ${authentication.method}`)
  })

  it('keeps the rest of the causes below the one that the server names', () => {
    const { causes } = explain(refused('invalid_client', 'no match for kid'))
    expect(causes).toHaveLength(6)
    expect(causes[1]).toContain('audience')
  })

  it('names no secret in the address of a token endpoint', () => {
    const audience = 'https://idp.example.com/token?key=abc'
    const { causes } = tokenError(new RequestGivenUp(refused('invalid_client'), '', undefined), ENDPOINT, {
      ...BY_KEY,
      audience,
    })
    expect(causes.join()).not.toContain('abc')
    expect(causes[0]).toContain('than https://idp.example.com/token: set')
  })

  it('speaks of trust, and of no key, where the assertion is an ID token', () => {
    const { causes } = explain(
      refused('invalid_client', 'no matching federated identity for the subject'),
      BY_ID_TOKEN,
    )
    expect(causes[0]).toContain('the server does not trust this subject: compare sub')
    expect(causes.join()).not.toContain('private-key')
  })

  it('begins with the issuer where the server says that it does not know it', () => {
    const { causes } = explain(refused('invalid_client', 'unknown issuer'), BY_ID_TOKEN)
    expect(causes[0]).toContain('the server does not trust the issuer')
  })

  it.each([
    ['unauthorized_client', 'not for this client', 400],
    ['invalid_request', 'assertion has no kid', 400],
    ['invalid_client', undefined, 400],
    ['', undefined, 401],
  ])('takes "%s" for one about the assertion', (error, description, status) => {
    expect(explain(refused(error, description, 0, status)).code).toBe('ASSERTION_REJECTED')
  })

  it.each([
    [
      'invalid_request that is about something else',
      refused('invalid_request', 'scope is missing', 0, 400),
      'REQUEST_REFUSED',
    ],
    ['invalid_scope', refused('invalid_scope', undefined, 0, 400), 'SCOPE_REJECTED'],
    ['invalid_request without a word', refused('invalid_request', undefined, 0, 400), 'REQUEST_REFUSED'],
    ['401 with another error', refused('invalid_scope'), 'SCOPE_REJECTED'],
    ['400 without a word', refused('', undefined, 0, 400), 'REQUEST_REFUSED'],
    ['an outage', refused('', undefined, 0, 503), 'SERVER_FAILED'],
    [
      'a reply that is no token',
      { kind: 'invalid', summary: 'HTTP 200', status: 401 } as const,
      'REPLY_UNREADABLE',
    ],
  ])('leaves %s as it was', (_, failure, code) => {
    expect(explain(failure).code).toBe(code)
  })
})

describe('when GitHub gives no ID token', () => {
  const failed = (failure: Failure) => {
    const attempt = new IdTokenFailed(failure, undefined)
    return tokenError(new RequestGivenUp(attempt.failure, '', attempt), ENDPOINT, BY_ID_TOKEN)
  }

  it('says so, and names the permission after a refusal', () => {
    const { code, message, causes } = failed({ kind: 'status', summary: 'HTTP 403', status: 403 })
    expect(code).toBe('ID_TOKEN_FAILED')
    expect(message).toBe(
      "GitHub gave this job no ID token to prove the client with (GitHub's ID token service: HTTP 403).",
    )
    expect(causes[0]).toContain('id-token: write')
    expect(causes[1]).toContain('has ended')
  })

  it.each([
    ['a refusal', { kind: 'status', summary: 'HTTP 403', status: 403 }],
    ['an outage', { kind: 'status', summary: 'HTTP 500', status: 500 }],
    ['silence', { kind: 'timeout', summary: 'no reply within 15 s' }],
  ] as const)('ends with the service and the network after %s', (_, failure) => {
    expect(failed(failure).causes.slice(-2)).toEqual([
      expect.stringContaining('githubstatus.com'),
      expect.stringContaining('HTTPS_PROXY'),
    ])
  })

  it('does not blame the permission for an outage', () => {
    expect(failed({ kind: 'status', summary: 'HTTP 500', status: 500 }).causes[0]).toContain('outage')
    expect(failed({ kind: 'timeout', summary: 'no reply within 15 s' }).causes.join()).not.toContain(
      'id-token: write',
    )
  })
})

describe('when a server refuses id and secret in the form', () => {
  const explainPost = (failure: Failure) =>
    tokenError(new RequestGivenUp(failure, '', undefined), ENDPOINT, { method: 'post', audience: '' })

  it('begins with the method', () => {
    const { code, causes } = explainPost(refused('invalid_client'))
    expect(code).toBe('GRANT_REJECTED')
    expect(causes[0]).toContain('set client-auth to basic')
  })

  it('does not speak of the method where something else was refused', () => {
    const { code, causes } = explainPost(refused('invalid_scope'))
    expect(code).toBe('SCOPE_REJECTED')
    expect(causes.join()).not.toContain('client-auth')
  })
})
