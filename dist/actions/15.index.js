"use strict";
exports.id = 15;
exports.ids = [15];
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

6925:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (stepInputs)
});

var actions_core_js_ = __webpack_require__(9892);
;// CONCATENATED MODULE: ./build/settings/sources.js
function inputSource(input) {
    return {
        text: (field) => (field.input === undefined ? '' : input(field.input)),
        name: (field) => field.input ?? '',
        whyEmpty: [
            'the secret or variable is not set for this repository, environment or organization: GitHub gives an empty text for a missing one, without a warning',
            'the workflow runs for a pull request from a fork or for Dependabot: these get no secrets',
            'the job names no environment, or another one than the secret belongs to',
        ],
    };
}
function variableSource(environment) {
    return {
        text: ({ variable }) => (variable === undefined ? '' : (environment[variable]?.trim() ?? '')),
        name: ({ variable }) => variable ?? '',
        whyEmpty: [
            'there is no agent here (GC_TOKEN_SOCK is not set), so that gc-token needs credentials of its own',
            'a secret of the pipeline is not mapped to these variables',
        ],
    };
}

;// CONCATENATED MODULE: ./build/adapters/github-runner/inputs.js


function stepInputs() {
    return inputSource((name) => (0,actions_core_js_.getInput)(name));
}


}),

3621:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  cA: () => (environment)
});
/* unused harmony exports agentPlaces, writeAll */
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);


function environment() {
    return process.env;
}
function agentPlaces({ RUNNER_TEMP } = process.env) {
    return [RUNNER_TEMP ?? '', tmpdir(), ...(process.platform === 'win32' ? [] : ['/tmp'])];
}
function writeAll(fd, text) {
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length;) {
        try {
            written += writeSync(fd, bytes, written);
        }
        catch (error) {
            if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN'))
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
        }
    }
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

1846:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Q2: () => (parseBaseUrl),
  U9: () => (isLoopback),
  yN: () => (parseEndpointUrl)
});
function parseBaseUrl(text) {
    const parsed = parseUrl(text);
    if ('mistake' in parsed)
        return parsed;
    const { origin, pathname, search, hash } = parsed;
    if (search !== '' || hash !== '') {
        return { mistake: 'contains a query or a fragment. It is the base URL that paths are added to.' };
    }
    return { url: `${origin}${pathname}`.replace(/\/+$/, '') };
}
function parseEndpointUrl(text) {
    const parsed = parseUrl(text);
    if ('mistake' in parsed)
        return parsed;
    if (parsed.hash !== '')
        return { mistake: 'contains a fragment, which is never sent. Take it out.' };
    return { url: parsed.href };
}
function parseUrl(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.hostname === '') {
        return {
            mistake: 'is not a URL. Write it with its scheme, as in https://gateway.example.com/genesys.',
        };
    }
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
        return {
            mistake: 'does not start with https://. Credentials only go over TLS; http is for loopback hosts.',
        };
    }
    if (url.username !== '' || url.password !== '') {
        return { mistake: 'contains a user or password. Take them out: they would show up in logs.' };
    }
    return url;
}
function isLoopback(hostname) {
    return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}


}),

2095:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  B: () => (Deadline)
});
class Deadline {
    #clock;
    #at;
    constructor(clock, at) {
        this.#clock = clock;
        this.#at = at;
    }
    static after(ms, clock) {
        return new Deadline(clock, clock.now().monotonicMs + ms);
    }
    get leftMs() {
        return Math.max(0, this.#at - this.#clock.now().monotonicMs);
    }
    part(ms) {
        return new Deadline(this.#clock, Math.min(this.#at, this.#clock.now().monotonicMs + ms));
    }
}


}),

6089:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  P: () => (fieldsOf),
  l: () => (parseObject)
});
function parseObject(text) {
    try {
        return fieldsOf(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function fieldsOf(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}


}),

3406:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  py: () => (tokenForms),
  xX: () => (basicCredentialForms),
  ye: () => (maskForms)
});
const SHORTEST_FORM = 8;
function maskForms(value) {
    return [value, ...derivedForms(value)];
}
function basicCredentialForms(clientId, secret) {
    const credential = `${clientId}:${secret}`;
    const encoded = base64(credential);
    return [`Basic ${encoded}`, encoded, ...derivedForms(credential)].filter(isLongEnough);
}
function tokenForms(token) {
    return [...maskForms(token), `Bearer ${token}`];
}
function derivedForms(value) {
    const bytes = Buffer.from(value, 'utf8');
    const encoded = [value, `${value}\n`, `${value}\r\n`].map((text) => base64(text).replace(/=+$/, ''));
    const cores = [0, 1, 2].map((start) => {
        const whole = start + 3 * Math.floor((bytes.length - start) / 3);
        return bytes.subarray(start, whole).toString('base64');
    });
    const forms = [...encoded, ...cores].flatMap((form) => [
        form,
        form.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
    return [...new Set(forms)].filter((form) => isLongEnough(form) && form !== value);
}
const isLongEnough = (form) => form.length >= SHORTEST_FORM;
const base64 = (text) => Buffer.from(text, 'utf8').toString('base64');


}),

3431:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  z: () => (Secret)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

