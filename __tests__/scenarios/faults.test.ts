import { describe, expect, it } from '@jest/globals'
import { play, said, theError } from './play.ts'

describe.each([
  ['is reset before a reply', { kind: 'reset' as const }],
  ['is reset in the middle of the reply', { kind: 'reset' as const, when: 'after-headers' as const }],
  ['ends in the middle of the reply', { kind: 'truncated' as const }],
  ['gets a page for people', { kind: 'html' as const, status: 200 }],
  ['gets a bad gateway', { kind: 'html' as const, status: 502 }],
  ['gets no JSON', { kind: 'garbage' as const }],
  ['gets HTTP 503', { kind: 'status' as const, status: 503 }],
])('when the first token request %s', (_, fault) => {
  it('tries again, says so once, and succeeds', async () => {
    const { run, main, requests, leaks } = await play({ faults: [{ ...fault, host: 'login' }] })
    expect(run.conclusion).toBe('success')
    expect(requests.filter((line) => line.startsWith('POST'))).toHaveLength(2)
    expect(said(main).filter((line) => line.includes('trying again'))).toHaveLength(1)
    expect(leaks).toEqual([])
  })
})

describe('when the token endpoint hangs', () => {
  it('ends each attempt in time for another one', async () => {
    const { run, main } = await play({
      with: { 'timeout-seconds': '6' },
      faults: [{ kind: 'hang', host: 'login' }],
    })
    expect(run.conclusion).toBe('success')
    expect(said(main)).toContainEqual(expect.stringContaining('no reply within 3 s'))
  })

  it('fails within the total time if it never stops', async () => {
    const { main } = await play({
      with: { 'timeout-seconds': '2' },
      faults: [{ kind: 'hang', host: 'login', count: Infinity }],
    })
    expect(main.exitCode).toBe(1)
    expect(theError(main)).toContain('#timed-out')
  })
})

describe.each([
  [
    'a redirect',
    { kind: 'redirect' as const, location: 'https://example.com/', status: 307 as const },
    'redirected',
  ],
  ['more than 1 MiB', { kind: 'oversized' as const }, 'reply-unreadable'],
  ['no token', { kind: 'fields' as const, fields: { access_token: undefined } }, 'reply-unreadable'],
  ['HTTP 403', { kind: 'status' as const, status: 403 }, 'request-refused'],
  ['HTTP 404', { kind: 'status' as const, status: 404 }, 'endpoint-not-found'],
])('when the token endpoint answers with %s', (_, fault, anchor) => {
  it('fails at once with an error of its own', async () => {
    const { main, requests, leaks } = await play({ faults: [{ ...fault, host: 'login' }] })
    expect(main.exitCode).toBe(1)
    expect(requests).toHaveLength(1)
    expect(theError(main)).toContain(`docs/troubleshooting.md#${anchor}`)
    expect(leaks).toEqual([])
  })
})

describe('when the token endpoint answers with what nobody can read', () => {
  it.each([
    ['a list', JSON.stringify([{ access_token: 'x', token_type: 'bearer' }]), ' of a list)'],
    [
      'text after the object',
      '{"access_token":"x","token_type":"bearer"} OK',
      ', with text after the object)',
    ],
  ])('asks once more after %s, and says how many tokens may be valid', async (_, body, words) => {
    const fault = { kind: 'status' as const, status: 200, body, host: 'login' as const, count: Infinity }
    const { main, requests } = await play({ faults: [fault] })
    expect(requests.filter((line) => line.startsWith('POST'))).toHaveLength(2)
    expect(theError(main)).toContain(words)
    expect(theError(main)).toMatch(
      /after 2 attempts; 2 tokens that could not be read may be valid until 20\d\d-/,
    )
    expect(theError(main)).toContain('#reply-unreadable')
  })
})

describe('when the token endpoint answers an error as a success', () => {
  it('has the words of the server', async () => {
    const body = { error: 'invalid_client', error_description: 'no such client' }
    const { main, requests } = await play({ faults: [{ kind: 'json', status: 200, body, host: 'login' }] })
    expect(requests).toHaveLength(1)
    expect(theError(main)).toContain('(HTTP 200, invalid_client: no such client)')
    expect(theError(main)).toContain('#grant-rejected')
  })

  it('tries again where that is what the words ask for', async () => {
    const body = { error: 'temporarily_unavailable' }
    const { run, main } = await play({ faults: [{ kind: 'json', status: 200, body, host: 'login' }] })
    expect(run.conclusion).toBe('success')
    expect(said(main)).toContainEqual(
      expect.stringContaining('(HTTP 200, temporarily_unavailable); trying again'),
    )
  })
})

describe('when a token is valid for a moment only', () => {
  it.each([0.001, 1e-320])('takes a lifetime of %d s for none, and revokes the token', async (seconds) => {
    const { main, cloud } = await play({
      faults: [{ kind: 'fields', fields: { expires_in: seconds }, host: 'login' }],
    })
    expect(theError(main)).toContain('expires_in is less than a second')
    expect(main.outputs['token']).toBeUndefined()
    expect(cloud.liveTokens()).toEqual([])
  })

  it('does not hand it out once it has expired', async () => {
    const { main } = await play({
      faults: [
        { kind: 'fields', fields: { expires_in: 1 }, host: 'login' },
        { kind: 'delay', delayMs: 1_000, host: 'api', method: 'GET' },
      ],
    })
    expect(main.exitCode).toBe(1)
    expect(main.outputs['token']).toBeUndefined()
    expect(theError(main)).toContain('The token expired before it could be handed out: it was valid for 1 s.')
    expect(theError(main)).toContain('#token-expired')
  })
})

describe('when the reply does not say how long the token lives', () => {
  it('assumes 300 s and says so', async () => {
    const { main } = await play({
      faults: [{ kind: 'fields', fields: { expires_in: undefined }, host: 'login' }],
    })
    expect(Number(main.outputs['expires-in'])).toBeLessThanOrEqual(300)
    expect(said(main)).toContain('The reply does not say how long the token lives; 300 s are assumed.')
  })
})

describe('when the token endpoint answers with a token of another type', () => {
  it('fails, and revokes the token that was granted all the same', async () => {
    const { main, requests, cloud, leaks } = await play({
      faults: [{ kind: 'fields', fields: { token_type: 'mac' }, host: 'login' }],
    })
    expect(main.exitCode).toBe(1)
    expect(theError(main)).toContain('token_type is not bearer, but mac')
    expect(requests).toEqual(['POST /oauth/token 200', 'DELETE /api/v2/tokens/me 200'])
    expect(cloud.liveTokens()).toEqual([])
    expect(leaks).toEqual([])
  })
})
