"use strict";
exports.id = 884;
exports.ids = [884,668];
exports.modules = {

6884:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  examineFromTerminal: () => (examineFromTerminal)
});

var client = __webpack_require__(6097);
var nonce = __webpack_require__(5019);
var clock = __webpack_require__(5766);
var external_node_fs_ = __webpack_require__(3024);
var external_node_crypto_ = __webpack_require__(7598);
var errors = __webpack_require__(8208);
var lib_proxy = __webpack_require__(7012);
;// CONCATENATED MODULE: ./build/adapters/doctor/proxies.js

function proxyFor(url) {
    try {
        return (0,lib_proxy/* getProxyUrl */.s)(new URL(url));
    }
    catch {
        return undefined;
    }
}
function proxyUseFor(url, environment) {
    if (url === undefined)
        return { is: 'direct' };
    const target = new URL(url);
    const names = target.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
    const variable = names.find((name) => (environment[name] ?? '') !== '');
    const text = variable === undefined ? '' : (environment[variable] ?? '');
    if (variable === undefined || !URL.canParse(text))
        return { is: 'direct' };
    const proxy = new URL(text).host;
    if (!(0,lib_proxy/* checkBypass */.H)(target))
        return { is: 'proxy', proxy, variable };
    const exceptions = environment['no_proxy'] || environment['NO_PROXY'] || '';
    return exceptions === '' ? { is: 'direct' } : { is: 'excepted', proxy, variable };
}

;// CONCATENATED MODULE: ./build/adapters/doctor/machine.js




function readMachine(hosts, proxyMistakes, environment) {
    return {
        nodeVersion: process.version,
        proxies: {
            login: proxyUseFor(hosts.login?.url, environment),
            api: proxyUseFor(hosts.api?.url, environment),
        },
        proxyMistakes,
        caFile: readCaFile(environment['NODE_EXTRA_CA_CERTS'] ?? ''),
        isTlsUnchecked: environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0',
    };
}
function readCaFile(path) {
    if (path === '')
        return undefined;
    try {
        const [first] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec((0,external_node_fs_.readFileSync)(path, 'utf8')) ?? [];
        if (first === undefined)
            return { path, problem: 'it holds no certificate in PEM' };
        const { subject } = new external_node_crypto_.X509Certificate(first);
        return { path, problem: subject === '' ? 'its certificate has no subject' : undefined };
    }
    catch (error) {
        return { path, problem: (0,errors/* messageOf */.bD)(error) };
    }
}

var promises_ = __webpack_require__(1553);
var external_node_http_ = __webpack_require__(7067);
var external_node_https_ = __webpack_require__(4708);
var external_node_net_ = __webpack_require__(7030);
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./build/adapters/doctor/certificate.js


const LONGEST_CHAIN = 10;
function readCertificate(leaf, roots = external_node_tls_.rootCertificates) {
    const chain = chainOf(leaf);
    const last = chain.at(-1) ?? leaf;
    return {
        subject: nameOf(leaf.subject),
        issuer: nameOf(leaf.issuer),
        authority: nameOf(last.issuer),
        isPublic: isPublic(chain, roots),
        validFrom: Date.parse(leaf.validFrom),
        validTo: Date.parse(leaf.validTo),
        hosts: (leaf.subjectAltName ?? nameOf(leaf.subject)).replace(/(?:DNS|IP Address):/g, ''),
    };
}
function chainOf(leaf) {
    const chain = [leaf];
    while (chain.length < LONGEST_CHAIN) {
        const next = chain.at(-1)?.issuerCertificate;
        if (next === undefined || chain.some(({ fingerprint256 }) => fingerprint256 === next.fingerprint256))
            break;
        chain.push(next);
    }
    return chain;
}
function isPublic(chain, pems) {
    const roots = pems.map((pem) => new external_node_crypto_.X509Certificate(pem));
    return chain.some((certificate) => roots.some((root) => certificate.fingerprint256 === root.fingerprint256 ||
        (certificate.checkIssued(root) && certificate.verify(root.publicKey))));
}
function nameOf(distinguished) {
    const part = (key) => new RegExp(`^${key}=(.*)$`, 'm').exec(distinguished)?.[1] ?? '';
    const [name, organization] = [part('CN'), part('O')];
    if (name === '')
        return organization === '' ? distinguished.replaceAll('\n', ', ') : organization;
    return organization === '' ? name : `${name} (${organization})`;
}

;// CONCATENATED MODULE: ./build/adapters/doctor/network-probe.js