const HIDDEN = '***';
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    reveal() {
        return this.#value;
    }
    toString() {
        return HIDDEN;
    }
    toJSON() {
        return HIDDEN;
    }
    [node_util__WEBPACK_IMPORTED_MODULE_0__.inspect.custom]() {
        return HIDDEN;
    }
}


}),

566:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  n: () => (isoSeconds)
});
function isoSeconds(at) {
    const date = new Date(at);
    const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
    return `${day.map(twoDigits).join('-')}T${time.map(twoDigits).join(':')}Z`;
}
const twoDigits = (number) => String(number).padStart(2, '0');


}),

1143:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  x: () => (VERSION)
});
const VERSION = '1.0.0';


}),

9322:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  t: () => (explained)
});
var _adapters_github_runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6925);
var _adapters_process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3621);
var _settings_reader_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6518);



async function explained(action, fields) {
    try {
        await action;
    }
    catch (error) {
        const { explain } = await __webpack_require__.e(/* import() */ 803).then(__webpack_require__.bind(__webpack_require__, 6803));
        throw explain(error, {
            source: (0,_adapters_github_runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .stepInputs */ .a)(),
            inputs: (0,_settings_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .inputNames */ .vj)(fields),
            environment: (0,_adapters_process_js__WEBPACK_IMPORTED_MODULE_1__/* .environment */ .cA)(),
        });
    }
}


}),

9337:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (requestContextOf)
});

;// CONCATENATED MODULE: ./build/adapters/clock.js
const systemClock = {
    now: () => ({ wallMs: Date.now(), monotonicMs: Number(process.hrtime.bigint() / 1000000n) }),
    sleep: async (ms, signal) => {
        const { setTimeout: delay } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 8500, 23));
        try {
            await delay(ms, undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    },
};

var http_client_js_ = __webpack_require__(4075);
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

;// CONCATENATED MODULE: ./build/adapters/connections-ahead.js


const ADDRESS_MS = 2_500;
class ConnectionsAhead {
    #connections = new Map();
    open(url) {
        const { origin } = new URL(url);
        if (this.#connections.has(origin))
            return;
        this.#connections.set(origin, undefined);
        setImmediate(() => {
            if (this.#connections.has(origin))
                this.#connections.set(origin, connect(url));
        });
    }
    take(url) {
        const { origin } = new URL(url);
        const connection = this.#connections.get(origin);
        this.#connections.delete(origin);
        return connection?.isUsable === true ? connection : undefined;
    }
}
function connect(url) {
    try {
        const agent = new http_client_js_.HttpClient().getAgent(url);
        return new Connection(new URL(url), agent, { addressMs: ADDRESS_MS }).unref();
    }
    catch {
        return undefined;
    }
}

var retry_decision = __webpack_require__(881);
var version = __webpack_require__(1143);
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

;// CONCATENATED MODULE: ./build/entries/request-context.js




function requestContextOf({ step, signal }) {
    const ahead = new ConnectionsAhead();
    return {
        transport: withCleanReplies(httpTransport(systemClock, { ahead }), (text) => step.cleanReply(text)),
        connectAhead: (url) => ahead.open(url),
        clock: systemClock,
        random: Math.random,
        signal,
        log: (sentence) => step.log(sentence),
        tellAborted: (sentence) => step.log(sentence),
        mask: (forms) => step.mask(forms),
        forget: () => undefined,
    };
}


}),

4596:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  $t: () => (placeOf),
  cf: () => (parseRegion),
  hk: () => (unknownRegion),
  kA: () => (describeUnlisted)
});
/* unused harmony exports REGIONS, similarRegions */
var _core_characters_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(751);

