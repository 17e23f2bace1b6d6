"use strict";
exports.id = 709;
exports.ids = [709];
exports.modules = {

/***/ 751:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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

/***/ 208:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JJ: () => (/* binding */ tellMistakes),
/* harmony export */   OQ: () => (/* binding */ ERROR_CODES),
/* harmony export */   Uc: () => (/* binding */ describeError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/* unused harmony export anchorOf */
const ERROR_CODES = [
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
];
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

/***/ 431:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ Secret)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

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


/***/ }),

/***/ 596:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   cf: () => (/* binding */ parseRegion),
/* harmony export */   hk: () => (/* binding */ unknownRegion),
/* harmony export */   kA: () => (/* binding */ describeUnlisted)
/* harmony export */ });
/* unused harmony exports REGIONS, similarRegions */
/* harmony import */ var _core_characters_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(751);

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
function placeOf(region, tokenUrl) {
    return region !== undefined && tokenUrl === `https://login.${region.domain}/oauth/token`
        ? region.name
        : new URL(tokenUrl).host;
}
function unknownRegion(text, loginUrlName, apiUrlName) {
    const meant = similarRegions(text);
    const cure = meant.length > 0
        ? `Did you mean ${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .alternatives */ .Vo)(meant)}?`
        : `It takes ${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .alternatives */ .Vo)(REGIONS.map(({ name }) => name))}, or a domain.`;
    return (`${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(text)} is unknown. ${cure} A region newer than this version, or a gateway, ` +
        `is reached with ${loginUrlName} and ${apiUrlName} instead.`);
}
function describeUnlisted(name) {
    if (name === '' || REGIONS.some((region) => region.name === name))
        return undefined;
    return `The region ${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(name)} is unknown to this version; the URLs that were given are used.`;
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


/***/ }),

/***/ 709:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hasCredentials: () => (/* binding */ hasCredentials),
  Qo: () => (/* binding */ readEnvironment),
  O0: () => (/* binding */ secretsOfEnvironment)
});

// UNUSED EXPORTS: ENVIRONMENT_FIELDS

// EXTERNAL MODULE: ./build/genesys/region.js
var genesys_region = __webpack_require__(596);
// EXTERNAL MODULE: ./build/settings/fields.js + 3 modules
var fields = __webpack_require__(907);
// EXTERNAL MODULE: ./build/settings/reader.js
var reader = __webpack_require__(518);
// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/settings/rules.js



