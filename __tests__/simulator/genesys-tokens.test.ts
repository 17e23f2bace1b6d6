import { afterEach, describe, expect, it } from '@jest/globals'
import {
  type GenesysCloud,
  type GenesysCloudOptions,
  startGenesysCloud,
} from '../../simulator/genesys/genesys-cloud.ts'
import { askForToken, call, CLIENT, getToken, handMovedClock, read } from './genesys-client.ts'

let genesys: GenesysCloud

async function start(options: GenesysCloudOptions = {}): Promise<string> {
  genesys = await startGenesysCloud({ clients: [CLIENT], ...options })
  return getToken(genesys)
}

afterEach(() => genesys.close())

describe('when a living token is looked at', () => {
  it('says whose it is', async () => {
    const client = { ...CLIENT, name: 'Nightly', organizationId: 'org-1', organizationName: 'Acme' }
    const token = await start({ clients: [client] })
    const { status, json, headers } = await call(genesys, token)
    const organization = { id: 'org-1', name: 'Acme' }
    expect(status).toBe(200)
    expect(json).toMatchObject({ organization, homeOrganization: organization })
    expect(json['OAuthClient']).toMatchObject({
      id: CLIENT.id,
      name: 'Nightly',
      authorizedGrantType: 'CLIENT-CREDENTIALS',
      state: 'active',
      organization,
    })
    expect(json).not.toHaveProperty('dateTokenIdles')
    expect(headers.get('inin-correlation-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('inin-ratelimit-allowed')).toBe('300')
    expect(headers.get('inin-ratelimit-count')).toBe('1')
  })

  it('answers HEAD without a body', async () => {
    const token = await start()
    const { status, text } = await call(genesys, token, '/api/v2/tokens/me', 'HEAD')
    expect([status, text]).toEqual([200, ''])
  })

  it('takes the scheme in any case', async () => {
    const token = await start()
    const headers = { authorization: `bearer ${token}` }
    expect((await fetch(`${genesys.apiUrl}/api/v2/tokens/me`, { headers })).status).toBe(200)
  })

  it('keeps organizations apart', async () => {
    const other = { id: 'other', secret: 'other-secret', organizationId: 'org-2', organizationName: 'Other' }
    const token = await start({ clients: [CLIENT, other] })
    const otherToken = await getToken(genesys, 'other:other-secret')
    const names = await Promise.all(
      [token, otherToken].map((each) => call(genesys, each, '/api/v2/organizations/me')),
    )
    expect(names.map(({ json }) => json['name'])).toEqual(['Octo Contact Center', 'Other'])
  })
})

describe('when there is no living token', () => {
  it('asks for one', async () => {
    await start()
    const { status, json, headers } = await read(await fetch(`${genesys.apiUrl}/api/v2/tokens/me`))
    expect(status).toBe(401)
    expect(json).toEqual({
      message: 'No authentication bearer token specified in authorization header.',
      code: 'authentication.required',
      status: 401,
      contextId: headers.get('inin-correlation-id'),
      details: [],
      errors: [],
    })
  })

  it('refuses one that it does not know', async () => {
    await start()
    const { status, json } = await call(genesys, 'unknown')
    expect([status, json['code'], json['message']]).toEqual([
      401,
      'bad.credentials',
      'Invalid login credentials.',
    ])
  })

  it('refuses one that was revoked, the second revocation too', async () => {
    const token = await start()
    const first = await call(genesys, token, '/api/v2/tokens/me', 'DELETE')
    expect([first.status, first.text]).toEqual([200, ''])
    expect((await call(genesys, token, '/api/v2/tokens/me', 'DELETE')).json['code']).toBe('bad.credentials')
    expect(genesys.tokens()).toMatchObject([{ state: 'revoked', revokedAt: expect.any(Number) }])
  })

  it('refuses one that expired', async () => {
    const clock = handMovedClock()
    const token = await start({ now: clock.now, clients: [{ ...CLIENT, tokenLifetimeSeconds: 300 }] })
    clock.forward(299)
    expect((await call(genesys, token)).status).toBe(200)
    clock.forward(1)
    expect((await call(genesys, token)).status).toBe(401)
    expect(genesys.tokens()[0]?.state).toBe('expired')
  })

  it('refuses those of a client from the moment it is disabled, and for good', async () => {
    const token = await start()
    genesys.setClientState(CLIENT.id, 'disabled')
    expect((await call(genesys, token)).status).toBe(401)
    expect((await askForToken(genesys)).status).toBe(400)
    genesys.setClientState(CLIENT.id, 'active')
    expect((await call(genesys, token)).status).toBe(401)
    expect(genesys.tokens()[0]?.state).toBe('client-disabled')
    expect((await askForToken(genesys)).status).toBe(200)
  })
})

describe('when the organization has an idle timeout', () => {
  it.each([
    ['the plain GET', '/api/v2/tokens/me', 'GET', 'alive'],
    ['HEAD', '/api/v2/tokens/me', 'HEAD', 'alive'],
    ['any other call', '/api/v2/routing/queues', 'GET', 'alive'],
    ['the GET that preserves it', '/api/v2/tokens/me?preserveIdleTTL=true', 'GET', 'idled-out'],
  ])('lets %s reset the timer or not', async (_case, path, method, expected) => {
    const clock = handMovedClock()
    const token = await start({ now: clock.now, idleTimeoutSeconds: 900 })
    clock.forward(600)
    expect((await call(genesys, token, path, method)).status).toBe(200)
    clock.forward(600)
    expect(genesys.tokens()[0]?.state).toBe(expected)
    expect((await call(genesys, token)).status).toBe(expected === 'alive' ? 200 : 401)
  })

  it('says when the token idles out and what the timeout is', async () => {
    const clock = handMovedClock()
    const token = await start({ now: clock.now, idleTimeoutSeconds: 900 })
    clock.forward(60)
    const preserved = await call(genesys, token, '/api/v2/tokens/me?preserveIdleTTL=true')
    const reset = await call(genesys, token)
    expect(preserved.json['dateTokenIdles']).toBe('2026-11-21T10:15:00.000Z')
    expect(reset.json['dateTokenIdles']).toBe('2026-11-21T10:16:00.000Z')
    const timeout = await call(genesys, token, '/api/v2/tokens/timeout')
    expect(timeout.json).toEqual({ enableIdleTokenTimeout: true, idleTokenTimeoutSeconds: 900 })
  })
})

describe('when one token calls too often', () => {
  it('gets the documented 429, and other tokens do not', async () => {
    const clock = handMovedClock()
    const token = await start({ now: clock.now, requestsPerTokenPerMinute: 2 })
    const other = await getToken(genesys)
    await call(genesys, token)
    clock.forward(18)
    await call(genesys, token)
    const { status, json, headers } = await call(genesys, token)
    expect([status, headers.get('retry-after')]).toEqual([429, '42'])
    expect(json).toEqual({
      message: 'Rate limit exceeded the maximum. Retry the request in [42] seconds',
      code: 'too.many.requests.retry.after',
      status: 429,
      contextId: headers.get('inin-correlation-id'),
      details: [],
      errors: [],
    })
    expect((await call(genesys, other)).status).toBe(200)
    clock.forward(42)
    expect((await call(genesys, token)).status).toBe(200)
  })
})

describe('when later steps call the API', () => {
  it.each([
    ['/api/v2/routing/queues?pageSize=3', 3, 4],
    ['/api/v2/routing/queues?pageSize=3&pageNumber=2', 1, 4],
    ['/api/v2/routing/queues?name=billing', 1, 1],
    ['/api/v2/routing/queues?name=*o*&pageSize=1&pageNumber=2', 1, 3],
    ['/api/v2/routing/queues?name=Bill', 0, 0],
    ['/api/v2/authorization/divisions', 2, 2],
  ])('gives the page %s', async (path, onPage, total) => {
    const token = await start()
    const { json } = await call(genesys, token, path)
    expect(json).toMatchObject({ total, entities: expect.any(Array) })
    expect(json['entities']).toHaveLength(onPage)
  })

  it('has nothing under unknown paths', async () => {
    const token = await start()
    const { status, json } = await call(genesys, token, '/api/v2/no/such/thing')
    expect([status, json['code']]).toEqual([404, 'not.found'])
  })
})

describe('when the secret is replaced', () => {
  const path = `/api/v2/oauth/clients/${CLIENT.id}`

  it('needs a permission', async () => {
    const token = await start()
    const { status, json } = await call(genesys, token, `${path}/secret`, 'POST')
    expect([status, json['code']]).toEqual([403, 'missing.any.permissions'])
    expect((await askForToken(genesys)).status).toBe(200)
  })

  it('shows the new one once, and the old one is worth nothing', async () => {
    const permissions = ['oauth:client:edit', 'oauth:client:view']
    const token = await start({ clients: [{ ...CLIENT, permissions }] })
    const { status, json } = await call(genesys, token, `${path}/secret`, 'POST')
    expect([status, json['id']]).toEqual([200, CLIENT.id])
    expect((await askForToken(genesys)).status).toBe(400)
    expect((await askForToken(genesys, `${CLIENT.id}:${String(json['secret'])}`)).status).toBe(200)
    expect((await call(genesys, token, path)).json).not.toHaveProperty('secret')
  })

  it.each([
    [false, 'alive'],
    [true, 'revoked'],
  ])('with newSecretEndsTokens %s leaves older tokens %s', async (newSecretEndsTokens, state) => {
    await start({ newSecretEndsTokens })
    genesys.setSecret(CLIENT.id, 'another')
    expect(genesys.tokens()[0]?.state).toBe(state)
  })

  it('does not know clients of other organizations', async () => {
    const permissions = ['oauth:client:view']
    const other = { id: 'other', secret: 'other-secret', organizationId: 'org-2' }
    const token = await start({ clients: [{ ...CLIENT, permissions }, other] })
    expect((await call(genesys, token, '/api/v2/oauth/clients/other')).status).toBe(404)
  })
})
