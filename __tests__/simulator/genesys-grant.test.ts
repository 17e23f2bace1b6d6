import { afterEach, describe, expect, it } from '@jest/globals'
import {
  type GenesysCloud,
  type GenesysCloudOptions,
  startGenesysCloud,
} from '../../simulator/genesys/genesys-cloud.ts'
import { askForToken, call, CLIENT, getToken, handMovedClock, read } from './genesys-client.ts'

let genesys: GenesysCloud

async function start(options: GenesysCloudOptions = {}): Promise<void> {
  genesys = await startGenesysCloud({ clients: [CLIENT], ...options })
}

afterEach(() => genesys.close())

const AUTHENTICATION_FAILED = {
  error: 'invalid_client',
  description: 'authentication failed',
  error_description: 'authentication failed',
}

describe('when a client asks for a token', () => {
  it('gets exactly the three documented fields', async () => {
    await start()
    const { status, json, headers } = await askForToken(genesys)
    expect(status).toBe(200)
    expect(json).toEqual({
      access_token: expect.stringMatching(/^[\w-]{85}$/),
      token_type: 'bearer',
      expires_in: 86_399,
    })
    expect(headers.get('inin-correlation-id')).toBeNull()
  })

  it('gets the lifetime of the client less one second', async () => {
    await start({ clients: [{ ...CLIENT, tokenLifetimeSeconds: 300 }] })
    expect((await askForToken(genesys)).json['expires_in']).toBe(299)
  })

  it('keeps the tokens it was given before', async () => {
    await start()
    await getToken(genesys)
    await getToken(genesys)
    expect(genesys.liveTokens().map(({ number }) => number)).toEqual([1, 2])
  })

  it('gets on without being told of a client', async () => {
    genesys = await startGenesysCloud()
    const [client] = genesys.clients()
    expect(client?.secret).toMatch(/^[\w-]{21}$/)
    expect((await askForToken(genesys, `${client?.id ?? ''}:${client?.secret ?? ''}`)).status).toBe(200)
  })
})

describe('when the credentials are no good', () => {
  it.each([
    ['the secret is wrong', `${CLIENT.id}:wrong`],
    ['the id is unknown', `nobody:${CLIENT.secret}`],
    ['the secret is percent-encoded', `${CLIENT.id}:${encodeURIComponent(CLIENT.secret)}`],
    ['the secret is empty', `${CLIENT.id}:`],
    ['there is no colon', CLIENT.id],
  ])('says the same, whether %s', async (_case, pair) => {
    await start()
    const { status, json } = await askForToken(genesys, pair)
    expect([status, json]).toEqual([400, AUTHENTICATION_FAILED])
  })

  it('says the same of a disabled client', async () => {
    await start({ clients: [{ ...CLIENT, state: 'disabled' }] })
    const { status, json } = await askForToken(genesys)
    expect([status, json]).toEqual([400, AUTHENTICATION_FAILED])
  })

  it('says the same without a Basic header', async () => {
    await start()
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
    })
    const { status, json } = await read(
      await fetch(`${genesys.loginUrl}/oauth/token`, { method: 'POST', body }),
    )
    expect([status, json]).toEqual([400, AUTHENTICATION_FAILED])
    expect(genesys.requests[0]?.fields['client_secret']).toBe('***')
  })
})

