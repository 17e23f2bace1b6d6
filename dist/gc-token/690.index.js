"use strict";
exports.id = 690;
exports.ids = [690];
exports.modules = {

751:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
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

8208:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  $N: () => (codeOf),
  JJ: () => (tellMistakes),
  OQ: () => (ERROR_CODES),
  Uc: () => (describeError),
  bD: () => (messageOf),
  lZ: () => (ActionError)
});
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


}),

1143:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  x: () => (VERSION)
});
const VERSION = '1.0.0';


}),

9690:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cleanDebugLines: () => (cleanDebugLines),
  complain: () => (complain),
  documentation: () => (documentation),
  log: () => (log),
  redactor: () => (redactor),
  sayUnchanged: () => (sayUnchanged),
  sayUnreachable: () => (sayUnreachable)
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

var external_node_fs_ = __webpack_require__(3024);
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

var version = __webpack_require__(1143);
var describe = __webpack_require__(5199);
var interruption = __webpack_require__(985);
var environment = __webpack_require__(6064);
var errors = __webpack_require__(8208);
var genesys_region = __webpack_require__(4596);
var fields = __webpack_require__(4012);
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
    const { clientId, secret } = fields/* CLIENT_FIELDS */.yP;
    return [
        ...notAnId(clientId, 'of an OAuth client', given),
        ...wrapped(clientId, given),
        ...wrapped(secret, given),
    ];
}
function lostInputs({ source, inputs, environment }) {
    const given = (name) => (environment[name] ?? '') !== '';
    const underscored = inputs
        .filter((name) => name.includes('-') && given(variableOf(name.replaceAll('-', '_'))))
        .map((name) => `the step sets ${name.replaceAll('-', '_')}: the name of this input is ${name}`);
    const names = Object.keys(environment).filter((name) => name.startsWith('INPUT_'));
    const slips = [...underscored, ...unknownInputs(names.filter(given), inputs)];
    const { clientId } = fields/* CLIENT_FIELDS */.yP;
    if (source.text(clientId) !== '')
        return slips;
    if (names.length > 0 && !names.some((name) => name.includes('-'))) {
        return [
            ...slips,
            'no input with a hyphen in its name has arrived: a shell that starts this action, such as sh as the entrypoint of a container, drops variables with such names',
        ];
    }
    const variable = clientId.variable ?? '';
    return slips.length > 0 || !given(variable)
        ? slips
        : [`the job has ${variable} in its env, which only gc-token reads: give the step inputs (with:)`];
}
function unknownInputs(given, inputs) {
    const known = inputs.flatMap((name) => [variableOf(name), variableOf(name.replaceAll('-', '_'))]);
    return given
        .filter((name) => !known.includes(name))
        .map((name) => `${(0,characters/* quoted */.TL)(name)} is set, and this action has no input of that name: is it misspelt?`);
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

var in_variables = __webpack_require__(1402);
var sources = __webpack_require__(603);
var variables = __webpack_require__(4597);
;// CONCATENATED MODULE: ./build/entries/terminal.js













let known;
function redactor() {
    if (known === undefined) {
        known = new Redactor();
        known.add((0,environment/* secretsOfEnvironment */.O0)((0,variables/* variables */.E)().environment));
    }
    return known;
}
function cleanDebugLines() {
    cleanStderr((text) => redactor().clean(text));
}
function log(sentence) {
    write((0,in_variables/* inVariables */.XW)(sentence));
}
function write(text) {
    (0,adapters_process/* writeAll */.f4)(2, `gc-token: ${redactor().clean(text)}\n`);
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
        if (error instanceof interruption/* Interrupted */.j)
            return error.exitCode;
        const given = { source: (0,sources/* variableSource */.u)((0,adapters_process/* environment */.cA)()), inputs: [], environment: (0,adapters_process/* environment */.cA)() };
        const socket = (0,adapters_process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '';
        const place = { socket, isOnRunner: (0,adapters_process/* environment */.cA)()['GITHUB_ACTIONS'] === 'true' };
        write((0,describe/* describeForTerminal */.lH)(explain(error, given), documentation(), place));
    }
    catch {
    }
    return (0,describe/* exitCodeFor */.Rr)(error);
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


}),

4597:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (variables)
});

var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/adapters/key-file.js

