import { describe, expect, it } from '@jest/globals'
import { hasCredentials, readEnvironment } from '../../src/settings/environment.ts'
import { encodeCredentials } from '../../src/oauth/client-credentials.ts'
import { keyOf } from '../support/keys.ts'
import { ActionError } from '../../src/core/errors.ts'

const GIVEN = {
  GENESYSCLOUD_OAUTHCLIENT_ID: 'client-1',
  GENESYSCLOUD_OAUTHCLIENT_SECRET: 's3cr3t-value',
  GENESYSCLOUD_REGION: 'eu-central-1',
}

function errorOf(environment: Readonly<Record<string, string>>, others: readonly string[] = []): ActionError {
  try {
    readEnvironment(environment, others)
  } catch (error) {
    if (error instanceof ActionError) return error
  }
  throw new Error('There was no error of ours.')
}

describe('when gc-token goes by the environment', () => {
  it('has all it needs with id, secret and region', () => {
    const { credentials, ...settings } = readEnvironment(GIVEN)
    expect(encodeCredentials(credentials)).toEqual({
      method: 'basic',
      clientId: 'client-1',
      clientSecret: 's3cr3t-value',
    })
    expect(settings).toEqual({
      loginUrl: 'https://login.mypurecloud.de',
      tokenUrl: 'https://login.mypurecloud.de/oauth/token',
      apiUrl: 'https://api.mypurecloud.de',
      region: { name: 'eu-central-1', domain: 'mypurecloud.de' },
      ignored: [],
      minValidityMs: 300_000,
      timeoutMs: 120_000,
    })
  })

  it('takes white space around a value for nobody’s intention', () => {
    const { credentials } = readEnvironment({ ...GIVEN, GENESYSCLOUD_OAUTHCLIENT_SECRET: ' s3cr3t-value\n' })
    expect(encodeCredentials(credentials)).toMatchObject({ clientSecret: 's3cr3t-value' })
  })

  it('lets the URLs of a gateway win over the region', () => {
    const { tokenUrl, apiUrl, region } = readEnvironment({
      ...GIVEN,
      GENESYSCLOUD_LOGIN_URL: 'https://gateway.example.com/login/',
    })
    expect({ tokenUrl, apiUrl, region: region?.name }).toEqual({
      tokenUrl: 'https://gateway.example.com/login/oauth/token',
      apiUrl: 'https://api.mypurecloud.de',
      region: 'eu-central-1',
    })
  })

  it('takes the whole URL of a token endpoint in place of a base URL', () => {
    const { tokenUrl } = readEnvironment({
      ...GIVEN,
      GENESYSCLOUD_TOKEN_URL: 'https://idp.example.com/tenant/oauth2/v2.0/token',
    })
    expect(tokenUrl).toBe('https://idp.example.com/tenant/oauth2/v2.0/token')
  })

  it('needs no region where both URLs are given', () => {
    const { tokenUrl, region } = readEnvironment({
      ...GIVEN,
      GENESYSCLOUD_REGION: '',
      GENESYSCLOUD_LOGIN_URL: 'https://gateway.example.com/login',
      GENESYSCLOUD_API_URL: 'https://gateway.example.com/api',
    })
    expect({ tokenUrl, region }).toEqual({
      tokenUrl: 'https://gateway.example.com/login/oauth/token',
      region: undefined,
    })
  })

  it.each([
    [{ GENESYSCLOUD_OAUTHCLIENT_ID: '' }, 'GENESYSCLOUD_OAUTHCLIENT_ID is empty.'],
    [{ GENESYSCLOUD_OAUTHCLIENT_SECRET: ' ' }, 'GENESYSCLOUD_OAUTHCLIENT_SECRET is empty.'],
    [{ GENESYSCLOUD_OAUTHCLIENT_ID: 'a:b' }, 'contains a colon or a control character'],
    [{ GENESYSCLOUD_OAUTHCLIENT_ID: 'a\u0007b' }, 'contains a colon or a control character'],
    [
      { GENESYSCLOUD_REGION: '' },
      'GENESYSCLOUD_REGION is empty. Give it (for example eu-central-1 or mypurecloud.de), or both GENESYSCLOUD_LOGIN_URL and GENESYSCLOUD_API_URL.',
    ],
    [
      { GENESYSCLOUD_REGION: 'eu-centrl-1' },
      'GENESYSCLOUD_REGION "eu-centrl-1" is unknown. Did you mean eu-central-1 or eu-central-2? ',
    ],
    [{ GENESYSCLOUD_API_URL: 'http://api.example.com' }, 'GENESYSCLOUD_API_URL does not start with https://'],
  ])('says what is wrong with %j', (change, mistake) => {
    const error = errorOf({ ...GIVEN, ...change })
    expect(error.code).toBe('SETTINGS_INVALID')
    expect(error.message).toContain(mistake)
    expect(error.message).toMatch(/^A setting is wrong: /)
  })

  it('asks about credentials only where there are none', () => {
    expect(errorOf({ ...GIVEN, GENESYSCLOUD_REGION: 'eu-centrl-1' }).causes).toEqual([])
    expect(errorOf({ ...GIVEN, GENESYSCLOUD_OAUTHCLIENT_ID: '' }).causes).toHaveLength(2)
  })

  it('tells all mistakes at once, those of the proxy too', () => {
    const { message } = errorOf({}, ['HTTPS_PROXY is no proxy URL.'])
    expect(message.split('\n')).toEqual([
      '4 settings are wrong:',
      '1. GENESYSCLOUD_OAUTHCLIENT_ID is empty.',
      '2. GENESYSCLOUD_OAUTHCLIENT_SECRET is empty.',
      expect.stringMatching(/^3\. GENESYSCLOUD_REGION is empty\./),
      '4. HTTPS_PROXY is no proxy URL.',
    ])
  })
})

