(() => { // webpackBootstrap
"use strict";
var __webpack_modules__ = ({

480:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  c2: () => (statusOf),
  g$: () => (tooLarge),
  sR: () => (LARGEST_BODY_BYTES)
});
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(881);

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

372:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qy: () => (agentPlaces),
  cA: () => (environment)
});

// UNUSED EXPORTS: writeAll

var external_node_fs_ = __nccwpck_require__(24);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = require("node:os");
;// CONCATENATED MODULE: ./build/adapters/process.js


function environment() {
    return process.env;
}
function agentPlaces({ RUNNER_TEMP } = process.env) {
    return [RUNNER_TEMP ?? '', (0,external_node_os_namespaceObject.tmpdir)(), ...(process.platform === 'win32' ? [] : ['/tmp'])];
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

751:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  GJ: () => (onOneLine),
  KF: () => (withoutOldCommands)
});
/* unused harmony exports hasControlCharacters, quoted, alternatives */
const PRINTABLE_ASCII = /^[ -~]*$/;
function hasControlCharacters(text) {
    return !PRINTABLE_ASCII.test(text) && new RegExp('\\p{Cc}', 'u').test(text);
}
function onOneLine(text) {
    const line = PRINTABLE_ASCII.test(text)
        ? text
        : text.replace(new RegExp('[\\p{C}\\p{Zl}\\p{Zp}]+', 'gu'), ' ');
    return withoutOldCommands(line);
}
function withoutOldCommands(text) {
    return text.replaceAll('##[', '# #[');
}
function quoted(text) {
    return text.length > 60 ? `(a text of ${text.length} characters)` : `"${onOneLine(text)}"`;
}
function alternatives(words) {
    const last = words.at(-1) ?? '';
    return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}


}),

95:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
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

825:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  D7: () => (objectIn),
  E1: () => (parseList),
  Hl: () => (NotDecodable),
  Of: () => (listIn),
  Po: () => (numberIn),
  gr: () => (booleanIn),
  ls: () => (oneOfIn),
  r7: () => (textIn)
});
/* unused harmony export optionalTextIn */
var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(89);

class NotDecodable extends Error {
    name = 'NotDecodable';
}
function objectIn(fields, name) {
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldsOf */ .P)(fields[name]);
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
    const fields = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .l)(`{"list":${text}}`);
    return listIn(fields ?? {}, 'list', decode);
}
function listIn(fields, name, decode) {
    const value = fields[name];
    if (!Array.isArray(value))
        throw new NotDecodable(`${name} is no list`);
    return value.map((item, index) => {
        const object = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldsOf */ .P)(item);
        if (object === undefined)
            throw new NotDecodable(`${name}[${index}] is no object`);
        return decode(object);
    });
}


}),

208:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  $N: () => (codeOf),
  Uc: () => (describeError),
  bD: () => (messageOf),
  lZ: () => (ActionError)
});
/* unused harmony exports ERROR_CODES, anchorOf, tellMistakes */
const ERROR_CODES = (/* unused pure expression or super */ null && ([
    'SETTINGS_INVALID',
    'NOT_A_RUNNER',
    'GRANT_REJECTED',
    'ASSERTION_REJECTED',
    'ID_TOKEN_FAILED',
    'GRANT_TYPE_NOT_ALLOWED',
    'SCOPE_REJECTED',
    'REQUEST_REFUSED',
    'ENDPOINT_NOT_FOUND',
    'REDIRECTED',
    'RATE_LIMITED',
    'SERVER_FAILED',
    'REPLY_UNREADABLE',
    'TOKEN_EXPIRED',
    'NETWORK_FAILED',
    'TIMED_OUT',
    'TLS_FAILED',
    'PROXY_FAILED',
    'ORGANIZATION_MISMATCH',
    'ORGANIZATION_UNKNOWN',
    'PERMISSIONS_MISSING',
    'REDIS_REFUSED',
    'OUTPUT_FAILED',
    'AGENT_FAILED',
    'AGENT_UNREACHABLE',
    'STORE_NOT_WRITABLE',
    'ROTATION_REFUSED',
    'ROTATION_UNCERTAIN',
    'SECRET_NOT_STORED',
    'SECRET_NOT_PROVEN',
    'CANCELLED',
    'INTERNAL',
]));
class ActionError extends Error {
    name = 'ActionError';
    code;
    causes;
    constructor(code, message, causes = [], cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.code = code;
        this.causes = causes;
    }
}
function anchorOf(code) {
    return code.toLowerCase().replaceAll('_', '-');
}
function describeError(error, documentation) {
    const lines = [error.message];
    if (error.causes.length > 0)
        lines.push(`Likely causes: ${error.causes.join('; ')}.`);
    lines.push(`See ${documentation}#${anchorOf(error.code)}`);
    return lines.join('\n');
}
function tellMistakes(mistakes) {
    if (mistakes.length === 1)
        return `A setting is wrong: ${mistakes[0] ?? ''}`;
    const lines = mistakes.map((mistake, index) => `${index + 1}. ${mistake}`);
    return [`${mistakes.length} settings are wrong:`, ...lines].join('\n');
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function codeOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}


}),

89:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
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

406:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  py: () => (tokenForms),
  ye: () => (maskForms)
});
/* unused harmony export basicCredentialForms */
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

690:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  E$: () => (redact),
  Sw: () => (printedForms),
  z3: () => (longestFirst)
});
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


}),

431:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  z: () => (Secret)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(975);
var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

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

795:
(() => {


process.on('SIGUSR1', () => undefined);
process.on('SIGUSR2', () => undefined);


}),

584:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Ic: () => (describeFailure),
  f1: () => (readFailure),
  hD: () => (quote),
  qU: () => (readFields),
  uT: () => (serverDate)
});
var _core_characters_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(751);
var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(89);
var _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(881);



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
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Nz: () => (AttemptFailed),
  PQ: () => (retryDecision)
});
/* unused harmony export isTemporary */
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

432:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  $T: () => (attemptsUntil),
  UW: () => (RequestGivenUp),
  dF: () => (describeGivingUp),
  tN: () => (send)
});
/* unused harmony exports LONGEST_ATTEMPT_MS, oneAttempt */
var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(584);
var _retry_decision_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(881);


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

444:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  p: () => (decodeLease)
});
/* unused harmony export encodeLease */
var _core_decode_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(825);
var _core_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(431);


function encodeLease({ token, ...record }) {
    return { ...record, token: { ...token, value: token.value.reveal() } };
}
function decodeLease(fields) {
    return {
        token: decodeToken((0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .objectIn */ .D7)(fields, 'token')),
        apiUrl: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .textIn */ .r7)(fields, 'apiUrl'),
        wasAccepted: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .booleanIn */ .gr)(fields, 'wasAccepted'),
        custody: decodeCustody((0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .objectIn */ .D7)(fields, 'custody')),
    };
}
function decodeToken(fields) {
    return {
        value: new _core_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .z((0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .textIn */ .r7)(fields, 'value')),
        type: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .textIn */ .r7)(fields, 'type'),
        expiresAt: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .numberIn */ .Po)(fields, 'expiresAt'),
        endsAfter: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .numberIn */ .Po)(fields, 'endsAfter'),
        deadBy: decodeMoment((0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .objectIn */ .D7)(fields, 'deadBy')),
        lifetimeMs: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .numberIn */ .Po)(fields, 'lifetimeMs'),
    };
}
function decodeMoment(fields) {
    return { wallMs: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .numberIn */ .Po)(fields, 'wallMs'), monotonicMs: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .numberIn */ .Po)(fields, 'monotonicMs') };
}
function decodeCustody(fields) {
    const is = (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOfIn */ .ls)(fields, 'is', ['held', 'offered', 'shared', 'kept', 'released']);
    if (is !== 'offered')
        return { is };
    const entry = (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .objectIn */ .D7)(fields, 'entry');
    const store = (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOfIn */ .ls)(entry, 'store', ['actions-cache', 'redis']);
    return { is, entry: { store, name: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .textIn */ .r7)(entry, 'name'), generation: (0,_core_decode_js__WEBPACK_IMPORTED_MODULE_1__/* .numberIn */ .Po)(entry, 'generation') } };
}


}),

421:
((module) => {

module.exports = require("node:child_process");

}),

598:
((module) => {

module.exports = require("node:crypto");

}),

24:
((module) => {

module.exports = require("node:fs");

}),

30:
((module) => {

module.exports = require("node:net");

}),

760:
((module) => {

module.exports = require("node:path");

}),

500:
((module) => {

module.exports = require("node:timers/promises");

}),

692:
((module) => {

module.exports = require("node:tls");

}),

975:
((module) => {

module.exports = require("node:util");

}),

522:
((module) => {

module.exports = require("node:zlib");

})

});
/************************************************************************/
// The module cache
var __webpack_module_cache__ = {};

// The require function
function __nccwpck_require__(moduleId) {
	// Check if module is in cache
	var cachedModule = __webpack_module_cache__[moduleId];
	if (cachedModule !== undefined) {
		return cachedModule.exports;
	}
	// Create a new module (and put it into the cache)
	var module = __webpack_module_cache__[moduleId] = {
		// no module.id needed
		// no module.loaded needed
		exports: {}
	};

	// Execute the module function
	var threw = true;
	try {
		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
		threw = false;
	} finally {
		if(threw) delete __webpack_module_cache__[moduleId];
	}

	// Return the exports of the module
	return module.exports;
}

// expose the modules object (__webpack_modules__)
__nccwpck_require__.m = __webpack_modules__;

/************************************************************************/
/* webpack/runtime/asset-relocator-loader */
if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";

/* webpack/runtime/compat get default export */
(() => {
	// getDefaultExport function for compatibility with non-harmony modules
	__nccwpck_require__.n = (module) => {
		var getter = module && module.__esModule ?
			() => (module['default']) :
			() => (module);
		__nccwpck_require__.d(getter, { a: getter });
		return getter;
	};
})();

