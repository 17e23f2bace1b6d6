import { describe, expect, it } from '@jest/globals'
import { CLIENT, play, said } from './play.ts'

describe('when everything goes well', () => {
  const played = play({
    later: [
      {
        env: { TOKEN: '${{ steps.genesys.outputs.token }}', API: '${{ steps.genesys.outputs.api-url }}' },
        run: 'echo "Authorization: Bearer $TOKEN" | curl --fail --silent --show-error --header @- "$API/api/v2/tokens/me"',
      },
    ],
  })

  it('makes one grant, one look-up and one revocation around the later steps', async () => {
    const { requests, cloud, run } = await played
    expect(run.conclusion).toBe('success')
    expect(requests).toEqual([
      'POST /oauth/token 200',
      'GET /api/v2/tokens/me 200',
      'GET /api/v2/tokens/me 200',
      'DELETE /api/v2/tokens/me 200',
    ])
    expect(cloud.liveTokens()).toEqual([])
  })

  it('asks for a token as every official client does', async () => {
    const [request] = (await played).cloud.requests
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${CLIENT.id}`,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(request?.headers['user-agent']).toMatch(/^gc-oauth-action\/\d+\.\d+\.\d+/)
    expect(request?.fields).toEqual({ grant_type: 'client_credentials' })
  })

  it('sets every output', async () => {
    const { main, cloud } = await played
    const { 'expires-in': expiresIn, 'expires-at': expiresAt, ...rest } = main.outputs
    expect(rest).toEqual({
      token: cloud.tokens()[0]?.value,
      'token-type': 'bearer',
      region: '',
      domain: '',
      'login-url': cloud.loginUrl,
      'api-url': cloud.apiUrl,
      'organization-id': cloud.clients()[0]?.organizationId,
      'organization-name': cloud.clients()[0]?.organizationName,
      source: 'granted',
    })
    expect(Number(expiresIn)).toBeGreaterThan(86_300)
    expect(Number(expiresIn)).toBeLessThan(86_400)
    expect(expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  it('says what it does in three sentences and nothing else', async () => {
    const { main, post } = await played
    expect([said(main), said(post)]).toEqual([
      [
        expect.stringMatching(/^Asking Genesys Cloud in 127\.0\.0\.1:\d+ for a token\.$/),
        expect.stringMatching(
          /^Got a token for Octo Contact Center \([-0-9a-f]{36}\); it expires at \S+Z\.$/,
        ),
      ],
      ['The token was revoked.'],
    ])
  })

  it('masks the secret before its first word and the token before it is in any file', async () => {
    const { main, job, cloud } = await played
    const first = main.emitted.findIndex(({ line }) => !line.startsWith('::add-mask::'))
    const before = main.emitted.slice(0, first).map(({ line }) => line)
    expect(before).toContain(`::add-mask::${CLIENT.secret.replaceAll('%', '%25')}`)
    const credential = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')
    const token = cloud.tokens()[0]?.value ?? ''
    expect(job.masks).toEqual(
      expect.arrayContaining([credential, `Basic ${credential}`, token, `Bearer ${token}`]),
    )
  })

  it('leaks nothing', async () => {
    expect((await played).leaks).toEqual([])
  })
})
