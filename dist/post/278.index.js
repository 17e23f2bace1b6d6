"use strict";
exports.id = 278;
exports.ids = [278];
exports.modules = {

/***/ 897:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  stopAgent: () => (/* binding */ stopAgent)
});

// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(208);
// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(406);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
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
function readNonce(socket, places) {
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
const JOURNAL_FILE = 'journal';
function prepareAddress(places, platform) {
    const id = randomBytes(16).toString('hex');
    const nonce = randomBytes(32).toString('base64url');
    const faults = [];
    for (const place of new Set(places.filter((path) => path !== ''))) {
        const folder = join(place, `gc-token-${id}`);
        const socket = platform === 'win32' ? `\\\\.\\pipe\\gc-token-${id}` : join(folder, 'agent.sock');
        if (platform !== 'win32' && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES) {
            faults.push(`${place} is too long for a socket`);
            continue;
        }
        try {
            mkdirSync(folder, { mode: 0o700 });
            writeFileSync(join(folder, NONCE_FILE), nonce, { mode: 0o600, flag: 'wx' });
            return { socket, folder, nonce };
        }
        catch (error) {
            faults.push(messageOf(error));
            removeFolder({ folder });
        }
    }
    throw new ActionError('AGENT_FAILED', `There is no place for the agent's socket (${faults.join('; ')}).`, [
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

;// CONCATENATED MODULE: ./build/agent/answering.js



const answering_READY = 'ready';
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
    return { revoked, alreadyGone, failed, reason: (0,characters/* onOneLine */.GJ)(reason), aliveUntil: (0,characters/* onOneLine */.GJ)(aliveUntil) };
}
function isSameText(given, expected) {
    if (typeof given !== 'string')
        return false;
    const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest());
    return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(30);
;// CONCATENATED MODULE: ./build/agent/protocol.js
const protocol_PROTOCOL_VERSION = 1;
const LARGEST_REPLY_BYTES = 256 * 1024;
const protocol_QUESTIONS = (/* unused pure expression or super */ null && (['token', 'renew', 'status', 'stop']));
function encodeRequest(request) {
    return `${JSON.stringify({ version: protocol_PROTOCOL_VERSION, ...request })}\n`;
}
function decodeReply(line) {
    const fields = protocol_parseObject(line);
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
    const { accessToken, tokenType, expiresAt, region, apiUrl } = fields;
    if (typeof accessToken !== 'string' || accessToken === '' || typeof tokenType !== 'string')
        return undefined;
    if (typeof expiresAt !== 'number' || typeof region !== 'string' || typeof apiUrl !== 'string')
        return undefined;
    return { accessToken, tokenType, expiresAt, region, apiUrl };
}
function protocol_parseObject(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/client.js


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
const GRACE_MS = 5_000;
const GONE_WITHIN_MS = 1_000;
const BUSY_OR_NEW = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];
const CONNECT_FOR_MS = 3_000;
const CONNECT_AGAIN_MS = 100;
async function askAgent(socket, readNonce, ask, waitMs, connectForMs = CONNECT_FOR_MS) {
    const giveUpAt = Date.now() + connectForMs;
    for (;;) {
        try {
            const line = encodeRequest({ ask, nonce: readNonce(), waitMs });
            return understand(await exchange(socket, line, waitMs + GRACE_MS, ask === 'stop'));
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
async function exchange(path, line, timeoutMs, untilGone) {
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
                if (!untilGone)
                    resolve(text);
                else
                    setTimeout(() => socket.destroy(), GONE_WITHIN_MS).unref();
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

// EXTERNAL MODULE: ./build/core/secret.js + 1 modules
var secret = __webpack_require__(338);
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
    const fields = objectOf(agent_settings_parse(text), 'the settings');
    const address = objectOf(fields['address'], 'address');
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
        first: readToken(objectOf(fields['first'], 'first')),
        refreshToken: secretOf(optionalText(fields, 'refreshToken')),
    };
}
function readToken(fields) {
    return {
        value: new secret/* Secret */.z(textOf(fields, 'value')),
        type: textOf(fields, 'type'),
        expiresAt: numberOf(fields, 'expiresAt'),
        endsAfter: numberOf(fields, 'endsAfter'),
        deadBy: readMoment(objectOf(fields['deadBy'], 'deadBy')),
        lifetimeMs: numberOf(fields, 'lifetimeMs'),
    };
}
function readMoment(fields) {
    return { wallMs: numberOf(fields, 'wallMs'), monotonicMs: numberOf(fields, 'monotonicMs') };
}
function agent_settings_parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw new Error('the settings are not JSON');
    }
}
function objectOf(value, name) {
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
    return randomBytes(32).toString('base64url');
}
function fileJournal(folder, key) {
    const path = journalFile(folder);
    return {
        write: (tokens) => {
            writeFileSync(`${path}.new`, seal(tokens, key), { mode: 0o600 });
            renameSync(`${path}.new`, path);
        },
    };
}
function readJournal(folder, key) {
    return journal_file_open(readRegularFile(address_journalFile(folder)), key);
}
function seal(tokens, key) {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyBytes(key), iv);
    const text = JSON.stringify(tokens.map((token) => ({ ...token, value: token.value.reveal() })));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}
function journal_file_open(sealed, key) {
    const iv = sealed.subarray(0, IV_BYTES);
    const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    const decipher = (0,external_node_crypto_.createDecipheriv)('aes-256-gcm', keyBytes(key), iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    const values = JSON.parse(text.toString('utf8'));
    return Array.isArray(values) ? values.map((value) => readToken(objectOf(value, 'a token'))) : [];
}
const keyBytes = (key) => Buffer.from(key.reveal(), 'base64url');

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
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
    const log = openSync(join(how.folder, 'agent.log'), 'a', 0o600);
    let child;
    try {
        child = spawn(how.execPath, [...NODE_FLAGS, how.script], {
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
        const ready = readyOf(child);
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(settings);
        await within(ready, how.deadlineMs, signal);
    }
    catch (error) {
        child.kill('SIGKILL');
        signal.throwIfAborted();
        throw failed(messageOf(error), how.folder, error);
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
    return new ActionError('AGENT_FAILED', `The agent that keeps the token fresh could not be started (${reason}${words === '' ? '' : `; its log ends with: ${words}`}).`, [
        'the runner has no memory or no processes left',
        'the disk of the runner is full',
        'something on the runner forbids background processes or sockets',
    ], cause);
}
function lastWords(folder) {
    try {
        const lines = readRegularFile((0,external_node_path_.join)(folder, 'agent.log')).toString().trim().split('\n').slice(-3);
        return (0,characters/* onOneLine */.GJ)(lines.join(' / ').slice(-400));
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./build/core/deadline.js
var deadline = __webpack_require__(95);
// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __webpack_require__(881);
// EXTERNAL MODULE: ./build/http/reply.js
var reply = __webpack_require__(584);
// EXTERNAL MODULE: ./build/http/send.js
var http_send = __webpack_require__(432);
;// CONCATENATED MODULE: ./build/oauth/token-request.js






const ASSUMED_LIFETIME_SECONDS = 300;
const LONGEST_LIFETIME_SECONDS = (/* unused pure expression or super */ null && (100 * 365 * 86_400));
const LONGEST_USUAL_LIFETIME_SECONDS = 172_800;
const LONGEST_TOKEN_BYTES = (/* unused pure expression or super */ null && (100 * 1024));
function token_request_clientCredentialsGrant({ scope }) {
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope !== undefined)
        form.set('scope', scope);
    return form;
}
async function token_request_requestToken(client, grant, attempts, context) {
    const request = (attempt) => tokenRequest(client, grant, attempt, context);
    return send({ doing: 'The token request', request, read: readTokenResponse }, attempts, context);
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
async function token_request_tokenErrorOf(givenUp, { endpoint, authentication }) {
    const { tokenError } = await __webpack_require__.e(/* import() */ 62).then(__webpack_require__.bind(__webpack_require__, 62));
    return tokenError(givenUp, endpoint, authentication);
}
async function token_request_unusable(because, client) {
    return token_request_tokenErrorOf(new RequestGivenUp(because.failure, '', because), client);
}
function readTokenResponse(reply) {
    if (reply.status < 200 || reply.status > 299)
        throw readFailure(reply);
    const fields = readFields(reply, 'the reply');
    const value = new Secret(readAccessToken(fields));
    const times = { sent: reply.sent, received: reply.received, serverDate: serverDate(reply) };
    const tokenFor = (seconds, type) => ({
        value,
        type,
        ...expiryOf(seconds, times),
    });
    const refreshToken = readRefreshToken(fields);
    const serverAheadMs = times.serverDate === undefined ? undefined : times.serverDate - reply.received.wallMs;
    const rest = { serverAheadMs, ...(refreshToken === undefined ? {} : { refreshToken }) };
    try {
        const type = readTokenType(fields);
        const lifetimeSeconds = readLifetime(fields);
        const token = tokenFor(lifetimeSeconds ?? ASSUMED_LIFETIME_SECONDS, type);
        return { token, isLifetimeAssumed: lifetimeSeconds === undefined, ...rest };
    }
    catch (error) {
        if (!(error instanceof AttemptFailed))
            throw error;
        const token = tokenFor(LONGEST_USUAL_LIFETIME_SECONDS, '');
        return { token, isLifetimeAssumed: true, ...rest, unusableBecause: error };
    }
}
function readAccessToken(fields) {
    const value = fields['access_token'];
    if (typeof value !== 'string' || value === '')
        throw invalid('access_token is missing or empty');
    if (Buffer.byteLength(JSON.stringify(value)) > LONGEST_TOKEN_BYTES) {
        throw invalid(`access_token has more than ${LONGEST_TOKEN_BYTES} bytes`);
    }
    if (hasControlCharacters(value))
        throw invalid('access_token contains control characters');
    if (/[\u{100}-\u{10ffff}]/u.test(value))
        throw invalid('access_token contains characters that no header can carry');
    return value;
}
function readRefreshToken(fields) {
    const value = fields['refresh_token'];
    return typeof value === 'string' && value !== '' && !hasControlCharacters(value)
        ? new Secret(value)
        : undefined;
}
function readTokenType(fields) {
    const value = fields['token_type'];
    if (typeof value !== 'string')
        throw invalid('token_type is missing');
    if (value.toLowerCase() !== 'bearer')
        throw invalid('token_type is not bearer');
    return value;
}
function readLifetime(fields) {
    const value = fields['expires_in'];
    if (value === undefined || value === null)
        return undefined;
    const seconds = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
    if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) {
        throw invalid('expires_in is not a positive number');
    }
    return Math.min(seconds, LONGEST_LIFETIME_SECONDS);
}
const invalid = (what) => new AttemptFailed({ kind: 'invalid', summary: `HTTP 200, but ${what}` });

;// CONCATENATED MODULE: ./build/oauth/refresh.js




async function refresh_requestNextToken(client, refreshToken, attempts, context) {
    try {
        const refreshed = await refresh(client, refreshToken, attempts, context);
        return refreshed ?? (await requestToken(client, clientCredentialsGrant(client), attempts, context));
    }
    catch (error) {
        if (error instanceof RequestGivenUp)
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
        if (!(error instanceof RequestGivenUp) || isTemporary(error.failure))
            throw error;
        const reason = describeFailure(error.failure);
        context.log(`The refresh token was not accepted (${reason}); using the client credentials.`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/oauth/grant.js




function clientOf({ clientId, clientSecret, scope, place, tokenUrl }) {
    const authentication = secretAuthentication({ method: 'basic', clientId, clientSecret });
    return { endpoint: { place, tokenUrl }, scope, authentication };
}
async function grant(settings, attempts, context, refreshToken) {
    const client = clientOf(settings);
    const response = await requestNextToken(client, refreshToken, attempts, context);
    const { unusableBecause, token } = response;
    if (unusableBecause === undefined)
        return response;
    throw await unusable(new UnusableToken(unusableBecause, token), client);
}
class UnusableToken extends retry_decision/* AttemptFailed */.Nz {
    token;
    constructor({ failure }, token) {
        super(failure);
        this.token = token;
    }
}
function grant_unusableTokenOf(error) {
    return error instanceof Error && error.cause instanceof UnusableToken ? error.cause.token : undefined;
}

// EXTERNAL MODULE: ./build/genesys/revocation.js
var revocation = __webpack_require__(888);
;// CONCATENATED MODULE: ./build/agent/renewal.js
const LAST_MOMENT_MS = 500;
const DEAD_MARGIN_MS = 2_000;
function keep(token, now, idleTimeoutMs) {
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
function unreached(kept, now) {
    return kept.idle === undefined ? kept : { ...kept, idle: { ...kept.idle, seenAt: now.monotonicMs } };
}
function leftMs(deadline, now) {
    return Math.min(deadline.monotonicMs - now.monotonicMs, deadline.wallMs - now.wallMs);
}
function marginMs(token, minValidityMs) {
    return Math.min(minValidityMs, token.lifetimeMs / 2);
}
function nextStep(kept, now, minValidityMs) {
    const byLife = leftMs(kept.endsAt, now) - marginMs(kept.token, minValidityMs);
    const { idle } = kept;
    if (idle === undefined)
        return { renewInMs: byLife, keepAliveInMs: Infinity };
    const idleLeftMs = leftMs(idle.endsAt, now);
    const spanMs = idle.endsAt.monotonicMs - idle.seenAt;
    return {
        renewInMs: Math.min(byLife, idleLeftMs - idle.timeoutMs / 8),
        keepAliveInMs: idleLeftMs - spanMs / 2,
    };
}
function isFresh(kept, now, minValidityMs) {
    return nextStep(kept, now, minValidityMs).renewInMs > 0;
}
function isAlive(kept, now) {
    const idleLeftMs = kept.idle === undefined ? Infinity : leftMs(kept.idle.endsAt, now);
    return Math.min(leftMs(kept.endsAt, now), idleLeftMs) > LAST_MOMENT_MS;
}
function isSurelyDead(token, now) {
    return now.monotonicMs > token.deadBy.monotonicMs + DEAD_MARGIN_MS;
}
function after(ms, { wallMs, monotonicMs }) {
    return { wallMs: wallMs + ms, monotonicMs: monotonicMs + ms };
}

// EXTERNAL MODULE: ./build/core/time.js
var core_time = __webpack_require__(566);
;// CONCATENATED MODULE: ./build/agent/revoke-all.js








const AT_ONCE = 6;
const ATTEMPT_MS = 5_000;
async function revokeAll(tokens, apiUrl, totalMs, context) {
    const time = (0,http_send/* attemptsUntil */.$T)(deadline/* Deadline */.B.after(totalMs, context.clock), ATTEMPT_MS);
    const waiting = tokens.filter((token) => !isSurelyDead(token, context.clock.now()));
    const counts = { revoked: 0, alreadyGone: 0 };
    const failed = [];
    const reasons = new Set();
    const work = async () => {
        for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) {
            try {
                const request = (0,revocation/* revocationRequest */.K)(apiUrl, token.value);
                const outcome = await (0,http_send/* send */.tN)({ doing: 'Revoking a token', request, read: revocation/* readRevocation */.j }, time, context);
                counts[outcome === 'revoked' ? 'revoked' : 'alreadyGone']++;
            }
            catch (error) {
                failed.push(token);
                reasons.add(error instanceof http_send/* RequestGivenUp */.UW ? (0,reply/* describeFailure */.Ic)(error.failure) : (0,errors/* messageOf */.bD)(error));
            }
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return {
        ...counts,
        failed: failed.length,
        reason: [...reasons].join('; '),
        aliveUntil: failed.length === 0 ? '' : (0,core_time/* isoSeconds */.n)(Math.max(...failed.map((token) => token.expiresAt))),
    };
}
async function revokeUnusable(error, apiUrl, context) {
    const token = unusableTokenOf(error);
    if (token === undefined)
        return undefined;
    const { failed } = await revokeAll([token], apiUrl, 2 * ATTEMPT_MS, context);
    return failed === 0 ? undefined : token;
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/stop.js










const STOP_MS = 9_000;
const CONNECT_MS = 1_500;
const REVOKE_MS = 10_000;
async function stopAgent(agent, places, context, mask) {
    try {
        const nonce = () => readNonce(agent.socket, places);
        const reply = readStopReply(await askAgent(agent.socket, nonce, 'stop', STOP_MS, CONNECT_MS));
        if (reply === undefined)
            throw new AgentUnreachable('it gave an answer that cannot be read');
        return { ...reply, wasGone: '' };
    }
    catch (error) {
        const words = lastWords(agent.folder);
        const wasGone = `${(0,characters/* onOneLine */.GJ)((0,errors/* messageOf */.bD)(error))}${words === '' ? '' : `; its log ends with: ${words}`}`;
        return { ...(await revokeJournal(agent, context, mask)), wasGone };
    }
    finally {
        removeFolder(agent);
    }
}
async function revokeJournal(agent, context, mask) {
    try {
        const tokens = readJournal(agent.folder, agent.journalKey);
        mask(tokens.flatMap(({ value }) => (0,masks/* tokenForms */.py)(value.reveal())));
        return await revokeAll(tokens, agent.apiUrl, REVOKE_MS, context);
    }
    catch (error) {
        const reason = `its journal cannot be read: ${(0,errors/* messageOf */.bD)(error)}`;
        return { revoked: 0, alreadyGone: 0, failed: 1, reason, aliveUntil: '' };
    }
}


/***/ })

};
;