/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 751:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GJ: () => (/* binding */ onOneLine),
/* harmony export */   KF: () => (/* binding */ withoutOldCommands),
/* harmony export */   Kg: () => (/* binding */ hasControlCharacters)
/* harmony export */ });
/* unused harmony exports quoted, alternatives */
const PRINTABLE_ASCII = /^[ -~]*$/;
function hasControlCharacters(text) {
    return !PRINTABLE_ASCII.test(text) && /\p{Cc}/u.test(text);
}
function onOneLine(text) {
    const line = PRINTABLE_ASCII.test(text) ? text : text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
    return withoutOldCommands(line);
}
function withoutOldCommands(text) {
    return text.replaceAll('##[', '# #[');
}
function quoted(text) {
    return text.length > 60 ? `(a text of ${text.length} characters)` : `"${onOneLine(text)}"`;
}
function alternatives(words) {
    const last = words.at(-1) ?? '';
    return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}


/***/ }),

/***/ 208:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/* unused harmony exports ERROR_CODES, anchorOf, describeError, tellMistakes */
const ERROR_CODES = (/* unused pure expression or super */ null && ([
    'SETTINGS_INVALID',
    'NOT_A_RUNNER',
    'GRANT_REJECTED',
    'ASSERTION_REJECTED',
    'ID_TOKEN_FAILED',
    'GRANT_TYPE_NOT_ALLOWED',
    'SCOPE_REJECTED',
    'REQUEST_REFUSED',
    'ENDPOINT_NOT_FOUND',
    'REDIRECTED',
    'RATE_LIMITED',
    'SERVER_FAILED',
    'REPLY_UNREADABLE',
    'NETWORK_FAILED',
    'TIMED_OUT',
    'TLS_FAILED',
    'PROXY_FAILED',
    'ORGANIZATION_MISMATCH',
    'ORGANIZATION_UNKNOWN',
    'REDIS_REFUSED',
    'OUTPUT_FAILED',
    'AGENT_FAILED',
    'AGENT_UNREACHABLE',
    'STORE_NOT_WRITABLE',
    'ROTATION_REFUSED',
    'ROTATION_UNCERTAIN',
    'SECRET_NOT_STORED',
    'SECRET_NOT_PROVEN',
    'CANCELLED',
    'INTERNAL',
]));
class ActionError extends Error {
    name = 'ActionError';
    code;
    causes;
    constructor(code, message, causes = [], cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.code = code;
        this.causes = causes;
    }
}
function anchorOf(code) {
    return code.toLowerCase().replaceAll('_', '-');
}
function describeError(error, documentation) {
    const lines = [error.message];
    if (error.causes.length > 0)
        lines.push(`Likely causes: ${error.causes.join('; ')}.`);
    lines.push(`See ${documentation}#${anchorOf(error.code)}`);
    return lines.join('\n');
}
function tellMistakes(mistakes) {
    if (mistakes.length === 1)
        return `A setting is wrong: ${mistakes[0] ?? ''}`;
    const lines = mistakes.map((mistake, index) => `${index + 1}. ${mistake}`);
    return [`${mistakes.length} settings are wrong:`, ...lines].join('\n');
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 961:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Ic: () => (/* binding */ describeFailure),
  hD: () => (/* binding */ quote),
  f1: () => (/* binding */ readFailure),
  qU: () => (/* binding */ readFields),
  uT: () => (/* binding */ serverDate)
});

// EXTERNAL MODULE: ./build/core/characters.js
var characters = __nccwpck_require__(751);
;// CONCATENATED MODULE: ./build/core/decode.js
class NotDecodable extends (/* unused pure expression or super */ null && (Error)) {
    name = 'NotDecodable';
}
function parseObject(text) {
    try {
        return fieldsOf(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function fieldsOf(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
function objectIn(fields, name) {
    const value = fieldsOf(fields[name]);
    if (value === undefined)
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function textIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'string')
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function optionalTextIn(fields, name) {
    return fields[name] === undefined ? undefined : textIn(fields, name);
}
function numberIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'number' || !Number.isFinite(value))
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function booleanIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'boolean')
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function oneOfIn(fields, name, all) {
    const value = all.find((known) => known === fields[name]);
    if (value === undefined)
        throw new NotDecodable(`${name} is none of ${all.join(', ')}`);
    return value;
}
function parseList(text, decode) {
    const fields = parseObject(`{"list":${text}}`);
    return listIn(fields ?? {}, 'list', decode);
}
function listIn(fields, name, decode) {
    const value = fields[name];
    if (!Array.isArray(value))
        throw new NotDecodable(`${name} is no list`);
    return value.map((item, index) => {
        const object = fieldsOf(item);
        if (object === undefined)
            throw new NotDecodable(`${name}[${index}] is no object`);
        return decode(object);
    });
}

// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __nccwpck_require__(881);
;// CONCATENATED MODULE: ./build/http/reply.js



const LONGEST_QUOTE = 200;
function readFields(reply, what) {
    const fields = parseBody(reply.body);
    if (fields !== undefined)
        return fields;
    throw new retry_decision/* AttemptFailed */.Nz({
        kind: 'unreadable',
        summary: `${what} is not a JSON object (${describeBody(reply)})`,
        status: reply.status,
        ...correlation(reply, {}),
    });
}
function readFailure(reply) {
    const fields = parseBody(reply.body) ?? {};
    const error = quote(fields['error']) ?? quote(fields['code']);
    const description = quote(fields['error_description']) ?? quote(fields['description']) ?? quote(fields['message']);
    const isRedirect = reply.status >= 300 && reply.status < 400;
    const texts = [fields['error_description'], fields['description'], fields['message']];
    const retryAfterMs = readRetryAfter(reply);
    const date = serverDate(reply);
    const failure = {
        kind: isRedirect ? 'redirect' : 'status',
        summary: `HTTP ${reply.status}`,
        status: reply.status,
        ...(error === undefined ? {} : { error }),
        ...(description === undefined ? {} : { description }),
        ...correlation(reply, fields),
        isRateLimit: reply.status === 429 ||
            (reply.status === 400 &&
                texts.some((text) => typeof text === 'string' && /rate limit exceeded/i.test(text))),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(date === undefined ? {} : { clockAheadMs: reply.received.wallMs - date }),
    };
    return new retry_decision/* AttemptFailed */.Nz(failure);
}
function describeFailure(failure) {
    const said = [failure.error, failure.description].filter((text) => text !== undefined).join(': ');
    const parts = [failure.summary];
    if (said !== '')
        parts.push(said);
    if (failure.correlationId !== undefined)
        parts.push(`correlation id ${failure.correlationId}`);
    return parts.join(', ');
}
const BELIEVABLE_DATES = { from: Date.UTC(2000), to: Date.UTC(2200) };
function serverDate(reply) {
    const date = parseDate(reply.headers['date'] ?? '');
    return date >= BELIEVABLE_DATES.from && date <= BELIEVABLE_DATES.to ? date : undefined;
}
function quote(value) {
    if (typeof value !== 'string' && typeof value !== 'number')
        return undefined;
    const clean = (0,characters/* onOneLine */.GJ)(String(value)).trim();
    if (clean === '')
        return undefined;
    if (clean.length <= LONGEST_QUOTE)
        return clean;
    return `${clean.slice(0, LONGEST_QUOTE + 1).replace(/\S+$/, '')}\u2026`;
}
function correlation(reply, fields) {
    const id = quote(reply.headers['inin-correlation-id']) ?? quote(fields['contextId']);
    return id === undefined ? {} : { correlationId: id };
}
function readRetryAfter(reply) {
    const value = reply.headers['retry-after']?.trim();
    if (value === undefined || value === '')
        return undefined;
    if (/^\d+(\.\d+)?$/.test(value))
        return Number(value) * 1000;
    const date = parseDate(value);
    if (Number.isNaN(date))
        return undefined;
    return Math.max(0, date - (serverDate(reply) ?? reply.received.wallMs));
}
function parseDate(text) {
    return /^[A-Z][a-z]+, .+ GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}
function describeBody(reply) {
    const type = quote(reply.headers['content-type']) ?? 'no content type';
    return `HTTP ${reply.status}, ${type}, ${reply.body.length} characters`;
}
const parseBody = (text) => parseObject(text.replace(/^\uFEFF/, ''));


/***/ }),

