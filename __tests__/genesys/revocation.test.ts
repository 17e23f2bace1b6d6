import { describe, expect, it } from '@jest/globals'
import { readRevocation, revocationRequest } from '../../src/genesys/revocation.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { Secret } from '../../src/core/secret.ts'
import { reply, thrownBy } from '../support/genesys.ts'

describe('when a token is revoked', () => {
  it('asks the API to delete the token that makes the request', () => {
    expect(revocationRequest('https://api.mypurecloud.de', new Secret('t-1'))).toEqual({
      method: 'DELETE',
      url: 'https://api.mypurecloud.de/api/v2/tokens/me',
      headers: { authorization: 'Bearer t-1', accept: 'application/json' },
    })
  })

  it.each([
    [200, 'revoked'],
    [202, 'revoked'],
    [204, 'revoked'],
    [401, 'not-accepted'],
  ])('takes %i for %s', (status, outcome) => {
    expect(readRevocation(reply(status))).toBe(outcome)
  })

  it.each([
    ['a page for people', '<html>Please log in</html>'],
    ['a text', 'OK'],
    ['a list', '[]'],
  ])('takes %s with status 200 for the answer of something in between', async (_, body) => {
    const error = await thrownBy(() => readRevocation(reply(200, body)))
    expect(error).toMatchObject({ failure: { kind: 'unreadable' } })
    expect((error as Error).message).toMatch(/^the reply is not a JSON object/)
  })

  it('takes a JSON object for success, whatever it says', () => {
    expect(readRevocation(reply(200, {}))).toBe('revoked')
  })

  it.each([103, 205, 302, 400, 403, 404, 405, 429, 500, 503])(
    'takes %i for a token that may be valid',
    async (status) => {
      const error = await thrownBy(() => readRevocation(reply(status)))
      expect(error).toBeInstanceOf(AttemptFailed)
      expect(error).toMatchObject({ failure: { status } })
    },
  )
})
