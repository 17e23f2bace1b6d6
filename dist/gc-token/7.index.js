"use strict";
exports.id = 7;
exports.ids = [7];
exports.modules = {

2425:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  D8: () => (KEPT_NODE_OPTIONS),
  Kn: () => (COMMAND_NODE_OPTIONS),
  hj: () => (SHELL_NODE_OPTIONS)
});
/* unused harmony export certificateOptions */
const CERTIFICATE_OPTIONS = ['--use-system-ca', '--use-openssl-ca', '--use-bundled-ca'];
function certificateOptions(options) {
    return CERTIFICATE_OPTIONS.filter((option) => options.includes(option));
}
const KEPT_NODE_OPTIONS = 'GC_TOKEN_NODE_OPTIONS';
const SHELL_NODE_OPTIONS = `if [ -n "\${NODE_OPTIONS-}" ]; then
  ${KEPT_NODE_OPTIONS}=$NODE_OPTIONS NODE_OPTIONS=
  for option in ${CERTIFICATE_OPTIONS.join(' ')}; do
    case " $${KEPT_NODE_OPTIONS} " in *" $option "*) NODE_OPTIONS="$NODE_OPTIONS $option" ;; esac
  done
  export ${KEPT_NODE_OPTIONS} NODE_OPTIONS
fi
`;
const COMMAND_NODE_OPTIONS = [
    '@setlocal',
    '@if not defined NODE_OPTIONS goto run',
    `@set "${KEPT_NODE_OPTIONS}=%NODE_OPTIONS%"`,
    '@set "plain=%NODE_OPTIONS:"=%"',
    '@set "NODE_OPTIONS="',
    ...CERTIFICATE_OPTIONS.map((option) => `@if not "%plain:${option}=%"=="%plain%" set "NODE_OPTIONS=%NODE_OPTIONS% ${option}"`),
    '@set "plain="',
    ':run',
    '',
].join('\r\n');


}),

149:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  FO: () => (exitCodeOf),
  Pe: () => (PASSED_ON),
  g7: () => (execute)
});
var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);


const PASSED_ON = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGALRM', 'SIGUSR1', 'SIGUSR2'];
const FROM_KEYBOARD = new Set(['SIGINT', 'SIGQUIT']);
const SHELL = '/bin/sh';
const scriptFor = (toUnset) => [
    'trap : HUP INT QUIT TERM ALRM USR1 USR2',
    'exec 4>&2 2>/dev/null',
    `sh -c 'echo $$ >&3; unset ${toUnset.join(' ')}; exec "$@" 2>&4 3>&- 4>&-' sh "$@"`,
    'exit $?',
].join('\n');
const OF_THE_SHELL = ['PWD', 'OLDPWD', 'SHLVL'];
const SHELL_NAME = /^[A-Za-z_]\w*$/;
async function execute(execution) {
    const { command, isTerminal, signalNumber } = execution;
    const sent = [];
    let send = (signal) => void sent.push(signal);
    const passOn = (signal) => {
        if (!isTerminal || !FROM_KEYBOARD.has(signal))
            send(signal);
    };
    for (const signal of PASSED_ON)
        process.on(signal, passOn);
    const running = canUseShell(execution) ? startInShell(execution) : startAlone(execution);
    send = running.send;
    for (const signal of sent)
        send(signal);
    return new Promise((resolve) => {
        running.child.once('error', (error) => resolve(couldNotStart(command, error)));
        running.child.once('exit', (code, signal) => resolve({ exitCode: signal === null ? (code ?? 1) : exitCodeOf(signalNumber(signal)) }));
    });
}
function canUseShell({ environment }) {
    const isWindows = process.platform === 'win32';
    return !isWindows && Object.keys(environment).every((name) => SHELL_NAME.test(name)) && (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(SHELL);
}
function startAlone({ command, args, environment }) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(command, args, { stdio: 'inherit', env: environment });
    return { child, send: (signal) => void child.kill(signal) };
}
function startInShell({ command, args, environment }) {
    const stdio = ['inherit', 'inherit', 'inherit', 'pipe'];
    const script = scriptFor(OF_THE_SHELL.filter((name) => environment[name] === undefined));
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(SHELL, ['-c', script, 'sh', command, ...args], { stdio, env: environment });
    const waiting = [];
    let pid;
    const send = (signal) => {
        if (pid === undefined)
            waiting.push(signal);
        else
            signalTo(pid, signal);
    };
    const pipe = child.stdio[3];
    pipe?.on('error', () => undefined);
    pipe?.once('data', (line) => {
        pid = Number(line.toString());
        pipe.destroy();
        for (const signal of waiting)
            send(signal);
    });
    return { child, send };
}
function signalTo(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
    }
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


}),