const REGIONS = [
    { name: 'us-east-1', domain: 'mypurecloud.com' },
    { name: 'us-east-2', domain: 'use2.us-gov-pure.cloud' },
    { name: 'us-west-2', domain: 'usw2.pure.cloud' },
    { name: 'ca-central-1', domain: 'cac1.pure.cloud' },
    { name: 'sa-east-1', domain: 'sae1.pure.cloud' },
    { name: 'mx-central-1', domain: 'mxc1.pure.cloud' },
    { name: 'eu-west-1', domain: 'mypurecloud.ie' },
    { name: 'eu-west-2', domain: 'euw2.pure.cloud' },
    { name: 'eu-central-1', domain: 'mypurecloud.de' },
    { name: 'eu-central-2', domain: 'euc2.pure.cloud' },
    { name: 'eusc-de-east-1', domain: 'edee1.eusc-pure.cloud' },
    { name: 'me-central-1', domain: 'mec1.pure.cloud' },
    { name: 'ap-south-1', domain: 'aps1.pure.cloud' },
    { name: 'ap-southeast-1', domain: 'apse1.pure.cloud' },
    { name: 'ap-southeast-2', domain: 'mypurecloud.com.au' },
    { name: 'ap-northeast-1', domain: 'mypurecloud.jp' },
    { name: 'ap-northeast-2', domain: 'apne2.pure.cloud' },
    { name: 'ap-northeast-3', domain: 'apne3.pure.cloud' },
];
function parseRegion(text) {
    const wanted = text.trim().toLowerCase();
    const name = wanted.replaceAll('_', '-');
    const host = wanted
        .replace(/^https?:\/\//, '')
        .replace(/[/?#].*$/, '')
        .replace(/:443$/, '');
    const domain = host.replace(/^(?:api|login|apps)\./, '');
    return REGIONS.find((region) => region.name === name || region.domain === domain);
}
function placeOf(region, tokenUrl) {
    return region !== undefined && tokenUrl === `https://login.${region.domain}/oauth/token`
        ? region.name
        : new URL(tokenUrl).host;
}
function unknownRegion(text, way) {
    const meant = similarRegions(text);
    const cure = meant.length > 0
        ? `Did you mean ${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .alternatives */ .Vo)(meant)}?`
        : `It takes ${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .alternatives */ .Vo)(REGIONS.map(({ name }) => name))}, or a domain.`;
    return (`${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is unknown. ${cure} A region newer than this version, or a gateway, ` +
        `is reached with ${way}.`);
}
function describeUnlisted(name) {
    if (name === '' || REGIONS.some((region) => region.name === name))
        return undefined;
    return `The region ${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(name)} is unknown to this version; the URLs that were given are used.`;
}
const MOST_SLIPS = 2;
const MOST_GUESSES = 3;
function similarRegions(text) {
    const wanted = text
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/^(?:api|login|apps)\./, '')
        .replaceAll('_', '-');
    return REGIONS.map((region) => {
        if (region.domain.startsWith(`${wanted}.`))
            return { text: region.name, distance: 0 };
        const byName = editDistance(wanted, region.name);
        const byDomain = editDistance(wanted, region.domain);
        return { text: byDomain < byName ? region.domain : region.name, distance: Math.min(byName, byDomain) };
    })
        .filter(({ distance }) => distance <= MOST_SLIPS)
        .sort((a, b) => a.distance - b.distance)
        .slice(0, MOST_GUESSES)
        .map((candidate) => candidate.text);
}
function editDistance(from, to) {
    let row = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let index = 0; index < from.length; index++) {
        const next = [index + 1];
        for (let column = 1; column <= to.length; column++) {
            const replaced = (row[column - 1] ?? 0) + (from[index] === to[column - 1] ? 0 : 1);
            next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[to.length] ?? 0;
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


}),

2219:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (Leases),
  _: () => (NO_JOURNAL)
});

var masks = __webpack_require__(3406);
var errors = __webpack_require__(8208);
var http_reply = __webpack_require__(1584);
;// CONCATENATED MODULE: ./build/genesys/revocation.js

