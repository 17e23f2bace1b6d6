import { connect } from 'node:net'
import { AgentError, AgentUnreachable } from '../../agent/agent-errors.ts'
import { type GatewayWish } from '../../agent/gateway-door.ts'
import { decodeReply, encodeRequest, LARGEST_REPLY_BYTES, type Question } from '../../agent/protocol.ts'
import { type Fields } from '../../core/json.ts'

/** One question, and how long its asker has. */
export interface Inquiry {
  readonly socket: string
  /** Called for each try, since an agent that starts writes it first. */
  readonly readNonce: () => string
  readonly ask: Question
  /** With `open-gateway`. */
  readonly wish?: GatewayWish
  /** What the agent has for its answer. */
  readonly waitMs: number
  /** How long a connection is tried for. */
  readonly connectMs?: number
  /** How much longer than the agent may take it is waited for. */
  readonly graceMs?: number
}

const GRACE_MS = 5_000

/** A process ends within this time when it has said that it does. */
const ENDS_WITHIN_MS = 1_000

/** The agent does not listen yet, or has no room for one more. */
const BUSY_OR_NEW = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE']

/** An agent whose socket was deleted makes a new one within a second or two. */
const CONNECT_FOR_MS = 3_000
const CONNECT_AGAIN_MS = 100

/** Asks an agent one question. @throws AgentUnreachable or AgentError */
export async function askAgent(inquiry: Inquiry): Promise<Fields> {
  const { socket, readNonce, ask, waitMs, wish, connectMs = CONNECT_FOR_MS, graceMs = GRACE_MS } = inquiry
  const giveUpAt = Date.now() + connectMs
  for (;;) {
    try {
      const line = encodeRequest({ ask, nonce: readNonce(), waitMs, wish })
      return understand(await exchange(socket, line, waitMs + graceMs, ask === 'stop'))
    } catch (error) {
      if (error instanceof AgentUnreachable || error instanceof AgentError) throw error
      // The folder is removed with the agent: waiting for its socket would be in vain.
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

/** @param untilEnded to wait, when the answer is there, for the end of the agent as well */
async function exchange(path: string, line: string, timeoutMs: number, untilEnded: boolean): Promise<string> {
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
        if (!untilEnded) resolve(text)
        else setTimeout(() => socket.destroy(), ENDS_WITHIN_MS).unref()
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
