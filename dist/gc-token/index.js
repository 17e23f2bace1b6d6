#!/usr/bin/env node
(() => { // webpackBootstrap
"use strict";
var __webpack_modules__ = ({

6097:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  X: () => (askAgent)
});
var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7030);
var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
var _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8198);
var _agent_protocol_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6561);



const GRACE_MS = 5_000;
const ENDS_WITHIN_MS = 1_000;
const BUSY_OR_NEW = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];
const CONNECT_FOR_MS = 3_000;
const CONNECT_AGAIN_MS = 100;
async function askAgent(inquiry) {
    const { socket, readNonce, ask, waitMs, wish, connectMs = CONNECT_FOR_MS, graceMs = GRACE_MS } = inquiry;
    const giveUpAt = Date.now() + connectMs;
    for (;;) {
        try {
            const line = (0,_agent_protocol_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeRequest */ .kf)({ ask, nonce: readNonce(), waitMs, wish });
            return understand(await exchange(socket, line, waitMs + graceMs, ask === 'stop'));
        }
        catch (error) {
            if (error instanceof _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentUnreachable */ .F || error instanceof _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentError */ .Y)
                throw error;
            const { code, syscall, message } = error;
            const isComingBack = BUSY_OR_NEW.includes(code ?? '') || (code === 'ENOENT' && syscall === 'connect');
            if (!isComingBack || Date.now() >= giveUpAt)
                throw new _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentUnreachable */ .F(message);
            await new Promise((resolve) => setTimeout(resolve, CONNECT_AGAIN_MS));
        }
    }
}
function understand(line) {
    const reply = (0,_agent_protocol_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeReply */ .X$)(line);
    if (reply === undefined)
        throw new _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentUnreachable */ .F('what answered is not an agent of this version');
    if (!reply.ok && reply.error.code === 'AGENT_UNREACHABLE')
        throw new _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentUnreachable */ .F(reply.error.message);
    if (!reply.ok)
        throw new _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentError */ .Y(reply.error);
    return reply.fields;
}
async function exchange(path, line, timeoutMs, untilEnded) {
    return new Promise((resolve, reject) => {
        let text = '';
        const socket = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)(path);
        const timer = setTimeout(() => {
            socket.destroy(new _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentUnreachable */ .F(`no answer within ${Math.round(timeoutMs / 1000)} s`));
        }, timeoutMs);
        socket.setEncoding('utf8');
        socket.on('connect', () => socket.write(line));
        socket.on('data', (chunk) => {
            text += chunk;
            if (text.includes('\n')) {
                if (!untilEnded)
                    resolve(text);
                else
                    setTimeout(() => socket.destroy(), ENDS_WITHIN_MS).unref();
            }
            else if (text.length > _agent_protocol_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGEST_REPLY_BYTES */ .UH)
                socket.destroy(new _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentUnreachable */ .F('the answer is too long'));
        });
        socket.on('error', reject);
        socket.on('close', () => {
            clearTimeout(timer);
            if (text.includes('\n'))
                resolve(text);
            reject(new _agent_agent_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AgentUnreachable */ .F('the agent closed the connection without an answer'));
        });
    });
}


}),

5019:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  fM: () => (NONCE_FILE),
  Ju: () => (isPipe),
  kv: () => (readNonce)
});

var external_node_path_ = __nccwpck_require__(6760);
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/adapters/regular-file.js

function readRegularFile(path) {
    const fd = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK | external_node_fs_.constants.O_NOFOLLOW);
    try {
        if (!(0,external_node_fs_.fstatSync)(fd).isFile())
            throw new Error(`${path} is no file`);
        return (0,external_node_fs_.readFileSync)(fd);
    }
    finally {
        (0,external_node_fs_.closeSync)(fd);
    }
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/nonce.js


const NONCE_FILE = 'nonce';
function isPipe(socket) {
    return socket.startsWith('\\\\');
}
function readNonce(socket, places) {
    if (!isPipe(socket))
        return readRegularFile((0,external_node_path_.join)((0,external_node_path_.dirname)(socket), NONCE_FILE)).toString();
    const name = (0,external_node_path_.basename)(socket.replaceAll('\\', '/'));
    let last = new Error('no place to look in');
    for (const place of places) {
        try {
            return readRegularFile((0,external_node_path_.join)(place, name, NONCE_FILE)).toString();
        }
        catch (error) {
            last = error;
        }
    }
    throw last;
}


}),

