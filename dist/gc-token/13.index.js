"use strict";
exports.id = 13;
exports.ids = [13,139];
exports.modules = {

/***/ 2425:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D8: () => (/* binding */ KEPT_NODE_OPTIONS),
/* harmony export */   Kn: () => (/* binding */ COMMAND_NODE_OPTIONS),
/* harmony export */   hj: () => (/* binding */ SHELL_NODE_OPTIONS)
/* harmony export */ });
/* unused harmony export certificateOptions */
const CERTIFICATE_OPTIONS = ['--use-system-ca', '--use-openssl-ca', '--use-bundled-ca'];
function certificateOptions(options) {
    return CERTIFICATE_OPTIONS.filter((option) => options.includes(option));
}
const KEPT_NODE_OPTIONS = 'GC_TOKEN_NODE_OPTIONS';
const SHELL_NODE_OPTIONS = `if [ -n "\${NODE_OPTIONS-}" ]; then
  ${KEPT_NODE_OPTIONS}=$NODE_OPTIONS NODE_OPTIONS=
  for option in ${CERTIFICATE_OPTIONS.join(' ')}; do
    case " $${KEPT_NODE_OPTIONS} " in *" $option "*) NODE_OPTIONS="$NODE_OPTIONS $option" ;; esac
  done
  export ${KEPT_NODE_OPTIONS} NODE_OPTIONS
fi
`;
const COMMAND_NODE_OPTIONS = [
    '@setlocal',
    '@if not defined NODE_OPTIONS goto run',
    `@set "${KEPT_NODE_OPTIONS}=%NODE_OPTIONS%"`,
    '@set "plain=%NODE_OPTIONS:"=%"',
    '@set "NODE_OPTIONS="',
    ...CERTIFICATE_OPTIONS.map((option) => `@if not "%plain:${option}=%"=="%plain%" set "NODE_OPTIONS=%NODE_OPTIONS% ${option}"`),
    '@set "plain="',
    ':run',
    '',
].join('\r\n');


/***/ }),

/***/ 6480:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   g$: () => (/* binding */ tooLarge),
/* harmony export */   sR: () => (/* binding */ LARGEST_BODY_BYTES)
/* harmony export */ });
/* harmony import */ var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(881);

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


/***/ }),

/***/ 149:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   Pe: () => (/* binding */ PASSED_ON),
/* harmony export */   g7: () => (/* binding */ execute)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);


const PASSED_ON = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGALRM', 'SIGUSR1', 'SIGUSR2'];
const FROM_KEYBOARD = new Set(['SIGINT', 'SIGQUIT']);
const SHELL = '/bin/sh';
const scriptFor = (toUnset) => [
    'trap : HUP INT QUIT TERM ALRM USR1 USR2',
    'exec 4>&2 2>/dev/null',
    `sh -c 'echo $$ >&3; unset ${toUnset.join(' ')}; exec "$@" 2>&4 3>&- 4>&-' sh "$@"`,
    'exit $?',
].join('\n');
const OF_THE_SHELL = ['PWD', 'OLDPWD', 'SHLVL'];
const SHELL_NAME = /^[A-Za-z_]\w*$/;
async function execute(execution) {
    const { command, isTerminal, signalNumber } = execution;
    const sent = [];
    let send = (signal) => void sent.push(signal);
    const passOn = (signal) => {
        if (!isTerminal || !FROM_KEYBOARD.has(signal))
            send(signal);
    };
    for (const signal of PASSED_ON)
        process.on(signal, passOn);
    const running = canUseShell(execution) ? startInShell(execution) : startAlone(execution);
    send = running.send;
    for (const signal of sent)
        send(signal);
    return new Promise((resolve) => {
        running.child.once('error', (error) => resolve(couldNotStart(command, error)));
        running.child.once('exit', (code, signal) => resolve({ exitCode: signal === null ? (code ?? 1) : exitCodeOf(signalNumber(signal)) }));
    });
}
function canUseShell({ environment }) {
    const isWindows = process.platform === 'win32';
    return !isWindows && Object.keys(environment).every((name) => SHELL_NAME.test(name)) && (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(SHELL);
}
function startAlone({ command, args, environment }) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(command, args, { stdio: 'inherit', env: environment });
    return { child, send: (signal) => void child.kill(signal) };
}
function startInShell({ command, args, environment }) {
    const stdio = ['inherit', 'inherit', 'inherit', 'pipe'];
    const script = scriptFor(OF_THE_SHELL.filter((name) => environment[name] === undefined));
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(SHELL, ['-c', script, 'sh', command, ...args], { stdio, env: environment });
    const waiting = [];
    let pid;
    const send = (signal) => {
        if (pid === undefined)
            waiting.push(signal);
        else
            signalTo(pid, signal);
    };
    const pipe = child.stdio[3];
    pipe?.on('error', () => undefined);
    pipe?.once('data', (line) => {
        pid = Number(line.toString());
        pipe.destroy();
        for (const signal of waiting)
            send(signal);
    });
    return { child, send };
}
function signalTo(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
    }
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


/***/ }),

/***/ 4414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ signalNumber),
/* harmony export */   Hd: () => (/* binding */ isTerminal),
/* harmony export */   iD: () => (/* binding */ withPath),
/* harmony export */   k9: () => (/* binding */ ownScript)
/* harmony export */ });
/* unused harmony export bundleOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7066);
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

/***/ 3319:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KB: () => (/* binding */ PROBE_MS),
  Fe: () => (/* binding */ afterProbe),
  $f: () => (/* binding */ dueProbe),
  MM: () => (/* binding */ nextLookAt),
  dy: () => (/* binding */ probe)
});

// EXTERNAL MODULE: ./build/http/reply.js
var http_reply = __webpack_require__(1584);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(8208);
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

// EXTERNAL MODULE: ./build/http/send.js
var send = __webpack_require__(7432);
// EXTERNAL MODULE: ./build/agent/renewal.js
var renewal = __webpack_require__(1777);
;// CONCATENATED MODULE: ./build/agent/probe.js




const PROBE_MS = 20_000;
const LOOK_EVERY_MS = 300_000;
const LOOK_AGAIN_MS = 60_000;
async function probe(lease, kind, deadline, context) {
    const request = (kind === 'use' ? keepAliveRequest : lookRequest)(lease.apiUrl, lease.token.value);
    const exchange = { doing: 'Looking at the token', request, read: readIdleMs };
    try {
        const idleMs = await (0,send/* send */.tN)(exchange, (0,send/* attemptsUntil */.$T)(deadline), context);
        lease.accepted();
        return { found: 'accepted', idleMs };
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW))
            throw error;
        const because = (0,http_reply/* describeFailure */.Ic)(error.failure);
        return { found: error.failure.status === 401 ? 'refused' : 'nothing', because };
    }
}
function afterProbe(current, found, now) {
    if (found.found !== 'accepted')
        return (0,renewal/* unanswered */.bj)(current, now);
    const { idleMs } = found;
    return { ...current, idle: idleMs === undefined ? undefined : (0,renewal/* idleLimit */.WV)(idleMs, now, current.idle) };
}
function dueProbe(current, lookAt, now, minValidityMs) {
    if ((0,renewal/* nextStep */.sk)(current, now, minValidityMs).useInMs <= 0)
        return 'use';
    return now.monotonicMs >= lookAt ? 'look' : undefined;
}
function nextLookAt({ found }, now) {
    return now.monotonicMs + (found === 'accepted' ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
}


/***/ }),

