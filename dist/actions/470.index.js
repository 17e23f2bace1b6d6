"use strict";
exports.id = 470;
exports.ids = [470];
exports.modules = {

2470:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tokenError: () => (tokenError)
});

var errors = __webpack_require__(8208);
;// CONCATENATED MODULE: ./build/oauth/token-endpoint.js
function givenUrlOf(tokenUrl) {
    const base = tokenUrl.replace(/\/oauth\/token$/, '');
    if (base !== tokenUrl)
        return { url: base, input: 'login-url' };
    return { url: tokenUrl.replace(/\?.*$/, ''), input: 'token-url' };
}

var retry_decision = __webpack_require__(881);
;// CONCATENATED MODULE: ./build/oauth/id-token-failed.js

class IdTokenFailed extends retry_decision/* AttemptFailed */.Nz {
    constructor(failure, cause) {
        super({ ...failure, summary: `GitHub's ID token service: ${failure.summary}` }, cause);
    }
}

;// CONCATENATED MODULE: ./build/oauth/assertion-error.js

const LEAST_CLOCK_DIFFERENCE_MS = 5_000;
function diagnoseAssertion(facts) {
    const { failure, cause, endpoint, authentication } = facts;
    if (cause instanceof IdTokenFailed)
        return diagnoseIdToken(failure);
    if (authentication.audience === '' || failure.kind !== 'status' || !isAboutClient(failure))
        return undefined;
    const causes = causesOf(failure, authentication);
    const said = failure.description ?? '';
    const isNamed = ({ words }) => words.test(said);
    return {
        code: 'ASSERTION_REJECTED',
        what: `The token endpoint of ${endpoint.place} did not accept the client's assertion`,
        causes: [...causes.filter(isNamed), ...causes.filter((one) => !isNamed(one))].map(({ text }) => text),
    };
}
function isAboutClient({ status, error = '', description = '' }) {
    if (error === 'invalid_client' || error === 'unauthorized_client')
        return true;
    if (error === 'invalid_request')
        return /assertion|jwt|\b(?:aud|exp|iat|alg|kid|jti|iss|sub)\b/i.test(description);
    return error === '' && status === 401;
}
function causesOf(failure, { method, audience }) {
    const clock = clockCause(failure);
    return [
        ...(clock === undefined ? [] : [clock]),
        {
            words: /\baud\b|audience/i,
            text: `the server expects another audience than ${audience.replace(/\?.*$/, '')}: set assertion-audience`,
        },
        ...(method === 'github-oidc' ? TRUST : KEY),
        {
            words: /unauthorized|grant|auth.*method|client.*not found|not registered/i,
            text: `client-id is wrong, or this client is not registered for the grant client_credentials with client-auth ${method}`,
        },
    ];
}
const KEY = [
    {
        words: /\bkey\b|\bjwks?\b|signature|certificate/i,
        text: 'the public key that is registered for this client does not belong to private-key',
    },
    { words: /\bkid\b/i, text: 'the server knows the key by another kid: set private-key-id' },
    {
        words: /\balg\b|algorithm/i,
        text: "the server does not take this key's algorithm: give a key of the kind that it wants, or a JWK with that alg",
    },
    {
        words: /\bjti\b|replay|once|already/i,
        text: 'a gateway or proxy sent the request twice: the server takes each assertion once',
    },
];
const TRUST = [
    {
        words: /\bsub\b|subject|federated/i,
        text: 'the server does not trust this subject: compare sub (repo:owner/name:ref:refs/heads/main) with what is registered there',
    },
    {
        words: /\biss\b|issuer/i,
        text: 'the server does not trust the issuer https://token.actions.githubusercontent.com for this client',
    },
];
function clockCause({ clockAheadMs = 0, description = '' }) {
    const words = /\b(?:exp|iat|nbf)\b|expired|issued in the future|not (?:yet )?(?:active|valid)|clock/i;
    const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
    if (Math.abs(clockAheadMs) >= LEAST_CLOCK_DIFFERENCE_MS) {
        const direction = clockAheadMs > 0 ? 'ahead of' : 'behind';
        return { words, text: `this machine's clock is ${seconds} s ${direction} the server's` };
    }
    return words.test(description)
        ? {
            words,
            text: "this machine's clock and the server's differ, or the server wants a shorter life than 120 s",
        }
        : undefined;
}
function diagnoseIdToken({ kind, status = 0 }) {
    const refused = 'the job may not ask for ID tokens: give it permissions: with id-token: write';
    const isRefused = kind === 'status' && status < 500;
    return {
        code: 'ID_TOKEN_FAILED',
        what: 'GitHub gave this job no ID token to prove the client with',
        causes: [
            ...(isRefused ? [refused, 'the job, whose token asks for it, has ended'] : []),
            "GitHub's service for ID tokens has an outage: see https://www.githubstatus.com",
            'the runner may not open connections to the host of ACTIONS_ID_TOKEN_REQUEST_URL (firewall, missing HTTPS_PROXY)',
        ],
    };
}

