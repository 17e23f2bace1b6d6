"use strict";
exports.id = 740;
exports.ids = [740];
exports.modules = {

/***/ 751:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GJ: () => (/* binding */ onOneLine),
/* harmony export */   KF: () => (/* binding */ withoutOldCommands),
/* harmony export */   Kg: () => (/* binding */ hasControlCharacters),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   Vo: () => (/* binding */ alternatives)
/* harmony export */ });
const PRINTABLE_ASCII = /^[ -~]*$/;
function hasControlCharacters(text) {
    return !PRINTABLE_ASCII.test(text) && /\p{Cc}/u.test(text);
}
function onOneLine(text) {
    const line = PRINTABLE_ASCII.test(text) ? text : text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
    return withoutOldCommands(line);
}
function withoutOldCommands(text) {
    return text.replaceAll('##[', '# #[');
}
function quoted(text) {
    return text.length > 60 ? `(a text of ${text.length} characters)` : `"${onOneLine(text)}"`;
}
function alternatives(words) {
    const last = words.at(-1) ?? '';
    return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}


/***/ }),

/***/ 740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   printStatus: () => (/* binding */ printStatus)
/* harmony export */ });
/* harmony import */ var _core_characters_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(751);
/* harmony import */ var _core_time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(566);


function printStatus(fields) {
    const text = (name) => {
        const value = fields[name];
        return typeof value === 'string' || typeof value === 'number' ? (0,_core_characters_js__WEBPACK_IMPORTED_MODULE_0__/* .onOneLine */ .GJ)(String(value)) : '';
    };
    const date = (name) => {
        const value = fields[name];
        return typeof value === 'number' ? (0,_core_time_js__WEBPACK_IMPORTED_MODULE_1__/* .isoSeconds */ .n)(value) : '';
    };
    const idle = text('idlesAt');
    const lines = [
        `OAuth client: ${text('clientId')} in ${text('place')} (${text('apiUrl')})`,
        `Token: ${describeToken(text('token'), text('expiresAt'), text('secondsLeft'))}`,
        `Renewed when less than ${text('minValiditySeconds')} s are left, or half of a short life; so far ${times(text('grants'))}.`,
        idle === ''
            ? 'Idle timeout: none known.'
            : `Idle timeout: ${idle}, kept alive before half of it is over.`,
        text('trouble') === '' ? 'All is well.' : `Trouble since ${text('troubleSince')}: ${text('trouble')}`,
        `Agent: since ${date('startedAt')}, until ${date('endsAt') === '' ? 'its command ends' : `${date('endsAt')} at the latest`}; tokens of its own: ${text('owned')}.`,
    ];
    return `${lines.join('\n')}\n`;
}
const times = (count) => (count === '1' ? 'once' : `${count} times`);
function describeToken(state, expiresAt, secondsLeft) {
    switch (state) {
        case 'fresh':
            return `fresh, expires at ${expiresAt} (${secondsLeft} s left)`;
        case 'old':
            return `alive, but due for renewal; expires at ${expiresAt} (${secondsLeft} s left)`;
        default:
            return 'none that is alive';
    }
}


/***/ })

};
;