#!/usr/bin/env node
/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 97:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   XM: () => (/* binding */ askAgent),
/* harmony export */   Yf: () => (/* binding */ AgentUnreachable),
/* harmony export */   Yv: () => (/* binding */ AgentError)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(30);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(561);


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
            const line = (0,_agent_protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeRequest */ .kf)({ ask, nonce: readNonce(), waitMs });
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
    const reply = (0,_agent_protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .decodeReply */ .X$)(line);
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
        const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)(path);
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
            else if (text.length > _agent_protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .LARGEST_REPLY_BYTES */ .UH)
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


/***/ }),

/***/ 23:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ju: () => (/* binding */ isPipe),
/* harmony export */   fM: () => (/* binding */ NONCE_FILE),
/* harmony export */   kv: () => (/* binding */ readNonce)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _regular_file_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(735);


const NONCE_FILE = 'nonce';
function isPipe(socket) {
    return socket.startsWith('\\\\');
}
function readNonce(socket, places) {
    if (!isPipe(socket))
        return (0,_regular_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readRegularFile */ .X)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(socket), NONCE_FILE)).toString();
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(socket.replaceAll('\\', '/'));
    let last = new Error('no place to look in');
    for (const place of places) {
        try {
            return (0,_regular_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readRegularFile */ .X)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(place, name, NONCE_FILE)).toString();
        }
        catch (error) {
            last = error;
        }
    }
    throw last;
}


/***/ }),

/***/ 621:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qy: () => (/* binding */ agentPlaces),
/* harmony export */   cA: () => (/* binding */ environment),
/* harmony export */   f4: () => (/* binding */ writeAll)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);


function environment() {
    return process.env;
}
function agentPlaces({ RUNNER_TEMP } = process.env) {
    return [RUNNER_TEMP ?? '', (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), ...(process.platform === 'win32' ? [] : ['/tmp'])];
}
function writeAll(fd, text) {
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length;) {
        try {
            written += (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(fd, bytes, written);
        }
        catch (error) {
            if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN'))
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
        }
    }
}


/***/ }),

/***/ 735:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readRegularFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

function readRegularFile(path) {
    const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW);
    try {
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(fd).isFile())
            throw new Error(`${path} is no file`);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(fd);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(fd);
    }
}


/***/ }),

/***/ 561:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EQ: () => (/* binding */ readTokenReply),
/* harmony export */   UH: () => (/* binding */ LARGEST_REPLY_BYTES),
/* harmony export */   WP: () => (/* binding */ PROTOCOL_VERSION),
/* harmony export */   X$: () => (/* binding */ decodeReply),
/* harmony export */   cE: () => (/* binding */ QUESTIONS),
/* harmony export */   kf: () => (/* binding */ encodeRequest),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
const PROTOCOL_VERSION = 1;
const LARGEST_REPLY_BYTES = 256 * 1024;
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


/***/ }),

/***/ 406:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   py: () => (/* binding */ tokenForms),
/* harmony export */   xX: () => (/* binding */ basicCredentialForms),
/* harmony export */   ye: () => (/* binding */ maskForms)
/* harmony export */ });
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


/***/ }),