const KEY = 'GENESYSCLOUD_PRIVATE_KEY';
const FILE = 'GENESYSCLOUD_PRIVATE_KEY_FILE';
const LARGEST_FILE_BYTES = 64 * 1024;
function withKeyFile(environment) {
    const path = environment[FILE]?.trim() ?? '';
    const method = environment['GENESYSCLOUD_CLIENT_AUTH']?.trim().toLowerCase();
    if (path === '' || method !== 'private-key-jwt')
        return { environment, mistakes: [] };
    if ((environment[KEY] ?? '').trim() !== '') {
        return { environment, mistakes: [`${FILE} is given, and so is ${KEY}. Leave one of them out.`] };
    }
    const wrong = (what) => ({ environment, mistakes: [`${FILE} ${what}`] });
    try {
        const file = (0,external_node_fs_.statSync)(path);
        if (!file.isFile())
            return wrong('names something that is no file.');
        if (file.size > LARGEST_FILE_BYTES)
            return wrong('names a file that is too large for a key.');
        const key = (0,external_node_fs_.readFileSync)(path, 'utf8');
        if (key.trim() === '')
            return wrong('names a file that is empty.');
        return { environment: { ...environment, [KEY]: key }, mistakes: [] };
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        return wrong(`names a file that cannot be read (${code}).`);
    }
}

var process = __webpack_require__(3621);
;// CONCATENATED MODULE: ./build/entries/variables.js


let read;
function variables() {
    read ??= withKeyFile((0,process/* environment */.cA)());
    return read;
}


}),

4596:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  $t: () => (placeOf),
  cf: () => (parseRegion),
  hk: () => (unknownRegion),
  ij: () => (REGIONS),
  kA: () => (describeUnlisted)
});
/* unused harmony export similarRegions */
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

4427:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  X1: () => (secretCredentials)
});
/* unused harmony exports secretForms, sharedKey, encodeCredentials, decodeCredentials */
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
    return secret === undefined ? undefined : new Uint8Array(hkdfSync('sha256', secret, salt, purpose, 32));
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

7452:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  _: () => (privateKeyForms)
});
var _core_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6089);
var _core_masks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3406);
var _private_key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4986);



const SHORTEST_LINE = 8;
function privateKeyForms(text) {
    return (0,_private_key_js__WEBPACK_IMPORTED_MODULE_0__/* .isJson */ .Fh)(text) ? jwkForms(text) : pemForms(text);
}
function pemForms(text) {
    const lines = linesOf((0,_private_key_js__WEBPACK_IMPORTED_MODULE_0__/* .withLineBreaks */ .Pg)(text));
    const begin = lines.findIndex((line) => line.startsWith('-----BEGIN'));
    const end = lines.findLastIndex((line) => line.startsWith('-----END'));
    const isOfPem = (index) => begin >= 0 && index >= begin && index <= end;
    const masked = lines.filter((line, index) => line.length >= SHORTEST_LINE || isOfPem(index));
    const block = lines.filter((_, index) => isOfPem(index));
    const body = block.filter((line) => !line.startsWith('-----')).join('');
    const words = text.includes('-----BEGIN') ? (text.match(/[\w+/=]{16,}/g) ?? []) : [];
    const wholes = [block.join('\n'), block.join('\r\n')].flatMap(_core_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .maskForms */ .ye);
    const forms = [...wholes, ...masked, ...words, block.join('\\n'), block.join('\\r\\n'), ...(0,_core_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .maskForms */ .ye)(body)];
    const single = lines.length === 1 ? (0,_core_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .maskForms */ .ye)(text) : [];
    return [...new Set([...single, ...forms])].filter((form) => form !== '');
}
function jwkForms(text) {
    const jwk = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .l)(text);
    const lines = linesOf(text).filter((line) => line.length >= SHORTEST_LINE);
    if (jwk === undefined)
        return [...lines, ...(text.match(/[\w-]{16,}/g) ?? [])];
    const secrets = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].map((name) => jwk[name]);
    const texts = secrets.filter((value) => typeof value === 'string' && value !== '');
    return [...texts.flatMap(_core_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .maskForms */ .ye), JSON.stringify(jwk), ...(lines.length === 1 ? lines : [])];
}
const linesOf = (text) => text
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');


}),

4986:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Fh: () => (isJson),
  QW: () => (parsePrivateKey),
  Pg: () => (withLineBreaks)
});

