"use strict";
exports.id = 977;
exports.ids = [977];
exports.modules = {

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


/***/ })

};
;