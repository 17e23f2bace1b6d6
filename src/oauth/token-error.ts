import { ActionError } from '../core/errors.ts'
import { type Diagnosis } from './diagnosis.ts'
import { givenUrlOf, type GivenEndpoint, type TokenEndpoint } from './token-endpoint.ts'
import { diagnoseAssertion, type AssertionFacts } from './assertion-error.ts'
import { type Failure } from '../http/retry-decision.ts'
import { describeGivingUp, type RequestGivenUp } from '../http/send.ts'

/** What a user is told about a token request that was given up. */
export function tokenError(
  givenUp: RequestGivenUp,
  endpoint: TokenEndpoint,
  authentication: AssertionFacts['authentication'] = { method: 'basic', audience: '' },
): ActionError {
  const { failure, cause } = givenUp
  const diagnosis = diagnoseAssertion({ failure, cause, endpoint, authentication })
  const { code, what, causes } =
    diagnosis ??
    withMethod(diagnose(failure, { ...endpoint, ...givenUrlOf(endpoint.tokenUrl) }), authentication.method)
  return new ActionError(code, `${what} (${describeGivingUp(givenUp)}).`, causes, givenUp.cause)
}

/** With `post`, the likeliest cause is the method. */
function withMethod(diagnosis: Diagnosis, method: AssertionFacts['authentication']['method']): Diagnosis {
  if (method !== 'post' || diagnosis.code !== 'GRANT_REJECTED') return diagnosis
  const wrongMethod =
    'the server takes id and secret in the Basic header only, as Genesys Cloud does: set client-auth to basic'
  return { ...diagnosis, causes: [wrongMethod, ...diagnosis.causes] }
}

function diagnose(failure: Failure, endpoint: GivenEndpoint): Diagnosis {
  switch (failure.kind) {
    case 'status':
      return diagnoseStatus(failure, endpoint)
    case 'redirect':
      return redirected(endpoint)
    case 'truncated':
    case 'unreadable':
    case 'invalid':
    case 'too-large':
      return unreadable(endpoint)
    case 'connection':
    case 'timeout':
    case 'tls':
    case 'proxy':
      return diagnoseConnection(failure.kind, failure, endpoint)
  }
}

function diagnoseConnection(
  kind: 'connection' | 'timeout' | 'tls' | 'proxy',
  { isRefusedByPeer }: Failure,
  endpoint: GivenEndpoint,
): Diagnosis {
  switch (kind) {
    case 'connection':
      return unreachable(endpoint)
    case 'timeout':
      return timedOut(endpoint)
    case 'tls':
      return isRefusedByPeer === true ? refusedInHandshake(endpoint) : distrusted(endpoint)
    case 'proxy':
      return refusedByProxy(endpoint)
  }
}

function diagnoseStatus(failure: Failure, endpoint: GivenEndpoint): Diagnosis {
  if (failure.isRateLimit === true) return rateLimited(endpoint)
  switch (failure.error ?? '') {
    case 'invalid_client':
      return rejected(endpoint)
    case 'unauthorized_client':
      return grantTypeNotAllowed()
    case 'invalid_scope':
      return scopeRejected()
    case 'temporarily_unavailable':
    case 'server_error':
      return serverFailed(endpoint)
  }
  const { status = 0 } = failure
  if (status === 401) return rejected(endpoint)
  if (status === 404 || status === 405) return notFound(endpoint)
  return status >= 500 || status === 408 || status === 425 ? serverFailed(endpoint) : refused(endpoint)
}

function redirected({ url, input }: GivenEndpoint): Diagnosis {
  return {
    code: 'REDIRECTED',
    what: `The token endpoint at ${url} answered with a redirect, which is not followed because it would carry the credentials along`,
    causes: [
      `${input} is not the ${input === 'login-url' ? 'base URL' : 'URL'} of the token endpoint`,
      'a proxy or gateway wants a login of its own',
    ],
  }
}

function unreadable({ url, input }: GivenEndpoint): Diagnosis {
  return {
    code: 'REPLY_UNREADABLE',
    what: `The token endpoint at ${url} gave a reply that is no token`,
    causes: [
      `${input} points to something other than an OAuth token endpoint`,
      'a proxy or gateway answered in its place',
    ],
  }
}

function unreachable({ url, input }: GivenEndpoint): Diagnosis {
  return {
    code: 'NETWORK_FAILED',
    what: `${url} could not be reached`,
    causes: [
      'the runner may not open connections to this host (firewall, missing HTTPS_PROXY)',
      `${input} or region is misspelt`,
      'the network or Genesys Cloud has an outage',
    ],
  }
}

function timedOut({ url }: GivenEndpoint): Diagnosis {
  return {
    code: 'TIMED_OUT',
    what: `${url} did not answer in time`,
    causes: [
      'a firewall drops the connection without a word',
      'Genesys Cloud is slow or has an outage',
      'timeout-seconds is too short',
    ],
  }
}

function distrusted({ url, input }: GivenEndpoint): Diagnosis {
  return {
    code: 'TLS_FAILED',
    what: `No trusted TLS connection to ${url} could be made`,
    causes: [
      "a proxy or gateway signs with a private CA: set NODE_EXTRA_CA_CERTS to the file of that CA's certificate, in the env of the job or of the runner",
      'the certificate has expired, belongs to another host or has a key that is too weak',
      "the runner's clock is wrong",
      `the port in ${input} speaks plain http`,
    ],
  }
}

function refusedInHandshake({ url }: GivenEndpoint): Diagnosis {
  return {
    code: 'TLS_FAILED',
    what: `${url} broke off the TLS handshake`,
    causes: [
      'it wants a client certificate (mutual TLS), which this action cannot present: ask for an address of the gateway without one',
      'it takes only versions or ciphers of TLS that the Node of this runner does not have',
    ],
  }
}

function refusedByProxy({ url }: GivenEndpoint): Diagnosis {
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

function rateLimited({ place }: GivenEndpoint): Diagnosis {
  return {
    code: 'RATE_LIMITED',
    what: `Genesys Cloud in ${place} limits token requests and did not let this one through in time`,
    causes: [
      "many jobs or tools ask for tokens of this OAuth client at once: let later steps use this step's token instead of logging in again",
      'timeout-seconds is too short: the limit takes about a minute to recover',
    ],
  }
}

function grantTypeNotAllowed(): Diagnosis {
  return {
    code: 'GRANT_TYPE_NOT_ALLOWED',
    what: 'Genesys Cloud refused the client credentials grant to this OAuth client',
    causes: ['the OAuth client was created with another grant type: it has to be "Client Credentials"'],
  }
}

function scopeRejected(): Diagnosis {
  return {
    code: 'SCOPE_REJECTED',
    what: 'The token endpoint refused the scope',
    causes: [
      'scope names something that this server does not know: in Genesys Cloud leave it empty, the roles of the client decide',
      'offline_access does not exist for this grant, and no refresh token is needed: ask for a new token instead',
    ],
  }
}

function serverFailed({ place }: GivenEndpoint): Diagnosis {
  return {
    code: 'SERVER_FAILED',
    what: `Genesys Cloud in ${place} could not answer`,
    causes: ['an outage: see https://status.mypurecloud.com', 'a gateway or proxy in between is down'],
  }
}

function refused({ place }: GivenEndpoint): Diagnosis {
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

function rejected({ place }: GivenEndpoint): Diagnosis {
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

function notFound({ url, input }: GivenEndpoint): Diagnosis {
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
