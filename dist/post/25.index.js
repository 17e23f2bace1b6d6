"use strict";
exports.id = 25;
exports.ids = [25];
exports.modules = {

25:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RedisStore: () => (RedisStore)
});

var encoder = __webpack_require__(318);
var decoder = __webpack_require__(986);
var external_node_net_ = __webpack_require__(30);
var external_node_tls_ = __webpack_require__(692);
;// CONCATENATED MODULE: ./build/adapters/redis/connection.js




class ErrorReply extends Error {
    name = 'ErrorReply';
}
const MOST_BYTES = 2 * 1024 * 1024;
const encodeCommand = "default" in encoder/* default */.A ? encoder/* default.default */.A["default"] : encoder/* default */.A;
class RedisConnection {
    opened;
    #socket;
    #waiting = [];
    #opening = Promise.withResolvers();
    #failure;
    constructor(target) {
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
            for (const part of encodeCommand(words))
                this.#socket.write(part);
        });
    }
    close(reason = new Error('the connection was closed')) {
        this.#fail(reason);
    }
    #decoder() {
        return new decoder/* Decoder */.XM({
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

var reply = __webpack_require__(584);
var errors = __webpack_require__(208);
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
    #context;
    #isPasswordWanted = true;
    constructor(target, context) {
        this.#target = target;
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
        const redis = new RedisConnection(this.#target);
        const end = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(withinMs))]);
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


}),

