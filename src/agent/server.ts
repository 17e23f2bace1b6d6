import { existsSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { messageOf } from '../token/errors.ts'
import { type AgentAddress } from './address.ts'
import { decodeRequest, encodeError, LARGEST_REQUEST_BYTES, Refused } from './answering.ts'
import { isPipe } from './nonce.ts'
import { type AgentRequest } from './protocol.ts'

/** Turns one request into one line; does not throw. */
export type Answer = (request: AgentRequest) => Promise<string>

export interface AgentServer {
  /**
   * Listens again if somebody deleted the socket.
   *
   * @returns false if the whole folder is gone: the job that it was for is over
   */
  repair(): Promise<boolean>
  /** Takes no more connections; resolves when those that are open have their answers, or soon after. */
  close(): Promise<void>
}

/** Whoever has connected has this long to ask: a local socket is not slow. */
const ASK_WITHIN_MS = 5_000

/** A last answer is on its way within this time. */
const CLOSE_WITHIN_MS = 1_000

/**
 * Answers at `address` until it is closed.
 *
 * @throws the operating system's error if the socket cannot be made
 */
export async function serve(address: AgentAddress, answer: Answer): Promise<AgentServer> {
  let server = await listen(address, answer)
  let isRepairing = false
  const repair = async (): Promise<boolean> => {
    if (!existsSync(address.folder)) return false
    if (isPipe(address.socket) || isRepairing || existsSync(address.socket)) return true
    isRepairing = true
    try {
      // First, because closing unlinks the path, whoever listens there.
      server.close()
      server = await listen(address, answer)
    } finally {
      isRepairing = false
    }
    return true
  }
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, CLOSE_WITHIN_MS)
      server.close(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  return { repair, close }
}

async function listen(address: AgentAddress, answer: Answer): Promise<Server> {
  // A client may close its side when it has asked, and still wants the answer.
  const server = createServer({ allowHalfOpen: true }, (socket) => converse(socket, address.nonce, answer))
  // The folder lets nobody in; this is for file systems that do not care about the modes of folders.
  const before = isPipe(address.socket) ? undefined : process.umask(0o077)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(address.socket, () => {
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

function converse(socket: Socket, nonce: string, answer: Answer): void {
  let text = ''
  // Whoever goes away does not want the answer; nothing else follows from it.
  socket.on('error', () => socket.destroy())
  socket.setTimeout(ASK_WITHIN_MS, () => socket.destroy())
  socket.setEncoding('utf8')
  const onData = (chunk: string): void => {
    text += chunk
    const end = text.indexOf('\n')
    if (end < 0 && text.length <= LARGEST_REQUEST_BYTES) return
    socket.off('data', onData).resume()
    socket.setTimeout(0)
    const line = end < 0 ? '' : text.slice(0, end)
    void reply(line, nonce, answer).then((out) => socket.end(out, () => socket.destroy()))
  }
  socket.on('data', onData)
  socket.on('end', () => {
    if (!text.includes('\n')) socket.destroy()
  })
}

async function reply(line: string, nonce: string, answer: Answer): Promise<string> {
  try {
    return await answer(decodeRequest(line, nonce))
  } catch (error) {
    const code = error instanceof Refused ? 'AGENT_REFUSED' : 'INTERNAL'
    return encodeError({ code, message: messageOf(error), causes: [] })
  }
}
