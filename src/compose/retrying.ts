import { systemClock } from '../adapters/clock.ts'
import { httpTransport } from '../adapters/http.ts'
import { type ActionContext } from '../adapters/runner/run-action.ts'
import { type Transport } from '../genesys/transport.ts'
import { type Retrying } from '../genesys/with-retry.ts'

/** The real way out for requests, with the real clock and real chance. */
export function retryingOver({ runner, signal }: ActionContext): Retrying {
  return {
    transport: withoutSecrets(httpTransport(systemClock), (text) => runner.withoutSecrets(text)),
    clock: systemClock,
    random: Math.random,
    signal,
    say: (sentence) => runner.say(sentence),
  }
}

/**
 * Takes what a server echoes of our secrets out of its errors, before anything quotes them. What succeeded is
 * left as it is: a gateway may grant a token that we know already, or one that contains what we sent.
 */
function withoutSecrets(transport: Transport, clean: (text: string) => string): Transport {
  return async (...sending) => {
    const reply = await transport(...sending)
    if (reply.status >= 200 && reply.status < 300) return reply
    const headers = Object.entries(reply.headers).map(([name, value]) => [name, clean(value)] as const)
    return { ...reply, headers: Object.fromEntries(headers), body: clean(reply.body) }
  }
}
