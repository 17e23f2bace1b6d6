"use strict";
exports.id = 379;
exports.ids = [379];
exports.modules = {

8379:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rotateAction: () => (rotateAction)
});

var genesys_region = __webpack_require__(4596);
var reader = __webpack_require__(6518);
var client_credentials = __webpack_require__(4427);
var characters = __webpack_require__(751);
var masks = __webpack_require__(3406);
var core_secret = __webpack_require__(3431);
var fields = __webpack_require__(4012);
var parsers = __webpack_require__(2375);
var reading = __webpack_require__(1353);
var rules = __webpack_require__(3206);
var settings = __webpack_require__(8924);
;// CONCATENATED MODULE: ./build/settings/rotation-settings.js











const ROTATION_FIELDS = {
    ...fields/* CLIENT_FIELDS */.yP,
    clientAuthentication: { ...fields/* CLIENT_FIELDS */.yP.clientAuthentication, parse: basicOnly },
    privateKey: unused(fields/* CLIENT_FIELDS */.yP.privateKey),
    privateKeyId: unused(fields/* CLIENT_FIELDS */.yP.privateKeyId),
    assertionAudience: unused(fields/* CLIENT_FIELDS */.yP.assertionAudience),
    tokenUrl: unused(fields/* CLIENT_FIELDS */.yP.tokenUrl),
    timeoutMs: fields/* TOKEN_FIELDS */.c0.timeoutMs,
    targetClientId: (0,fields/* field */.ZZ)({ input: 'target-client-id', parse: parsers/* optionalClientId */.j_ }),
    githubToken: (0,fields/* field */.ZZ)({ input: 'github-token', parse: githubToken, secretForms: masks/* tokenForms */.py }),
    secretName: (0,fields/* field */.ZZ)({ input: 'secret-name', parse: secretName }),
    target: (0,fields/* field */.ZZ)({
        input: 'target',
        default: 'repository',
        parse: (0,parsers/* oneOf */.yL)('repository', 'environment', 'organization'),
    }),
    environment: (0,fields/* field */.ZZ)({ input: 'environment', parse: environment }),
    repository: (0,fields/* field */.ZZ)({ input: 'repository', parse: repository }),
};
function readRotationSettings(source, workflow, others = []) {
    const repository = { ...ROTATION_FIELDS.repository, default: workflow.repository };
    const fields = { ...ROTATION_FIELDS, repository };
    const values = (0,reader/* read */.LF)(fields, [...rules/* CLIENT_RULES */.u, ENVIRONMENT_WITH_TARGET], source, others);
    const { clientId, secret } = values;
    const { region, tokenUrl, apiUrl } = (0,settings/* clientSettings */.ry)(values, (0,reading/* readingBasic */.v)(fields));
    return {
        rotation: {
            credentials: (0,client_credentials/* secretCredentials */.X1)('basic', clientId, secret),
            endpoint: { place: (0,genesys_region/* placeOf */.$t)(region, tokenUrl), tokenUrl },
            apiUrl,
            targetClientId: values.targetClientId ?? clientId,
            timeoutMs: values.timeoutMs,
            stepId: workflow.stepId,
        },
        target: {
            kind: values.target,
            name: values.secretName,
            ...values.repository,
            environment: values.environment ?? '',
        },
        githubToken: values.githubToken,
        region: region?.name ?? '',
    };
}
function unused({ parse }) {
    return { parse };
}
function basicOnly(text) {
    if (text.toLowerCase() === 'basic')
        return 'basic';
    return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes basic only: only a client of Genesys Cloud has a secret to rotate.`);
}
function githubToken(text) {
    if (text === '')
        return new reader/* Mistake */.Fp('is empty. It takes a token that may write secrets.', 'empty');
    return /[^\x21-\x7e]/.test(text)
        ? new reader/* Mistake */.Fp('contains white space or other characters that no token has.')
        : new core_secret/* Secret */.z(text);
}
function secretName(text) {
    if (text === '')
        return new reader/* Mistake */.Fp('is empty. It takes the name of the secret that the workflows read.');
    if (/^[a-z_][a-z0-9_]*$/i.test(text) && !/^github_/i.test(text))
        return text;
    return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. GitHub's names have letters, digits and _, do not start with a digit, nor with GITHUB_.`);
}
function environment(text) {
    if (!(0,parsers/* isDotSegment */.DH)(text) && !(0,characters/* hasControlCharacters */.Kg)(text))
        return (0,parsers/* optionalText */.mR)(text);
    return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes the name of an environment of the repository.`);
}
function repository(text) {
    if (text === '')
        return new reader/* Mistake */.Fp('is empty, and GITHUB_REPOSITORY does not name one.');
    const [, owner, name] = /^([\w-]+)\/([\w.-]+)$/.exec(text) ?? [];
    if (owner !== undefined && name !== undefined && !(0,parsers/* isDotSegment */.DH)(name))
        return { owner, repository: name };
    return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(text)}. It takes owner/name.`);
}
const ENVIRONMENT_WITH_TARGET = {
    of: ['environment', 'target'],
    check: ({ environment, target }) => {
        if (target === 'environment' && environment === undefined) {
            return new reader/* Mistake */.Fp('is empty. With target: environment it takes the name of the environment.');
        }
        if (target === 'environment' || environment === undefined)
            return undefined;
        return new reader/* Mistake */.Fp(`is ${(0,characters/* quoted */.TL)(environment)}, but target is ${target}. Set target: environment, or leave environment out.`);
    },
};

var dist_bundle = __webpack_require__(9878);
var version = __webpack_require__(1143);
var http_reply = __webpack_require__(1584);
var retry_decision = __webpack_require__(881);
var send = __webpack_require__(7432);
;// CONCATENATED MODULE: ./build/rotation/secret-vault.js
class VaultFailed extends Error {
    name = 'VaultFailed';
    causes;
    constructor(what, causes, cause) {
        super(what, cause === undefined ? undefined : { cause });
        this.causes = causes;
    }
}

;// CONCATENATED MODULE: ./build/adapters/github-api/failures.js




class CallFailed extends Error {
    name = 'CallFailed';
    call;
    failure;
    history;
    constructor(call, cause) {
        super(cause.message, { cause });
        this.call = call;
        this.failure = cause.failure;
        this.history = cause instanceof send/* RequestGivenUp */.UW ? cause.history : '';
    }
}
function failureStatus(error) {
    return error instanceof CallFailed ? (error.failure.status ?? 0) : undefined;
}
async function orVaultFailed(location, work) {
    try {
        return await work();
    }
    catch (error) {
        throw toVaultFailed(error, location);
    }
}
function toVaultFailed(error, location, likely = []) {
    const failed = error instanceof retry_decision/* AttemptFailed */.Nz ? new CallFailed({ doing: 'reading its reply' }, error) : error;
    if (!(failed instanceof CallFailed))
        return error;
    const { call, failure, history } = failed;
    const detail = [(0,http_reply/* describeFailure */.Ic)(failure), history].filter((text) => text !== '').join(', ');
    const causes = [...likely, ...causesOf(failed, location)];
    return new VaultFailed(`${call.doing} failed (${detail})`, causes, error);
}
const LIMITED = 'GitHub limits the requests of this token: run the workflow again later';
function causesOf({ failure, call }, location) {
    if (failure.isRateLimit === true)
        return [LIMITED];
    switch (failure.kind) {
        case 'status':
            return (0,retry_decision/* isTemporary */.ey)(failure)
                ? ['an outage: see https://www.githubstatus.com']
                : [
                    ...(failure.status === 403 && call.wasAllowed === true ? [LIMITED] : []),
                    ...causesOfStatus(failure.status ?? 0, location),
                ];
        case 'redirect':
            return ['the repository or organization was renamed or moved: give its new name in repository'];
        case 'connection':
        case 'timeout':
        case 'truncated':
        case 'unreadable':
        case 'invalid':
        case 'too-large':
        case 'tls':
        case 'proxy':
            return [
                'this runner cannot reach the API of GitHub (firewall, proxy, private CA)',
                'GitHub has an outage: see https://www.githubstatus.com',
            ];
    }
}
function causesOfStatus(status, { target }) {
    const { kind, name } = target;
    switch (status) {
        case 401:
            return ['github-token is wrong, has expired or was revoked'];
        case 403:
            return [
                `github-token may not write here: ${PERMISSIONS[kind]}`,
                "github-token is the job's own GITHUB_TOKEN, which can never write secrets: use the token of a GitHub App, or a personal access token",
                'the repository is archived',
                'the organization wants single sign-on: authorize the personal access token for it',
            ];
        case 404:
            return [
                ABSENT[kind](target),
                `there is no secret ${name} there yet: create it first`,
                `github-token cannot see it: ${PERMISSIONS[kind]}`,
            ];
        case 422:
            return ['GitHub does not take the name, or the number of secrets'];
        default:
            return ['GitHub, or a gateway or proxy in between, refuses the request'];
    }
}
const PERMISSIONS = {
    repository: 'it needs the repository permission "Secrets: read and write" (classic personal access tokens: scope repo)',
    environment: 'it needs the repository permission "Environments: read and write" (classic personal access tokens: scope repo)',
    organization: 'it needs the organization permission "Secrets: read and write" (classic personal access tokens: scope admin:org)',
};
const ABSENT = {
    repository: ({ owner, repository }) => `there is no repository ${owner}/${repository}: see repository`,
    environment: ({ owner, repository, environment }) => `there is no environment ${environment} in ${owner}/${repository}, or no such repository: see environment and repository`,
    organization: ({ owner }) => `there is no organization ${owner} (a person's account has no organization secrets): see repository and target`,
};

