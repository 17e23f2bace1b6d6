(() => { // webpackBootstrap
"use strict";
var __webpack_modules__ = ({

6480:
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

5766:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  m: () => (systemClock)
});
const systemClock = {
    now: () => ({ wallMs: Date.now(), monotonicMs: Number(process.hrtime.bigint() / 1000000n) }),
    sleep: async (ms, signal) => {
        const { setTimeout: delay } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8500, 23));
        try {
            await delay(ms, undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    },
};


}),

4498:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kb: () => (GitHubStep),
  TH: () => (documentation),
  PO: () => (requireFiles)
});

var actions_core_js_ = __nccwpck_require__(9892);
var external_node_fs_ = __nccwpck_require__(3024);
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

var errors = __nccwpck_require__(8208);
var characters = __nccwpck_require__(751);
var redact = __nccwpck_require__(7690);
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

var external_node_path_ = __nccwpck_require__(6760);
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







class GitHubStep {
    #redactor = new Redactor();
    #last = [];
    constructor() {
        cleanStderr((text) => this.#redactor.clean(text));
    }
    mask(values) {
        process.stdout.cork();
        for (const value of this.#redactor.add(values))
            actions_core_js_.setSecret(value);
        process.stdout.uncork();
    }
    cleanReply(text) {
        return this.#redactor.cleanReply(text);
    }
    log(sentence) {
        actions_core_js_.info(this.#redactor.clean(sentence).replace(/[\r\n]+/g, ' '));
    }
    clean(text) {
        return this.#redactor.clean(text);
    }
    group(title, lines) {
        actions_core_js_.startGroup(title);
        for (const line of lines)
            this.log(line);
        actions_core_js_.endGroup();
    }
    debug(sentence) {
        actions_core_js_.debug(this.#redactor.clean(sentence));
    }
    warn(sentence) {
        actions_core_js_.warning(this.#redactor.clean(sentence));
    }
    fail(error) {
        if (error.cause !== undefined && error.code === 'INTERNAL')
            this.#dim(causeOf(error.cause));
        actions_core_js_.error(this.#redactor.clean((0,errors/* describeError */.Uc)(error, documentation())));
    }
    saveState(name, text) {
        actions_core_js_.saveState(name, text);
    }
    savedState(name) {
        return actions_core_js_.getState(name);
    }
    setOutput(name, value) {
        actions_core_js_.setOutput(name, value);
    }
    exportVariable(name, value) {
        actions_core_js_.exportVariable(name, value);
    }
    addPath(folder) {
        actions_core_js_.addPath(folder);
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
            actions_core_js_.info(`\u001b[2m${line}\u001b[22m`);
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
            (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK);
            return (0,external_node_fs_.statSync)(path).isDirectory() ? [`${name} is a folder`] : [];
        }
        catch (error) {
            return [`${name} cannot be written to (${(0,errors/* messageOf */.bD)(error)})`];
        }
    });
    if (faults.length === 0)
        return;
    throw new errors/* ActionError */.lZ('NOT_A_RUNNER', `The files that a GitHub Actions runner gives to a step are missing: ${faults.join('; ')}.`, [
        'this was started outside a workflow',
        'something removed files of the runner in RUNNER_TEMP',
        'the disk is mounted read-only',
    ]);
}


}),

6925:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (stepInputs)
});

var actions_core_js_ = __nccwpck_require__(9892);
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
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Qy: () => (agentPlaces),
  cA: () => (environment)
});
/* unused harmony export writeAll */
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);


function environment() {
    return process.env;
}
function agentPlaces({ RUNNER_TEMP } = process.env) {
    return [RUNNER_TEMP ?? '', (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), ...(process.platform === 'win32' ? [] : ['/tmp'])];
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

1846:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
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

751:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  GJ: () => (onOneLine),
  KF: () => (withoutOldCommands),
  Kg: () => (hasControlCharacters),
  TL: () => (quoted),
  Vo: () => (alternatives)
});
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

2095:
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

8208:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  $N: () => (codeOf),
  JJ: () => (tellMistakes),
  Uc: () => (describeError),
  bD: () => (messageOf),
  lZ: () => (ActionError)
});
/* unused harmony exports ERROR_CODES, anchorOf */
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

6089:
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

3406:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
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

7690:
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

3431:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  z: () => (Secret)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
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

566:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
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

4795:
(() => {


process.on('SIGUSR1', () => undefined);
process.on('SIGUSR2', () => undefined);


}),

8223:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  A7: () => (readOwner),
  LW: () => (describeOrganization),
  PD: () => (ownerRequest),
  lu: () => (guardOrganization)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8208);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1584);


function ownerRequest(apiUrl, token) {
    return {
        method: 'GET',
        url: `${apiUrl}/api/v2/tokens/me`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readOwner(reply) {
    if (reply.status !== 200)
        throw (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .readFailure */ .f1)(reply);
    const fields = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .readFields */ .qU)(reply, 'the reply');
    const organization = objectIn(fields, 'organization');
    const client = objectIn(fields, 'OAuthClient');
    return {
        organizationId: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(organization['id']) ?? '',
        organizationName: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(organization['name']) ?? '',
        clientId: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(client['id']) ?? '',
        clientName: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(client['name']) ?? '',
    };
}
function guardOrganization(expectedId, owner) {
    if (owner.organizationId.toLowerCase() === expectedId.toLowerCase())
        return;
    const found = owner.organizationId === '' ? 'an organization that it does not name' : describeOrganization(owner);
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('ORGANIZATION_MISMATCH', `The token belongs to ${found}, and organization-id asks for ${expectedId}. The token was not handed out.`, [
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


}),

4596:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  $t: () => (placeOf),
  cf: () => (parseRegion),
  hk: () => (unknownRegion),
  kA: () => (describeUnlisted)
});
/* unused harmony exports REGIONS, similarRegions */
var _core_characters_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(751);

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
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Ic: () => (describeFailure),
  f1: () => (readFailure),
  hD: () => (quote),
  qU: () => (readFields),
  uT: () => (serverDate)
});
var _core_characters_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(751);
var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6089);
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
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  $T: () => (attemptsUntil),
  UW: () => (RequestGivenUp),
  Yl: () => (oneAttempt),
  dF: () => (describeGivingUp),
  tN: () => (send)
});
/* unused harmony export LONGEST_ATTEMPT_MS */
var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1584);
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

7444:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  j: () => (encodeLease)
});
/* unused harmony export decodeLease */
var _core_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3431);


