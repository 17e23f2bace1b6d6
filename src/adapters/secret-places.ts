import { spawn } from 'node:child_process'
import { readFileAtMost } from './bounded-read.ts'

/** What prints a secret may ask a server for it, and may not wait for a person for ever. */
const COMMAND_WITHIN_MS = 10_000

/** No secret is longer; what is may never end. */
const LARGEST_SECRET_BYTES = 64 * 1024

/** The secret in a file, without one line feed at its end; `undefined` if it is too large for one. @throws the operating system's error */
export function readSecretFile(path: string): string | undefined {
  const text = readFileAtMost(LARGEST_SECRET_BYTES, path)
  return text && withoutLineFeed(text)
}

/**
 * What a command prints, without one line feed at its end. Its stderr is the caller's: it may ask for something. What it prints is
 * in no error.
 *
 * @throws Error that says how it ended
 */
export async function runSecretCommand(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], windowsHide: true })
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const fail = (why: string): void => {
      child.kill('SIGKILL')
      reject(new Error(why))
    }
    const timer = setTimeout(
      () => fail(`it did not end within ${COMMAND_WITHIN_MS / 1000} s`),
      COMMAND_WITHIN_MS,
    )
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > LARGEST_SECRET_BYTES) fail('it prints more than any secret has')
      else chunks.push(chunk)
    })
    child.once('error', ({ message }) => reject(new Error(message)))
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve(withoutLineFeed(Buffer.concat(chunks).toString('utf8')))
      else reject(new Error(`it ended with ${signal ?? `exit code ${code ?? 1}`}`))
    })
  })
}

const withoutLineFeed = (text: string): string => text.replace(/\n$/, '')
