import { systemClock } from '../adapters/clock.ts'
import { ConnectionsAhead } from '../adapters/connections-ahead.ts'
import { httpTransport } from '../adapters/node-http.ts'
import { type ActionContext } from '../adapters/github-runner/run-action.ts'
import { type RequestContext } from '../http/send.ts'
import { withCleanReplies } from '../http/clean-replies.ts'

/** What requests of an action need: the real network, clock and chance. */
export function requestContextOf({ step, signal }: ActionContext): RequestContext {
  const ahead = new ConnectionsAhead()
  return {
    transport: withCleanReplies(httpTransport(systemClock, { ahead }), (text) => step.cleanReply(text)),
    connectAhead: (url) => ahead.open(url),
    clock: systemClock,
    random: Math.random,
    signal,
    log: (sentence) => step.log(sentence),
    tellAborted: (sentence) => step.log(sentence),
    mask: (forms) => step.mask(forms),
    // The runner cannot unlearn a mask.
    forget: () => undefined,
  }
}