const SECRET_IS_NEEDED = {
    of: ['clientSecret'],
    check: ({ clientSecret }) => (clientSecret.reveal() === '' ? new reader/* Mistake */.Fp('is empty.', 'empty') : undefined),
};
const REGION_OR_URLS = {
    of: ['region'],
    check: ({ region }, { name, isGiven }) => {
        const missing = [
            ...(isGiven('loginUrl') || isGiven('tokenUrl') ? [] : [name('loginUrl')]),
            ...(isGiven('apiUrl') ? [] : [name('apiUrl')]),
        ];
        if (region?.domain === '') {
            if (missing.length === 0 && !(0,characters/* hasControlCharacters */.Kg)(region.name))
                return undefined;
            return new reader/* Mistake */.Fp((0,genesys_region/* unknownRegion */.hk)(region.name, name('loginUrl'), name('apiUrl')));
        }
        if (region !== undefined || missing.length === 0)
            return undefined;
        const instead = missing.length === 2
            ? `both ${missing.join(' and ')}`
            : `${missing.join('')} as well, which is empty too`;
        return new reader/* Mistake */.Fp(`is empty. Give it (for example eu-central-1 or mypurecloud.de), or ${instead}.`, 'empty');
    },
};
const TOKEN_PATH = '/oauth/token';
const BASE_OF_TOKEN_ENDPOINT = {
    of: ['loginUrl'],
    check: ({ loginUrl }, { name }) => {
        if (loginUrl?.endsWith(TOKEN_PATH) !== true)
            return undefined;
        const whole = name('tokenUrl');
        const instead = whole === '' ? '' : `, or give the whole URL as ${whole} in its place`;
        return new reader/* Mistake */.Fp(`ends in ${TOKEN_PATH}, which is added to it. Leave that out${instead}.`);
    },
};
const CLIENT_RULES = [
    SECRET_IS_NEEDED,
    REGION_OR_URLS,
    BASE_OF_TOKEN_ENDPOINT,
];
const onlyWithShare = (key) => ({
    of: [key, 'share'],
    check: (values, { name }) => values[key] !== undefined && values.share === 'none'
        ? new reader/* Mistake */.Fp(`is given, but nothing is shared. Set share to run or repository, or leave ${name(key)} out.`)
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
    const { organizationId, minValidityMs, keepFresh, exportEnvironment, revoke, summary, matrixSize } = values;
    return {
        ...revokeSettings(values),
        organizationId,
        minValidityMs,
        keepFresh,
        exportEnvironment,
        revoke,
        summary,
        matrixSize,
    };
}
function readRevokeSettings(source, others = []) {
    return revokeSettings(read(REVOKE_FIELDS, SHARING_RULES, source, others));
}
function revokeSettings(values) {
    const { scope, share, redis, shareKey, timeoutMs } = values;
    return { ...clientSettings(values), scope, share, redis, shareKey, timeoutMs };
}
function clientSettings(values) {
    const { clientId, clientSecret, region, apiUrl } = values;
    const domain = region?.domain ?? '';
    const loginUrl = values.loginUrl ?? (domain === '' ? '' : `https://login.${domain}`);
    return {
        credentials: { method: 'basic', clientId, clientSecret },
        region,
        loginUrl,
        tokenUrl: values.tokenUrl ?? `${loginUrl}/oauth/token`,
        apiUrl: apiUrl ?? `https://api.${domain}`,
    };
}

// EXTERNAL MODULE: ./build/settings/sources.js
var sources = __webpack_require__(603);
;// CONCATENATED MODULE: ./build/settings/environment.js






const ENVIRONMENT_FIELDS = {
    ...fields/* CLIENT_FIELDS */.yP,
    minValidityMs: fields/* TOKEN_FIELDS */.c0.minValidityMs,
    timeoutMs: fields/* TOKEN_FIELDS */.c0.timeoutMs,
};
function readEnvironment(environment, others = []) {
    const values = (0,reader/* read */.LF)(ENVIRONMENT_FIELDS, CLIENT_RULES, (0,sources/* variableSource */.u)(environment), others);
    const { credentials, region, tokenUrl, apiUrl } = clientSettings(values);
    return {
        clientId: credentials.clientId,
        clientSecret: credentials.clientSecret,
        tokenUrl,
        apiUrl,
        place: (0,genesys_region/* placeOf */.$t)(region, tokenUrl),
        region: region?.name ?? '',
        scope: undefined,
        minValidityMs: values.minValidityMs,
        timeoutMs: values.timeoutMs,
        revoke: true,
    };
}
function hasCredentials(environment) {
    const { clientId, clientSecret } = ENVIRONMENT_FIELDS;
    const { text } = (0,sources/* variableSource */.u)(environment);
    return text(clientId) !== '' && text(clientSecret) !== '';
}
function secretsOfEnvironment(environment) {
    return (0,reader/* formsToMask */.Jm)(ENVIRONMENT_FIELDS, (0,sources/* variableSource */.u)(environment));
}


/***/ }),

/***/ 907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yP: () => (/* binding */ CLIENT_FIELDS),
  c0: () => (/* binding */ TOKEN_FIELDS)
});

// UNUSED EXPORTS: REVOKE_FIELDS, TIMEOUT, field

// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(406);
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

// EXTERNAL MODULE: ./build/core/characters.js
var characters = __webpack_require__(751);
// EXTERNAL MODULE: ./build/core/secret.js
var secret = __webpack_require__(431);
// EXTERNAL MODULE: ./build/genesys/region.js
var region = __webpack_require__(596);
// EXTERNAL MODULE: ./build/settings/reader.js
var reader = __webpack_require__(518);
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

;// CONCATENATED MODULE: ./build/settings/parsers.js






