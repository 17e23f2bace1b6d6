"use strict";
exports.id = 440;
exports.ids = [440];
exports.modules = {

/***/ 6440:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openTokenStore: () => (/* binding */ openTokenStore),
  reopenTokenStore: () => (/* binding */ reopenTokenStore)
});

// EXTERNAL MODULE: ./build/core/deadline.js
var deadline = __webpack_require__(2095);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
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

// EXTERNAL MODULE: ./build/core/secret.js + 1 modules
var secret = __webpack_require__(3338);
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
;// CONCATENATED MODULE: ./build/settings/redis-url.js

const DEFAULT_PORT = 6379;
function parseRedisUrl(text) {
    const url = URL.parse(text);
    if (url === null || (url.protocol !== 'redis:' && url.protocol !== 'rediss:') || url.hostname === '') {
        return { mistake: 'is not a URL of the form rediss://user:password@redis.example.com:6379/0' };
    }
    if (url.search !== '' || url.hash !== '') {
        return { mistake: 'contains a query or a fragment; a # or ? in the password is written %23 or %3F' };
    }
    const database = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
    if (database === undefined)
        return { mistake: 'has a path that is not the number of a database' };
    const username = decode(url.username);
    const password = decode(url.password);
    if (username === undefined || password === undefined) {
        return { mistake: 'has a % in its user or password that is not escaped; write % itself as %25' };
    }
    if (username !== '' && password === '') {
        return { mistake: 'has a user without a password; a password alone is written redis://:password@host' };
    }
    return {
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port === '' ? DEFAULT_PORT : Number(url.port),
        isTls: url.protocol === 'rediss:',
        username: username === '' ? undefined : username,
        password: password === '' ? undefined : new secret/* Secret */.z(password),
        database: Number(database),
    };
}
function secretsInRedisUrl(text) {
    const written = URL.parse(text)?.password ?? '';
    const meant = decode(written) ?? '';
    return [...new Set([meant, written])].filter((form) => form !== '');
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}

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
    step.mask(secretsInRedisUrl(redisUrl).flatMap(masks/* maskForms */.ye));
    const redis = parseRedisUrl(redisUrl);
    return 'mistake' in redis ? undefined : openTokenStore({ redis }, step, context);
}


/***/ })

};
;