import { parseObject } from '../../core/json.ts'
import { isoSeconds } from '../../core/time.ts'
import { quote, readFailure, serverDate } from '../../http/reply.ts'
import { AttemptFailed } from '../../http/retry-decision.ts'
import { RequestGivenUp } from '../../http/send.ts'
import { type HttpReply, type HttpRequest } from '../../http/transport.ts'
import { placeOf } from '../../genesys/region.ts'
import { type Leases } from '../../lease/leases.ts'
import { tokenError } from '../../oauth/token-error.ts'
import { readTokenResponse } from '../../oauth/token-request.ts'
import { blocked, fail, ok, unknown, warn, type Check, type Examination, type Finding } from '../check.ts'
import { replyOrFailure } from '../exchanges.ts'

const WARN_MS = 30_000
const FAIL_MS = 300_000

/** A token request without credentials and without a grant: what answers it says what stands there, and issues nothing. */
function bareTokenRequest(tokenUrl: string): HttpRequest {
  return {
    method: 'POST',
    url: tokenUrl,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  }
}

/** A request without a token, whose refusal has a date. */
function bareApiRequest(apiUrl: string): HttpRequest {
  return { method: 'GET', url: `${apiUrl}/api/v2/tokens/me`, headers: { accept: 'application/json' } }
}

/** This machine's clock against the server's. */
export const CLOCK: Check = {
  name: 'clock',
  needs: [],
  follows: ['tls.login', 'tls.api'],
  run: compareClocks,
}

async function compareClocks(examination: Examination): Promise<Finding> {
  const { tokenUrl, hosts, found, exchanges, deadline } = examination
  const isReachable = (name: 'tls.login' | 'tls.api'): boolean => found.get(name)?.isInTheWay === false
  const requests = [
    ...(tokenUrl !== undefined && isReachable('tls.login') ? [bareTokenRequest(tokenUrl)] : []),
    ...(hosts.api !== undefined && isReachable('tls.api') ? [bareApiRequest(hosts.api.url)] : []),
  ]
  const [request] = requests
  if (request === undefined) return blocked('neither host can be reached')
  const reply = await replyOrFailure(exchanges.reply(request, deadline))
  const date = reply instanceof RequestGivenUp ? undefined : serverDate(reply)
  if (reply instanceof RequestGivenUp || date === undefined) {
    return unknown('NO_DATE', `the answer of ${new URL(request.url).host} has no date`)
  }
  return judgeClock(reply.received.wallMs, date)
}

/** @param serverMs has whole seconds, so that less than one is no difference */
function judgeClock(hereMs: number, serverMs: number): Finding {
  const differenceMs = hereMs - serverMs
  const seconds = Math.round(Math.abs(differenceMs) / 1000)
  const says = `here it is ${isoSeconds(hereMs)}, at the server ${isoSeconds(serverMs)}`
  if (Math.abs(differenceMs) <= WARN_MS) return ok(`right to ${seconds + 1} s`)
  const way = differenceMs > 0 ? 'ahead' : 'behind'
  const detail = `the clock of this machine is ${seconds} s ${way} (${says})`
  const hint = 'set it, or let NTP do so: certificates and expiries are judged by it'
  return Math.abs(differenceMs) > FAIL_MS
    ? fail('CLOCK_WRONG', detail, hint)
    : warn('CLOCK_OFF', detail, hint)
}

/** Whether a token endpoint answers, and in JSON. */
export const ENDPOINT: Check = {
  name: 'endpoint',
  needs: ['tls.login'],
  run: askEndpoint,
}

async function askEndpoint(examination: Examination): Promise<Finding> {
  const { tokenUrl, exchanges, deadline } = examination
  if (tokenUrl === undefined) return blocked('no setting tells the token endpoint')
  const reply = await replyOrFailure(exchanges.reply(bareTokenRequest(tokenUrl), deadline))
  if (reply instanceof RequestGivenUp) return explained(reply, tokenUrl)
  return holdsToken(reply, examination.leases)
    ? warn(
        'TOKEN_WITHOUT_CREDENTIALS',
        `${withoutQuery(tokenUrl)} issues a token to a request without credentials`,
        'all who reach it get tokens: ask who runs it whether that is meant',
      )
    : judgeEndpoint(reply, tokenUrl)
}

/** A token is ours to release, whether it was asked for or not. */
function holdsToken(reply: HttpReply, leases: Leases): boolean {
  try {
    leases.hold(readTokenResponse(reply).token)
    return true
  } catch (error) {
    if (error instanceof AttemptFailed) return false
    throw error
  }
}

/** A query may hold more than a name. */
const withoutQuery = (url: string): string => url.replace(/\?.*$/, '')

function judgeEndpoint(reply: HttpReply, tokenUrl: string): Finding {
  const { status } = reply
  const shown = withoutQuery(tokenUrl)
  if (status >= 300 && status < 400) {
    return fail(
      'LOGIN_PAGE',
      `${shown} redirects to ${placeOfRedirect(reply, tokenUrl)} (HTTP ${status})`,
      'a network that wants a login of its own (captive portal, proxy) answers in its place, or the URL is not that of the token endpoint',
    )
  }
  if (status === 404 || status === 405) return explained(givenUp(reply), tokenUrl)
  const isJson = parseObject(reply.body.replace(/^\uFEFF/, '')) !== undefined
  if (!isJson) return judgePage(reply, shown)
  if (status >= 500 || status === 429) return explained(givenUp(reply), tokenUrl)
  return ok(`${shown} answers in JSON (HTTP ${status})`)
}

function judgePage(reply: HttpReply, shown: string): Finding {
  const type = quote(reply.headers['content-type']) ?? 'no content type'
  const isPage = /html/i.test(type) || /^\s*</.test(reply.body)
  const detail = `${shown} answers with ${isPage ? 'a page for people' : 'something that is no JSON'} (HTTP ${reply.status}, ${type})`
  if (!isPage) {
    return fail(
      'REPLY_UNREADABLE',
      detail,
      'the URL is not that of a token endpoint, or something answers in its place',
    )
  }
  return reply.status < 400
    ? fail(
        'LOGIN_PAGE',
        detail,
        'a network that wants a login of its own answers in its place: open any page in a browser, or ask who runs it',
      )
    : fail(
        'ERROR_PAGE',
        detail,
        'a proxy, gateway or firewall in between answers in its place: ask who runs it',
      )
}

/** Only the host: a path or query may hold more than a name. */
function placeOfRedirect(reply: HttpReply, tokenUrl: string): string {
  const location = reply.headers['location'] ?? ''
  return URL.canParse(location, tokenUrl) ? (quote(new URL(location, tokenUrl).host) ?? '') : 'nowhere'
}

function givenUp(reply: HttpReply): RequestGivenUp {
  const failed: AttemptFailed = readFailure(reply)
  return new RequestGivenUp(failed.failure, '', failed)
}

/** In the words of the error that a token request ends with. */
function explained(failure: RequestGivenUp, tokenUrl: string): Finding {
  const { code, message, causes } = tokenError(failure, { place: placeOf(undefined, tokenUrl), tokenUrl })
  return fail(code, message.replace(/\.$/, ''), causes.join('; '))
}