5766:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  m: () => (systemClock)
});
const systemClock = {
    now: () => ({ wallMs: Date.now(), monotonicMs: Number(process.hrtime.bigint() / 1000000n) }),
    sleep: async (ms, signal) => {
        const { setTimeout: delay } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8500, 23));
        try {
            await delay(ms, undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    },
};


}),

3621:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Qy: () => (agentPlaces),
  cA: () => (environment),
  f4: () => (writeAll)
});
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);


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


}),

8198:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  F: () => (AgentUnreachable),
  Y: () => (AgentError)
});
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


}),

6561:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  EQ: () => (readTokenReply),
  UH: () => (LARGEST_REPLY_BYTES),
  WP: () => (PROTOCOL_VERSION),
  X$: () => (decodeReply),
  kf: () => (encodeRequest)
});
var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6089);
var _core_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3431);


const PROTOCOL_VERSION = 1;
const LARGEST_REPLY_BYTES = 256 * 1024;
function encodeRequest(request) {
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ...request })}\n`;
}
function decodeReply(line) {
    const fields = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .l)(line);
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
    const { accessToken, tokenType: type, expiresAt, region, apiUrl, isUnchanged } = fields;
    if (!isLine(accessToken) || accessToken === '' || !isLine(type))
        return undefined;
    if (typeof expiresAt !== 'number' || !isLine(region) || !isLine(apiUrl))
        return undefined;
    const token = { value: new _core_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .z(accessToken), type, expiresAt, region, apiUrl };
    return isUnchanged === true ? { ...token, isUnchanged } : token;
}
const LINE = /^[ -~\u00a0-\uffff]*$/;
const isLine = (value) => typeof value === 'string' && LINE.test(value);


}),

2095:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  B: () => (Deadline)
});
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


}),

6089:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  P: () => (fieldsOf),
  l: () => (parseObject)
});
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


}),

3406:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  py: () => (tokenForms),
  xX: () => (basicCredentialForms),
  ye: () => (maskForms)
});
const SHORTEST_FORM = 8;
function maskForms(value) {
    return [value, ...derivedForms(value)];
}
function basicCredentialForms(clientId, secret) {
    const credential = `${clientId}:${secret}`;
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


}),

3431:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  z: () => (Secret)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

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
    [node_util__WEBPACK_IMPORTED_MODULE_0__.inspect.custom]() {
        return HIDDEN;
    }
}


}),

566:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  n: () => (isoSeconds)
});
function isoSeconds(at) {
    const date = new Date(at);
    const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
    return `${day.map(twoDigits).join('-')}T${time.map(twoDigits).join(':')}Z`;
}
const twoDigits = (number) => String(number).padStart(2, '0');


}),

6121:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  o: () => (parseTokenWish)
});
function parseTokenWish(args) {
    const [isHeader, isJson, renew] = ['--header', '--json', '--renew'].map((option) => args.includes(option));
    if (!args.every((argument) => ['--header', '--json', '--renew'].includes(argument)))
        return undefined;
    if (isHeader === true && isJson === true)
        return undefined;
    return { format: isHeader === true ? 'header' : isJson === true ? 'json' : 'plain', renew: renew === true };
}


}),

4075:
((module) => {

module.exports = require("../shared/http-client.js");

}),

2058:
((module) => {

module.exports = require("../shared/jose.js");

}),

1421:
((module) => {

module.exports = require("node:child_process");

}),

7598:
((module) => {

module.exports = require("node:crypto");

}),

1553:
((module) => {

module.exports = require("node:dns/promises");

}),

3024:
((module) => {

module.exports = require("node:fs");

}),

7067:
((module) => {

module.exports = require("node:http");

}),

4708:
((module) => {

module.exports = require("node:https");

}),

7030:
((module) => {

module.exports = require("node:net");

}),

8161:
((module) => {

module.exports = require("node:os");

}),

6760:
((module) => {

module.exports = require("node:path");

}),

7075:
((module) => {

module.exports = require("node:stream");

}),

8500:
((module) => {

module.exports = require("node:timers/promises");

}),

1692:
((module) => {

module.exports = require("node:tls");

}),

7066:
((module) => {

module.exports = require("node:tty");

}),

7975:
((module) => {

module.exports = require("node:util");

}),

8877:
((module) => {

module.exports = require("node:v8");

}),

714:
((module) => {

module.exports = require("node:vm");

}),

8522:
((module) => {

module.exports = require("node:zlib");

})

});
/************************************************************************/
// The module cache
var __webpack_module_cache__ = {};

// The require function
function __nccwpck_require__(moduleId) {
	// Check if module is in cache
	var cachedModule = __webpack_module_cache__[moduleId];
	if (cachedModule !== undefined) {
		return cachedModule.exports;
	}
	// Create a new module (and put it into the cache)
	var module = __webpack_module_cache__[moduleId] = {
		// no module.id needed
		// no module.loaded needed
		exports: {}
	};

	// Execute the module function
	var threw = true;
	try {
		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
		threw = false;
	} finally {
		if(threw) delete __webpack_module_cache__[moduleId];
	}

	// Return the exports of the module
	return module.exports;
}

// expose the modules object (__webpack_modules__)
__nccwpck_require__.m = __webpack_modules__;

/************************************************************************/
/* webpack/runtime/asset-relocator-loader */
if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";

/* webpack/runtime/compat get default export */
(() => {
	// getDefaultExport function for compatibility with non-harmony modules
	__nccwpck_require__.n = (module) => {
		var getter = module && module.__esModule ?
			() => (module['default']) :
			() => (module);
		__nccwpck_require__.d(getter, { a: getter });
		return getter;
	};
})();

/* webpack/runtime/create fake namespace object */
(() => {
	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
	var leafPrototypes;
	// create a fake namespace object
	// mode & 1: value is a module id, require it
	// mode & 2: merge all properties of value into the ns
	// mode & 4: return value when already ns object
	// mode & 16: return value when it's Promise-like
	// mode & 8|1: behave like require
	__nccwpck_require__.t = function(value, mode) {
		if(mode & 1) value = this(value);
		if(mode & 8) return value;
		if(typeof value === 'object' && value) {
			if((mode & 4) && value.__esModule) return value;
			if((mode & 16) && typeof value.then === 'function') return value;
		}
		var ns = Object.create(null);
		__nccwpck_require__.r(ns);
		var def = {};
		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
		}
		def['default'] = () => (value);
		__nccwpck_require__.d(ns, def);
		return ns;
	};
})();

/* webpack/runtime/define property getters */
(() => {
	// define getter functions for harmony exports
	__nccwpck_require__.d = (exports, definition) => {
		for(var key in definition) {
			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
			}
		}
	};
})();

/* webpack/runtime/ensure chunk */
(() => {
	__nccwpck_require__.f = {};
	// This file contains only the entry chunk.
	// The chunk loading function for additional chunks
	__nccwpck_require__.e = (chunkId) => {
		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
			__nccwpck_require__.f[key](chunkId, promises);
			return promises;
		}, []));
	};
})();

/* webpack/runtime/get javascript chunk filename */
(() => {
	// This function allow to reference async chunks
	__nccwpck_require__.u = (chunkId) => {
		// return url for filenames based on template
		return "" + chunkId + ".index.js";
	};
})();

/* webpack/runtime/hasOwnProperty shorthand */
(() => {
	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
})();

/* webpack/runtime/make namespace object */
(() => {
	// define __esModule on exports
	__nccwpck_require__.r = (exports) => {
		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
		}
		Object.defineProperty(exports, '__esModule', { value: true });
	};
})();

/* webpack/runtime/require chunk loading */
(() => {
	// no baseURI
	
	// object to store loaded chunks
	// "1" means "loaded", otherwise not loaded yet
	var installedChunks = {
		792: 1
	};
	
	// no on chunks loaded
	
	var installChunk = (chunk) => {
		var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
		for(var moduleId in moreModules) {
			if(__nccwpck_require__.o(moreModules, moduleId)) {
				__nccwpck_require__.m[moduleId] = moreModules[moduleId];
			}
		}
		if(runtime) runtime(__nccwpck_require__);
		for(var i = 0; i < chunkIds.length; i++)
			installedChunks[chunkIds[i]] = 1;
	
	};
	
	// require() chunk loading for javascript
	__nccwpck_require__.f.require = (chunkId, promises) => {
		// "1" is the signal for "already loaded"
		if(!installedChunks[chunkId]) {
			if(true) { // all chunks have JS
				installChunk(require("./" + __nccwpck_require__.u(chunkId)));
			} else installedChunks[chunkId] = 1;
		}
	};
	
	// no external install chunk
	
	// no HMR
	
	// no HMR manifest
})();

/************************************************************************/
var __webpack_exports__ = {};

var agent_errors = __nccwpck_require__(8198);
var protocol = __nccwpck_require__(6561);
var client = __nccwpck_require__(6097);
var nonce = __nccwpck_require__(5019);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/source.js




function agentSource(socket, places) {
    const ask = async (question, deadline) => {
        const inquiry = {
            socket,
            readNonce: () => (0,nonce/* readNonce */.kv)(socket, places),
            ask: question,
            waitMs: deadline.leftMs,
        };
        const token = (0,protocol/* readTokenReply */.EQ)(await (0,client/* askAgent */.X)(inquiry));
        if (token === undefined)
            throw new agent_errors/* AgentUnreachable */.F('it gave an answer that holds no token');
        return token;
    };
    return {
        current: (deadline) => ask('token', deadline),
        renew: async (deadline, rejected) => {
            if (rejected === undefined)
                return ask('renew', deadline);
            const token = await ask('token', deadline);
            return token.value.reveal() === rejected.reveal() ? ask('renew', deadline) : token;
        },
    };
}

var clock = __nccwpck_require__(5766);
var adapters_process = __nccwpck_require__(3621);
var core_deadline = __nccwpck_require__(2095);
var masks = __nccwpck_require__(3406);
var time = __nccwpck_require__(566);
;// CONCATENATED MODULE: ./build/programs/gc-token/print.js


function printToken(token, format) {
    switch (format) {
        case 'plain':
            return `${token.value.reveal()}\n`;
        case 'header':
            return `Authorization: Bearer ${token.value.reveal()}\n`;
        case 'json':
            return `${JSON.stringify({
                access_token: token.value.reveal(),
                token_type: token.type,
                expires_at: (0,time/* isoSeconds */.n)(token.expiresAt),
                region: token.region,
                api_url: token.apiUrl,
            })}\n`;
    }
}
function maskLines(accessToken) {
    return (0,masks/* tokenForms */.py)(accessToken)
        .map((form) => `::add-mask::${escapeData(form)}\n`)
        .join('');
}
const escapeData = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

var token_wish = __nccwpck_require__(6121);
;// CONCATENATED MODULE: ./build/entries/gc-token.js







const WAIT_MS = 120_000;
runCommand();
function runCommand() {
    process.exitCode = 1;
    process.noDeprecation = true;
    process.on('SIGUSR1', () => undefined);
    obey(process.argv.slice(2))
        .catch(async (error) => (await terminal()).complain(error))
        .then((exitCode) => process.exit(exitCode))
        .catch(() => process.exit(1));
}
async function obey(args) {
    if (((0,adapters_process/* environment */.cA)()['NODE_DEBUG'] ?? '') !== '')
        (await terminal()).cleanDebugLines();
    const wish = (0,token_wish/* parseTokenWish */.o)(args);
    if (wish !== undefined)
        return token(wish);
    return (await Promise.all(/* import() */[__nccwpck_require__.e(690), __nccwpck_require__.e(943)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7943))).obeyCommand(args, { token, fromAgent, mask, agentSource: agentSource });
}
async function token({ format, renew }) {
    const found = (await fromAgent(renew)) ?? (await (await Promise.all(/* import() */[__nccwpck_require__.e(854), __nccwpck_require__.e(690), __nccwpck_require__.e(813), __nccwpck_require__.e(94)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2094))).askWithCredentials());
    if (found.isUnchanged === true)
        (await terminal()).sayUnchanged();
    mask(found.value);
    (0,adapters_process/* writeAll */.f4)(1, printToken(found, format));
    return 0;
}
function terminal() {
    return __nccwpck_require__.e(/* import() */ 690).then(__nccwpck_require__.bind(__nccwpck_require__, 9690));
}
async function fromAgent(isToBeRenewed) {
    const socket = (0,adapters_process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '';
    if (socket === '')
        return undefined;
    const agent = agentSource(socket, (0,adapters_process/* agentPlaces */.Qy)());
    const deadline = core_deadline/* Deadline */.B.after(WAIT_MS, clock/* systemClock */.m);
    try {
        const found = await (isToBeRenewed ? agent.renew(deadline) : agent.current(deadline));
        if ((0,adapters_process/* environment */.cA)()['GENESYSCLOUD_ORGANIZATION_ID'])
            await (await Promise.all(/* import() */[__nccwpck_require__.e(854), __nccwpck_require__.e(690), __nccwpck_require__.e(213)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2213))).guardToken(found);
        return found;
    }
    catch (error) {
        if (!(error instanceof agent_errors/* AgentUnreachable */.F))
            throw error;
        (await terminal()).sayUnreachable(error);
        return undefined;
    }
}
function mask(value) {
    if ((0,adapters_process/* environment */.cA)()['GITHUB_ACTIONS'] === 'true')
        (0,adapters_process/* writeAll */.f4)(2, maskLines(value.reveal()));
}

module.exports = __webpack_exports__;
})()
;