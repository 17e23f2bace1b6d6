"use strict";
exports.id = 628;
exports.ids = [628];
exports.modules = {

/***/ 751:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GJ: () => (/* binding */ onOneLine),
/* harmony export */   KF: () => (/* binding */ withoutOldCommands),
/* harmony export */   Kg: () => (/* binding */ hasControlCharacters),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   Vo: () => (/* binding */ alternatives)
/* harmony export */ });
const PRINTABLE_ASCII = /^[ -~]*$/;
function hasControlCharacters(text) {
    return !PRINTABLE_ASCII.test(text) && /\p{Cc}/u.test(text);
}
function onOneLine(text) {
    const line = PRINTABLE_ASCII.test(text) ? text : text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
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


/***/ }),

/***/ 8208:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   JJ: () => (/* binding */ tellMistakes),
/* harmony export */   OQ: () => (/* binding */ ERROR_CODES),
/* harmony export */   Uc: () => (/* binding */ describeError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/* unused harmony export anchorOf */
const ERROR_CODES = [
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
];
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


/***/ }),

/***/ 1143:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
const VERSION = '1.0.0';


/***/ }),

/***/ 4628:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cleanDebugLines: () => (/* binding */ cleanDebugLines),
  complain: () => (/* binding */ complain),
  log: () => (/* binding */ log),
  redactor: () => (/* binding */ redactor),
  sayUnchanged: () => (/* binding */ sayUnchanged),
  sayUnreachable: () => (/* binding */ sayUnreachable)
});

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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
var adapters_process = __webpack_require__(3621);
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

// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/core/redact.js
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
        return (0,characters/* withoutOldCommands */.KF)(redact(text, this.#forms()));
    }
    cleanReply(text) {
        return redact(text, this.#forms().filter((form) => form.length >= SHORTEST_SURE_FORM));
    }
    #forms() {
        this.#sorted ??= longestFirst([...this.#counts.keys()].flatMap(printedForms));
        return this.#sorted;
    }
}

// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(1143);
// EXTERNAL MODULE: ./build/agent/agent-errors.js
var agent_errors = __webpack_require__(8198);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(8208);
// EXTERNAL MODULE: ./build/programs/gc-token/arguments.js
var gc_token_arguments = __webpack_require__(6372);
;// CONCATENATED MODULE: ./build/programs/gc-token/describe.js




function describeForTerminal(error, documentation, socket) {
    if (error instanceof errors/* ActionError */.lZ)
        return (0,errors/* describeError */.Uc)(error, documentation);
    if (error instanceof agent_errors/* AgentError */.Y)
        return describeReply(error, documentation);
    if (error instanceof agent_errors/* AgentUnreachable */.F)
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

// EXTERNAL MODULE: ./build/settings/environment.js + 2 modules
var environment = __webpack_require__(6709);
// EXTERNAL MODULE: ./build/genesys/region.js
var genesys_region = __webpack_require__(4596);
// EXTERNAL MODULE: ./build/settings/fields.js + 3 modules
var fields = __webpack_require__(3907);
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
;// CONCATENATED MODULE: ./build/entries/terminal.js










let known;
function redactor() {
    if (known === undefined) {
        known = new Redactor();
        known.add((0,environment/* secretsOfEnvironment */.O0)((0,adapters_process/* environment */.cA)()));
    }
    return known;
}
function cleanDebugLines() {
    cleanStderr((text) => redactor().clean(text));
}
function log(sentence) {
    (0,adapters_process/* writeAll */.f4)(2, `gc-token: ${redactor().clean(sentence)}\n`);
}
function sayUnchanged() {
    log('The token is the one from before: the API host still accepts it.');
}
function sayUnreachable(error) {
    if (!(0,environment/* hasCredentials */.Lk)((0,adapters_process/* environment */.cA)()))
        throw error;
    log(`The agent does not answer (${error.message}); asking Genesys Cloud directly.`);
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

/***/ 4596:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   cf: () => (/* binding */ parseRegion),
/* harmony export */   hk: () => (/* binding */ unknownRegion),
/* harmony export */   ij: () => (/* binding */ REGIONS),
/* harmony export */   kA: () => (/* binding */ describeUnlisted)
/* harmony export */ });
/* unused harmony export similarRegions */
/* harmony import */ var _core_characters_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(751);

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
function unknownRegion(text, loginUrlName, apiUrlName) {
    const meant = similarRegions(text);
    const cure = meant.length > 0
        ? `Did you mean ${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .alternatives */ .Vo)(meant)}?`
        : `It takes ${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .alternatives */ .Vo)(REGIONS.map(({ name }) => name))}, or a domain.`;
    return (`${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is unknown. ${cure} A region newer than this version, or a gateway, ` +
        `is reached with ${loginUrlName} and ${apiUrlName} instead.`);
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


/***/ }),

