import { ActionError, messageOf, type ErrorCode } from '../core/errors.ts'
import { Deadline } from '../core/deadline.ts'
import { onOneLine } from '../core/characters.ts'
import { bearerRefusal, strangerRefusal, type Keys } from './admission.ts'
import { hasForeignTransferCoding, type RawHeaders } from './message-headers.ts'
import { nothingToDo, refusalAnswer, type OwnAnswer, type Refusal } from './own-answer.ts'
import { readRateStatement } from './rate-window.ts'
import { routeOf } from './route.ts'
import { answerTokenRequest } from './token-endpoint.ts'
import { LONGEST_WAIT_MS, type Permit } from './pooled-token.ts'
import { PacedTooLong, TokenPool, type PoolContext, type TokenSupply } from './token-pool.ts'
import { describeRequest, Traffic, type RequestRecord, type TrafficSummary } from './traffic.ts'
import { type Secret } from '../core/secret.ts'

/** What a gateway has to know. */
export interface GatewaySettings {
  readonly placeholder: Secret
  /** How many tokens it may hold at once. */
  readonly mostTokens: number
}

export interface GatewayContext extends PoolContext {
  /** A line for each request; nothing without debug logging. */
  readonly debug: ((line: string) => void) | undefined
  /** `text` without secrets. */
  readonly clean: (text: string) => string
}

/** The head of a request. */
export interface RequestHead {
  readonly method: string
  /** As it stands in the request line. */
  readonly target: string
  readonly headers: RawHeaders
}

/** What is done with a request before its body is looked at. */
export type Reception =
  | { readonly do: 'forward' }
  | { readonly do: 'answer'; readonly answer: OwnAnswer }
  /** The answer depends on the body, which is a short form. */
  | { readonly do: 'read-form'; readonly answer: (body: string) => OwnAnswer }

/** An answer of the API host, as far as the decision about it goes. */
export interface UpstreamAnswer {
  readonly status: number
  /** By its name in lower case. */
  header(name: string): string | undefined
  /** It is not for the caller: a later one is. */
  discard(): void
}

/** One request that is forwarded. */
export interface Call<Answer extends UpstreamAnswer> {
  readonly deadline: Deadline
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal
  /** Sends it, for the second time too. @throws UpstreamFailed for what kept the answer from coming */
  send(token: Secret): Promise<Answer>
  /** Whether what has been sent of its body is still at hand. */
  isReplayable(): boolean
}

/** The API host could not be reached, or broke off before it answered. */
export class UpstreamFailed extends Error {
  override readonly name = 'UpstreamFailed'
}

/** What came of a request that was forwarded. */
export interface Forwarded<Answer> {
  readonly answer: Answer
  readonly isReplayed: boolean
  readonly pacedMs: number
}

/** Without credentials that are accepted there will never be a token. */
const FOR_GOOD: readonly ErrorCode[] = [
  'GRANT_REJECTED',
  'GRANT_TYPE_NOT_ALLOWED',
  'SCOPE_REJECTED',
  'REQUEST_REFUSED',
]

const RETRY_AFTER_SECONDS = 5

/** Decides which request passes, with which token, and when. Byte streams are an adapter's. */
export class Gateway {
  readonly #placeholder: Secret
  #passedTokens: readonly Secret[] = []
  readonly #context: GatewayContext
  readonly #pool: TokenPool
  readonly #traffic = new Traffic()

  constructor(settings: GatewaySettings, supply: TokenSupply, context: GatewayContext) {
    this.#placeholder = settings.placeholder
    this.#context = context
    this.#pool = new TokenPool(supply, settings.mostTokens, context)
  }

  get summary(): TrafficSummary {
    return this.#traffic.summary(this.#pool.room)
  }