var send = __webpack_require__(7432);
;// CONCATENATED MODULE: ./build/oauth/token-error.js




function tokenError(givenUp, endpoint, authentication = { method: 'basic', audience: '' }) {
    const { failure, cause } = givenUp;
    const diagnosis = diagnoseAssertion({ failure, cause, endpoint, authentication });
    const { code, what, causes } = diagnosis ??
        withMethod(diagnose(failure, { ...endpoint, ...givenUrlOf(endpoint.tokenUrl) }), authentication.method);
    return new errors/* ActionError */.lZ(code, `${what} (${(0,send/* describeGivingUp */.dF)(givenUp)}).`, causes, givenUp.cause);
}
function withMethod(diagnosis, method) {
    if (method !== 'post' || diagnosis.code !== 'GRANT_REJECTED')
        return diagnosis;
    const wrongMethod = 'the server takes id and secret in the Basic header only, as Genesys Cloud does: set client-auth to basic';
    return { ...diagnosis, causes: [wrongMethod, ...diagnosis.causes] };
}
function diagnose(failure, endpoint) {
    switch (failure.kind) {
        case 'status':
            return diagnoseStatus(failure, endpoint);
        case 'redirect':
            return redirected(endpoint);
        case 'truncated':
        case 'unreadable':
        case 'invalid':
        case 'too-large':
            return unreadable(endpoint);
        case 'connection':
        case 'timeout':
        case 'tls':
        case 'proxy':
            return diagnoseConnection(failure.kind, failure, endpoint);
    }
}
function diagnoseConnection(kind, { isRefusedByPeer }, endpoint) {
    switch (kind) {
        case 'connection':
            return unreachable(endpoint);
        case 'timeout':
            return timedOut(endpoint);
        case 'tls':
            return isRefusedByPeer === true ? refusedInHandshake(endpoint) : distrusted(endpoint);
        case 'proxy':
            return refusedByProxy(endpoint);
    }
}
function diagnoseStatus(failure, endpoint) {
    if (failure.isRateLimit === true)
        return rateLimited(endpoint);
    switch (failure.error ?? '') {
        case 'invalid_client':
            return rejected(endpoint);
        case 'unauthorized_client':
            return grantTypeNotAllowed();
        case 'invalid_scope':
            return scopeRejected();
        case 'temporarily_unavailable':
        case 'server_error':
            return serverFailed(endpoint);
    }
    const { status = 0 } = failure;
    if (status === 401)
        return rejected(endpoint);
    if (status === 404 || status === 405)
        return notFound(endpoint);
    return status >= 500 || status === 408 || status === 425 ? serverFailed(endpoint) : refused(endpoint);
}
function redirected({ url, input }) {
    return {
        code: 'REDIRECTED',
        what: `The token endpoint at ${url} answered with a redirect, which is not followed because it would carry the credentials along`,
        causes: [
            `${input} is not the ${input === 'login-url' ? 'base URL' : 'URL'} of the token endpoint`,
            'a proxy or gateway wants a login of its own',
        ],
    };
}
function unreadable({ url, input }) {
    return {
        code: 'REPLY_UNREADABLE',
        what: `The token endpoint at ${url} gave a reply that is no token`,
        causes: [
            `${input} points to something other than an OAuth token endpoint`,
            'a proxy or gateway answered in its place',
        ],
    };
}
function unreachable({ url, input }) {
    return {
        code: 'NETWORK_FAILED',
        what: `${url} could not be reached`,
        causes: [
            'the runner may not open connections to this host (firewall, missing HTTPS_PROXY)',
            `${input} or region is misspelt`,
            'the network or Genesys Cloud has an outage',
        ],
    };
}
function timedOut({ url }) {
    return {
        code: 'TIMED_OUT',
        what: `${url} did not answer in time`,
        causes: [
            'a firewall drops the connection without a word',
            'Genesys Cloud is slow or has an outage',
            'timeout-seconds is too short',
        ],
    };
}
function distrusted({ url, input }) {
    return {
        code: 'TLS_FAILED',
        what: `No trusted TLS connection to ${url} could be made`,
        causes: [
            "a proxy or gateway signs with a private CA: set NODE_EXTRA_CA_CERTS to the file of that CA's certificate, in the env of the job or of the runner",
            'the certificate has expired, belongs to another host or has a key that is too weak',
            "the runner's clock is wrong",
            `the port in ${input} speaks plain http`,
        ],
    };
}
function refusedInHandshake({ url }) {
    return {
        code: 'TLS_FAILED',
        what: `${url} broke off the TLS handshake`,
        causes: [
            'it wants a client certificate (mutual TLS), which this action cannot present: ask for an address of the gateway without one',
            'it takes only versions or ciphers of TLS that the Node of this runner does not have',
        ],
    };
}
function refusedByProxy({ url }) {
    return {
        code: 'PROXY_FAILED',
        what: `The proxy did not let the request to ${url} through`,
        causes: [
            'HTTPS_PROXY names the wrong host or port',
            'the user or password in HTTPS_PROXY is wrong (407)',
            'the proxy does not allow this host (403); hosts that need no proxy belong in NO_PROXY',
        ],
    };
}
function rateLimited({ place }) {
    return {
        code: 'RATE_LIMITED',
        what: `Genesys Cloud in ${place} limits token requests and did not let this one through in time`,
        causes: [
            "many jobs or tools ask for tokens of this OAuth client at once: let later steps use this step's token instead of logging in again",
            'timeout-seconds is too short: the limit takes about a minute to recover',
        ],
    };
}
function grantTypeNotAllowed() {
    return {
        code: 'GRANT_TYPE_NOT_ALLOWED',
        what: 'Genesys Cloud refused the client credentials grant to this OAuth client',
        causes: ['the OAuth client was created with another grant type: it has to be "Client Credentials"'],
    };
}
function scopeRejected() {
    return {
        code: 'SCOPE_REJECTED',
        what: 'The token endpoint refused the scope',
        causes: [
            'scope names something that this server does not know: in Genesys Cloud leave it empty, the roles of the client decide',
            'offline_access does not exist for this grant, and no refresh token is needed: ask for a new token instead',
        ],
    };
}
function serverFailed({ place }) {
    return {
        code: 'SERVER_FAILED',
        what: `Genesys Cloud in ${place} could not answer`,
        causes: ['an outage: see https://status.mypurecloud.com', 'a gateway or proxy in between is down'],
    };
}
function refused({ place }) {
    return {
        code: 'REQUEST_REFUSED',
        what: `The token endpoint of ${place} refused the request`,
        causes: [
            "this runner's IP address is not on the allow list of the organization or of the OAuth client",
            'a gateway, proxy or firewall refuses it',
            'the organization is disabled',
        ],
    };
}
function rejected({ place }) {
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
    };
}
function notFound({ url, input }) {
    if (input === 'token-url') {
        return {
            code: 'ENDPOINT_NOT_FOUND',
            what: `There is no token endpoint at ${url}`,
            causes: ['token-url is not the whole URL of the token endpoint'],
        };
    }
    const usesApiHost = new URL(url).hostname.startsWith('api.');
    return {
        code: 'ENDPOINT_NOT_FOUND',
        what: `There is no token endpoint at ${url}/oauth/token`,
        causes: [
            ...(usesApiHost
                ? ['login-url names the api host: tokens come from login.<domain>, not from api.<domain>']
                : []),
            'login-url is not the base URL before /oauth/token',
        ],
    };
}


})

};
;