import { type Refusal } from './own-answer.ts'

/** Where a request goes. */
export type Route =
  /** To the API host, path and query byte for byte. */
  | { readonly to: 'api' }
  /** Answered here: the placeholder, in the form of a token. */
  | { readonly to: 'token-endpoint' }
  /** Answered here: the token is not the caller's to end. */
  | { readonly to: 'token-end' }
  | { readonly to: 'caller'; readonly refusal: Refusal }

const API = '/api/v2/'
const TOKEN_ENDPOINT = '/oauth/token'
const TOKEN_OF_CALLER = 'api/v2/tokens/me'

/**
 * Decides by method and request target, as they stand in the request line.
 *
 * A path is refused if any reading of it leaves `/api/v2/`: servers differ in what they decode first and in whether `\` and `;`
 * mean something. What is let through is not normalized.
 */
export function routeOf(method: string, target: string): Route {
  if (!target.startsWith('/'))
    return refused(400, 'target', 'the request line has to hold a path, not a whole URL.')
  // It has no place in a request line, and hides what follows from some servers.
  if (target.includes('#')) return refused(400, 'target', 'a request line has no fragment.')
  // It would show the true token: the server answers with the request as it came (RFC 9110, section 9.3.8).
  if (method === 'TRACE') return refused(405, 'method', 'TRACE is not forwarded.')
  const path = target.split('?', 1)[0] ?? ''
  if (method === 'DELETE' && resolved(path) === TOKEN_OF_CALLER) return { to: 'token-end' }
  if (method === 'POST' && path === TOKEN_ENDPOINT) return { to: 'token-endpoint' }
  if (!path.startsWith(API)) return refused(404, 'not.found', WHAT_IS_FORWARDED)
  if (readingsOf(path).some(leavesApi)) {
    return refused(400, 'target', 'the path leaves /api/v2/ by dot segments.')
  }
  return { to: 'api' }
}

const WHAT_IS_FORWARDED =
  'requests to /api/v2/… are forwarded to the API host, and POST /oauth/token is answered; nothing else is here.'

/** As it stands and decoded once, each with `\` as it is and as a slash. */
function readingsOf(path: string): string[] {
  return [path, decodedOnce(path)].flatMap((reading) => [reading, reading.replaceAll('\\', '/')])
}

/** Counts how deep below `/api/v2/` each segment leads. Empty segments count for nothing: some servers merge slashes first. */
function leavesApi(path: string): boolean {
  let depth = 0
  for (const name of segmentsOf(path.slice(API.length))) {
    depth += name === '..' ? -1 : 1
    if (depth < 0) return true
  }
  return false
}

/** Names without the parameters that some servers cut off (`..;x`), and without those that lead nowhere. */
function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .map((segment) => segment.replace(/;.*$/s, ''))
    .filter((name) => name !== '' && name !== '.')
}

/** What a path comes to at a server that decodes once and resolves dot segments, without slashes around it, in lower case. */
function resolved(path: string): string {
  const names: string[] = []
  for (const name of segmentsOf(decodedOnce(path).replaceAll('\\', '/'))) {
    if (name === '..') names.pop()
    else names.push(name.toLowerCase())
  }
  return names.join('/')
}

/** Bytes rather than characters: what is no UTF-8 has to be compared, not understood. */
function decodedOnce(path: string): string {
  return path.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}

function refused(status: number, code: string, message: string): Route {
  return { to: 'caller', refusal: { status, code: `gateway.${code}`, message } }
}