986:
((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.XM = exports.nq = exports.F4 = void 0;
const verbatim_string_1 = __webpack_require__(118);
const errors_1 = __webpack_require__(228);
exports.F4 = {
    NULL: 95,
    BOOLEAN: 35,
    NUMBER: 58,
    BIG_NUMBER: 40,
    DOUBLE: 44,
    SIMPLE_STRING: 43,
    BLOB_STRING: 36,
    VERBATIM_STRING: 61,
    SIMPLE_ERROR: 45,
    BLOB_ERROR: 33,
    ARRAY: 42,
    SET: 126,
    MAP: 37,
    PUSH: 62
};
const ASCII = {
    '\r': 13,
    't': 116,
    '+': 43,
    '-': 45,
    '0': 48,
    '.': 46
};
const POWERS_OF_10 = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
];
const MAX_SIGNIFICAND_BEFORE_DIGIT = 900719925474098;
function slowParseDouble(buffer, start, end) {
    const string = buffer.toString(undefined, start, end);
    switch (string) {
        case 'inf':
        case '+inf':
            return Infinity;
        case '-inf':
            return -Infinity;
        case 'nan':
            return NaN;
    }
    return Number(string);
}
exports.nq = {
    [exports.F4.BLOB_STRING]: Buffer
};
class Decoder {
    onReply;
    onErrorReply;
    onPush;
    getTypeMapping;
    #cursor = 0;
    #next;
    constructor(config) {
        this.onReply = config.onReply;
        this.onErrorReply = config.onErrorReply;
        this.onPush = config.onPush;
        this.getTypeMapping = config.getTypeMapping;
    }
    reset() {
        this.#cursor = 0;
        this.#next = undefined;
    }
    write(chunk) {
        if (this.#cursor >= chunk.length) {
            this.#cursor -= chunk.length;
            return;
        }
        if (this.#next) {
            if (this.#next(chunk) || this.#cursor >= chunk.length) {
                this.#cursor -= chunk.length;
                return;
            }
        }
        do {
            const type = chunk[this.#cursor];
            if (++this.#cursor === chunk.length) {
                this.#next = this.#continueDecodeTypeValue.bind(this, type);
                break;
            }
            if (this.#decodeTypeValue(type, chunk)) {
                break;
            }
        } while (this.#cursor < chunk.length);
        this.#cursor -= chunk.length;
    }
    #continueDecodeTypeValue(type, chunk) {
        this.#next = undefined;
        return this.#decodeTypeValue(type, chunk);
    }
    #decodeTypeValue(type, chunk) {
        switch (type) {
            case exports.F4.NULL:
                this.onReply(this.#decodeNull());
                return false;
            case exports.F4.BOOLEAN:
                return this.#handleDecodedValue(this.onReply, this.#decodeBoolean(chunk));
            case exports.F4.NUMBER:
                return this.#handleDecodedValue(this.onReply, this.#decodeNumber(this.getTypeMapping()[exports.F4.NUMBER], chunk));
            case exports.F4.BIG_NUMBER:
                return this.#handleDecodedValue(this.onReply, this.#decodeBigNumber(this.getTypeMapping()[exports.F4.BIG_NUMBER], chunk));
            case exports.F4.DOUBLE:
                return this.#handleDecodedValue(this.onReply, this.#decodeDouble(this.getTypeMapping()[exports.F4.DOUBLE], chunk));
            case exports.F4.SIMPLE_STRING:
                return this.#handleDecodedValue(this.onReply, this.#decodeSimpleString(this.getTypeMapping()[exports.F4.SIMPLE_STRING], chunk));
            case exports.F4.BLOB_STRING:
                return this.#handleDecodedValue(this.onReply, this.#decodeBlobString(this.getTypeMapping()[exports.F4.BLOB_STRING], chunk));
            case exports.F4.VERBATIM_STRING:
                return this.#handleDecodedValue(this.onReply, this.#decodeVerbatimString(this.getTypeMapping()[exports.F4.VERBATIM_STRING], chunk));
            case exports.F4.SIMPLE_ERROR:
                return this.#handleDecodedValue(this.onErrorReply, this.#decodeSimpleError(chunk));
            case exports.F4.BLOB_ERROR:
                return this.#handleDecodedValue(this.onErrorReply, this.#decodeBlobError(chunk));
            case exports.F4.ARRAY:
                return this.#handleDecodedValue(this.onReply, this.#decodeArray(this.getTypeMapping(), chunk));
            case exports.F4.SET:
                return this.#handleDecodedValue(this.onReply, this.#decodeSet(this.getTypeMapping(), chunk));
            case exports.F4.MAP:
                return this.#handleDecodedValue(this.onReply, this.#decodeMap(this.getTypeMapping(), chunk));
            case exports.F4.PUSH:
                return this.#handleDecodedValue(this.onPush, this.#decodeArray(exports.nq, chunk));
            default:
                throw new Error(`Unknown RESP type ${type} "${String.fromCharCode(type)}"`);
        }
    }
    #handleDecodedValue(cb, value) {
        if (typeof value === 'function') {
            this.#next = this.#continueDecodeValue.bind(this, cb, value);
            return true;
        }
        cb(value);
        return false;
    }
    #continueDecodeValue(cb, next, chunk) {
        this.#next = undefined;
        return this.#handleDecodedValue(cb, next(chunk));
    }
    #decodeNull() {
        this.#cursor += 2;
        return null;
    }
    #decodeBoolean(chunk) {
        const boolean = chunk[this.#cursor] === ASCII.t;
        this.#cursor += 3;
        return boolean;
    }
    #decodeNumber(type, chunk) {
        if (type === String) {
            return this.#decodeSimpleString(String, chunk);
        }
        switch (chunk[this.#cursor]) {
            case ASCII['+']:
                return this.#maybeDecodeNumberValue(false, chunk);
            case ASCII['-']:
                return this.#maybeDecodeNumberValue(true, chunk);
            default:
                return this.#decodeNumberValue(false, this.#decodeUnsingedNumber.bind(this, 0), chunk);
        }
    }
    #maybeDecodeNumberValue(isNegative, chunk) {
        const cb = this.#decodeUnsingedNumber.bind(this, 0);
        return ++this.#cursor === chunk.length ?
            this.#decodeNumberValue.bind(this, isNegative, cb) :
            this.#decodeNumberValue(isNegative, cb, chunk);
    }
    #decodeNumberValue(isNegative, numberCb, chunk) {
        const number = numberCb(chunk);
        return typeof number === 'function' ?
            this.#decodeNumberValue.bind(this, isNegative, number) :
            isNegative ? -number : number;
    }
    #decodeUnsingedNumber(number, chunk) {
        let cursor = this.#cursor;
        do {
            const byte = chunk[cursor];
            if (byte === ASCII['\r']) {
                this.#cursor = cursor + 2;
                return number;
            }
            number = number * 10 + byte - ASCII['0'];
        } while (++cursor < chunk.length);
        this.#cursor = cursor;
        return this.#decodeUnsingedNumber.bind(this, number);
    }
    #decodeBigNumber(type, chunk) {
        if (type === String) {
            return this.#decodeSimpleString(String, chunk);
        }
        switch (chunk[this.#cursor]) {
            case ASCII['+']:
                return this.#maybeDecodeBigNumberValue(false, chunk);
            case ASCII['-']:
                return this.#maybeDecodeBigNumberValue(true, chunk);
            default:
                return this.#decodeBigNumberValue(false, this.#decodeUnsingedBigNumber.bind(this, 0n), chunk);
        }
    }
    #maybeDecodeBigNumberValue(isNegative, chunk) {
        const cb = this.#decodeUnsingedBigNumber.bind(this, 0n);
        return ++this.#cursor === chunk.length ?
            this.#decodeBigNumberValue.bind(this, isNegative, cb) :
            this.#decodeBigNumberValue(isNegative, cb, chunk);
    }
    #decodeBigNumberValue(isNegative, bigNumberCb, chunk) {
        const bigNumber = bigNumberCb(chunk);
        return typeof bigNumber === 'function' ?
            this.#decodeBigNumberValue.bind(this, isNegative, bigNumber) :
            isNegative ? -bigNumber : bigNumber;
    }
    #decodeUnsingedBigNumber(bigNumber, chunk) {
        let cursor = this.#cursor;
        do {
            const byte = chunk[cursor];
            if (byte === ASCII['\r']) {
                this.#cursor = cursor + 2;
                return bigNumber;
            }
            bigNumber = bigNumber * 10n + BigInt(byte - ASCII['0']);
        } while (++cursor < chunk.length);
        this.#cursor = cursor;
        return this.#decodeUnsingedBigNumber.bind(this, bigNumber);
    }
    #decodeDouble(type, chunk) {
        if (type === String) {
            return this.#decodeSimpleString(String, chunk);
        }
        const start = this.#cursor;
        let cursor = start;
        if (chunk[cursor] === ASCII['-'] || chunk[cursor] === ASCII['+']) {
            cursor++;
        }
        let significand = 0, digits = 0, fractionDigits = -1;
        while (cursor < chunk.length) {
            const byte = chunk[cursor];
            if (byte === ASCII['\r']) {
                this.#cursor = cursor + 2;
                if (digits === 0 || fractionDigits >= POWERS_OF_10.length) {
                    return slowParseDouble(chunk, start, cursor);
                }
                const double = fractionDigits > 0 ?
                    significand / POWERS_OF_10[fractionDigits] :
                    significand;
                return chunk[start] === ASCII['-'] ? -double : double;
            }
            if (byte === ASCII['.'] && fractionDigits === -1) {
                fractionDigits = 0;
            }
            else {
                const digit = byte - ASCII['0'];
                if (digit < 0 || digit > 9 || significand > MAX_SIGNIFICAND_BEFORE_DIGIT) {
                    const crlfIndex = this.#findCRLF(chunk, cursor);
                    return crlfIndex === -1 ?
                        this.#continueDecodeDouble.bind(this, [chunk.subarray(start)]) :
                        slowParseDouble(chunk, start, crlfIndex);
                }
                significand = significand * 10 + digit;
                digits++;
                if (fractionDigits !== -1)
                    fractionDigits++;
            }
            cursor++;
        }
        this.#cursor = cursor;
        return this.#continueDecodeDouble.bind(this, [chunk.subarray(start)]);
    }
    #continueDecodeDouble(chunks, chunk) {
        const buffer = this.#continueDecodeSimpleString(chunks, Buffer, chunk);
        return typeof buffer === 'function' ?
            this.#continueDecodeDouble.bind(this, chunks) :
            slowParseDouble(buffer, 0, buffer.length);
    }
    #findCRLF(chunk, cursor) {
        while (chunk[cursor] !== ASCII['\r']) {
            if (++cursor === chunk.length) {
                this.#cursor = chunk.length;
                return -1;
            }
        }
        this.#cursor = cursor + 2;
        return cursor;
    }
    #decodeSimpleString(type, chunk) {
        const start = this.#cursor, crlfIndex = this.#findCRLF(chunk, start);
        if (crlfIndex === -1) {
            return this.#continueDecodeSimpleString.bind(this, [chunk.subarray(start)], type);
        }
        const slice = chunk.subarray(start, crlfIndex);
        return type === Buffer ?
            slice :
            slice.toString();
    }
    #continueDecodeSimpleString(chunks, type, chunk) {
        const start = this.#cursor, crlfIndex = this.#findCRLF(chunk, start);
        if (crlfIndex === -1) {
            chunks.push(chunk.subarray(start));
            return this.#continueDecodeSimpleString.bind(this, chunks, type);
        }
        chunks.push(chunk.subarray(start, crlfIndex));
        const buffer = Buffer.concat(chunks);
        return type === Buffer ? buffer : buffer.toString();
    }
    #decodeBlobString(type, chunk) {
        if (chunk[this.#cursor] === ASCII['-']) {
            this.#cursor += 4;
            return null;
        }
        const length = this.#decodeUnsingedNumber(0, chunk);
        if (typeof length === 'function') {
            return this.#continueDecodeBlobStringLength.bind(this, length, type);
        }
        else if (this.#cursor >= chunk.length) {
            return this.#decodeBlobStringWithLength.bind(this, length, type);
        }
        return this.#decodeBlobStringWithLength(length, type, chunk);
    }
    #continueDecodeBlobStringLength(lengthCb, type, chunk) {
        const length = lengthCb(chunk);
        if (typeof length === 'function') {
            return this.#continueDecodeBlobStringLength.bind(this, length, type);
        }
        else if (this.#cursor >= chunk.length) {
            return this.#decodeBlobStringWithLength.bind(this, length, type);
        }
        return this.#decodeBlobStringWithLength(length, type, chunk);
    }
    #decodeStringWithLength(length, skip, type, chunk) {
        const end = this.#cursor + length;
        if (end >= chunk.length) {
            const slice = chunk.subarray(this.#cursor);
            this.#cursor = chunk.length;
            return this.#continueDecodeStringWithLength.bind(this, length - slice.length, [slice], skip, type);
        }
        const slice = chunk.subarray(this.#cursor, end);
        this.#cursor = end + skip;
        return type === Buffer ?
            slice :
            slice.toString();
    }
    #continueDecodeStringWithLength(length, chunks, skip, type, chunk) {
        const end = this.#cursor + length;
        if (end >= chunk.length) {
            const slice = chunk.subarray(this.#cursor);
            chunks.push(slice);
            this.#cursor = chunk.length;
            return this.#continueDecodeStringWithLength.bind(this, length - slice.length, chunks, skip, type);
        }
        chunks.push(chunk.subarray(this.#cursor, end));
        this.#cursor = end + skip;
        const buffer = Buffer.concat(chunks);
        return type === Buffer ? buffer : buffer.toString();
    }
    #decodeBlobStringWithLength(length, type, chunk) {
        return this.#decodeStringWithLength(length, 2, type, chunk);
    }
    #decodeVerbatimString(type, chunk) {
        return this.#continueDecodeVerbatimStringLength(this.#decodeUnsingedNumber.bind(this, 0), type, chunk);
    }
    #continueDecodeVerbatimStringLength(lengthCb, type, chunk) {
        const length = lengthCb(chunk);
        return typeof length === 'function' ?
            this.#continueDecodeVerbatimStringLength.bind(this, length, type) :
            this.#decodeVerbatimStringWithLength(length, type, chunk);
    }
    #decodeVerbatimStringWithLength(length, type, chunk) {
        const stringLength = length - 4;
        if (type === verbatim_string_1.VerbatimString) {
            return this.#decodeVerbatimStringFormat(stringLength, chunk);
        }
        this.#cursor += 4;
        return this.#cursor >= chunk.length ?
            this.#decodeBlobStringWithLength.bind(this, stringLength, type) :
            this.#decodeBlobStringWithLength(stringLength, type, chunk);
    }
    #decodeVerbatimStringFormat(stringLength, chunk) {
        const formatCb = this.#decodeStringWithLength.bind(this, 3, 1, String);
        return this.#cursor >= chunk.length ?
            this.#continueDecodeVerbatimStringFormat.bind(this, stringLength, formatCb) :
            this.#continueDecodeVerbatimStringFormat(stringLength, formatCb, chunk);
    }
    #continueDecodeVerbatimStringFormat(stringLength, formatCb, chunk) {
        const format = formatCb(chunk);
        return typeof format === 'function' ?
            this.#continueDecodeVerbatimStringFormat.bind(this, stringLength, format) :
            this.#decodeVerbatimStringWithFormat(stringLength, format, chunk);
    }
    #decodeVerbatimStringWithFormat(stringLength, format, chunk) {
        return this.#continueDecodeVerbatimStringWithFormat(format, this.#decodeBlobStringWithLength.bind(this, stringLength, String), chunk);
    }
    #continueDecodeVerbatimStringWithFormat(format, stringCb, chunk) {
        const string = stringCb(chunk);
        return typeof string === 'function' ?
            this.#continueDecodeVerbatimStringWithFormat.bind(this, format, string) :
            new verbatim_string_1.VerbatimString(format, string);
    }
    #decodeSimpleError(chunk) {
        const string = this.#decodeSimpleString(String, chunk);
        return typeof string === 'function' ?
            this.#continueDecodeSimpleError.bind(this, string) :
            new errors_1.SimpleError(string);
    }
    #continueDecodeSimpleError(stringCb, chunk) {
        const string = stringCb(chunk);
        return typeof string === 'function' ?
            this.#continueDecodeSimpleError.bind(this, string) :
            new errors_1.SimpleError(string);
    }
    #decodeBlobError(chunk) {
        const string = this.#decodeBlobString(String, chunk);
        return typeof string === 'function' ?
            this.#continueDecodeBlobError.bind(this, string) :
            new errors_1.BlobError(string);
    }
    #continueDecodeBlobError(stringCb, chunk) {
        const string = stringCb(chunk);
        return typeof string === 'function' ?
            this.#continueDecodeBlobError.bind(this, string) :
            new errors_1.BlobError(string);
    }
    #decodeNestedType(typeMapping, chunk) {
        const type = chunk[this.#cursor];
        return ++this.#cursor === chunk.length ?
            this.#decodeNestedTypeValue.bind(this, type, typeMapping) :
            this.#decodeNestedTypeValue(type, typeMapping, chunk);
    }
    #decodeNestedTypeValue(type, typeMapping, chunk) {
        switch (type) {
            case exports.F4.NULL:
                return this.#decodeNull();
            case exports.F4.BOOLEAN:
                return this.#decodeBoolean(chunk);
            case exports.F4.NUMBER:
                return this.#decodeNumber(typeMapping[exports.F4.NUMBER], chunk);
            case exports.F4.BIG_NUMBER:
                return this.#decodeBigNumber(typeMapping[exports.F4.BIG_NUMBER], chunk);
            case exports.F4.DOUBLE:
                return this.#decodeDouble(typeMapping[exports.F4.DOUBLE], chunk);
            case exports.F4.SIMPLE_STRING:
                return this.#decodeSimpleString(typeMapping[exports.F4.SIMPLE_STRING], chunk);
            case exports.F4.BLOB_STRING:
                return this.#decodeBlobString(typeMapping[exports.F4.BLOB_STRING], chunk);
            case exports.F4.VERBATIM_STRING:
                return this.#decodeVerbatimString(typeMapping[exports.F4.VERBATIM_STRING], chunk);
            case exports.F4.SIMPLE_ERROR:
                return this.#decodeSimpleError(chunk);
            case exports.F4.BLOB_ERROR:
                return this.#decodeBlobError(chunk);
            case exports.F4.ARRAY:
                return this.#decodeArray(typeMapping, chunk);
            case exports.F4.SET:
                return this.#decodeSet(typeMapping, chunk);
            case exports.F4.MAP:
                return this.#decodeMap(typeMapping, chunk);
            default:
                throw new Error(`Unknown RESP type ${type} "${String.fromCharCode(type)}"`);
        }
    }
    #decodeArray(typeMapping, chunk) {
        if (chunk[this.#cursor] === ASCII['-']) {
            this.#cursor += 4;
            return null;
        }
        return this.#decodeArrayWithLength(this.#decodeUnsingedNumber(0, chunk), typeMapping, chunk);
    }
    #decodeArrayWithLength(length, typeMapping, chunk) {
        return typeof length === 'function' ?
            this.#continueDecodeArrayLength.bind(this, length, typeMapping) :
            this.#decodeArrayItems(new Array(length), 0, typeMapping, chunk);
    }
    #continueDecodeArrayLength(lengthCb, typeMapping, chunk) {
        return this.#decodeArrayWithLength(lengthCb(chunk), typeMapping, chunk);
    }
    #decodeArrayItems(array, filled, typeMapping, chunk) {
        for (let i = filled; i < array.length; i++) {
            if (this.#cursor >= chunk.length) {
                return this.#decodeArrayItems.bind(this, array, i, typeMapping);
            }
            const item = this.#decodeNestedType(typeMapping, chunk);
            if (typeof item === 'function') {
                return this.#continueDecodeArrayItems.bind(this, array, i, item, typeMapping);
            }
            array[i] = item;
        }
        return array;
    }
    #continueDecodeArrayItems(array, filled, itemCb, typeMapping, chunk) {
        const item = itemCb(chunk);
        if (typeof item === 'function') {
            return this.#continueDecodeArrayItems.bind(this, array, filled, item, typeMapping);
        }
        array[filled++] = item;
        return this.#decodeArrayItems(array, filled, typeMapping, chunk);
    }
    #decodeSet(typeMapping, chunk) {
        const length = this.#decodeUnsingedNumber(0, chunk);
        if (typeof length === 'function') {
            return this.#continueDecodeSetLength.bind(this, length, typeMapping);
        }
        return this.#decodeSetItems(length, typeMapping, chunk);
    }
    #continueDecodeSetLength(lengthCb, typeMapping, chunk) {
        const length = lengthCb(chunk);
        return typeof length === 'function' ?
            this.#continueDecodeSetLength.bind(this, length, typeMapping) :
            this.#decodeSetItems(length, typeMapping, chunk);
    }
    #decodeSetItems(length, typeMapping, chunk) {
        return typeMapping[exports.F4.SET] === Set ?
            this.#decodeSetAsSet(new Set(), length, typeMapping, chunk) :
            this.#decodeArrayItems(new Array(length), 0, typeMapping, chunk);
    }
    #decodeSetAsSet(set, remaining, typeMapping, chunk) {
        while (remaining > 0) {
            if (this.#cursor >= chunk.length) {
                return this.#decodeSetAsSet.bind(this, set, remaining, typeMapping);
            }
            const item = this.#decodeNestedType(typeMapping, chunk);
            if (typeof item === 'function') {
                return this.#continueDecodeSetAsSet.bind(this, set, remaining, item, typeMapping);
            }
            set.add(item);
            --remaining;
        }
        return set;
    }
    #continueDecodeSetAsSet(set, remaining, itemCb, typeMapping, chunk) {
        const item = itemCb(chunk);
        if (typeof item === 'function') {
            return this.#continueDecodeSetAsSet.bind(this, set, remaining, item, typeMapping);
        }
        set.add(item);
        return this.#decodeSetAsSet(set, remaining - 1, typeMapping, chunk);
    }
    #decodeMap(typeMapping, chunk) {
        const length = this.#decodeUnsingedNumber(0, chunk);
        if (typeof length === 'function') {
            return this.#continueDecodeMapLength.bind(this, length, typeMapping);
        }
        return this.#decodeMapItems(length, typeMapping, chunk);
    }
    #continueDecodeMapLength(lengthCb, typeMapping, chunk) {
        const length = lengthCb(chunk);
        return typeof length === 'function' ?
            this.#continueDecodeMapLength.bind(this, length, typeMapping) :
            this.#decodeMapItems(length, typeMapping, chunk);
    }
    #decodeMapItems(length, typeMapping, chunk) {
        switch (typeMapping[exports.F4.MAP]) {
            case Map:
                return this.#decodeMapAsMap(new Map(), length, typeMapping, chunk);
            case Array:
                return this.#decodeArrayItems(new Array(length * 2), 0, typeMapping, chunk);
            default:
                return this.#decodeMapAsObject({}, length, typeMapping, chunk);
        }
    }
    #decodeMapAsMap(map, remaining, typeMapping, chunk) {
        while (remaining > 0) {
            if (this.#cursor >= chunk.length) {
                return this.#decodeMapAsMap.bind(this, map, remaining, typeMapping);
            }
            const key = this.#decodeMapKey(typeMapping, chunk);
            if (typeof key === 'function') {
                return this.#continueDecodeMapKey.bind(this, map, remaining, key, typeMapping);
            }
            if (this.#cursor >= chunk.length) {
                return this.#continueDecodeMapValue.bind(this, map, remaining, key, this.#decodeNestedType.bind(this, typeMapping), typeMapping);
            }
            const value = this.#decodeNestedType(typeMapping, chunk);
            if (typeof value === 'function') {
                return this.#continueDecodeMapValue.bind(this, map, remaining, key, value, typeMapping);
            }
            map.set(key, value);
            --remaining;
        }
        return map;
    }
    #decodeMapKey(typeMapping, chunk) {
        const type = chunk[this.#cursor];
        return ++this.#cursor === chunk.length ?
            this.#decodeMapKeyValue.bind(this, type, typeMapping) :
            this.#decodeMapKeyValue(type, typeMapping, chunk);
    }
    #decodeMapKeyValue(type, typeMapping, chunk) {
        switch (type) {
            case exports.F4.SIMPLE_STRING:
                return this.#decodeSimpleString(String, chunk);
            case exports.F4.BLOB_STRING:
                return this.#decodeBlobString(String, chunk);
            default:
                return this.#decodeNestedTypeValue(type, typeMapping, chunk);
        }
    }
    #continueDecodeMapKey(map, remaining, keyCb, typeMapping, chunk) {
        const key = keyCb(chunk);
        if (typeof key === 'function') {
            return this.#continueDecodeMapKey.bind(this, map, remaining, key, typeMapping);
        }
        if (this.#cursor >= chunk.length) {
            return this.#continueDecodeMapValue.bind(this, map, remaining, key, this.#decodeNestedType.bind(this, typeMapping), typeMapping);
        }
        const value = this.#decodeNestedType(typeMapping, chunk);
        if (typeof value === 'function') {
            return this.#continueDecodeMapValue.bind(this, map, remaining, key, value, typeMapping);
        }
        map.set(key, value);
        return this.#decodeMapAsMap(map, remaining - 1, typeMapping, chunk);
    }
    #continueDecodeMapValue(map, remaining, key, valueCb, typeMapping, chunk) {
        const value = valueCb(chunk);
        if (typeof value === 'function') {
            return this.#continueDecodeMapValue.bind(this, map, remaining, key, value, typeMapping);
        }
        map.set(key, value);
        return this.#decodeMapAsMap(map, remaining - 1, typeMapping, chunk);
    }
    #decodeMapAsObject(object, remaining, typeMapping, chunk) {
        while (remaining > 0) {
            if (this.#cursor >= chunk.length) {
                return this.#decodeMapAsObject.bind(this, object, remaining, typeMapping);
            }
            const key = this.#decodeMapKey(typeMapping, chunk);
            if (typeof key === 'function') {
                return this.#continueDecodeMapAsObjectKey.bind(this, object, remaining, key, typeMapping);
            }
            if (this.#cursor >= chunk.length) {
                return this.#continueDecodeMapAsObjectValue.bind(this, object, remaining, key, this.#decodeNestedType.bind(this, typeMapping), typeMapping);
            }
            const value = this.#decodeNestedType(typeMapping, chunk);
            if (typeof value === 'function') {
                return this.#continueDecodeMapAsObjectValue.bind(this, object, remaining, key, value, typeMapping);
            }
            object[key] = value;
            --remaining;
        }
        return object;
    }
    #continueDecodeMapAsObjectKey(object, remaining, keyCb, typeMapping, chunk) {
        const key = keyCb(chunk);
        if (typeof key === 'function') {
            return this.#continueDecodeMapAsObjectKey.bind(this, object, remaining, key, typeMapping);
        }
        if (this.#cursor >= chunk.length) {
            return this.#continueDecodeMapAsObjectValue.bind(this, object, remaining, key, this.#decodeNestedType.bind(this, typeMapping), typeMapping);
        }
        const value = this.#decodeNestedType(typeMapping, chunk);
        if (typeof value === 'function') {
            return this.#continueDecodeMapAsObjectValue.bind(this, object, remaining, key, value, typeMapping);
        }
        object[key] = value;
        return this.#decodeMapAsObject(object, remaining - 1, typeMapping, chunk);
    }
    #continueDecodeMapAsObjectValue(object, remaining, key, valueCb, typeMapping, chunk) {
        const value = valueCb(chunk);
        if (typeof value === 'function') {
            return this.#continueDecodeMapAsObjectValue.bind(this, object, remaining, key, value, typeMapping);
        }
        object[key] = value;
        return this.#decodeMapAsObject(object, remaining - 1, typeMapping, chunk);
    }
}
exports.XM = Decoder;


}),

