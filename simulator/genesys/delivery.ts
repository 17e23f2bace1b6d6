import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Fault } from './faults.ts'
import type { Answer } from './message.ts'

/** A connection's end of a request: what can be done with it besides answering. */
export interface Exchange {
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  /** The TCP socket, below TLS where there is TLS: only TCP can be reset. */
  readonly connection: Socket
}

interface Pace {
  readonly bytesAtOnce?: number
  readonly intervalMs?: number
}

/** Sends an answer, or as much of it as the fault lets through. */
export function deliver(exchange: Exchange, answer: Answer, fault: Fault | undefined): void {
  if (!reachesHeaders(fault)) {
    if (fault?.kind === 'reset') exchange.connection.resetAndDestroy()
    return
  }
  const body = Buffer.from(answer.body, 'utf8')
  if (fault?.kind === 'reset') sendHalf(exchange, answer, body, () => exchange.connection.resetAndDestroy())
  else if (fault?.kind === 'hang') sendHalf(exchange, answer, body, () => undefined)
  else if (fault?.kind === 'truncated') sendHalf(exchange, answer, body, () => exchange.incoming.socket.end())
  else if (fault?.kind === 'slow') sendSlowly(exchange, answer, body, fault)
  else {
    sendHeaders(exchange, answer, body.length)
    exchange.response.end(body)
  }
}

/** Whether the client gets to see a status line. */
export function reachesHeaders(fault: Fault | undefined): boolean {
  const isCutOff = fault?.kind === 'reset' || fault?.kind === 'hang'
  return !isCutOff || fault.when === 'after-headers'
}

function sendHeaders({ response }: Exchange, answer: Answer, contentLength: number): void {
  // The simulated clock says what time it is.
  response.sendDate = false
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': contentLength })
}

/** An answer without a body still promises one byte: otherwise there would be nothing to miss. */
function sendHalf(exchange: Exchange, answer: Answer, body: Buffer, afterwards: () => void): void {
  sendHeaders(exchange, answer, Math.max(1, body.length))
  const half = body.subarray(0, Math.floor(body.length / 2))
  if (half.length > 0) {
    exchange.response.write(half, afterwards)
    return
  }
  exchange.response.flushHeaders()
  setImmediate(afterwards)
}

function sendSlowly(exchange: Exchange, answer: Answer, body: Buffer, pace: Pace): void {
  const { bytesAtOnce = 8, intervalMs = 50 } = pace
  const { response } = exchange
  sendHeaders(exchange, answer, body.length)
  response.flushHeaders()
  let sent = 0
  const timer = setInterval(() => {
    const next = body.subarray(sent, sent + bytesAtOnce)
    sent += next.length
    if (sent < body.length) {
      response.write(next)
      return
    }
    clearInterval(timer)
    response.end(next)
  }, intervalMs)
  response.once('close', () => clearInterval(timer))
}
