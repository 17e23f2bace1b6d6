"use strict";
exports.id = 917;
exports.ids = [917];
exports.modules = {

917:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  asAttemptFailed: () => (asAttemptFailed),
  isStale: () => (isStale)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1584);
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(881);



const OPENSSL_REASON = /:error:[\dA-F]+:[^:]*:[^:]*:([^:]+)/;
function asAttemptFailed(error, connection) {
    if (error instanceof _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_2__/* .AttemptFailed */ .Nz || isOwnFault(error))
        return error;
    return new _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_2__/* .AttemptFailed */ .Nz(failureOf(error, connection), error);
}
function isStale(error) {
    if (!(error instanceof _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_2__/* .AttemptFailed */ .Nz))
        return false;
    const { kind, status } = error.failure;
    return kind === 'connection' || (kind === 'proxy' && status === undefined);
}
function isOwnFault(error) {
    return (error instanceof TypeError || error instanceof ReferenceError) && (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error) === undefined;
}
function failureOf(error, connection) {
    const message = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)) ?? '';
    const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(message)?.[1];
    if (proxyStatus !== undefined) {
        return { kind: 'proxy', summary: `the proxy answered HTTP ${proxyStatus}`, status: Number(proxyStatus) };
    }
    const proxyError = connection?.proxyError;
    if (proxyError !== undefined) {
        const { kind, summary } = failureOfSocket(proxyError, connection);
        const what = `the proxy could not be reached: ${summary}`;
        return { kind: kind === 'tls' ? 'tls' : 'proxy', summary: what, isUnsent: true };
    }
    return failureOfSocket(error, connection);
}
function failureOfSocket(error, connection) {
    const code = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error);
    const message = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)) ?? '';
    if (code?.startsWith('HPE_') === true)
        return { kind: 'unreadable', summary: `the reply is no HTTP (${code})` };
    if (code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_URL')
        return { kind: 'invalid', summary: `the request cannot be sent (${code})`, isUnsent: true };
    if (connection?.distrust !== undefined || isOfOpenSsl(error))
        return tlsFailure(error, message);
    if (error instanceof Error && 'errors' in error && Array.isArray(error.errors)) {
        const tried = error.errors.map((each) => (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(each)).join('; ');
        return { kind: 'connection', summary: (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(tried) ?? 'no address could be reached', isUnsent: true };
    }
    const isUnsent = hasSyscall(error) && (error.syscall === 'connect' || error.syscall === 'getaddrinfo');
    return {
        kind: 'connection',
        summary: message === '' ? ((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error) ?? 'no reason is known') : message,
        isUnsent,
    };
}
function tlsFailure(error, message) {
    const reason = (0,_http_reply_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(OPENSSL_REASON.exec((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error))?.[1]);
    return {
        kind: 'tls',
        summary: `${reason ?? message} (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error) ?? 'TLS'})`,
        ...(reason?.includes(' alert ') === true ? { isRefusedByPeer: true } : {}),
    };
}
function isOfOpenSsl(error) {
    return (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error) === 'EPROTO' || (error instanceof Error && 'library' in error);
}
function hasSyscall(error) {
    return error instanceof Error && 'syscall' in error;
}


})

};
;