/***/ 881:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Nz: () => (/* binding */ AttemptFailed),
/* harmony export */   PQ: () => (/* binding */ retryDecision),
/* harmony export */   ey: () => (/* binding */ isTemporary)
/* harmony export */ });
class AttemptFailed extends Error {
    name = 'AttemptFailed';
    failure;
    constructor(failure, cause) {
        super(failure.summary, cause === undefined ? undefined : { cause });
        this.failure = failure;
    }
}
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const FINAL_ERRORS = new Set(['invalid_client', 'unauthorized_client', 'invalid_grant', 'invalid_scope']);
const TEMPORARY_STATUS = new Set([408, 425, 429]);
function retryDecision(failure, attempt, leftMs, random) {
    if (!isTemporary(failure))
        return { retry: false, because: 'final' };
    const wantedMs = waitMs(failure, attempt, random);
    if (wantedMs < leftMs)
        return { retry: true, afterMs: wantedMs };
    return { retry: false, because: 'no-time', wantedMs };
}
function isTemporary(failure) {
    switch (failure.kind) {
        case 'connection':
        case 'timeout':
        case 'truncated':
        case 'unreadable':
            return true;
        case 'proxy':
            return isTemporaryStatus(failure.status ?? 503);
        case 'invalid':
        case 'too-large':
        case 'tls':
        case 'redirect':
            return false;
        case 'status':
            if (failure.error !== undefined && FINAL_ERRORS.has(failure.error))
                return false;
            return failure.isRateLimit === true || isTemporaryStatus(failure.status ?? 0);
    }
}
function isTemporaryStatus(status) {
    return TEMPORARY_STATUS.has(status) || (status >= 500 && status !== 501);
}
function waitMs(failure, attempt, random) {
    const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
    const askedMs = failure.retryAfterMs === undefined ? 0 : failure.retryAfterMs + random * FIRST_WAIT_MS;
    return Math.max(askedMs, random * ceilingMs);
}


/***/ }),

/***/ 432:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $T: () => (/* binding */ attemptsUntil),
/* harmony export */   UW: () => (/* binding */ RequestGivenUp),
/* harmony export */   dF: () => (/* binding */ describeGivingUp),
/* harmony export */   tN: () => (/* binding */ send)
/* harmony export */ });
/* unused harmony exports LONGEST_ATTEMPT_MS, oneAttempt */
/* harmony import */ var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(961);
/* harmony import */ var _retry_decision_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(881);


