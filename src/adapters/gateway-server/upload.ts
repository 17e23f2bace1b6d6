import { type ClientRequest, type IncomingMessage } from 'node:http'
import { type PassedBodies } from './passed-bodies.ts'

/** What is kept of a body, so that it can be sent a second time. */
const LARGEST_REPLAY_BYTES = 1024 * 1024

/** What an upload works with. */
export interface UploadParts {
  /** Asks a caller for the body that waits to be asked. */
  readonly begin: () => void
  readonly passed: PassedBodies
}

/** The body of a request on its way to the API host: at the pace of the slower side, and kept as long as it is small. */
export class Upload {
  readonly #incoming: IncomingMessage
  readonly #parts: UploadParts
  #kept: Buffer[] | undefined
  #keptBytes = 0
  #target: ClientRequest | undefined
  #hasBegun = false
  #hasEnded = false

  /** @param bytes as the request declares it, if it does */
  constructor(incoming: IncomingMessage, bytes: number | undefined, parts: UploadParts) {
    this.#incoming = incoming
    this.#parts = parts
    this.#kept = (bytes ?? 0) > LARGEST_REPLAY_BYTES ? undefined : []
  }

  /** Whether all of it that has come is still at hand. */
  get isReplayable(): boolean {
    return this.#kept !== undefined
  }

  /** Whether all of it has come. */
  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /** Sends it, from its start, to `target` from now on. Once nothing is kept, there is only the first time. */
  sendTo(target: ClientRequest): void {
    this.#target = target
    for (const chunk of this.#kept ?? []) target.write(chunk)
    target.on('drain', () => {
      if (this.#target === target) this.#incoming.resume()
    })
    // A final answer may come before all of the body is sent. The rest of it is read all the same, else the caller would go on
    // waiting for us instead of reading that answer.
    target.once('close', () => {
      if (this.#target === target) this.#stop()
    })
    // Node would keep the head back until there is something of the body.
    if (!this.#hasEnded && this.#incoming.readableLength === 0) target.flushHeaders()
    if (this.#hasEnded) target.end()
    else if (this.#hasBegun) this.#incoming.resume()
    else this.#start()
  }

  #start(): void {
    this.#hasBegun = true
    this.#parts.begin()
    this.#incoming.on('data', (chunk: Buffer) => this.#pass(chunk))
    this.#incoming.on('end', () => {
      this.#hasEnded = true
      this.#target?.end()
    })
  }

  #stop(): void {
    this.#target = undefined
    this.#incoming.resume()
  }

  #pass(chunk: Buffer): void {
    this.#keep(chunk)
    this.#parts.passed.add(chunk.length)
    const target = this.#target
    if (target === undefined || target.destroyed) return
    if (!target.write(chunk)) this.#incoming.pause()
  }

  #keep(chunk: Buffer): void {
    this.#keptBytes += chunk.length
    if (this.#keptBytes > LARGEST_REPLAY_BYTES) this.#kept = undefined
    this.#kept?.push(chunk)
  }
}
