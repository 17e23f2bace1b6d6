import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.ts'
import { encodeCredentials } from '../../src/oauth/client-credentials.ts'
import { REVOKE_FIELDS, TOKEN_FIELDS } from '../../src/settings/fields.ts'
import { formsToMask } from '../../src/settings/reader.ts'
import { readingOf } from '../../src/settings/reading.ts'
import { readRotationSettings } from '../../src/settings/rotation-settings.ts'
import { readRevokeSettings, readSettings } from '../../src/settings/settings.ts'
import { keyOf } from '../support/keys.ts'
import { INPUTS, inputsOf } from '../support/step-fakes.ts'

type Inputs = Readonly<Record<string, string>>

const KEY = keyOf('P-256')
const ID_TOKENS = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://pipelines.example.com/idtoken?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-request-token-of-this-job',
}
const BY_KEY = { 'client-auth': 'private-key-jwt', 'client-secret': '', 'private-key': KEY.pkcs8 }
const BY_ID_TOKEN = { 'client-auth': 'github-oidc', 'client-secret': '' }

async function credentialsOf(changes: Inputs, environment: Inputs = {}): Promise<object> {
  const source = inputsOf({ ...INPUTS, ...changes })
  const reading = await readingOf(TOKEN_FIELDS, source, environment)
  return encodeCredentials(readSettings(source, [], reading).credentials)
}

async function mistakesIn(changes: Inputs, environment: Inputs = {}): Promise<string> {
  try {
    await credentialsOf(changes, environment)
  } catch (error) {
    if (error instanceof ActionError && error.code === 'SETTINGS_INVALID') return error.message
    throw error
  }
  throw new Error('nothing was wrong')
}

describe('when a client proves itself in the way that was chosen', () => {
  const clientId = INPUTS['client-id']
  const clientSecret = INPUTS['client-secret']

  it('does so by the Basic header unless something else was chosen', async () => {
    expect(await credentialsOf({ 'client-auth': '' })).toEqual({ method: 'basic', clientId, clientSecret })
    expect(await credentialsOf({ 'client-auth': 'Post' })).toEqual({ method: 'post', clientId, clientSecret })
  })

  it('does so by a private key, with what belongs to the assertion', async () => {
    expect(await credentialsOf(BY_KEY)).toMatchObject({
      method: 'private-key-jwt',
      clientId,
      key: { algorithm: 'ES256' },
    })
    const more = { 'private-key-id': 'key-2', 'assertion-audience': 'https://idp.example.com' }
    expect(await credentialsOf({ ...BY_KEY, ...more })).toMatchObject({
      key: { id: 'key-2' },
      audience: 'https://idp.example.com',
    })
  })

  it.each([
    ['', 'the id of the JWK'],
    ['the id of the input', 'the id of the input'],
  ])('names the key, with private-key-id "%s", as %s', async (input, id) => {
    const jwk = JSON.stringify({ ...KEY.jwk, kid: 'the id of the JWK' })
    const given = { ...BY_KEY, 'private-key': jwk, 'private-key-id': input }
    expect(await credentialsOf(given)).toMatchObject({ key: { id } })
  })

  it("does so by the job's own ID token", async () => {
    expect(await credentialsOf({ ...BY_ID_TOKEN, 'assertion-audience': 'api://tokens' }, ID_TOKENS)).toEqual({
      method: 'github-oidc',
      clientId,
      requestUrl: ID_TOKENS.ACTIONS_ID_TOKEN_REQUEST_URL,
      requestToken: ID_TOKENS.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
      audience: 'api://tokens',
    })
  })
})