var external_node_crypto_ = __webpack_require__(7598);
var json = __webpack_require__(6089);
var secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/oauth/other-key-forms.js
const MAKE_PKCS8 = 'Make PKCS#8 of it: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem';
const MAKE_EC_KEY = 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem';
const MAKE_RSA_KEY = 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out key.pem';
const TAKES = 'It takes RSA from 2048 bits, P-256, P-384, P-521 or Ed25519';
const OTHER_LABELS = {
    'RSA PRIVATE KEY': `is an RSA key in PKCS#1 form (BEGIN RSA PRIVATE KEY). ${MAKE_PKCS8}`,
    'EC PRIVATE KEY': `is an EC key in SEC1 form (BEGIN EC PRIVATE KEY). ${MAKE_PKCS8}`,
    'ENCRYPTED PRIVATE KEY': `is encrypted (BEGIN ENCRYPTED PRIVATE KEY). ${MAKE_PKCS8}`,
    'DSA PRIVATE KEY': otherKey('is a DSA key (BEGIN DSA PRIVATE KEY)'),
    'OPENSSH PRIVATE KEY': `is in OpenSSH's own form (BEGIN OPENSSH PRIVATE KEY), which openssl does not read. Convert a copy of it with ssh-keygen -p -m PKCS8 -f key, or make a new key: ${MAKE_EC_KEY}`,
    'PUBLIC KEY': publicPart('is a public key (BEGIN PUBLIC KEY)'),
    'RSA PUBLIC KEY': publicPart('is a public key (BEGIN RSA PUBLIC KEY)'),
    CERTIFICATE: publicPart('is a certificate (BEGIN CERTIFICATE)'),
    'CERTIFICATE REQUEST': publicPart('is a certificate request (BEGIN CERTIFICATE REQUEST)'),
};
function otherPem(text, blocks) {
    if (blocks.some(({ body }) => body.includes('Proc-Type: 4,ENCRYPTED'))) {
        return `is encrypted (Proc-Type: 4,ENCRYPTED). ${MAKE_PKCS8}`;
    }
    const known = Object.entries(OTHER_LABELS).find(([label]) => blocks.some((block) => block.label === label));
    if (known !== undefined)
        return known[1];
    if (blocks.length > 0)
        return `is a PEM of another kind. It takes a private key. ${MAKE_PKCS8}`;
    if (text.includes('-----BEGIN'))
        return `is an incomplete PEM: the line of its end is missing. ${MAKE_PKCS8}`;
    const bare = text.replace(/\s/g, '');
    if (bare.startsWith('LS0tLS1CRUdJTi')) {
        return 'is a PEM that was encoded in Base64. Decode it: openssl base64 -d -A -in key.b64 -out key.pem';
    }
    return /^[\w+/-]{40,}={0,2}$/.test(bare)
        ? `is Base64 without the lines BEGIN and END. ${MAKE_PKCS8}`
        : `is neither a PEM nor a JWK. It takes PKCS#8. ${MAKE_PKCS8}`;
}
const DAMAGED_PEM = `is a damaged or incomplete PEM (BEGIN PRIVATE KEY). Write it anew: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem`;
function otherJwk({ kty, crv, d, use, keys }) {
    if (Array.isArray(keys))
        return `is a JWK Set. It takes one JWK of it, with its private part, or a PEM. ${MAKE_PKCS8}`;
    if (kty === 'oct')
        return otherKey('is a JWK of a symmetric key (kty: oct)');
    if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') {
        return `is JSON and no JWK of a known kind (kty: RSA, EC or OKP). It takes that, or a PEM. ${MAKE_PKCS8}`;
    }
    if (typeof d !== 'string' || d === '')
        return publicPart('is a JWK of a public key (it has no d)');
    if (use === 'enc')
        return otherKey('is a JWK for encryption (use: enc)');
    const curves = kty === 'EC' ? ['P-256', 'P-384', 'P-521'] : ['Ed25519'];
    if (kty === 'RSA' || curves.some((curve) => curve === crv))
        return undefined;
    const name = ['secp256k1', 'X25519', 'X448', 'Ed448'].find((known) => known === crv) ?? 'another curve';
    return otherKey(`is a JWK on ${name}`);
}
function unreadableJwk({ kty }) {
    const members = kty === 'RSA' ? 'n, e, d, p, q, dp, dq and qi' : 'crv, x, d and, for EC, y';
    return `is a JWK that cannot be read. It has to have ${members}, or be a PEM. ${MAKE_PKCS8}`;
}
const PARTS_OF_TWO_KEYS = `is damaged: its private and its public part do not belong together. Write it anew, whole. ${MAKE_PKCS8}`;
const BROKEN_JSON = `begins like a JWK and is no JSON. Paste it anew, whole, or give a PEM. ${MAKE_PKCS8}`;
function otherAlgorithm(alg, possible) {
    const named = typeof alg === 'string' && /^[A-Z]{2}\d{3}$/.test(alg) ? alg : 'none that this key can do';
    return `is a JWK whose alg is ${named}. Its key signs with ${possible.join(', ')}: correct alg, or leave it out.`;
}
function shortRsaKey(bits) {
    return `is an RSA key of ${bits} bits. It takes 2048 or more. Make one: ${MAKE_RSA_KEY}`;
}
function otherKey(what) {
    return `${what}. ${TAKES}. Make one: ${MAKE_EC_KEY}`;
}
function publicPart(what) {
    return `${what}. It takes the private key of the pair, as PKCS#8: openssl pkcs8 -topk8 -nocrypt -in private.pem -out key.pkcs8.pem`;
}

