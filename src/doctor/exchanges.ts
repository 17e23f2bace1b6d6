import { type Deadline } from '../core/deadline.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'
import { oneAttempt, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { type ExaminedToken, type TokenToExamine } from './token-to-examine.ts'

/** What was asked for once and is looked at by several checks. */
export class Exchanges {
  readonly #kept = new Map<string, Promise<unknown>>()
  readonly #request: RequestContext
  readonly #token: TokenToExamine

  constructor(request: RequestContext, token: TokenToExamine) {
    this.#request = request
    this.#token = token
  }

  /** The token, asked for once. */
  token(deadline: Deadline): Promise<ExaminedToken> {
    return this.#once('token', () => this.#token.get(deadline))
  }

  /**
   * The reply to a request, whatever its status; each URL is asked once.
   *
   * @throws RequestGivenUp if none came
   */
  reply(request: HttpRequest, deadline: Deadline): Promise<HttpReply> {
    return this.#once(`${request.method} ${request.url}`, () =>
      send({ doing: 'A check', request, read: (reply) => reply }, oneAttempt(deadline), this.#request),
    )
  }

  #once<Result>(key: string, make: () => Promise<Result>): Promise<Result> {
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept as Promise<Result>
    const made = make()
    this.#kept.set(key, made)
    return made
  }
}

/** The reply, or why there is none. */
export async function replyOrFailure(reply: Promise<HttpReply>): Promise<HttpReply | RequestGivenUp> {
  try {
    return await reply
  } catch (error) {
    if (error instanceof RequestGivenUp) return error
    throw error
  }
}
