import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, type Socket } from 'node:net'
import { type SecureContext } from 'node:tls'
import { judge, type ProxyCredentials, type Verdict } from './judge.ts'
import { carry, forward } from './passage.ts'
import { type Routes } from './route.ts'

/** A running proxy. */
export interface Proxy {
  readonly port: number
  /** Everything it was asked for, in order, refusals included. */
  readonly requests: readonly Verdict[]
  close(): Promise<void>
}

/** What the proxy works with. */
export interface ProxyParts {
  readonly routes: Routes
  readonly secureContext: SecureContext
  readonly credentials: ProxyCredentials | undefined
}

const REFUSALS = { 400: 'Bad Request', 403: 'Forbidden', 407: 'Proxy Authentication Required' } as const

/** Listens as a company's proxy does. It knows the way to loopback only, whatever it is asked for. */
export async function startProxy(parts: ProxyParts): Promise<Proxy> {
  const requests: Verdict[] = []
  const sockets = new Set<Socket>()
  const server = createServer((incoming, response) => {
    const verdict = judge(parts, 'absolute', incoming.url ?? '', incoming.headers['proxy-authorization'])
    requests.push(verdict)
    if (verdict.status === 200) forward(incoming, response, verdict.port)
    else refuse(response, verdict.status)
  })
  server.on('connect', (incoming: IncomingMessage, client: Socket, early: Buffer) => {
    const verdict = judge(
      parts,
      'connect',
      `https://${incoming.url ?? ''}`,
      incoming.headers['proxy-authorization'],
    )
    requests.push(verdict)
    if (verdict.status !== 200) {
      client.end(refusalText(verdict.status))
      return
    }
    // A client in a hurry sends its first TLS record before it has the answer.
    if (early.length > 0) client.unshift(early)
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    carry(client, parts.secureContext, verdict.port)
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function refuse(response: ServerResponse, status: keyof typeof REFUSALS): void {
  if (status === 407) response.setHeader('Proxy-Authenticate', 'Basic realm="company proxy"')
  response.writeHead(status, { 'Content-Type': 'text/html', Connection: 'close' })
  response.end(`<html><body><h1>${status} ${REFUSALS[status]}</h1></body></html>\n`)
}

function refusalText(status: keyof typeof REFUSALS): string {
  const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="company proxy"\r\n' : ''
  return `HTTP/1.1 ${status} ${REFUSALS[status]}\r\n${challenge}Content-Length: 0\r\nConnection: close\r\n\r\n`
}
