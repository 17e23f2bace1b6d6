"use strict";
exports.id = 94;
exports.ids = [94];
exports.modules = {

2425:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  D8: () => (KEPT_NODE_OPTIONS),
  Kn: () => (COMMAND_NODE_OPTIONS),
  hj: () => (SHELL_NODE_OPTIONS)
});
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


}),

8829:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KB: () => (PROBE_MS),
  Fe: () => (afterProbe),
  $f: () => (dueProbe),
  MM: () => (nextLookAt),
  dy: () => (probe)
});

var http_reply = __webpack_require__(1584);
var organization = __webpack_require__(8223);
;// CONCATENATED MODULE: ./build/genesys/idle-timeout.js


const keepAliveRequest = organization/* ownerRequest */.PD;
function lookRequest(apiUrl, token) {
    const request = (0,organization/* ownerRequest */.PD)(apiUrl, token);
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

var send = __webpack_require__(7432);
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


}),

1777:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Ft: () => (isSame),
  Ok: () => (leftMs),
  WV: () => (idleLimit),
  bj: () => (unanswered),
  fn: () => (isValid),
  n: () => (currentToken),
  pL: () => (isFresh),
  sk: () => (nextStep)
});
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


}),

8942:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (TokenManager)
});

var deadline = __webpack_require__(2095);
var errors = __webpack_require__(8208);
var masks = __webpack_require__(3406);
var time = __webpack_require__(566);
var send = __webpack_require__(7432);
var retry_decision = __webpack_require__(881);
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

var issue_token = __webpack_require__(6973);
var probe = __webpack_require__(8829);
var agent_renewal = __webpack_require__(1777);
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
function noTokenInTime() {
    return new errors/* ActionError */.lZ('TIMED_OUT', 'No token came in time: the request for it is still under way.', [
        'Genesys Cloud is slow or has an outage',
        'Genesys Cloud limits token requests: the limit takes about a minute to recover',
    ]);
}
const ONE_TOKEN_ONLY = 'The server hands out the same token again until it expires, and the API host does not accept it.';

;// CONCATENATED MODULE: ./build/agent/troubles.js
class Troubles {
    #clock;
    #troubles = new Map();
    constructor(clock) {
        this.#clock = clock;
    }
    get current() {
        return this.#troubles.get('renewal') ?? this.#troubles.get('probe');
    }
    report(about, reason) {
        const since = this.#troubles.get(about)?.since ?? this.#clock.now().wallMs;
        if (reason === undefined)
            this.#troubles.delete(about);
        else
            this.#troubles.set(about, { reason, since });
    }
}

;// CONCATENATED MODULE: ./build/agent/token-manager.js











