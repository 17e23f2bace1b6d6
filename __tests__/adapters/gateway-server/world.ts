import { once } from 'node:events'
import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
} from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { systemClock } from '../../../src/adapters/clock.ts'
import { serveGateway, type GatewayServer } from '../../../src/adapters/gateway-server/server.ts'
import { Secret } from '../../../src/core/secret.ts'
import { Gateway } from '../../../src/gateway/gateway.ts'
import { FakeSupply } from '../../support/gateway.ts'

export const PLACEHOLDER = 'placeholder-0001'

/** A gateway on a real port before a real server, and all that a test looks at. */
export interface World {
  readonly supply: FakeSupply
  readonly gateway: GatewayServer
  readonly lines: string[]
  /** What came to the API host. */
  readonly received: IncomingMessage[]
  /** Once more than `count` requests have come there. */
  arrived(count: number): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions {
  /** Where the API host is, instead of a server that answers by `listener`. */
  readonly apiUrl?: string
  readonly prefix?: string
  readonly mostTokens?: number
}

export async function startWorld(listener: RequestListener, options: WorldOptions = {}): Promise<World> {
  const received: IncomingMessage[] = []
  const api = createServer((incoming, response) => {
    received.push(incoming)
    api.emit('arrived')
    listener(incoming, response)
  })
  api.listen(0, '127.0.0.1')
  await once(api, 'listening')
  const { port } = api.address() as AddressInfo
  const lines: string[] = []
  const supply = new FakeSupply()
  const placeholder = new Secret(PLACEHOLDER)
  const gateway = new Gateway({ placeholder, mostTokens: options.mostTokens ?? 1 }, supply, {
    clock: systemClock,
    log: () => undefined,
    debug: (line) => lines.push(line),
    clean: (text) => text,
  })
  const apiUrl = options.apiUrl ?? `http://127.0.0.1:${port}${options.prefix ?? ''}`
  const server = await serveGateway(gateway, apiUrl)
  return {
    supply,
    gateway: server,
    lines,
    received,
    arrived: async (count) => {
      while (received.length < count) await once(api, 'arrived')
    },
    close: async () => {
      await server.close(0)
      api.closeAllConnections()
      api.close()
    },
  }
}

/** A whole answer, or how far it came. */
export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

export interface Ask {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string | string[]>
  readonly body?: string | Buffer
}

/** Sends a request with the placeholder to the gateway. @throws when the answer breaks off */
export async function ask({ gateway }: Pick<World, 'gateway'>, what: Ask = {}): Promise<Reply> {
  const { method = 'GET', path = '/api/v2/users', headers = {}, body } = what
  const sent = request({
    port: gateway.port,
    host: '127.0.0.1',
    method,
    path,
    headers: { Authorization: `Bearer ${PLACEHOLDER}`, ...headers },
    agent: false,
  })
  // What breaks off after the head is told by the answer.
  sent.end(body)
  const [message] = (await once(sent, 'response')) as [IncomingMessage]
  sent.on('error', () => undefined)
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    rawHeaders: message.rawHeaders,
    body: await bodyOf(message),
  }
}

export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** When `socket` is closed, however that comes. */
export async function closing(socket: Socket | undefined): Promise<void> {
  return new Promise((resolve) => socket?.on('error', () => undefined).once('close', () => resolve()))
}

/** A connection to the gateway that says just what a test wants said. */
export async function dial({ gateway }: Pick<World, 'gateway'>, text: string): Promise<RawConnection> {
  const socket = connect(gateway.port, '127.0.0.1')
  const connection = new RawConnection(socket)
  await once(socket, 'connect')
  socket.write(text, 'latin1')
  return connection
}

export class RawConnection {
  readonly socket: Socket
  received = ''
  readonly closed: Promise<'clean' | 'broken'>

  constructor(socket: Socket) {
    this.socket = socket
    let isBroken = false
    socket.on('error', () => (isBroken = true))
    socket.on('data', (data) => (this.received += data.toString('latin1')))
    this.closed = new Promise((resolve) => socket.on('close', () => resolve(isBroken ? 'broken' : 'clean')))
  }

  /** Once it has received what `pattern` matches, or is closed. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.received) && !this.socket.destroyed) {
      await Promise.race([once(this.socket, 'data'), this.closed])
    }
    return this.received
  }
}

/** The head of a request with the placeholder, as it goes over the wire. */
export function wireHead({ gateway }: Pick<World, 'gateway'>, line: string, ...headers: string[]): string {
  const common = [`Host: 127.0.0.1:${gateway.port}`, `Authorization: Bearer ${PLACEHOLDER}`]
  return [line, ...common, ...headers, '', ''].join('\r\n')
}
