import { generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A key that a client signs with, in the spellings that people have. */
export interface TestKey {
  readonly pkcs8: string
  readonly jwk: Readonly<Record<string, string>>
  readonly publicJwk: Readonly<Record<string, string>>
  readonly privateKey: KeyObject
}

type Kind = 'rsa' | 'P-256' | 'P-384' | 'P-521' | 'Ed25519'

/** Made once for each kind: RSA takes its time. */
const made = new Map<Kind, TestKey>()

export function keyOf(kind: Kind): TestKey {
  const key = made.get(kind) ?? newKey(kind)
  made.set(kind, key)
  return key
}

export function newKey(kind: Kind): TestKey {
  const { privateKey, publicKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : kind === 'Ed25519'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('ec', { namedCurve: kind })
  return {
    pkcs8: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    jwk: privateKey.export({ format: 'jwk' }) as Record<string, string>,
    publicJwk: publicKey.export({ format: 'jwk' }) as Record<string, string>,
    privateKey,
  }
}