describe('when what the method takes is missing, or is given in vain', () => {
  it.each<[string, Inputs, string]>([
    [
      'a method that is none',
      { 'client-auth': 'mtls' },
      'client-auth is "mtls". It takes basic, post, private-key-jwt or github-oidc.',
    ],
    ['no secret', { 'client-auth': 'post', 'client-secret': '' }, 'client-secret is empty.'],
    ['no key', { ...BY_KEY, 'private-key': '' }, 'private-key is empty.'],
    [
      'a key in another form',
      { ...BY_KEY, 'private-key': 'not a key' },
      'private-key is neither a PEM nor a JWK.',
    ],
    ['a key with basic', { 'private-key': KEY.pkcs8 }, 'private-key is given, but client-auth is basic'],
    [
      'an id of a key with post',
      { 'client-auth': 'post', 'private-key-id': 'x' },
      'private-key-id is given, but client-auth is post',
    ],
    [
      'an audience with basic',
      { 'assertion-audience': 'x' },
      'assertion-audience is given, but client-auth is basic',
    ],
    [
      'a secret with a key',
      { ...BY_KEY, 'client-secret': 'x' },
      'client-secret is given, but client-auth is private-key-jwt',
    ],
    [
      'a secret with ID tokens',
      { 'client-auth': 'github-oidc' },
      'client-secret is given, but client-auth is github-oidc',
    ],
    [
      'a key with ID tokens',
      { ...BY_ID_TOKEN, 'private-key': KEY.pkcs8 },
      'private-key is given, but client-auth is github-oidc',
    ],
    [
      'share with ID tokens',
      { ...BY_ID_TOKEN, share: 'run' },
      'client-auth is github-oidc, but share is run',
    ],
  ])('finds %s', async (_, changes, mistake) => {
    expect(await mistakesIn(changes, ID_TOKENS)).toContain(mistake)
  })

  it('shows the two lines that let a job ask for ID tokens', async () => {
    const mistake = await mistakesIn(BY_ID_TOKEN)
    expect(mistake).toContain('client-auth is github-oidc, but this job may not ask for ID tokens')
    expect(mistake).toMatch(/^permissions:\n {2}id-token: write$/m)
  })

  it.each(['http://pipelines.example.com/idtoken', 'https://user:pass@pipelines.example.com/', 'nonsense'])(
    'sends the token that asks for ID tokens to no such address as %s',
    async (url) => {
      const environment = { ...ID_TOKENS, ACTIONS_ID_TOKEN_REQUEST_URL: url }
      expect(await mistakesIn(BY_ID_TOKEN, environment)).toContain('ACTIONS_ID_TOKEN_REQUEST_URL')
    },
  )

  it('tells all mistakes at once, those of the key among them', async () => {
    const mistakes = await mistakesIn({
      ...BY_KEY,
      'private-key': 'not a key',
      region: 'nowhere',
      summary: 'maybe',
    })
    for (const name of ['private-key', 'region', 'summary']) expect(mistakes).toContain(`. ${name} `)
  })

  it('lets no assertion sneak into the fields that know nothing of keys', () => {
    expect(() => readSettings(inputsOf({ ...INPUTS, ...BY_KEY }))).toThrow()
    expect(() => readSettings(inputsOf({ ...INPUTS, ...BY_ID_TOKEN }))).toThrow()
  })
})

describe('when the settings are masked', () => {
  const formsOf = async (changes: Inputs): Promise<string[]> => {
    const source = inputsOf({ ...INPUTS, ...changes })
    return formsToMask((await readingOf(TOKEN_FIELDS, source, ID_TOKENS)).fields, source)
  }

  it.each(['private-key-jwt', 'basic', 'nonsense'])(
    'covers each line of the key with client-auth %s',
    async (method) => {
      const lines = KEY.pkcs8.trim().split('\n')
      expect(await formsOf({ 'private-key': KEY.pkcs8, 'client-auth': method })).toEqual(
        expect.arrayContaining(lines),
      )
    },
  )

  it('covers the token that asks for ID tokens', async () => {
    expect(await formsOf(BY_ID_TOKEN)).toContain(`Bearer ${ID_TOKENS.ACTIONS_ID_TOKEN_REQUEST_TOKEN}`)
  })
})

describe('when another action is told how the client proves itself', () => {
  const read = async (changes: Inputs) => {
    const source = inputsOf({ ...INPUTS, ...changes })
    return readRevokeSettings(source, [], await readingOf(REVOKE_FIELDS, source, ID_TOKENS))
  }

  it('finds the shared entry by the private key', async () => {
    expect((await read({ ...BY_KEY, share: 'run' })).credentials.method).toBe('private-key-jwt')
  })

  it('says that jobs which prove themselves by ID tokens share none', async () => {
    await expect(read({ ...BY_ID_TOKEN, share: '' })).rejects.toThrow(
      'client-auth is github-oidc, but share is run',
    )
  })

  it('says that a rotation takes basic only', () => {
    const needed = { ...INPUTS, 'github-token': 'token', 'secret-name': 'NAME' }
    const rotate = (changes: Inputs) =>
      readRotationSettings(inputsOf({ ...needed, ...changes }), {
        repository: 'octo/demo',
        stepId: undefined,
      })
    expect(() => rotate({})).not.toThrow()
    expect(() => rotate({ 'client-auth': 'private-key-jwt' })).toThrow(
      'client-auth is "private-key-jwt". It takes basic only: only a client of Genesys Cloud has a secret to rotate.',
    )
  })
})
