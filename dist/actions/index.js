(() => { // webpackBootstrap
"use strict";
var __webpack_modules__ = ({

880:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kb: () => (GitHubStep),
  PO: () => (requireFiles)
});

// UNUSED EXPORTS: documentation

var actions_core_js_ = __nccwpck_require__(9892);
var external_node_fs_ = __nccwpck_require__(3024);
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

var errors = __nccwpck_require__(8208);
var characters = __nccwpck_require__(751);
var redact = __nccwpck_require__(7690);
;// CONCATENATED MODULE: ./build/core/redactor.js


const SHORTEST_SURE_FORM = 8;
class Redactor {
    #counts = new Map();
    #sorted;
    add(forms) {
        const given = [...new Set(forms)].filter((form) => form !== '');
        const added = given.filter((form) => !this.#counts.has(form));
        for (const form of given)
            this.#counts.set(form, (this.#counts.get(form) ?? 0) + 1);
        if (added.length > 0)
            this.#sorted = undefined;
        return added;
    }
    forget(forms) {
        for (const form of new Set(forms)) {
            const count = this.#counts.get(form) ?? 0;
            if (count > 1)
                this.#counts.set(form, count - 1);
            else if (this.#counts.delete(form))
                this.#sorted = undefined;
        }
    }
    clean(text) {
        return (0,characters/* withoutOldCommands */.KF)((0,redact/* redact */.E$)(text, this.#forms()));
    }
    cleanReply(text) {
        return (0,redact/* redact */.E$)(text, this.#forms().filter((form) => form.length >= SHORTEST_SURE_FORM));
    }
    #forms() {
        this.#sorted ??= (0,redact/* longestFirst */.z3)([...this.#counts.keys()].flatMap(redact/* printedForms */.Sw));
        return this.#sorted;
    }
}

;// CONCATENATED MODULE: ./build/adapters/clean-stderr.js
const BYTES = /<Buffer [^>]*>/g;
function cleanStderr(clean) {
    if ((process.env['NODE_DEBUG'] ?? '') === '')
        return;
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (chunk, ...rest) => {
        const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
        return write(clean(text.replace(BYTES, '<Buffer ***>')), ...rest);
    };
}

;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
;// CONCATENATED MODULE: ./build/adapters/manifest.js


function readManifest(script) {
    try {
        const file = (0,external_node_fs_.realpathSync)(script);
        if (!/[\\/]dist[\\/][\w-]+[\\/]index\.js$/.test(file))
            return undefined;
        return JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)(file), '..', '..', 'package.json'), 'utf8'));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/adapters/github-runner/github-step.js







class GitHubStep {
    #redactor = new Redactor();
    #last = [];
    constructor() {
        cleanStderr((text) => this.#redactor.clean(text));
    }
    mask(values) {
        process.stdout.cork();
        for (const value of this.#redactor.add(values))
            actions_core_js_.setSecret(value);
        process.stdout.uncork();
    }
    cleanReply(text) {
        return this.#redactor.cleanReply(text);
    }
    log(sentence) {
        actions_core_js_.info(this.#redactor.clean(sentence).replace(/[\r\n]+/g, ' '));
    }
    clean(text) {
        return this.#redactor.clean(text);
    }
    group(title, lines) {
        actions_core_js_.startGroup(title);
        for (const line of lines)
            this.log(line);
        actions_core_js_.endGroup();
    }
    debug(sentence) {
        actions_core_js_.debug(this.#redactor.clean(sentence));
    }
    warn(sentence) {
        actions_core_js_.warning(this.#redactor.clean(sentence));
    }
    fail(error) {
        if (error.cause !== undefined && error.code === 'INTERNAL')
            this.#dim(causeOf(error.cause));
        actions_core_js_.error(this.#redactor.clean((0,errors/* describeError */.Uc)(error, documentation())));
    }
    saveState(name, text) {
        actions_core_js_.saveState(name, text);
    }
    savedState(name) {
        return actions_core_js_.getState(name);
    }
    setOutput(name, value) {
        actions_core_js_.setOutput(name, value);
    }
    exportVariable(name, value) {
        actions_core_js_.exportVariable(name, value);
    }
    addPath(folder) {
        actions_core_js_.addPath(folder);
    }
    addSummary(markdown) {
        const path = process.env['GITHUB_STEP_SUMMARY'] ?? '';
        try {
            (0,external_node_fs_.appendFileSync)(path, `${this.#redactor.clean(markdown)}\n`);
        }
        catch (error) {
            this.log(`The job summary could not be written (${(0,errors/* messageOf */.bD)(error)}).`);
        }
    }
    atExit(last) {
        this.#last.push(last);
    }
    end() {
        for (const last of this.#last)
            last();
    }
    #dim(text) {
        for (const line of this.#redactor.clean(text).split('\n'))
            actions_core_js_.info(`\u001b[2m${line}\u001b[22m`);
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
            (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK);
            return (0,external_node_fs_.statSync)(path).isDirectory() ? [`${name} is a folder`] : [];
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


}),

751:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  GJ: () => (onOneLine),
  KF: () => (withoutOldCommands),
  Kg: () => (hasControlCharacters),
  TL: () => (quoted),
  Vo: () => (alternatives)
});
const PRINTABLE_ASCII = /^[ -~]*$/;
function hasControlCharacters(text) {
    return !PRINTABLE_ASCII.test(text) && new RegExp('\\p{Cc}', 'u').test(text);
}
function onOneLine(text) {
    const line = PRINTABLE_ASCII.test(text)
        ? text
        : text.replace(new RegExp('[\\p{C}\\p{Zl}\\p{Zp}]+', 'gu'), ' ');
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


}),

8208:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  $N: () => (codeOf),
  JJ: () => (tellMistakes),
  Uc: () => (describeError),
  bD: () => (messageOf),
  lZ: () => (ActionError)
});
/* unused harmony exports ERROR_CODES, anchorOf */
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
    'TOKEN_EXPIRED',
    'NETWORK_FAILED',
    'TIMED_OUT',
    'TLS_FAILED',
    'PROXY_FAILED',
    'ORGANIZATION_MISMATCH',
    'ORGANIZATION_UNKNOWN',
    'PERMISSIONS_MISSING',
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
function codeOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}


}),

7690:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  E$: () => (redact),
  Sw: () => (printedForms),
  z3: () => (longestFirst)
});
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


}),

