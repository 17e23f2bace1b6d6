"use strict";
exports.id = 25;
exports.ids = [25];
exports.modules = {

/***/ 25:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RedisStore: () => (/* binding */ RedisStore)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(30);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(311);
;// CONCATENATED MODULE: ./build/adapters/redis/connection.js


class ErrorReply extends Error {
    name = 'ErrorReply';
}
const MOST_BYTES = 2 * 1024 * 1024;
class RedisConnection {
    opened;
    #codec;
    #socket;
    #waiting = [];
    #opening = Promise.withResolvers();
    #failure;
    constructor(target, codec) {
        this.#codec = codec;
        this.opened = this.#opening.promise;
        this.#socket = connection_open(target, () => this.#opening.resolve(undefined));
        const decoder = this.#decoder();
        let bytes = 0;
        this.#socket.on('data', (data) => {
            bytes += data.length;
            try {
                if (bytes > MOST_BYTES)
                    this.#fail(new Error(`the server sent more than ${MOST_BYTES} bytes`));
                else
                    decoder.write(data);
            }
            catch (error) {
                this.#fail(new Error('the server does not speak as a Redis does', { cause: error }));
            }
        });
        this.#socket.on('error', (error) => this.#fail(error));
        this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')));
    }
    send(...words) {
        return new Promise((resolve, reject) => {
            if (this.#failure !== undefined) {
                reject(this.#failure);
                return;
            }
            this.#waiting.push({ resolve, reject });
            for (const part of this.#codec.encodeCommand(words))
                this.#socket.write(part);
        });
    }
    close(reason = new Error('the connection was closed')) {
        this.#fail(reason);
    }
    #decoder() {
        return new this.#codec.Decoder({
            onReply: (reply) => this.#next().resolve(reply),
            onErrorReply: ({ message }) => this.#next().reject(new ErrorReply(message)),
            onPush: () => this.#fail(new Error('the server sent a message that was not asked for')),
            getTypeMapping: () => ({}),
        });
    }
    #next() {
        const next = this.#waiting.shift();
        if (next === undefined)
            throw new Error('there is an answer to no command');
        return next;
    }
    #fail(error) {
        this.#failure ??= error;
        this.#socket.destroy();
        this.#opening.reject(this.#failure);
        for (const { reject } of this.#waiting.splice(0))
            reject(this.#failure);
    }
}
function connection_open({ host, port, isTls }, onOpen) {
    if (!isTls)
        return (0,external_node_net_.connect)({ host, port }, onOpen);
    return (0,external_node_tls_.connect)({ host, port, ...((0,external_node_net_.isIP)(host) === 0 ? { servername: host } : {}) }, onOpen);
}

// EXTERNAL MODULE: ./build/http/reply.js
var reply = __webpack_require__(584);
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __webpack_require__(208);
// EXTERNAL MODULE: ./build/core/redact.js
var redact = __webpack_require__(690);
;// CONCATENATED MODULE: ./build/adapters/redis/refusal.js




const REFUSALS = /^(?:WRONGPASS|NOAUTH|ERR (?:invalid password|.*unauthenticated))/i;
const KNOWS_NO_USERS = /wrong number of arguments for 'auth'/i;
const WANTS_NO_PASSWORD = /no password is set|without any password configured/i;
const REFUSED_CAUSES = [
    'the user or password in redis-url is wrong, or was changed',
    'redis-url has a password and no user, and this Redis wants both: rediss://user:password@host',
    'special characters of the password are not percent-encoded in redis-url',
];
const KNOWS_NO_USERS_CAUSES = [
    'this Redis is older than version 6 and knows no users: leave the user out, rediss://:password@host',
];
const wantsNoPassword = (error) => error instanceof ErrorReply && WANTS_NO_PASSWORD.test(error.message);
function reasonOf(error, target) {
    const words = wordsOf(error, target);
    const causes = error instanceof ErrorReply ? causesOf(error.message) : undefined;
    if (causes === undefined)
        return `Redis cannot be used: ${words}`;
    const message = `The Redis in redis-url refused to let this job in (${words}).`;
    throw new errors/* ActionError */.lZ('REDIS_REFUSED', message, causes, error);
}
function causesOf(said) {
    if (KNOWS_NO_USERS.test(said))
        return KNOWS_NO_USERS_CAUSES;
    return REFUSALS.test(said) ? REFUSED_CAUSES : undefined;
}
function wordsOf(error, { password }) {
    const first = error instanceof AggregateError ? error.errors[0] : error;
    const said = (0,errors/* messageOf */.bD)(first).replace(/,? with args.*/s, '');
    const forms = password === undefined ? [] : (0,redact/* longestFirst */.z3)((0,redact/* printedForms */.Sw)(password.reveal()));
    return (0,reply/* quote */.hD)((0,redact/* redact */.E$)(said, forms))?.replace(/\.+$/, '') ?? 'no reason given';
}

;// CONCATENATED MODULE: ./build/adapters/redis/store.js


