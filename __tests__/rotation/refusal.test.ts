import { describe, expect, it } from '@jest/globals'
import { refused } from '../../src/rotation/refusal.ts'
import { type Failure } from '../../src/http/retry-decision.ts'
import { Secret } from '../../src/core/secret.ts'

const SETTINGS = {
  credentials: { method: 'basic', clientId: 'rotator', clientSecret: new Secret('s') },
  endpoint: { place: 'eu-central-1', tokenUrl: 'https://login.mypurecloud.de/oauth/token' },
  apiUrl: 'https://api.mypurecloud.de',
  targetClientId: 'pipelines',
  timeoutMs: 1,
  stepId: undefined,
} as const

describe('when a request for a new secret changed nothing', () => {
  it.each<[Failure, string, string]>([
    [
      { kind: 'status', summary: 'HTTP 403', status: 403 },
      'ROTATION_REFUSED',
      'The OAuth client rotator may not replace the secret of the OAuth client pipelines: it lacks the permission oauth:client:edit (HTTP 403).',
    ],
    [
      { kind: 'status', summary: 'HTTP 404', status: 404 },
      'ROTATION_REFUSED',
      'The organization has no OAuth client pipelines whose secret could be replaced (HTTP 404).',
    ],
    [
      { kind: 'status', summary: 'HTTP 401', status: 401 },
      'ROTATION_REFUSED',
      'Genesys Cloud took the token for invalid and did not replace the secret of the OAuth client pipelines (HTTP 401).',
    ],
    [
      { kind: 'status', summary: 'HTTP 409', status: 409 },
      'ROTATION_REFUSED',
      'Genesys Cloud refused to replace the secret of the OAuth client pipelines (HTTP 409).',
    ],
    [
      { kind: 'proxy', summary: 'the proxy answered HTTP 407', status: 407 },
      'PROXY_FAILED',
      'The proxy did not let the request for a new secret through (the proxy answered HTTP 407).',
    ],
    [
      { kind: 'connection', summary: 'connect ECONNREFUSED', isUnsent: true },
      'NETWORK_FAILED',
      'https://api.mypurecloud.de could not be reached to ask for a new secret (connect ECONNREFUSED).',
    ],
  ])('says so, and why: %j', (failure, code, message) => {
    const error = refused(failure, SETTINGS, undefined)
    expect([error.code, error.message]).toEqual([
      code,
      `${message} Nothing has changed: the old secret still works.`,
    ])
    expect(error.causes).not.toEqual([])
  })
})
