"use strict";
exports.id = 854;
exports.ids = [854];
exports.modules = {

6480:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  c2: () => (statusOf),
  g$: () => (tooLarge),
  sR: () => (LARGEST_BODY_BYTES)
});
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(881);

const LARGEST_BODY_BYTES = 1024 * 1024;
const statusOf = ({ statusCode }) => ({
    status: statusCode ?? 0,
});
function tooLarge(message) {
    return new _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz({
        kind: 'too-large',
        summary: `the reply is larger than ${LARGEST_BODY_BYTES} bytes (HTTP ${message.statusCode ?? 0})`,
    });
}


}),

7312:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  v: () => (useProxySettings)
});
/* unused harmony export readProxySettings */
const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
function readProxySettings(environment = process.env) {
    const secrets = [];
    const mistakes = [];
    const corrections = {};
    for (const name of PROXY_VARIABLES) {
        const value = environment[name]?.trim() ?? '';
        const text = value === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
        if (text !== (environment[name] ?? ''))
            corrections[name] = text;
        if (text === '')
            continue;
        const url = URL.canParse(text) ? new URL(text) : null;
        if (url !== null)
            secrets.push(...passwordsIn(url));
        const mistake = mistakeIn(url);
        if (mistake !== undefined) {
            mistakes.push(`${name} is no proxy URL: ${mistake}. It looks like http://user:password@proxy.example.com:8080.`);
        }
    }
    return { secrets: [...new Set(secrets)], mistakes, corrections };
}
function useProxySettings() {
    const settings = readProxySettings();
    for (const [name, value] of Object.entries(settings.corrections)) {
        if (value === '')
            Reflect.deleteProperty(process.env, name);
        else
            process.env[name] = value;
    }
    return settings;
}
function mistakeIn(url) {
    if (url === null || url.hostname === '')
        return 'it cannot be parsed';
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
        return 'only http and https proxies are supported';
    if (decode(url.username) === undefined || decode(url.password) === undefined) {
        return 'a % in its user or password is not followed by two hexadecimal digits; write % itself as %25';
    }
    return undefined;
}
function passwordsIn(url) {
    if (url.password === '')
        return [];
    const user = decode(url.username) ?? url.username;
    const password = decode(url.password) ?? url.password;
    const credential = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
    return [password, url.password, credential];
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}


}),

2756:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (requestContextOf)
});

var clock = __webpack_require__(5766);
var http_client_js_ = __webpack_require__(4075);
var retry_decision = __webpack_require__(881);
var version = __webpack_require__(1143);
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/adapters/connection.js