const RESERVATION_MS = 60_000;
const GENERATIONS = 16;
const ALL_GENERATIONS = Array.from({ length: GENERATIONS }, (_, index) => index + 1);
class RedisStore {
    kind = 'redis';
    rationsReservations = false;
    #target;
    #codec;
    #context;
    #isPasswordWanted = true;
    constructor(target, codec, context) {
        this.#target = target;
        this.#codec = codec;
        this.#context = context;
    }
    find(name, withinMs) {
        return this.#look(name, ALL_GENERATIONS, withinMs);
    }
    findGeneration(name, generation, withinMs) {
        return this.#look(name, [generation], withinMs);
    }
    async reserve(name, generation, withinMs) {
        if (generation > GENERATIONS) {
            return { outcome: 'unavailable', because: 'it was replaced too often in a short time' };
        }
        try {
            return { outcome: await this.#use(withinMs, (redis) => reserve(redis, name, generation)) };
        }
        catch (error) {
            return { outcome: 'unavailable', because: this.#reasonOf(error) };
        }
    }
    async giveBack(name, generation, withinMs) {
        await this.#delete([reservationKey(name, generation)], withinMs);
    }
    async publish(name, generation, entry, withinMs) {
        const attempt = { isSent: false };
        try {
            const isFirst = await this.#use(withinMs, (redis) => {
                attempt.isSent = true;
                return publish(redis, name, generation, entry);
            });
            if (isFirst)
                return { outcome: 'published' };
            return { outcome: 'failed', because: 'another job has shared one in the meantime' };
        }
        catch (error) {
            this.#context.signal.throwIfAborted();
            if (attempt.isSent && !(error instanceof ErrorReply))
                return { outcome: 'unknown' };
            return { outcome: 'failed', because: `Redis cannot be used: ${wordsOf(error, this.#target)}` };
        }
    }
    async remove(name, generation, withinMs) {
        await this.#delete([entryKey(name, generation), reservationKey(name, generation)], withinMs);
    }
    async #look(name, generations, withinMs) {
        try {
            return await this.#use(withinMs, (redis) => newestOf(redis, name, generations));
        }
        catch (error) {
            return { found: 'unavailable', because: this.#reasonOf(error) };
        }
    }
    async #delete(keys, withinMs) {
        try {
            await this.#use(withinMs, (redis) => redis.send('DEL', ...keys));
        }
        catch {
            this.#context.signal.throwIfAborted();
        }
    }
    async #use(withinMs, work) {
        const { signal } = this.#context;
        signal.throwIfAborted();
        const redis = new RedisConnection(this.#target, this.#codec);
        const end = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
        end.addEventListener('abort', () => redis.close(new Error(`no answer within ${withinMs / 1000} s`)));
        try {
            await redis.opened;
            await this.#logIn(redis);
            return await work(redis);
        }
        finally {
            redis.close();
        }
    }
    async #logIn(redis) {
        const { username, password, database } = this.#target;
        if (password !== undefined && this.#isPasswordWanted) {
            try {
                await redis.send('AUTH', ...(username === undefined ? [] : [username]), password.reveal());
            }
            catch (error) {
                if (!wantsNoPassword(error))
                    throw error;
                this.#isPasswordWanted = false;
                this.#context.log('The Redis in redis-url wants no password; the one in redis-url is not needed.');
            }
        }
        if (database !== 0)
            await redis.send('SELECT', String(database));
    }
    #reasonOf(error) {
        this.#context.signal.throwIfAborted();
        return reasonOf(error, this.#target);
    }
}
const entryKey = (name, generation) => `{${name}}:${generation}`;
const reservationKey = (name, generation) => `{${name}}:${generation}:reserved`;
async function newestOf(redis, name, generations) {
    const [entries, time] = await Promise.all([
        redis.send('MGET', ...generations.map((generation) => entryKey(name, generation))),
        redis.send('TIME'),
    ]);
    if (!isArray(entries) || !isArray(time))
        throw unexpected();
    const storeTime = Number(time[0]) * 1000 + Number(time[1]) / 1000;
    if (Number.isNaN(storeTime))
        throw unexpected();
    const index = entries.findLastIndex((entry) => entry !== null);
    const [generation, sealed] = [generations[index], entries[index]];
    if (generation === undefined || typeof sealed !== 'string')
        return { found: 'miss', storeTime };
    return { found: 'hit', generation, sealed, storeTime };
}
async function reserve(redis, name, generation) {
    const key = reservationKey(name, generation);
    const reply = await redis.send('SET', key, 'reserved', 'PX', String(RESERVATION_MS), 'NX');
    if (reply === null)
        return 'taken';
    if (reply !== 'OK')
        throw unexpected();
    const count = await redis.send('EXISTS', entryKey(name, generation));
    if (typeof count !== 'number')
        throw unexpected();
    return count === 0 ? 'won' : 'taken';
}
async function publish(redis, name, generation, { sealed, usefulForMs }) {
    const forMs = Math.max(1, usefulForMs);
    const reply = await redis.send('SET', entryKey(name, generation), sealed, 'PX', String(forMs), 'NX');
    if (reply === null)
        return false;
    if (reply !== 'OK')
        throw unexpected();
    if (forMs < RESERVATION_MS) {
        await redis.send('PEXPIRE', reservationKey(name, generation), String(forMs)).catch(() => undefined);
    }
    return true;
}
const isArray = (reply) => Array.isArray(reply);
const unexpected = () => new Error('the server does not answer as a Redis does');


/***/ })

};
;