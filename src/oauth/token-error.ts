import { ActionError, type ErrorCode } from '../core/errors.ts'
import { diagnoseAssertion, type AssertionFacts } from './assertion-error.ts'
import type { Failure } from '../http/retry-decision.ts'
import { describeGivingUp, type RequestGivenUp } from '../http/send.ts'

/** Where tokens are asked for. */
export interface TokenEndpoint {
  /** `eu-central-1`, or the login host where no region is known: for sentences. */
  readonly place: string
  readonly tokenUrl: string
}

/** What a user is told about a token request that was given up. */
export function tokenError(
  givenUp: RequestGivenUp,
  endpoint: TokenEndpoint,
  authentication: AssertionFacts['authentication'] = { method: 'basic', audience: '' },
): ActionError {
  const { failure, cause } = givenUp
  const diagnosis = diagnoseAssertion({ failure, cause, endpoint, authentication })
  const { code, what, causes } = diagnosis ?? withMethod(diagnose(failure, endpoint), authentication.method)
  return new ActionError(code, `${what} (${describeGivingUp(givenUp)}).`, causes, givenUp.cause)
}

/** A code, the first words of the sentence, and the likely causes. */
export interface Diagnosis {
  readonly code: ErrorCode
  readonly what: string
  readonly causes: readonly string[]
}

/** The token endpoint as a user set it: by its base URL, or as a whole. Without a query, which may hold more than a name. */
interface GivenUrl {
  readonly url: string
  readonly input: 'login-url' | 'token-url'
}

function givenUrlOf(tokenUrl: string): GivenUrl {
  const base = tokenUrl.replace(/\/oauth\/token$/, '')
  if (base !== tokenUrl) return { url: base, input: 'login-url' }
  return { url: tokenUrl.replace(/\?.*$/, ''), input: 'token-url' }
}

/** With `post`, the likeliest cause is the method. */
function withMethod(diagnosis: Diagnosis, method: AssertionFacts['authentication']['method']): Diagnosis {
  if (method !== 'post' || diagnosis.code !== 'GRANT_REJECTED') return diagnosis
  const wrongMethod =
    'the server takes id and secret in the Basic header only, as Genesys Cloud does: set client-auth to basic'
  return { ...diagnosis, causes: [wrongMethod, ...diagnosis.causes] }
}

function diagnose(failure: Failure, { place, tokenUrl }: TokenEndpoint): Diagnosis {
  const given = givenUrlOf(tokenUrl)
  const { url, input } = given
  switch (failure.kind) {
    case 'status':
      return diagnoseStatus(failure, place, given)
    case 'redirect':
      return {
        code: 'REDIRECTED',
        what: `The token endpoint at ${url} answered with a redirect, which is not followed because it would carry the credentials along`,
        causes: [
          `${input} is not the ${input === 'login-url' ? 'base URL' : 'URL'} of the token endpoint`,
          'a proxy or gateway wants a login of its own',
        ],
      }
    case 'truncated':
    case 'unreadable':
    case 'invalid':
    case 'too-large':
      return {
        code: 'REPLY_UNREADABLE',
        what: `The token endpoint at ${url} gave a reply that is no token`,
        causes: [
          `${input} points to something other than an OAuth token endpoint`,
          'a proxy or gateway answered in its place',
        ],
      }
    case 'connection':
      return {
        code: 'NETWORK_FAILED',
        what: `${url} could not be reached`,
        causes: [
          'the runner may not open connections to this host (firewall, missing HTTPS_PROXY)',
          `${input} or region is misspelt`,
          'the network or Genesys Cloud has an outage',
        ],
      }
    case 'timeout':
      return {
        code: 'TIMED_OUT',
        what: `${url} did not answer in time`,
        causes: [
          'a firewall drops the connection without a word',
          'Genesys Cloud is slow or has an outage',
          'timeout-seconds is too short',
        ],
      }
    case 'tls':
      return {
        code: 'TLS_FAILED',
        what: `No trusted TLS connection to ${url} could be made`,
        causes: [
          "a proxy or gateway signs with a private CA: set NODE_EXTRA_CA_CERTS to the file of that CA's certificate, in the env of the job or of the runner",
          'the certificate has expired or belongs to another host',
          "the runner's clock is wrong",
          `the port in ${input} speaks plain http`,
        ],
      }
    case 'proxy':
      return {
        code: 'PROXY_FAILED',
        what: `The proxy did not let the request to ${url} through`,
        causes: [
          'HTTPS_PROXY names the wrong host or port',
          'the user or password in HTTPS_PROXY is wrong (407)',
          'the proxy does not allow this host (403); hosts that need no proxy belong in NO_PROXY',
        ],
      }
  }
}