;// CONCATENATED MODULE: ./build/oauth/private-key.js




const SHORTEST_RSA_BITS = 2048;
const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const EC_ALGORITHMS = {
    prime256v1: ['ES256'],
    secp384r1: ['ES384'],
    secp521r1: ['ES512'],
};
const ED25519_ALGORITHMS = ['EdDSA', 'Ed25519'];
function parsePrivateKey(text) {
    return isJson(text) ? parseJwk(text) : parsePem(text);
}
function parsePem(text) {
    const blocks = pemBlocks(text);
    const [block, another] = blocks.filter(({ label }) => label === 'PRIVATE KEY');
    if (another !== undefined)
        return { mistake: 'holds several private keys. It takes one.' };
    if (block === undefined)
        return { mistake: otherPem(text, blocks) };
    const der = Buffer.from(block.body, 'base64');
    const key = imported(() => (0,external_node_crypto_.createPrivateKey)({ key: der, format: 'der', type: 'pkcs8' }));
    return key === undefined ? { mistake: DAMAGED_PEM } : signingKey(key, {});
}
function pemBlocks(text) {
    const found = withLineBreaks(text).matchAll(/-----BEGIN ([A-Z\d ]+)-----([^]*?)-----END \1-----/g);
    return [...found].map(([, label = '', body = '']) => ({ label, body }));
}
function parseJwk(text) {
    const jwk = (0,json/* parseObject */.l)(text);
    if (jwk === undefined)
        return { mistake: BROKEN_JSON };
    const mistake = otherJwk(jwk);
    if (mistake !== undefined)
        return { mistake };
    const key = imported(() => (0,external_node_crypto_.createPrivateKey)({ key: jwk, format: 'jwk' }));
    return key === undefined ? { mistake: unreadableJwk(jwk) } : signingKey(key, jwk);
}
function signingKey(key, { alg, kid }) {
    const algorithms = algorithmsOf(key);
    if ('mistake' in algorithms)
        return algorithms;
    const algorithm = alg === undefined ? algorithms[0] : algorithms.find((known) => known === alg);
    if (algorithm === undefined)
        return { mistake: otherAlgorithm(alg, algorithms) };
    if (!isPair(key))
        return { mistake: PARTS_OF_TWO_KEYS };
    const id = typeof kid === 'string' && kid !== '' ? kid : undefined;
    return { pkcs8: new secret/* Secret */.z(canonicalPkcs8(key)), algorithm, id };
}
function algorithmsOf({ asymmetricKeyType: kind, asymmetricKeyDetails, }) {
    const { modulusLength = 0, namedCurve = 'a curve without a name' } = asymmetricKeyDetails ?? {};
    if (kind === 'ed25519')
        return ED25519_ALGORITHMS;
    if (kind === 'ec')
        return EC_ALGORITHMS[namedCurve] ?? { mistake: otherKey(`is an EC key on ${namedCurve}`) };
    if (kind !== 'rsa')
        return { mistake: otherKey(`is a key of the kind ${kind ?? 'unknown'}`) };
    return modulusLength < SHORTEST_RSA_BITS ? { mistake: shortRsaKey(modulusLength) } : RSA_ALGORITHMS;
}
function isPair(key) {
    const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
    try {
        return (0,external_node_crypto_.verify)(digest, PROBE, (0,external_node_crypto_.createPublicKey)(key), (0,external_node_crypto_.sign)(digest, PROBE, key));
    }
    catch {
        return false;
    }
}
const PROBE = Buffer.from('a text to sign');
function canonicalPkcs8(key) {
    const complete = (0,external_node_crypto_.createPrivateKey)({ key: key.export({ format: 'jwk' }), format: 'jwk' });
    return complete.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}
function imported(read) {
    try {
        return read();
    }
    catch {
        return undefined;
    }
}
const isJson = (text) => text.trimStart().startsWith('{');
const withLineBreaks = (text) => text.replace(/\\r\\n|\\n|\\r/g, '\n');


}),

