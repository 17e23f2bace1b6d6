/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { Deadline } from '../../src/core/deadline.ts'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import nock from 'nock'
import { basicAuthentication } from '../../src/oauth/client-authentication.ts'
import { clientCredentialsGrant, tokenRequest, type TokenClient } from '../../src/oauth/token-request.ts'
import { ownerRequest } from '../../src/genesys/organization.ts'
import { revocationRequest } from '../../src/genesys/revocation.ts'
import { Secret } from '../../src/core/secret.ts'
import { type HttpRequest } from '../../src/http/transport.ts'
import { requestContextOf } from '../support/genesys.ts'
import { send, setProxyVariables } from '../support/servers.ts'

const ID = '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b'
const SECRET = 'Qp9-s3cr3t/+~väl%ue'
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

const client: TokenClient = {
  endpoint: { place: 'eu-central-1', tokenUrl: 'https://login.mypurecloud.de/oauth/token' },
  scope: undefined,
  authentication: basicAuthentication({ method: 'basic', clientId: ID, clientSecret: new Secret(SECRET) }),
}

const requestOf = (changes: Partial<TokenClient> = {}): Promise<HttpRequest> => {
  const changed = { ...client, ...changes }
  const { context, clock } = requestContextOf([])
  return tokenRequest(changed, clientCredentialsGrant(changed), Deadline.after(1_000, clock), context)
}

beforeEach(() => {
  setProxyVariables()
  nock.disableNetConnect()
})

afterEach(() => {
  const unused = nock.pendingMocks()
  nock.cleanAll()
  expect(unused).toEqual([])
})

afterAll(() => {
  nock.cleanAll()
  nock.enableNetConnect()
  nock.restore()
})

describe('when a token is asked for over HTTP', () => {
  it('is a form over POST with the Basic credential, and names who asks', async () => {
    const scope = nock('https://login.mypurecloud.de', { badheaders: ['cookie', 'proxy-authorization'] })
      .post('/oauth/token', 'grant_type=client_credentials')
      .matchHeader('authorization', `Basic ${Buffer.from(`${ID}:${SECRET}`, 'utf8').toString('base64')}`)
      .matchHeader('content-type', 'application/x-www-form-urlencoded')
      .matchHeader('content-length', '29')
      .matchHeader('accept', 'application/json')
      .matchHeader('host', 'login.mypurecloud.de')
      .matchHeader('user-agent', (value) => String(value).startsWith(`gc-oauth-action/${version} (+https://`))
      .reply(200, { access_token: 'opaque' }, { date: 'Sat, 21 Nov 2026 10:00:00 GMT' })
    const reply = await send(await requestOf())
    expect(reply).toMatchObject({ status: 200, body: '{"access_token":"opaque"}' })
    expect(reply.headers['date']).toBe('Sat, 21 Nov 2026 10:00:00 GMT')
    expect(scope.isDone()).toBe(true)
  })

  it('carries the scope in the form and the prefix of a gateway in the path', async () => {
    const scope = nock('https://gateway.example.com:8443')
      .post('/genesys/login/oauth/token', { grant_type: 'client_credentials', scope: 'a b&c' })
      .reply(200, {})
    const tokenUrl = 'https://gateway.example.com:8443/genesys/login/oauth/token'
    await send(await requestOf({ scope: 'a b&c', endpoint: { place: 'gateway', tokenUrl } }))
    expect(scope.isDone()).toBe(true)
  })
})

describe('when the owner of a token is looked up over HTTP', () => {
  it('is a GET with the bearer token and no body', async () => {
    const scope = nock('https://api.mypurecloud.de', { badheaders: ['content-type', 'cookie'] })
      .get('/api/v2/tokens/me', '')
      .matchHeader('authorization', 'Bearer opaque-token')
      .matchHeader('accept', 'application/json')
      .matchHeader('user-agent', /^gc-oauth-action\//)
      .reply(200, { organization: { id: 'o' } })
    const reply = await send(ownerRequest('https://api.mypurecloud.de', new Secret('opaque-token')))
    expect(reply.status).toBe(200)
    expect(scope.isDone()).toBe(true)
  })
})

describe('when a token is revoked over HTTP', () => {
  it('is a DELETE with the bearer token and no body', async () => {
    const scope = nock('https://api.mypurecloud.de')
      .delete('/gw/api/v2/tokens/me', '')
      .matchHeader('authorization', 'Bearer opaque-token')
      .reply(200)
    const reply = await send(revocationRequest('https://api.mypurecloud.de/gw', new Secret('opaque-token')))
    expect(reply).toMatchObject({ status: 200, body: '' })
    expect(scope.isDone()).toBe(true)
  })
})

describe('when the same request is sent again', () => {
  it('goes out once each time: the client underneath repeats nothing by itself', async () => {
    const scope = nock('https://api.mypurecloud.de').get('/api/v2/tokens/me').once().reply(503)
    expect((await send(ownerRequest('https://api.mypurecloud.de', new Secret('t')))).status).toBe(503)
    expect(scope.isDone()).toBe(true)
  })
})
