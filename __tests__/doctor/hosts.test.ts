import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createServer } from 'node:http'
import { once } from 'node:events'
import {
  startGenesysCloud,
  type Fault,
  type GenesysCloud,
  type GenesysCloudOptions,
} from '../../simulator/genesys/genesys-cloud.ts'
import { ActionError } from '../../src/core/errors.ts'
import { Secret } from '../../src/core/secret.ts'
import { type ExaminedToken, type TokenToExamine } from '../../src/doctor/token-to-examine.ts'
import { diagnose, GIVEN } from '../support/doctor.ts'
import { listen, setProxyVariables } from '../support/servers.ts'

const SECRET = 'Qp9-s3cr3t-value-0123'
const CLIENT = { id: '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b', secret: SECRET }
const ORGANIZATION = '5f1c1d2a-7a0b-4a6e-9d1f-3c2b6f0e8a41'
const closers: (() => Promise<void>)[] = []

async function start(options: GenesysCloudOptions = {}): Promise<GenesysCloud> {
  const cloud = await startGenesysCloud({ clients: [CLIENT], ...options })
  closers.push(() => cloud.close())
  return cloud
}

/** A token of that organization, as main or the agent would hand it to doctor. */
async function tokenOf(
  cloud: GenesysCloud,
  lifetimeMs: number | undefined = 3_600_000,
): Promise<TokenToExamine> {
  const credential = Buffer.from(`${CLIENT.id}:${SECRET}`).toString('base64')
  const response = await fetch(`${cloud.loginUrl}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credential}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  })
  const { access_token: value } = (await response.json()) as { access_token: string }
  return tokenThatIs({
    is: 'valid',
    value: new Secret(value),
    expiresAt: Date.now() + 3_600_000,
    lifetimeMs,
    origin: 'the agent has one',
  })
}

const tokenThatIs = (token: ExaminedToken): TokenToExamine => ({
  needsEndpoint: false,
  get: () => Promise.resolve(token),
})

beforeEach(() => setProxyVariables())

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

describe('when all is well', () => {
  it('finds it so, check by check, and sends nothing secret to the login host', async () => {
    const cloud = await start({
      clients: [{ ...CLIENT, permissions: ['routing:queue:view'] }],
      idleTimeoutSeconds: 900,
    })
    const token = await tokenOf(cloud)
    const before = cloud.requests.length
    const found = await diagnose({ ...cloud, token })
    expect(found('clock').result).toBe('ok')
    expect(found('endpoint')).toMatchObject({ result: 'ok' })
    expect(found('token')).toMatchObject({ result: 'ok' })
    expect(found('organization')).toMatchObject({
      result: 'ok',
      detail: `Octo Contact Center (${ORGANIZATION})`,
    })
    expect(found('lifetime')).toMatchObject({ result: 'ok', detail: '1 h' })
    expect(found('idle-timeout').detail).toBe(
      '15 min: a token that no request uses for longer is invalidated',
    )
    expect(found('roles').detail).toBe('CI pipeline role (Home)')
    expect(found('rate-limit').detail).toBe('300 requests a minute for each token')
    const probes = cloud.requests.slice(before).filter(({ host }) => host === 'login')
    expect(probes).toHaveLength(1)
    expect(probes[0]?.headers['authorization']).toBeUndefined()
    expect(cloud.liveTokens()).toHaveLength(1)
  })
})

describe('the clock', () => {
  it.each([
    ['a little', 60_000, 'warn', 'CLOCK_OFF', 'behind'],
    ['far', -600_000, 'fail', 'CLOCK_WRONG', 'ahead'],
  ] as const)('is %s off by the server’s Date', async (_, skewedDateMs, result, code, way) => {
    const cloud = await start({ skewedDateMs })
    const found = await diagnose(cloud, ['clock'])
    expect(found('clock')).toMatchObject({ result, code })
    expect(found('clock').detail).toContain(way)
  })

  it('is read from the API host where the login host cannot be reached', async () => {
    const cloud = await start()
    const found = await diagnose({ loginUrl: 'http://127.0.0.1:1', apiUrl: cloud.apiUrl }, ['clock'])
    expect(found('clock').result).toBe('ok')
  })

  it('is unknown where the answer has no date', async () => {
    const server = createServer((_, response) => {
      response.sendDate = false
      response.writeHead(401, { 'content-type': 'application/json' }).end('{}')
    })
    const url = `http://127.0.0.1:${await listen(server)}`
    closers.push(async () => void (server.close(), await once(server, 'close')))
    expect((await diagnose({ loginUrl: url }, ['clock']))('clock').result).toBe('unknown')
  })
})

describe('the token endpoint', () => {
  it.each<[string, Fault, string, string]>([
    [
      'a page in its place',
      { kind: 'html', status: 200, title: 'Sign in' },
      'LOGIN_PAGE',
      'a page for people',
    ],
    [
      'a redirect to a login',
      { kind: 'redirect', location: 'https://sso.example.com/login?for=x' },
      'LOGIN_PAGE',
      'sso.example.com',
    ],
    ['an error page of a proxy', { kind: 'html', status: 503 }, 'ERROR_PAGE', 'HTTP 503'],
    [
      'something that is no JSON',
      { kind: 'status', status: 200, body: 'hello' },
      'REPLY_UNREADABLE',
      'no JSON',
    ],
    ['nothing there', { kind: 'json', status: 404, body: {} }, 'ENDPOINT_NOT_FOUND', 'no token endpoint'],
    ['an outage', { kind: 'json', status: 503, body: {} }, 'SERVER_FAILED', 'HTTP 503'],
    ['a connection that breaks', { kind: 'reset' }, 'NETWORK_FAILED', 'could not be reached'],
  ])('fails by name: %s', async (_, fault, code, detail) => {
    const cloud = await start()
    cloud.inject({ ...fault, host: 'login', count: 9 })
    const found = await diagnose(cloud, ['endpoint'])
    expect(found('endpoint')).toMatchObject({ result: 'fail', code })
    expect(found('endpoint').detail).toContain(detail)
    expect(found('endpoint').detail).not.toContain('for=x')
  })

  it('is asked without credentials; a token that comes all the same is held, to be released', async () => {
    const cloud = await start()
    cloud.inject({
      kind: 'json',
      body: { access_token: 'unasked-token-0123456789', token_type: 'bearer', expires_in: 60 },
      host: 'login',
    })
    const found = await diagnose(cloud, ['endpoint'])
    expect(found('endpoint')).toMatchObject({ result: 'warn', code: 'TOKEN_WITHOUT_CREDENTIALS' })
  })
})

