import { systemClock } from '../adapters/clock.ts'
import { httpTransport } from '../adapters/http.ts'
import { type ActionContext } from '../adapters/runner/run-action.ts'
import { type Retrying } from '../genesys/with-retry.ts'
import { withCleanReplies } from './clean-replies.ts'

/** The real way out for requests, with the real clock and real chance. */
export function retryingOver({ runner, signal }: ActionContext): Retrying {
  return {
    transport: withCleanReplies(httpTransport(systemClock), (text) => runner.withoutSecrets(text)),
    clock: systemClock,
    random: Math.random,
    signal,
    say: (sentence) => runner.say(sentence),
  }
}
