"use strict";
exports.id = 706;
exports.ids = [706];
exports.modules = {

8706:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openGateway: () => (openGateway)
});

var external_node_crypto_ = __webpack_require__(7598);
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./build/gateway/own-answer.js
const WHO = 'gc-oauth-action gateway on this machine';
function refusalAnswer(refusal, contextId) {
    const { status, code, retryAfterSeconds } = refusal;
    const message = `${WHO}: ${refusal.message}`;
    const body = { message, code, status, contextId, details: [], errors: [] };
    return jsonAnswer(status, body, contextId, {
        ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
        ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    });
}
function tokenRefusalAnswer(refusal, error, contextId) {
    const answer = refusalAnswer(refusal, contextId);
    const fields = JSON.parse(answer.body);
    const { message } = fields;
    return {
        ...answer,
        body: JSON.stringify({ ...fields, error, description: message, error_description: message }),
    };
}
function jsonAnswer(status, body, contextId, headers = {}) {
    const common = {
        'Content-Type': 'application/json',
        'Cache-Control': 'no-store',
        'ININ-Correlation-Id': contextId,
    };
    return { status, headers: { ...common, ...headers }, body: JSON.stringify(body) };
}
function nothingToDo(contextId) {
    return { status: 204, headers: { 'ININ-Correlation-Id': contextId }, body: '' };
}

var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/gateway/message-headers.js
const HOP_BY_HOP = new Set([
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
]);
const NEVER_NAMED = ['content-length', 'host', 'authorization'];
const BODY_METHODS = ['POST', 'PUT', 'PATCH'];
function headerValues(headers, name) {
    const values = [];
    for (let index = 0; index + 1 < headers.length; index += 2) {
        const key = headers[index] ?? '';
        if (key.length === name.length && key.toLowerCase() === name)
            values.push(headers[index + 1] ?? '');
    }
    return values;
}
function upstreamHeaders(headers, { method, authority, token, }) {
    const kept = withoutHopByHop(headers, ['host', 'authorization', 'expect']);
    const framing = framingOf(headers);
    const added = ['Host', authority, 'Authorization', `Bearer ${token.reveal()}`];
    if (framing.by === 'chunks')
        added.push('Transfer-Encoding', 'chunked');
    if (framing.by === 'nothing' && BODY_METHODS.includes(method))
        added.push('Content-Length', '0');
    return [...added, ...kept];
}
function downstreamHeaders(headers) {
    return withoutHopByHop(headers, []);
}
function framingOf(headers) {
    if (headerValues(headers, 'transfer-encoding').length > 0)
        return { by: 'chunks' };
    const [length] = headerValues(headers, 'content-length');
    return length === undefined ? { by: 'nothing' } : { by: 'length', bytes: Number(length) };
}
function hasForeignTransferCoding(headers) {
    return headerValues(headers, 'transfer-encoding').some((value) => value.trim().toLowerCase() !== 'chunked');
}
function withoutHopByHop(headers, others) {
    const named = headerValues(headers, 'connection')
        .flatMap((value) => value.split(','))
        .map((name) => name.trim().toLowerCase())
        .filter((name) => !NEVER_NAMED.includes(name));
    const kept = [];
    for (let index = 0; index + 1 < headers.length; index += 2) {
        const key = headers[index] ?? '';
        const name = key.toLowerCase();
        if (HOP_BY_HOP.has(name) || others.includes(name) || named.includes(name))
            continue;
        kept.push(key, headers[index + 1] ?? '');
    }
    return kept;
}

var same_text = __webpack_require__(2705);
;// CONCATENATED MODULE: ./build/gateway/admission.js


function strangerRefusal(headers, port) {
    const [host = '', ...furtherHosts] = headerValues(headers, 'host');
    if (furtherHosts.length > 0)
        return refusal(400, 'host', 'the request has more than one Host header.');
    if (!hostsOf(port).includes(host.toLowerCase())) {
        return refusal(403, 'host', `only 127.0.0.1:${port} and localhost:${port} are served.`);
    }
    if (headerValues(headers, 'origin').length > 0)
        return refusal(403, 'origin', WEB_PAGE);
    const isOwnSite = (site) => ['none', 'same-origin'].includes(site.trim().toLowerCase());
    if (!headerValues(headers, 'sec-fetch-site').every(isOwnSite))
        return refusal(403, 'origin', WEB_PAGE);
    return undefined;
}
const WEB_PAGE = 'requests of web pages are not served.';
function hostsOf(port) {
    const names = ['127.0.0.1', 'localhost'];
    return names.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
}
function bearerRefusal(headers, keys) {
    const [authorization] = headerValues(headers, 'authorization');
    if (authorization === undefined) {
        return refusal(401, 'authentication.required', 'the request has no Authorization header with the placeholder.');
    }
    const credential = authorization.trim().replace(/^bearer +/i, '');
    if (isKey(credential, keys))
        return undefined;
    return refusal(401, 'bad.credentials', 'what Authorization holds is not the placeholder of this gateway.');
}
function isKey(text, { placeholder, passedTokens }) {
    return [placeholder, ...passedTokens].map((key) => (0,same_text/* isSameText */.c)(text, key.reveal())).includes(true);
}
function refusal(status, code, message) {
    return { status, code: `gateway.${code}`, message };
}

;// CONCATENATED MODULE: ./build/gateway/token-endpoint.js



