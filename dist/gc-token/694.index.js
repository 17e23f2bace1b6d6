"use strict";
exports.id = 694;
exports.ids = [694];
exports.modules = {

2558:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  n: () => (readFileAtMost),
  r: () => (readAtMost)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

const AGAIN_MS = 5;
function readAtMost(mostBytes, descriptor) {
    const bytes = Buffer.alloc(mostBytes + 1);
    for (let length = 0;;) {
        const read = readSome(descriptor, bytes, length);
        if (read === 0)
            return bytes.toString('utf8', 0, length);
        length += read;
        if (length > mostBytes)
            return undefined;
    }
}
function readFileAtMost(mostBytes, path) {
    const descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'r');
    try {
        return readAtMost(mostBytes, descriptor);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
    }
}
function readSome(descriptor, bytes, offset) {
    for (;;) {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(descriptor, bytes, offset, bytes.length - offset, null);
        }
        catch (error) {
            const code = error instanceof Error && 'code' in error ? error.code : '';
            if (code === 'EOF')
                return 0;
            if (code !== 'EAGAIN')
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS);
        }
    }
}


}),

2705:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  c: () => (isSameText)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

function isSameText(given, expected) {
    const digest = (text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest();
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.timingSafeEqual)(digest(given), digest(expected));
}


}),

9694:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  revokeToken: () => (revokeToken)
});

var client = __webpack_require__(6097);
var nonce = __webpack_require__(5019);
var clock = __webpack_require__(5766);
var process = __webpack_require__(3621);
var proxy = __webpack_require__(7312);
var external_node_tty_ = __webpack_require__(7066);
var bounded_read = __webpack_require__(2558);
;// CONCATENATED MODULE: ./build/adapters/standard-input.js


function readStandardInput(mostBytes) {
    if ((0,external_node_tty_.isatty)(0))
        return '';
    try {
        return (0,bounded_read/* readAtMost */.r)(mostBytes, 0);
    }
    catch {
        return '';
    }
}

var deadline = __webpack_require__(2095);
var masks = __webpack_require__(3406);
var same_text = __webpack_require__(2705);
var secret = __webpack_require__(3431);
var revocation = __webpack_require__(7888);
var send = __webpack_require__(7432);
var environment = __webpack_require__(6064);
var terminal = __webpack_require__(9690);
var terminal_requests = __webpack_require__(2756);
;// CONCATENATED MODULE: ./build/entries/revoke-token.js















const REVOKE_WITHIN_MS = 30_000;
const AGENT_WITHIN_MS = 4_000;
const LARGEST_INPUT_BYTES = 64 * 1024;
async function revokeToken(agentSource) {
    const input = readStandardInput(LARGEST_INPUT_BYTES);
    if (input === undefined)
        return { is: 'too-large', mostBytes: LARGEST_INPUT_BYTES };
    const text = input.trim().replace(/^(?:authorization:\s*)?bearer\s+/i, '');
    const isAgentThere = ((0,process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '') !== '';
    if (text === '')
        return isAgentThere ? revokeAgents() : { is: 'none' };
    (0,terminal.redactor)().add((0,masks/* tokenForms */.py)(text));
    const status = isAgentThere ? await ask('status', AGENT_WITHIN_MS).catch(() => undefined) : undefined;
    if (status?.['token'] === 'fresh' && (await isAgents(text, agentSource)))
        return revokeAgents();
    const agentsUrl = status?.['apiUrl'];
    const apiUrl = (0,environment/* readApiUrl */.AX)((0,process/* environment */.cA)(), typeof agentsUrl === 'string' ? agentsUrl : undefined, (0,proxy/* useProxySettings */.v)().mistakes);
    return revokeAt(apiUrl, new secret/* Secret */.z(text));
}
async function revokeAt(apiUrl, token) {
    const exchange = {
        doing: 'Revoking the token',
        request: (0,revocation/* revocationRequest */.K)(apiUrl, token),
        read: revocation/* readRevocation */.j,
    };
    const attempts = (0,send/* attemptsUntil */.$T)(deadline/* Deadline */.B.after(REVOKE_WITHIN_MS, clock/* systemClock */.m));
    try {
        return { is: await (0,send/* send */.tN)(exchange, attempts, (0,terminal_requests/* requestContextOf */.S)(terminal.log)) };
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW))
            throw error;
        return { is: 'may-be-valid', because: (0,send/* describeGivingUp */.dF)(error) };
    }
}
async function revokeAgents() {
    const { outcome, because } = await ask('revoke', REVOKE_WITHIN_MS);
    switch (outcome) {
        case 'revoked':
            return { is: 'revoked' };
        case 'already-invalid':
        case 'expired':
            return { is: 'not-accepted' };
        case 'none':
            return { is: 'none' };
        default:
            return {
                is: 'may-be-valid',
                because: typeof because === 'string' ? because : 'the agent does not say why',
            };
    }
}
async function isAgents(text, agentSource) {
    const socket = (0,process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '';
    const { value } = await agentSource(socket, (0,process/* agentPlaces */.Qy)()).current(deadline/* Deadline */.B.after(AGENT_WITHIN_MS, clock/* systemClock */.m));
    return (0,same_text/* isSameText */.c)(text, value.reveal());
}
async function ask(question, waitMs) {
    const socket = (0,process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '';
    return (0,client/* askAgent */.X)({ socket, readNonce: () => (0,nonce/* readNonce */.kv)(socket, (0,process/* agentPlaces */.Qy)()), ask: question, waitMs });
}


}),

7888:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  K: () => (revocationRequest),
  j: () => (readRevocation)
});
var _http_reply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1584);

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
            (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .readFields */ .qU)(reply, 'the reply');
        return 'revoked';
    }
    if (reply.status === 401)
        return 'not-accepted';
    throw (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .readFailure */ .f1)(reply);
}


})

};
;