function encodeLease({ token, ...record }) {
    return { ...record, token: { ...token, value: token.value.reveal() } };
}
function decodeLease(fields) {
    return {
        token: decodeToken(objectIn(fields, 'token')),
        apiUrl: textIn(fields, 'apiUrl'),
        wasAccepted: booleanIn(fields, 'wasAccepted'),
        custody: decodeCustody(objectIn(fields, 'custody')),
    };
}
function decodeToken(fields) {
    return {
        value: new Secret(textIn(fields, 'value')),
        type: textIn(fields, 'type'),
        expiresAt: numberIn(fields, 'expiresAt'),
        endsAfter: numberIn(fields, 'endsAfter'),
        deadBy: decodeMoment(objectIn(fields, 'deadBy')),
        lifetimeMs: numberIn(fields, 'lifetimeMs'),
    };
}
function decodeMoment(fields) {
    return { wallMs: numberIn(fields, 'wallMs'), monotonicMs: numberIn(fields, 'monotonicMs') };
}
function decodeCustody(fields) {
    const is = oneOfIn(fields, 'is', ['held', 'offered', 'shared', 'kept', 'released']);
    if (is !== 'offered')
        return { is };
    const entry = objectIn(fields, 'entry');
    const store = oneOfIn(entry, 'store', ['actions-cache', 'redis']);
    return { is, entry: { store, name: textIn(entry, 'name'), generation: numberIn(entry, 'generation') } };
}


}),

2219:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  I: () => (Leases),
  _: () => (NO_JOURNAL)
});

var masks = __nccwpck_require__(3406);
var errors = __nccwpck_require__(8208);
var http_reply = __nccwpck_require__(1584);
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

var send = __nccwpck_require__(7432);
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

7001:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Li: () => (secondsLeft),
  p1: () => (expiryOf),
  sv: () => (requireTimeLeft)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8208);

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
function requireTimeLeft(token, now) {
    if (token.endsAfter > now.monotonicMs)
        return;
    const seconds = Math.floor(token.lifetimeMs / 1000);
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('TOKEN_EXPIRED', `The token expired before it could be handed out: it was valid for ${seconds} s.`, [
        'the server issues tokens for a few seconds only: in Genesys Cloud, Token Duration of the OAuth client is 300 s or more',
        'a gateway hands out a token again that is about to expire',
        'the network or the API host is slow',
    ]);
}


}),

4427:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Pc: () => (encodeCredentials),
  Tc: () => (sharedKey),
  X1: () => (secretCredentials)
});
/* unused harmony exports secretForms, decodeCredentials */
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var _core_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3431);





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

6520:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  DR: () => (UnsendableToken),
  lS: () => (LostTokens),
  wj: () => (LONGEST_USUAL_LIFETIME_SECONDS)
});
var _core_time_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(566);
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(881);
var _http_send_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7432);



const LONGEST_USUAL_LIFETIME_SECONDS = 172_800;
const MOST_UNREADABLE = 2;
const ABORTED = 'A token request was still unanswered. If a token was issued for it, it stays valid until it expires.';
class UnsendableToken extends _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz {
}
class LostTokens {
    #count = 0;
    #unreadable = 0;
    #until = 0;
    get sentence() {
        if (this.#count === 0)
            return undefined;
        const tokens = this.#count === 1 ? '1 token' : `${this.#count} tokens`;
        return `${tokens} that could not be read may be valid until ${(0,_core_time_js__WEBPACK_IMPORTED_MODULE_2__/* .isoSeconds */ .n)(this.#until)}`;
    }
    watching(transport, { clock, tellAborted }) {
        const tell = () => tellAborted?.(ABORTED);
        return async (request, timeoutMs, signal) => {
            signal.addEventListener('abort', tell);
            try {
                return await transport(request, timeoutMs, signal);
            }
            catch (error) {
                throw this.#noted(error, clock.now().wallMs);
            }
            finally {
                signal.removeEventListener('abort', tell);
            }
        };
    }
    reading(read) {
        return (reply) => {
            try {
                return read(reply);
            }
            catch (error) {
                throw isPage(reply) ? error : this.#noted(error, reply.received.wallMs);
            }
        };
    }
    toldIn({ failure, history, cause }) {
        const parts = [history, this.sentence ?? ''].filter((text) => text !== '');
        return new _http_send_js__WEBPACK_IMPORTED_MODULE_1__/* .RequestGivenUp */ .UW(failure, parts.join('; '), cause);
    }
    #noted(error, at) {
        if (!(error instanceof _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz) || !mayHoldToken(error))
            return error;
        this.#count++;
        this.#until = at + LONGEST_USUAL_LIFETIME_SECONDS * 1000;
        if (error.failure.kind !== 'unreadable' || ++this.#unreadable < MOST_UNREADABLE)
            return error;
        return new _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz({ ...error.failure, kind: 'invalid' }, error);
    }
}
function mayHoldToken(error) {
    const { kind, status = 0 } = error.failure;
    if (error instanceof UnsendableToken)
        return true;
    const isSuccess = status >= 200 && status <= 299;
    return isSuccess && (kind === 'truncated' || kind === 'unreadable');
}
const isPage = ({ headers }) => /\bhtml\b/i.test(headers['content-type'] ?? '');


}),

8830:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  BV: () => (ASSUMED_LIFETIME_SECONDS),
  Fr: () => (requestToken),
  KP: () => (clientCredentialsGrant),
  NC: () => (tokenErrorOf),
  _P: () => (unusable),
  jz: () => (readTokenResponse)
});
/* unused harmony export tokenRequest */
var _access_token_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7001);
var _core_characters_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(751);
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(881);
var _core_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3431);
var _lost_tokens_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6520);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1584);
var _http_send_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(7432);