const networkProbe = { lookUp, connect, handshake };
async function lookUp(host) {
    try {
        const found = await (0,promises_.lookup)(host, { all: true });
        return { is: 'found', addresses: found.map(({ address }) => address) };
    }
    catch (error) {
        const reason = codeOf(error);
        return { is: reason === 'EAI_AGAIN' ? 'no-answer' : 'not-found', reason };
    }
}
async function connect(target, signal) {
    const opened = await network_probe_open(target, signal);
    if ('socket' in opened)
        opened.socket.destroy();
    return opened.connection;
}
async function handshake(target, signal) {
    const opened = await network_probe_open(target, signal);
    if (!('socket' in opened))
        return { is: 'failed', reason: 'the connection could not be opened again' };
    const { socket } = opened;
    const tls = (0,external_node_tls_.connect)({
        socket,
        host: target.host,
        ...((0,external_node_net_.isIP)(target.host) === 0 ? { servername: target.host } : {}),
        rejectUnauthorized: false,
    });
    try {
        await network_probe_event(tls, 'secureConnect', signal);
        return read(tls);
    }
    catch (error) {
        return { is: 'failed', reason: `${(0,errors/* messageOf */.bD)(error)}${codeSuffix(error)}` };
    }
    finally {
        tls.destroy();
        socket.destroy();
    }
}
function read(tls) {
    const leaf = tls.getPeerX509Certificate();
    if (leaf === undefined)
        return { is: 'failed', reason: 'the server shows no certificate' };
    const fault = tls.authorizationError;
    return {
        is: 'done',
        certificate: readCertificate(leaf),
        fault: fault === null || fault === undefined ? undefined : codeOf(fault),
    };
}
async function network_probe_open(target, signal) {
    const proxy = proxyFor(target.url);
    return proxy === undefined ? openDirectly(target, signal) : openThrough(proxy, target, signal);
}
async function openDirectly({ host, port }, signal) {
    const socket = (0,external_node_net_.connect)({ host, port });
    try {
        await network_probe_event(socket, 'connect', signal);
        return { socket, connection: { is: 'open', where: socket.remoteAddress ?? host } };
    }
    catch (error) {
        socket.destroy();
        const reason = codeOf(error);
        return { connection: { is: reason === 'ECONNREFUSED' ? 'refused' : 'unreachable', reason } };
    }
}
async function openThrough(proxy, target, signal) {
    const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
    const credential = Buffer.from(`${proxy.username}:${proxy.password}`, 'utf8').toString('base64');
    const options = {
        method: 'CONNECT',
        host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : proxy.port,
        path: authority,
        headers: {
            host: authority,
            ...(proxy.username === '' ? {} : { 'proxy-authorization': `Basic ${credential}` }),
        },
        agent: false,
        signal,
    };
    return new Promise((resolve) => {
        const request = (proxy.protocol === 'https:' ? external_node_https_.request : external_node_http_.request)(options);
        const refuse = ({ statusCode = 0 }) => {
            request.destroy();
            resolve({ connection: { is: 'proxy-refused', status: statusCode } });
        };
        request.on('connect', (message, socket) => {
            socket.on('error', () => undefined);
            if (message.statusCode === 200)
                resolve({ socket, connection: { is: 'open', where: `the proxy ${proxy.host}` } });
            else {
                socket.destroy();
                refuse(message);
            }
        });
        request.on('response', refuse);
        request.on('error', (error) => resolve({ connection: { is: 'proxy-unreachable', reason: codeOf(error) } }));
        request.end();
    });
}
function network_probe_event(socket, name, signal) {
    return new Promise((resolve, reject) => {
        const abort = () => {
            socket.destroy();
            reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        socket.once(name, () => resolve());
        socket.on('error', reject);
        socket.once('close', () => reject(new Error('the connection was closed')));
    });
}
function codeOf(error) {
    if (typeof error === 'string')
        return error;
    const one = error instanceof AggregateError ? error.errors[0] : error;
    return one instanceof Error && 'code' in one && typeof one.code === 'string' ? one.code : (0,errors/* messageOf */.bD)(one);
}
const codeSuffix = (error) => error instanceof Error && 'code' in error ? ` (${codeOf(error)})` : '';

var command = __webpack_require__(149);
var execution = __webpack_require__(4414);
var interruption = __webpack_require__(3305);
var adapters_process = __webpack_require__(3621);
var adapters_proxy = __webpack_require__(7312);
var agent_errors = __webpack_require__(8198);
var deadline = __webpack_require__(2095);
var time = __webpack_require__(566);
var json = __webpack_require__(6089);
var http_reply = __webpack_require__(1584);
;// CONCATENATED MODULE: ./build/genesys/account.js


const ACCOUNT_PATHS = {
    idleTimeout: '/api/v2/tokens/timeout',
    roles: '/api/v2/authorization/subjects/me',
    limits: '/api/v2/organizations/limits/namespaces/platform.api',
};
function accountRequest(apiUrl, token, path) {
    return {
        method: 'GET',
        url: `${apiUrl}${path}`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readRoles(reply) {
    return objects(successOf(reply)['grants']).map((grant) => {
        const role = (0,json/* fieldsOf */.P)(grant['role']) ?? {};
        const division = (0,json/* fieldsOf */.P)(grant['division']) ?? {};
        return {
            name: (0,http_reply/* quote */.hD)(role['name']) ?? (0,http_reply/* quote */.hD)(role['id']) ?? '',
            division: (0,http_reply/* quote */.hD)(division['name']) ?? (0,http_reply/* quote */.hD)(division['id']) ?? '',
            policies: objects(role['policies']).map((policy) => ({
                domain: textOf(policy['domain']),
                entity: textOf(policy['entityName']),
                actions: Array.isArray(policy['actions']) ? policy['actions'].map(textOf) : [],
            })),
        };
    });
}
function readIdleTimeoutSeconds(reply) {
    const { enableIdleTokenTimeout, idleTokenTimeoutSeconds: seconds } = successOf(reply);
    return enableIdleTokenTimeout !== false && typeof seconds === 'number' && seconds > 0 ? seconds : undefined;
}
const LIMITS = ['client.credentials.token.rate.per.minute', 'token.rate.per.minute'];
function readRequestsPerMinute(reply) {
    const limits = objects(successOf(reply)['entities']);
    const values = LIMITS.map((key) => limits.find((limit) => limit['key'] === key)?.['value']);
    return values.find((value) => typeof value === 'number');
}
function describeRoles(roles) {
    const names = [...new Set(roles.map(({ name }) => name))];
    return names
        .map((name) => {
        const divisions = roles.flatMap((role) => (role.name === name ? role.division : []));
        const known = [...new Set(divisions)].filter((division) => division !== '');
        return known.length === 0 ? name : `${name} (${known.join(', ')})`;
    })
        .join(', ');
}
function describeSeconds(seconds) {
    const step = seconds < 3600 ? 1 : 60;
    const whole = Math.round(seconds / step) * step;
    const parts = [
        [Math.floor(whole / 3600), 'h'],
        [Math.floor((whole % 3600) / 60), 'min'],
        [whole % 60, 's'],
    ];
    const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
    return said.length === 0 ? '0 s' : said.slice(0, 2).join(' ');
}
function isDefaultLifetime(lifetimeMs) {
    return Math.abs(lifetimeMs - 86_400_000) <= 1_000;
}
function successOf(reply) {
    if (reply.status !== 200)
        throw (0,http_reply/* readFailure */.f1)(reply);
    return (0,http_reply/* readFields */.qU)(reply, 'the reply');
}
const textOf = (value) => (typeof value === 'string' ? value : '');
const objects = (value) => Array.isArray(value) ? value.map(json/* fieldsOf */.P).filter((item) => item !== undefined) : [];

var retry_decision = __webpack_require__(881);
var send = __webpack_require__(7432);
var doctor_check = __webpack_require__(7255);
;// CONCATENATED MODULE: ./build/doctor/exchanges.js

class Exchanges {
    #kept = new Map();
    #request;
    #token;
    constructor(request, token) {
        this.#request = request;
        this.#token = token;
    }
    token(deadline) {
        return this.#once('token', () => this.#token.get(deadline));
    }
    reply(request, deadline) {
        return this.#once(`${request.method} ${request.url}`, () => (0,send/* send */.tN)({ doing: 'A check', request, read: (reply) => reply }, (0,send/* oneAttempt */.Yl)(deadline), this.#request));
    }
    #once(key, make) {
        const kept = this.#kept.get(key);
        if (kept !== undefined)
            return kept;
        const made = make();
        this.#kept.set(key, made);
        return made;
    }
}
async function replyOrFailure(reply) {
    try {
        return await reply;
    }
    catch (error) {
        if (error instanceof send/* RequestGivenUp */.UW)
            return error;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/doctor/checks/account.js







const LIFETIME = {
    name: 'lifetime',
    needs: ['token'],
    run: async ({ exchanges, deadline }) => {
        const token = await exchanges.token(deadline);
        if (token.is !== 'valid')
            return (0,doctor_check/* blocked */.Z5)('there is no token');
        const { lifetimeMs, expiresAt } = token;
        if (lifetimeMs === undefined) {
            return (0,doctor_check/* unknown */.L5)('LIFETIME_UNKNOWN', `the token expires at ${(0,time/* isoSeconds */.n)(expiresAt)}; how long it has lived is not known here`);
        }
        const says = describeSeconds(lifetimeMs / 1000);
        if (!isDefaultLifetime(lifetimeMs))
            return (0,doctor_check.ok)(says);
        return (0,doctor_check/* warn */.R8)('LIFETIME_DEFAULT', `${says}: Token Duration of the OAuth client is at its default`, 'set it to a little more than the longest job takes, so that a token that leaks ends soon');
    },
};
const IDLE_TIMEOUT = accountCheck('idle-timeout', ACCOUNT_PATHS.idleTimeout, (reply) => {
    const seconds = readIdleTimeoutSeconds(reply);
    return seconds === undefined
        ? (0,doctor_check.ok)('none: only its expiry ends a token')
        : (0,doctor_check.ok)(`${describeSeconds(seconds)}: a token that no request uses for longer is invalidated`);
});
const ROLES = accountCheck('roles', ACCOUNT_PATHS.roles, (reply) => {
    const roles = readRoles(reply);
    return roles.length > 0
        ? (0,doctor_check.ok)(describeRoles(roles))
        : (0,doctor_check/* warn */.R8)('NO_ROLES', 'the OAuth client has no role', 'give it roles, each with its divisions (Admin, Integrations, OAuth, Roles)');
});
const RATE_LIMIT = accountCheck('rate-limit', ACCOUNT_PATHS.limits, (reply) => {
    const requests = readRequestsPerMinute(reply);
    return requests === undefined
        ? (0,doctor_check/* unknown */.L5)('LIMIT_UNKNOWN', 'the answer does not name the limit of a token')
        : (0,doctor_check.ok)(`${requests} requests a minute for each token`);
});
function accountCheck(name, path, judge) {
    const run = async ({ exchanges, deadline, hosts }) => {
        const token = await exchanges.token(deadline);
        if (token.is !== 'valid' || hosts.api === undefined)
            return (0,doctor_check/* blocked */.Z5)('there is no token to ask with');
        const reply = await replyOrFailure(exchanges.reply(accountRequest(hosts.api.url, token.value, path), deadline));
        try {
            if (reply instanceof send/* RequestGivenUp */.UW)
                throw reply;
            return judge(reply);
        }
        catch (error) {
            if (!(error instanceof send/* RequestGivenUp */.UW) && !(error instanceof retry_decision/* AttemptFailed */.Nz))
                throw error;
            return (0,doctor_check/* unknown */.L5)('NOT_READABLE', `this client may not read it, or it does not answer (${(0,http_reply/* describeFailure */.Ic)(error.failure)})`);
        }
    };
    return {
        name,
        needs: ['token', 'tls.api'],
        run,
        whenSilent: () => (0,doctor_check/* unknown */.L5)('NOT_READABLE', 'it does not answer in time'),
    };
}

var genesys_region = __webpack_require__(4596);
var token_error = __webpack_require__(1668);
var token_request = __webpack_require__(9189);
;// CONCATENATED MODULE: ./build/doctor/checks/endpoint.js










const WARN_MS = 30_000;
const FAIL_MS = 300_000;
function bareTokenRequest(tokenUrl) {
    return {
        method: 'POST',
        url: tokenUrl,
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: '',
    };
}
function bareApiRequest(apiUrl) {
    return { method: 'GET', url: `${apiUrl}/api/v2/tokens/me`, headers: { accept: 'application/json' } };
}
const CLOCK = {
    name: 'clock',
    needs: [],
    follows: ['tls.login', 'tls.api'],
    run: compareClocks,
};
async function compareClocks(examination) {
    const { tokenUrl, hosts, found, exchanges, deadline } = examination;
    const isReachable = (name) => found.get(name)?.isInTheWay === false;
    const requests = [
        ...(tokenUrl !== undefined && isReachable('tls.login') ? [bareTokenRequest(tokenUrl)] : []),
        ...(hosts.api !== undefined && isReachable('tls.api') ? [bareApiRequest(hosts.api.url)] : []),
    ];
    const [request] = requests;
    if (request === undefined)
        return (0,doctor_check/* blocked */.Z5)('neither host can be reached');
    const reply = await replyOrFailure(exchanges.reply(request, deadline));
    const date = reply instanceof send/* RequestGivenUp */.UW ? undefined : (0,http_reply/* serverDate */.uT)(reply);
    if (reply instanceof send/* RequestGivenUp */.UW || date === undefined) {
        return (0,doctor_check/* unknown */.L5)('NO_DATE', `the answer of ${new URL(request.url).host} has no date`);
    }
    return judgeClock(reply.received.wallMs, date);
}
function judgeClock(hereMs, serverMs) {
    const differenceMs = hereMs - serverMs;
    const seconds = Math.round(Math.abs(differenceMs) / 1000);
    const says = `here it is ${(0,time/* isoSeconds */.n)(hereMs)}, at the server ${(0,time/* isoSeconds */.n)(serverMs)}`;
    if (Math.abs(differenceMs) <= WARN_MS)
        return (0,doctor_check.ok)(`right to ${seconds + 1} s`);
    const way = differenceMs > 0 ? 'ahead' : 'behind';
    const detail = `the clock of this machine is ${seconds} s ${way} (${says})`;
    const hint = 'set it, or let NTP do so: certificates and expiries are judged by it';
    return Math.abs(differenceMs) > FAIL_MS
        ? (0,doctor_check/* fail */.fJ)('CLOCK_WRONG', detail, hint)
        : (0,doctor_check/* warn */.R8)('CLOCK_OFF', detail, hint);
}
const ENDPOINT = {
    name: 'endpoint',
    needs: ['tls.login'],
    run: askEndpoint,
};
async function askEndpoint(examination) {
    const { tokenUrl, exchanges, deadline } = examination;
    if (tokenUrl === undefined)
        return (0,doctor_check/* blocked */.Z5)('no setting tells the token endpoint');
    const reply = await replyOrFailure(exchanges.reply(bareTokenRequest(tokenUrl), deadline));
    if (reply instanceof send/* RequestGivenUp */.UW)
        return explained(reply, tokenUrl);
    return holdsToken(reply, examination.leases)
        ? (0,doctor_check/* warn */.R8)('TOKEN_WITHOUT_CREDENTIALS', `${withoutQuery(tokenUrl)} issues a token to a request without credentials`, 'all who reach it get tokens: ask who runs it whether that is meant')
        : judgeEndpoint(reply, tokenUrl);
}
function holdsToken(reply, leases) {
    try {
        leases.hold((0,token_request/* readTokenResponse */.jz)(reply).token);
        return true;
    }
    catch (error) {
        if (error instanceof retry_decision/* AttemptFailed */.Nz)
            return false;
        throw error;
    }
}
const withoutQuery = (url) => url.replace(/\?.*$/, '');
function judgeEndpoint(reply, tokenUrl) {
    const { status } = reply;
    const shown = withoutQuery(tokenUrl);
    if (status >= 300 && status < 400) {
        return (0,doctor_check/* fail */.fJ)('LOGIN_PAGE', `${shown} redirects to ${placeOfRedirect(reply, tokenUrl)} (HTTP ${status})`, 'a network that wants a login of its own (captive portal, proxy) answers in its place, or the URL is not that of the token endpoint');
    }
    if (status === 404 || status === 405)
        return explained(givenUp(reply), tokenUrl);
    const isJson = (0,json/* parseObject */.l)(reply.body.replace(/^\uFEFF/, '')) !== undefined;
    if (!isJson)
        return judgePage(reply, shown);
    if (status >= 500 || status === 429)
        return explained(givenUp(reply), tokenUrl);
    return (0,doctor_check.ok)(`${shown} answers in JSON (HTTP ${status})`);
}
function judgePage(reply, shown) {
    const type = (0,http_reply/* quote */.hD)(reply.headers['content-type']) ?? 'no content type';
    const isPage = /html/i.test(type) || /^\s*</.test(reply.body);
    const detail = `${shown} answers with ${isPage ? 'a page for people' : 'something that is no JSON'} (HTTP ${reply.status}, ${type})`;
    if (!isPage) {
        return (0,doctor_check/* fail */.fJ)('REPLY_UNREADABLE', detail, 'the URL is not that of a token endpoint, or something answers in its place');
    }
    return reply.status < 400
        ? (0,doctor_check/* fail */.fJ)('LOGIN_PAGE', detail, 'a network that wants a login of its own answers in its place: open any page in a browser, or ask who runs it')
        : (0,doctor_check/* fail */.fJ)('ERROR_PAGE', detail, 'a proxy, gateway or firewall in between answers in its place: ask who runs it');
}
function placeOfRedirect(reply, tokenUrl) {
    const location = reply.headers['location'] ?? '';
    return URL.canParse(location, tokenUrl) ? ((0,http_reply/* quote */.hD)(new URL(location, tokenUrl).host) ?? '') : 'nowhere';
}
function givenUp(reply) {
    const failed = (0,http_reply/* readFailure */.f1)(reply);
    return new send/* RequestGivenUp */.UW(failed.failure, '', failed);
}
function explained(failure, tokenUrl) {
    const { code, message, causes } = (0,token_error.tokenError)(failure, { place: (0,genesys_region/* placeOf */.$t)(undefined, tokenUrl), tokenUrl });
    return (0,doctor_check/* fail */.fJ)(code, message.replace(/\.$/, ''), causes.join('; '));
}

;// CONCATENATED MODULE: ./build/doctor/checks/environment.js

const OLDEST_NODE = 20;
const ENVIRONMENT = {
    name: 'environment',
    needs: [],
    isLocal: true,
    run: ({ machine, hosts }) => examineMachine(machine, hosts),
};
function examineMachine(machine, hosts) {
    const { nodeVersion, proxyMistakes, caFile } = machine;
    if (Number(/^v?(\d+)/.exec(nodeVersion)?.[1] ?? 0) < OLDEST_NODE) {
        return (0,doctor_check/* fail */.fJ)('NODE_TOO_OLD', `Node is ${nodeVersion}`, `install Node ${OLDEST_NODE} or later`);
    }
    if (proxyMistakes.length > 0) {
        return (0,doctor_check/* fail */.fJ)('PROXY_INVALID', proxyMistakes.join(' '), 'correct the proxy variable, or unset it');
    }
    if (caFile?.problem !== undefined) {
        return (0,doctor_check/* fail */.fJ)('CA_FILE_UNREADABLE', `NODE_EXTRA_CA_CERTS names ${caFile.path}, which Node cannot use (${caFile.problem})`, 'let it name a file with certificates in PEM that this user may read; it counts when a process starts');
    }
    const ways = ['login', 'api'].flatMap((role) => describeWay(role, machine, hosts));
    const authorities = caFile === undefined ? [] : [`further authorities from ${caFile.path}`];
    const detail = [`Node ${nodeVersion}`, ...new Set(ways), ...authorities].join(', ');
    const isTlsOff = machine.isTlsUnchecked;
    return isTlsOff
        ? (0,doctor_check/* warn */.R8)('CERTIFICATES_UNCHECKED', `${detail}; NODE_TLS_REJECT_UNAUTHORIZED=0 makes Node trust every server`, 'unset it, and let NODE_EXTRA_CA_CERTS name the authority instead')
        : (0,doctor_check.ok)(detail);
}
function describeWay(role, { proxies }, hosts) {
    const host = hosts[role]?.host;
    const use = proxies[role];
    if (host === undefined)
        return [];
    switch (use.is) {
        case 'direct':
            return [`no proxy for ${host}`];
        case 'proxy':
            return [`${host} through the proxy ${use.proxy} (${use.variable})`];
        case 'excepted':
            return [`${host} without the proxy ${use.proxy}, since NO_PROXY covers it`];
    }
}

;// CONCATENATED MODULE: ./build/doctor/checks/network.js



function networkChecks(role) {
    return {
        dns: {
            name: `dns.${role}`,
            needs: [],
            follows: ['settings', 'environment'],
            run: (examination) => withTarget(role, examination, network_lookUp),
            whenSilent: ({ hosts }) => noName(hosts[role]?.host ?? '', 'the resolver does not answer'),
        },
        connect: {
            name: `connect.${role}`,
            needs: [`dns.${role}`],
            run: (examination) => withTarget(role, examination, network_connect),
            whenSilent: (context) => silentPort(role, context),
        },
        tls: {
            name: `tls.${role}`,
            needs: [`connect.${role}`],
            run: (examination) => withTarget(role, examination, shakeHands),
            whenSilent: () => (0,doctor_check/* fail */.fJ)('TLS_FAILED', 'the connection stands, but the server does not answer the TLS handshake', 'something between this machine and the host swallows TLS: ask who runs the network'),
        },
    };
}
async function withTarget(role, examination, look) {
    const target = examination.hosts[role];
    if (target === undefined)
        return (0,doctor_check/* blocked */.Z5)(`no setting tells the ${role} host`);
    return look(target, examination);
}
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+)$/i;
async function network_lookUp({ role, host }, { machine, probe, signal }) {
    if (machine.proxies[role].is === 'proxy')
        return (0,doctor_check/* skipped */.hT)(`the proxy looks up ${host}`);
    if (ADDRESS.test(host))
        return (0,doctor_check.ok)(`${host} is an address`);
    const found = await probe.lookUp(host, signal);
    switch (found.is) {
        case 'found':
            return (0,doctor_check.ok)(`${host} is ${found.addresses.slice(0, 3).join(', ')}`);
        case 'not-found':
            return (0,doctor_check/* fail */.fJ)('NAME_NOT_FOUND', `${host} does not resolve (${found.reason})`, 'the region or URL may be misspelt, or this network resolves no names of the internet: then set HTTPS_PROXY');
        case 'no-answer':
            return noName(host, found.reason);
    }
}
function noName(host, reason) {
    return (0,doctor_check/* fail */.fJ)('RESOLVER_SILENT', `${host} could not be looked up (${reason})`, "this machine's resolver does not answer: check its network and /etc/resolv.conf");
}
async function network_connect(target, examination) {
    return judgeConnection(await examination.probe.connect(target, examination.signal), target, examination);
}
function judgeConnection(connection, target, context) {
    const where = `${target.host}:${target.port}`;
    switch (connection.is) {
        case 'open':
            return (0,doctor_check.ok)(`${where} by ${connection.where}`);
        case 'refused':
            return (0,doctor_check/* fail */.fJ)('CONNECTION_REFUSED', `${where} refuses connections (${connection.reason})`, withException('nothing listens on that port, or a firewall rejects it', target.role, context));
        case 'unreachable':
            return (0,doctor_check/* fail */.fJ)('HOST_UNREACHABLE', `${where} cannot be reached (${connection.reason})`, withException('there is no route to it from here: check the network', target.role, context));
        case 'proxy-unreachable':
            return (0,doctor_check/* fail */.fJ)('PROXY_UNREACHABLE', `the proxy ${proxyOf(target.role, context)} cannot be reached (${connection.reason})`, `${variableOf(target.role, context)} names the wrong host or port, or the proxy is down`);
        case 'proxy-refused':
            return proxyRefused(connection.status, target, context);
    }
}
function proxyRefused(status, target, context) {
    const proxy = `the proxy ${proxyOf(target.role, context)}`;
    const variable = variableOf(target.role, context);
    if (status === 407) {
        return (0,doctor_check/* fail */.fJ)('PROXY_WANTS_LOGIN', `${proxy} wants a login (HTTP 407)`, `put user and password into ${variable}, as in http://user:password@proxy.example.com:8080; those there are wrong, or missing`);
    }
    return (0,doctor_check/* fail */.fJ)('PROXY_REFUSED', `${proxy} does not let ${target.host}:${target.port} through (HTTP ${status})`, status >= 500
        ? 'the proxy cannot reach the host: is the host right, and the proxy well?'
        : 'ask who runs the proxy to allow this host; a host that needs no proxy belongs in NO_PROXY');
}
function silentPort(role, context) {
    const target = context.hosts[role];
    const where = target === undefined ? '' : `${target.host}:${target.port}`;
    if (context.machine.proxies[role].is === 'proxy') {
        return (0,doctor_check/* fail */.fJ)('PROXY_SILENT', `the proxy ${proxyOf(role, context)} does not answer`, `${variableOf(role, context)} may name the wrong host or port, or the proxy waits for ${where} in vain`);
    }
    const hint = 'a firewall drops the connection without a word: allow it, or set HTTPS_PROXY';
    return (0,doctor_check/* fail */.fJ)('CONNECTION_SILENT', `${where} does not answer`, withException(hint, role, context));
}
function withException(hint, role, { machine }) {
    const use = machine.proxies[role];
    if (use.is !== 'excepted')
        return hint;
    return `the proxy ${use.proxy} is not used, because NO_PROXY covers this host: take the host out of it if only the proxy gets out; ${hint}`;
}
function proxyOf(role, { machine }) {
    const use = machine.proxies[role];
    return use.is === 'direct' ? '' : use.proxy;
}
function variableOf(role, { machine }) {
    const use = machine.proxies[role];
    return use.is === 'direct' ? 'HTTPS_PROXY' : use.variable;
}
async function shakeHands(target, { probe, signal, request }) {
    if (!target.isTls)
        return (0,doctor_check/* skipped */.hT)(`${target.host} is reached over http`);
    const { wallMs } = request.clock.now();
    return judgeHandshake(await probe.handshake(target, signal), target, wallMs);
}
function judgeHandshake(handshake, target, nowMs) {
    if (handshake.is === 'failed') {
        return (0,doctor_check/* fail */.fJ)('TLS_FAILED', `no TLS with ${target.host}:${target.port} (${(0,http_reply/* quote */.hD)(handshake.reason) ?? ''})`, 'the port may speak plain http, or something in between breaks TLS off');
    }
    const { certificate, fault } = handshake;
    if (fault !== undefined)
        return judgeFault(fault, certificate, target, nowMs);
    const facts = `issued by ${(0,http_reply/* quote */.hD)(certificate.issuer) ?? ''}, valid until ${(0,time/* isoSeconds */.n)(certificate.validTo)}`;
    if (certificate.isPublic)
        return (0,doctor_check.ok)(facts);
    return (0,doctor_check/* warn */.R8)('PRIVATE_AUTHORITY', `${facts}; its authority is private: ${(0,http_reply/* quote */.hD)(certificate.authority) ?? ''}`, 'something on the way reads this connection (interception), unless a gateway of your own stands there; other tools have to trust that authority too');
}
function judgeFault(fault, certificate, target, nowMs) {
    if (fault === 'CERT_HAS_EXPIRED' || certificate.validTo < nowMs) {
        return (0,doctor_check/* fail */.fJ)('CERTIFICATE_EXPIRED', `the certificate of ${target.host} expired at ${(0,time/* isoSeconds */.n)(certificate.validTo)}; here it is ${(0,time/* isoSeconds */.n)(nowMs)}`, 'who runs that host has to renew it, unless the clock of this machine is ahead');
    }
    if (fault === 'CERT_NOT_YET_VALID' || certificate.validFrom > nowMs) {
        return (0,doctor_check/* fail */.fJ)('CERTIFICATE_NOT_YET_VALID', `the certificate of ${target.host} is valid from ${(0,time/* isoSeconds */.n)(certificate.validFrom)} on; here it is ${(0,time/* isoSeconds */.n)(nowMs)}`, 'look at the clock of this machine: it is probably behind');
    }
    if (fault === 'ERR_TLS_CERT_ALTNAME_INVALID') {
        return (0,doctor_check/* fail */.fJ)('CERTIFICATE_OF_OTHER_HOST', `the certificate is not for ${target.host}, but for ${(0,http_reply/* quote */.hD)(certificate.hosts) ?? 'no host'}`, 'the URL names another host than the server does, or something answers in its place');
    }
    return (0,doctor_check/* fail */.fJ)('CERTIFICATE_UNTRUSTED', `the certificate of ${target.host} comes from a private authority: ${(0,http_reply/* quote */.hD)(certificate.authority) ?? ''} (${fault})`, "let NODE_EXTRA_CA_CERTS name the file of that authority's certificate, in PEM, before the process starts");
}

;// CONCATENATED MODULE: ./build/doctor/checks/settings.js


const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const SETTINGS = {
    name: 'settings',
    needs: [],
    isLocal: true,
    run: ({ settings }) => examineSettings(settings),
};
function examineSettings(given) {
    if (given.mistakes !== '') {
        return (0,doctor_check/* fail */.fJ)('SETTINGS_INVALID', given.mistakes, 'correct these, then run doctor again');
    }
    const [first, ...others] = [
        ...slipsInCredentials(given),
        ...regionsOfHosts(given),
        ...gatewayAndProxy(given),
    ];
    if (first === undefined)
        return (0,doctor_check.ok)(describeSettings(given));
    const all = [first, ...others];
    return (0,doctor_check/* warn */.R8)(first.code, all.map(({ detail }) => detail).join('; '), [...new Set(all.map(({ hint }) => hint))].join('; '));
}
function slipsInCredentials({ clientId, secret }) {
    const slips = [];
    const text = secret?.value.reveal() ?? '';
    const trimmed = text.trim();
    if (clientId.text !== '' && !UUID.test(clientId.text)) {
        const isSwapped = UUID.test(trimmed) || clientId.text === trimmed;
        slips.push({
            code: isSwapped ? 'SECRET_AS_ID' : 'ID_IS_NO_UUID',
            detail: `${clientId.name} is not a UUID (${shapeOf(clientId.text)})${isSwapped ? `, and ${secret?.name ?? 'the secret'} ${UUID.test(trimmed) ? 'is one' : 'is the same'}: the secret seems to stand in the place of the id` : ''}`,
            hint: 'copy the id of the OAuth client anew: it looks like 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17',
        });
    }
    else if (clientId.text !== '' && clientId.text === trimmed) {
        slips.push({
            code: 'ID_AS_SECRET',
            detail: `${secret?.name ?? ''} is the same text as ${clientId.name}`,
            hint: 'set the secret of the OAuth client in its place',
        });
    }
    if (text !== trimmed) {
        slips.push({
            code: 'SECRET_WAS_TRIMMED',
            detail: `white space around ${secret?.name ?? ''} was cut (${text.length - trimmed.length} characters)`,
            hint: 'store the secret without blanks or line breaks at its ends: other tools do not cut them',
        });
    }
    return slips;
}
function describeSettings(given) {
    const { clientId, isFromAgent } = given;
    if (clientId.text === '')
        return isFromAgent ? 'from the agent' : 'complete';
    return `${clientId.name} is a UUID${describeSecret(given)}`;
}
function describeSecret({ secret }) {
    return secret === undefined ? '' : `, ${secret.name} has ${secret.value.reveal().trim().length} characters`;
}
const REFUSALS = ['GRANT_REJECTED', 'REQUEST_REFUSED'];
function narrowRefusal(code, given) {
    const { clientId } = given;
    if (clientId.text === '' || !REFUSALS.includes(code))
        return '';
    const id = UUID.test(clientId.text) ? 'is a UUID' : `is not a UUID (${shapeOf(clientId.text)})`;
    return `${clientId.name} ${id}${describeSecret(given)}`;
}
function shapeOf(text) {
    return `${text.length} characters${/^[\da-f-]+$/i.test(text) ? ', hexadecimal' : ''}`;
}
function regionsOfHosts({ region, urls }) {
    const named = [region, ...urls].flatMap(({ name, text }) => {
        const found = (0,genesys_region/* parseRegion */.cf)(URL.canParse(text) ? new URL(text).hostname : text);
        return found === undefined ? [] : [{ name, region: found.name }];
    });
    if (new Set(named.map((one) => one.region)).size < 2)
        return [];
    const detail = named.map((one) => `${one.name} is of ${one.region}`).join(', ');
    return [
        {
            code: 'REGIONS_DIFFER',
            detail,
            hint: 'a token of one region is worth nothing in another: let all name one region',
        },
    ];
}
function gatewayAndProxy({ otherTools }) {
    const both = ['GENESYSCLOUD_GATEWAY_HOST', 'GENESYSCLOUD_PROXY_HOST'];
    if (!both.every((name) => otherTools.includes(name)))
        return [];
    return [
        {
            code: 'GATEWAY_AND_PROXY',
            detail: `${both.join(' and ')} are both set`,
            hint: 'CX as Code goes through one of them: unset the other',
        },
    ];
}

var organization = __webpack_require__(8223);
;// CONCATENATED MODULE: ./build/doctor/checks/token.js







function tokenCheck(needs) {
    return { name: 'token', needs, follows: ['settings', 'tls.api'], run: examineToken };
}
async function examineToken(examination) {
    const { exchanges, deadline, settings, hosts, found } = examination;
    const token = await exchanges.token(deadline);
    switch (token.is) {
        case 'not-asked-for':
            return (0,doctor_check/* blocked */.Z5)(token.because);
        case 'refused': {
            const { code, message, causes } = token.error;
            const narrowed = narrowRefusal(code, settings);
            const detail = message.replace(/\.$/, '').replaceAll('\n', ' ');
            return (0,doctor_check/* fail */.fJ)(code, narrowed === '' ? detail : `${detail}; ${narrowed}`, causes.join('; '));
        }
        case 'valid': {
            const says = `${token.origin}; it expires at ${(0,time/* isoSeconds */.n)(token.expiresAt)}`;
            if (hosts.api === undefined || found.get('tls.api')?.isInTheWay === true)
                return (0,doctor_check.ok)(says);
            const reply = await replyOrFailure(exchanges.reply((0,organization/* ownerRequest */.PD)(hosts.api.url, token.value), deadline));
            if (reply instanceof send/* RequestGivenUp */.UW || reply.status !== 401)
                return (0,doctor_check.ok)(says);
            return (0,doctor_check/* fail */.fJ)('TOKEN_REFUSED', `${says}, and ${hosts.api.host} does not accept it (${(0,http_reply/* describeFailure */.Ic)((0,http_reply/* readFailure */.f1)(reply).failure)})`, 'the API host belongs to another region than the login host, or the token was revoked or invalidated by the idle timeout');
        }
    }
}
const ORGANIZATION = {
    name: 'organization',
    needs: ['token', 'tls.api'],
    run: examineOrganization,
};
async function examineOrganization(examination) {
    const { exchanges, deadline, hosts, organizationId } = examination;
    const token = await exchanges.token(deadline);
    if (token.is !== 'valid' || hosts.api === undefined)
        return (0,doctor_check/* blocked */.Z5)('there is no token to ask with');
    const reply = await replyOrFailure(exchanges.reply((0,organization/* ownerRequest */.PD)(hosts.api.url, token.value), deadline));
    if (reply instanceof send/* RequestGivenUp */.UW)
        return (0,doctor_check/* fail */.fJ)('ORGANIZATION_UNKNOWN', (0,http_reply/* describeFailure */.Ic)(reply.failure), 'the API host could not be asked: try again');
    if (reply.status !== 200) {
        const reason = (0,http_reply/* describeFailure */.Ic)((0,http_reply/* readFailure */.f1)(reply).failure);
        return organizationId === undefined && reply.status < 500
            ? (0,doctor_check/* unknown */.L5)('ORGANIZATION_UNKNOWN', `it may not be read (${reason})`)
            : (0,doctor_check/* fail */.fJ)('ORGANIZATION_UNKNOWN', `it could not be read (${reason})`, 'the API host may belong to another gateway or region');
    }
    return judgeOrganization((0,organization/* readOwner */.A7)(reply), organizationId);
}
function judgeOrganization(owner, wanted) {
    const name = (0,organization/* describeOrganization */.LW)(owner) || 'not named';
    if (wanted === undefined)
        return (0,doctor_check.ok)(name);
    if (owner.organizationId.toLowerCase() === wanted.toLowerCase())
        return (0,doctor_check.ok)(`${name}, as asked for`);
    return (0,doctor_check/* fail */.fJ)('ORGANIZATION_MISMATCH', `the token belongs to ${name}, and ${wanted} is asked for`, 'the credentials or the region belong to another organization (test instead of production, say), or the id asked for is wrong');
}

;// CONCATENATED MODULE: ./build/doctor/checks/all.js






function allChecks({ needsEndpoint }) {
    const login = networkChecks('login');
    const api = networkChecks('api');
    return [
        SETTINGS,
        ENVIRONMENT,
        login.dns,
        api.dns,
        login.connect,
        api.connect,
        login.tls,
        api.tls,
        CLOCK,
        ENDPOINT,
        tokenCheck(needsEndpoint ? ['settings', 'endpoint'] : []),
        ORGANIZATION,
        LIFETIME,
        IDLE_TIMEOUT,
        ROLES,
        RATE_LIMIT,
    ];
}

;// CONCATENATED MODULE: ./build/doctor/examine.js


const CHECK_MS = 5_000;
async function examine(checks, context, deadline, wanted = []) {
    const outcomes = new Map();
    const outcomeOf = (name) => {
        const known = outcomes.get(name);
        if (known !== undefined)
            return known;
        const check = checks.find((one) => one.name === name);
        if (check === undefined)
            throw new Error(`There is no check ${name}.`);
        const outcome = runAfter(check, outcomeOf, context, deadline);
        outcomes.set(name, outcome);
        return outcome;
    };
    const names = wanted.length === 0 ? checks.map(({ name }) => name) : wanted;
    await Promise.all(names.map(outcomeOf));
    const results = checks.map(async ({ name }) => {
        const outcome = await outcomes.get(name);
        return outcome === undefined ? [] : [{ name, ...outcome.finding, ms: outcome.ms }];
    });
    return (await Promise.all(results)).flat();
}
async function runAfter(check, outcomeOf, context, deadline) {
    const before = [...check.needs, ...(check.follows ?? [])];
    const outcomes = await Promise.all(before.map(async (name) => ({ name, isNeeded: check.needs.includes(name), ...(await outcomeOf(name)) })));
    const obstacle = outcomes.find(({ isNeeded, finding }) => isNeeded && finding.isInTheWay);
    if (obstacle !== undefined) {
        const { culprit, finding } = obstacle;
        const reason = culprit === undefined ? finding.detail : `${culprit} failed`;
        return { finding: (0,doctor_check/* blocked */.Z5)(reason), ms: 0, culprit };
    }
    if (context.isOffline && check.isLocal !== true) {
        return { finding: (0,doctor_check/* blocked */.Z5)('offline: no connection is opened'), ms: 0, culprit: undefined };
    }
    if (deadline.leftMs === 0) {
        return { finding: (0,doctor_check/* blocked */.Z5)('there was no time left'), ms: 0, culprit: undefined };
    }
    const { clock } = context.request;
    const startedMs = clock.now().monotonicMs;
    const found = new Map(outcomes.map(({ name, finding }) => [name, finding]));
    const finding = await runInTime(check, found, context, deadline.part(CHECK_MS));
    const ms = clock.now().monotonicMs - startedMs;
    return { finding, ms, culprit: finding.result === 'fail' ? check.name : undefined };
}
async function runInTime(check, found, context, deadline) {
    const { clock, signal } = context.request;
    const over = new AbortController();
    const ended = AbortSignal.any([over.signal, signal]);
    const { leftMs } = deadline;
    const silence = clock.sleep(leftMs, ended).then(() => check.whenSilent?.(context) ?? tookTooLong(leftMs), () => (0,doctor_check/* unknown */.L5)('INTERRUPTED', 'it was interrupted'));
    const work = async () => {
        try {
            return await check.run({ ...context, deadline, signal: ended, found });
        }
        catch (error) {
            return (0,doctor_check/* unknown */.L5)('CHECK_FAILED', `the check could not be made (${(0,errors/* messageOf */.bD)(error)})`);
        }
    };
    try {
        return await Promise.race([work(), silence]);
    }
    finally {
        over.abort(new Error('the check is over'));
    }
}
function tookTooLong(ms) {
    return (0,doctor_check/* fail */.fJ)('TIMED_OUT', `no answer within ${ms / 1000} s`, 'try again; if it stays so, ask who runs the network');
}

;// CONCATENATED MODULE: ./build/doctor/doctor.js



async function runDoctor({ clean, ...parts }, deadline, wanted = []) {
    const context = { ...parts, exchanges: new Exchanges(parts.request, parts.token) };
    const results = await examine(allChecks(parts.token), context, deadline, wanted);
    return results.map((result) => ({ ...result, detail: clean(result.detail), hint: clean(result.hint) }));
}

var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/doctor/report.js


const SYMBOLS = {
    ok: '✓',
    warn: '!',
    fail: '✗',
    unknown: '?',
    skipped: '–',
};
const COLOURS = { ok: 32, warn: 33, fail: 31, unknown: 36, skipped: 2 };
const widthOf = (words) => Math.max(...words.map(({ length }) => length));
const NAME_WIDTH = widthOf(doctor_check/* CHECK_NAMES */.cj);
const WORD_WIDTH = widthOf(Object.keys(SYMBOLS));
function isHealthy(results, isStrict) {
    return !results.some(({ result }) => result === 'fail' || (isStrict && result === 'warn'));
}
function reportLines(results, { isColoured, documentation }) {
    const indent = ' '.repeat(WORD_WIDTH + NAME_WIDTH + 4);
    return results.flatMap((finding) => {
        const { name, result, detail, hint } = finding;
        const word = `${SYMBOLS[result]} ${result.padEnd(WORD_WIDTH)}`;
        const shown = isColoured ? `\u001b[${COLOURS[result]}m${word}\u001b[0m` : word;
        return [
            `${shown} ${name.padEnd(NAME_WIDTH)} ${(0,characters/* onOneLine */.GJ)(detail)}`,
            ...(hint === '' ? [] : [`${indent}${(0,characters/* onOneLine */.GJ)(hint)}`]),
            ...(result === 'fail' ? [`${indent}${helpFor(name, documentation)}`] : []),
        ];
    });
}
function reportJson(results, isStrict, documentation) {
    const checks = results.map(({ name, result, code, detail, hint, ms }) => {
        return { name, result, code, detail, hint, ms: Math.round(ms), help: helpFor(name, documentation) };
    });
    return JSON.stringify({ version: 1, ok: isHealthy(results, isStrict), checks });
}
function helpFor(name, documentation) {
    return `${documentation}#${name.replace(/\..*$/, '')}`;
}
function describeFirstFailure(results, narrowed = '') {
    const failed = results.filter(({ result }) => result === 'fail');
    const first = failed.find(({ name }) => name !== 'token');
    if (first !== undefined) {
        return `doctor finds: ${first.name}: ${onOneLine(first.detail)} (${onOneLine(first.hint)})`;
    }
    const [token] = failed;
    if (token === undefined)
        return undefined;
    return `doctor finds: token: ${[token.code, narrowed].filter((text) => text !== '').join(', ')}; what comes before it is in order`;
}

var issue_token = __webpack_require__(6973);
var lease_leases = __webpack_require__(3606);
var core_secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/doctor/target.js
function targetOf(role, url) {
    const { hostname, port, protocol } = new URL(url);
    const isTls = protocol === 'https:';
    return {
        role,
        url,
        host: hostname.replace(/^\[(.*)\]$/, '$1'),
        port: port === '' ? (isTls ? 443 : 80) : Number(port),
        isTls,
    };
}

var fields = __webpack_require__(4012);
var reader = __webpack_require__(6518);
var sources = __webpack_require__(603);
;// CONCATENATED MODULE: ./build/programs/doctor/given.js






function agentPlaceOf(status) {
    const text = (name) => {
        const value = status[name];
        return typeof value === 'string' ? value : '';
    };
    const seconds = status['lifetimeSeconds'];
    return {
        region: text('region'),
        tokenUrl: text('tokenUrl'),
        apiUrl: text('apiUrl'),
        lifetimeMs: typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined,
    };
}
function withAgent(environment, agent) {
    const { clientId, secret, region, loginUrl, tokenUrl, apiUrl } = fields/* CLIENT_FIELDS */.yP;
    const { text } = (0,sources/* variableSource */.u)(environment);
    const isHostGiven = [region, loginUrl, tokenUrl, apiUrl].some((field) => text(field) !== '');
    const fromAgent = [
        [clientId, 'agent'],
        [secret, 'agent'],
        ...(isHostGiven
            ? []
            : [
                [tokenUrl, agent.tokenUrl || AGENT_URL],
                [apiUrl, agent.apiUrl || AGENT_URL],
            ]),
    ];
    const missing = fromAgent.filter(([field]) => text(field) === '');
    return {
        ...environment,
        ...Object.fromEntries(missing.map(([{ variable = '' }, value]) => [variable, value])),
    };
}
const AGENT_URL = 'https://agent.invalid';
const OTHER_TOOLS = ['GENESYSCLOUD_GATEWAY_HOST', 'GENESYSCLOUD_PROXY_HOST'];
function whatIsGiven(input) {
    const { source, environment, rawSecret, mistakes, agent } = input;
    const { clientId, secret, region, loginUrl, tokenUrl, apiUrl } = fields/* CLIENT_FIELDS */.yP;
    const named = (field) => ({ name: source.name(field), text: source.text(field) });
    const urls = urlsOf(source, agent);
    return {
        settings: {
            mistakes,
            clientId: named(clientId),
            secret: rawSecret.trim() === '' ? undefined : { name: source.name(secret), value: new core_secret/* Secret */.z(rawSecret) },
            region: named(region),
            urls: [loginUrl, tokenUrl, apiUrl].map(named).filter(({ text }) => text !== ''),
            isFromAgent: agent !== undefined,
            otherTools: OTHER_TOOLS.filter((name) => (environment[name] ?? '') !== ''),
        },
        hosts: {
            login: urls.tokenUrl === undefined ? undefined : targetOf('login', urls.tokenUrl),
            api: urls.apiUrl === undefined ? undefined : targetOf('api', urls.apiUrl),
        },
        tokenUrl: urls.tokenUrl,
    };
}
function urlsOf(source, agent) {
    const region = (0,genesys_region/* parseRegion */.cf)(source.text(fields/* CLIENT_FIELDS */.yP.region) || (agent?.region ?? ''));
    const loginUrl = valid(fields/* CLIENT_FIELDS */.yP.loginUrl, source) ??
        (region === undefined ? undefined : `https://login.${region.domain}`);
    return {
        tokenUrl: valid(fields/* CLIENT_FIELDS */.yP.tokenUrl, source) ??
            (loginUrl === undefined ? agent?.tokenUrl || undefined : `${loginUrl}/oauth/token`),
        apiUrl: valid(fields/* CLIENT_FIELDS */.yP.apiUrl, source) ??
            (region === undefined ? agent?.apiUrl || undefined : `https://api.${region.domain}`),
    };
}
function valid(field, source) {
    const value = field.parse(source.text(field));
    return value instanceof reader/* Mistake */.Fp ? undefined : value;
}

var describe = __webpack_require__(5199);
var left_tokens = __webpack_require__(2798);
var environment = __webpack_require__(6064);
var in_variables = __webpack_require__(1402);
var secret_place = __webpack_require__(9531);
var entries_authentication = __webpack_require__(543);
var credentials = __webpack_require__(4137);
var terminal = __webpack_require__(9690);
var terminal_requests = __webpack_require__(2756);
;// CONCATENATED MODULE: ./build/entries/doctor.js






























const ALL_WITHIN_MS = 60_000;
const RELEASE_MS = 10_000;
const AGENT_WITHIN_MS = 4_000;
async function examineFromTerminal(wish, agentSource) {
    const proxy = (0,adapters_proxy/* useProxySettings */.v)();
    (0,terminal.redactor)().add(proxy.secrets);
    const complete = await (0,credentials/* withClientSecret */.e)();
    const agent = await findAgent(wish.isOffline);
    const known = agent === undefined ? complete.environment : withAgent(complete.environment, agent);
    const { settings, mistakes } = readOrMistakes(known, complete);
    const given = givenBy(complete, mistakes, agent);
    const request = (0,terminal_requests/* requestContextOf */.S)(() => undefined);
    const leases = new lease_leases/* Leases */.I(given.hosts.api?.url ?? '', lease_leases/* NO_JOURNAL */._, request);
    const source = agentSource((0,adapters_process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '', (0,adapters_process/* agentPlaces */.Qy)());
    const token = noticing(tokenFrom(wish, agent && { ...agent, source }, settings, { request, leases }));
    const examined = runDoctor({
        ...given,
        machine: readMachine(given.hosts, proxy.mistakes, (0,adapters_process/* environment */.cA)()),
        organizationId: settings?.organizationId,
        probe: networkProbe,
        token,
        request,
        leases,
        isOffline: wish.isOffline,
        clean: (text) => (0,terminal.redactor)().clean((0,in_variables/* withoutInputs */.i$)(text)),
    }, deadline/* Deadline */.B.after(ALL_WITHIN_MS, clock/* systemClock */.m), wish.checks);
    const outcome = await Promise.race([examined, (0,interruption/* nextSignal */.a)()]);
    const isAnswered = typeof outcome !== 'string' || (await (0,left_tokens/* isSettledSoon */.$)(token.settled(), request));
    await releaseAll(leases, !isAnswered && token.needsEndpoint);
    if (typeof outcome === 'string')
        return (0,command/* exitCodeOf */.FO)((0,execution/* signalNumber */.Al)(outcome));
    (0,adapters_process/* writeAll */.f4)(1, reportOf(outcome, wish));
    return isHealthy(outcome, wish.isStrict) ? 0 : 1;
}
function givenBy({ environment: variables, mistakes: secretMistakes }, mistakes, agent) {
    const rawSecret = secretMistakes.length > 0 ? '' : (variables[secret_place/* SECRET_VARIABLES */.VP.itself] ?? '');
    return whatIsGiven({
        source: (0,sources/* variableSource */.u)(variables),
        environment: variables,
        rawSecret,
        mistakes,
        agent,
    });
}
function reportOf(results, { isJson, isStrict }) {
    const page = (0,terminal.documentation)().replace(/troubleshooting\.md$/, 'doctor.md');
    if (isJson)
        return `${reportJson(results, isStrict, page)}\n`;
    const isColoured = (0,execution/* isOutputTerminal */._u)() && !(0,adapters_process/* environment */.cA)()['NO_COLOR'];
    return `${reportLines(results, { isColoured, documentation: page }).join('\n')}\n`;
}
async function findAgent(isOffline) {
    const socket = (0,adapters_process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '';
    if (socket === '')
        return undefined;
    const unasked = { region: '', tokenUrl: '', apiUrl: '', lifetimeMs: undefined };
    if (isOffline)
        return unasked;
    try {
        const readNonceThere = () => (0,nonce/* readNonce */.kv)(socket, (0,adapters_process/* agentPlaces */.Qy)());
        return agentPlaceOf(await (0,client/* askAgent */.X)({ socket, readNonce: readNonceThere, ask: 'status', waitMs: AGENT_WITHIN_MS }));
    }
    catch (error) {
        if (!(error instanceof agent_errors/* AgentUnreachable */.F))
            throw error;
        return (0,environment/* hasCredentials */.Lk)((0,adapters_process/* environment */.cA)()) ? undefined : unasked;
    }
}
function readOrMistakes(known, { mistakes }) {
    try {
        return { settings: (0,environment/* readEnvironment */.Qo)(known, mistakes), mistakes: '' };
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ))
            throw error;
        return { settings: undefined, mistakes: error.message };
    }
}
function tokenFrom({ asksForToken }, agent, settings, issuing) {
    if (agent !== undefined) {
        return { needsEndpoint: false, get: (deadline) => refusedIfThrown(() => tokenOfAgent(agent, deadline)) };
    }
    if (!asksForToken || settings === undefined) {
        const because = 'there is no agent, and a token is asked for only with --ask-for-token';
        return { needsEndpoint: false, get: () => Promise.resolve({ is: 'not-asked-for', because }) };
    }
    return {
        needsEndpoint: true,
        get: (deadline) => refusedIfThrown(() => issued(settings, deadline, issuing)),
    };
}
function noticing(token) {
    let asked = Promise.resolve();
    const get = (deadline) => {
        const got = token.get(deadline);
        asked = got.catch(() => undefined);
        return got;
    };
    return { needsEndpoint: token.needsEndpoint, get, settled: () => asked };
}
async function refusedIfThrown(get) {
    try {
        return await get();
    }
    catch (error) {
        const refusal = (0,describe/* asActionError */.z6)(error, (0,adapters_process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '');
        if (refusal === undefined)
            throw error;
        return { is: 'refused', error: refusal };
    }
}
async function tokenOfAgent({ lifetimeMs, source }, deadline) {
    const { value, expiresAt } = await source.current(deadline);
    return { is: 'valid', value, expiresAt, lifetimeMs, origin: 'the agent has one' };
}
async function issued(settings, deadline, { request, leases }) {
    const { credentials, region, tokenUrl } = settings;
    const authentication = await (0,entries_authentication/* authenticationOf */.U)(credentials, tokenUrl);
    const client = {
        endpoint: { place: (0,genesys_region/* placeOf */.$t)(region, tokenUrl), tokenUrl },
        scope: undefined,
        authentication,
    };
    const { lease, isLifetimeAssumed } = await (0,issue_token/* issueToken */.R)({ client, attempts: (0,send/* oneAttempt */.Yl)(deadline) }, leases, request);
    const { value, expiresAt, lifetimeMs } = lease.token;
    return {
        is: 'valid',
        value,
        expiresAt,
        lifetimeMs: isLifetimeAssumed ? undefined : lifetimeMs,
        origin: 'one was issued, to be revoked at the end',
    };
}
async function releaseAll(leases, isAwaitingToken) {
    const released = await leases.releaseAll(deadline/* Deadline */.B.after(RELEASE_MS, clock/* systemClock */.m));
    const releases = released.map(({ release }) => release);
    for (const sentence of (0,left_tokens/* describeLeft */.J)({ releases, isAwaitingToken }))
        (0,terminal.log)(sentence);
}


}),

570:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  E: () => (IdTokenFailed)
});
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(881);

class IdTokenFailed extends _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz {
    constructor(failure, cause) {
        super({ ...failure, summary: `GitHub's ID token service: ${failure.summary}` }, cause);
    }
}


}),

1668:
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

var id_token_failed = __webpack_require__(570);
;// CONCATENATED MODULE: ./build/oauth/assertion-error.js

const LEAST_CLOCK_DIFFERENCE_MS = 5_000;
function diagnoseAssertion(facts) {
    const { failure, cause, endpoint, authentication } = facts;
    if (cause instanceof id_token_failed/* IdTokenFailed */.E)
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


}),

7012:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  H: () => (checkBypass),
  s: () => (getProxyUrl)
});
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}


})

};
;