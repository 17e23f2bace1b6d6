"use strict";
exports.id = 943;
exports.ids = [943];
exports.modules = {

7255:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.d(__webpack_exports__, {
  L5: () => (unknown),
  R8: () => (warn),
  Z5: () => (blocked),
  cj: () => (CHECK_NAMES),
  fJ: () => (fail),
  hT: () => (skipped),
  ok: () => (ok)
});
const CHECK_NAMES = [
    'settings',
    'environment',
    'dns.login',
    'dns.api',
    'connect.login',
    'connect.api',
    'tls.login',
    'tls.api',
    'clock',
    'endpoint',
    'token',
    'organization',
    'lifetime',
    'idle-timeout',
    'roles',
    'rate-limit',
];
const NOTHING = { code: '', hint: '', isInTheWay: false };
function ok(detail) {
    return { ...NOTHING, result: 'ok', detail };
}
function warn(code, detail, hint) {
    return { ...NOTHING, result: 'warn', code, detail, hint };
}
function fail(code, detail, hint) {
    return { ...NOTHING, result: 'fail', code, detail, hint, isInTheWay: true };
}
function unknown(code, detail, hint = '') {
    return { ...NOTHING, result: 'unknown', code, detail, hint };
}
function skipped(detail) {
    return { ...NOTHING, result: 'skipped', detail };
}
function blocked(detail) {
    return { ...skipped(detail), isInTheWay: true };
}


}),

7943:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  obeyCommand: () => (obeyCommand)
});

var client = __webpack_require__(6097);
var nonce = __webpack_require__(5019);
var process = __webpack_require__(3621);
var agent_errors = __webpack_require__(8198);
var version = __webpack_require__(1143);
var wrong_usage = __webpack_require__(8499);
;// CONCATENATED MODULE: ./build/programs/gc-token/help.js
const HELP = `gc-token prints a valid Genesys Cloud access token.

  gc-token                 the token and one newline
  gc-token --header        Authorization: Bearer <token>
  gc-token --json          access_token, token_type, expires_at, region, api_url
  gc-token --renew         a new one, after a 401 (at most one in 10 s: sooner, the one before if the API host
                           still accepts it; also with --header or --json)
  gc-token status          what the agent holds, without the token
  gc-token doctor          which part is at fault: settings, network, certificates, clock, credentials, roles
  gc-token revoke          revokes the token on standard input, or the agent's
  gc-token exec -- COMMAND runs COMMAND with a token; where there is no agent, with one of its own,
                           whose tokens are revoked when COMMAND ends
  gc-token exec --keep-credentials -- COMMAND
                           leaves the client secret and key in COMMAND's environment (Archy needs them)
  gc-token exec --gateway [--gateway-tokens N] [--pass-token] -- COMMAND
                           COMMAND gets a placeholder for a gateway on 127.0.0.1, which puts a valid token on
                           each request; with --pass-token it gets the real token, for uploads
  gc-token gateway [--port N]
                           such a gateway in the foreground: prints export lines, ends on Ctrl-C and revokes
  gc-token help COMMAND    more on one of these
  gc-token --version

  --settings FILE          with each of them: variables that the environment does not have (NAME=value lines)

Examples:

  gc-token --header | curl --fail-with-body --silent --show-error --header @- \\
    https://api.mypurecloud.de/api/v2/organizations/me
  TOKEN=$(gc-token)
  gc-token --json | jq --raw-output .expires_at
  gc-token exec -- terraform apply -auto-approve
  gc-token exec --gateway -- terraform apply -auto-approve
  gc-token exec -- sh -c 'while sleep 600; do gc-token --header | ./report.sh; done'

In a job of GitHub Actions stderr has the lines that mask the token: leave 2>&1 out of $(gc-token).

Where the token comes from:

  GC_TOKEN_SOCK is set (steps after one with keep-fresh: true, and inside exec): from the agent there.
  Otherwise one token request with
    GENESYSCLOUD_OAUTHCLIENT_ID, GENESYSCLOUD_OAUTHCLIENT_SECRET
    GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE      instead of the secret: a file that holds it
    GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND   or a command that prints it: op read op://vault/genesys/secret
    GENESYSCLOUD_REGION      for example eu-central-1 or mypurecloud.de
    GENESYSCLOUD_LOGIN_URL, GENESYSCLOUD_API_URL   instead of the region, for a gateway
    GENESYSCLOUD_TOKEN_URL   the whole URL of a token endpoint, instead of GENESYSCLOUD_LOGIN_URL
  A gateway or identity provider may want another proof than the secret in the Basic header:
    GENESYSCLOUD_CLIENT_AUTH post, private-key-jwt or github-oidc, with
    GENESYSCLOUD_PRIVATE_KEY or GENESYSCLOUD_PRIVATE_KEY_FILE, GENESYSCLOUD_PRIVATE_KEY_ID
    GENESYSCLOUD_ASSERTION_AUDIENCE

  GENESYSCLOUD_ORGANIZATION_ID   the token has to belong to this organization, else nothing is printed or run

Exit codes: 0; 1 there is no token; 2 wrong usage or settings; with exec the command's own.
`;

