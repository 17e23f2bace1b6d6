import { connect } from 'node:net'
import {
  decodeReply,
  encodeRequest,
  LARGEST_REPLY_BYTES,
  type ErrorReply,
  type Fields,
  type Question,
} from '../../agent/protocol.ts'

/** The agent could not be asked: it is gone, it hangs, or something else answers there. */
export class AgentUnreachable extends Error {
  override readonly name = 'AgentUnreachable'
}

/** The agent answered that it cannot: its own words. */
export class AgentError extends Error {
  override readonly name = 'AgentError'
  readonly reply: ErrorReply

  constructor(reply: ErrorReply) {
    super(reply.message)
    this.reply = reply
  }
}

/** How much longer than the agent may take a client waits for it. */
const GRACE_MS = 5_000

/** A process ends within this time when it has said that it does. */
const GONE_WITHIN_MS = 1_000

/** Nobody listens yet, or 256 others are being listened to. */
const BUSY_OR_NEW = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE']

/** An agent whose socket was deleted makes a new one within a second or two. */
const CONNECT_FOR_MS = 3_000
const CONNECT_AGAIN_MS = 100

/**
 * Asks the agent at `socket` one question.
 *
 * @param readNonce read for each try, since an agent that starts writes it first
 * @throws AgentUnreachable or AgentError
 */
export async function askAgent(
  socket: string,
  readNonce: () => string,
  ask: Question,
  waitMs: number,
  connectForMs = CONNECT_FOR_MS,
): Promise<Fields> {
  const giveUpAt = Date.now() + connectForMs
  for (;;) {
    try {
      const line = encodeRequest({ ask, nonce: readNonce(), waitMs })
      return understand(await exchange(socket, line, waitMs + GRACE_MS, ask === 'stop'))
    } catch (error) {
      if (error instanceof AgentUnreachable || error instanceof AgentError) throw error
      // The folder is gone with the agent: waiting for its socket would be in vain.
      const { code, syscall, message } = error as NodeJS.ErrnoException
      const isComingBack = BUSY_OR_NEW.includes(code ?? '') || (code === 'ENOENT' && syscall === 'connect')
      if (!isComingBack || Date.now() >= giveUpAt) throw new AgentUnreachable(message)
      await new Promise((resolve) => setTimeout(resolve, CONNECT_AGAIN_MS))
    }
  }
}

function understand(line: string): Fields {
  const reply = decodeReply(line)
  if (reply === undefined) throw new AgentUnreachable('what answered is not an agent of this version')
  if (!reply.ok && reply.error.code === 'AGENT_UNREACHABLE') throw new AgentUnreachable(reply.error.message)
  if (!reply.ok) throw new AgentError(reply.error)
  return reply.fields
}

/** @param untilGone to wait, when the answer is there, for the end of the agent as well */
async function exchange(path: string, line: string, timeoutMs: number, untilGone: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(path)
    const timer = setTimeout(() => {
      socket.destroy(new AgentUnreachable(`no answer within ${Math.round(timeoutMs / 1000)} s`))
    }, timeoutMs)
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write(line))
    socket.on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) {
        if (!untilGone) resolve(text)
        else setTimeout(() => socket.destroy(), GONE_WITHIN_MS).unref()
      } else if (text.length > LARGEST_REPLY_BYTES)
        socket.destroy(new AgentUnreachable('the answer is too long'))
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      if (text.includes('\n')) resolve(text)
      // No effect if there was an answer or an error before.
      reject(new AgentUnreachable('the agent closed the connection without an answer'))
    })
  })
}
