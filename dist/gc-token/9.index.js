"use strict";
exports.id = 9;
exports.ids = [9,977];
exports.modules = {

/***/ 149:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   Pe: () => (/* binding */ PASSED_ON),
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   g7: () => (/* binding */ execute)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);

const PASSED_ON = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGALRM', 'SIGUSR1', 'SIGUSR2'];
const FROM_KEYBOARD = new Set(['SIGINT', 'SIGQUIT']);
async function execute({ command, args, environment, isTerminal, signalNumber, }) {
    const passOn = (signal) => {
        if (!isTerminal || !FROM_KEYBOARD.has(signal))
            child.kill(signal);
    };
    for (const signal of PASSED_ON)
        process.on(signal, passOn);
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(command, args, { stdio: 'inherit', env: environment });
    return new Promise((resolve) => {
        child.once('error', (error) => resolve(couldNotStart(command, error)));
        child.once('exit', (code, signal) => resolve({ exitCode: signal === null ? (code ?? 1) : exitCodeOf(signalNumber(signal)) }));
    });
}
function exitCodeOf(signalNumber) {
    return 128 + signalNumber;
}
function couldNotStart(command, error) {
    const code = error.code ?? error.message;
    if (code === 'ENOENT')
        return { exitCode: 127, fault: `${command} was not found.` };
    return { exitCode: 126, fault: `${command} cannot be executed (${code}).` };
}
function childEnvironment(environment, token) {
    return {
        ...environment,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
        GENESYSCLOUD_ACCESS_TOKEN: token.accessToken,
        ...(token.region === '' ? {} : { GENESYSCLOUD_REGION: token.region }),
    };
}


/***/ }),

/***/ 414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ signalNumber),
/* harmony export */   Hd: () => (/* binding */ isTerminal),
/* harmony export */   iD: () => (/* binding */ withPath),
/* harmony export */   k9: () => (/* binding */ ownScript)
/* harmony export */ });
/* unused harmony export bundleOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_tty__WEBPACK_IMPORTED_MODULE_3__);




function ownScript() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(process.argv[1] ?? '');
}
function bundleOf(entry) {
    return join(dirname(ownScript()), '..', entry, 'index.js');
}
function isTerminal() {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_3__.isatty)(0);
}
function signalNumber(signal) {
    return node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[signal];
}
function withPath(folder, inherited) {
    const name = Object.keys(inherited).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    return { ...inherited, [name]: [folder, inherited[name] ?? ''].join(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter) };
}


/***/ }),

/***/ 690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ redact),
/* harmony export */   Sw: () => (/* binding */ printedForms),
/* harmony export */   z3: () => (/* binding */ longestFirst)
/* harmony export */ });
function printedForms(secret) {
    if (/^[\w.-]*$/.test(secret))
        return [secret];
    if (/^[\w.+/= -]*$/.test(secret)) {
        const percent = encodeURIComponent(secret);
        return [secret, percent, lowerCaseCodes(percent), secret.replaceAll('/', '\\/')];
    }
    return [secret, ...secret.split(/[\r\n]+/)].filter((part) => part !== '').flatMap(writtenForms);
}
function redact(text, forms) {
    return forms.reduce((clean, form) => clean.replaceAll(form, '***'), text);
}
function longestFirst(forms) {
    return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}
