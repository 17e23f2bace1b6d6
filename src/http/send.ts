import { retryDecision, AttemptFailed, type Failure } from './retry-decision.ts'
import { type Clock, type MonotonicMs } from '../core/time.ts'
import { describeFailure } from './reply.ts'
import { type HttpReply, type HttpRequest, type Transport } from './transport.ts'

/** No attempt takes longer, so that one that hangs leaves time for another. */
export const ATTEMPT_TIMEOUT_MS = 15_000

/** What a request needs besides itself: the way out, time, chance and a voice. */
export interface RequestContext {
  readonly transport: Transport
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  /** One line for each decision to wait. */
  readonly say: (sentence: string) => void
}

/** How long a request may take: until when in all, how long a single attempt, and how many of them. */
export interface Attempts {
  readonly endsAt: MonotonicMs
  readonly attemptMs: number
  readonly attempts: number
}

/** A budget of `totalMs` from now, no single attempt of which may use up the whole. */
export function budget(totalMs: number, clock: Clock, longestAttemptMs = ATTEMPT_TIMEOUT_MS): Attempts {
  return {
    endsAt: clock.now().monotonicMs + totalMs,
    attemptMs: Math.min(longestAttemptMs, totalMs / 2),
    attempts: Infinity,
  }
}

/** A single attempt within `time`, not longer than `longestMs`: for what is not worth a second one. */
export function oneAttempt(time: Attempts, longestMs: number): Attempts {
  return { ...time, attemptMs: longestMs, attempts: 1 }
}

/** What a request came to when it was given up: the last failure, after how many attempts, and for lack of what. */
export class RequestGivenUp extends Error {
  override readonly name = 'RequestGivenUp'
  readonly failure: Failure
  /** `after 3 attempts; the next would start in 21 s, and 8 s are left`, or empty when the failure is final. */
  readonly history: string

  constructor(failure: Failure, history: string, cause: unknown) {
    super(failure.summary, { cause })
    this.failure = failure
    this.history = history
  }
}

/**
 * Sends `request` until `read` makes something of the reply, or until trying again is pointless.
 *
 * @param doing what is being done, for the log: `The token request`
 * @param read returns the result or throws AttemptFailed
 * @throws RequestGivenUp with the last failure
 * @throws the signal's reason as soon as it is aborted
 */
export async function send<Result>(
  doing: string,
  request: HttpRequest,
  read: (reply: HttpReply) => Result,
  time: Attempts,
  { transport, clock, random, signal, say }: RequestContext,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      const leftMs = time.endsAt - clock.now().monotonicMs
      return read(await transport(request, Math.max(1, Math.min(time.attemptMs, leftMs)), signal))
    } catch (error) {
      if (!(error instanceof AttemptFailed)) throw error
      if (attempt >= time.attempts) throw new RequestGivenUp(error.failure, '', error)
      const leftMs = time.endsAt - clock.now().monotonicMs
      const verdict = retryDecision(error.failure, attempt, leftMs, random())
      if (!verdict.retry) throw new RequestGivenUp(error.failure, history(attempt, verdict, leftMs), error)
      const reason = describeFailure(error.failure)
      say(
        `${doing} failed (${reason}); trying again in ${seconds(verdict.afterMs)} (${seconds(leftMs)} left).`,
      )
      await clock.sleep(verdict.afterMs, signal)
    }
  }
}

function history(
  attempt: number,
  verdict: Exclude<ReturnType<typeof retryDecision>, { retry: true }>,
  leftMs: number,
): string {
  const attempts = attempt === 1 ? '1 attempt' : `${attempt} attempts`
  if (verdict.because === 'final') return attempt === 1 ? '' : `after ${attempts}`
  return `after ${attempts}; the next would start in ${seconds(verdict.wantedMs)}, and ${seconds(leftMs)} are left`
}

function seconds(ms: number): string {
  const value = Math.max(0, ms) / 1000
  if (value > 86_400) return 'more than a day'
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} s`
}
