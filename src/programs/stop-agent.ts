import { type AgentEnd, type SavedAgent } from '../adapters/agent-socket/stop.ts'
import { type Step } from './step.ts'

/** Ends an agent and says what became of its tokens; never throws. */
export type AgentStopper = (agent: SavedAgent) => Promise<AgentEnd>

/** One line about an agent's end, and a warning if tokens of it may still be alive. */
export function reportEnd(end: AgentEnd, isRevoking: boolean, step: Step): void {
  const outcome = isRevoking ? describeRevoked(end) : LEFT_ALIVE
  step.log(
    end.wasGone === ''
      ? `The agent was stopped; ${outcome}.`
      : `The agent was no longer running (${end.wasGone}); ${outcome}.`,
  )
  if (end.failed === 0) return
  const until = end.aliveUntil === '' ? 'until they expire' : `until ${end.aliveUntil}`
  step.warn(
    `Tokens that the agent had got could not be revoked (${end.failed}; ${end.reason}). They may stay valid ${until}. ` +
      'To end them before, disable the OAuth client in Genesys Cloud.',
  )
}

function describeRevoked({ revoked, alreadyGone, failed }: AgentEnd): string {
  const count = revoked + alreadyGone
  if (count === 0) return failed > 0 ? 'none of its tokens is revoked' : 'it had got no token itself'
  return count === 1 ? '1 token that it had got is revoked' : `${count} tokens that it had got are revoked`
}

const LEFT_ALIVE = 'its tokens were left alive because revoke is false'