5199:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Rr: () => (exitCodeFor),
  lH: () => (describeForTerminal),
  z6: () => (asActionError)
});
var _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8198);
var _core_characters_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(751);
var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8208);
var _settings_in_variables_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1402);
var _interruption_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(985);
var _wrong_usage_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8499);






function describeForTerminal(error, documentation, place) {
    const ours = asActionError(error, place.socket);
    const isAboutInputs = place.isOnRunner && !(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ);
    if (ours !== undefined)
        return (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .describeError */ .Uc)(isAboutInputs ? ours : withoutRunner(ours), documentation);
    if (error instanceof _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AgentError */ .Y)
        return (0,_core_characters_js__WEBPACK_IMPORTED_MODULE_5__/* .onOneLine */ .GJ)(error.reply.message);
    if (error instanceof _wrong_usage_js__WEBPACK_IMPORTED_MODULE_4__/* .WrongUsage */ .r7)
        return `${error.message}\n${(0,_wrong_usage_js__WEBPACK_IMPORTED_MODULE_4__/* .describeUsage */ .P_)(error.usage)}`;
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE')
        return 'The output is not read.';
    return (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error);
}
function withoutRunner({ code, message, causes, cause }) {
    const possible = causes.filter((text) => !(0,_settings_in_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfInputsOnly */ .Z$)(text));
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(code, (0,_settings_in_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .inVariables */ .XW)(message), possible.map(_settings_in_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .inVariables */ .XW), cause);
}
function asActionError(error, socket) {
    if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ)
        return error;
    if (error instanceof _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AgentUnreachable */ .F)
        return unreachable(error, socket);
    if (!(error instanceof _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AgentError */ .Y))
        return undefined;
    const { reply } = error;
    const code = _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ERROR_CODES */ .OQ.find((known) => known === reply.code);
    return code === undefined
        ? undefined
        : new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(code, (0,_core_characters_js__WEBPACK_IMPORTED_MODULE_5__/* .onOneLine */ .GJ)(reply.message), reply.causes.map(_core_characters_js__WEBPACK_IMPORTED_MODULE_5__/* .onOneLine */ .GJ));
}
function unreachable(error, socket) {
    const where = socket === '' ? '' : ` at ${socket}`;
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('AGENT_UNREACHABLE', `The agent${where} does not answer (${error.message}).`, [
        'it was stopped: by the post step of the step with keep-fresh: true, or with the command that gc-token exec ran',
        'something on this machine killed it or emptied its folder for temporary files',
        'this command runs as another user or in another container than the agent',
    ]);
}
function exitCodeFor(error) {
    if (error instanceof _interruption_js__WEBPACK_IMPORTED_MODULE_3__/* .Interrupted */ .j)
        return error.exitCode;
    if (error instanceof _wrong_usage_js__WEBPACK_IMPORTED_MODULE_4__/* .WrongUsage */ .r7)
        return 2;
    return error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ && error.code === 'SETTINGS_INVALID' ? 2 : 1;
}


}),

985:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  j: () => (Interrupted)
});
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    constructor(exitCode) {
        super('gc-token was interrupted');
        this.exitCode = exitCode;
    }
}


}),

8499:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  P_: () => (describeUsage),
  r7: () => (WrongUsage),
  rD: () => (wholeNumber),
  v4: () => (describeArgument)
});
class WrongUsage extends Error {
    name = 'WrongUsage';
    usage;
    constructor(message, usage) {
        super(message);
        this.usage = usage;
    }
}
function describeArgument(argument) {
    return /^-{0,2}[a-z-]{1,20}$/.test(argument) ? `"${argument}" is not known.` : 'An argument is not known.';
}
function describeUsage(usage) {
    return `Usage: ${usage.join('\n       ')}`;
}
function wholeNumber(option, text, most, usage) {
    const value = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
    if (value >= 1 && value <= most)
        return value;
    throw new WrongUsage(`${option} takes a whole number from 1 to ${most}.`, usage);
}


}),

2370:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (ignoredVariables),
  readingAnyProof: () => (readingAnyProof),
  W: () => (readingVariables)
});

var masks = __webpack_require__(3406);
var secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/oauth/authentication-methods.js
const AUTHENTICATION_METHODS = ['basic', 'post', 'private-key-jwt', 'github-oidc'];

var client_credentials = __webpack_require__(4427);
var private_key_forms = __webpack_require__(7452);
var private_key = __webpack_require__(4986);
;// CONCATENATED MODULE: ./build/settings/authentication.js