318:
((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
const CRLF = '\r\n';
function encodeCommand(args) {
    const toWrite = [];
    let strings = '*' + args.length + CRLF;
    for (let i = 0; i < args.length; i++) {
        const arg = args[i];
        if (typeof arg === 'string') {
            strings += '$' + Buffer.byteLength(arg) + CRLF + arg + CRLF;
        }
        else if (arg instanceof Buffer) {
            toWrite.push(strings + '$' + arg.length.toString() + CRLF, arg);
            strings = CRLF;
        }
        else {
            throw new TypeError(`"arguments[${i}]" must be of type "string | Buffer", got ${typeof arg} instead.`);
        }
    }
    toWrite.push(strings);
    return toWrite;
}
exports.A = encodeCommand;


}),

118:
((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.VerbatimString = void 0;
class VerbatimString extends String {
    format;
    constructor(format, value) {
        super(value);
        this.format = format;
    }
}
exports.VerbatimString = VerbatimString;
Object.create(String.prototype).redisVerbatimString = true;


}),

228:
((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.MaxCommandRedirectionsError = exports.OpenTelemetryError = exports.MultiErrorReply = exports.CommandTimeoutDuringMaintenanceError = exports.SocketTimeoutDuringMaintenanceError = exports.TimeoutError = exports.BlobError = exports.SimpleError = exports.ErrorReply = exports.ReconnectStrategyError = exports.ScanIteratorInterruptedError = exports.RootNodesUnavailableError = exports.SocketClosedUnexpectedlyError = exports.DisconnectsClientError = exports.ClientOfflineError = exports.ClientClosedError = exports.SocketTimeoutError = exports.ConnectionTimeoutError = exports.WatchError = exports.AbortError = void 0;
class AbortError extends Error {
    constructor() {
        super('The command was aborted');
    }
}
exports.AbortError = AbortError;
class WatchError extends Error {
    constructor(message = 'One (or more) of the watched keys has been changed') {
        super(message);
    }
}
exports.WatchError = WatchError;
class ConnectionTimeoutError extends Error {
    constructor() {
        super('Connection timeout');
    }
}
exports.ConnectionTimeoutError = ConnectionTimeoutError;
class SocketTimeoutError extends Error {
    constructor(timeout) {
        super(`Socket timeout timeout. Expecting data, but didn't receive any in ${timeout}ms.`);
    }
}
exports.SocketTimeoutError = SocketTimeoutError;
class ClientClosedError extends Error {
    constructor() {
        super('The client is closed');
    }
}
exports.ClientClosedError = ClientClosedError;
class ClientOfflineError extends Error {
    constructor() {
        super('The client is offline');
    }
}
exports.ClientOfflineError = ClientOfflineError;
class DisconnectsClientError extends Error {
    constructor() {
        super('Disconnects client');
    }
}
exports.DisconnectsClientError = DisconnectsClientError;
class SocketClosedUnexpectedlyError extends Error {
    constructor() {
        super('Socket closed unexpectedly');
    }
}
exports.SocketClosedUnexpectedlyError = SocketClosedUnexpectedlyError;
class RootNodesUnavailableError extends Error {
    constructor() {
        super('All the root nodes are unavailable');
    }
}
exports.RootNodesUnavailableError = RootNodesUnavailableError;
class ScanIteratorInterruptedError extends Error {
    constructor(cause) {
        super('Scan iteration was interrupted by a Sentinel master change', cause === undefined ? undefined : { cause });
    }
}
exports.ScanIteratorInterruptedError = ScanIteratorInterruptedError;
class ReconnectStrategyError extends Error {
    originalError;
    socketError;
    constructor(originalError, socketError) {
        super(originalError.message);
        this.originalError = originalError;
        this.socketError = socketError;
    }
}
exports.ReconnectStrategyError = ReconnectStrategyError;
class ErrorReply extends Error {
}
exports.ErrorReply = ErrorReply;
class SimpleError extends ErrorReply {
}
exports.SimpleError = SimpleError;
class BlobError extends ErrorReply {
}
exports.BlobError = BlobError;
class TimeoutError extends Error {
}
exports.TimeoutError = TimeoutError;
class SocketTimeoutDuringMaintenanceError extends TimeoutError {
    constructor(timeout) {
        super(`Socket timeout during maintenance. Expecting data, but didn't receive any in ${timeout}ms.`);
    }
}
exports.SocketTimeoutDuringMaintenanceError = SocketTimeoutDuringMaintenanceError;
class CommandTimeoutDuringMaintenanceError extends TimeoutError {
    constructor(timeout) {
        super(`Command timeout during maintenance. Waited to write command for more than ${timeout}ms.`);
    }
}
exports.CommandTimeoutDuringMaintenanceError = CommandTimeoutDuringMaintenanceError;
class MultiErrorReply extends ErrorReply {
    replies;
    errorIndexes;
    constructor(replies, errorIndexes) {
        super(`${errorIndexes.length} commands failed, see .replies and .errorIndexes for more information`);
        this.replies = replies;
        this.errorIndexes = errorIndexes;
    }
    *errors() {
        for (const index of this.errorIndexes) {
            yield this.replies[index];
        }
    }
}
exports.MultiErrorReply = MultiErrorReply;
class OpenTelemetryError extends Error {
}
exports.OpenTelemetryError = OpenTelemetryError;
class MaxCommandRedirectionsError extends Error {
    constructor(cause) {
        super('Too many Cluster redirections', cause === undefined ? undefined : { cause });
    }
}
exports.MaxCommandRedirectionsError = MaxCommandRedirectionsError;


})

};
;