var doctor_check = __webpack_require__(7255);
;// CONCATENATED MODULE: ./build/programs/gc-token/doctor-wish.js


const DOCTOR_USAGE = [
    'gc-token doctor [--json] [--check NAME]... [--strict] [--ask-for-token] [--offline]',
    'gc-token doctor --list-checks',
];
function parseDoctor(args) {
    const checks = [];
    const flags = new Set();
    for (let index = 0; index < args.length; index++) {
        const argument = args[index] ?? '';
        if (argument === '--check')
            checks.push(checkNamed(args[++index]));
        else if (argument.startsWith('--check='))
            checks.push(checkNamed(argument.slice('--check='.length)));
        else if (FLAGS.includes(argument))
            flags.add(argument);
        else
            throw new wrong_usage/* WrongUsage */.r7((0,wrong_usage/* describeArgument */.v4)(argument), DOCTOR_USAGE);
    }
    if (flags.has('--list-checks'))
        return 'list-checks';
    return {
        isJson: flags.has('--json'),
        checks,
        isStrict: flags.has('--strict'),
        asksForToken: flags.has('--ask-for-token'),
        isOffline: flags.has('--offline'),
    };
}
const FLAGS = ['--json', '--strict', '--ask-for-token', '--offline', '--list-checks'];
function checkNamed(name) {
    const check = doctor_check/* CHECK_NAMES */.cj.find((known) => known === name);
    if (check !== undefined)
        return check;
    throw new wrong_usage/* WrongUsage */.r7(`--check takes one of ${doctor_check/* CHECK_NAMES */.cj.join(', ')}.`, DOCTOR_USAGE);
}

;// CONCATENATED MODULE: ./build/programs/gc-token/commands/doctor.js


const DOCTOR = {
    name: 'doctor',
    usage: DOCTOR_USAGE,
    help: `Looks at the settings, this machine, the way to the login host and the API host, and the token, and says which
part is at fault. With an agent it looks at the agent's token and leaves it alone.

  --check NAME      only this check, and those that it needs; may be given several times
  --list-checks     the names of all checks
  --ask-for-token   where there is no agent: asks for a token, which is revoked in the end
  --offline         opens no connection
  --strict          a warning counts as a failure
  --json            one JSON document

Exit codes: 0 nothing failed; 1 a check failed; 2 wrong usage.
`,
    parse: (args) => {
        const wish = parseDoctor(args);
        if (wish !== 'list-checks')
            return (desk) => desk.examine(wish);
        return (desk) => {
            desk.put(`${doctor_check/* CHECK_NAMES */.cj.join('\n')}\n`);
            return Promise.resolve(0);
        };
    },
};

