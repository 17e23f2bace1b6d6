import { type IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { codeOf, messageOf } from '../core/errors.ts'
import { quote } from '../http/reply.ts'
import { AttemptFailed } from '../http/retry-decision.ts'
import { LARGEST_BODY_BYTES, statusOf, tooLarge } from './body-limit.ts'

/** @throws AttemptFailed `unreadable`, or `too-large` for what would be more than a whole body may be */
export async function decode(bytes: Buffer, encoding: string, message: IncomingMessage): Promise<Buffer> {
  const limit = { maxOutputLength: LARGEST_BODY_BYTES }
  try {
    switch (encoding) {
      case 'gzip':
      case 'x-gzip':
        return await promisify(gunzip)(bytes, limit)
      case 'deflate':
        // With the header of zlib, as it should be, or without, as some have always sent it.
        return await promisify((bytes[0] ?? 0) % 16 === 8 ? inflate : inflateRaw)(bytes, limit)
      case 'br':
        return await promisify(brotliDecompress)(bytes, limit)
    }
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(message)
    const summary = `the reply says that it is encoded as ${encoding}, and cannot be decoded (${codeOf(error) ?? messageOf(error)})`
    throw new AttemptFailed({ kind: 'unreadable', summary, ...statusOf(message) }, error)
  }
  const summary = `the reply is encoded as ${quote(encoding) ?? 'something'}, which is not supported`
  throw new AttemptFailed({ kind: 'unreadable', summary, ...statusOf(message) })
}