class Connection {
    #socket;
    #error;
    #proxyError;
    #proxySocket = null;
    #isIdle = false;
    #tried = [];
    #waiting = [];
    #abandoned = new AbortController();
    #url;
    #addressing;
    constructor(url, agent, addressing) {
        this.#url = url;
        this.#addressing = addressing;
        if (isTunnel(agent))
            this.#openTunnel(agent);
        else
            this.#openDirectly(agent);
    }
    get isUsable() {
        const socket = this.#socket;
        if (socket === undefined)
            return this.#error === undefined;
        return !socket.destroyed && !socket.readableEnded && socket.readableLength === 0;
    }
    get triedInVain() {
        return this.#socket?.connecting === true ? this.#tried : [];
    }
    get distrust() {
        return distrustOf(this.#socket) ?? distrustOf(this.#proxySocket);
    }
    get proxyError() {
        return this.#proxyError;
    }
    whenOpened(opened) {
        this.#isIdle = false;
        if (this.#error !== undefined)
            opened(this.#error);
        else if (this.#socket === undefined)
            this.#waiting.push(opened);
        else
            opened(null, this.#socket.ref());
    }
    unref() {
        this.#isIdle = true;
        this.#socket?.unref();
        return this;
    }
    destroy() {
        this.#abandoned.abort();
        this.#socket?.destroy();
    }
    #openDirectly(agent) {
        const host = bareHost(this.#url);
        const options = {
            ...this.#dialling(),
            host,
            port: portOf(this.#url),
            servername: (0,external_node_net_.isIP)(host) === 0 ? host : '',
        };
        const socket = agent.createConnection(options);
        socket.on('connectionAttempt', (address, port) => this.#tried.push(`${address}:${port}`));
        this.#settle(undefined, socket);
    }
    #openTunnel(agent) {
        const { proxyOptions } = agent;
        const proxyHost = proxyOptions.host ?? '';
        Object.assign(proxyOptions, this.#dialling(), {
            signal: this.#abandoned.signal,
            servername: (0,external_node_net_.isIP)(proxyHost) === 0 ? proxyHost : '',
        });
        const request = agent.request.bind(agent);
        agent.request = (options) => {
            const connect = request(options);
            connect.on('error', (error) => {
                this.#proxyError = error;
                this.#proxySocket = connect.socket;
            });
            return connect;
        };
        const { hostname } = this.#url;
        const forRequest = {
            getHeader: () => bareHost(this.#url),
            emit: (_event, error) => this.#settle(error, undefined),
        };
        agent.createSocket({ ...agent.options, request: forRequest, host: hostname, port: portOf(this.#url) }, (socket) => {
            if (this.#abandoned.signal.aborted)
                socket.destroy();
            this.#settle(undefined, socket);
        });
    }
    #dialling() {
        const { addressMs, lookup } = this.#addressing;
        return { autoSelectFamilyAttemptTimeout: addressMs, ...(lookup === undefined ? {} : { lookup }) };
    }
    #settle(error, socket) {
        this.#error = error;
        this.#socket = socket;
        socket?.on('error', () => undefined);
        if (this.#isIdle)
            socket?.unref();
        for (const opened of this.#waiting.splice(0))
            this.whenOpened(opened);
    }
}
function isTunnel(agent) {
    return typeof agent === 'object' && agent !== null && 'proxyOptions' in agent;
}
function distrustOf(socket) {
    return socket != null && 'authorizationError' in socket
        ? (socket.authorizationError ?? undefined)
        : undefined;
}
const bareHost = ({ hostname }) => hostname.replace(/^\[(.*)\]$/, '$1');
function portOf({ protocol, port }) {
    if (port !== '')
        return Number(port);
    return protocol === 'https:' ? 443 : 80;
}

var errors = __webpack_require__(8208);
var body_limit = __webpack_require__(6480);
;// CONCATENATED MODULE: ./build/adapters/reply-body.js



async function readBody(message) {
    let bytes = await readWhole(message);
    const encodings = encodingsOf(message, bytes);
    if (encodings.length > 0) {
        const { decode } = await __webpack_require__.e(/* import() */ 215).then(__webpack_require__.bind(__webpack_require__, 3215));
        for (const encoding of encodings)
            bytes = await decode(bytes, encoding, message);
    }
    return bytes.toString('utf8');
}
function readWhole(message) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        let bytes = 0;
        const breakOff = (error) => {
            const reason = error === undefined ? 'closed' : ((0,errors/* codeOf */.$N)(error) ?? (0,errors/* messageOf */.bD)(error));
            const summary = `the connection broke off in the middle of the reply (${reason})`;
            reject(new retry_decision/* AttemptFailed */.Nz({ kind: 'truncated', summary, ...(0,body_limit/* statusOf */.c2)(message) }, error));
        };
        message.on('data', (chunk) => {
            bytes += chunk.length;
            if (bytes > body_limit/* LARGEST_BODY_BYTES */.sR)
                reject((0,body_limit/* tooLarge */.g$)(message));
            else
                chunks.push(chunk);
        });
        message.on('end', () => resolve(Buffer.concat(chunks)));
        message.on('error', breakOff);
        message.on('close', breakOff);
    });
}
function encodingsOf({ headers }, bytes) {
    const named = (headers['content-encoding'] ?? '').toLowerCase().split(',');
    const encodings = named.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
    if (bytes.length === 0)
        return [];
    if (encodings.length === 0 && bytes[0] === 0x1f && bytes[1] === 0x8b)
        return ['gzip'];
    return encodings.reverse();
}

;// CONCATENATED MODULE: ./build/adapters/node-http.js





const USER_AGENT = `gc-oauth-action/${version/* VERSION */.x} (+https://github.com/org/gc-oauth-action)`;
const ADDRESS_SHARE = 1 / 6;
const SHORTEST_ADDRESS_MS = 250;
function httpTransport(clock, { ahead, lookup } = {}) {
    return async (request, timeoutMs, signal) => {
        signal.throwIfAborted();
        const addressMs = Math.max(SHORTEST_ADDRESS_MS, Math.round(timeoutMs * ADDRESS_SHARE));
        const exchange = new Exchange(request, { addressMs, lookup });
        const sent = clock.now();
        try {
            const { message, body } = await within(exchange, exchange.overReadyOrOwn(ahead), { timeoutMs, signal });
            const { statusCode: status = 0 } = message;
            return { status, headers: joinHeaders(message), body, sent, received: clock.now() };
        }
        catch (error) {
            signal.throwIfAborted();
            throw await asAttemptFailed(error, exchange.connection);
        }
        finally {
            exchange.end();
        }
    };
}
class Exchange {
    connection;
    #isOver = false;
    #request;
    #addressing;
    constructor(request, addressing) {
        this.#request = request;
        this.#addressing = addressing;
    }
    async overReadyOrOwn(ahead) {
        const { method, url } = this.#request;
        const ready = method === 'GET' || method === 'DELETE' ? ahead?.take(url) : undefined;
        if (ready === undefined)
            return this.#over(undefined);
        try {
            return await this.#over(ready);
        }
        catch (error) {
            const failed = await asAttemptFailed(error, ready);
            const { isStale } = await __webpack_require__.e(/* import() */ 917).then(__webpack_require__.bind(__webpack_require__, 917));
            if (this.#isOver || !isStale(failed))
                throw failed;
            ready.destroy();
            return this.#over(undefined);
        }
    }
    timedOut(timeoutMs) {
        const tried = this.connection?.triedInVain ?? [];
        const seconds = `${Math.round(timeoutMs / 100) / 10} s`;
        const kind = 'timeout';
        if (tried.length === 0)
            return new retry_decision/* AttemptFailed */.Nz({ kind, summary: `no reply within ${seconds}` });
        const summary = `no connection within ${seconds} to ${tried.join(', ')}`;
        return new retry_decision/* AttemptFailed */.Nz({ kind, summary, isUnsent: true });
    }
    end() {
        this.#isOver = true;
        this.connection?.destroy();
    }
    async #over(ready) {
        const { method, url, headers, body = '' } = this.#request;
        const client = new http_client_js_.HttpClient(USER_AGENT, [this.#connecting(ready)], {
            allowRedirects: false,
            allowRetries: false,
            keepAlive: false,
        });
        const sent = method === 'POST' || method === 'PUT' ? body : null;
        const { message } = await client.request(method, url, sent, { 'accept-encoding': 'identity', ...headers });
        return { message, body: await readBody(message) };
    }
    #connecting(ready) {
        return {
            prepareRequest: (options) => {
                const { agent } = options;
                const url = new URL(this.#request.url);
                options.agent = undefined;
                options.defaultPort = url.protocol === 'https:' ? 443 : 80;
                options.createConnection = (_, opened) => {
                    this.connection = ready ?? new Connection(url, agent, this.#addressing);
                    this.connection.whenOpened(opened);
                    return undefined;
                };
            },
            canHandleAuthentication: () => false,
            handleAuthentication: () => Promise.reject(new Error('This handler answers no challenge.')),
        };
    }
}
async function asAttemptFailed(error, connection) {
    const failures = await __webpack_require__.e(/* import() */ 917).then(__webpack_require__.bind(__webpack_require__, 917));
    return failures.asAttemptFailed(error, connection);
}
async function within(exchange, work, { timeoutMs, signal }) {
    let stop = () => undefined;
    let timer;
    const over = new Promise((_, reject) => {
        timer = setTimeout(() => reject(exchange.timedOut(timeoutMs)), timeoutMs);
        stop = () => reject(new Error('aborted'));
    });
    signal.addEventListener('abort', stop, { once: true });
    try {
        return await Promise.race([work, over]);
    }
    finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
    }
}
function joinHeaders(message) {
    const headers = {};
    for (const [name, value] of Object.entries(message.headers)) {
        if (value !== undefined)
            headers[name] = asUtf8(Array.isArray(value) ? value.join(', ') : value);
    }
    return headers;
}
function asUtf8(value) {
    return Buffer.from(value, 'latin1').toString('utf8');
}

;// CONCATENATED MODULE: ./build/http/clean-replies.js
function withCleanReplies(transport, clean) {
    return async (...sending) => {
        const reply = await transport(...sending);
        const headers = Object.entries(reply.headers).map(([name, value]) => [name, clean(value)]);
        const isSuccess = reply.status >= 200 && reply.status < 300 && !isError(reply.body);
        return {
            ...reply,
            headers: Object.fromEntries(headers),
            body: isSuccess ? reply.body : clean(reply.body),
        };
    };
}
const isError = (body) => /"error"\s*:/.test(body) && !/"access_token"\s*:/.test(body);

var terminal = __webpack_require__(9690);
;// CONCATENATED MODULE: ./build/entries/terminal-requests.js




function requestContextOf(tell) {
    return {
        transport: withCleanReplies(httpTransport(clock/* systemClock */.m), (text) => (0,terminal.redactor)().cleanReply(text)),
        clock: clock/* systemClock */.m,
        random: Math.random,
        signal: new AbortController().signal,
        log: tell,
        mask: (forms) => void (0,terminal.redactor)().add(forms),
        forget: (forms) => (0,terminal.redactor)().forget(forms),
    };
}


}),

1584:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Ic: () => (describeFailure),
  f1: () => (readFailure),
  hD: () => (quote),
  qU: () => (readFields),
  uT: () => (serverDate)
});
var _core_characters_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(751);
var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6089);
var _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(881);