;// CONCATENATED MODULE: ./build/programs/gc-token/commands/exec.js

const USAGE = [
    'gc-token exec [--keep-credentials] [--gateway [--gateway-tokens N] [--pass-token]] -- COMMAND [ARGUMENT]...',
];
const DASHES = 'exec needs two dashes before the command: gc-token exec -- COMMAND.';
const EXEC = {
    name: 'exec',
    usage: USAGE,
    help: `Runs COMMAND with a token in its environment: GENESYSCLOUD_ACCESS_TOKEN, with GENESYSCLOUD_API_URL,
GENESYSCLOUD_DOMAIN and GENESYSCLOUD_REGION. Where there is no agent it has one of its own while COMMAND runs, so
that gc-token works in it; the tokens that were issued are revoked when it ends. Signals are passed on.

  --keep-credentials   leaves the client secret and key in COMMAND's environment (Archy needs them)
  --gateway            COMMAND gets a placeholder for a gateway on 127.0.0.1, which puts a valid token on each request
  --gateway-tokens N   how many tokens the gateway may hold at once, 1 to 10
  --pass-token         with --gateway: COMMAND gets the real token, for uploads

Who is the same user on this machine can read the environment of COMMAND, and that of gc-token itself, which has
the client secret, under /proc/PID/environ. GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE and
GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND keep the secret out of it.

Exit codes: that of COMMAND, 128 + n if signal n ended it; 126 or 127 if it could not be started; 1 there is no
token; 2 wrong usage or settings.
`,
    parse: (args) => {
        const dashes = args.indexOf('--');
        const wish = parseOptions(dashes === -1 ? args : args.slice(0, dashes));
        if (dashes === -1)
            throw new wrong_usage/* WrongUsage */.r7(DASHES, USAGE);
        const [command, ...rest] = args.slice(dashes + 1);
        if (command === undefined || command === '')
            throw new wrong_usage/* WrongUsage */.r7('exec needs a command after the two dashes.', USAGE);
        return async (desk) => {
            const { exitCode, fault } = await desk.execute({ command, args: rest, ...wish });
            if (fault !== undefined)
                desk.log(fault);
            return exitCode;
        };
    },
};
function parseOptions(options) {
    const waiting = [...options];
    let [keepsCredentials, isGateway, isTokenPassed] = [false, false, false];
    let mostTokens;
    for (let option = waiting.shift(); option !== undefined; option = waiting.shift()) {
        if (option === '--keep-credentials')
            keepsCredentials = true;
        else if (option === '--gateway')
            isGateway = true;
        else if (option === '--pass-token')
            isTokenPassed = true;
        else if (option === '--gateway-tokens')
            mostTokens = (0,wrong_usage/* wholeNumber */.rD)(option, waiting.shift(), 10, USAGE);
        else
            throw new wrong_usage/* WrongUsage */.r7(DASHES, USAGE);
    }
    if (isGateway)
        return { keepsCredentials, gateway: { mostTokens: mostTokens ?? 1, isTokenPassed } };
    if (isTokenPassed || mostTokens !== undefined) {
        throw new wrong_usage/* WrongUsage */.r7('--gateway-tokens and --pass-token go with --gateway.', USAGE);
    }
    return { keepsCredentials, gateway: undefined };
}

;// CONCATENATED MODULE: ./build/programs/gc-token/commands/gateway.js

const gateway_USAGE = ['gc-token gateway [--port N]'];
const GATEWAY = {
    name: 'gateway',
    usage: gateway_USAGE,
    help: `Has a gateway on 127.0.0.1 until Ctrl-C, which puts a valid token on each request of a program that holds a
placeholder. Prints the export lines that such a program needs, and revokes its tokens in the end.

  --port N   where it listens; without it, on any port that is free

Exit codes: 130 after Ctrl-C, 143 after SIGTERM; 1 the port is taken, or there is no token; 2 wrong usage or settings.
`,
    parse: (args) => {
        const [option, port, ...others] = args;
        if (option === undefined)
            return (desk) => desk.runGateway(0);
        if (option !== '--port' || others.length > 0)
            throw new wrong_usage/* WrongUsage */.r7('gateway takes --port N, and nothing else.', gateway_USAGE);
        const wanted = (0,wrong_usage/* wholeNumber */.rD)(option, port, 65_535, gateway_USAGE);
        return (desk) => desk.runGateway(wanted);
    },
};