function optionalText(text) {
    return text === '' ? undefined : text;
}
function parsers_secret(text) {
    return new secret/* Secret */.z(text);
}
function optionalClientId(text) {
    if (text.includes(':') || (0,characters/* hasControlCharacters */.Kg)(text)) {
        return new reader/* Mistake */.Fp('contains a colon or a control character: it is no client id.');
    }
    return isDotSegment(text) ? new reader/* Mistake */.Fp(`is "${text}": it is no client id.`) : optionalText(text);
}
function isDotSegment(text) {
    return text === '.' || text === '..';
}
function clientId(text) {
    return optionalClientId(text) ?? new reader/* Mistake */.Fp('is empty.', 'empty');
}
function organizationId(text) {
    if (!/\s/.test(text))
        return optionalText(text);
    return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes the id of the organization, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17, not its name.`);
}
function parsers_region(text) {
    return text === '' ? undefined : ((0,region/* parseRegion */.cf)(text) ?? { name: text, domain: '' });
}
function optionalBaseUrl(text) {
    if (text === '')
        return undefined;
    const parsed = parseBaseUrl(text);
    return 'url' in parsed ? parsed.url : new reader/* Mistake */.Fp(parsed.mistake);
}
function optionalEndpointUrl(text) {
    if (text === '')
        return undefined;
    const parsed = parseEndpointUrl(text);
    return 'url' in parsed ? parsed.url : new reader/* Mistake */.Fp(parsed.mistake);
}
function optionalRedisUrl(text) {
    if (text === '')
        return undefined;
    const target = parseRedisUrl(text);
    return 'mistake' in target ? new reader/* Mistake */.Fp(`${target.mistake}.`) : target;
}
function oneOf(...words) {
    return (text) => words.find((word) => word === text.toLowerCase()) ??
        new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes ${(0,characters/* alternatives */.Vo)(words)}.`);
}
function flag(text) {
    const word = oneOf('true', 'false')(text);
    return word instanceof reader/* Mistake */.Fp ? word : word === 'true';
}
function numberOfJobs(text) {
    return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
function seconds(shortest, longest) {
    return (text) => {
        const value = /^\d+$/.test(text) ? Number(text) : -1;
        if (value >= shortest && value <= longest)
            return value * 1000;
        return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes a whole number from ${shortest} to ${longest}.`);
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
        parse: parsers_secret,
        secretForms: (text, source) => [
            ...(0,masks/* maskForms */.ye)(text),
            ...(0,masks/* basicCredentialForms */.xX)(source.text(CLIENT_ID), text),
        ],
    }),
    region: field({ input: 'region', variable: 'GENESYSCLOUD_REGION', parse: parsers_region }),
    loginUrl: field({ input: 'login-url', variable: 'GENESYSCLOUD_LOGIN_URL', parse: optionalBaseUrl }),
    tokenUrl: field({ input: 'token-url', variable: 'GENESYSCLOUD_TOKEN_URL', parse: optionalEndpointUrl }),
    apiUrl: field({ input: 'api-url', variable: 'GENESYSCLOUD_API_URL', parse: optionalBaseUrl }),
};
const TIMEOUT = field({ input: 'timeout-seconds', default: '120', parse: seconds(1, 3600) });
const REVOKE_FIELDS = {
    ...CLIENT_FIELDS,
    scope: field({ input: 'scope', parse: optionalText }),
    share: field({ input: 'share', default: 'run', parse: oneOf('none', 'run', 'repository') }),
    redis: field({
        input: 'redis-url',
        parse: optionalRedisUrl,
        secretForms: (text) => secretsInRedisUrl(text).flatMap(masks/* maskForms */.ye),
    }),
    shareKey: field({ input: 'share-key', parse: optionalText }),
    timeoutMs: TIMEOUT,
};
const TOKEN_FIELDS = {
    ...CLIENT_FIELDS,
    scope: REVOKE_FIELDS.scope,
    organizationId: field({ input: 'organization-id', parse: organizationId }),
    share: { ...REVOKE_FIELDS.share, default: 'none' },
    redis: REVOKE_FIELDS.redis,
    shareKey: REVOKE_FIELDS.shareKey,
    minValidityMs: field({
        input: 'min-validity-seconds',
        default: '300',
        parse: seconds(0, LONGEST_VALIDITY_SECONDS),
    }),
    keepFresh: field({ input: 'keep-fresh', default: 'false', parse: flag }),
    exportEnvironment: field({ input: 'export-env', default: 'false', parse: flag }),
    revoke: field({ input: 'revoke', default: 'true', parse: flag }),
    timeoutMs: TIMEOUT,
    summary: field({ input: 'summary', default: 'false', parse: flag }),
    matrixSize: field({ input: 'matrix-size', default: '${{ strategy.job-total }}', parse: numberOfJobs }),
};


/***/ }),

/***/ 518:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fp: () => (/* binding */ Mistake),
/* harmony export */   Jm: () => (/* binding */ formsToMask),
/* harmony export */   LF: () => (/* binding */ read)
/* harmony export */ });
/* unused harmony export inputNames */
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(208);

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
function read(fields, rules, source, others = []) {
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
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('SETTINGS_INVALID', (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .tellMistakes */ .JJ)(told), causes);
}


/***/ }),

/***/ 603:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ variableSource)
/* harmony export */ });
/* unused harmony export inputSource */
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


/***/ })

};
;