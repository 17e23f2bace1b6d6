import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'

/** A request with its body read to the end. */
export interface CacheHttpRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** An answer, or what happens in place of one. */
export type CacheHttpAnswer =
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body: Buffer | string
    }
  | 'hang'
  | 'reset'

/** A host on a free loopback port. */
export interface CacheHost {
  /** With a trailing slash, as in ACTIONS_RESULTS_URL. */
  readonly url: string
  close(): Promise<void>
}

export async function listen(handle: (request: CacheHttpRequest) => CacheHttpAnswer): Promise<CacheHost> {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('error', () => response.destroy())
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://cache.invalid')
      const { method = 'GET', headers } = incoming
      send(response, handle({ method, url, headers, body: Buffer.concat(chunks) }))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    // A whole matrix may knock at once.
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, answer: CacheHttpAnswer): void {
  if (answer === 'hang') return
  if (answer === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  const body = Buffer.from(answer.body)
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length }).end(body)
}
