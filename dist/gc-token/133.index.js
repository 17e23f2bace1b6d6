"use strict";
exports.id = 133;
exports.ids = [133];
exports.modules = {

/***/ 5133:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  obeyCommand: () => (/* binding */ obeyCommand)
});

// EXTERNAL MODULE: ./build/adapters/agent-socket/client.js
var client = __webpack_require__(6097);
// EXTERNAL MODULE: ./build/adapters/agent-socket/nonce.js + 1 modules
var nonce = __webpack_require__(5019);
// EXTERNAL MODULE: ./build/adapters/process.js
var process = __webpack_require__(3621);
// EXTERNAL MODULE: ./build/agent/agent-errors.js
var agent_errors = __webpack_require__(8198);
// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(1143);
// EXTERNAL MODULE: ./build/programs/gc-token/arguments.js
var gc_token_arguments = __webpack_require__(6372);
// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
// EXTERNAL MODULE: ./build/core/time.js
var time = __webpack_require__(566);
;// CONCATENATED MODULE: ./build/programs/gc-token/status.js


function printStatus(fields) {
    const text = (name) => {
        const value = fields[name];
        return typeof value === 'string' || typeof value === 'number' ? (0,characters/* onOneLine */.GJ)(String(value)) : '';
    };
    const date = (name) => {
        const value = fields[name];
        return typeof value === 'number' ? (0,time/* isoSeconds */.n)(value) : '';
    };
    const idle = text('idlesAt');
    const fault = text('journalFault');
    const gateway = text('gateway');
    const lines = [
        `OAuth client: ${text('clientId')} in ${text('place')} (${text('apiUrl')})`,
        `Token: ${describeToken(text('token'), text('expiresAt'), text('secondsLeft'))}`,
        `Renewed when less than ${text('minValiditySeconds')} s are left, or half of a short life; so far ${times(text('grants'))}.`,
        idle === ''
            ? 'Idle timeout: none known.'
            : `Idle timeout: ${idle}, kept alive before half of it is over.`,
        text('trouble') === '' ? 'All is well.' : `Trouble since ${text('troubleSince')}: ${text('trouble')}`,
        ...(fault === '' ? [] : [describeFault(fault)]),
        ...(gateway === '' ? [] : [`Gateway: ${gateway}.`]),
        `Agent: since ${date('startedAt')}, until ${date('endsAt') === '' ? 'its command ends' : `${date('endsAt')} at the latest`}; tokens of its own: ${text('owned')}.`,
    ];
    return `${lines.join('\n')}\n`;
}
const describeFault = (fault) => `Its tokens could not be written down for the post step (${fault}): if the agent is killed, some may stay valid.`;
const times = (count) => (count === '1' ? 'once' : `${count} times`);
function describeToken(state, expiresAt, secondsLeft) {
    switch (state) {
        case 'fresh':
            return `fresh, expires at ${expiresAt} (${secondsLeft} s left)`;
        case 'old':
            return `alive, but due for renewal; expires at ${expiresAt} (${secondsLeft} s left)`;
        default:
            return 'none that is alive';
    }
}

// EXTERNAL MODULE: ./build/entries/terminal.js + 7 modules
var terminal = __webpack_require__(4628);
;// CONCATENATED MODULE: ./build/entries/commands.js








const STATUS_WITHIN_MS = 10_000;
async function obeyCommand(args, loaded) {
    const command = (0,gc_token_arguments/* parseArguments */.W)(args);
    switch (command.do) {
        case 'help':
            return put((await __webpack_require__.e(/* import() */ 949).then(__webpack_require__.bind(__webpack_require__, 5949))).HELP);
        case 'version':
            return put(`${version/* VERSION */.x}\n`);
        case 'status':
            return commands_status();
        case 'exec':
            return exec(command, loaded);
        case 'gateway':
            return (await Promise.all(/* import() */[__webpack_require__.e(256), __webpack_require__.e(13)]).then(__webpack_require__.bind(__webpack_require__, 4013))).runGateway(command.port, loaded.mask);
        case 'token':
            throw new Error('A token is printed by the entry.');
    }
}
async function commands_status() {
    const socket = agentSocket();
    if (socket === '')
        throw new agent_errors/* AgentUnreachable */.F('GC_TOKEN_SOCK is not set');
    const readNonceThere = () => (0,nonce/* readNonce */.kv)(socket, (0,process/* agentPlaces */.Qy)());
    return put(printStatus(await (0,client/* askAgent */.X)({ socket, readNonce: readNonceThere, ask: 'status', waitMs: STATUS_WITHIN_MS })));
}
async function exec(command, { fromAgent, mask }) {
    const found = await fromAgent(false);
    const { exitCode, fault } = found === undefined
        ? await (await Promise.all(/* import() */[__webpack_require__.e(256), __webpack_require__.e(13)]).then(__webpack_require__.bind(__webpack_require__, 4013))).executeWithOwnAgent({ ...command, mask })
        : await (await __webpack_require__.e(/* import() */ 139).then(__webpack_require__.bind(__webpack_require__, 8139))).executeWithAgent({ ...command, mask }, found, agentSocket());
    if (fault !== undefined)
        (0,terminal.log)(fault);
    return exitCode;
}
function agentSocket() {
    return (0,process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '';
}
function put(text) {
    (0,process/* writeAll */.f4)(1, text);
    return 0;
}


/***/ })

};
;