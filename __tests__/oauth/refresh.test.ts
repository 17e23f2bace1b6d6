import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { basicAuthentication } from '../../src/oauth/client-authentication.ts'
import { requestNextToken } from '../../src/oauth/refresh.ts'
import { type TokenClient } from '../../src/oauth/token-request.ts'
import { attemptsUntil } from '../../src/http/send.ts'
import { Secret } from '../../src/core/secret.ts'
import { reply, requestContextOf, thrownBy, type Answer } from '../support/genesys.ts'

const CLIENT: TokenClient = {
  endpoint: { place: 'eu-central-1', tokenUrl: 'https://login.example.com/oauth/token' },
  scope: undefined,
  authentication: basicAuthentication({
    method: 'basic',
    clientId: 'client-1',
    clientSecret: new Secret('s3cr3t-value'),
  }),
}
const GRANTED = reply(200, {
  access_token: 'token-2',
  token_type: 'bearer',
  expires_in: 60,
  refresh_token: 'next',
})

const again = (answers: readonly Answer[], refreshToken?: Secret) => {
  const { context, clock, sent, said } = requestContextOf(answers)
  return {
    outcome: requestNextToken(CLIENT, refreshToken, attemptsUntil(Deadline.after(10_000, clock)), context),
    sent,
    said,
  }
}

describe('when a token is asked for again', () => {
  it('goes by the client credentials where there is no refresh token', async () => {
    const { outcome, sent } = again([GRANTED])
    expect((await outcome).token.value.reveal()).toBe('token-2')
    expect(sent.map(({ request }) => request.body)).toEqual(['grant_type=client_credentials'])
  })

  it('goes by the refresh token where there is one, and has the next', async () => {
    const { outcome, sent } = again([GRANTED], new Secret('refresh+1'))
    expect((await outcome).refreshToken?.reveal()).toBe('next')
    expect(sent.map(({ request }) => request.body)).toEqual([
      'grant_type=refresh_token&refresh_token=refresh%2B1',
    ])
  })

  it('keeps the refresh token that it has where the server names no other', async () => {
    const granted = reply(200, { access_token: 'token-2', token_type: 'bearer', expires_in: 60 })
    const { outcome } = again([granted], new Secret('refresh-1'))
    expect((await outcome).refreshToken?.reveal()).toBe('refresh-1')
  })

  it('does not give up the refresh token for an outage', async () => {
    const { outcome, sent } = again(
      Array.from({ length: 9 }, () => reply(503)),
      new Secret('refresh-1'),
    )
    expect(await thrownBy(() => outcome)).toMatchObject({ code: 'SERVER_FAILED' })
    expect(sent.every(({ request }) => request.body?.startsWith('grant_type=refresh_token'))).toBe(true)
  })

  it('says why it goes by the client credentials after all', async () => {
    const { outcome, said } = again(
      [reply(400, { error: 'invalid_grant' }), GRANTED],
      new Secret('refresh-1'),
    )
    await outcome
    expect(said).toEqual([
      'The refresh token was not accepted (HTTP 400, invalid_grant); using the client credentials.',
    ])
  })

  it('lets a fault of our own through', async () => {
    const { outcome } = again([new TypeError('undefined is not a function')], new Secret('refresh-1'))
    expect(await thrownBy(() => outcome)).toBeInstanceOf(TypeError)
  })
})