const LARGEST_FORM_BYTES = 16 * 1024;
const EXPIRES_IN_SECONDS = 86_399;
function answerTokenRequest(headers, body, keys, contextId) {
    const form = new URLSearchParams(body);
    const [authorization = ''] = headerValues(headers, 'authorization');
    const presented = [form.get('client_secret'), ...secretsIn(authorization)].filter((text) => text !== null);
    if (!presented.some((text) => isKey(text, keys))) {
        const message = 'the client secret has to be the placeholder of this gateway.';
        return tokenRefusalAnswer({ status: 401, code: 'gateway.bad.credentials', message }, 'invalid_client', contextId);
    }
    if (form.get('grant_type') !== 'client_credentials') {
        const message = 'only grant_type=client_credentials is answered here.';
        const refusal = { status: 400, code: 'gateway.bad.request', message };
        return tokenRefusalAnswer(refusal, 'unsupported_grant_type', contextId);
    }
    const token = {
        access_token: keys.placeholder.reveal(),
        token_type: 'bearer',
        expires_in: EXPIRES_IN_SECONDS,
    };
    return jsonAnswer(200, token, contextId);
}
function formTooLarge(contextId) {
    const message = `a token request has at most ${LARGEST_FORM_BYTES} bytes.`;
    return tokenRefusalAnswer({ status: 400, code: 'gateway.bad.request', message }, 'invalid_request', contextId);
}
function secretsIn(authorization) {
    const [, scheme = '', credential = ''] = /^(\S+) +(\S+)$/.exec(authorization.trim()) ?? [];
    if (scheme.toLowerCase() === 'bearer')
        return [credential];
    if (scheme.toLowerCase() !== 'basic')
        return [];
    const text = Buffer.from(credential, 'base64').toString('utf8');
    const secret = text.slice(text.indexOf(':') + 1);
    return [secret, new URLSearchParams(`secret=${secret}`).get('secret') ?? ''];
}

