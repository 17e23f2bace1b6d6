"use strict";
exports.id = 47;
exports.ids = [47];
exports.modules = {

/***/ 9047:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  agentStarter: () => (/* binding */ agentStarter)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:tty"
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
function signalNumber(signal) {
    return constants.signals[signal];
}
function withPath(folder, inherited) {
    const name = Object.keys(inherited).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    return { ...inherited, [name]: [folder, inherited[name] ?? ''].join(delimiter) };
}

// EXTERNAL MODULE: ./build/adapters/process.js
var adapters_process = __webpack_require__(3621);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/core/errors.js
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
        return readRegularFile(join(dirname(socket), nonce_NONCE_FILE)).toString();
    const name = basename(socket.replaceAll('\\', '/'));
    let last = new Error('no place to look in');
    for (const place of places) {
        try {
            return readRegularFile(join(place, name, nonce_NONCE_FILE)).toString();
        }
        catch (error) {
            last = error;
        }
    }
    throw last;
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/address.js





const LONGEST_SOCKET_PATH_BYTES = 103;
const JOURNAL_FILE = 'journal';
function prepareAddress(places, platform) {
    const id = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const nonce = (0,external_node_crypto_.randomBytes)(32).toString('base64url');
    const faults = [];
    for (const place of new Set(places.filter((path) => path !== ''))) {
        const folder = (0,external_node_path_.join)(place, `gc-token-${id}`);
        const socket = platform === 'win32' ? `\\\\.\\pipe\\gc-token-${id}` : (0,external_node_path_.join)(folder, 'agent.sock');
        if (platform !== 'win32' && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES) {
            faults.push(`${place} is too long for a socket`);
            continue;
        }
        try {
            (0,external_node_fs_.mkdirSync)(folder, { mode: 0o700 });
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, nonce_NONCE_FILE), nonce, { mode: 0o600, flag: 'wx' });
            return { socket, folder, nonce };
        }
        catch (error) {
            faults.push((0,errors/* messageOf */.bD)(error));
            removeFolder({ folder });
        }
    }
    throw new errors/* ActionError */.lZ('AGENT_FAILED', `There is no place for the agent's socket (${faults.join('; ')}).`, [
        'the disk of the runner is full',
        'RUNNER_TEMP and the folder for temporary files are read-only',
    ]);
}
function removeFolder({ folder }) {
    (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
}
function address_journalFile(folder) {
    return (0,external_node_path_.join)(folder, JOURNAL_FILE);
}
function removeTraces({ socket, folder }) {
    const nonce = join(folder, NONCE_FILE);
    for (const path of isPipe(socket) ? [nonce] : [nonce, socket])
        rmSync(path, { force: true });
}

// EXTERNAL MODULE: ./build/core/secret.js + 1 modules
var secret = __webpack_require__(3338);
;// CONCATENATED MODULE: ./build/agent/agent-settings.js

function encodeSettings(settings) {
    return JSON.stringify({
        ...settings,
        clientSecret: settings.clientSecret.reveal(),
        journalKey: settings.journalKey.reveal(),
        first: { ...settings.first, value: settings.first.value.reveal() },
        refreshToken: settings.refreshToken?.reveal(),
    });
}
function decodeSettings(text) {
    const fields = agent_settings_objectOf(parse(text), 'the settings');
    const address = agent_settings_objectOf(fields['address'], 'address');
    return {
        clientId: textOf(fields, 'clientId'),
        clientSecret: new Secret(textOf(fields, 'clientSecret')),
        tokenUrl: textOf(fields, 'tokenUrl'),
        place: textOf(fields, 'place'),
        scope: optionalText(fields, 'scope'),
        region: textOf(fields, 'region'),
        apiUrl: textOf(fields, 'apiUrl'),
        minValidityMs: numberOf(fields, 'minValidityMs'),
        timeoutMs: numberOf(fields, 'timeoutMs'),
        revoke: fields['revoke'] === true,
        address: {
            socket: textOf(address, 'socket'),
            folder: textOf(address, 'folder'),
            nonce: textOf(address, 'nonce'),
        },
        journalKey: new Secret(textOf(fields, 'journalKey')),
        first: agent_settings_readToken(agent_settings_objectOf(fields['first'], 'first')),
        refreshToken: secretOf(optionalText(fields, 'refreshToken')),
    };
}
function agent_settings_readToken(fields) {
    return {
        value: new Secret(textOf(fields, 'value')),
        type: textOf(fields, 'type'),
        expiresAt: numberOf(fields, 'expiresAt'),
        endsAfter: numberOf(fields, 'endsAfter'),
        deadBy: readMoment(agent_settings_objectOf(fields['deadBy'], 'deadBy')),
        lifetimeMs: numberOf(fields, 'lifetimeMs'),
    };
}
function readMoment(fields) {
    return { wallMs: numberOf(fields, 'wallMs'), monotonicMs: numberOf(fields, 'monotonicMs') };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw new Error('the settings are not JSON');
    }
}
function agent_settings_objectOf(value, name) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value;
    throw new Error(`${name} is missing`);
}
function textOf(fields, name) {
    const value = fields[name];
    if (typeof value === 'string')
        return value;
    throw new Error(`${name} is missing`);
}
function optionalText(fields, name) {
    return fields[name] === undefined ? undefined : textOf(fields, name);
}
function numberOf(fields, name) {
    const value = fields[name];
    if (typeof value === 'number')
        return value;
    throw new Error(`${name} is missing`);
}
const secretOf = (text) => text === undefined ? undefined : new Secret(text);

