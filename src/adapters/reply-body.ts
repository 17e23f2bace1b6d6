import { type IncomingMessage } from 'node:http'
import { codeOf, messageOf } from '../core/errors.ts'
import { AttemptFailed } from '../http/retry-decision.ts'
import { LARGEST_BODY_BYTES, statusOf, tooLarge } from './body-limit.ts'

/**
 * The body of a reply as text, decoded should it be compressed: some gateways do that unasked.
 *
 * @throws AttemptFailed if it does not arrive whole, is too large before or after decoding, or cannot be decoded
 */
export async function readBody(message: IncomingMessage): Promise<string> {
  let bytes = await readWhole(message)
  const encodings = encodingsOf(message, bytes)
  if (encodings.length > 0) {
    const { decode } = await import('./content-encoding.ts')
    for (const encoding of encodings) bytes = await decode(bytes, encoding, message)
  }
  return bytes.toString('utf8')
}

function readWhole(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const breakOff = (error?: unknown): void => {
      const reason = error === undefined ? 'closed' : (codeOf(error) ?? messageOf(error))
      const summary = `the connection broke off in the middle of the reply (${reason})`
      reject(new AttemptFailed({ kind: 'truncated', summary, ...statusOf(message) }, error))
    }
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > LARGEST_BODY_BYTES) reject(tooLarge(message))
      else chunks.push(chunk)
    })
    message.on('end', () => resolve(Buffer.concat(chunks)))
    message.on('error', breakOff)
    message.on('close', breakOff)
  })
}

/** The last one applied comes first. A body that starts as gzip does is gzip, whatever the header says: no text starts so. */
function encodingsOf({ headers }: IncomingMessage, bytes: Buffer): string[] {
  const named = (headers['content-encoding'] ?? '').toLowerCase().split(',')
  const encodings = named.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity')
  if (bytes.length === 0) return []
  if (encodings.length === 0 && bytes[0] === 0x1f && bytes[1] === 0x8b) return ['gzip']
  return encodings.reverse()
}