const LONGEST_ATTEMPT_MS = 15_000;
function attemptsUntil(deadline, longestMs = LONGEST_ATTEMPT_MS) {
    return { deadline, longestMs: Math.min(longestMs, deadline.leftMs / 2), most: Infinity };
}
function oneAttempt(deadline) {
    return { deadline, longestMs: deadline.leftMs, most: 1 };
}
class RequestGivenUp extends Error {
    name = 'RequestGivenUp';
    failure;
    history;
    constructor(failure, history, cause) {
        super(failure.summary, { cause });
        this.failure = failure;
        this.history = history;
    }
}
async function send(exchange, { deadline, longestMs, most }, context) {
    const { clock, random, signal, log } = context;
    for (let attempt = 1;; attempt++) {
        try {
            return await sendOnce(exchange, deadline.part(longestMs), context);
        }
        catch (error) {
            if (!(error instanceof _retry_decision_js__WEBPACK_IMPORTED_MODULE_1__/* .AttemptFailed */ .Nz))
                throw error;
            if (attempt >= most)
                throw new RequestGivenUp(error.failure, '', error);
            const { leftMs } = deadline;
            const decision = (0,_retry_decision_js__WEBPACK_IMPORTED_MODULE_1__/* .retryDecision */ .PQ)(error.failure, attempt, leftMs, random());
            if (!decision.retry)
                throw new RequestGivenUp(error.failure, history(attempt, decision, leftMs), error);
            const reason = (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .describeFailure */ .Ic)(error.failure);
            const again = `trying again in ${seconds(decision.afterMs)} (${seconds(leftMs)} left)`;
            log(`${exchange.doing} failed (${reason}); ${again}.`);
            await clock.sleep(decision.afterMs, signal);
        }
    }
}
async function sendOnce({ request, read }, attempt, { transport, signal }) {
    const made = typeof request === 'function' ? await request(attempt) : request;
    return read(await transport(made, Math.max(1, attempt.leftMs), signal));
}
function describeGivingUp({ failure, history: tried }) {
    return [(0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .describeFailure */ .Ic)(failure), tried].filter((text) => text !== '').join(', ');
}
function history(attempt, decision, leftMs) {
    const attempts = attempt === 1 ? '1 attempt' : `${attempt} attempts`;
    if (decision.because === 'final')
        return attempt === 1 ? '' : `after ${attempts}`;
    return `after ${attempts}; the next would start in ${seconds(decision.wantedMs)}, and ${seconds(leftMs)} are left`;
}
function seconds(ms) {
    const value = Math.max(0, ms) / 1000;
    if (value > 86_400)
        return 'more than a day';
    return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} s`;
}


/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = require("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = require("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = require("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = require("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = require("net");

/***/ }),

/***/ 30:
/***/ ((module) => {

module.exports = require("node:net");

/***/ }),

/***/ 500:
/***/ ((module) => {

module.exports = require("node:timers/promises");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = require("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = require("util");

/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/create fake namespace object */
/******/ 	(() => {
/******/ 		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 		var leafPrototypes;
/******/ 		// create a fake namespace object
/******/ 		// mode & 1: value is a module id, require it
/******/ 		// mode & 2: merge all properties of value into the ns
/******/ 		// mode & 4: return value when already ns object
/******/ 		// mode & 16: return value when it's Promise-like
/******/ 		// mode & 8|1: behave like require
/******/ 		__nccwpck_require__.t = function(value, mode) {
/******/ 			if(mode & 1) value = this(value);
/******/ 			if(mode & 8) return value;
/******/ 			if(typeof value === 'object' && value) {
/******/ 				if((mode & 4) && value.__esModule) return value;
/******/ 				if((mode & 16) && typeof value.then === 'function') return value;
/******/ 			}
/******/ 			var ns = Object.create(null);
/******/ 			__nccwpck_require__.r(ns);
/******/ 			var def = {};
/******/ 			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 			}
/******/ 			def['default'] = () => (value);
/******/ 			__nccwpck_require__.d(ns, def);
/******/ 			return ns;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return "" + chunkId + ".index.js";
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: ./build/adapters/clock.js
const systemClock = {
    now: () => ({ wallMs: Date.now(), monotonicMs: Number(process.hrtime.bigint() / 1000000n) }),
    sleep: async (ms, signal) => {
        const { setTimeout: delay } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 500, 23));
        try {
            await delay(ms, undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    },
};

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: ./build/adapters/agent-process.js

const LARGEST_LOG_BYTES = 1024 * 1024;
const STARTER_FD = 3;
function agentLog() {
    let leftBytes = LARGEST_LOG_BYTES;
    return (sentence) => {
        const line = `${new Date().toISOString()} ${sentence}\n`;
        leftBytes -= Buffer.byteLength(line);
        if (leftBytes < 0)
            return;
        try {
            (0,external_node_fs_namespaceObject.writeSync)(2, line);
        }
        catch {
        }
    };
}
async function readStdin() {
    const chunks = [];
    for await (const chunk of process.stdin)
        chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
}
function tellStarter(word) {
    try {
        (0,external_node_fs_namespaceObject.writeSync)(STARTER_FD, `${word}\n`);
        (0,external_node_fs_namespaceObject.closeSync)(STARTER_FD);
    }
    catch {
    }
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
// EXTERNAL MODULE: ./build/core/errors.js
var errors = __nccwpck_require__(208);
;// CONCATENATED MODULE: ./build/adapters/regular-file.js

function regular_file_readRegularFile(path) {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
        if (!fstatSync(fd).isFile())
            throw new Error(`${path} is no file`);
        return readFileSync(fd);
    }
    finally {
        closeSync(fd);
    }
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/nonce.js


const nonce_NONCE_FILE = 'nonce';
function isPipe(socket) {
    return socket.startsWith('\\\\');
}
function readNonce(socket, places) {
    if (!isPipe(socket))
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
    rmSync(folder, { recursive: true, force: true });
}
function address_journalFile(folder) {
    return (0,external_node_path_namespaceObject.join)(folder, JOURNAL_FILE);
}
function removeTraces({ socket, folder }) {
    const nonce = (0,external_node_path_namespaceObject.join)(folder, nonce_NONCE_FILE);
    for (const path of isPipe(socket) ? [nonce] : [nonce, socket])
        (0,external_node_fs_namespaceObject.rmSync)(path, { force: true });
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = require("node:util");
;// CONCATENATED MODULE: ./build/core/secret.js

const HIDDEN = '***';
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    reveal() {
        return this.#value;
    }
    toString() {
        return HIDDEN;
    }
    toJSON() {
        return HIDDEN;
    }
    [external_node_util_namespaceObject.inspect.custom]() {
        return HIDDEN;
    }
}

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
    return randomBytes(32).toString('base64url');
}
function fileJournal(folder, key) {
    const path = address_journalFile(folder);
    return {
        write: (tokens) => {
            (0,external_node_fs_namespaceObject.writeFileSync)(`${path}.new`, seal(tokens, key), { mode: 0o600 });
            (0,external_node_fs_namespaceObject.renameSync)(`${path}.new`, path);
        },
    };
}
function readJournal(folder, key) {
    return journal_file_open(readRegularFile(journalFile(folder)), key);
}
function seal(tokens, key) {
    const iv = (0,external_node_crypto_namespaceObject.randomBytes)(IV_BYTES);
    const cipher = (0,external_node_crypto_namespaceObject.createCipheriv)('aes-256-gcm', keyBytes(key), iv);
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

;// CONCATENATED MODULE: ./build/oauth/access-token.js
function expiryOf(lifetimeSeconds, times) {
    const lifetimeMs = lifetimeSeconds * 1000;
    const exchangeMs = times.received.monotonicMs - times.sent.monotonicMs;
    const issuedAt = times.serverDate === undefined ? times.sent.wallMs : times.serverDate - exchangeMs;
    return {
        expiresAt: issuedAt + lifetimeMs,
        endsAfter: times.sent.monotonicMs + lifetimeMs,
        deadBy: {
            wallMs: times.received.wallMs + lifetimeMs,
            monotonicMs: times.received.monotonicMs + lifetimeMs,
        },
        lifetimeMs,
    };
}
function secondsLeft(token, now) {
    return Math.max(0, Math.floor((token.endsAfter - now.monotonicMs) / 1000));
}

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

;// CONCATENATED MODULE: ./build/core/time.js
function isoSeconds(at) {
    return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, -5)}Z`;
}