const LONGEST_QUOTE = 200;
const LONGEST_ERROR = 96;
function readFields(reply, what) {
    const fields = parseBody(reply.body);
    if (fields !== undefined)
        return fields;
    throw new _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz({
        kind: 'unreadable',
        summary: `${what} is not a JSON object (${describeBody(reply)})`,
        status: reply.status,
        ...correlation(reply, {}),
    });
}
function readFailure(reply) {
    const fields = parseBody(reply.body) ?? {};
    const sources = [...wrapped(fields), challengeOf(reply)];
    const error = firstOf(sources, ERROR_NAMES, LONGEST_ERROR);
    const description = firstOf(sources, DESCRIPTION_NAMES, LONGEST_QUOTE);
    const isRedirect = reply.status >= 300 && reply.status < 400;
    const retryAfterMs = readRetryAfter(reply);
    const date = serverDate(reply);
    const failure = {
        kind: isRedirect ? 'redirect' : 'status',
        summary: `HTTP ${reply.status}`,
        status: reply.status,
        ...(error === undefined ? {} : { error }),
        ...(description === undefined || description === error ? {} : { description }),
        ...correlation(reply, fields),
        isRateLimit: reply.status === 429 || (reply.status <= 400 && saysRateLimit(sources)),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(date === undefined ? {} : { clockAheadMs: reply.received.wallMs - date }),
    };
    return new _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz(failure);
}
const ERROR_NAMES = ['error', 'code'];
const DESCRIPTION_NAMES = ['error_description', 'description', 'message', 'detail', 'faultstring'];
function wrapped(fields) {
    const [first] = Array.isArray(fields['errors']) ? fields['errors'] : [];
    const inner = [fields['error'], fields['fault'], first].map(_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .P);
    return [fields, ...inner.filter((each) => each !== undefined)];
}
function challengeOf({ headers }) {
    const parameters = (headers['www-authenticate'] ?? '').matchAll(/\b(error|error_description)="([^"]*)"/g);
    return Object.fromEntries([...parameters].map(([, name = '', value = '']) => [name, value]));
}
function firstOf(sources, names, longest) {
    for (const fields of sources) {
        for (const name of names) {
            const text = quote(fields[name], longest);
            if (text !== undefined)
                return text;
        }
    }
    return undefined;
}
function saysRateLimit(sources) {
    const texts = sources.flatMap((fields) => DESCRIPTION_NAMES.map((name) => fields[name]));
    return texts.some((text) => typeof text === 'string' && /rate limit exceeded/i.test(text));
}
function describeFailure(failure) {
    const said = [failure.error, failure.description].filter((text) => text !== undefined).join(': ');
    const parts = [failure.summary];
    if (said !== '')
        parts.push(said);
    if (failure.correlationId !== undefined)
        parts.push(`correlation id ${failure.correlationId}`);
    return parts.join(', ');
}
const BELIEVABLE_DATES = { from: Date.UTC(2000), to: Date.UTC(2200) };
function serverDate(reply) {
    const date = parseDate(reply.headers['date'] ?? '');
    return date >= BELIEVABLE_DATES.from && date <= BELIEVABLE_DATES.to ? date : undefined;
}
function quote(value, longest = LONGEST_QUOTE) {
    if (typeof value !== 'string' && typeof value !== 'number')
        return undefined;
    const clean = (0,_core_characters_js__WEBPACK_IMPORTED_MODULE_2__/* .onOneLine */ .GJ)(String(value)).trim();
    if (clean === '')
        return undefined;
    if (clean.length <= longest)
        return clean;
    return `${clean.slice(0, longest + 1).replace(/\S+$/, '')}\u2026`;
}
function correlation(reply, fields) {
    const id = quote(reply.headers['inin-correlation-id']) ?? quote(fields['contextId']);
    return id === undefined ? {} : { correlationId: id };
}
function readRetryAfter(reply) {
    const value = reply.headers['retry-after']?.trim();
    if (value === undefined || value === '')
        return undefined;
    if (/^\d+(\.\d+)?$/.test(value))
        return Number(value) * 1000;
    const date = parseDate(value);
    if (Number.isNaN(date))
        return undefined;
    return Math.max(0, date - (serverDate(reply) ?? reply.received.wallMs));
}
function parseDate(text) {
    return /^[A-Z][a-z]+, .+ GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}
