import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, type Socket } from 'node:net'
import { type Duplex } from 'node:stream'
import { type Gateway } from '../../gateway/gateway.ts'
import { refusalAnswer, type Refusal } from '../../gateway/own-answer.ts'
import { contextIdOf, exchange } from './exchange.ts'
import { PassedBodies } from './passed-bodies.ts'
import { Upstream } from './upstream.ts'

/** A gateway that listens. */
export interface GatewayServer {
  readonly port: number
  /** Takes no more requests, gives those under way so long, and ends what is left. */
  close(graceMs: number): Promise<void>
}

/** A request line and headers together, as Node has it and most servers do. */
const LARGEST_HEAD_BYTES = 16 * 1024

/** Programs use a connection again after pauses, and meet no end of it in that moment. */
const KEEP_ALIVE_MS = 120_000

/** No program needs longer for a head. There is no limit for bodies: an upload takes as long as it takes. */
const HEAD_WITHIN_MS = 30_000

/**
 * Serves `gateway` on 127.0.0.1, and nowhere else.
 *
 * @param port 0 for any that is free
 * @throws the operating system's error if the port is taken
 */
export async function serveGateway(gateway: Gateway, apiUrl: string, port = 0): Promise<GatewayServer> {
  const upstream = new Upstream(apiUrl)
  const passed = new PassedBodies()
  const underWay = new Set<Promise<void>>()
  let number = 0
  let listening = port
  let isClosing = false
  const server = createServer({
    maxHeaderSize: LARGEST_HEAD_BYTES,
    headersTimeout: HEAD_WITHIN_MS,
    requestTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Our own refusal of a request without one says who refused.
    requireHostHeader: false,
  })
  const handle = (expectsContinue: boolean) => (incoming: IncomingMessage, response: ServerResponse) => {
    // Over a connection that is still open.
    if (isClosing) response.shouldKeepAlive = false
    const parts = { gateway, upstream, passed, port: listening, number: ++number, expectsContinue, isClosing }
    const work = exchange(incoming, response, parts).finally(() => underWay.delete(work))
    underWay.add(work)
  }
  server.on('request', handle(false))
  server.on('checkContinue', handle(true))
  refuseWhatIsNoRequest(server, () => ++number)
  listening = await listenOnLoopback(server, port)
  return {
    port: listening,
    close: async (graceMs) => {
      isClosing = true
      await endServer(server, underWay, graceMs)
      upstream.close()
    },
  }
}

async function endServer(
  server: Server,
  underWay: ReadonlySet<Promise<void>>,
  graceMs: number,
): Promise<void> {
  server.close()
  server.closeIdleConnections()
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)))
  await Promise.race([Promise.all(underWay), enough])
  clearTimeout(timer)
  server.closeAllConnections()
}

function refuseWhatIsNoRequest(server: Server, nextNumber: () => number): void {
  server.on('checkExpectation', ({ socket }) => refuseRaw(socket, UNKNOWN_EXPECTATION, nextNumber()))
  server.on('connect', (_request, socket: Duplex) => refuseRaw(socket, NO_CONNECT, nextNumber()))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else refuseRaw(socket, refusalOfBroken(error.code ?? ''), nextNumber())
  })
}

/** @returns the port. @throws the operating system's error */
async function listenOnLoopback(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  // Running out of file descriptors is not the end: the connections that are open go on.
  server.on('error', () => undefined)
  return (server.address() as AddressInfo).port
}

const NO_CONNECT: Refusal = {
  status: 405,
  code: 'gateway.method',
  message: 'this is no proxy: CONNECT is not served. Send requests to it as to the API host.',
}

const UNKNOWN_EXPECTATION: Refusal = {
  status: 417,
  code: 'gateway.expectation',
  message: 'of all that Expect may hold only 100-continue is known here.',
}

function refusalOfBroken(code: string): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const message = `the request line and the headers are longer than ${LARGEST_HEAD_BYTES} bytes.`
    return { status: 431, code: 'gateway.headers.too.large', message }
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return {
      status: 408,
      code: 'gateway.request.timeout',
      message: 'the head of the request did not come in time.',
    }
  }
  return { status: 400, code: 'gateway.bad.request', message: `the request is no valid HTTP/1.1 (${code}).` }
}

/** Answers where Node has no response to answer with. */
function refuseRaw(socket: Duplex, refusal: Refusal, number: number): void {
  const { status, headers, body } = refusalAnswer(refusal, contextIdOf(number))
  const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`)
}
