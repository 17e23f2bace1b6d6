import { describe, expect, it } from '@jest/globals'
import { CLIENT, play, said, theError, type Played } from './play.ts'

/** The lines of the folded report. */
function reportOf({ main }: Played): string[] {
  const lines = said(main)
  const start = lines.indexOf('::group::Doctor')
  return start === -1 ? [] : lines.slice(start + 1, lines.indexOf('::endgroup::', start))
}

const errorOf = ({ main }: Played): string => theError(main)

describe('when no token can be had and doctor: on-failure is set', () => {
  it('says in one error what doctor finds, then shows the report', async () => {
    const played = await play({
      with: { doctor: 'on-failure', 'login-url': 'http://127.0.0.1:9', 'timeout-seconds': '1' },
    })
    expect(played.main.conclusion).toBe('failure')
    expect(errorOf(played)).toContain(
      'doctor finds: connect.login: 127.0.0.1:9 refuses connections (ECONNREFUSED)',
    )
    const report = reportOf(played)
    expect(report.join('\n')).toContain('✗ fail    connect.login')
    const lines = said(played.main)
    const error = lines.findIndex((line) => line.startsWith('::error'))
    expect(lines.indexOf('::group::Doctor')).toBeGreaterThan(error)
    expect(played.leaks).toEqual([])
  })

  it('narrows refused credentials, and makes no grant of its own', async () => {
    const faults = Array.from({ length: 1 }, () => ({
      kind: 'json' as const,
      host: 'login' as const,
      status: 400,
      body: { error: 'invalid_client', error_description: 'authentication failed' },
    }))
    const played = await play({ with: { doctor: 'on-failure' }, faults })
    expect(errorOf(played)).toContain(
      `doctor finds: token: GRANT_REJECTED, client-id is a UUID, client-secret has ${CLIENT.secret.length} characters`,
    )
    expect(played.cloud.tokens()).toEqual([])
    expect(played.requests.filter((request) => request.startsWith('POST /oauth/token'))).toHaveLength(2)
    expect(played.leaks).toEqual([])
  })

  it('releases the token of another organization before it looks', async () => {
    const played = await play({
      with: { doctor: 'on-failure', 'organization-id': '0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17' },
    })
    const revoked = played.requests.indexOf('DELETE /api/v2/tokens/me 200')
    expect(revoked).toBeGreaterThan(0)
    expect(played.requests.slice(revoked + 1)).toContain('POST /oauth/token 400')
    expect(reportOf(played).join('\n')).toContain('✗ fail    token')
  })
})

describe('when all is well', () => {
  it.each(['false', 'on-failure'])('looks at nothing with doctor: %s', async (doctor) => {
    const played = await play({ with: { doctor } })
    expect(played.main.conclusion).toBe('success')
    expect(reportOf(played)).toEqual([])
    expect(played.requests).toHaveLength(3)
  })

  it('reports after the outputs with doctor: true, and uses the token that there is', async () => {
    const played = await play({ with: { doctor: 'true' } })
    expect(played.main.conclusion).toBe('success')
    const report = reportOf(played).join('\n')
    expect(report).toContain('✓ ok      organization')
    expect(report).toContain('! warn    lifetime')
    expect(played.cloud.tokens()).toHaveLength(1)
    expect(said(played.post)).toEqual(['The token was revoked.'])
    expect(played.leaks).toEqual([])
  })
})

describe('when permissions are required', () => {
  const cloud = { clients: [{ ...CLIENT, permissions: ['routing:queue:view'] }] }

  it('hands out the token of a client that has them', async () => {
    const played = await play({ cloud, with: { 'require-permissions': 'routing:queue:view' } })
    expect(played.main.conclusion).toBe('success')
  })

  it('fails early without them, names them and the roles, and revokes', async () => {
    const played = await play({
      cloud,
      with: { 'require-permissions': 'routing:queue:view, oauth:client:edit' },
    })
    expect(played.main.conclusion).toBe('failure')
    expect(errorOf(played)).toContain(
      'The OAuth client lacks oauth:client:edit; it has the roles CI pipeline role (Home).',
    )
    expect(played.cloud.liveTokens()).toEqual([])
  })
})
