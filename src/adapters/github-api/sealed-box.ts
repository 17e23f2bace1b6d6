import { blake2b } from '@noble/hashes/blake2.js'
import nacl from 'tweetnacl'

/** The length of a Curve25519 public key. */
export const PUBLIC_KEY_BYTES = nacl.box.publicKeyLength

/**
 * `text` in a sealed box (https://doc.libsodium.org/public-key_cryptography/sealed_boxes), as GitHub wants its secrets: only the
 * owner of the key can open it, and not even the sender can open it again. A box of NaCl from a key pair that is made for it, under
 * a nonce that its reader works out from both public keys.
 *
 * @param publicKey in Base64; so is the box
 */
export function seal(text: string, publicKey: string): string {
  const recipient = Buffer.from(publicKey, 'base64')
  const sender = nacl.box.keyPair()
  const nonce = blake2b(Buffer.concat([sender.publicKey, recipient]), { dkLen: nacl.box.nonceLength })
  const box = nacl.box(Buffer.from(text, 'utf8'), nonce, recipient, sender.secretKey)
  return Buffer.concat([sender.publicKey, box]).toString('base64')
}
