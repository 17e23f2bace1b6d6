"use strict";
exports.id = 803;
exports.ids = [803];
exports.modules = {

6803:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  explain: () => (explain)
});
var _core_characters_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(751);
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);
var _genesys_region_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4596);
var _fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4075);




function explain(error, given) {
    if (!(error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ))
        return error;
    const hints = HINTS[error.code]?.(given) ?? [];
    if (hints.length === 0)
        return error;
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(error.code, error.message, [...hints, ...error.causes], error.cause);
}
const HINTS = {
    SETTINGS_INVALID: (given) => (given.inputs.length === 0 ? [] : lostInputs(given)),
    GRANT_REJECTED: slipsInCredentials,
    REQUEST_REFUSED: slipsInCredentials,
    ORGANIZATION_MISMATCH: (given) => notAnId(_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .TOKEN_FIELDS */ .c0.organizationId, 'of an organization', given),
};
function slipsInCredentials(given) {
    const { clientId, secret } = _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .CLIENT_FIELDS */ .yP;
    return [
        ...notAnId(clientId, 'of an OAuth client', given),
        ...wrapped(clientId, given),
        ...wrapped(secret, given),
    ];
}
function lostInputs({ source, inputs, environment }) {
    const given = (name) => (environment[name] ?? '') !== '';
    const underscored = inputs
        .filter((name) => name.includes('-') && given(variableOf(name.replaceAll('-', '_'))))
        .map((name) => `the step sets ${name.replaceAll('-', '_')}: the name of this input is ${name}`);
    const names = Object.keys(environment).filter((name) => name.startsWith('INPUT_'));
    const slips = [...underscored, ...unknownInputs(names.filter(given), inputs)];
    const { clientId } = _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .CLIENT_FIELDS */ .yP;
    if (source.text(clientId) !== '')
        return slips;
    if (names.length > 0 && !names.some((name) => name.includes('-'))) {
        return [
            ...slips,
            'no input with a hyphen in its name has arrived: a shell that starts this action, such as sh as the entrypoint of a container, drops variables with such names',
        ];
    }
    const variable = clientId.variable ?? '';
    return slips.length > 0 || !given(variable)
        ? slips
        : [`the job has ${variable} in its env, which only gc-token reads: give the step inputs (with:)`];
}
function unknownInputs(given, inputs) {
    const known = inputs.flatMap((name) => [variableOf(name), variableOf(name.replaceAll('-', '_'))]);
    return given
        .filter((name) => !known.includes(name))
        .map((name) => `${(0,_core_characters_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(name)} is set, and this action has no input of that name: is it misspelt?`);
}
const variableOf = (input) => `INPUT_${input.toUpperCase()}`;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
function notAnId(field, whose, { source }) {
    const text = source.text(field);
    const { region, loginUrl, tokenUrl, apiUrl } = _fields_js__WEBPACK_IMPORTED_MODULE_2__/* .CLIENT_FIELDS */ .yP;
    const isGenesysCloud = (0,_genesys_region_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRegion */ .cf)(source.text(region)) !== undefined &&
        [loginUrl, tokenUrl, apiUrl].every((url) => source.text(url) === '');
    if (text === '' || UUID.test(text) || !isGenesysCloud)
        return [];
    return [
        `${source.name(field)} does not have the form of an id ${whose}, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17`,
    ];
}
const IN_QUOTATION_MARKS = /^["'`‘’“”„«»].*["'`‘’“”«»]$/s;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
function wrapped(field, { source }) {
    const text = source.text(field);
    const name = source.name(field);
    const causes = [];
    if (IN_QUOTATION_MARKS.test(text))
        causes.push(`${name} is in quotation marks, which count as part of it`);
    if (INVISIBLE.test(text))
        causes.push(`${name} contains invisible characters: paste it anew`);
    return causes;
}


})

};
;