import { hkdfSync } from 'node:crypto'
import { objectIn, oneOfIn, optionalTextIn, textIn } from '../core/decode.ts'
import { type Fields } from '../core/json.ts'
import { basicCredentialForms, maskForms, tokenForms } from '../core/masks.ts'
import { Secret } from '../core/secret.ts'
import { AUTHENTICATION_METHODS } from './authentication-methods.ts'

/**
 * What a client proves itself with, as data: it crosses to the agent. A closed union by method of authentication
 * (RFC 6749, section 2.3; RFC 7591 names the methods).
 */
export type ClientCredentials = SecretCredentials | AssertionCredentials

/** Id and secret, in the Basic header or in the form. Genesys Cloud takes the first. */
export interface SecretCredentials {
  readonly method: 'basic' | 'post'
  readonly clientId: string
  readonly clientSecret: Secret
}

/** Credentials with a secret, as settings or a rotation have it. */
export function secretCredentials<Method extends 'basic' | 'post'>(
  method: Method,
  clientId: string,
  secret: Secret,
): SecretCredentials & { readonly method: Method } {
  return { method, clientId, clientSecret: secret }
}

/** What assertions are made with (RFC 7523, section 2.2). */
export type AssertionCredentials = KeyCredentials | IdTokenCredentials

/** A key that signs them. */
export interface KeyCredentials {
  readonly method: 'private-key-jwt'
  readonly clientId: string
  readonly key: SigningKey
  /** `aud` of the assertions; `undefined` for the token endpoint. */
  readonly audience: string | undefined
}

/** Where the ID tokens of this job come from, each of which is an assertion. */
export interface IdTokenCredentials {
  readonly method: 'github-oidc'
  readonly clientId: string
  readonly requestUrl: string
  readonly requestToken: Secret
  readonly audience: string | undefined
}

/** A private key, and what it signs with. */
export interface SigningKey {
  /** Its PKCS#8 DER in Base64, in the one form that all spellings of the key come to. */
  readonly pkcs8: Secret
  /** `alg` of the assertions' headers (RFC 7518, section 3.1; RFC 8037). */
  readonly algorithm: string
  /** Their `kid`; `undefined` to leave it out. */
  readonly id: string | undefined
}

/** Every text in which these credentials may appear, to be masked. */
export function secretForms(credentials: ClientCredentials): string[] {
  switch (credentials.method) {
    case 'basic':
    case 'post': {
      const secret = credentials.clientSecret.reveal()
      return secret === ''
        ? []
        : [...maskForms(secret), ...basicCredentialForms(credentials.clientId, secret)]
    }
    case 'private-key-jwt':
      return maskForms(credentials.key.pkcs8.reveal())
    case 'github-oidc':
      return tokenForms(credentials.requestToken.reveal())
  }
}

/**
 * 32 bytes that all who have these credentials can derive, and no others (RFC 5869); `undefined` where jobs have no secret in
 * common.
 *
 * @param purpose keeps keys for different uses apart
 */
export function sharedKey(
  credentials: ClientCredentials,
  purpose: string,
  salt: Uint8Array = new Uint8Array(),
): Uint8Array | undefined {
  const secret = commonSecret(credentials)
  return secret === undefined ? undefined : new Uint8Array(hkdfSync('sha256', secret, salt, purpose, 32))
}

function commonSecret(credentials: ClientCredentials): string | Uint8Array | undefined {
  switch (credentials.method) {
    case 'basic':
    case 'post':
      return credentials.clientSecret.reveal()
    case 'private-key-jwt':
      return Buffer.from(credentials.key.pkcs8.reveal(), 'base64')
    // Each job has a token of its own.
    case 'github-oidc':
      return undefined
  }
}

/** As fields with the secrets revealed: for a pipe to the agent, and nothing else. */
export function encodeCredentials(credentials: ClientCredentials): Fields {
  switch (credentials.method) {
    case 'basic':
    case 'post':
      return { ...credentials, clientSecret: credentials.clientSecret.reveal() }
    case 'private-key-jwt':
      return { ...credentials, key: { ...credentials.key, pkcs8: credentials.key.pkcs8.reveal() } }
    case 'github-oidc':
      return { ...credentials, requestToken: credentials.requestToken.reveal() }
  }
}

/** @throws NotDecodable that names the first field that is wrong, without its value */
export function decodeCredentials(fields: Fields): ClientCredentials {
  const method = oneOfIn(fields, 'method', AUTHENTICATION_METHODS)
  const clientId = textIn(fields, 'clientId')
  switch (method) {
    case 'basic':
    case 'post':
      return { method, clientId, clientSecret: new Secret(textIn(fields, 'clientSecret')) }
    case 'private-key-jwt': {
      const key = decodeKey(objectIn(fields, 'key'))
      return { method, clientId, key, audience: optionalTextIn(fields, 'audience') }
    }
    case 'github-oidc': {
      const requestToken = new Secret(textIn(fields, 'requestToken'))
      const audience = optionalTextIn(fields, 'audience')
      return { method, clientId, requestUrl: textIn(fields, 'requestUrl'), requestToken, audience }
    }
  }
}

function decodeKey(fields: Fields): SigningKey {
  return {
    pkcs8: new Secret(textIn(fields, 'pkcs8')),
    algorithm: textIn(fields, 'algorithm'),
    id: optionalTextIn(fields, 'id'),
  }
}
