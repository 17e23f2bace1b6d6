import { AgentUnreachable } from '../../agent/agent-errors.ts'
import { readTokenReply } from '../../agent/protocol.ts'
import { type Deadline } from '../../core/deadline.ts'
import { type ServedToken, type TokenSource } from '../../lease/token-source.ts'
import { askAgent } from './client.ts'
import { readNonce } from './nonce.ts'

/**
 * The agent at `socket`.
 *
 * @param places where agents live
 */
export function agentSource(socket: string, places: readonly string[]): TokenSource {
  const ask = async (question: 'token' | 'renew', deadline: Deadline): Promise<ServedToken> => {
    const inquiry = {
      socket,
      readNonce: () => readNonce(socket, places),
      ask: question,
      waitMs: deadline.leftMs,
    }
    const token = readTokenReply(await askAgent(inquiry))
    if (token === undefined) throw new AgentUnreachable('it gave an answer that holds no token')
    return token
  }
  return {
    current: (deadline) => ask('token', deadline),
    renew: async (deadline, rejected) => {
      if (rejected === undefined) return ask('renew', deadline)
      // The rejected token does not cross the socket once more.
      const token = await ask('token', deadline)
      return token.value.reveal() === rejected.reveal() ? ask('renew', deadline) : token
    },
  }
}