describe('when it is asked whether gc-token could log in by itself', () => {
  it.each([
    [GIVEN, true],
    [{ ...GIVEN, GENESYSCLOUD_OAUTHCLIENT_SECRET: '' }, false],
    [{ GENESYSCLOUD_OAUTHCLIENT_SECRET: 's' }, false],
    [{ GENESYSCLOUD_OAUTHCLIENT_ID: 'client-1' }, false],
    [{}, false],
  ])('%j: %s', (environment, expected) => {
    expect(hasCredentials(environment)).toBe(expected)
  })
})

describe('when gc-token proves its client in another way', () => {
  const rest = { ...GIVEN, GENESYSCLOUD_OAUTHCLIENT_SECRET: '' }
  const BY_KEY = {
    ...rest,
    GENESYSCLOUD_CLIENT_AUTH: 'private-key-jwt',
    GENESYSCLOUD_PRIVATE_KEY: keyOf('Ed25519').pkcs8,
    GENESYSCLOUD_PRIVATE_KEY_ID: 'key-1',
    GENESYSCLOUD_ASSERTION_AUDIENCE: 'https://idp.example.com',
  }

  it('takes key, id and audience from the variables', () => {
    expect(readEnvironment(BY_KEY).credentials).toMatchObject({
      method: 'private-key-jwt',
      key: { algorithm: 'EdDSA', id: 'key-1' },
      audience: 'https://idp.example.com',
    })
  })

  it('ignores what the method has no use for, and names it', () => {
    const all = { ...BY_KEY, GENESYSCLOUD_OAUTHCLIENT_SECRET: 's3cr3t-value' }
    expect(readEnvironment(all).ignored).toEqual(['GENESYSCLOUD_OAUTHCLIENT_SECRET'])
    expect(readEnvironment({ ...all, GENESYSCLOUD_CLIENT_AUTH: 'post' }).ignored).toEqual([
      'GENESYSCLOUD_PRIVATE_KEY',
      'GENESYSCLOUD_PRIVATE_KEY_ID',
      'GENESYSCLOUD_ASSERTION_AUDIENCE',
    ])
  })

  it('names the variable that is missing, or that holds no key', () => {
    expect(errorOf({ ...BY_KEY, GENESYSCLOUD_PRIVATE_KEY: '' }).message).toContain(
      'GENESYSCLOUD_PRIVATE_KEY is empty.',
    )
    expect(errorOf({ ...BY_KEY, GENESYSCLOUD_PRIVATE_KEY: 'x' }).message).toContain(
      'GENESYSCLOUD_PRIVATE_KEY is neither a PEM nor a JWK.',
    )
  })

  it('leaves a key that its file does not give to what was told of the file', () => {
    const variables = { ...BY_KEY, GENESYSCLOUD_PRIVATE_KEY: '', GENESYSCLOUD_PRIVATE_KEY_FILE: '/nowhere' }
    const told = 'GENESYSCLOUD_PRIVATE_KEY_FILE names a file that cannot be read (ENOENT).'
    expect(errorOf(variables, [told]).message).toBe(`A setting is wrong: ${told}`)
  })

  it('can log in by itself with a key, its file or ID tokens', () => {
    expect(hasCredentials(BY_KEY)).toBe(true)
    expect(hasCredentials({ ...rest, GENESYSCLOUD_PRIVATE_KEY_FILE: '/run/secrets/key.pem' })).toBe(true)
    expect(hasCredentials({ ...rest, GENESYSCLOUD_CLIENT_AUTH: 'github-oidc' })).toBe(true)
    expect(hasCredentials(rest)).toBe(false)
  })
})