/***/ 1777:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   Ok: () => (/* binding */ leftMs),
/* harmony export */   WV: () => (/* binding */ idleLimit),
/* harmony export */   bj: () => (/* binding */ unanswered),
/* harmony export */   fn: () => (/* binding */ isValid),
/* harmony export */   n: () => (/* binding */ currentToken),
/* harmony export */   pL: () => (/* binding */ isFresh),
/* harmony export */   sk: () => (/* binding */ nextStep)
/* harmony export */ });
/* unused harmony export marginMs */
const LAST_MOMENT_MS = 500;
function currentToken(token, now, idleTimeoutMs) {
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
function unanswered(current, now) {
    const { idle } = current;
    return idle === undefined ? current : { ...current, idle: { ...idle, seenAt: now.monotonicMs } };
}
function leftMs(end, now) {
    return Math.min(end.monotonicMs - now.monotonicMs, end.wallMs - now.wallMs);
}
function marginMs(token, minValidityMs) {
    return Math.min(minValidityMs, token.lifetimeMs / 2);
}
function nextStep(current, now, minValidityMs) {
    const byExpiry = leftMs(current.endsAt, now) - marginMs(current.token, minValidityMs);
    const { idle } = current;
    if (idle === undefined)
        return { renewInMs: byExpiry, useInMs: Infinity };
    const idleLeftMs = leftMs(idle.endsAt, now);
    const spanMs = idle.endsAt.monotonicMs - idle.seenAt;
    return {
        renewInMs: Math.min(byExpiry, idleLeftMs - idle.timeoutMs / 8),
        useInMs: idleLeftMs - spanMs / 2,
    };
}
function isFresh(current, now, minValidityMs) {
    return nextStep(current, now, minValidityMs).renewInMs > 0;
}
function isValid({ endsAt, idle }, now) {
    const idleLeftMs = idle === undefined ? Infinity : leftMs(idle.endsAt, now);
    return Math.min(leftMs(endsAt, now), idleLeftMs) > LAST_MOMENT_MS;
}
function isSame(value, { token }) {
    return value.reveal() === token.value.reveal();
}
function after(ms, { wallMs, monotonicMs }) {
    return { wallMs: wallMs + ms, monotonicMs: monotonicMs + ms };
}


/***/ }),

/***/ 4593:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ TokenManager)
});

// EXTERNAL MODULE: ./build/core/deadline.js
var deadline = __webpack_require__(2095);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(8208);
// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(3406);
// EXTERNAL MODULE: ./build/core/time.js
var time = __webpack_require__(566);
// EXTERNAL MODULE: ./build/http/send.js
var send = __webpack_require__(7432);
// EXTERNAL MODULE: ./build/lease/issue-token.js + 3 modules
var issue_token = __webpack_require__(9324);
// EXTERNAL MODULE: ./build/agent/probe.js + 2 modules
var probe = __webpack_require__(3319);
// EXTERNAL MODULE: ./build/agent/renewal.js
var agent_renewal = __webpack_require__(1777);
// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __webpack_require__(881);
;// CONCATENATED MODULE: ./build/agent/renewals.js

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
const REPEATED_PAUSE_MS = 1_000;
class Renewals {
    #renew;
    #clock;
    #ending = new AbortController();
    #underWay;
    #failure;
    #pauseMs = 0;
    #notBefore = -Infinity;
    #isRepeating = false;
    constructor(renew, clock) {
        this.#renew = renew;
        this.#clock = clock;
    }
    get isUnderWay() {
        return this.#underWay !== undefined;
    }
    get failure() {
        return this.#failure?.error;
    }
    get isWorthWaitingFor() {
        if (this.#ending.signal.aborted)
            return false;
        if (this.#now() < this.#notBefore)
            return true;
        const { error } = this.#failure ?? {};
        const cause = error instanceof Error ? error.cause : undefined;
        return cause instanceof retry_decision/* AttemptFailed */.Nz && (0,retry_decision/* isTemporary */.ey)(cause.failure);
    }
    begin() {
        return this.#now() < this.#notBefore ? this.#underWay : this.#begin(this.#pauseMs);
    }
    beginSoon() {
        return this.#now() < this.#notBefore ? this.#underWay : this.beginNow();
    }
    beginNow() {
        return this.#begin(Math.min(FIRST_PAUSE_MS, this.#pauseMs));
    }
    holdUntil(at) {
        this.#notBefore = at;
    }
    repeatsUntil(at) {
        this.#notBefore = at;
        this.#isRepeating = true;
    }
    async drain(deadline) {
        this.#ending.abort(new Error('it is ending'));
        if (this.#underWay !== undefined)
            await this.wait([this.#underWay.done], deadline.leftMs);
    }
    async wait(promises, ms) {
        const over = new AbortController();
        const sleep = this.#clock.sleep(Math.max(1, ms), over.signal).catch(() => undefined);
        await Promise.race([...promises, sleep]);
        over.abort();
    }
    #begin(pauseMs) {
        if (this.#underWay !== undefined)
            return this.#underWay;
        const isPaused = this.#failure !== undefined && this.#now() - this.#failure.at < pauseMs;
        return isPaused || this.#ending.signal.aborted ? undefined : this.#start();
    }
    #start() {
        let tellDelay = () => undefined;
        const delayed = new Promise((resolve) => (tellDelay = resolve));
        const done = this.#renewOnce(tellDelay).finally(() => (this.#underWay = undefined));
        this.#underWay = { done, delayed };
        return this.#underWay;
    }
    async #renewOnce(tellDelay) {
        const wasRepeating = this.#isRepeating;
        try {
            this.#isRepeating = false;
            await this.#renew(tellDelay, this.#ending.signal);
            this.#failure = undefined;
            this.#pauseMs = 0;
        }
        catch (error) {
            this.#failure = { error, at: this.#now() };
            this.#isRepeating = wasRepeating;
            this.#pauseMs = wasRepeating
                ? REPEATED_PAUSE_MS
                : Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2));
        }
    }
    #now() {
        return this.#clock.now().monotonicMs;
    }
}

;// CONCATENATED MODULE: ./build/agent/token-manager.js









