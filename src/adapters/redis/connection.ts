import encoder from '@redis/client/dist/lib/RESP/encoder.js'
import { Decoder } from '@redis/client/dist/lib/RESP/decoder.js'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { RedisTarget } from '../../settings/redis-url.ts'

/** What a Redis answers, in its second protocol, which all versions speak, and the proxies in front of some. */
export type Reply = string | number | null | readonly Reply[]

/** An error that the server sent as its answer to a command. */
export class ErrorReply extends Error {
  override readonly name = 'ErrorReply'
}

/** All answers of one connection together: entries are half a kilobyte, and there are at most 16. */
const MOST_BYTES = 2 * 1024 * 1024

/** The bundler hands over the default export; Node, which runs the tests, all of a CommonJS module. */
const encodeCommand = 'default' in encoder ? (encoder.default as typeof encoder) : encoder

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

/**
 * One connection to a Redis, for a few commands. Encoding and decoding are those of `@redis/client`; the rest of that client (pools,
 * clusters, reconnecting) has no use here. Whatever happens on the connection ends it, and is what `opened` and all commands reject with.
 */
export class RedisConnection {
  /** Resolves once commands can be answered. */
  readonly opened: Promise<unknown>
  readonly #socket: Socket
  readonly #waiting: Waiting[] = []
  readonly #opening = Promise.withResolvers<unknown>()
  #failure: Error | undefined

  constructor(target: RedisTarget) {
    this.opened = this.#opening.promise
    this.#socket = open(target, () => this.#opening.resolve(undefined))
    const decoder = this.#decoder()
    let bytes = 0
    this.#socket.on('data', (data) => {
      bytes += data.length
      try {
        if (bytes > MOST_BYTES) this.#fail(new Error(`the server sent more than ${MOST_BYTES} bytes`))
        else decoder.write(data)
      } catch (error) {
        this.#fail(new Error('the server does not speak as a Redis does', { cause: error }))
      }
    })
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')))
  }

  /** Sends a command; several may be under way. @throws ErrorReply, or why the connection ended */
  send(...words: readonly string[]): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure)
        return
      }
      this.#waiting.push({ resolve, reject })
      for (const part of encodeCommand(words)) this.#socket.write(part)
    })
  }

  /** Ends the connection; all that waits for an answer gets `reason`. */
  close(reason = new Error('the connection was closed')): void {
    this.#fail(reason)
  }

  #decoder(): Decoder {
    return new Decoder({
      onReply: (reply: Reply) => this.#next().resolve(reply),
      onErrorReply: ({ message }) => this.#next().reject(new ErrorReply(message)),
      onPush: () => this.#fail(new Error('the server sent a message that was not asked for')),
      getTypeMapping: () => ({}),
    })
  }

  #next(): Waiting {
    const next = this.#waiting.shift()
    if (next === undefined) throw new Error('there is an answer to no command')
    return next
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#socket.destroy()
    this.#opening.reject(this.#failure)
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}

function open({ host, port, isTls }: RedisTarget, onOpen: () => void): Socket {
  if (!isTls) return connect({ host, port }, onOpen)
  // Fronts for several servers choose by name (RFC 6066, section 3, which has no addresses).
  return connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) }, onOpen)
}