;// CONCATENATED MODULE: ./build/programs/gc-token/commands/revoke.js

const revoke_USAGE = ['gc-token revoke < FILE'];
const REVOKE = {
    name: 'revoke',
    usage: revoke_USAGE,
    help: `Revokes the token on standard input, or, with an agent and no input, the agent's, which then gets another
when it is asked. It needs no credentials, only a host: that of GENESYSCLOUD_REGION or GENESYSCLOUD_API_URL, else the
agent's.

Exit codes: 0 it was revoked, or the host does not accept it; 1 it may still be valid; 2 there is no token, or no
host.
`,
    parse: (args) => {
        if (args.length > 0)
            throw new wrong_usage/* WrongUsage */.r7((0,wrong_usage/* describeArgument */.v4)(args[0] ?? ''), revoke_USAGE);
        return async (desk) => {
            const revoked = await desk.revoke();
            switch (revoked.is) {
                case 'revoked':
                    desk.log('The token was revoked.');
                    return 0;
                case 'not-accepted':
                    desk.log('This host does not accept the token (HTTP 401): it has ended, or belongs to another host.');
                    return 0;
                case 'may-be-valid':
                    desk.log(`The token could not be revoked (${revoked.because}); it may still be valid.`);
                    return 1;
                case 'too-large':
                    throw new wrong_usage/* WrongUsage */.r7(`Standard input has more than ${revoked.mostBytes} bytes, and no token is as large. Nothing was revoked.`, revoke_USAGE);
                case 'none':
                    throw new wrong_usage/* WrongUsage */.r7('There is no token on standard input, and no agent that has one.', revoke_USAGE);
            }
        };
    },
};

var characters = __webpack_require__(751);
var time = __webpack_require__(566);
;// CONCATENATED MODULE: ./build/programs/gc-token/status.js


function printStatus(fields) {
    const text = (name) => {
        const value = fields[name];
        return typeof value === 'string' || typeof value === 'number' ? (0,characters/* onOneLine */.GJ)(String(value)) : '';
    };
    const date = (name) => {
        const value = fields[name];
        return typeof value === 'number' ? (0,time/* isoSeconds */.n)(value) : '';
    };
    const idle = text('idlesAt');
    const fault = text('journalFault');
    const gateway = text('gateway');
    const lines = [
        `OAuth client: ${text('clientId')} in ${text('place')} (${text('apiUrl')})`,
        `Token: ${describeToken(text('token'), text('expiresAt'), text('secondsLeft'))}`,
        `Renewed when less than ${text('minValiditySeconds')} s are left, or half of a short life; so far ${times(text('grants'))}.`,
        idle === '' ? 'Idle timeout: none known.' : `Idle timeout: ${idle}, used before half of it is over.`,
        text('trouble') === '' ? 'All is well.' : `Trouble since ${text('troubleSince')}: ${text('trouble')}`,
        ...(fault === '' ? [] : [describeFault(fault)]),
        ...(gateway === '' ? [] : [`Gateway: ${gateway}.`]),
        `Agent: since ${date('startedAt')}, until ${date('endsAt') === '' ? 'its command ends' : `${date('endsAt')} at the latest`}; tokens of its own: ${text('owned')}.`,
    ];
    return `${lines.join('\n')}\n`;
}
function printStatusJson(fields) {
    const facts = Object.entries(fields).filter(([name]) => name !== 'version' && name !== 'ok');
    const named = facts.map(([name, value]) => {
        const isDate = name.endsWith('At') && typeof value === 'number';
        const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
        return [key, isDate ? (0,time/* isoSeconds */.n)(value) : (value ?? '')];
    });
    return `${JSON.stringify(Object.fromEntries(named))}\n`;
}
const describeFault = (fault) => `Its tokens could not be written down for the post step (${fault}): if the agent is killed, some may stay valid.`;
const times = (count) => (count === '1' ? 'once' : `${count} times`);
function describeToken(state, expiresAt, secondsLeft) {
    switch (state) {
        case 'fresh':
            return `fresh, expires at ${expiresAt} (${secondsLeft} s left)`;
        case 'old':
            return `valid, but due for renewal; expires at ${expiresAt} (${secondsLeft} s left)`;
        default:
            return 'none that is valid';
    }
}

