import { describe, expect, it } from '@jest/globals'
import { mayHaveReplaced, newSecretRequest, readNewSecret } from '../../src/genesys/client-secret.ts'
import { AttemptFailed, type Failure } from '../../src/http/retry-decision.ts'
import { Secret } from '../../src/core/secret.ts'
import { reply, START_MS, thrownBy } from '../support/genesys.ts'

describe('when a new client secret is asked for', () => {
  it('posts nothing to the client’s own path, with the id made fit for it', () => {
    expect(newSecretRequest('https://api.mypurecloud.de', 'a/b?c', new Secret('t-1'))).toEqual({
      method: 'POST',
      url: 'https://api.mypurecloud.de/api/v2/oauth/clients/a%2Fb%3Fc/secret',
      headers: { authorization: 'Bearer t-1', accept: 'application/json' },
    })
  })
})

describe('when the reply is read', () => {
  it('takes a secret of any length and alphabet, and the name of the client', () => {
    const made = readNewSecret(reply(200, { id: '1', name: 'Pipelines', secret: 'ä "s"\n' }))
    expect(made.secret.reveal()).toBe('ä "s"\n')
    expect(made.clientName).toBe('Pipelines')
    expect(made.madeAt).toBe(START_MS)
  })

  it('takes the time from the server', () => {
    const date = 'Sat, 21 Nov 2026 11:00:00 GMT'
    expect(readNewSecret(reply(200, { secret: 's' }, { date })).madeAt).toBe(Date.parse(date))
  })

  it.each([{}, { secret: '' }, { secret: 7 }, { secret: null }, { client: { secret: 'hidden' } }])(
    'finds no secret in %j, and quotes nothing of it',
    async (body) => {
      const error = await thrownBy(() => readNewSecret(reply(200, body)))
      expect(error).toMatchObject({
        failure: { kind: 'invalid', summary: 'HTTP 200, but the reply holds no secret' },
      })
    },
  )

  it('quotes nothing of a body that is cut off in the secret', async () => {
    const error = await thrownBy(() => readNewSecret(reply(200, '{"secret":"Zt7-kW3n')))
    expect(error).toBeInstanceOf(AttemptFailed)
    expect(JSON.stringify(error)).not.toContain('Zt7')
  })
})

describe('when the request failed', () => {
  const OWN_FORM = { error: 'missing.any.permissions', correlationId: '42' }
  const failure = (kind: Failure['kind'], more: Partial<Failure> = {}): Failure => ({
    kind,
    summary: '',
    ...more,
  })

  it.each([
    ['a refusal in the form of the API', failure('status', { status: 403, ...OWN_FORM })],
    ['a client that it does not know', failure('status', { status: 404, ...OWN_FORM })],
    ['a host that was not there', failure('connection', { isUnsent: true })],
    ['a request that cannot be sent', failure('invalid', { isUnsent: true })],
    ['a proxy that did not let it through', failure('proxy', { status: 503 })],
  ])('knows that nothing changed after %s', (_, given) => {
    expect(mayHaveReplaced(given)).toBe(false)
  })

  it.each([
    ['a refusal of a gateway', failure('status', { status: 403 })],
    [
      'a limit, which a gateway may have met on a second try',
      failure('status', { status: 429, ...OWN_FORM }),
    ],
    ['HTTP 408', failure('status', { status: 408 })],
    ['HTTP 500', failure('status', { status: 500 })],
    ['HTTP 504', failure('status', { status: 504 })],
    ['a broken connection', failure('connection', { isUnsent: false })],
    ['a timeout', failure('timeout')],
    ['a reply cut off', failure('truncated')],
    ['a reply that is no JSON', failure('unreadable', { status: 200 })],
    ['a reply without a secret', failure('invalid')],
    ['a reply too large', failure('too-large')],
    ['a TLS error', failure('tls')],
    ['a redirect', failure('redirect', { status: 302 })],
  ])('does not know after %s', (_, given) => {
    expect(mayHaveReplaced(given)).toBe(true)
  })
})
