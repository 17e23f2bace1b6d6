import { systemClock } from '../adapters/clock.ts'
import { httpTransport } from '../adapters/node-http.ts'
import { type ActionContext } from '../adapters/github-runner/run-action.ts'
import { type RequestContext } from '../http/send.ts'
import { withCleanReplies } from '../http/clean-replies.ts'

/** The real way out for requests, with the real clock and real chance. */
export function retryingOver({ runner, signal }: ActionContext): RequestContext {
  return {
    transport: withCleanReplies(httpTransport(systemClock), (text) => runner.withoutSecrets(text)),
    clock: systemClock,
    random: Math.random,
    signal,
    say: (sentence) => runner.say(sentence),
  }
}