4414:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  Al: () => (signalNumber),
  Hd: () => (isTerminal),
  _u: () => (isOutputTerminal),
  iD: () => (withPath),
  k9: () => (ownScript)
});
/* unused harmony export bundleOf */
var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
var node_tty__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7066);
var node_tty__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_tty__WEBPACK_IMPORTED_MODULE_3__);




function ownScript() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(process.argv[1] ?? '');
}
function bundleOf(entry) {
    return join(dirname(ownScript()), '..', entry, 'index.js');
}
function isTerminal() {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_3__.isatty)(0);
}
function isOutputTerminal() {
    return (0,node_tty__WEBPACK_IMPORTED_MODULE_3__.isatty)(1);
}
function signalNumber(signal) {
    return node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[signal];
}
function withPath(folder, inherited) {
    const name = Object.keys(inherited).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    return { ...inherited, [name]: [folder, inherited[name] ?? ''].join(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter) };
}


}),

3305:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  J: () => (watchForInterruption),
  a: () => (nextSignal)
});
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8208);
var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(149);
var _execution_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4414);



async function nextSignal() {
    return new Promise((resolve) => {
        for (const name of _command_js__WEBPACK_IMPORTED_MODULE_1__/* .PASSED_ON */ .Pe)
            process.on(name, resolve);
    });
}
function watchForInterruption() {
    const cancellation = new AbortController();
    let by;
    const stop = (signal) => {
        by ??= signal;
        cancellation.abort(new _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('CANCELLED', `gc-token was interrupted (${signal}).`));
    };
    const { signal } = cancellation;
    const comes = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    comes.catch(() => undefined);
    for (const name of _command_js__WEBPACK_IMPORTED_MODULE_1__/* .PASSED_ON */ .Pe)
        process.on(name, stop);
    return {
        signal,
        comes,
        exitCode: () => (by === undefined ? undefined : (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodeOf */ .FO)((0,_execution_js__WEBPACK_IMPORTED_MODULE_2__/* .signalNumber */ .Al)(by))),
        over: () => {
            for (const name of _command_js__WEBPACK_IMPORTED_MODULE_1__/* .PASSED_ON */ .Pe)
                process.off(name, stop);
        },
    };
}


}),

4007:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  executeCommand: () => (executeCommand),
  executeWithAgent: () => (executeWithAgent)
});

var node_options = __webpack_require__(2425);
var clock = __webpack_require__(5766);
var adapters_command = __webpack_require__(149);
var execution = __webpack_require__(4414);
var adapters_interruption = __webpack_require__(3305);
var process = __webpack_require__(3621);
var genesys_region = __webpack_require__(4596);
var gateway_variables = __webpack_require__(547);
;// CONCATENATED MODULE: ./build/programs/gc-token/command-environment.js


const CREDENTIALS = ['GENESYSCLOUD_OAUTHCLIENT_SECRET', 'GENESYSCLOUD_PRIVATE_KEY'];
function commandEnvironment(inherited, { value, region, apiUrl }, { keepsCredentials, gateway }) {
    const domain = genesys_region/* REGIONS */.ij.find(({ name }) => name === region)?.domain;
    const isRegionSet = (inherited['GENESYSCLOUD_REGION'] ?? '') !== '';
    return {
        ...inherited,
        ...(keepsCredentials ? {} : Object.fromEntries(CREDENTIALS.map((name) => [name, undefined]))),
        GENESYSCLOUD_ACCESS_TOKEN: value.reveal(),
        GENESYSCLOUD_API_URL: apiUrl,
        ...(gateway === undefined
            ? {}
            : { GENESYSCLOUD_API_URL: (0,gateway_variables/* gatewayUrl */.MS)(gateway), ...(0,gateway_variables/* gatewayVariables */.G7)(gateway, inherited) }),
        ...(domain === undefined ? {} : { GENESYSCLOUD_DOMAIN: domain }),
        ...(region === '' || isRegionSet ? {} : { GENESYSCLOUD_REGION: region }),
    };
}

var time = __webpack_require__(566);
;// CONCATENATED MODULE: ./build/programs/gc-token/exec-hints.js