/* webpack/runtime/create fake namespace object */
(() => {
	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
	var leafPrototypes;
	// create a fake namespace object
	// mode & 1: value is a module id, require it
	// mode & 2: merge all properties of value into the ns
	// mode & 4: return value when already ns object
	// mode & 16: return value when it's Promise-like
	// mode & 8|1: behave like require
	__nccwpck_require__.t = function(value, mode) {
		if(mode & 1) value = this(value);
		if(mode & 8) return value;
		if(typeof value === 'object' && value) {
			if((mode & 4) && value.__esModule) return value;
			if((mode & 16) && typeof value.then === 'function') return value;
		}
		var ns = Object.create(null);
		__nccwpck_require__.r(ns);
		var def = {};
		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
		}
		def['default'] = () => (value);
		__nccwpck_require__.d(ns, def);
		return ns;
	};
})();

/* webpack/runtime/define property getters */
(() => {
	// define getter functions for harmony exports
	__nccwpck_require__.d = (exports, definition) => {
		for(var key in definition) {
			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
			}
		}
	};
})();

/* webpack/runtime/ensure chunk */
(() => {
	__nccwpck_require__.f = {};
	// This file contains only the entry chunk.
	// The chunk loading function for additional chunks
	__nccwpck_require__.e = (chunkId) => {
		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
			__nccwpck_require__.f[key](chunkId, promises);
			return promises;
		}, []));
	};
})();

/* webpack/runtime/get javascript chunk filename */
(() => {
	// This function allow to reference async chunks
	__nccwpck_require__.u = (chunkId) => {
		// return url for filenames based on template
		return "" + chunkId + ".index.js";
	};
})();

/* webpack/runtime/hasOwnProperty shorthand */
(() => {
	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
})();

/* webpack/runtime/make namespace object */
(() => {
	// define __esModule on exports
	__nccwpck_require__.r = (exports) => {
		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
		}
		Object.defineProperty(exports, '__esModule', { value: true });
	};
})();

/* webpack/runtime/require chunk loading */
(() => {
	// no baseURI
	
	// object to store loaded chunks
	// "1" means "loaded", otherwise not loaded yet
	var installedChunks = {
		792: 1
	};
	
	// no on chunks loaded
	
	var installChunk = (chunk) => {
		var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
		for(var moduleId in moreModules) {
			if(__nccwpck_require__.o(moreModules, moduleId)) {
				__nccwpck_require__.m[moduleId] = moreModules[moduleId];
			}
		}
		if(runtime) runtime(__nccwpck_require__);
		for(var i = 0; i < chunkIds.length; i++)
			installedChunks[chunkIds[i]] = 1;
	
	};
	
	// require() chunk loading for javascript
	__nccwpck_require__.f.require = (chunkId, promises) => {
		// "1" is the signal for "already loaded"
		if(!installedChunks[chunkId]) {
			if(true) { // all chunks have JS
				installChunk(require("./" + __nccwpck_require__.u(chunkId)));
			} else installedChunks[chunkId] = 1;
		}
	};
	
	// no external install chunk
	
	// no HMR
	
	// no HMR manifest
})();

/************************************************************************/
var __webpack_exports__ = {};

var early_signals = __nccwpck_require__(795);
;// CONCATENATED MODULE: ./build/entries/early-signals-of-post.js

for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT'])
    process.on(signal, () => undefined);

var adapters_process = __nccwpck_require__(372);
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

;// CONCATENATED MODULE: external "../shared/actions-core.js"
const actions_core_js_namespaceObject = require("../shared/actions-core.js");
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
    return inputSource((name) => (0,actions_core_js_namespaceObject.getInput)(name));
}

var errors = __nccwpck_require__(208);
var external_node_fs_ = __nccwpck_require__(24);
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

var characters = __nccwpck_require__(751);
var redact = __nccwpck_require__(690);
;// CONCATENATED MODULE: ./build/core/redactor.js


