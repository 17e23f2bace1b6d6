"use strict";
exports.id = 901;
exports.ids = [901];
exports.modules = {

4901:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  leaveAgentsGateway: () => (leaveAgentsGateway),
  openAgentsGateway: () => (openAgentsGateway)
});

// UNUSED EXPORTS: closeAgentsGateway

var characters = __webpack_require__(751);
;// CONCATENATED MODULE: ./build/core/decode.js

class NotDecodable extends Error {
    name = 'NotDecodable';
}
function objectIn(fields, name) {
    const value = fieldsOf(fields[name]);
    if (value === undefined)
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function decode_textIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'string')
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function optionalTextIn(fields, name) {
    return fields[name] === undefined ? undefined : decode_textIn(fields, name);
}
function numberIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'number' || !Number.isFinite(value))
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function booleanIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'boolean')
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function oneOfIn(fields, name, all) {
    const value = all.find((known) => known === fields[name]);
    if (value === undefined)
        throw new NotDecodable(`${name} is none of ${all.join(', ')}`);
    return value;
}
function parseList(text, decode) {
    const fields = parseObject(`{"list":${text}}`);
    return listIn(fields ?? {}, 'list', decode);
}
function listIn(fields, name, decode) {
    const value = fields[name];
    if (!Array.isArray(value))
        throw new NotDecodable(`${name} is no list`);
    return value.map((item, index) => {
        const object = fieldsOf(item);
        if (object === undefined)
            throw new NotDecodable(`${name}[${index}] is no object`);
        return decode(object);
    });
}

var secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/agent/gateway-door.js



function decodeOpenedGateway(fields) {
    return {
        port: numberIn(fields, 'port'),
        placeholder: new secret/* Secret */.z((0,characters/* onOneLine */.GJ)(decode_textIn(fields, 'placeholder'))),
        token: new secret/* Secret */.z((0,characters/* onOneLine */.GJ)(decode_textIn(fields, 'token'))),
    };
}

var client = __webpack_require__(6097);
var nonce = __webpack_require__(5019);
;// CONCATENATED MODULE: ./build/adapters/agent-socket/gateway-client.js




const OPEN_WITHIN_MS = 30_000;
const LEAVE_WITHIN_MS = 5_000;
async function openAgentsGateway(socket, places, wish) {
    const inquiry = inquiryTo(socket, places, 'open-gateway', OPEN_WITHIN_MS);
    return decodeOpenedGateway(await (0,client/* askAgent */.X)({ ...inquiry, wish }));
}
async function leaveAgentsGateway(socket, places) {
    await (0,client/* askAgent */.X)(inquiryTo(socket, places, 'leave-gateway', LEAVE_WITHIN_MS));
}
async function closeAgentsGateway(inquiry) {
    return textIn(await askAgent({ ...inquiry, ask: 'close-gateway' }), 'traffic');
}
function inquiryTo(socket, places, ask, waitMs) {
    return { socket, readNonce: () => (0,nonce/* readNonce */.kv)(socket, places), ask, waitMs };
}


})

};
;