  /** From now on a real token is good for a key too: it stands in an environment in place of the placeholder. */
  acceptAsKey(token: Secret): void {
    if (this.#passedTokens.some((known) => known.reveal() === token.reveal())) return
    this.#passedTokens = [...this.#passedTokens, token]
  }

  /** @param port that it listens at */
  receive({ method, target, headers }: RequestHead, port: number, contextId: string): Reception {
    const keys: Keys = { placeholder: this.#placeholder, passedTokens: this.#passedTokens }
    const answer = (refusal: Refusal): Reception => ({
      do: 'answer',
      answer: refusalAnswer(refusal, contextId),
    })
    const stranger = strangerRefusal(headers, port)
    if (stranger !== undefined) return answer(stranger)
    const route = routeOf(method, target)
    // It has its credential in the form.
    if (route.to === 'token-endpoint') {
      return { do: 'read-form', answer: (body) => answerTokenRequest(headers, body, keys, contextId) }
    }
    const refusal = bearerRefusal(headers, keys) ?? codingRefusal(headers)
    if (refusal !== undefined) return answer(refusal)
    switch (route.to) {
      case 'caller':
        return answer(route.refusal)
      case 'token-end':
        return { do: 'answer', answer: nothingToDo(contextId) }
      case 'api':
        return { do: 'forward' }
    }
  }

  /** How long a request may wait in all before it is sent, or sent again. */
  newDeadline(): Deadline {
    return Deadline.after(LONGEST_WAIT_MS, this.#context.clock)
  }

  /**
   * Sends a request with a valid token. Answered 401, it is sent once more, if its token is no longer valid, another can be had in
   * time, and its body is still at hand.
   *
   * @throws what `failureAnswer` makes an answer of, or the signal's reason when the caller has gone
   */
  async forward<Answer extends UpstreamAnswer>(call: Call<Answer>): Promise<Forwarded<Answer>> {
    const { deadline, signal } = call
    const permit = await this.#pool.permit(deadline, signal)
    const { pacedMs } = permit
    const answer = await sendOn(permit, call)
    if (answer.status !== 401) return { answer, isReplayed: false, pacedMs }
    const next = permit.replaced(deadline, signal)
    if (!call.isReplayable()) {
      // The requests after this one want another token all the same.
      next.then((unused) => unused?.unanswered()).catch(() => undefined)
      return { answer, isReplayed: false, pacedMs }
    }
    const another = await next
    // What has come of the body meanwhile may be too much to be kept.
    if (another === undefined || !call.isReplayable()) {
      another?.unanswered()
      return { answer, isReplayed: false, pacedMs }
    }
    answer.discard()
    return { answer: await sendOn(another, call), isReplayed: true, pacedMs }
  }

  /** The answer to a request that could not be forwarded. */
  failureAnswer(error: unknown, contextId: string): OwnAnswer {
    return refusalAnswer(this.#refusalFor(error), contextId)
  }

  /** A request is over, however it ended. */
  finished(record: RequestRecord): void {
    this.#traffic.add(record)
    this.#context.debug?.(this.#context.clean(onOneLine(describeRequest(record))))
  }

  #refusalFor(error: unknown): Refusal {
    const reason = this.#context.clean(onOneLine(messageOf(error)))
    if (error instanceof PacedTooLong) {
      const seconds = Math.max(1, Math.ceil(error.retryAfterMs / 1000))
      const message = `every token is at its limit of requests; retry in [${seconds}] seconds.`
      return {
        status: 429,
        code: 'gateway.too.many.requests.retry.after',
        message,
        retryAfterSeconds: seconds,
      }
    }
    if (error instanceof UpstreamFailed) {
      const message = `the API host could not be asked (${reason}).`
      return { status: 502, code: 'gateway.upstream.failed', message }
    }
    if (error instanceof ActionError && FOR_GOOD.includes(error.code)) {
      return { status: 401, code: 'gateway.no.token', message: `no token can be had. ${reason}` }
    }
    const message = `no token can be had for now. ${reason}`
    return { status: 503, code: 'gateway.no.token.now', message, retryAfterSeconds: RETRY_AFTER_SECONDS }
  }
}

async function sendOn<Answer extends UpstreamAnswer>(permit: Permit, call: Call<Answer>): Promise<Answer> {
  try {
    const answer = await call.send(permit.token.value)
    const retryAfter = answer.header('retry-after') ?? ''
    permit.answered({
      status: answer.status,
      statement: readRateStatement((name) => answer.header(name)),
      retryAfterMs: /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined,
    })
    return answer
  } catch (error) {
    permit.unanswered()
    throw error
  }
}

function codingRefusal(headers: RawHeaders): Refusal | undefined {
  if (!hasForeignTransferCoding(headers)) return undefined
  return {
    status: 501,
    code: 'gateway.transfer.coding',
    message: 'of transfer codings only chunked is understood.',
  }
}
