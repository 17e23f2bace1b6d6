"use strict";
exports.id = 263;
exports.ids = [263];
exports.modules = {

1263:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  revokeAction: () => (revokeAction)
});

var core_deadline = __webpack_require__(2095);
var leases = __webpack_require__(2219);
var external_node_crypto_ = __webpack_require__(7598);
var client_credentials = __webpack_require__(4427);
;// CONCATENATED MODULE: ./build/sharing/entry-name.js


const NAME_KEY_PURPOSE = 'gc-oauth-action: name of a shared entry';
function entryName(group) {
    const { credentials, tokenUrl, apiUrl, scope, key, jobs } = group;
    const parts = [credentials.clientId, tokenUrl, apiUrl, scope ?? null, key ?? null, ...jobParts(jobs)];
    const hash = (0,external_node_crypto_.createHmac)('sha256', entry_name_groupKey(credentials, NAME_KEY_PURPOSE)).update(JSON.stringify(parts));
    return `gc-oauth-action-${hash.digest('hex')}`;
}
function jobParts(jobs) {
    return jobs.share === 'run'
        ? ['run', jobs.repositoryId, jobs.runId, jobs.runAttempt]
        : ['repository', jobs.repositoryId];
}
function attemptsUpTo(jobs) {
    if (jobs.share !== 'run' || !/^[1-9]\d{0,3}$/.test(jobs.runAttempt))
        return [jobs];
    const newest = Number(jobs.runAttempt);
    return Array.from({ length: newest }, (_, index) => ({ ...jobs, runAttempt: String(newest - index) }));
}
function entry_name_groupKey(credentials, purpose, salt) {
    const key = (0,client_credentials/* sharedKey */.Tc)(credentials, purpose, salt);
    if (key === undefined)
        throw new Error('These client credentials have no secret that jobs could share.');
    return key;
}

var json = __webpack_require__(6089);
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

var characters = __webpack_require__(751);
var secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/sharing/shared-entry.js






const FORMAT = 2;
const KEY_PURPOSE = 'gc-oauth-action: contents of a shared entry';
const SALT_BYTES = 32;
const LONGEST_ENTRY = 64 * 1024;
function seal(contents, group, generation) {
    const salt = randomBytes(SALT_BYTES);
    const key = groupKey(group.credentials, KEY_PURPOSE, salt);
    const encrypted = encrypt(encode(contents), key, binding(group, generation));
    return JSON.stringify({
        format: FORMAT,
        salt: salt.toString('base64'),
        encrypted: encrypted.toString('base64'),
    });
}
function shared_entry_open(entry, group, generation) {
    if (entry.length > LONGEST_ENTRY)
        return undefined;
    const fields = (0,json/* parseObject */.l)(entry);
    if (fields?.['format'] !== FORMAT)
        return undefined;
    const [salt, encrypted] = [bytes(fields['salt']), bytes(fields['encrypted'])];
    if (salt?.length !== SALT_BYTES || encrypted === undefined)
        return undefined;
    const key = entry_name_groupKey(group.credentials, KEY_PURPOSE, salt);
    const text = decrypt(encrypted, key, binding(group, generation));
    return text === undefined ? undefined : decode(text);
}
function binding(group, generation) {
    const parts = [FORMAT, entryName(group), generation, ...jobParts(group.jobs)];
    return JSON.stringify(parts);
}
function encode(contents) {
    return contents.kind === 'token'
        ? JSON.stringify({ ...contents, value: contents.value.reveal() })
        : JSON.stringify(contents);
}
function decode(text) {
    const fields = (0,json/* parseObject */.l)(text) ?? {};
    const { kind, value, type, grantedAt, expiresAt, storeOffsetMs, wasAccepted, at } = fields;
    if (kind === 'resigned')
        return shared_entry_isFinite(at) ? { kind, at } : undefined;
    if (kind !== 'token' || typeof type !== 'string')
        return undefined;
    if (!shared_entry_isFinite(grantedAt) || !shared_entry_isFinite(expiresAt) || !shared_entry_isFinite(storeOffsetMs))
        return undefined;
    if (typeof value !== 'string' || value === '' || (0,characters/* hasControlCharacters */.Kg)(value))
        return undefined;
    const times = { grantedAt, expiresAt, storeOffsetMs };
    return { kind, value: new secret/* Secret */.z(value), type, ...times, wasAccepted: wasAccepted === true };
}
const shared_entry_isFinite = (value) => Number.isFinite(value);
function bytes(value) {
    return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
}

