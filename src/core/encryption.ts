import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * `text` encrypted with AES-256-GCM (NIST SP 800-38D): a nonce, the ciphertext, the tag.
 *
 * @param key 32 bytes
 * @param binding what has to be the same when it is decrypted, and is not in the result
 */
export function encrypt(text: string, key: Uint8Array, binding = ''): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(binding, 'utf8'))
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** What `encrypt` was given; `undefined` if key, binding or a single bit is another. */
export function decrypt(encrypted: Uint8Array, key: Uint8Array, binding = ''): string | undefined {
  if (encrypted.length < NONCE_BYTES + TAG_BYTES) return undefined
  const nonce = encrypted.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(binding, 'utf8'))
  decipher.setAuthTag(encrypted.subarray(-TAG_BYTES))
  try {
    const text = decipher.update(encrypted.subarray(NONCE_BYTES, -TAG_BYTES))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