const ASSUMED_LIFETIME_SECONDS = 300;
const LONGEST_LIFETIME_SECONDS = 100 * 365 * 86_400;
const LONGEST_TOKEN_BYTES = 100 * 1024;
function clientCredentialsGrant({ scope }) {
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope !== undefined)
        form.set('scope', scope);
    return form;
}
async function requestToken(client, grant, attempts, context) {
    const request = (attempt) => tokenRequest(client, grant, attempt, context);
    const lost = new _lost_tokens_js__WEBPACK_IMPORTED_MODULE_3__/* .LostTokens */ .lS();
    const exchange = { doing: 'The token request', request, read: lost.reading(readTokenResponse) };
    const transport = lost.watching(context.transport, context);
    try {
        const response = await (0,_http_send_js__WEBPACK_IMPORTED_MODULE_5__/* .send */ .tN)(exchange, attempts, { ...context, transport });
        if (lost.sentence !== undefined)
            context.log(`${lost.sentence}.`);
        return response;
    }
    catch (error) {
        throw error instanceof _http_send_js__WEBPACK_IMPORTED_MODULE_5__/* .RequestGivenUp */ .UW ? lost.toldIn(error) : error;
    }
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
    const { tokenError } = await __nccwpck_require__.e(/* import() */ 668).then(__nccwpck_require__.bind(__nccwpck_require__, 1668));
    return tokenError(givenUp, endpoint, authentication);
}
async function unusable(because, client) {
    return tokenErrorOf(new _http_send_js__WEBPACK_IMPORTED_MODULE_5__/* .RequestGivenUp */ .UW(because.failure, '', because), client);
}
function readTokenResponse(reply) {
    if (reply.status < 200 || reply.status > 299)
        throw (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_4__/* .readFailure */ .f1)(reply);
    const fields = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_4__/* .readFields */ .qU)(reply, 'the reply');
    if (typeof fields['access_token'] !== 'string' && fields['error'] !== undefined)
        throw (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_4__/* .readFailure */ .f1)(reply);
    const value = new _core_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .Secret */ .z(readAccessToken(fields));
    const times = { sent: reply.sent, received: reply.received, serverDate: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_4__/* .serverDate */ .uT)(reply) };
    const tokenFor = (seconds, type) => ({
        value,
        type,
        ...(0,_access_token_js__WEBPACK_IMPORTED_MODULE_0__/* .expiryOf */ .p1)(seconds, times),
    });
    const refreshToken = readRefreshToken(fields);
    const serverAheadMs = times.serverDate === undefined ? undefined : times.serverDate - reply.received.wallMs;
    const rest = { serverAheadMs, ...(refreshToken === undefined ? {} : { refreshToken }) };
    try {
        requireVisible(value);
        const type = readTokenType(fields, value);
        const lifetimeSeconds = readLifetime(fields);
        const token = tokenFor(lifetimeSeconds ?? ASSUMED_LIFETIME_SECONDS, type);
        return { token, isLifetimeAssumed: lifetimeSeconds === undefined, ...rest };
    }
    catch (error) {
        if (!(error instanceof _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_1__/* .AttemptFailed */ .Nz))
            throw error;
        const token = tokenFor(_lost_tokens_js__WEBPACK_IMPORTED_MODULE_3__/* .LONGEST_USUAL_LIFETIME_SECONDS */ .wj, '');
        return { token, isLifetimeAssumed: true, ...rest, unusableBecause: error };
    }
}
function readAccessToken(fields) {
    const value = fields['access_token'];
    if (typeof value !== 'string' || value.trim() === '')
        throw invalid('access_token is missing or empty');
    const wrong = whyUnsendable(value);
    if (wrong !== undefined)
        throw new _lost_tokens_js__WEBPACK_IMPORTED_MODULE_3__/* .UnsendableToken */ .DR(invalid(`access_token ${wrong}`).failure);
    return value;
}
function whyUnsendable(value) {
    if (Buffer.byteLength(JSON.stringify(value)) > LONGEST_TOKEN_BYTES) {
        return `has more than ${LONGEST_TOKEN_BYTES} bytes`;
    }
    if ((0,_core_characters_js__WEBPACK_IMPORTED_MODULE_6__/* .hasControlCharacters */ .Kg)(value))
        return 'contains control characters';
    return /[\u{100}-\u{10ffff}]/u.test(value) ? 'contains characters that no header can carry' : undefined;
}
function requireVisible(value) {
    if (/^[!-~](?:[ -~]*[!-~])?$/.test(value.reveal()))
        return;
    throw invalid('access_token has characters other than visible ASCII, or blanks around it');
}
function readRefreshToken(fields) {
    const value = fields['refresh_token'];
    return typeof value === 'string' && value !== '' && !(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_6__/* .hasControlCharacters */ .Kg)(value)
        ? new _core_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .Secret */ .z(value)
        : undefined;
}
function readTokenType(fields, token) {
    const value = fields['token_type'];
    if (typeof value !== 'string')
        throw invalid('token_type is missing');
    if (value.toLowerCase() === 'bearer')
        return value;
    const isWord = /^[\w.:+-]{1,40}$/.test(value) && !value.includes(token.reveal());
    throw invalid(`token_type is not bearer${isWord ? `, but ${value}` : ''}`);
}
function readLifetime(fields) {
    const value = fields['expires_in'];
    if (value === undefined || value === null)
        return undefined;
    const seconds = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
    if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) {
        throw invalid('expires_in is not a positive number');
    }
    if (seconds < 1)
        throw invalid('expires_in is less than a second');
    return Math.min(seconds, LONGEST_LIFETIME_SECONDS);
}
const invalid = (what) => new _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_1__/* .AttemptFailed */ .Nz({ kind: 'invalid', summary: `HTTP 200, but ${what}` });


}),

4075:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  yP: () => (CLIENT_FIELDS),
  ll: () => (READING_TOOLS),
  c0: () => (TOKEN_FIELDS)
});

// UNUSED EXPORTS: REVOKE_FIELDS, TIMEOUT, field

var masks = __nccwpck_require__(3406);
var base_url = __nccwpck_require__(1846);
var characters = __nccwpck_require__(751);
var secret = __nccwpck_require__(3431);
;// CONCATENATED MODULE: ./build/genesys/permissions.js
function parsePermission(text) {
    const [, domain, entity, action] = /^([\w-]+):([\w-]+|\*):([\w-]+|\*)$/.exec(text) ?? [];
    if (domain === undefined || entity === undefined || action === undefined)
        return undefined;
    return { domain, entity, action };
}

var region = __nccwpck_require__(4596);
var reader = __nccwpck_require__(6518);
var redis_url = __nccwpck_require__(5822);
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

;// CONCATENATED MODULE: ./build/settings/fields.js