;// CONCATENATED MODULE: ./build/agent/protocol.js
const PROTOCOL_VERSION = 1;
const LARGEST_REPLY_BYTES = (/* unused pure expression or super */ null && (256 * 1024));
const QUESTIONS = ['token', 'renew', 'status', 'stop'];
function encodeRequest(request) {
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ...request })}\n`;
}
function decodeReply(line) {
    const fields = parseObject(line);
    if (fields?.['version'] !== PROTOCOL_VERSION)
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
function parseObject(text) {
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

;// CONCATENATED MODULE: ./build/agent/answering.js



const READY = 'ready';
const LARGEST_REQUEST_BYTES = 4 * 1024;
class Refused extends Error {
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
    const [left, right] = [given, expected].map((text) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(text).digest());
    return left !== undefined && right !== undefined && (0,external_node_crypto_namespaceObject.timingSafeEqual)(left, right);
}

;// CONCATENATED MODULE: ./build/core/deadline.js
class Deadline {
    #clock;
    #at;
    constructor(clock, at) {
        this.#clock = clock;
        this.#at = at;
    }
    static after(ms, clock) {
        return new Deadline(clock, clock.now().monotonicMs + ms);
    }
    get leftMs() {
        return Math.max(0, this.#at - this.#clock.now().monotonicMs);
    }
    part(ms) {
        return new Deadline(this.#clock, Math.min(this.#at, this.#clock.now().monotonicMs + ms));
    }
}

// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __nccwpck_require__(881);
;// CONCATENATED MODULE: ./build/oauth/client-authentication.js
function secretAuthentication({ method, clientId, clientSecret, }) {
    return {
        method,
        audience: '',
        authenticate: (form) => {
            if (method === 'post')
                return withFields(form, { client_id: clientId, client_secret: clientSecret.reveal() });
            const credential = Buffer.from(`${clientId}:${clientSecret.reveal()}`, 'utf8').toString('base64');
            return { form, headers: { authorization: `Basic ${credential}` } };
        },
    };
}
function withFields(form, fields) {
    return { form: new URLSearchParams([...form, ...Object.entries(fields)]), headers: {} };
}

// EXTERNAL MODULE: ./build/http/reply.js + 1 modules
var http_reply = __nccwpck_require__(961);
// EXTERNAL MODULE: ./build/http/send.js
var send = __nccwpck_require__(432);
// EXTERNAL MODULE: ./build/core/characters.js
var characters = __nccwpck_require__(751);
;// CONCATENATED MODULE: ./build/oauth/token-request.js






const ASSUMED_LIFETIME_SECONDS = 300;
const LONGEST_LIFETIME_SECONDS = 100 * 365 * 86_400;
const LONGEST_USUAL_LIFETIME_SECONDS = 172_800;
const LONGEST_TOKEN_BYTES = 100 * 1024;
function clientCredentialsGrant({ scope }) {
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope !== undefined)
        form.set('scope', scope);
    return form;
}
async function requestToken(client, grant, attempts, context) {
    const request = (attempt) => tokenRequest(client, grant, attempt, context);
    return (0,send/* send */.tN)({ doing: 'The token request', request, read: readTokenResponse }, attempts, context);
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
async function tokenErrorOf(givenUp, { endpoint, authentication }) {
    const { tokenError } = await __nccwpck_require__.e(/* import() */ 62).then(__nccwpck_require__.bind(__nccwpck_require__, 62));
    return tokenError(givenUp, endpoint, authentication);
}
async function unusable(because, client) {
    return tokenErrorOf(new send/* RequestGivenUp */.UW(because.failure, '', because), client);
}
function readTokenResponse(reply) {
    if (reply.status < 200 || reply.status > 299)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const fields = (0,http_reply/* readFields */.qU)(reply, 'the reply');
    const value = new Secret(readAccessToken(fields));
    const times = { sent: reply.sent, received: reply.received, serverDate: (0,http_reply/* serverDate */.uT)(reply) };
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
        if (!(error instanceof retry_decision/* AttemptFailed */.Nz))
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
    if ((0,characters/* hasControlCharacters */.Kg)(value))
        throw invalid('access_token contains control characters');
    if (/[\u{100}-\u{10ffff}]/u.test(value))
        throw invalid('access_token contains characters that no header can carry');
    return value;
}
function readRefreshToken(fields) {
    const value = fields['refresh_token'];
    return typeof value === 'string' && value !== '' && !(0,characters/* hasControlCharacters */.Kg)(value)
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
const invalid = (what) => new retry_decision/* AttemptFailed */.Nz({ kind: 'invalid', summary: `HTTP 200, but ${what}` });

;// CONCATENATED MODULE: ./build/oauth/refresh.js




async function requestNextToken(client, refreshToken, attempts, context) {
    try {
        const refreshed = await refresh(client, refreshToken, attempts, context);
        return refreshed ?? (await requestToken(client, clientCredentialsGrant(client), attempts, context));
    }
    catch (error) {
        if (error instanceof send/* RequestGivenUp */.UW)
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
        if (!(error instanceof send/* RequestGivenUp */.UW) || (0,retry_decision/* isTemporary */.ey)(error.failure))
            throw error;
        const reason = (0,http_reply/* describeFailure */.Ic)(error.failure);
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
function unusableTokenOf(error) {
    return error instanceof Error && error.cause instanceof UnusableToken ? error.cause.token : undefined;
}

;// CONCATENATED MODULE: ./build/genesys/revocation.js

function revocationRequest(apiUrl, token) {
    return {
        method: 'DELETE',
        url: `${apiUrl}/api/v2/tokens/me`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readRevocation(reply) {
    if (reply.status >= 200 && reply.status <= 204) {
        if (reply.body !== '')
            (0,http_reply/* readFields */.qU)(reply, 'the reply');
        return 'revoked';
    }
    if (reply.status === 401)
        return 'not-accepted';
    throw (0,http_reply/* readFailure */.f1)(reply);
}

;// CONCATENATED MODULE: ./build/agent/revoke-all.js








const AT_ONCE = 6;
const ATTEMPT_MS = 5_000;
async function revokeAll(tokens, apiUrl, totalMs, context) {
    const time = (0,send/* attemptsUntil */.$T)(Deadline.after(totalMs, context.clock), ATTEMPT_MS);
    const waiting = tokens.filter((token) => !isSurelyDead(token, context.clock.now()));
    const counts = { revoked: 0, alreadyGone: 0 };
    const failed = [];
    const reasons = new Set();
    const work = async () => {
        for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) {
            try {
                const request = revocationRequest(apiUrl, token.value);
                const outcome = await (0,send/* send */.tN)({ doing: 'Revoking a token', request, read: readRevocation }, time, context);
                counts[outcome === 'revoked' ? 'revoked' : 'alreadyGone']++;
            }
            catch (error) {
                failed.push(token);
                reasons.add(error instanceof send/* RequestGivenUp */.UW ? (0,http_reply/* describeFailure */.Ic)(error.failure) : (0,errors/* messageOf */.bD)(error));
            }
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return {
        ...counts,
        failed: failed.length,
        reason: [...reasons].join('; '),
        aliveUntil: failed.length === 0 ? '' : isoSeconds(Math.max(...failed.map((token) => token.expiresAt))),
    };
}
async function revokeUnusable(error, apiUrl, context) {
    const token = unusableTokenOf(error);
    if (token === undefined)
        return undefined;
    const { failed } = await revokeAll([token], apiUrl, 2 * ATTEMPT_MS, context);
    return failed === 0 ? undefined : token;
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(30);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/server.js





const ASK_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 1_000;
async function serve(address, answer) {
    const conversations = new Set();
    const onConnection = (socket) => {
        const conversation = converse(socket, address.nonce, answer).finally(() => conversations.delete(conversation));
        conversations.add(conversation);
    };
    let server = await listen(address.socket, onConnection);
    let isRepairing = false;
    const repair = async () => {
        if (!(0,external_node_fs_namespaceObject.existsSync)(address.folder))
            return false;
        if (isPipe(address.socket) || isRepairing || (0,external_node_fs_namespaceObject.existsSync)(address.socket))
            return true;
        isRepairing = true;
        try {
            server.close();
            server = await listen(address.socket, onConnection);
        }
        finally {
            isRepairing = false;
        }
        return true;
    };
    const close = async () => {
        server.close();
        const enough = new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref());
        await Promise.race([Promise.all(conversations), enough]);
    };
    return { repair, close };
}
async function listen(path, onConnection) {
    const server = (0,external_node_net_.createServer)({ allowHalfOpen: true }, onConnection);
    server.maxConnections = 256;
    const before = isPipe(path) ? undefined : process.umask(0o077);
    try {
        await new Promise((resolve, reject) => {
            server.once('error', reject);
            server.listen(path, () => {
                server.off('error', reject);
                resolve();
            });
        });
    }
    finally {
        if (before !== undefined)
            process.umask(before);
    }
    server.on('error', () => undefined);
    return server;
}
async function converse(socket, nonce, answer) {
    socket.on('error', () => socket.destroy());
    socket.setTimeout(ASK_WITHIN_MS, () => socket.destroy());
    const line = await readLine(socket);
    if (line === undefined)
        return;
    socket.setTimeout(0);
    const { text, isLast } = await reply(line, nonce, answer);
    await new Promise((done) => isLast ? socket.write(text, () => done()) : socket.end(text, () => done()));
    if (!isLast)
        socket.destroy();
}
async function readLine(socket) {
    return new Promise((resolve) => {
        let text = '';
        socket.setEncoding('utf8');
        socket.on('data', (chunk) => {
            text += chunk;
            const end = text.indexOf('\n');
            if (end < 0 && text.length <= LARGEST_REQUEST_BYTES)
                return;
            socket.removeAllListeners('data').resume();
            resolve(end < 0 ? '' : text.slice(0, end));
        });
        socket.on('end', () => resolve(''));
        socket.on('close', () => resolve(undefined));
    });
}
async function reply(line, nonce, answer) {
    try {
        const request = decodeRequest(line, nonce);
        return { text: await answer(request), isLast: request.ask === 'stop' };
    }
    catch (error) {
        const code = error instanceof Refused ? 'AGENT_REFUSED' : 'INTERNAL';
        return { text: encodeError({ code, message: (0,errors/* messageOf */.bD)(error), causes: [] }), isLast: false };
    }
}

;// CONCATENATED MODULE: ./build/genesys/organization.js


function ownerRequest(apiUrl, token) {
    return {
        method: 'GET',
        url: `${apiUrl}/api/v2/tokens/me`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readOwner(reply) {
    if (reply.status !== 200)
        throw readFailure(reply);
    const fields = readFields(reply, 'the reply');
    const organization = objectIn(fields, 'organization');
    const client = objectIn(fields, 'OAuthClient');
    return {
        organizationId: quote(organization['id']) ?? '',
        organizationName: quote(organization['name']) ?? '',
        clientId: quote(client['id']) ?? '',
        clientName: quote(client['name']) ?? '',
    };
}
function guardOrganization(expectedId, owner) {
    if (owner.organizationId.toLowerCase() === expectedId.toLowerCase())
        return;
    const found = owner.organizationId === '' ? 'an organization that it does not name' : describeOrganization(owner);
    throw new ActionError('ORGANIZATION_MISMATCH', `The token belongs to ${found}, and organization-id asks for ${expectedId}. The token was not handed out.`, [
        ...(owner.organizationName === expectedId
            ? ['organization-id takes the id of the organization, not its name']
            : []),
        'client-id, client-secret and region belong to another organization (test instead of production, say)',
        'organization-id is wrong',
    ]);
}
function describeOrganization(owner) {
    return owner.organizationName === ''
        ? owner.organizationId
        : `${owner.organizationName} (${owner.organizationId})`;
}
function objectIn(fields, name) {
    const value = fields[name];
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./build/genesys/idle-timeout.js


const keepAliveRequest = ownerRequest;
function lookRequest(apiUrl, token) {
    const request = ownerRequest(apiUrl, token);
    return { ...request, url: `${request.url}?preserveIdleTTL=true` };
}
function readIdleMs(reply) {
    if (reply.status !== 200)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const text = (0,http_reply/* readFields */.qU)(reply, 'the reply')['dateTokenIdles'];
    const idlesAt = typeof text === 'string' ? Date.parse(text) : NaN;
    if (Number.isNaN(idlesAt))
        return undefined;
    return Math.max(0, idlesAt - ((0,http_reply/* serverDate */.uT)(reply) ?? reply.received.wallMs));
}

;// CONCATENATED MODULE: ./build/agent/probe.js





const TICK_MS = 1_000;
const LOOK_EVERY_MS = 300_000;
const LOOK_AGAIN_MS = 60_000;
const SIGN_OF_LIFE_MS = 20_000;
async function upkeep(keeper, signal) {
    const { clock } = keeper.context;
    const looks = new Looks(keeper);
    while (!signal.aborted) {
        keeper.renewIfDue();
        looks.lookIfDue();
        const { kept } = keeper;
        const step = kept && nextStep(kept, clock.now(), keeper.settings.minValidityMs);
        const untilMs = step === undefined ? TICK_MS : Math.min(step.keepAliveInMs, positive(step.renewInMs));
        await clock.sleep(Math.max(1, Math.min(TICK_MS, untilMs)), signal).catch(() => undefined);
    }
}
const positive = (ms) => (ms > 0 ? ms : Infinity);
class Looks {
    #keeper;
    #token;
    #wasSeenAlive = false;
    #lookAt = -Infinity;
    #isLooking = false;
    constructor(keeper) {
        this.#keeper = keeper;
    }
    lookIfDue() {
        const { kept, context, settings } = this.#keeper;
        if (kept === undefined || this.#isLooking)
            return;
        if (kept.token !== this.#token) {
            this.#token = kept.token;
            this.#wasSeenAlive = false;
            this.#lookAt = -Infinity;
        }
        const now = context.clock.now();
        const isKeepAliveDue = nextStep(kept, now, settings.minValidityMs).keepAliveInMs <= 0;
        if (!isKeepAliveDue && now.monotonicMs < this.#lookAt)
            return;
        this.#isLooking = true;
        const ended = () => {
            this.#isLooking = false;
        };
        this.#look(kept, isKeepAliveDue ? keepAliveRequest : lookRequest).then(ended, ended);
    }
    async #look({ token }, requestFor) {
        const { context, settings } = this.#keeper;
        const { clock } = context;
        const request = requestFor(settings.apiUrl, token.value);
        try {
            const time = (0,send/* attemptsUntil */.$T)(Deadline.after(SIGN_OF_LIFE_MS, clock));
            const idleMs = await (0,send/* send */.tN)({ doing: 'Looking at the token', request, read: readIdleMs }, time, context);
            const now = clock.now();
            this.#wasSeenAlive = true;
            this.#lookAt = now.monotonicMs + LOOK_EVERY_MS;
            this.#keeper.learn(token, (kept) => ({
                ...kept,
                idle: idleMs === undefined ? undefined : idleLimit(idleMs, now, kept.idle),
            }));
        }
        catch (error) {
            if (!(error instanceof send/* RequestGivenUp */.UW))
                throw error;
            this.#couldNotLook(token, error);
        }
    }
    #couldNotLook(token, { failure }) {
        const { context } = this.#keeper;
        const now = context.clock.now();
        this.#lookAt = now.monotonicMs + LOOK_AGAIN_MS;
        const isNews = this.#wasSeenAlive || !this.#keeper.owned.includes(token);
        if (failure.status === 401 && isNews) {
            this.#keeper.log(`The token is no longer valid (${(0,http_reply/* describeFailure */.Ic)(failure)}): revoked or idled out. Getting a new one.`);
            this.#keeper.learn(token, () => undefined);
        }
        else {
            this.#keeper.log(`The token could not be looked at (${(0,http_reply/* describeFailure */.Ic)(failure)}).`);
            this.#keeper.learn(token, (kept) => unreached(kept, now));
        }
    }
}

;// CONCATENATED MODULE: ./build/agent/agent-runtime.js








const REPAIR_EVERY_MS = 1_000;
const LAST_RENEWAL_MS = 3_000;
const REVOKE_MS = 10_000;
const LONGEST_WAIT_MS = 600_000;
function withOneOnItsWay(outcome) {
    const reasons = [outcome.reason, 'a token request was still unanswered'];
    return {
        ...outcome,
        failed: outcome.failed + 1,
        reason: reasons.filter((reason) => reason !== '').join('; '),
        aliveUntil: '',
    };
}
class AgentRuntime {
    ended;
    #keeper;
    #startedAt;
    #lifetimeMs;
    #work = new AbortController();
    #server;
    #repairs;
    #ending;
    #tellEnded = () => undefined;
    constructor(keeper, lifetimeMs) {
        this.#keeper = keeper;
        this.#startedAt = keeper.context.clock.now();
        this.#lifetimeMs = lifetimeMs;
        this.ended = new Promise((resolve) => (this.#tellEnded = resolve));
    }
    async start(address) {
        this.#server = await serve(address, (request) => this.#answer(request));
        this.#repairs = setInterval(() => {
            this.#lookAround().catch((error) => {
                this.#keeper.log(`The socket is gone and could not be made again (${(0,errors/* messageOf */.bD)(error)}).`);
            });
        }, REPAIR_EVERY_MS);
        void upkeep(this.#keeper, this.#work.signal);
    }
    async stop(why) {
        this.#ending ??= this.#end(why);
        return this.#ending;
    }
    async #end(why) {
        const { context, settings } = this.#keeper;
        this.#keeper.log(`Ending: ${why}.`);
        clearInterval(this.#repairs);
        this.#work.abort();
        await this.#lastRenewal();
        const owned = settings.revoke ? this.#keeper.owned : [];
        const uninterrupted = { ...context, signal: new AbortController().signal };
        const revoked = await revokeAll(owned, settings.apiUrl, REVOKE_MS, uninterrupted);
        const outcome = settings.revoke && this.#keeper.isRenewing ? withOneOnItsWay(revoked) : revoked;
        this.#keeper.log(`Revoked ${outcome.revoked} tokens; ${outcome.failed} may still be alive.`);
        void (this.#server?.close() ?? Promise.resolve()).then(() => this.#tellEnded(outcome));
        return outcome;
    }
    async #lastRenewal() {
        const over = new AbortController();
        const sleep = this.#keeper.context.clock.sleep(LAST_RENEWAL_MS, over.signal).catch(() => undefined);
        await Promise.race([this.#keeper.drain(), sleep]);
        over.abort();
    }
    async #lookAround() {
        const now = this.#keeper.context.clock.now();
        if (now.monotonicMs - this.#startedAt.monotonicMs >= this.#lifetimeMs) {
            await this.stop('its time is over');
        }
        else if ((await this.#server?.repair()) === false) {
            await this.stop('its folder is gone, so the job is over');
        }
    }
    async #answer(request) {
        try {
            return await this.#answerTo(request);
        }
        catch (error) {
            return encodeError(this.#describe(error));
        }
    }
    #describe(error) {
        const clean = (text) => this.#keeper.clean(text);
        const isOurs = error instanceof errors/* ActionError */.lZ;
        return {
            code: isOurs ? error.code : 'INTERNAL',
            message: clean((0,errors/* messageOf */.bD)(error)),
            causes: isOurs ? error.causes.map(clean) : [],
        };
    }
    async #answerTo({ ask, waitMs }) {
        if (ask === 'stop')
            return encodeReply(await this.stop('it was asked to'));
        if (this.#ending !== undefined)
            throw new errors/* ActionError */.lZ('AGENT_UNREACHABLE', 'it is ending');
        const patienceMs = Math.min(waitMs, LONGEST_WAIT_MS);
        switch (ask) {
            case 'token':
                return encodeReply(this.#tokenReply(await this.#keeper.token(patienceMs)));
            case 'renew':
                return encodeReply(this.#tokenReply(await this.#keeper.renewedToken(patienceMs)));
            case 'status':
                return encodeReply(this.#status());
        }
    }
    #tokenReply(token) {
        const { region, apiUrl } = this.#keeper.settings;
        return {
            accessToken: token.value.reveal(),
            tokenType: token.type,
            expiresAt: token.expiresAt,
            region,
            apiUrl,
        };
    }
    #status() {
        const { settings, kept, context, trouble, grants, owned } = this.#keeper;
        const now = context.clock.now();
        const isLive = kept !== undefined && isAlive(kept, now);
        const live = isLive ? kept : undefined;
        return {
            place: settings.place,
            clientId: settings.clientId,
            apiUrl: settings.apiUrl,
            startedAt: this.#startedAt.wallMs,
            endsAt: this.#startedAt.wallMs + this.#lifetimeMs,
            minValiditySeconds: settings.minValidityMs / 1000,
            token: live === undefined ? 'none' : isFresh(live, now, settings.minValidityMs) ? 'fresh' : 'old',
            expiresAt: live === undefined ? '' : isoSeconds(live.token.expiresAt),
            secondsLeft: live === undefined ? 0 : secondsLeft(live.token, now),
            idlesAt: live?.idle === undefined ? '' : isoSeconds(live.idle.endsAt.wallMs),
            grants,
            owned: owned.length,
            trouble: trouble?.reason ?? '',
            troubleSince: trouble === undefined ? '' : isoSeconds(trouble.since),
        };
    }
}

;// CONCATENATED MODULE: ./build/core/masks.js
const SHORTEST_FORM = 8;
function maskForms(value) {
    return [value, ...derivedForms(value)];
}
function basicCredentialForms(clientId, clientSecret) {
    const credential = `${clientId}:${clientSecret}`;
    const encoded = base64(credential);
    return [`Basic ${encoded}`, encoded, ...derivedForms(credential)].filter(isLongEnough);
}
function tokenForms(token) {
    return [...maskForms(token), `Bearer ${token}`];
}
function derivedForms(value) {
    const bytes = Buffer.from(value, 'utf8');
    const encoded = [value, `${value}\n`, `${value}\r\n`].map((text) => base64(text).replace(/=+$/, ''));
    const cores = [0, 1, 2].map((start) => {
        const whole = start + 3 * Math.floor((bytes.length - start) / 3);
        return bytes.subarray(start, whole).toString('base64');
    });
    const forms = [...encoded, ...cores].flatMap((form) => [
        form,
        form.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
    return [...new Set(forms)].filter((form) => isLongEnough(form) && form !== value);
}
const isLongEnough = (form) => form.length >= SHORTEST_FORM;
const base64 = (text) => Buffer.from(text, 'utf8').toString('base64');

;// CONCATENATED MODULE: ./build/core/redact.js
function printedForms(secret) {
    if (/^[\w.-]*$/.test(secret))
        return [secret];
    if (/^[\w.+/= -]*$/.test(secret)) {
        const percent = encodeURIComponent(secret);
        return [secret, percent, lowerCaseCodes(percent), secret.replaceAll('/', '\\/')];
    }
    return [secret, ...secret.split(/[\r\n]+/)].filter((part) => part !== '').flatMap(writtenForms);
}
function redact(text, forms) {
    return forms.reduce((clean, form) => clean.replaceAll(form, '***'), text);
}
function longestFirst(forms) {
    return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}
function writtenForms(text) {
    const percent = [encodeURIComponent(text.toWellFormed()), formEncoded(text)];
    const json = JSON.stringify(text).slice(1, -1);
    const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const html = text.replace(/[&<>"']/g, (sign) => HTML_ENTITIES[sign] ?? sign);
    return [
        text,
        ...percent,
        ...percent.map(lowerCaseCodes),
        ...[json, ascii, upperCaseEscapes(ascii)].flatMap((form) => [form, form.replaceAll('/', '\\/')]),
        html,
    ];
}
const upperCaseEscapes = (text) => text.replace(/\\u[\da-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`);
const lowerCaseCodes = (text) => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
const HTML_ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
const formEncoded = (text) => new URLSearchParams([['', text]]).toString().slice(1);

