"use strict";
exports.id = 695;
exports.ids = [695];
exports.modules = {

/***/ 695:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   printStatus: () => (/* binding */ printStatus)
/* harmony export */ });
/* harmony import */ var _token_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(400);

function printStatus(fields) {
    const text = (name) => {
        const value = fields[name];
        return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    };
    const date = (name) => {
        const value = fields[name];
        return typeof value === 'number' ? (0,_token_time_js__WEBPACK_IMPORTED_MODULE_0__/* .isoSeconds */ .n)(value) : '';
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