function regionHint(inherited, { region }) {
    if (region !== '' || (inherited['GENESYSCLOUD_REGION'] ?? '') !== '')
        return undefined;
    return 'GENESYSCLOUD_REGION is not set, and the URLs do not tell it: CX as Code, the gc CLI and the SDKs then assume us-east-1.';
}
function expiryHint(exitCode, { expiresAt }, now, hasAskedAgain) {
    if (exitCode === 0 || now < expiresAt || hasAskedAgain)
        return undefined;
    return `The command failed after the token that it was started with had expired (${(0,time/* isoSeconds */.n)(expiresAt)}), and asked for no other: what runs longer has to ask gc-token again.`;
}

var terminal = __webpack_require__(9690);
;// CONCATENATED MODULE: ./build/entries/execution.js









async function executeWithAgent(command, token, socket) {
    if (command.gateway === undefined)
        return executeCommand(command, { token });
    const { openAgentsGateway, leaveAgentsGateway } = await __webpack_require__.e(/* import() */ 901).then(__webpack_require__.bind(__webpack_require__, 4901));
    const places = (0,process/* agentPlaces */.Qy)();
    const interruption = (0,adapters_interruption/* watchForInterruption */.J)();
    try {
        const gateway = await openAgentsGateway(socket, places, { ...command.gateway, isForJob: false });
        try {
            const exitCode = interruption.exitCode();
            if (exitCode !== undefined)
                return { exitCode };
            const result = executeCommand(command, { token, gateway });
            interruption.over();
            return await result;
        }
        finally {
            await leaveAgentsGateway(socket, places).catch(() => undefined);
        }
    }
    catch (error) {
        const exitCode = interruption.exitCode();
        if (exitCode === undefined)
            throw error;
        return { exitCode };
    }
    finally {
        interruption.over();
    }
}
async function executeCommand({ command, args, keepsCredentials, mask }, { token, gateway, hasAskedAgain = () => true }, inherited = (0,process/* environment */.cA)()) {
    mask(token.value);
    if (gateway !== undefined)
        mask(gateway.placeholder);
    const own = commandEnvironment(withOwnNodeOptions(inherited), token, { keepsCredentials, gateway });
    const region = regionHint(inherited, token);
    if (region !== undefined)
        (0,terminal.log)(region);
    const result = await (0,adapters_command/* execute */.g7)({ command, args, environment: own, isTerminal: (0,execution/* isTerminal */.Hd)(), signalNumber: execution/* signalNumber */.Al });
    const isRenewed = gateway !== undefined || hasAskedAgain();
    const expiry = expiryHint(result.exitCode, token, clock/* systemClock */.m.now().wallMs, isRenewed);
    if (expiry !== undefined)
        (0,terminal.log)(expiry);
    return result;
}
function withOwnNodeOptions(inherited) {
    const { [node_options/* KEPT_NODE_OPTIONS */.D8]: kept, ...others } = inherited;
    return kept === undefined ? others : { ...others, NODE_OPTIONS: kept };
}


}),

547:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  G7: () => (gatewayVariables),
  MS: () => (gatewayUrl),
  x4: () => (gatewayHints)
});
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
const LOOPBACK = ['127.0.0.1', 'localhost'];
function gatewayUrl({ port }) {
    return `http://127.0.0.1:${port}`;
}
function gatewayVariables(gateway, environment) {
    return {
        GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
        GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
        GENESYSCLOUD_GATEWAY_PORT: String(gateway.port),
        GENESYSCLOUD_ACCESS_TOKEN: gateway.token.reveal(),
        ...exceptions(environment),
    };
}
function exceptions(environment) {
    const isSet = (name) => (environment[name] ?? '') !== '';
    if (!PROXIES.some((name) => isSet(name) || isSet(name.toLowerCase())))
        return {};
    const [upper, lower] = [environment['NO_PROXY'] ?? '', environment['no_proxy'] ?? ''];
    return {
        NO_PROXY: withLoopback(upper === '' ? lower : upper),
        no_proxy: withLoopback(lower === '' ? upper : lower),
    };
}
function withLoopback(list) {
    const hosts = list.split(',').map((host) => host.trim().toLowerCase());
    if (hosts.includes('*'))
        return list;
    return [list.trim(), ...LOOPBACK.filter((host) => !hosts.includes(host))]
        .filter((part) => part !== '')
        .join(',');
}
function gatewayHints({ port }) {
    return [
        'CX as Code uses the gateway only if its provider block has an empty gateway {}; without it the placeholder goes to the true host, and fails there.',
        `The gc CLI uses it with GENESYSCLOUD_REGION=localhost:${port}.`,
    ];
}


})

};
;