function readingAnyProof(fields, from, tools) {
    const reading = readingVariables(fields, from, tools);
    const useless = PROOFS.map((proof) => isUseless(proof, tools));
    return { ...reading, rules: [...reading.rules, ...useless, secretInCommon(tools)] };
}
function readingVariables(fields, { source, environment }, tools) {
    const { clientAuthentication, privateKey, privateKeyId, assertionAudience } = fields;
    const isByIdToken = source.text(clientAuthentication).toLowerCase() === 'github-oidc';
    const all = {
        ...fields,
        clientAuthentication: { ...clientAuthentication, parse: tools.oneOf(...AUTHENTICATION_METHODS) },
        privateKey: { ...privateKey, secretForms: private_key_forms/* privateKeyForms */._, parse: (text) => keyIn(text, tools) },
        privateKeyId: { ...privateKeyId, parse: optionalText },
        assertionAudience: { ...assertionAudience, parse: optionalText },
        ...(isByIdToken ? { idTokens: idTokensField(clientAuthentication, environment, tools) } : {}),
    };
    return { fields: all, rules: [keyIsNeeded(tools)], credentialsOf };
}
function ignoredVariables(fields, source) {
    const text = source.text(fields.clientAuthentication).toLowerCase() || 'basic';
    const method = AUTHENTICATION_METHODS.find((known) => known === text);
    if (method === undefined)
        return [];
    const unused = PROOFS.filter((proof) => !isOfUse(proof, method) && source.text(fields[proof]) !== '');
    return unused.map((proof) => source.name(fields[proof]));
}
const optionalText = (text) => (text === '' ? undefined : text);
function keyIn(text, { wrong }) {
    if (text === '')
        return undefined;
    const key = (0,private_key/* parsePrivateKey */.QW)(text);
    return 'mistake' in key ? wrong(key.mistake) : key;
}
const SAFE_ADDRESS = /^(?:https:\/\/|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])[:/])[^@]*$/;
function idTokensField({ input = '', variable = '' }, { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '', }, { wrong }) {
    return {
        input,
        variable,
        secretForms: () => (token === '' ? [] : (0,masks/* tokenForms */.py)(token)),
        parse: () => {
            if (url === '' || token === '')
                return wrong(NO_PERMISSION);
            if (URL.canParse(url) && SAFE_ADDRESS.test(url))
                return { requestUrl: url, requestToken: new secret/* Secret */.z(token) };
            return wrong('is github-oidc, but ACTIONS_ID_TOKEN_REQUEST_URL is no https address: something has changed it.');
        },
    };
}
const NO_PERMISSION = `is github-oidc, but this job may not ask for ID tokens (ACTIONS_ID_TOKEN_REQUEST_URL is not set). Outside GitHub Actions there are none. Add these two lines to the job, and what else it needs, since all other permissions then end:
permissions:
  id-token: write`;
const PROOFS = ['secret', 'privateKey', 'privateKeyId', 'assertionAudience'];
function isOfUse(proof, method) {
    const isByAssertion = method === 'private-key-jwt' || method === 'github-oidc';
    if (proof === 'secret')
        return !isByAssertion;
    return proof === 'assertionAudience' ? isByAssertion : method === 'private-key-jwt';
}
const keyIsNeeded = ({ wrong }) => ({
    of: ['privateKey', 'clientAuthentication'],
    check: ({ privateKey, clientAuthentication }) => privateKey === undefined && clientAuthentication === 'private-key-jwt'
        ? wrong('is empty.', 'empty')
        : undefined,
});
const isUseless = (proof, { wrong }) => ({
    of: [proof, 'clientAuthentication'],
    check: ({ clientAuthentication: method }, { name, isGiven }) => isOfUse(proof, method) || !isGiven(proof)
        ? undefined
        : wrong(`is given, but ${name('clientAuthentication')} is ${method}, which has no use for it. Leave one of them out.`),
});
const secretInCommon = ({ wrong }) => ({
    of: ['clientAuthentication'],
    check: ({ clientAuthentication: method, share }) => method === 'github-oidc' && (share === 'run' || share === 'repository')
        ? wrong(`is github-oidc, but share is ${share}: jobs share what only they can open, and have no secret in common then. Set share to none, or use private-key-jwt.`)
        : undefined,
});
function credentialsOf(values) {
    const { clientAuthentication: method, clientId, secret, privateKey, privateKeyId, idTokens } = values;
    const audience = values.assertionAudience;
    if (method === 'basic' || method === 'post')
        return (0,client_credentials/* secretCredentials */.X1)(method, clientId, secret);
    if (method === 'github-oidc' && idTokens !== undefined)
        return { method, clientId, ...idTokens, audience };
    if (method === 'private-key-jwt' && privateKey !== undefined) {
        return { method, clientId, key: { ...privateKey, id: privateKeyId ?? privateKey.id }, audience };
    }
    throw new Error(`There is nothing to prove the client with by ${method}.`);
}


}),

