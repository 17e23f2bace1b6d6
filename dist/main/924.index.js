"use strict";
exports.id = 924;
exports.ids = [924];
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

4924:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openSharing: () => (openSharing)
});

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

var external_node_crypto_ = __webpack_require__(7598);
var client_credentials = __webpack_require__(4427);
;// CONCATENATED MODULE: ./build/sharing/entry-name.js


const NAME_KEY_PURPOSE = 'gc-oauth-action: name of a shared entry';
function entryName(group) {
    const { credentials, tokenUrl, apiUrl, scope, key, jobs } = group;
    const parts = [credentials.clientId, tokenUrl, apiUrl, scope ?? null, key ?? null, ...jobParts(jobs)];
    const hash = (0,external_node_crypto_.createHmac)('sha256', groupKey(credentials, NAME_KEY_PURPOSE)).update(JSON.stringify(parts));
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
function groupKey(credentials, purpose, salt) {
    const key = (0,client_credentials/* sharedKey */.Tc)(credentials, purpose, salt);
    if (key === undefined)
        throw new Error('These client credentials have no secret that jobs could share.');
    return key;
}

var json = __webpack_require__(6089);
var encryption = __webpack_require__(6646);
var characters = __webpack_require__(751);
var secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/sharing/shared-entry.js






const FORMAT = 2;
const KEY_PURPOSE = 'gc-oauth-action: contents of a shared entry';
const SALT_BYTES = 32;
const LONGEST_ENTRY = 64 * 1024;
function seal(contents, group, generation) {
    const salt = (0,external_node_crypto_.randomBytes)(SALT_BYTES);
    const key = groupKey(group.credentials, KEY_PURPOSE, salt);
    const encrypted = (0,encryption/* encrypt */.w)(encode(contents), key, binding(group, generation));
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
    const key = groupKey(group.credentials, KEY_PURPOSE, salt);
    const text = (0,encryption/* decrypt */.Y)(encrypted, key, binding(group, generation));
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

;// CONCATENATED MODULE: ./build/sharing/leader.js


const RESIGNATION_COUNTS_MS = 60_000;
function leaderOf({ name, generation }, tools) {
    const { store, callMs } = tools;
    let mayBeVisible = false;
    return {
        entry: { store: store.kind, name, generation },
        async publish(token, wasAccepted) {
            const entry = entryOf({ token, wasAccepted }, generation, tools);
            mayBeVisible = true;
            const publication = await store.publish(name, generation, entry, callMs);
            mayBeVisible = publication.outcome !== 'failed';
            return tellPublication(publication, tools);
        },
        async resign(deadline) {
            if (mayBeVisible)
                return;
            const withinMs = () => Math.max(1, Math.min(callMs, deadline.leftMs));
            try {
                const { outcome } = await store.publish(name, generation, resignationOf(generation, tools), withinMs());
                if (outcome === 'failed')
                    await store.giveBack(name, generation, withinMs());
            }
            catch {
            }
        },
    };
}
function entryOf({ token, wasAccepted }, generation, { group, minValidityMs, clock, storeTimes }) {
    const { value, type, expiresAt, endsAfter } = token;
    const now = clock.now();
    const leftMs = endsAfter - now.monotonicMs;
    const serverTime = expiresAt - leftMs;
    const storeOffsetMs = storeTimeAt(now, storeTimes) - serverTime;
    const contents = {
        kind: 'token',
        value,
        type,
        grantedAt: serverTime,
        expiresAt,
        storeOffsetMs,
        wasAccepted,
    };
    const usefulForMs = Math.floor(leftMs - marginMs(minValidityMs, leftMs));
    return { sealed: seal(contents, group, generation), usefulForMs };
}
function resignationOf(generation, { group, clock, storeTimes }) {
    const at = storeTimeAt(clock.now(), storeTimes);
    return { sealed: seal({ kind: 'resigned', at }, group, generation), usefulForMs: RESIGNATION_COUNTS_MS };
}
function tellPublication(publication, { group, log }) {
    switch (publication.outcome) {
        case 'published':
            log(`The token is shared with the other jobs of this ${group.jobs.share}.`);
            return 'shared';
        case 'unknown':
            log('Whether the token is shared is not known: the answer of the store was lost.');
            return 'unknown';
        case 'failed':
            log(`The token could not be shared (${publication.because}); it is this job's alone.`);
            return 'own';
    }
}

var access_token = __webpack_require__(7001);
;// CONCATENATED MODULE: ./build/sharing/look.js




async function look(name, after, looking) {
    const { store, clock, withinMs } = looking;
    const asked = clock.now();
    const lookup = await store.find(name, withinMs);
    if (lookup.found === 'unavailable')
        return { is: 'unavailable', because: lookup.because };
    const storeTimes = { asked, answered: clock.now(), storeTime: lookup.storeTime };
    if (lookup.found === 'miss')
        return { is: 'none', newest: 0, storeTimes };
    if (lookup.generation <= after)
        return { is: 'none', newest: lookup.generation, storeTimes };
    return findingOf(lookup, storeTimes, looking);
}
function findingOf({ generation, sealed, storeTime }, storeTimes, { group, minValidityMs, clock, debug }) {
    const none = { is: 'none', newest: generation, storeTimes };
    const contents = shared_entry_open(sealed, group, generation);
    if (contents === undefined) {
        debug(`Entry ${generation} in the store does not open as a shared token; it counts as absent.`);
        return none;
    }
    if (contents.kind === 'resigned') {
        return storeTime - contents.at < RESIGNATION_COUNTS_MS ? { is: 'resigned' } : none;
    }
    const token = sharedToken(contents, storeTimes);
    if (sharedLifeLeftMs(contents, storeTime) > marginMs(minValidityMs, token.lifetimeMs)) {
        return { is: 'usable', shared: { token, wasAccepted: contents.wasAccepted, generation } };
    }
    debug(`The shared token has ${(0,access_token/* secondsLeft */.Li)(token, clock.now())} s left, too few; it counts as absent.`);
    return none;
}

;// CONCATENATED MODULE: ./build/sharing/next-move.js
const SHORTEST_LOOK_MS = 2_000;
const STORE_IS_GONE_AFTER = { looks: 3, ms: 10_000 };
const IN_VAIN = 'another job has reserved it, and it did not appear in time';
const failedAgain = (failing, startedAt) => ({
    looks: (failing?.looks ?? 0) + 1,
    since: failing?.since ?? startedAt,
});
const leftForLooksMs = ({ since }, now) => since + STORE_IS_GONE_AFTER.ms - now;
const isGone = (failing, now) => failing.looks >= STORE_IS_GONE_AFTER.looks || leftForLooksMs(failing, now) <= SHORTEST_LOOK_MS;
function nextMove(finding, standing) {
    const { failing, taken, now, endsAt } = standing;
    switch (finding.is) {
        case 'usable':
            return { do: 'use', shared: finding.shared };
        case 'resigned':
            return { do: 'grant-alone', because: 'the job that was to get it could not' };
        case 'unavailable': {
            const isHopeless = taken === 0 || now >= endsAt || (failing !== undefined && isGone(failing, now));
            return isHopeless ? { do: 'grant-alone', because: finding.because } : { do: 'wait' };
        }
        case 'none':
            return reserveOrWait(finding, standing);
    }
}
function reserveOrWait({ newest, storeTimes }, { after, taken, now, reservesAt, endsAt, isRationed }) {
    const isLast = now >= endsAt;
    const generation = Math.max(newest, after, isLast ? taken : 0) + 1;
    const isWorthAsking = generation > taken || !isRationed;
    if (now >= reservesAt && isWorthAsking)
        return { do: 'reserve', generation, isLast, storeTimes };
    return isLast ? { do: 'grant-alone', because: IN_VAIN } : { do: 'wait' };
}

;// CONCATENATED MODULE: ./build/sharing/patience.js
const LONGEST_WAIT_MS = 45_000;
const UNSPREAD_JOBS = 16;
const RESERVATIONS_PER_SECOND = 25;
const LARGEST_MATRIX = 256;
const HOLD_BACK_SHARE = 1 / 4;
function patienceOf({ startedAt, timeoutMs, matrixSize, isRationed, random, }) {
    const waitMs = Math.min(LONGEST_WAIT_MS, timeoutMs / 2);
    const jobs = matrixSize ?? LARGEST_MATRIX;
    const spreadMs = isRationed && jobs > UNSPREAD_JOBS ? (jobs / RESERVATIONS_PER_SECOND) * 1000 : 0;
    return {
        reservesAt: startedAt + random * Math.min(spreadMs, waitMs * HOLD_BACK_SHARE),
        endsAt: startedAt + waitMs,
    };
}

;// CONCATENATED MODULE: ./build/sharing/election.js





const LONGEST_CALL_MS = 4_000;
const WAITS_MS = [1_000, 2_000, 4_000, 8_000];
function joinGroup(settings, tools) {
    const { clock, random, store } = tools;
    const startedAt = clock.now().monotonicMs;
    const facts = { startedAt, isRationed: store.rationsReservations, random: random() };
    const patience = patienceOf({ ...settings, ...facts });
    return { takeTurn: (after) => takeTurn(settings, after, patience, tools) };
}
const callMs = ({ timeoutMs }) => Math.min(LONGEST_CALL_MS, timeoutMs / 8);
async function takeTurn(settings, after, patience, tools) {
    const { store, clock, log } = tools;
    const name = entryName(settings.group);
    let [taken, failing] = [0, undefined];
    for (let waits = 0;;) {
        const startedAt = clock.now().monotonicMs;
        const withinMs = lookMs(settings, failing, startedAt);
        const finding = await look(name, after, { ...settings, ...tools, withinMs });
        failing = finding.is === 'unavailable' ? failedAgain(failing, startedAt) : undefined;
        const now = clock.now().monotonicMs;
        const move = nextMove(finding, {
            ...patience,
            after,
            taken,
            failing,
            now,
            isRationed: store.rationsReservations,
        });
        if (move.do === 'use')
            return move;
        if (move.do === 'grant-alone')
            return alone(move.because, tools);
        if (move.do === 'reserve') {
            const reservation = await store.reserve(name, move.generation, callMs(settings));
            const turn = turnAfter(reservation, name, move, { ...settings, ...tools, callMs: callMs(settings) });
            if (turn !== undefined)
                return turn;
            if (reservation.outcome === 'taken' && taken === 0) {
                log(WAITING);
                waits = 0;
            }
            if (reservation.outcome === 'taken')
                taken = move.generation;
        }
        const isHoldingBack = taken === 0 && now < patience.reservesAt;
        await pause(failing === undefined ? waits++ : 0, isHoldingBack, patience, tools);
    }
}
function turnAfter(reservation, name, { generation, storeTimes, isLast }, tools) {
    switch (reservation.outcome) {
        case 'won':
            return { do: 'lead', leader: leaderOf({ name, generation }, { ...tools, storeTimes }) };
        case 'unavailable':
            return alone(reservation.because, tools);
        case 'taken':
        case 'busy':
            return isLast ? alone(IN_VAIN, tools) : undefined;
    }
}
function alone(because, { log }) {
    log(`Not sharing a token: ${because}. Getting one for this job alone.`);
    return { do: 'grant-alone' };
}
const WAITING = 'Another job is getting the token that is to be shared; waiting for it.';
function lookMs(settings, failing, now) {
    if (failing === undefined)
        return callMs(settings);
    return Math.max(1, Math.min(callMs(settings), leftForLooksMs(failing, now)));
}
function pause(waits, isHoldingBack, { reservesAt, endsAt }, { clock, random, signal }) {
    const now = clock.now().monotonicMs;
    const wait = (WAITS_MS[Math.min(waits, WAITS_MS.length - 1)] ?? 0) * (0.5 + random());
    const untilTurn = isHoldingBack ? reservesAt - now : Infinity;
    return clock.sleep(Math.max(0, Math.min(wait, untilTurn, endsAt - now)), signal);
}

;// CONCATENATED MODULE: ./build/entries/sharing-group.js
function groupOf(settings, jobs) {
    const { credentials, tokenUrl, apiUrl, scope, shareKey } = settings;
    return { credentials, tokenUrl, apiUrl, scope, key: shareKey, jobs };
}

var core_deadline = __webpack_require__(2095);
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

;// CONCATENATED MODULE: ./build/entries/sharing.js




async function openSharing(settings, share, { step }, context) {
    const jobs = readJobs(share);
    if ('missing' in jobs) {
        step.log(`Not sharing a token: ${jobs.missing} is not set. Getting one for this job alone.`);
        return undefined;
    }
    const store = await openTokenStore(settings, step, context);
    const debug = (sentence) => step.debug(sentence);
    return joinGroup({ ...settings, group: groupOf(settings, jobs) }, { ...context, store, debug });
}


})

};
;