import { onOneLine } from '../core/characters.ts'
import { parseObject, type Fields } from '../core/json.ts'
import { AttemptFailed, type Failure } from './retry-decision.ts'
import { type EpochMs } from '../core/time.ts'
import { type HttpReply } from './transport.ts'

const LONGEST_QUOTE = 200

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
 * What a reply other than success says: Genesys Cloud's login host answers `error` and
 * `error_description` (RFC 6749, section 5.2), its API `code` and `message`; a proxy or CDN anything.
 */
export function readFailure(reply: HttpReply): AttemptFailed {
  const fields = parseBody(reply.body) ?? {}
  const error = quote(fields['error']) ?? quote(fields['code'])
  const description =
    quote(fields['error_description']) ?? quote(fields['description']) ?? quote(fields['message'])
  const isRedirect = reply.status >= 300 && reply.status < 400
  const texts = [fields['error_description'], fields['description'], fields['message']]
  const retryAfterMs = readRetryAfter(reply)
  const date = serverDate(reply)
  const failure: Failure = {
    kind: isRedirect ? 'redirect' : 'status',
    summary: `HTTP ${reply.status}`,
    status: reply.status,
    ...(error === undefined ? {} : { error }),
    ...(description === undefined ? {} : { description }),
    ...correlation(reply, fields),
    isRateLimit:
      reply.status === 429 ||
      (reply.status === 400 &&
        texts.some((text) => typeof text === 'string' && /rate limit exceeded/i.test(text))),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(date === undefined ? {} : { clockAheadMs: reply.received.wallMs - date }),
  }
  return new AttemptFailed(failure)
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
export function quote(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const clean = onOneLine(String(value)).trim()
  if (clean === '') return undefined
  if (clean.length <= LONGEST_QUOTE) return clean
  // Whole words only: a secret that the cut left half of would not be recognized by any mask.
  return `${clean.slice(0, LONGEST_QUOTE + 1).replace(/\S+$/, '')}\u2026`
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

function describeBody(reply: HttpReply): string {
  const type = quote(reply.headers['content-type']) ?? 'no content type'
  return `HTTP ${reply.status}, ${type}, ${reply.body.length} characters`
}

/** A byte order mark is no part of JSON (RFC 8259, section 8.1), and some servers send one. */
const parseBody = (text: string): Fields | undefined => parseObject(text.replace(/^\uFEFF/, ''))
