import { type Secret } from '../core/secret.ts'

/** Names and values in turn, as they came: order, letter case and repetitions are kept. */
export type RawHeaders = readonly string[]

/** How the body of a request is framed, and so whether there is one. */
export type Framing =
  { readonly by: 'length'; readonly bytes: number } | { readonly by: 'chunks' } | { readonly by: 'nothing' }

/** They concern one connection only (RFC 9110, section 7.6.1), and what a message's own `Connection` names besides. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** `Connection` must not take these away: without them a message would begin or end elsewhere, or be for another host. */
const NEVER_NAMED = ['content-length', 'host', 'authorization']

const BODY_METHODS = ['POST', 'PUT', 'PATCH']

/** All values under `name`, which is in lower case. */
export function headerValues(headers: RawHeaders, name: string): string[] {
  const values: string[] = []
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const key = headers[index] ?? ''
    // Most names differ in length already: this runs a dozen times for each request.
    if (key.length === name.length && key.toLowerCase() === name) values.push(headers[index + 1] ?? '')
  }
  return values
}

/**
 * The headers for the API host: those that came, save what concerned the connection, with the host's name and a valid token.
 *
 * @param authority host and port as they stand in the URL of the API host
 */
export function upstreamHeaders(
  headers: RawHeaders,
  {
    method,
    authority,
    token,
  }: { readonly method: string; readonly authority: string; readonly token: Secret },
): string[] {
  const kept = withoutHopByHop(headers, ['host', 'authorization', 'expect'])
  const framing = framingOf(headers)
  const added = ['Host', authority, 'Authorization', `Bearer ${token.reveal()}`]
  if (framing.by === 'chunks') added.push('Transfer-Encoding', 'chunked')
  // Otherwise Node frames a body of zero bytes as chunks, which some servers refuse.
  if (framing.by === 'nothing' && BODY_METHODS.includes(method)) added.push('Content-Length', '0')
  return [...added, ...kept]
}

/** The headers for the caller. */
export function downstreamHeaders(headers: RawHeaders): string[] {
  return withoutHopByHop(headers, [])
}

export function framingOf(headers: RawHeaders): Framing {
  if (headerValues(headers, 'transfer-encoding').length > 0) return { by: 'chunks' }
  const [length] = headerValues(headers, 'content-length')
  return length === undefined ? { by: 'nothing' } : { by: 'length', bytes: Number(length) }
}

/** Whether a body comes in a coding beside chunks: it is not decoded here, and could not be named on. */
export function hasForeignTransferCoding(headers: RawHeaders): boolean {
  return headerValues(headers, 'transfer-encoding').some((value) => value.trim().toLowerCase() !== 'chunked')
}

function withoutHopByHop(headers: RawHeaders, others: readonly string[]): string[] {
  const named = headerValues(headers, 'connection')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => !NEVER_NAMED.includes(name))
  const kept: string[] = []
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const key = headers[index] ?? ''
    const name = key.toLowerCase()
    if (HOP_BY_HOP.has(name) || others.includes(name) || named.includes(name)) continue
    kept.push(key, headers[index + 1] ?? '')
  }
  return kept
}
