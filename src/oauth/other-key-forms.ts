import { type Fields } from '../core/json.ts'

/** `openssl` reads every PEM of a private key that it ever wrote; of an encrypted one it asks for the pass phrase. */
const MAKE_PKCS8 = 'Make PKCS#8 of it: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem'
const MAKE_EC_KEY = 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem'
const MAKE_RSA_KEY = 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out key.pem'
const TAKES = 'It takes RSA from 2048 bits, P-256, P-384, P-521 or Ed25519'

/** Every other kind of PEM that people have at hand, by the label of RFC 7468 or of its ancestors. */
const OTHER_LABELS: Readonly<Record<string, string>> = {
  'RSA PRIVATE KEY': `is an RSA key in PKCS#1 form (BEGIN RSA PRIVATE KEY). ${MAKE_PKCS8}`,
  'EC PRIVATE KEY': `is an EC key in SEC1 form (BEGIN EC PRIVATE KEY). ${MAKE_PKCS8}`,
  'ENCRYPTED PRIVATE KEY': `is encrypted (BEGIN ENCRYPTED PRIVATE KEY). ${MAKE_PKCS8}`,
  'DSA PRIVATE KEY': otherKey('is a DSA key (BEGIN DSA PRIVATE KEY)'),
  'OPENSSH PRIVATE KEY': `is in OpenSSH's own form (BEGIN OPENSSH PRIVATE KEY), which openssl does not read. Convert a copy of it with ssh-keygen -p -m PKCS8 -f key, or make a new key: ${MAKE_EC_KEY}`,
  'PUBLIC KEY': publicPart('is a public key (BEGIN PUBLIC KEY)'),
  'RSA PUBLIC KEY': publicPart('is a public key (BEGIN RSA PUBLIC KEY)'),
  CERTIFICATE: publicPart('is a certificate (BEGIN CERTIFICATE)'),
  'CERTIFICATE REQUEST': publicPart('is a certificate request (BEGIN CERTIFICATE REQUEST)'),
}

/** A block of PEM (RFC 7468): its label, and what is between its lines. */
export interface PemBlock {
  readonly label: string
  readonly body: string
}

/** What a text without PKCS#8 is instead, and what to do: the rest of a sentence. It quotes nothing but labels. */
export function otherPem(text: string, blocks: readonly PemBlock[]): string {
  if (blocks.some(({ body }) => body.includes('Proc-Type: 4,ENCRYPTED'))) {
    return `is encrypted (Proc-Type: 4,ENCRYPTED). ${MAKE_PKCS8}`
  }
  // In this order: a file may hold the certificate, or the parameters of the curve, beside the key.
  const known = Object.entries(OTHER_LABELS).find(([label]) => blocks.some((block) => block.label === label))
  if (known !== undefined) return known[1]
  if (blocks.length > 0) return `is a PEM of another kind. It takes a private key. ${MAKE_PKCS8}`
  if (text.includes('-----BEGIN'))
    return `is an incomplete PEM: the line of its end is missing. ${MAKE_PKCS8}`
  const bare = text.replace(/\s/g, '')
  if (bare.startsWith('LS0tLS1CRUdJTi')) {
    return 'is a PEM that was encoded in Base64. Decode it: openssl base64 -d -A -in key.b64 -out key.pem'
  }
  return /^[\w+/-]{40,}={0,2}$/.test(bare)
    ? `is Base64 without the lines BEGIN and END. ${MAKE_PKCS8}`
    : `is neither a PEM nor a JWK. It takes PKCS#8. ${MAKE_PKCS8}`
}

/** Of a PKCS#8 that OpenSSL does not read. */
export const DAMAGED_PEM = `is a damaged or incomplete PEM (BEGIN PRIVATE KEY). Write it anew: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem`

/** What keeps a JWK (RFC 7517) from being a private key for signatures; `undefined` if nothing that can be seen in it does. */
export function otherJwk({ kty, crv, d, use, keys }: Fields): string | undefined {
  if (Array.isArray(keys))
    return `is a JWK Set. It takes one JWK of it, with its private part, or a PEM. ${MAKE_PKCS8}`
  if (kty === 'oct') return otherKey('is a JWK of a symmetric key (kty: oct)')
  if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') {
    return `is JSON and no JWK of a known kind (kty: RSA, EC or OKP). It takes that, or a PEM. ${MAKE_PKCS8}`
  }
  if (typeof d !== 'string' || d === '') return publicPart('is a JWK of a public key (it has no d)')
  if (use === 'enc') return otherKey('is a JWK for encryption (use: enc)')
  const curves = kty === 'EC' ? ['P-256', 'P-384', 'P-521'] : ['Ed25519']
  if (kty === 'RSA' || curves.some((curve) => curve === crv)) return undefined
  // What is no name of a curve may be anything, a part of the key among it.
  const name = ['secp256k1', 'X25519', 'X448', 'Ed448'].find((known) => known === crv) ?? 'another curve'
  return otherKey(`is a JWK on ${name}`)
}

/** Of a JWK in which OpenSSL finds no key. */
export function unreadableJwk({ kty }: Fields): string {
  const members = kty === 'RSA' ? 'n, e, d, p, q, dp, dq and qi' : 'crv, x, d and, for EC, y'
  return `is a JWK that cannot be read. It has to have ${members}, or be a PEM. ${MAKE_PKCS8}`
}

/** Of a key that signs nothing which its own public part would verify. */
export const PARTS_OF_TWO_KEYS = `is damaged: its private and its public part do not belong together. Write it anew, whole. ${MAKE_PKCS8}`

/** Of text that begins with a brace. */
export const BROKEN_JSON = `begins like a JWK and is no JSON. Paste it anew, whole, or give a PEM. ${MAKE_PKCS8}`

/** Of a JWK whose `alg` is not one of those that its key can do. */
export function otherAlgorithm(alg: unknown, possible: readonly string[]): string {
  const named = typeof alg === 'string' && /^[A-Z]{2}\d{3}$/.test(alg) ? alg : 'none that this key can do'
  return `is a JWK whose alg is ${named}. Its key signs with ${possible.join(', ')}: correct alg, or leave it out.`
}

/** Of an RSA key below what RFC 7518 (3.3) allows. */
export function shortRsaKey(bits: number): string {
  return `is an RSA key of ${bits} bits. It takes 2048 or more. Make one: ${MAKE_RSA_KEY}`
}

/** @param what `is an EC key on secp256k1` */
export function otherKey(what: string): string {
  return `${what}. ${TAKES}. Make one: ${MAKE_EC_KEY}`
}

function publicPart(what: string): string {
  return `${what}. It takes the private key of the pair, as PKCS#8: openssl pkcs8 -topk8 -nocrypt -in private.pem -out key.pkcs8.pem`
}
