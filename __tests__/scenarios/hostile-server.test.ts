import { describe, expect, it } from '@jest/globals'
import { CLIENT, play, said, theError } from './play.ts'

describe('when a gateway echoes the credentials in its error', () => {
  it('prints them nowhere', async () => {
    const credential = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')
    const description = `bad header Basic ${credential}, secret ${CLIENT.secret}, form ${encodeURIComponent(CLIENT.secret)}`
    const { main, leaks } = await play({
      faults: [
        {
          kind: 'json',
          status: 400,
          body: { error: 'invalid_client', error_description: description },
          host: 'login',
        },
      ],
    })
    expect(theError(main)).toContain('bad header ***, secret ***, form ***)')
    expect(leaks).toEqual([])
  })
})

describe('when a server puts workflow commands into its texts', () => {
  const attack =
    'x\n::error::owned\r\n::stop-commands::t\u2028::set-output name=token::owned ##[stop-commands]t ##[error]o ##[set-output name=a]b'

  it('keeps its error to the line that it belongs to', async () => {
    const { main, job } = await play({
      faults: [
        { kind: 'json', status: 400, body: { error: attack, error_description: attack }, host: 'login' },
      ],
    })
    expect(theError(main)).toContain('x ::error::owned ::stop-commands::t ::set-output name=token::owned')
    expect(job.annotations).toHaveLength(1)
  })

  it('keeps the masks of a token that a later attempt gets', async () => {
    const { run, leaks, main } = await play({
      faults: [{ kind: 'json', status: 503, body: { message: '##[stop-commands]hush' }, host: 'login' }],
    })
    expect(run.conclusion).toBe('success')
    expect(said(main)).toContainEqual(expect.stringContaining('# #[stop-commands]hush'))
    expect(leaks).toEqual([])
  })

  it('keeps an organization name to its line, its output and its table', async () => {
    const { main, job, run } = await play({
      cloud: { clients: [{ ...CLIENT, organizationName: `${attack}<img src=x>|[a](b)` }] },
      with: { summary: 'true' },
    })
    expect(run.conclusion).toBe('success')
    expect(job.annotations).toEqual([])
    expect(main.outputs['organization-name']).toMatch(/^x ::error::owned /)
    expect(job.summary).not.toContain('<img')
    expect(job.summary).toContain('&lt;img src=x&gt;\\|\\[a\\]\\(b\\)')
  })
})

describe('when the token itself is unusual', () => {
  it.each([
    ['has quotes, blanks and signs', 'a "quoted" \'token\' with {braces} & %25 <<EOF'],
    ['is very short', 'abc'],
    ['contains what is masked', `token-of-${CLIENT.id}:${encodeURIComponent(CLIENT.secret)}`],
    ['contains a form of the client secret', `${Buffer.from(CLIENT.secret).toString('base64')}.1`],
  ])('masks, hands over and revokes one that %s', async (_, value) => {
    const { main, job, run } = await play({
      faults: [{ kind: 'fields', fields: { access_token: value }, host: 'login' }],
    })
    expect(run.conclusion).toBe('success')
    expect(main.outputs['token']).toBe(value)
    expect(job.masks).toContain(value)
  })

  it.each([
    ['letters beyond ASCII', 'tøken-of-someone'],
    ['a soft hyphen and nothing else', '\u00ad'],
    ['a blank before it', ' token-of-someone'],
    ['a blank after it', 'token-of-someone '],
  ])('refuses one with %s, and asks the API host to revoke it', async (_, value) => {
    const { main, requests, leaks } = await play({
      faults: [{ kind: 'fields', fields: { access_token: value }, host: 'login' }],
    })
    expect(theError(main)).toContain(
      'access_token has characters other than visible ASCII, or blanks around it',
    )
    expect(main.outputs['token']).toBeUndefined()
    expect(requests).toContainEqual(expect.stringMatching(/^DELETE \/api\/v2\/tokens\/me /))
    expect(leaks).toEqual([])
  })

  it.each([' ', '\u00a0', '\u3000\t'])('takes %j for none at all', async (value) => {
    const { main } = await play({
      faults: [{ kind: 'fields', fields: { access_token: value }, host: 'login' }],
    })
    expect(theError(main)).toContain('access_token is missing or empty')
  })

  it('revokes one of another type at once, and post knows of it', async () => {
    const { main, post, cloud } = await play({
      faults: [{ kind: 'fields', fields: { token_type: 'mac' }, host: 'login' }],
    })
    expect(theError(main)).toContain('token_type is not bearer')
    expect(said(post)).toEqual(['The step revoked its token itself; nothing to revoke.'])
    expect(cloud.liveTokens()).toEqual([])
  })

  it('leaves one of another type to post where the step is cancelled in the middle of revoking it', async () => {
    const cancel = new AbortController()
    const { main, post, cloud } = await play({
      faults: [
        { kind: 'fields', fields: { token_type: 'mac' }, host: 'login' },
        { kind: 'hang', host: 'api', method: 'DELETE' },
      ],
      onRequest: (request) => {
        if (request.startsWith('DELETE')) cancel.abort()
      },
      runner: { signal: cancel.signal },
    })
    expect(main.exitCode).toBe(1)
    expect(said(post)).toEqual(['The token was revoked.'])
    expect(cloud.liveTokens()).toEqual([])
  })

  it('refuses one with control characters and does not show it', async () => {
    const { main } = await play({
      faults: [{ kind: 'fields', fields: { access_token: 'first\nsecond-half' }, host: 'login' }],
    })
    expect(theError(main)).toContain('access_token contains control characters')
    expect(theError(main)).not.toContain('second-half')
  })
})
