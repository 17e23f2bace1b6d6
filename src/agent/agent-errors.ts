import { type ErrorReply } from './protocol.ts'

/** The agent could not be asked: it has ended, it hangs, or something else answers there. */
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
