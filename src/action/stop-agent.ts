import { type AgentEnd, type SavedAgent } from '../agent/stop.ts'
import { type Runner } from './runner.ts'

/** Ends an agent and says what became of its tokens; never throws. */
export type AgentStopper = (agent: SavedAgent, apiUrl: string) => Promise<AgentEnd>

/** One line about an agent's end, and a warning if tokens of it may still be alive. */
export function reportEnd(end: AgentEnd, isRevoking: boolean, runner: Runner): void {
  const count = end.revoked + end.alreadyGone
  const tokens = count === 1 ? '1 token that it had got' : `${count} tokens that it had got`
  const outcome = isRevoking ? `${tokens} ${count === 1 ? 'is' : 'are'} revoked` : LEFT_ALIVE
  runner.say(
    end.wasGone === ''
      ? `The agent was stopped; ${outcome}.`
      : `The agent was no longer running (${end.wasGone}); ${outcome}.`,
  )
  if (end.failed === 0) return
  const until = end.aliveUntil === '' ? 'until they expire' : `until ${end.aliveUntil}`
  runner.warn(
    `Tokens that the agent had got could not be revoked (${end.failed}; ${end.reason}). They may stay valid ${until}. ` +
      'To end them before, disable the OAuth client in Genesys Cloud.',
  )
}

const LEFT_ALIVE = 'its tokens were left alive because revoke is false'