const RENEW_AT_MOST_EVERY_MS = 10_000;
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 250;
const ONE_TOKEN_ONLY = 'The server hands out the same token again until it expires, and the API host does not accept it.';
class TokenManager {
    settings;
    #leases;
    #context;
    #log;
    #renewals;
    #troubles = new Map();
    #state;
    #refreshToken;
    #issued = 0;
    #lastIssuedAt = -Infinity;
    #check;
    constructor(settings, { leases, context, log }) {
        this.settings = settings;
        this.#leases = leases;
        this.#context = context;
        this.#log = log;
        this.#renewals = new Renewals((tellDelay, signal) => this.#issue(tellDelay, signal), context.clock);
    }
    get state() {
        return this.#state;
    }
    get issued() {
        return this.#issued;
    }
    get trouble() {
        return this.#troubles.get('renewal') ?? this.#troubles.get('probe');
    }
    get isRenewing() {
        return this.#renewals.isUnderWay;
    }
    use(lease, refreshToken) {
        this.#state = { ...(0,agent_renewal/* currentToken */.n)(lease.token, this.#now()), lease };
        this.#refreshToken = refreshToken;
    }
    async current(deadline) {
        for (;;) {
            if (this.#state !== undefined && this.#isFresh(this.#state))
                return this.#serve(this.#state);
            const renewal = this.#renewals.beginSoon();
            const valid = this.#validState();
            if (valid !== undefined) {
                const patienceMs = Math.min(PATIENCE_MS, (0,agent_renewal/* leftMs */.Ok)(valid.endsAt, this.#now()) / 2, deadline.leftMs);
                if (renewal !== undefined)
                    await this.#renewals.wait([renewal.done, renewal.delayed], patienceMs);
                const best = this.#validState();
                if (best !== undefined)
                    return this.#serve(best);
            }
            else if (deadline.leftMs <= 0 || (renewal === undefined && !this.#renewals.isWorthWaitingFor)) {
                throw this.#noToken();
            }
            else if (renewal === undefined) {
                await this.#renewals.wait([], Math.min(deadline.leftMs, LOOK_AGAIN_MS));
            }
            else {
                await this.#renewals.wait([renewal.done], deadline.leftMs);
            }
        }
    }
    async renew(deadline, rejected) {
        const before = this.#state;
        if (before === undefined)
            return this.current(deadline);
        if (rejected !== undefined && !(0,agent_renewal/* isSame */.Ft)(rejected, before))
            return this.current(deadline);
        const allowedAt = this.#lastIssuedAt + RENEW_AT_MOST_EVERY_MS;
        const isToBeChecked = rejected !== undefined || this.#now().monotonicMs < allowedAt;
        if (isToBeChecked) {
            if (await this.#isAccepted(before, deadline))
                return { ...this.#serve(before), isUnchanged: true };
            const waitMs = allowedAt - this.#now().monotonicMs;
            if (waitMs > 0)
                await this.#renewals.wait([], Math.min(waitMs, deadline.leftMs));
            if (this.#now().monotonicMs < allowedAt)
                throw this.#noToken();
        }
        const isReplaced = this.#state !== undefined && this.#state.lease !== before.lease;
        const renewal = isReplaced ? undefined : this.#renewals.beginNow();
        if (renewal !== undefined)
            await this.#renewals.wait([renewal.done], deadline.leftMs);
        const state = this.#state;
        if (state === undefined || state.lease === before.lease)
            throw this.#noToken();
        if (!(0,agent_renewal/* isSame */.Ft)(before.token.value, state))
            return this.#serve(state);
        if (isToBeChecked)
            throw new errors/* ActionError */.lZ('TIMED_OUT', ONE_TOKEN_ONLY);
        return { ...this.#serve(state), isUnchanged: true };
    }
    renewIfDue() {
        if (this.#state === undefined || !this.#isFresh(this.#state))
            this.#renewals.begin();
    }
    learn(lease, found) {
        if (this.#state?.lease !== lease)
            return;
        this.#report('probe', found.found === 'accepted' ? undefined : `The token could not be looked at (${found.because}).`);
        if (found.found === 'refused' && lease.wasAccepted)
            this.#drop(lease, found.because);
        else {
            if (found.found !== 'accepted')
                this.#log(`The token could not be looked at (${found.because}).`);
            this.#state = (0,probe/* afterProbe */.Fe)(this.#state, found, this.#now());
        }
    }
    async drain(deadline) {
        await this.#renewals.drain(deadline);
    }
    async #issue(tellDelay, signal) {
        const context = this.#context;
        const log = (sentence) => {
            context.log(sentence);
            this.#report('renewal', sentence);
            tellDelay();
        };
        const transport = (request, timeoutMs) => context.transport(request, timeoutMs, context.signal);
        try {
            const attempts = (0,send/* attemptsUntil */.$T)(deadline/* Deadline */.B.after(this.settings.timeoutMs, context.clock));
            const order = { client: this.settings.client, attempts, refreshToken: this.#refreshToken };
            this.#take(await (0,issue_token/* issueToken */.R)(order, this.#leases, { ...context, signal, log, transport }));
        }
        catch (error) {
            this.#report('renewal', (0,errors/* messageOf */.bD)(error));
            this.#log(`The token could not be renewed: ${(0,errors/* messageOf */.bD)(error)}`);
            throw error;
        }
    }
    #take({ lease, refreshToken }) {
        const now = this.#now();
        const before = this.#state;
        if (!this.settings.revoke && lease.custody.is === 'held')
            lease.keep();
        this.#state = { ...(0,agent_renewal/* currentToken */.n)(lease.token, now, before?.idle?.timeoutMs), lease };
        if (this.#refreshToken !== undefined)
            this.#context.forget((0,masks/* tokenForms */.py)(this.#refreshToken.reveal()));
        this.#refreshToken = refreshToken;
        this.#leases.forgetEnded();
        this.#report('renewal', undefined);
        if (before !== undefined && (0,agent_renewal/* isSame */.Ft)(lease.token.value, before)) {
            this.#renewals.repeatsUntil(lease.token.deadBy.monotonicMs);
            this.#log('The server handed out the same token again; the next one is asked for when it has expired.');
            return;
        }
        this.#issued++;
        this.#lastIssuedAt = now.monotonicMs;
        this.#log(`Got a new token; it expires at ${(0,time/* isoSeconds */.n)(lease.token.expiresAt)}.`);
    }
    async #isAccepted({ lease }, deadline) {
        if (this.#check?.lease !== lease) {
            const check = { lease, found: this.#ask(lease) };
            const over = () => {
                if (this.#check === check)
                    this.#check = undefined;
            };
            this.#check = check;
            check.found.then(over, over);
        }
        let isAccepted = false;
        const answered = this.#check.found.then(({ found }) => void (isAccepted = found === 'accepted'));
        await this.#renewals.wait([answered], deadline.leftMs);
        return isAccepted;
    }
    async #ask(lease) {
        const found = await (0,probe/* probe */.dy)(lease, 'look', deadline/* Deadline */.B.after(probe/* PROBE_MS */.KB, this.#context.clock), this.#context);
        this.learn(lease, found);
        if (found.found === 'refused')
            this.#drop(lease, found.because);
        return found;
    }
    #drop(lease, because) {
        if (this.#state?.lease !== lease)
            return;
        this.#log(`The token is no longer valid (${because}): revoked, or invalidated by the idle timeout. Getting a new one.`);
        this.#state = undefined;
        this.#renewals.holdUntil(this.#lastIssuedAt + RENEW_AT_MOST_EVERY_MS);
    }
    #report(about, reason) {
        const since = this.#troubles.get(about)?.since ?? this.#now().wallMs;
        if (reason === undefined)
            this.#troubles.delete(about);
        else
            this.#troubles.set(about, { reason, since });
    }
    #isFresh(state) {
        return (0,agent_renewal/* isFresh */.pL)(state, this.#now(), this.settings.minValidityMs);
    }
    #validState() {
        return this.#state !== undefined && (0,agent_renewal/* isValid */.fn)(this.#state, this.#now()) ? this.#state : undefined;
    }
    #serve({ token, lease }) {
        const { value, type, expiresAt } = token;
        return { value, type, expiresAt, region: this.settings.region, apiUrl: lease.apiUrl };
    }
    #noToken() {
        return (this.#renewals.failure ??
            new errors/* ActionError */.lZ('TIMED_OUT', 'No token came in time: the request for it is still under way.', [
                'Genesys Cloud is slow or has an outage',
                'Genesys Cloud limits token requests: the limit takes about a minute to recover',
            ]));
    }
    #now() {
        return this.#context.clock.now();
    }
}


/***/ }),

/***/ 8139:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  executeCommand: () => (/* binding */ executeCommand),
  executeWithAgent: () => (/* binding */ executeWithAgent)
});

// EXTERNAL MODULE: ./build/adapters/agent-socket/node-options.js
var node_options = __webpack_require__(2425);
// EXTERNAL MODULE: ./build/adapters/command.js
var adapters_command = __webpack_require__(149);
// EXTERNAL MODULE: ./build/adapters/execution.js
var execution = __webpack_require__(4414);
// EXTERNAL MODULE: ./build/adapters/process.js
var process = __webpack_require__(3621);
// EXTERNAL MODULE: ./build/genesys/region.js
var genesys_region = __webpack_require__(4596);
// EXTERNAL MODULE: ./build/programs/gateway-variables.js
var gateway_variables = __webpack_require__(547);
;// CONCATENATED MODULE: ./build/programs/gc-token/command-environment.js


const CREDENTIALS = ['GENESYSCLOUD_OAUTHCLIENT_SECRET', 'GENESYSCLOUD_PRIVATE_KEY'];
function commandEnvironment(inherited, { value, region, apiUrl }, { keepsCredentials, gateway }) {
    const domain = genesys_region/* REGIONS */.ij.find(({ name }) => name === region)?.domain;
    const isRegionSet = (inherited['GENESYSCLOUD_REGION'] ?? '') !== '';
    return {
        ...inherited,
        ...(keepsCredentials ? {} : Object.fromEntries(CREDENTIALS.map((name) => [name, undefined]))),
        GENESYSCLOUD_ACCESS_TOKEN: value.reveal(),
        GENESYSCLOUD_API_URL: apiUrl,
        ...(gateway === undefined
            ? {}
            : { GENESYSCLOUD_API_URL: (0,gateway_variables/* gatewayUrl */.MS)(gateway), ...(0,gateway_variables/* gatewayVariables */.G7)(gateway, inherited) }),
        ...(domain === undefined ? {} : { GENESYSCLOUD_DOMAIN: domain }),
        ...(region === '' || isRegionSet ? {} : { GENESYSCLOUD_REGION: region }),
    };
}

;// CONCATENATED MODULE: ./build/entries/execution.js





async function executeWithAgent(command, token, socket) {
    if (command.gateway === undefined)
        return executeCommand(command, { token });
    const { openAgentsGateway, leaveAgentsGateway } = await __webpack_require__.e(/* import() */ 901).then(__webpack_require__.bind(__webpack_require__, 4901));
    const places = (0,process/* agentPlaces */.Qy)();
    const gateway = await openAgentsGateway(socket, places, { ...command.gateway, isForJob: false });
    try {
        return await executeCommand(command, { token, gateway });
    }
    finally {
        await leaveAgentsGateway(socket, places).catch(() => undefined);
    }
}
async function executeCommand({ command, args, keepsCredentials, mask }, { token, gateway }, inherited = (0,process/* environment */.cA)()) {
    mask(token.value);
    if (gateway !== undefined)
        mask(gateway.placeholder);
    const own = commandEnvironment(withOwnNodeOptions(inherited), token, { keepsCredentials, gateway });
    return (0,adapters_command/* execute */.g7)({ command, args, environment: own, isTerminal: (0,execution/* isTerminal */.Hd)(), signalNumber: execution/* signalNumber */.Al });
}
function withOwnNodeOptions(inherited) {
    const { [node_options/* KEPT_NODE_OPTIONS */.D8]: kept, ...others } = inherited;
    return kept === undefined ? others : { ...others, NODE_OPTIONS: kept };
}


/***/ }),

/***/ 4013:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  askWithCredentials: () => (/* binding */ askWithCredentials),
  executeWithOwnAgent: () => (/* binding */ executeWithOwnAgent),
  runGateway: () => (/* binding */ runGateway)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(8208);
// EXTERNAL MODULE: ./build/adapters/agent-socket/nonce.js + 1 modules
var agent_socket_nonce = __webpack_require__(5019);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/address.js





const LONGEST_SOCKET_PATH_BYTES = 103;
function prepareAddress(places, platform, isExecutable = canBeRun) {
    const id = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const nonce = (0,external_node_crypto_.randomBytes)(32).toString('base64url');
    const faults = [];
    for (const place of new Set(places.filter((path) => path !== ''))) {
        const folder = (0,external_node_path_.join)(place, `gc-token-${id}`);
        const socket = platform === 'win32' ? `\\\\.\\pipe\\gc-token-${id}` : (0,external_node_path_.join)(folder, 'agent.sock');
        const fault = faultOf(place, socket) ?? makeFolder(folder, nonce, isExecutable);
        if (fault === undefined)
            return { socket, folder, nonce };
        faults.push(fault);
    }
    throw new errors/* ActionError */.lZ('AGENT_FAILED', `There is no place for the agent (${faults.join('; ')}).`, [
        'the disk of the runner is full',
        'RUNNER_TEMP and the folder for temporary files are read-only, or mounted with noexec',
    ]);
}
function faultOf(place, socket) {
    if (place.includes(external_node_path_.delimiter))
        return `${place} cannot stand on PATH, because it contains ${external_node_path_.delimiter}`;
    const isTooLong = !(0,agent_socket_nonce/* isPipe */.Ju)(socket) && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES;
    return isTooLong ? `${place} is too long for a socket` : undefined;
}
function makeFolder(folder, nonce, isExecutable) {
    const trial = (0,external_node_path_.join)(folder, 'trial');
    try {
        (0,external_node_fs_.mkdirSync)(folder, { mode: 0o700 });
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, agent_socket_nonce/* NONCE_FILE */.fM), nonce, { mode: 0o600, flag: 'wx' });
        (0,external_node_fs_.writeFileSync)(trial, '', { mode: 0o700, flag: 'wx' });
        if (isExecutable(trial)) {
            (0,external_node_fs_.rmSync)(trial);
            return undefined;
        }
        removeFolder({ folder });
        return `no program can be run from ${folder}`;
    }
    catch (error) {
        removeFolder({ folder });
        return (0,errors/* messageOf */.bD)(error);
    }
}
function canBeRun(file) {
    try {
        (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}
function removeFolder({ folder }) {
    (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
}
function removeTraces({ socket, folder }) {
    const nonce = join(folder, NONCE_FILE);
    for (const path of isPipe(socket) ? [nonce] : [nonce, socket])
        rmSync(path, { force: true });
}

// EXTERNAL MODULE: ./build/adapters/agent-socket/node-options.js
var node_options = __webpack_require__(2425);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/launchers.js



function writeLaunchers(folder, execPath, script) {
    const bin = (0,external_node_path_.join)(folder, 'bin');
    (0,external_node_fs_.mkdirSync)(bin, { mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(bin, 'gc-token'), shellLauncher(execPath, script), { mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(bin, 'gc-token.cmd'), commandLauncher(execPath, script), { mode: 0o700 });
    return bin;
}
function shellLauncher(execPath, script) {
    return `#!/bin/sh\n${node_options/* SHELL_NODE_OPTIONS */.hj}exec ${shellQuoted(execPath)} ${shellQuoted(script)} "$@"\n`;
}
function commandLauncher(execPath, script) {
    const [node, file] = [execPath, script].map((path) => `"${path.replaceAll('%', '%%')}"`);
    return `${node_options/* COMMAND_NODE_OPTIONS */.Kn}@${node ?? ''} ${file ?? ''} %*\r\n`;
}
const shellQuoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./build/core/json.js
var json = __webpack_require__(6089);
// EXTERNAL MODULE: ./build/agent/protocol.js
var protocol = __webpack_require__(6561);
;// CONCATENATED MODULE: ./build/agent/answering.js




const QUESTIONS = [
    'token',
    'renew',
    'status',
    'open-gateway',
    'leave-gateway',
    'close-gateway',
    'stop',
];
const READY = 'ready';
const LOOKED = 'looked';
const LARGEST_REQUEST_BYTES = 4 * 1024;
class Refused extends Error {
    name = 'Refused';
}
function decodeRequest(line, nonce) {
    const fields = (0,json/* parseObject */.l)(line);
    if (fields === undefined)
        throw new Refused('The request is not a JSON object.');
    if (!isSameText(fields['nonce'], nonce))
        throw new Refused('The nonce is wrong.');
    if (fields['version'] !== protocol/* PROTOCOL_VERSION */.WP) {
        throw new Refused(`This agent speaks version ${protocol/* PROTOCOL_VERSION */.WP} of the protocol.`);
    }
    const ask = QUESTIONS.find((question) => question === fields['ask']);
    if (ask === undefined)
        throw new Refused(`This agent answers ${QUESTIONS.join(', ')}.`);
    const waitMs = fields['waitMs'];
    if (typeof waitMs !== 'number' || !(waitMs > 0))
        throw new Refused('waitMs is not a positive number.');
    return { ask, nonce, waitMs, wish: wishIn(fields) };
}
function wishIn(fields) {
    const wish = (0,json/* fieldsOf */.P)(fields['wish']);
    if (wish === undefined)
        return undefined;
    const { mostTokens, isTokenPassed, isForJob } = wish;
    return {
        mostTokens: typeof mostTokens === 'number' && mostTokens >= 1 ? mostTokens : 1,
        isTokenPassed: isTokenPassed === true,
        isForJob: isForJob === true,
    };
}
function encodeReply(reply) {
    return `${JSON.stringify({ version: protocol/* PROTOCOL_VERSION */.WP, ok: true, ...reply })}\n`;
}
function tokenReply({ value, type, expiresAt, region, apiUrl, isUnchanged }) {
    const accessToken = value.reveal();
    return { accessToken, tokenType: type, expiresAt, region, apiUrl, isUnchanged: isUnchanged === true };
}
function gatewayReply({ port, placeholder, token }) {
    return { port, placeholder: placeholder.reveal(), token: token.reveal() };
}
function encodeError(error) {
    return `${JSON.stringify({ version: protocol/* PROTOCOL_VERSION */.WP, ok: false, ...error })}\n`;
}
function errorReply(error, clean) {
    const isOurs = error instanceof errors/* ActionError */.lZ;
    return {
        code: isOurs ? error.code : 'INTERNAL',
        message: clean((0,errors/* messageOf */.bD)(error)),
        causes: isOurs ? error.causes.map(clean) : [],
    };
}
function isSameText(given, expected) {
    if (typeof given !== 'string')
        return false;
    const [left, right] = [given, expected].map((text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest());
    return left !== undefined && right !== undefined && (0,external_node_crypto_.timingSafeEqual)(left, right);
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/server.js





const ASK_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 1_000;
const MOST_CONNECTIONS = 256;
class Connections {
    #silent = new Set();
    #open = new Map();
    get conversations() {
        return [...this.#open.values()];
    }
    hasRoom() {
        if (this.#open.size < MOST_CONNECTIONS)
            return true;
        const [oldest] = this.#silent;
        if (oldest === undefined)
            return false;
        this.#silent.delete(oldest);
        this.#open.delete(oldest);
        oldest.destroy();
        return true;
    }
    add(socket, converse) {
        this.#silent.add(socket);
        const conversation = converse(() => this.#silent.delete(socket)).finally(() => {
            this.#silent.delete(socket);
            this.#open.delete(socket);
        });
        this.#open.set(socket, conversation);
    }
}
async function serve(address, answer) {
    const connections = new Connections();
    const onConnection = (socket) => {
        if (connections.hasRoom()) {
            connections.add(socket, (asked) => converse(socket, address.nonce, answer, asked));
        }
        else {
            socket.on('error', () => undefined).destroy();
        }
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
        await Promise.race([Promise.all(connections.conversations), enough]);
    };
    return { repair, close };
}
async function listen(path, onConnection) {
    const server = (0,external_node_net_.createServer)({ allowHalfOpen: true }, onConnection);
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
async function converse(socket, nonce, answer, asked) {
    socket.on('error', () => socket.destroy());
    socket.setTimeout(ASK_WITHIN_MS, () => socket.destroy());
    const line = await readLine(socket);
    if (line === undefined)
        return;
    asked();
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

// EXTERNAL MODULE: ./build/adapters/clock.js
var clock = __webpack_require__(5766);
// EXTERNAL MODULE: ./build/adapters/execution.js
var execution = __webpack_require__(4414);
// EXTERNAL MODULE: ./build/adapters/command.js
var command = __webpack_require__(149);
;// CONCATENATED MODULE: ./build/adapters/interruption.js



async function nextSignal() {
    return new Promise((resolve) => {
        for (const name of command/* PASSED_ON */.Pe)
            process.on(name, resolve);
    });
}
function watchForInterruption() {
    const cancellation = new AbortController();
    let by;
    const stop = (signal) => {
        by = signal;
        cancellation.abort(new errors/* ActionError */.lZ('CANCELLED', `gc-token was interrupted (${signal}).`));
    };
    const { signal } = cancellation;
    const comes = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    comes.catch(() => undefined);
    for (const name of command/* PASSED_ON */.Pe)
        process.on(name, stop);
    return {
        comes,
        exitCode: () => (by === undefined ? undefined : (0,command/* exitCodeOf */.FO)((0,execution/* signalNumber */.Al)(by))),
        over: () => {
            for (const name of command/* PASSED_ON */.Pe)
                process.off(name, stop);
        },
    };
}

// EXTERNAL MODULE: ./build/node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __webpack_require__(1256);
// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __webpack_require__(881);
// EXTERNAL MODULE: ./build/core/version.js
var version = __webpack_require__(1143);
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

// EXTERNAL MODULE: ./build/adapters/body-limit.js
var body_limit = __webpack_require__(6480);
;// CONCATENATED MODULE: ./build/adapters/reply-body.js



async function readBody(message) {
    let bytes = await readWhole(message);
    const encodings = encodingsOf(message, bytes);
    if (encodings.length > 0) {
        const { decode } = await __webpack_require__.e(/* import() */ 215).then(__webpack_require__.bind(__webpack_require__, 3215));
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





const USER_AGENT = `gc-oauth-action/${version/* VERSION */.x} (+https://github.com/org/gc-oauth-action)`;
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
            const { isStale } = await __webpack_require__.e(/* import() */ 917).then(__webpack_require__.bind(__webpack_require__, 917));
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
        const client = new lib/* HttpClient */.Qq(USER_AGENT, [this.#connecting(ready)], {
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
    const failures = await __webpack_require__.e(/* import() */ 917).then(__webpack_require__.bind(__webpack_require__, 917));
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

// EXTERNAL MODULE: ./build/adapters/process.js
var adapters_process = __webpack_require__(3621);
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

// EXTERNAL MODULE: ./build/core/deadline.js
var core_deadline = __webpack_require__(2095);
// EXTERNAL MODULE: ./build/core/time.js
var time = __webpack_require__(566);
// EXTERNAL MODULE: ./build/oauth/access-token.js
var access_token = __webpack_require__(7001);
// EXTERNAL MODULE: ./build/agent/renewal.js
var renewal = __webpack_require__(1777);
// EXTERNAL MODULE: ./build/agent/probe.js + 2 modules
var probe = __webpack_require__(3319);
;// CONCATENATED MODULE: ./build/agent/upkeep.js



const TICK_MS = 1_000;
async function upkeep(manager, context, signal, probed = () => undefined) {
    const { clock } = context;
    const looks = { lease: undefined, at: -Infinity, isUnderWay: false };
    while (!signal.aborted) {
        manager.renewIfDue();
        probeIfDue(manager, looks, context, probed);
        await clock
            .sleep(Math.max(1, Math.min(TICK_MS, untilNextStepMs(manager, context))), signal)
            .catch(() => undefined);
    }
}
function untilNextStepMs({ state, settings }, { clock }) {
    if (state === undefined)
        return TICK_MS;
    const { renewInMs, useInMs } = (0,renewal/* nextStep */.sk)(state, clock.now(), settings.minValidityMs);
    return Math.min(useInMs, renewInMs > 0 ? renewInMs : Infinity);
}
function probeIfDue(manager, looks, context, probed) {
    const { state, settings } = manager;
    if (state === undefined || looks.isUnderWay)
        return;
    const { lease } = state;
    if (lease !== looks.lease)
        Object.assign(looks, { lease, at: -Infinity });
    const due = (0,probe/* dueProbe */.$f)(state, looks.at, context.clock.now(), settings.minValidityMs);
    if (due === undefined)
        return;
    looks.isUnderWay = true;
    const ended = () => {
        looks.isUnderWay = false;
        probed();
    };
    probeNow(manager, lease, due, context)
        .then((at) => (looks.at = at))
        .then(ended, ended);
}
async function probeNow(manager, lease, kind, context) {
    const found = await (0,probe/* probe */.dy)(lease, kind, core_deadline/* Deadline */.B.after(probe/* PROBE_MS */.KB, context.clock), context);
    manager.learn(lease, found);
    return (0,probe/* nextLookAt */.MM)(found, context.clock.now());
}

;// CONCATENATED MODULE: ./build/agent/agent-runtime.js







const REPAIR_EVERY_MS = 1_000;
const LAST_RENEWAL_MS = 3_000;
const LAST_REQUESTS_MS = 2_000;
const STOP_WITHIN_MS = 13_000;
const LONGEST_WAIT_MS = 600_000;
const ONE_TOKEN = { mostTokens: 1, isTokenPassed: false, isForJob: false };
class AgentRuntime {
    ended;
    firstLook;
    #manager;
    #facts;
    #ports;
    #startedAt;
    #work = new AbortController();
    #server;
    #ending;
    #tellEnded = () => undefined;
    #tellLooked = () => undefined;
    constructor(manager, facts, ports) {
        this.#manager = manager;
        this.#facts = facts;
        this.#ports = ports;
        this.#startedAt = ports.context.clock.now();
        this.ended = new Promise((resolve) => (this.#tellEnded = resolve));
        this.firstLook = new Promise((resolve) => (this.#tellLooked = resolve));
    }
    async start() {
        this.#server = await this.#ports.serve((request) => this.#answer(request));
        void this.#lookAfterSocket();
        void upkeep(this.#manager, this.#ports.context, this.#work.signal, () => this.#tellLooked());
    }
    async stop(why, withinMs = STOP_WITHIN_MS) {
        this.#ending ??= this.#end(why, core_deadline/* Deadline */.B.after(withinMs, this.#ports.context.clock));
        return this.#ending;
    }
    async #end(why, deadline) {
        const { log, leases } = this.#ports;
        log(`Ending: ${why}.`);
        this.#work.abort();
        const { gateway } = this.#ports;
        await gateway.close(deadline.part(LAST_REQUESTS_MS));
        const forRenewals = deadline.part(LAST_RENEWAL_MS);
        await Promise.all([this.#manager.drain(forRenewals), gateway.drain(forRenewals)]);
        const releases = (await leases.releaseAll(deadline)).map(({ release }) => release);
        const isAwaitingToken = this.#manager.settings.revoke && (this.#manager.isRenewing || gateway.isAwaitingToken);
        const end = { releases, isAwaitingToken, journalFault: this.#ports.clean(this.#ports.journalFault()) };
        const left = releases.filter(({ outcome }) => outcome === 'may-be-valid').length;
        log(`Released ${releases.length - left} tokens; ${left} may still be valid.`);
        void (this.#server?.close() ?? Promise.resolve()).then(() => this.#tellEnded(end));
        return end;
    }
    async #lookAfterSocket() {
        const { clock } = this.#ports.context;
        const { signal } = this.#work;
        while (!signal.aborted) {
            await clock.sleep(REPAIR_EVERY_MS, signal).catch(() => undefined);
            await this.#repair();
        }
    }
    async #repair() {
        if (this.#ending !== undefined)
            return;
        const now = this.#ports.context.clock.now();
        try {
            if (now.monotonicMs - this.#startedAt.monotonicMs >= this.#facts.lifetimeMs) {
                await this.stop('its time is over');
            }
            else if ((await this.#server?.repair()) === false) {
                await this.stop('its folder was removed, so the job is over');
            }
        }
        catch (error) {
            this.#ports.log(`The socket is missing and could not be made again (${(0,errors/* messageOf */.bD)(error)}).`);
        }
    }
    async #answer(request) {
        try {
            return await this.#answerTo(request);
        }
        catch (error) {
            return encodeError(errorReply(error, this.#ports.clean));
        }
    }
    async #answerTo({ ask, waitMs, wish = ONE_TOKEN }) {
        if (ask === 'stop')
            return encodeReply(await this.stop('it was asked to', waitMs));
        if (this.#ending !== undefined)
            throw new errors/* ActionError */.lZ('AGENT_UNREACHABLE', 'it is ending');
        const deadline = core_deadline/* Deadline */.B.after(Math.min(waitMs, LONGEST_WAIT_MS), this.#ports.context.clock);
        switch (ask) {
            case 'token':
                return encodeReply(tokenReply(await this.#manager.current(deadline)));
            case 'renew':
                return encodeReply(tokenReply(await this.#manager.renew(deadline)));
            case 'status':
                return encodeReply(this.#status());
            case 'open-gateway':
                return encodeReply(gatewayReply(await this.#ports.gateway.open(wish, deadline)));
            case 'leave-gateway':
                await this.#ports.gateway.leave();
                return encodeReply({ traffic: '' });
            case 'close-gateway':
                return encodeReply({ traffic: await this.#ports.gateway.close(deadline.part(LAST_REQUESTS_MS)) });
        }
    }
    #status() {
        const { settings, state, trouble, issued } = this.#manager;
        const { leases, clean, context, journalFault } = this.#ports;
        const { clientId, place, apiUrl, lifetimeMs } = this.#facts;
        const now = context.clock.now();
        leases.forgetEnded();
        const valid = state !== undefined && (0,renewal/* isValid */.fn)(state, now) ? state : undefined;
        return {
            place,
            clientId,
            apiUrl,
            startedAt: this.#startedAt.wallMs,
            endsAt: this.#startedAt.wallMs + lifetimeMs,
            minValiditySeconds: settings.minValidityMs / 1000,
            token: valid === undefined ? 'none' : (0,renewal/* isFresh */.pL)(valid, now, settings.minValidityMs) ? 'fresh' : 'old',
            expiresAt: valid === undefined ? '' : (0,time/* isoSeconds */.n)(valid.token.expiresAt),
            secondsLeft: valid === undefined ? 0 : (0,access_token/* secondsLeft */.Li)(valid.token, now),
            idlesAt: valid?.idle === undefined ? '' : (0,time/* isoSeconds */.n)(valid.idle.endsAt.wallMs),
            grants: issued,
            owned: leases.held.length,
            trouble: clean(trouble?.reason ?? ''),
            troubleSince: trouble === undefined ? '' : (0,time/* isoSeconds */.n)(trouble.since),
            journalFault: clean(journalFault()),
            gateway: this.#ports.gateway.describe(),
        };
    }
}

// EXTERNAL MODULE: ./build/http/send.js
var send = __webpack_require__(7432);
// EXTERNAL MODULE: ./build/lease/issue-token.js + 3 modules
var issue_token = __webpack_require__(9324);
;// CONCATENATED MODULE: ./build/agent/request-source.js


function requestSource({ client, region }, { leases, context }) {
    const ask = async (deadline) => {
        const { lease } = await (0,issue_token/* issueToken */.R)({ client, attempts: (0,send/* attemptsUntil */.$T)(deadline) }, leases, context);
        const { value, type, expiresAt } = lease.token;
        return { value, type, expiresAt, region, apiUrl: lease.apiUrl };
    };
    return { current: ask, renew: ask };
}

// EXTERNAL MODULE: ./build/agent/token-manager.js + 1 modules
var token_manager = __webpack_require__(4593);
// EXTERNAL MODULE: ./build/genesys/region.js
var genesys_region = __webpack_require__(4596);
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

// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(3406);
// EXTERNAL MODULE: ./build/http/reply.js
var http_reply = __webpack_require__(1584);
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

;// CONCATENATED MODULE: ./build/lease/token-lease.js



const LONGEST_ATTEMPT_MS = 10_000;
const EXPIRY_MARGIN_MS = 2_000;
const NEVER_ACCEPTED = 'the API host has not accepted it since it was granted: does api-url fit?';
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

;// CONCATENATED MODULE: ./build/programs/gc-token/ask-once.js


const RELEASE_MS = 10_000;
async function askOnce(source, leases, deadline, { clock, log }) {
    try {
        const token = await source.current(deadline);
        for (const lease of leases.held)
            lease.keep();
        return token;
    }
    catch (error) {
        for (const { release } of await leases.releaseAll(core_deadline/* Deadline */.B.after(RELEASE_MS, clock))) {
            if (release.outcome !== 'may-be-valid')
                continue;
            const until = (0,time/* isoSeconds */.n)(release.until);
            log(`A token was granted that could not be revoked; it may stay valid until ${until}.`);
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/programs/gc-token/exec.js

async function execWithOwnAgent({ source, runtime, interruption, run, log }, deadline) {
    try {
        const token = await Promise.race([source.current(deadline), interruption.comes]);
        await Promise.race([runtime.start(), interruption.comes]);
        const result = run(token);
        interruption.over();
        return await result;
    }
    catch (error) {
        const exitCode = interruption.exitCode();
        if (exitCode === undefined)
            throw error;
        return { exitCode };
    }
    finally {
        for (const sentence of describeEnd(await runtime.stop('the command has ended')))
            log(sentence);
    }
}
function describeEnd({ releases, isAwaitingToken }) {
    const left = releases.flatMap((release) => release.outcome === 'may-be-valid'
        ? [
            `A token could not be revoked (${release.because}) and may stay valid until ${(0,time/* isoSeconds */.n)(release.until)}.`,
        ]
        : []);
    const awaited = 'A token could not be revoked (a token request was still unanswered) and may stay valid until its expiry.';
    return isAwaitingToken ? [...left, awaited] : left;
}

// EXTERNAL MODULE: ./build/programs/gateway-variables.js
var gateway_variables = __webpack_require__(547);
;// CONCATENATED MODULE: ./build/programs/gc-token/export-lines.js

function exportLines({ gateway, region, apiUrl }, environment) {
    const variables = {
        ...(0,gateway_variables/* gatewayVariables */.G7)(gateway, environment),
        GENESYSCLOUD_API_URL: (0,gateway_variables/* gatewayUrl */.MS)(gateway),
        ...(region === '' ? {} : { GENESYSCLOUD_REGION: region }),
    };
    const lines = [
        `# A gateway to ${apiUrl} until Ctrl-C. What GENESYSCLOUD_ACCESS_TOKEN holds is good on this machine only.`,
        ...Object.entries(variables).map(([name, value]) => `export ${name}=${inShell(value)}`),
        ...(0,gateway_variables/* gatewayHints */.x4)(gateway).map((hint) => `# ${hint}`),
    ];
    return `${lines.join('\n')}\n`;
}
function inShell(value) {
    return /^[\w.:/,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

// EXTERNAL MODULE: ./build/settings/environment.js + 3 modules
var environment = __webpack_require__(6064);
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
    const { formAuthentication } = await __webpack_require__.e(/* import() */ 419).then(__webpack_require__.bind(__webpack_require__, 4419));
    return formAuthentication(credentials, tokenUrl);
}

// EXTERNAL MODULE: ./build/entries/execution.js + 1 modules
var entries_execution = __webpack_require__(8139);
;// CONCATENATED MODULE: ./build/entries/gateway-door.js
function lazyGateway(parts) {
    let opening;
    let users = 0;
    let isForJob = false;
    const all = [];
    const close = async (deadline) => {
        const gateway = opening;
        opening = undefined;
        if (gateway === undefined)
            return '';
        const open = await gateway;
        await open.close(deadline);
        return open.describe();
    };
    const open = async (wish, deadline) => {
        opening ??= __webpack_require__.e(/* import() */ 597).then(__webpack_require__.bind(__webpack_require__, 3597)).then(({ openGateway }) => openGateway(wish.mostTokens, parts));
        const thisOne = opening;
        try {
            const gateway = await thisOne;
            if (!all.includes(gateway))
                all.push(gateway);
            const opened = await gateway.admit(wish, deadline);
            if (wish.isForJob)
                isForJob = true;
            else
                users++;
            return opened;
        }
        catch (error) {
            if (opening === thisOne && users === 0 && !isForJob)
                await close(deadline).catch(() => undefined);
            throw error;
        }
    };
    return {
        open,
        close,
        leave: async () => {
            users = Math.max(0, users - 1);
            if (users === 0 && !isForJob)
                await close(parts.deadlineOf(gateway_door_LAST_REQUESTS_MS));
        },
        drain: async (deadline) => {
            await Promise.all(all.map((gateway) => gateway.drain(deadline)));
        },
        get isAwaitingToken() {
            return all.some((gateway) => gateway.isAwaitingToken());
        },
        describe: () => (opening === undefined ? '' : (all.at(-1)?.describe() ?? '')),
    };
}
const gateway_door_LAST_REQUESTS_MS = 2_000;

// EXTERNAL MODULE: ./build/entries/terminal.js + 7 modules
var terminal = __webpack_require__(4628);
// EXTERNAL MODULE: ./build/entries/variables.js + 1 modules
var variables = __webpack_require__(4597);
;// CONCATENATED MODULE: ./build/entries/standalone.js



























async function askWithCredentials() {
    const settings = readSettings();
    const context = requestContextOf(terminal.log);
    const leases = new Leases(settings.apiUrl, NO_JOURNAL, context);
    const source = requestSource(await managerSettingsOf(settings), { leases, context });
    return askOnce(source, leases, core_deadline/* Deadline */.B.after(settings.timeoutMs, clock/* systemClock */.m), context);
}
async function executeWithOwnAgent(command) {
    return withOwnAgent(0, async (token, { address, door, deadline }) => {
        const wish = command.gateway;
        const gateway = wish && (await door.open({ ...wish, isForJob: false }, deadline));
        const bin = writeLaunchers(address.folder, process.execPath, (0,execution/* ownScript */.k9)());
        const inherited = { ...(0,execution/* withPath */.iD)(bin, (0,adapters_process/* environment */.cA)()), GC_TOKEN_SOCK: address.socket };
        return (0,entries_execution.executeCommand)(command, gateway === undefined ? { token } : { token, gateway }, inherited);
    });
}
async function runGateway(port, mask) {
    const { exitCode } = await withOwnAgent(port, async ({ region, apiUrl }, { door, deadline }) => {
        const ended = nextSignal();
        const gateway = await openOrFail(door, port, deadline);
        mask(gateway.placeholder);
        (0,adapters_process/* writeAll */.f4)(1, exportLines({ gateway, region, apiUrl }, (0,adapters_process/* environment */.cA)()));
        return { exitCode: (0,command/* exitCodeOf */.FO)((0,execution/* signalNumber */.Al)(await ended)) };
    });
    return exitCode;
}
async function openOrFail(door, port, deadline) {
    try {
        return await door.open({ mostTokens: 1, isTokenPassed: false, isForJob: true }, deadline);
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        const message = `The gateway could not listen on port ${port} of 127.0.0.1 (${(0,errors/* messageOf */.bD)(error)}).`;
        throw new errors/* ActionError */.lZ('AGENT_FAILED', message, ['another program listens there'], error);
    }
}
async function withOwnAgent(port, run) {
    const settings = readSettings();
    const address = prepareAddress((0,adapters_process/* agentPlaces */.Qy)(), process.platform);
    try {
        return await runAt(address, { settings, port }, run);
    }
    finally {
        removeFolder(address);
    }
}
async function runAt(address, { settings, port }, run) {
    const { credentials, apiUrl, timeoutMs } = settings;
    const interruption = watchForInterruption();
    let isRunning = false;
    const context = requestContextOf((sentence) => (isRunning ? undefined : (0,terminal.log)(sentence)));
    const leases = new Leases(apiUrl, NO_JOURNAL, context);
    const ports = { leases, context, log: () => undefined };
    const managerSettings = await managerSettingsOf(settings);
    const manager = new token_manager/* TokenManager */.t(managerSettings, ports);
    const clean = (text) => (0,terminal.redactor)().clean(text);
    const debug = (0,adapters_process/* environment */.cA)()['RUNNER_DEBUG'] === '1' ? terminal.log : undefined;
    const deadlineOf = (ms) => core_deadline/* Deadline */.B.after(ms, clock/* systemClock */.m);
    const door = lazyGateway({ manager, ports, apiUrl, clean, debug, deadlineOf, port });
    const { place } = managerSettings.client.endpoint;
    const facts = { clientId: credentials.clientId, place, apiUrl, lifetimeMs: Infinity };
    const runtime = new AgentRuntime(manager, facts, {
        ...ports,
        clean,
        gateway: door,
        serve: (answer) => serve(address, answer),
        journalFault: () => '',
    });
    const deadline = deadlineOf(timeoutMs);
    const start = (token) => {
        isRunning = true;
        return run(token, { address, door, deadline });
    };
    return execWithOwnAgent({ source: manager, runtime, interruption, run: start, log: terminal.log }, deadline);
}
function readSettings() {
    const { environment: given, mistakes } = (0,variables/* variables */.E)();
    const proxy = useProxySettings();
    (0,terminal.redactor)().add(proxy.secrets);
    const settings = (0,environment/* readEnvironment */.Qo)(given, [...mistakes, ...proxy.mistakes]);
    for (const name of settings.ignored) {
        (0,terminal.log)(`${name} is ignored: GENESYSCLOUD_CLIENT_AUTH is ${settings.credentials.method}, which has no use for it.`);
    }
    const unlisted = (0,genesys_region/* describeUnlisted */.kA)(settings.region?.name ?? '');
    if (unlisted !== undefined)
        (0,terminal.log)(unlisted);
    return settings;
}
async function managerSettingsOf(settings) {
    const { credentials, region, tokenUrl, minValidityMs, timeoutMs } = settings;
    const endpoint = { place: (0,genesys_region/* placeOf */.$t)(region, tokenUrl), tokenUrl };
    const authentication = await authenticationOf(credentials, tokenUrl);
    const client = { endpoint, scope: undefined, authentication };
    return { client, region: region?.name ?? '', minValidityMs, timeoutMs, revoke: true };
}
function requestContextOf(tell) {
    return {
        transport: withCleanReplies(httpTransport(clock/* systemClock */.m), (text) => (0,terminal.redactor)().cleanReply(text)),
        clock: clock/* systemClock */.m,
        random: Math.random,
        signal: new AbortController().signal,
        log: tell,
        mask: (forms) => void (0,terminal.redactor)().add(forms),
        forget: (forms) => (0,terminal.redactor)().forget(forms),
    };
}


/***/ }),

/***/ 1584:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ic: () => (/* binding */ describeFailure),
/* harmony export */   f1: () => (/* binding */ readFailure),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   qU: () => (/* binding */ readFields),
/* harmony export */   uT: () => (/* binding */ serverDate)
/* harmony export */ });
/* harmony import */ var _core_characters_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(751);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6089);
/* harmony import */ var _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(881);



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


/***/ }),

/***/ 7432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $T: () => (/* binding */ attemptsUntil),
/* harmony export */   UW: () => (/* binding */ RequestGivenUp),
/* harmony export */   dF: () => (/* binding */ describeGivingUp),
/* harmony export */   tN: () => (/* binding */ send)
/* harmony export */ });
/* unused harmony exports LONGEST_ATTEMPT_MS, oneAttempt */
/* harmony import */ var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1584);
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


/***/ }),

/***/ 9324:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ issueToken)
});

// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(3406);
// EXTERNAL MODULE: ./build/http/reply.js
var http_reply = __webpack_require__(1584);
// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __webpack_require__(881);
// EXTERNAL MODULE: ./build/http/send.js
var send = __webpack_require__(7432);
// EXTERNAL MODULE: ./build/oauth/access-token.js
var access_token = __webpack_require__(7001);
// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
// EXTERNAL MODULE: ./build/core/secret.js
var secret = __webpack_require__(3431);
// EXTERNAL MODULE: ./build/core/time.js
var time = __webpack_require__(566);
;// CONCATENATED MODULE: ./build/oauth/lost-tokens.js



const LONGEST_USUAL_LIFETIME_SECONDS = 172_800;
const MOST_UNREADABLE = 2;
class UnsendableToken extends retry_decision/* AttemptFailed */.Nz {
}
class LostTokens {
    #count = 0;
    #unreadable = 0;
    #until = 0;
    get sentence() {
        if (this.#count === 0)
            return undefined;
        const tokens = this.#count === 1 ? '1 token' : `${this.#count} tokens`;
        return `${tokens} that could not be read may be valid until ${(0,time/* isoSeconds */.n)(this.#until)}`;
    }
    watching(transport, clock) {
        return async (...sending) => {
            try {
                return await transport(...sending);
            }
            catch (error) {
                throw this.#noted(error, clock.now().wallMs);
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
        return new send/* RequestGivenUp */.UW(failure, parts.join('; '), cause);
    }
    #noted(error, at) {
        if (!(error instanceof retry_decision/* AttemptFailed */.Nz) || !mayHoldToken(error))
            return error;
        this.#count++;
        this.#until = at + LONGEST_USUAL_LIFETIME_SECONDS * 1000;
        if (error.failure.kind !== 'unreadable' || ++this.#unreadable < MOST_UNREADABLE)
            return error;
        return new retry_decision/* AttemptFailed */.Nz({ ...error.failure, kind: 'invalid' }, error);
    }
}
function mayHoldToken(error) {
    const { kind, status } = error.failure;
    if (error instanceof UnsendableToken)
        return true;
    const isSuccess = status !== undefined && status >= 200 && status <= 299;
    return isSuccess && (kind === 'truncated' || kind === 'unreadable');
}
const isPage = ({ headers }) => /\bhtml\b/i.test(headers['content-type'] ?? '');

;// CONCATENATED MODULE: ./build/oauth/token-request.js







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
    const lost = new LostTokens();
    const exchange = { doing: 'The token request', request, read: lost.reading(readTokenResponse) };
    const transport = lost.watching(context.transport, context.clock);
    try {
        const response = await (0,send/* send */.tN)(exchange, attempts, { ...context, transport });
        if (lost.sentence !== undefined)
            context.log(`${lost.sentence}.`);
        return response;
    }
    catch (error) {
        throw error instanceof send/* RequestGivenUp */.UW ? lost.toldIn(error) : error;
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
    const { tokenError } = await __webpack_require__.e(/* import() */ 414).then(__webpack_require__.bind(__webpack_require__, 9414));
    return tokenError(givenUp, endpoint, authentication);
}
async function unusable(because, client) {
    return tokenErrorOf(new send/* RequestGivenUp */.UW(because.failure, '', because), client);
}
function readTokenResponse(reply) {
    if (reply.status < 200 || reply.status > 299)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const fields = (0,http_reply/* readFields */.qU)(reply, 'the reply');
    if (typeof fields['access_token'] !== 'string' && fields['error'] !== undefined)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const value = new secret/* Secret */.z(readAccessToken(fields));
    const times = { sent: reply.sent, received: reply.received, serverDate: (0,http_reply/* serverDate */.uT)(reply) };
    const tokenFor = (seconds, type) => ({
        value,
        type,
        ...(0,access_token/* expiryOf */.p1)(seconds, times),
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
        if (!(error instanceof retry_decision/* AttemptFailed */.Nz))
            throw error;
        const token = tokenFor(LONGEST_USUAL_LIFETIME_SECONDS, '');
        return { token, isLifetimeAssumed: true, ...rest, unusableBecause: error };
    }
}
function readAccessToken(fields) {
    const value = fields['access_token'];
    if (typeof value !== 'string' || value.trim() === '')
        throw invalid('access_token is missing or empty');
    const wrong = whyUnsendable(value);
    if (wrong !== undefined)
        throw new UnsendableToken(invalid(`access_token ${wrong}`).failure);
    return value;
}
function whyUnsendable(value) {
    if (Buffer.byteLength(JSON.stringify(value)) > LONGEST_TOKEN_BYTES) {
        return `has more than ${LONGEST_TOKEN_BYTES} bytes`;
    }
    if ((0,characters/* hasControlCharacters */.Kg)(value))
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
    return typeof value === 'string' && value !== '' && !(0,characters/* hasControlCharacters */.Kg)(value)
        ? new secret/* Secret */.z(value)
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

;// CONCATENATED MODULE: ./build/lease/issue-token.js



async function issueToken({ client, attempts, refreshToken }, leases, context) {
    const response = await requestNextToken(client, refreshToken, attempts, context);
    if (response.refreshToken !== undefined)
        context.mask((0,masks/* tokenForms */.py)(response.refreshToken.reveal()));
    const lease = leases.hold(response.token);
    if (response.unusableBecause !== undefined)
        throw await unusable(response.unusableBecause, client);
    const { isLifetimeAssumed, serverAheadMs, refreshToken: next } = response;
    return { lease, isLifetimeAssumed, serverAheadMs, refreshToken: next };
}


/***/ }),

/***/ 7001:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Li: () => (/* binding */ secondsLeft),
/* harmony export */   p1: () => (/* binding */ expiryOf)
/* harmony export */ });
/* unused harmony export requireTimeLeft */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);

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
    throw new ActionError('TOKEN_EXPIRED', `The token expired before it could be handed out: it was valid for ${seconds} s.`, [
        'the server issues tokens for a few seconds only: in Genesys Cloud, Token Duration of the OAuth client is 300 s or more',
        'a gateway hands out a token again that is about to expire',
        'the network or the API host is slow',
    ]);
}


/***/ }),

/***/ 547:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G7: () => (/* binding */ gatewayVariables),
/* harmony export */   MS: () => (/* binding */ gatewayUrl),
/* harmony export */   x4: () => (/* binding */ gatewayHints)
/* harmony export */ });
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


/***/ })

};
;