4795:
(() => {


process.on('SIGUSR1', () => undefined);
process.on('SIGUSR2', () => undefined);


}),

9892:
((module) => {

module.exports = require("../shared/actions-core.js");

}),

4075:
((module) => {

module.exports = require("../shared/http-client.js");

}),

7598:
((module) => {

module.exports = require("node:crypto");

}),

3024:
((module) => {

module.exports = require("node:fs");

}),

7030:
((module) => {

module.exports = require("node:net");

}),

8161:
((module) => {

module.exports = require("node:os");

}),

8500:
((module) => {

module.exports = require("node:timers/promises");

}),

1692:
((module) => {

module.exports = require("node:tls");

}),

7975:
((module) => {

module.exports = require("node:util");

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
// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  revoke: () => (revoke),
  rotate: () => (rotate)
});

var early_signals = __nccwpck_require__(4795);
var errors = __nccwpck_require__(8208);
var github_step = __nccwpck_require__(880);
;// CONCATENATED MODULE: ./build/adapters/github-runner/run-action.js


function runAction(action) {
    const step = new github_step/* GitHubStep */.kb();
    const cancellation = new AbortController();
    const end = once((outcome) => {
        if ('error' in outcome)
            step.fail(asActionError(outcome.error));
        step.end();
        exit('error' in outcome ? 1 : 0);
    });
    let isIgnored = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
        process.on(signal, () => {
            if (isIgnored) {
                step.log(`The step was cancelled (${signal}); it finishes its work first.`);
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
    run(action, { step, signal: cancellation.signal, ignoreCancellation }, end);
}
function runPost(action) {
    const step = new GitHubStep();
    const cancellation = new AbortController();
    const end = once((outcome) => {
        if ('error' in outcome) {
            step.warn(`The post step could not do its work (${messageOf(outcome.error)}).`);
        }
        step.end();
        exit(0);
    });
    process.stdout.on('error', () => undefined);
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT']) {
        process.on(signal, () => {
            step.log(`The job was cancelled (${signal}); the post step finishes its work first.`);
        });
    }
    process.on('SIGTERM', () => cancellation.abort(new Error('the runner ended the post step')));
    const ignoreCancellation = () => undefined;
    run(action, { step, signal: cancellation.signal, ignoreCancellation }, end);
}
function run(action, context, end) {
    const fail = (error) => end({ error });
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

;// CONCATENATED MODULE: ./build/entries/actions.js


function revoke() {
    runAction(async (action) => (await Promise.all(/* import() */[__nccwpck_require__.e(15), __nccwpck_require__.e(263)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1263))).revokeAction(action));
}
function rotate() {
    runAction(async (action) => (await Promise.all(/* import() */[__nccwpck_require__.e(132), __nccwpck_require__.e(15), __nccwpck_require__.e(379)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8379))).rotateAction(action));
}

module.exports = __webpack_exports__;
})()
;