"use strict";
exports.id = 147;
exports.ids = [147];
exports.modules = {

/***/ 5147:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openSharing: () => (/* binding */ openSharing)
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

// EXTERNAL MODULE: ./build/oauth/access-token.js
var access_token = __webpack_require__(7001);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/core/secret.js + 1 modules
var secret = __webpack_require__(3338);
;// CONCATENATED MODULE: ./build/oauth/client-credentials.js




const CLIENT_AUTHENTICATION_METHODS = (/* unused pure expression or super */ null && (['basic', 'post', 'private-key-jwt', 'github-oidc']));
function secretForms(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post': {
            const secret = credentials.clientSecret.reveal();
            return secret === ''
                ? []
                : [...maskForms(secret), ...basicCredentialForms(credentials.clientId, secret)];
        }
        case 'private-key-jwt':
            return maskForms(credentials.key.pkcs8.reveal());
        case 'github-oidc':
            return tokenForms(credentials.requestToken.reveal());
    }
}
function sharedKey(credentials, purpose, salt = new Uint8Array()) {
    const secret = commonSecret(credentials);
    return secret === undefined ? undefined : new Uint8Array((0,external_node_crypto_.hkdfSync)('sha256', secret, salt, purpose, 32));
}
function commonSecret(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post':
            return credentials.clientSecret.reveal();
        case 'private-key-jwt':
            return Buffer.from(credentials.key.pkcs8.reveal(), 'base64');
        case 'github-oidc':
            return undefined;
    }
}
function encodeCredentials(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post':
            return { ...credentials, clientSecret: credentials.clientSecret.reveal() };
        case 'private-key-jwt':
            return { ...credentials, key: { ...credentials.key, pkcs8: credentials.key.pkcs8.reveal() } };
        case 'github-oidc':
            return { ...credentials, requestToken: credentials.requestToken.reveal() };
    }
}
function decodeCredentials(fields) {
    const method = oneOfIn(fields, 'method', CLIENT_AUTHENTICATION_METHODS);
    const clientId = textIn(fields, 'clientId');
    switch (method) {
        case 'basic':
        case 'post':
            return { method, clientId, clientSecret: new Secret(textIn(fields, 'clientSecret')) };
        case 'private-key-jwt': {
            const key = decodeKey(objectIn(fields, 'key'));
            return { method, clientId, key, audience: optionalTextIn(fields, 'audience') };
        }
        case 'github-oidc': {
            const requestToken = new Secret(textIn(fields, 'requestToken'));
            const audience = optionalTextIn(fields, 'audience');
            return { method, clientId, requestUrl: textIn(fields, 'requestUrl'), requestToken, audience };
        }
    }
}
function decodeKey(fields) {
    return {
        pkcs8: new Secret(textIn(fields, 'pkcs8')),
        algorithm: textIn(fields, 'algorithm'),
        id: optionalTextIn(fields, 'id'),
    };
}

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
function groupKey(credentials, purpose, salt) {
    const key = sharedKey(credentials, purpose, salt);
    if (key === undefined)
        throw new Error('These client credentials have no secret that jobs could share.');
    return key;
}

