import { isoSeconds, type EpochMs } from '../core/time.ts'
import { AttemptFailed, type Failure } from '../http/retry-decision.ts'
import { RequestGivenUp, type RequestContext } from '../http/send.ts'
import { type HttpReply, type Transport } from '../http/transport.ts'

/** The longest life of a token of a pipeline's: until then one may be valid whose own terms cannot be read. */
export const LONGEST_USUAL_LIFETIME_SECONDS = 172_800

/** A reply that cannot be read may be an accident once. Each further request would leave a further token behind. */
const MOST_UNREADABLE = 2

const ABORTED =
  'A token request was still unanswered. If a token was issued for it, it stays valid until it expires.'

/** There is a token, and it is none that could be sent to the API host, not even to be revoked. */
export class UnsendableToken extends AttemptFailed {}

/** Counts what one request leaves behind: tokens that were issued, as far as the status tells, and that cannot be read. */
export class LostTokens {
  #count = 0
  #unreadable = 0
  #until: EpochMs = 0

  /** For the log, without a full stop; `undefined` if there are none. */
  get sentence(): string | undefined {
    if (this.#count === 0) return undefined
    const tokens = this.#count === 1 ? '1 token' : `${this.#count} tokens`
    return `${tokens} that could not be read may be valid until ${isoSeconds(this.#until)}`
  }

  /** `transport`, with a look at the replies that do not arrive whole, cannot be decoded, or are not waited for. */
  watching(
    transport: Transport,
    { clock, tellAborted }: Pick<RequestContext, 'clock' | 'tellAborted'>,
  ): Transport {
    // Told by the abort itself: a process that is cancelled may end before the promise is settled.
    const tell = (): void => tellAborted?.(ABORTED)
    return async (request, timeoutMs, signal) => {
      signal.addEventListener('abort', tell)
      try {
        return await transport(request, timeoutMs, signal)
      } catch (error) {
        throw this.#noted(error, clock.now().wallMs)
      } finally {
        signal.removeEventListener('abort', tell)
      }
    }
  }

  /** `read`, with a look at what it cannot read. */
  reading<Result>(read: (reply: HttpReply) => Result): (reply: HttpReply) => Result {
    return (reply) => {
      try {
        return read(reply)
      } catch (error) {
        throw isPage(reply) ? error : this.#noted(error, reply.received.wallMs)
      }
    }
  }

  /** `givenUp`, with what was left behind. */
  toldIn({ failure, history, cause }: RequestGivenUp): RequestGivenUp {
    const parts = [history, this.sentence ?? ''].filter((text) => text !== '')
    return new RequestGivenUp(failure, parts.join('; '), cause)
  }

  /** @returns what the request goes on with: the same error, or one that ends it */
  #noted(error: unknown, at: EpochMs): unknown {
    if (!(error instanceof AttemptFailed) || !mayHoldToken(error)) return error
    this.#count++
    this.#until = at + LONGEST_USUAL_LIFETIME_SECONDS * 1000
    if (error.failure.kind !== 'unreadable' || ++this.#unreadable < MOST_UNREADABLE) return error
    return new AttemptFailed({ ...error.failure, kind: 'invalid' }, error)
  }
}

function mayHoldToken(error: AttemptFailed): boolean {
  const { kind, status = 0 }: Failure = error.failure
  if (error instanceof UnsendableToken) return true
  const isSuccess = status >= 200 && status <= 299
  return isSuccess && (kind === 'truncated' || kind === 'unreadable')
}

/** The login page of a network: worth another try, and no token. */
const isPage = ({ headers }: HttpReply): boolean => /\bhtml\b/i.test(headers['content-type'] ?? '')
