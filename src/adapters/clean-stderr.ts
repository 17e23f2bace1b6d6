type Write = typeof process.stderr.write

/** How Node shows the first bytes of what is sent and received: in hexadecimal no form of a secret is recognized. */
const BYTES = /<Buffer [^>]*>/g

/**
 * With NODE_DEBUG Node prints what it does, credentials included, past everything that cleans our own lines. From here on it
 * goes through `clean`: to be called before the first request.
 */
export function cleanStderr(clean: (text: string) => string): void {
  if ((process.env['NODE_DEBUG'] ?? '') === '') return
  const write: Write = process.stderr.write.bind(process.stderr)
  process.stderr.write = (chunk: string | Uint8Array, ...rest: []) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    return write(clean(text.replace(BYTES, '<Buffer ***>')), ...rest)
  }
}
