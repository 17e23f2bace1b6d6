"use strict";
exports.id = 277;
exports.ids = [277];
exports.modules = {

6646:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Y: () => (decrypt),
  w: () => (encrypt)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
function encrypt(text, key, binding = '') {
    const nonce = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(NONCE_BYTES);
    const cipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createCipheriv)(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(binding, 'utf8'));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}
function decrypt(encrypted, key, binding = '') {
    if (encrypted.length < NONCE_BYTES + TAG_BYTES)
        return undefined;
    const nonce = encrypted.subarray(0, NONCE_BYTES);
    const decipher = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createDecipheriv)(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
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


}),

6277:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  agentStarter: () => (agentStarter)
});

var external_node_crypto_ = __webpack_require__(7598);
var external_node_fs_ = __webpack_require__(3024);
var external_node_path_ = __webpack_require__(6760);
var errors = __webpack_require__(8208);
;// CONCATENATED MODULE: ./build/adapters/regular-file.js

function regular_file_readRegularFile(path) {
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
function readNonce(socket, places) {
    if (!nonce_isPipe(socket))
        return regular_file_readRegularFile((0,external_node_path_.join)((0,external_node_path_.dirname)(socket), nonce_NONCE_FILE)).toString();
    const name = (0,external_node_path_.basename)(socket.replaceAll('\\', '/'));
    let last = new Error('no place to look in');
    for (const place of places) {
        try {
            return regular_file_readRegularFile((0,external_node_path_.join)(place, name, nonce_NONCE_FILE)).toString();
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
    const isTooLong = !nonce_isPipe(socket) && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES;
    return isTooLong ? `${place} is too long for a socket` : undefined;
}
function makeFolder(folder, nonce, isExecutable) {
    const trial = (0,external_node_path_.join)(folder, 'trial');
    try {
        (0,external_node_fs_.mkdirSync)(folder, { mode: 0o700 });
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, nonce_NONCE_FILE), nonce, { mode: 0o600, flag: 'wx' });
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

var encryption = __webpack_require__(6646);
var secret = __webpack_require__(3431);
var lease_record = __webpack_require__(7444);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/journal-file.js









const JOURNAL_FILE = 'journal';
const OUTDATED_FILE = 'journal.outdated';
const REQUEST_FILE = 'request';
const BINDING = 'gc-oauth-action journal';
function newJournalKey() {
    return new secret/* Secret */.z((0,external_node_crypto_.randomBytes)(32).toString('base64url'));
}
function fileJournal(folder, key) {
    const path = (0,external_node_path_.join)(folder, JOURNAL_FILE);
    return {
        write: (records) => {
            const written = (0,external_node_path_.join)(folder, `${JOURNAL_FILE}.${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
            const text = JSON.stringify(records.map(lease_record/* encodeLease */.j));
            try {
                (0,external_node_fs_.writeFileSync)(written, (0,encryption/* encrypt */.w)(text, keyBytes(key), BINDING), { mode: 0o600, flag: 'wx' });
                (0,external_node_fs_.renameSync)(written, path);
            }
            catch (error) {
                (0,external_node_fs_.rmSync)(written, { force: true });
                throw error;
            }
            (0,external_node_fs_.rmSync)((0,external_node_path_.join)(folder, OUTDATED_FILE), { force: true, recursive: true });
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
    const isAwaitingToken = existsSync(join(folder, REQUEST_FILE));
    return { records: parseList(text, decodeLease), isOutdated, isAwaitingToken };
}
function readEither(folder) {
    try {
        return { bytes: readRegularFile(join(folder, JOURNAL_FILE)), isOutdated: false };
    }
    catch (error) {
        try {
            return { bytes: readRegularFile(join(folder, OUTDATED_FILE)), isOutdated: true };
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

var characters = __webpack_require__(751);
var json = __webpack_require__(6089);
;// CONCATENATED MODULE: ./build/core/decode.js

class decode_NotDecodable extends Error {
    name = 'NotDecodable';
}
function decode_objectIn(fields, name) {
    const value = fieldsOf(fields[name]);
    if (value === undefined)
        throw new decode_NotDecodable(`${name} is missing`);
    return value;
}
function decode_textIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'string')
        throw new decode_NotDecodable(`${name} is missing`);
    return value;
}
function decode_optionalTextIn(fields, name) {
    return fields[name] === undefined ? undefined : decode_textIn(fields, name);
}
function decode_numberIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'number' || !Number.isFinite(value))
        throw new decode_NotDecodable(`${name} is missing`);
    return value;
}
function decode_booleanIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'boolean')
        throw new decode_NotDecodable(`${name} is missing`);
    return value;
}
function oneOfIn(fields, name, all) {
    const value = all.find((known) => known === fields[name]);
    if (value === undefined)
        throw new decode_NotDecodable(`${name} is none of ${all.join(', ')}`);
    return value;
}
function decode_parseList(text, decode) {
    const fields = parseObject(`{"list":${text}}`);
    return listIn(fields ?? {}, 'list', decode);
}
function listIn(fields, name, decode) {
    const value = fields[name];
    if (!Array.isArray(value))
        throw new decode_NotDecodable(`${name} is no list`);
    return value.map((item, index) => {
        const object = (0,json/* fieldsOf */.P)(item);
        if (object === undefined)
            throw new decode_NotDecodable(`${name}[${index}] is no object`);
        return decode(object);
    });
}

;// CONCATENATED MODULE: ./build/agent/gateway-door.js



function decodeOpenedGateway(fields) {
    return {
        port: decode_numberIn(fields, 'port'),
        placeholder: new secret/* Secret */.z((0,characters/* onOneLine */.GJ)(decode_textIn(fields, 'placeholder'))),
        token: new secret/* Secret */.z((0,characters/* onOneLine */.GJ)(decode_textIn(fields, 'token'))),
    };
}

var external_node_net_ = __webpack_require__(7030);
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
    return decodeOpenedGateway(await client_askAgent({ ...inquiry, wish }));
}
async function leaveAgentsGateway(socket, places) {
    await askAgent(inquiryTo(socket, places, 'leave-gateway', LEAVE_WITHIN_MS));
}
async function closeAgentsGateway(inquiry) {
    return textIn(await askAgent({ ...inquiry, ask: 'close-gateway' }), 'traffic');
}
function inquiryTo(socket, places, ask, waitMs) {
    return { socket, readNonce: () => readNonce(socket, places), ask, waitMs };
}

var external_node_child_process_ = __webpack_require__(1421);
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
const READY = 'ready';
const LOOKED = 'looked';
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

;// CONCATENATED MODULE: ./build/adapters/agent-socket/node-options.js
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

;// CONCATENATED MODULE: ./build/adapters/agent-socket/launch.js








const PASSED_ON = [
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
];
const PATHS = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];
const FIRST_LOOK_MS = 2_000;
const SMALL = ['--max-opt=0', '--optimize-for-size', '--max-semi-space-size=1', '--max-old-space-size=16'];
const BUSY = ['--max-semi-space-size=2', '--max-old-space-size=64'];
const NODE_FLAGS = [
    ...['--disable-sigusr1'].filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)),
];
function agentEnvironment(environment) {
    const entries = Object.entries(environment).flatMap(([name, value]) => {
        if (value === undefined || !PASSED_ON.includes(name.toUpperCase()))
            return [];
        const isPath = value !== '' && PATHS.includes(name.toUpperCase());
        return [[name, isPath ? (0,external_node_path_.resolve)(value) : value]];
    });
    return Object.fromEntries(entries);
}
async function launch(start, how, signal) {
    signal.throwIfAborted();
    const giveUpAt = performance.now() + how.deadlineMs;
    const log = (0,external_node_fs_.openSync)((0,external_node_path_.join)(how.folder, 'agent.log'), 'a', 0o600);
    const trust = certificateOptions([...how.execArgv, ...(how.environment['NODE_OPTIONS'] ?? '').split(/\s+/)]);
    let child;
    try {
        child = (0,external_node_child_process_.spawn)(how.execPath, [...(how.hasGateway ? BUSY : SMALL), ...NODE_FLAGS, ...trust, how.script], {
            detached: true,
            windowsHide: true,
            cwd: (0,external_node_path_.parse)(how.execPath).root,
            env: agentEnvironment(how.environment),
            stdio: ['pipe', log, log, 'pipe'],
        });
    }
    finally {
        (0,external_node_fs_.closeSync)(log);
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
        throw failed((0,errors/* messageOf */.bD)(error), how, error);
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
                tellLooked((0,characters/* onOneLine */.GJ)(second.slice(LOOKED.length).trim()));
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
    const isNode = (0,external_node_path_.basename)(execPath).toLowerCase().startsWith('node');
    return new errors/* ActionError */.lZ('AGENT_FAILED', `The agent that keeps the token fresh could not be started (${reason}${words === '' ? '' : `; its log ends with: ${words}`}).`, [
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
        return regular_file_readRegularFile((0,external_node_path_.join)(folder, 'agent.log')).toString().trim().split('\n').map(characters/* onOneLine */.GJ);
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/launchers.js



function writeLaunchers(folder, execPath, script) {
    const bin = (0,external_node_path_.join)(folder, 'bin');
    (0,external_node_fs_.mkdirSync)(bin, { mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(bin, 'gc-token'), shellLauncher(execPath, script), { mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(bin, 'gc-token.cmd'), commandLauncher(execPath, script), { mode: 0o700 });
    return bin;
}
function shellLauncher(execPath, script) {
    return `#!/bin/sh\n${SHELL_NODE_OPTIONS}exec ${shellQuoted(execPath)} ${shellQuoted(script)} "$@"\n`;
}
function commandLauncher(execPath, script) {
    const [node, file] = [execPath, script].map((path) => `"${path.replaceAll('%', '%%')}"`);
    return `${COMMAND_NODE_OPTIONS}@${node ?? ''} ${file ?? ''} %*\r\n`;
}
const shellQuoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

;// CONCATENATED MODULE: ./build/agent/agent-end.js


function decodeAgentEnd(fields) {
    return {
        releases: listIn(fields, 'releases', decodeRelease),
        isAwaitingToken: decode_booleanIn(fields, 'isAwaitingToken'),
        journalFault: (0,characters/* onOneLine */.GJ)(decode_textIn(fields, 'journalFault')),
    };
}
function decodeRelease(fields) {
    const outcome = oneOfIn(fields, 'outcome', ['revoked', 'already-invalid', 'expired', 'may-be-valid']);
    const until = decode_numberIn(fields, 'until');
    return outcome === 'may-be-valid'
        ? { outcome, until, because: (0,characters/* onOneLine */.GJ)(decode_textIn(fields, 'because')) }
        : { outcome, until };
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/stop.js



async function askToStop(socket, places, stopsMs, { agentConnects: connectMs, agentIsLate: graceMs }) {
    const readNonceThere = () => readNonce(socket, places);
    const inquiry = { socket, readNonce: readNonceThere, ask: 'stop', waitMs: stopsMs };
    return decodeAgentEnd(await client_askAgent({ ...inquiry, connectMs, graceMs }));
}

var external_node_os_ = __webpack_require__(8161);
var external_node_tty_ = __webpack_require__(7066);
;// CONCATENATED MODULE: ./build/adapters/execution.js




function ownScript() {
    return (0,external_node_fs_.realpathSync)(process.argv[1] ?? '');
}
function bundleOf(entry) {
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(ownScript()), '..', entry, 'index.js');
}
function isTerminal() {
    return isatty(0);
}
function isOutputTerminal() {
    return isatty(1);
}
function signalNumber(signal) {
    return constants.signals[signal];
}
function withPath(folder, inherited) {
    const name = Object.keys(inherited).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    return { ...inherited, [name]: [folder, inherited[name] ?? ''].join(delimiter) };
}

var adapters_process = __webpack_require__(3621);
var client_credentials = __webpack_require__(4427);
;// CONCATENATED MODULE: ./build/agent/agent-start.js





function encodeStart(start) {
    const { endpoint, address } = start;
    return JSON.stringify({
        credentials: (0,client_credentials/* encodeCredentials */.Pc)(start.credentials),
        endpoint: { place: endpoint.place, tokenUrl: endpoint.tokenUrl },
        scope: start.scope,
        region: start.region,
        apiUrl: start.apiUrl,
        minValidityMs: start.minValidityMs,
        timeoutMs: start.timeoutMs,
        revoke: start.revoke,
        address: { socket: address.socket, folder: address.folder, nonce: address.nonce },
        journalKey: start.journalKey.reveal(),
        first: (0,lease_record/* encodeLease */.j)(start.first),
        refreshToken: start.refreshToken?.reveal(),
        isDebug: start.isDebug,
    });
}
function decodeStart(text) {
    const fields = parseObject(text);
    if (fields === undefined)
        throw new NotDecodable('what the agent is told is no JSON object');
    const endpoint = objectIn(fields, 'endpoint');
    const address = objectIn(fields, 'address');
    const refreshToken = optionalTextIn(fields, 'refreshToken');
    return {
        credentials: decodeCredentials(objectIn(fields, 'credentials')),
        endpoint: { place: textIn(endpoint, 'place'), tokenUrl: textIn(endpoint, 'tokenUrl') },
        scope: optionalTextIn(fields, 'scope'),
        region: textIn(fields, 'region'),
        apiUrl: textIn(fields, 'apiUrl'),
        minValidityMs: numberIn(fields, 'minValidityMs'),
        timeoutMs: numberIn(fields, 'timeoutMs'),
        revoke: booleanIn(fields, 'revoke'),
        address: {
            socket: textIn(address, 'socket'),
            folder: textIn(address, 'folder'),
            nonce: textIn(address, 'nonce'),
        },
        journalKey: new Secret(textIn(fields, 'journalKey')),
        first: decodeLease(objectIn(fields, 'first')),
        refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
        isDebug: booleanIn(fields, 'isDebug'),
    };
}

var genesys_region = __webpack_require__(4596);
;// CONCATENATED MODULE: ./build/entries/keep-fresh.js











const READY_WITHIN_MS = 10_000;
const LINK_MS = { agentConnects: 1_500, agentIsLate: 1_000 };
function writeOrFail(write) {
    try {
        return write();
    }
    catch (error) {
        throw new errors/* ActionError */.lZ('AGENT_FAILED', `The folder of the agent could not be written to (${(0,errors/* messageOf */.bD)(error)}).`, ['the disk of the runner is full', 'something removed or locked files in RUNNER_TEMP'], error);
    }
}
function agentStarter(settings, signal) {
    let started;
    return {
        stop: async (stopsMs) => started && stopAgent(started, stopsMs),
        prepare: () => {
            const address = prepareAddress((0,adapters_process/* agentPlaces */.Qy)(), process.platform);
            const { socket, folder } = address;
            const journalKey = newJournalKey();
            writeOrFail(() => fileJournal(folder, journalKey).write([]));
            const saved = { socket, folder, journalKey, isRevoking: settings.revoke, hasGateway: settings.gateway };
            return {
                saved,
                stepId: (0,adapters_process/* environment */.cA)()['GITHUB_ACTION'] ?? '',
                openGateway: () => (settings.gateway ? openGateway(socket, settings) : undefined),
                start: async (first, deadline) => {
                    const agent = await startAgent({ address, journalKey, first, settings }, deadline, signal);
                    started = saved;
                    return agent;
                },
            };
        },
    };
}
async function stopAgent(agent, stopsMs) {
    const { releases, isAwaitingToken } = await askToStop(agent.socket, (0,adapters_process/* agentPlaces */.Qy)(), stopsMs, LINK_MS);
    const isOver = !isAwaitingToken && releases.every(({ outcome }) => outcome !== 'may-be-valid');
    if (!isOver)
        return undefined;
    const debugLog = (0,adapters_process/* environment */.cA)()['RUNNER_DEBUG'] === '1' ? logLines(agent.folder) : [];
    return { debugLog, removeTraces: () => removeFolder(agent) };
}
async function openGateway(socket, settings) {
    const { gatewayTokens: mostTokens, gatewayPassToken: isTokenPassed } = settings;
    try {
        return await openAgentsGateway(socket, (0,adapters_process/* agentPlaces */.Qy)(), { mostTokens, isTokenPassed, isForJob: true });
    }
    catch (error) {
        const message = `The gateway could not be opened (${(0,errors/* messageOf */.bD)(error)}).`;
        throw new errors/* ActionError */.lZ('AGENT_FAILED', message, ['something on the runner forbids listening on 127.0.0.1'], error);
    }
}
async function startAgent({ address, journalKey, first, settings }, deadline, signal) {
    const { credentials, region, tokenUrl, scope, apiUrl, minValidityMs, timeoutMs, revoke } = settings;
    const start = encodeStart({
        credentials,
        endpoint: { place: (0,genesys_region/* placeOf */.$t)(region, tokenUrl), tokenUrl },
        scope,
        region: region?.name ?? '',
        apiUrl,
        minValidityMs,
        timeoutMs,
        revoke,
        address,
        journalKey,
        first: first.lease.record,
        refreshToken: first.refreshToken,
        isDebug: (0,adapters_process/* environment */.cA)()['RUNNER_DEBUG'] === '1',
    });
    const { folder } = address;
    const { execPath, execArgv } = process;
    const deadlineMs = Math.min(READY_WITHIN_MS, Math.max(1, deadline.leftMs));
    const bin = writeOrFail(() => writeLaunchers(folder, execPath, bundleOf('gc-token')));
    const how = {
        execPath,
        execArgv,
        script: bundleOf('agent'),
        folder,
        environment: (0,adapters_process/* environment */.cA)(),
        deadlineMs,
        hasGateway: settings.gateway,
    };
    return { bin, trouble: await launch(start, how, signal) };
}


})

};
;