/***/ 6372:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ parseArguments),
/* harmony export */   r: () => (/* binding */ WrongUsage)
/* harmony export */ });
/* harmony import */ var _token_wish_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6121);

class WrongUsage extends Error {
    name = 'WrongUsage';
}
function parseArguments(args) {
    const [first, ...rest] = args;
    if (first === 'exec')
        return parseExec(rest);
    if (first === 'gateway')
        return parseGateway(rest);
    if (first !== 'status')
        return parseOptions(args);
    if (rest.length > 0)
        throw new WrongUsage('status takes no arguments.');
    return { do: 'status' };
}
function parseExec(rest) {
    if (rest[0] === '--help' || rest[0] === '-h')
        return { do: 'help' };
    const dashes = rest.indexOf('--');
    const options = dashes === -1 ? rest : rest.slice(0, dashes);
    const wish = parseExecOptions(options);
    if (dashes === -1)
        throw new WrongUsage('exec needs two dashes before the command: gc-token exec -- COMMAND.');
    const [command, ...args] = rest.slice(dashes + 1);
    if (command === undefined || command === '')
        throw new WrongUsage('exec needs a command after the two dashes.');
    return { do: 'exec', command, args, ...wish };
}
function parseExecOptions(options) {
    const waiting = [...options];
    let [keepsCredentials, isGateway, isTokenPassed] = [false, false, false];
    let mostTokens;
    for (let option = waiting.shift(); option !== undefined; option = waiting.shift()) {
        if (option === '--keep-credentials')
            keepsCredentials = true;
        else if (option === '--gateway')
            isGateway = true;
        else if (option === '--pass-token')
            isTokenPassed = true;
        else if (option === '--gateway-tokens')
            mostTokens = wholeNumber(option, waiting.shift(), 10);
        else
            throw new WrongUsage('exec needs two dashes before the command: gc-token exec -- COMMAND.');
    }
    if (isGateway)
        return { keepsCredentials, gateway: { mostTokens: mostTokens ?? 1, isTokenPassed } };
    if (isTokenPassed || mostTokens !== undefined) {
        throw new WrongUsage('--gateway-tokens and --pass-token go with --gateway.');
    }
    return { keepsCredentials, gateway: undefined };
}
function parseGateway(rest) {
    const [option, port, ...others] = rest;
    if (option === '--help' || option === '-h')
        return { do: 'help' };
    if (option === undefined)
        return { do: 'gateway', port: 0 };
    if (option !== '--port' || others.length > 0)
        throw new WrongUsage('gateway takes --port N, and nothing else.');
    return { do: 'gateway', port: wholeNumber(option, port, 65_535) };
}
function wholeNumber(option, text, most) {
    const value = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
    if (value >= 1 && value <= most)
        return value;
    throw new WrongUsage(`${option} takes a whole number from 1 to ${most}.`);
}
function parseOptions(args) {
    if (args.includes('--help') || args.includes('-h'))
        return { do: 'help' };
    if (args.includes('--version'))
        return { do: 'version' };
    const wish = (0,_token_wish_js__WEBPACK_IMPORTED_MODULE_0__/* .parseTokenWish */ .o)(args);
    if (wish !== undefined)
        return { do: 'token', ...wish };
    const unknown = args.find((argument) => (0,_token_wish_js__WEBPACK_IMPORTED_MODULE_0__/* .parseTokenWish */ .o)([argument]) === undefined);
    if (unknown === undefined)
        throw new WrongUsage('--header and --json exclude each other.');
    throw new WrongUsage(`${describe(unknown)} is not known.`);
}
const describe = (argument) => /^-{0,2}[a-z-]{1,20}$/.test(argument) ? `"${argument}"` : 'An argument';


