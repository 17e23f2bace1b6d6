import { connect, type Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'

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
