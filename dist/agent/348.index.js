"use strict";
exports.id = 348;
exports.ids = [348];
exports.modules = {

348:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  signAssertion: () => (signAssertion)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
var jose__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58);
var jose__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(jose__WEBPACK_IMPORTED_MODULE_1__);
var _core_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(431);



const LIFETIME_SECONDS = 120;
const JWT_ID_BYTES = 16;
async function signAssertion({ clientId, key }, { audience, context }) {
    const der = Buffer.from(key.pkcs8.reveal(), 'base64');
    const issuedAt = Math.floor(context.clock.now().wallMs / 1000);
    const assertion = await new jose__WEBPACK_IMPORTED_MODULE_1__.SignJWT()
        .setProtectedHeader({ alg: key.algorithm, typ: 'JWT', ...(key.id === undefined ? {} : { kid: key.id }) })
        .setIssuer(clientId)
        .setSubject(clientId)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFETIME_SECONDS)
        .setJti((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(JWT_ID_BYTES).toString('base64url'))
        .sign((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: der, format: 'der', type: 'pkcs8' }));
    return new _core_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .Secret */ .z(assertion);
}


})

};
;