import sodium from 'libsodium-wrappers'

/** The length of a Curve25519 public key. */
export const PUBLIC_KEY_BYTES = 32

/**
 * `text` in a sealed box (https://doc.libsodium.org/public-key_cryptography/sealed_boxes), as GitHub wants
 * its secrets: only the owner of the key can open it, and not even the sender can open it again.
 *
 * @param publicKey in Base64; so is the box
 */
export async function seal(text: string, publicKey: string): Promise<string> {
  await sodium.ready
  const { ORIGINAL } = sodium.base64_variants
  const box = sodium.crypto_box_seal(sodium.from_string(text), sodium.from_base64(publicKey, ORIGINAL))
  return sodium.to_base64(box, ORIGINAL)
}
