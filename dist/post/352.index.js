"use strict";
exports.id = 352;
exports.ids = [352];
exports.modules = {

352:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  agentLink: () => (agentLink)
});

var adapters_process = __webpack_require__(372);
var external_node_crypto_ = __webpack_require__(598);
var external_node_fs_ = __webpack_require__(24);
var external_node_path_ = __webpack_require__(760);
var errors = __webpack_require__(208);
;// CONCATENATED MODULE: ./build/adapters/regular-file.js

function readRegularFile(path) {
    const fd = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK | external_node_fs_.constants.O_NOFOLLOW);
    try {
        if (!(0,external_node_fs_.fstatSync)(fd).isFile())
            throw new Error(`${path} is no file`);
        return (0,external_node_fs_.readFileSync)(fd);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/nonce.js


const nonce_NONCE_FILE = 'nonce';
function nonce_isPipe(socket) {
    return socket.startsWith('\\\\');
}
function nonce_readNonce(socket, places) {
    if (!nonce_isPipe(socket))
        return readRegularFile((0,external_node_path_.join)((0,external_node_path_.dirname)(socket), nonce_NONCE_FILE)).toString();
    const name = (0,external_node_path_.basename)(socket.replaceAll('\\', '/'));
    let last = new Error('no place to look in');
    for (const place of places) {
        try {
            return readRegularFile((0,external_node_path_.join)(place, name, nonce_NONCE_FILE)).toString();
        }
        catch (error) {
            last = error;
        }
    }
    throw last;
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/address.js





const LONGEST_SOCKET_PATH_BYTES = 103;
function prepareAddress(places, platform, isExecutable = canBeRun) {
    const id = randomBytes(16).toString('hex');
    const nonce = randomBytes(32).toString('base64url');
    const faults = [];
    for (const place of new Set(places.filter((path) => path !== ''))) {
        const folder = join(place, `gc-token-${id}`);
        const socket = platform === 'win32' ? `\\\\.\\pipe\\gc-token-${id}` : join(folder, 'agent.sock');
        const fault = faultOf(place, socket) ?? makeFolder(folder, nonce, isExecutable);
        if (fault === undefined)
            return { socket, folder, nonce };
        faults.push(fault);
    }
    throw new ActionError('AGENT_FAILED', `There is no place for the agent (${faults.join('; ')}).`, [
        'the disk of the runner is full',
        'RUNNER_TEMP and the folder for temporary files are read-only, or mounted with noexec',
    ]);
}
function faultOf(place, socket) {
    if (place.includes(delimiter))
        return `${place} cannot stand on PATH, because it contains ${delimiter}`;
    const isTooLong = !isPipe(socket) && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES;
    return isTooLong ? `${place} is too long for a socket` : undefined;
}
function makeFolder(folder, nonce, isExecutable) {
    const trial = join(folder, 'trial');
    try {
        mkdirSync(folder, { mode: 0o700 });
        writeFileSync(join(folder, NONCE_FILE), nonce, { mode: 0o600, flag: 'wx' });
        writeFileSync(trial, '', { mode: 0o700, flag: 'wx' });
        if (isExecutable(trial)) {
            rmSync(trial);
            return undefined;
        }
        removeFolder({ folder });
        return `no program can be run from ${folder}`;
    }
    catch (error) {
        removeFolder({ folder });
        return messageOf(error);
    }
}
function canBeRun(file) {
    try {
        accessSync(file, constants.X_OK);
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

var secret = __webpack_require__(431);
;// CONCATENATED MODULE: ./build/agent/gateway-door.js



function gateway_door_decodeOpenedGateway(fields) {
    return {
        port: numberIn(fields, 'port'),
        placeholder: new Secret(onOneLine(textIn(fields, 'placeholder'))),
        token: new Secret(onOneLine(textIn(fields, 'token'))),
    };
}

var decode = __webpack_require__(825);
var external_node_net_ = __webpack_require__(30);
;// CONCATENATED MODULE: ./build/agent/agent-errors.js
class AgentUnreachable extends Error {
    name = 'AgentUnreachable';
}
class AgentError extends Error {
    name = 'AgentError';
    reply;
    constructor(reply) {
        super(reply.message);
        this.reply = reply;
    }
}

var json = __webpack_require__(89);
;// CONCATENATED MODULE: ./build/agent/protocol.js


const protocol_PROTOCOL_VERSION = 1;
const LARGEST_REPLY_BYTES = 256 * 1024;
function encodeRequest(request) {
    return `${JSON.stringify({ version: protocol_PROTOCOL_VERSION, ...request })}\n`;
}
function decodeReply(line) {
    const fields = (0,json/* parseObject */.l)(line);
    if (fields?.['version'] !== protocol_PROTOCOL_VERSION)
        return undefined;
    if (fields['ok'] === true)
        return { ok: true, fields };
    const { code, message, causes } = fields;
    if (typeof code !== 'string' || typeof message !== 'string' || !Array.isArray(causes))
        return undefined;
    const texts = causes.filter((cause) => typeof cause === 'string');
    return { ok: false, error: { code, message, causes: texts } };
}
function readTokenReply(fields) {
    const { accessToken, tokenType: type, expiresAt, region, apiUrl, isUnchanged } = fields;
    if (!isLine(accessToken) || accessToken === '' || !isLine(type))
        return undefined;
    if (typeof expiresAt !== 'number' || !isLine(region) || !isLine(apiUrl))
        return undefined;
    const token = { value: new Secret(accessToken), type, expiresAt, region, apiUrl };
    return isUnchanged === true ? { ...token, isUnchanged } : token;
}
const LINE = /^[ -~\u00a0-\uffff]*$/;
const isLine = (value) => typeof value === 'string' && LINE.test(value);

;// CONCATENATED MODULE: ./build/adapters/agent-socket/client.js



const GRACE_MS = 5_000;
const ENDS_WITHIN_MS = 1_000;
const BUSY_OR_NEW = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];
const CONNECT_FOR_MS = 3_000;
const CONNECT_AGAIN_MS = 100;
async function client_askAgent(inquiry) {
    const { socket, readNonce, ask, waitMs, wish, connectMs = CONNECT_FOR_MS, graceMs = GRACE_MS } = inquiry;
    const giveUpAt = Date.now() + connectMs;
    for (;;) {
        try {
            const line = encodeRequest({ ask, nonce: readNonce(), waitMs, wish });
            return understand(await exchange(socket, line, waitMs + graceMs, ask === 'stop'));
        }
        catch (error) {
            if (error instanceof AgentUnreachable || error instanceof AgentError)
                throw error;
            const { code, syscall, message } = error;
            const isComingBack = BUSY_OR_NEW.includes(code ?? '') || (code === 'ENOENT' && syscall === 'connect');
            if (!isComingBack || Date.now() >= giveUpAt)
                throw new AgentUnreachable(message);
            await new Promise((resolve) => setTimeout(resolve, CONNECT_AGAIN_MS));
        }
    }
}
function understand(line) {
    const reply = decodeReply(line);
    if (reply === undefined)
        throw new AgentUnreachable('what answered is not an agent of this version');
    if (!reply.ok && reply.error.code === 'AGENT_UNREACHABLE')
        throw new AgentUnreachable(reply.error.message);
    if (!reply.ok)
        throw new AgentError(reply.error);
    return reply.fields;
}
async function exchange(path, line, timeoutMs, untilEnded) {
    return new Promise((resolve, reject) => {
        let text = '';
        const socket = (0,external_node_net_.connect)(path);
        const timer = setTimeout(() => {
            socket.destroy(new AgentUnreachable(`no answer within ${Math.round(timeoutMs / 1000)} s`));
        }, timeoutMs);
        socket.setEncoding('utf8');
        socket.on('connect', () => socket.write(line));
        socket.on('data', (chunk) => {
            text += chunk;
            if (text.includes('\n')) {
                if (!untilEnded)
                    resolve(text);
                else
                    setTimeout(() => socket.destroy(), ENDS_WITHIN_MS).unref();
            }
            else if (text.length > LARGEST_REPLY_BYTES)
                socket.destroy(new AgentUnreachable('the answer is too long'));
        });
        socket.on('error', reject);
        socket.on('close', () => {
            clearTimeout(timer);
            if (text.includes('\n'))
                resolve(text);
            reject(new AgentUnreachable('the agent closed the connection without an answer'));
        });
    });
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/gateway-client.js




const OPEN_WITHIN_MS = 30_000;
const LEAVE_WITHIN_MS = 5_000;
async function openAgentsGateway(socket, places, wish) {
    const inquiry = inquiryTo(socket, places, 'open-gateway', OPEN_WITHIN_MS);
    return decodeOpenedGateway(await askAgent({ ...inquiry, wish }));
}
async function leaveAgentsGateway(socket, places) {
    await askAgent(inquiryTo(socket, places, 'leave-gateway', LEAVE_WITHIN_MS));
}
async function closeAgentsGateway(inquiry) {
    return (0,decode/* textIn */.r7)(await client_askAgent({ ...inquiry, ask: 'close-gateway' }), 'traffic');
}
function inquiryTo(socket, places, ask, waitMs) {
    return { socket, readNonce: () => readNonce(socket, places), ask, waitMs };
}

;// CONCATENATED MODULE: ./build/core/encryption.js

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
function encryption_encrypt(text, key, binding = '') {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(binding, 'utf8'));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}
function decrypt(encrypted, key, binding = '') {
    if (encrypted.length < NONCE_BYTES + TAG_BYTES)
        return undefined;
    const nonce = encrypted.subarray(0, NONCE_BYTES);
    const decipher = (0,external_node_crypto_.createDecipheriv)(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(binding, 'utf8'));
    decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
    try {
        const text = decipher.update(encrypted.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
    }
    catch {
        return undefined;
    }
}

var lease_record = __webpack_require__(444);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/journal-file.js









const JOURNAL_FILE = 'journal';
const OUTDATED_FILE = 'journal.outdated';
const REQUEST_FILE = 'request';
const BINDING = 'gc-oauth-action journal';
function newJournalKey() {
    return new Secret(randomBytes(32).toString('base64url'));
}
function fileJournal(folder, key) {
    const path = join(folder, JOURNAL_FILE);
    return {
        write: (records) => {
            const written = join(folder, `${JOURNAL_FILE}.${randomBytes(8).toString('hex')}`);
            const text = JSON.stringify(records.map(encodeLease));
            try {
                writeFileSync(written, encrypt(text, keyBytes(key), BINDING), { mode: 0o600, flag: 'wx' });
                renameSync(written, path);
            }
            catch (error) {
                rmSync(written, { force: true });
                throw error;
            }
            rmSync(join(folder, OUTDATED_FILE), { force: true, recursive: true });
        },
    };
}
function agentJournal(folder, key, tell) {
    const journal = fileJournal(folder, key);
    return {
        write: (records) => {
            try {
                journal.write(records);
                tell(undefined);
            }
            catch (error) {
                markOutdated(folder);
                tell(messageOf(error));
            }
        },
    };
}
function requestMark(folder) {
    const path = join(folder, REQUEST_FILE);
    let underWay = 0;
    return () => {
        if (underWay++ === 0)
            ifPossible(() => writeFileSync(path, '', { mode: 0o600, flag: 'wx' }));
        return () => {
            if (--underWay === 0)
                ifPossible(() => rmSync(path, { force: true }));
        };
    };
}
function ifPossible(act) {
    try {
        act();
    }
    catch {
    }
}
function readJournal(folder, key) {
    const { bytes, isOutdated } = readEither(folder);
    const text = decrypt(bytes, keyBytes(key), BINDING);
    if (text === undefined)
        throw new Error('it was changed, or written by another agent');
    const isAwaitingToken = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, REQUEST_FILE));
    return { records: (0,decode/* parseList */.E1)(text, lease_record/* decodeLease */.p), isOutdated, isAwaitingToken };
}
function readEither(folder) {
    try {
        return { bytes: readRegularFile((0,external_node_path_.join)(folder, JOURNAL_FILE)), isOutdated: false };
    }
    catch (error) {
        try {
            return { bytes: readRegularFile((0,external_node_path_.join)(folder, OUTDATED_FILE)), isOutdated: true };
        }
        catch {
            throw error;
        }
    }
}
function markOutdated(folder) {
    try {
        renameSync(join(folder, JOURNAL_FILE), join(folder, OUTDATED_FILE));
    }
    catch {
    }
}
const keyBytes = (key) => Buffer.from(key.reveal(), 'base64url');

var external_node_child_process_ = __webpack_require__(421);
;// CONCATENATED MODULE: ./build/core/same-text.js

function same_text_isSameText(given, expected) {
    const digest = (text) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(given), digest(expected));
}

;// CONCATENATED MODULE: ./build/agent/answering.js




const QUESTIONS = (/* unused pure expression or super */ null && ([
    'token',
    'renew',
    'revoke',
    'status',
    'open-gateway',
    'leave-gateway',
    'close-gateway',
    'stop',
]));
const answering_READY = 'ready';
const answering_LOOKED = 'looked';
const LARGEST_REQUEST_BYTES = (/* unused pure expression or super */ null && (4 * 1024));
class Refused extends (/* unused pure expression or super */ null && (Error)) {
    name = 'Refused';
}
function decodeRequest(line, nonce) {
    const fields = parseObject(line);
    if (fields === undefined)
        throw new Refused('The request is not a JSON object.');
    const given = fields['nonce'];
    if (typeof given !== 'string' || !isSameText(given, nonce))
        throw new Refused('The nonce is wrong.');
    if (fields['version'] !== PROTOCOL_VERSION) {
        throw new Refused(`This agent speaks version ${PROTOCOL_VERSION} of the protocol.`);
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
    const wish = fieldsOf(fields['wish']);
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
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: true, ...reply })}\n`;
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
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: false, ...error })}\n`;
}
function errorReply(error, clean) {
    const isOurs = error instanceof ActionError;
    return {
        code: isOurs ? error.code : 'INTERNAL',
        message: clean(messageOf(error)),
        causes: isOurs ? error.causes.map(clean) : [],
    };
}

