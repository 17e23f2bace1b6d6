import { tooManyRequests } from './api-error.ts'
import { mintRateRefusal } from './login-host.ts'
import { type Answer, type HostName, htmlAnswer, jsonAnswer, type Request } from './message.ts'

/** Which requests a fault is for; whatever is left out matches everything. */
export interface FaultTarget {
  readonly host?: HostName
  readonly method?: string
  /** Without the gateway's prefix and without the query. */
  readonly path?: string
  /** How many requests it hits; 1 by default, Infinity for every one. */
  readonly count?: number
  /** How many matching requests it lets through before. */
  readonly after?: number
  /** Waits so long before the answer, or the fault, begins. */
  readonly delayMs?: number
  /**
   * Whether the request takes effect although its answer goes wrong: a token granted and not seen.
   * By default true for the faults that spoil a true answer, false for those that stand in for it.
   */
  readonly takesEffect?: boolean
}

/** What goes wrong. */
export type FaultKind =
  /** Nothing goes wrong; the true answer only comes late, by `delayMs`. */
  | { readonly kind: 'delay' }
  /** The connection is reset (RST), before the status line or in the middle of the body. */
  | { readonly kind: 'reset'; readonly when?: 'before-headers' | 'after-headers' }
  /** The connection stays open and nothing more comes. */
  | { readonly kind: 'hang'; readonly when?: 'before-headers' | 'after-headers' }
  /** The true answer, a few bytes at a time. */
  | { readonly kind: 'slow'; readonly bytesAtOnce?: number; readonly intervalMs?: number }
  /** Half of the true answer under its full Content-Length, then an orderly end. */
  | { readonly kind: 'truncated' }
  /** A page for people, as from a proxy or a CDN. */
  | { readonly kind: 'html'; readonly status: number; readonly title?: string }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** 429 with Retry-After and ININ-Correlation-Id; a number of seconds or an HTTP date. */
  | { readonly kind: 'too-many-requests'; readonly retryAfter?: string }
  /** The token endpoint's own throttling, HTTP 400. */
  | { readonly kind: 'mint-rate-limit' }
  | { readonly kind: 'redirect'; readonly status?: 301 | 302 | 303 | 307 | 308; readonly location: string }
  /** A JSON body of so many bytes, by default a little more than 1 MiB. */
  | { readonly kind: 'oversized'; readonly bytes?: number }
  /** Said to be JSON, and is not. */
  | { readonly kind: 'garbage' }
  /** Another JSON body in place of the true one. */
  | { readonly kind: 'json'; readonly body: unknown; readonly status?: number }
  /** The true answer with some fields changed, or left out where undefined. */
  | { readonly kind: 'fields'; readonly fields: Readonly<Record<string, unknown>> }

/** A fault and the requests that it is for. */
export type Fault = FaultTarget & FaultKind

/** Faults in the order in which they were asked for. */
export interface FaultQueue {
  add(fault: Fault): void
  /** The first fault for this request, used up by one. */
  take(request: Request): Fault | undefined
  /** Forgets all faults that were not used. */
  clear(): void
}

/** Holds faults until they meet their request. */
export function createFaultQueue(): FaultQueue {
  let waiting: { readonly fault: Fault; left: number; toPass: number }[] = []
  return {
    add(fault) {
      waiting.push({ fault, left: fault.count ?? 1, toPass: fault.after ?? 0 })
    },
    take(request) {
      for (const entry of waiting.filter(({ fault }) => isFor(fault, request))) {
        if (entry.toPass > 0) {
          entry.toPass -= 1
          continue
        }
        entry.left -= 1
        waiting = waiting.filter(({ left }) => left > 0)
        return entry.fault
      }
      return undefined
    },
    clear() {
      waiting = []
    },
  }
}

/** Whether the request behind a fault is carried out. */
export function takesEffect(fault: Fault): boolean {
  if (fault.takesEffect !== undefined) return fault.takesEffect
  switch (fault.kind) {
    case 'delay':
    case 'slow':
    case 'truncated':
    case 'fields':
      return true
    case 'reset':
    case 'hang':
      return fault.when === 'after-headers'
    case 'html':
    case 'status':
    case 'too-many-requests':
    case 'mint-rate-limit':
    case 'redirect':
    case 'oversized':
    case 'garbage':
    case 'json':
      return false
  }
}

function isFor(target: FaultTarget, request: Request): boolean {
  return (
    (target.host ?? request.host) === request.host &&
    (target.method ?? request.method) === request.method &&
    (target.path ?? request.path) === request.path
  )
}

const MORE_THAN_A_MEBIBYTE = 1024 * 1024 + 1024

/**
 * The answer that a fault gives in place of the true one. Where the fault lies in how the answer travels, or
 * the true answer is to be spoiled only in part, it starts from the true one.
 */
export function answerOfFault(
  fault: Fault,
  host: HostName,
  correlationId: string,
  truth: () => Answer,
): Answer {
  switch (fault.kind) {
    case 'delay':
    case 'reset':
    case 'hang':
    case 'slow':
    case 'truncated':
      return truth()
    case 'html':
      return htmlAnswer(fault.status, fault.title ?? `${fault.status} Answer of a proxy`)
    case 'status':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' }
    case 'too-many-requests':
      return tooMany(host, correlationId, fault.retryAfter ?? '42')
    case 'mint-rate-limit':
      return mintRateRefusal()
    case 'redirect':
      return { status: fault.status ?? 302, headers: { Location: fault.location }, body: '' }
    case 'oversized':
      return jsonAnswer(200, { padding: 'x'.repeat(fault.bytes ?? MORE_THAN_A_MEBIBYTE) })
    case 'garbage':
      return { ...jsonAnswer(200, ''), body: '{"access_token": "unfinished' }
    case 'json':
      return jsonAnswer(fault.status ?? 200, fault.body)
    case 'fields':
      return withFields(truth(), fault.fields)
  }
}

/** No 429 of the login host is known; this is the 400's body under what a CDN would send. */
function tooMany(host: HostName, correlationId: string, retryAfter: string): Answer {
  if (host === 'api') return tooManyRequests(correlationId, retryAfter)
  const headers = { 'Retry-After': retryAfter, 'ININ-Correlation-Id': correlationId }
  const answer = mintRateRefusal()
  return { ...answer, status: 429, headers: { ...answer.headers, ...headers } }
}

function withFields(answer: Answer, fields: Readonly<Record<string, unknown>>): Answer {
  const body: unknown = JSON.parse(answer.body === '' ? '{}' : answer.body)
  return jsonAnswer(answer.status, Object.assign({}, body, fields), answer.headers)
}