describe('the token', () => {
  it('is not asked for where nobody wants that', async () => {
    const cloud = await start()
    const found = await diagnose(cloud)
    expect(found('token')).toMatchObject({ result: 'skipped', detail: 'nobody asked' })
    expect(found('roles')).toMatchObject({ result: 'skipped', detail: 'nobody asked' })
    expect(cloud.tokens()).toHaveLength(0)
  })

  it('is refused: what narrows it is said, and no other region is asked', async () => {
    const cloud = await start()
    const error = new ActionError('GRANT_REJECTED', 'Genesys Cloud refused the client credentials.', [
      'a wrong region',
    ])
    const found = await diagnose({ ...cloud, token: tokenThatIs({ is: 'refused', error }) })
    expect(found('token')).toMatchObject({ result: 'fail', code: 'GRANT_REJECTED', hint: 'a wrong region' })
    expect(found('token').detail).toBe(
      'Genesys Cloud refused the client credentials; GENESYSCLOUD_OAUTHCLIENT_ID is a UUID, GENESYSCLOUD_OAUTHCLIENT_SECRET has 21 characters',
    )
    expect(found('organization')).toMatchObject({ result: 'skipped', detail: 'token failed' })
    expect(cloud.requests).toHaveLength(1)
  })

  it('is limited: that fails too', async () => {
    const error = new ActionError('RATE_LIMITED', 'Too many.', ['wait'])
    const found = await diagnose({ ...(await start()), token: tokenThatIs({ is: 'refused', error }) }, [
      'token',
    ])
    expect(found('token')).toMatchObject({ result: 'fail', code: 'RATE_LIMITED', detail: 'Too many' })
  })

  it('is refused by the API host', async () => {
    const [here, there] = [await start(), await start()]
    const found = await diagnose({
      loginUrl: here.loginUrl,
      apiUrl: there.apiUrl,
      token: await tokenOf(here),
    })
    expect(found('token')).toMatchObject({ result: 'fail', code: 'TOKEN_REFUSED' })
    expect(found('roles').detail).toBe('token failed')
  })
})

describe('the organization', () => {
  it.each([
    [ORGANIZATION, 'ok', ''],
    ['0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17', 'fail', 'ORGANIZATION_MISMATCH'],
  ] as const)('has to be the one that is asked for: %s', async (organizationId, result, code) => {
    const cloud = await start()
    const found = await diagnose({ ...cloud, organizationId, token: await tokenOf(cloud) }, ['organization'])
    expect(found('organization')).toMatchObject({ result, code })
  })

  it('is unknown where it may not be read, and a failure where it has to be', async () => {
    const cloud = await start()
    cloud.inject({ kind: 'json', status: 403, body: {}, path: '/api/v2/tokens/me', count: 9 })
    const token = await tokenOf(cloud)
    expect((await diagnose({ ...cloud, token }, ['organization']))('organization').result).toBe('unknown')
    const guarded = await diagnose({ ...cloud, token, organizationId: ORGANIZATION }, ['organization'])
    expect(guarded('organization').result).toBe('fail')
  })
})

describe('what a token is like', () => {
  it('warns of Token Duration at its default', async () => {
    const cloud = await start()
    const found = await diagnose({ ...cloud, token: await tokenOf(cloud, 86_399_000) }, ['lifetime'])
    expect(found('lifetime')).toMatchObject({ result: 'warn', code: 'LIFETIME_DEFAULT' })
  })

  it('has no idle timeout where the organization has none', async () => {
    const cloud = await start()
    const found = await diagnose({ ...cloud, token: await tokenOf(cloud) }, ['idle-timeout'])
    expect(found('idle-timeout').detail).toBe('none: only its expiry ends a token')
  })

  it('warns of a client without roles', async () => {
    const cloud = await start()
    const found = await diagnose({ ...cloud, token: await tokenOf(cloud) }, ['roles'])
    expect(found('roles')).toMatchObject({ result: 'warn', code: 'NO_ROLES' })
  })

  it.each(['idle-timeout', 'roles', 'rate-limit'] as const)(
    'is unknown where it may not be read: %s',
    async (name) => {
      const cloud = await start()
      const token = await tokenOf(cloud)
      cloud.inject({
        kind: 'json',
        status: 403,
        body: { code: 'missing.permissions' },
        host: 'api',
        after: 1,
        count: 9,
      })
      const found = await diagnose({ ...cloud, token }, [name])
      expect(found(name)).toMatchObject({ result: 'unknown', code: 'NOT_READABLE' })
      expect(found(name).detail).toContain('missing.permissions')
    },
  )
})

describe('offline', () => {
  it('opens no connection', async () => {
    const cloud = await start()
    const found = await diagnose({ ...cloud, isOffline: true, settings: GIVEN })
    expect(found('settings').result).toBe('ok')
    expect(found('connect.login').detail).toContain('offline')
    expect(cloud.requests).toHaveLength(0)
  })
})
