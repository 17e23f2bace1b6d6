"use strict";
exports.id = 889;
exports.ids = [889];
exports.modules = {

8889:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  summaryTable: () => (summaryTable)
});
/* unused harmony exports summaryOutcome, named, plain */
var _core_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(566);

const DEFAULT_LIFETIME = 'Token Duration of the OAuth client is at its default of a day. A little more than the longest job takes is enough.';
function summaryTable(facts) {
    const { owner, account } = facts;
    const rows = [
        ['Organization', named(owner?.organizationName ?? '', owner?.organizationId ?? '')],
        ['Region', code(facts.region)],
        ['OAuth client', named(owner?.clientName ?? '', facts.clientId)],
        ['Expires', `${(0,_core_time_js__WEBPACK_IMPORTED_MODULE_0__/* .isoSeconds */ .n)(facts.expiresAt).replace('T', ' ').replace('Z', '')} UTC`],
        ['Lifetime', account.lifetime],
        ['Idle timeout', account.idleTimeout || 'not known'],
        ['Roles (divisions)', account.roles === '' ? 'not known' : plain(account.roles)],
        ['Source', facts.source],
    ];
    const note = account.isLifetimeDefault ? [DEFAULT_LIFETIME, ''] : [];
    const lines = rows.map(([name, value]) => `| ${name} | ${value} |`);
    return ['### Genesys Cloud access token', '', '| | |', '| --- | --- |', ...lines, '', ...note].join('\n');
}
function summaryOutcome(outcome, traffic = '') {
    const gateway = traffic === '' ? '' : `\nGateway: ${plain(traffic)}.\n`;
    return `Genesys Cloud access token: ${outcome}\n${gateway}`;
}
function named(name, id) {
    const parts = [name === '' ? '' : plain(name), id === '' ? '' : code(id)].filter((part) => part !== '');
    return parts.length === 0 ? 'not known' : parts.join(' ');
}
function plain(text) {
    const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
    return text
        .replace(/[&<>]/g, (character) => escapes[character] ?? '')
        .replace(/[\\`*_{}[\]()#+\-.!|~:@/]/g, '\\$&');
}
const code = (text) => `<code>${text.replace(/[&<>|]/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;


})

};
;