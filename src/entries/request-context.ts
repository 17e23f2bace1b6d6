import { systemClock } from '../adapters/clock.ts'
import { httpTransport } from '../adapters/node-http.ts'
import { type ActionContext } from '../adapters/github-runner/run-action.ts'
import { type RequestContext } from '../http/send.ts'
import { withCleanReplies } from '../http/clean-replies.ts'

/** The real way out for requests, with the real clock and real chance. */
export function requestContextOf({ step, signal }: ActionContext): RequestContext {
  return {
    transport: withCleanReplies(httpTransport(systemClock), (text) => step.cleanReply(text)),
    clock: systemClock,
    random: Math.random,
    signal,
    log: (sentence) => step.log(sentence),
    mask: (forms) => step.mask(forms),
    // The runner cannot unlearn a mask.
    forget: () => undefined,
  }
}
