import { describe, expect, it } from '@jest/globals'
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { type SigningKey } from '../../src/oauth/client-credentials.ts'
import { parsePrivateKey } from '../../src/oauth/private-key.ts'
import { keyOf, newKey } from '../support/keys.ts'

const MAKE_PKCS8 = 'openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem'

function read(text: string): SigningKey {
  const key = parsePrivateKey(text)
  if ('mistake' in key) throw new Error(key.mistake)
  return key
}

function mistakeIn(text: string): string {
  const key = parsePrivateKey(text)
  if (!('mistake' in key)) throw new Error('the key was taken')
  return key.mistake
}

const EC = keyOf('P-256')
const RSA = keyOf('rsa')
const json = (jwk: object): string => JSON.stringify(jwk)
const pem = (label: string, body = 'MIIB'.repeat(24)): string =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`

describe('when a private key is pasted', () => {
  it.each([
    ['with LF', EC.pkcs8],
    ['with CRLF', EC.pkcs8.replaceAll('\n', '\r\n')],
    ['with \\n written out', EC.pkcs8.replaceAll('\n', '\\n')],
    ['with \\r written out', EC.pkcs8.replaceAll('\n', '\\r')],
    ['with \\r\\n written out', EC.pkcs8.replaceAll('\n', '\\r\\n')],
    ['with blanks around', `\n  ${EC.pkcs8}\t \n`],
    ['indented as in YAML', EC.pkcs8.replaceAll('\n', '\n    ')],
    ['with blanks for line breaks', EC.pkcs8.replaceAll('\n', ' ')],
    [
      'below the attributes of a PKCS#12 file',
      `Bag Attributes\n  localKeyID: 01\nKey Attributes: <None>\n${EC.pkcs8}`,
    ],
    ['beside the certificate', `${pem('CERTIFICATE')}\n${EC.pkcs8}`],
    ['as a JWK', json(EC.jwk)],
    ['as a JWK on several lines', `\n${JSON.stringify(EC.jwk, undefined, 2)}\n`],
  ])('is the same key %s', (_, text) => {
    expect(read(text).pkcs8.reveal()).toBe(read(EC.pkcs8).pkcs8.reveal())
  })

  it.each(['rsa', 'P-256', 'Ed25519'] as const)('is the whole key, as PKCS#8: %s', (kind) => {
    const der = Buffer.from(read(keyOf(kind).pkcs8).pkcs8.reveal(), 'base64')
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    expect(key.export({ format: 'jwk' })).toEqual(keyOf(kind).jwk)
  })

  it('is the same key if the PEM of an EC key lacks the public part', () => {
    const der = EC.privateKey.export({ format: 'der', type: 'pkcs8' })
    // As `openssl ec -no_public` leaves it: up to the 32 bytes of the key, and with the lengths that this makes.
    const [start, rest] = [der.subarray(3, 27), der.subarray(31, 68)]
    const bare = Buffer.concat([Buffer.from([0x30, 0x41]), start, Buffer.from([4, 0x27, 0x30, 0x25]), rest])
    const text = pem('PRIVATE KEY', bare.toString('base64'))
    expect(read(text).pkcs8.reveal()).toBe(read(EC.pkcs8).pkcs8.reveal())
  })

  it.each([
    ['rsa', 'RS256'],
    ['P-256', 'ES256'],
    ['P-384', 'ES384'],
    ['P-521', 'ES512'],
    ['Ed25519', 'EdDSA'],
  ] as const)('signs by the kind of the key: %s with %s', (kind, algorithm) => {
    expect(read(keyOf(kind).pkcs8).algorithm).toBe(algorithm)
    expect(read(json(keyOf(kind).jwk)).algorithm).toBe(algorithm)
  })

  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'])(
    'signs with the %s that a JWK names',
    (alg) => {
      expect(read(json({ ...RSA.jwk, alg })).algorithm).toBe(alg)
    },
  )

  it('takes the kid of a JWK, and has none where there is none', () => {
    expect(read(json({ ...EC.jwk, kid: 'key-2026' })).id).toBe('key-2026')
    expect(read(json(EC.jwk)).id).toBeUndefined()
    expect(read(EC.pkcs8).id).toBeUndefined()
  })

  it.each(['', 7, null])('has no kid where that of a JWK is none: %j', (kid) => {
    expect(read(json({ ...EC.jwk, kid })).id).toBeUndefined()
  })
})

describe('when what is pasted is another form of a key', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const encrypted = { cipher: 'aes-256-cbc', passphrase: 'a phrase' }
  const publicPem = createPublicKey(RSA.privateKey).export({ format: 'pem', type: 'spki' }).toString()

  it.each([
    [
      'PKCS#1',
      privateKey.export({ format: 'pem', type: 'pkcs1' }).toString(),
      'PKCS#1 form (BEGIN RSA PRIVATE KEY)',
      MAKE_PKCS8,
    ],
    [
      'SEC1',
      EC.privateKey.export({ format: 'pem', type: 'sec1' }).toString(),
      'SEC1 form (BEGIN EC PRIVATE KEY)',
      MAKE_PKCS8,
    ],
    [
      'SEC1 with the parameters of the curve',
      `${pem('EC PARAMETERS')}\n${pem('EC PRIVATE KEY')}`,
      'SEC1 form',
      MAKE_PKCS8,
    ],
    [
      'encrypted PKCS#8',
      privateKey.export({ format: 'pem', type: 'pkcs8', ...encrypted }).toString(),
      'is encrypted (BEGIN ENCRYPTED',
      MAKE_PKCS8,
    ],
    [
      'encrypted PKCS#1',
      privateKey.export({ format: 'pem', type: 'pkcs1', ...encrypted }).toString(),
      'is encrypted (Proc-Type',
      MAKE_PKCS8,
    ],
    [
      'encrypted PKCS#1 beside its certificate',
      `${pem('CERTIFICATE')}\n${privateKey.export({ format: 'pem', type: 'pkcs1', ...encrypted }).toString()}`,
      'is encrypted (Proc-Type',
      MAKE_PKCS8,
    ],
    ['a request for a certificate', pem('CERTIFICATE REQUEST'), 'is a certificate request', 'openssl pkcs8'],
    ['40 characters of Base64', 'MIIB'.repeat(10), 'is Base64 without the lines', MAKE_PKCS8],
    ['40 characters of Base64 and their end', `${'MIIB'.repeat(10)}==`, 'is Base64 without', MAKE_PKCS8],
    ['39 of them, which may be a password', 'MIIB'.repeat(10).slice(1), 'is neither a PEM nor', MAKE_PKCS8],
    ['Base64 behind a quotation mark', `"${'MIIB'.repeat(10)}`, 'is neither a PEM nor a JWK', MAKE_PKCS8],
    ['Base64 before a comma', `${'MIIB'.repeat(10)},`, 'is neither a PEM nor a JWK', MAKE_PKCS8],
    ['a public key', publicPem, 'is a public key (BEGIN PUBLIC KEY)', 'openssl pkcs8'],
    [
      'a public key in PKCS#1',
      pem('RSA PUBLIC KEY'),
      'is a public key (BEGIN RSA PUBLIC KEY)',
      'openssl pkcs8',
    ],
    ['a certificate', pem('CERTIFICATE'), 'is a certificate (BEGIN CERTIFICATE)', 'openssl pkcs8'],
    ['a key of ssh-keygen', pem('OPENSSH PRIVATE KEY'), "OpenSSH's own form", 'openssl genpkey'],
    ['a DSA key', pem('DSA PRIVATE KEY'), 'is a DSA key', 'openssl genpkey'],
    ['another PEM', pem('PKCS7'), 'is a PEM of another kind', MAKE_PKCS8],
    ['a PEM cut off', EC.pkcs8.slice(0, 100), 'is an incomplete PEM', MAKE_PKCS8],
    [
      'a JWK of two EC keys',
      json({ ...EC.jwk, d: newKey('P-256').jwk['d'] }),
      'do not belong together',
      'openssl pkcs8',
    ],
    [
      'a JWK of an EC key with a short d',
      json({ ...EC.jwk, d: 'AAAA' }),
      'do not belong together',
      'openssl pkcs8',
    ],
    [
      'a JWK of two RSA keys',
      json({ ...RSA.jwk, n: newKey('rsa').jwk['n'] }),
      'do not belong together',
      'openssl pkcs8',
    ],
    [
      'a JWK of an RSA key with no prime',
      json({ ...RSA.jwk, p: 'AA' }),
      'do not belong together',
      'openssl pkcs8',
    ],
    [
      'a JWK of an RSA key with no exponent',
      json({ ...RSA.jwk, e: 'AA' }),
      'do not belong together',
      'openssl pkcs8',
    ],
    ['a damaged PEM', EC.pkcs8.replace(/\n.{30}/, '\n'), 'is a damaged or incomplete PEM', 'openssl pkcs8'],
    ['two keys', `${EC.pkcs8}${RSA.pkcs8}`, 'holds several private keys', ''],
    [
      'Base64 without lines',
      EC.pkcs8.replace(/-----.*-----\n/g, ''),
      'is Base64 without the lines BEGIN and END',
      MAKE_PKCS8,
    ],
    [
      'a PEM in Base64',
      Buffer.from(EC.pkcs8).toString('base64'),
      'is a PEM that was encoded in Base64',
      'openssl base64 -d -A',
    ],
    ['a path', '/home/me/keys/genesys.pem', 'is neither a PEM nor a JWK', MAKE_PKCS8],
    ['a JWK cut off', json(RSA.jwk).slice(0, -20), 'begins like a JWK and is no JSON', MAKE_PKCS8],
    ['a public JWK', json(EC.publicJwk), 'is a JWK of a public key (it has no d)', 'openssl pkcs8'],
    ['a JWK Set', json({ keys: [EC.jwk] }), 'is a JWK Set', MAKE_PKCS8],
    [
      'a symmetric JWK',
      json({ kty: 'oct', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQ' }),
      '(kty: oct)',
      'openssl genpkey',
    ],
    [
      'a key file of a cloud',
      json({ type: 'service_account', private_key: EC.pkcs8 }),
      'is JSON and no JWK of a known kind',
      MAKE_PKCS8,
    ],
    ['a JWK for encryption', json({ ...RSA.jwk, use: 'enc' }), 'is a JWK for encryption', 'openssl genpkey'],
    [
      'a JWK with half of its members',
      json({ kty: 'RSA', n: RSA.jwk['n'], d: RSA.jwk['d'] }),
      'is a JWK that cannot be read. It has to have n, e, d, p',
      MAKE_PKCS8,
    ],
    [
      'a JWK on another curve',
      json({ ...EC.jwk, crv: 'secp256k1' }),
      'is a JWK on secp256k1',
      'openssl genpkey',
    ],
    ['a JWK with an empty d', json({ ...EC.jwk, d: '' }), '(it has no d)', 'openssl pkcs8'],
    ['a JWK whose d is a number', json({ ...EC.jwk, d: 7 }), '(it has no d)', 'openssl pkcs8'],
    [
      'a JWK on X25519',
      json({ kty: 'OKP', crv: 'X25519', x: 'AA', d: 'AA' }),
      'JWK on X25519.',
      'openssl genpkey',
    ],
    ['a JWK on X448', json({ kty: 'OKP', crv: 'X448', x: 'AA', d: 'AA' }), 'JWK on X448.', 'openssl genpkey'],
    [
      'a JWK on Ed448',
      json({ kty: 'OKP', crv: 'Ed448', x: 'AA', d: 'AA' }),
      'JWK on Ed448.',
      'openssl genpkey',
    ],
    [
      'a JWK on what is no curve',
      json({ ...EC.jwk, crv: EC.jwk['d'] }),
      'JWK on another curve.',
      'openssl genpkey',
    ],
    ['a JWK of two kinds', json({ ...EC.jwk, crv: 'Ed25519' }), 'JWK on another curve.', 'openssl genpkey'],
    [
      'a JWK of an EC key without its public part',
      json({ kty: 'EC', crv: 'P-256', d: EC.jwk['d'] }),
      'is a JWK that cannot be read. It has to have crv, x, d and, for EC, y',
      MAKE_PKCS8,
    ],
    ...[256, 'none', 'XES256', 'ES2567', EC.jwk['d']].map((alg) => [
      `a JWK with an alg that is none: ${typeof alg === 'string' ? alg.slice(0, 8) : 'a number'}`,
      json({ ...EC.jwk, alg }),
      'is a JWK whose alg is none that this key can do. Its key signs with ES256',
      '',
    ]),
    [
      'a JWK with an alg of another RSA key',
      json({ ...RSA.jwk, alg: 'ES256' }),
      'is a JWK whose alg is ES256. Its key signs with RS256, RS384, RS512, PS256, PS384, PS512: correct alg',
      '',
    ],
    [
      'a JWK with an alg of another key',
      json({ ...EC.jwk, alg: 'RS256' }),
      'is a JWK whose alg is RS256. Its key signs with ES256',
      '',
    ],
    [
      'an RSA key of 1024 bits',
      generateKeyPairSync('rsa', { modulusLength: 1024 })
        .privateKey.export({ format: 'pem', type: 'pkcs8' })
        .toString(),
      'is an RSA key of 1024 bits. It takes 2048',
      'openssl genpkey -algorithm RSA',
    ],
    [
      'a key on another curve',
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
        .privateKey.export({ format: 'pem', type: 'pkcs8' })
        .toString(),
      'is an EC key on secp256k1',
      'openssl genpkey',
    ],
    [
      'a key for agreement',
      generateKeyPairSync('x25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      'is a key of the kind x25519',
      'openssl genpkey',
    ],
    [
      'an Ed448 key',
      generateKeyPairSync('ed448').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      'is a key of the kind ed448',
      'openssl genpkey',
    ],
    [
      'a key for RSASSA-PSS only',
      generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
        .privateKey.export({ format: 'pem', type: 'pkcs8' })
        .toString(),
      'is a key of the kind rsa-pss',
      'openssl genpkey',
    ],
  ])('says that it is %s, and the line that helps, and shows nothing of it', (_, text, form, line) => {
    const mistake = mistakeIn(text)
    expect(mistake).toContain(form)
    expect(mistake).toContain(line)
    expect(partsOf(text).filter((part) => mistake.includes(part))).toEqual([])
  })
})

/** Pieces of what was pasted that are long enough not to be in a sentence by chance. */
function partsOf(text: string): string[] {
  return (text.match(/[\w+/=]{12,}/g) ?? []).map((part) => part.slice(0, 12))
}