const RENEW_AT_MOST_EVERY_MS = 10_000;
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 250;
class TokenManager {
    settings;
    #leases;
    #context;
    #log;
    #announceRequest;
    #renewals;
    #troubles;
    #state;
    #refreshToken;
    #issued = 0;
    #lastIssuedAt = -Infinity;
    #check;
    constructor(settings, { leases, context, log, announceRequest }) {
        this.settings = settings;
        this.#leases = leases;
        this.#context = context;
        this.#log = log;
        this.#troubles = new Troubles(context.clock);
        this.#announceRequest = announceRequest ?? (() => () => undefined);
        this.#renewals = new Renewals((tellDelay, signal) => this.#issue(tellDelay, signal), context.clock);
    }
    get state() {
        return this.#state;
    }
    get issued() {
        return this.#issued;
    }
    get trouble() {
        return this.#troubles.current;
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
    async revoke(deadline) {
        const lease = this.#validState()?.lease;
        if (lease === undefined)
            return undefined;
        const release = await lease.release(deadline);
        if (release.outcome !== 'may-be-valid')
            this.#drop(lease, 'it was revoked on request');
        return release;
    }
    renewIfDue() {
        if (this.#state === undefined || !this.#isFresh(this.#state))
            this.#renewals.begin();
    }
    learn(lease, found) {
        if (this.#state?.lease !== lease)
            return;
        this.#troubles.report('probe', found.found === 'accepted' ? undefined : `The token could not be looked at (${found.because}).`);
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
            this.#troubles.report('renewal', sentence);
            tellDelay();
        };
        const unhurried = (request, timeoutMs) => context.transport(request, timeoutMs, context.signal);
        const { transport, over } = announced(unhurried, this.#announceRequest);
        try {
            const attempts = (0,send/* attemptsUntil */.$T)(deadline/* Deadline */.B.after(this.settings.timeoutMs, context.clock));
            const order = { client: this.settings.client, attempts, refreshToken: this.#refreshToken };
            this.#take(await (0,issue_token/* issueToken */.R)(order, this.#leases, { ...context, signal, log, transport }));
        }
        catch (error) {
            this.#troubles.report('renewal', (0,errors/* messageOf */.bD)(error));
            this.#log(`The token could not be renewed: ${(0,errors/* messageOf */.bD)(error)}`);
            throw error;
        }
        finally {
            over();
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
        this.#troubles.report('renewal', undefined);
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
        return this.#renewals.failure ?? noTokenInTime();
    }
    #now() {
        return this.#context.clock.now();
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

4007:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  executeCommand: () => (executeCommand),
  executeWithAgent: () => (executeWithAgent)
});

var node_options = __webpack_require__(2425);
var clock = __webpack_require__(5766);
var adapters_command = __webpack_require__(149);
var execution = __webpack_require__(4414);
var adapters_interruption = __webpack_require__(3305);
var process = __webpack_require__(3621);
var genesys_region = __webpack_require__(4596);
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

var time = __webpack_require__(566);
;// CONCATENATED MODULE: ./build/programs/gc-token/exec-hints.js

function regionHint(inherited, { region }) {
    if (region !== '' || (inherited['GENESYSCLOUD_REGION'] ?? '') !== '')
        return undefined;
    return 'GENESYSCLOUD_REGION is not set, and the URLs do not tell it: CX as Code, the gc CLI and the SDKs then assume us-east-1.';
}
function expiryHint(exitCode, { expiresAt }, now, hasAskedAgain) {
    if (exitCode === 0 || now < expiresAt || hasAskedAgain)
        return undefined;
    return `The command failed after the token that it was started with had expired (${(0,time/* isoSeconds */.n)(expiresAt)}), and asked for no other: what runs longer has to ask gc-token again.`;
}

var terminal = __webpack_require__(9690);
;// CONCATENATED MODULE: ./build/entries/execution.js









async function executeWithAgent(command, token, socket) {
    if (command.gateway === undefined)
        return executeCommand(command, { token });
    const { openAgentsGateway, leaveAgentsGateway } = await __webpack_require__.e(/* import() */ 901).then(__webpack_require__.bind(__webpack_require__, 4901));
    const places = (0,process/* agentPlaces */.Qy)();
    const interruption = (0,adapters_interruption/* watchForInterruption */.J)();
    try {
        const gateway = await openAgentsGateway(socket, places, { ...command.gateway, isForJob: false });
        try {
            const exitCode = interruption.exitCode();
            if (exitCode !== undefined)
                return { exitCode };
            const result = executeCommand(command, { token, gateway });
            interruption.over();
            return await result;
        }
        finally {
            await leaveAgentsGateway(socket, places).catch(() => undefined);
        }
    }
    catch (error) {
        const exitCode = interruption.exitCode();
        if (exitCode === undefined)
            throw error;
        return { exitCode };
    }
    finally {
        interruption.over();
    }
}
async function executeCommand({ command, args, keepsCredentials, mask }, { token, gateway, hasAskedAgain = () => true }, inherited = (0,process/* environment */.cA)()) {
    mask(token.value);
    if (gateway !== undefined)
        mask(gateway.placeholder);
    const own = commandEnvironment(withOwnNodeOptions(inherited), token, { keepsCredentials, gateway });
    const region = regionHint(inherited, token);
    if (region !== undefined)
        (0,terminal.log)(region);
    const result = await (0,adapters_command/* execute */.g7)({ command, args, environment: own, isTerminal: (0,execution/* isTerminal */.Hd)(), signalNumber: execution/* signalNumber */.Al });
    const isRenewed = gateway !== undefined || hasAskedAgain();
    const expiry = expiryHint(result.exitCode, token, clock/* systemClock */.m.now().wallMs, isRenewed);
    if (expiry !== undefined)
        (0,terminal.log)(expiry);
    return result;
}
function withOwnNodeOptions(inherited) {
    const { [node_options/* KEPT_NODE_OPTIONS */.D8]: kept, ...others } = inherited;
    return kept === undefined ? others : { ...others, NODE_OPTIONS: kept };
}


}),

2094:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  askWithCredentials: () => (askWithCredentials),
  executeWithOwnAgent: () => (executeWithOwnAgent),
  runGateway: () => (runGateway)
});

