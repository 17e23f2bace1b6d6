"use strict";
exports.id = 60;
exports.ids = [60];
exports.modules = {

60:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openTokenStore: () => (openTokenStore),
  reopenTokenStore: () => (reopenTokenStore)
});

var external_node_crypto_ = __webpack_require__(598);
var core_deadline = __webpack_require__(95);
var http_reply = __webpack_require__(584);
var send = __webpack_require__(432);
;// CONCATENATED MODULE: ./build/core/base-url.js
function parseBaseUrl(text) {
    const parsed = parseUrl(text);
    if ('mistake' in parsed)
        return parsed;
    const { origin, pathname, search, hash } = parsed;
    if (search !== '' || hash !== '') {
        return { mistake: 'contains a query or a fragment. It is the base URL that paths are added to.' };
    }
    return { url: `${origin}${pathname}`.replace(/\/+$/, '') };
}
function parseEndpointUrl(text) {
    const parsed = parseUrl(text);
    if ('mistake' in parsed)
        return parsed;
    if (parsed.hash !== '')
        return { mistake: 'contains a fragment, which is never sent. Take it out.' };
    return { url: parsed.href };
}
function parseUrl(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.hostname === '') {
        return {
            mistake: 'is not a URL. Write it with its scheme, as in https://gateway.example.com/genesys.',
        };
    }
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
        return {
            mistake: 'does not start with https://. Credentials only go over TLS; http is for loopback hosts.',
        };
    }
    if (url.username !== '' || url.password !== '') {
        return { mistake: 'contains a user or password. Take them out: they would show up in logs.' };
    }
    return url;
}
function isLoopback(hostname) {
    return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

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
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
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

var secret = __webpack_require__(431);
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

var masks = __webpack_require__(406);
;// CONCATENATED MODULE: ./build/settings/redis-url.js

const DEFAULT_PORT = 6379;
function parseRedisUrl(text) {
    const url = URL.parse(text);
    if (hasRawDelimiter(text)) {
        return { mistake: 'has a #, / or ? in its user or password; write %23 for #, %2F for / and %3F for ?' };
    }
    if (url === null || (url.protocol !== 'redis:' && url.protocol !== 'rediss:') || url.hostname === '') {
        return { mistake: 'is not a URL of the form rediss://user:password@redis.example.com:6379/0' };
    }
    if (url.search !== '' || url.hash !== '') {
        return { mistake: 'contains a query or a fragment' };
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
    const typed = userInformation(text).replace(/^[^:]*:/, '');
    const written = URL.parse(text)?.password ?? '';
    const meant = decode(written) ?? '';
    return [...new Set([meant, written, typed])].filter((form) => form !== '');
}
function userInformation(text) {
    return /^rediss?:\/\/(.*)@/is.exec(text)?.[1] ?? '';
}
const hasRawDelimiter = (text) => /[/?#]/.test(userInformation(text));
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
        return new ActionsCacheStore(access, context);
    }
    const { RedisStore } = await __webpack_require__.e(/* import() */ 25).then(__webpack_require__.bind(__webpack_require__, 25));
    return new RedisStore(redis, context);
}
async function reopenTokenStore(kind, redisUrl, step, context) {
    if (kind === 'actions-cache')
        return openTokenStore({ redis: undefined }, step, context);
    step.mask(secretsInRedisUrl(redisUrl).flatMap(masks/* maskForms */.ye));
    const redis = parseRedisUrl(redisUrl);
    return 'mistake' in redis ? undefined : openTokenStore({ redis }, step, context);
}


})

};
;