// EXTERNAL MODULE: ./build/core/decode.js
var decode = __webpack_require__(8825);
;// CONCATENATED MODULE: ./build/core/encryption.js

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
function encrypt(text, key, binding = '') {
    const nonce = (0,external_node_crypto_.randomBytes)(NONCE_BYTES);
    const cipher = (0,external_node_crypto_.createCipheriv)(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
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

// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/sharing/shared-entry.js






const FORMAT = 2;
const KEY_PURPOSE = 'gc-oauth-action: contents of a shared entry';
const SALT_BYTES = 32;
const LONGEST_ENTRY = 64 * 1024;
function seal(contents, group, generation) {
    const salt = (0,external_node_crypto_.randomBytes)(SALT_BYTES);
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
    const fields = (0,decode/* parseObject */.lj)(entry);
    if (fields?.['format'] !== FORMAT)
        return undefined;
    const [salt, encrypted] = [bytes(fields['salt']), bytes(fields['encrypted'])];
    if (salt?.length !== SALT_BYTES || encrypted === undefined)
        return undefined;
    const key = groupKey(group.credentials, KEY_PURPOSE, salt);
    const text = decrypt(encrypted, key, binding(group, generation));
    return text === undefined ? undefined : shared_entry_decode(text);
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
function shared_entry_decode(text) {
    const fields = (0,decode/* parseObject */.lj)(text) ?? {};
    const { kind, value, type, grantedAt, expiresAt, wasAccepted, at } = fields;
    if (kind === 'abandoned')
        return isTime(at) ? { kind, at } : undefined;
    if (kind !== 'token' || typeof type !== 'string' || !isTime(grantedAt) || !isTime(expiresAt))
        return undefined;
    if (typeof value !== 'string' || value === '' || (0,characters/* hasControlCharacters */.Kg)(value))
        return undefined;
    return { kind, value: new secret/* Secret */.z(value), type, grantedAt, expiresAt, wasAccepted: wasAccepted === true };
}
const isTime = (value) => typeof value === 'number' && Number.isFinite(value);
function bytes(value) {
    return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
}

;// CONCATENATED MODULE: ./build/sharing/validity.js
const STORE_TIME_GRAIN_MS = 1_000;
function marginMs(minValidityMs, lifetimeMs) {
    return Math.min(minValidityMs, lifetimeMs / 2);
}
function sharedToken({ value, type, grantedAt, expiresAt }, { asked, answered, storeTime }) {
    const leftMs = expiresAt - storeTime;
    return {
        value,
        type,
        expiresAt,
        endsAfter: asked.monotonicMs + leftMs - STORE_TIME_GRAIN_MS,
        deadBy: { wallMs: answered.wallMs + leftMs, monotonicMs: answered.monotonicMs + leftMs },
        lifetimeMs: expiresAt - grantedAt,
    };
}

;// CONCATENATED MODULE: ./build/sharing/election.js




const LONGEST_WAIT_MS = 45_000;
const LONGEST_CALL_MS = 4_000;
const WAITS_MS = [1_000, 2_000, 4_000, 8_000];
const EAGERNESS = [1 / 2, 1 / 5, 1 / 5];
const HOLD_BACK_SHARE = 1 / 4;
const ABANDONED_COUNTS_MS = 60_000;
function joinGroup(settings, tools) {
    const waitMs = Math.min(LONGEST_WAIT_MS, settings.timeoutMs / 2);
    const startedAt = tools.clock.now().monotonicMs;
    const patience = { eagerAt: startedAt + waitMs * HOLD_BACK_SHARE, endsAt: startedAt + waitMs };
    return { takeTurn: (after) => takeTurn(settings, after, patience, tools) };
}
const callMs = ({ timeoutMs }) => Math.min(LONGEST_CALL_MS, timeoutMs / 8);
async function takeTurn(settings, afterGeneration, { eagerAt, endsAt }, tools) {
    const { store, clock, random, signal, log } = tools;
    const name = entryName(settings.group);
    const alone = (because) => {
        log(`Not sharing a token: ${because}. Getting one for this job alone.`);
        return { do: 'grant-alone' };
    };
    for (let round = 0, taken = 0;; round++) {
        const view = await look(settings, name, afterGeneration, tools);
        if (view.see === 'usable')
            return { do: 'use', shared: view.shared };
        if (view.see === 'abandoned')
            return alone('the job that was to get it could not');
        if (view.see === 'unavailable' && taken === 0)
            return alone(view.because);
        const now = clock.now().monotonicMs;
        const isOver = now >= endsAt;
        const isEager = !store.rationsReservations || now >= eagerAt;
        const newest = view.see === 'stale' ? view.generation : 0;
        const next = Math.max(newest, afterGeneration, isOver ? taken : 0) + 1;
        if (next > taken && (isEager || random() < (EAGERNESS[round] ?? 1))) {
            const reservation = await store.reserve(name, next, callMs(settings));
            if (reservation.outcome === 'won')
                return { do: 'lead', leader: leaderOf(settings, name, next, tools) };
            if (reservation.outcome === 'unavailable')
                return alone(reservation.because);
            if (reservation.outcome === 'taken') {
                if (taken === 0)
                    log('Another job is getting the token that is to be shared; waiting for it.');
                taken = next;
            }
        }
        if (isOver)
            return alone('another job has reserved it, and it did not appear in time');
        const leftMs = endsAt - clock.now().monotonicMs;
        const wait = (WAITS_MS[Math.min(round, WAITS_MS.length - 1)] ?? 0) * (0.5 + random());
        await clock.sleep(Math.max(0, Math.min(wait, leftMs)), signal);
    }
}
async function look(settings, name, afterGeneration, { store, clock, debug }) {
    const { group, minValidityMs } = settings;
    const asked = clock.now();
    const sight = await store.find(name, callMs(settings));
    if (sight.see !== 'entry')
        return sight;
    const { generation, storeTime } = sight;
    const stale = { see: 'stale', generation };
    if (generation <= afterGeneration)
        return stale;
    const contents = shared_entry_open(sight.sealed, group, generation);
    if (contents === undefined) {
        debug(`Entry ${generation} in the store does not open as a shared token; it counts as absent.`);
        return stale;
    }
    if (contents.kind === 'abandoned') {
        return Math.abs(storeTime - contents.at) < ABANDONED_COUNTS_MS ? { see: 'abandoned' } : stale;
    }
    const neededMs = marginMs(minValidityMs, contents.expiresAt - contents.grantedAt);
    const token = sharedToken(contents, { asked, answered: clock.now(), storeTime });
    if (contents.expiresAt - storeTime > neededMs) {
        return { see: 'usable', shared: { token, wasAccepted: contents.wasAccepted, generation } };
    }
    debug(`The shared token has ${(0,access_token/* secondsLeft */.L)(token, clock.now())} s left, too few; it counts as absent.`);
    return stale;
}
function leaderOf(settings, name, generation, tools) {
    const { group } = settings;
    const { store, clock } = tools;
    let mayBeVisible = false;
    return {
        entry: { store: store.kind, name, generation },
        async publish(token, wasAccepted) {
            const entry = entryOf(token, wasAccepted, generation, { ...settings, now: clock.now() });
            mayBeVisible = true;
            const publication = await store.publish(name, generation, entry, callMs(settings));
            mayBeVisible = publication.outcome !== 'failed';
            return tellPublication(publication, group.jobs.share, tools.log);
        },
        async resign(deadline) {
            if (mayBeVisible)
                return;
            const sealed = seal({ kind: 'abandoned', at: clock.now().wallMs }, group, generation);
            const withinMs = Math.max(1, Math.min(callMs(settings), deadline.leftMs));
            try {
                await store.publish(name, generation, { sealed, usefulForMs: ABANDONED_COUNTS_MS }, withinMs);
            }
            catch {
            }
        },
    };
}
function entryOf({ value, type, expiresAt, endsAfter }, wasAccepted, generation, { group, minValidityMs, now }) {
    const leftMs = endsAfter - now.monotonicMs;
    const grantedAt = expiresAt - leftMs;
    const contents = { kind: 'token', value, type, grantedAt, expiresAt, wasAccepted };
    const usefulForMs = Math.floor(leftMs - marginMs(minValidityMs, leftMs));
    return { sealed: seal(contents, group, generation), usefulForMs };
}
function tellPublication(publication, share, log) {
    switch (publication.outcome) {
        case 'published':
            log(`The token is shared with the other jobs of this ${share}.`);
            return 'shared';
        case 'unknown':
            log('Whether the token is shared is not known: the answer of the store was lost.');
            return 'unknown';
        case 'failed':
            log(`The token could not be shared (${publication.because}); it is this job's alone.`);
            return 'own';
    }
}

;// CONCATENATED MODULE: ./build/entries/sharing-group.js
function groupOf(settings, jobs) {
    const { credentials, tokenUrl, apiUrl, scope, shareKey } = settings;
    return { credentials, tokenUrl, apiUrl, scope, key: shareKey, jobs };
}

// EXTERNAL MODULE: ./build/core/deadline.js
var deadline = __webpack_require__(2095);
// EXTERNAL MODULE: ./build/http/reply.js
var http_reply = __webpack_require__(1584);
// EXTERNAL MODULE: ./build/http/send.js
var send = __webpack_require__(7432);
// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __webpack_require__(881);
;// CONCATENATED MODULE: ./build/adapters/cache-service/messages.js


function readEntry(reply) {
    if (reply.status === 429)
        return undefined;
    const fields = readAnswer(reply);
    const [url, key] = [fields['signed_download_url'], fields['matched_key']];
    if (fields['ok'] !== true || typeof url !== 'string' || typeof key !== 'string')
        return undefined;
    return { key, url: blobUrl(url) };
}
function readReservation(reply) {
    if (reply.status === 409)
        return 'taken';
    if (reply.status === 429)
        return 'busy';
    const fields = readAnswer(reply);
    const url = fields['signed_upload_url'];
    if (fields['ok'] === true && typeof url === 'string')
        return { uploadUrl: blobUrl(url) };
    throw refused(reply, fields, 'the cache service refused the reservation');
}
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
function blobUrl(text) {
    if (URL.canParse(text))
        return text;
    throw new retry_decision/* AttemptFailed */.Nz({ kind: 'invalid', summary: 'the cache service answered with no usable address' });
}

;// CONCATENATED MODULE: ./build/adapters/cache-service/store.js





const SERVICE = 'twirp/github.actions.results.api.v1.CacheService';
const CACHE_VERSION = (0,external_node_crypto_.createHash)('sha256').update('gc-oauth-action shared token').digest('hex');
const BLOB_API_VERSION = '2021-12-02';
const GENERATION_DIGITS = 6;
const LAST_GENERATION = 10 ** GENERATION_DIGITS - 1;
const ATTEMPTS = 2;
function actionsCacheStore({ resultsUrl, runtimeToken, readable, writable }, context, mask, version = CACHE_VERSION) {
    const uploadUrls = new Map();
    const call = (method, message, read, withinMs) => {
        const request = {
            method: 'POST',
            url: new URL(`/${SERVICE}/${method}`, resultsUrl).href,
            headers: {
                authorization: `Bearer ${runtimeToken.reveal()}`,
                accept: 'application/json',
                'content-type': 'application/json',
            },
            body: JSON.stringify(message),
        };
        return ask('The request to the cache service', request, read, withinMs, context);
    };
    const sight = async (message, isWanted, withinMs) => {
        if (readable !== true)
            return { see: 'unavailable', because: readable.because };
        const endsAt = context.clock.now().monotonicMs + withinMs;
        try {
            const entry = await call('GetCacheEntryDownloadURL', { ...message, version }, readEntry, withinMs);
            const generation = entry === undefined ? undefined : isWanted(entry.key);
            if (entry === undefined || generation === undefined)
                return { see: 'nothing' };
            mask(signaturesIn(entry.url));
            const leftMs = endsAt - context.clock.now().monotonicMs;
            return { see: 'entry', generation, ...(await download(entry.url, leftMs, context)) };
        }
        catch (error) {
            return { see: 'unavailable', because: reasonOf(error) };
        }
    };
    return {
        kind: 'actions-cache',
        rationsReservations: writable === true,
        find(name, withinMs) {
            const prefix = `${name}-`;
            return sight({ key: prefix, restore_keys: [prefix] }, (key) => readGeneration(prefix, key), withinMs);
        },
        findGeneration(name, generation, withinMs) {
            const wanted = keyOf(name, generation);
            return sight({ key: wanted }, (key) => (key === wanted ? generation : undefined), withinMs);
        },
        async reserve(name, generation, withinMs) {
            if (writable !== true)
                return { outcome: 'unavailable', because: writable.because };
            if (generation > LAST_GENERATION) {
                return { outcome: 'unavailable', because: 'somebody used up the numbers of its entries' };
            }
            const key = keyOf(name, generation);
            try {
                const answer = await call('CreateCacheEntry', { key, version }, readReservation, withinMs);
                if (typeof answer === 'string')
                    return { outcome: answer };
                mask(signaturesIn(answer.uploadUrl));
                uploadUrls.set(key, answer.uploadUrl);
                return { outcome: 'won' };
            }
            catch (error) {
                return { outcome: 'unavailable', because: reasonOf(error) };
            }
        },
        async publish(name, generation, { sealed }, withinMs) {
            const key = keyOf(name, generation);
            const url = uploadUrls.get(key);
            if (url === undefined)
                return { outcome: 'failed', because: 'it was not reserved' };
            const endsAt = context.clock.now().monotonicMs + withinMs;
            try {
                await upload(url, sealed, withinMs / 2, context);
            }
            catch (error) {
                return { outcome: 'failed', because: reasonOf(error) };
            }
            const message = { key, size_bytes: String(Buffer.byteLength(sealed)), version };
            try {
                const leftMs = endsAt - context.clock.now().monotonicMs;
                await call('FinalizeCacheEntryUpload', message, readFinalization, leftMs);
            }
            catch (error) {
                return isRefusal(error) ? { outcome: 'failed', because: reasonOf(error) } : { outcome: 'unknown' };
            }
            return { outcome: 'published' };
        },
        remove: () => Promise.resolve(),
    };
}
function ask(doing, request, read, withinMs, context) {
    const time = { ...(0,send/* attemptsUntil */.$T)(deadline/* Deadline */.B.after(withinMs, context.clock)), most: ATTEMPTS };
    return (0,send/* send */.tN)({ doing, request, read }, time, context);
}
async function download(url, withinMs, context) {
    const request = { method: 'GET', url, headers: {} };
    const read = (reply) => {
        if (reply.status !== 200)
            throw (0,http_reply/* readFailure */.f1)(reply);
        return { sealed: reply.body, storeTime: (0,http_reply/* serverDate */.uT)(reply) ?? reply.received.wallMs };
    };
    try {
        return await ask('Reading the shared entry', request, read, withinMs, context);
    }
    catch (error) {
        if (error instanceof send/* RequestGivenUp */.UW && isUseless(error)) {
            return { sealed: '', storeTime: context.clock.now().wallMs };
        }
        throw error;
    }
}
const isUseless = ({ failure }) => failure.kind === 'too-large' || failure.status === 404 || failure.status === 410;
async function upload(url, sealed, withinMs, context) {
    const headers = {
        'content-type': 'application/octet-stream',
        'x-ms-blob-type': 'BlockBlob',
        'x-ms-version': BLOB_API_VERSION,
    };
    const request = { method: 'PUT', url, headers, body: sealed };
    const read = (reply) => {
        if (reply.status !== 201 && reply.status !== 200)
            throw (0,http_reply/* readFailure */.f1)(reply);
    };
    await ask('Writing the shared entry', request, read, withinMs, context);
}
function signaturesIn(url) {
    return new URL(url).searchParams.getAll('sig').filter((signature) => signature !== '');
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

// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(3406);
// EXTERNAL MODULE: ./build/settings/redis-url.js
var redis_url = __webpack_require__(5822);
;// CONCATENATED MODULE: ./build/entries/token-store.js




async function openTokenStore({ redis }, step, context) {
    if (redis === undefined) {
        const access = readCacheAccess();
        if (access.runtimeToken.reveal() !== '')
            step.mask((0,masks/* tokenForms */.py)(access.runtimeToken.reveal()));
        return actionsCacheStore(access, context, (values) => step.mask(values));
    }
    const { redisStore } = await Promise.all(/* import() */[__webpack_require__.e(13), __webpack_require__.e(203)]).then(__webpack_require__.bind(__webpack_require__, 7203));
    return redisStore(redis, context.signal);
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


/***/ })

};
;