"use strict";
exports.id = 215;
exports.ids = [215];
exports.modules = {

215:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  decode: () => (decode)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(975);
var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(522);
var node_zlib__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_1__);
var _core_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(208);
var _http_reply_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(584);
var _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(881);
var _body_limit_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(480);






async function decode(bytes, encoding, message) {
    const limit = { maxOutputLength: _body_limit_js__WEBPACK_IMPORTED_MODULE_5__/* .LARGEST_BODY_BYTES */ .sR };
    try {
        switch (encoding) {
            case 'gzip':
            case 'x-gzip':
                return await (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip)(bytes, limit);
            case 'deflate':
                return await (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)((bytes[0] ?? 0) % 16 === 8 ? node_zlib__WEBPACK_IMPORTED_MODULE_1__.inflate : node_zlib__WEBPACK_IMPORTED_MODULE_1__.inflateRaw)(bytes, limit);
            case 'br':
                return await (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.brotliDecompress)(bytes, limit);
        }
    }
    catch (error) {
        if ((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$N)(error) === 'ERR_BUFFER_TOO_LARGE')
            throw (0,_body_limit_js__WEBPACK_IMPORTED_MODULE_5__/* .tooLarge */ .g$)(message);
        const summary = `the reply says that it is encoded as ${encoding}, and cannot be decoded (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$N)(error) ?? (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)})`;
        throw new _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_4__/* .AttemptFailed */ .Nz({ kind: 'unreadable', summary, ...(0,_body_limit_js__WEBPACK_IMPORTED_MODULE_5__/* .statusOf */ .c2)(message) }, error);
    }
    const summary = `the reply is encoded as ${(0,_http_reply_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)(encoding) ?? 'something'}, which is not supported`;
    throw new _http_retry_decision_js__WEBPACK_IMPORTED_MODULE_4__/* .AttemptFailed */ .Nz({ kind: 'unreadable', summary, ...(0,_body_limit_js__WEBPACK_IMPORTED_MODULE_5__/* .statusOf */ .c2)(message) });
}


})

};
;