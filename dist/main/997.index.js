"use strict";
exports.id = 997;
exports.ids = [997];
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

2997:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  requirePermissions: () => (requirePermissions)
});

var errors = __webpack_require__(8208);
var account = __webpack_require__(5221);
;// CONCATENATED MODULE: ./build/genesys/missing-permissions.js
function describePermission({ domain, entity, action }) {
    return `${domain}:${entity}:${action}`;
}
function missingPermissions(wanted, roles) {
    const policies = roles.flatMap((role) => role.policies);
    return wanted.filter((permission) => !policies.some((policy) => allows(policy, permission)));
}
function allows({ domain, entity, actions }, wanted) {
    return (covers(domain, wanted.domain) &&
        covers(entity, wanted.entity) &&
        actions.some((action) => covers(action, wanted.action)));
}
const covers = (allowed, wanted) => allowed === '*' || allowed.toLowerCase() === wanted.toLowerCase();

var send = __webpack_require__(7432);
;// CONCATENATED MODULE: ./build/programs/require-permissions.js




const READ_WITHIN_MS = 10_000;
async function requirePermissions({ apiUrl, token }, wanted, deadline, context) {
    const exchange = {
        doing: 'Reading the roles',
        request: (0,account/* accountRequest */.ZA)(apiUrl, token.value, account/* ACCOUNT_PATHS */.j.roles),
        read: account/* readRoles */.iZ,
    };
    let roles;
    try {
        roles = await (0,send/* send */.tN)(exchange, (0,send/* attemptsUntil */.$T)(deadline.part(READ_WITHIN_MS)), context);
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW))
            throw error;
        const reason = (0,send/* describeGivingUp */.dF)(error);
        context.log(`The roles of the OAuth client could not be read (${reason}), so that require-permissions is not checked.`);
        return;
    }
    const missing = missingPermissions(wanted, roles);
    if (missing.length > 0)
        throw lacks(missing, roles);
}
function lacks(missing, roles) {
    const names = missing.map(describePermission).join(', ');
    const has = roles.length === 0 ? 'no roles' : `the roles ${(0,account/* describeRoles */.hI)(roles)}`;
    return new errors/* ActionError */.lZ('PERMISSIONS_MISSING', `The OAuth client lacks ${names}; it has ${has}. The token was not handed out.`, [
        'the client has no role with that permission: give it one (Admin, Integrations, OAuth, Roles)',
        'require-permissions names a permission that does not exist, or is misspelt',
    ]);
}


})

};
;