/***/ }),

/***/ 6709:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Lk: () => (/* binding */ hasCredentials),
  Qo: () => (/* binding */ readEnvironment),
  O0: () => (/* binding */ secretsOfEnvironment)
});

// UNUSED EXPORTS: ENVIRONMENT_FIELDS

// EXTERNAL MODULE: ./build/settings/fields.js + 3 modules
var fields = __webpack_require__(3907);
// EXTERNAL MODULE: ./build/settings/reader.js
var reader = __webpack_require__(6518);
// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
// EXTERNAL MODULE: ./build/genesys/region.js
var genesys_region = __webpack_require__(4596);
;// CONCATENATED MODULE: ./build/settings/rules.js



const SECRET_IS_NEEDED = {
    of: ['clientSecret'],
    check: ({ clientSecret }) => (clientSecret.reveal() === '' ? new reader/* Mistake */.Fp('is empty.', 'empty') : undefined),
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
            return new reader/* Mistake */.Fp((0,genesys_region/* unknownRegion */.hk)(region.name, name('loginUrl'), name('apiUrl')));
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



function readSettings(source, others = []) {
    const values = read(TOKEN_FIELDS, SHARING_RULES, source, others);
    const { organizationId, minValidityMs, exportEnvironment, revoke, summary, matrixSize } = values;
    const { gateway, gatewayTokens, gatewayPassToken } = values;
    return {
        ...revokeSettings(values),
        organizationId,
        minValidityMs,
        keepFresh: values.keepFresh || gateway,
        gateway,
        gatewayTokens,
        gatewayPassToken,
        exportEnvironment,
        revoke,
        summary,
        matrixSize,
    };
}
function readRevokeSettings(source, others = []) {
    return revokeSettings(read(REVOKE_FIELDS, SHARING_RULES, source, others));
}
function revokeSettings(values) {
    const { scope, share, redis, shareKey, timeoutMs } = values;
    return { ...clientSettings(values), scope, share, redis, shareKey, timeoutMs };
}
function clientSettings(values) {
    const { clientId, clientSecret, region, apiUrl } = values;
    const domain = region?.domain ?? '';
    const loginUrl = values.loginUrl ?? (domain === '' ? '' : `https://login.${domain}`);
    return {
        credentials: { method: 'basic', clientId, clientSecret },
        region,
        loginUrl,
        tokenUrl: values.tokenUrl ?? `${loginUrl}/oauth/token`,
        apiUrl: apiUrl ?? `https://api.${domain}`,
    };
}

// EXTERNAL MODULE: ./build/settings/sources.js
var sources = __webpack_require__(603);
;// CONCATENATED MODULE: ./build/settings/environment.js





const ENVIRONMENT_FIELDS = {
    ...fields/* CLIENT_FIELDS */.yP,
    minValidityMs: fields/* TOKEN_FIELDS */.c0.minValidityMs,
    timeoutMs: fields/* TOKEN_FIELDS */.c0.timeoutMs,
};
function readEnvironment(environment, others = []) {
    const values = (0,reader/* read */.LF)(ENVIRONMENT_FIELDS, CLIENT_RULES, (0,sources/* variableSource */.u)(environment), others);
    const { minValidityMs, timeoutMs } = values;
    return { ...clientSettings(values), minValidityMs, timeoutMs };
}
function hasCredentials(environment) {
    const { clientId, clientSecret } = ENVIRONMENT_FIELDS;
    const { text } = (0,sources/* variableSource */.u)(environment);
    return text(clientId) !== '' && text(clientSecret) !== '';
}
function secretsOfEnvironment(environment) {
    return (0,reader/* formsToMask */.Jm)(ENVIRONMENT_FIELDS, (0,sources/* variableSource */.u)(environment));
}


/***/ }),

