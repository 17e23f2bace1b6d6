"use strict";
exports.id = 50;
exports.ids = [50];
exports.modules = {

/***/ 149:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   Pe: () => (/* binding */ PASSED_ON),
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   g7: () => (/* binding */ execute)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);

const PASSED_ON = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGALRM', 'SIGUSR1', 'SIGUSR2'];
const FROM_KEYBOARD = new Set(['SIGINT', 'SIGQUIT']);
async function execute({ command, args, environment, isTerminal, signalNumber, }) {
    const passOn = (signal) => {
        if (!isTerminal || !FROM_KEYBOARD.has(signal))
            child.kill(signal);
    };
    for (const signal of PASSED_ON)
        process.on(signal, passOn);
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(command, args, { stdio: 'inherit', env: environment });
    return new Promise((resolve) => {
        child.once('error', (error) => resolve(couldNotStart(command, error)));
        child.once('exit', (code, signal) => resolve({ exitCode: signal === null ? (code ?? 1) : exitCodeOf(signalNumber(signal)) }));
    });
}
function exitCodeOf(signalNumber) {
    return 128 + signalNumber;
}
function couldNotStart(command, error) {
    const code = error.code ?? error.message;
    if (code === 'ENOENT')
        return { exitCode: 127, fault: `${command} was not found.` };
    return { exitCode: 126, fault: `${command} cannot be executed (${code}).` };
}
function childEnvironment(environment, token) {
    return {
        ...environment,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
        GENESYSCLOUD_ACCESS_TOKEN: token.accessToken,
        ...(token.region === '' ? {} : { GENESYSCLOUD_REGION: token.region }),
    };
}


/***/ }),

/***/ 414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ signalNumber),
/* harmony export */   Hd: () => (/* binding */ isTerminal),
/* harmony export */   iD: () => (/* binding */ withPath),
/* harmony export */   k9: () => (/* binding */ ownScript)
/* harmony export */ });
/* unused harmony export bundleOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_tty__WEBPACK_IMPORTED_MODULE_3__);




function ownScript() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(process.argv[1] ?? '');
}
function bundleOf(entry) {
    return join(dirname(ownScript()), '..', entry, 'index.js');
}
function isTerminal() {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_3__.isatty)(0);
}
function signalNumber(signal) {
    return node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[signal];
}
function withPath(folder, inherited) {
    const name = Object.keys(inherited).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    return { ...inherited, [name]: [folder, inherited[name] ?? ''].join(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter) };
}


/***/ }),

/***/ 50:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   executeWithAgent: () => (/* binding */ executeWithAgent)
/* harmony export */ });
/* harmony import */ var _adapters_execution_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(414);
/* harmony import */ var _adapters_process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(621);
/* harmony import */ var _adapters_command_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(149);



async function executeWithAgent(command, args, token, mask) {
    mask(token);
    const inherited = (0,_adapters_command_js__WEBPACK_IMPORTED_MODULE_2__/* .childEnvironment */ .Qc)((0,_adapters_process_js__WEBPACK_IMPORTED_MODULE_1__/* .environment */ .cA)(), token);
    return (0,_adapters_command_js__WEBPACK_IMPORTED_MODULE_2__/* .execute */ .g7)({ command, args, environment: inherited, isTerminal: (0,_adapters_execution_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerminal */ .Hd)(), signalNumber: _adapters_execution_js__WEBPACK_IMPORTED_MODULE_0__/* .signalNumber */ .Al });
}


/***/ })

};
;