const LONGEST_VALIDITY_SECONDS = 38_880_000;
const field = (definition) => definition;
const unread = (input, variable) => ({
    input,
    variable,
    parse: (text) => (text === '' ? undefined : new reader/* Mistake */.Fp('is not read here.')),
});
const CLIENT_ID = field({
    input: 'client-id',
    variable: 'GENESYSCLOUD_OAUTHCLIENT_ID',
    parse: clientId,
});
const CLIENT_FIELDS = {
    clientId: CLIENT_ID,
    secret: field({
        input: 'client-secret',
        variable: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
        parse: parsers_secret,
        secretForms: (text, source) => [
            ...(0,masks/* maskForms */.ye)(text),
            ...(0,masks/* basicCredentialForms */.xX)(source.text(CLIENT_ID), text),
        ],
    }),
    clientAuthentication: field({
        ...unread('client-auth', 'GENESYSCLOUD_CLIENT_AUTH'),
        default: 'basic',
        parse: oneOf('basic'),
    }),
    privateKey: unread('private-key', 'GENESYSCLOUD_PRIVATE_KEY'),
    idTokens: field({ parse: () => undefined }),
    privateKeyId: unread('private-key-id', 'GENESYSCLOUD_PRIVATE_KEY_ID'),
    assertionAudience: unread('assertion-audience', 'GENESYSCLOUD_ASSERTION_AUDIENCE'),
    region: field({ input: 'region', variable: 'GENESYSCLOUD_REGION', parse: parsers_region }),
    loginUrl: field({ input: 'login-url', variable: 'GENESYSCLOUD_LOGIN_URL', parse: optionalBaseUrl }),
    tokenUrl: field({ input: 'token-url', variable: 'GENESYSCLOUD_TOKEN_URL', parse: optionalEndpointUrl }),
    apiUrl: field({ input: 'api-url', variable: 'GENESYSCLOUD_API_URL', parse: optionalBaseUrl }),
};
const TIMEOUT = field({ input: 'timeout-seconds', default: '120', parse: seconds(1, 3600) });
const REVOKE_FIELDS = {
    ...CLIENT_FIELDS,
    scope: field({ input: 'scope', parse: optionalText }),
    share: field({ input: 'share', default: 'run', parse: oneOf('none', 'run', 'repository') }),
    redis: field({
        input: 'redis-url',
        parse: optionalRedisUrl,
        secretForms: (text) => (0,redis_url/* secretsInRedisUrl */.H)(text).flatMap(masks/* maskForms */.ye),
    }),
    shareKey: field({ input: 'share-key', parse: optionalText }),
    timeoutMs: TIMEOUT,
};
const TOKEN_FIELDS = {
    ...CLIENT_FIELDS,
    scope: REVOKE_FIELDS.scope,
    organizationId: field({
        input: 'organization-id',
        variable: 'GENESYSCLOUD_ORGANIZATION_ID',
        parse: organizationId,
    }),
    share: { ...REVOKE_FIELDS.share, default: 'none' },
    redis: REVOKE_FIELDS.redis,
    shareKey: REVOKE_FIELDS.shareKey,
    minValidityMs: field({
        input: 'min-validity-seconds',
        default: '300',
        parse: seconds(0, LONGEST_VALIDITY_SECONDS),
    }),
    keepFresh: field({ input: 'keep-fresh', default: 'false', parse: flag }),
    gateway: field({ input: 'gateway', default: 'false', parse: flag }),
    gatewayTokens: field({ input: 'gateway-tokens', default: '1', parse: wholeNumber(1, 10) }),
    gatewayPassToken: field({ input: 'gateway-pass-token', default: 'false', parse: flag }),
    exportEnvironment: field({ input: 'export-env', default: 'false', parse: flag }),
    revoke: field({ input: 'revoke', default: 'true', parse: flag }),
    timeoutMs: TIMEOUT,
    summary: field({ input: 'summary', default: 'false', parse: flag }),
    requiredPermissions: field({ input: 'require-permissions', parse: permissions }),
    doctor: field({ input: 'doctor', default: 'false', parse: oneOf('false', 'on-failure', 'true') }),
    matrixSize: field({ input: 'matrix-size', default: '${{ strategy.job-total }}', parse: numberOfJobs }),
};
const READING_TOOLS = { wrong: (rest, what) => new reader/* Mistake */.Fp(rest, what), oneOf: oneOf };


}),

6518:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Fp: () => (Mistake),
  Jm: () => (formsToMask),
  LF: () => (read),
  vj: () => (inputNames)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8208);

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

5822:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  C: () => (parseRedisUrl),
  H: () => (secretsInRedisUrl)
});
var _core_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3431);

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

9892:
((module) => {

module.exports = require("../shared/actions-core.js");

}),

2058:
((module) => {

module.exports = require("../shared/jose.js");

}),

1421:
((module) => {

module.exports = require("node:child_process");

}),

7598:
((module) => {

module.exports = require("node:crypto");

}),

1553:
((module) => {

module.exports = require("node:dns/promises");

}),

3024:
((module) => {

module.exports = require("node:fs");

}),

7067:
((module) => {

module.exports = require("node:http");

}),

4708:
((module) => {

module.exports = require("node:https");

}),

7030:
((module) => {

module.exports = require("node:net");

}),

8161:
((module) => {

module.exports = require("node:os");

}),

6760:
((module) => {

module.exports = require("node:path");

}),

8500:
((module) => {

module.exports = require("node:timers/promises");

}),

1692:
((module) => {

module.exports = require("node:tls");

}),

7066:
((module) => {

module.exports = require("node:tty");

}),

7975:
((module) => {

module.exports = require("node:util");

}),

8522:
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

var early_signals = __nccwpck_require__(4795);
var core_deadline = __nccwpck_require__(2095);
var lease_leases = __nccwpck_require__(2219);
var token_request = __nccwpck_require__(8830);
var send = __nccwpck_require__(7432);
var retry_decision = __nccwpck_require__(881);
;// CONCATENATED MODULE: ./build/lease/announced-request.js

function announced(transport, announce) {
    let takeBack;
    const stays = () => (takeBack = undefined);
    const over = () => {
        const act = takeBack;
        stays();
        act?.();
    };
    return {
        over,
        stays,
        transport: async (request, timeoutMs, signal) => {
            over();
            takeBack = announce();
            try {
                const reply = await transport(request, timeoutMs, signal);
                if (!isSuccess(reply.status))
                    over();
                return reply;
            }
            catch (error) {
                if (isWithoutToken(error))
                    over();
                throw error;
            }
        },
    };
}
const isSuccess = (status) => status >= 200 && status <= 299;
function isWithoutToken(error) {
    if (!(error instanceof retry_decision/* AttemptFailed */.Nz))
        return false;
    const { isUnsent, status } = error.failure;
    return isUnsent === true || (status !== undefined && !isSuccess(status));
}

var masks = __nccwpck_require__(3406);
var reply = __nccwpck_require__(1584);
;// CONCATENATED MODULE: ./build/oauth/refresh.js




