import { writeSync } from 'node:fs'
import { tmpdir } from 'node:os'

type Environment = Readonly<Record<string, string | undefined>>

/** The variables that this process was started with. */
export function environment(): Environment {
  return process.env
}

/** Where agents live: the runner's folder for this job, then the machine's for temporary files, then the shortest. */
export function agentPlaces({ RUNNER_TEMP }: Environment = process.env): string[] {
  return [RUNNER_TEMP ?? '', tmpdir(), ...(process.platform === 'win32' ? [] : ['/tmp'])]
}

/**
 * Writes all of `text` before it returns: what goes to stderr must be out before the same value goes to
 * stdout. A pipe that is full for the moment is waited for.
 *
 * @throws the operating system's error, EPIPE among them
 */
export function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(fd, bytes, written)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
