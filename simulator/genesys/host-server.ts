import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, type Socket } from 'node:net'
import type { Exchange } from './delivery.ts'
import type { Request } from './message.ts'

/** A listening host. */
export interface HostServer {
  /** Without a trailing slash. */
  readonly url: string
  close(): Promise<void>
}

/** What came in, its body read to the end. */
export type IncomingRequest = Omit<Request, 'host' | 'path' | 'body'> & {
  readonly target: URL
  readonly body: Buffer
}

/** Longer than any client keeps a connection, so that none meets a close when it uses one again. */
const KEEP_ALIVE_MS = 60_000

/** Listens on a free loopback port and hands over each request that came in whole. */
export async function listen(
  handle: (request: IncomingRequest, exchange: Exchange) => void,
  tls: { readonly key: string; readonly cert: string } | undefined,
): Promise<HostServer> {
  const connections = new Map<number, Socket>()
  const respond = (incoming: IncomingMessage, response: ServerResponse): void => {
    const connection = connections.get(incoming.socket.remotePort ?? -1)
    if (connection === undefined) return
    readBody(incoming, (body) => handle(readRequest(incoming, body), { incoming, response, connection }))
  }
  const server = tls === undefined ? createHttpServer(respond) : createHttpsServer(tls, respond)
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? -1
    connections.set(port, socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      if (connections.get(port) === socket) connections.delete(port)
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // A whole matrix may knock at once.
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const connection of connections.values()) connection.destroy()
      }),
  }
}

/** A client that leaves in mid-request has asked for nothing. */
function readBody(incoming: IncomingMessage, whenWhole: (body: Buffer) => void): void {
  const chunks: Buffer[] = []
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  incoming.on('error', () => chunks.splice(0))
  incoming.on('end', () => whenWhole(Buffer.concat(chunks)))
}

function readRequest(incoming: IncomingMessage, body: Buffer): IncomingRequest {
  // Joined rather than resolved: a path that begins with two slashes is a path, and a mistake worth seeing.
  const path = incoming.url?.startsWith('/') === true ? incoming.url : '/'
  const target = new URL(`http://host.invalid${path}`)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return { method: incoming.method ?? 'GET', target, query: target.searchParams, headers, body }
}
