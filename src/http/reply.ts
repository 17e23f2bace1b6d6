import { onOneLine } from '../core/characters.ts'
import { fieldsOf, parseObject, type Fields } from '../core/json.ts'
import { AttemptFailed, type Failure } from './retry-decision.ts'
import { type EpochMs } from '../core/time.ts'
import { type HttpReply } from './transport.ts'

const LONGEST_QUOTE = 200

/** `error` and its like are words of a protocol: with the description no more than 300 characters. */
const LONGEST_ERROR = 96

/**
 * The JSON object in a reply's body.
 *
 * @throws AttemptFailed `unreadable` for anything else, without quoting it: it may hold a token
 */
export function readFields(reply: HttpReply, what: string): Fields {
  const fields = parseBody(reply.body)
  if (fields !== undefined) return fields
  throw new AttemptFailed({
    kind: 'unreadable',
    summary: `${what} is not a JSON object (${describeBody(reply)})`,
    status: reply.status,
    ...correlation(reply, {}),
  })
}

/**
 * What a reply that is no success says: Genesys Cloud's login host answers `error` and `error_description` (RFC 6749, section
 * 5.2), its API `code` and `message`; gateways wrap both in an object or a list, and some servers put them into
 * `WWW-Authenticate` (RFC 6750, section 3); a proxy or CDN says anything.
 */
export function readFailure(reply: HttpReply): AttemptFailed {
  const fields = parseBody(reply.body) ?? {}
  const sources = [...wrapped(fields), challengeOf(reply)]
  const error = firstOf(sources, ERROR_NAMES, LONGEST_ERROR)
  const description = firstOf(sources, DESCRIPTION_NAMES, LONGEST_QUOTE)
  const isRedirect = reply.status >= 300 && reply.status < 400
  const retryAfterMs = readRetryAfter(reply)
  const date = serverDate(reply)
  const failure: Failure = {
    kind: isRedirect ? 'redirect' : 'status',
    summary: `HTTP ${reply.status}`,
    status: reply.status,
    ...(error === undefined ? {} : { error }),
    ...(description === undefined || description === error ? {} : { description }),
    ...correlation(reply, fields),
    isRateLimit: reply.status === 429 || (reply.status <= 400 && saysRateLimit(sources)),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(date === undefined ? {} : { clockAheadMs: reply.received.wallMs - date }),
  }
  return new AttemptFailed(failure)
}

const ERROR_NAMES = ['error', 'code']
const DESCRIPTION_NAMES = ['error_description', 'description', 'message', 'detail', 'faultstring']

/** The object itself, and what it holds where gateways and identity providers put their words. */
function wrapped(fields: Fields): Fields[] {
  const [first] = Array.isArray(fields['errors']) ? (fields['errors'] as unknown[]) : []
  const inner = [fields['error'], fields['fault'], first].map(fieldsOf)
  return [fields, ...inner.filter((each) => each !== undefined)]
}

/** `Bearer realm="UAA", error="unauthorized", error_description="Bad credentials"` as fields. */
function challengeOf({ headers }: HttpReply): Fields {
  const parameters = (headers['www-authenticate'] ?? '').matchAll(/\b(error|error_description)="([^"]*)"/g)
  return Object.fromEntries([...parameters].map(([, name = '', value = '']) => [name, value]))
}

function firstOf(sources: readonly Fields[], names: readonly string[], longest: number): string | undefined {
  for (const fields of sources) {
    for (const name of names) {
      const text = quote(fields[name], longest)
      if (text !== undefined) return text
    }
  }
  return undefined
}

function saysRateLimit(sources: readonly Fields[]): boolean {
  const texts = sources.flatMap((fields) => DESCRIPTION_NAMES.map((name) => fields[name]))
  return texts.some((text) => typeof text === 'string' && /rate limit exceeded/i.test(text))
}

/** `HTTP 400, invalid_client: authentication failed, correlation id 42`: what support asks for, in one clause. */
export function describeFailure(failure: Failure): string {
  const said = [failure.error, failure.description].filter((text) => text !== undefined).join(': ')
  const parts = [failure.summary]
  if (said !== '') parts.push(said)
  if (failure.correlationId !== undefined) parts.push(`correlation id ${failure.correlationId}`)
  return parts.join(', ')
}

/** No clock of a server that can be believed shows less or more: from 2000 to 2200. */
const BELIEVABLE_DATES = { from: Date.UTC(2000), to: Date.UTC(2200) }

/** The server's own time, if the reply carries one. */
export function serverDate(reply: HttpReply): EpochMs | undefined {
  const date = parseDate(reply.headers['date'] ?? '')
  return date >= BELIEVABLE_DATES.from && date <= BELIEVABLE_DATES.to ? date : undefined
}

/**
 * A text from outside, fit to stand inside one line of a log: no control characters that could start a
 * workflow command, and not longer than a sentence. `undefined` if there is nothing to quote.
 */
export function quote(value: unknown, longest = LONGEST_QUOTE): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const clean = onOneLine(String(value)).trim()
  if (clean === '') return undefined
  if (clean.length <= longest) return clean
  // Whole words only: a secret that the cut left half of would not be recognized by any mask.
  return `${clean.slice(0, longest + 1).replace(/\S+$/, '')}\u2026`
}

function correlation(reply: HttpReply, fields: Fields): Pick<Failure, 'correlationId'> {
  const id = quote(reply.headers['inin-correlation-id']) ?? quote(fields['contextId'])
  return id === undefined ? {} : { correlationId: id }
}

/** RFC 9110, section 10.2.3: seconds, or a date, which is held against the server's own clock. */
function readRetryAfter(reply: HttpReply): number | undefined {
  const value = reply.headers['retry-after']?.trim()
  if (value === undefined || value === '') return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000
  const date = parseDate(value)
  if (Number.isNaN(date)) return undefined
  return Math.max(0, date - (serverDate(reply) ?? reply.received.wallMs))
}

/** RFC 9110, section 5.6.7. `Date.parse` alone makes a year of almost anything, such as `in 5`. */
function parseDate(text: string): number {
  return /^[A-Z][a-z]+, .+ GMT$/.test(text) ? Date.parse(text) : Number.NaN
}

function describeBody({ status, headers, body }: HttpReply): string {
  const type = quote(headers['content-type']) ?? 'no content type'
  return `HTTP ${status}, ${type}, ${body.length} characters${kindOfBody(body)}`
}

/** What the body is instead, as far as that can be told without showing any of it. */
function kindOfBody(body: string): string {
  if (body.includes('\0')) return ' that are not UTF-8'
  const text = body.trim()
  if (text.startsWith('[')) return ' of a list'
  if (parseObject(text.slice(0, text.lastIndexOf('}') + 1)) !== undefined)
    return ', with text after the object'
  return text.startsWith('{') ? ', cut off or malformed' : ''
}

/** A byte order mark is no part of JSON (RFC 8259, section 8.1), and some servers send one. */
const parseBody = (text: string): Fields | undefined => parseObject(text.replace(/^\uFEFF/, ''))