6064:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I4: () => (ENVIRONMENT_FIELDS),
  Lk: () => (hasCredentials),
  AX: () => (readApiUrl),
  Qo: () => (readEnvironment),
  O0: () => (secretsOfEnvironment)
});

var private_key_forms = __webpack_require__(7452);
var authentication = __webpack_require__(2370);
var fields = __webpack_require__(4012);
var parsers = __webpack_require__(8994);
var reader = __webpack_require__(6518);
var characters = __webpack_require__(751);
var genesys_region = __webpack_require__(4596);
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

var secret_place = __webpack_require__(9531);
var client_credentials = __webpack_require__(4427);
;// CONCATENATED MODULE: ./build/settings/reading.js


function reading_readingBasic(fields) {
    const credentialsOf = ({ clientId, secret }) => secretCredentials('basic', clientId, secret);
    return { fields, rules: [], credentialsOf };
}
async function readingOf(fields, source, environment) {
    const { clientAuthentication, privateKey, privateKeyId, assertionAudience } = fields;
    const others = [privateKey, privateKeyId, assertionAudience];
    const isBasic = ['', 'basic'].includes(source.text(clientAuthentication).toLowerCase());
    if (isBasic && others.every((field) => source.text(field) === ''))
        return reading_readingBasic(fields);
    const { readingAnyProof } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 2370));
    return readingAnyProof(fields, { source, environment }, READING_TOOLS);
}

;// CONCATENATED MODULE: ./build/settings/settings.js




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

var sources = __webpack_require__(603);
;// CONCATENATED MODULE: ./build/settings/environment.js









const ENVIRONMENT_FIELDS = {
    ...fields/* CLIENT_FIELDS */.yP,
    privateKeyFile: (0,fields/* field */.ZZ)({
        variable: 'GENESYSCLOUD_PRIVATE_KEY_FILE',
        parse: parsers/* optionalText */.mR,
        secretForms: (text) => (text.includes('-----BEGIN') ? (0,private_key_forms/* privateKeyForms */._)(text) : []),
    }),
    organizationId: fields/* TOKEN_FIELDS */.c0.organizationId,
    minValidityMs: fields/* TOKEN_FIELDS */.c0.minValidityMs,
    timeoutMs: fields/* TOKEN_FIELDS */.c0.timeoutMs,
};
function readEnvironment(environment, others = []) {
    const source = (0,sources/* variableSource */.u)(environment);
    const reading = environment_readingOf(environment);
    const rules = source.text(reading.fields.privateKeyFile) === '' ? reading.rules : [];
    const values = (0,reader/* read */.LF)(reading.fields, [...CLIENT_RULES, ...rules], source, others);
    const { organizationId, minValidityMs, timeoutMs } = values;
    const ignored = (0,authentication/* ignoredVariables */.Y)(reading.fields, source);
    return { ...clientSettings(values, reading), ignored, organizationId, minValidityMs, timeoutMs };
}
function environment_readingOf(environment) {
    const from = { source: (0,sources/* variableSource */.u)(environment), environment };
    return (0,authentication/* readingVariables */.W)(ENVIRONMENT_FIELDS, from, fields/* READING_TOOLS */.ll);
}
function hasCredentials(environment) {
    const { clientId, secret, clientAuthentication, privateKey, privateKeyFile } = ENVIRONMENT_FIELDS;
    const { text } = (0,sources/* variableSource */.u)(environment);
    const isProven = [secret, privateKey, privateKeyFile].some((proof) => text(proof) !== '') ||
        (0,secret_place/* secretPlace */.M$)(environment).in !== 'variable' ||
        text(clientAuthentication).toLowerCase() === 'github-oidc';
    return text(clientId) !== '' && isProven;
}
function secretsOfEnvironment(environment) {
    return (0,reader/* formsToMask */.Jm)(environment_readingOf(environment).fields, (0,sources/* variableSource */.u)(environment));
}
function readApiUrl(environment, otherwise, others = []) {
    const { region, apiUrl } = fields/* CLIENT_FIELDS */.yP;
    const source = (0,sources/* variableSource */.u)(withoutGateway(environment));
    const isKnown = {
        of: ['region', 'apiUrl'],
        check: ({ region: place, apiUrl: url }) => url === undefined && (place?.domain ?? '') === '' && otherwise === undefined
            ? new reader/* Mistake */.Fp(`is empty or unknown. Give it (for example eu-central-1), or ${apiUrl.variable ?? ''}.`)
            : undefined,
    };
    const values = (0,reader/* read */.LF)({ region, apiUrl }, [isKnown], source, others);
    const domain = values.region?.domain ?? '';
    return values.apiUrl ?? (domain === '' ? (otherwise ?? '') : `https://api.${domain}`);
}
function withoutGateway(environment) {
    const port = environment['GENESYSCLOUD_GATEWAY_PORT'] ?? '';
    const isGateway = port !== '' && environment['GENESYSCLOUD_API_URL'] === `http://127.0.0.1:${port}`;
    return isGateway ? { ...environment, GENESYSCLOUD_API_URL: undefined } : environment;
}


}),

