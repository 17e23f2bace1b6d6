import { systemClock } from '../adapters/clock.ts'
import { httpTransport } from '../adapters/node-http.ts'
import { withCleanReplies } from '../http/clean-replies.ts'
import { type RequestContext } from '../http/send.ts'
import { redactor } from './terminal.ts'

/** What requests of `gc-token` need. @param tell says what is waited for */
export function requestContextOf(tell: (sentence: string) => void): RequestContext {
  return {
    transport: withCleanReplies(httpTransport(systemClock), (text) => redactor().cleanReply(text)),
    clock: systemClock,
    random: Math.random,
    signal: new AbortController().signal,
    log: tell,
    mask: (forms) => void redactor().add(forms),
    forget: (forms) => redactor().forget(forms),
  }
}
