"use strict";
exports.id = 351;
exports.ids = [351];
exports.modules = {

5221:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Hj: () => (isDefaultLifetime),
  ZA: () => (accountRequest),
  bD: () => (describeSeconds),
  hI: () => (describeRoles),
  iZ: () => (readRoles),
  j: () => (ACCOUNT_PATHS),
  rW: () => (readIdleTimeoutSeconds),
  sO: () => (readRequestsPerMinute)
});
var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6089);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1584);


const ACCOUNT_PATHS = {
    idleTimeout: '/api/v2/tokens/timeout',
    roles: '/api/v2/authorization/subjects/me',
    limits: '/api/v2/organizations/limits/namespaces/platform.api',
};
function accountRequest(apiUrl, token, path) {
    return {
        method: 'GET',
        url: `${apiUrl}${path}`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readRoles(reply) {
    return objects(successOf(reply)['grants']).map((grant) => {
        const role = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .P)(grant['role']) ?? {};
        const division = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .P)(grant['division']) ?? {};
        return {
            name: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(role['name']) ?? (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(role['id']) ?? '',
            division: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(division['name']) ?? (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(division['id']) ?? '',
            policies: objects(role['policies']).map((policy) => ({
                domain: textOf(policy['domain']),
                entity: textOf(policy['entityName']),
                actions: Array.isArray(policy['actions']) ? policy['actions'].map(textOf) : [],
            })),
        };
    });
}
function readIdleTimeoutSeconds(reply) {
    const { enableIdleTokenTimeout, idleTokenTimeoutSeconds: seconds } = successOf(reply);
    return enableIdleTokenTimeout !== false && typeof seconds === 'number' && seconds > 0 ? seconds : undefined;
}
const LIMITS = ['client.credentials.token.rate.per.minute', 'token.rate.per.minute'];
function readRequestsPerMinute(reply) {
    const limits = objects(successOf(reply)['entities']);
    const values = LIMITS.map((key) => limits.find((limit) => limit['key'] === key)?.['value']);
    return values.find((value) => typeof value === 'number');
}
function describeRoles(roles) {
    const names = [...new Set(roles.map(({ name }) => name))];
    return names
        .map((name) => {
        const divisions = roles.flatMap((role) => (role.name === name ? role.division : []));
        const known = [...new Set(divisions)].filter((division) => division !== '');
        return known.length === 0 ? name : `${name} (${known.join(', ')})`;
    })
        .join(', ');
}
function describeSeconds(seconds) {
    const step = seconds < 3600 ? 1 : 60;
    const whole = Math.round(seconds / step) * step;
    const parts = [
        [Math.floor(whole / 3600), 'h'],
        [Math.floor((whole % 3600) / 60), 'min'],
        [whole % 60, 's'],
    ];
    const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
    return said.length === 0 ? '0 s' : said.slice(0, 2).join(' ');
}
function isDefaultLifetime(lifetimeMs) {
    return Math.abs(lifetimeMs - 86_400_000) <= 1_000;
}
function successOf(reply) {
    if (reply.status !== 200)
        throw (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .readFailure */ .f1)(reply);
    return (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .readFields */ .qU)(reply, 'the reply');
}
const textOf = (value) => (typeof value === 'string' ? value : '');
const objects = (value) => Array.isArray(value) ? value.map(_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .P).filter((item) => item !== undefined) : [];


}),

1351:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  readAccountFacts: () => (readAccountFacts)
});
var _genesys_account_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5221);
var _http_send_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7432);


async function readAccountFacts({ apiUrl, token }, deadline, context) {
    const ask = async (path, read) => {
        const exchange = {
            doing: 'Reading for the summary',
            request: (0,_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .accountRequest */ .ZA)(apiUrl, token.value, path),
            read,
        };
        try {
            return await (0,_http_send_js__WEBPACK_IMPORTED_MODULE_1__/* .send */ .tN)(exchange, (0,_http_send_js__WEBPACK_IMPORTED_MODULE_1__/* .oneAttempt */ .Yl)(deadline), context);
        }
        catch {
            return '';
        }
    };
    const [roles, idleTimeout] = await Promise.all([
        ask(_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .ACCOUNT_PATHS */ .j.roles, (reply) => (0,_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .describeRoles */ .hI)((0,_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .readRoles */ .iZ)(reply)) || 'none'),
        ask(_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .ACCOUNT_PATHS */ .j.idleTimeout, (reply) => {
            const seconds = (0,_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .readIdleTimeoutSeconds */ .rW)(reply);
            return seconds === undefined ? 'none' : (0,_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .describeSeconds */ .bD)(seconds);
        }),
    ]);
    const { lifetimeMs } = token;
    const lifetime = (0,_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .describeSeconds */ .bD)(lifetimeMs / 1000);
    return { roles, lifetime, isLifetimeDefault: (0,_genesys_account_js__WEBPACK_IMPORTED_MODULE_0__/* .isDefaultLifetime */ .Hj)(lifetimeMs), idleTimeout };
}


})

};
;