;// CONCATENATED MODULE: ./build/adapters/agent-socket/journal-file.js





const noJournal = { write: () => undefined };
const IV_BYTES = 12;
const TAG_BYTES = 16;
function newJournalKey() {
    return (0,external_node_crypto_.randomBytes)(32).toString('base64url');
}
function fileJournal(folder, key) {
    const path = address_journalFile(folder);
    return {
        write: (tokens) => {
            (0,external_node_fs_.writeFileSync)(`${path}.new`, seal(tokens, key), { mode: 0o600 });
            (0,external_node_fs_.renameSync)(`${path}.new`, path);
        },
    };
}
function readJournal(folder, key) {
    return journal_file_open(readRegularFile(journalFile(folder)), key);
}
function seal(tokens, key) {
    const iv = (0,external_node_crypto_.randomBytes)(IV_BYTES);
    const cipher = (0,external_node_crypto_.createCipheriv)('aes-256-gcm', keyBytes(key), iv);
    const text = JSON.stringify(tokens.map((token) => ({ ...token, value: token.value.reveal() })));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}
function journal_file_open(sealed, key) {
    const iv = sealed.subarray(0, IV_BYTES);
    const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', keyBytes(key), iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    const values = JSON.parse(text.toString('utf8'));
    return Array.isArray(values) ? values.map((value) => readToken(objectOf(value, 'a token'))) : [];
}
const keyBytes = (key) => Buffer.from(key.reveal(), 'base64url');

;// CONCATENATED MODULE: ./build/adapters/agent-socket/launchers.js


