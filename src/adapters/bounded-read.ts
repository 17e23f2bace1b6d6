import { closeSync, openSync, readSync } from 'node:fs'

/** What a read that comes too early is tried again after. */
const AGAIN_MS = 5

/**
 * All that a descriptor gives; `undefined` if that is more than `mostBytes`: what is larger may never end.
 *
 * @throws the operating system's error
 */
export function readAtMost(mostBytes: number, descriptor: number): string | undefined {
  const bytes = Buffer.alloc(mostBytes + 1)
  for (let length = 0; ;) {
    const read = readSome(descriptor, bytes, length)
    if (read === 0) return bytes.toString('utf8', 0, length)
    length += read
    if (length > mostBytes) return undefined
  }
}

/** The same of a file, or of what a shell makes of `<(…)`. @throws the operating system's error */
export function readFileAtMost(mostBytes: number, path: string): string | undefined {
  const descriptor = openSync(path, 'r')
  try {
    return readAtMost(mostBytes, descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function readSome(descriptor: number, bytes: Buffer, offset: number): number {
  for (;;) {
    try {
      return readSync(descriptor, bytes, offset, bytes.length - offset, null)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      // The end of a pipe on Windows.
      if (code === 'EOF') return 0
      // A pipe that another program has made non-blocking, and that is empty for the moment.
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS)
    }
  }
}
