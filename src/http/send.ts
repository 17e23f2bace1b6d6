import { type Deadline } from '../core/deadline.ts'
import { type Clock } from '../core/time.ts'
import { describeFailure } from './reply.ts'
import { AttemptFailed, retryDecision, type Failure, type RetryDecision } from './retry-decision.ts'
import { type HttpReply, type HttpRequest, type Transport } from './transport.ts'

/** No attempt takes longer, so that one that hangs leaves time for another. */
export const LONGEST_ATTEMPT_MS = 15_000

/** What every request needs besides itself. */
export interface RequestContext {
  readonly transport: Transport
  /** Opens a connection to the host of `url`, to which a request is going to go. At once done, and never an error. */
  readonly connectAhead?: (url: string) => void
  readonly clock: Clock
  /** A number from 0 up to 1. */
  readonly random: () => number
  readonly signal: AbortSignal
  /** One line for each decision to wait. */
  readonly log: (sentence: string) => void
  /** What a request that is not waited for any more may have left behind; where an agent waits for it, nothing is told. */
  readonly tellAborted?: (sentence: string) => void
  /** Registers forms of a secret that came to be, before anything else sees it. */
  readonly mask: (forms: readonly string[]) => void
  /** Those forms need not be looked for any more: what they belong to has ended. */
  readonly forget: (forms: readonly string[]) => void
}

/** How long a request may take: until when in all, how long a single attempt, and how many of them. */
export interface Attempts {
  readonly deadline: Deadline
  readonly longestMs: number
  readonly most: number
}

/** As many attempts as fit, none of which may use up more than half of what is left now. */
export function attemptsUntil(deadline: Deadline, longestMs = LONGEST_ATTEMPT_MS): Attempts {
  return { deadline, longestMs: Math.min(longestMs, deadline.leftMs / 2), most: Infinity }
}

/** A single attempt: for what is not worth a second one, or must not be repeated. */
export function oneAttempt(deadline: Deadline): Attempts {
  return { deadline, longestMs: deadline.leftMs, most: 1 }
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

/** One request and what its reply means, as two pure functions with `send` between them. */
export interface Exchange<Result> {
  /** What is being done, for the log: `The token request`. */
  readonly doing: string
  /** The request, or what makes it anew for each attempt, within the attempt's time. */
  readonly request: HttpRequest | ((attempt: Deadline) => HttpRequest | Promise<HttpRequest>)
  /** Returns the result or throws AttemptFailed. */
  readonly read: (reply: HttpReply) => Result
}

/**
 * Sends a request until its reader makes something of the reply, or until trying again is pointless.
 *
 * @throws RequestGivenUp with the last failure
 * @throws the signal's reason as soon as it is aborted
 */
export async function send<Result>(
  exchange: Exchange<Result>,
  { deadline, longestMs, most }: Attempts,
  context: RequestContext,
): Promise<Result> {
  const { clock, random, signal, log } = context
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendOnce(exchange, deadline.part(longestMs), context)
    } catch (error) {
      if (!(error instanceof AttemptFailed)) throw error
      if (attempt >= most) throw new RequestGivenUp(error.failure, '', error)
      const { leftMs } = deadline
      const decision = retryDecision(error.failure, attempt, leftMs, random())
      if (!decision.retry) throw new RequestGivenUp(error.failure, history(attempt, decision, leftMs), error)
      const reason = describeFailure(error.failure)
      const again = `trying again in ${seconds(decision.afterMs)} (${seconds(leftMs)} left)`
      log(`${exchange.doing} failed (${reason}); ${again}.`)
      await clock.sleep(decision.afterMs, signal)
    }
  }
}

async function sendOnce<Result>(
  { request, read }: Exchange<Result>,
  attempt: Deadline,
  { transport, signal }: RequestContext,
): Promise<Result> {
  const made = typeof request === 'function' ? await request(attempt) : request
  return read(await transport(made, Math.max(1, attempt.leftMs), signal))
}

/** Why a request was given up, in one clause: the failure and how often it was tried. */
export function describeGivingUp({ failure, history: tried }: RequestGivenUp): string {
  return [describeFailure(failure), tried].filter((text) => text !== '').join(', ')
}

function history(attempt: number, decision: Exclude<RetryDecision, { retry: true }>, leftMs: number): string {
  const attempts = attempt === 1 ? '1 attempt' : `${attempt} attempts`
  if (decision.because === 'final') return attempt === 1 ? '' : `after ${attempts}`
  return `after ${attempts}; the next would start in ${seconds(decision.wantedMs)}, and ${seconds(leftMs)} are left`
}

function seconds(ms: number): string {
  const value = Math.max(0, ms) / 1000
  if (value > 86_400) return 'more than a day'
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} s`
}