async function requestNextToken(client, refreshToken, attempts, context) {
    try {
        const refreshed = await refresh(client, refreshToken, attempts, context);
        return refreshed ?? (await (0,token_request/* requestToken */.Fr)(client, (0,token_request/* clientCredentialsGrant */.KP)(client), attempts, context));
    }
    catch (error) {
        if (error instanceof send/* RequestGivenUp */.UW)
            throw await (0,token_request/* tokenErrorOf */.NC)(error, client);
        throw error;
    }
}
async function refresh(client, refreshToken, attempts, context) {
    if (refreshToken === undefined)
        return undefined;
    const grant = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken.reveal() });
    try {
        return { refreshToken, ...(await (0,token_request/* requestToken */.Fr)(client, grant, attempts, context)) };
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW) || (0,retry_decision/* isTemporary */.ey)(error.failure))
            throw error;
        const reason = (0,reply/* describeFailure */.Ic)(error.failure);
        context.log(`The refresh token was not accepted (${reason}); using the client credentials.`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/lease/issue-token.js



async function issueToken({ client, attempts, refreshToken }, leases, context) {
    const response = await requestNextToken(client, refreshToken, attempts, context);
    if (response.refreshToken !== undefined)
        context.mask((0,masks/* tokenForms */.py)(response.refreshToken.reveal()));
    const lease = leases.hold(response.token);
    if (response.unusableBecause !== undefined)
        throw await (0,token_request/* unusable */._P)(response.unusableBecause, client);
    const { isLifetimeAssumed, serverAheadMs, refreshToken: next } = response;
    return { lease, isLifetimeAssumed, serverAheadMs, refreshToken: next };
}

var lost_tokens = __nccwpck_require__(6520);
var secret = __nccwpck_require__(3431);
var lease_record = __nccwpck_require__(7444);
var errors = __nccwpck_require__(8208);
;// CONCATENATED MODULE: ./build/programs/write.js

function write(files) {
    try {
        files();
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        throw new errors/* ActionError */.lZ('OUTPUT_FAILED', `The files in which the runner takes the step's outputs and state could not be written (${(0,errors/* messageOf */.bD)(error)}).`, ['the disk of the runner is full', 'something removed or locked files of the runner in RUNNER_TEMP'], error);
    }
}

;// CONCATENATED MODULE: ./build/programs/saved-state.js





function stateJournal(step) {
    return {
        write: (records) => write(() => step.saveState('leases', JSON.stringify(records.map(lease_record/* encodeLease */.j)))),
    };
}
function readLeases(step) {
    const text = step.savedState('leases');
    return text === '' ? [] : parseList(text, decodeLease);
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
        throw new NotDecodable('request is no time');
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
    const fields = parseObject(text);
    if (fields === undefined)
        throw new NotDecodable('agent is no object');
    return {
        socket: textIn(fields, 'socket'),
        folder: textIn(fields, 'folder'),
        journalKey: new Secret(textIn(fields, 'journalKey')),
        isRevoking: booleanIn(fields, 'isRevoking'),
        hasGateway: booleanIn(fields, 'hasGateway'),
    };
}

;// CONCATENATED MODULE: ./build/programs/announced-request.js





async function announcedRequest(client, deadline, leases, { step, context }) {
    const answeredBy = context.clock.now().wallMs + deadline.leftMs;
    const mayBeValidUntil = answeredBy + lost_tokens/* LONGEST_USUAL_LIFETIME_SECONDS */.wj * 1000;
    const { transport, over, stays } = announced(context.transport, () => {
        noteRequest(mayBeValidUntil, step);
        return () => noteRequest(undefined, step);
    });
    const tellAborted = (sentence) => {
        stays();
        context.tellAborted?.(sentence);
    };
    step.atExit(over);
    try {
        const order = { client, attempts: (0,send/* attemptsUntil */.$T)(deadline) };
        return await issueToken(order, leases, { ...context, transport, tellAborted });
    }
    finally {
        over();
    }
}

;// CONCATENATED MODULE: ./build/programs/doctor/worth-examining.js

const OF_THIS_MACHINE = [
    'SETTINGS_INVALID',
    'NOT_A_RUNNER',
    'OUTPUT_FAILED',
    'AGENT_FAILED',
    'CANCELLED',
    'INTERNAL',
];
function isWorthExamining(error) {
    return error instanceof errors/* ActionError */.lZ && !OF_THIS_MACHINE.includes(error.code);
}

var time = __nccwpck_require__(566);
var organization = __nccwpck_require__(8223);
var access_token = __nccwpck_require__(7001);
;// CONCATENATED MODULE: ./build/programs/gateway-variables.js
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
const LOOPBACK = ['127.0.0.1', 'localhost'];
function gatewayUrl({ port }) {
    return `http://127.0.0.1:${port}`;
}
function gatewayVariables(gateway, environment) {
    return {
        GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
        GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
        GENESYSCLOUD_GATEWAY_PORT: String(gateway.port),
        GENESYSCLOUD_ACCESS_TOKEN: gateway.token.reveal(),
        ...exceptions(environment),
    };
}
function exceptions(environment) {
    const isSet = (name) => (environment[name] ?? '') !== '';
    if (!PROXIES.some((name) => isSet(name) || isSet(name.toLowerCase())))
        return {};
    const [upper, lower] = [environment['NO_PROXY'] ?? '', environment['no_proxy'] ?? ''];
    return {
        NO_PROXY: withLoopback(upper === '' ? lower : upper),
        no_proxy: withLoopback(lower === '' ? upper : lower),
    };
}
function withLoopback(list) {
    const hosts = list.split(',').map((host) => host.trim().toLowerCase());
    if (hosts.includes('*'))
        return list;
    return [list.trim(), ...LOOPBACK.filter((host) => !hosts.includes(host))]
        .filter((part) => part !== '')
        .join(',');
}
function gatewayHints({ port }) {
    return [
        'CX as Code uses the gateway only if its provider block has an empty gateway {}; without it the placeholder goes to the true host, and fails there.',
        `The gc CLI uses it with GENESYSCLOUD_REGION=localhost:${port}.`,
    ];
}

;// CONCATENATED MODULE: ./build/programs/hand-over.js






const READ_WITHIN_MS = 5_000;
async function handOver(found, settings, { step, context }) {
    const { lease, owner, source, gateway } = found;
    (0,access_token/* requireTimeLeft */.sv)(lease.token, context.clock.now());
    const expiresAt = (0,time/* isoSeconds */.n)(lease.token.expiresAt);
    write(() => {
        step.setOutput('token-type', lease.token.type);
        step.setOutput('expires-in', String((0,access_token/* secondsLeft */.Li)(lease.token, context.clock.now())));
        step.setOutput('expires-at', expiresAt);
        step.setOutput('region', settings.region?.name ?? '');
        step.setOutput('domain', settings.region?.domain ?? '');
        step.setOutput('login-url', settings.loginUrl);
        step.setOutput('api-url', settings.apiUrl);
        step.setOutput('organization-id', owner?.organizationId ?? '');
        step.setOutput('organization-name', owner?.organizationName ?? '');
        step.setOutput('source', source);
        if (gateway !== undefined)
            setGatewayOutputs(gateway, step);
        handOverToken(found, settings, step);
    });
    const whose = owner === undefined ? '' : ` for ${(0,organization/* describeOrganization */.LW)(owner)}`;
    const guarded = settings.organizationId === undefined ? '' : ' The organization is the one that organization-id asks for.';
    const got = source === 'granted' ? 'Got a token' : 'Using the token that another job shares';
    step.log(`${got}${whose}; it expires at ${expiresAt}.${guarded}`);
    if (gateway !== undefined)
        tellOfGateway(gateway, settings, step);
    if (settings.summary)
        await addSummary(found, settings, { step, context });
}
function setGatewayOutputs(gateway, step) {
    step.setOutput('gateway-url', gatewayUrl(gateway));
    step.setOutput('gateway-token', gateway.placeholder.reveal());
}
function handOverToken({ lease, gateway }, settings, step) {
    const isKept = !settings.revoke && lease.custody.is === 'held';
    try {
        if (isKept)
            lease.keep();
        if (settings.exportEnvironment)
            exportToken(lease, gateway, settings, step);
        step.setOutput('token', lease.token.value.reveal());
    }
    catch (error) {
        if (isKept)
            lease.hold();
        throw error;
    }
}
async function addSummary({ lease, owner, source }, settings, { step, context }) {
    const { summaryTable } = await __nccwpck_require__.e(/* import() */ 889).then(__nccwpck_require__.bind(__nccwpck_require__, 8889));
    const region = settings.region?.name ?? new URL(settings.apiUrl).host;
    const { expiresAt } = lease.token;
    const { readAccountFacts } = await __nccwpck_require__.e(/* import() */ 351).then(__nccwpck_require__.bind(__nccwpck_require__, 1351));
    const account = await readAccountFacts(lease, core_deadline/* Deadline */.B.after(READ_WITHIN_MS, context.clock), context);
    step.addSummary(summaryTable({ owner, region, clientId: settings.clientId, expiresAt, source, account }));
}
function exportToken({ token }, gateway, { region, environment }, step) {
    const variables = gateway === undefined
        ? { GENESYSCLOUD_ACCESS_TOKEN: token.value.reveal() }
        : gatewayVariables(gateway, environment);
    for (const [name, value] of Object.entries(variables))
        step.exportVariable(name, value);
    step.exportVariable('GENESYSCLOUD_REGION', region?.name ?? '');
    if (region === undefined) {
        step.log('GENESYSCLOUD_REGION is exported empty: only URLs were given, so that no AWS name is known.');
    }
}
function tellOfGateway(gateway, { exportEnvironment }, step) {
    step.log(`The gateway puts a valid token on requests to ${gatewayUrl(gateway)} until the job ends.`);
    if (exportEnvironment)
        for (const hint of gatewayHints(gateway))
            step.log(hint);
}

;// CONCATENATED MODULE: ./build/programs/keep-fresh.js



const STOP_MS = 6_000;
async function keepFresh(starter, first, deadline, step) {
    const agent = starter.prepare();
    step.mask([agent.saved.journalKey.reveal()]);
    saveAgent(agent.saved, step);
    const { bin, trouble } = await agent.start(first, deadline);
    const gateway = await agent.openGateway();
    if (gateway !== undefined)
        step.mask((0,masks/* maskForms */.ye)(gateway.placeholder.reveal()));
    const { socket } = agent.saved;
    write(() => {
        step.exportVariable('GC_TOKEN_SOCK', socket);
        const ownName = variableOf(agent.stepId);
        if (ownName !== undefined)
            step.exportVariable(ownName, socket);
        step.addPath(bin);
    });
    step.log('An agent keeps the token fresh until the job ends: later steps get a valid one with gc-token.');
    if (trouble !== '')
        step.log(`The agent has trouble: ${trouble}`);
    return gateway;
}
async function endAgent(starter, deadline, step) {
    try {
        const end = await starter.stop(deadline.part(STOP_MS).leftMs);
        if (end === undefined)
            return;
        forgetAgent(step);
        end.removeTraces();
        for (const line of end.debugLog)
            step.log(`Agent: ${line}`);
        step.log('The agent was stopped.');
    }
    catch {
    }
}
function variableOf(stepId) {
    if (stepId === '' || stepId.startsWith('__'))
        return undefined;
    return `GC_TOKEN_SOCK_${stepId.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

;// CONCATENATED MODULE: ./build/programs/last-words.js

function warnOfUnaccounted(leases, step) {
    for (const { token, whyNotReleased } of leases.unaccounted) {
        const because = whyNotReleased === undefined ? '' : ` (${whyNotReleased})`;
        step.warn(`The token that was issued could not be revoked${because}. It may stay valid until ${(0,time/* isoSeconds */.n)(token.expiresAt)}.`);
    }
}

;// CONCATENATED MODULE: ./build/programs/look-up.js





const LOOK_UP_MS = 5_000;
const WHENCE = { granted: 'issued', shared: 'shared' };
async function lookUp({ lease, source }, deadline, { organizationId: guard }, context) {
    const exchange = {
        doing: 'The organization look-up',
        request: (0,organization/* ownerRequest */.PD)(lease.apiUrl, lease.token.value),
        read: organization/* readOwner */.A7,
    };
    const attempts = guard === undefined ? (0,send/* oneAttempt */.Yl)(deadline.part(LOOK_UP_MS)) : (0,send/* attemptsUntil */.$T)(deadline);
    try {
        const owner = await (0,send/* send */.tN)(exchange, attempts, context);
        lease.accepted();
        if (guard !== undefined)
            (0,organization/* guardOrganization */.lu)(guard, owner);
        return { owner, isRejected: false };
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW))
            throw error;
        const { status } = error.failure;
        if (status === 401 && source === 'shared')
            return { owner: undefined, isRejected: true };
        const reason = (0,reply/* describeFailure */.Ic)(error.failure);
        if (guard !== undefined)
            throw unknownOrganization(guard, reason, error);
        const isRejected = source === 'granted' && (status === 401 || status === 404);
        const hint = isRejected ? ' Does api-url belong to the region of login-url?' : '';
        context.log(`The token's organization could not be read (${reason}); the token itself was ${WHENCE[source]}.${hint}`);
        return { owner: undefined, isRejected };
    }
}
function unknownOrganization(expectedId, reason, { failure, cause }) {
    return new errors/* ActionError */.lZ('ORGANIZATION_UNKNOWN', `The token's organization could not be read (${reason}), so that it is not known to be ${expectedId}. The token was not handed out.`, (0,retry_decision/* isTemporary */.ey)(failure)
        ? ['the API host has an outage or cannot be reached from this runner', 'timeout-seconds is too short']
        : [
            'api-url belongs to another region or gateway than login-url',
            "this runner's IP address is not on the allow list",
        ], cause);
}

