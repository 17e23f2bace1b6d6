"use strict";
exports.id = 213;
exports.ids = [213];
exports.modules = {

2213:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  guardToken: () => (guardToken)
});
var _adapters_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5766);
var _adapters_process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3621);
var _adapters_proxy_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7312);
var _core_deadline_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2095);
var _programs_gc_token_guarded_source_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87);
var _settings_fields_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4012);
var _settings_reader_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6518);
var _settings_sources_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(603);
var _terminal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9690);
var _terminal_requests_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2756);










const GUARD_WITHIN_MS = 30_000;
async function guardToken(token) {
    const { organizationId } = _settings_fields_js__WEBPACK_IMPORTED_MODULE_3__/* .TOKEN_FIELDS */ .c0;
    const values = (0,_settings_reader_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)({ organizationId }, [], (0,_settings_sources_js__WEBPACK_IMPORTED_MODULE_7__/* .variableSource */ .u)((0,_adapters_process_js__WEBPACK_IMPORTED_MODULE_1__/* .environment */ .cA)()), (0,_adapters_proxy_js__WEBPACK_IMPORTED_MODULE_8__/* .useProxySettings */ .v)().mistakes);
    const there = () => Promise.resolve(token);
    const source = (0,_programs_gc_token_guarded_source_js__WEBPACK_IMPORTED_MODULE_2__/* .guardedSource */ .S)({ current: there, renew: there }, values.organizationId, (0,_terminal_requests_js__WEBPACK_IMPORTED_MODULE_6__/* .requestContextOf */ .S)(_terminal_js__WEBPACK_IMPORTED_MODULE_5__.log));
    await source.current(_core_deadline_js__WEBPACK_IMPORTED_MODULE_9__/* .Deadline */ .B.after(GUARD_WITHIN_MS, _adapters_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m));
}


}),

8223:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  A7: () => (readOwner),
  LW: () => (describeOrganization),
  PD: () => (ownerRequest),
  lu: () => (guardOrganization)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1584);


function ownerRequest(apiUrl, token) {
    return {
        method: 'GET',
        url: `${apiUrl}/api/v2/tokens/me`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readOwner(reply) {
    if (reply.status !== 200)
        throw (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .readFailure */ .f1)(reply);
    const fields = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .readFields */ .qU)(reply, 'the reply');
    const organization = objectIn(fields, 'organization');
    const client = objectIn(fields, 'OAuthClient');
    return {
        organizationId: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(organization['id']) ?? '',
        organizationName: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(organization['name']) ?? '',
        clientId: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(client['id']) ?? '',
        clientName: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(client['name']) ?? '',
    };
}
function guardOrganization(expectedId, owner) {
    if (owner.organizationId.toLowerCase() === expectedId.toLowerCase())
        return;
    const found = owner.organizationId === '' ? 'an organization that it does not name' : describeOrganization(owner);
    throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('ORGANIZATION_MISMATCH', `The token belongs to ${found}, and organization-id asks for ${expectedId}. The token was not handed out.`, [
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


}),

87:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (guardedSource)
});

var organization = __webpack_require__(8223);
var reply = __webpack_require__(1584);
var http_send = __webpack_require__(7432);
var errors = __webpack_require__(8208);
var retry_decision = __webpack_require__(881);
;// CONCATENATED MODULE: ./build/programs/look-up.js





const LOOK_UP_MS = 5_000;
const WHENCE = { granted: 'issued', shared: 'shared' };
async function lookUp({ lease, source }, deadline, { organizationId: guard }, context) {
    const exchange = {
        doing: 'The organization look-up',
        request: ownerRequest(lease.apiUrl, lease.token.value),
        read: readOwner,
    };
    const attempts = guard === undefined ? oneAttempt(deadline.part(LOOK_UP_MS)) : attemptsUntil(deadline);
    try {
        const owner = await send(exchange, attempts, context);
        lease.accepted();
        if (guard !== undefined)
            guardOrganization(guard, owner);
        return { owner, isRejected: false };
    }
    catch (error) {
        if (!(error instanceof RequestGivenUp))
            throw error;
        const { status } = error.failure;
        if (status === 401 && source === 'shared')
            return { owner: undefined, isRejected: true };
        const reason = describeFailure(error.failure);
        if (guard !== undefined)
            throw unknownOrganization(guard, reason, error);
        const isRejected = source === 'granted' && (status === 401 || status === 404);
        const hint = isRejected ? ' Does api-url belong to the region of login-url?' : '';
        context.log(`The token's organization could not be read (${reason}); the token itself was ${WHENCE[source]}.${hint}`);
        return { owner: undefined, isRejected };
    }
}
function unknownOrganization(expectedId, reason, { failure, cause }) {
    return new errors/* ActionError */.lZ('ORGANIZATION_UNKNOWN', `The token's organization could not be read (${reason}), so that it is not known to be ${expectedId}. The token was not handed out.`, (0,retry_decision/* isTemporary */.ey)(failure)
        ? ['the API host has an outage or cannot be reached from this runner', 'timeout-seconds is too short']
        : [
            'api-url belongs to another region or gateway than login-url',
            "this runner's IP address is not on the allow list",
        ], cause);
}

;// CONCATENATED MODULE: ./build/programs/gc-token/guarded-source.js




function guardedSource(source, organizationId, context) {
    if (organizationId === undefined)
        return source;
    const guarded = async (token, deadline) => {
        const exchange = {
            doing: 'The organization look-up',
            request: (0,organization/* ownerRequest */.PD)(token.apiUrl, token.value),
            read: organization/* readOwner */.A7,
        };
        try {
            (0,organization/* guardOrganization */.lu)(organizationId, await (0,http_send/* send */.tN)(exchange, (0,http_send/* attemptsUntil */.$T)(deadline), context));
            return token;
        }
        catch (error) {
            if (!(error instanceof http_send/* RequestGivenUp */.UW))
                throw error;
            throw unknownOrganization(organizationId, (0,reply/* describeFailure */.Ic)(error.failure), error);
        }
    };
    return {
        current: async (deadline) => guarded(await source.current(deadline), deadline),
        renew: async (deadline, rejected) => guarded(await source.renew(deadline, rejected), deadline),
    };
}


})

};
;