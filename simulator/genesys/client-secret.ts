import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const SECRET_LENGTH = 21

/** A secret of the length that Genesys Cloud gives since April 2026: 20 to 22 characters. */
export function newClientSecret(): string {
  return randomBytes(SECRET_LENGTH).toString('base64url').slice(0, SECRET_LENGTH)
}

/** Compares two secrets in a time that depends on neither; hashing makes the lengths equal. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
