import { describe, expect, it } from '@jest/globals'
import { makeAssertion } from '../../src/adapters/assertions.ts'
import { Deadline } from '../../src/core/deadline.ts'
import { Secret } from '../../src/core/secret.ts'
import { type IdTokenCredentials } from '../../src/oauth/client-credentials.ts'
import { IdTokenFailed } from '../../src/oauth/id-token-failed.ts'
import { reply, requestContextOf, reset, thrownBy, type Answer } from '../support/genesys.ts'

const ID_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOm8vciJ9.c2lnbmF0dXJl'
const CREDENTIALS: IdTokenCredentials = {
  method: 'github-oidc',
  clientId: 'a-client',
  requestUrl: 'https://pipelines.example.com/idtoken?api-version=2.0',
  requestToken: new Secret('the-request-token'),
  audience: undefined,
}

async function ask(answer: Answer, credentials = CREDENTIALS) {
  const { context, clock, sent } = requestContextOf([answer])
  const order = {
    audience: 'https://idp.example.com/token?x=1&y',
    attempt: Deadline.after(10_000, clock),
    context,
  }
  const token = await makeAssertion(credentials, order)
  return { token: token.reveal(), sent }
}

describe('when GitHub is asked for an ID token', () => {
  it('asks as the official client does, for the audience of the assertion, within half of the attempt', async () => {
    const { token, sent } = await ask(reply(200, { value: ID_TOKEN }))
    expect(token).toBe(ID_TOKEN)
    expect(sent).toEqual([
      {
        request: {
          method: 'GET',
          url: 'https://pipelines.example.com/idtoken?api-version=2.0&audience=https%3A%2F%2Fidp.example.com%2Ftoken%3Fx%3D1%26y',
          headers: { accept: 'application/json', authorization: 'Bearer the-request-token' },
        },
        timeoutMs: 5_000,
      },
    ])
  })

  it('begins the query where the address has none', async () => {
    const { sent } = await ask(reply(200, { value: ID_TOKEN }), {
      ...CREDENTIALS,
      requestUrl: 'https://tokens.example.com/id',
    })
    expect(sent[0]?.request.url).toMatch(/\/id\?audience=/)
  })

  it.each([
    ['a refusal', reply(403, { message: 'no permission' }), "GitHub's ID token service: HTTP 403"],
    ['a broken connection', reset(), "GitHub's ID token service: read ECONNRESET"],
    [
      'no JSON',
      reply(200, 'surprise'),
      "GitHub's ID token service: its reply is not a JSON object (HTTP 200, no content type, 8 characters)",
    ],
    [
      'no token',
      reply(200, { value: '' }),
      "GitHub's ID token service: HTTP 200, but value is no JSON Web Token",
    ],
    [
      'something else',
      reply(200, { value: 'a b c' }),
      "GitHub's ID token service: HTTP 200, but value is no JSON Web Token",
    ],
  ])('fails the attempt with %s, and says whose answer it was', async (_, answer, summary) => {
    const error = await thrownBy(() => ask(answer))
    expect(error).toBeInstanceOf(IdTokenFailed)
    expect((error as IdTokenFailed).failure.summary).toBe(summary)
  })
})
