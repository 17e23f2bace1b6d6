import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Agent, request } from 'node:https'
import { type Fault, type GenesysCloud, startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { createCertificateAuthority } from '../../simulator/network/certificates.ts'
import { askForToken, call, CLIENT, getToken } from './genesys-client.ts'

let genesys: GenesysCloud
let token: string

beforeEach(async () => {
  genesys = await startGenesysCloud({ clients: [CLIENT] })
  token = await getToken(genesys)
})

afterEach(() => genesys.close())

/** The code of what went wrong on the wire; `instanceof` would not know the errors of Node's own realm. */
async function failureOf(attempt: Promise<unknown>): Promise<unknown> {
  try {
    await attempt
    return 'none'
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code
  }
}

describe('when an answer is replaced', () => {
  it.each<[string, Fault, number, RegExp]>([
    ['a page for people', { kind: 'html', status: 502 }, 502, /^<!DOCTYPE html>/],
    ['a page for people that claims success', { kind: 'html', status: 200 }, 200, /^<!DOCTYPE html>/],
    ['any status and body', { kind: 'status', status: 503, body: 'later' }, 503, /^later$/],
    ['a redirect', { kind: 'redirect', status: 307, location: 'http://elsewhere.invalid/' }, 307, /^$/],
    ['broken JSON', { kind: 'garbage' }, 200, /^\{"access_token": "unfinished$/],
    ['other JSON', { kind: 'json', body: ['surprise'] }, 200, /^\["surprise"\]$/],
    ['more than a mebibyte', { kind: 'oversized' }, 200, /^\{"padding":"x{1048577}/],
    ['throttling of grants', { kind: 'mint-rate-limit' }, 400, /"rate limit exceeded; /],
  ])('can be %s', async (_case, fault, status, text) => {
    genesys.inject({ ...fault, path: '/api/v2/tokens/me' })
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(`${genesys.apiUrl}/api/v2/tokens/me`, { headers, redirect: 'manual' })
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(text)
    expect(genesys.requests.at(-1)).toMatchObject({ status, fault: fault.kind })
  })

  it('can have some fields changed and others left out', async () => {
    genesys.inject({ kind: 'fields', fields: { expires_in: '299', token_type: undefined } })
    const { json } = await askForToken(genesys)
    expect(json).toEqual({ access_token: genesys.tokens()[1]?.value, expires_in: '299' })
  })

  it.each(['login', 'api'] as const)('can be a 429 with all its headers on the %s host', async (host) => {
    genesys.inject({ kind: 'too-many-requests', retryAfter: 'Sat, 21 Nov 2026 10:00:00 GMT' })
    const { status, headers } = host === 'login' ? await askForToken(genesys) : await call(genesys, token)
    expect(status).toBe(429)
    expect(headers.get('retry-after')).toBe('Sat, 21 Nov 2026 10:00:00 GMT')
    expect(headers.get('inin-correlation-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('when the connection fails', () => {
  it.each<[string, Fault, string, number | undefined]>([
    ['a reset before the answer', { kind: 'reset' }, 'ECONNRESET', undefined],
    ['a reset in mid-answer', { kind: 'reset', when: 'after-headers' }, 'ECONNRESET', 200],
    ['half an answer', { kind: 'truncated' }, 'UND_ERR_SOCKET', 200],
  ])('it can be by %s', async (_case, fault, code, status) => {
    genesys.inject(fault)
    expect(await failureOf(call(genesys, token))).toBe(code)
    expect(genesys.requests.at(-1)?.status).toBe(status)
  })

  it.each(['before-headers', 'after-headers'] as const)(
    'it can hang %s until the client leaves',
    async (when) => {
      genesys.inject({ kind: 'hang', when })
      const client = new AbortController()
      const stop = genesys.onRequest(() => setImmediate(() => client.abort()))
      const headers = { authorization: `Bearer ${token}` }
      const attempt = fetch(`${genesys.apiUrl}/api/v2/tokens/me`, { headers, signal: client.signal })
      await expect(attempt.then((response) => response.text())).rejects.toThrow(/abort/)
      stop()
    },
  )

  it('it is reset below TLS, too', async () => {
    const authority = await createCertificateAuthority()
    const secure = await startGenesysCloud({ clients: [CLIENT], tls: await authority.issue(['127.0.0.1']) })
    secure.inject({ kind: 'reset' })
    const agent = new Agent({ ca: authority.certificate })
    const attempt = (): Promise<number | string | undefined> =>
      new Promise((resolve) => {
        const sent = request(`${secure.apiUrl}/api/v2/tokens/me`, { agent }, (reply) => {
          reply.resume()
          resolve(reply.statusCode)
        })
        sent.on('error', (error) => resolve('code' in error ? String(error.code) : error.message))
        sent.end()
      })
    expect([await attempt(), await attempt()]).toEqual(['ECONNRESET', 401])
    await secure.close()
  })
})

describe('when an answer is late', () => {
  it('comes whole, a few bytes at a time', async () => {
    genesys.inject({ kind: 'slow', bytesAtOnce: 16, intervalMs: 1 })
    expect((await call(genesys, token)).json).toHaveProperty('organization')
  })

  it('has taken effect before it comes', async () => {
    genesys.inject({ kind: 'delay', delayMs: 600_000 })
    const client = new AbortController()
    const attempt = fetch(`${genesys.loginUrl}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      signal: client.signal,
    })
    genesys.onRequest(() => setImmediate(() => client.abort()))
    await expect(attempt).rejects.toThrow(/abort/)
    expect(genesys.tokens()).toHaveLength(2)
    expect(genesys.requests.at(-1)?.status).toBeUndefined()
  })
})

describe('when faults are aimed', () => {
  it('hit their host, method and path, so often and so late as told', async () => {
    genesys.inject({
      kind: 'status',
      status: 503,
      host: 'api',
      method: 'DELETE',
      path: '/api/v2/tokens/me',
      count: 2,
      after: 1,
    })
    const other = await getToken(genesys)
    const statuses = [(await call(genesys, token)).status]
    for (const each of [other, token, token, token]) {
      statuses.push((await call(genesys, each, '/api/v2/tokens/me', 'DELETE')).status)
    }
    expect(statuses).toEqual([200, 200, 503, 503, 200])
  })

  it('come in the order in which they were asked for, and can be taken back', async () => {
    genesys.inject({ kind: 'status', status: 500 }, { kind: 'status', status: 502, count: Infinity })
    expect([(await call(genesys, token)).status, (await call(genesys, token)).status]).toEqual([500, 502])
    genesys.clearFaults()
    expect((await call(genesys, token)).status).toBe(200)
  })

  it.each([
    ['a revocation behind a 502 that did happen', true, 0],
    ['a revocation behind a 502 that did not', false, 1],
  ])('can tell %s', async (_case, takesEffect, alive) => {
    genesys.inject({ kind: 'html', status: 502, takesEffect })
    await call(genesys, token, '/api/v2/tokens/me', 'DELETE')
    expect(genesys.liveTokens()).toHaveLength(alive)
  })

  it('grant a token that nobody gets to see', async () => {
    genesys.inject({ kind: 'truncated' }, { kind: 'reset' })
    await failureOf(askForToken(genesys))
    expect(genesys.liveTokens()).toHaveLength(2)
    await failureOf(askForToken(genesys))
    expect(genesys.liveTokens()).toHaveLength(2)
  })
})

describe('when it is closed', () => {
  it('cuts off whoever still waits', async () => {
    genesys.inject({ kind: 'hang' })
    const attempt = failureOf(call(genesys, token))
    await new Promise<void>((resolve) => {
      genesys.onRequest(() => resolve())
    })
    await genesys.close()
    expect(await attempt).toBe('UND_ERR_SOCKET')
  })
})