;// CONCATENATED MODULE: ./build/adapters/github-api/api.js






const API_VERSION = '2022-11-28';
const SHORTEST_LIMIT_MS = 60_000;
function githubApi(apiUrl, token, context) {
    return async (call, attempts) => {
        let reply;
        let fault;
        const fetch = async (url, options) => {
            try {
                const exchange = {
                    doing: asBeginning(call.doing),
                    request: toRequest(url, options),
                    read: readerOf(call),
                };
                reply = await (0,send/* send */.tN)(exchange, attempts, context);
                return toResponse(reply);
            }
            catch (error) {
                fault = error instanceof Error ? error : new Error(String(error));
                throw error;
            }
        };
        try {
            const octokitReply = await (0,dist_bundle/* request */.E)({
                ...optionsOf(call, apiUrl, token),
                request: { fetch, log: SILENT },
            });
            return {
                status: octokitReply.status,
                fields: toFields(octokitReply.data),
                nextPage: nextPageOf(reply?.headers['link']),
                date: reply && (0,http_reply/* serverDate */.uT)(reply),
            };
        }
        catch (error) {
            context.signal.throwIfAborted();
            if (fault instanceof send/* RequestGivenUp */.UW)
                throw new CallFailed(call, fault);
            throw fault ?? error;
        }
    };
}
const asBeginning = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
function optionsOf({ route, parameters }, apiUrl, token) {
    const [method = '', url = ''] = route.split(' ');
    return {
        method: method,
        url,
        baseUrl: apiUrl.replace(/\/+$/, ''),
        ...parameters,
        headers: {
            accept: 'application/vnd.github+json',
            authorization: `Bearer ${token.reveal()}`,
            'user-agent': `gc-oauth-action/${version/* VERSION */.x}`,
            'x-github-api-version': API_VERSION,
        },
    };
}
function toRequest(url, { method, headers, body }) {
    return { method: method, url, headers, ...(body === undefined ? {} : { body }) };
}
function toResponse({ status, headers, body }) {
    return new Response(status === 204 ? null : body, { status, headers });
}
function readerOf({ expected, wasAllowed }) {
    let isPatient = wasAllowed === true;
    return (reply) => {
        if (reply.status >= 200 && reply.status <= 299)
            return readExpected(reply, expected);
        const failure = readGitHubFailure(reply);
        const isForbidden = failure.status === 403 && failure.isRateLimit !== true;
        if (!isPatient || !isForbidden)
            throw new retry_decision/* AttemptFailed */.Nz(failure);
        isPatient = false;
        throw new retry_decision/* AttemptFailed */.Nz({ ...failure, isRateLimit: true, retryAfterMs: SHORTEST_LIMIT_MS });
    };
}
function readExpected(reply, expected) {
    if (reply.status !== 204 && reply.body !== '')
        (0,http_reply/* readFields */.qU)(reply, 'the reply');
    if (expected.includes(reply.status))
        return reply;
    throw new retry_decision/* AttemptFailed */.Nz({
        kind: 'unreadable',
        summary: `HTTP ${reply.status}, which GitHub does not answer here`,
        status: reply.status,
    });
}
function readGitHubFailure(reply) {
    const { failure } = (0,http_reply/* readFailure */.f1)(reply);
    const id = (0,http_reply/* quote */.hD)(reply.headers['x-github-request-id']);
    const isSpent = reply.headers['x-ratelimit-remaining'] === '0';
    const isSecondary = /\bsecondary rate\b|\babuse detection\b/i.test(failure.description ?? '');
    const { retryAfterMs = isSecondary ? SHORTEST_LIMIT_MS : isSpent ? untilReset(reply) : undefined } = failure;
    const isLimit = isSpent || isSecondary || failure.retryAfterMs !== undefined;
    return {
        ...failure,
        ...(id === undefined ? {} : { correlationId: id }),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        isRateLimit: reply.status === 429 || (reply.status === 403 && isLimit),
    };
}
function untilReset(reply) {
    const resetSeconds = Number(reply.headers['x-ratelimit-reset'] ?? 'none');
    if (!Number.isFinite(resetSeconds))
        return undefined;
    return Math.max(0, resetSeconds * 1000 - ((0,http_reply/* serverDate */.uT)(reply) ?? reply.received.wallMs));
}
function nextPageOf(link) {
    const next = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link ?? '')?.[1];
    const url = next === undefined ? null : URL.parse(next);
    return url === null ? undefined : Object.fromEntries(url.searchParams);
}
function toFields(data) {
    return typeof data === 'object' && data !== null ? data : {};
}