function describeBody({ status, headers, body }) {
    const type = quote(headers['content-type']) ?? 'no content type';
    return `HTTP ${status}, ${type}, ${body.length} characters${kindOfBody(body)}`;
}
function kindOfBody(body) {
    if (body.includes('\0'))
        return ' that are not UTF-8';
    const text = body.trim();
    if (text.startsWith('['))
        return ' of a list';
    if ((0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .l)(text.slice(0, text.lastIndexOf('}') + 1)) !== undefined)
        return ', with text after the object';
    return text.startsWith('{') ? ', cut off or malformed' : '';
}
const parseBody = (text) => (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .l)(text.replace(/^\uFEFF/, ''));


}),

881:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Nz: () => (AttemptFailed),
  PQ: () => (retryDecision),
  ey: () => (isTemporary)
});
class AttemptFailed extends Error {
    name = 'AttemptFailed';
    failure;
    constructor(failure, cause) {
        super(failure.summary, cause === undefined ? undefined : { cause });
        this.failure = failure;
    }
}
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const FINAL_ERRORS = new Set(['invalid_client', 'unauthorized_client', 'invalid_grant', 'invalid_scope']);
const TEMPORARY_ERRORS = new Set(['temporarily_unavailable', 'server_error']);
const TEMPORARY_STATUS = new Set([408, 425, 429]);
function retryDecision(failure, attempt, leftMs, random) {
    if (!isTemporary(failure))
        return { retry: false, because: 'final' };
    const wantedMs = waitMs(failure, attempt, random);
    if (wantedMs < leftMs)
        return { retry: true, afterMs: wantedMs };
    return { retry: false, because: 'no-time', wantedMs };
}
function isTemporary(failure) {
    switch (failure.kind) {
        case 'connection':
        case 'timeout':
        case 'truncated':
        case 'unreadable':
            return true;
        case 'proxy':
            return isTemporaryStatus(failure.status ?? 503);
        case 'invalid':
        case 'too-large':
        case 'tls':
        case 'redirect':
            return false;
        case 'status':
            if (FINAL_ERRORS.has(failure.error ?? ''))
                return false;
            if (TEMPORARY_ERRORS.has(failure.error ?? ''))
                return true;
            return failure.isRateLimit === true || isTemporaryStatus(failure.status ?? 0);
    }
}
function isTemporaryStatus(status) {
    return TEMPORARY_STATUS.has(status) || (status >= 500 && status !== 501);
}
function waitMs(failure, attempt, random) {
    const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
    const askedMs = failure.retryAfterMs === undefined ? 0 : failure.retryAfterMs + random * FIRST_WAIT_MS;
    return Math.max(askedMs, random * ceilingMs);
}


}),

