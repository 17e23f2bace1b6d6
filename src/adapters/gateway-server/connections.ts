import { getProxyUrl } from '@actions/http-client/lib/proxy'
import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { type Duplex } from 'node:stream'
import { UpstreamFailed } from '../../gateway/gateway.ts'

/** Shorter than a load balancer keeps a connection that is not used: it should not close one that we use again. */
const IDLE_MS = 10_000

const MOST_IDLE = 64

/** A host that does not let anybody connect for so long is down. */
export const CONNECT_WITHIN_MS = 10_000

/** Connections to the API host: those that are used again, and a kind that is not. */
export interface Connections {
  readonly kept: HttpAgent
  readonly fresh: HttpAgent
  close(): void
}

/** Connections to the host of `url`, by a proxy where the environment names one (NO_PROXY too, as everywhere in this project). */
export function connectionsTo(url: URL): Connections {
  const proxy = url.protocol === 'https:' ? getProxyUrl(url) : undefined
  const make = (keepAlive: boolean): HttpAgent => {
    const options = { keepAlive, timeout: IDLE_MS, maxFreeSockets: MOST_IDLE }
    if (url.protocol === 'http:') return new HttpAgent(options)
    return proxy === undefined ? new HttpsAgent(options) : new TunnelAgent(proxy, options)
  }
  const kept = make(true)
  return { kept, fresh: make(false), close: () => kept.destroy() }
}

type Connected = (error: Error | null, socket: Duplex) => void

/** TLS to a host behind an HTTP proxy (RFC 9110, section 9.3.6). */
class TunnelAgent extends HttpsAgent {
  readonly #proxy: URL

  constructor(proxy: URL, options: ConstructorParameters<typeof HttpsAgent>[0]) {
    super(options)
    this.#proxy = proxy
  }

  override createConnection(options: RequestOptions, connected: Connected): undefined {
    const fail = (reason: string): void =>
      connected(new UpstreamFailed(reason), undefined as unknown as Duplex)
    const request = this.#connect(`${options.host ?? ''}:${options.port ?? 443}`)
    request.once('connect', (response, socket) => {
      if (response.statusCode !== 200) {
        socket.destroy()
        fail(`the proxy answered HTTP ${response.statusCode ?? 0}`)
        return
      }
      connected(null, super.createConnection({ ...options, socket } as RequestOptions) as Duplex)
    })
    request.once('response', (response) => {
      request.destroy()
      fail(`the proxy answered HTTP ${response.statusCode ?? 0}`)
    })
    request.once('error', (error: Error) => fail(`the proxy could not be reached: ${error.message}`))
    request.setTimeout(CONNECT_WITHIN_MS, () => {
      request.destroy(new Error(`no tunnel within ${CONNECT_WITHIN_MS / 1000} s`))
    })
    request.end()
    return undefined
  }

  #connect(target: string): ReturnType<typeof httpRequest> {
    const { protocol, hostname, port, username, password } = this.#proxy
    const host = hostname.replace(/^\[(.*)\]$/, '$1')
    const credential = Buffer.from(`${username}:${password}`).toString('base64')
    const options = {
      method: 'CONNECT',
      host,
      port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
      path: target,
      agent: false,
      headers: { Host: target, ...(username === '' ? {} : { 'Proxy-Authorization': `Basic ${credential}` }) },
    }
    if (protocol !== 'https:') return httpRequest(options)
    // Else Node would hold its certificate against the name in `Host`, which is that of the host behind it.
    return httpsRequest({ ...options, servername: isIP(host) === 0 ? host : '' })
  }
}
