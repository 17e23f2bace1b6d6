import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { type Readable } from 'node:stream'
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
  const child = start(command, args)
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
    child.once('error', (error) => reject(notStarted(error)))
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve(withoutLineFeed(Buffer.concat(chunks).toString('utf8')))
      else reject(new Error(`it ended with ${signal ?? `exit code ${code ?? 1}`}`))
    })
  })
}

function start(command: string, args: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  try {
    return spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], windowsHide: true })
  } catch (error) {
    throw notStarted(error)
  }
}

/** Node's own message has the command, which may be the secret in the wrong variable. */
function notStarted(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new Error(`it could not be started: ${code}`)
}

const withoutLineFeed = (text: string): string => text.replace(/\n$/, '')
