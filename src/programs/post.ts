import { describeFailure } from '../http/reply.ts'
import { readRevocation, revocationRequest, type Revocation } from '../genesys/revocation.ts'
import { budget, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { messageOf } from '../core/errors.ts'
import { tokenForms } from '../core/masks.ts'
import { isoSeconds } from '../core/time.ts'
import { plan } from './post-plan.ts'
import { type Step } from './step.ts'
import { decodeState, type SavedState } from './saved-state.ts'
import { reportEnd, type AgentStopper } from './stop-agent.ts'
import { plain, summaryOutcome } from './summary.ts'

/** A cancelled job has five minutes for all its post steps together; 30 s is the promise, start and end included. */
const FINISH_MS = 28_000

/** What one attempt to revoke may take of those. */
const ATTEMPT_MS = 10_000

/**
 * What post does: carries out the plan for what main left behind and says in one line what came of it.
 * A token that may still be alive is a warning; nothing is a reason to fail the job.
 */
export async function finish(
  savedText: string,
  runner: Step,
  retrying: RequestContext,
  stopAgent?: AgentStopper,
): Promise<void> {
  const state = decodeState(savedText)
  if (state !== undefined) runner.mask(tokenForms(state.value.reveal()))
  if (state?.agent !== undefined) runner.mask([state.agent.journalKey.reveal()])
  if (state === undefined && savedText !== '') {
    runner.warn(
      'What the step saved for its post step cannot be read. A token of it may be alive until it expires.',
    )
    return
  }
  // Both at the same time: an agent that hangs must not cost the step's own token its revocation.
  const agentEnd = state?.agent && stopAgent?.(state.agent, state.apiUrl)
  const { clock } = retrying
  const planned = plan(state, clock.now())
  const outcome = planned.do === 'revoke' ? await revoke(planned.state, runner, retrying) : planned.outcome
  if (planned.do === 'nothing') runner.say(planned.because)
  if (agentEnd !== undefined) reportEnd(await agentEnd, state?.agent?.isRevoking === true, runner)
  if (state?.summary === true) runner.addSummary(summaryOutcome(outcome))
}

async function revoke(state: SavedState, runner: Step, retrying: RequestContext): Promise<string> {
  const request = revocationRequest(state.apiUrl, state.value)
  const time = budget(FINISH_MS, retrying.clock, ATTEMPT_MS)
  try {
    const revocation = await send('Revoking the token', request, readRevocation, time, retrying)
    if (revocation === 'revoked' || state.isRefused !== true) {
      runner.say(SENTENCES[revocation])
      return OUTCOMES[revocation]
    }
    return warnOf('the API host has not accepted it since it was granted: does api-url fit?', state, runner)
  } catch (error) {
    const reason = error instanceof RequestGivenUp ? describeGivingUp(error) : messageOf(error)
    return warnOf(reason, state, runner)
  }
}

function warnOf(reason: string, state: SavedState, runner: Step): string {
  const expiry = isoSeconds(state.expiresAt)
  runner.warn(
    `The token could not be revoked (${reason}). It may stay valid until ${expiry}. ` +
      'To end it before, disable the OAuth client in Genesys Cloud.',
  )
  return `Not revoked (${plain(reason)}); may be valid until ${expiry}.`
}

const SENTENCES: Record<Revocation, string> = {
  revoked: 'The token was revoked.',
  'already-gone': 'The token was no longer valid (revoked, expired or idled out before); nothing to revoke.',
}

const OUTCOMES: Record<Revocation, string> = {
  revoked: 'Revoked.',
  'already-gone': 'No longer valid at the end of the job.',
}

function describeGivingUp({ failure, history }: RequestGivenUp): string {
  return history === '' ? describeFailure(failure) : `${describeFailure(failure)}, ${history}`
}
