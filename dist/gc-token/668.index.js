"use strict";
exports.id = 668;
exports.ids = [668];
exports.modules = {

/***/ 668:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  complain: () => (/* binding */ complain),
  say: () => (/* binding */ say)
});

// EXTERNAL MODULE: ./build/adapters/credentials.js
var credentials = __webpack_require__(378);
// EXTERNAL MODULE: ./build/adapters/process.js
var adapters_process = __webpack_require__(621);
// EXTERNAL MODULE: ./build/agent/client.js
var client = __webpack_require__(662);
// EXTERNAL MODULE: ./build/token/errors.js
var errors = __webpack_require__(326);
// EXTERNAL MODULE: ./build/token/version.js
var version = __webpack_require__(553);
// EXTERNAL MODULE: ./build/command/arguments.js
var command_arguments = __webpack_require__(321);
;// CONCATENATED MODULE: ./build/command/describe.js




const HOME = `https://github.com/org/gc-oauth-action/blob/v${version/* VERSION */.x}`;
const ACTION_FOLDER = /[\\/]_actions[\\/]([\w.-]+)[\\/]([\w.-]+)[\\/](.+)[\\/]dist[\\/]/;
function describeForTerminal(error, script, socket) {
    const documentation = documentationOf(script);
    if (error instanceof errors/* ActionError */.lZ)
        return (0,errors/* describeError */.Uc)(error, documentation);
    if (error instanceof client/* AgentError */.Yv)
        return describeReply(error, documentation);
    if (error instanceof client/* AgentUnreachable */.Yf)
        return (0,errors/* describeError */.Uc)(unreachable(error, socket), documentation);
    if (error instanceof command_arguments/* WrongUsage */.r)
        return `${error.message} See gc-token --help.`;
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE')
        return 'Nobody reads the output.';
    return (0,errors/* messageOf */.bD)(error);
}
function describeReply({ reply }, documentation) {
    const code = errors/* ERROR_CODES */.OQ.find((known) => known === reply.code);
    if (code === undefined)
        return reply.message;
    return (0,errors/* describeError */.Uc)(new errors/* ActionError */.lZ(code, reply.message, reply.causes), documentation);
}
function documentationOf(script) {
    const [, owner, repository, ref] = ACTION_FOLDER.exec(script) ?? [];
    const home = owner === undefined || repository === undefined || ref === undefined
        ? HOME
        : `https://github.com/${owner}/${repository}/blob/${ref.replaceAll('\\', '/')}`;
    return `${home}/docs/troubleshooting.md`;
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
    if (error instanceof command_arguments/* WrongUsage */.r)
        return 2;
    return error instanceof errors/* ActionError */.lZ && error.code === 'SETTINGS_INVALID' ? 2 : 1;
}

// EXTERNAL MODULE: ./build/token/masks.js
var masks = __webpack_require__(827);
;// CONCATENATED MODULE: ./build/compose/voice.js




function say(sentence) {
    const { [credentials/* CREDENTIAL_VARIABLES */.e.clientId]: id = '', [credentials/* CREDENTIAL_VARIABLES */.e.clientSecret]: secret = '' } = (0,adapters_process/* environment */.cA)();
    const forms = secret === '' ? [] : [...(0,masks/* maskForms */.ye)(secret.trim()), ...(0,masks/* basicCredentialForms */.xX)(id.trim(), secret.trim())];
    (0,adapters_process/* writeAll */.f4)(2, `gc-token: ${(0,masks/* redact */.E$)(sentence, (0,masks/* longestFirst */.z3)(forms))}\n`);
}
function complain(error) {
    try {
        say(describeForTerminal(error, process.argv[1] ?? '', (0,adapters_process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? ''));
    }
    catch {
    }
    return exitCodeFor(error);
}


/***/ }),

/***/ 326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
    'GRANT_TYPE_NOT_ALLOWED',
    'SCOPE_REJECTED',
    'REQUEST_REFUSED',
    'ENDPOINT_NOT_FOUND',
    'REDIRECTED',
    'RATE_LIMITED',
    'SERVER_FAILED',
    'REPLY_UNREADABLE',
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
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ })

};
;