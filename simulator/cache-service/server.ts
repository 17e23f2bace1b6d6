import { type Exchange } from '../genesys/delivery.ts'
import { type HostServer, type IncomingRequest, listen } from '../genesys/host-server.ts'

/** An answer. */
export interface CacheHttpReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

/** An answer, or what happens in place of one. */
export type CacheHttpAnswer = CacheHttpReply | 'hang' | 'reset'

/** A host on a free loopback port, whose URL ends in a slash as ACTIONS_RESULTS_URL does. */
export async function serve(handle: (request: IncomingRequest) => CacheHttpAnswer): Promise<HostServer> {
  const server = await listen((request, exchange) => send(exchange, handle(request)), undefined)
  return { ...server, url: `${server.url}/` }
}

function send({ response, connection }: Exchange, answer: CacheHttpAnswer): void {
  if (answer === 'hang') return
  if (answer === 'reset') {
    connection.resetAndDestroy()
    return
  }
  const body = Buffer.from(answer.body)
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length }).end(body)
}