;// CONCATENATED MODULE: ./build/programs/take-turn.js

async function takeTurn(sharing, leases, deadline, { settings, context }) {
    for (let after = 0;;) {
        const turn = await sharing.takeTurn(after);
        if (turn.do !== 'use')
            return turn;
        const { token, wasAccepted, generation } = turn.shared;
        const lease = leases.adopt({
            token,
            apiUrl: settings.apiUrl,
            wasAccepted,
            custody: { is: 'shared' },
        });
        const looked = await lookUp({ lease, source: 'shared' }, deadline, settings, context);
        if (!looked.isRejected) {
            return { do: 'use', found: { lease, ...looked, source: 'shared', refreshToken: undefined } };
        }
        context.log('The shared token is no longer valid (revoked, or invalidated by the idle timeout); looking for another.');
        after = generation;
    }
}
async function publish(lease, leader) {
    lease.offer(leader.entry);
    switch (await leader.publish(lease.token, lease.wasAccepted)) {
        case 'shared':
            lease.share();
            break;
        case 'own':
            lease.hold();
            break;
        case 'unknown':
            break;
    }
}

;// CONCATENATED MODULE: ./build/programs/main.js












const AFTER_FAILURE_MS = 9_000;
const CLOCKS_MAY_DIFFER_MS = 300_000;
const RESIGN_MS = 4_000;
async function main(settings, ports) {
    const { step, context, sharing, starter, doctor } = ports;
    const deadline = core_deadline/* Deadline */.B.after(settings.timeoutMs, context.clock);
    context.connectAhead?.(settings.apiUrl);
    const leases = new lease_leases/* Leases */.I(settings.apiUrl, stateJournal(step), context);
    step.atExit(() => warnOfUnaccounted(leases, step));
    if (settings.summary)
        write(() => step.saveState('summary', 'true'));
    let leader;
    let lease;
    try {
        const turn = sharing && (await takeTurn(sharing, leases, deadline, { settings, ...ports }));
        if (turn?.do === 'lead')
            leader = turn.leader;
        const found = turn?.do === 'use' ? turn.found : await issue(leases, deadline, settings, ports);
        await checkPermissions(found.lease, deadline, settings, ports);
        if (leader !== undefined && !found.isRejected)
            await publish(found.lease, leader);
        const gateway = starter && (await keepFresh(starter, found, deadline, step));
        await handOver({ ...found, gateway }, settings, ports);
        lease = found.lease;
    }
    catch (error) {
        await afterFailure(leases, leader, ports);
        throw await diagnosed(error, ports);
    }
    await leader?.resign(core_deadline/* Deadline */.B.after(RESIGN_MS, context.clock));
    await doctor?.examine?.(lease);
}
async function checkPermissions(lease, deadline, { requiredPermissions: wanted }, { context }) {
    if (wanted.length === 0)
        return;
    const { requirePermissions } = await __nccwpck_require__.e(/* import() */ 997).then(__nccwpck_require__.bind(__nccwpck_require__, 2997));
    await requirePermissions(lease, wanted, deadline, context);
}
function diagnosed(error, { doctor, context }) {
    const isWanted = doctor !== undefined && !context.signal.aborted && isWorthExamining(error);
    return isWanted ? doctor.explain(error) : error;
}
async function issue(leases, deadline, settings, { step, context }) {
    step.log(`Asking Genesys Cloud in ${settings.client.endpoint.place} for a token.`);
    const issued = await announcedRequest(settings.client, deadline, leases, { step, context });
    if (issued.isLifetimeAssumed) {
        step.log(`The reply does not say how long the token lives; ${token_request/* ASSUMED_LIFETIME_SECONDS */.BV} s are assumed.`);
    }
    warnOfClocks(issued.serverAheadMs ?? 0, step);
    const looked = await lookUp({ lease: issued.lease, source: 'granted' }, deadline, settings, context);
    return { ...issued, ...looked, source: 'granted' };
}
function warnOfClocks(serverAheadMs, step) {
    if (Math.abs(serverAheadMs) <= CLOCKS_MAY_DIFFER_MS)
        return;
    const seconds = Math.round(Math.abs(serverAheadMs) / 1000);
    step.warn(`The clock of the token endpoint is ${seconds} s ${serverAheadMs > 0 ? 'ahead of' : 'behind'} that of this machine. ` +
        "expires-at is told by the endpoint's clock; expires-in, and when the token is replaced, depend on neither.");
}
async function afterFailure(leases, leader, { step, context, starter }) {
    if (context.signal.aborted)
        return;
    const deadline = core_deadline/* Deadline */.B.after(AFTER_FAILURE_MS, context.clock);
    const [releases] = await Promise.all([
        leases.releaseAll(deadline),
        leader?.resign(deadline),
        starter && endAgent(starter, deadline, step),
    ]);
    for (const { lease, release } of releases) {
        if (release.outcome !== 'may-be-valid' || !lease.isUnaccounted)
            step.log(sentenceOf(release));
    }
}
function sentenceOf(release) {
    switch (release.outcome) {
        case 'revoked':
            return 'The token was revoked at once.';
        case 'already-invalid':
        case 'expired':
            return 'The token was no longer valid.';
        case 'may-be-valid':
            return `The token could not be revoked yet (${release.because}); the post step tries again.`;
    }
}

