import { request as octokitRequest } from '@octokit/request'
import { type Fields } from '../../core/json.ts'
import { type Secret } from '../../core/secret.ts'
import { VERSION } from '../../core/version.ts'
import { quote, readFailure, readFields, serverDate } from '../../http/reply.ts'
import { AttemptFailed, type Failure } from '../../http/retry-decision.ts'
import { RequestGivenUp, send, type RequestContext } from '../../http/send.ts'
import { type HttpReply, type HttpRequest } from '../../http/transport.ts'
import { type GitHubApi, type GitHubCall, type GitHubReply } from './call.ts'
import { CallFailed } from './failures.ts'

/** GitHub keeps each version of its API for two years after the next one; this is the one that Enterprise Server knows too. */
const API_VERSION = '2022-11-28'

/** How long to wait for the end of a secondary limit where GitHub does not say: "at least one minute", by its pages. */
const SHORTEST_LIMIT_MS = 60_000

/**
 * GitHub's REST API: Octokit knows its routes and headers, and our own transport carries it, so that proxies, deadlines, retries
 * and refused redirects are the same as everywhere.
 */
export function githubApi(apiUrl: string, token: Secret, context: RequestContext): GitHubApi {
  return async (call, attempts) => {
    let reply: HttpReply | undefined
    let fault: Error | undefined
    const fetch = async (url: string, options: RequestOptions): Promise<Response> => {
      try {
        const exchange = {
          doing: asBeginning(call.doing),
          request: toRequest(url, options),
          read: readerOf(call),
        }
        reply = await send(exchange, attempts, context)
        return toResponse(reply)
      } catch (error) {
        // Octokit wraps what its fetch throws, and its wrapper holds the request with its headers.
        fault = error instanceof Error ? error : new Error(String(error))
        throw error
      }
    }
    try {
      const octokitReply: { status: number; data: unknown } = await octokitRequest({
        ...optionsOf(call, apiUrl, token),
        request: { fetch, log: SILENT },
      })
      return {
        status: octokitReply.status,
        fields: toFields(octokitReply.data),
        nextPage: nextPageOf(reply?.headers['link']),
        date: reply && serverDate(reply),
      }
    } catch (error) {
      context.signal.throwIfAborted()
      if (fault instanceof RequestGivenUp) throw new CallFailed(call, fault)
      throw fault ?? error
    }
  }
}

/** Of a sentence in the log; in errors it stands in the middle of one. */
const asBeginning = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

interface RequestOptions {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const nothing = (): void => undefined

/** Octokit prints deprecations to the console, where they would be lines of the step's log. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing }

type Method = HttpRequest['method']

interface OctokitOptions extends Record<string, unknown> {
  readonly method: Method
  readonly url: string
  readonly baseUrl: string
  readonly headers: Record<string, string>
}

function optionsOf({ route, parameters }: GitHubCall, apiUrl: string, token: Secret): OctokitOptions {
  const [method = '', url = ''] = route.split(' ')
  return {
    method: method as Method,
    url,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    ...parameters,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token.reveal()}`,
      'user-agent': `gc-oauth-action/${VERSION}`,
      'x-github-api-version': API_VERSION,
    },
  }
}

function toRequest(url: string, { method, headers, body }: RequestOptions): HttpRequest {
  return { method: method as Method, url, headers, ...(body === undefined ? {} : { body }) }
}

function toResponse({ status, headers, body }: HttpReply): Response {
  return new Response(status === 204 ? null : body, { status, headers })
}

/** The reader of all attempts of one call. */
function readerOf({ expected, wasAllowed }: GitHubCall): (reply: HttpReply) => HttpReply {
  let isPatient = wasAllowed === true
  return (reply) => {
    if (reply.status >= 200 && reply.status <= 299) return readExpected(reply, expected)
    const failure = readGitHubFailure(reply)
    const isForbidden = failure.status === 403 && failure.isRateLimit !== true
    if (!isPatient || !isForbidden) throw new AttemptFailed(failure)
    isPatient = false
    throw new AttemptFailed({ ...failure, isRateLimit: true, retryAfterMs: SHORTEST_LIMIT_MS })
  }
}

/** A success that is none of those that GitHub documents comes from something in between. */
function readExpected(reply: HttpReply, expected: readonly number[]): HttpReply {
  if (reply.status !== 204 && reply.body !== '') readFields(reply, 'the reply')
  if (expected.includes(reply.status)) return reply
  throw new AttemptFailed({
    kind: 'unreadable',
    summary: `HTTP ${reply.status}, which GitHub does not answer here`,
    status: reply.status,
  })
}

/**
 * As `readFailure`, with GitHub's request id and its ways to limit requests
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api): the quota, and the secondary limits, which
 * may come as 403 and be told from a missing permission by their words alone.
 */
function readGitHubFailure(reply: HttpReply): Failure {
  const { failure } = readFailure(reply)
  const id = quote(reply.headers['x-github-request-id'])
  const isSpent = reply.headers['x-ratelimit-remaining'] === '0'
  const isSecondary = /\bsecondary rate\b|\babuse detection\b/i.test(failure.description ?? '')
  const { retryAfterMs = isSecondary ? SHORTEST_LIMIT_MS : isSpent ? untilReset(reply) : undefined } = failure
  const isLimit = isSpent || isSecondary || failure.retryAfterMs !== undefined
  return {
    ...failure,
    ...(id === undefined ? {} : { correlationId: id }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    isRateLimit: reply.status === 429 || (reply.status === 403 && isLimit),
  }
}

function untilReset(reply: HttpReply): number | undefined {
  const resetSeconds = Number(reply.headers['x-ratelimit-reset'] ?? 'none')
  if (!Number.isFinite(resetSeconds)) return undefined
  return Math.max(0, resetSeconds * 1000 - (serverDate(reply) ?? reply.received.wallMs))
}

/** Only the query: GitHub names the same list by another path, and a link to another host would carry the token there. */
function nextPageOf(link: string | undefined): GitHubReply['nextPage'] {
  const next = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link ?? '')?.[1]
  const url = next === undefined ? null : URL.parse(next)
  return url === null ? undefined : Object.fromEntries(url.searchParams)
}

function toFields(data: unknown): Fields {
  return typeof data === 'object' && data !== null ? (data as Fields) : {}
}
