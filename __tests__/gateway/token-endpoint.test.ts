import { describe, expect, it } from '@jest/globals'
import { answerTokenRequest } from '../../src/gateway/token-endpoint.ts'
import { type OwnAnswer } from '../../src/gateway/own-answer.ts'
import { Secret } from '../../src/core/secret.ts'

const KEYS = { placeholder: new Secret('placeholder/0001'), passedTokens: [new Secret('real-token-0001')] }
const FORM = 'grant_type=client_credentials'
const basic = (secret: string): string => `Basic ${Buffer.from(`any-id:${secret}`).toString('base64')}`
const ask = (authorization: string | undefined, body = FORM): OwnAnswer =>
  answerTokenRequest(
    authorization === undefined ? [] : ['authorization', authorization],
    body,
    KEYS,
    'gateway-7',
  )

describe('a program that logs in with the placeholder', () => {
  it.each([
    ['as its secret, in Basic', basic('placeholder/0001'), FORM],
    ['form-encoded in Basic', basic('placeholder%2F0001'), FORM],
    ['in the form', undefined, `${FORM}&client_id=x&client_secret=placeholder%2F0001`],
    ['as a bearer token', 'Bearer placeholder/0001', FORM],
    ['or with the real token that was handed out', basic('real-token-0001'), FORM],
  ])('%s gets it as a token', (_name, authorization, body) => {
    const { status, body: text } = ask(authorization, body)
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({
      access_token: 'placeholder/0001',
      token_type: 'bearer',
      expires_in: 86_399,
    })
  })
})

describe('any other login', () => {
  it('is refused in the form of the token endpoint, and of the API', () => {
    const { status, headers, body } = ask(basic('wrong'))
    expect(status).toBe(401)
    expect(headers['Content-Type']).toBe('application/json')
    const description = expect.stringContaining('gateway on this machine')
    expect(JSON.parse(body)).toMatchObject({
      error: 'invalid_client',
      description,
      error_description: description,
      message: description,
      status: 401,
      contextId: 'gateway-7',
    })
  })

  it('is refused without credentials, and for another grant', () => {
    expect(ask(undefined).status).toBe(401)
    const other = ask(basic('placeholder/0001'), 'grant_type=password')
    expect(other.status).toBe(400)
    expect(JSON.parse(other.body)).toMatchObject({ error: 'unsupported_grant_type' })
  })
})