var genesys_region = __nccwpck_require__(4596);
var settings_fields = __nccwpck_require__(4075);
var reader = __nccwpck_require__(6518);
var client_credentials = __nccwpck_require__(4427);
;// CONCATENATED MODULE: ./build/settings/reading.js


function reading_readingBasic(fields) {
    const credentialsOf = ({ clientId, secret }) => (0,client_credentials/* secretCredentials */.X1)('basic', clientId, secret);
    return { fields, rules: [], credentialsOf };
}
async function readingOf(fields, source, environment) {
    const { clientAuthentication, privateKey, privateKeyId, assertionAudience } = fields;
    const others = [privateKey, privateKeyId, assertionAudience];
    const isBasic = ['', 'basic'].includes(source.text(clientAuthentication).toLowerCase());
    if (isBasic && others.every((field) => source.text(field) === ''))
        return reading_readingBasic(fields);
    const { readingAnyProof } = await __nccwpck_require__.e(/* import() */ 738).then(__nccwpck_require__.bind(__nccwpck_require__, 3738));
    return readingAnyProof(fields, { source, environment }, settings_fields/* READING_TOOLS */.ll);
}

var characters = __nccwpck_require__(751);
;// CONCATENATED MODULE: ./build/settings/rules.js



const SECRET_IS_NEEDED = {
    of: ['secret', 'clientAuthentication'],
    check: ({ secret, clientAuthentication: method }) => secret.reveal() === '' && (method === 'basic' || method === 'post')
        ? new reader/* Mistake */.Fp('is empty.', 'empty')
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
            if (missing.length === 0 && !(0,characters/* hasControlCharacters */.Kg)(region.name))
                return undefined;
            const both = `${name('loginUrl')} and ${name('apiUrl')} instead`;
            return new reader/* Mistake */.Fp((0,genesys_region/* unknownRegion */.hk)(region.name, missing.length === 1 ? `${missing.join('')} as well` : both));
        }
        if (region !== undefined || missing.length === 0)
            return undefined;
        const instead = missing.length === 2
            ? `both ${missing.join(' and ')}`
            : `${missing.join('')} as well, which is empty too`;
        return new reader/* Mistake */.Fp(`is empty. Give it (for example eu-central-1 or mypurecloud.de), or ${instead}.`, 'empty');
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
        return new reader/* Mistake */.Fp(`ends in ${TOKEN_PATH}, which is added to it. Leave that out${instead}.`);
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
        ? new reader/* Mistake */.Fp(`is given, but nothing is shared. Set share to run or repository, or leave ${name(key)} out.`)
        : undefined,
});
const rules_SHARING_RULES = [
    ...CLIENT_RULES,
    onlyWithShare('redis'),
    onlyWithShare('shareKey'),
];

;// CONCATENATED MODULE: ./build/settings/settings.js




