/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 751:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GJ: () => (/* binding */ onOneLine),
/* harmony export */   KF: () => (/* binding */ withoutOldCommands),
/* harmony export */   Kg: () => (/* binding */ hasControlCharacters),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   Vo: () => (/* binding */ alternatives)
/* harmony export */ });
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

/***/ 8208:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JJ: () => (/* binding */ tellMistakes),
/* harmony export */   Uc: () => (/* binding */ describeError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/* unused harmony exports ERROR_CODES, anchorOf */
const ERROR_CODES = (/* unused pure expression or super */ null && ([
    'SETTINGS_INVALID',
    'NOT_A_RUNNER',
    'GRANT_REJECTED',
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

/***/ 7690:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ redact),
/* harmony export */   Sw: () => (/* binding */ printedForms),
/* harmony export */   z3: () => (/* binding */ longestFirst)
/* harmony export */ });
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


/***/ }),

/***/ 1584:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ic: () => (/* binding */ describeFailure),
/* harmony export */   f1: () => (/* binding */ readFailure),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   qU: () => (/* binding */ readFields),
/* harmony export */   uT: () => (/* binding */ serverDate)
/* harmony export */ });
/* harmony import */ var _core_characters_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(751);
/* harmony import */ var _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(881);


const LONGEST_QUOTE = 200;
function readFields(reply, what) {
    const fields = parseObject(reply.body);
    if (fields !== undefined)
        return fields;
    throw new _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz({
        kind: 'unreadable',
        summary: `${what} is not a JSON object (${describeBody(reply)})`,
        status: reply.status,
        ...correlation(reply, {}),
    });
}
function readFailure(reply) {
    const fields = parseObject(reply.body) ?? {};
    const error = quote(fields['error']) ?? quote(fields['code']);
    const description = quote(fields['error_description']) ?? quote(fields['description']) ?? quote(fields['message']);
    const isRedirect = reply.status >= 300 && reply.status < 400;
    const texts = [fields['error_description'], fields['description'], fields['message']];
    const retryAfterMs = readRetryAfter(reply);
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
    };
    return new _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz(failure);
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
    const clean = (0,_core_characters_js__WEBPACK_IMPORTED_MODULE_1__/* .onOneLine */ .GJ)(String(value)).trim();
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
function parseObject(text) {
    try {
        const value = JSON.parse(text.replace(/^\uFEFF/, ''));
        return typeof value === 'object' && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 881:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Nz: () => (/* binding */ AttemptFailed),
/* harmony export */   PQ: () => (/* binding */ retryDecision)
/* harmony export */ });
/* unused harmony export isTemporary */
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

/***/ 1022:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(8742);


/***/ }),

/***/ 8742:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


var net = __nccwpck_require__(9278);
var tls = __nccwpck_require__(4756);
var http = __nccwpck_require__(8611);
var https = __nccwpck_require__(5692);
var events = __nccwpck_require__(4434);
var assert = __nccwpck_require__(2613);
var util = __nccwpck_require__(9023);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
exports.debug = debug; // for test


/***/ }),

