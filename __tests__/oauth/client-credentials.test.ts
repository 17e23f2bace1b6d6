import { describe, expect, it } from '@jest/globals'
import { parseObject } from '../../src/core/json.ts'
import { Secret } from '../../src/core/secret.ts'
import {
  decodeCredentials,
  encodeCredentials,
  secretCredentials,
  secretForms,
  sharedKey,
  type ClientCredentials,
  type SigningKey,
} from '../../src/oauth/client-credentials.ts'
import { parsePrivateKey } from '../../src/oauth/private-key.ts'
import { keyOf, newKey } from '../support/keys.ts'

const clientId = 'a-client'
const EC = keyOf('P-256')
const signingKey = (text: string): SigningKey => parsePrivateKey(text) as SigningKey
const byKey = (text: string): ClientCredentials => ({
  method: 'private-key-jwt',
  clientId,
  key: signingKey(text),
  audience: undefined,
})

const ALL: Readonly<Record<ClientCredentials['method'], ClientCredentials>> = {
  basic: secretCredentials('basic', clientId, new Secret('the-client-secret')),
  post: secretCredentials('post', clientId, new Secret('the-client-secret')),
  'private-key-jwt': {
    method: 'private-key-jwt',
    clientId,
    key: { ...signingKey(EC.pkcs8), id: 'key-1' },
    audience: 'https://idp.example.com',
  },
  'github-oidc': {
    method: 'github-oidc',
    clientId,
    requestUrl: 'https://tokens.example.com/id?api-version=2.0',
    requestToken: new Secret('the-request-token'),
    audience: 'https://idp.example.com',
  },
}

/** With secrets shown, which equality does not see. */
const revealed = (credentials: ClientCredentials): string => JSON.stringify(encodeCredentials(credentials))

describe('when credentials cross to the agent', () => {
  it.each(Object.values(ALL))('are the same on the other side of the pipe: $method', (credentials) => {
    const arrived = decodeCredentials(parseObject(revealed(credentials)) ?? {})
    expect(arrived).toEqual(credentials)
    expect(revealed(arrived)).toBe(revealed(credentials))
  })

  it('are the same without what may be left out', () => {
    const credentials = byKey(EC.pkcs8)
    expect(decodeCredentials(parseObject(revealed(credentials)) ?? {})).toEqual(credentials)
  })

  it.each([
    ['the method', { clientId }, 'method is none of basic, post, private-key-jwt, github-oidc'],
    ['the key', { method: 'private-key-jwt', clientId }, 'key is missing'],
    [
      'the request token',
      { method: 'github-oidc', clientId, requestUrl: 'https://x' },
      'requestToken is missing',
    ],
    ['the secret', { method: 'post', clientId }, 'clientSecret is missing'],
  ])('say that %s is missing', (_, fields, message) => {
    expect(() => decodeCredentials(fields)).toThrow(message)
  })

  it.each(Object.values(ALL))('show nothing when they are printed: $method', (credentials) => {
    const secrets = secretForms(credentials).filter((form) => form.length >= 8)
    const printed = JSON.stringify(credentials)
    expect(secrets.length).toBeGreaterThan(0)
    expect(secrets.filter((form) => printed.includes(form))).toEqual([])
  })
})

describe('when credentials are masked', () => {
  const basic = Buffer.from(`${clientId}:the-client-secret`).toString('base64')

  it.each(['basic', 'post'] as const)('cover the secret and the Basic header with it: %s', (method) => {
    expect(secretForms(ALL[method])).toEqual(
      expect.arrayContaining(['the-client-secret', basic, `Basic ${basic}`]),
    )
  })

  it('cover the key in the one form that all spellings come to', () => {
    expect(secretForms(byKey(JSON.stringify(EC.jwk)))).toContain(signingKey(EC.pkcs8).pkcs8.reveal())
  })

  it('cover what asks for ID tokens, and the header with it', () => {
    expect(secretForms(ALL['github-oidc'])).toEqual(
      expect.arrayContaining(['the-request-token', 'Bearer the-request-token']),
    )
  })

  it('cover nothing where there is no secret: a mask of nothing would ruin the log', () => {
    expect(secretForms({ method: 'basic', clientId, clientSecret: new Secret('') })).toEqual([])
  })
})

describe('when jobs share a token', () => {
  const salt = Buffer.alloc(32, 7)
  const keyFor = (credentials: ClientCredentials): string =>
    Buffer.from(sharedKey(credentials, 'a purpose', salt) ?? []).toString('hex')

  it('have the same key if they spell their private key in other ways', () => {
    const spellings = [
      EC.pkcs8,
      EC.pkcs8.replaceAll('\n', '\r\n'),
      EC.pkcs8.replaceAll('\n', '\\n'),
      JSON.stringify(EC.jwk),
      JSON.stringify({ ...EC.jwk, kid: 'another-id', alg: 'ES256' }),
    ]
    expect(new Set(spellings.map((text) => keyFor(byKey(text)))).size).toBe(1)
    expect(keyFor(byKey(EC.pkcs8))).toHaveLength(64)
  })

  it('have another key with another private key, and another for another purpose', () => {
    expect(keyFor(byKey(newKey('P-256').pkcs8))).not.toBe(keyFor(byKey(EC.pkcs8)))
    expect(sharedKey(byKey(EC.pkcs8), 'another purpose', salt)).not.toEqual(
      sharedKey(byKey(EC.pkcs8), 'a purpose', salt),
    )
  })

  it.each(['basic', 'post'] as const)('have a key of their own for each client secret: %s', (method) => {
    const other = { method, clientId, clientSecret: new Secret('another-secret') }
    expect(keyFor(ALL[method])).toHaveLength(64)
    expect(keyFor(other)).not.toBe(keyFor(ALL[method]))
  })

  it('have another key with another salt, or without one', () => {
    const keys = [undefined, salt, Buffer.alloc(32, 8)].map((each) => sharedKey(ALL.basic, 'a purpose', each))
    expect(new Set(keys.map((key) => Buffer.from(key ?? []).toString('hex'))).size).toBe(3)
  })

  it('have none with the ID token of each job, which is no secret in common', () => {
    expect(sharedKey(ALL['github-oidc'], 'a purpose', salt)).toBeUndefined()
  })
})