const SHORTEST_SURE_FORM = 8;
class Redactor {
    #counts = new Map();
    #sorted;
    add(forms) {
        const given = [...new Set(forms)].filter((form) => form !== '');
        const added = given.filter((form) => !this.#counts.has(form));
        for (const form of given)
            this.#counts.set(form, (this.#counts.get(form) ?? 0) + 1);
        if (added.length > 0)
            this.#sorted = undefined;
        return added;
    }
    forget(forms) {
        for (const form of new Set(forms)) {
            const count = this.#counts.get(form) ?? 0;
            if (count > 1)
                this.#counts.set(form, count - 1);
            else if (this.#counts.delete(form))
                this.#sorted = undefined;
        }
    }
    clean(text) {
        return (0,characters/* withoutOldCommands */.KF)((0,redact/* redact */.E$)(text, this.#forms()));
    }
    cleanReply(text) {
        return (0,redact/* redact */.E$)(text, this.#forms().filter((form) => form.length >= SHORTEST_SURE_FORM));
    }
    #forms() {
        this.#sorted ??= (0,redact/* longestFirst */.z3)([...this.#counts.keys()].flatMap(redact/* printedForms */.Sw));
        return this.#sorted;
    }
}

;// CONCATENATED MODULE: ./build/adapters/clean-stderr.js
const BYTES = /<Buffer [^>]*>/g;
function cleanStderr(clean) {
    if ((process.env['NODE_DEBUG'] ?? '') === '')
        return;
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (chunk, ...rest) => {
        const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
        return write(clean(text.replace(BYTES, '<Buffer ***>')), ...rest);
    };
}

var external_node_path_ = __nccwpck_require__(760);
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

;// CONCATENATED MODULE: ./build/adapters/github-runner/github-step.js







class github_step_GitHubStep {
    #redactor = new Redactor();
    #last = [];
    constructor() {
        cleanStderr((text) => this.#redactor.clean(text));
    }
    mask(values) {
        process.stdout.cork();
        for (const value of this.#redactor.add(values))
            actions_core_js_namespaceObject.setSecret(value);
        process.stdout.uncork();
    }
    cleanReply(text) {
        return this.#redactor.cleanReply(text);
    }
    log(sentence) {
        actions_core_js_namespaceObject.info(this.#redactor.clean(sentence).replace(/[\r\n]+/g, ' '));
    }
    clean(text) {
        return this.#redactor.clean(text);
    }
    group(title, lines) {
        actions_core_js_namespaceObject.startGroup(title);
        for (const line of lines)
            this.log(line);
        actions_core_js_namespaceObject.endGroup();
    }
    debug(sentence) {
        actions_core_js_namespaceObject.debug(this.#redactor.clean(sentence));
    }
    warn(sentence) {
        actions_core_js_namespaceObject.warning(this.#redactor.clean(sentence));
    }
    fail(error) {
        if (error.cause !== undefined && error.code === 'INTERNAL')
            this.#dim(causeOf(error.cause));
        actions_core_js_namespaceObject.error(this.#redactor.clean((0,errors/* describeError */.Uc)(error, documentation())));
    }
    saveState(name, text) {
        actions_core_js_namespaceObject.saveState(name, text);
    }
    savedState(name) {
        return actions_core_js_namespaceObject.getState(name);
    }
    setOutput(name, value) {
        actions_core_js_namespaceObject.setOutput(name, value);
    }
    exportVariable(name, value) {
        actions_core_js_namespaceObject.exportVariable(name, value);
    }
    addPath(folder) {
        actions_core_js_namespaceObject.addPath(folder);
    }
    addSummary(markdown) {
        const path = process.env['GITHUB_STEP_SUMMARY'] ?? '';
        try {
            (0,external_node_fs_.appendFileSync)(path, `${this.#redactor.clean(markdown)}\n`);
        }
        catch (error) {
            this.log(`The job summary could not be written (${(0,errors/* messageOf */.bD)(error)}).`);
        }
    }
    atExit(last) {
        this.#last.push(last);
    }
    end() {
        for (const last of this.#last)
            last();
    }
    #dim(text) {
        for (const line of this.#redactor.clean(text).split('\n'))
            actions_core_js_namespaceObject.info(`\u001b[2m${line}\u001b[22m`);
    }
}
function causeOf(cause) {
    return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
function documentation() {
    const { GITHUB_SERVER_URL, GITHUB_ACTION_REPOSITORY, GITHUB_ACTION_REF } = process.env;
    const repository = GITHUB_ACTION_REPOSITORY ?? '';
    const script = process.argv[1] ?? '';
    return documentationUrl({
        serverUrl: GITHUB_SERVER_URL ?? '',
        repository,
        ref: GITHUB_ACTION_REF || (repository === '' ? 'v1' : 'main'),
        script,
        manifest: readManifest(script),
    });
}
function requireFiles(names, environment = process.env) {
    const faults = names.flatMap((name) => {
        const path = environment[name] ?? '';
        if (path === '')
            return [`${name} is not set`];
        try {
            accessSync(path, constants.W_OK);
            return statSync(path).isDirectory() ? [`${name} is a folder`] : [];
        }
        catch (error) {
            return [`${name} cannot be written to (${messageOf(error)})`];
        }
    });
    if (faults.length === 0)
        return;
    throw new ActionError('NOT_A_RUNNER', `The files that a GitHub Actions runner gives to a step are missing: ${faults.join('; ')}.`, [
        'this was started outside a workflow',
        'something removed files of the runner in RUNNER_TEMP',
        'the disk is mounted read-only',
    ]);
}

;// CONCATENATED MODULE: ./build/adapters/github-runner/run-action.js


function runAction(action) {
    const step = new GitHubStep();
    const cancellation = new AbortController();
    const end = once((outcome) => {
        if ('error' in outcome)
            step.fail(asActionError(outcome.error));
        step.end();
        exit('error' in outcome ? 1 : 0);
    });
    let isIgnored = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
        process.on(signal, () => {
            if (isIgnored) {
                step.log(`The step was cancelled (${signal}); it finishes its work first.`);
                return;
            }
            const error = new ActionError('CANCELLED', `The step was cancelled (${signal}) before it was done.`, [
                'someone or a newer run cancelled this workflow run',
                'timeout-minutes of the step or job is shorter than the wait',
            ]);
            cancellation.abort(error);
            end({ error });
        });
    }
    const ignoreCancellation = () => {
        isIgnored = true;
        process.stdout.on('error', () => undefined);
    };
    run(action, { step, signal: cancellation.signal, ignoreCancellation }, end);
}
function runPost(action) {
    const step = new github_step_GitHubStep();
    const cancellation = new AbortController();
    const end = once((outcome) => {
        if ('error' in outcome) {
            step.warn(`The post step could not do its work (${(0,errors/* messageOf */.bD)(outcome.error)}).`);
        }
        step.end();
        exit(0);
    });
    process.stdout.on('error', () => undefined);
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT']) {
        process.on(signal, () => {
            step.log(`The job was cancelled (${signal}); the post step finishes its work first.`);
        });
    }
    process.on('SIGTERM', () => cancellation.abort(new Error('the runner ended the post step')));
    const ignoreCancellation = () => undefined;
    run(action, { step, signal: cancellation.signal, ignoreCancellation }, end);
}
function run(action, context, end) {
    const fail = (error) => end({ error });
    process.exitCode = 1;
    process.noDeprecation = true;
    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
    process.on('beforeExit', () => fail(new Error('nothing is left that could complete the work')));
    action(context).then(() => end({ done: true }), fail);
}
function exit(code) {
    process.exitCode = code;
    process.stdout.write('', () => {
        leaveLookUp(code);
        process.exit(code);
    });
}
function leaveLookUp(code) {
    if (!process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap'))
        return;
    try {
        process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {});
    }
    catch {
    }
}
function asActionError(error) {
    if (error instanceof ActionError)
        return error;
    const message = `The action stopped because of a fault of its own (${messageOf(error)}).`;
    return new ActionError('INTERNAL', message, ['a bug: please report it with the lines above'], error);
}
function once(act) {
    let isDone = false;
    return (...values) => {
        if (isDone)
            return;
        isDone = true;
        act(...values);
    };
}

var core_deadline = __nccwpck_require__(95);
;// CONCATENATED MODULE: ./build/core/time.js
function time_isoSeconds(at) {
    const date = new Date(at);
    const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
    return `${day.map(twoDigits).join('-')}T${time.map(twoDigits).join(':')}Z`;
}
const twoDigits = (number) => String(number).padStart(2, '0');

var masks = __nccwpck_require__(406);
var http_reply = __nccwpck_require__(584);
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

var send = __nccwpck_require__(432);
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

;// CONCATENATED MODULE: ./build/sharing/settle-offer.js
const PAUSE_MS = 2_000;
async function settleOffer(lease, entry, deadline, tools) {
    const lookup = await lookTwice(entry, deadline, tools);
    switch (lookup.found) {
        case 'hit':
            lease.share();
            return undefined;
        case 'miss':
            lease.hold();
            return undefined;
        case 'unavailable':
            return lookup.because;
    }
}
async function lookTwice({ name, generation }, deadline, { store, clock, signal }) {
    const lookup = await store.findGeneration(name, generation, deadline.leftMs / 2);
    if (lookup.found !== 'miss' || deadline.leftMs <= PAUSE_MS)
        return lookup;
    await clock.sleep(PAUSE_MS, signal);
    return store.findGeneration(name, generation, deadline.leftMs);
}

;// CONCATENATED MODULE: ./build/programs/summary.js

const DEFAULT_LIFETIME = 'Token Duration of the OAuth client is at its default of a day. A little more than the longest job takes is enough.';
function summaryTable(facts) {
    const { owner, account } = facts;
    const rows = [
        ['Organization', named(owner?.organizationName ?? '', owner?.organizationId ?? '')],
        ['Region', code(facts.region)],
        ['OAuth client', named(owner?.clientName ?? '', facts.clientId)],
        ['Expires', `${isoSeconds(facts.expiresAt).replace('T', ' ').replace('Z', '')} UTC`],
        ['Lifetime', account.lifetime],
        ['Idle timeout', account.idleTimeout || 'not known'],
        ['Roles (divisions)', account.roles === '' ? 'not known' : plain(account.roles)],
        ['Source', facts.source],
    ];
    const note = account.isLifetimeDefault ? [DEFAULT_LIFETIME, ''] : [];
    const lines = rows.map(([name, value]) => `| ${name} | ${value} |`);
    return ['### Genesys Cloud access token', '', '| | |', '| --- | --- |', ...lines, '', ...note].join('\n');
}
function summaryOutcome(outcome, traffic = '') {
    const gateway = traffic === '' ? '' : `\nGateway: ${plain(traffic)}.\n`;
    return `Genesys Cloud access token: ${outcome}\n${gateway}`;
}
function named(name, id) {
    const parts = [name === '' ? '' : plain(name), id === '' ? '' : code(id)].filter((part) => part !== '');
    return parts.length === 0 ? 'not known' : parts.join(' ');
}
function plain(text) {
    const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
    return text
        .replace(/[&<>]/g, (character) => escapes[character] ?? '')
        .replace(/[\\`*_{}[\]()#+\-.!|~:@/]/g, '\\$&');
}
const code = (text) => `<code>${text.replace(/[&<>|]/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;

;// CONCATENATED MODULE: ./build/programs/end-tokens.js




async function endTokens({ leases, unanswered, isWhole }, deadline, ports) {
    const ends = await endLeases(leases, deadline, ports);
    if (!isWhole)
        ends.push(UNREADABLE);
    if (unanswered !== undefined)
        ends.push(mayBeUnknown(unanswered));
    else if (ends.length === 0)
        ends.push(NO_TOKEN);
    for (const { log, isWarning } of ends) {
        if (isWarning)
            ports.step.warn(log);
        else
            ports.step.log(log);
    }
    return ends.map(({ summary }) => summary).join(' ');
}
async function endLeases(records, deadline, ports) {
    const leases = new Leases('', NO_JOURNAL, ports.context);
    const adopted = records.map((record) => leases.adopt(record));
    const toRelease = adopted.find(({ custody }) => custody.is === 'held' || custody.is === 'offered');
    if (toRelease !== undefined)
        ports.context.connectAhead?.(toRelease.apiUrl);
    const [last] = adopted.slice(-1);
    const relevant = adopted.filter((lease) => lease === last || (lease.custody.is !== 'shared' && lease.custody.is !== 'released'));
    return Promise.all(relevant.map((lease) => endLease(lease, deadline, ports)));
}
const UNREADABLE = {
    log: 'What the step saved for its post step cannot be read. A token of it may be valid until it expires.',
    summary: 'Not known: what the step saved cannot be read.',
    isWarning: true,
};
const NO_TOKEN = { log: 'The step got no token; nothing to revoke.', summary: 'No token.' };
async function endLease(lease, deadline, ports) {
    const expiry = time_isoSeconds(lease.token.expiresAt);
    const unsettled = lease.custody.is === 'offered' ? await settle(lease, deadline, ports) : undefined;
    switch (lease.custody.is) {
        case 'held':
            return releaseHeld(lease, deadline);
        case 'offered':
            return mayBeValid(lease.token.expiresAt, unsettled ?? 'whether other jobs share it is not known');
        case 'shared':
            return {
                log: `The token is shared with other jobs and was left alone; it expires at ${expiry}.`,
                summary: `Shared with other jobs, left alone; expires at ${expiry}.`,
            };
        case 'kept':
            return {
                log: `The token was left valid because revoke is false; it expires at ${expiry}.`,
                summary: `Left valid because \`revoke\` is \`false\`; expires at ${expiry}.`,
            };
        case 'released':
            return {
                log: 'The step revoked its token itself; nothing to revoke.',
                summary: 'Revoked by the step itself.',
            };
    }
}
async function settle(lease, deadline, { openStore, lookForOfferMs, context }) {
    if (lease.custody.is !== 'offered')
        return undefined;
    const { entry } = lease.custody;
    const store = await openStore(entry.store);
    if (store === undefined)
        return 'whether other jobs share it is not known: its store cannot be asked';
    const because = await settleOffer(lease, entry, deadline.part(lookForOfferMs), { ...context, store });
    context.signal.throwIfAborted();
    return because === undefined ? undefined : `whether other jobs share it is not known: ${because}`;
}
async function releaseHeld(lease, deadline) {
    const release = await lease.release(deadline);
    const expiry = time_isoSeconds(release.until);
    switch (release.outcome) {
        case 'revoked':
            return { log: 'The token was revoked.', summary: 'Revoked.' };
        case 'already-invalid':
            return {
                log: 'The token was no longer valid (revoked, expired, or invalidated by the idle timeout); nothing to revoke.',
                summary: 'No longer valid at the end of the job.',
            };
        case 'expired':
            return {
                log: `The token had already expired at ${expiry}; nothing to revoke.`,
                summary: `Expired at ${expiry}.`,
            };
        case 'may-be-valid':
            return mayBeValid(release.until, release.because);
    }
}
function mayBeValid(until, because) {
    const expiry = time_isoSeconds(until);
    return {
        log: `The token could not be revoked (${because}). It may stay valid until ${expiry}. ` +
            'To end it before, disable the OAuth client in Genesys Cloud.',
        summary: `Not revoked (${plain(because)}); may be valid until ${expiry}.`,
        isWarning: true,
    };
}
function mayBeUnknown(until) {
    const expiry = time_isoSeconds(until);
    return {
        log: 'The step ended while its token request was unanswered. If a token was issued for it, its value is not known, so that it ' +
            `cannot be revoked: it may stay valid until ${expiry} at the latest. To end it before, disable the OAuth client in Genesys Cloud.`,
        summary: `Not known: the token request was unanswered; a token of it may be valid until ${expiry}.`,
        isWarning: true,
    };
}

var core_decode = __nccwpck_require__(825);
var json = __nccwpck_require__(89);
var secret = __nccwpck_require__(431);
var lease_record = __nccwpck_require__(444);
;// CONCATENATED MODULE: ./build/programs/write.js

function write_write(files) {
    try {
        files();
    }
    catch (error) {
        if (error instanceof ActionError)
            throw error;
        throw new ActionError('OUTPUT_FAILED', `The files in which the runner takes the step's outputs and state could not be written (${messageOf(error)}).`, ['the disk of the runner is full', 'something removed or locked files of the runner in RUNNER_TEMP'], error);
    }
}

;// CONCATENATED MODULE: ./build/programs/saved-state.js





function stateJournal(step) {
    return {
        write: (records) => write(() => step.saveState('leases', JSON.stringify(records.map(encodeLease)))),
    };
}
function readLeases(step) {
    const text = step.savedState('leases');
    return text === '' ? [] : (0,core_decode/* parseList */.E1)(text, lease_record/* decodeLease */.p);
}
function noteRequest(mayBeValidUntil, step) {
    try {
        step.saveState('request', mayBeValidUntil === undefined ? '' : String(Math.floor(mayBeValidUntil)));
    }
    catch {
    }
}
function readRequest(step) {
    const text = step.savedState('request');
    if (text === '')
        return undefined;
    if (!/^\d{1,15}$/.test(text))
        throw new core_decode/* NotDecodable */.Hl('request is no time');
    return Number(text);
}
function saveAgent(agent, step) {
    const { socket, folder, journalKey, isRevoking, hasGateway } = agent;
    const text = JSON.stringify({ socket, folder, journalKey: journalKey.reveal(), isRevoking, hasGateway });
    write(() => step.saveState('agent', text));
}
function forgetAgent(step) {
    write(() => step.saveState('agent', ''));
}
function readAgent(step) {
    const text = step.savedState('agent');
    if (text === '')
        return undefined;
    const fields = (0,json/* parseObject */.l)(text);
    if (fields === undefined)
        throw new core_decode/* NotDecodable */.Hl('agent is no object');
    return {
        socket: (0,core_decode/* textIn */.r7)(fields, 'socket'),
        folder: (0,core_decode/* textIn */.r7)(fields, 'folder'),
        journalKey: new secret/* Secret */.z((0,core_decode/* textIn */.r7)(fields, 'journalKey')),
        isRevoking: (0,core_decode/* booleanIn */.gr)(fields, 'isRevoking'),
        hasGateway: (0,core_decode/* booleanIn */.gr)(fields, 'hasGateway'),
    };
}

;// CONCATENATED MODULE: ./build/programs/stop-agent.js




async function closeGateway(agent, link, closesMs) {
    try {
        return (0,characters/* onOneLine */.GJ)(await link.closeGateway(agent, closesMs));
    }
    catch {
        return '';
    }
}
async function stopAgent(agent, parts) {
    const { link } = parts;
    const end = await endOf(agent, parts);
    const debugLog = link.debugLog(agent);
    link.removeFolder(agent);
    return { ...end, debugLog };
}
async function endOf(agent, parts) {
    const { link, times } = parts;
    try {
        return { ...(await link.stop(agent, times.agentStops)), lostBecause: '', unknownBecause: '' };
    }
    catch (error) {
        const words = link.lastWords(agent);
        const lostBecause = `${(0,characters/* onOneLine */.GJ)((0,errors/* messageOf */.bD)(error))}${words === '' ? '' : `; its log ends with: ${words}`}`;
        return { ...(await releaseJournal(agent, parts)), lostBecause };
    }
}
async function releaseJournal(agent, { link, times, deadline, context }) {
    const end = { releases: [], isAwaitingToken: false, journalFault: '', unknownBecause: '' };
    try {
        const { records, isOutdated, isAwaitingToken } = link.readJournal(agent);
        const leases = new Leases('', NO_JOURNAL, context);
        for (const record of records)
            leases.adopt(record);
        const releases = (await leases.releaseAll(deadline.part(times.journalOfLostAgent))).map(({ release }) => release);
        return {
            ...end,
            releases,
            isAwaitingToken,
            unknownBecause: isOutdated ? 'its journal could not be written to the end' : '',
        };
    }
    catch (error) {
        return { ...end, unknownBecause: `its journal cannot be read: ${(0,characters/* onOneLine */.GJ)((0,errors/* messageOf */.bD)(error))}` };
    }
}
function reportStopped(stopped, isRevoking, step) {
    const { lostBecause, unknownBecause, journalFault, isAwaitingToken, releases, debugLog } = stopped;
    for (const line of debugLog)
        step.log(`Agent: ${line}`);
    const outcome = isRevoking
        ? describeReleases(stopped)
        : 'its tokens were left valid because revoke is false';
    step.log(lostBecause === ''
        ? `The agent was stopped; ${outcome}.`
        : `The agent did not answer (${lostBecause}); ${outcome}.`);
    if (journalFault !== '')
        step.log(`The agent could not write its journal (${journalFault}).`);
    if (!isRevoking)
        return;
    const left = releases.filter((release) => release.outcome === 'may-be-valid');
    if (left.length > 0)
        step.warn(describeLeft(left));
    if (isAwaitingToken) {
        step.warn('A token request of the agent was unanswered. A token of it may stay valid until it expires.');
    }
    if (unknownBecause !== '') {
        step.warn(`Whether the agent had tokens of its own, and revoked them, is not known (${unknownBecause}). They may stay valid until they expire. ` +
            'An agent whose folder is removed revokes its tokens and ends.');
    }
}
function describeReleases({ releases, unknownBecause }) {
    const revoked = releases.filter(({ outcome }) => outcome === 'revoked' || outcome === 'already-invalid').length;
    if (revoked > 1)
        return `${revoked} tokens that it had got are revoked`;
    if (revoked === 1)
        return '1 token that it had got is revoked';
    if (releases.length > 0)
        return 'none of its tokens is revoked';
    return unknownBecause === '' ? 'it had got no token itself' : 'what it had got is not known';
}
function describeLeft(left) {
    const reasons = [...new Set(left.map(({ because }) => because))].join('; ');
    const until = time_isoSeconds(Math.max(...left.map((release) => release.until)));
    return (`Tokens that the agent had got could not be revoked (${left.length}; ${reasons}). They may stay valid until ${until}. ` +
        'To end them before, disable the OAuth client in Genesys Cloud.');
}

;// CONCATENATED MODULE: ./build/programs/post.js





const POST_MS = {
    total: 30_000,
    leases: 28_000,
    lookForOffer: 4_000,
    gatewayCloses: 2_500,
    agentConnects: 1_500,
    agentStops: 13_000,
    agentIsLate: 1_000,
    journalOfLostAgent: 10_000,
};
async function post(ports) {
    const { step, context } = ports;
    const deadline = core_deadline/* Deadline */.B.after(POST_MS.leases, context.clock);
    const saved = readState(step);
    if (saved.agent !== undefined)
        step.mask([saved.agent.journalKey.reveal()]);
    const link = saved.agent && (await ports.openLink());
    const traffic = saved.agent && link && (await endGateway(saved.agent, link, step));
    const stopping = saved.agent && link && stopAgent(saved.agent, { link, times: POST_MS, deadline, context });
    const outcome = await endTokens(saved, deadline, { ...ports, lookForOfferMs: POST_MS.lookForOffer });
    if (stopping !== undefined)
        reportStopped(await stopping, saved.agent?.isRevoking === true, step);
    if (step.savedState('summary') === 'true')
        step.addSummary(summaryOutcome(outcome, traffic));
}
function readState(step) {
    let isWhole = true;
    const read = (part) => {
        try {
            return part(step);
        }
        catch {
            isWhole = false;
            return undefined;
        }
    };
    const [leases = [], agent, unanswered] = [read(readLeases), read(readAgent), read(readRequest)];
    return { leases, agent, unanswered, isWhole };
}
async function endGateway(agent, link, step) {
    if (!agent.hasGateway)
        return '';
    const traffic = await closeGateway(agent, link, POST_MS.gatewayCloses);
    if (traffic !== '')
        step.log(`The gateway is closed: ${traffic}.`);
    return traffic;
}

;// CONCATENATED MODULE: ./build/adapters/clock.js
const systemClock = {
    now: () => ({ wallMs: Date.now(), monotonicMs: Number(process.hrtime.bigint() / 1000000n) }),
    sleep: async (ms, signal) => {
        const { setTimeout: delay } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 500, 23));
        try {
            await delay(ms, undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    },
};

;// CONCATENATED MODULE: external "../shared/http-client.js"
const http_client_js_namespaceObject = require("../shared/http-client.js");
var external_node_net_ = __nccwpck_require__(30);
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
        const agent = new http_client_js_namespaceObject.HttpClient().getAgent(url);
        return new Connection(new URL(url), agent, { addressMs: ADDRESS_MS }).unref();
    }
    catch {
        return undefined;
    }
}

var retry_decision = __nccwpck_require__(881);
;// CONCATENATED MODULE: ./build/core/version.js
const VERSION = '1.0.0';

var body_limit = __nccwpck_require__(480);
;// CONCATENATED MODULE: ./build/adapters/reply-body.js



async function readBody(message) {
    let bytes = await readWhole(message);
    const encodings = encodingsOf(message, bytes);
    if (encodings.length > 0) {
        const { decode } = await __nccwpck_require__.e(/* import() */ 215).then(__nccwpck_require__.bind(__nccwpck_require__, 215));
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
            const { isStale } = await __nccwpck_require__.e(/* import() */ 917).then(__nccwpck_require__.bind(__nccwpck_require__, 917));
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
        const client = new http_client_js_namespaceObject.HttpClient(USER_AGENT, [this.#connecting(ready)], {
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
    const failures = await __nccwpck_require__.e(/* import() */ 917).then(__nccwpck_require__.bind(__nccwpck_require__, 917));
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

;// CONCATENATED MODULE: ./build/entries/post.js







runPost(post_post);
async function post_post(action) {
    const { step } = action;
    const proxy = useProxySettings();
    step.mask(proxy.secrets);
    for (const mistake of proxy.mistakes)
        step.log(`${mistake} The post step goes without it.`);
    const context = requestContextOf(action);
    const openLink = async () => {
        const { agentLink } = await __nccwpck_require__.e(/* import() */ 352).then(__nccwpck_require__.bind(__nccwpck_require__, 352));
        return agentLink((0,adapters_process/* agentPlaces */.Qy)(), POST_MS);
    };
    const openStore = async (kind) => {
        const stores = await __nccwpck_require__.e(/* import() */ 60).then(__nccwpck_require__.bind(__nccwpck_require__, 60));
        const redisUrl = stepInputs().text({ input: 'redis-url' });
        return stores.reopenTokenStore(kind, redisUrl, step, context);
    };
    await post({ step, context, openLink, openStore });
}

module.exports = __webpack_exports__;
})()
;