function writtenForms(text) {
    const percent = [encodeURIComponent(text.toWellFormed()), formEncoded(text)];
    const json = JSON.stringify(text).slice(1, -1);
    const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const html = text.replace(/[&<>"']/g, (sign) => HTML_ENTITIES[sign] ?? sign);
    return [
        text,
        ...percent,
        ...percent.map(lowerCaseCodes),
        ...[json, ascii, upperCaseEscapes(ascii)].flatMap((form) => [form, form.replaceAll('/', '\\/')]),
        html,
    ];
}
const upperCaseEscapes = (text) => text.replace(/\\u[\da-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`);
const lowerCaseCodes = (text) => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
const HTML_ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
const formEncoded = (text) => new URLSearchParams([['', text]]).toString().slice(1);


/***/ }),

/***/ 9:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  executeWithKeeper: () => (/* binding */ executeWithKeeper),
  grantOnce: () => (/* binding */ grantOnce)
});

;// CONCATENATED MODULE: ./build/core/deadline.js
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

;// CONCATENATED MODULE: ./build/adapters/clock.js
const systemClock = {
    now: () => ({ wallMs: Date.now(), monotonicMs: Number(process.hrtime.bigint() / 1000000n) }),
    sleep: async (ms, signal) => {
        const { setTimeout: delay } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 500, 23));
        try {
            await delay(ms, undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    },
};

// EXTERNAL MODULE: ./build/settings/environment.js + 2 modules
var environment = __webpack_require__(709);
// EXTERNAL MODULE: ./build/node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __webpack_require__(313);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(30);
// EXTERNAL MODULE: ./build/http/reply.js + 1 modules
var http_reply = __webpack_require__(961);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(208);
// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __webpack_require__(881);
// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(143);
;// CONCATENATED MODULE: ./build/adapters/node-http.js






const USER_AGENT = `gc-oauth-action/${version/* VERSION */.x} (+https://github.com/org/gc-oauth-action)`;
const LARGEST_BODY_BYTES = 1024 * 1024;
function httpTransport(clock) {
    return async (request, timeoutMs, signal) => {
        signal.throwIfAborted();
        const abandoned = new AbortController();
        const client = new lib/* HttpClient */.Qq(USER_AGENT, [preparing(abandoned.signal)], {
            allowRedirects: false,
            allowRetries: false,
            keepAlive: false,
        });
        const sent = clock.now();
        const exchange = async () => {
            const { message } = await dispatch(client, request);
            const body = await readWhole(message);
            return {
                status: message.statusCode ?? 0,
                headers: joinHeaders(message),
                body,
                sent,
                received: clock.now(),
            };
        };
        try {
            return await within(exchange(), timeoutMs, signal);
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof retry_decision/* AttemptFailed */.Nz || isOwnFault(error))
                throw error;
            throw new retry_decision/* AttemptFailed */.Nz(failureOf(error), error);
        }
        finally {
            abandoned.abort();
            client.dispose();
        }
    };
}
async function within(work, timeoutMs, signal) {
    let stop = () => undefined;
    let timer;
    const over = new Promise((_, reject) => {
        timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs);
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
async function dispatch(client, request) {
    const headers = { ...request.headers };
    switch (request.method) {
        case 'GET':
            return client.get(request.url, headers);
        case 'DELETE':
            return client.del(request.url, headers);
        case 'POST':
            return client.post(request.url, request.body ?? '', headers);
        case 'PUT':
            return client.put(request.url, request.body ?? '', headers);
    }
}
function preparing(abandoned) {
    return {
        prepareRequest: (options) => {
            if (typeof options.host === 'string')
                options.host = options.host.replace(/^\[(.*)\]$/, '$1');
            if (!isTunnel(options.agent))
                return;
            options.signal = abandoned;
            const { proxyOptions } = options.agent;
            proxyOptions.servername = (0,external_node_net_.isIP)(proxyOptions.host) === 0 ? proxyOptions.host : '';
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error('This handler answers no challenge.')),
    };
}
function isTunnel(agent) {
    return typeof agent === 'object' && agent !== null && 'proxyOptions' in agent;
}
function readWhole(message) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        let bytes = 0;
        const breakOff = (error) => {
            const reason = error === undefined ? 'closed' : nameOf(error);
            reject(new retry_decision/* AttemptFailed */.Nz({ kind: 'truncated', summary: `the connection broke off in the middle of the reply (${reason})` }, error));
        };
        message.on('data', (chunk) => {
            bytes += chunk.length;
            if (bytes > LARGEST_BODY_BYTES)
                reject(tooLarge(message));
            else
                chunks.push(chunk);
        });
        message.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        message.on('error', breakOff);
        message.on('close', breakOff);
    });
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
function tooLarge(message) {
    return new retry_decision/* AttemptFailed */.Nz({
        kind: 'too-large',
        summary: `the reply is larger than ${LARGEST_BODY_BYTES} bytes (HTTP ${message.statusCode ?? 0})`,
    });
}
function timedOut(timeoutMs) {
    return new retry_decision/* AttemptFailed */.Nz({
        kind: 'timeout',
        summary: `no reply within ${Math.round(timeoutMs / 100) / 10} s`,
    });
}
function failureOf(error) {
    const message = (0,http_reply/* quote */.hD)((0,errors/* messageOf */.bD)(error)) ?? '';
    const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(message)?.[1];
    if (proxyStatus !== undefined) {
        return { kind: 'proxy', summary: `the proxy answered HTTP ${proxyStatus}`, status: Number(proxyStatus) };
    }
    const proxyCause = /tunneling socket could not be established, cause=(.*)/s.exec(message)?.[1];
    if (proxyCause !== undefined)
        return { kind: 'proxy', summary: `the proxy could not be reached: ${proxyCause}` };
    const code = codeOf(error);
    if (code?.startsWith('HPE_') === true)
        return { kind: 'unreadable', summary: `the reply is no HTTP (${code})` };
    if (isTlsError(code, message))
        return { kind: 'tls', summary: `${message} (${code ?? 'TLS'})` };
    if (code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_URL') {
        return { kind: 'invalid', summary: `the request cannot be sent (${code})`, isUnsent: true };
    }
    const isUnsent = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
    return { kind: 'connection', summary: message === '' ? nameOf(error) : message, isUnsent };
}
function isOwnFault(error) {
    return (error instanceof TypeError || error instanceof ReferenceError) && codeOf(error) === undefined;
}
function isTlsError(code, message) {
    return (/^(?:UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|CRL_|ERROR_IN_)/.test(code ?? '') || /self.signed certificate|unable to verify the first certificate/.test(message));
}
function codeOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
const nameOf = (error) => codeOf(error) ?? (0,errors/* messageOf */.bD)(error);

// EXTERNAL MODULE: ./build/adapters/execution.js
var adapters_execution = __webpack_require__(414);
// EXTERNAL MODULE: ./build/adapters/process.js
var adapters_process = __webpack_require__(621);
;// CONCATENATED MODULE: ./build/adapters/proxy.js
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: ./build/adapters/agent-socket/nonce.js
var agent_socket_nonce = __webpack_require__(23);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/address.js





const LONGEST_SOCKET_PATH_BYTES = 103;
const JOURNAL_FILE = 'journal';
function prepareAddress(places, platform) {
    const id = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const nonce = (0,external_node_crypto_.randomBytes)(32).toString('base64url');
    const faults = [];
    for (const place of new Set(places.filter((path) => path !== ''))) {
        const folder = (0,external_node_path_.join)(place, `gc-token-${id}`);
        const socket = platform === 'win32' ? `\\\\.\\pipe\\gc-token-${id}` : (0,external_node_path_.join)(folder, 'agent.sock');
        if (platform !== 'win32' && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES) {
            faults.push(`${place} is too long for a socket`);
            continue;
        }
        try {
            (0,external_node_fs_.mkdirSync)(folder, { mode: 0o700 });
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, agent_socket_nonce/* NONCE_FILE */.fM), nonce, { mode: 0o600, flag: 'wx' });
            return { socket, folder, nonce };
        }
        catch (error) {
            faults.push((0,errors/* messageOf */.bD)(error));
            removeFolder({ folder });
        }
    }
    throw new errors/* ActionError */.lZ('AGENT_FAILED', `There is no place for the agent's socket (${faults.join('; ')}).`, [
        'the disk of the runner is full',
        'RUNNER_TEMP and the folder for temporary files are read-only',
    ]);
}
function removeFolder({ folder }) {
    (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
}
function address_journalFile(folder) {
    return join(folder, JOURNAL_FILE);
}
function removeTraces({ socket, folder }) {
    const nonce = join(folder, NONCE_FILE);
    for (const path of isPipe(socket) ? [nonce] : [nonce, socket])
        rmSync(path, { force: true });
}

// EXTERNAL MODULE: ./build/core/secret.js
var secret = __webpack_require__(431);
;// CONCATENATED MODULE: ./build/agent/agent-settings.js

function encodeSettings(settings) {
    return JSON.stringify({
        ...settings,
        clientSecret: settings.clientSecret.reveal(),
        journalKey: settings.journalKey.reveal(),
        first: { ...settings.first, value: settings.first.value.reveal() },
        refreshToken: settings.refreshToken?.reveal(),
    });
}
function decodeSettings(text) {
    const fields = agent_settings_objectOf(parse(text), 'the settings');
    const address = agent_settings_objectOf(fields['address'], 'address');
    return {
        clientId: textOf(fields, 'clientId'),
        clientSecret: new Secret(textOf(fields, 'clientSecret')),
        tokenUrl: textOf(fields, 'tokenUrl'),
        place: textOf(fields, 'place'),
        scope: optionalText(fields, 'scope'),
        region: textOf(fields, 'region'),
        apiUrl: textOf(fields, 'apiUrl'),
        minValidityMs: numberOf(fields, 'minValidityMs'),
        timeoutMs: numberOf(fields, 'timeoutMs'),
        revoke: fields['revoke'] === true,
        address: {
            socket: textOf(address, 'socket'),
            folder: textOf(address, 'folder'),
            nonce: textOf(address, 'nonce'),
        },
        journalKey: new Secret(textOf(fields, 'journalKey')),
        first: agent_settings_readToken(agent_settings_objectOf(fields['first'], 'first')),
        refreshToken: secretOf(optionalText(fields, 'refreshToken')),
    };
}
function agent_settings_readToken(fields) {
    return {
        value: new Secret(textOf(fields, 'value')),
        type: textOf(fields, 'type'),
        expiresAt: numberOf(fields, 'expiresAt'),
        endsAfter: numberOf(fields, 'endsAfter'),
        deadBy: readMoment(agent_settings_objectOf(fields['deadBy'], 'deadBy')),
        lifetimeMs: numberOf(fields, 'lifetimeMs'),
    };
}
function readMoment(fields) {
    return { wallMs: numberOf(fields, 'wallMs'), monotonicMs: numberOf(fields, 'monotonicMs') };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw new Error('the settings are not JSON');
    }
}
function agent_settings_objectOf(value, name) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value;
    throw new Error(`${name} is missing`);
}
function textOf(fields, name) {
    const value = fields[name];
    if (typeof value === 'string')
        return value;
    throw new Error(`${name} is missing`);
}
function optionalText(fields, name) {
    return fields[name] === undefined ? undefined : textOf(fields, name);
}
function numberOf(fields, name) {
    const value = fields[name];
    if (typeof value === 'number')
        return value;
    throw new Error(`${name} is missing`);
}
const secretOf = (text) => text === undefined ? undefined : new Secret(text);

// EXTERNAL MODULE: ./build/adapters/regular-file.js
var regular_file = __webpack_require__(735);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/journal-file.js





const noJournal = { write: () => undefined };
const IV_BYTES = 12;
const TAG_BYTES = 16;
function newJournalKey() {
    return randomBytes(32).toString('base64url');
}
function fileJournal(folder, key) {
    const path = journalFile(folder);
    return {
        write: (tokens) => {
            writeFileSync(`${path}.new`, seal(tokens, key), { mode: 0o600 });
            renameSync(`${path}.new`, path);
        },
    };
}
function readJournal(folder, key) {
    return journal_file_open(readRegularFile(journalFile(folder)), key);
}
function seal(tokens, key) {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyBytes(key), iv);
    const text = JSON.stringify(tokens.map((token) => ({ ...token, value: token.value.reveal() })));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}
function journal_file_open(sealed, key) {
    const iv = sealed.subarray(0, IV_BYTES);
    const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', keyBytes(key), iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    const values = JSON.parse(text.toString('utf8'));
    return Array.isArray(values) ? values.map((value) => readToken(objectOf(value, 'a token'))) : [];
}
const keyBytes = (key) => Buffer.from(key.reveal(), 'base64url');

;// CONCATENATED MODULE: ./build/oauth/access-token.js
function expiryOf(lifetimeSeconds, times) {
    const lifetimeMs = lifetimeSeconds * 1000;
    const exchangeMs = times.received.monotonicMs - times.sent.monotonicMs;
    const issuedAt = times.serverDate === undefined ? times.sent.wallMs : times.serverDate - exchangeMs;
    return {
        expiresAt: issuedAt + lifetimeMs,
        endsAfter: times.sent.monotonicMs + lifetimeMs,
        deadBy: {
            wallMs: times.received.wallMs + lifetimeMs,
            monotonicMs: times.received.monotonicMs + lifetimeMs,
        },
        lifetimeMs,
    };
}
function secondsLeft(token, now) {
    return Math.max(0, Math.floor((token.endsAfter - now.monotonicMs) / 1000));
}

;// CONCATENATED MODULE: ./build/agent/renewal.js
const LAST_MOMENT_MS = 500;
const DEAD_MARGIN_MS = 2_000;
function keep(token, now, idleTimeoutMs) {
    return {
        token,
        endsAt: after(token.endsAfter - now.monotonicMs, now),
        idle: idleTimeoutMs === undefined ? undefined : idleLimit(idleTimeoutMs, now, undefined),
    };
}
function idleLimit(leftMs, now, before) {
    return {
        seenAt: now.monotonicMs,
        endsAt: after(leftMs, now),
        timeoutMs: Math.max(leftMs, before?.timeoutMs ?? 0),
    };
}
function unreached(kept, now) {
    return kept.idle === undefined ? kept : { ...kept, idle: { ...kept.idle, seenAt: now.monotonicMs } };
}
function leftMs(deadline, now) {
    return Math.min(deadline.monotonicMs - now.monotonicMs, deadline.wallMs - now.wallMs);
}
function marginMs(token, minValidityMs) {
    return Math.min(minValidityMs, token.lifetimeMs / 2);
}
function nextStep(kept, now, minValidityMs) {
    const byLife = leftMs(kept.endsAt, now) - marginMs(kept.token, minValidityMs);
    const { idle } = kept;
    if (idle === undefined)
        return { renewInMs: byLife, keepAliveInMs: Infinity };
    const idleLeftMs = leftMs(idle.endsAt, now);
    const spanMs = idle.endsAt.monotonicMs - idle.seenAt;
    return {
        renewInMs: Math.min(byLife, idleLeftMs - idle.timeoutMs / 8),
        keepAliveInMs: idleLeftMs - spanMs / 2,
    };
}
function isFresh(kept, now, minValidityMs) {
    return nextStep(kept, now, minValidityMs).renewInMs > 0;
}
function isAlive(kept, now) {
    const idleLeftMs = kept.idle === undefined ? Infinity : leftMs(kept.idle.endsAt, now);
    return Math.min(leftMs(kept.endsAt, now), idleLeftMs) > LAST_MOMENT_MS;
}
function isSurelyDead(token, now) {
    return now.monotonicMs > token.deadBy.monotonicMs + DEAD_MARGIN_MS;
}
function after(ms, { wallMs, monotonicMs }) {
    return { wallMs: wallMs + ms, monotonicMs: monotonicMs + ms };
}

