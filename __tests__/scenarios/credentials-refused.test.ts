import { describe, expect, it } from '@jest/globals'
import { CLIENT, play, theError } from './play.ts'

const REFUSED =
  /^Genesys Cloud refused the client credentials \(HTTP 400, invalid_client: authentication failed\)\.$/m

describe.each([
  ['the secret is wrong', { runner: { secrets: { CLIENT_SECRET: 'another-secret-than-it-has' } } }],
  ['there is no such client', { with: { 'client-id': 'ffffffff-4b5a-4978-8695-a4b3c2d1e0f9' } }],
  ['the client is disabled', { cloud: { clients: [{ ...CLIENT, state: 'disabled' as const }] } }],
])('when %s', (_, scenario) => {
  const played = play(scenario)

  it('fails at once, without a second try', async () => {
    const { main, requests } = await played
    expect(main.exitCode).toBe(1)
    expect(requests).toEqual(['POST /oauth/token 400'])
  })

  it('says what happened, the likely causes in order, and where to read on', async () => {
    const error = theError((await played).main)
    expect(error).toMatch(REFUSED)
    expect(error).toMatch(
      /^Likely causes: the OAuth client belongs to a region other than .*; client-id or client-secret is wrong/m,
    )
    expect(error).toMatch(
      /^See https:\/\/github\.com\/org\/gc-oauth-action\/blob\/v1\/docs\/troubleshooting\.md#grant-rejected$/m,
    )
  })

  it('sets nothing and leaves nothing to revoke', async () => {
    const { main, post, leaks } = await played
    expect(main.outputs).toEqual({})
    // The request that main told post of is over.
    expect(main.state).toEqual({ request: '' })
    expect(post?.log.join('\n')).toContain('The step got no token; nothing to revoke.')
    expect(post?.conclusion).toBe('success')
    expect(leaks).toEqual([])
  })
})

describe('when the secret was stored with quotation marks around it', () => {
  it('names them first of all causes', async () => {
    const quoted = `"${CLIENT.secret}"`
    const { main, leaks } = await play({ runner: { secrets: { CLIENT_SECRET: quoted } } })
    expect(theError(main)).toContain(
      'Likely causes: client-secret is in quotation marks, which count as part of it; the OAuth client belongs',
    )
    expect(leaks).toEqual([])
  })
})

describe('when the client was made for another grant type', () => {
  it('names the grant type it needs', async () => {
    const { main, requests } = await play({ cloud: { clients: [{ ...CLIENT, grantType: 'CODE' }] } })
    expect(requests).toEqual(['POST /oauth/token 400'])
    expect(theError(main)).toContain('it has to be "Client Credentials"')
    expect(theError(main)).toContain('#grant-type-not-allowed')
  })
})