function readSettings(source, others = [], reading = reading_readingBasic(settings_fields/* TOKEN_FIELDS */.c0)) {
    const values = (0,reader/* read */.LF)(reading.fields, [...rules_SHARING_RULES, ...reading.rules], source, others);
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
function readRevokeSettings(source, others = [], reading = readingBasic(REVOKE_FIELDS)) {
    const values = read(reading.fields, [...SHARING_RULES, ...reading.rules], source, others);
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

var adapters_process = __nccwpck_require__(3621);
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

var github_step = __nccwpck_require__(4498);
var github_runner_inputs = __nccwpck_require__(6925);
;// CONCATENATED MODULE: ./build/adapters/github-runner/run-action.js


function runAction(action) {
    const step = new github_step/* GitHubStep */.kb();
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
            const error = new errors/* ActionError */.lZ('CANCELLED', `The step was cancelled (${signal}) before it was done.`, [
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
    const step = new GitHubStep();
    const cancellation = new AbortController();
    const end = once((outcome) => {
        if ('error' in outcome) {
            step.warn(`The post step could not do its work (${messageOf(outcome.error)}).`);
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
    if (error instanceof errors/* ActionError */.lZ)
        return error;
    const message = `The action stopped because of a fault of its own (${(0,errors/* messageOf */.bD)(error)}).`;
    return new errors/* ActionError */.lZ('INTERNAL', message, ['a bug: please report it with the lines above'], error);
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

;// CONCATENATED MODULE: ./build/oauth/client-authentication.js
function basicAuthentication({ clientId, clientSecret }) {
    return {
        method: 'basic',
        audience: '',
        authenticate: (form) => {
            const credential = Buffer.from(`${clientId}:${clientSecret.reveal()}`, 'utf8').toString('base64');
            return { form, headers: { authorization: `Basic ${credential}` } };
        },
    };
}

;// CONCATENATED MODULE: ./build/entries/authentication.js

async function authenticationOf(credentials, tokenUrl) {
    if (credentials.method === 'basic')
        return basicAuthentication(credentials);
    const { formAuthentication } = await __nccwpck_require__.e(/* import() */ 419).then(__nccwpck_require__.bind(__nccwpck_require__, 4419));
    return formAuthentication(credentials, tokenUrl);
}

;// CONCATENATED MODULE: ./build/entries/explained.js



async function explained(action, fields) {
    try {
        await action;
    }
    catch (error) {
        const { explain } = await __nccwpck_require__.e(/* import() */ 803).then(__nccwpck_require__.bind(__nccwpck_require__, 6803));
        throw explain(error, {
            source: (0,github_runner_inputs/* stepInputs */.a)(),
            inputs: (0,reader/* inputNames */.vj)(fields),
            environment: (0,adapters_process/* environment */.cA)(),
        });
    }
}

var clock = __nccwpck_require__(5766);
;// CONCATENATED MODULE: external "../shared/http-client.js"
const http_client_js_namespaceObject = require("../shared/http-client.js");
var external_node_net_ = __nccwpck_require__(7030);
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

;// CONCATENATED MODULE: ./build/core/version.js
const VERSION = '1.0.0';

var body_limit = __nccwpck_require__(6480);
;// CONCATENATED MODULE: ./build/adapters/reply-body.js



async function readBody(message) {
    let bytes = await readWhole(message);
    const encodings = encodingsOf(message, bytes);
    if (encodings.length > 0) {
        const { decode } = await __nccwpck_require__.e(/* import() */ 215).then(__nccwpck_require__.bind(__nccwpck_require__, 3215));
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
        transport: withCleanReplies(httpTransport(clock/* systemClock */.m, { ahead }), (text) => step.cleanReply(text)),
        connectAhead: (url) => ahead.open(url),
        clock: clock/* systemClock */.m,
        random: Math.random,
        signal,
        log: (sentence) => step.log(sentence),
        tellAborted: (sentence) => step.log(sentence),
        mask: (forms) => step.mask(forms),
        forget: () => undefined,
    };
}

;// CONCATENATED MODULE: ./build/entries/main.js















runAction((action) => explained(main_main(action), settings_fields/* TOKEN_FIELDS */.c0));
async function main_main(action) {
    const { step } = action;
    const inputs = (0,github_runner_inputs/* stepInputs */.a)();
    const proxy = useProxySettings();
    const reading = await readingOf(settings_fields/* TOKEN_FIELDS */.c0, inputs, (0,adapters_process/* environment */.cA)());
    step.mask([...(0,reader/* formsToMask */.Jm)(reading.fields, inputs), ...proxy.secrets]);
    const settings = readSettings(inputs, proxy.mistakes, reading);
    const unlisted = (0,genesys_region/* describeUnlisted */.kA)(settings.region?.name ?? '');
    if (unlisted !== undefined)
        step.log(unlisted);
    const idle = describeIdleInputs(settings);
    if (idle !== undefined)
        step.warn(idle);
    const { exportEnvironment, keepFresh } = settings;
    const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', ...(exportEnvironment || keepFresh ? ['GITHUB_ENV'] : [])];
    (0,github_step/* requireFiles */.PO)(keepFresh ? [...files, 'GITHUB_PATH'] : files);
    const context = requestContextOf(action);
    const sharing = await sharingOf(settings, action, context);
    const starter = await starterOf(settings, action);
    const { organizationId } = settings;
    const doctor = doctorOf(settings, { action, context, proxyMistakes: proxy.mistakes, organizationId });
    await main(await mainSettingsOf(settings), { step, context, sharing, starter, doctor });
}
function doctorOf({ doctor }, parts) {
    if (doctor === 'false')
        return undefined;
    return {
        explain: async (error) => (await __nccwpck_require__.e(/* import() */ 212).then(__nccwpck_require__.bind(__nccwpck_require__, 6212))).explainFailure(error, parts),
        examine: doctor === 'true'
            ? async (lease) => (await __nccwpck_require__.e(/* import() */ 212).then(__nccwpck_require__.bind(__nccwpck_require__, 6212))).examineToken(lease, parts)
            : undefined,
    };
}
async function starterOf(settings, { signal }) {
    if (!settings.keepFresh)
        return undefined;
    const { agentStarter } = await __nccwpck_require__.e(/* import() */ 277).then(__nccwpck_require__.bind(__nccwpck_require__, 6277));
    return agentStarter(settings, signal);
}
async function sharingOf(settings, action, context) {
    if (settings.share === 'none')
        return undefined;
    const { openSharing } = await __nccwpck_require__.e(/* import() */ 924).then(__nccwpck_require__.bind(__nccwpck_require__, 4924));
    return openSharing(settings, settings.share, action, context);
}
async function mainSettingsOf(settings) {
    const { credentials, region, loginUrl, tokenUrl, apiUrl, scope, organizationId } = settings;
    const { exportEnvironment, revoke, timeoutMs, summary, requiredPermissions } = settings;
    const endpoint = { place: (0,genesys_region/* placeOf */.$t)(region, tokenUrl), tokenUrl };
    const authentication = await authenticationOf(credentials, tokenUrl);
    return {
        client: { endpoint, scope, authentication },
        clientId: credentials.clientId,
        region,
        loginUrl,
        apiUrl,
        organizationId,
        exportEnvironment,
        revoke,
        timeoutMs,
        summary,
        requiredPermissions,
        environment: (0,adapters_process/* environment */.cA)(),
    };
}

module.exports = __webpack_exports__;
})()
;