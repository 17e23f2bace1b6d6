import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether two texts are equal; takes as long wherever they differ, and however long the secret one is. */
export function isSameText(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
