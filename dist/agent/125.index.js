"use strict";
exports.id = 125;
exports.ids = [125];
exports.modules = {

480:
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

125:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  httpTransport: () => (httpTransport)
});

var http_client_js_ = __webpack_require__(75);
var retry_decision = __webpack_require__(881);
;// CONCATENATED MODULE: ./build/core/version.js
const VERSION = '1.0.0';

var external_node_net_ = __webpack_require__(30);
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

var errors = __webpack_require__(208);
var body_limit = __webpack_require__(480);
;// CONCATENATED MODULE: ./build/adapters/reply-body.js



async function readBody(message) {
    let bytes = await readWhole(message);
    const encodings = encodingsOf(message, bytes);
    if (encodings.length > 0) {
        const { decode } = await __webpack_require__.e(/* import() */ 215).then(__webpack_require__.bind(__webpack_require__, 215));
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





const USER_AGENT = `gc-oauth-action/${VERSION} (+https://github.com/org/gc-oauth-action)`;
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


})

};
;