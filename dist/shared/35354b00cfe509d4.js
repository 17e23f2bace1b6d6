"use strict";
exports.id = 203;
exports.ids = [203];
exports.modules = {

/***/ 7203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   redisStore: () => (/* binding */ redisStore)
/* harmony export */ });
/* harmony import */ var ioredis__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7013);
/* harmony import */ var ioredis__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(ioredis__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _http_reply_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1584);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8208);
/* harmony import */ var _core_redact_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7690);




const RESERVATION_MS = 60_000;
const GENERATIONS = 16;
const REFUSALS = /^(?:WRONGPASS|NOAUTH|ERR (?:invalid password|Client sent AUTH|AUTH |.*unauthenticated))/i;
function redisStore(target, signal) {
    const use = (withinMs, work) => withConnection(target, withinMs, signal, work);
    const see = async (read, withinMs) => {
        try {
            return await use(withinMs, read);
        }
        catch (error) {
            return { see: 'unavailable', because: reasonOf(error, target, signal) };
        }
    };
    return {
        kind: 'redis',
        rationsReservations: false,
        find: (name, withinMs) => see((redis) => newestOf(redis, name, ALL_GENERATIONS), withinMs),
        findGeneration: (name, generation, withinMs) => see((redis) => newestOf(redis, name, [generation]), withinMs),
        async reserve(name, generation, withinMs) {
            if (generation > GENERATIONS) {
                return { outcome: 'unavailable', because: 'it was replaced too often in a short time' };
            }
            try {
                return { outcome: await use(withinMs, (redis) => reserve(redis, name, generation)) };
            }
            catch (error) {
                return { outcome: 'unavailable', because: reasonOf(error, target, signal) };
            }
        },
        async publish(name, generation, entry, withinMs) {
            const attempt = { isSent: false };
            try {
                const isFirst = await use(withinMs, (redis) => publish(redis, name, generation, entry, attempt));
                return isFirst
                    ? { outcome: 'published' }
                    : { outcome: 'failed', because: 'another job has shared one in the meantime' };
            }
            catch (error) {
                signal.throwIfAborted();
                if (attempt.isSent && !isReply(error))
                    return { outcome: 'unknown' };
                return { outcome: 'failed', because: `Redis cannot be used: ${wordsOf(error, target)}` };
            }
        },
        async remove(name, generation, withinMs) {
            try {
                await use(withinMs, (redis) => redis.del(entryKey(name, generation), reservationKey(name, generation)));
            }
            catch {
                signal.throwIfAborted();
            }
        },
    };
}
const ALL_GENERATIONS = Array.from({ length: GENERATIONS }, (_, index) => index + 1);
const entryKey = (name, generation) => `{${name}}:${generation}`;
const reservationKey = (name, generation) => `{${name}}:${generation}:reserved`;
async function newestOf(redis, name, generations) {
    const [entries, [seconds, microseconds]] = await Promise.all([
        redis.mget(generations.map((generation) => entryKey(name, generation))),
        redis.time(),
    ]);
    const index = entries.findLastIndex((entry) => entry !== null);
    const [generation, sealed] = [generations[index], entries[index]];
    if (generation === undefined || typeof sealed !== 'string')
        return { see: 'nothing' };
    return { see: 'entry', generation, sealed, storeTime: Number(seconds) * 1000 + Number(microseconds) / 1000 };
}
async function reserve(redis, name, generation) {
    const key = reservationKey(name, generation);
    const reply = await redis.set(key, 'reserved', 'PX', RESERVATION_MS, 'NX');
    if (reply !== 'OK')
        return 'taken';
    return (await redis.exists(entryKey(name, generation))) === 0 ? 'won' : 'taken';
}
async function publish(redis, name, generation, { sealed, usefulForMs }, attempt) {
    const forMs = Math.max(1, usefulForMs);
    attempt.isSent = true;
    const reply = await redis.set(entryKey(name, generation), sealed, 'PX', forMs, 'NX');
    if (forMs < RESERVATION_MS)
        await redis.pexpire(reservationKey(name, generation), forMs);
    return reply === 'OK';
}
async function withConnection(target, withinMs, signal, work) {
    signal.throwIfAborted();
    const redis = connectionTo(target, withinMs);
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    const ended = new Promise((_, reject) => {
        deadline.addEventListener('abort', () => reject(new Error(`no answer within ${withinMs / 1000} s`)));
        redis.on('error', (error) => reject(error));
    });
    try {
        return await Promise.race([connectAnd(redis, work), ended]);
    }
    finally {
        redis.disconnect();
    }
}
async function connectAnd(redis, work) {
    await redis.connect();
    return work(redis);
}
function connectionTo(target, withinMs) {
    const { host, port, isTls, username, password, database } = target;
    return new ioredis__WEBPACK_IMPORTED_MODULE_0__.Redis({
        host,
        port,
        db: database,
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password: password.reveal() }),
        ...(isTls ? { tls: {} } : {}),
        protocol: 2,
        connectTimeout: withinMs,
        lazyConnect: true,
        disconnectTimeout: 200,
        retryStrategy: () => null,
        maxRetriesPerRequest: 0,
        enableOfflineQueue: false,
        enableReadyCheck: false,
        disableClientInfo: true,
    });
}
const isReply = (error) => error instanceof Error && error.name === 'ReplyError';
function wordsOf(error, { password }) {
    const said = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error).replace(/,? with args.*/s, '');
    const forms = password === undefined ? [] : (0,_core_redact_js__WEBPACK_IMPORTED_MODULE_3__/* .longestFirst */ .z3)((0,_core_redact_js__WEBPACK_IMPORTED_MODULE_3__/* .printedForms */ .Sw)(password.reveal()));
    return (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)((0,_core_redact_js__WEBPACK_IMPORTED_MODULE_3__/* .redact */ .E$)(said, forms)) ?? 'no reason given';
}
function reasonOf(error, target, signal) {
    signal.throwIfAborted();
    const words = wordsOf(error, target);
    if (!isReply(error) || !REFUSALS.test((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)))
        return `Redis cannot be used: ${words}`;
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('REDIS_REFUSED', `The Redis in redis-url refused to let this job in (${words}).`, [
        'the user or password in redis-url is wrong, or was changed',
        'redis-url has a password and no user, and this Redis wants both: rediss://user:password@host',
        'special characters of the password are not percent-encoded in redis-url',
    ], error);
}


/***/ })

};
;