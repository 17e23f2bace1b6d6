"use strict";
exports.id = 115;
exports.ids = [115];
exports.modules = {

/***/ 9115:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  authenticationByAssertions: () => (/* binding */ authenticationByAssertions)
});

;// CONCATENATED MODULE: ./build/adapters/assertions.js
const makeAssertion = async (credentials, order) => {
    switch (credentials.method) {
        case 'private-key-jwt': {
            const { signAssertion } = await __webpack_require__.e(/* import() */ 926).then(__webpack_require__.bind(__webpack_require__, 1926));
            return signAssertion(credentials, order);
        }
        case 'github-oidc': {
            const { requestIdToken } = await __webpack_require__.e(/* import() */ 323).then(__webpack_require__.bind(__webpack_require__, 6323));
            return requestIdToken(credentials, order);
        }
    }
};

// EXTERNAL MODULE: ./build/core/masks.js
var masks = __webpack_require__(3406);
// EXTERNAL MODULE: ./build/oauth/client-authentication.js
var client_authentication = __webpack_require__(7993);
;// CONCATENATED MODULE: ./build/oauth/assertion-authentication.js


const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
function assertionAuthentication(credentials, tokenUrl, makeAssertion) {
    const { method, clientId } = credentials;
    const audience = credentials.audience ?? tokenUrl;
    let masked = [];
    return {
        method,
        audience,
        authenticate: async (form, attempt, context) => {
            const assertion = await makeAssertion(credentials, { audience, attempt, context });
            context.forget(masked);
            masked = (0,masks/* tokenForms */.py)(assertion.reveal());
            context.mask(masked);
            return (0,client_authentication/* withFields */.q)(form, {
                client_id: clientId,
                client_assertion_type: JWT_BEARER,
                client_assertion: assertion.reveal(),
            });
        },
    };
}

;// CONCATENATED MODULE: ./build/entries/assertions.js


function authenticationByAssertions(credentials, tokenUrl) {
    return assertionAuthentication(credentials, tokenUrl, makeAssertion);
}


/***/ })

};
;