var external_node_crypto_ = __webpack_require__(7598);
var external_node_fs_ = __webpack_require__(3024);
var external_node_path_ = __webpack_require__(6760);
var errors = __webpack_require__(8208);
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

var external_node_net_ = __webpack_require__(7030);
var json = __webpack_require__(6089);
var same_text = __webpack_require__(2705);
var protocol = __webpack_require__(6561);
;// CONCATENATED MODULE: ./build/agent/answering.js




const QUESTIONS = [
    'token',
    'renew',
    'revoke',
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
    const given = fields['nonce'];
    if (typeof given !== 'string' || !(0,same_text/* isSameText */.c)(given, nonce))
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
function revokeReply(release) {
    if (release === undefined)
        return { outcome: 'none', because: '' };
    const because = release.outcome === 'may-be-valid' ? release.because : '';
    return { outcome: release.outcome, because };
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

var clock = __webpack_require__(5766);
var execution = __webpack_require__(4414);
var command = __webpack_require__(149);
var adapters_interruption = __webpack_require__(3305);
var adapters_process = __webpack_require__(3621);
var adapters_proxy = __webpack_require__(7312);
var core_deadline = __webpack_require__(2095);
var time = __webpack_require__(566);
var access_token = __webpack_require__(7001);
var renewal = __webpack_require__(1777);
var probe = __webpack_require__(8829);
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
            case 'revoke':
                return encodeReply(revokeReply(await this.#manager.revoke(deadline)));
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
            region: settings.region,
            tokenUrl: settings.client.endpoint.tokenUrl.replace(/\?.*$/, ''),
            startedAt: this.#startedAt.wallMs,
            endsAt: this.#startedAt.wallMs + lifetimeMs,
            minValiditySeconds: settings.minValidityMs / 1000,
            token: valid === undefined ? 'none' : (0,renewal/* isFresh */.pL)(valid, now, settings.minValidityMs) ? 'fresh' : 'old',
            expiresAt: valid === undefined ? '' : (0,time/* isoSeconds */.n)(valid.token.expiresAt),
            secondsLeft: valid === undefined ? 0 : (0,access_token/* secondsLeft */.Li)(valid.token, now),
            lifetimeSeconds: (valid?.token.lifetimeMs ?? 0) / 1000,
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

var send = __webpack_require__(7432);
var issue_token = __webpack_require__(6973);
;// CONCATENATED MODULE: ./build/agent/request-source.js


function requestSource({ client, region }, { leases, context }) {
    const ask = async (deadline) => {
        const { lease } = await (0,issue_token/* issueToken */.R)({ client, attempts: (0,send/* attemptsUntil */.$T)(deadline) }, leases, context);
        const { value, type, expiresAt } = lease.token;
        return { value, type, expiresAt, region, apiUrl: lease.apiUrl };
    };
    return { current: ask, renew: ask };
}

var token_manager = __webpack_require__(8942);
var genesys_region = __webpack_require__(4596);
var lease_leases = __webpack_require__(3606);
var gc_token_interruption = __webpack_require__(985);
var left_tokens = __webpack_require__(2798);
;// CONCATENATED MODULE: ./build/programs/gc-token/ask-once.js



const RELEASE_MS = 10_000;
async function askOnce({ source, leases, context, interruption }, deadline) {
    const asking = source.current(deadline);
    try {
        const token = await Promise.race([asking, interruption.comes]);
        for (const lease of leases.held)
            lease.keep();
        return token;
    }
    catch (error) {
        const isInterrupted = interruption.exitCode() !== undefined;
        const isAwaitingToken = isInterrupted && !(await (0,left_tokens/* isSettledSoon */.$)(asking, context));
        const released = await leases.releaseAll(core_deadline/* Deadline */.B.after(RELEASE_MS, context.clock));
        const releases = released.map(({ release }) => release);
        for (const sentence of (0,left_tokens/* describeLeft */.J)({ releases, isAwaitingToken }))
            context.log(sentence);
        const exitCode = interruption.exitCode();
        throw exitCode === undefined ? error : new gc_token_interruption/* Interrupted */.j(exitCode);
    }
    finally {
        interruption.over();
    }
}
function interruptible(context, { signal }) {
    return {
        ...context,
        signal,
        transport: (request, timeoutMs) => {
            signal.throwIfAborted();
            return context.transport(request, timeoutMs, context.signal);
        },
    };
}

var guarded_source = __webpack_require__(87);
;// CONCATENATED MODULE: ./build/programs/gc-token/exec.js

async function execWithOwnAgent({ source, runtime, interruption, prepare, run, log }, deadline) {
    try {
        const token = await Promise.race([source.current(deadline), interruption.comes]);
        await Promise.race([runtime.start(), interruption.comes]);
        await Promise.race([prepare(), interruption.comes]);
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
        for (const sentence of (0,left_tokens/* describeLeft */.J)(await runtime.stop('the command has ended')))
            log(sentence);
    }
}

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

var environment = __webpack_require__(6064);
var entries_authentication = __webpack_require__(543);
var credentials = __webpack_require__(4137);
var entries_execution = __webpack_require__(4007);
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
        opening ??= __webpack_require__.e(/* import() */ 706).then(__webpack_require__.bind(__webpack_require__, 8706)).then(({ openGateway }) => openGateway(wish.mostTokens, parts));
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

var terminal = __webpack_require__(9690);
var terminal_requests = __webpack_require__(2756);
;// CONCATENATED MODULE: ./build/entries/standalone.js



























async function askWithCredentials() {
    const settings = await readSettings();
    const interruption = (0,adapters_interruption/* watchForInterruption */.J)();
    const context = (0,terminal_requests/* requestContextOf */.S)(terminal.log);
    const leases = new lease_leases/* Leases */.I(settings.apiUrl, lease_leases/* NO_JOURNAL */._, context);
    const ports = { leases, context: interruptible(context, interruption) };
    const requests = requestSource(await managerSettingsOf(settings), ports);
    const source = (0,guarded_source/* guardedSource */.S)(requests, settings.organizationId, {
        ...context,
        signal: interruption.signal,
    });
    return askOnce({ source, leases, context, interruption }, core_deadline/* Deadline */.B.after(settings.timeoutMs, clock/* systemClock */.m));
}
async function executeWithOwnAgent(command) {
    let gateway;
    const wish = command.gateway;
    const prepare = async ({ door, deadline }) => {
        gateway = wish && (await door.open({ ...wish, isForJob: false }, deadline));
    };
    const run = (token, { address, hasAskedAgain }) => {
        const bin = writeLaunchers(address.folder, process.execPath, (0,execution/* ownScript */.k9)());
        const inherited = { ...(0,execution/* withPath */.iD)(bin, (0,adapters_process/* environment */.cA)()), GC_TOKEN_SOCK: address.socket };
        const found = gateway === undefined ? { token, hasAskedAgain } : { token, gateway };
        return (0,entries_execution.executeCommand)(command, found, inherited);
    };
    return withOwnAgent({ port: 0, prepare, run });
}
async function runGateway(port, mask) {
    const run = async ({ region, apiUrl }, { door, deadline }) => {
        const ended = (0,adapters_interruption/* nextSignal */.a)();
        const gateway = await openOrFail(door, port, deadline);
        mask(gateway.placeholder);
        (0,adapters_process/* writeAll */.f4)(1, exportLines({ gateway, region, apiUrl }, (0,adapters_process/* environment */.cA)()));
        return { exitCode: (0,command/* exitCodeOf */.FO)((0,execution/* signalNumber */.Al)(await ended)) };
    };
    return (await withOwnAgent({ port, run })).exitCode;
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
async function withOwnAgent(undertaking) {
    const settings = await readSettings();
    const address = prepareAddress((0,adapters_process/* agentPlaces */.Qy)(), process.platform);
    try {
        return await runAt(address, settings, undertaking);
    }
    finally {
        removeFolder(address);
    }
}
async function runAt(address, settings, { port, prepare, run }) {
    const { credentials, apiUrl, timeoutMs, organizationId } = settings;
    const interruption = (0,adapters_interruption/* watchForInterruption */.J)();
    let isRunning = false;
    let hasAskedAgain = false;
    const context = (0,terminal_requests/* requestContextOf */.S)((sentence) => (isRunning ? undefined : (0,terminal.log)(sentence)));
    const leases = new lease_leases/* Leases */.I(apiUrl, lease_leases/* NO_JOURNAL */._, context);
    const ports = { leases, context, log: () => undefined };
    const manager = new token_manager/* TokenManager */.t(await managerSettingsOf(settings), ports);
    const clean = (text) => (0,terminal.redactor)().clean(text);
    const debug = (0,adapters_process/* environment */.cA)()['RUNNER_DEBUG'] === '1' ? terminal.log : undefined;
    const deadlineOf = (ms) => core_deadline/* Deadline */.B.after(ms, clock/* systemClock */.m);
    const door = lazyGateway({ manager, ports, apiUrl, clean, debug, deadlineOf, port });
    const { place } = manager.settings.client.endpoint;
    const facts = { clientId: credentials.clientId, place, apiUrl, lifetimeMs: Infinity };
    const runtime = new AgentRuntime(manager, facts, {
        ...ports,
        clean,
        gateway: door,
        serve: (answer) => serve(address, (request) => {
            hasAskedAgain ||= request.ask === 'token' || request.ask === 'renew';
            return answer(request);
        }),
        journalFault: () => '',
    });
    const deadline = deadlineOf(timeoutMs);
    const parts = { address, door, deadline, hasAskedAgain: () => hasAskedAgain };
    const start = (token) => {
        isRunning = true;
        return run(token, parts);
    };
    const source = (0,guarded_source/* guardedSource */.S)(manager, organizationId, context);
    const own = { source, runtime, interruption, prepare: async () => prepare?.(parts), run: start, log: terminal.log };
    return execWithOwnAgent(own, deadline);
}
async function readSettings() {
    const complete = await (0,credentials/* withClientSecret */.e)();
    const proxy = (0,adapters_proxy/* useProxySettings */.v)();
    (0,terminal.redactor)().add(proxy.secrets);
    const settings = (0,environment/* readEnvironment */.Qo)(complete.environment, [...complete.mistakes, ...proxy.mistakes]);
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
    const authentication = await (0,entries_authentication/* authenticationOf */.U)(credentials, tokenUrl);
    const client = { endpoint, scope: undefined, authentication };
    return { client, region: region?.name ?? '', minValidityMs, timeoutMs, revoke: true };
}


}),

547:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  G7: () => (gatewayVariables),
  MS: () => (gatewayUrl),
  x4: () => (gatewayHints)
});
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


}),

87:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (guardedSource)
});

var organization = __webpack_require__(8223);
var reply = __webpack_require__(1584);
var http_send = __webpack_require__(7432);
var errors = __webpack_require__(8208);
var retry_decision = __webpack_require__(881);
;// CONCATENATED MODULE: ./build/programs/look-up.js





const LOOK_UP_MS = 5_000;
const WHENCE = { granted: 'issued', shared: 'shared' };
async function lookUp({ lease, source }, deadline, { organizationId: guard }, context) {
    const exchange = {
        doing: 'The organization look-up',
        request: ownerRequest(lease.apiUrl, lease.token.value),
        read: readOwner,
    };
    const attempts = guard === undefined ? oneAttempt(deadline.part(LOOK_UP_MS)) : attemptsUntil(deadline);
    try {
        const owner = await send(exchange, attempts, context);
        lease.accepted();
        if (guard !== undefined)
            guardOrganization(guard, owner);
        return { owner, isRejected: false };
    }
    catch (error) {
        if (!(error instanceof RequestGivenUp))
            throw error;
        const { status } = error.failure;
        if (status === 401 && source === 'shared')
            return { owner: undefined, isRejected: true };
        const reason = describeFailure(error.failure);
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

;// CONCATENATED MODULE: ./build/programs/gc-token/guarded-source.js




function guardedSource(source, organizationId, context) {
    if (organizationId === undefined)
        return source;
    const guarded = async (token, deadline) => {
        const exchange = {
            doing: 'The organization look-up',
            request: (0,organization/* ownerRequest */.PD)(token.apiUrl, token.value),
            read: organization/* readOwner */.A7,
        };
        try {
            (0,organization/* guardOrganization */.lu)(organizationId, await (0,http_send/* send */.tN)(exchange, (0,http_send/* attemptsUntil */.$T)(deadline), context));
            return token;
        }
        catch (error) {
            if (!(error instanceof http_send/* RequestGivenUp */.UW))
                throw error;
            throw unknownOrganization(organizationId, (0,reply/* describeFailure */.Ic)(error.failure), error);
        }
    };
    return {
        current: async (deadline) => guarded(await source.current(deadline), deadline),
        renew: async (deadline, rejected) => guarded(await source.renew(deadline, rejected), deadline),
    };
}


})

};
;