;// CONCATENATED MODULE: ./build/agent/token-manager.js











const RENEW_AT_MOST_EVERY_MS = 10_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
const PATIENCE_MS = 5_000;
const token_manager_LOOK_AGAIN_MS = 250;
class TokenManager {
    settings;
    context;
    #journal;
    #log;
    #ending = new AbortController();
    #kept;
    #refreshToken;
    #owned = [];
    #grants = 0;
    #lastGrantAt = -Infinity;
    #renewal;
    #failure;
    #pauseMs = 0;
    #trouble;
    #hidden = { held: [], forms: [] };
    constructor(settings, context, journal, log) {
        this.settings = settings;
        this.context = { ...context, log: (sentence) => context.log(this.clean(sentence)) };
        this.#journal = journal;
        this.#log = log;
    }
    get kept() {
        return this.#kept;
    }
    get grants() {
        return this.#grants;
    }
    get trouble() {
        return this.#trouble;
    }
    get owned() {
        this.#forgetDead();
        return this.#owned;
    }
    adopt(token, refreshToken) {
        this.#kept = keep(token, this.#now());
        this.#refreshToken = refreshToken;
    }
    learn(about, change) {
        if (this.#kept?.token === about)
            this.#kept = change(this.#kept);
    }
    report(reason) {
        if (reason === undefined)
            this.#trouble = undefined;
        else
            this.#trouble = { reason: this.clean(reason), since: this.#trouble?.since ?? this.#now().wallMs };
    }
    log(sentence) {
        this.#log(this.clean(sentence));
    }
    clean(text) {
        return (0,characters/* withoutOldCommands */.KF)(redact(text, this.#formsToHide()));
    }
    #formsToHide() {
        const secret = this.settings.clientSecret.reveal();
        const tokens = [...this.#owned, this.#kept?.token].flatMap((token) => token?.value.reveal() ?? []);
        const held = tokens.concat(secret, this.#refreshToken?.reveal() ?? []);
        const isKnown = held.length === this.#hidden.held.length;
        if (isKnown && held.every((value, index) => value === this.#hidden.held[index]))
            return this.#hidden.forms;
        const forms = [...held.flatMap(maskForms), ...basicCredentialForms(this.settings.clientId, secret)];
        this.#hidden = { held, forms: longestFirst(forms.flatMap(printedForms)) };
        return this.#hidden.forms;
    }
    async token(waitMs) {
        const endsAt = this.#now().monotonicMs + waitMs;
        for (;;) {
            const fresh = this.#freshToken();
            if (fresh !== undefined)
                return fresh;
            const renewal = this.#renewUnlessPaused(FIRST_PAUSE_MS);
            const remainingMs = endsAt - this.#now().monotonicMs;
            if (this.#liveToken() !== undefined) {
                if (renewal !== undefined)
                    await this.#settled([renewal.done, renewal.delayed], this.#patienceMs());
                const best = this.#freshToken() ?? this.#liveToken();
                if (best !== undefined)
                    return best;
            }
            else if (remainingMs <= 0 || (renewal === undefined && !this.#isWorthWaiting())) {
                throw this.#noToken();
            }
            else if (renewal === undefined) {
                await this.#settled([], Math.min(remainingMs, token_manager_LOOK_AGAIN_MS));
            }
            else {
                await this.#settled([renewal.done], remainingMs);
            }
        }
    }
    async renewedToken(waitMs) {
        const sinceLastMs = this.#now().monotonicMs - this.#lastGrantAt;
        if (sinceLastMs < RENEW_AT_MOST_EVERY_MS)
            return this.token(waitMs);
        const before = this.#kept?.token;
        const renewal = this.#renewUnlessPaused(FIRST_PAUSE_MS);
        if (renewal === undefined)
            throw this.#noToken();
        await this.#settled([renewal.done], waitMs);
        const { kept } = this;
        if (kept !== undefined && kept.token !== before)
            return kept.token;
        throw this.#noToken();
    }
    renewIfDue() {
        if (this.#freshToken() === undefined)
            this.#renewUnlessPaused(this.#pauseMs);
    }
    get isRenewing() {
        return this.#renewal !== undefined;
    }
    async drain() {
        this.#ending.abort(new Error('it is ending'));
        await this.#renewal?.done;
    }
    #renewUnlessPaused(pauseMs) {
        if (this.#renewal !== undefined)
            return this.#renewal;
        const isPaused = this.#failure !== undefined && this.#now().monotonicMs - this.#failure.at < pauseMs;
        return isPaused || this.#isEnding() ? undefined : this.#startRenewal();
    }
    #startRenewal() {
        let tellDelay = () => undefined;
        const delayed = new Promise((resolve) => (tellDelay = resolve));
        const done = this.#grantNext(tellDelay).finally(() => (this.#renewal = undefined));
        this.#renewal = { done, delayed };
        return this.#renewal;
    }
    async #grantNext(tellDelay) {
        const { settings, context } = this;
        const log = (sentence) => {
            context.log(sentence);
            this.report(sentence);
            tellDelay();
        };
        try {
            const time = (0,send/* attemptsUntil */.$T)(Deadline.after(settings.timeoutMs, context.clock));
            this.#take(await grant(settings, time, { ...this.#uninterrupted(), log }, this.#refreshToken));
        }
        catch (error) {
            const left = await revokeUnusable(error, settings.apiUrl, context);
            if (left !== undefined)
                this.#own(left);
            this.#failure = { error, at: this.#now().monotonicMs };
            this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2));
            this.report((0,errors/* messageOf */.bD)(error));
            this.log(`The token could not be renewed: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    #uninterrupted() {
        const { context } = this;
        return {
            ...context,
            signal: this.#ending.signal,
            transport: (request, timeoutMs) => context.transport(request, timeoutMs, context.signal),
        };
    }
    #take({ token, refreshToken }) {
        const now = this.#now();
        this.#own(token);
        const timeoutMs = this.#kept?.idle?.timeoutMs;
        this.#kept = keep(token, now, timeoutMs);
        this.#refreshToken = refreshToken;
        this.#grants++;
        this.#lastGrantAt = now.monotonicMs;
        this.#failure = undefined;
        this.#pauseMs = 0;
        this.report(undefined);
        this.log(`Got a new token; it expires at ${isoSeconds(token.expiresAt)}.`);
    }
    #own(token) {
        this.#owned.push(token);
        this.#forgetDead();
        this.#writeJournal();
    }
    #writeJournal() {
        if (!this.settings.revoke)
            return;
        try {
            this.#journal.write(this.#owned);
        }
        catch (error) {
            this.log(`The list of tokens to revoke could not be written (${(0,errors/* messageOf */.bD)(error)}).`);
        }
    }
    #forgetDead() {
        const now = this.#now();
        this.#owned = this.#owned.filter((token) => !isSurelyDead(token, now));
    }
    #freshToken() {
        const kept = this.#kept;
        return kept !== undefined && isFresh(kept, this.#now(), this.settings.minValidityMs)
            ? kept.token
            : undefined;
    }
    #liveToken() {
        return this.#kept !== undefined && isAlive(this.#kept, this.#now()) ? this.#kept.token : undefined;
    }
    #patienceMs() {
        const left = this.#kept === undefined ? 0 : leftMs(this.#kept.endsAt, this.#now());
        return Math.min(PATIENCE_MS, left / 2);
    }
    #isEnding() {
        return this.#ending.signal.aborted;
    }
    #isWorthWaiting() {
        if (this.#isEnding())
            return false;
        const { error } = this.#failure ?? {};
        const cause = error instanceof Error ? error.cause : undefined;
        return cause instanceof retry_decision/* AttemptFailed */.Nz && (0,retry_decision/* isTemporary */.ey)(cause.failure);
    }
    #noToken() {
        return (this.#failure?.error ??
            new errors/* ActionError */.lZ('TIMED_OUT', 'No token came in time: the request for it is still under way.', [
                'Genesys Cloud is slow or has an outage',
                'Genesys Cloud limits token requests: the limit takes about a minute to recover',
            ]));
    }
    async #settled(promises, ms) {
        const over = new AbortController();
        const sleep = this.context.clock.sleep(Math.max(1, ms), over.signal).catch(() => undefined);
        await Promise.race([...promises, sleep]);
        over.abort();
    }
    #now() {
        return this.context.clock.now();
    }
}

;// CONCATENATED MODULE: ./build/http/clean-replies.js
function withCleanReplies(transport, clean) {
    return async (...sending) => {
        const reply = await transport(...sending);
        const headers = Object.entries(reply.headers).map(([name, value]) => [name, clean(value)]);
        const isSuccess = reply.status >= 200 && reply.status < 300;
        return {
            ...reply,
            headers: Object.fromEntries(headers),
            body: isSuccess ? reply.body : clean(reply.body),
        };
    };
}

;// CONCATENATED MODULE: ./build/entries/agent.js










const LONGEST_LIFE_MS = 24 * 60 * 60 * 1000;
runAgent();
function runAgent() {
    process.on('SIGUSR1', () => undefined);
    process.exitCode = 1;
    process.noDeprecation = true;
    const log = agentLog();
    const die = (error) => {
        log(`The agent stopped because of a fault of its own (${(0,errors/* messageOf */.bD)(error)}).`);
        tellStarter((0,errors/* messageOf */.bD)(error));
        process.exit(1);
    };
    process.on('uncaughtException', die);
    process.on('unhandledRejection', die);
    keepUntilTheEnd(log).then(() => process.exit(0), die);
}
async function keepUntilTheEnd(log) {
    const settings = decodeSettings(await readStdin());
    const { address, journalKey, first, refreshToken } = settings;
    const clean = (text) => keeper.clean(text);
    const journal = fileJournal(address.folder, journalKey);
    const keeper = new TokenManager(settings, requestContextOf(log, clean), journal, log);
    keeper.adopt(first, refreshToken);
    const keeping = new AgentRuntime(keeper, LONGEST_LIFE_MS);
    for (const signal of ['SIGTERM', 'SIGINT']) {
        process.on(signal, () => void keeping.stop(`got ${signal}`));
    }
    await keeping.start(address);
    tellStarter(READY);
    const { failed } = await keeping.ended;
    if (failed === 0)
        writeIfThere(() => journal.write([]));
    removeTraces(address);
}
function writeIfThere(write) {
    try {
        write();
    }
    catch {
    }
}
function requestContextOf(log, clean) {
    const transport = async (request, timeoutMs, signal) => {
        const { httpTransport } = await __nccwpck_require__.e(/* import() */ 700).then(__nccwpck_require__.bind(__nccwpck_require__, 700));
        return httpTransport(systemClock)(request, timeoutMs, signal);
    };
    return {
        transport: withCleanReplies(transport, clean),
        clock: systemClock,
        random: Math.random,
        signal: new AbortController().signal,
        log,
        mask: () => undefined,
        forget: () => undefined,
    };
}

module.exports = __webpack_exports__;
/******/ })()
;