function diagnoseStatus(failure: Failure, place: string, given: GivenUrl): Diagnosis {
  if (failure.isRateLimit === true) {
    return {
      code: 'RATE_LIMITED',
      what: `Genesys Cloud in ${place} limits token requests and did not let this one through in time`,
      causes: [
        "many jobs or tools ask for tokens of this OAuth client at once: let later steps use this step's token instead of logging in again",
        'timeout-seconds is too short: the limit takes about a minute to recover',
      ],
    }
  }
  switch (failure.error ?? '') {
    case 'invalid_client':
      return rejected(place)
    case 'unauthorized_client':
      return {
        code: 'GRANT_TYPE_NOT_ALLOWED',
        what: 'Genesys Cloud refused the client credentials grant to this OAuth client',
        causes: ['the OAuth client was created with another grant type: it has to be "Client Credentials"'],
      }
    case 'invalid_scope':
      return {
        code: 'SCOPE_REJECTED',
        what: 'The token endpoint refused the scope',
        causes: [
          'scope names something that this server does not know: in Genesys Cloud leave it empty, the roles of the client decide',
          'offline_access does not exist for this grant, and no refresh token is needed: ask for a new token instead',
        ],
      }
  }
  if (failure.status === 401) return rejected(place)
  if (failure.status === 404 || failure.status === 405) return notFound(given)
  if ((failure.status ?? 0) >= 500 || failure.status === 408 || failure.status === 425) {
    return {
      code: 'SERVER_FAILED',
      what: `Genesys Cloud in ${place} could not answer`,
      causes: ['an outage: see https://status.mypurecloud.com', 'a gateway or proxy in between is down'],
    }
  }
  return {
    code: 'REQUEST_REFUSED',
    what: `The token endpoint of ${place} refused the request`,
    causes: [
      "this runner's IP address is not on the allow list of the organization or of the OAuth client",
      'a gateway, proxy or firewall refuses it',
      'the organization is disabled',
    ],
  }
}

function rejected(place: string): Diagnosis {
  return {
    code: 'GRANT_REJECTED',
    what: 'Genesys Cloud refused the client credentials',
    causes: [
      `the OAuth client belongs to a region other than ${place}`,
      'client-id or client-secret is wrong, or they belong to two different clients',
      'the OAuth client is disabled or deleted',
      'its secret was rotated',
      "this runner's IP address is not on the allow list",
    ],
  }
}

function notFound({ url, input }: GivenUrl): Diagnosis {
  if (input === 'token-url') {
    return {
      code: 'ENDPOINT_NOT_FOUND',
      what: `There is no token endpoint at ${url}`,
      causes: ['token-url is not the whole URL of the token endpoint'],
    }
  }
  const usesApiHost = new URL(url).hostname.startsWith('api.')
  return {
    code: 'ENDPOINT_NOT_FOUND',
    what: `There is no token endpoint at ${url}/oauth/token`,
    causes: [
      ...(usesApiHost
        ? ['login-url names the api host: tokens come from login.<domain>, not from api.<domain>']
        : []),
      'login-url is not the base URL before /oauth/token',
    ],
  }
}