function writeLaunchers(folder, execPath, script) {
    const bin = (0,external_node_path_.join)(folder, 'bin');
    (0,external_node_fs_.mkdirSync)(bin, { mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(bin, 'gc-token'), shellLauncher(execPath, script), { mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(bin, 'gc-token.cmd'), commandLauncher(execPath, script), { mode: 0o700 });
    return bin;
}
function shellLauncher(execPath, script) {
    return `#!/bin/sh\nexec ${shellQuoted(execPath)} ${shellQuoted(script)} "$@"\n`;
}
function commandLauncher(execPath, script) {
    const [node, file] = [execPath, script].map((path) => `"${path.replaceAll('%', '%%')}"`);
    return `@${node ?? ''} ${file ?? ''} %*\r\n`;
}
const shellQuoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/agent/answering.js



const READY = 'ready';
const LARGEST_REQUEST_BYTES = (/* unused pure expression or super */ null && (4 * 1024));
class Refused extends (/* unused pure expression or super */ null && (Error)) {
    name = 'Refused';
}
function decodeRequest(line, nonce) {
    const fields = parseObject(line);
    if (fields === undefined)
        throw new Refused('The request is not a JSON object.');
    if (!isSameText(fields['nonce'], nonce))
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
    return { ask, nonce, waitMs };
}
function encodeReply(reply) {
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: true, ...reply })}\n`;
}
function encodeError(error) {
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: false, ...error })}\n`;
}
function readStopReply(fields) {
    const { revoked, alreadyGone, failed, reason, aliveUntil } = fields;
    if (typeof revoked !== 'number' || typeof alreadyGone !== 'number' || typeof failed !== 'number')
        return undefined;
    if (typeof reason !== 'string' || typeof aliveUntil !== 'string')
        return undefined;
    return { revoked, alreadyGone, failed, reason: onOneLine(reason), aliveUntil: onOneLine(aliveUntil) };
}
function isSameText(given, expected) {
    if (typeof given !== 'string')
        return false;
    const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest());
    return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

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
const NODE_FLAGS = [
    '--max-opt=0',
    '--optimize-for-size',
    '--max-semi-space-size=1',
    '--max-old-space-size=16',
    ...['--disable-sigusr1'].filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)),
];
function agentEnvironment(environment) {
    const entries = Object.entries(environment).flatMap(([name, value]) => value !== undefined && PASSED_ON.includes(name.toUpperCase()) ? [[name, value]] : []);
    return Object.fromEntries(entries);
}
async function launch(settings, how, signal) {
    signal.throwIfAborted();
    const log = (0,external_node_fs_.openSync)((0,external_node_path_.join)(how.folder, 'agent.log'), 'a', 0o600);
    let child;
    try {
        child = (0,external_node_child_process_.spawn)(how.execPath, [...NODE_FLAGS, how.script], {
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
        const ready = readyOf(child);
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(settings);
        await within(ready, how.deadlineMs, signal);
    }
    catch (error) {
        child.kill('SIGKILL');
        signal.throwIfAborted();
        throw failed((0,errors/* messageOf */.bD)(error), how.folder, error);
    }
    finally {
        child.stdin?.destroy();
        child.stdio[3]?.destroy();
        child.unref();
    }
}
async function readyOf(child) {
    return new Promise((resolve, reject) => {
        let said = '';
        child.once('error', reject);
        child.once('close', (code, signal) => {
            const how = signal === null ? `with exit code ${code ?? 0}` : `by ${signal}`;
            reject(new Error(said === '' ? `it ended ${how} before it answered` : said));
        });
        const pipe = child.stdio[3];
        pipe?.setEncoding('utf8');
        pipe?.on('error', reject);
        pipe?.on('data', (text) => {
            said += text;
            if (said === `${READY}\n`)
                resolve();
        });
    });
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
function failed(reason, folder, cause) {
    const words = lastWords(folder);
    return new errors/* ActionError */.lZ('AGENT_FAILED', `The agent that keeps the token fresh could not be started (${reason}${words === '' ? '' : `; its log ends with: ${words}`}).`, [
        'the runner has no memory or no processes left',
        'the disk of the runner is full',
        'something on the runner forbids background processes or sockets',
    ], cause);
}
function lastWords(folder) {
    try {
        const lines = regular_file_readRegularFile((0,external_node_path_.join)(folder, 'agent.log')).toString().trim().split('\n').slice(-3);
        return (0,characters/* onOneLine */.GJ)(lines.join(' / ').slice(-400));
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./build/genesys/region.js
var genesys_region = __webpack_require__(4596);
;// CONCATENATED MODULE: ./build/entries/keep-fresh.js










const READY_WITHIN_MS = 10_000;
function writeOrFail(write) {
    try {
        return write();
    }
    catch (error) {
        throw new errors/* ActionError */.lZ('AGENT_FAILED', `The folder of the agent could not be written to (${(0,errors/* messageOf */.bD)(error)}).`, ['the disk of the runner is full', 'something removed or locked files in RUNNER_TEMP'], error);
    }
}
function agentStarter(settings, signal) {
    const { credentials, region, tokenUrl, apiUrl, scope, minValidityMs, timeoutMs, revoke } = settings;
    return {
        prepare: () => {
            const address = prepareAddress((0,adapters_process/* agentPlaces */.Qy)(), process.platform);
            const { socket, folder } = address;
            const journalKey = new secret/* Secret */.z(newJournalKey());
            writeOrFail(() => fileJournal(folder, journalKey).write([]));
            return {
                saved: { socket, folder, apiUrl, journalKey, isRevoking: revoke },
                stepId: (0,adapters_process/* environment */.cA)()['GITHUB_ACTION'] ?? '',
                start: async ({ lease, refreshToken }, deadline) => {
                    const execPath = process.execPath;
                    const text = encodeSettings({
                        clientId: credentials.clientId,
                        clientSecret: credentials.clientSecret,
                        scope,
                        tokenUrl,
                        apiUrl,
                        minValidityMs,
                        timeoutMs,
                        revoke,
                        place: (0,genesys_region/* placeOf */.$t)(region, tokenUrl),
                        region: region?.name ?? '',
                        address,
                        journalKey,
                        first: lease.token,
                        refreshToken,
                    });
                    const script = bundleOf('agent');
                    const how = {
                        execPath,
                        script,
                        folder,
                        environment: (0,adapters_process/* environment */.cA)(),
                        deadlineMs: Math.min(READY_WITHIN_MS, Math.max(1, deadline.leftMs)),
                    };
                    const path = writeOrFail(() => writeLaunchers(folder, execPath, bundleOf('gc-token')));
                    await launch(text, how, signal);
                    return path;
                },
            };
        },
    };
}


/***/ })

};
;