;// CONCATENATED MODULE: ./build/programs/gc-token/commands/status.js


const status_USAGE = ['gc-token status [--json]'];
const STATUS = {
    name: 'status',
    usage: status_USAGE,
    help: `Says what the agent of this job holds: its OAuth client, the token's expiry and idle timeout, and what went
wrong lately. Never the token. With --json the same facts as one JSON document.

Exit codes: 0; 1 there is no agent, or none that answers; 2 wrong usage.
`,
    parse: (args) => {
        const isJson = args.length === 1 && args[0] === '--json';
        if (args.length > 0 && !isJson)
            throw new wrong_usage/* WrongUsage */.r7((0,wrong_usage/* describeArgument */.v4)(args[0] ?? ''), status_USAGE);
        return async (desk) => {
            const fields = await desk.status();
            desk.put(isJson ? printStatusJson(fields) : printStatus(fields));
            return 0;
        };
    },
};

var token_wish = __webpack_require__(6121);
;// CONCATENATED MODULE: ./build/programs/gc-token/commands/token.js


const token_USAGE = ['gc-token [--header | --json] [--renew]'];
const TOKEN = {
    name: '',
    usage: token_USAGE,
    help: '',
    parse: (args) => {
        const wish = (0,token_wish/* parseTokenWish */.o)(args);
        if (wish !== undefined)
            return (desk) => desk.printToken(wish);
        const unknown = args.find((argument) => (0,token_wish/* parseTokenWish */.o)([argument]) === undefined);
        throw new wrong_usage/* WrongUsage */.r7(unknown === undefined ? '--header and --json exclude each other.' : (0,wrong_usage/* describeArgument */.v4)(unknown), token_USAGE);
    },
};

;// CONCATENATED MODULE: ./build/programs/gc-token/commands/table.js









const COMMANDS = [TOKEN, STATUS, EXEC, GATEWAY, REVOKE, DOCTOR];
const HELP_USAGE = ['gc-token help [COMMAND]', 'gc-token COMMAND --help'];
function parseArguments(args) {
    const [name, ...rest] = args;
    if (name === 'help')
        return helpFor(rest);
    const command = COMMANDS.find((one) => one.name !== '' && one.name === name);
    const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
    if (command !== undefined)
        return asksForHelp(own) ? put(describeCommand(command)) : command.parse(rest);
    if (asksForHelp(args))
        return put(HELP);
    if (args.includes('--version'))
        return put(`${version/* VERSION */.x}\n`);
    return TOKEN.parse(args);
}
const asksForHelp = (args) => args.includes('--help') || args.includes('-h');
function helpFor(args) {
    const [name, ...more] = args;
    if (name === undefined)
        return put(HELP);
    const command = COMMANDS.find((one) => one.name === name && name !== '');
    if (command !== undefined && more.length === 0)
        return put(describeCommand(command));
    throw new wrong_usage/* WrongUsage */.r7((0,wrong_usage/* describeArgument */.v4)(more[0] ?? name), HELP_USAGE);
}
function describeCommand({ usage, help }) {
    return `${(0,wrong_usage/* describeUsage */.P_)(usage)}\n\n${help}`;
}
const put = (text) => (desk) => {
    desk.put(text);
    return Promise.resolve(0);
};