// EXTERNAL MODULE: ./build/core/time.js
var core_time = __webpack_require__(566);
// EXTERNAL MODULE: ./build/agent/protocol.js
var protocol = __webpack_require__(561);
;// CONCATENATED MODULE: ./build/agent/answering.js



const READY = 'ready';
const LARGEST_REQUEST_BYTES = 4 * 1024;
class Refused extends Error {
    name = 'Refused';
}
function decodeRequest(line, nonce) {
    const fields = (0,protocol/* parseObject */.lj)(line);
    if (fields === undefined)
        throw new Refused('The request is not a JSON object.');
    if (!isSameText(fields['nonce'], nonce))
        throw new Refused('The nonce is wrong.');
    if (fields['version'] !== protocol/* PROTOCOL_VERSION */.WP) {
        throw new Refused(`This agent speaks version ${protocol/* PROTOCOL_VERSION */.WP} of the protocol.`);
    }
    const ask = protocol/* QUESTIONS */.cE.find((question) => question === fields['ask']);
    if (ask === undefined)
        throw new Refused(`This agent answers ${protocol/* QUESTIONS */.cE.join(', ')}.`);
    const waitMs = fields['waitMs'];
    if (typeof waitMs !== 'number' || !(waitMs > 0))
        throw new Refused('waitMs is not a positive number.');
    return { ask, nonce, waitMs };
}
function encodeReply(reply) {
    return `${JSON.stringify({ version: protocol/* PROTOCOL_VERSION */.WP, ok: true, ...reply })}\n`;
}
function encodeError(error) {
    return `${JSON.stringify({ version: protocol/* PROTOCOL_VERSION */.WP, ok: false, ...error })}\n`;
}
function readStopReply(fields) {
    const { revoked, alreadyGone, failed, reason, aliveUntil } = fields;
    if (typeof revoked !== 'number' || typeof alreadyGone !== 'number' || typeof failed !== 'number')
        return undefined;
    if (typeof reason !== 'string' || typeof aliveUntil !== 'string')
        return undefined;
    return { revoked, alreadyGone, failed, reason: onOneLine(reason), aliveUntil: onOneLine(aliveUntil) };
}
function isSameText(given, expected) {
    if (typeof given !== 'string')
        return false;
    const [left, right] = [given, expected].map((text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest());
    return left !== undefined && right !== undefined && (0,external_node_crypto_.timingSafeEqual)(left, right);
}

;// CONCATENATED MODULE: ./build/oauth/client-authentication.js
function secretAuthentication({ method, clientId, clientSecret, }) {
    return {
        method,
        audience: '',
        authenticate: (form) => {
            if (method === 'post')
                return withFields(form, { client_id: clientId, client_secret: clientSecret.reveal() });
            const credential = Buffer.from(`${clientId}:${clientSecret.reveal()}`, 'utf8').toString('base64');
            return { form, headers: { authorization: `Basic ${credential}` } };
        },
    };
}
function withFields(form, fields) {
    return { form: new URLSearchParams([...form, ...Object.entries(fields)]), headers: {} };
}

// EXTERNAL MODULE: ./build/http/send.js
var send = __webpack_require__(432);
// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/oauth/token-request.js






const ASSUMED_LIFETIME_SECONDS = 300;
const LONGEST_LIFETIME_SECONDS = 100 * 365 * 86_400;
const LONGEST_USUAL_LIFETIME_SECONDS = 172_800;
const LONGEST_TOKEN_BYTES = 100 * 1024;
function clientCredentialsGrant({ scope }) {
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope !== undefined)
        form.set('scope', scope);
    return form;
}
async function requestToken(client, grant, attempts, context) {
    const request = (attempt) => tokenRequest(client, grant, attempt, context);
    return (0,send/* send */.tN)({ doing: 'The token request', request, read: readTokenResponse }, attempts, context);
}
async function tokenRequest({ endpoint, authentication }, grant, attempt, context) {
    const { form, headers } = await authentication.authenticate(grant, attempt, context);
    return {
        method: 'POST',
        url: endpoint.tokenUrl,
        headers: { ...headers, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
    };
}
async function tokenErrorOf(givenUp, { endpoint, authentication }) {
    const { tokenError } = await __webpack_require__.e(/* import() */ 62).then(__webpack_require__.bind(__webpack_require__, 62));
    return tokenError(givenUp, endpoint, authentication);
}
async function unusable(because, client) {
    return tokenErrorOf(new send/* RequestGivenUp */.UW(because.failure, '', because), client);
}
function readTokenResponse(reply) {
    if (reply.status < 200 || reply.status > 299)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const fields = (0,http_reply/* readFields */.qU)(reply, 'the reply');
    const value = new secret/* Secret */.z(readAccessToken(fields));
    const times = { sent: reply.sent, received: reply.received, serverDate: (0,http_reply/* serverDate */.uT)(reply) };
    const tokenFor = (seconds, type) => ({
        value,
        type,
        ...expiryOf(seconds, times),
    });
    const refreshToken = readRefreshToken(fields);
    const serverAheadMs = times.serverDate === undefined ? undefined : times.serverDate - reply.received.wallMs;
    const rest = { serverAheadMs, ...(refreshToken === undefined ? {} : { refreshToken }) };
    try {
        const type = readTokenType(fields);
        const lifetimeSeconds = readLifetime(fields);
        const token = tokenFor(lifetimeSeconds ?? ASSUMED_LIFETIME_SECONDS, type);
        return { token, isLifetimeAssumed: lifetimeSeconds === undefined, ...rest };
    }
    catch (error) {
        if (!(error instanceof retry_decision/* AttemptFailed */.Nz))
            throw error;
        const token = tokenFor(LONGEST_USUAL_LIFETIME_SECONDS, '');
        return { token, isLifetimeAssumed: true, ...rest, unusableBecause: error };
    }
}
function readAccessToken(fields) {
    const value = fields['access_token'];
    if (typeof value !== 'string' || value === '')
        throw invalid('access_token is missing or empty');
    if (Buffer.byteLength(JSON.stringify(value)) > LONGEST_TOKEN_BYTES) {
        throw invalid(`access_token has more than ${LONGEST_TOKEN_BYTES} bytes`);
    }
    if ((0,characters/* hasControlCharacters */.Kg)(value))
        throw invalid('access_token contains control characters');
    if (/[\u{100}-\u{10ffff}]/u.test(value))
        throw invalid('access_token contains characters that no header can carry');
    return value;
}
function readRefreshToken(fields) {
    const value = fields['refresh_token'];
    return typeof value === 'string' && value !== '' && !(0,characters/* hasControlCharacters */.Kg)(value)
        ? new secret/* Secret */.z(value)
        : undefined;
}
function readTokenType(fields) {
    const value = fields['token_type'];
    if (typeof value !== 'string')
        throw invalid('token_type is missing');
    if (value.toLowerCase() !== 'bearer')
        throw invalid('token_type is not bearer');
    return value;
}
function readLifetime(fields) {
    const value = fields['expires_in'];
    if (value === undefined || value === null)
        return undefined;
    const seconds = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
    if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) {
        throw invalid('expires_in is not a positive number');
    }
    return Math.min(seconds, LONGEST_LIFETIME_SECONDS);
}
const invalid = (what) => new retry_decision/* AttemptFailed */.Nz({ kind: 'invalid', summary: `HTTP 200, but ${what}` });

;// CONCATENATED MODULE: ./build/oauth/refresh.js