;// CONCATENATED MODULE: ./build/sharing/validity.js
const STORE_TIME_GRAIN_MS = 1_000;
const LONGEST_EXCHANGES_MS = 30_000;
function storeTimeAt({ monotonicMs }, { storeTime, answered }) {
    return storeTime + monotonicMs - answered.monotonicMs;
}
function marginMs(minValidityMs, lifetimeMs) {
    return Math.min(minValidityMs, lifetimeMs / 2);
}
function sharedLifeLeftMs({ grantedAt, expiresAt, storeOffsetMs }, storeTime) {
    return Math.min(expiresAt + storeOffsetMs - storeTime, expiresAt - grantedAt);
}
function sharedToken(contents, { asked, answered, storeTime }) {
    const { value, type, grantedAt, expiresAt } = contents;
    const leftMs = sharedLifeLeftMs(contents, storeTime);
    const latestMs = leftMs + LONGEST_EXCHANGES_MS;
    return {
        value,
        type,
        expiresAt,
        endsAfter: asked.monotonicMs + leftMs - STORE_TIME_GRAIN_MS,
        deadBy: { wallMs: answered.wallMs + latestMs, monotonicMs: answered.monotonicMs + latestMs },
        lifetimeMs: expiresAt - grantedAt,
    };
}

var time = __webpack_require__(566);
;// CONCATENATED MODULE: ./build/programs/revoke.js






const CALL_MS = 10_000;
const PAUSES_MS = [1_000, 2_000];
const GENERATIONS_BACK = 4;
const MOST_LOOKS = 16;
async function revokeShared(tools) {
    const { groups, step } = tools;
    const deadline = core_deadline/* Deadline */.B.after(tools.timeoutMs, tools.context.clock);
    const ends = [];
    for (const [index, group] of groups.entries()) {
        const end = await revokeGroup(partOf(group, index, tools), deadline, tools);
        ends.push(end);
        if (end === 'unavailable')
            break;
    }
    if (ends.every((end) => typeof end !== 'string' && end.length === 0)) {
        step.log('There is no shared token; nothing to revoke.');
    }
    const outcomes = ends.flatMap((end) => (end === 'unavailable' ? ['failed'] : end));
    step.setOutput('revoked', String(outcomes.includes('revoked') && !outcomes.includes('failed')));
}
function partOf(group, index, { groups }) {
    const { jobs } = group;
    const isOwn = index === 0;
    const attempt = groups.length > 1 && jobs.share === 'run' && !isOwn ? ` of attempt ${jobs.runAttempt}` : '';
    return {
        group,
        name: entryName(group),
        token: `The shared token${attempt}`,
        pausesMs: isOwn ? PAUSES_MS : [],
    };
}
async function revokeGroup(part, deadline, tools) {
    const { store, step } = tools;
    const { name, token } = part;
    const outcomes = [];
    let lookup = await lookUntilFound(part, deadline, tools);
    if (lookup.found === 'unavailable') {
        step.warn(`${token} could not be looked for: ${lookup.because}. If there is one, it stays valid until it expires.`);
        return 'unavailable';
    }
    const newest = lookup.found === 'hit' ? lookup.generation : 0;
    for (const generation of generationsToLookAt(newest)) {
        if (generation !== newest)
            lookup = await store.findGeneration(name, generation, callMs(deadline));
        if (lookup.found === 'unavailable')
            break;
        if (lookup.found === 'miss')
            continue;
        const outcome = await revokeEntry(lookup, part, deadline, tools);
        outcomes.push(outcome);
        if (outcome !== 'failed')
            await store.remove(name, generation, callMs(deadline));
        if (outcomes.filter((each) => each !== 'no-token').length > GENERATIONS_BACK)
            break;
    }
    return outcomes;
}
const callMs = ({ leftMs }) => Math.max(1, Math.min(CALL_MS, leftMs));
function generationsToLookAt(newest) {
    const down = (from) => Array.from({ length: Math.min(from, MOST_LOOKS) }, (_, index) => from - index);
    return [...new Set([...down(newest), ...down(Math.min(newest, MOST_LOOKS))])];
}
async function lookUntilFound({ name, pausesMs }, deadline, { store, context }) {
    for (const pauseMs of pausesMs) {
        const lookup = await store.find(name, callMs(deadline));
        if (lookup.found !== 'miss')
            return lookup;
        await context.clock.sleep(pauseMs, context.signal);
    }
    return store.find(name, callMs(deadline));
}
async function revokeEntry({ generation, sealed, storeTime }, { group, token: name }, deadline, { step, context }) {
    const contents = shared_entry_open(sealed, group, generation);
    if (contents?.kind !== 'token') {
        const what = contents === undefined ? 'does not open with this client secret' : 'holds no token';
        step.log(`Entry ${generation} in the store ${what}; nothing to revoke.`);
        return 'no-token';
    }
    const now = context.clock.now();
    const token = sharedToken(contents, { asked: now, answered: now, storeTime });
    const facts = { token, apiUrl: group.apiUrl, wasAccepted: contents.wasAccepted };
    const lease = new leases/* Leases */.I(group.apiUrl, leases/* NO_JOURNAL */._, context).adopt({ ...facts, custody: { is: 'held' } });
    return tell(await lease.release(deadline, 'even-if-expired'), name, step);
}
function tell(release, token, step) {
    const expiry = (0,time/* isoSeconds */.n)(release.until);
    switch (release.outcome) {
        case 'revoked':
            step.log(`${token} was revoked.`);
            return 'revoked';
        case 'already-invalid':
            step.log(`${token} was no longer valid (revoked, expired, or invalidated by the idle timeout); nothing to revoke.`);
            return 'nothing-to-revoke';
        case 'expired':
            step.log(`${token} had already expired at ${expiry}; nothing to revoke.`);
            return 'nothing-to-revoke';
        case 'may-be-valid':
            step.warn(`${token} could not be revoked (${release.because}). It may stay valid until ${expiry}. ` +
                'To end it before, disable the OAuth client in Genesys Cloud.');
            return 'failed';
    }
}

