import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { parseObject, type Fields } from '../core/json.ts'
import { Secret } from '../core/secret.ts'
import { type SigningKey } from './client-credentials.ts'
import {
  BROKEN_JSON,
  DAMAGED_PEM,
  otherAlgorithm,
  otherJwk,
  otherKey,
  otherPem,
  PARTS_OF_TWO_KEYS,
  shortRsaKey,
  unreadableJwk,
  type PemBlock,
} from './other-key-forms.ts'

/** What is wrong with a key: the rest of a sentence that starts with the name of whatever it was read from. */
export interface KeyMistake {
  readonly mistake: string
}

const SHORTEST_RSA_BITS = 2048

/** The algorithms of RFC 7518 (3.1) for an RSA key, the usual one first. */
const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
/** By OpenSSL's names of the curves. */
const EC_ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  prime256v1: ['ES256'],
  secp384r1: ['ES384'],
  secp521r1: ['ES512'],
}
/** RFC 8037, and the name that RFC 9864 gives it since. */
const ED25519_ALGORITHMS = ['EdDSA', 'Ed25519']

/**
 * The private key in `text`, as people paste it: PKCS#8 in PEM with any line breaks, `\n` written out among them, or a JWK
 * (RFC 7517). What is wrong with it never quotes it.
 */
export function parsePrivateKey(text: string): SigningKey | KeyMistake {
  return isJson(text) ? parseJwk(text) : parsePem(text)
}

function parsePem(text: string): SigningKey | KeyMistake {
  const blocks = pemBlocks(text)
  const [block, another] = blocks.filter(({ label }) => label === 'PRIVATE KEY')
  if (another !== undefined) return { mistake: 'holds several private keys. It takes one.' }
  if (block === undefined) return { mistake: otherPem(text, blocks) }
  const der = Buffer.from(block.body, 'base64')
  const key = imported(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
  return key === undefined ? { mistake: DAMAGED_PEM } : signingKey(key, {})
}

function pemBlocks(text: string): PemBlock[] {
  const found = withLineBreaks(text).matchAll(/-----BEGIN ([A-Z\d ]+)-----([^]*?)-----END \1-----/g)
  return [...found].map(([, label = '', body = '']) => ({ label, body }))
}

function parseJwk(text: string): SigningKey | KeyMistake {
  const jwk = parseObject(text)
  if (jwk === undefined) return { mistake: BROKEN_JSON }
  const mistake = otherJwk(jwk)
  if (mistake !== undefined) return { mistake }
  const key = imported(() => createPrivateKey({ key: jwk, format: 'jwk' }))
  return key === undefined ? { mistake: unreadableJwk(jwk) } : signingKey(key, jwk)
}

function signingKey(key: KeyObject, { alg, kid }: Fields): SigningKey | KeyMistake {
  const algorithms = algorithmsOf(key)
  if ('mistake' in algorithms) return algorithms
  const algorithm = alg === undefined ? algorithms[0] : algorithms.find((known) => known === alg)
  if (algorithm === undefined) return { mistake: otherAlgorithm(alg, algorithms) }
  if (!isPair(key)) return { mistake: PARTS_OF_TWO_KEYS }
  const id = typeof kid === 'string' && kid !== '' ? kid : undefined
  return { pkcs8: new Secret(canonicalPkcs8(key)), algorithm, id }
}

function algorithmsOf({
  asymmetricKeyType: kind,
  asymmetricKeyDetails,
}: KeyObject): readonly string[] | KeyMistake {
  const { modulusLength = 0, namedCurve = 'a curve without a name' } = asymmetricKeyDetails ?? {}
  if (kind === 'ed25519') return ED25519_ALGORITHMS
  if (kind === 'ec')
    return EC_ALGORITHMS[namedCurve] ?? { mistake: otherKey(`is an EC key on ${namedCurve}`) }
  if (kind !== 'rsa') return { mistake: otherKey(`is a key of the kind ${kind ?? 'unknown'}`) }
  return modulusLength < SHORTEST_RSA_BITS ? { mistake: shortRsaKey(modulusLength) } : RSA_ALGORITHMS
}

/** Whether its own public part verifies what it signs: OpenSSL takes a key whose parts do not belong together. */
function isPair(key: KeyObject): boolean {
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  try {
    return verify(digest, PROBE, createPublicKey(key), sign(digest, PROBE, key))
  } catch {
    return false
  }
}

const PROBE = Buffer.from('a text to sign')

/** A PEM of an EC key may lack the public part, which a JWK always has: by that detour all spellings come to the same bytes. */
function canonicalPkcs8(key: KeyObject): string {
  const complete = createPrivateKey({ key: key.export({ format: 'jwk' }), format: 'jwk' })
  return complete.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

/** `undefined` for what is no key. OpenSSL's own messages say nothing that would help. */
function imported(read: () => KeyObject): KeyObject | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

export const isJson = (text: string): boolean => text.trimStart().startsWith('{')

export const withLineBreaks = (text: string): string => text.replace(/\\r\\n|\\n|\\r/g, '\n')
