import { type Deadline } from '../core/deadline.ts'
import { type EpochMs } from '../core/time.ts'
import { attemptsUntil, type RequestContext } from '../http/send.ts'
import { issueToken, type IssuedToken } from '../lease/issue-token.ts'
import { type Leases } from '../lease/leases.ts'
import { LONGEST_USUAL_LIFETIME_SECONDS } from '../oauth/lost-tokens.ts'
import { type TokenClient } from '../oauth/token-request.ts'
import { noteRequest } from './saved-state.ts'
import { type Step } from './step.ts'

/** Has a token issued. Post has word of the request before it is sent: a process that is killed meanwhile may leave a token. */
export async function announcedRequest(
  client: TokenClient,
  deadline: Deadline,
  leases: Leases,
  { step, context }: { readonly step: Step; readonly context: RequestContext },
): Promise<IssuedToken> {
  const answeredBy = context.clock.now().wallMs + deadline.leftMs
  const word = new Word(answeredBy + LONGEST_USUAL_LIFETIME_SECONDS * 1000, step)
  const tellAborted = (sentence: string): void => {
    word.stays()
    context.tellAborted?.(sentence)
  }
  try {
    const order = { client, attempts: attemptsUntil(deadline) }
    return await issueToken(order, leases, { ...context, tellAborted })
  } finally {
    word.takeBack()
  }
}

class Word {
  readonly #step: Step
  #isToBeTakenBack = true

  constructor(mayBeValidUntil: EpochMs, step: Step) {
    this.#step = step
    noteRequest(mayBeValidUntil, step)
    // A cancelled step ends before the promise of its request is settled.
    step.atExit(() => this.takeBack())
  }

  takeBack(): void {
    if (this.#isToBeTakenBack) noteRequest(undefined, this.#step)
    this.#isToBeTakenBack = false
  }

  stays(): void {
    this.#isToBeTakenBack = false
  }
}
