import { basename, dirname, join } from 'node:path'
import { readRegularFile } from '../regular-file.ts'

/** The file with what a client has to present, in the folder of an agent. */
export const NONCE_FILE = 'nonce'

/** Named pipes have no path that a file system knows. */
export function isPipe(socket: string): boolean {
  return socket.startsWith('\\\\')
}

/**
 * The nonce of the agent at `socket`. It lies beside a socket; a named pipe has no folder, so that its
 * name leads to one in the `places` where agents live.
 *
 * @throws the operating system's error if there is none, or none for this user
 */
export function readNonce(socket: string, places: readonly string[]): string {
  if (!isPipe(socket)) return readRegularFile(join(dirname(socket), NONCE_FILE)).toString()
  const name = basename(socket.replaceAll('\\', '/'))
  let last: unknown = new Error('no place to look in')
  for (const place of places) {
    try {
      return readRegularFile(join(place, name, NONCE_FILE)).toString()
    } catch (error) {
      last = error
    }
  }
  throw last
}