async function requestNextToken(client, refreshToken, attempts, context) {
    try {
        const refreshed = await refresh(client, refreshToken, attempts, context);
        return refreshed ?? (await requestToken(client, clientCredentialsGrant(client), attempts, context));
    }
    catch (error) {
        if (error instanceof send/* RequestGivenUp */.UW)
            throw await tokenErrorOf(error, client);
        throw error;
    }
}
async function refresh(client, refreshToken, attempts, context) {
    if (refreshToken === undefined)
        return undefined;
    const grant = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken.reveal() });
    try {
        return { refreshToken, ...(await requestToken(client, grant, attempts, context)) };
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW) || (0,retry_decision/* isTemporary */.ey)(error.failure))
            throw error;
        const reason = (0,http_reply/* describeFailure */.Ic)(error.failure);
        context.log(`The refresh token was not accepted (${reason}); using the client credentials.`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/oauth/grant.js




function clientOf({ clientId, clientSecret, scope, place, tokenUrl }) {
    const authentication = secretAuthentication({ method: 'basic', clientId, clientSecret });
    return { endpoint: { place, tokenUrl }, scope, authentication };
}
async function grant(settings, attempts, context, refreshToken) {
    const client = clientOf(settings);
    const response = await requestNextToken(client, refreshToken, attempts, context);
    const { unusableBecause, token } = response;
    if (unusableBecause === undefined)
        return response;
    throw await unusable(new UnusableToken(unusableBecause, token), client);
}
class UnusableToken extends retry_decision/* AttemptFailed */.Nz {
    token;
    constructor({ failure }, token) {
        super(failure);
        this.token = token;
    }
}
function unusableTokenOf(error) {
    return error instanceof Error && error.cause instanceof UnusableToken ? error.cause.token : undefined;
}

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

;// CONCATENATED MODULE: ./build/agent/revoke-all.js








const AT_ONCE = 6;
const ATTEMPT_MS = 5_000;
async function revokeAll(tokens, apiUrl, totalMs, context) {
    const time = (0,send/* attemptsUntil */.$T)(Deadline.after(totalMs, context.clock), ATTEMPT_MS);
    const waiting = tokens.filter((token) => !isSurelyDead(token, context.clock.now()));
    const counts = { revoked: 0, alreadyGone: 0 };
    const failed = [];
    const reasons = new Set();
    const work = async () => {
        for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) {
            try {
                const request = revocationRequest(apiUrl, token.value);
                const outcome = await (0,send/* send */.tN)({ doing: 'Revoking a token', request, read: readRevocation }, time, context);
                counts[outcome === 'revoked' ? 'revoked' : 'alreadyGone']++;
            }
            catch (error) {
                failed.push(token);
                reasons.add(error instanceof send/* RequestGivenUp */.UW ? (0,http_reply/* describeFailure */.Ic)(error.failure) : (0,errors/* messageOf */.bD)(error));
            }
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return {
        ...counts,
        failed: failed.length,
        reason: [...reasons].join('; '),
        aliveUntil: failed.length === 0 ? '' : (0,core_time/* isoSeconds */.n)(Math.max(...failed.map((token) => token.expiresAt))),
    };
}
async function revokeUnusable(error, apiUrl, context) {
    const token = unusableTokenOf(error);
    if (token === undefined)
        return undefined;
    const { failed } = await revokeAll([token], apiUrl, 2 * ATTEMPT_MS, context);
    return failed === 0 ? undefined : token;
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/server.js





const ASK_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 1_000;
async function serve(address, answer) {
    const conversations = new Set();
    const onConnection = (socket) => {
        const conversation = converse(socket, address.nonce, answer).finally(() => conversations.delete(conversation));
        conversations.add(conversation);
    };
    let server = await listen(address.socket, onConnection);
    let isRepairing = false;
    const repair = async () => {
        if (!(0,external_node_fs_.existsSync)(address.folder))
            return false;
        if ((0,agent_socket_nonce/* isPipe */.Ju)(address.socket) || isRepairing || (0,external_node_fs_.existsSync)(address.socket))
            return true;
        isRepairing = true;
        try {
            server.close();
            server = await listen(address.socket, onConnection);
        }
        finally {
            isRepairing = false;
        }
        return true;
    };
    const close = async () => {
        server.close();
        const enough = new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref());
        await Promise.race([Promise.all(conversations), enough]);
    };
    return { repair, close };
}
async function listen(path, onConnection) {
    const server = (0,external_node_net_.createServer)({ allowHalfOpen: true }, onConnection);
    server.maxConnections = 256;
    const before = (0,agent_socket_nonce/* isPipe */.Ju)(path) ? undefined : process.umask(0o077);
    try {
        await new Promise((resolve, reject) => {
            server.once('error', reject);
            server.listen(path, () => {
                server.off('error', reject);
                resolve();
            });
        });
    }
    finally {
        if (before !== undefined)
            process.umask(before);
    }
    server.on('error', () => undefined);
    return server;
}
async function converse(socket, nonce, answer) {
    socket.on('error', () => socket.destroy());
    socket.setTimeout(ASK_WITHIN_MS, () => socket.destroy());
    const line = await readLine(socket);
    if (line === undefined)
        return;
    socket.setTimeout(0);
    const { text, isLast } = await reply(line, nonce, answer);
    await new Promise((done) => isLast ? socket.write(text, () => done()) : socket.end(text, () => done()));
    if (!isLast)
        socket.destroy();
}
async function readLine(socket) {
    return new Promise((resolve) => {
        let text = '';
        socket.setEncoding('utf8');
        socket.on('data', (chunk) => {
            text += chunk;
            const end = text.indexOf('\n');
            if (end < 0 && text.length <= LARGEST_REQUEST_BYTES)
                return;
            socket.removeAllListeners('data').resume();
            resolve(end < 0 ? '' : text.slice(0, end));
        });
        socket.on('end', () => resolve(''));
        socket.on('close', () => resolve(undefined));
    });
}
async function reply(line, nonce, answer) {
    try {
        const request = decodeRequest(line, nonce);
        return { text: await answer(request), isLast: request.ask === 'stop' };
    }
    catch (error) {
        const code = error instanceof Refused ? 'AGENT_REFUSED' : 'INTERNAL';
        return { text: encodeError({ code, message: (0,errors/* messageOf */.bD)(error), causes: [] }), isLast: false };
    }
}

;// CONCATENATED MODULE: ./build/genesys/organization.js


function ownerRequest(apiUrl, token) {
    return {
        method: 'GET',
        url: `${apiUrl}/api/v2/tokens/me`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readOwner(reply) {
    if (reply.status !== 200)
        throw readFailure(reply);
    const fields = readFields(reply, 'the reply');
    const organization = objectIn(fields, 'organization');
    const client = objectIn(fields, 'OAuthClient');
    return {
        organizationId: quote(organization['id']) ?? '',
        organizationName: quote(organization['name']) ?? '',
        clientId: quote(client['id']) ?? '',
        clientName: quote(client['name']) ?? '',
    };
}
function guardOrganization(expectedId, owner) {
    if (owner.organizationId.toLowerCase() === expectedId.toLowerCase())
        return;
    const found = owner.organizationId === '' ? 'an organization that it does not name' : describeOrganization(owner);
    throw new ActionError('ORGANIZATION_MISMATCH', `The token belongs to ${found}, and organization-id asks for ${expectedId}. The token was not handed out.`, [
        ...(owner.organizationName === expectedId
            ? ['organization-id takes the id of the organization, not its name']
            : []),
        'client-id, client-secret and region belong to another organization (test instead of production, say)',
        'organization-id is wrong',
    ]);
}
function describeOrganization(owner) {
    return owner.organizationName === ''
        ? owner.organizationId
        : `${owner.organizationName} (${owner.organizationId})`;
}
function objectIn(fields, name) {
    const value = fields[name];
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./build/genesys/idle-timeout.js


const keepAliveRequest = ownerRequest;
function lookRequest(apiUrl, token) {
    const request = ownerRequest(apiUrl, token);
    return { ...request, url: `${request.url}?preserveIdleTTL=true` };
}
function readIdleMs(reply) {
    if (reply.status !== 200)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const text = (0,http_reply/* readFields */.qU)(reply, 'the reply')['dateTokenIdles'];
    const idlesAt = typeof text === 'string' ? Date.parse(text) : NaN;
    if (Number.isNaN(idlesAt))
        return undefined;
    return Math.max(0, idlesAt - ((0,http_reply/* serverDate */.uT)(reply) ?? reply.received.wallMs));
}

;// CONCATENATED MODULE: ./build/agent/probe.js





const TICK_MS = 1_000;
const LOOK_EVERY_MS = 300_000;
const LOOK_AGAIN_MS = 60_000;
const SIGN_OF_LIFE_MS = 20_000;
async function upkeep(keeper, signal) {
    const { clock } = keeper.context;
    const looks = new Looks(keeper);
    while (!signal.aborted) {
        keeper.renewIfDue();
        looks.lookIfDue();
        const { kept } = keeper;
        const step = kept && nextStep(kept, clock.now(), keeper.settings.minValidityMs);
        const untilMs = step === undefined ? TICK_MS : Math.min(step.keepAliveInMs, positive(step.renewInMs));
        await clock.sleep(Math.max(1, Math.min(TICK_MS, untilMs)), signal).catch(() => undefined);
    }
}
const positive = (ms) => (ms > 0 ? ms : Infinity);
class Looks {
    #keeper;
    #token;
    #wasSeenAlive = false;
    #lookAt = -Infinity;
    #isLooking = false;
    constructor(keeper) {
        this.#keeper = keeper;
    }
    lookIfDue() {
        const { kept, context, settings } = this.#keeper;
        if (kept === undefined || this.#isLooking)
            return;
        if (kept.token !== this.#token) {
            this.#token = kept.token;
            this.#wasSeenAlive = false;
            this.#lookAt = -Infinity;
        }
        const now = context.clock.now();
        const isKeepAliveDue = nextStep(kept, now, settings.minValidityMs).keepAliveInMs <= 0;
        if (!isKeepAliveDue && now.monotonicMs < this.#lookAt)
            return;
        this.#isLooking = true;
        const ended = () => {
            this.#isLooking = false;
        };
        this.#look(kept, isKeepAliveDue ? keepAliveRequest : lookRequest).then(ended, ended);
    }
    async #look({ token }, requestFor) {
        const { context, settings } = this.#keeper;
        const { clock } = context;
        const request = requestFor(settings.apiUrl, token.value);
        try {
            const time = (0,send/* attemptsUntil */.$T)(Deadline.after(SIGN_OF_LIFE_MS, clock));
            const idleMs = await (0,send/* send */.tN)({ doing: 'Looking at the token', request, read: readIdleMs }, time, context);
            const now = clock.now();
            this.#wasSeenAlive = true;
            this.#lookAt = now.monotonicMs + LOOK_EVERY_MS;
            this.#keeper.learn(token, (kept) => ({
                ...kept,
                idle: idleMs === undefined ? undefined : idleLimit(idleMs, now, kept.idle),
            }));
        }
        catch (error) {
            if (!(error instanceof send/* RequestGivenUp */.UW))
                throw error;
            this.#couldNotLook(token, error);
        }
    }
    #couldNotLook(token, { failure }) {
        const { context } = this.#keeper;
        const now = context.clock.now();
        this.#lookAt = now.monotonicMs + LOOK_AGAIN_MS;
        const isNews = this.#wasSeenAlive || !this.#keeper.owned.includes(token);
        if (failure.status === 401 && isNews) {
            this.#keeper.log(`The token is no longer valid (${(0,http_reply/* describeFailure */.Ic)(failure)}): revoked or idled out. Getting a new one.`);
            this.#keeper.learn(token, () => undefined);
        }
        else {
            this.#keeper.log(`The token could not be looked at (${(0,http_reply/* describeFailure */.Ic)(failure)}).`);
            this.#keeper.learn(token, (kept) => unreached(kept, now));
        }
    }
}

;// CONCATENATED MODULE: ./build/agent/agent-runtime.js








const REPAIR_EVERY_MS = 1_000;
const LAST_RENEWAL_MS = 3_000;
const REVOKE_MS = 10_000;
const LONGEST_WAIT_MS = 600_000;
function withOneOnItsWay(outcome) {
    const reasons = [outcome.reason, 'a token request was still unanswered'];
    return {
        ...outcome,
        failed: outcome.failed + 1,
        reason: reasons.filter((reason) => reason !== '').join('; '),
        aliveUntil: '',
    };
}
class AgentRuntime {
    ended;
    #keeper;
    #startedAt;
    #lifetimeMs;
    #work = new AbortController();
    #server;
    #repairs;
    #ending;
    #tellEnded = () => undefined;
    constructor(keeper, lifetimeMs) {
        this.#keeper = keeper;
        this.#startedAt = keeper.context.clock.now();
        this.#lifetimeMs = lifetimeMs;
        this.ended = new Promise((resolve) => (this.#tellEnded = resolve));
    }
    async start(address) {
        this.#server = await serve(address, (request) => this.#answer(request));
        this.#repairs = setInterval(() => {
            this.#lookAround().catch((error) => {
                this.#keeper.log(`The socket is gone and could not be made again (${(0,errors/* messageOf */.bD)(error)}).`);
            });
        }, REPAIR_EVERY_MS);
        void upkeep(this.#keeper, this.#work.signal);
    }
    async stop(why) {
        this.#ending ??= this.#end(why);
        return this.#ending;
    }
    async #end(why) {
        const { context, settings } = this.#keeper;
        this.#keeper.log(`Ending: ${why}.`);
        clearInterval(this.#repairs);
        this.#work.abort();
        await this.#lastRenewal();
        const owned = settings.revoke ? this.#keeper.owned : [];
        const uninterrupted = { ...context, signal: new AbortController().signal };
        const revoked = await revokeAll(owned, settings.apiUrl, REVOKE_MS, uninterrupted);
        const outcome = settings.revoke && this.#keeper.isRenewing ? withOneOnItsWay(revoked) : revoked;
        this.#keeper.log(`Revoked ${outcome.revoked} tokens; ${outcome.failed} may still be alive.`);
        void (this.#server?.close() ?? Promise.resolve()).then(() => this.#tellEnded(outcome));
        return outcome;
    }
    async #lastRenewal() {
        const over = new AbortController();
        const sleep = this.#keeper.context.clock.sleep(LAST_RENEWAL_MS, over.signal).catch(() => undefined);
        await Promise.race([this.#keeper.drain(), sleep]);
        over.abort();
    }
    async #lookAround() {
        const now = this.#keeper.context.clock.now();
        if (now.monotonicMs - this.#startedAt.monotonicMs >= this.#lifetimeMs) {
            await this.stop('its time is over');
        }
        else if ((await this.#server?.repair()) === false) {
            await this.stop('its folder is gone, so the job is over');
        }
    }
    async #answer(request) {
        try {
            return await this.#answerTo(request);
        }
        catch (error) {
            return encodeError(this.#describe(error));
        }
    }
    #describe(error) {
        const clean = (text) => this.#keeper.clean(text);
        const isOurs = error instanceof errors/* ActionError */.lZ;
        return {
            code: isOurs ? error.code : 'INTERNAL',
            message: clean((0,errors/* messageOf */.bD)(error)),
            causes: isOurs ? error.causes.map(clean) : [],
        };
    }
    async #answerTo({ ask, waitMs }) {
        if (ask === 'stop')
            return encodeReply(await this.stop('it was asked to'));
        if (this.#ending !== undefined)
            throw new errors/* ActionError */.lZ('AGENT_UNREACHABLE', 'it is ending');
        const patienceMs = Math.min(waitMs, LONGEST_WAIT_MS);
        switch (ask) {
            case 'token':
                return encodeReply(this.#tokenReply(await this.#keeper.token(patienceMs)));
            case 'renew':
                return encodeReply(this.#tokenReply(await this.#keeper.renewedToken(patienceMs)));
            case 'status':
                return encodeReply(this.#status());
        }
    }
    #tokenReply(token) {
        const { region, apiUrl } = this.#keeper.settings;
        return {
            accessToken: token.value.reveal(),
            tokenType: token.type,
            expiresAt: token.expiresAt,
            region,
            apiUrl,
        };
    }
    #status() {
        const { settings, kept, context, trouble, grants, owned } = this.#keeper;
        const now = context.clock.now();
        const isLive = kept !== undefined && isAlive(kept, now);
        const live = isLive ? kept : undefined;
        return {
            place: settings.place,
            clientId: settings.clientId,
            apiUrl: settings.apiUrl,
            startedAt: this.#startedAt.wallMs,
            endsAt: this.#startedAt.wallMs + this.#lifetimeMs,
            minValiditySeconds: settings.minValidityMs / 1000,
            token: live === undefined ? 'none' : isFresh(live, now, settings.minValidityMs) ? 'fresh' : 'old',
            expiresAt: live === undefined ? '' : (0,core_time/* isoSeconds */.n)(live.token.expiresAt),
            secondsLeft: live === undefined ? 0 : secondsLeft(live.token, now),
            idlesAt: live?.idle === undefined ? '' : (0,core_time/* isoSeconds */.n)(live.idle.endsAt.wallMs),
            grants,
            owned: owned.length,
            trouble: trouble?.reason ?? '',
            troubleSince: trouble === undefined ? '' : (0,core_time/* isoSeconds */.n)(trouble.since),
        };
    }
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/launchers.js


function writeLaunchers(folder, execPath, script) {
    const bin = (0,external_node_path_.join)(folder, 'bin');
    (0,external_node_fs_.mkdirSync)(bin, { mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(bin, 'gc-token'), shellLauncher(execPath, script), { mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(bin, 'gc-token.cmd'), commandLauncher(execPath, script), { mode: 0o700 });
    return bin;
}
function shellLauncher(execPath, script) {
    return `#!/bin/sh\nexec ${shellQuoted(execPath)} ${shellQuoted(script)} "$@"\n`;
}
function commandLauncher(execPath, script) {
    const [node, file] = [execPath, script].map((path) => `"${path.replaceAll('%', '%%')}"`);
    return `@${node ?? ''} ${file ?? ''} %*\r\n`;
}
const shellQuoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(406);
// EXTERNAL MODULE: ./build/core/redact.js
var redact = __webpack_require__(690);
;// CONCATENATED MODULE: ./build/agent/token-manager.js











const RENEW_AT_MOST_EVERY_MS = 10_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
const PATIENCE_MS = 5_000;
const token_manager_LOOK_AGAIN_MS = 250;
class TokenManager {
    settings;
    context;
    #journal;
    #log;
    #ending = new AbortController();
    #kept;
    #refreshToken;
    #owned = [];
    #grants = 0;
    #lastGrantAt = -Infinity;
    #renewal;
    #failure;
    #pauseMs = 0;
    #trouble;
    #hidden = { held: [], forms: [] };
    constructor(settings, context, journal, log) {
        this.settings = settings;
        this.context = { ...context, log: (sentence) => context.log(this.clean(sentence)) };
        this.#journal = journal;
        this.#log = log;
    }
    get kept() {
        return this.#kept;
    }
    get grants() {
        return this.#grants;
    }
    get trouble() {
        return this.#trouble;
    }
    get owned() {
        this.#forgetDead();
        return this.#owned;
    }
    adopt(token, refreshToken) {
        this.#kept = keep(token, this.#now());
        this.#refreshToken = refreshToken;
    }
    learn(about, change) {
        if (this.#kept?.token === about)
            this.#kept = change(this.#kept);
    }
    report(reason) {
        if (reason === undefined)
            this.#trouble = undefined;
        else
            this.#trouble = { reason: this.clean(reason), since: this.#trouble?.since ?? this.#now().wallMs };
    }
    log(sentence) {
        this.#log(this.clean(sentence));
    }
    clean(text) {
        return (0,characters/* withoutOldCommands */.KF)((0,redact/* redact */.E$)(text, this.#formsToHide()));
    }
    #formsToHide() {
        const secret = this.settings.clientSecret.reveal();
        const tokens = [...this.#owned, this.#kept?.token].flatMap((token) => token?.value.reveal() ?? []);
        const held = tokens.concat(secret, this.#refreshToken?.reveal() ?? []);
        const isKnown = held.length === this.#hidden.held.length;
        if (isKnown && held.every((value, index) => value === this.#hidden.held[index]))
            return this.#hidden.forms;
        const forms = [...held.flatMap(masks/* maskForms */.ye), ...(0,masks/* basicCredentialForms */.xX)(this.settings.clientId, secret)];
        this.#hidden = { held, forms: (0,redact/* longestFirst */.z3)(forms.flatMap(redact/* printedForms */.Sw)) };
        return this.#hidden.forms;
    }
    async token(waitMs) {
        const endsAt = this.#now().monotonicMs + waitMs;
        for (;;) {
            const fresh = this.#freshToken();
            if (fresh !== undefined)
                return fresh;
            const renewal = this.#renewUnlessPaused(FIRST_PAUSE_MS);
            const remainingMs = endsAt - this.#now().monotonicMs;
            if (this.#liveToken() !== undefined) {
                if (renewal !== undefined)
                    await this.#settled([renewal.done, renewal.delayed], this.#patienceMs());
                const best = this.#freshToken() ?? this.#liveToken();
                if (best !== undefined)
                    return best;
            }
            else if (remainingMs <= 0 || (renewal === undefined && !this.#isWorthWaiting())) {
                throw this.#noToken();
            }
            else if (renewal === undefined) {
                await this.#settled([], Math.min(remainingMs, token_manager_LOOK_AGAIN_MS));
            }
            else {
                await this.#settled([renewal.done], remainingMs);
            }
        }
    }
    async renewedToken(waitMs) {
        const sinceLastMs = this.#now().monotonicMs - this.#lastGrantAt;
        if (sinceLastMs < RENEW_AT_MOST_EVERY_MS)
            return this.token(waitMs);
        const before = this.#kept?.token;
        const renewal = this.#renewUnlessPaused(FIRST_PAUSE_MS);
        if (renewal === undefined)
            throw this.#noToken();
        await this.#settled([renewal.done], waitMs);
        const { kept } = this;
        if (kept !== undefined && kept.token !== before)
            return kept.token;
        throw this.#noToken();
    }
    renewIfDue() {
        if (this.#freshToken() === undefined)
            this.#renewUnlessPaused(this.#pauseMs);
    }
    get isRenewing() {
        return this.#renewal !== undefined;
    }
    async drain() {
        this.#ending.abort(new Error('it is ending'));
        await this.#renewal?.done;
    }
    #renewUnlessPaused(pauseMs) {
        if (this.#renewal !== undefined)
            return this.#renewal;
        const isPaused = this.#failure !== undefined && this.#now().monotonicMs - this.#failure.at < pauseMs;
        return isPaused || this.#isEnding() ? undefined : this.#startRenewal();
    }
    #startRenewal() {
        let tellDelay = () => undefined;
        const delayed = new Promise((resolve) => (tellDelay = resolve));
        const done = this.#grantNext(tellDelay).finally(() => (this.#renewal = undefined));
        this.#renewal = { done, delayed };
        return this.#renewal;
    }
    async #grantNext(tellDelay) {
        const { settings, context } = this;
        const log = (sentence) => {
            context.log(sentence);
            this.report(sentence);
            tellDelay();
        };
        try {
            const time = (0,send/* attemptsUntil */.$T)(Deadline.after(settings.timeoutMs, context.clock));
            this.#take(await grant(settings, time, { ...this.#uninterrupted(), log }, this.#refreshToken));
        }
        catch (error) {
            const left = await revokeUnusable(error, settings.apiUrl, context);
            if (left !== undefined)
                this.#own(left);
            this.#failure = { error, at: this.#now().monotonicMs };
            this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2));
            this.report((0,errors/* messageOf */.bD)(error));
            this.log(`The token could not be renewed: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    #uninterrupted() {
        const { context } = this;
        return {
            ...context,
            signal: this.#ending.signal,
            transport: (request, timeoutMs) => context.transport(request, timeoutMs, context.signal),
        };
    }
    #take({ token, refreshToken }) {
        const now = this.#now();
        this.#own(token);
        const timeoutMs = this.#kept?.idle?.timeoutMs;
        this.#kept = keep(token, now, timeoutMs);
        this.#refreshToken = refreshToken;
        this.#grants++;
        this.#lastGrantAt = now.monotonicMs;
        this.#failure = undefined;
        this.#pauseMs = 0;
        this.report(undefined);
        this.log(`Got a new token; it expires at ${(0,core_time/* isoSeconds */.n)(token.expiresAt)}.`);
    }
    #own(token) {
        this.#owned.push(token);
        this.#forgetDead();
        this.#writeJournal();
    }
    #writeJournal() {
        if (!this.settings.revoke)
            return;
        try {
            this.#journal.write(this.#owned);
        }
        catch (error) {
            this.log(`The list of tokens to revoke could not be written (${(0,errors/* messageOf */.bD)(error)}).`);
        }
    }
    #forgetDead() {
        const now = this.#now();
        this.#owned = this.#owned.filter((token) => !isSurelyDead(token, now));
    }
    #freshToken() {
        const kept = this.#kept;
        return kept !== undefined && isFresh(kept, this.#now(), this.settings.minValidityMs)
            ? kept.token
            : undefined;
    }
    #liveToken() {
        return this.#kept !== undefined && isAlive(this.#kept, this.#now()) ? this.#kept.token : undefined;
    }
    #patienceMs() {
        const left = this.#kept === undefined ? 0 : leftMs(this.#kept.endsAt, this.#now());
        return Math.min(PATIENCE_MS, left / 2);
    }
    #isEnding() {
        return this.#ending.signal.aborted;
    }
    #isWorthWaiting() {
        if (this.#isEnding())
            return false;
        const { error } = this.#failure ?? {};
        const cause = error instanceof Error ? error.cause : undefined;
        return cause instanceof retry_decision/* AttemptFailed */.Nz && (0,retry_decision/* isTemporary */.ey)(cause.failure);
    }
    #noToken() {
        return (this.#failure?.error ??
            new errors/* ActionError */.lZ('TIMED_OUT', 'No token came in time: the request for it is still under way.', [
                'Genesys Cloud is slow or has an outage',
                'Genesys Cloud limits token requests: the limit takes about a minute to recover',
            ]));
    }
    async #settled(promises, ms) {
        const over = new AbortController();
        const sleep = this.context.clock.sleep(Math.max(1, ms), over.signal).catch(() => undefined);
        await Promise.race([...promises, sleep]);
        over.abort();
    }
    #now() {
        return this.context.clock.now();
    }
}

// EXTERNAL MODULE: ./build/adapters/command.js
var command = __webpack_require__(149);
// EXTERNAL MODULE: ./build/genesys/region.js
var region = __webpack_require__(596);
;// CONCATENATED MODULE: ./build/http/clean-replies.js
function withCleanReplies(transport, clean) {
    return async (...sending) => {
        const reply = await transport(...sending);
        const headers = Object.entries(reply.headers).map(([name, value]) => [name, clean(value)]);
        const isSuccess = reply.status >= 200 && reply.status < 300;
        return {
            ...reply,
            headers: Object.fromEntries(headers),
            body: isSuccess ? reply.body : clean(reply.body),
        };
    };
}

// EXTERNAL MODULE: ./build/entries/terminal.js + 4 modules
var terminal = __webpack_require__(977);
;// CONCATENATED MODULE: ./build/entries/standalone.js





















async function grantOnce() {
    const settings = readSettings();
    const context = requestContextOf(terminal.log, new AbortController().signal);
    try {
        const { token } = await grant(settings, (0,send/* attemptsUntil */.$T)(Deadline.after(settings.timeoutMs, systemClock)), context);
        return printable(token, settings);
    }
    catch (error) {
        const left = await revokeUnusable(error, settings.apiUrl, context);
        if (left !== undefined) {
            (0,terminal.log)(`A token was granted that could not be revoked; it may stay valid until ${(0,core_time/* isoSeconds */.n)(left.expiresAt)}.`);
        }
        throw error;
    }
}
async function executeWithKeeper(command, args, mask) {
    const settings = readSettings();
    const address = prepareAddress((0,adapters_process/* agentPlaces */.Qy)(), process.platform);
    try {
        return await keepAndExecute(settings, address, { command, args }, mask);
    }
    finally {
        removeFolder(address);
    }
}
async function keepAndExecute(settings, address, what, mask) {
    const interruption = watchForInterruption();
    let isRunning = false;
    const quiet = () => undefined;
    const sayBefore = (sentence) => (isRunning ? undefined : (0,terminal.log)(sentence));
    const context = requestContextOf(sayBefore, new AbortController().signal);
    const keeper = new TokenManager(settings, context, noJournal, quiet);
    const keeping = new AgentRuntime(keeper, Infinity);
    try {
        const token = printable(await Promise.race([keeper.token(settings.timeoutMs), interruption.comes]), settings);
        await keeping.start(address);
        const bin = writeLaunchers(address.folder, process.execPath, (0,adapters_execution/* ownScript */.k9)());
        mask(token);
        interruption.signal.throwIfAborted();
        isRunning = true;
        const execution = (0,command/* execute */.g7)({
            ...what,
            isTerminal: (0,adapters_execution/* isTerminal */.Hd)(),
            signalNumber: adapters_execution/* signalNumber */.Al,
            environment: {
                ...(0,command/* childEnvironment */.Qc)((0,adapters_execution/* withPath */.iD)(bin, (0,adapters_process/* environment */.cA)()), token),
                GC_TOKEN_SOCK: address.socket,
            },
        });
        interruption.over();
        return await execution;
    }
    catch (error) {
        if (interruption.by === undefined)
            throw error;
        return { exitCode: (0,command/* exitCodeOf */.FO)((0,adapters_execution/* signalNumber */.Al)(interruption.by)) };
    }
    finally {
        const { failed, reason, aliveUntil } = await keeping.stop('the command has ended');
        if (failed > 0) {
            const tokens = failed === 1 ? 'A token' : `${failed} tokens`;
            const until = aliveUntil === '' ? 'its expiry' : aliveUntil;
            (0,terminal.log)(`${tokens} could not be revoked (${reason}) and may stay valid until ${until}.`);
        }
    }
}
function watchForInterruption() {
    const cancellation = new AbortController();
    const stop = (by) => {
        watch.by = by;
        cancellation.abort(new errors/* ActionError */.lZ('CANCELLED', `gc-token was interrupted (${by}).`));
    };
    const over = () => {
        for (const signal of command/* PASSED_ON */.Pe)
            process.off(signal, stop);
    };
    const { signal } = cancellation;
    const comes = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const watch = { signal, comes, by: undefined, over };
    for (const signal of command/* PASSED_ON */.Pe)
        process.on(signal, stop);
    return watch;
}
function readSettings() {
    const settings = (0,environment/* readEnvironment */.Qo)((0,adapters_process/* environment */.cA)(), useProxySettings().mistakes);
    const unlisted = (0,region/* describeUnlisted */.kA)(settings.region);
    if (unlisted !== undefined)
        (0,terminal.log)(unlisted);
    return settings;
}
function requestContextOf(tell, signal) {
    const transport = withCleanReplies(httpTransport(systemClock), terminal.withoutSecret);
    return {
        transport,
        clock: systemClock,
        random: Math.random,
        signal,
        log: tell,
        mask: () => undefined,
        forget: () => undefined,
    };
}
function printable(token, { region, apiUrl }) {
    return {
        accessToken: token.value.reveal(),
        tokenType: token.type,
        expiresAt: token.expiresAt,
        region,
        apiUrl,
    };
}


/***/ }),

/***/ 977:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  complain: () => (/* binding */ complain),
  log: () => (/* binding */ log),
  withoutSecret: () => (/* binding */ withoutSecret)
});

// EXTERNAL MODULE: ./build/settings/environment.js + 2 modules
var environment = __webpack_require__(709);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(208);
// EXTERNAL MODULE: ./build/genesys/region.js
var genesys_region = __webpack_require__(596);
// EXTERNAL MODULE: ./build/settings/fields.js + 3 modules
var fields = __webpack_require__(907);
;// CONCATENATED MODULE: ./build/settings/hints.js



function explain(error, given) {
    if (!(error instanceof errors/* ActionError */.lZ))
        return error;
    const hints = HINTS[error.code]?.(given) ?? [];
    if (hints.length === 0)
        return error;
    return new errors/* ActionError */.lZ(error.code, error.message, [...hints, ...error.causes], error.cause);
}
const HINTS = {
    SETTINGS_INVALID: (given) => (given.inputs.length === 0 ? [] : lostInputs(given)),
    GRANT_REJECTED: slipsInCredentials,
    REQUEST_REFUSED: slipsInCredentials,
    ORGANIZATION_MISMATCH: (given) => notAnId(fields/* TOKEN_FIELDS */.c0.organizationId, 'of an organization', given),
};
function slipsInCredentials(given) {
    const { clientId, clientSecret } = fields/* CLIENT_FIELDS */.yP;
    return [
        ...notAnId(clientId, 'of an OAuth client', given),
        ...wrapped(clientId, given),
        ...wrapped(clientSecret, given),
    ];
}
function lostInputs({ source, inputs, environment }) {
    const given = (name) => (environment[name] ?? '') !== '';
    const underscored = inputs
        .filter((name) => name.includes('-') && given(variableOf(name.replaceAll('-', '_'))))
        .map((name) => `the step sets ${name.replaceAll('-', '_')}: the name of this input is ${name}`);
    const { clientId } = fields/* CLIENT_FIELDS */.yP;
    if (source.text(clientId) !== '')
        return underscored;
    const names = Object.keys(environment).filter((name) => name.startsWith('INPUT_'));
    if (names.length > 0 && !names.some((name) => name.includes('-'))) {
        return [
            ...underscored,
            'no input with a hyphen in its name has arrived: a shell that starts this action, such as sh as the entrypoint of a container, drops variables with such names',
        ];
    }
    const variable = clientId.variable ?? '';
    return underscored.length > 0 || !given(variable)
        ? underscored
        : [`the job has ${variable} in its env, which only gc-token reads: give the step inputs (with:)`];
}
const variableOf = (input) => `INPUT_${input.toUpperCase()}`;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
function notAnId(field, whose, { source }) {
    const text = source.text(field);
    const { region, loginUrl, tokenUrl, apiUrl } = fields/* CLIENT_FIELDS */.yP;
    const isGenesysCloud = (0,genesys_region/* parseRegion */.cf)(source.text(region)) !== undefined &&
        [loginUrl, tokenUrl, apiUrl].every((url) => source.text(url) === '');
    if (text === '' || UUID.test(text) || !isGenesysCloud)
        return [];
    return [
        `${source.name(field)} does not have the form of an id ${whose}, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17`,
    ];
}
const IN_QUOTATION_MARKS = /^["'`‘’“”„«»].*["'`‘’“”«»]$/s;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
function wrapped(field, { source }) {
    const text = source.text(field);
    const name = source.name(field);
    const causes = [];
    if (IN_QUOTATION_MARKS.test(text))
        causes.push(`${name} is in quotation marks, which count as part of it`);
    if (INVISIBLE.test(text))
        causes.push(`${name} contains invisible characters: paste it anew`);
    return causes;
}

// EXTERNAL MODULE: ./build/settings/sources.js
var sources = __webpack_require__(603);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
;// CONCATENATED MODULE: ./build/adapters/manifest.js


function readManifest(script) {
    try {
        const file = (0,external_node_fs_.realpathSync)(script);
        if (!/[\\/]dist[\\/][\w-]+[\\/]index\.js$/.test(file))
            return undefined;
        return JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_.join)((0,external_node_path_.dirname)(file), '..', '..', 'package.json'), 'utf8'));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/adapters/process.js
var adapters_process = __webpack_require__(621);
// EXTERNAL MODULE: ./build/adapters/agent-socket/client.js
var client = __webpack_require__(97);
// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
// EXTERNAL MODULE: ./build/programs/gc-token/arguments.js
var gc_token_arguments = __webpack_require__(372);
;// CONCATENATED MODULE: ./build/programs/gc-token/describe.js




function describeForTerminal(error, documentation, socket) {
    if (error instanceof errors/* ActionError */.lZ)
        return (0,errors/* describeError */.Uc)(error, documentation);
    if (error instanceof client/* AgentError */.Yv)
        return describeReply(error, documentation);
    if (error instanceof client/* AgentUnreachable */.Yf)
        return (0,errors/* describeError */.Uc)(unreachable(error, socket), documentation);
    if (error instanceof gc_token_arguments/* WrongUsage */.r)
        return `${error.message} See gc-token --help.`;
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE')
        return 'Nobody reads the output.';
    return (0,errors/* messageOf */.bD)(error);
}
function describeReply({ reply }, documentation) {
    const code = errors/* ERROR_CODES */.OQ.find((known) => known === reply.code);
    const message = (0,characters/* onOneLine */.GJ)(reply.message);
    if (code === undefined)
        return message;
    return (0,errors/* describeError */.Uc)(new errors/* ActionError */.lZ(code, message, reply.causes.map(characters/* onOneLine */.GJ)), documentation);
}
function unreachable(error, socket) {
    const where = socket === '' ? '' : ` at ${socket}`;
    return new errors/* ActionError */.lZ('AGENT_UNREACHABLE', `The agent${where} does not answer (${error.message}).`, [
        'no earlier step of this job has keep-fresh: true, or its post step has stopped the agent',
        'something on the runner killed the agent or emptied RUNNER_TEMP',
        'this command runs as another user or in another container than that step',
    ]);
}
function exitCodeFor(error) {
    if (error instanceof gc_token_arguments/* WrongUsage */.r)
        return 2;
    return error instanceof errors/* ActionError */.lZ && error.code === 'SETTINGS_INVALID' ? 2 : 1;
}

;// CONCATENATED MODULE: ./build/core/documentation.js
const HOME = 'https://github.com/org/gc-oauth-action';
const ACTION_FOLDER = /[\\/]_actions[\\/]([\w.-]+)[\\/]([\w.-]+)[\\/](.+)[\\/]dist[\\/]/;
function documentationUrl({ serverUrl, repository, ref, script, manifest }) {
    const server = serverUrl === '' ? 'https://github.com' : serverUrl;
    if (repository !== '')
        return pageOf(`${server}/${repository}`, ref);
    const [, owner, name, folderRef] = ACTION_FOLDER.exec(script) ?? [];
    if (owner !== undefined && name !== undefined && folderRef !== undefined) {
        return pageOf(`${server}/${owner}/${name}`, folderRef.replaceAll('\\', '/'));
    }
    return pageOf(homeOf(manifest) ?? HOME, ref);
}
function pageOf(home, ref) {
    return `${home}/blob/${ref}/docs/troubleshooting.md`;
}
function homeOf(manifest) {
    const repository = member(manifest, 'repository');
    const named = typeof repository === 'string' ? repository : member(repository, 'url');
    if (typeof named !== 'string')
        return undefined;
    const url = named
        .replace(/^(?:github:)?([\w.-]+\/[\w.-]+)$/, 'https://github.com/$1')
        .replace(/^git\+/, '')
        .replace(/^(?:ssh:\/\/)?git@([\w.-]+)[:/]/, 'https://$1/')
        .replace(/^git:/, 'https:')
        .replace(/\.git$/, '');
    return /^https:\/\/[\w.-]+(?::\d+)?\/[\w.-]+\/[\w.-]+$/.test(url) ? url : undefined;
}
function member(value, name) {
    return typeof value === 'object' && value !== null ? value[name] : undefined;
}

// EXTERNAL MODULE: ./build/core/redact.js
var redact = __webpack_require__(690);
// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(143);
;// CONCATENATED MODULE: ./build/entries/terminal.js










function log(sentence) {
    (0,adapters_process/* writeAll */.f4)(2, `gc-token: ${withoutSecret(sentence)}\n`);
}
function withoutSecret(text) {
    const forms = (0,environment/* secretsOfEnvironment */.O0)((0,adapters_process/* environment */.cA)()).flatMap(redact/* printedForms */.Sw);
    return (0,characters/* withoutOldCommands */.KF)((0,redact/* redact */.E$)(text, (0,redact/* longestFirst */.z3)(forms)));
}
function complain(error) {
    try {
        const variables = (0,adapters_process/* environment */.cA)();
        const given = { source: (0,sources/* variableSource */.u)(variables), inputs: [], environment: variables };
        const socket = variables['GC_TOKEN_SOCK'] ?? '';
        log(describeForTerminal(explain(error, given), documentation(), socket));
    }
    catch {
    }
    return exitCodeFor(error);
}
function documentation() {
    const script = process.argv[1] ?? '';
    return documentationUrl({
        serverUrl: (0,adapters_process/* environment */.cA)()['GITHUB_SERVER_URL'] ?? '',
        repository: '',
        ref: `v${version/* VERSION */.x}`,
        script,
        manifest: readManifest(script),
    });
}


/***/ }),

/***/ 961:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ic: () => (/* binding */ describeFailure),
  hD: () => (/* binding */ quote),
  f1: () => (/* binding */ readFailure),
  qU: () => (/* binding */ readFields),
  uT: () => (/* binding */ serverDate)
});

// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/core/decode.js
class NotDecodable extends (/* unused pure expression or super */ null && (Error)) {
    name = 'NotDecodable';
}
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
function objectIn(fields, name) {
    const value = fieldsOf(fields[name]);
    if (value === undefined)
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function textIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'string')
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function optionalTextIn(fields, name) {
    return fields[name] === undefined ? undefined : textIn(fields, name);
}
function numberIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'number' || !Number.isFinite(value))
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function booleanIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'boolean')
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function oneOfIn(fields, name, all) {
    const value = all.find((known) => known === fields[name]);
    if (value === undefined)
        throw new NotDecodable(`${name} is none of ${all.join(', ')}`);
    return value;
}
function parseList(text, decode) {
    const fields = parseObject(`{"list":${text}}`);
    return listIn(fields ?? {}, 'list', decode);
}
function listIn(fields, name, decode) {
    const value = fields[name];
    if (!Array.isArray(value))
        throw new NotDecodable(`${name} is no list`);
    return value.map((item, index) => {
        const object = fieldsOf(item);
        if (object === undefined)
            throw new NotDecodable(`${name}[${index}] is no object`);
        return decode(object);
    });
}

// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __webpack_require__(881);
;// CONCATENATED MODULE: ./build/http/reply.js



const LONGEST_QUOTE = 200;
function readFields(reply, what) {
    const fields = parseBody(reply.body);
    if (fields !== undefined)
        return fields;
    throw new retry_decision/* AttemptFailed */.Nz({
        kind: 'unreadable',
        summary: `${what} is not a JSON object (${describeBody(reply)})`,
        status: reply.status,
        ...correlation(reply, {}),
    });
}
function readFailure(reply) {
    const fields = parseBody(reply.body) ?? {};
    const error = quote(fields['error']) ?? quote(fields['code']);
    const description = quote(fields['error_description']) ?? quote(fields['description']) ?? quote(fields['message']);
    const isRedirect = reply.status >= 300 && reply.status < 400;
    const texts = [fields['error_description'], fields['description'], fields['message']];
    const retryAfterMs = readRetryAfter(reply);
    const date = serverDate(reply);
    const failure = {
        kind: isRedirect ? 'redirect' : 'status',
        summary: `HTTP ${reply.status}`,
        status: reply.status,
        ...(error === undefined ? {} : { error }),
        ...(description === undefined ? {} : { description }),
        ...correlation(reply, fields),
        isRateLimit: reply.status === 429 ||
            (reply.status === 400 &&
                texts.some((text) => typeof text === 'string' && /rate limit exceeded/i.test(text))),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(date === undefined ? {} : { clockAheadMs: reply.received.wallMs - date }),
    };
    return new retry_decision/* AttemptFailed */.Nz(failure);
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
function quote(value) {
    if (typeof value !== 'string' && typeof value !== 'number')
        return undefined;
    const clean = (0,characters/* onOneLine */.GJ)(String(value)).trim();
    if (clean === '')
        return undefined;
    if (clean.length <= LONGEST_QUOTE)
        return clean;
    return `${clean.slice(0, LONGEST_QUOTE + 1).replace(/\S+$/, '')}\u2026`;
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
function describeBody(reply) {
    const type = quote(reply.headers['content-type']) ?? 'no content type';
    return `HTTP ${reply.status}, ${type}, ${reply.body.length} characters`;
}
const parseBody = (text) => parseObject(text.replace(/^\uFEFF/, ''));


/***/ }),

/***/ 881:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nz: () => (/* binding */ AttemptFailed),
/* harmony export */   PQ: () => (/* binding */ retryDecision),
/* harmony export */   ey: () => (/* binding */ isTemporary)
/* harmony export */ });
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
            if (failure.error !== undefined && FINAL_ERRORS.has(failure.error))
                return false;
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


/***/ }),

/***/ 432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $T: () => (/* binding */ attemptsUntil),
/* harmony export */   UW: () => (/* binding */ RequestGivenUp),
/* harmony export */   dF: () => (/* binding */ describeGivingUp),
/* harmony export */   tN: () => (/* binding */ send)
/* harmony export */ });
/* unused harmony exports LONGEST_ATTEMPT_MS, oneAttempt */
/* harmony import */ var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(961);
/* harmony import */ var _retry_decision_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(881);


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


/***/ })

};
;