function revocationRequest(apiUrl, token) {
    return {
        method: 'DELETE',
        url: `${apiUrl}/api/v2/tokens/me`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readRevocation(reply) {
    if (reply.status >= 200 && reply.status <= 204) {
        if (reply.body !== '')
            (0,http_reply/* readFields */.qU)(reply, 'the reply');
        return 'revoked';
    }
    if (reply.status === 401)
        return 'not-accepted';
    throw (0,http_reply/* readFailure */.f1)(reply);
}

var send = __webpack_require__(7432);
;// CONCATENATED MODULE: ./build/lease/token-lease.js



const LONGEST_ATTEMPT_MS = 10_000;
const EXPIRY_MARGIN_MS = 2_000;
const NEVER_ACCEPTED = 'the API host has not accepted it since it was issued: does api-url fit?';
class TokenLease {
    token;
    apiUrl;
    #custody;
    #wasAccepted;
    #isRecorded;
    #whyNotReleased;
    #context;
    #record;
    constructor(facts, isRecorded, context, record) {
        this.token = facts.token;
        this.apiUrl = facts.apiUrl;
        this.#custody = facts.custody;
        this.#wasAccepted = facts.wasAccepted;
        this.#isRecorded = isRecorded;
        this.#context = context;
        this.#record = record;
    }
    get custody() {
        return this.#custody;
    }
    get wasAccepted() {
        return this.#wasAccepted;
    }
    get isUnaccounted() {
        return this.#custody.is === 'held' && !this.#isRecorded;
    }
    get whyNotReleased() {
        return this.#whyNotReleased;
    }
    get record() {
        const { token, apiUrl } = this;
        return { token, apiUrl, wasAccepted: this.#wasAccepted, custody: this.#custody };
    }
    offer(entry) {
        this.#change({ is: 'offered', entry });
    }
    keep() {
        this.#change({ is: 'kept' });
    }
    share() {
        this.#note({ is: 'shared' });
    }
    hold() {
        this.#note({ is: 'held' });
    }
    accepted() {
        if (this.#wasAccepted)
            return;
        this.#wasAccepted = true;
        this.#recordIfPossible();
    }
    async release(deadline, when = 'unless-expired') {
        if (when === 'unless-expired' && this.#isExpired)
            return this.#released('expired');
        try {
            const exchange = {
                doing: 'Revoking the token',
                request: revocationRequest(this.apiUrl, this.token.value),
                read: readRevocation,
            };
            const answer = await (0,send/* send */.tN)(exchange, (0,send/* attemptsUntil */.$T)(deadline, LONGEST_ATTEMPT_MS), this.#context);
            if (answer === 'revoked')
                return this.#released('revoked');
            if (this.#wasAccepted)
                return this.#released('already-invalid');
            if (this.#isExpired)
                return this.#released('expired');
            return this.#mayBeValid(NEVER_ACCEPTED);
        }
        catch (error) {
            if (!(error instanceof send/* RequestGivenUp */.UW))
                return this.#mayBeValid((0,errors/* messageOf */.bD)(error));
            const isUnknown = error.failure.status === 404 && !this.#wasAccepted;
            return this.#mayBeValid(isUnknown ? NEVER_ACCEPTED : (0,send/* describeGivingUp */.dF)(error));
        }
    }
    get #isExpired() {
        return isSurelyExpired(this.token, this.#context.clock.now());
    }
    noteRecorded() {
        this.#isRecorded = true;
    }
    #released(outcome) {
        this.#note({ is: 'released' });
        return { outcome, until: this.token.expiresAt };
    }
    #mayBeValid(because) {
        this.#whyNotReleased = because;
        return { outcome: 'may-be-valid', until: this.token.expiresAt, because };
    }
    #change(custody) {
        const before = this.#custody;
        this.#custody = custody;
        try {
            this.#record();
        }
        catch (error) {
            this.#custody = before;
            throw error;
        }
    }
    #note(custody) {
        this.#custody = custody;
        this.#recordIfPossible();
    }
    #recordIfPossible() {
        try {
            this.#record();
        }
        catch {
        }
    }
}
function isSurelyExpired(token, now) {
    return now.monotonicMs >= token.deadBy.monotonicMs + EXPIRY_MARGIN_MS;
}

;// CONCATENATED MODULE: ./build/lease/leases.js


const NO_JOURNAL = { write: () => undefined };
const RELEASES_AT_ONCE = 6;
class Leases {
    #all = [];
    #apiUrl;
    #journal;
    #context;
    constructor(apiUrl, journal, context) {
        this.#apiUrl = apiUrl;
        this.#journal = journal;
        this.#context = context;
    }
    get held() {
        return this.#all.filter((lease) => lease.custody.is === 'held');
    }
    get unaccounted() {
        return this.#all.filter((lease) => lease.isUnaccounted);
    }
    hold(token) {
        const same = this.#takeOut(token);
        const isReleased = same === undefined || same.custody.is === 'released';
        const custody = isReleased ? { is: 'held' } : same.custody;
        const wasAccepted = !isReleased && same.wasAccepted;
        const lease = this.#add({ token, apiUrl: this.#apiUrl, wasAccepted, custody }, false);
        this.#record();
        return lease;
    }
    adopt(record) {
        const lease = this.#add(record, true);
        this.#record();
        return lease;
    }
    async releaseAll(deadline) {
        const waiting = [...this.held];
        const releases = [];
        const work = async () => {
            for (let lease = waiting.shift(); lease !== undefined; lease = waiting.shift()) {
                releases.push({ lease, release: await lease.release(deadline) });
            }
        };
        await Promise.all(Array.from({ length: RELEASES_AT_ONCE }, work));
        return releases;
    }
    forgetEnded() {
        const now = this.#context.clock.now();
        const hasEnded = ({ custody, token }) => custody.is === 'released' || isSurelyExpired(token, now);
        for (const { token } of this.#all.filter(hasEnded))
            this.#context.forget((0,masks/* tokenForms */.py)(token.value.reveal()));
        this.#all = this.#all.filter((lease) => !hasEnded(lease));
    }
    #takeOut({ value }) {
        const same = this.#all.find(({ token }) => token.value.reveal() === value.reveal());
        if (same === undefined)
            return undefined;
        this.#all = this.#all.filter((lease) => lease !== same);
        this.#context.forget((0,masks/* tokenForms */.py)(value.reveal()));
        return same;
    }
    #add(facts, isRecorded) {
        this.#context.mask((0,masks/* tokenForms */.py)(facts.token.value.reveal()));
        const lease = new TokenLease(facts, isRecorded, this.#context, () => this.#record());
        this.#all.push(lease);
        return lease;
    }
    #record() {
        this.#journal.write(this.#all.map(({ record }) => record));
        for (const lease of this.#all)
            lease.noteRecorded();
    }
}


}),

4427:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Tc: () => (sharedKey),
  X1: () => (secretCredentials)
});
/* unused harmony exports secretForms, encodeCredentials, decodeCredentials */
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var _core_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3431);





function secretCredentials(method, clientId, secret) {
    return { method, clientId, clientSecret: secret };
}
function secretForms(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post': {
            const secret = credentials.clientSecret.reveal();
            return secret === ''
                ? []
                : [...maskForms(secret), ...basicCredentialForms(credentials.clientId, secret)];
        }
        case 'private-key-jwt':
            return maskForms(credentials.key.pkcs8.reveal());
        case 'github-oidc':
            return tokenForms(credentials.requestToken.reveal());
    }
}
function sharedKey(credentials, purpose, salt = new Uint8Array()) {
    const secret = commonSecret(credentials);
    return secret === undefined ? undefined : new Uint8Array((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hkdfSync)('sha256', secret, salt, purpose, 32));
}
function commonSecret(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post':
            return credentials.clientSecret.reveal();
        case 'private-key-jwt':
            return Buffer.from(credentials.key.pkcs8.reveal(), 'base64');
        case 'github-oidc':
            return undefined;
    }
}
function encodeCredentials(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post':
            return { ...credentials, clientSecret: credentials.clientSecret.reveal() };
        case 'private-key-jwt':
            return { ...credentials, key: { ...credentials.key, pkcs8: credentials.key.pkcs8.reveal() } };
        case 'github-oidc':
            return { ...credentials, requestToken: credentials.requestToken.reveal() };
    }
}
function decodeCredentials(fields) {
    const method = oneOfIn(fields, 'method', AUTHENTICATION_METHODS);
    const clientId = textIn(fields, 'clientId');
    switch (method) {
        case 'basic':
        case 'post':
            return { method, clientId, clientSecret: new Secret(textIn(fields, 'clientSecret')) };
        case 'private-key-jwt': {
            const key = decodeKey(objectIn(fields, 'key'));
            return { method, clientId, key, audience: optionalTextIn(fields, 'audience') };
        }
        case 'github-oidc': {
            const requestToken = new Secret(textIn(fields, 'requestToken'));
            const audience = optionalTextIn(fields, 'audience');
            return { method, clientId, requestUrl: textIn(fields, 'requestUrl'), requestToken, audience };
        }
    }
}
function decodeKey(fields) {
    return {
        pkcs8: new Secret(textIn(fields, 'pkcs8')),
        algorithm: textIn(fields, 'algorithm'),
        id: optionalTextIn(fields, 'id'),
    };
}


}),

