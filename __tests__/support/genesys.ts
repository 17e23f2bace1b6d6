import { type HttpReply, type HttpRequest, type Transport } from '../../src/http/transport.ts'
import { type RequestContext } from '../../src/http/send.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { type Clock, type Moment } from '../../src/core/time.ts'

/** The wall clock at the start of every test: 2026-11-21T10:00:00Z. */
export const START_MS = Date.UTC(2026, 10, 21, 10)

/** A clock that only moves when it is told to, or when someone sleeps. */
export interface HandClock extends Clock {
  advance(ms: number): void
  /** How long each sleep was. */
  readonly slept: readonly number[]
}

export function handClock(startedMs = START_MS): HandClock {
  let passedMs = 0
  const slept: number[] = []
  return {
    slept,
    advance: (ms) => {
      passedMs += ms
    },
    now: () => ({ wallMs: startedMs + passedMs, monotonicMs: 50_000 + passedMs }),
    sleep: (ms, signal) => {
      signal.throwIfAborted()
      slept.push(ms)
      passedMs += ms
      return Promise.resolve()
    },
  }
}

const AT_ONCE: Moment = { wallMs: START_MS, monotonicMs: 50_000 }

/** A reply as the transport hands it on. An object for `body` stands for its JSON. */
export function reply(
  status: number,
  body: string | object = '',
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers, body: text, sent: AT_ONCE, received: AT_ONCE }
}

/** What a fake server does with one request: a reply, or the error that the transport throws. */
export type Answer = HttpReply | Error | ((request: HttpRequest) => HttpReply | Error)

/** One request that a fake transport was asked to send. */
export interface SentRequest {
  readonly request: HttpRequest
  readonly timeoutMs: number
}

/** A transport that takes its answers from a list, one for each request, each of which takes `tookMs`. */
export function scriptedTransport(
  answers: readonly Answer[],
  clock: HandClock,
  tookMs = 100,
): { readonly transport: Transport; readonly sent: readonly SentRequest[] } {
  const sent: SentRequest[] = []
  const transport: Transport = (request, timeoutMs, signal) => {
    if (signal.aborted) return Promise.reject(signal.reason as Error)
    const answer = answers[sent.length]
    sent.push({ request, timeoutMs })
    if (answer === undefined) return Promise.reject(new Error(`no answer is left for ${request.url}`))
    const before = clock.now()
    clock.advance(Math.min(tookMs, timeoutMs))
    const result = typeof answer === 'function' ? answer(request) : answer
    if (result instanceof Error) return Promise.reject(result)
    return Promise.resolve({ ...result, sent: before, received: clock.now() })
  }
  return { transport, sent }
}

/** The failure of a connection that was reset. */
export const reset = (): AttemptFailed =>
  new AttemptFailed({ kind: 'connection', summary: 'read ECONNRESET' })

/** Everything that a request needs, over answers from a list, with dice that always show one half. */
export function requestContextOf(
  answers: readonly Answer[],
  options: { clock?: HandClock; signal?: AbortSignal; tookMs?: number; random?: number } = {},
): {
  readonly context: RequestContext
  readonly clock: HandClock
  readonly said: string[]
  readonly sent: readonly SentRequest[]
} {
  const clock = options.clock ?? handClock()
  const said: string[] = []
  const { transport, sent } = scriptedTransport(answers, clock, options.tookMs)
  const context: RequestContext = {
    transport,
    clock,
    random: () => options.random ?? 0.5,
    signal: options.signal ?? new AbortController().signal,
    log: (sentence) => said.push(sentence),
    mask: () => undefined,
    forget: () => undefined,
  }
  return { context, clock, said, sent }
}

/** What `work` throws; a test that expects a failure fails if there is none. */
export async function thrownBy(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