describe('when the grant cannot be had', () => {
  it('refuses a client of another grant type in the words of the real server', async () => {
    await start({ clients: [{ ...CLIENT, grantType: 'CODE' }] })
    const text = 'client is not authorized to use the client_credential grant type'
    const { status, json } = await askForToken(genesys)
    expect([status, json]).toEqual([
      400,
      { error: 'unauthorized_client', description: text, error_description: text },
    ])
  })

  it.each([
    [
      'an unknown grant type',
      { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
      'unsupported_grant_type',
    ],
    ['no grant type', { scope: 'offline_access' }, 'invalid_request'],
  ])('refuses %s', async (_case, fields, error) => {
    await start()
    const { status, json } = await askForToken(genesys, undefined, fields)
    expect([status, json['error']]).toEqual([400, error])
  })

  it('throttles with HTTP 400 until the window is over', async () => {
    const clock = handMovedClock()
    await start({ mintLimit: { grants: 2, perSeconds: 60 }, now: clock.now })
    await getToken(genesys)
    await getToken(genesys)
    const { status, json, headers } = await askForToken(genesys)
    expect([status, json['error'], headers.get('retry-after')]).toEqual([400, 'invalid_request', null])
    expect(json['description']).toMatch(/^rate limit exceeded; /)
    expect(json['error_description']).toBe(json['description'])
    clock.forward(60)
    expect((await askForToken(genesys)).status).toBe(200)
  })

  it('does not count refused clients against the limit', async () => {
    await start({ mintLimit: { grants: 1, perSeconds: 60 } })
    await askForToken(genesys, `${CLIENT.id}:wrong`)
    expect((await askForToken(genesys)).status).toBe(200)
  })
})

describe('when the path is wrong', () => {
  it.each(['/api/v2/oauth/token', '/oauth/token/', '//oauth/token', '/'])(
    'has nothing at %s on the login host',
    async (path) => {
      await start()
      const { status, text } = await read(await fetch(genesys.loginUrl + path, { method: 'POST' }))
      expect([status, text.startsWith('<!DOCTYPE html>')]).toEqual([404, true])
      expect(genesys.requests[0]).toMatchObject({ host: 'login', path, status: 404 })
    },
  )

  it('has no token endpoint on the api host', async () => {
    await start()
    const { status, json } = await askForToken({ loginUrl: genesys.apiUrl })
    expect([status, json['code']]).toEqual([404, 'not.found'])
  })
})

describe('when a gateway stands in front', () => {
  it('answers under its prefixes and nowhere else', async () => {
    await start({ pathPrefix: { login: '/gw/login', api: '/gw/api' } })
    const token = await getToken(genesys)
    expect((await call(genesys, token)).status).toBe(200)
    expect(genesys.requests.map(({ path }) => path)).toEqual([
      '/gw/login/oauth/token',
      '/gw/api/api/v2/tokens/me',
    ])
    expect((await call({ apiUrl: new URL(genesys.apiUrl).origin }, token)).status).toBe(404)
  })
})

describe('when the server clock is ahead', () => {
  it('shows that in the Date header only', async () => {
    const clock = handMovedClock()
    await start({ now: clock.now, skewedDateMs: 3_600_000 })
    expect((await askForToken(genesys)).headers.get('date')).toBe('Sat, 21 Nov 2026 11:00:00 GMT')
    expect(genesys.tokens()[0]?.issuedAt).toBe(clock.now())
  })
})

describe('when requests are recorded', () => {
  it('names who asked and never with which secret', async () => {
    await start()
    const token = await getToken(genesys)
    await call(genesys, token)
    await call(genesys, 'made-up')
    expect(genesys.requests).toMatchObject([
      {
        host: 'login',
        method: 'POST',
        path: '/oauth/token',
        headers: { authorization: `Basic ${CLIENT.id}` },
        fields: { grant_type: 'client_credentials' },
        status: 200,
      },
      { host: 'api', method: 'GET', headers: { authorization: 'Bearer token-1' }, status: 200 },
      { host: 'api', headers: { authorization: 'Bearer (unknown)' }, status: 401 },
    ])
    const recorded = JSON.stringify(genesys.requests)
    for (const secret of [CLIENT.secret, token, 'made-up']) expect(recorded).not.toContain(secret)
  })

  it('tells a listener before the answer, until told to stop', async () => {
    await start()
    const heard: unknown[] = []
    const stop = genesys.onRequest(({ method, path, status }) => heard.push([method, path, status]))
    await askForToken(genesys)
    stop()
    await askForToken(genesys)
    expect(heard).toEqual([['POST', '/oauth/token', undefined]])
  })
})