4012:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  ZZ: () => (field),
  c0: () => (TOKEN_FIELDS),
  dy: () => (REVOKE_FIELDS),
  ll: () => (READING_TOOLS),
  yP: () => (CLIENT_FIELDS)
});
/* unused harmony export TIMEOUT */
var _core_masks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3406);
var _parsers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2375);
var _reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6518);
var _redis_url_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5822);




const LONGEST_VALIDITY_SECONDS = 38_880_000;
const field = (definition) => definition;
const unread = (input, variable) => ({
    input,
    variable,
    parse: (text) => (text === '' ? undefined : new _reader_js__WEBPACK_IMPORTED_MODULE_1__/* .Mistake */ .Fp('is not read here.')),
});
const CLIENT_ID = field({
    input: 'client-id',
    variable: 'GENESYSCLOUD_OAUTHCLIENT_ID',
    parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .clientId */ .L2,
});
const CLIENT_FIELDS = {
    clientId: CLIENT_ID,
    secret: field({
        input: 'client-secret',
        variable: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
        parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .secret */ .rJ,
        secretForms: (text, source) => [
            ...(0,_core_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .maskForms */ .ye)(text),
            ...(0,_core_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .basicCredentialForms */ .xX)(source.text(CLIENT_ID), text),
        ],
    }),
    clientAuthentication: field({
        ...unread('client-auth', 'GENESYSCLOUD_CLIENT_AUTH'),
        default: 'basic',
        parse: (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL)('basic'),
    }),
    privateKey: unread('private-key', 'GENESYSCLOUD_PRIVATE_KEY'),
    idTokens: field({ parse: () => undefined }),
    privateKeyId: unread('private-key-id', 'GENESYSCLOUD_PRIVATE_KEY_ID'),
    assertionAudience: unread('assertion-audience', 'GENESYSCLOUD_ASSERTION_AUDIENCE'),
    region: field({ input: 'region', variable: 'GENESYSCLOUD_REGION', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .region */ .Ny }),
    loginUrl: field({ input: 'login-url', variable: 'GENESYSCLOUD_LOGIN_URL', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .optionalBaseUrl */ .Fu }),
    tokenUrl: field({ input: 'token-url', variable: 'GENESYSCLOUD_TOKEN_URL', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .optionalEndpointUrl */ .AH }),
    apiUrl: field({ input: 'api-url', variable: 'GENESYSCLOUD_API_URL', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .optionalBaseUrl */ .Fu }),
};
const TIMEOUT = field({ input: 'timeout-seconds', default: '120', parse: (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(1, 3600) });
const REVOKE_FIELDS = {
    ...CLIENT_FIELDS,
    scope: field({ input: 'scope', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .optionalText */ .mR }),
    share: field({ input: 'share', default: 'run', parse: (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL)('none', 'run', 'repository') }),
    redis: field({
        input: 'redis-url',
        parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .optionalRedisUrl */ .B0,
        secretForms: (text) => (0,_redis_url_js__WEBPACK_IMPORTED_MODULE_2__/* .secretsInRedisUrl */ .H)(text).flatMap(_core_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .maskForms */ .ye),
    }),
    shareKey: field({ input: 'share-key', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .optionalText */ .mR }),
    timeoutMs: TIMEOUT,
};
const TOKEN_FIELDS = {
    ...CLIENT_FIELDS,
    scope: REVOKE_FIELDS.scope,
    organizationId: field({
        input: 'organization-id',
        variable: 'GENESYSCLOUD_ORGANIZATION_ID',
        parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .organizationId */ .Li,
    }),
    share: { ...REVOKE_FIELDS.share, default: 'none' },
    redis: REVOKE_FIELDS.redis,
    shareKey: REVOKE_FIELDS.shareKey,
    minValidityMs: field({
        input: 'min-validity-seconds',
        default: '300',
        parse: (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .seconds */ .YA)(0, LONGEST_VALIDITY_SECONDS),
    }),
    keepFresh: field({ input: 'keep-fresh', default: 'false', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt }),
    gateway: field({ input: 'gateway', default: 'false', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt }),
    gatewayTokens: field({ input: 'gateway-tokens', default: '1', parse: (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .wholeNumber */ .rD)(1, 10) }),
    gatewayPassToken: field({ input: 'gateway-pass-token', default: 'false', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt }),
    exportEnvironment: field({ input: 'export-env', default: 'false', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt }),
    revoke: field({ input: 'revoke', default: 'true', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt }),
    timeoutMs: TIMEOUT,
    summary: field({ input: 'summary', default: 'false', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt }),
    requiredPermissions: field({ input: 'require-permissions', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .permissions */ .P }),
    doctor: field({ input: 'doctor', default: 'false', parse: (0,_parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL)('false', 'on-failure', 'true') }),
    matrixSize: field({ input: 'matrix-size', default: '${{ strategy.job-total }}', parse: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .numberOfJobs */ .hk }),
};
const READING_TOOLS = { wrong: (rest, what) => new _reader_js__WEBPACK_IMPORTED_MODULE_1__/* .Mistake */ .Fp(rest, what), oneOf: _parsers_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL };


}),

