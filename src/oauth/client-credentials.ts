import { hkdfSync } from 'node:crypto'
import { oneOfIn, textIn, type Fields } from '../core/decode.ts'
import { basicCredentialForms, maskForms } from '../core/masks.ts'
import { Secret } from '../core/secret.ts'

/**
 * What a client proves itself with, as data: it crosses to the agent. A closed union by method of authentication
 * (RFC 6749, section 2.3; RFC 7591 names the methods).
 */
export interface ClientCredentials {
  readonly method: 'basic'
  readonly clientId: string
  readonly clientSecret: Secret
}

const METHODS = ['basic'] as const

/** Every text in which these credentials may appear, to be masked. */
export function secretForms({ clientId, clientSecret }: ClientCredentials): string[] {
  const secret = clientSecret.reveal()
  return secret === '' ? [] : [...maskForms(secret), ...basicCredentialForms(clientId, secret)]
}

/**
 * 32 bytes that everybody who has these credentials can derive, and nobody else (RFC 5869); `undefined` where jobs have no
 * secret in common.
 *
 * @param purpose keeps keys for different uses apart
 */
export function sharedKey(
  { clientSecret }: ClientCredentials,
  purpose: string,
  salt: Uint8Array = new Uint8Array(),
): Uint8Array | undefined {
  return new Uint8Array(hkdfSync('sha256', clientSecret.reveal(), salt, purpose, 32))
}

/** As fields with the secret revealed: for a pipe to the agent, and nothing else. */
export function encodeCredentials(credentials: ClientCredentials): Fields {
  return { ...credentials, clientSecret: credentials.clientSecret.reveal() }
}

/** @throws NotDecodable that names the first field that is wrong, without its value */
export function decodeCredentials(fields: Fields): ClientCredentials {
  return {
    method: oneOfIn(fields, 'method', METHODS),
    clientId: textIn(fields, 'clientId'),
    clientSecret: new Secret(textIn(fields, 'clientSecret')),
  }
}
