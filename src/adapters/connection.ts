import { type Agent, type ClientRequest, type RequestOptions } from 'node:http'
import { isIP, type LookupFunction, type Socket } from 'node:net'

/** How Node is to find and try the addresses of a name. */
export interface Addressing {
  /** What an address may take before the next one is tried. */
  readonly addressMs: number
  /** In place of the system's resolver. */
  readonly lookup?: LookupFunction | undefined
}

/** The agent of `tunnel`, by which http-client reaches a proxy: there are no types of it. */
interface TunnelingAgent {
  readonly options: object
  readonly proxyOptions: RequestOptions & { servername?: string }
  request: (options: RequestOptions) => ClientRequest
  createSocket(options: object, opened: (socket: Socket) => void): void
}

/** Node's callback for a connection; its own types do not say that there is no socket beside an error. */
export type Opened = (error: Error | null, socket?: Socket) => void

/** One connection, directly or through the tunnel of a proxy, for one request. */
export class Connection {
  /** `undefined` as long as a proxy has not opened its tunnel. */
  #socket: Socket | undefined
  #error: Error | undefined
  /** What the tunnel broke on: `tunnel` itself tells no more than its text. */
  #proxyError: Error | undefined
  #proxySocket: Socket | null = null
  #isIdle = false
  readonly #tried: string[] = []
  readonly #waiting: Opened[] = []
  readonly #abandoned = new AbortController()
  readonly #url: URL
  readonly #addressing: Addressing

  /** @param agent what http-client would have the request use: it tells whether a proxy is to be gone through */
  constructor(url: URL, agent: unknown, addressing: Addressing) {
    this.#url = url
    this.#addressing = addressing
    if (isTunnel(agent)) this.#openTunnel(agent)
    else this.#openDirectly(agent as Agent)
  }

  /** Whether a request may be sent over it: nothing has come, not even an end. */
  get isUsable(): boolean {
    const socket = this.#socket
    if (socket === undefined) return this.#error === undefined
    return !socket.destroyed && !socket.readableEnded && socket.readableLength === 0
  }

  /** The addresses that were tried, as `127.0.0.1:443`; none once a connection stands. */
  get triedInVain(): readonly string[] {
    return this.#socket?.connecting === true ? this.#tried : []
  }

  /** Why the certificate of the server, or of a proxy before it, was not accepted. */
  get distrust(): unknown {
    return distrustOf(this.#socket) ?? distrustOf(this.#proxySocket)
  }

  get proxyError(): Error | undefined {
    return this.#proxyError
  }

  /** Calls `opened` with the socket as soon as there is one that a request can be queued on. */
  whenOpened(opened: Opened): void {
    this.#isIdle = false
    if (this.#error !== undefined) opened(this.#error)
    else if (this.#socket === undefined) this.#waiting.push(opened)
    else opened(null, this.#socket.ref())
  }

  /** Keeps no process waiting until a request uses it. */
  unref(): this {
    this.#isIdle = true
    this.#socket?.unref()
    return this
  }

  destroy(): void {
    this.#abandoned.abort()
    this.#socket?.destroy()
  }

  #openDirectly(agent: Agent): void {
    const host = bareHost(this.#url)
    const options = {
      ...this.#dialling(),
      host,
      port: portOf(this.#url),
      servername: isIP(host) === 0 ? host : '',
    }
    // Node's types do not say that a socket is what it returns where no callback is given.
    const socket = agent.createConnection(options) as Socket
    socket.on('connectionAttempt', (address, port) => this.#tried.push(`${address}:${port}`))
    this.#settle(undefined, socket)
  }

  #openTunnel(agent: TunnelingAgent): void {
    const { proxyOptions } = agent
    const proxyHost = proxyOptions.host ?? ''
    Object.assign(proxyOptions, this.#dialling(), {
      // A tunnel that opens late must not be used.
      signal: this.#abandoned.signal,
      // tunnel would hold the certificate of an https proxy against the name of the host behind it.
      servername: isIP(proxyHost) === 0 ? proxyHost : '',
    })
    const request = agent.request.bind(agent)
    agent.request = (options) => {
      const connect = request(options)
      connect.on('error', (error: Error) => {
        this.#proxyError = error
        this.#proxySocket = connect.socket
      })
      return connect
    }
    const { hostname } = this.#url
    // What tunnel wants to know of the request that the tunnel is for.
    const forRequest = {
      getHeader: () => bareHost(this.#url),
      emit: (_event: 'error', error: Error) => this.#settle(error, undefined),
    }
    agent.createSocket(
      { ...agent.options, request: forRequest, host: hostname, port: portOf(this.#url) },
      (socket) => {
        if (this.#abandoned.signal.aborted) socket.destroy()
        this.#settle(undefined, socket)
      },
    )
  }

  #dialling(): object {
    const { addressMs, lookup } = this.#addressing
    return { autoSelectFamilyAttemptTimeout: addressMs, ...(lookup === undefined ? {} : { lookup }) }
  }

  #settle(error: Error | undefined, socket: Socket | undefined): void {
    this.#error = error
    this.#socket = socket
    // The request that uses it hears of its errors; before that they concern no one.
    socket?.on('error', () => undefined)
    if (this.#isIdle) socket?.unref()
    for (const opened of this.#waiting.splice(0)) this.whenOpened(opened)
  }
}

function isTunnel(agent: unknown): agent is TunnelingAgent {
  return typeof agent === 'object' && agent !== null && 'proxyOptions' in agent
}

function distrustOf(socket: Socket | null | undefined): unknown {
  return socket != null && 'authorizationError' in socket
    ? (socket.authorizationError ?? undefined)
    : undefined
}

/** Node wants the bare IPv6 address where a URL has it in brackets. */
const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')

function portOf({ protocol, port }: URL): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}