var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/node-options.js
const CERTIFICATE_OPTIONS = ['--use-system-ca', '--use-openssl-ca', '--use-bundled-ca'];
function node_options_certificateOptions(options) {
    return CERTIFICATE_OPTIONS.filter((option) => options.includes(option));
}
const KEPT_NODE_OPTIONS = 'GC_TOKEN_NODE_OPTIONS';
const SHELL_NODE_OPTIONS = (/* unused pure expression or super */ null && (`if [ -n "\${NODE_OPTIONS-}" ]; then
  ${KEPT_NODE_OPTIONS}=$NODE_OPTIONS NODE_OPTIONS=
  for option in ${CERTIFICATE_OPTIONS.join(' ')}; do
    case " $${KEPT_NODE_OPTIONS} " in *" $option "*) NODE_OPTIONS="$NODE_OPTIONS $option" ;; esac
  done
  export ${KEPT_NODE_OPTIONS} NODE_OPTIONS
fi
`));
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

;// CONCATENATED MODULE: ./build/adapters/agent-socket/launch.js








const PASSED_ON = (/* unused pure expression or super */ null && ([
    'RUNNER_TRACKING_ID',
    'PATH',
    'HTTPS_PROXY',
    'HTTP_PROXY',
    'NO_PROXY',
    'NODE_EXTRA_CA_CERTS',
    'NODE_USE_SYSTEM_CA',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'SYSTEMROOT',
    'TEMP',
]));
const PATHS = (/* unused pure expression or super */ null && (['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR']));
const FIRST_LOOK_MS = 2_000;
const SMALL = (/* unused pure expression or super */ null && (['--max-opt=0', '--optimize-for-size', '--max-semi-space-size=1', '--max-old-space-size=16']));
const BUSY = (/* unused pure expression or super */ null && (['--max-semi-space-size=2', '--max-old-space-size=64']));
const NODE_FLAGS = [
    ...['--disable-sigusr1'].filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)),
];
function agentEnvironment(environment) {
    const entries = Object.entries(environment).flatMap(([name, value]) => {
        if (value === undefined || !PASSED_ON.includes(name.toUpperCase()))
            return [];
        const isPath = value !== '' && PATHS.includes(name.toUpperCase());
        return [[name, isPath ? absolute(value) : value]];
    });
    return Object.fromEntries(entries);
}
async function launch(start, how, signal) {
    signal.throwIfAborted();
    const giveUpAt = performance.now() + how.deadlineMs;
    const log = openSync(join(how.folder, 'agent.log'), 'a', 0o600);
    const trust = certificateOptions([...how.execArgv, ...(how.environment['NODE_OPTIONS'] ?? '').split(/\s+/)]);
    let child;
    try {
        child = spawn(how.execPath, [...(how.hasGateway ? BUSY : SMALL), ...NODE_FLAGS, ...trust, how.script], {
            detached: true,
            windowsHide: true,
            cwd: parse(how.execPath).root,
            env: agentEnvironment(how.environment),
            stdio: ['pipe', log, log, 'pipe'],
        });
    }
    finally {
        closeSync(log);
    }
    try {
        const { ready, looked } = wordsOf(child);
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(start);
        await within(ready, how.deadlineMs, signal);
        const lookMs = Math.max(0, Math.min(FIRST_LOOK_MS, giveUpAt - performance.now()));
        const enough = new Promise((resolve) => setTimeout(() => resolve(''), lookMs).unref());
        return await Promise.race([looked, enough]);
    }
    catch (error) {
        child.kill('SIGKILL');
        signal.throwIfAborted();
        throw failed(messageOf(error), how, error);
    }
    finally {
        child.stdin?.destroy();
        child.stdio[3]?.destroy();
        child.unref();
    }
}
function wordsOf(child) {
    let said = '';
    let tellLooked = () => undefined;
    const looked = new Promise((resolve) => (tellLooked = resolve));
    const ready = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => {
            const how = signal === null ? `with exit code ${code ?? 0}` : `by ${signal}`;
            tellLooked('');
            reject(new Error(said === '' ? `it ended ${how} before it answered` : said));
        });
        const pipe = child.stdio[3];
        pipe?.setEncoding('utf8');
        pipe?.on('error', reject);
        pipe?.on('data', (text) => {
            said += text;
            const [first, second, isWhole] = said.split('\n');
            if (first === READY && second !== undefined)
                resolve();
            if (isWhole !== undefined && second?.startsWith(LOOKED) === true) {
                tellLooked(onOneLine(second.slice(LOOKED.length).trim()));
            }
        });
    });
    return { ready, looked };
}
async function within(ready, deadlineMs, signal) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`it did not answer within ${deadlineMs / 1000} s`)), deadlineMs);
        const stop = () => reject(new Error('aborted'));
        signal.addEventListener('abort', stop, { once: true });
        void ready.then(resolve, reject).finally(() => {
            clearTimeout(timer);
            signal.removeEventListener('abort', stop);
        });
    });
}
function failed(reason, { folder, execPath }, cause) {
    const words = lastWords(folder);
    const isNode = basename(execPath).toLowerCase().startsWith('node');
    return new ActionError('AGENT_FAILED', `The agent that keeps the token fresh could not be started (${reason}${words === '' ? '' : `; its log ends with: ${words}`}).`, [
        ...(isNode
            ? []
            : [
                `Node itself was started by another program (${execPath}), and cannot be started again by its own path`,
            ]),
        'the runner has no memory or no processes left',
        'the disk of the runner is full',
        'something on the runner forbids background processes or sockets',
    ], cause);
}
function lastWords(folder) {
    return (0,characters/* onOneLine */.GJ)(logLines(folder).slice(-3).join(' / ').slice(-400));
}
function logLines(folder) {
    try {
        return readRegularFile((0,external_node_path_.join)(folder, 'agent.log')).toString().trim().split('\n').map(characters/* onOneLine */.GJ);
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./build/agent/agent-end.js


function decodeAgentEnd(fields) {
    return {
        releases: (0,decode/* listIn */.Of)(fields, 'releases', decodeRelease),
        isAwaitingToken: (0,decode/* booleanIn */.gr)(fields, 'isAwaitingToken'),
        journalFault: (0,characters/* onOneLine */.GJ)((0,decode/* textIn */.r7)(fields, 'journalFault')),
    };
}
function decodeRelease(fields) {
    const outcome = (0,decode/* oneOfIn */.ls)(fields, 'outcome', ['revoked', 'already-invalid', 'expired', 'may-be-valid']);
    const until = (0,decode/* numberIn */.Po)(fields, 'until');
    return outcome === 'may-be-valid'
        ? { outcome, until, because: (0,characters/* onOneLine */.GJ)((0,decode/* textIn */.r7)(fields, 'because')) }
        : { outcome, until };
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/stop.js



async function askToStop(socket, places, stopsMs, { agentConnects: connectMs, agentIsLate: graceMs }) {
    const readNonceThere = () => nonce_readNonce(socket, places);
    const inquiry = { socket, readNonce: readNonceThere, ask: 'stop', waitMs: stopsMs };
    return decodeAgentEnd(await client_askAgent({ ...inquiry, connectMs, graceMs }));
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/link.js







function agentLink(places, times) {
    return {
        stop: async ({ socket }, stopsMs) => askToStop(socket, places, stopsMs, times),
        closeGateway: async ({ socket }, closesMs) => {
            const { agentConnects: connectMs, agentIsLate: graceMs } = times;
            const nonce = () => nonce_readNonce(socket, places);
            return closeAgentsGateway({ socket, readNonce: nonce, waitMs: closesMs, connectMs, graceMs });
        },
        readJournal: ({ folder, journalKey }) => readJournal(folder, journalKey),
        debugLog: ({ folder }) => ((0,adapters_process/* environment */.cA)()['RUNNER_DEBUG'] === '1' ? logLines(folder) : []),
        lastWords: ({ folder }) => lastWords(folder),
        removeFolder: (agent) => {
            try {
                removeFolder(agent);
            }
            catch {
            }
        },
    };
}


})

};
;