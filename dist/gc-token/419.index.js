"use strict";
exports.id = 419;
exports.ids = [419];
exports.modules = {

4419:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  formAuthentication: () => (formAuthentication)
});

;// CONCATENATED MODULE: ./build/adapters/assertions.js
const makeAssertion = async (credentials, order) => {
    switch (credentials.method) {
        case 'private-key-jwt': {
            const { signAssertion } = await __webpack_require__.e(/* import() */ 348).then(__webpack_require__.bind(__webpack_require__, 2348));
            return signAssertion(credentials, order);
        }
        case 'github-oidc': {
            const { requestIdToken } = await __webpack_require__.e(/* import() */ 323).then(__webpack_require__.bind(__webpack_require__, 6323));
            return requestIdToken(credentials, order);
        }
    }
};

var masks = __webpack_require__(3406);
;// CONCATENATED MODULE: ./build/oauth/form-authentication.js

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
function postAuthentication({ clientId, clientSecret }) {
    return {
        method: 'post',
        audience: '',
        authenticate: (form) => withFields(form, { client_id: clientId, client_secret: clientSecret.reveal() }),
    };
}
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
            return withFields(form, {
                client_id: clientId,
                client_assertion_type: JWT_BEARER,
                client_assertion: assertion.reveal(),
            });
        },
    };
}
function withFields(form, fields) {
    return { form: new URLSearchParams([...form, ...Object.entries(fields)]), headers: {} };
}

;// CONCATENATED MODULE: ./build/entries/form-authentication.js


function formAuthentication(credentials, tokenUrl) {
    return 'clientSecret' in credentials
        ? postAuthentication(credentials)
        : assertionAuthentication(credentials, tokenUrl, makeAssertion);
}


})

};
;