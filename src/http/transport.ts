import { type Moment } from '../core/time.ts'

/** One HTTP request as plain data. Its headers may hold a credential: never print one. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** One HTTP reply, read to its end. */
export interface HttpReply {
  readonly status: number
  /** Names in lower case; a header that came more than once is joined by commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly sent: Moment
  readonly received: Moment
}

/**
 * Sends one request once: no redirects, no retries, the whole body or an error, within `timeoutMs`.
 *
 * @throws AttemptFailed for whatever kept the reply from arriving whole
 * @throws the signal's reason when it was aborted
 */
export type Transport = (request: HttpRequest, timeoutMs: number, signal: AbortSignal) => Promise<HttpReply>
