import { type Deadline } from '../core/deadline.ts'
import { attemptsUntil, type RequestContext } from '../http/send.ts'
import { announced } from '../lease/announced-request.ts'
import { issueToken, type IssuedToken } from '../lease/issue-token.ts'
import { type Leases } from '../lease/leases.ts'
import { LONGEST_USUAL_LIFETIME_SECONDS } from '../oauth/lost-tokens.ts'
import { type TokenClient } from '../oauth/token-request.ts'
import { noteRequest } from './saved-state.ts'
import { type Step } from './step.ts'

/** Has a token issued. Post has word of each request before it is sent: a process that is killed meanwhile may leave a token. */
export async function announcedRequest(
  client: TokenClient,
  deadline: Deadline,
  leases: Leases,
  { step, context }: { readonly step: Step; readonly context: RequestContext },
): Promise<IssuedToken> {
  const answeredBy = context.clock.now().wallMs + deadline.leftMs
  const mayBeValidUntil = answeredBy + LONGEST_USUAL_LIFETIME_SECONDS * 1000
  const { transport, over, stays } = announced(context.transport, () => {
    noteRequest(mayBeValidUntil, step)
    return () => noteRequest(undefined, step)
  })
  const tellAborted = (sentence: string): void => {
    stays()
    context.tellAborted?.(sentence)
  }
  // A cancelled step ends before the promise of its request is settled.
  step.atExit(over)
  try {
    const order = { client, attempts: attemptsUntil(deadline) }
    return await issueToken(order, leases, { ...context, transport, tellAborted })
  } finally {
    over()
  }
}
