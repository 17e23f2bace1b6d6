import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

/**
 * The contents of a file. A process of the same user can put something else in its place: a pipe without a writer
 * would be waited for without end, and a link leads anywhere.
 *
 * @throws the operating system's error, or an Error if there is no regular file
 */
export function readRegularFile(path: string): Buffer {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  try {
    if (!fstatSync(fd).isFile()) throw new Error(`${path} is no file`)
    return readFileSync(fd)
  } finally {
    closeSync(fd)
  }
}