2375:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L2: () => (clientId),
  Jt: () => (flag),
  DH: () => (isDotSegment),
  hk: () => (numberOfJobs),
  yL: () => (oneOf),
  Fu: () => (optionalBaseUrl),
  j_: () => (optionalClientId),
  AH: () => (optionalEndpointUrl),
  B0: () => (optionalRedisUrl),
  mR: () => (optionalText),
  Li: () => (organizationId),
  P: () => (permissions),
  Ny: () => (parsers_region),
  YA: () => (seconds),
  rJ: () => (parsers_secret),
  rD: () => (wholeNumber)
});

var base_url = __webpack_require__(1846);
var characters = __webpack_require__(751);
var secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/genesys/permissions.js
function parsePermission(text) {
    const [, domain, entity, action] = /^([\w-]+):([\w-]+|\*):([\w-]+|\*)$/.exec(text) ?? [];
    if (domain === undefined || entity === undefined || action === undefined)
        return undefined;
    return { domain, entity, action };
}

var region = __webpack_require__(4596);
var reader = __webpack_require__(6518);
var redis_url = __webpack_require__(5822);
;// CONCATENATED MODULE: ./build/settings/parsers.js







function optionalText(text) {
    return text === '' ? undefined : text;
}
function parsers_secret(text) {
    return new secret/* Secret */.z(text);
}
function optionalClientId(text) {
    if (text.includes(':') || (0,characters/* hasControlCharacters */.Kg)(text)) {
        return new reader/* Mistake */.Fp('contains a colon or a control character: it is no client id.');
    }
    return isDotSegment(text) ? new reader/* Mistake */.Fp(`is "${text}": it is no client id.`) : optionalText(text);
}
function isDotSegment(text) {
    return text === '.' || text === '..';
}
function clientId(text) {
    return optionalClientId(text) ?? new reader/* Mistake */.Fp('is empty.', 'empty');
}
function organizationId(text) {
    if (!/\s/.test(text))
        return optionalText(text);
    return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes the id of the organization, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17, not its name.`);
}
function parsers_region(text) {
    return text === '' ? undefined : ((0,region/* parseRegion */.cf)(text) ?? { name: text, domain: '' });
}
function optionalBaseUrl(text) {
    if (text === '')
        return undefined;
    const parsed = (0,base_url/* parseBaseUrl */.Q2)(text);
    return 'url' in parsed ? parsed.url : new reader/* Mistake */.Fp(parsed.mistake);
}
function optionalEndpointUrl(text) {
    if (text === '')
        return undefined;
    const parsed = (0,base_url/* parseEndpointUrl */.yN)(text);
    return 'url' in parsed ? parsed.url : new reader/* Mistake */.Fp(parsed.mistake);
}
function optionalRedisUrl(text) {
    if (text === '')
        return undefined;
    const target = (0,redis_url/* parseRedisUrl */.C)(text);
    return 'mistake' in target ? new reader/* Mistake */.Fp(`${target.mistake}.`) : target;
}
function permissions(text) {
    const words = [...new Set(text.split(/[\s,]+/))].filter((word) => word !== '');
    const parsed = words.map((word) => ({ word, permission: parsePermission(word) }));
    const wrong = parsed.find(({ permission }) => permission === undefined);
    if (wrong !== undefined) {
        return new reader/* Mistake */.Fp(`has ${(0,characters/* quoted */.TL)(wrong.word)}, which is no permission. It takes some like routing:queue:view, separated by commas.`);
    }
    return parsed.flatMap(({ permission }) => permission ?? []);
}
function oneOf(...words) {
    return (text) => words.find((word) => word === text.toLowerCase()) ??
        new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes ${(0,characters/* alternatives */.Vo)(words)}.`);
}
function flag(text) {
    const word = oneOf('true', 'false')(text);
    return word instanceof reader/* Mistake */.Fp ? word : word === 'true';
}
function numberOfJobs(text) {
    return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
function seconds(shortest, longest) {
    const parse = wholeNumber(shortest, longest);
    return (text) => {
        const value = parse(text);
        return value instanceof reader/* Mistake */.Fp ? value : value * 1000;
    };
}
function wholeNumber(least, most) {
    return (text) => {
        const value = /^\d+$/.test(text) ? Number(text) : -1;
        if (value >= least && value <= most)
            return value;
        return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes a whole number from ${least} to ${most}.`);
    };
}


}),

6518:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Fp: () => (Mistake),
  Jm: () => (formsToMask),
  LF: () => (read),
  vj: () => (inputNames)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);

class Mistake {
    rest;
    isEmpty;
    constructor(rest, what) {
        this.rest = rest;
        this.isEmpty = what === 'empty';
    }
}
function inputNames(fields) {
    return Object.values(fields).flatMap(({ input = [] }) => input);
}
function formsToMask(fields, source) {
    return Object.values(fields).flatMap((field) => {
        const text = source.text(field);
        return text === '' ? [] : [...(field.secretForms?.(text, source) ?? [])];
    });
}
function read(fields, rules, source, others = []) {
    const { values, mistakes } = parseAll(fields, source);
    const asked = {
        name: (key) => source.name(fields[key] ?? {}),
        isGiven: (key) => source.text(fields[key] ?? {}) !== '',
    };
    const wrong = new Set(mistakes.map(({ key }) => key));
    for (const { of: about, check } of rules) {
        if (about.some((key) => wrong.has(key)))
            continue;
        const mistake = check(values, asked);
        if (mistake !== undefined)
            mistakes.push({ key: about[0], mistake });
    }
    if (mistakes.length === 0 && others.length === 0)
        return values;
    const found = Object.keys(fields).flatMap((key) => mistakes.filter((mistake) => mistake.key === key));
    const told = [...found.map(({ key, mistake }) => `${asked.name(key)} ${mistake.rest}`), ...others];
    const causes = found.some(({ mistake }) => mistake.isEmpty) ? source.whyEmpty : [];
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('SETTINGS_INVALID', (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .tellMistakes */ .JJ)(told), causes);
}
function parseAll(fields, source) {
    const values = {};
    const mistakes = [];
    for (const [key, field] of Object.entries(fields)) {
        const value = field.parse(source.text(field) || (field.default ?? ''));
        if (value instanceof Mistake)
            mistakes.push({ key, mistake: value });
        else
            values[key] = value;
    }
    return { values, mistakes };
}


}),

1353:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  M: () => (readingOf),
  v: () => (readingBasic)
});
var _oauth_client_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4427);
var _fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4012);


function readingBasic(fields) {
    const credentialsOf = ({ clientId, secret }) => (0,_oauth_client_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .secretCredentials */ .X1)('basic', clientId, secret);
    return { fields, rules: [], credentialsOf };
}
async function readingOf(fields, source, environment) {
    const { clientAuthentication, privateKey, privateKeyId, assertionAudience } = fields;
    const others = [privateKey, privateKeyId, assertionAudience];
    const isBasic = ['', 'basic'].includes(source.text(clientAuthentication).toLowerCase());
    if (isBasic && others.every((field) => source.text(field) === ''))
        return readingBasic(fields);
    const { readingAnyProof } = await __webpack_require__.e(/* import() */ 738).then(__webpack_require__.bind(__webpack_require__, 3738));
    return readingAnyProof(fields, { source, environment }, _fields_js__WEBPACK_IMPORTED_MODULE_1__/* .READING_TOOLS */ .ll);
}


}),

5822:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  C: () => (parseRedisUrl),
  H: () => (secretsInRedisUrl)
});
var _core_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3431);

const DEFAULT_PORT = 6379;
function parseRedisUrl(text) {
    const url = URL.parse(text);
    if (hasRawDelimiter(text)) {
        return { mistake: 'has a #, / or ? in its user or password; write %23 for #, %2F for / and %3F for ?' };
    }
    if (url === null || (url.protocol !== 'redis:' && url.protocol !== 'rediss:') || url.hostname === '') {
        return { mistake: 'is not a URL of the form rediss://user:password@redis.example.com:6379/0' };
    }
    if (url.search !== '' || url.hash !== '') {
        return { mistake: 'contains a query or a fragment' };
    }
    const database = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
    if (database === undefined)
        return { mistake: 'has a path that is not the number of a database' };
    const username = decode(url.username);
    const password = decode(url.password);
    if (username === undefined || password === undefined) {
        return { mistake: 'has a % in its user or password that is not escaped; write % itself as %25' };
    }
    if (username !== '' && password === '') {
        return { mistake: 'has a user without a password; a password alone is written redis://:password@host' };
    }
    return {
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port === '' ? DEFAULT_PORT : Number(url.port),
        isTls: url.protocol === 'rediss:',
        username: username === '' ? undefined : username,
        password: password === '' ? undefined : new _core_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .z(password),
        database: Number(database),
    };
}
function secretsInRedisUrl(text) {
    const typed = userInformation(text).replace(/^[^:]*:/, '');
    const written = URL.parse(text)?.password ?? '';
    const meant = decode(written) ?? '';
    return [...new Set([meant, written, typed])].filter((form) => form !== '');
}
function userInformation(text) {
    return /^rediss?:\/\/(.*)@/is.exec(text)?.[1] ?? '';
}
const hasRawDelimiter = (text) => /[/?#]/.test(userInformation(text));
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}


}),

3206:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  P: () => (SHARING_RULES),
  u: () => (CLIENT_RULES)
});
var _core_characters_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(751);
var _genesys_region_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4596);
var _reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6518);



const SECRET_IS_NEEDED = {
    of: ['secret', 'clientAuthentication'],
    check: ({ secret, clientAuthentication: method }) => secret.reveal() === '' && (method === 'basic' || method === 'post')
        ? new _reader_js__WEBPACK_IMPORTED_MODULE_1__/* .Mistake */ .Fp('is empty.', 'empty')
        : undefined,
};
const REGION_OR_URLS = {
    of: ['region'],
    check: ({ region }, { name, isGiven }) => {
        const missing = [
            ...(isGiven('loginUrl') || isGiven('tokenUrl') ? [] : [name('loginUrl')]),
            ...(isGiven('apiUrl') ? [] : [name('apiUrl')]),
        ];
        if (region?.domain === '') {
            if (missing.length === 0 && !(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_2__/* .hasControlCharacters */ .Kg)(region.name))
                return undefined;
            const both = `${name('loginUrl')} and ${name('apiUrl')} instead`;
            return new _reader_js__WEBPACK_IMPORTED_MODULE_1__/* .Mistake */ .Fp((0,_genesys_region_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownRegion */ .hk)(region.name, missing.length === 1 ? `${missing.join('')} as well` : both));
        }
        if (region !== undefined || missing.length === 0)
            return undefined;
        const instead = missing.length === 2
            ? `both ${missing.join(' and ')}`
            : `${missing.join('')} as well, which is empty too`;
        return new _reader_js__WEBPACK_IMPORTED_MODULE_1__/* .Mistake */ .Fp(`is empty. Give it (for example eu-central-1 or mypurecloud.de), or ${instead}.`, 'empty');
    },
};
const TOKEN_PATH = '/oauth/token';
const BASE_OF_TOKEN_ENDPOINT = {
    of: ['loginUrl'],
    check: ({ loginUrl }, { name }) => {
        if (loginUrl?.endsWith(TOKEN_PATH) !== true)
            return undefined;
        const whole = name('tokenUrl');
        const instead = whole === '' ? '' : `, or give the whole URL as ${whole} in its place`;
        return new _reader_js__WEBPACK_IMPORTED_MODULE_1__/* .Mistake */ .Fp(`ends in ${TOKEN_PATH}, which is added to it. Leave that out${instead}.`);
    },
};
const CLIENT_RULES = [
    SECRET_IS_NEEDED,
    REGION_OR_URLS,
    BASE_OF_TOKEN_ENDPOINT,
];
const onlyWithShare = (key) => ({
    of: [key, 'share'],
    check: (values, { name }) => values[key] !== undefined && values.share === 'none'
        ? new _reader_js__WEBPACK_IMPORTED_MODULE_1__/* .Mistake */ .Fp(`is given, but nothing is shared. Set share to run or repository, or leave ${name(key)} out.`)
        : undefined,
});
const SHARING_RULES = [
    ...CLIENT_RULES,
    onlyWithShare('redis'),
    onlyWithShare('shareKey'),
];


}),

8924:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  ry: () => (clientSettings),
  su: () => (readRevokeSettings)
});
/* unused harmony exports readSettings, describeIdleInputs */
var _fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4012);
var _reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6518);
var _reading_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1353);
var _rules_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3206);




function readSettings(source, others = [], reading = readingBasic(TOKEN_FIELDS)) {
    const values = read(reading.fields, [...SHARING_RULES, ...reading.rules], source, others);
    const { organizationId, minValidityMs, exportEnvironment, revoke, summary, matrixSize } = values;
    const { gateway, gatewayTokens, gatewayPassToken, requiredPermissions, doctor } = values;
    return {
        ...revokeSettings(values, reading),
        organizationId,
        minValidityMs,
        keepFresh: values.keepFresh || gateway,
        gateway,
        gatewayTokens,
        gatewayPassToken,
        exportEnvironment,
        revoke,
        summary,
        requiredPermissions,
        doctor,
        matrixSize,
    };
}
function describeIdleInputs({ gateway, gatewayTokens, gatewayPassToken, }) {
    const idle = [
        ...(gatewayTokens > 1 ? ['gateway-tokens'] : []),
        ...(gatewayPassToken ? ['gateway-pass-token'] : []),
    ];
    if (gateway || idle.length === 0)
        return undefined;
    const [are, them] = idle.length > 1 ? ['are', 'them'] : ['is', 'it'];
    return `${idle.join(' and ')} ${are} ignored, since there is no gateway: set gateway to true, or leave ${them} out.`;
}
function readRevokeSettings(source, others = [], reading = (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .readingBasic */ .v)(_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .REVOKE_FIELDS */ .dy)) {
    const values = (0,_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(reading.fields, [..._rules_js__WEBPACK_IMPORTED_MODULE_3__/* .SHARING_RULES */ .P, ...reading.rules], source, others);
    return revokeSettings(values, reading);
}
function revokeSettings(values, reading) {
    const { scope, share, redis, shareKey, timeoutMs } = values;
    return { ...clientSettings(values, reading), scope, share, redis, shareKey, timeoutMs };
}
function clientSettings(values, { credentialsOf }) {
    const { region, apiUrl } = values;
    const domain = region?.domain ?? '';
    const loginUrl = values.loginUrl ?? (domain === '' ? '' : `https://login.${domain}`);
    return {
        credentials: credentialsOf(values),
        region,
        loginUrl,
        tokenUrl: values.tokenUrl ?? `${loginUrl}/oauth/token`,
        apiUrl: apiUrl ?? `https://api.${domain}`,
    };
}


})

};
;