import { readFileSync } from 'node:fs'
import { isatty } from 'node:tty'

/** All of standard input; empty where it is closed, or a keyboard: what is typed there would be shown. */
export function readStandardInput(): string {
  if (isatty(0)) return ''
  try {
    return readFileSync(0, 'utf8')
  } catch {
    return ''
  }
}