4012:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  ZZ: () => (field),
  c0: () => (TOKEN_FIELDS),
  ll: () => (READING_TOOLS),
  yP: () => (CLIENT_FIELDS)
});
/* unused harmony exports TIMEOUT, REVOKE_FIELDS */
var _core_masks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3406);
var _parsers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8994);
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

1402:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  XW: () => (inVariables),
  Z$: () => (isOfInputsOnly),
  i$: () => (withoutInputs)
});
var _environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6064);

const AS_INPUT = / or region is\b/g;
function inVariables(text) {
    const fields = Object.values(_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .ENVIRONMENT_FIELDS */ .I4);
    const named = fields.reduce((said, { input = '', variable }) => {
        if (variable === undefined || !input.includes('-'))
            return said;
        return said.replace(new RegExp(`(?<![\\w-])${input}(?![\\w-])`, 'g'), variable);
    }, text);
    return named
        .replace(AS_INPUT, ` or ${_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .ENVIRONMENT_FIELDS */ .I4.region.variable ?? ''} is`)
        .replace(/\b(?:the|this) runner's/g, "this machine's")
        .replace(/\b(?:the|this) runner\b/g, 'this machine')
        .replace(/, in the env of the job or of this machine$/, ', before this command starts');
}
function isOfInputsOnly(cause) {
    return cause.includes('timeout-seconds');
}
function withoutInputs(line) {
    const possible = line.split('; ').filter((cause) => !isOfInputsOnly(cause));
    return inVariables(possible.join('; '));
}


}),

8994:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L2: () => (clientId),
  Jt: () => (flag),
  hk: () => (numberOfJobs),
  yL: () => (oneOf),
  Fu: () => (optionalBaseUrl),
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

// UNUSED EXPORTS: isDotSegment, optionalClientId

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
  LF: () => (read)
});
/* unused harmony export inputNames */
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

9531:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  M$: () => (secretPlace),
  VP: () => (SECRET_VARIABLES),
  rQ: () => (isSecretOfUse)
});
/* unused harmony export splitCommand */
const SECRET_VARIABLES = {
    itself: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
    file: 'GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE',
    command: 'GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND',
};
function isSecretOfUse(environment) {
    const method = environment['GENESYSCLOUD_CLIENT_AUTH']?.trim().toLowerCase() ?? '';
    return method !== 'private-key-jwt' && method !== 'github-oidc';
}
function secretPlace(environment) {
    const given = Object.values(SECRET_VARIABLES).filter((name) => (environment[name]?.trim() ?? '') !== '');
    const [first, ...others] = given;
    if (others.length > 0) {
        return {
            in: 'nowhere',
            variable: others[0] ?? '',
            mistake: `${given.join(' and ')} are both set. Keep one of them.`,
        };
    }
    const text = (first === undefined ? '' : environment[first])?.trim() ?? '';
    if (first === SECRET_VARIABLES.file)
        return { in: 'file', variable: first, path: text };
    if (first !== SECRET_VARIABLES.command)
        return { in: 'variable' };
    const [command, ...args] = splitCommand(text) ?? [];
    return command === undefined
        ? { in: 'nowhere', variable: first, mistake: `${first} has a quotation mark that is not closed.` }
        : { in: 'command', variable: first, command, args };
}
function splitCommand(text) {
    const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
    if (words.join('') !== text.replace(/\s+(?=(?:[^"']|"[^"]*"|'[^']*')*$)/g, ''))
        return undefined;
    return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}


}),

603:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  u: () => (variableSource)
});
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


})

};
;