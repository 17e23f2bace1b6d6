import { HttpClient, type HttpClientResponse } from '@actions/http-client'
import { type RequestHandler } from '@actions/http-client/lib/interfaces'
import { type IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { quote } from '../http/reply.ts'
import { type HttpReply, type HttpRequest, type Transport } from '../http/transport.ts'
import { messageOf } from '../core/errors.ts'
import { AttemptFailed, type Failure } from '../http/retry-decision.ts'
import { type Clock } from '../core/time.ts'
import { VERSION } from '../core/version.ts'

const USER_AGENT = `gc-oauth-action/${VERSION} (+https://github.com/org/gc-oauth-action)`

/** No reply of a token endpoint or of `/api/v2/tokens/me` comes near; what does is not meant for us. */
const LARGEST_BODY_BYTES = 1024 * 1024

/**
 * HTTP over `@actions/http-client`, which knows proxies and NO_PROXY. Each request has a client, and so a
 * connection, of its own: trying again over a broken one does not help. Its redirects would send the
 * credentials to another host, its retries skip POST, its `readBody()` never settles when the connection
 * drops, and its timeout counts inactivity only: all four are replaced here.
 */
export function httpTransport(clock: Clock): Transport {
  return async (request, timeoutMs, signal) => {
    signal.throwIfAborted()
    const abandoned = new AbortController()
    const client = new HttpClient(USER_AGENT, [preparing(abandoned.signal)], {
      allowRedirects: false,
      allowRetries: false,
      keepAlive: false,
    })
    const sent = clock.now()
    const exchange = async (): Promise<HttpReply> => {
      const { message } = await dispatch(client, request)
      const body = await readWhole(message)
      return {
        status: message.statusCode ?? 0,
        headers: joinHeaders(message),
        body,
        sent,
        received: clock.now(),
      }
    }
    try {
      return await within(exchange(), timeoutMs, signal)
    } catch (error) {
      signal.throwIfAborted()
      // A fault of our own is not a broken connection: trying again would only repeat it.
      if (error instanceof AttemptFailed || isOwnFault(error)) throw error
      throw new AttemptFailed(failureOf(error), error)
    } finally {
      // Whatever is still under way ends here: nothing may be sent for somebody who no longer waits.
      abandoned.abort()
      client.dispose()
    }
  }
}

/** What `work` comes to, unless the time or the signal ends the wait for it. */
async function within<Result>(
  work: Promise<Result>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Result> {
  let stop = (): void => undefined
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs)
    stop = () => reject(new Error('aborted'))
  })
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

async function dispatch(client: HttpClient, request: HttpRequest): Promise<HttpClientResponse> {
  const headers = { ...request.headers }
  switch (request.method) {
    case 'GET':
      return client.get(request.url, headers)
    case 'DELETE':
      return client.del(request.url, headers)
    case 'POST':
      return client.post(request.url, request.body ?? '', headers)
    case 'PUT':
      return client.put(request.url, request.body ?? '', headers)
  }
}

/** What the agent of `tunnel`, by which http-client reaches a proxy, has beyond Node's types. */
interface TunnelingAgent {
  readonly proxyOptions: { readonly host: string; servername?: string }
}

/** http-client lets a handler change the options that Node's own request gets. */
function preparing(abandoned: AbortSignal): RequestHandler {
  return {
    prepareRequest: (options) => {
      // Node wants the bare IPv6 address where a URL has it in brackets.
      if (typeof options.host === 'string') options.host = options.host.replace(/^\[(.*)\]$/, '$1')
      if (!isTunnel(options.agent)) return
      // dispose() ends direct connections only. A tunnel that opens late would still be used.
      options.signal = abandoned
      // tunnel would hold the certificate of an https proxy against the name of the host behind it.
      const { proxyOptions } = options.agent
      proxyOptions.servername = isIP(proxyOptions.host) === 0 ? proxyOptions.host : ''
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('This handler answers no challenge.')),
  }
}

function isTunnel(agent: unknown): agent is TunnelingAgent {
  return typeof agent === 'object' && agent !== null && 'proxyOptions' in agent
}

function readWhole(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const breakOff = (error?: unknown): void => {
      const reason = error === undefined ? 'closed' : nameOf(error)
      reject(
        new AttemptFailed(
          { kind: 'truncated', summary: `the connection broke off in the middle of the reply (${reason})` },
          error,
        ),
      )
    }
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > LARGEST_BODY_BYTES) reject(tooLarge(message))
      else chunks.push(chunk)
    })
    message.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    message.on('error', breakOff)
    message.on('close', breakOff)
  })
}

function joinHeaders(message: IncomingMessage): HttpReply['headers'] {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = asUtf8(Array.isArray(value) ? value.join(', ') : value)
  }
  return headers
}

/** Node reads headers as Latin-1; what was sent as UTF-8 would no longer be recognized by any mask. */
function asUtf8(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8')
}

function tooLarge(message: IncomingMessage): AttemptFailed {
  return new AttemptFailed({
    kind: 'too-large',
    summary: `the reply is larger than ${LARGEST_BODY_BYTES} bytes (HTTP ${message.statusCode ?? 0})`,
  })
}

function timedOut(timeoutMs: number): AttemptFailed {
  return new AttemptFailed({
    kind: 'timeout',
    summary: `no reply within ${Math.round(timeoutMs / 100) / 10} s`,
  })
}

/** What an error of Node's or of the tunnel means. */
function failureOf(error: unknown): Failure {
  // OpenSSL's texts have line breaks, and a certificate's names are whatever its owner wrote.
  const message = quote(messageOf(error)) ?? ''
  const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(message)?.[1]
  if (proxyStatus !== undefined) {
    return { kind: 'proxy', summary: `the proxy answered HTTP ${proxyStatus}`, status: Number(proxyStatus) }
  }
  const proxyCause = /tunneling socket could not be established, cause=(.*)/s.exec(message)?.[1]
  if (proxyCause !== undefined)
    return { kind: 'proxy', summary: `the proxy could not be reached: ${proxyCause}` }
  const code = codeOf(error)
  if (code?.startsWith('HPE_') === true)
    return { kind: 'unreadable', summary: `the reply is no HTTP (${code})` }
  if (isTlsError(code, message)) return { kind: 'tls', summary: `${message} (${code ?? 'TLS'})` }
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_URL') {
    return { kind: 'invalid', summary: `the request cannot be sent (${code})`, isUnsent: true }
  }
  // Neither comes from a connection that stood: these hosts have not seen a byte.
  const isUnsent = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN'
  return { kind: 'connection', summary: message === '' ? nameOf(error) : message, isUnsent }
}

function isOwnFault(error: unknown): boolean {
  return (error instanceof TypeError || error instanceof ReferenceError) && codeOf(error) === undefined
}

function isTlsError(code: string | undefined, message: string): boolean {
  return (
    /^(?:UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|CRL_|ERROR_IN_)/.test(
      code ?? '',
    ) || /self.signed certificate|unable to verify the first certificate/.test(message)
  )
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

const nameOf = (error: unknown): string => codeOf(error) ?? messageOf(error)
