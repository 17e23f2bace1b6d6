import { HttpClient } from '@actions/http-client'
import { Connection } from './connection.ts'

/** One is opened for a request that takes no longer than 15 s, of which an address gets a sixth. */
const ADDRESS_MS = 2_500

/**
 * Connections to hosts that a request is going to go to soon, opened while another one is under way. One that is not needed
 * ends with the process; what goes wrong with one is told by the request, which then opens its own.
 */
export class ConnectionsAhead {
  /** By origin; `undefined` for one that is just about to be opened. */
  readonly #connections = new Map<string, Connection | undefined>()

  /** Opens one to the host of `url`, after the requests that are being made right now. Never throws. */
  open(url: string): void {
    const { origin } = new URL(url)
    if (this.#connections.has(origin)) return
    this.#connections.set(origin, undefined)
    setImmediate(() => {
      if (this.#connections.has(origin)) this.#connections.set(origin, connect(url))
    })
  }

  /** The one to the host of `url`, if it is still good: it serves one request. */
  take(url: string): Connection | undefined {
    const { origin } = new URL(url)
    const connection = this.#connections.get(origin)
    this.#connections.delete(origin)
    return connection?.isUsable === true ? connection : undefined
  }
}

function connect(url: string): Connection | undefined {
  try {
    const agent: unknown = new HttpClient().getAgent(url)
    return new Connection(new URL(url), agent, { addressMs: ADDRESS_MS }).unref()
  } catch {
    // Such as a proxy that cannot be used.
    return undefined
  }
}
