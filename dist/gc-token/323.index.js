"use strict";
exports.id = 323;
exports.ids = [323];
exports.modules = {

6323:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  requestIdToken: () => (requestIdToken)
});
var _core_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3431);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1584);
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(881);
var _oauth_id_token_failed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(570);




async function requestIdToken({ requestUrl, requestToken }, { audience, attempt, context }) {
    const url = `${requestUrl}${requestUrl.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience)}`;
    const headers = { accept: 'application/json', authorization: `Bearer ${requestToken.reveal()}` };
    try {
        const timeoutMs = Math.max(1, attempt.leftMs / 2);
        return readIdToken(await context.transport({ method: 'GET', url, headers }, timeoutMs, context.signal));
    }
    catch (error) {
        if (!(error instanceof _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_2__/* .AttemptFailed */ .Nz))
            throw error;
        throw new _oauth_id_token_failed_js__WEBPACK_IMPORTED_MODULE_3__/* .IdTokenFailed */ .E(error.failure, error);
    }
}
function readIdToken(reply) {
    if (reply.status !== 200)
        throw (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .readFailure */ .f1)(reply);
    const { value } = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .readFields */ .qU)(reply, 'its reply');
    if (typeof value === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value))
        return new _core_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .z(value);
    throw new _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_2__/* .AttemptFailed */ .Nz({ kind: 'invalid', summary: 'HTTP 200, but value is no JSON Web Token' });
}


}),

570:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  E: () => (IdTokenFailed)
});
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(881);

class IdTokenFailed extends _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz {
    constructor(failure, cause) {
        super({ ...failure, summary: `GitHub's ID token service: ${failure.summary}` }, cause);
    }
}


})

};
;