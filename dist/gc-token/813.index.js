"use strict";
exports.id = 813;
exports.ids = [813];
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

149:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  FO: () => (exitCodeOf),
  Pe: () => (PASSED_ON),
  g7: () => (execute)
});
var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);


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


}),

4414:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Al: () => (signalNumber),
  Hd: () => (isTerminal),
  _u: () => (isOutputTerminal),
  iD: () => (withPath),
  k9: () => (ownScript)
});
/* unused harmony export bundleOf */
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
var node_tty__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7066);
var node_tty__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_tty__WEBPACK_IMPORTED_MODULE_3__);




function ownScript() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(process.argv[1] ?? '');
}
function bundleOf(entry) {
    return join(dirname(ownScript()), '..', entry, 'index.js');
}
function isTerminal() {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_3__.isatty)(0);
}
function isOutputTerminal() {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_3__.isatty)(1);
}
function signalNumber(signal) {
    return node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[signal];
}
function withPath(folder, inherited) {
    const name = Object.keys(inherited).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    return { ...inherited, [name]: [folder, inherited[name] ?? ''].join(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter) };
}


}),

3305:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  J: () => (watchForInterruption),
  a: () => (nextSignal)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);
var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(149);
var _execution_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4414);



async function nextSignal() {
    return new Promise((resolve) => {
        for (const name of _command_js__WEBPACK_IMPORTED_MODULE_1__/* .PASSED_ON */ .Pe)
            process.on(name, resolve);
    });
}
function watchForInterruption() {
    const cancellation = new AbortController();
    let by;
    const stop = (signal) => {
        by ??= signal;
        cancellation.abort(new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('CANCELLED', `gc-token was interrupted (${signal}).`));
    };
    const { signal } = cancellation;
    const comes = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    comes.catch(() => undefined);
    for (const name of _command_js__WEBPACK_IMPORTED_MODULE_1__/* .PASSED_ON */ .Pe)
        process.on(name, stop);
    return {
        signal,
        comes,
        exitCode: () => (by === undefined ? undefined : (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodeOf */ .FO)((0,_execution_js__WEBPACK_IMPORTED_MODULE_2__/* .signalNumber */ .Al)(by))),
        over: () => {
            for (const name of _command_js__WEBPACK_IMPORTED_MODULE_1__/* .PASSED_ON */ .Pe)
                process.off(name, stop);
        },
    };
}


}),

543:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (authenticationOf)
});

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


}),

4137:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (withClientSecret)
});

var external_node_child_process_ = __webpack_require__(1421);
var bounded_read = __webpack_require__(2558);
;// CONCATENATED MODULE: ./build/adapters/secret-places.js


const COMMAND_WITHIN_MS = 10_000;
const LARGEST_SECRET_BYTES = 64 * 1024;
function readSecretFile(path) {
    const text = (0,bounded_read/* readFileAtMost */.n)(LARGEST_SECRET_BYTES, path);
    return text && withoutLineFeed(text);
}
async function runSecretCommand(command, args) {
    const child = start(command, args);
    return new Promise((resolve, reject) => {
        const chunks = [];
        let bytes = 0;
        const fail = (why) => {
            child.kill('SIGKILL');
            reject(new Error(why));
        };
        const timer = setTimeout(() => fail(`it did not end within ${COMMAND_WITHIN_MS / 1000} s`), COMMAND_WITHIN_MS);
        child.stdout.on('data', (chunk) => {
            bytes += chunk.length;
            if (bytes > LARGEST_SECRET_BYTES)
                fail('it prints more than any secret has');
            else
                chunks.push(chunk);
        });
        child.once('error', (error) => reject(notStarted(error)));
        child.once('close', (code, signal) => {
            clearTimeout(timer);
            if (code === 0)
                resolve(withoutLineFeed(Buffer.concat(chunks).toString('utf8')));
            else
                reject(new Error(`it ended with ${signal ?? `exit code ${code ?? 1}`}`));
        });
    });
}
function start(command, args) {
    try {
        return (0,external_node_child_process_.spawn)(command, args, { stdio: ['ignore', 'pipe', 'inherit'], windowsHide: true });
    }
    catch (error) {
        throw notStarted(error);
    }
}
function notStarted(error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return new Error(`it could not be started: ${code}`);
}
const withoutLineFeed = (text) => text.replace(/\n$/, '');

var errors = __webpack_require__(8208);
var environment = __webpack_require__(6064);
var secret_place = __webpack_require__(9531);
var terminal = __webpack_require__(9690);
var variables = __webpack_require__(4597);
;// CONCATENATED MODULE: ./build/entries/credentials.js






