import { randomUUID } from 'node:crypto'
import { notFound } from './api-error.ts'
import { deliver, type Exchange, reachesHeaders } from './delivery.ts'
import { answerOfFault, type Fault, type FaultQueue, takesEffect } from './faults.ts'
import { type HostServer, type IncomingRequest, listen } from './host-server.ts'
import { type Answer, type HostName, htmlAnswer, type Request } from './message.ts'
import { type GenesysCloudOptions } from './options.ts'
import { type Recorder } from './recorder.ts'

/** What the two hosts share. */
export interface HostParts {
  readonly options: GenesysCloudOptions
  readonly now: () => number
  readonly faults: FaultQueue
  readonly recorder: Recorder
  readonly answerAs: Readonly<Record<HostName, (request: Request, correlationId: string) => Answer>>
}

/** Starts one of the two hosts: record, look for a fault, answer, deliver. */
export function startHost(host: HostName, parts: HostParts): Promise<HostServer> {
  return listen((incoming, exchange) => respond(host, parts, incoming, exchange), parts.options.tls)
}

function respond(host: HostName, parts: HostParts, incoming: IncomingRequest, exchange: Exchange): void {
  const { target, body, ...rest } = incoming
  const prefix = parts.options.pathPrefix?.[host] ?? ''
  const isBehindPrefix = target.pathname.startsWith(`${prefix}/`)
  const path = isBehindPrefix ? target.pathname.slice(prefix.length) : target.pathname
  const request: Request = { ...rest, host, path, body: body.toString('utf8') }
  const settle = parts.recorder.record(request, target.pathname + target.search)

  const correlationId = randomUUID()
  const fault = isBehindPrefix ? parts.faults.take(request) : undefined
  // The answer is made now and sent later: behind a slow network the token exists before anyone has seen it.
  const truth = isBehindPrefix ? parts.answerAs[host] : offTheMap
  const answer = makeAnswer(request, correlationId, fault, () => truth(request, correlationId))
  const send = (): void => {
    if (exchange.connection.destroyed) return
    const status = reachesHeaders(fault) ? { status: answer.status } : {}
    settle({ ...status, ...(fault === undefined ? {} : { fault: fault.kind }) })
    deliver(
      exchange,
      { ...answer, headers: { ...commonHeaders(host, parts, correlationId), ...answer.headers } },
      fault,
    )
  }
  if (fault?.delayMs === undefined) {
    send()
    return
  }
  const timer = setTimeout(send, fault.delayMs)
  exchange.response.once('close', () => clearTimeout(timer))
}

function makeAnswer(
  request: Request,
  correlationId: string,
  fault: Fault | undefined,
  truth: () => Answer,
): Answer {
  if (fault === undefined) return truth()
  if (!takesEffect(fault)) return answerOfFault(fault, request.host, correlationId, nothing)
  const answer = truth()
  return answerOfFault(fault, request.host, correlationId, () => answer)
}

function nothing(): Answer {
  return { status: 200, headers: {}, body: '' }
}

function offTheMap(request: Request, correlationId: string): Answer {
  return request.host === 'api' ? notFound(correlationId) : htmlAnswer(404, '404 Not Found')
}

function commonHeaders(host: HostName, parts: HostParts, correlationId: string): Record<string, string> {
  const skewMs = parts.options.skewedDateMs ?? 0
  const date = { Date: new Date(parts.now() + skewMs).toUTCString() }
  // Whether the login host sends a correlation id is not known, so it does not.
  return host === 'api' ? { ...date, 'ININ-Correlation-Id': correlationId } : date
}
