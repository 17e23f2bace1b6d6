import { request as octokitRequest } from '@octokit/request'
import { quote, readFailure, readFields, serverDate } from '../../http/reply.ts'
import { type Fields } from '../../core/decode.ts'
import { type HttpReply, type HttpRequest } from '../../http/transport.ts'
import { RequestGivenUp, send, type RequestContext, type Attempts } from '../../http/send.ts'
import { AttemptFailed } from '../../http/retry-decision.ts'
import { type Secret } from '../../core/secret.ts'
import { VERSION } from '../../core/version.ts'
import { CallFailed } from './failures.ts'

/** GitHub keeps each version of its API for two years after the next one; this is the one that Enterprise Server knows too. */
const API_VERSION = '2022-11-28'

/** One call of GitHub's REST API. */
export interface GitHubCall {
  /** For the log: `Fetching the public key of octo/demo`. */
  readonly doing: string
  /** As in GitHub's reference: `GET /orgs/{org}/actions/secrets/{secret_name}`. */
  readonly route: string
  /** What stands in braces in the route; the rest becomes the query or the body. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Which statuses mean that it was done. */
  readonly expected: readonly number[]
}

/** The status and the fields of a reply that was expected; none where it has no body. */
export interface GitHubReply {
  readonly status: number
  readonly fields: Fields
}

/**
 * Calls GitHub, trying again while that makes sense.
 *
 * @throws CallFailed with what GitHub or the network said
 */
export type GitHubApi = (call: GitHubCall, time: Attempts) => Promise<GitHubReply>

/**
 * GitHub's REST API: Octokit knows its routes and headers, and our own transport carries it, so that
 * proxies, deadlines, retries and refused redirects are the same as everywhere.
 */
export function githubApi(apiUrl: string, token: Secret, context: RequestContext): GitHubApi {
  return async (call, time) => {
    let fault: Error | undefined
    const fetch = async (url: string, options: RequestOptions): Promise<Response> => {
      try {
        const request = toRequest(url, options)
        const read = (reply: HttpReply): HttpReply => readExpected(reply, call.expected)
        return toResponse(await send({ doing: call.doing, request, read }, time, context))
      } catch (error) {
        // Octokit wraps what its fetch throws, and its wrapper holds the request with its headers.
        fault = error instanceof Error ? error : new Error(String(error))
        throw error
      }
    }
    const { method, url } = splitRoute(call.route)
    try {
      const reply: { status: number; data: unknown } = await octokitRequest({
        method,
        url,
        baseUrl: apiUrl.replace(/\/+$/, ''),
        ...call.parameters,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token.reveal()}`,
          'user-agent': `gc-oauth-action/${VERSION}`,
          'x-github-api-version': API_VERSION,
        },
        request: { fetch, log: SILENT },
      })
      return { status: reply.status, fields: toFields(reply.data) }
    } catch (error) {
      context.signal.throwIfAborted()
      if (fault instanceof RequestGivenUp) throw new CallFailed(call.doing, fault)
      throw fault ?? error
    }
  }
}

interface RequestOptions {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const nothing = (): void => undefined

/** Octokit prints deprecations to the console, where they would be lines of the step's log. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

type Method = HttpRequest['method']

function splitRoute(route: string): { method: Method; url: string } {
  const [method = '', url = ''] = route.split(' ')
  return { method: method as Method, url }
}

function toRequest(url: string, { method, headers, body }: RequestOptions): HttpRequest {
  return { method: method as Method, url, headers, ...(body === undefined ? {} : { body }) }
}

function toResponse({ status, headers, body }: HttpReply): Response {
  return new Response(status === 204 ? null : body, { status, headers })
}

/** A success that is none of those that GitHub documents comes from something in between. */
function readExpected(reply: HttpReply, expected: readonly number[]): HttpReply {
  if (reply.status < 200 || reply.status > 299) throw readGitHubFailure(reply)
  if (reply.status !== 204 && reply.body !== '') readFields(reply, 'the reply')
  if (expected.includes(reply.status)) return reply
  throw new AttemptFailed({
    kind: 'unreadable',
    summary: `HTTP ${reply.status}, which GitHub does not answer here`,
    status: reply.status,
  })
}

/** As `readFailure`, with GitHub's request id and its two ways to limit requests, which may come as 403. */
function readGitHubFailure(reply: HttpReply): AttemptFailed {
  const { failure } = readFailure(reply)
  const id = quote(reply.headers['x-github-request-id'])
  const isSpent = reply.headers['x-ratelimit-remaining'] === '0'
  const isLimit =
    reply.status === 429 || (reply.status === 403 && (isSpent || failure.retryAfterMs !== undefined))
  const retryAfterMs = failure.retryAfterMs ?? (isLimit && isSpent ? untilReset(reply) : undefined)
  return new AttemptFailed({
    ...failure,
    ...(id === undefined ? {} : { correlationId: id }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    isRateLimit: isLimit,
  })
}

function untilReset(reply: HttpReply): number | undefined {
  const resetSeconds = Number(reply.headers['x-ratelimit-reset'] ?? 'none')
  if (!Number.isFinite(resetSeconds)) return undefined
  return Math.max(0, resetSeconds * 1000 - (serverDate(reply) ?? reply.received.wallMs))
}

function toFields(data: unknown): Fields {
  return typeof data === 'object' && data !== null ? (data as Fields) : {}
}