7432:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  $T: () => (attemptsUntil),
  UW: () => (RequestGivenUp),
  Yl: () => (oneAttempt),
  dF: () => (describeGivingUp),
  tN: () => (send)
});
/* unused harmony export LONGEST_ATTEMPT_MS */
var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1584);
var _retry_decision_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(881);


const LONGEST_ATTEMPT_MS = 15_000;
function attemptsUntil(deadline, longestMs = LONGEST_ATTEMPT_MS) {
    return { deadline, longestMs: Math.min(longestMs, deadline.leftMs / 2), most: Infinity };
}
function oneAttempt(deadline) {
    return { deadline, longestMs: deadline.leftMs, most: 1 };
}
class RequestGivenUp extends Error {
    name = 'RequestGivenUp';
    failure;
    history;
    constructor(failure, history, cause) {
        super(failure.summary, { cause });
        this.failure = failure;
        this.history = history;
    }
}
async function send(exchange, { deadline, longestMs, most }, context) {
    const { clock, random, signal, log } = context;
    for (let attempt = 1;; attempt++) {
        try {
            return await sendOnce(exchange, deadline.part(longestMs), context);
        }
        catch (error) {
            if (!(error instanceof _retry_decision_js__WEBPACK_IMPORTED_MODULE_1__/* .AttemptFailed */ .Nz))
                throw error;
            if (attempt >= most)
                throw new RequestGivenUp(error.failure, '', error);
            const { leftMs } = deadline;
            const decision = (0,_retry_decision_js__WEBPACK_IMPORTED_MODULE_1__/* .retryDecision */ .PQ)(error.failure, attempt, leftMs, random());
            if (!decision.retry)
                throw new RequestGivenUp(error.failure, history(attempt, decision, leftMs), error);
            const reason = (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .describeFailure */ .Ic)(error.failure);
            const again = `trying again in ${seconds(decision.afterMs)} (${seconds(leftMs)} left)`;
            log(`${exchange.doing} failed (${reason}); ${again}.`);
            await clock.sleep(decision.afterMs, signal);
        }
    }
}
async function sendOnce({ request, read }, attempt, { transport, signal }) {
    const made = typeof request === 'function' ? await request(attempt) : request;
    return read(await transport(made, Math.max(1, attempt.leftMs), signal));
}
function describeGivingUp({ failure, history: tried }) {
    return [(0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .describeFailure */ .Ic)(failure), tried].filter((text) => text !== '').join(', ');
}
function history(attempt, decision, leftMs) {
    const attempts = attempt === 1 ? '1 attempt' : `${attempt} attempts`;
    if (decision.because === 'final')
        return attempt === 1 ? '' : `after ${attempts}`;
    return `after ${attempts}; the next would start in ${seconds(decision.wantedMs)}, and ${seconds(leftMs)} are left`;
}
function seconds(ms) {
    const value = Math.max(0, ms) / 1000;
    if (value > 86_400)
        return 'more than a day';
    return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} s`;
}


})

};
;