async function withClientSecret() {
    const { environment: given, mistakes } = (0,variables/* variables */.E)();
    const place = (0,secret_place/* secretPlace */.M$)(given);
    if (place.in !== 'variable' && !(0,secret_place/* isSecretOfUse */.rQ)(given)) {
        (0,terminal.log)(`${place.variable} is ignored: GENESYSCLOUD_CLIENT_AUTH names a method that has no use for it.`);
        return { environment: given, mistakes };
    }
    const complete = (secret, ifEmpty) => {
        if (secret.trim() === '')
            return without(ifEmpty);
        const all = { ...given, [secret_place/* SECRET_VARIABLES */.VP.itself]: secret };
        (0,terminal.redactor)().add((0,environment/* secretsOfEnvironment */.O0)(all));
        return { environment: all, mistakes };
    };
    const without = (mistake) => ({
        environment: { ...given, [secret_place/* SECRET_VARIABLES */.VP.itself]: 'unread' },
        mistakes: [...mistakes, mistake],
    });
    switch (place.in) {
        case 'variable':
            return { environment: given, mistakes };
        case 'nowhere':
            return without(place.mistake);
        case 'file':
            try {
                const secret = readSecretFile(place.path);
                return secret === undefined
                    ? without(`${secret_place/* SECRET_VARIABLES */.VP.file} names a file that is too large for a secret.`)
                    : complete(secret, `${secret_place/* SECRET_VARIABLES */.VP.file} names a file that is empty.`);
            }
            catch (error) {
                return without(`${secret_place/* SECRET_VARIABLES */.VP.file} names a file that cannot be read (${codeOf(error)}).`);
            }
        case 'command':
            try {
                return complete(await runSecretCommand(place.command, place.args), PRINTED_NOTHING);
            }
            catch (error) {
                return without(`${secret_place/* SECRET_VARIABLES */.VP.command} gave no secret (${(0,errors/* messageOf */.bD)(error)}).`);
            }
    }
}
const PRINTED_NOTHING = `${secret_place/* SECRET_VARIABLES */.VP.command} names a command that printed nothing: it has to print the secret on standard output.`;
const codeOf = (error) => error instanceof Error && 'code' in error ? String(error.code) : 'unknown';


}),

8223:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  A7: () => (readOwner),
  LW: () => (describeOrganization),
  PD: () => (ownerRequest),
  lu: () => (guardOrganization)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1584);


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


}),

6973:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (issueToken)
});

var masks = __webpack_require__(3406);
var reply = __webpack_require__(1584);
var retry_decision = __webpack_require__(881);
var send = __webpack_require__(7432);
var token_request = __webpack_require__(9189);
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


}),

3606:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (Leases),
  _: () => (NO_JOURNAL)
});

var masks = __webpack_require__(3406);
var errors = __webpack_require__(8208);
var revocation = __webpack_require__(7888);
var send = __webpack_require__(7432);
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
                request: (0,revocation/* revocationRequest */.K)(this.apiUrl, this.token.value),
                read: revocation/* readRevocation */.j,
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
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Li: () => (secondsLeft),
  p1: () => (expiryOf)
});
/* unused harmony export requireTimeLeft */
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);

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


}),

9189:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KP: () => (clientCredentialsGrant),
  jz: () => (readTokenResponse),
  Fr: () => (requestToken),
  NC: () => (tokenErrorOf),
  _P: () => (unusable)
});

// UNUSED EXPORTS: ASSUMED_LIFETIME_SECONDS, tokenRequest

var access_token = __webpack_require__(7001);
var characters = __webpack_require__(751);
var retry_decision = __webpack_require__(881);
var secret = __webpack_require__(3431);
var time = __webpack_require__(566);
var send = __webpack_require__(7432);
;// CONCATENATED MODULE: ./build/oauth/lost-tokens.js



const LONGEST_USUAL_LIFETIME_SECONDS = 172_800;
const MOST_UNREADABLE = 2;
const ABORTED = 'A token request was still unanswered. If a token was issued for it, it stays valid until it expires.';
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
    const { kind, status = 0 } = error.failure;
    if (error instanceof UnsendableToken)
        return true;
    const isSuccess = status >= 200 && status <= 299;
    return isSuccess && (kind === 'truncated' || kind === 'unreadable');
}
const isPage = ({ headers }) => /\bhtml\b/i.test(headers['content-type'] ?? '');

var http_reply = __webpack_require__(1584);
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
    const transport = lost.watching(context.transport, context);
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
    const { tokenError } = await __webpack_require__.e(/* import() */ 668).then(__webpack_require__.bind(__webpack_require__, 1668));
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


}),

2798:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  $: () => (isSettledSoon),
  J: () => (describeLeft)
});
var _core_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(566);

const LAST_REQUEST_MS = 3_000;
async function isSettledSoon(asking, { clock, signal }) {
    const settled = asking.then(() => true, () => true);
    return Promise.race([settled, clock.sleep(LAST_REQUEST_MS, signal).then(() => false)]);
}
function describeLeft({ releases, isAwaitingToken, }) {
    const left = releases.flatMap((release) => release.outcome === 'may-be-valid'
        ? [
            `A token could not be revoked (${release.because}) and may stay valid until ${(0,_core_time_js__WEBPACK_IMPORTED_MODULE_0__/* .isoSeconds */ .n)(release.until)}.`,
        ]
        : []);
    const awaited = 'A token could not be revoked (a token request was still unanswered) and may stay valid until its expiry.';
    return isAwaitingToken ? [...left, awaited] : left;
}


})

};
;