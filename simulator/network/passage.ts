import { type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'

const HOP_BY_HOP = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/

/**
 * Passes on a request whose first line holds a whole URL. The client speaks plain http to the proxy, and the
 * proxy would speak TLS to the host; here the host is on loopback already.
 */
export function forward(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { host, pathname, search } = new URL(incoming.url ?? '')
  const headers = { ...endToEnd(incoming.headers), host }
  const path = pathname + search
  const onward = request({ host: '127.0.0.1', port, method: incoming.method, path, headers, agent: false })
  onward.on('response', (answer) => {
    response.sendDate = false
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers))
    // Half an answer must stay half an answer: an orderly end would hide what the host did.
    answer.on('error', () => response.destroy())
    answer.pipe(response)
  })
  onward.on('error', () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>502 Bad Gateway</h1>\n')
  })
  response.once('close', () => onward.destroy())
  incoming.pipe(onward)
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.test(name)))
}

/**
 * Ends TLS on a client's connection as the real host would, and carries the plain bytes to a loopback port,
 * broken connections included: a reset behind arrives as a reset in front.
 */
export function carry(client: Socket, secureContext: SecureContext, port: number): void {
  const secure = new TLSSocket(client, { isServer: true, secureContext })
  // A client that does not trust the certificate leaves in mid-handshake; that is its good right.
  secure.on('error', () => client.destroy())
  secure.once('secure', () => {
    const host = connect(port, '127.0.0.1')
    host.on('error', () => client.resetAndDestroy())
    client.once('close', () => host.destroy())
    secure.pipe(host)
    host.pipe(secure)
  })
}