;// CONCATENATED MODULE: ./build/adapters/github-api/location.js
function locate(target) {
    const location = folderOf(target);
    return { ...location, target, name: target.name, place: `the secret ${target.name} of ${location.owner}` };
}
function folderOf({ kind, owner, repository, environment, }) {
    switch (kind) {
        case 'repository':
            return {
                owner: `${owner}/${repository}`,
                mostSecrets: 100,
                folder: '/repos/{owner}/{repo}/actions/secrets',
                parameters: { owner, repo: repository },
            };
        case 'environment':
            return {
                owner: `the environment ${environment} of ${owner}/${repository}`,
                mostSecrets: 100,
                folder: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
                parameters: { owner, repo: repository, environment_name: environment },
            };
        case 'organization':
            return {
                owner: `the organization ${owner}`,
                mostSecrets: 1_000,
                folder: '/orgs/{org}/actions/secrets',
                parameters: { org: owner },
            };
    }
}
function ghCommand(location, visibility) {
    const { kind, name, owner, repository, environment } = location.target;
    const command = ['gh', 'secret', 'set', name];
    switch (kind) {
        case 'repository':
            command.push('--repo', `${owner}/${repository}`);
            break;
        case 'environment':
            command.push('--repo', `${owner}/${repository}`, '--env', quoted(encodeURIComponent(environment)));
            break;
        case 'organization':
            command.push('--org', owner, ...visibilityFlags(visibility));
    }
    return command.join(' ');
}
function ghEnvironment(serverUrl) {
    const host = URL.parse(serverUrl)?.host ?? 'github.com';
    const token = '${{ secrets.A_TOKEN_THAT_MAY_WRITE_SECRETS }}';
    if (host === 'github.com')
        return [`GH_TOKEN: ${token}`];
    return [`GH_HOST: ${host}`, `${host.endsWith('.ghe.com') ? 'GH_TOKEN' : 'GH_ENTERPRISE_TOKEN'}: ${token}`];
}
function visibilityFlags(visibility) {
    if (visibility === undefined)
        return [];
    if (visibility.visibility !== 'selected')
        return ['--visibility', visibility.visibility];
    const names = visibility.repositories.map(({ name }) => name);
    return names.length === 0 ? ['--no-repos-selected'] : ['--repos', quoted(names.join(','))];
}
const quoted = (text) => /^[\w.,/%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

var errors = __webpack_require__(8208);
var blake2 = __webpack_require__(4067);
var nacl_fast = __webpack_require__(6069);
var nacl_fast_default = /*#__PURE__*/__webpack_require__.n(nacl_fast);
;// CONCATENATED MODULE: ./build/adapters/github-api/sealed-box.js


const PUBLIC_KEY_BYTES = (nacl_fast_default()).box.publicKeyLength;
function seal(text, publicKey) {
    const recipient = Buffer.from(publicKey, 'base64');
    const sender = nacl_fast_default().box.keyPair();
    const nonce = (0,blake2/* blake2b */.Sx)(Buffer.concat([sender.publicKey, recipient]), { dkLen: (nacl_fast_default()).box.nonceLength });
    const box = nacl_fast_default().box(Buffer.from(text, 'utf8'), nonce, recipient, sender.secretKey);
    return Buffer.concat([sender.publicKey, box]).toString('base64');
}

;// CONCATENATED MODULE: ./build/adapters/github-api/replies.js


function readPublicKey({ key_id: id, key }) {
    const isId = typeof id === 'string' && id !== '';
    const isKey = typeof key === 'string' && Buffer.from(key, 'base64').length === PUBLIC_KEY_BYTES;
    if (!isId || !isKey)
        throw invalid('the reply holds no public key');
    return { id, key };
}
function readVisibility({ visibility }) {
    if (visibility === 'all' || visibility === 'private' || visibility === 'selected')
        return visibility;
    throw invalid('the reply does not say which repositories may use it');
}
function readUpdatedAt({ updated_at: updatedAt }) {
    const time = typeof updatedAt === 'string' ? Date.parse(updatedAt) : Number.NaN;
    return Number.isNaN(time) ? undefined : Math.floor(time / 1000) * 1000;
}
function readTotal({ total_count: total }) {
    if (typeof total !== 'number')
        throw invalid('the reply does not say how many there are');
    return total;
}
function readRepositories({ repositories }) {
    if (!Array.isArray(repositories))
        throw invalid('the reply holds no list of repositories');
    return repositories.map((entry) => {
        const { id, name } = (entry ?? {});
        if (typeof id !== 'number' || typeof name !== 'string')
            throw invalid('a repository has no id or name');
        return { id, name };
    });
}
const invalid = (what) => new retry_decision/* AttemptFailed */.Nz({ kind: 'invalid', summary: `HTTP 200, but ${what}` });

;// CONCATENATED MODULE: ./build/adapters/github-api/secret-calls.js


const PAGE_SIZE = 100;
class SecretCalls {
    #location;
    #api;
    constructor(location, api) {
        this.#location = location;
        this.#api = api;
    }
    async publicKey(attempts) {
        const { fields } = await this.#get('fetching its public key', '/public-key', {}, attempts);
        return readPublicKey(fields);
    }
    async updatedAt(attempts) {
        return readUpdatedAt((await this.#look(attempts)).fields);
    }
    async visibility(attempts) {
        return readVisibility((await this.#look(attempts)).fields);
    }
    async repositories(attempts) {
        const seen = new Map();
        let page = { per_page: String(PAGE_SIZE) };
        let total = Infinity;
        while (page !== undefined && seen.size < total) {
            const doing = 'reading which repositories may use it';
            const reply = await this.#get(doing, `/{secret_name}/repositories`, page, attempts);
            const before = seen.size;
            for (const repository of readRepositories(reply.fields))
                seen.set(repository.id, repository);
            total = readTotal(reply.fields);
            page = seen.size > before ? reply.nextPage : undefined;
        }
        return { total, seen: [...seen.values()] };
    }
    async count(attempts) {
        return readTotal((await this.#get('counting the secrets', '', { per_page: '1' }, attempts)).fields);
    }
    async put({ doing, wasAllowed, name, value, key, visibility }, attempts) {
        const parameters = {
            encrypted_value: seal(value.reveal(), key.key),
            key_id: key.id,
            ...(visibility === undefined ? {} : asFields(visibility)),
            secret_name: name,
        };
        const call = { doing, wasAllowed: wasAllowed === true, expected: [201, 204], parameters };
        const { status, date } = await this.#call('PUT', '/{secret_name}', call, attempts);
        return { outcome: status === 201 ? 'created' : 'updated', at: date };
    }
    async delete(doing, name, attempts) {
        const call = { doing, expected: [204], parameters: { secret_name: name } };
        await this.#call('DELETE', '/{secret_name}', call, attempts);
    }
    async #look(attempts) {
        return this.#get('looking for it', '/{secret_name}', {}, attempts);
    }
    async #get(doing, path, query, attempts) {
        const isNamed = path.includes('{secret_name}');
        const parameters = { ...query, ...(isNamed ? { secret_name: this.#location.name } : {}) };
        return this.#call('GET', path, { doing, expected: [200], parameters }, attempts);
    }
    async #call(method, path, call, attempts) {
        const { folder, parameters } = this.#location;
        const route = `${method} ${folder}${path}`;
        return this.#api({ ...call, route, parameters: { ...call.parameters, ...parameters } }, attempts);
    }
}
function asFields({ visibility, repositories }) {
    if (visibility !== 'selected')
        return { visibility };
    return { visibility, selected_repository_ids: repositories.map(({ id }) => id) };
}

;// CONCATENATED MODULE: ./build/adapters/github-api/secrets.js








const NO_REPOSITORY = { visibility: 'selected', repositories: [] };
class GitHubSecret {
    place;
    commandEnvironment;
    #location;
    #calls;
    #log;
    #key;
    #visibility;
    #storedAt;
    constructor(location, serverUrl, api, log) {
        this.place = location.place;
        this.commandEnvironment = ghEnvironment(serverUrl);
        this.#location = location;
        this.#calls = new SecretCalls(location, api);
        this.#log = log;
    }
    async writeTest(current, attempts) {
        return orVaultFailed(this.#location, async () => {
            this.#key = await this.#calls.publicKey(attempts);
            if (this.#isOrganization)
                this.#visibility = await this.#readVisibility(attempts);
            else if (current === undefined)
                await this.#calls.updatedAt(attempts);
            try {
                if (current === undefined)
                    return await this.#writeBeside(attempts);
                const { name } = this.#location;
                const { outcome } = await this.#write({ doing: 'writing the current secret', name, value: current }, attempts);
                return outcome === 'created' ? 'created' : 'written-again';
            }
            catch (error) {
                throw await this.#explainFull(error, attempts);
            }
        });
    }
    async store(value, attempts) {
        await orVaultFailed(this.#location, async () => {
            this.#key ??= await this.#calls.publicKey(attempts);
            if (this.#isOrganization)
                await this.#renewVisibility(attempts);
            const { name } = this.#location;
            const write = { doing: 'storing the new secret', name, value, wasAllowed: true };
            const { at } = await this.#write(write, attempts);
            this.#storedAt = at;
        });
    }
    async wasOverwritten(attempts) {
        if (this.#storedAt === undefined)
            return false;
        try {
            return ((await this.#calls.updatedAt(attempts)) ?? 0) > this.#storedAt;
        }
        catch (error) {
            if (!isFailure(error))
                throw error;
            return false;
        }
    }
    command() {
        return ghCommand(this.#location, this.#visibility);
    }
    get #isOrganization() {
        return this.#location.target.kind === 'organization';
    }
    async #readVisibility(attempts) {
        const visibility = await this.#calls.visibility(attempts);
        if (visibility !== 'selected')
            return { visibility, repositories: [] };
        const { total, seen } = await this.#calls.repositories(attempts);
        if (seen.length >= total)
            return { visibility, repositories: seen };
        throw new VaultFailed(`${seen.length} of ${total} repositories that may use it were listed: this token sees ${seen.length} of ${total}, and writing the secret would take it from the others`, [
            'github-token does not reach every repository that may use the secret: give it access to all of them (of a GitHub App: install it on all repositories)',
        ]);
    }
    async #renewVisibility(attempts) {
        const { deadline } = attempts;
        try {
            this.#visibility = await this.#readVisibility((0,send/* attemptsUntil */.$T)(deadline.part(deadline.leftMs / 2)));
        }
        catch (error) {
            if (this.#visibility === undefined || !isFailure(error))
                throw error;
            this.#log(`Which repositories may use ${this.place} could not be read again (${(0,errors/* messageOf */.bD)(error)}); the list that was read before is kept.`);
        }
    }
    async #writeBeside(attempts) {
        const name = `${this.#location.name}_WRITE_TEST`;
        const value = new core_secret/* Secret */.z('This secret was written to see whether it can be; delete it.');
        await this.#write({ doing: 'writing a secret beside it', name, value }, attempts);
        try {
            await this.#calls.delete('deleting the secret beside it', name, attempts);
            return 'written-beside';
        }
        catch (error) {
            if (failureStatus(error) === undefined)
                throw error;
            return 'left-beside';
        }
    }
    async #write(write, attempts) {
        try {
            return await this.#put(write, attempts);
        }
        catch (error) {
            if (!isNotTaken(error))
                throw error;
            this.#key = await this.#calls.publicKey(attempts);
            if (this.#visibility?.visibility === 'selected') {
                const { seen } = await this.#calls.repositories(attempts);
                this.#visibility = { visibility: 'selected', repositories: seen };
            }
            return this.#put(write, attempts);
        }
    }
    async #put(write, attempts) {
        const key = (this.#key ??= await this.#calls.publicKey(attempts));
        const isBeside = write.name !== this.#location.name;
        const visibility = isBeside && this.#isOrganization ? NO_REPOSITORY : this.#visibility;
        return this.#calls.put({ ...write, key, visibility }, attempts);
    }
    async #explainFull(error, attempts) {
        if (!isNotTaken(error))
            return error;
        const { owner, mostSecrets: most } = this.#location;
        const count = await this.#calls.count(attempts).catch(() => 0);
        if (count < most)
            return error;
        return toVaultFailed(error, this.#location, [
            `${owner} has ${count} secrets, and GitHub keeps no more than ${most} there: delete one that nothing uses. A client that replaces its own secret needs no room for a second one`,
        ]);
    }
}
function isNotTaken(error) {
    const status = failureStatus(error);
    return status === 400 || status === 409 || status === 422;
}
const isFailure = (error) => error instanceof CallFailed || error instanceof retry_decision/* AttemptFailed */.Nz || error instanceof VaultFailed;

var adapters_proxy = __webpack_require__(7312);
var github_step = __webpack_require__(880);
var github_runner_inputs = __webpack_require__(6925);
;// CONCATENATED MODULE: ./build/adapters/github-runner/workflow.js
function readWorkflow(environment = process.env) {
    const { GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_ACTION } = environment;
    const action = GITHUB_ACTION ?? '';
    return {
        apiUrl: GITHUB_API_URL ?? 'https://api.github.com',
        serverUrl: GITHUB_SERVER_URL ?? 'https://github.com',
        repository: GITHUB_REPOSITORY ?? '',
        stepId: action === '' || action.startsWith('__') ? undefined : action,
    };
}

var core_deadline = __webpack_require__(2095);
var time = __webpack_require__(566);
var lease_leases = __webpack_require__(2219);
;// CONCATENATED MODULE: ./build/genesys/organization.js


function ownerRequest(apiUrl, token) {
    return {
        method: 'GET',
        url: `${apiUrl}/api/v2/tokens/me`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readOwner(reply) {
    if (reply.status !== 200)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const fields = (0,http_reply/* readFields */.qU)(reply, 'the reply');
    const organization = organization_objectIn(fields, 'organization');
    const client = organization_objectIn(fields, 'OAuthClient');
    return {
        organizationId: (0,http_reply/* quote */.hD)(organization['id']) ?? '',
        organizationName: (0,http_reply/* quote */.hD)(organization['name']) ?? '',
        clientId: (0,http_reply/* quote */.hD)(client['id']) ?? '',
        clientName: (0,http_reply/* quote */.hD)(client['name']) ?? '',
    };
}
function guardOrganization(expectedId, owner) {
    if (owner.organizationId.toLowerCase() === expectedId.toLowerCase())
        return;
    const found = owner.organizationId === '' ? 'an organization that it does not name' : describeOrganization(owner);
    throw new ActionError('ORGANIZATION_MISMATCH', `The token belongs to ${found}, and organization-id asks for ${expectedId}. The token was not handed out.`, [
        ...(owner.organizationName === expectedId
            ? ['organization-id takes the id of the organization, not its name']
            : []),
        'client-id, client-secret and region belong to another organization (test instead of production, say)',
        'organization-id is wrong',
    ]);
}
function describeOrganization(owner) {
    return owner.organizationName === ''
        ? owner.organizationId
        : `${owner.organizationName} (${owner.organizationId})`;
}
function organization_objectIn(fields, name) {
    const value = fields[name];
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./build/oauth/access-token.js

function expiryOf(lifetimeSeconds, times) {
    const lifetimeMs = lifetimeSeconds * 1000;
    const exchangeMs = times.received.monotonicMs - times.sent.monotonicMs;
    const issuedAt = times.serverDate === undefined ? times.sent.wallMs : times.serverDate - exchangeMs;
    return {
        expiresAt: issuedAt + lifetimeMs,
        endsAfter: times.sent.monotonicMs + lifetimeMs,
        deadBy: {
            wallMs: times.received.wallMs + lifetimeMs,
            monotonicMs: times.received.monotonicMs + lifetimeMs,
        },
        lifetimeMs,
    };
}
function secondsLeft(token, now) {
    return Math.max(0, Math.floor((token.endsAfter - now.monotonicMs) / 1000));
}
function requireTimeLeft(token, now) {
    if (token.endsAfter > now.monotonicMs)
        return;
    const seconds = Math.floor(token.lifetimeMs / 1000);
    throw new ActionError('TOKEN_EXPIRED', `The token expired before it could be handed out: it was valid for ${seconds} s.`, [
        'the server issues tokens for a few seconds only: in Genesys Cloud, Token Duration of the OAuth client is 300 s or more',
        'a gateway hands out a token again that is about to expire',
        'the network or the API host is slow',
    ]);
}

;// CONCATENATED MODULE: ./build/oauth/lost-tokens.js



const LONGEST_USUAL_LIFETIME_SECONDS = 172_800;
const MOST_UNREADABLE = 2;
const ABORTED = 'A token request was still unanswered. If a token was issued for it, it stays valid until it expires.';
class UnsendableToken extends retry_decision/* AttemptFailed */.Nz {
}
class LostTokens {
    #count = 0;
    #unreadable = 0;
    #until = 0;
    get sentence() {
        if (this.#count === 0)
            return undefined;
        const tokens = this.#count === 1 ? '1 token' : `${this.#count} tokens`;
        return `${tokens} that could not be read may be valid until ${(0,time/* isoSeconds */.n)(this.#until)}`;
    }
    watching(transport, { clock, tellAborted }) {
        const tell = () => tellAborted?.(ABORTED);
        return async (request, timeoutMs, signal) => {
            signal.addEventListener('abort', tell);
            try {
                return await transport(request, timeoutMs, signal);
            }
            catch (error) {
                throw this.#noted(error, clock.now().wallMs);
            }
            finally {
                signal.removeEventListener('abort', tell);
            }
        };
    }
    reading(read) {
        return (reply) => {
            try {
                return read(reply);
            }
            catch (error) {
                throw isPage(reply) ? error : this.#noted(error, reply.received.wallMs);
            }
        };
    }
    toldIn({ failure, history, cause }) {
        const parts = [history, this.sentence ?? ''].filter((text) => text !== '');
        return new send/* RequestGivenUp */.UW(failure, parts.join('; '), cause);
    }
    #noted(error, at) {
        if (!(error instanceof retry_decision/* AttemptFailed */.Nz) || !mayHoldToken(error))
            return error;
        this.#count++;
        this.#until = at + LONGEST_USUAL_LIFETIME_SECONDS * 1000;
        if (error.failure.kind !== 'unreadable' || ++this.#unreadable < MOST_UNREADABLE)
            return error;
        return new retry_decision/* AttemptFailed */.Nz({ ...error.failure, kind: 'invalid' }, error);
    }
}
function mayHoldToken(error) {
    const { kind, status = 0 } = error.failure;
    if (error instanceof UnsendableToken)
        return true;
    const isSuccess = status >= 200 && status <= 299;
    return isSuccess && (kind === 'truncated' || kind === 'unreadable');
}
const isPage = ({ headers }) => /\bhtml\b/i.test(headers['content-type'] ?? '');

;// CONCATENATED MODULE: ./build/oauth/token-request.js







const ASSUMED_LIFETIME_SECONDS = 300;
const LONGEST_LIFETIME_SECONDS = 100 * 365 * 86_400;
const LONGEST_TOKEN_BYTES = 100 * 1024;
function clientCredentialsGrant({ scope }) {
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope !== undefined)
        form.set('scope', scope);
    return form;
}
async function requestToken(client, grant, attempts, context) {
    const request = (attempt) => tokenRequest(client, grant, attempt, context);
    const lost = new LostTokens();
    const exchange = { doing: 'The token request', request, read: lost.reading(readTokenResponse) };
    const transport = lost.watching(context.transport, context);
    try {
        const response = await (0,send/* send */.tN)(exchange, attempts, { ...context, transport });
        if (lost.sentence !== undefined)
            context.log(`${lost.sentence}.`);
        return response;
    }
    catch (error) {
        throw error instanceof send/* RequestGivenUp */.UW ? lost.toldIn(error) : error;
    }
}
async function tokenRequest({ endpoint, authentication }, grant, attempt, context) {
    const { form, headers } = await authentication.authenticate(grant, attempt, context);
    return {
        method: 'POST',
        url: endpoint.tokenUrl,
        headers: { ...headers, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
    };
}
async function tokenErrorOf(givenUp, { endpoint, authentication }) {
    const { tokenError } = await __webpack_require__.e(/* import() */ 470).then(__webpack_require__.bind(__webpack_require__, 2470));
    return tokenError(givenUp, endpoint, authentication);
}
async function unusable(because, client) {
    return tokenErrorOf(new send/* RequestGivenUp */.UW(because.failure, '', because), client);
}
function readTokenResponse(reply) {
    if (reply.status < 200 || reply.status > 299)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const fields = (0,http_reply/* readFields */.qU)(reply, 'the reply');
    if (typeof fields['access_token'] !== 'string' && fields['error'] !== undefined)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const value = new core_secret/* Secret */.z(readAccessToken(fields));
    const times = { sent: reply.sent, received: reply.received, serverDate: (0,http_reply/* serverDate */.uT)(reply) };
    const tokenFor = (seconds, type) => ({
        value,
        type,
        ...expiryOf(seconds, times),
    });
    const refreshToken = readRefreshToken(fields);
    const serverAheadMs = times.serverDate === undefined ? undefined : times.serverDate - reply.received.wallMs;
    const rest = { serverAheadMs, ...(refreshToken === undefined ? {} : { refreshToken }) };
    try {
        requireVisible(value);
        const type = readTokenType(fields, value);
        const lifetimeSeconds = readLifetime(fields);
        const token = tokenFor(lifetimeSeconds ?? ASSUMED_LIFETIME_SECONDS, type);
        return { token, isLifetimeAssumed: lifetimeSeconds === undefined, ...rest };
    }
    catch (error) {
        if (!(error instanceof retry_decision/* AttemptFailed */.Nz))
            throw error;
        const token = tokenFor(LONGEST_USUAL_LIFETIME_SECONDS, '');
        return { token, isLifetimeAssumed: true, ...rest, unusableBecause: error };
    }
}
function readAccessToken(fields) {
    const value = fields['access_token'];
    if (typeof value !== 'string' || value.trim() === '')
        throw token_request_invalid('access_token is missing or empty');
    const wrong = whyUnsendable(value);
    if (wrong !== undefined)
        throw new UnsendableToken(token_request_invalid(`access_token ${wrong}`).failure);
    return value;
}
function whyUnsendable(value) {
    if (Buffer.byteLength(JSON.stringify(value)) > LONGEST_TOKEN_BYTES) {
        return `has more than ${LONGEST_TOKEN_BYTES} bytes`;
    }
    if ((0,characters/* hasControlCharacters */.Kg)(value))
        return 'contains control characters';
    return /[\u{100}-\u{10ffff}]/u.test(value) ? 'contains characters that no header can carry' : undefined;
}
function requireVisible(value) {
    if (/^[!-~](?:[ -~]*[!-~])?$/.test(value.reveal()))
        return;
    throw token_request_invalid('access_token has characters other than visible ASCII, or blanks around it');
}
function readRefreshToken(fields) {
    const value = fields['refresh_token'];
    return typeof value === 'string' && value !== '' && !(0,characters/* hasControlCharacters */.Kg)(value)
        ? new core_secret/* Secret */.z(value)
        : undefined;
}
function readTokenType(fields, token) {
    const value = fields['token_type'];
    if (typeof value !== 'string')
        throw token_request_invalid('token_type is missing');
    if (value.toLowerCase() === 'bearer')
        return value;
    const isWord = /^[\w.:+-]{1,40}$/.test(value) && !value.includes(token.reveal());
    throw token_request_invalid(`token_type is not bearer${isWord ? `, but ${value}` : ''}`);
}
function readLifetime(fields) {
    const value = fields['expires_in'];
    if (value === undefined || value === null)
        return undefined;
    const seconds = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
    if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) {
        throw token_request_invalid('expires_in is not a positive number');
    }
    if (seconds < 1)
        throw token_request_invalid('expires_in is less than a second');
    return Math.min(seconds, LONGEST_LIFETIME_SECONDS);
}
const token_request_invalid = (what) => new retry_decision/* AttemptFailed */.Nz({ kind: 'invalid', summary: `HTTP 200, but ${what}` });

;// CONCATENATED MODULE: ./build/oauth/refresh.js




async function requestNextToken(client, refreshToken, attempts, context) {
    try {
        const refreshed = await refresh(client, refreshToken, attempts, context);
        return refreshed ?? (await requestToken(client, clientCredentialsGrant(client), attempts, context));
    }
    catch (error) {
        if (error instanceof send/* RequestGivenUp */.UW)
            throw await tokenErrorOf(error, client);
        throw error;
    }
}
async function refresh(client, refreshToken, attempts, context) {
    if (refreshToken === undefined)
        return undefined;
    const grant = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken.reveal() });
    try {
        return { refreshToken, ...(await requestToken(client, grant, attempts, context)) };
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW) || (0,retry_decision/* isTemporary */.ey)(error.failure))
            throw error;
        const reason = (0,http_reply/* describeFailure */.Ic)(error.failure);
        context.log(`The refresh token was not accepted (${reason}); using the client credentials.`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/lease/issue-token.js



async function issueToken({ client, attempts, refreshToken }, leases, context) {
    const response = await requestNextToken(client, refreshToken, attempts, context);
    if (response.refreshToken !== undefined)
        context.mask((0,masks/* tokenForms */.py)(response.refreshToken.reveal()));
    const lease = leases.hold(response.token);
    if (response.unusableBecause !== undefined)
        throw await unusable(response.unusableBecause, client);
    const { isLifetimeAssumed, serverAheadMs, refreshToken: next } = response;
    return { lease, isLifetimeAssumed, serverAheadMs, refreshToken: next };
}

;// CONCATENATED MODULE: ./build/rotation/by-hand.js
function recoveryByHand({ targetClientId }, vault) {
    return [
        'To recover by hand:',
        `1. In Genesys Cloud, open Admin > Integrations > OAuth and the client ${targetClientId}, and generate a new secret.`,
        `2. Store it as ${vault.place}: ${vault.command()} (type or paste the value when it asks).`,
        '3. Run this workflow again, to see that rotating works.',
    ].join('\n');
}
function savingStep({ stepId }, vault) {
    const id = stepId ?? 'rotate';
    return [
        '- name: Save the new client secret',
        `  if: always() && steps.${id}.outputs.client-secret != '' && steps.${id}.outputs.stored != 'true'`,
        '  env:',
        ...vault.commandEnvironment.map((line) => `    ${line}`),
        `    NEW_SECRET: \${{ steps.${id}.outputs.client-secret }}`,
        `  run: printf %s "$NEW_SECRET" | ${vault.command()}`,
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/rotation/ask-with-secret.js


async function askWithSecret(order, leases, context) {
    try {
        await issueToken(order, leases, context);
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ) || error.code !== 'OUTPUT_FAILED')
            throw error;
    }
}

;// CONCATENATED MODULE: ./build/oauth/client-authentication.js
function basicAuthentication({ clientId, clientSecret }) {
    return {
        method: 'basic',
        audience: '',
        authenticate: (form) => {
            const credential = Buffer.from(`${clientId}:${clientSecret.reveal()}`, 'utf8').toString('base64');
            return { form, headers: { authorization: `Basic ${credential}` } };
        },
    };
}

;// CONCATENATED MODULE: ./build/rotation/rotation-settings.js


function rotatesItself({ credentials, targetClientId }) {
    return credentials.clientId.toLowerCase() === targetClientId.toLowerCase();
}
function caller({ credentials, endpoint }) {
    return { endpoint, scope: undefined, authentication: basicAuthentication(credentials) };
}
function renewedClient({ endpoint, targetClientId }, secret) {
    const credentials = (0,client_credentials/* secretCredentials */.X1)('basic', targetClientId, secret);
    return { endpoint, scope: undefined, authentication: basicAuthentication(credentials) };
}

;// CONCATENATED MODULE: ./build/rotation/prove-secret.js





const SPREAD_MS = 30_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;
const PROOF_MS = 60_000;
const QUESTION_MS = 20_000;
async function prove(made, settings, ports) {
    try {
        await askPatiently(made, settings, ports);
        ports.context.log('The new secret works: a token was issued for it.');
        return true;
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.lZ))
            throw error;
        if (error.code === 'GRANT_TYPE_NOT_ALLOWED' && !rotatesItself(settings)) {
            ports.context.log('The new secret cannot be proven by a token: its client is not of the type Client Credentials.');
            return false;
        }
        const isReplaced = error.code === 'GRANT_REJECTED' && (await wasOverwritten(ports));
        throw isReplaced ? replaced(error, settings, ports) : notProven(error, settings, ports);
    }
}
async function wasOverwritten({ vault, context }) {
    return vault.wasOverwritten((0,send/* attemptsUntil */.$T)(core_deadline/* Deadline */.B.after(QUESTION_MS, context.clock)));
}
async function askPatiently({ secret }, settings, { leases, context }) {
    const { clock, signal, log } = context;
    const attempts = (0,send/* attemptsUntil */.$T)(core_deadline/* Deadline */.B.after(PROOF_MS, clock));
    const spread = core_deadline/* Deadline */.B.after(SPREAD_MS, clock);
    for (let waitMs = FIRST_WAIT_MS;; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
        try {
            await askWithSecret({ client: renewedClient(settings, secret), attempts }, leases, context);
            return;
        }
        catch (error) {
            if (!(error instanceof errors/* ActionError */.lZ) || error.code !== 'GRANT_REJECTED')
                throw error;
            if (waitMs >= spread.leftMs)
                throw error;
            log(`Genesys Cloud does not know the new secret yet; asking again in ${waitMs / 1000} s (for at most ${SPREAD_MS / 1000} s).`);
            await clock.sleep(waitMs, signal);
        }
    }
}
function unclearWhich({ targetClientId }, { vault }) {
    return new errors/* ActionError */.lZ('SECRET_NOT_PROVEN', `Something else has written ${vault.place} after this run did. Which of the two secrets of the OAuth client ${targetClientId} is the valid one cannot be found out here, since no token is issued for it: run a workflow that uses it.`, ['two workflows or runs rotate this client at the same time: give them one concurrency group']);
}
function replaced(error, { targetClientId }, { vault }) {
    return new errors/* ActionError */.lZ('SECRET_NOT_PROVEN', `Another rotation replaced the secret of the OAuth client ${targetClientId}; its run has the valid one. Something has written ${vault.place} after this run did, so that it most likely holds that secret. The one in the output client-secret of this step no longer works: do not store it. ${error.message}`, [
        'two workflows or runs rotate this client at the same time: give them one concurrency group',
        `the OAuth client ${targetClientId} is disabled`,
    ], error);
}
function notProven(error, { targetClientId }, { vault }) {
    const what = `The new secret of the OAuth client ${targetClientId} is stored as ${vault.place} and is in the output client-secret, but no token was issued for it. ${error.message}`;
    const causes = error.code === 'GRANT_REJECTED'
        ? [
            'Genesys Cloud takes longer than usual until every server knows the secret: try a workflow that uses it in a few minutes',
            'someone else, or another run, replaced the secret at the same time: the last one counts',
            `the OAuth client ${targetClientId} is disabled`,
        ]
        : error.causes;
    return new errors/* ActionError */.lZ('SECRET_NOT_PROVEN', what, causes, error);
}

;// CONCATENATED MODULE: ./build/rotation/keep-secret.js






const STORE_MS = 300_000;
async function keepSecret(made, settings, ports) {
    const { vault, announce, context } = ports;
    const outputFault = faultOf(() => announce.newSecret(made));
    await store(made, outputFault, settings, ports);
    context.log(`The new secret is stored as ${vault.place}; the old one no longer works.`);
    const storedFault = faultOf(() => announce.stored(true));
    await prove(made, settings, ports);
    const againFault = await storeAgainIfOverwritten(made, outputFault, settings, ports);
    const fault = outputFault ?? storedFault ?? againFault;
    if (fault !== undefined)
        throw fault;
}
async function storeAgainIfOverwritten(made, outputFault, settings, ports) {
    const { vault, announce, context } = ports;
    if (!(await wasOverwritten(ports)))
        return undefined;
    context.log(`Something else has written ${vault.place} since; the new secret is tried again.`);
    if (!(await prove(made, settings, ports)))
        throw unclearWhich(settings, ports);
    const fault = faultOf(() => announce.stored(false));
    await store(made, outputFault, settings, ports);
    context.log(`The new secret is stored as ${vault.place} once more.`);
    const storedFault = faultOf(() => announce.stored(true));
    await prove(made, settings, ports);
    return fault ?? storedFault;
}
async function store(made, outputFault, settings, ports) {
    try {
        await ports.vault.store(made.secret, (0,send/* attemptsUntil */.$T)(core_deadline/* Deadline */.B.after(STORE_MS, ports.context.clock)));
    }
    catch (error) {
        throw notStored(error, outputFault, settings, ports);
    }
}
function notStored(error, outputFault, settings, { vault }) {
    const what = `The OAuth client ${settings.targetClientId} has a new secret, which could not be stored as ${vault.place}: ${(0,errors/* messageOf */.bD)(error)}. The old secret no longer works.`;
    const where = outputFault === undefined
        ? whereItIs(settings, vault)
        : `Nor could it be written to the step's outputs, so that it is lost (${outputFault.message}) Make another one by hand in Genesys Cloud (Admin > Integrations > OAuth) and store it with: ${vault.command()}`;
    return new errors/* ActionError */.lZ('SECRET_NOT_STORED', `${what}\n${where}`, error instanceof VaultFailed ? error.causes : [], error);
}
function whereItIs(settings, vault) {
    const id = settings.stepId === undefined
        ? 'This step has no id, so that no step can read it there; with `id: rotate` a step below it like this one saves it:'
        : 'A step below this one saves it, if the workflow has one like this:';
    return [
        `The new secret is in this step's output client-secret, and only there, until the job ends. ${id}`,
        savingStep(settings, vault),
        `If there was no such step, make another secret by hand in Genesys Cloud (Admin > Integrations > OAuth) and store it with: ${vault.command()}`,
    ].join('\n');
}
function faultOf(announcement) {
    try {
        announcement();
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            return error;
        return new errors/* ActionError */.lZ('OUTPUT_FAILED', `The outputs could not be set (${(0,errors/* messageOf */.bD)(error)}).`, [], error);
    }
}

;// CONCATENATED MODULE: ./build/genesys/client-secret.js



function newSecretRequest(apiUrl, clientId, token) {
    return {
        method: 'POST',
        url: `${apiUrl}/api/v2/oauth/clients/${encodeURIComponent(clientId)}/secret`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readNewSecret(reply) {
    if (reply.status < 200 || reply.status > 299)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const fields = (0,http_reply/* readFields */.qU)(reply, 'the reply');
    const { secret } = fields;
    if (typeof secret !== 'string' || secret === '') {
        throw new retry_decision/* AttemptFailed */.Nz({
            kind: 'invalid',
            summary: `HTTP ${reply.status}, but the reply holds no secret`,
        });
    }
    return {
        secret: new core_secret/* Secret */.z(secret),
        clientName: (0,http_reply/* quote */.hD)(fields['name']) ?? '',
        madeAt: (0,http_reply/* serverDate */.uT)(reply) ?? reply.received.wallMs,
    };
}
const PROVES_NOTHING = new Set([408, 425, 429]);
function mayHaveReplaced(failure) {
    if (failure.isUnsent === true)
        return false;
    switch (failure.kind) {
        case 'proxy':
            return false;
        case 'status':
            return !isRefusal(failure);
        case 'connection':
        case 'timeout':
        case 'truncated':
        case 'unreadable':
        case 'invalid':
        case 'too-large':
        case 'tls':
        case 'redirect':
            return true;
    }
}
function isRefusal({ status = 500, error, correlationId }) {
    const isOwnForm = error !== undefined && correlationId !== undefined;
    return isOwnForm && status >= 400 && status < 500 && !PROVES_NOTHING.has(status);
}

;// CONCATENATED MODULE: ./build/rotation/refusal.js


function refused(failure, settings, cause) {
    const { code, what, causes } = refusalOf(failure, settings);
    const message = `${what} (${(0,http_reply/* describeFailure */.Ic)(failure)}). Nothing has changed: the old secret still works.`;
    return new errors/* ActionError */.lZ(code, message, causes, cause);
}
function refusalOf(failure, settings) {
    if (failure.kind === 'proxy') {
        return {
            code: 'PROXY_FAILED',
            what: 'The proxy did not let the request for a new secret through',
            causes: [
                'HTTPS_PROXY names the wrong host or port, or its user or password is wrong',
                'the proxy does not allow the api host',
            ],
        };
    }
    if (failure.kind !== 'status') {
        return {
            code: 'NETWORK_FAILED',
            what: `${settings.apiUrl} could not be reached to ask for a new secret`,
            causes: [
                'the runner may not open connections to this host (firewall, missing HTTPS_PROXY)',
                'the network or Genesys Cloud has an outage',
            ],
        };
    }
    const { what, causes } = (REASONS[failure.status ?? 0] ?? otherReason)(settings);
    return { code: 'ROTATION_REFUSED', what, causes };
}
const REASONS = {
    401: ({ targetClientId: id }) => ({
        what: `Genesys Cloud took the token for invalid and did not replace the secret of the OAuth client ${id}`,
        causes: [
            'something revoked the token a moment ago: another step, or an administrator who disabled the client',
            'api-url belongs to another region or gateway than login-url',
        ],
    }),
    403: ({ credentials: { clientId }, targetClientId: id }) => ({
        what: `The OAuth client ${clientId} may not replace the secret of the OAuth client ${id}: it lacks the permission oauth:client:edit`,
        causes: [
            `no role of the OAuth client ${clientId} has the permission oauth:client:edit (in the list of permissions: OAuth > Client > Edit)`,
            'its role with that permission is granted for a division that does not cover it',
            'a security setting of the organization keeps OAuth clients from managing OAuth clients',
        ],
    }),
    404: ({ targetClientId: id }) => ({
        what: `The organization has no OAuth client ${id} whose secret could be replaced`,
        causes: [
            'target-client-id is wrong, or its client was deleted',
            'target-client-id belongs to another organization than client-id',
            'api-url belongs to another region or gateway than login-url',
        ],
    }),
};
const otherReason = ({ targetClientId: id }) => ({
    what: `Genesys Cloud refused to replace the secret of the OAuth client ${id}`,
    causes: [
        'the OAuth client is disabled, about to be deleted, or of a kind whose secret cannot be replaced',
        "this runner's IP address is not on the allow list",
        'a gateway, proxy or firewall refuses it',
    ],
});

;// CONCATENATED MODULE: ./build/rotation/replace-secret.js










const REPLY_MS = 60_000;
const replace_secret_QUESTION_MS = 20_000;
async function replaceSecret(settings, lease, ports) {
    const { context } = ports;
    const request = newSecretRequest(settings.apiUrl, settings.targetClientId, lease.token.value);
    const once = (0,send/* oneAttempt */.Yl)(core_deadline/* Deadline */.B.after(REPLY_MS, context.clock));
    try {
        const made = await (0,send/* send */.tN)({ doing: 'Replacing the secret', request, read: readNewSecret }, once, context);
        lease.accepted();
        return made;
    }
    catch (error) {
        if (error instanceof send/* RequestGivenUp */.UW && !mayHaveReplaced(error.failure)) {
            throw refused(error.failure, settings, error.cause);
        }
        throw await uncertain(error, settings, ports);
    }
}
async function uncertain(error, settings, ports) {
    const lost = `${whatCame(error)} The secret of the OAuth client ${settings.targetClientId} may have changed, and the new one was not seen.`;
    const found = await askWithOldSecret(settings, ports);
    const notRepeated = 'The request was not repeated: a second one could replace a secret that is in use.';
    return new errors/* ActionError */.lZ('ROTATION_UNCERTAIN', `${lost} ${found} ${notRepeated}\n${recoveryByHand(settings, ports.vault)}`, [
        'Genesys Cloud or a gateway failed while it answered',
        'a gateway limits requests, or sent this one again by itself',
        'a proxy or firewall cut the connection',
    ], error);
}
function whatCame(error) {
    if (!(error instanceof send/* RequestGivenUp */.UW) || error.failure.kind !== 'status') {
        const reason = error instanceof send/* RequestGivenUp */.UW ? (0,http_reply/* describeFailure */.Ic)(error.failure) : (0,errors/* messageOf */.bD)(error);
        return `The reply to the request for a new secret was lost (${reason}).`;
    }
    return `The request for a new secret was answered with an error that does not prove that nothing has changed (${(0,http_reply/* describeFailure */.Ic)(error.failure)}).`;
}
async function askWithOldSecret(settings, { leases, context }) {
    if (!rotatesItself(settings)) {
        return 'Whether it has changed cannot be seen from here, since this run does not hold the old one: run a workflow that uses it, and if its token request is refused (invalid_client), the secret has changed.';
    }
    const attempts = (0,send/* attemptsUntil */.$T)(core_deadline/* Deadline */.B.after(replace_secret_QUESTION_MS, context.clock));
    try {
        await askWithSecret({ client: caller(settings), attempts }, leases, context);
        return 'The old secret still works, so that most likely nothing has changed: run the workflow again, and recover by hand only if the old secret is refused then.';
    }
    catch (error) {
        context.signal.throwIfAborted();
        if (replace_secret_isRefusal(error)) {
            return 'The old secret no longer works: it has changed, and what uses it stands still until the new one is stored by hand.';
        }
        return `Whether the old secret still works could not be found out either: ${(0,errors/* messageOf */.bD)(error)}`;
    }
}
function replace_secret_isRefusal(error) {
    if (!(error instanceof errors/* ActionError */.lZ) || !(error.cause instanceof retry_decision/* AttemptFailed */.Nz))
        return false;
    return error.cause.failure.error === 'invalid_client';
}

;// CONCATENATED MODULE: ./build/rotation/rotate.js










const LOOK_UP_MS = 5_000;
async function rotate(settings, ports) {
    const { vault, announce, leases, context } = ports;
    const { targetClientId } = settings;
    const deadline = core_deadline/* Deadline */.B.after(settings.timeoutMs, context.clock);
    context.log(`Asking Genesys Cloud in ${settings.endpoint.place} for a token.`);
    const order = { client: caller(settings), attempts: (0,send/* attemptsUntil */.$T)(deadline) };
    const { lease } = await issueToken(order, leases, context);
    const owner = await lookUp(lease, settings, deadline, context);
    await writeTest(settings, deadline, ports);
    announce.doNotCancel();
    const made = await replaceSecret(settings, lease, ports);
    await keepSecret(made, settings, ports);
    return { targetClientId, clientName: made.clientName, owner, place: vault.place, rotatedAt: made.madeAt };
}
async function lookUp(lease, { apiUrl, targetClientId }, deadline, context) {
    const request = ownerRequest(apiUrl, lease.token.value);
    const once = (0,send/* oneAttempt */.Yl)(deadline.part(LOOK_UP_MS));
    const doing = `Replacing the secret of the OAuth client ${targetClientId}`;
    try {
        const owner = await (0,send/* send */.tN)({ doing: 'The organization look-up', request, read: readOwner }, once, context);
        lease.accepted();
        const whose = owner.organizationId === '' ? '' : ` of ${describeOrganization(owner)}`;
        context.log(`${doing}${whose}.`);
        return owner;
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW))
            throw error;
        context.log(`${doing}; its organization could not be read (${(0,http_reply/* describeFailure */.Ic)(error.failure)}).`);
        return undefined;
    }
}
async function writeTest(settings, deadline, { vault, announce, context }) {
    const current = rotatesItself(settings) ? settings.credentials.clientSecret : undefined;
    try {
        const outcome = await vault.writeTest(current, (0,send/* attemptsUntil */.$T)(deadline));
        const sentence = WRITE_TEST_SENTENCES[outcome](vault.place);
        if (outcome === 'created' || outcome === 'left-beside')
            announce.warn(sentence);
        else
            context.log(sentence);
    }
    catch (error) {
        if (!(error instanceof VaultFailed))
            throw error;
        throw new errors/* ActionError */.lZ('STORE_NOT_WRITABLE', `The new secret could not be stored as ${vault.place}, so none was made: ${error.message}. Nothing has changed: the old secret still works.`, error.causes, error);
    }
}
const WRITE_TEST_SENTENCES = {
    'written-again': (place) => `The current secret was written again as ${place}: the new one can be stored.`,
    created: (place) => `There was no ${place.replace(/^the /, '')}: it now holds the current secret, and will hold the new one. Check that the workflows read client-secret from there.`,
    'written-beside': (place) => `Another secret was written beside ${place} and deleted: the new one can be stored.`,
    'left-beside': (place) => `Another secret, whose name ends in _WRITE_TEST, was written beside ${place} and could not be deleted. It holds nothing of value and can be deleted by hand.`,
};

;// CONCATENATED MODULE: ./build/programs/last-words.js

function warnOfUnaccounted(leases, step) {
    for (const { token, whyNotReleased } of leases.unaccounted) {
        const because = whyNotReleased === undefined ? '' : ` (${whyNotReleased})`;
        step.warn(`The token that was issued could not be revoked${because}. It may stay valid until ${(0,time/* isoSeconds */.n)(token.expiresAt)}.`);
    }
}

;// CONCATENATED MODULE: ./build/programs/summary.js

const DEFAULT_LIFETIME = 'Token Duration of the OAuth client is at its default of a day. A little more than the longest job takes is enough.';
function summaryTable(facts) {
    const { owner, account } = facts;
    const rows = [
        ['Organization', named(owner?.organizationName ?? '', owner?.organizationId ?? '')],
        ['Region', code(facts.region)],
        ['OAuth client', named(owner?.clientName ?? '', facts.clientId)],
        ['Expires', `${isoSeconds(facts.expiresAt).replace('T', ' ').replace('Z', '')} UTC`],
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

;// CONCATENATED MODULE: ./build/programs/rotation-summary.js


const DAYS_UNTIL_NEXT = 90;
function rotationSummary(report) {
    const { owner, clientName, targetClientId, place, rotatedAt } = report;
    const next = (0,time/* isoSeconds */.n)(rotatedAt + DAYS_UNTIL_NEXT * 86_400_000).slice(0, 10);
    const rows = [
        ['OAuth client', named(clientName, targetClientId)],
        ['Organization', named(owner?.organizationName ?? '', owner?.organizationId ?? '')],
        ['Stored as', named(place, '')],
        ['Rotated', `${(0,time/* isoSeconds */.n)(rotatedAt).replace('T', ' ').replace('Z', '')} UTC`],
        ['Rotate again', `by ${next} (${DAYS_UNTIL_NEXT} days)`],
    ];
    const lines = rows.map(([name, value]) => `| ${name} | ${value} |`);
    return ['### Genesys Cloud client secret rotated', '', '| | |', '| --- | --- |', ...lines, ''].join('\n');
}

;// CONCATENATED MODULE: ./build/lease/lease-record.js


function encodeLease({ token, ...record }) {
    return { ...record, token: { ...token, value: token.value.reveal() } };
}
function lease_record_decodeLease(fields) {
    return {
        token: decodeToken(objectIn(fields, 'token')),
        apiUrl: textIn(fields, 'apiUrl'),
        wasAccepted: booleanIn(fields, 'wasAccepted'),
        custody: decodeCustody(objectIn(fields, 'custody')),
    };
}
function decodeToken(fields) {
    return {
        value: new Secret(textIn(fields, 'value')),
        type: textIn(fields, 'type'),
        expiresAt: numberIn(fields, 'expiresAt'),
        endsAfter: numberIn(fields, 'endsAfter'),
        deadBy: decodeMoment(objectIn(fields, 'deadBy')),
        lifetimeMs: numberIn(fields, 'lifetimeMs'),
    };
}
function decodeMoment(fields) {
    return { wallMs: numberIn(fields, 'wallMs'), monotonicMs: numberIn(fields, 'monotonicMs') };
}
function decodeCustody(fields) {
    const is = oneOfIn(fields, 'is', ['held', 'offered', 'shared', 'kept', 'released']);
    if (is !== 'offered')
        return { is };
    const entry = objectIn(fields, 'entry');
    const store = oneOfIn(entry, 'store', ['actions-cache', 'redis']);
    return { is, entry: { store, name: textIn(entry, 'name'), generation: numberIn(entry, 'generation') } };
}

;// CONCATENATED MODULE: ./build/programs/write.js

function write_write(files) {
    try {
        files();
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            throw error;
        throw new errors/* ActionError */.lZ('OUTPUT_FAILED', `The files in which the runner takes the step's outputs and state could not be written (${(0,errors/* messageOf */.bD)(error)}).`, ['the disk of the runner is full', 'something removed or locked files of the runner in RUNNER_TEMP'], error);
    }
}

;// CONCATENATED MODULE: ./build/programs/saved-state.js





function stateJournal(step) {
    return {
        write: (records) => write_write(() => step.saveState('leases', JSON.stringify(records.map(encodeLease)))),
    };
}
function readLeases(step) {
    const text = step.savedState('leases');
    return text === '' ? [] : parseList(text, decodeLease);
}
function noteRequest(mayBeValidUntil, step) {
    try {
        step.saveState('request', mayBeValidUntil === undefined ? '' : String(Math.floor(mayBeValidUntil)));
    }
    catch {
    }
}
function readRequest(step) {
    const text = step.savedState('request');
    if (text === '')
        return undefined;
    if (!/^\d{1,15}$/.test(text))
        throw new NotDecodable('request is no time');
    return Number(text);
}
function saveAgent(agent, step) {
    const { socket, folder, journalKey, isRevoking, hasGateway } = agent;
    const text = JSON.stringify({ socket, folder, journalKey: journalKey.reveal(), isRevoking, hasGateway });
    write(() => step.saveState('agent', text));
}
function forgetAgent(step) {
    write(() => step.saveState('agent', ''));
}
function readAgent(step) {
    const text = step.savedState('agent');
    if (text === '')
        return undefined;
    const fields = parseObject(text);
    if (fields === undefined)
        throw new NotDecodable('agent is no object');
    return {
        socket: textIn(fields, 'socket'),
        folder: textIn(fields, 'folder'),
        journalKey: new Secret(textIn(fields, 'journalKey')),
        isRevoking: booleanIn(fields, 'isRevoking'),
        hasGateway: booleanIn(fields, 'hasGateway'),
    };
}

;// CONCATENATED MODULE: ./build/programs/rotate.js









const RELEASE_MS = 10_000;
async function rotateClientSecret(settings, tools) {
    const { step, context, vault } = tools;
    const leases = new lease_leases/* Leases */.I(settings.apiUrl, stateJournal(step), context);
    step.atExit(() => warnOfUnaccounted(leases, step));
    try {
        const report = await rotate(settings, { vault, leases, context, announce: announceTo(tools, settings) });
        step.addSummary(rotationSummary(report));
    }
    finally {
        await releaseAll(leases, tools);
    }
}
function announceTo({ step, doNotCancel }, { targetClientId }) {
    return {
        doNotCancel,
        warn: (sentence) => step.warn(sentence),
        newSecret: ({ secret, madeAt }) => {
            const value = secret.reveal();
            step.mask([...(0,masks/* maskForms */.ye)(value), ...(0,masks/* basicCredentialForms */.xX)(targetClientId, value)]);
            write_write(() => {
                step.setOutput('client-secret', value);
                step.setOutput('rotated-at', (0,time/* isoSeconds */.n)(madeAt));
            });
        },
        stored: (isStored) => write_write(() => step.setOutput('stored', String(isStored))),
    };
}
async function releaseAll(leases, { step, context }) {
    const releases = await leases.releaseAll(core_deadline/* Deadline */.B.after(RELEASE_MS, context.clock));
    const revoked = releases.filter(({ release }) => release.outcome === 'revoked').length;
    if (revoked > 0)
        step.log(revoked === 1 ? 'The token was revoked.' : `${revoked} tokens were revoked.`);
    for (const { lease, release } of releases) {
        if (release.outcome === 'may-be-valid') {
            if (lease.isUnaccounted)
                continue;
            step.log(`A token could not be revoked yet (${release.because}); the post step tries again.`);
        }
        else if (release.outcome !== 'revoked') {
            step.log('A token was no longer valid.');
        }
    }
}

var explained = __webpack_require__(9322);
var request_context = __webpack_require__(9337);
;// CONCATENATED MODULE: ./build/entries/rotate.js














const rotateAction = (action) => (0,explained/* explained */.t)(rotate_rotate(action), ROTATION_FIELDS);
async function rotate_rotate(action) {
    const { step } = action;
    const inputs = (0,github_runner_inputs/* stepInputs */.a)();
    const proxy = (0,adapters_proxy/* useProxySettings */.v)();
    step.mask([...(0,reader/* formsToMask */.Jm)(ROTATION_FIELDS, inputs), ...proxy.secrets]);
    (0,github_step/* requireFiles */.PO)(['GITHUB_OUTPUT', 'GITHUB_STATE']);
    write_write(() => step.setOutput('stored', 'false'));
    const workflow = readWorkflow();
    const plan = readRotationSettings(inputs, workflow, proxy.mistakes);
    const unlisted = (0,genesys_region/* describeUnlisted */.kA)(plan.region);
    if (unlisted !== undefined)
        step.log(unlisted);
    const context = (0,request_context/* requestContextOf */.S)(action);
    const api = githubApi(workflow.apiUrl, plan.githubToken, context);
    const vault = new GitHubSecret(locate(plan.target), workflow.serverUrl, api, context.log);
    const doNotCancel = () => action.ignoreCancellation();
    await rotateClientSecret(plan.rotation, { step, context, vault, doNotCancel });
}


})

};
;