import { type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { type Gateway, type RequestHead } from '../../gateway/gateway.ts'
import { downstreamHeaders, framingOf } from '../../gateway/message-headers.ts'
import { refusalAnswer, type OwnAnswer, type Refusal } from '../../gateway/own-answer.ts'
import { formTooLarge, LARGEST_FORM_BYTES } from '../../gateway/token-endpoint.ts'
import { type PassedBodies } from './passed-bodies.ts'
import { Upload, type UploadParts } from './upload.ts'
import { type StreamedAnswer, type Upstream } from './upstream.ts'

/** What one request is handled with. */
export interface ExchangeParts {
  readonly gateway: Gateway
  readonly upstream: Upstream
  readonly passed: PassedBodies
  readonly port: number
  readonly number: number
  /** The caller waits to be asked for the body (RFC 9110, section 10.1.1). */
  readonly expectsContinue: boolean
  /** The job is over: what comes now is refused. */
  readonly isClosing: boolean
}

/** What is told of a request in the end. */
interface Outcome {
  readonly isReplayed: boolean
  readonly pacedMs: number
}

const CLOSING: Refusal = { status: 503, code: 'gateway.closing', message: 'it is closing: the job is over.' }

const NOTHING_SPECIAL: Outcome = { isReplayed: false, pacedMs: 0 }

/** Sees one request to its end; never rejects. */
export async function exchange(
  incoming: IncomingMessage,
  response: ServerResponse,
  parts: ExchangeParts,
): Promise<void> {
  const { gateway, number } = parts
  const { socket } = incoming
  const startedAt = performance.now()
  const writtenBefore = socket.bytesWritten
  const head = { method: incoming.method ?? '', target: incoming.url ?? '', headers: incoming.rawHeaders }
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the caller has gone'))
  })
  // A caller that breaks off is told by the end of its response.
  incoming.on('error', () => undefined)
  response.on('error', () => undefined)
  const outcome = await respond(head, { incoming, response, signal: gone.signal }, parts)
  gateway.finished({
    number,
    method: head.method,
    path: head.target.split('?', 1)[0] ?? '',
    status: response.headersSent ? response.statusCode : 0,
    tookMs: performance.now() - startedAt,
    bytes: socket.bytesWritten - writtenBefore,
    ...outcome,
  })
}

interface Ends {
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  readonly signal: AbortSignal
}

async function respond(head: RequestHead, ends: Ends, parts: ExchangeParts): Promise<Outcome> {
  const { gateway, number, port } = parts
  const contextId = contextIdOf(number)
  if (parts.isClosing) {
    await putOwn(ends.response, refusalAnswer(CLOSING, contextId))
    return NOTHING_SPECIAL
  }
  const reception = gateway.receive(head, port, contextId)
  switch (reception.do) {
    case 'answer':
      await putOwn(ends.response, reception.answer)
      return NOTHING_SPECIAL
    case 'read-form': {
      if (parts.expectsContinue) ends.response.writeContinue()
      const form = await readForm(ends.incoming)
      await putOwn(ends.response, form === undefined ? formTooLarge(contextId) : reception.answer(form))
      return NOTHING_SPECIAL
    }
    case 'forward':
      return forward(head, ends, parts)
  }
}

async function forward(head: RequestHead, ends: Ends, parts: ExchangeParts): Promise<Outcome> {
  const { gateway, upstream, passed, number } = parts
  const { incoming, response, signal } = ends
  const upload = uploadOf(head, incoming, {
    begin: () => {
      if (parts.expectsContinue) response.writeContinue()
    },
    passed,
  })
  try {
    const { answer, ...outcome } = await gateway.forward<StreamedAnswer>({
      deadline: gateway.newDeadline(),
      signal,
      send: (token) => upstream.send({ head, token, upload, signal }),
      isReplayable: () => upload?.isReplayable !== false,
    })
    await passOn(answer, response, passed)
    return outcome
  } catch (error) {
    if (!signal.aborted) await putOwn(response, gateway.failureAnswer(error, contextIdOf(number)))
    return NOTHING_SPECIAL
  }
}

function uploadOf(head: RequestHead, incoming: IncomingMessage, parts: UploadParts): Upload | undefined {
  const framing = framingOf(head.headers)
  switch (framing.by) {
    case 'nothing':
      return undefined
    case 'length':
      return new Upload(incoming, framing.bytes, parts)
    case 'chunks':
      return new Upload(incoming, undefined, parts)
  }
}

/** Streams an answer to the caller. Where the API host breaks off, so does the answer: it must not look whole. */
async function passOn(
  { message, status }: StreamedAnswer,
  response: ServerResponse,
  passed: PassedBodies,
): Promise<void> {
  if (response.destroyed) {
    message.destroy()
    return
  }
  response.writeHead(status, message.statusMessage, downstreamHeaders(message.rawHeaders))
  // Without length and chunks the end of the connection is the end of the answer: only a reset tells the two apart.
  message.once('error', () => response.socket?.resetAndDestroy())
  message.on('data', (piece: Buffer) => passed.add(piece.length))
  await new Promise<void>((resolve) => pipeline(message, response, () => resolve()))
}

async function putOwn(response: ServerResponse, { status, headers, body }: OwnAnswer): Promise<void> {
  if (response.headersSent || response.destroyed) return
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...length })
  await new Promise<void>((resolve) => {
    response.once('close', resolve)
    response.end(body, resolve)
  })
}

/** The body as text; `undefined` if it is too long for a form. */
async function readForm(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve) => {
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= LARGEST_FORM_BYTES) chunks.push(chunk)
      else resolve(undefined)
    })
    incoming.once('close', () => resolve(''))
    incoming.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
  })
}

/** How an answer of the gateway's own is found in its debug log. */
export function contextIdOf(number: number): string {
  return `gateway-${number}`
}