var region = __webpack_require__(4596);
var fields = __webpack_require__(4012);
var reader = __webpack_require__(6518);
var settings_reading = __webpack_require__(1353);
var settings_settings = __webpack_require__(8924);
var adapters_process = __webpack_require__(3621);
var adapters_proxy = __webpack_require__(7312);
var github_step = __webpack_require__(880);
var github_runner_inputs = __webpack_require__(6925);
;// CONCATENATED MODULE: ./build/adapters/github-runner/workflow-run.js
function readJobs(share, environment = process.env) {
    const names = ['GITHUB_REPOSITORY_ID', ...(share === 'run' ? ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT'] : [])];
    const missing = names.find((name) => (environment[name] ?? '') === '');
    if (missing !== undefined)
        return { missing };
    const { GITHUB_REPOSITORY_ID = '', GITHUB_RUN_ID = '', GITHUB_RUN_ATTEMPT = '' } = environment;
    return share === 'run'
        ? { share, repositoryId: GITHUB_REPOSITORY_ID, runId: GITHUB_RUN_ID, runAttempt: GITHUB_RUN_ATTEMPT }
        : { share, repositoryId: GITHUB_REPOSITORY_ID };
}

var explained = __webpack_require__(9322);
var request_context = __webpack_require__(9337);
;// CONCATENATED MODULE: ./build/entries/sharing-group.js
function groupOf(settings, jobs) {
    const { credentials, tokenUrl, apiUrl, scope, shareKey } = settings;
    return { credentials, tokenUrl, apiUrl, scope, key: shareKey, jobs };
}

var http_reply = __webpack_require__(1584);
var send = __webpack_require__(7432);
var base_url = __webpack_require__(1846);
var retry_decision = __webpack_require__(881);
;// CONCATENATED MODULE: ./build/adapters/cache-service/messages.js



function readEntry(reply) {
    const storeTime = (0,http_reply/* serverDate */.uT)(reply) ?? reply.received.wallMs;
    if (reply.status === 429)
        return { entry: undefined, storeTime };
    const fields = readAnswer(reply);
    const [url, key] = [fields['signed_download_url'], fields['matched_key']];
    const isThere = fields['ok'] === true && typeof key === 'string' && isBlobUrl(url);
    return { entry: isThere ? { key, url } : undefined, storeTime };
}
function readReservation(reply) {
    if (reply.status === 409)
        return 'taken';
    if (reply.status === 429)
        return 'busy';
    const fields = readAnswer(reply);
    const url = fields['signed_upload_url'];
    if (fields['ok'] === true && isBlobUrl(url))
        return { uploadUrl: url };
    if (fields['ok'] === false && (0,http_reply/* quote */.hD)(fields['message']) === undefined)
        return 'taken';
    const what = fields['ok'] === true ? 'the cache service answered with no usable address' : REFUSED;
    throw refused(reply, fields, what);
}
const REFUSED = 'the cache service refused the reservation';
function readFinalization(reply) {
    const fields = readAnswer(reply);
    if (fields['ok'] !== true)
        throw refused(reply, fields, 'the cache service refused the entry');
}
function readAnswer(reply) {
    if (reply.status === 200)
        return (0,http_reply/* readFields */.qU)(reply, 'the reply of the cache service');
    const { failure } = (0,http_reply/* readFailure */.f1)(reply);
    const said = (0,http_reply/* quote */.hD)(readMessage(reply));
    throw new retry_decision/* AttemptFailed */.Nz(said === undefined ? failure : { ...failure, description: said });
}
function readMessage(reply) {
    try {
        return (0,http_reply/* readFields */.qU)(reply, 'the reply')['msg'];
    }
    catch {
        return undefined;
    }
}
function refused(reply, fields, what) {
    const said = (0,http_reply/* quote */.hD)(fields['message']);
    return new retry_decision/* AttemptFailed */.Nz({
        kind: 'invalid',
        summary: said === undefined ? what : `${what}: ${said}`,
        status: reply.status,
    });
}
function isBlobUrl(text) {
    const url = typeof text === 'string' ? URL.parse(text) : null;
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && (0,base_url/* isLoopback */.U9)(url.hostname));
}

;// CONCATENATED MODULE: ./build/adapters/cache-service/client.js



const SERVICE = 'twirp/github.actions.results.api.v1.CacheService';
const BLOB_API_VERSION = '2021-12-02';
const MOST_ATTEMPTS = 2;
class CacheServiceClient {
    #access;
    #context;
    #version;
    constructor(access, context, version) {
        this.#access = access;
        this.#context = context;
        this.#version = version;
    }
    async find(key, prefixes, deadline) {
        const message = prefixes.length === 0 ? { key } : { key, restore_keys: prefixes };
        const answer = await this.#call('GetCacheEntryDownloadURL', message, readEntry, deadline);
        if (answer.entry !== undefined)
            this.#context.mask(signaturesIn(answer.entry.url));
        return answer;
    }
    async create(key, deadline) {
        const answer = await this.#call('CreateCacheEntry', { key }, readReservation, deadline);
        if (typeof answer !== 'string')
            this.#context.mask(signaturesIn(answer.uploadUrl));
        return answer;
    }
    async finalize(key, sizeBytes, deadline) {
        const message = { key, size_bytes: String(sizeBytes) };
        await this.#call('FinalizeCacheEntryUpload', message, readFinalization, deadline);
    }
    async upload(url, text, deadline) {
        const headers = {
            'content-type': 'application/octet-stream',
            'x-ms-blob-type': 'BlockBlob',
            'x-ms-version': BLOB_API_VERSION,
        };
        const read = (reply) => {
            if (reply.status !== 201 && reply.status !== 200)
                throw (0,http_reply/* readFailure */.f1)(reply);
        };
        const request = { method: 'PUT', url, headers, body: text };
        await this.#ask({ doing: 'Writing the shared entry', request, read }, deadline);
    }
    async download(url, deadline) {
        const read = (reply) => {
            if (reply.status !== 200)
                throw (0,http_reply/* readFailure */.f1)(reply);
            return reply.body;
        };
        const request = { method: 'GET', url, headers: {} };
        try {
            return await this.#ask({ doing: 'Reading the shared entry', request, read }, deadline);
        }
        catch (error) {
            if (error instanceof send/* RequestGivenUp */.UW && isUseless(error))
                return '';
            throw error;
        }
    }
    #call(method, message, read, deadline) {
        const { resultsUrl, runtimeToken } = this.#access;
        const request = {
            method: 'POST',
            url: new URL(`/${SERVICE}/${method}`, resultsUrl).href,
            headers: {
                authorization: `Bearer ${runtimeToken.reveal()}`,
                accept: 'application/json',
                'content-type': 'application/json',
            },
            body: JSON.stringify({ ...message, version: this.#version }),
        };
        return this.#ask({ doing: 'The request to the cache service', request, read }, deadline);
    }
    #ask(exchange, deadline) {
        return (0,send/* send */.tN)(exchange, { ...(0,send/* attemptsUntil */.$T)(deadline), most: MOST_ATTEMPTS }, this.#context);
    }
}
const isUseless = ({ failure }) => failure.kind === 'too-large' || failure.status === 404 || failure.status === 410;
function signaturesIn(url) {
    return new URL(url).searchParams.getAll('sig').filter((signature) => signature !== '');
}

;// CONCATENATED MODULE: ./build/adapters/cache-service/store.js





const CACHE_VERSION = (0,external_node_crypto_.createHash)('sha256').update('gc-oauth-action shared token').digest('hex');
const GENERATION_DIGITS = 6;
const LAST_GENERATION = 10 ** GENERATION_DIGITS - 1;
class ActionsCacheStore {
    kind = 'actions-cache';
    rationsReservations;
    #client;
    #context;
    #readable;
    #writable;
    #uploadUrls = new Map();
    constructor(access, context, version = CACHE_VERSION) {
        this.#client = new CacheServiceClient(access, context, version);
        this.#context = context;
        this.#readable = access.readable;
        this.#writable = access.writable;
        this.rationsReservations = access.writable === true;
    }
    find(name, withinMs) {
        const prefix = `${name}-`;
        return this.#look(prefix, [prefix], (key) => readGeneration(prefix, key), withinMs);
    }
    findGeneration(name, generation, withinMs) {
        const wanted = keyOf(name, generation);
        return this.#look(wanted, [], (key) => (key === wanted ? generation : undefined), withinMs);
    }
    async reserve(name, generation, withinMs) {
        if (this.#writable !== true)
            return { outcome: 'unavailable', because: this.#writable.because };
        if (generation > LAST_GENERATION) {
            return { outcome: 'unavailable', because: 'the numbers of its entries are used up' };
        }
        const deadline = core_deadline/* Deadline */.B.after(withinMs, this.#context.clock);
        const key = keyOf(name, generation);
        try {
            const answer = await this.#client.create(key, deadline);
            if (typeof answer === 'string')
                return { outcome: answer };
            if (await this.#isPublished(key, deadline))
                return { outcome: 'taken' };
            this.#uploadUrls.set(key, answer.uploadUrl);
            return { outcome: 'won' };
        }
        catch (error) {
            return { outcome: 'unavailable', because: reasonOf(error) };
        }
    }
    giveBack() {
        return Promise.resolve();
    }
    async publish(name, generation, { sealed }, withinMs) {
        const key = keyOf(name, generation);
        const url = this.#uploadUrls.get(key);
        if (url === undefined)
            return { outcome: 'failed', because: 'it was not reserved' };
        const deadline = core_deadline/* Deadline */.B.after(withinMs, this.#context.clock);
        try {
            await this.#client.upload(url, sealed, deadline.part(withinMs / 2));
        }
        catch (error) {
            return { outcome: 'failed', because: reasonOf(error) };
        }
        try {
            await this.#client.finalize(key, Buffer.byteLength(sealed), deadline);
        }
        catch (error) {
            const because = reasonOf(error);
            return isRefusal(error) ? { outcome: 'failed', because } : { outcome: 'unknown' };
        }
        return { outcome: 'published' };
    }
    remove() {
        return Promise.resolve();
    }
    async #look(key, prefixes, generationOf, withinMs) {
        if (this.#readable !== true)
            return { found: 'unavailable', because: this.#readable.because };
        const deadline = core_deadline/* Deadline */.B.after(withinMs, this.#context.clock);
        try {
            const { entry, storeTime } = await this.#client.find(key, prefixes, deadline);
            const generation = entry === undefined ? undefined : generationOf(entry.key);
            if (entry === undefined || generation === undefined)
                return { found: 'miss', storeTime };
            const sealed = await this.#client.download(entry.url, deadline);
            return { found: 'hit', generation, sealed, storeTime };
        }
        catch (error) {
            return { found: 'unavailable', because: reasonOf(error) };
        }
    }
    async #isPublished(key, deadline) {
        if (this.#readable !== true)
            return false;
        try {
            const { entry } = await this.#client.find(key, [], deadline);
            return entry?.key === key;
        }
        catch (error) {
            if (error instanceof send/* RequestGivenUp */.UW)
                return false;
            throw error;
        }
    }
}
function keyOf(name, generation) {
    return `${name}-${String(generation).padStart(GENERATION_DIGITS, '0')}`;
}
function readGeneration(prefix, key) {
    const suffix = key.startsWith(prefix) ? key.slice(prefix.length) : '';
    return /^\d{6}$/.test(suffix) ? Number(suffix) : undefined;
}
const isRefusal = (error) => error instanceof send/* RequestGivenUp */.UW &&
    (error.failure.kind === 'invalid' || (error.failure.kind === 'status' && (error.failure.status ?? 0) < 500));
function reasonOf(error) {
    if (error instanceof send/* RequestGivenUp */.UW)
        return `the cache service cannot be used (${(0,http_reply/* describeFailure */.Ic)(error.failure)})`;
    throw error;
}

;// CONCATENATED MODULE: ./build/adapters/cache-service/access.js

const NOTHING = { resultsUrl: '', runtimeToken: new secret/* Secret */.z('') };
function readCacheAccess(environment = process.env) {
    const { ACTIONS_RESULTS_URL: resultsUrl = '', ACTIONS_RUNTIME_TOKEN: runtimeToken = '' } = environment;
    if ((environment['ACTIONS_CACHE_SERVICE_V2'] ?? '') === '') {
        return refuse('this runner has no cache service of version 2 (GitHub Enterprise Server has none)');
    }
    if (runtimeToken === '' || !URL.canParse(resultsUrl)) {
        return refuse('this runner does not say where its cache service is');
    }
    return { resultsUrl, runtimeToken: new secret/* Secret */.z(runtimeToken), ...readMode(environment) };
}
function readMode(environment) {
    const mode = (environment['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase();
    const forbids = (what) => ({ because: `cache-mode "${mode}" of this job forbids ${what}` });
    switch (mode) {
        case 'none':
            return { readable: forbids('reading'), writable: forbids('writing') };
        case 'read':
            return { readable: true, writable: forbids('writing') };
        case 'write-only':
            return { readable: forbids('reading'), writable: true };
        default:
            return { readable: true, writable: true };
    }
}
function refuse(because) {
    return { ...NOTHING, readable: { because }, writable: { because } };
}

var masks = __webpack_require__(3406);
var redis_url = __webpack_require__(5822);
;// CONCATENATED MODULE: ./build/entries/token-store.js




async function openTokenStore({ redis }, step, context) {
    if (redis === undefined) {
        const access = readCacheAccess();
        if (access.runtimeToken.reveal() !== '')
            step.mask((0,masks/* tokenForms */.py)(access.runtimeToken.reveal()));
        return new ActionsCacheStore(access, context);
    }
    const { RedisStore } = await __webpack_require__.e(/* import() */ 25).then(__webpack_require__.bind(__webpack_require__, 7025));
    return new RedisStore(redis, context);
}
async function reopenTokenStore(kind, redisUrl, step, context) {
    if (kind === 'actions-cache')
        return openTokenStore({ redis: undefined }, step, context);
    step.mask(secretsInRedisUrl(redisUrl).flatMap(maskForms));
    const redis = parseRedisUrl(redisUrl);
    return 'mistake' in redis ? undefined : openTokenStore({ redis }, step, context);
}

;// CONCATENATED MODULE: ./build/entries/revoke.js
















const revokeAction = (action) => (0,explained/* explained */.t)(revoke(action), fields/* REVOKE_FIELDS */.dy);
async function revoke(action) {
    const { step } = action;
    const inputs = (0,github_runner_inputs/* stepInputs */.a)();
    const proxy = (0,adapters_proxy/* useProxySettings */.v)();
    const reading = await (0,settings_reading/* readingOf */.M)(fields/* REVOKE_FIELDS */.dy, inputs, (0,adapters_process/* environment */.cA)());
    step.mask([...(0,reader/* formsToMask */.Jm)(reading.fields, inputs), ...proxy.secrets]);
    const settings = (0,settings_settings/* readRevokeSettings */.su)(inputs, proxy.mistakes, reading);
    const unlisted = (0,region/* describeUnlisted */.kA)(settings.region?.name ?? '');
    if (unlisted !== undefined)
        step.log(unlisted);
    (0,github_step/* requireFiles */.PO)(['GITHUB_OUTPUT']);
    const jobs = settings.share === 'none' ? undefined : readJobs(settings.share);
    if (jobs === undefined || 'missing' in jobs) {
        const because = jobs === undefined ? 'share is none' : `${jobs.missing} is not set`;
        step.log(`There is no shared token (${because}); nothing to revoke.`);
        step.setOutput('revoked', 'false');
        return;
    }
    const context = (0,request_context/* requestContextOf */.S)(action);
    const store = await openTokenStore(settings, step, context);
    const { timeoutMs } = settings;
    const groups = attemptsUpTo(jobs).map((each) => groupOf(settings, each));
    await revokeShared({ groups, store, timeoutMs, step, context });
}


})

};
;