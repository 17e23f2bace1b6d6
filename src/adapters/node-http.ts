import { HttpClient } from '@actions/http-client'
import { type RequestHandler } from '@actions/http-client/lib/interfaces'
import { type IncomingMessage } from 'node:http'
import { type LookupFunction } from 'node:net'
import { type HttpReply, type HttpRequest, type Transport } from '../http/transport.ts'
import { AttemptFailed } from '../http/retry-decision.ts'
import { type Clock } from '../core/time.ts'
import { VERSION } from '../core/version.ts'
import { Connection, type Addressing, type Opened } from './connection.ts'
import { type ConnectionsAhead } from './connections-ahead.ts'
import { readBody } from './reply-body.ts'

const USER_AGENT = `gc-oauth-action/${VERSION} (+https://github.com/org/gc-oauth-action)`

/** Node gives an address of a name 250 ms before it tries the next: less than a long way, or a slow VPN, takes. */
const ADDRESS_SHARE = 1 / 6
const SHORTEST_ADDRESS_MS = 250

/** How a transport finds its hosts. */
export interface Ways {
  /** Connections that may be there already. */
  readonly ahead?: ConnectionsAhead
  /** In place of the system's resolver. */
  readonly lookup?: LookupFunction
}

/**
 * HTTP over `@actions/http-client`, which knows proxies and NO_PROXY. Each request has a client, and a connection that no other
 * one uses: trying again over a broken one does not help. Its redirects would send the credentials to another host, its retries
 * skip POST, its `readBody()` never settles when the connection drops, and its timeout counts inactivity only: all four are
 * replaced here.
 */
export function httpTransport(clock: Clock, { ahead, lookup }: Ways = {}): Transport {
  return async (request, timeoutMs, signal) => {
    signal.throwIfAborted()
    const addressMs = Math.max(SHORTEST_ADDRESS_MS, Math.round(timeoutMs * ADDRESS_SHARE))
    const exchange = new Exchange(request, { addressMs, lookup })
    const sent = clock.now()
    try {
      const { message, body } = await within(exchange, exchange.overReadyOrOwn(ahead), { timeoutMs, signal })
      const { statusCode: status = 0 } = message
      return { status, headers: joinHeaders(message), body, sent, received: clock.now() }
    } catch (error) {
      signal.throwIfAborted()
      throw await asAttemptFailed(error, exchange.connection)
    } finally {
      // What is still under way ends here: nothing may be sent once the wait for it is over.
      exchange.end()
    }
  }
}

interface WholeReply {
  readonly message: IncomingMessage
  readonly body: string
}

/** One request on its way, and the connection that it goes over. */
class Exchange {
  connection: Connection | undefined
  #isOver = false
  readonly #request: HttpRequest
  readonly #addressing: Addressing

  constructor(request: HttpRequest, addressing: Addressing) {
    this.#request = request
    this.#addressing = addressing
  }

  /** Over a connection that was opened ahead, if there is one; should that prove broken, over one of its own. */
  async overReadyOrOwn(ahead: ConnectionsAhead | undefined): Promise<WholeReply> {
    const { method, url } = this.#request
    // What must not be sent twice is not sent over a connection that the server may be closing (RFC 9110, section 9.2.2).
    const ready = method === 'GET' || method === 'DELETE' ? ahead?.take(url) : undefined
    if (ready === undefined) return this.#over(undefined)
    try {
      return await this.#over(ready)
    } catch (error) {
      const failed = await asAttemptFailed(error, ready)
      const { isStale } = await import('./network-failure.ts')
      if (this.#isOver || !isStale(failed)) throw failed
      ready.destroy()
      return this.#over(undefined)
    }
  }

  /** What is told of an attempt that took too long. */
  timedOut(timeoutMs: number): AttemptFailed {
    const tried = this.connection?.triedInVain ?? []
    const seconds = `${Math.round(timeoutMs / 100) / 10} s`
    const kind = 'timeout'
    if (tried.length === 0) return new AttemptFailed({ kind, summary: `no reply within ${seconds}` })
    const summary = `no connection within ${seconds} to ${tried.join(', ')}`
    return new AttemptFailed({ kind, summary, isUnsent: true })
  }

  end(): void {
    this.#isOver = true
    this.connection?.destroy()
  }

  async #over(ready: Connection | undefined): Promise<WholeReply> {
    const { method, url, headers, body = '' } = this.#request
    const client = new HttpClient(USER_AGENT, [this.#connecting(ready)], {
      allowRedirects: false,
      allowRetries: false,
      keepAlive: false,
    })
    const sent = method === 'POST' || method === 'PUT' ? body : null
    // No compression: for replies of this size it is not worth the code. Some gateways compress all the same.
    const { message } = await client.request(method, url, sent, { 'accept-encoding': 'identity', ...headers })
    return { message, body: await readBody(message) }
  }

  /** http-client lets a handler change the options that Node's own request gets: this one brings its connection. */
  #connecting(ready: Connection | undefined): RequestHandler {
    return {
      prepareRequest: (options) => {
        const { agent } = options
        const url = new URL(this.#request.url)
        // Without an agent Node knows no usual port, and would name any in the header.
        options.agent = undefined
        options.defaultPort = url.protocol === 'https:' ? 443 : 80
        options.createConnection = (_, opened) => {
          this.connection = ready ?? new Connection(url, agent, this.#addressing)
          this.connection.whenOpened(opened as Opened)
          return undefined
        }
      },
      canHandleAuthentication: () => false,
      handleAuthentication: () => Promise.reject(new Error('This handler answers no challenge.')),
    }
  }
}

/** Loaded only where something went wrong. */
async function asAttemptFailed(error: unknown, connection: Connection | undefined): Promise<unknown> {
  const failures = await import('./network-failure.ts')
  return failures.asAttemptFailed(error, connection)
}

/** What `work` comes to, unless the time or the signal ends the wait for it. */
async function within(
  exchange: Exchange,
  work: Promise<WholeReply>,
  { timeoutMs, signal }: Patience,
): Promise<WholeReply> {
  let stop = (): void => undefined
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(exchange.timedOut(timeoutMs)), timeoutMs)
    stop = () => reject(new Error('aborted'))
  })
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, over])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

interface Patience {
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

function joinHeaders(message: IncomingMessage): HttpReply['headers'] {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = asUtf8(Array.isArray(value) ? value.join(', ') : value)
  }
  return headers
}

/** Node reads headers as Latin-1; what was sent as UTF-8 would no longer be recognized by any mask. */
function asUtf8(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8')
}