/***/ 566:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ isoSeconds)
/* harmony export */ });
function isoSeconds(at) {
    return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, -5)}Z`;
}


/***/ }),

/***/ 143:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
const VERSION = '1.0.0';


/***/ }),

/***/ 372:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ parseArguments),
/* harmony export */   r: () => (/* binding */ WrongUsage)
/* harmony export */ });
class WrongUsage extends Error {
    name = 'WrongUsage';
}
function parseArguments(args) {
    const [first, ...rest] = args;
    if (first === 'exec')
        return parseExec(rest);
    if (first !== 'status')
        return parseOptions(args);
    if (rest.length > 0)
        throw new WrongUsage('status takes no arguments.');
    return { do: 'status' };
}
function parseExec(rest) {
    if (rest[0] === '--help' || rest[0] === '-h')
        return { do: 'help' };
    const [dashes, command, ...args] = rest;
    if (dashes !== '--')
        throw new WrongUsage('exec needs two dashes before the command: gc-token exec -- COMMAND.');
    if (command === undefined || command === '')
        throw new WrongUsage('exec needs a command after the two dashes.');
    return { do: 'exec', command, args };
}
function parseOptions(args) {
    if (args.includes('--help') || args.includes('-h'))
        return { do: 'help' };
    if (args.includes('--version'))
        return { do: 'version' };
    const known = ['--header', '--json', '--renew'];
    const unknown = args.find((argument) => !known.includes(argument));
    if (unknown !== undefined)
        throw new WrongUsage(`${describe(unknown)} is not known.`);
    const isHeader = args.includes('--header');
    const isJson = args.includes('--json');
    if (isHeader && isJson)
        throw new WrongUsage('--header and --json exclude each other.');
    return {
        do: 'token',
        format: isHeader ? 'header' : isJson ? 'json' : 'plain',
        renew: args.includes('--renew'),
    };
}
const describe = (argument) => /^-{0,2}[a-z-]{1,20}$/.test(argument) ? `"${argument}"` : 'An argument';


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

/***/ 421:
/***/ ((module) => {

module.exports = require("node:child_process");

/***/ }),

/***/ 598:
/***/ ((module) => {

module.exports = require("node:crypto");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = require("node:fs");

/***/ }),

/***/ 30:
/***/ ((module) => {

module.exports = require("node:net");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = require("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = require("node:path");

/***/ }),

/***/ 500:
/***/ ((module) => {

module.exports = require("node:timers/promises");

/***/ }),

/***/ 66:
/***/ ((module) => {

module.exports = require("node:tty");

/***/ }),

/***/ 975:
/***/ ((module) => {

module.exports = require("node:util");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = require("tls");

/***/ }),

/***/ 404:
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
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
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

// EXTERNAL MODULE: ./build/adapters/process.js
var adapters_process = __nccwpck_require__(621);
// EXTERNAL MODULE: ./build/adapters/agent-socket/client.js
var client = __nccwpck_require__(97);
// EXTERNAL MODULE: ./build/adapters/agent-socket/nonce.js
var nonce = __nccwpck_require__(23);
// EXTERNAL MODULE: ./build/agent/protocol.js
var protocol = __nccwpck_require__(561);
// EXTERNAL MODULE: ./build/programs/gc-token/arguments.js
var gc_token_arguments = __nccwpck_require__(372);
// EXTERNAL MODULE: ./build/core/masks.js
var masks = __nccwpck_require__(406);
// EXTERNAL MODULE: ./build/core/time.js
var time = __nccwpck_require__(566);
;// CONCATENATED MODULE: ./build/programs/gc-token/print.js


function printToken(token, format) {
    switch (format) {
        case 'plain':
            return `${token.accessToken}\n`;
        case 'header':
            return `Authorization: Bearer ${token.accessToken}\n`;
        case 'json':
            return `${JSON.stringify({
                access_token: token.accessToken,
                token_type: token.tokenType,
                expires_at: (0,time/* isoSeconds */.n)(token.expiresAt),
                region: token.region,
                api_url: token.apiUrl,
            })}\n`;
    }
}
function maskLines(accessToken) {
    return (0,masks/* tokenForms */.py)(accessToken)
        .map((form) => `::add-mask::${form.replaceAll('%', '%25')}\n`)
        .join('');
}

// EXTERNAL MODULE: ./build/core/version.js
var version = __nccwpck_require__(143);
;// CONCATENATED MODULE: ./build/entries/gc-token.js







const WAIT_MS = 120_000;
runCommand();
function runCommand() {
    process.exitCode = 1;
    process.noDeprecation = true;
    process.on('SIGUSR1', () => undefined);
    obey(process.argv.slice(2))
        .catch(async (error) => (await Promise.all(/* import() */[__nccwpck_require__.e(709), __nccwpck_require__.e(977)]).then(__nccwpck_require__.bind(__nccwpck_require__, 977))).complain(error))
        .then((exitCode) => process.exit(exitCode))
        .catch(() => process.exit(1));
}
async function obey(args) {
    const command = (0,gc_token_arguments/* parseArguments */.W)(args);
    switch (command.do) {
        case 'help':
            return put((await __nccwpck_require__.e(/* import() */ 949).then(__nccwpck_require__.bind(__nccwpck_require__, 949))).HELP);
        case 'version':
            return put(`${version/* VERSION */.x}\n`);
        case 'status':
            return gc_token_status();
        case 'token':
            return token(command);
        case 'exec':
            return exec(command);
    }
}
async function token({ format, renew }) {
    const found = (await fromAgent(renew ? 'renew' : 'token')) ?? (await fromEnvironment());
    mask(found);
    return put(printToken(found, format));
}
async function gc_token_status() {
    const fields = await ask('status');
    if (fields === undefined)
        throw new client/* AgentUnreachable */.Yf('GC_TOKEN_SOCK is not set');
    return put((await __nccwpck_require__.e(/* import() */ 740).then(__nccwpck_require__.bind(__nccwpck_require__, 740))).printStatus(fields));
}
async function exec({ command, args }) {
    const found = await fromAgent('token');
    const { exitCode, fault } = found === undefined
        ? await (await Promise.all(/* import() */[__nccwpck_require__.e(313), __nccwpck_require__.e(709), __nccwpck_require__.e(9)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9))).executeWithKeeper(command, args, mask)
        : await (await __nccwpck_require__.e(/* import() */ 50).then(__nccwpck_require__.bind(__nccwpck_require__, 50))).executeWithAgent(command, args, found, mask);
    if (fault !== undefined)
        (await Promise.all(/* import() */[__nccwpck_require__.e(709), __nccwpck_require__.e(977)]).then(__nccwpck_require__.bind(__nccwpck_require__, 977))).log(fault);
    return exitCode;
}
async function fromEnvironment() {
    return (await Promise.all(/* import() */[__nccwpck_require__.e(313), __nccwpck_require__.e(709), __nccwpck_require__.e(9)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9))).grantOnce();
}
async function fromAgent(question) {
    const fields = await ask(question);
    if (fields === undefined)
        return undefined;
    const reply = (0,protocol/* readTokenReply */.EQ)(fields);
    if (reply === undefined)
        throw new client/* AgentUnreachable */.Yf('it gave an answer that holds no token');
    return reply;
}
async function ask(question) {
    const socket = (0,adapters_process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '';
    if (socket === '')
        return undefined;
    try {
        return await (0,client/* askAgent */.XM)(socket, () => (0,nonce/* readNonce */.kv)(socket, (0,adapters_process/* agentPlaces */.Qy)()), question, WAIT_MS);
    }
    catch (error) {
        if (!(error instanceof client/* AgentUnreachable */.Yf) || question === 'status')
            throw error;
        const { hasCredentials } = await __nccwpck_require__.e(/* import() */ 709).then(__nccwpck_require__.bind(__nccwpck_require__, 709));
        if (!hasCredentials((0,adapters_process/* environment */.cA)()))
            throw error;
        const { log } = await Promise.all(/* import() */[__nccwpck_require__.e(709), __nccwpck_require__.e(977)]).then(__nccwpck_require__.bind(__nccwpck_require__, 977));
        log(`The agent does not answer (${error.message}); asking Genesys Cloud directly.`);
        return undefined;
    }
}
function mask({ accessToken }) {
    if ((0,adapters_process/* environment */.cA)()['GITHUB_ACTIONS'] === 'true')
        (0,adapters_process/* writeAll */.f4)(2, maskLines(accessToken));
}
function put(text) {
    (0,adapters_process/* writeAll */.f4)(1, text);
    return 0;
}

module.exports = __webpack_exports__;
/******/ })()
;