;// CONCATENATED MODULE: ./build/programs/gc-token/settings-option.js

const settings_option_USAGE = ['gc-token --settings FILE [COMMAND] [ARGUMENT]...'];
function takeSettingsOption(args) {
    const end = args.includes('--') ? args.indexOf('--') : args.length;
    const at = args.findIndex((text, index) => index < end && /^--settings(?:=|$)/.test(text));
    if (at === -1)
        return { file: undefined, others: args };
    const isJoined = args[at]?.startsWith('--settings=') === true;
    const file = isJoined ? args[at]?.slice('--settings='.length) : at + 1 < end ? args[at + 1] : undefined;
    if (file === undefined || file === '')
        throw new wrong_usage/* WrongUsage */.r7('--settings needs a file.', settings_option_USAGE);
    const others = args.toSpliced(at, isJoined ? 1 : 2);
    if (takeSettingsOption(others).file !== undefined)
        throw new wrong_usage/* WrongUsage */.r7('--settings is given twice.', settings_option_USAGE);
    return { file, others };
}

var terminal = __webpack_require__(9690);
;// CONCATENATED MODULE: ./build/entries/commands.js







const STATUS_WITHIN_MS = 10_000;
async function obeyCommand(args, loaded) {
    const { file, others } = takeSettingsOption(args);
    const run = parseArguments(others);
    if (file !== undefined)
        (await __webpack_require__.e(/* import() */ 186).then(__webpack_require__.bind(__webpack_require__, 2186))).useSettingsFile(file);
    return run(deskOf(loaded));
}
function deskOf(loaded) {
    return {
        put: (text) => (0,process/* writeAll */.f4)(1, text),
        log: terminal.log,
        printToken: loaded.token,
        status: commands_status,
        execute: (line) => execute(line, loaded),
        runGateway: async (port) => (await Promise.all(/* import() */[__webpack_require__.e(854), __webpack_require__.e(813), __webpack_require__.e(94)]).then(__webpack_require__.bind(__webpack_require__, 2094))).runGateway(port, loaded.mask),
        revoke: async () => (await Promise.all(/* import() */[__webpack_require__.e(854), __webpack_require__.e(694)]).then(__webpack_require__.bind(__webpack_require__, 9694))).revokeToken(loaded.agentSource),
        examine: async (wish) => (await Promise.all(/* import() */[__webpack_require__.e(854), __webpack_require__.e(813), __webpack_require__.e(884)]).then(__webpack_require__.bind(__webpack_require__, 6884))).examineFromTerminal(wish, loaded.agentSource),
    };
}
async function commands_status() {
    const socket = agentSocket();
    if (socket === '')
        throw new agent_errors/* AgentUnreachable */.F('GC_TOKEN_SOCK is not set');
    const readNonceThere = () => (0,nonce/* readNonce */.kv)(socket, (0,process/* agentPlaces */.Qy)());
    return (0,client/* askAgent */.X)({ socket, readNonce: readNonceThere, ask: 'status', waitMs: STATUS_WITHIN_MS });
}
async function execute(line, { fromAgent, mask }) {
    const found = await fromAgent(false);
    return found === undefined
        ? (await Promise.all(/* import() */[__webpack_require__.e(854), __webpack_require__.e(813), __webpack_require__.e(94)]).then(__webpack_require__.bind(__webpack_require__, 2094))).executeWithOwnAgent({ ...line, mask })
        : (await __webpack_require__.e(/* import() */ 7).then(__webpack_require__.bind(__webpack_require__, 4007))).executeWithAgent({ ...line, mask }, found, agentSocket());
}
function agentSocket() {
    return (0,process/* environment */.cA)()['GC_TOKEN_SOCK'] ?? '';
}


})

};
;