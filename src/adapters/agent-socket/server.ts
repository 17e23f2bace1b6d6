import { existsSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { type AgentAddress } from '../../agent/agent-address.ts'
import {
  decodeRequest,
  encodeError,
  LARGEST_REQUEST_BYTES,
  Refused,
  type AgentServer,
  type Answer,
} from '../../agent/answering.ts'
import { messageOf } from '../../core/errors.ts'
import { isPipe } from './nonce.ts'

/** A question comes within this time of the connection: a local socket is not slow. */
const ASK_WITHIN_MS = 5_000

/** A last answer is on its way within this time. */
const CLOSE_WITHIN_MS = 1_000

/** More than a job asks at once, and fewer than the agent's small heap can bear. */
const MOST_CONNECTIONS = 256

/** The connections of one server, so that those that ask nothing cannot lock out the others. */
class Connections {
  readonly #silent = new Set<Socket>()
  readonly #open = new Map<Socket, Promise<void>>()

  get conversations(): readonly Promise<void>[] {
    return [...this.#open.values()]
  }

  /** Makes room for one more. @returns whether there is any */
  hasRoom(): boolean {
    if (this.#open.size < MOST_CONNECTIONS) return true
    const [oldest] = this.#silent
    if (oldest === undefined) return false
    this.#silent.delete(oldest)
    this.#open.delete(oldest)
    oldest.destroy()
    return true
  }

  add(socket: Socket, converse: (asked: () => void) => Promise<void>): void {
    this.#silent.add(socket)
    const conversation = converse(() => this.#silent.delete(socket)).finally(() => {
      this.#silent.delete(socket)
      this.#open.delete(socket)
    })
    this.#open.set(socket, conversation)
  }
}

/**
 * Answers at `address` until it is closed.
 *
 * @throws the operating system's error if the socket cannot be made
 */
export async function serve(address: AgentAddress, answer: Answer): Promise<AgentServer> {
  const connections = new Connections()
  const onConnection = (socket: Socket): void => {
    if (connections.hasRoom()) {
      connections.add(socket, (asked) => converse(socket, address.nonce, answer, asked))
    } else {
      socket.on('error', () => undefined).destroy()
    }
  }
  let server = await listen(address.socket, onConnection)
  let isRepairing = false
  const repair = async (): Promise<boolean> => {
    if (!existsSync(address.folder)) return false
    if (isPipe(address.socket) || isRepairing || existsSync(address.socket)) return true
    isRepairing = true
    try {
      // First, because closing unlinks the path, even if another server listens there by then.
      server.close()
      server = await listen(address.socket, onConnection)
    } finally {
      isRepairing = false
    }
    return true
  }
  const close = async (): Promise<void> => {
    server.close()
    const enough = new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref())
    await Promise.race([Promise.all(connections.conversations), enough])
  }
  return { repair, close }
}

async function listen(path: string, onConnection: (socket: Socket) => void): Promise<Server> {
  // A client may close its side when it has asked, and still wants the answer.
  const server = createServer({ allowHalfOpen: true }, onConnection)
  // Only the user may enter the folder; this is for file systems that do not care about the modes of folders.
  const before = isPipe(path) ? undefined : process.umask(0o077)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } finally {
    if (before !== undefined) process.umask(before)
  }
  // Running out of file descriptors is not the end: the connections that are open go on.
  server.on('error', () => undefined)
  return server
}

/** Resolves when the answer is out, or not wanted any more. */
async function converse(socket: Socket, nonce: string, answer: Answer, asked: () => void): Promise<void> {
  // A client that goes away does not want the answer; nothing else follows from it.
  socket.on('error', () => socket.destroy())
  socket.setTimeout(ASK_WITHIN_MS, () => socket.destroy())
  const line = await readLine(socket)
  if (line === undefined) return
  asked()
  socket.setTimeout(0)
  const { text, isLast } = await reply(line, nonce, answer)
  // The end of the process ends this connection: the one who asked for it sees that it has come.
  await new Promise<void>((done) =>
    isLast ? socket.write(text, () => done()) : socket.end(text, () => done()),
  )
  if (!isLast) socket.destroy()
}

async function readLine(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end < 0 && text.length <= LARGEST_REQUEST_BYTES) return
      socket.removeAllListeners('data').resume()
      resolve(end < 0 ? '' : text.slice(0, end))
    })
    socket.on('end', () => resolve(''))
    socket.on('close', () => resolve(undefined))
  })
}

async function reply(
  line: string,
  nonce: string,
  answer: Answer,
): Promise<{ readonly text: string; readonly isLast: boolean }> {
  try {
    const request = decodeRequest(line, nonce)
    return { text: await answer(request), isLast: request.ask === 'stop' }
  } catch (error) {
    const code = error instanceof Refused ? 'AGENT_REFUSED' : 'INTERNAL'
    return { text: encodeError({ code, message: messageOf(error), causes: [] }), isLast: false }
  }
}
