import { createPrivateKey, randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import { Secret } from '../core/secret.ts'
import { type AssertionOrder } from '../oauth/form-authentication.ts'
import { type KeyCredentials } from '../oauth/client-credentials.ts'

/** Long enough for a slow request and clocks that differ, short enough if one is stolen. */
const LIFETIME_SECONDS = 120

/** RFC 7523 (3) wants it unique; 128 random bits are. */
const JWT_ID_BYTES = 16

/**
 * A signed assertion for one attempt (RFC 7523, section 3). It has no `nbf`: where this machine's clock is ahead, that alone would
 * make it invalid.
 */
export async function signAssertion(
  { clientId, key }: KeyCredentials,
  { audience, context }: AssertionOrder,
): Promise<Secret> {
  const der = Buffer.from(key.pkcs8.reveal(), 'base64')
  const issuedAt = Math.floor(context.clock.now().wallMs / 1000)
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: key.algorithm, typ: 'JWT', ...(key.id === undefined ? {} : { kid: key.id }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .setJti(randomBytes(JWT_ID_BYTES).toString('base64url'))
    .sign(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
  return new Secret(assertion)
}
