import { tooManyRequests } from './api-error.ts'
import type { Fault } from './faults.ts'
import { mintRateRefusal } from './login-host.ts'
import { type Answer, type HostName, htmlAnswer, jsonAnswer } from './message.ts'

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

/** On the login host nobody has seen a 429; this is the 400's body under what a CDN would send. */
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
