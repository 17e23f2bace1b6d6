import { describe, expect, it } from '@jest/globals'
import { createPublicKey, verify } from 'node:crypto'
import { Deadline } from '../../src/core/deadline.ts'
import { signAssertion } from '../../src/adapters/jwt-signer.ts'
import { type KeyCredentials, type SigningKey } from '../../src/oauth/client-credentials.ts'
import { parsePrivateKey } from '../../src/oauth/private-key.ts'
import { requestContextOf, START_MS } from '../support/genesys.ts'
import { keyOf } from '../support/keys.ts'

const credentialsWith = (text: string, id?: string): KeyCredentials => ({
  method: 'private-key-jwt',
  clientId: 'a-client',
  key: { ...(parsePrivateKey(text) as SigningKey), id },
  audience: undefined,
})

async function sign(credentials: KeyCredentials) {
  const { context, clock } = requestContextOf([])
  const order = { audience: 'https://idp.example.com/token', attempt: Deadline.after(1_000, clock), context }
  const [header = '', payload = '', signature = ''] = (await signAssertion(credentials, order))
    .reveal()
    .split('.')
  const decoded = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  return {
    header: decoded(header),
    claims: decoded(payload),
    signed: Buffer.from(`${header}.${payload}`),
    signature: Buffer.from(signature, 'base64url'),
  }
}

describe('when an assertion is signed', () => {
  it('has the claims of RFC 7523 and lives for two minutes', async () => {
    const { claims } = await sign(credentialsWith(keyOf('P-256').pkcs8))
    expect(claims).toEqual({
      iss: 'a-client',
      sub: 'a-client',
      aud: 'https://idp.example.com/token',
      iat: START_MS / 1000,
      exp: START_MS / 1000 + 120,
      jti: expect.stringMatching(/^[\w-]{22}$/),
    })
  })

  it('has another jti each time', async () => {
    const credentials = credentialsWith(keyOf('P-256').pkcs8)
    const signed = await Promise.all(Array.from({ length: 5 }, () => sign(credentials)))
    expect(new Set(signed.map(({ claims }) => claims['jti'])).size).toBe(5)
  })

  it('names the key if it has an id', async () => {
    expect((await sign(credentialsWith(keyOf('P-256').pkcs8))).header).toEqual({ alg: 'ES256', typ: 'JWT' })
    expect((await sign(credentialsWith(keyOf('P-256').pkcs8, 'key-1'))).header).toMatchObject({
      kid: 'key-1',
    })
  })

  it.each([
    ['rsa', 'RS256', 'sha256'],
    ['P-256', 'ES256', 'sha256'],
    ['P-384', 'ES384', 'sha384'],
    ['P-521', 'ES512', 'sha512'],
    ['Ed25519', 'EdDSA', null],
  ] as const)('is verified by Node itself: %s', async (kind, alg, hash) => {
    const { header, signed, signature } = await sign(credentialsWith(keyOf(kind).pkcs8))
    expect(header['alg']).toBe(alg)
    const key = createPublicKey({ key: keyOf(kind).publicJwk, format: 'jwk' })
    expect(verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
  })
})
