import { isatty } from 'node:tty'
import { readAtMost } from './bounded-read.ts'

/**
 * All of standard input, `undefined` if that is more than `mostBytes`; empty where it is closed, or a keyboard: what is typed there would
 * be shown.
 */
export function readStandardInput(mostBytes: number): string | undefined {
  if (isatty(0)) return ''
  try {
    return readAtMost(mostBytes, 0)
  } catch {
    return ''
  }
}
