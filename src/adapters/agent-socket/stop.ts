import { type RequestContext } from '../../http/send.ts'
import { onOneLine } from '../../core/characters.ts'
import { messageOf } from '../../core/errors.ts'
import { tokenForms } from '../../core/masks.ts'
import { type Secret } from '../../core/secret.ts'
import { removeFolder } from './address.ts'
import { readStopReply } from '../../agent/answering.ts'
import { AgentUnreachable, askAgent } from './client.ts'
import { readJournal } from './journal-file.ts'
import { lastWords } from './launch.ts'
import { readNonce } from './nonce.ts'
import { type StopReply } from '../../agent/protocol.ts'
import { revokeAll } from '../../agent/revoke-all.ts'

/** What post has to know of an agent to end it, or to clean up after it. */
export interface SavedAgent {
  readonly socket: string
  readonly folder: string
  /** Where its tokens are revoked if it cannot. */
  readonly apiUrl: string
  readonly journalKey: Secret
  /** Whether the tokens that it gets end with it. */
  readonly isRevoking: boolean
}

/** How an agent ended, and what became of its tokens. */
export interface AgentEnd extends StopReply {
  /** Why it could not be asked any more; empty if it could. */
  readonly wasGone: string
}

/** An agent takes 13 s at most: its last renewal, and its revocations. */
const STOP_MS = 9_000

/** An agent that made its socket anew does so within a second or two. */
const CONNECT_MS = 1_500

/** What is left of post's 30 s if the agent had to be waited for in vain. */
const REVOKE_MS = 10_000

/**
 * Ends the agent. If it is gone, its journal says which tokens have to be revoked. Never throws.
 *
 * @param mask gets the forms of every token in the journal before anything is done with them
 */
export async function stopAgent(
  agent: SavedAgent,
  places: readonly string[],
  context: RequestContext,
  mask: (values: readonly string[]) => void,
): Promise<AgentEnd> {
  try {
    const nonce = (): string => readNonce(agent.socket, places)
    const reply = readStopReply(await askAgent(agent.socket, nonce, 'stop', STOP_MS, CONNECT_MS))
    if (reply === undefined) throw new AgentUnreachable('it gave an answer that cannot be read')
    return { ...reply, wasGone: '' }
  } catch (error) {
    const words = lastWords(agent.folder)
    const wasGone = `${onOneLine(messageOf(error))}${words === '' ? '' : `; its log ends with: ${words}`}`
    return { ...(await revokeJournal(agent, context, mask)), wasGone }
  } finally {
    removeFolder(agent)
  }
}

async function revokeJournal(
  agent: SavedAgent,
  context: RequestContext,
  mask: (values: readonly string[]) => void,
): Promise<StopReply> {
  try {
    const tokens = readJournal(agent.folder, agent.journalKey)
    // This step has never seen them, and a server may quote one when it refuses.
    mask(tokens.flatMap(({ value }) => tokenForms(value.reveal())))
    return await revokeAll(tokens, agent.apiUrl, REVOKE_MS, context)
  } catch (error) {
    const reason = `its journal cannot be read: ${messageOf(error)}`
    return { revoked: 0, alreadyGone: 0, failed: 1, reason, aliveUntil: '' }
  }
}