/***/ 3907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yP: () => (/* binding */ CLIENT_FIELDS),
  c0: () => (/* binding */ TOKEN_FIELDS)
});

// UNUSED EXPORTS: REVOKE_FIELDS, TIMEOUT, field

// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(3406);
;// CONCATENATED MODULE: ./build/core/base-url.js
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

// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
// EXTERNAL MODULE: ./build/core/secret.js
var secret = __webpack_require__(3431);
// EXTERNAL MODULE: ./build/genesys/region.js
var region = __webpack_require__(4596);
// EXTERNAL MODULE: ./build/settings/reader.js
var reader = __webpack_require__(6518);
;// CONCATENATED MODULE: ./build/settings/redis-url.js

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
        password: password === '' ? undefined : new secret/* Secret */.z(password),
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
    const parsed = parseBaseUrl(text);
    return 'url' in parsed ? parsed.url : new reader/* Mistake */.Fp(parsed.mistake);
}
function optionalEndpointUrl(text) {
    if (text === '')
        return undefined;
    const parsed = parseEndpointUrl(text);
    return 'url' in parsed ? parsed.url : new reader/* Mistake */.Fp(parsed.mistake);
}
function optionalRedisUrl(text) {
    if (text === '')
        return undefined;
    const target = parseRedisUrl(text);
    return 'mistake' in target ? new reader/* Mistake */.Fp(`${target.mistake}.`) : target;
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
const CLIENT_ID = field({
    input: 'client-id',
    variable: 'GENESYSCLOUD_OAUTHCLIENT_ID',
    parse: clientId,
});
const CLIENT_FIELDS = {
    clientId: CLIENT_ID,
    clientSecret: field({
        input: 'client-secret',
        variable: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
        parse: parsers_secret,
        secretForms: (text, source) => [
            ...(0,masks/* maskForms */.ye)(text),
            ...(0,masks/* basicCredentialForms */.xX)(source.text(CLIENT_ID), text),
        ],
    }),
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
        secretForms: (text) => secretsInRedisUrl(text).flatMap(masks/* maskForms */.ye),
    }),
    shareKey: field({ input: 'share-key', parse: optionalText }),
    timeoutMs: TIMEOUT,
};
const TOKEN_FIELDS = {
    ...CLIENT_FIELDS,
    scope: REVOKE_FIELDS.scope,
    organizationId: field({ input: 'organization-id', parse: organizationId }),
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
    matrixSize: field({ input: 'matrix-size', default: '${{ strategy.job-total }}', parse: numberOfJobs }),
};


/***/ }),

/***/ 6518:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fp: () => (/* binding */ Mistake),
/* harmony export */   Jm: () => (/* binding */ formsToMask),
/* harmony export */   LF: () => (/* binding */ read)
/* harmony export */ });
/* unused harmony export inputNames */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);

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
    const parsed = Object.entries(fields).map(([key, field]) => {
        return [key, field.parse(source.text(field) || (field.default ?? ''))];
    });
    const values = Object.fromEntries(parsed);
    const wrong = new Set(parsed.flatMap(([key, value]) => (value instanceof Mistake ? [key] : [])));
    const asked = {
        name: (key) => source.name(fields[key] ?? {}),
        isGiven: (key) => source.text(fields[key] ?? {}) !== '',
    };
    const broken = rules
        .filter(({ of }) => !of.some((key) => wrong.has(key)))
        .map(({ of: [key], check }) => [key, check(values, asked)]);
    const found = Object.keys(fields).flatMap((key) => [...parsed, ...broken].flatMap(([about, value]) => about === key && value instanceof Mistake ? [{ name: asked.name(key), mistake: value }] : []));
    if (found.length === 0 && others.length === 0)
        return values;
    const told = [...found.map(({ name, mistake }) => `${name} ${mistake.rest}`), ...others];
    const causes = found.some(({ mistake }) => mistake.isEmpty) ? source.whyEmpty : [];
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('SETTINGS_INVALID', (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .tellMistakes */ .JJ)(told), causes);
}


/***/ }),

/***/ 603:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ variableSource)
/* harmony export */ });
/* unused harmony export inputSource */
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


/***/ })

};
;