import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { systemClock } from '../../src/adapters/clock.ts'
import { httpTransport } from '../../src/adapters/node-http.ts'
import { type HttpReply, type HttpRequest } from '../../src/http/transport.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'

/** What the requests of these tests carry, and what no error may show. */
export const CREDENTIAL = Buffer.from('client-id-1:Qp9-s3cr3t-value-0123').toString('base64')

/** A TCP server on loopback that says to each connection what a test wants said. */
export interface FaultyServer {
  readonly port: number
  readonly url: string
  /** What each connection has sent so far, as text. */
  readonly received: readonly string[]
  /** Resolves once every connection so far is closed. */
  allClosed(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts one. `answer` runs for each connection after its request, head and body, has arrived, so that a
 * fault happens where the test wants it and not before.
 */
export async function startFaultyServer(
  answer: (socket: Socket) => void,
  host = '127.0.0.1',
): Promise<FaultyServer> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  const closed: Promise<unknown>[] = []
  const server = createServer((socket) => {
    const index = received.push('') - 1
    sockets.add(socket)
    closed.push(new Promise((resolve) => socket.on('close', resolve)))
    socket.on('close', () => sockets.delete(socket))
    // A client that breaks off is what many of these tests are about.
    socket.on('error', () => undefined)
    let isAnswered = false
    socket.on('data', (data) => {
      received[index] = `${received[index] ?? ''}${data.toString('latin1')}`
      if (isAnswered || !isWhole(received[index] ?? '')) return
      isAnswered = true
      answer(socket)
    })
  })
  const port = await listen(server, host)
  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    received,
    allClosed: async () => {
      await Promise.all(closed)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The port that `server` got on loopback. */
export async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n')
  if (end === -1) return false
  const length = /^content-length: *(\d+)/im.exec(request.slice(0, end))?.[1] ?? '0'
  return request.length >= end + 4 + Number(length)
}

/** Head and body of an HTTP reply, as they go over the wire. */
export function wire(status: string, headers: readonly string[], body = ''): string {
  return [`HTTP/1.1 ${status}`, ...headers, '', body].join('\r\n')
}

/** The request of a grant with `CREDENTIAL` to `url`. */
export function grantTo(url: string): HttpRequest {
  return {
    method: 'POST',
    url: `${url}/oauth/token`,
    headers: {
      authorization: `Basic ${CREDENTIAL}`,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  }
}

const transport = httpTransport(systemClock)

/** Sends a request over the real transport; ten seconds are far more than any of these tests needs. */
export async function send(
  request: HttpRequest,
  timeoutMs = 10_000,
  signal = new AbortController().signal,
): Promise<HttpReply> {
  return transport(request, timeoutMs, signal)
}

/** The failure that a request ends with; the error and all that hangs on it is searched for the credential. */
export async function failureOf(work: Promise<unknown>): Promise<AttemptFailed['failure']> {
  const error = await work.then(
    () => new Error('the request succeeded'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AttemptFailed)) throw error
  const everything = inspect(error, { depth: 12, showHidden: true, maxArrayLength: null })
  if (everything.includes(CREDENTIAL)) throw new Error('the error holds the credential')
  return error.failure
}

/** The environment variables that tell where a proxy is, in both letter cases. */
const PROXY_VARIABLES = ['https_proxy', 'http_proxy', 'no_proxy', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']

/** Sets the proxy variables for one test, and only those given; the machine's own must not interfere. */
export function setProxyVariables(variables: Readonly<Record<string, string>> = {}): void {
  for (const name of PROXY_VARIABLES) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, variables)
}
