import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { type Secret } from '../../core/secret.ts'
import { messageOf } from '../../core/errors.ts'
import { UpstreamFailed, type RequestHead, type UpstreamAnswer } from '../../gateway/gateway.ts'
import { upstreamHeaders } from '../../gateway/message-headers.ts'
import { CONNECT_WITHIN_MS, connectionsTo, type Connections } from './connections.ts'
import { type Upload } from './upload.ts'

/** Done twice they do what they do once (RFC 9110, section 9.2.2). */
const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']

/** What a connection shows that the server closed while it lay idle. */
const STALE = ['ECONNRESET', 'EPIPE']

/** An answer of the API host whose body has not been read. */
export interface StreamedAnswer extends UpstreamAnswer {
  readonly message: IncomingMessage
}

/** One request to the API host. */
export interface UpstreamRequest {
  readonly head: RequestHead
  readonly token: Secret
  /** `undefined` where the request has no body. */
  readonly upload: Upload | undefined
  readonly signal: AbortSignal
}

/** The API host as the gateway reaches it. */
export class Upstream {
  readonly #url: URL
  readonly #connections: Connections

  constructor(apiUrl: string) {
    this.#url = new URL(apiUrl)
    this.#connections = connectionsTo(this.#url)
  }

  /**
   * Sends a request and gives back its answer as soon as there is a head.
   *
   * @throws UpstreamFailed if none came
   */
  async send(what: UpstreamRequest): Promise<StreamedAnswer> {
    const first = this.#open(what, this.#connections.kept)
    try {
      return await first.answer
    } catch (error) {
      if (!isWorthAnother(first.request, error, what)) throw failed(error)
    }
    const second = this.#open(what, this.#connections.fresh)
    return second.answer.catch((error: unknown) => {
      throw failed(error)
    })
  }

  close(): void {
    this.#connections.close()
  }

  #open(
    { head, token, upload, signal }: UpstreamRequest,
    agent: Connections['kept'],
  ): { readonly request: ClientRequest; readonly answer: Promise<StreamedAnswer> } {
    const { protocol, hostname, port, host, pathname } = this.#url
    const { method, target, headers } = head
    const request = (protocol === 'https:' ? httpsRequest : httpRequest)({
      agent,
      method,
      protocol,
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port === '' ? null : port,
      path: `${pathname.replace(/\/+$/, '')}${target}`,
      headers: upstreamHeaders(headers, { method, authority: host, token }),
    })
    const answer = new Promise<StreamedAnswer>((resolve, reject) => {
      request.once('response', (message) => resolve(answerOf(message, request, upload)))
      // After the answer too: its connection may break while the body is still being sent.
      request.on('error', reject)
    })
    giveUpConnecting(request)
    // By hand: Node's own `signal` costs more than all else here.
    const leave = (): void => void request.destroy(new UpstreamFailed('the caller has gone'))
    signal.addEventListener('abort', leave, { once: true })
    request.once('close', () => signal.removeEventListener('abort', leave))
    if (upload === undefined) request.end()
    else upload.sendTo(request)
    return { request, answer }
  }
}

function answerOf(
  message: IncomingMessage,
  request: ClientRequest,
  upload: Upload | undefined,
): StreamedAnswer {
  return {
    message,
    status: message.statusCode ?? 0,
    header: (name) => {
      const value = message.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    discard: () => {
      message.on('error', () => undefined)
      // A connection on which a body stopped half-way is of no use any more.
      if (upload?.hasEnded === false) request.destroy()
      else message.resume()
    },
  }
}

/** A tunnel has its own limit: its socket comes when it stands. */
function giveUpConnecting(request: ClientRequest): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return
    const timer = setTimeout(
      () => request.destroy(new UpstreamFailed(`no connection within ${CONNECT_WITHIN_MS / 1000} s`)),
      CONNECT_WITHIN_MS,
    )
    const stop = (): void => clearTimeout(timer)
    request.once('close', stop)
    request.once('response', stop)
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop)
  })
}

function isWorthAnother({ reusedSocket }: ClientRequest, error: unknown, what: UpstreamRequest): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const canRepeat = IDEMPOTENT.includes(what.head.method) && what.upload?.isReplayable !== false
  return reusedSocket && STALE.includes(code) && canRepeat && !what.signal.aborted
}

function failed(error: unknown): UpstreamFailed {
  return error instanceof UpstreamFailed ? error : new UpstreamFailed(messageOf(error), { cause: error })
}