;// CONCATENATED MODULE: ./build/adapters/gateway-server/upload.js
const LARGEST_REPLAY_BYTES = 1024 * 1024;
class Upload {
    #incoming;
    #parts;
    #kept;
    #keptBytes = 0;
    #target;
    #hasBegun = false;
    #hasEnded = false;
    constructor(incoming, bytes, parts) {
        this.#incoming = incoming;
        this.#parts = parts;
        this.#kept = (bytes ?? 0) > LARGEST_REPLAY_BYTES ? undefined : [];
    }
    get isReplayable() {
        return this.#kept !== undefined;
    }
    get hasEnded() {
        return this.#hasEnded;
    }
    sendTo(target) {
        this.#target = target;
        for (const chunk of this.#kept ?? [])
            target.write(chunk);
        target.on('drain', () => {
            if (this.#target === target)
                this.#incoming.resume();
        });
        target.once('close', () => {
            if (this.#target === target)
                this.#stop();
        });
        if (!this.#hasEnded && this.#incoming.readableLength === 0)
            target.flushHeaders();
        if (this.#hasEnded)
            target.end();
        else if (this.#hasBegun)
            this.#incoming.resume();
        else
            this.#start();
    }
    #start() {
        this.#hasBegun = true;
        this.#parts.begin();
        this.#incoming.on('data', (chunk) => this.#pass(chunk));
        this.#incoming.on('end', () => {
            this.#hasEnded = true;
            this.#target?.end();
        });
    }
    #stop() {
        this.#target = undefined;
        this.#incoming.resume();
    }
    #pass(chunk) {
        this.#keep(chunk);
        this.#parts.passed.add(chunk.length);
        const target = this.#target;
        if (target === undefined || target.destroyed)
            return;
        if (!target.write(chunk))
            this.#incoming.pause();
    }
    #keep(chunk) {
        this.#keptBytes += chunk.length;
        if (this.#keptBytes > LARGEST_REPLAY_BYTES)
            this.#kept = undefined;
        this.#kept?.push(chunk);
    }
}

;// CONCATENATED MODULE: ./build/adapters/gateway-server/exchange.js





const CLOSING = { status: 503, code: 'gateway.closing', message: 'it is closing: the job is over.' };
const NOTHING_SPECIAL = { isReplayed: false, pacedMs: 0 };
async function exchange(incoming, response, parts) {
    const { gateway, number } = parts;
    const { socket } = incoming;
    const startedAt = performance.now();
    const writtenBefore = socket.bytesWritten;
    const head = { method: incoming.method ?? '', target: incoming.url ?? '', headers: incoming.rawHeaders };
    const gone = new AbortController();
    response.once('close', () => {
        if (!response.writableFinished)
            gone.abort(new Error('the caller has gone'));
    });
    incoming.on('error', () => undefined);
    response.on('error', () => undefined);
    const outcome = await respond(head, { incoming, response, signal: gone.signal }, parts);
    gateway.finished({
        number,
        method: head.method,
        path: head.target.split('?', 1)[0] ?? '',
        status: response.headersSent ? response.statusCode : 0,
        tookMs: performance.now() - startedAt,
        bytes: socket.bytesWritten - writtenBefore,
        ...outcome,
    });
}
async function respond(head, ends, parts) {
    const { gateway, number, port } = parts;
    const contextId = contextIdOf(number);
    if (parts.isClosing) {
        await putOwn(ends.response, refusalAnswer(CLOSING, contextId));
        return NOTHING_SPECIAL;
    }
    const reception = gateway.receive(head, port, contextId);
    switch (reception.do) {
        case 'answer':
            await putOwn(ends.response, reception.answer);
            return NOTHING_SPECIAL;
        case 'read-form': {
            if (parts.expectsContinue)
                ends.response.writeContinue();
            const form = await readForm(ends.incoming);
            await putOwn(ends.response, form === undefined ? formTooLarge(contextId) : reception.answer(form));
            return NOTHING_SPECIAL;
        }
        case 'forward':
            return forward(head, ends, parts);
    }
}
async function forward(head, ends, parts) {
    const { gateway, upstream, passed, number } = parts;
    const { incoming, response, signal } = ends;
    const upload = uploadOf(head, incoming, {
        begin: () => {
            if (parts.expectsContinue)
                response.writeContinue();
        },
        passed,
    });
    try {
        const { answer, ...outcome } = await gateway.forward({
            deadline: gateway.newDeadline(),
            signal,
            send: (token) => upstream.send({ head, token, upload, signal }),
            isReplayable: () => upload?.isReplayable !== false,
        });
        await passOn(answer, response, passed);
        return outcome;
    }
    catch (error) {
        if (!signal.aborted)
            await putOwn(response, gateway.failureAnswer(error, contextIdOf(number)));
        return NOTHING_SPECIAL;
    }
}
function uploadOf(head, incoming, parts) {
    const framing = framingOf(head.headers);
    switch (framing.by) {
        case 'nothing':
            return undefined;
        case 'length':
            return new Upload(incoming, framing.bytes, parts);
        case 'chunks':
            return new Upload(incoming, undefined, parts);
    }
}
async function passOn({ message, status }, response, passed) {
    if (response.destroyed) {
        message.destroy();
        return;
    }
    response.writeHead(status, message.statusMessage, downstreamHeaders(message.rawHeaders));
    message.once('error', () => response.socket?.resetAndDestroy());
    message.on('data', (piece) => passed.add(piece.length));
    await new Promise((resolve) => (0,external_node_stream_.pipeline)(message, response, () => resolve()));
}
async function putOwn(response, { status, headers, body }) {
    if (response.headersSent || response.destroyed)
        return;
    const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) };
    response.writeHead(status, { ...headers, ...length });
    await new Promise((resolve) => {
        response.once('close', resolve);
        response.end(body, resolve);
    });
}
async function readForm(incoming) {
    const chunks = [];
    let bytes = 0;
    return new Promise((resolve) => {
        incoming.on('data', (chunk) => {
            bytes += chunk.length;
            if (bytes <= LARGEST_FORM_BYTES)
                chunks.push(chunk);
            else
                resolve(undefined);
        });
        incoming.once('close', () => resolve(''));
        incoming.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
}
function contextIdOf(number) {
    return `gateway-${number}`;
}

var external_node_v8_ = __webpack_require__(8877);
var external_node_vm_ = __webpack_require__(714);
;// CONCATENATED MODULE: ./build/adapters/gateway-server/passed-bodies.js


const FREE_EVERY_BYTES = 1024 * 1024;
class PassedBodies {
    #collect;
    #bytes = 0;
    constructor(collect = minorCollection()) {
        this.#collect = collect;
    }
    add(bytes) {
        this.#bytes += bytes;
        if (this.#bytes < FREE_EVERY_BYTES)
            return;
        this.#bytes = 0;
        this.#collect?.({ type: 'minor' });
    }
}
function minorCollection() {
    const flags = ['--no-parallel-scavenge', '--no-concurrent-array-buffer-sweeping', '--expose-gc'];
    for (const flag of flags)
        (0,external_node_v8_.setFlagsFromString)(flag);
    const collect = (0,external_node_vm_.runInNewContext)('globalThis.gc');
    (0,external_node_v8_.setFlagsFromString)('--no-expose-gc');
    return typeof collect === 'function' ? collect : null;
}

var external_node_https_ = __webpack_require__(4708);
var errors = __webpack_require__(8208);
var core_deadline = __webpack_require__(2095);
var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/gateway/rate-window.js
const DOCUMENTED_REQUESTS_PER_MINUTE = 300;
const WINDOW_MS = 60_000;
const ROUNDING_MS = 1_000;
const SAME_WINDOW_MS = 3_000;
function freshWindow(like) {
    const { allowed = DOCUMENTED_REQUESTS_PER_MINUTE, isStated = false } = like ?? {};
    return { allowed, isStated, count: 0, underWay: 0, resetsAt: undefined };
}
function roomIn(window, now) {
    const { allowed, count, underWay } = rolled(window, now);
    return Math.max(0, allowed - count - underWay);
}
function reopensAt(window, now) {
    const { resetsAt } = rolled(window, now);
    return resetsAt === undefined ? undefined : resetsAt + ROUNDING_MS;
}
function withSent(window, now) {
    const current = rolled(window, now);
    return { ...current, underWay: current.underWay + 1, resetsAt: current.resetsAt ?? now + WINDOW_MS };
}
function withoutSent(window) {
    return { ...window, underWay: window.underWay - 1 };
}
function withUnanswered(window, now) {
    const current = rolled(withoutSent(window), now);
    return { ...current, count: current.count + 1 };
}
function withAnswer(window, { status, statement, now, }) {
    if (statement === undefined) {
        const isLimitless = !window.isStated && status >= 200 && status < 300;
        const counted = withUnanswered(window, now);
        return isLimitless ? { ...counted, allowed: Infinity } : counted;
    }
    const current = rolled(withoutSent(window), now);
    const { allowed, count, resetMs } = statement;
    const resetsAt = now + resetMs;
    const stated = { ...current, allowed, isStated: true };
    const byMs = current.isStated && current.resetsAt !== undefined ? resetsAt - current.resetsAt : Infinity;
    if (byMs > SAME_WINDOW_MS)
        return { ...stated, count, resetsAt };
    if (byMs < -SAME_WINDOW_MS)
        return stated;
    return { ...stated, count: Math.max(count, current.count) };
}
function exhausted(window, retryAfterMs, now) {
    const current = rolled(withoutSent(window), now);
    const allowed = Number.isFinite(current.allowed) ? current.allowed : DOCUMENTED_REQUESTS_PER_MINUTE;
    return { ...current, allowed, count: allowed, resetsAt: now + retryAfterMs };
}
function readRateStatement(value) {
    const whole = (name) => {
        const text = value(`inin-ratelimit-${name}`)?.trim() ?? '';
        return /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    };
    const [allowed, count, resetSeconds] = [whole('allowed'), whole('count'), whole('reset')];
    if (!(allowed > 0) || Number.isNaN(count) || Number.isNaN(resetSeconds))
        return undefined;
    return { allowed, count, resetMs: resetSeconds * 1000 };
}
function rolled(window, now) {
    const { resetsAt } = window;
    const isOver = resetsAt !== undefined && now >= resetsAt + ROUNDING_MS;
    return isOver ? { ...window, count: 0, resetsAt: undefined } : window;
}

;// CONCATENATED MODULE: ./build/gateway/route.js
const API = '/api/v2/';
const TOKEN_ENDPOINT = '/oauth/token';
const TOKEN_OF_CALLER = 'api/v2/tokens/me';
function routeOf(method, target) {
    if (!target.startsWith('/'))
        return refused(400, 'target', 'the request line has to hold a path, not a whole URL.');
    if (target.includes('#'))
        return refused(400, 'target', 'a request line has no fragment.');
    if (method === 'TRACE')
        return refused(405, 'method', 'TRACE is not forwarded.');
    const path = target.split('?', 1)[0] ?? '';
    if (method === 'DELETE' && resolved(path) === TOKEN_OF_CALLER)
        return { to: 'token-end' };
    if (method === 'POST' && path === TOKEN_ENDPOINT)
        return { to: 'token-endpoint' };
    if (!path.startsWith(API))
        return refused(404, 'not.found', WHAT_IS_FORWARDED);
    if (readingsOf(path).some(leavesApi)) {
        return refused(400, 'target', 'the path leaves /api/v2/ by dot segments.');
    }
    return { to: 'api' };
}
const WHAT_IS_FORWARDED = 'requests to /api/v2/… are forwarded to the API host, and POST /oauth/token is answered; nothing else is here.';
function readingsOf(path) {
    return [path, decodedOnce(path)].flatMap((reading) => [reading, reading.replaceAll('\\', '/')]);
}
function leavesApi(path) {
    let depth = 0;
    for (const name of segmentsOf(path.slice(API.length))) {
        depth += name === '..' ? -1 : 1;
        if (depth < 0)
            return true;
    }
    return false;
}
function segmentsOf(path) {
    return path
        .split('/')
        .map((segment) => segment.replace(/;.*$/s, ''))
        .filter((name) => name !== '' && name !== '.');
}
function resolved(path) {
    const names = [];
    for (const name of segmentsOf(decodedOnce(path).replaceAll('\\', '/'))) {
        if (name === '..')
            names.pop();
        else
            names.push(name.toLowerCase());
    }
    return names.join('/');
}
function decodedOnce(path) {
    return path.replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
}
function refused(status, code, message) {
    return { to: 'caller', refusal: { status, code: `gateway.${code}`, message } };
}

;// CONCATENATED MODULE: ./build/gateway/waiting.js
async function within(work, { deadline, signal }, clock) {
    const over = new AbortController();
    const nothing = () => undefined;
    const timedOut = clock.sleep(deadline.leftMs, over.signal).then(nothing, nothing);
    try {
        return await unlessGone(Promise.race([work, timedOut]), signal);
    }
    finally {
        over.abort();
    }
}
async function unlessGone(work, signal) {
    let leave = () => undefined;
    const gone = new Promise((_, reject) => {
        leave = () => reject(signal.reason);
    });
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted)
        leave();
    try {
        return await Promise.race([gone, work]);
    }
    finally {
        signal.removeEventListener('abort', leave);
    }
}

;// CONCATENATED MODULE: ./build/gateway/pooled-token.js



const LONGEST_WAIT_MS = 14_000;
const AVOID_MS = 5_000;
class PooledToken {
    #source;
    #context;
    #token;
    #window;
    #reserved = 0;
    #replacing = new Map();
    #avoidUntil = -Infinity;
    constructor(source, context, like) {
        this.#source = source;
        this.#context = context;
        this.#window = freshWindow(like);
    }
    get window() {
        return this.#window;
    }
    get room() {
        return Math.max(0, roomIn(this.#window, this.#now()) - this.#reserved);
    }
    get reopensAt() {
        return reopensAt(this.#window, this.#now());
    }
    get couldNotBeHad() {
        return this.#now() < this.#avoidUntil;
    }
    reserve() {
        this.#reserved++;
    }
    giveBack() {
        this.#reserved--;
        this.#context.changed();
    }
    async prepare(deadline) {
        this.#takeOver(await this.#source.current(deadline));
    }
    async permit(deadline, signal) {
        try {
            const token = await unlessGone(this.#source.current(deadline), signal);
            this.#reserved--;
            return this.#permitFor(token);
        }
        catch (error) {
            if (!signal.aborted)
                this.#avoidUntil = this.#now() + AVOID_MS;
            this.giveBack();
            throw error;
        }
    }
    #permitFor(token) {
        const { clock, changed, seen } = this.#context;
        this.#takeOver(token);
        this.#window = withSent(this.#window, this.#now());
        const end = (next) => {
            if (isSame(this.#token, token))
                this.#window = next(this.#window);
            changed();
        };
        return {
            token,
            answered: (answer) => {
                if (answer.status < 300)
                    seen(token.value, 'accepted');
                end((window) => after(window, answer, this.#now()));
            },
            unanswered: () => end((window) => withUnanswered(window, this.#now())),
            replaced: async (deadline, signal) => {
                const next = await within(this.#replace(token), { deadline, signal }, clock);
                return next === undefined || isSame(next, token) ? undefined : this.#permitFor(next);
            },
        };
    }
    #takeOver(token) {
        if (isSame(this.#token, token))
            return;
        this.#token = token;
        this.#window = freshWindow(this.#window);
    }
    async #replace(rejected) {
        const key = rejected.value.reveal();
        const start = async () => {
            const deadline = core_deadline/* Deadline */.B.after(LONGEST_WAIT_MS, this.#context.clock);
            if (!isSame(this.#token, rejected))
                return this.#source.current(deadline);
            this.#context.seen(rejected.value, 'rejected');
            try {
                return await this.#source.renew(deadline, rejected.value);
            }
            finally {
                this.#replacing.delete(key);
            }
        };
        const replacement = this.#replacing.get(key) ?? start();
        this.#replacing.set(key, replacement);
        return replacement.catch(() => undefined);
    }
    #now() {
        return this.#context.clock.now().monotonicMs;
    }
}
function after(window, answer, now) {
    const { status, statement, retryAfterMs } = answer;
    return status === 429 && retryAfterMs !== undefined
        ? exhausted(window, retryAfterMs, now)
        : withAnswer(window, { status, statement, now });
}
function isSame(left, right) {
    return left?.value.reveal() === right.value.reveal();
}

;// CONCATENATED MODULE: ./build/gateway/token-pool.js



class PacedTooLong extends Error {
    name = 'PacedTooLong';
    retryAfterMs;
    constructor(retryAfterMs) {
        super('every token is at its limit of requests');
        this.retryAfterMs = retryAfterMs;
    }
}
const LONGEST_PACE_MS = 10_000;
const NEAR_THE_LIMIT = 0.1;
const ADD_AGAIN_MS = 10_000;
const LOOK_AGAIN_MS = 1_000;
class TokenPool {
    #supply;
    #most;
    #context;
    #tokens;
    #queue = [];
    #wake = new AbortController();
    #adding;
    #addNotBefore = -Infinity;
    constructor(supply, most, context) {
        this.#supply = supply;
        this.#most = most;
        this.#context = context;
        this.#tokens = [this.#pooled(supply.first, undefined)];
    }
    get room() {
        return this.#tokens.map(({ room }) => room);
    }
    async permit(deadline, signal) {
        for (let attempt = 1;; attempt++) {
            signal.throwIfAborted();
            const free = this.#queue.length === 0 ? this.#reserve() : undefined;
            const startedAt = this.#now();
            const token = free ?? (await this.#roomFor(deadline.part(LONGEST_PACE_MS), signal));
            const pacedMs = free === undefined ? this.#now() - startedAt : 0;
            try {
                return { ...(await token.permit(deadline, signal)), pacedMs };
            }
            catch (error) {
                if (signal.aborted || attempt >= this.#tokens.length)
                    throw error;
            }
        }
    }
    async #roomFor(until, signal) {
        const { waiting, turn } = this.#enqueue();
        try {
            await within(turn, { deadline: until, signal }, this.#context.clock);
        }
        catch (error) {
            this.#leave(waiting);
            throw error;
        }
        if (waiting.room !== undefined)
            return waiting.room;
        this.#leave(waiting);
        throw new PacedTooLong(this.#reopensInMs());
    }
    #enqueue() {
        let tell = () => undefined;
        const turn = new Promise((resolve) => (tell = resolve));
        const waiting = { room: undefined, tell: () => tell() };
        this.#queue.push(waiting);
        this.#changed();
        return { waiting, turn };
    }
    #leave(waiting) {
        this.#queue = this.#queue.filter((other) => other !== waiting);
        waiting.room?.giveBack();
        void this.#watch();
    }
    #reserve() {
        const usable = this.#tokens.filter(({ couldNotBeHad }) => !couldNotBeHad);
        const candidates = usable.length > 0 ? usable : this.#tokens;
        const best = candidates.reduce((one, other) => (other.room > one.room ? other : one));
        const { allowed } = best.window;
        if (Number.isFinite(allowed) && best.room <= allowed * NEAR_THE_LIMIT)
            this.#addUnlessBusy();
        if (best.room <= 0)
            return undefined;
        best.reserve();
        return best;
    }
    #addUnlessBusy() {
        const isFull = this.#tokens.length >= this.#most;
        if (isFull || this.#adding !== undefined || this.#now() < this.#addNotBefore)
            return;
        const failed = () => {
            this.#addNotBefore = this.#now() + ADD_AGAIN_MS;
        };
        this.#adding = this.#add()
            .catch(failed)
            .finally(() => {
            this.#adding = undefined;
            this.#changed();
        });
    }
    async #add() {
        const token = this.#pooled(this.#supply.add(), this.#tokens[0]?.window);
        await token.prepare(core_deadline/* Deadline */.B.after(LONGEST_WAIT_MS, this.#context.clock));
        this.#tokens.push(token);
        this.#context.log(`The gateway has ${this.#tokens.length} tokens, of at most ${this.#most}.`);
    }
    #pooled(source, like) {
        const { clock } = this.#context;
        const seen = (token, answer) => this.#supply.seen(token, answer);
        return new PooledToken(source, { clock, seen, changed: () => this.#changed() }, like);
    }
    #changed() {
        if (this.#queue.length === 0)
            return;
        for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
            next.room = this.#reserve();
            if (next.room === undefined)
                break;
            this.#queue.shift();
            next.tell();
        }
        void this.#watch();
    }
    async #watch() {
        this.#wake.abort();
        if (this.#queue.length === 0)
            return;
        const wake = new AbortController();
        this.#wake = wake;
        try {
            await this.#context.clock.sleep(Math.max(1, this.#reopensInMs()), wake.signal);
        }
        catch {
            return;
        }
        this.#changed();
    }
    #reopensInMs() {
        const times = this.#tokens.flatMap(({ reopensAt }) => reopensAt ?? []);
        return times.length === 0 ? LOOK_AGAIN_MS : Math.max(0, Math.min(...times) - this.#now());
    }
    #now() {
        return this.#context.clock.now().monotonicMs;
    }
}

;// CONCATENATED MODULE: ./build/gateway/traffic.js
class Traffic {
    #requests = 0;
    #replays = 0;
    #pacedMs = 0;
    add({ isReplayed, pacedMs }) {
        this.#requests++;
        if (isReplayed)
            this.#replays++;
        this.#pacedMs += pacedMs;
    }
    summary(room) {
        return { requests: this.#requests, replays: this.#replays, pacedMs: this.#pacedMs, room };
    }
}
function describeRequest(record) {
    const { number, method, path, status, tookMs, bytes, isReplayed, pacedMs } = record;
    const outcome = status === 0 ? 'the caller has gone' : String(status);
    const notes = [
        ...(isReplayed ? ['replayed'] : []),
        ...(pacedMs > 0 ? [`paced for ${Math.round(pacedMs)} ms`] : []),
    ];
    return `#${number} ${method} ${path}: ${[outcome, `${Math.round(tookMs)} ms`, `${bytes} bytes`, ...notes].join(', ')}.`;
}
function describeTraffic({ requests, replays, pacedMs, room }) {
    const left = room.map((requestsLeft) => (Number.isFinite(requestsLeft) ? String(requestsLeft) : 'no limit'));
    const tokens = room.length === 1 ? '1 token' : `${room.length} tokens`;
    return [
        `${requests} ${requests === 1 ? 'request' : 'requests'}`,
        `${replays} replayed`,
        `paced for ${(pacedMs / 1000).toFixed(1)} s`,
        `${tokens} (left of this minute: ${left.join(', ')})`,
    ].join(', ');
}

;// CONCATENATED MODULE: ./build/gateway/gateway.js












class UpstreamFailed extends Error {
    name = 'UpstreamFailed';
}
const FOR_GOOD = [
    'GRANT_REJECTED',
    'GRANT_TYPE_NOT_ALLOWED',
    'SCOPE_REJECTED',
    'REQUEST_REFUSED',
];
const RETRY_AFTER_SECONDS = 5;
class Gateway {
    #placeholder;
    #passedTokens = [];
    #context;
    #pool;
    #traffic = new Traffic();
    constructor(settings, supply, context) {
        this.#placeholder = settings.placeholder;
        this.#context = context;
        this.#pool = new TokenPool(supply, settings.mostTokens, context);
    }
    get summary() {
        return this.#traffic.summary(this.#pool.room);
    }
    acceptAsKey(token) {
        if (this.#passedTokens.some((known) => known.reveal() === token.reveal()))
            return;
        this.#passedTokens = [...this.#passedTokens, token];
    }
    receive({ method, target, headers }, port, contextId) {
        const keys = { placeholder: this.#placeholder, passedTokens: this.#passedTokens };
        const answer = (refusal) => ({
            do: 'answer',
            answer: refusalAnswer(refusal, contextId),
        });
        const stranger = strangerRefusal(headers, port);
        if (stranger !== undefined)
            return answer(stranger);
        const route = routeOf(method, target);
        if (route.to === 'token-endpoint') {
            return { do: 'read-form', answer: (body) => answerTokenRequest(headers, body, keys, contextId) };
        }
        const refusal = bearerRefusal(headers, keys) ?? codingRefusal(headers);
        if (refusal !== undefined)
            return answer(refusal);
        switch (route.to) {
            case 'caller':
                return answer(route.refusal);
            case 'token-end':
                return { do: 'answer', answer: nothingToDo(contextId) };
            case 'api':
                return { do: 'forward' };
        }
    }
    newDeadline() {
        return core_deadline/* Deadline */.B.after(LONGEST_WAIT_MS, this.#context.clock);
    }
    async forward(call) {
        const { deadline, signal } = call;
        const permit = await this.#pool.permit(deadline, signal);
        const { pacedMs } = permit;
        const answer = await sendOn(permit, call);
        if (answer.status !== 401)
            return { answer, isReplayed: false, pacedMs };
        const next = permit.replaced(deadline, signal);
        if (!call.isReplayable()) {
            next.then((unused) => unused?.unanswered()).catch(() => undefined);
            return { answer, isReplayed: false, pacedMs };
        }
        const another = await next;
        if (another === undefined || !call.isReplayable()) {
            another?.unanswered();
            return { answer, isReplayed: false, pacedMs };
        }
        answer.discard();
        return { answer: await sendOn(another, call), isReplayed: true, pacedMs };
    }
    failureAnswer(error, contextId) {
        return refusalAnswer(this.#refusalFor(error), contextId);
    }
    finished(record) {
        this.#traffic.add(record);
        this.#context.debug?.(this.#context.clean((0,characters/* onOneLine */.GJ)(describeRequest(record))));
    }
    #refusalFor(error) {
        const reason = this.#context.clean((0,characters/* onOneLine */.GJ)((0,errors/* messageOf */.bD)(error)));
        if (error instanceof PacedTooLong) {
            const seconds = Math.max(1, Math.ceil(error.retryAfterMs / 1000));
            const message = `every token is at its limit of requests; retry in [${seconds}] seconds.`;
            return {
                status: 429,
                code: 'gateway.too.many.requests.retry.after',
                message,
                retryAfterSeconds: seconds,
            };
        }
        if (error instanceof UpstreamFailed) {
            const message = `the API host could not be asked (${reason}).`;
            return { status: 502, code: 'gateway.upstream.failed', message };
        }
        if (error instanceof errors/* ActionError */.lZ && FOR_GOOD.includes(error.code)) {
            return { status: 401, code: 'gateway.no.token', message: `no token can be had. ${reason}` };
        }
        const message = `no token can be had for now. ${reason}`;
        return { status: 503, code: 'gateway.no.token.now', message, retryAfterSeconds: RETRY_AFTER_SECONDS };
    }
}
async function sendOn(permit, call) {
    try {
        const answer = await call.send(permit.token.value);
        const retryAfter = answer.header('retry-after') ?? '';
        permit.answered({
            status: answer.status,
            statement: readRateStatement((name) => answer.header(name)),
            retryAfterMs: /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined,
        });
        return answer;
    }
    catch (error) {
        permit.unanswered();
        throw error;
    }
}
function codingRefusal(headers) {
    if (!hasForeignTransferCoding(headers))
        return undefined;
    return {
        status: 501,
        code: 'gateway.transfer.coding',
        message: 'of transfer codings only chunked is understood.',
    };
}

var lib_proxy = __webpack_require__(7012);
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/adapters/gateway-server/connections.js





const IDLE_MS = 10_000;
const MOST_IDLE = 64;
const CONNECT_WITHIN_MS = 10_000;
function connectionsTo(url) {
    const proxy = url.protocol === 'https:' ? (0,lib_proxy/* getProxyUrl */.s)(url) : undefined;
    const make = (keepAlive) => {
        const options = { keepAlive, timeout: IDLE_MS, maxFreeSockets: MOST_IDLE };
        if (url.protocol === 'http:')
            return new external_node_http_.Agent(options);
        return proxy === undefined ? new external_node_https_.Agent(options) : new TunnelAgent(proxy, options);
    };
    const kept = make(true);
    return { kept, fresh: make(false), close: () => kept.destroy() };
}
class TunnelAgent extends external_node_https_.Agent {
    #proxy;
    constructor(proxy, options) {
        super(options);
        this.#proxy = proxy;
    }
    createConnection(options, connected) {
        const fail = (reason) => connected(new UpstreamFailed(reason), undefined);
        const request = this.#connect(`${options.host ?? ''}:${options.port ?? 443}`);
        request.once('connect', (response, socket) => {
            if (response.statusCode !== 200) {
                socket.destroy();
                fail(`the proxy answered HTTP ${response.statusCode ?? 0}`);
                return;
            }
            connected(null, super.createConnection({ ...options, socket }));
        });
        request.once('response', (response) => {
            request.destroy();
            fail(`the proxy answered HTTP ${response.statusCode ?? 0}`);
        });
        request.once('error', (error) => fail(`the proxy could not be reached: ${error.message}`));
        request.setTimeout(CONNECT_WITHIN_MS, () => {
            request.destroy(new Error(`no tunnel within ${CONNECT_WITHIN_MS / 1000} s`));
        });
        request.end();
        return undefined;
    }
    #connect(target) {
        const { protocol, hostname, port, username, password } = this.#proxy;
        const host = hostname.replace(/^\[(.*)\]$/, '$1');
        const credential = Buffer.from(`${username}:${password}`).toString('base64');
        const options = {
            method: 'CONNECT',
            host,
            port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
            path: target,
            agent: false,
            headers: { Host: target, ...(username === '' ? {} : { 'Proxy-Authorization': `Basic ${credential}` }) },
        };
        if (protocol !== 'https:')
            return (0,external_node_http_.request)(options);
        return (0,external_node_https_.request)({ ...options, servername: (0,external_node_net_.isIP)(host) === 0 ? host : '' });
    }
}

;// CONCATENATED MODULE: ./build/adapters/gateway-server/upstream.js






const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];
const STALE = ['ECONNRESET', 'EPIPE'];
class Upstream {
    #url;
    #connections;
    constructor(apiUrl) {
        this.#url = new URL(apiUrl);
        this.#connections = connectionsTo(this.#url);
    }
    async send(what) {
        const first = this.#open(what, this.#connections.kept);
        try {
            return await first.answer;
        }
        catch (error) {
            if (!isWorthAnother(first.request, error, what))
                throw failed(error);
        }
        const second = this.#open(what, this.#connections.fresh);
        return second.answer.catch((error) => {
            throw failed(error);
        });
    }
    close() {
        this.#connections.close();
    }
    #open({ head, token, upload, signal }, agent) {
        const { protocol, hostname, port, host, pathname } = this.#url;
        const { method, target, headers } = head;
        const request = (protocol === 'https:' ? external_node_https_.request : external_node_http_.request)({
            agent,
            method,
            protocol,
            host: hostname.replace(/^\[(.*)\]$/, '$1'),
            port: port === '' ? null : port,
            path: `${pathname.replace(/\/+$/, '')}${target}`,
            headers: upstreamHeaders(headers, { method, authority: host, token }),
        });
        const answer = new Promise((resolve, reject) => {
            request.once('response', (message) => resolve(answerOf(message, request, upload)));
            request.on('error', reject);
        });
        giveUpConnecting(request);
        const leave = () => void request.destroy(new UpstreamFailed('the caller has gone'));
        signal.addEventListener('abort', leave, { once: true });
        request.once('close', () => signal.removeEventListener('abort', leave));
        if (upload === undefined)
            request.end();
        else
            upload.sendTo(request);
        return { request, answer };
    }
}
function answerOf(message, request, upload) {
    return {
        message,
        status: message.statusCode ?? 0,
        header: (name) => {
            const value = message.headers[name];
            return Array.isArray(value) ? value.join(', ') : value;
        },
        discard: () => {
            message.on('error', () => undefined);
            if (upload?.hasEnded === false)
                request.destroy();
            else
                message.resume();
        },
    };
}
function giveUpConnecting(request) {
    request.once('socket', (socket) => {
        if (!socket.connecting)
            return;
        const timer = setTimeout(() => request.destroy(new UpstreamFailed(`no connection within ${CONNECT_WITHIN_MS / 1000} s`)), CONNECT_WITHIN_MS);
        const stop = () => clearTimeout(timer);
        request.once('close', stop);
        request.once('response', stop);
        socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop);
    });
}
function isWorthAnother({ reusedSocket }, error, what) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const canRepeat = IDEMPOTENT.includes(what.head.method) && what.upload?.isReplayable !== false;
    return reusedSocket && STALE.includes(code) && canRepeat && !what.signal.aborted;
}
function failed(error) {
    return error instanceof UpstreamFailed ? error : new UpstreamFailed((0,errors/* messageOf */.bD)(error), { cause: error });
}

;// CONCATENATED MODULE: ./build/adapters/gateway-server/server.js





const LARGEST_HEAD_BYTES = 16 * 1024;
const KEEP_ALIVE_MS = 120_000;
const HEAD_WITHIN_MS = 30_000;
async function serveGateway(gateway, apiUrl, port = 0) {
    const upstream = new Upstream(apiUrl);
    const passed = new PassedBodies();
    const underWay = new Set();
    let number = 0;
    let listening = port;
    let isClosing = false;
    const server = (0,external_node_http_.createServer)({
        maxHeaderSize: LARGEST_HEAD_BYTES,
        headersTimeout: HEAD_WITHIN_MS,
        requestTimeout: 0,
        keepAliveTimeout: KEEP_ALIVE_MS,
        requireHostHeader: false,
    });
    const handle = (expectsContinue) => (incoming, response) => {
        if (isClosing)
            response.shouldKeepAlive = false;
        const parts = { gateway, upstream, passed, port: listening, number: ++number, expectsContinue, isClosing };
        const work = exchange(incoming, response, parts).finally(() => underWay.delete(work));
        underWay.add(work);
    };
    server.on('request', handle(false));
    server.on('checkContinue', handle(true));
    refuseWhatIsNoRequest(server, () => ++number);
    listening = await listenOnLoopback(server, port);
    return {
        port: listening,
        close: async (graceMs) => {
            isClosing = true;
            await endServer(server, underWay, graceMs);
            upstream.close();
        },
    };
}
async function endServer(server, underWay, graceMs) {
    server.close();
    server.closeIdleConnections();
    let timer;
    const enough = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.all(underWay), enough]);
    clearTimeout(timer);
    server.closeAllConnections();
}
function refuseWhatIsNoRequest(server, nextNumber) {
    server.on('checkExpectation', ({ socket }) => refuseRaw(socket, UNKNOWN_EXPECTATION, nextNumber()));
    server.on('connect', (_request, socket) => refuseRaw(socket, NO_CONNECT, nextNumber()));
    server.on('clientError', (error, socket) => {
        if (error.code === 'ECONNRESET' || !socket.writable)
            socket.destroy();
        else
            refuseRaw(socket, refusalOfBroken(error.code ?? ''), nextNumber());
    });
}
async function listenOnLoopback(server, port) {
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', resolve);
    });
    server.on('error', () => undefined);
    return server.address().port;
}
const NO_CONNECT = {
    status: 405,
    code: 'gateway.method',
    message: 'this is no proxy: CONNECT is not served. Send requests to it as to the API host.',
};
const UNKNOWN_EXPECTATION = {
    status: 417,
    code: 'gateway.expectation',
    message: 'of all that Expect may hold only 100-continue is known here.',
};
function refusalOfBroken(code) {
    if (code === 'HPE_HEADER_OVERFLOW') {
        const message = `the request line and the headers are longer than ${LARGEST_HEAD_BYTES} bytes.`;
        return { status: 431, code: 'gateway.headers.too.large', message };
    }
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
        return {
            status: 408,
            code: 'gateway.request.timeout',
            message: 'the head of the request did not come in time.',
        };
    }
    return { status: 400, code: 'gateway.bad.request', message: `the request is no valid HTTP/1.1 (${code}).` };
}
function refuseRaw(socket, refusal, number) {
    const { status, headers, body } = refusalAnswer(refusal, contextIdOf(number));
    const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.on('error', () => undefined);
    socket.end(`HTTP/1.1 ${status} ${external_node_http_.STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`);
}

var token_manager = __webpack_require__(8942);
var masks = __webpack_require__(3406);
var secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/entries/open-gateway.js







const PLACEHOLDER_BYTES = 32;
async function openGateway(mostTokens, parts) {
    const { manager, ports, apiUrl, clean, debug, port } = parts;
    const placeholder = new secret/* Secret */.z((0,external_node_crypto_.randomBytes)(PLACEHOLDER_BYTES).toString('base64url'));
    ports.context.mask((0,masks/* maskForms */.ye)(placeholder.reveal()));
    const supply = new ManagedSupply(manager, ports);
    const context = { clock: ports.context.clock, log: ports.log, clean, debug };
    const gateway = new Gateway({ placeholder, mostTokens }, supply, context);
    const server = await serveGateway(gateway, apiUrl, port);
    ports.log(`The gateway listens on 127.0.0.1:${server.port}.`);
    return {
        admit: async ({ isTokenPassed }, deadline) => {
            if (!isTokenPassed)
                return { port: server.port, placeholder, token: placeholder };
            const { value } = await manager.current(deadline);
            gateway.acceptAsKey(value);
            return { port: server.port, placeholder, token: value };
        },
        close: async (deadline) => {
            await server.close(deadline.leftMs);
            ports.log(`The gateway is closed: ${describeTraffic(gateway.summary)}.`);
        },
        drain: (deadline) => supply.drain(deadline),
        isAwaitingToken: () => supply.isAwaitingToken,
        describe: () => describeTraffic(gateway.summary),
    };
}
class ManagedSupply {
    first;
    #ports;
    #managers;
    constructor(first, ports) {
        this.first = first;
        this.#ports = ports;
        this.#managers = [first];
    }
    add() {
        const manager = new token_manager/* TokenManager */.t(this.first.settings, this.#ports);
        this.#managers.push(manager);
        return manager;
    }
    seen(token, answer) {
        if (answer === 'rejected')
            return;
        for (const { state } of this.#managers) {
            if (state?.lease.wasAccepted === false && state.token.value.reveal() === token.reveal()) {
                state.lease.accepted();
            }
        }
    }
    get isAwaitingToken() {
        return this.#further.some(({ isRenewing }) => isRenewing);
    }
    async drain(deadline) {
        await Promise.all(this.#further.map((manager) => manager.drain(deadline)));
    }
    get #further() {
        return this.#managers.filter((manager) => manager !== this.first);
    }
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