/***/ 2613:
/***/ ((module) => {

"use strict";
module.exports = require("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

"use strict";
module.exports = require("buffer");

/***/ }),

/***/ 6982:
/***/ ((module) => {

"use strict";
module.exports = require("crypto");

/***/ }),

/***/ 2250:
/***/ ((module) => {

"use strict";
module.exports = require("dns");

/***/ }),

/***/ 4434:
/***/ ((module) => {

"use strict";
module.exports = require("events");

/***/ }),

/***/ 8611:
/***/ ((module) => {

"use strict";
module.exports = require("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

"use strict";
module.exports = require("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

"use strict";
module.exports = require("net");

/***/ }),

/***/ 3053:
/***/ ((module) => {

"use strict";
module.exports = require("node:diagnostics_channel");

/***/ }),

/***/ 8500:
/***/ ((module) => {

"use strict";
module.exports = require("node:timers/promises");

/***/ }),

/***/ 2203:
/***/ ((module) => {

"use strict";
module.exports = require("stream");

/***/ }),

/***/ 4756:
/***/ ((module) => {

"use strict";
module.exports = require("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

"use strict";
module.exports = require("util");

/***/ }),

/***/ 4378:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";


// @actions/http-client loads tunnel at start and needs it only for requests through a proxy; tunnel loads
// assert. This stands before it and loads the real one at its first use.
// See docs/adr/0001-leave-out-unused-dependencies.md.
for (const name of ['httpOverHttp', 'httpOverHttps', 'httpsOverHttp', 'httpsOverHttps']) {
  exports[name] = (options) => __nccwpck_require__(1022)[name](options)
}


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
/******/ 			__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
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
// This entry need to be wrapped in an IIFE because it need to be in strict mode.
(() => {
"use strict";

// EXTERNAL MODULE: ./build/http/reply.js
var http_reply = __nccwpck_require__(1584);
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
    if (reply.status === 401 || reply.status === 404)
        return 'already-gone';
    throw (0,http_reply/* readFailure */.f1)(reply);
}

// EXTERNAL MODULE: ./build/http/retry-decision.js
var retry_decision = __nccwpck_require__(881);
;// CONCATENATED MODULE: ./build/http/send.js


const ATTEMPT_TIMEOUT_MS = 15_000;
function budget(totalMs, clock, longestAttemptMs = ATTEMPT_TIMEOUT_MS) {
    return {
        endsAt: clock.now().monotonicMs + totalMs,
        attemptMs: Math.min(longestAttemptMs, totalMs / 2),
        attempts: Infinity,
    };
}
function oneAttempt(time, longestMs) {
    return { ...time, attemptMs: longestMs, attempts: 1 };
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
async function send(doing, request, read, time, { transport, clock, random, signal, say }) {
    for (let attempt = 1;; attempt++) {
        try {
            const leftMs = time.endsAt - clock.now().monotonicMs;
            return read(await transport(request, Math.max(1, Math.min(time.attemptMs, leftMs)), signal));
        }
        catch (error) {
            if (!(error instanceof retry_decision/* AttemptFailed */.Nz))
                throw error;
            if (attempt >= time.attempts)
                throw new RequestGivenUp(error.failure, '', error);
            const leftMs = time.endsAt - clock.now().monotonicMs;
            const verdict = (0,retry_decision/* retryDecision */.PQ)(error.failure, attempt, leftMs, random());
            if (!verdict.retry)
                throw new RequestGivenUp(error.failure, send_history(attempt, verdict, leftMs), error);
            const reason = (0,http_reply/* describeFailure */.Ic)(error.failure);
            say(`${doing} failed (${reason}); trying again in ${seconds(verdict.afterMs)} (${seconds(leftMs)} left).`);
            await clock.sleep(verdict.afterMs, signal);
        }
    }
}
function send_history(attempt, verdict, leftMs) {
    const attempts = attempt === 1 ? '1 attempt' : `${attempt} attempts`;
    if (verdict.because === 'final')
        return attempt === 1 ? '' : `after ${attempts}`;
    return `after ${attempts}; the next would start in ${seconds(verdict.wantedMs)}, and ${seconds(leftMs)} are left`;
}
function seconds(ms) {
    const value = Math.max(0, ms) / 1000;
    if (value > 86_400)
        return 'more than a day';
    return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} s`;
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
;// CONCATENATED MODULE: ./build/sharing/entry-name.js

const NAME_KEY_PURPOSE = 'gc-oauth-action: name of a shared entry';
function entryName(group) {
    const { clientId, clientSecret, loginUrl, apiUrl, scope, key, jobs } = group;
    const nameKey = (0,external_node_crypto_namespaceObject.hkdfSync)('sha256', clientSecret.reveal(), '', NAME_KEY_PURPOSE, 32);
    const identity = JSON.stringify([clientId, loginUrl, apiUrl, scope ?? null, key ?? null, ...jobParts(jobs)]);
    return `gc-oauth-action-${(0,external_node_crypto_namespaceObject.createHmac)('sha256', new Uint8Array(nameKey)).update(identity).digest('hex')}`;
}
function jobParts(jobs) {
    return jobs.share === 'run'
        ? ['run', jobs.repositoryId, jobs.runId, jobs.runAttempt]
        : ['repository', jobs.repositoryId];
}

// EXTERNAL MODULE: ./build/core/characters.js
var characters = __nccwpck_require__(751);
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

;// CONCATENATED MODULE: ./build/sharing/shared-entry.js




const FORMAT = 1;
const KEY_PURPOSE = 'gc-oauth-action: contents of a shared entry';
const CIPHER = 'aes-256-gcm';
const SALT_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LONGEST_ENTRY = 64 * 1024;
function seal(contents, group, generation) {
    const salt = randomBytes(SALT_BYTES);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, contentsKey(group, salt), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(binding(group, generation));
    const sealed = Buffer.concat([cipher.update(encode(contents), 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return JSON.stringify({
        format: FORMAT,
        salt: salt.toString('base64'),
        nonce: nonce.toString('base64'),
        sealed: sealed.toString('base64'),
    });
}
function shared_entry_open(entry, group, generation) {
    if (entry.length > LONGEST_ENTRY)
        return undefined;
    const fields = parseFields(entry);
    if (fields?.['format'] !== FORMAT)
        return undefined;
    const [salt, nonce, sealed] = [bytes(fields['salt']), bytes(fields['nonce']), bytes(fields['sealed'])];
    if (salt?.length !== SALT_BYTES || nonce?.length !== NONCE_BYTES)
        return undefined;
    if (sealed === undefined || sealed.length <= TAG_BYTES)
        return undefined;
    const decipher = (0,external_node_crypto_namespaceObject.createDecipheriv)(CIPHER, contentsKey(group, salt), nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(binding(group, generation));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
        const text = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
        return decode(text.toString('utf8'));
    }
    catch {
        return undefined;
    }
}
function contentsKey(group, salt) {
    return new Uint8Array((0,external_node_crypto_namespaceObject.hkdfSync)('sha256', group.clientSecret.reveal(), salt, KEY_PURPOSE, 32));
}
function binding(group, generation) {
    const parts = [FORMAT, entryName(group), generation, ...jobParts(group.jobs)];
    return Buffer.from(JSON.stringify(parts), 'utf8');
}
function encode(contents) {
    return contents.kind === 'token'
        ? JSON.stringify({ ...contents, value: contents.value.reveal() })
        : JSON.stringify(contents);
}
function decode(text) {
    const fields = parseFields(text) ?? {};
    const { kind, value, type, grantedAt, expiresAt, at } = fields;
    if (kind === 'abandoned')
        return isTime(at) ? { kind, at } : undefined;
    if (kind !== 'token' || typeof type !== 'string' || !isTime(grantedAt) || !isTime(expiresAt))
        return undefined;
    if (typeof value !== 'string' || value === '' || (0,characters/* hasControlCharacters */.Kg)(value))
        return undefined;
    return { kind, value: new Secret(value), type, grantedAt, expiresAt };
}
const isTime = (value) => typeof value === 'number' && Number.isFinite(value);
function bytes(value) {
    return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
}
function parseFields(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? value : undefined;
    }
    catch {
        return undefined;
    }
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

;// CONCATENATED MODULE: ./build/core/time.js
function isoSeconds(at) {
    return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, -5)}Z`;
}

;// CONCATENATED MODULE: ./build/programs/revoke.js








const CALL_MS = 10_000;
const PAUSES_MS = [1_000, 2_000];
const GENERATIONS_BACK = 4;
const MOST_LOOKS = 16;
async function revokeShared(tools) {
    const { store, group, runner } = tools;
    const name = entryName(group);
    const outcomes = [];
    const endsAt = tools.retrying.clock.now().monotonicMs + tools.timeoutMs;
    let sight = await firstSight(name, tools);
    if (sight.see === 'unavailable') {
        runner.warn(`The shared token could not be looked for: ${sight.because}. If there is one, it stays valid until it expires.`);
    }
    else if (sight.see === 'nothing') {
        runner.say('There is no shared token; nothing to revoke.');
    }
    const newest = sight.see === 'entry' ? sight.generation : 0;
    for (const generation of generationsToLookAt(newest)) {
        if (generation !== newest)
            sight = await store.findGeneration(name, generation, CALL_MS);
        if (sight.see === 'unavailable')
            break;
        if (sight.see === 'nothing')
            continue;
        const outcome = await revokeEntry(sight, tools, endsAt);
        outcomes.push(outcome);
        if (outcome !== 'failed')
            await store.remove(name, generation, CALL_MS);
        if (outcomes.filter((each) => each !== 'no-token').length > GENERATIONS_BACK)
            break;
    }
    const isRevoked = outcomes.includes('revoked') && !outcomes.includes('failed');
    runner.setOutput('revoked', String(isRevoked));
}
function generationsToLookAt(newest) {
    const down = (from) => Array.from({ length: Math.min(from, MOST_LOOKS) }, (_, index) => from - index);
    return [...new Set([...down(newest), ...down(Math.min(newest, MOST_LOOKS))])];
}
async function firstSight(name, { store, retrying }) {
    for (const pauseMs of PAUSES_MS) {
        const sight = await store.find(name, CALL_MS);
        if (sight.see !== 'nothing')
            return sight;
        await retrying.clock.sleep(pauseMs, retrying.signal);
    }
    return store.find(name, CALL_MS);
}
async function revokeEntry({ generation, sealed, storeTime }, { group, runner, retrying }, endsAt) {
    const contents = shared_entry_open(sealed, group, generation);
    if (contents?.kind !== 'token') {
        const what = contents === undefined ? 'does not open with this client secret' : 'holds no token';
        runner.say(`Entry ${generation} in the store ${what}; nothing to revoke.`);
        return 'no-token';
    }
    const now = retrying.clock.now();
    const token = sharedToken(contents, { asked: now, answered: now, storeTime });
    runner.mask(tokenForms(token.value.reveal()));
    if (contents.expiresAt < storeTime) {
        runner.say(`The shared token had already expired at ${isoSeconds(token.expiresAt)}; nothing to revoke.`);
        return 'nothing-to-revoke';
    }
    const leftMs = Math.max(1, endsAt - now.monotonicMs);
    return revoke(token, group.apiUrl, leftMs, runner, retrying);
}
async function revoke(token, apiUrl, timeoutMs, runner, retrying) {
    const request = revocationRequest(apiUrl, token.value);
    const time = budget(timeoutMs, retrying.clock, CALL_MS);
    try {
        const revocation = await send('Revoking the shared token', request, readRevocation, time, retrying);
        runner.say(revocation === 'revoked'
            ? 'The shared token was revoked.'
            : 'The shared token was no longer valid (revoked, expired or idled out before); nothing to revoke.');
        return revocation === 'revoked' ? 'revoked' : 'nothing-to-revoke';
    }
    catch (error) {
        if (!(error instanceof RequestGivenUp))
            throw error;
        const reason = [(0,http_reply/* describeFailure */.Ic)(error.failure), error.history].filter((text) => text !== '').join(', ');
        runner.warn(`The shared token could not be revoked (${reason}). It may stay valid until ${isoSeconds(token.expiresAt)}. ` +
            'To end it before, disable the OAuth client in Genesys Cloud.');
        return 'failed';
    }
}

;// CONCATENATED MODULE: ./build/genesys/region.js

const REGIONS = [
    { name: 'us-east-1', domain: 'mypurecloud.com' },
    { name: 'us-east-2', domain: 'use2.us-gov-pure.cloud' },
    { name: 'us-west-2', domain: 'usw2.pure.cloud' },
    { name: 'ca-central-1', domain: 'cac1.pure.cloud' },
    { name: 'sa-east-1', domain: 'sae1.pure.cloud' },
    { name: 'mx-central-1', domain: 'mxc1.pure.cloud' },
    { name: 'eu-west-1', domain: 'mypurecloud.ie' },
    { name: 'eu-west-2', domain: 'euw2.pure.cloud' },
    { name: 'eu-central-1', domain: 'mypurecloud.de' },
    { name: 'eu-central-2', domain: 'euc2.pure.cloud' },
    { name: 'eusc-de-east-1', domain: 'edee1.eusc-pure.cloud' },
    { name: 'me-central-1', domain: 'mec1.pure.cloud' },
    { name: 'ap-south-1', domain: 'aps1.pure.cloud' },
    { name: 'ap-southeast-1', domain: 'apse1.pure.cloud' },
    { name: 'ap-southeast-2', domain: 'mypurecloud.com.au' },
    { name: 'ap-northeast-1', domain: 'mypurecloud.jp' },
    { name: 'ap-northeast-2', domain: 'apne2.pure.cloud' },
    { name: 'ap-northeast-3', domain: 'apne3.pure.cloud' },
];
function parseRegion(text) {
    const wanted = text.trim().toLowerCase();
    const name = wanted.replaceAll('_', '-');
    const host = wanted
        .replace(/^https?:\/\//, '')
        .replace(/[/?#].*$/, '')
        .replace(/:443$/, '');
    const domain = host.replace(/^(?:api|login|apps)\./, '');
    return REGIONS.find((region) => region.name === name || region.domain === domain);
}
function placeOf(region, loginUrl) {
    return region !== undefined && loginUrl === `https://login.${region.domain}`
        ? region.name
        : new URL(loginUrl).host;
}
function unknownRegion(text, loginUrlName, apiUrlName) {
    const meant = similarRegions(text);
    const cure = meant.length > 0
        ? `Did you mean ${(0,characters/* alternatives */.Vo)(meant)}?`
        : `It takes ${(0,characters/* alternatives */.Vo)(REGIONS.map(({ name }) => name))}, or a domain.`;
    return (`${(0,characters/* quoted */.TL)(text)} is unknown. ${cure} A region newer than this version, or a gateway, ` +
        `is reached with ${loginUrlName} and ${apiUrlName} instead.`);
}
function describeUnlisted(name) {
    if (name === '' || REGIONS.some((region) => region.name === name))
        return undefined;
    return `The region ${(0,characters/* quoted */.TL)(name)} is unknown to this version; the URLs that were given are used.`;
}
const MOST_SLIPS = 2;
const MOST_GUESSES = 3;
function similarRegions(text) {
    const wanted = text
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/^(?:api|login|apps)\./, '')
        .replaceAll('_', '-');
    return REGIONS.map((region) => {
        if (region.domain.startsWith(`${wanted}.`))
            return { text: region.name, distance: 0 };
        const byName = editDistance(wanted, region.name);
        const byDomain = editDistance(wanted, region.domain);
        return { text: byDomain < byName ? region.domain : region.name, distance: Math.min(byName, byDomain) };
    })
        .filter(({ distance }) => distance <= MOST_SLIPS)
        .sort((a, b) => a.distance - b.distance)
        .slice(0, MOST_GUESSES)
        .map((candidate) => candidate.text);
}
function editDistance(from, to) {
    let row = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let index = 0; index < from.length; index++) {
        const next = [index + 1];
        for (let column = 1; column <= to.length; column++) {
            const replaced = (row[column - 1] ?? 0) + (from[index] === to[column - 1] ? 0 : 1);
            next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[to.length] ?? 0;
}

;// CONCATENATED MODULE: ./build/core/base-url.js
function parseBaseUrl(text) {
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
    if (url.search !== '' || url.hash !== '') {
        return { mistake: 'contains a query or a fragment. It is the base URL that paths are added to.' };
    }
    return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}
function isLoopback(hostname) {
    return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

// EXTERNAL MODULE: ./build/core/errors.js
var errors = __nccwpck_require__(8208);
;// CONCATENATED MODULE: ./build/settings/reader.js

class Mistake {
    rest;
    isEmpty;
    constructor(rest, what) {
        this.rest = rest;
        this.isEmpty = what === 'empty';
    }
}
function inputNames(fields) {
    return Object.values(fields).flatMap(({ input = [] }) => input);
}
function formsToMask(fields, source) {
    return Object.values(fields).flatMap((field) => {
        const text = source.text(field);
        return text === '' ? [] : [...(field.secretForms?.(text, source) ?? [])];
    });
}
function reader_read(fields, rules, source, others = []) {
    const parsed = Object.entries(fields).map(([key, field]) => {
        return [key, field.parse(source.text(field) || (field.default ?? ''))];
    });
    const values = Object.fromEntries(parsed);
    const wrong = new Set(parsed.flatMap(([key, value]) => (value instanceof Mistake ? [key] : [])));
    const asked = {
        name: (key) => source.name(fields[key] ?? {}),
        isGiven: (key) => source.text(fields[key] ?? {}) !== '',
    };
    const broken = rules
        .filter(({ of }) => !of.some((key) => wrong.has(key)))
        .map(({ of: [key], check }) => [key, check(values, asked)]);
    const found = Object.keys(fields).flatMap((key) => [...parsed, ...broken].flatMap(([about, value]) => about === key && value instanceof Mistake ? [{ name: asked.name(key), mistake: value }] : []));
    if (found.length === 0 && others.length === 0)
        return values;
    const told = [...found.map(({ name, mistake }) => `${name} ${mistake.rest}`), ...others];
    const causes = found.some(({ mistake }) => mistake.isEmpty) ? source.whyEmpty : [];
    throw new errors/* ActionError */.lZ('SETTINGS_INVALID', (0,errors/* tellMistakes */.JJ)(told), causes);
}

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
    const username = redis_url_decode(url.username);
    const password = redis_url_decode(url.password);
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
        password: password === '' ? undefined : new Secret(password),
        database: Number(database),
    };
}
function secretsInRedisUrl(text) {
    const written = URL.parse(text)?.password ?? '';
    const meant = redis_url_decode(written) ?? '';
    return [...new Set([meant, written])].filter((form) => form !== '');
}
function redis_url_decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/settings/parsers.js






function optionalText(text) {
    return text === '' ? undefined : text;
}
function secret(text) {
    return new Secret(text);
}
function optionalClientId(text) {
    if (text.includes(':') || (0,characters/* hasControlCharacters */.Kg)(text)) {
        return new Mistake('contains a colon or a control character: it is no client id.');
    }
    return isDotSegment(text) ? new Mistake(`is "${text}": it is no client id.`) : optionalText(text);
}
function isDotSegment(text) {
    return text === '.' || text === '..';
}
function clientId(text) {
    return optionalClientId(text) ?? new Mistake('is empty.', 'empty');
}
function organizationId(text) {
    if (!/\s/.test(text))
        return optionalText(text);
    return new Mistake(`is ${(0,characters/* quoted */.TL)(text)}. It takes the id of the organization, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17, not its name.`);
}
function region(text) {
    return text === '' ? undefined : (parseRegion(text) ?? { name: text, domain: '' });
}
function optionalBaseUrl(text) {
    if (text === '')
        return undefined;
    const parsed = parseBaseUrl(text);
    return 'url' in parsed ? parsed.url : new Mistake(parsed.mistake);
}
function optionalRedisUrl(text) {
    if (text === '')
        return undefined;
    const target = parseRedisUrl(text);
    return 'mistake' in target ? new Mistake(`${target.mistake}.`) : target;
}
function oneOf(...words) {
    return (text) => words.find((word) => word === text.toLowerCase()) ??
        new Mistake(`is ${(0,characters/* quoted */.TL)(text)}. It takes ${(0,characters/* alternatives */.Vo)(words)}.`);
}
function flag(text) {
    const word = oneOf('true', 'false')(text);
    return word instanceof Mistake ? word : word === 'true';
}
function numberOfJobs(text) {
    return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
function parsers_seconds(shortest, longest) {
    return (text) => {
        const value = /^\d+$/.test(text) ? Number(text) : -1;
        if (value >= shortest && value <= longest)
            return value * 1000;
        return new Mistake(`is ${(0,characters/* quoted */.TL)(text)}. It takes a whole number from ${shortest} to ${longest}.`);
    };
}

;// CONCATENATED MODULE: ./build/settings/fields.js



const LONGEST_VALIDITY_SECONDS = 38_880_000;
const field = (definition) => definition;
const CLIENT_ID = field({
    input: 'client-id',
    variable: 'GENESYSCLOUD_OAUTHCLIENT_ID',
    parse: clientId,
});
const CLIENT_FIELDS = {
    clientId: CLIENT_ID,
    clientSecret: field({
        input: 'client-secret',
        variable: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
        parse: secret,
        secretForms: (text, source) => [
            ...maskForms(text),
            ...basicCredentialForms(source.text(CLIENT_ID), text),
        ],
    }),
    region: field({ input: 'region', variable: 'GENESYSCLOUD_REGION', parse: region }),
    loginUrl: field({ input: 'login-url', variable: 'GENESYSCLOUD_LOGIN_URL', parse: optionalBaseUrl }),
    apiUrl: field({ input: 'api-url', variable: 'GENESYSCLOUD_API_URL', parse: optionalBaseUrl }),
};
const TIMEOUT = field({ input: 'timeout-seconds', default: '120', parse: parsers_seconds(1, 3600) });
const REVOKE_FIELDS = {
    ...CLIENT_FIELDS,
    scope: field({ input: 'scope', parse: optionalText }),
    share: field({ input: 'share', default: 'run', parse: oneOf('none', 'run', 'repository') }),
    redis: field({
        input: 'redis-url',
        parse: optionalRedisUrl,
        secretForms: (text) => secretsInRedisUrl(text).flatMap(maskForms),
    }),
    shareKey: field({ input: 'share-key', parse: optionalText }),
    timeoutMs: TIMEOUT,
};
const fields_TOKEN_FIELDS = {
    ...CLIENT_FIELDS,
    scope: REVOKE_FIELDS.scope,
    organizationId: field({ input: 'organization-id', parse: organizationId }),
    share: { ...REVOKE_FIELDS.share, default: 'none' },
    redis: REVOKE_FIELDS.redis,
    shareKey: REVOKE_FIELDS.shareKey,
    minValidityMs: field({
        input: 'min-validity-seconds',
        default: '300',
        parse: parsers_seconds(0, LONGEST_VALIDITY_SECONDS),
    }),
    keepFresh: field({ input: 'keep-fresh', default: 'false', parse: flag }),
    exportEnvironment: field({ input: 'export-env', default: 'false', parse: flag }),
    revoke: field({ input: 'revoke', default: 'true', parse: flag }),
    timeoutMs: TIMEOUT,
    summary: field({ input: 'summary', default: 'false', parse: flag }),
    matrixSize: field({ input: 'matrix-size', default: '${{ strategy.job-total }}', parse: numberOfJobs }),
};

;// CONCATENATED MODULE: ./build/settings/rules.js



const SECRET_IS_NEEDED = {
    of: ['clientSecret'],
    check: ({ clientSecret }) => (clientSecret.reveal() === '' ? new Mistake('is empty.', 'empty') : undefined),
};
const REGION_OR_URLS = {
    of: ['region'],
    check: ({ region }, { name, isGiven }) => {
        const missing = ['loginUrl', 'apiUrl'].filter((key) => !isGiven(key)).map(name);
        if (region?.domain === '') {
            if (missing.length === 0 && !(0,characters/* hasControlCharacters */.Kg)(region.name))
                return undefined;
            return new Mistake(unknownRegion(region.name, name('loginUrl'), name('apiUrl')));
        }
        if (region !== undefined || missing.length === 0)
            return undefined;
        const instead = missing.length === 2
            ? `both ${missing.join(' and ')}`
            : `${missing.join('')} as well, which is empty too`;
        return new Mistake(`is empty. Give it (for example eu-central-1 or mypurecloud.de), or ${instead}.`, 'empty');
    },
};
const CLIENT_RULES = [SECRET_IS_NEEDED, REGION_OR_URLS];
const onlyWithShare = (key) => ({
    of: [key, 'share'],
    check: (values, { name }) => values[key] !== undefined && values.share === 'none'
        ? new Mistake(`is given, but nothing is shared. Set share to run or repository, or leave ${name(key)} out.`)
        : undefined,
});
const rules_SHARING_RULES = [
    ...CLIENT_RULES,
    onlyWithShare('redis'),
    onlyWithShare('shareKey'),
];

;// CONCATENATED MODULE: ./build/settings/settings.js



function readSettings(source, others = []) {
    const values = read(TOKEN_FIELDS, SHARING_RULES, source, others);
    return { ...values, ...clientSettings(values) };
}
function readRevokeSettings(source, others = []) {
    const values = reader_read(REVOKE_FIELDS, rules_SHARING_RULES, source, others);
    return { ...values, ...clientSettings(values) };
}
function clientSettings(values) {
    const { clientId, clientSecret, region, loginUrl, apiUrl } = values;
    const domain = region?.domain ?? '';
    return {
        clientId,
        clientSecret,
        region,
        loginUrl: loginUrl ?? `https://login.${domain}`,
        apiUrl: apiUrl ?? `https://api.${domain}`,
    };
}

;// CONCATENATED MODULE: ./build/adapters/proxy.js
const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
function readProxySettings(environment = process.env) {
    const secrets = [];
    const mistakes = [];
    const corrections = {};
    for (const name of PROXY_VARIABLES) {
        const value = environment[name]?.trim() ?? '';
        const text = value === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
        if (text !== (environment[name] ?? ''))
            corrections[name] = text;
        if (text === '')
            continue;
        const url = URL.canParse(text) ? new URL(text) : null;
        if (url !== null)
            secrets.push(...passwordsIn(url));
        const mistake = mistakeIn(url);
        if (mistake !== undefined) {
            mistakes.push(`${name} is no proxy URL: ${mistake}. It looks like http://user:password@proxy.example.com:8080.`);
        }
    }
    return { secrets: [...new Set(secrets)], mistakes, corrections };
}
function useProxySettings() {
    const settings = readProxySettings();
    for (const [name, value] of Object.entries(settings.corrections)) {
        if (value === '')
            Reflect.deleteProperty(process.env, name);
        else
            process.env[name] = value;
    }
    return settings;
}
function mistakeIn(url) {
    if (url === null || url.hostname === '')
        return 'it cannot be parsed';
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
        return 'only http and https proxies are supported';
    if (proxy_decode(url.username) === undefined || proxy_decode(url.password) === undefined) {
        return 'a % in its user or password is not followed by two hexadecimal digits; write % itself as %25';
    }
    return undefined;
}
function passwordsIn(url) {
    if (url.password === '')
        return [];
    const user = proxy_decode(url.username) ?? url.username;
    const password = proxy_decode(url.password) ?? url.password;
    const credential = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
    return [password, url.password, credential];
}
function proxy_decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/platform.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => __awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => __awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => __awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return __awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    command_issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        command_issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${external_path_namespaceObject.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    core_error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function core_error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: ./build/core/documentation.js
const HOME = 'https://github.com/org/gc-oauth-action';
const ACTION_FOLDER = /[\\/]_actions[\\/]([\w.-]+)[\\/]([\w.-]+)[\\/](.+)[\\/]dist[\\/]/;
function documentationUrl({ serverUrl, repository, ref, script, manifest }) {
    const server = serverUrl === '' ? 'https://github.com' : serverUrl;
    if (repository !== '')
        return pageOf(`${server}/${repository}`, ref);
    const [, owner, name, folderRef] = ACTION_FOLDER.exec(script) ?? [];
    if (owner !== undefined && name !== undefined && folderRef !== undefined) {
        return pageOf(`${server}/${owner}/${name}`, folderRef.replaceAll('\\', '/'));
    }
    return pageOf(homeOf(manifest) ?? HOME, ref);
}
function pageOf(home, ref) {
    return `${home}/blob/${ref}/docs/troubleshooting.md`;
}
function homeOf(manifest) {
    const repository = member(manifest, 'repository');
    const named = typeof repository === 'string' ? repository : member(repository, 'url');
    if (typeof named !== 'string')
        return undefined;
    const url = named
        .replace(/^(?:github:)?([\w.-]+\/[\w.-]+)$/, 'https://github.com/$1')
        .replace(/^git\+/, '')
        .replace(/^(?:ssh:\/\/)?git@([\w.-]+)[:/]/, 'https://$1/')
        .replace(/^git:/, 'https:')
        .replace(/\.git$/, '');
    return /^https:\/\/[\w.-]+(?::\d+)?\/[\w.-]+\/[\w.-]+$/.test(url) ? url : undefined;
}
function member(value, name) {
    return typeof value === 'object' && value !== null ? value[name] : undefined;
}

;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
;// CONCATENATED MODULE: ./build/adapters/manifest.js


function readManifest(script) {
    try {
        const file = (0,external_node_fs_namespaceObject.realpathSync)(script);
        if (!/[\\/]dist[\\/][\w-]+[\\/]index\.js$/.test(file))
            return undefined;
        return JSON.parse((0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)(file), '..', '..', 'package.json'), 'utf8'));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/core/redact.js
var redact = __nccwpck_require__(7690);
;// CONCATENATED MODULE: ./build/adapters/github-runner/github-step.js







const STATE_NAME = 'token';
const SHORTEST_SURE_FORM = 8;
class github_step_GitHubStep {
    #masked = new Set();
    #forms = [];
    mask(values) {
        const added = [...new Set(values)].filter((value) => value !== '' && !this.#masked.has(value));
        process.stdout.cork();
        for (const value of added) {
            setSecret(value);
            this.#masked.add(value);
        }
        process.stdout.uncork();
        this.#forms = (0,redact/* longestFirst */.z3)([...this.#forms, ...added.flatMap(redact/* printedForms */.Sw)]);
    }
    withoutSecrets(text) {
        const forms = this.#forms.filter((form) => form.length >= SHORTEST_SURE_FORM);
        return (0,redact/* redact */.E$)(text, forms);
    }
    say(sentence) {
        info(this.#clean(sentence).replace(/[\r\n]+/g, ' '));
    }
    debug(sentence) {
        debug(this.#clean(sentence));
    }
    warn(sentence) {
        warning(this.#clean(sentence));
    }
    fail(error) {
        if (error.cause !== undefined && error.code === 'INTERNAL')
            this.#dim(causeOf(error.cause));
        core_error(this.#clean((0,errors/* describeError */.Uc)(error, documentation())));
    }
    saveState(text) {
        saveState(STATE_NAME, text);
    }
    savedState() {
        return getState(STATE_NAME);
    }
    setOutput(name, value) {
        setOutput(name, value);
    }
    exportVariable(name, value) {
        exportVariable(name, value);
    }
    addPath(folder) {
        addPath(folder);
    }
    addSummary(markdown) {
        const path = process.env['GITHUB_STEP_SUMMARY'] ?? '';
        try {
            (0,external_node_fs_namespaceObject.appendFileSync)(path, `${this.#clean(markdown)}\n`);
        }
        catch (error) {
            this.say(`The job summary could not be written (${(0,errors/* messageOf */.bD)(error)}).`);
        }
    }
    #dim(text) {
        for (const line of this.#clean(text).split('\n'))
            info(`\u001b[2m${line}\u001b[22m`);
    }
    #clean(text) {
        return (0,characters/* withoutOldCommands */.KF)((0,redact/* redact */.E$)(text, this.#forms));
    }
}
function causeOf(cause) {
    return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
function documentation() {
    const { GITHUB_SERVER_URL, GITHUB_ACTION_REPOSITORY, GITHUB_ACTION_REF } = process.env;
    const repository = GITHUB_ACTION_REPOSITORY ?? '';
    const script = process.argv[1] ?? '';
    return documentationUrl({
        serverUrl: GITHUB_SERVER_URL ?? '',
        repository,
        ref: GITHUB_ACTION_REF || (repository === '' ? 'v1' : 'main'),
        script,
        manifest: readManifest(script),
    });
}
function requireFiles(names, environment = process.env) {
    const faults = names.flatMap((name) => {
        const path = environment[name] ?? '';
        if (path === '')
            return [`${name} is not set`];
        try {
            (0,external_node_fs_namespaceObject.accessSync)(path, external_node_fs_namespaceObject.constants.W_OK);
            return (0,external_node_fs_namespaceObject.statSync)(path).isDirectory() ? [`${name} is a folder`] : [];
        }
        catch (error) {
            return [`${name} cannot be written to (${(0,errors/* messageOf */.bD)(error)})`];
        }
    });
    if (faults.length === 0)
        return;
    throw new errors/* ActionError */.lZ('NOT_A_RUNNER', `The files that a GitHub Actions runner gives to a step are missing: ${faults.join('; ')}.`, [
        'this was started outside a workflow',
        'something removed files of the runner in RUNNER_TEMP',
        'the disk is mounted read-only',
    ]);
}

;// CONCATENATED MODULE: ./build/settings/sources.js
function inputSource(input) {
    return {
        text: (field) => (field.input === undefined ? '' : input(field.input)),
        name: (field) => field.input ?? '',
        whyEmpty: [
            'the secret or variable is not set for this repository, environment or organization: GitHub gives an empty text for a missing one, without a warning',
            'the workflow runs for a pull request from a fork or for Dependabot: these get no secrets',
            'the job names no environment, or another one than the secret belongs to',
        ],
    };
}
function variableSource(environment) {
    return {
        text: ({ variable }) => (variable === undefined ? '' : (environment[variable]?.trim() ?? '')),
        name: ({ variable }) => variable ?? '',
        whyEmpty: [
            'there is no agent here (GC_TOKEN_SOCK is not set), so that gc-token needs credentials of its own',
            'a secret of the pipeline is not mapped to these variables',
        ],
    };
}

;// CONCATENATED MODULE: ./build/adapters/github-runner/inputs.js


function stepInputs() {
    return inputSource((name) => getInput(name));
}

;// CONCATENATED MODULE: ./build/adapters/github-runner/run-action.js


function runAction(action) {
    const runner = new github_step_GitHubStep();
    const cancellation = new AbortController();
    const end = once((outcome) => {
        if ('error' in outcome)
            runner.fail(asActionError(outcome.error));
        exit('error' in outcome ? 1 : 0);
    });
    let isIgnored = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
        process.on(signal, () => {
            if (isIgnored) {
                runner.say(`The step was cancelled (${signal}); it finishes its work first.`);
                return;
            }
            const error = new errors/* ActionError */.lZ('CANCELLED', `The step was cancelled (${signal}) before it was done.`, [
                'someone or a newer run cancelled this workflow run',
                'timeout-minutes of the step or job is shorter than the wait',
            ]);
            cancellation.abort(error);
            end({ error });
        });
    }
    const ignoreCancellation = () => {
        isIgnored = true;
        process.stdout.on('error', () => undefined);
    };
    run(action, { runner, signal: cancellation.signal, ignoreCancellation }, end);
}
function runPost(action) {
    const runner = new GitHubStep();
    const cancellation = new AbortController();
    const end = once((outcome) => {
        if ('error' in outcome) {
            runner.warn(`The post step could not do its work (${messageOf(outcome.error)}).`);
        }
        exit(0);
    });
    process.stdout.on('error', () => undefined);
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT']) {
        process.on(signal, () => {
            runner.say(`The job was cancelled (${signal}); the post step finishes its work first.`);
        });
    }
    process.on('SIGTERM', () => cancellation.abort(new Error('the runner ended the post step')));
    const ignoreCancellation = () => undefined;
    run(action, { runner, signal: cancellation.signal, ignoreCancellation }, end);
}
function run(action, context, end) {
    const fail = (error) => end({ error });
    process.on('SIGUSR1', () => undefined);
    process.on('SIGUSR2', () => undefined);
    process.exitCode = 1;
    process.noDeprecation = true;
    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
    process.on('beforeExit', () => fail(new Error('nothing is left that could complete the work')));
    action(context).then(() => end({ done: true }), fail);
}
function exit(code) {
    process.exitCode = code;
    process.stdout.write('', () => {
        leaveLookUp(code);
        process.exit(code);
    });
}
function leaveLookUp(code) {
    if (!process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap'))
        return;
    try {
        process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {});
    }
    catch {
    }
}
function asActionError(error) {
    if (error instanceof errors/* ActionError */.lZ)
        return error;
    const message = `The action stopped because of a fault of its own (${(0,errors/* messageOf */.bD)(error)}).`;
    return new errors/* ActionError */.lZ('INTERNAL', message, ['a bug: please report it with the lines above'], error);
}
function once(act) {
    let isDone = false;
    return (...values) => {
        if (isDone)
            return;
        isDone = true;
        act(...values);
    };
}

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

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = require("node:os");
;// CONCATENATED MODULE: ./build/adapters/process.js


function environment() {
    return process.env;
}
function agentPlaces({ RUNNER_TEMP } = process.env) {
    return [RUNNER_TEMP ?? '', tmpdir(), ...(process.platform === 'win32' ? [] : ['/tmp'])];
}
function writeAll(fd, text) {
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length;) {
        try {
            written += writeSync(fd, bytes, written);
        }
        catch (error) {
            if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN'))
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
        }
    }
}

;// CONCATENATED MODULE: ./build/settings/hints.js



function explain(error, given) {
    if (!(error instanceof errors/* ActionError */.lZ))
        return error;
    const hints = HINTS[error.code]?.(given) ?? [];
    if (hints.length === 0)
        return error;
    return new errors/* ActionError */.lZ(error.code, error.message, [...hints, ...error.causes], error.cause);
}
const HINTS = {
    SETTINGS_INVALID: (given) => (given.inputs.length === 0 ? [] : lostInputs(given)),
    GRANT_REJECTED: slipsInCredentials,
    REQUEST_REFUSED: slipsInCredentials,
    ORGANIZATION_MISMATCH: (given) => notAnId(fields_TOKEN_FIELDS.organizationId, 'of an organization', given),
};
function slipsInCredentials(given) {
    const { clientId, clientSecret } = CLIENT_FIELDS;
    return [
        ...notAnId(clientId, 'of an OAuth client', given),
        ...wrapped(clientId, given),
        ...wrapped(clientSecret, given),
    ];
}
function lostInputs({ source, inputs, environment }) {
    const given = (name) => (environment[name] ?? '') !== '';
    const underscored = inputs
        .filter((name) => name.includes('-') && given(variableOf(name.replaceAll('-', '_'))))
        .map((name) => `the step sets ${name.replaceAll('-', '_')}: the name of this input is ${name}`);
    const { clientId } = CLIENT_FIELDS;
    if (source.text(clientId) !== '')
        return underscored;
    const names = Object.keys(environment).filter((name) => name.startsWith('INPUT_'));
    if (names.length > 0 && !names.some((name) => name.includes('-'))) {
        return [
            ...underscored,
            'no input with a hyphen in its name has arrived: a shell that starts this action, such as sh as the entrypoint of a container, drops variables with such names',
        ];
    }
    const variable = clientId.variable ?? '';
    return underscored.length > 0 || !given(variable)
        ? underscored
        : [`the job has ${variable} in its env, which only gc-token reads: give the step inputs (with:)`];
}
const variableOf = (input) => `INPUT_${input.toUpperCase()}`;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
function notAnId(field, whose, { source }) {
    const text = source.text(field);
    const { region, loginUrl, apiUrl } = CLIENT_FIELDS;
    const isGenesysCloud = parseRegion(source.text(region)) !== undefined &&
        source.text(loginUrl) === '' &&
        source.text(apiUrl) === '';
    if (text === '' || UUID.test(text) || !isGenesysCloud)
        return [];
    return [
        `${source.name(field)} does not have the form of an id ${whose}, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17`,
    ];
}
const IN_QUOTATION_MARKS = /^["'`‘’“”„«»].*["'`‘’“”«»]$/s;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
function wrapped(field, { source }) {
    const text = source.text(field);
    const name = source.name(field);
    const causes = [];
    if (IN_QUOTATION_MARKS.test(text))
        causes.push(`${name} is in quotation marks, which count as part of it`);
    if (INVISIBLE.test(text))
        causes.push(`${name} contains invisible characters: paste it anew`);
    return causes;
}

;// CONCATENATED MODULE: ./build/entries/explained.js




async function explained(action, fields) {
    try {
        await action;
    }
    catch (error) {
        throw explain(error, {
            source: stepInputs(),
            inputs: inputNames(fields),
            environment: environment(),
        });
    }
}

;// CONCATENATED MODULE: ./build/adapters/clock.js
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

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(8611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(5692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./build/node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./build/node_modules/tunnel/tunnel.cjs
var tunnel = __nccwpck_require__(4378);
;// CONCATENATED MODULE: ./build/node_modules/undici/undici.js
// @actions/http-client imports undici when it is loaded, for getAgentDispatcher() alone, which this
// project never calls. The real one costs 30 ms, 10 MiB and 900 kB in each bundle.
// See docs/adr/0001-leave-out-unused-dependencies.md.
class ProxyAgent {
  constructor() {
    throw new Error('undici is left out of this bundle: see docs/adr/0001-leave-out-unused-dependencies.md')
  }
}

;// CONCATENATED MODULE: ./build/node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var lib_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return lib_awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => lib_awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return lib_awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => lib_awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return lib_awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return lib_awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return lib_awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return lib_awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return lib_awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return lib_awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return lib_awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => lib_awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = require("node:net");
;// CONCATENATED MODULE: ./build/core/version.js
const VERSION = '1.0.0';

;// CONCATENATED MODULE: ./build/adapters/node-http.js






const USER_AGENT = `gc-oauth-action/${VERSION} (+https://github.com/org/gc-oauth-action)`;
const LARGEST_BODY_BYTES = 1024 * 1024;
function httpTransport(clock) {
    return async (request, timeoutMs, signal) => {
        signal.throwIfAborted();
        const abandoned = new AbortController();
        const client = new HttpClient(USER_AGENT, [preparing(abandoned.signal)], {
            allowRedirects: false,
            allowRetries: false,
            keepAlive: false,
        });
        const sent = clock.now();
        const exchange = async () => {
            const { message } = await dispatch(client, request);
            const body = await readWhole(message);
            return {
                status: message.statusCode ?? 0,
                headers: joinHeaders(message),
                body,
                sent,
                received: clock.now(),
            };
        };
        try {
            return await within(exchange(), timeoutMs, signal);
        }
        catch (error) {
            signal.throwIfAborted();
            if (error instanceof retry_decision/* AttemptFailed */.Nz || isOwnFault(error))
                throw error;
            throw new retry_decision/* AttemptFailed */.Nz(failureOf(error), error);
        }
        finally {
            abandoned.abort();
            client.dispose();
        }
    };
}
async function within(work, timeoutMs, signal) {
    let stop = () => undefined;
    let timer;
    const over = new Promise((_, reject) => {
        timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs);
        stop = () => reject(new Error('aborted'));
    });
    signal.addEventListener('abort', stop, { once: true });
    try {
        return await Promise.race([work, over]);
    }
    finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
    }
}
async function dispatch(client, request) {
    const headers = { ...request.headers };
    switch (request.method) {
        case 'GET':
            return client.get(request.url, headers);
        case 'DELETE':
            return client.del(request.url, headers);
        case 'POST':
            return client.post(request.url, request.body ?? '', headers);
        case 'PUT':
            return client.put(request.url, request.body ?? '', headers);
    }
}
function preparing(abandoned) {
    return {
        prepareRequest: (options) => {
            if (typeof options.host === 'string')
                options.host = options.host.replace(/^\[(.*)\]$/, '$1');
            if (!isTunnel(options.agent))
                return;
            options.signal = abandoned;
            const { proxyOptions } = options.agent;
            proxyOptions.servername = (0,external_node_net_namespaceObject.isIP)(proxyOptions.host) === 0 ? proxyOptions.host : '';
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error('This handler answers no challenge.')),
    };
}
function isTunnel(agent) {
    return typeof agent === 'object' && agent !== null && 'proxyOptions' in agent;
}
function readWhole(message) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        let bytes = 0;
        const breakOff = (error) => {
            const reason = error === undefined ? 'closed' : nameOf(error);
            reject(new retry_decision/* AttemptFailed */.Nz({ kind: 'truncated', summary: `the connection broke off in the middle of the reply (${reason})` }, error));
        };
        message.on('data', (chunk) => {
            bytes += chunk.length;
            if (bytes > LARGEST_BODY_BYTES)
                reject(tooLarge(message));
            else
                chunks.push(chunk);
        });
        message.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        message.on('error', breakOff);
        message.on('close', breakOff);
    });
}
function joinHeaders(message) {
    const headers = {};
    for (const [name, value] of Object.entries(message.headers)) {
        if (value !== undefined)
            headers[name] = asUtf8(Array.isArray(value) ? value.join(', ') : value);
    }
    return headers;
}
function asUtf8(value) {
    return Buffer.from(value, 'latin1').toString('utf8');
}
function tooLarge(message) {
    return new retry_decision/* AttemptFailed */.Nz({
        kind: 'too-large',
        summary: `the reply is larger than ${LARGEST_BODY_BYTES} bytes (HTTP ${message.statusCode ?? 0})`,
    });
}
function timedOut(timeoutMs) {
    return new retry_decision/* AttemptFailed */.Nz({
        kind: 'timeout',
        summary: `no reply within ${Math.round(timeoutMs / 100) / 10} s`,
    });
}
function failureOf(error) {
    const message = (0,http_reply/* quote */.hD)((0,errors/* messageOf */.bD)(error)) ?? '';
    const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(message)?.[1];
    if (proxyStatus !== undefined) {
        return { kind: 'proxy', summary: `the proxy answered HTTP ${proxyStatus}`, status: Number(proxyStatus) };
    }
    const proxyCause = /tunneling socket could not be established, cause=(.*)/s.exec(message)?.[1];
    if (proxyCause !== undefined)
        return { kind: 'proxy', summary: `the proxy could not be reached: ${proxyCause}` };
    const code = codeOf(error);
    if (code?.startsWith('HPE_') === true)
        return { kind: 'unreadable', summary: `the reply is no HTTP (${code})` };
    if (isTlsError(code, message))
        return { kind: 'tls', summary: `${message} (${code ?? 'TLS'})` };
    if (code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_URL') {
        return { kind: 'invalid', summary: `the request cannot be sent (${code})`, isUnsent: true };
    }
    const isUnsent = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
    return { kind: 'connection', summary: message === '' ? nameOf(error) : message, isUnsent };
}
function isOwnFault(error) {
    return (error instanceof TypeError || error instanceof ReferenceError) && codeOf(error) === undefined;
}
function isTlsError(code, message) {
    return (/^(?:UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|CRL_|ERROR_IN_)/.test(code ?? '') || /self.signed certificate|unable to verify the first certificate/.test(message));
}
function codeOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
const nameOf = (error) => codeOf(error) ?? (0,errors/* messageOf */.bD)(error);

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

;// CONCATENATED MODULE: ./build/entries/request-context.js



function retryingOver({ runner, signal }) {
    return {
        transport: withCleanReplies(httpTransport(systemClock), (text) => runner.withoutSecrets(text)),
        clock: systemClock,
        random: Math.random,
        signal,
        say: (sentence) => runner.say(sentence),
    };
}

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
const CACHE_VERSION = (0,external_node_crypto_namespaceObject.createHash)('sha256').update('gc-oauth-action shared token').digest('hex');
const BLOB_API_VERSION = '2021-12-02';
const GENERATION_DIGITS = 6;
const LAST_GENERATION = 10 ** GENERATION_DIGITS - 1;
const ATTEMPTS = 2;
function actionsCacheStore({ resultsUrl, runtimeToken, readable, writable }, retrying, mask, version = CACHE_VERSION) {
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
        return ask('The request to the cache service', request, read, withinMs, retrying);
    };
    const sight = async (message, isWanted, withinMs) => {
        if (readable !== true)
            return { see: 'unavailable', because: readable.because };
        const endsAt = retrying.clock.now().monotonicMs + withinMs;
        try {
            const entry = await call('GetCacheEntryDownloadURL', { ...message, version }, readEntry, withinMs);
            const generation = entry === undefined ? undefined : isWanted(entry.key);
            if (entry === undefined || generation === undefined)
                return { see: 'nothing' };
            mask(signaturesIn(entry.url));
            const leftMs = endsAt - retrying.clock.now().monotonicMs;
            return { see: 'entry', generation, ...(await download(entry.url, leftMs, retrying)) };
        }
        catch (error) {
            return { see: 'unavailable', because: reasonOf(error) };
        }
    };
    return {
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
        async publish(name, generation, { sealed, beforeVisible }, withinMs) {
            const key = keyOf(name, generation);
            const url = uploadUrls.get(key);
            if (url === undefined)
                return { outcome: 'failed', because: 'it was not reserved' };
            const endsAt = retrying.clock.now().monotonicMs + withinMs;
            try {
                await upload(url, sealed, withinMs / 2, retrying);
            }
            catch (error) {
                return { outcome: 'failed', because: reasonOf(error) };
            }
            beforeVisible();
            const message = { key, size_bytes: String(Buffer.byteLength(sealed)), version };
            try {
                const leftMs = endsAt - retrying.clock.now().monotonicMs;
                await call('FinalizeCacheEntryUpload', message, readFinalization, leftMs);
            }
            catch (error) {
                if (isRefusal(error))
                    return { outcome: 'failed', because: reasonOf(error) };
            }
            return { outcome: 'published' };
        },
        remove: () => Promise.resolve(),
    };
}
function ask(doing, request, read, withinMs, retrying) {
    const time = { ...budget(withinMs, retrying.clock), attempts: ATTEMPTS };
    return send(doing, request, read, time, retrying);
}
async function download(url, withinMs, retrying) {
    const request = { method: 'GET', url, headers: {} };
    const read = (reply) => {
        if (reply.status !== 200)
            throw (0,http_reply/* readFailure */.f1)(reply);
        return { sealed: reply.body, storeTime: (0,http_reply/* serverDate */.uT)(reply) ?? reply.received.wallMs };
    };
    try {
        return await ask('Reading the shared entry', request, read, withinMs, retrying);
    }
    catch (error) {
        if (error instanceof RequestGivenUp && isUseless(error)) {
            return { sealed: '', storeTime: retrying.clock.now().wallMs };
        }
        throw error;
    }
}
const isUseless = ({ failure }) => failure.kind === 'too-large' || failure.status === 404 || failure.status === 410;
async function upload(url, sealed, withinMs, retrying) {
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
    await ask('Writing the shared entry', request, read, withinMs, retrying);
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
const isRefusal = (error) => error instanceof RequestGivenUp &&
    (error.failure.kind === 'invalid' || (error.failure.kind === 'status' && (error.failure.status ?? 0) < 500));
function reasonOf(error) {
    if (error instanceof RequestGivenUp)
        return `the cache service cannot be used (${(0,http_reply/* describeFailure */.Ic)(error.failure)})`;
    throw error;
}

;// CONCATENATED MODULE: ./build/adapters/cache-service/access.js

const NOTHING = { resultsUrl: '', runtimeToken: new Secret('') };
function readCacheAccess(environment = process.env) {
    const { ACTIONS_RESULTS_URL: resultsUrl = '', ACTIONS_RUNTIME_TOKEN: runtimeToken = '' } = environment;
    if ((environment['ACTIONS_CACHE_SERVICE_V2'] ?? '') === '') {
        return refuse('this runner has no cache service of version 2 (GitHub Enterprise Server has none)');
    }
    if (runtimeToken === '' || !URL.canParse(resultsUrl)) {
        return refuse('this runner does not say where its cache service is');
    }
    return { resultsUrl, runtimeToken: new Secret(runtimeToken), ...readMode(environment) };
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

;// CONCATENATED MODULE: ./build/entries/token-store.js



async function openTokenStore({ redis }, runner, retrying) {
    if (redis === undefined) {
        const access = readCacheAccess();
        if (access.runtimeToken.reveal() !== '')
            runner.mask(tokenForms(access.runtimeToken.reveal()));
        return actionsCacheStore(access, retrying, (values) => runner.mask(values));
    }
    const { redisStore } = await Promise.all(/* import() */[__nccwpck_require__.e(13), __nccwpck_require__.e(203)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7203));
    return redisStore(redis, retrying.signal);
}

;// CONCATENATED MODULE: ./build/entries/revoke.js













runAction((context) => explained(revoke_revoke(context), REVOKE_FIELDS));
async function revoke_revoke(context) {
    const { runner } = context;
    const inputs = stepInputs();
    const proxy = useProxySettings();
    runner.mask([...formsToMask(REVOKE_FIELDS, inputs), ...proxy.secrets]);
    const settings = readRevokeSettings(inputs, proxy.mistakes);
    const unlisted = describeUnlisted(settings.region?.name ?? '');
    if (unlisted !== undefined)
        runner.say(unlisted);
    requireFiles(['GITHUB_OUTPUT']);
    const jobs = settings.share === 'none' ? undefined : readJobs(settings.share);
    if (jobs === undefined || 'missing' in jobs) {
        const because = jobs === undefined ? 'share is none' : `${jobs.missing} is not set`;
        runner.say(`There is no shared token (${because}); nothing to revoke.`);
        runner.setOutput('revoked', 'false');
        return;
    }
    const retrying = retryingOver(context);
    const store = await openTokenStore(settings, runner, retrying);
    const { timeoutMs, shareKey: key } = settings;
    await revokeShared({ group: { ...settings, key, jobs }, store, timeoutMs, runner, retrying });
}

})();

module.exports = __webpack_exports__;
/******/ })()
;