(() => { // webpackBootstrap
"use strict";
var __webpack_modules__ = ({

319:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  KB: () => (PROBE_MS),
  Fe: () => (afterProbe),
  $f: () => (dueProbe),
  MM: () => (nextLookAt),
  dy: () => (probe)
});

var http_reply = __nccwpck_require__(584);
var errors = __nccwpck_require__(208);
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
        throw readFailure(reply);
    const fields = readFields(reply, 'the reply');
    const organization = objectIn(fields, 'organization');
    const client = objectIn(fields, 'OAuthClient');
    return {
        organizationId: quote(organization['id']) ?? '',
        organizationName: quote(organization['name']) ?? '',
        clientId: quote(client['id']) ?? '',
        clientName: quote(client['name']) ?? '',
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
function objectIn(fields, name) {
    const value = fields[name];
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./build/genesys/idle-timeout.js


const keepAliveRequest = ownerRequest;
function lookRequest(apiUrl, token) {
    const request = ownerRequest(apiUrl, token);
    return { ...request, url: `${request.url}?preserveIdleTTL=true` };
}
function readIdleMs(reply) {
    if (reply.status !== 200)
        throw (0,http_reply/* readFailure */.f1)(reply);
    const text = (0,http_reply/* readFields */.qU)(reply, 'the reply')['dateTokenIdles'];
    const idlesAt = typeof text === 'string' ? Date.parse(text) : NaN;
    if (Number.isNaN(idlesAt))
        return undefined;
    return Math.max(0, idlesAt - ((0,http_reply/* serverDate */.uT)(reply) ?? reply.received.wallMs));
}

var send = __nccwpck_require__(432);
var renewal = __nccwpck_require__(777);
;// CONCATENATED MODULE: ./build/agent/probe.js




const PROBE_MS = 20_000;
const LOOK_EVERY_MS = 300_000;
const LOOK_AGAIN_MS = 60_000;
async function probe(lease, kind, deadline, context) {
    const request = (kind === 'use' ? keepAliveRequest : lookRequest)(lease.apiUrl, lease.token.value);
    const exchange = { doing: 'Looking at the token', request, read: readIdleMs };
    try {
        const idleMs = await (0,send/* send */.tN)(exchange, (0,send/* attemptsUntil */.$T)(deadline), context);
        lease.accepted();
        return { found: 'accepted', idleMs };
    }
    catch (error) {
        if (!(error instanceof send/* RequestGivenUp */.UW))
            throw error;
        const because = (0,http_reply/* describeFailure */.Ic)(error.failure);
        return { found: error.failure.status === 401 ? 'refused' : 'nothing', because };
    }
}
function afterProbe(current, found, now) {
    if (found.found !== 'accepted')
        return (0,renewal/* unanswered */.bj)(current, now);
    const { idleMs } = found;
    return { ...current, idle: idleMs === undefined ? undefined : (0,renewal/* idleLimit */.WV)(idleMs, now, current.idle) };
}
function dueProbe(current, lookAt, now, minValidityMs) {
    if ((0,renewal/* nextStep */.sk)(current, now, minValidityMs).useInMs <= 0)
        return 'use';
    return now.monotonicMs >= lookAt ? 'look' : undefined;
}
function nextLookAt({ found }, now) {
    return now.monotonicMs + (found === 'accepted' ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
}


}),

777:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Ft: () => (isSame),
  Ok: () => (leftMs),
  WV: () => (idleLimit),
  bj: () => (unanswered),
  fn: () => (isValid),
  n: () => (currentToken),
  pL: () => (isFresh),
  sk: () => (nextStep)
});
/* unused harmony export marginMs */
const LAST_MOMENT_MS = 500;
function currentToken(token, now, idleTimeoutMs) {
    return {
        token,
        endsAt: after(token.endsAfter - now.monotonicMs, now),
        idle: idleTimeoutMs === undefined ? undefined : idleLimit(idleTimeoutMs, now, undefined),
    };
}
function idleLimit(leftMs, now, before) {
    return {
        seenAt: now.monotonicMs,
        endsAt: after(leftMs, now),
        timeoutMs: Math.max(leftMs, before?.timeoutMs ?? 0),
    };
}
function unanswered(current, now) {
    const { idle } = current;
    return idle === undefined ? current : { ...current, idle: { ...idle, seenAt: now.monotonicMs } };
}
function leftMs(end, now) {
    return Math.min(end.monotonicMs - now.monotonicMs, end.wallMs - now.wallMs);
}
function marginMs(token, minValidityMs) {
    return Math.min(minValidityMs, token.lifetimeMs / 2);
}
function nextStep(current, now, minValidityMs) {
    const byExpiry = leftMs(current.endsAt, now) - marginMs(current.token, minValidityMs);
    const { idle } = current;
    if (idle === undefined)
        return { renewInMs: byExpiry, useInMs: Infinity };
    const idleLeftMs = leftMs(idle.endsAt, now);
    const spanMs = idle.endsAt.monotonicMs - idle.seenAt;
    return {
        renewInMs: Math.min(byExpiry, idleLeftMs - idle.timeoutMs / 8),
        useInMs: idleLeftMs - spanMs / 2,
    };
}
function isFresh(current, now, minValidityMs) {
    return nextStep(current, now, minValidityMs).renewInMs > 0;
}
function isValid({ endsAt, idle }, now) {
    const idleLeftMs = idle === undefined ? Infinity : leftMs(idle.endsAt, now);
    return Math.min(leftMs(endsAt, now), idleLeftMs) > LAST_MOMENT_MS;
}
function isSame(value, { token }) {
    return value.reveal() === token.value.reveal();
}
function after(ms, { wallMs, monotonicMs }) {
    return { wallMs: wallMs + ms, monotonicMs: monotonicMs + ms };
}


}),

76:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  t: () => (TokenManager)
});

var deadline = __nccwpck_require__(95);
var errors = __nccwpck_require__(208);
var masks = __nccwpck_require__(406);
var time = __nccwpck_require__(566);
var send = __nccwpck_require__(432);
var retry_decision = __nccwpck_require__(881);
;// CONCATENATED MODULE: ./build/lease/announced-request.js

function announced(transport, announce) {
    let takeBack;
    const stays = () => (takeBack = undefined);
    const over = () => {
        const act = takeBack;
        stays();
        act?.();
    };
    return {
        over,
        stays,
        transport: async (request, timeoutMs, signal) => {
            over();
            takeBack = announce();
            try {
                const reply = await transport(request, timeoutMs, signal);
                if (!isSuccess(reply.status))
                    over();
                return reply;
            }
            catch (error) {
                if (isWithoutToken(error))
                    over();
                throw error;
            }
        },
    };
}
const isSuccess = (status) => status >= 200 && status <= 299;
function isWithoutToken(error) {
    if (!(error instanceof retry_decision/* AttemptFailed */.Nz))
        return false;
    const { isUnsent, status } = error.failure;
    return isUnsent === true || (status !== undefined && !isSuccess(status));
}

var http_reply = __nccwpck_require__(584);
var access_token = __nccwpck_require__(1);
var characters = __nccwpck_require__(751);
var secret = __nccwpck_require__(431);
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
    const { tokenError } = await __nccwpck_require__.e(/* import() */ 668).then(__nccwpck_require__.bind(__nccwpck_require__, 668));
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
    const value = new secret/* Secret */.z(readAccessToken(fields));
    const times = { sent: reply.sent, received: reply.received, serverDate: (0,http_reply/* serverDate */.uT)(reply) };
    const tokenFor = (seconds, type) => ({
        value,
        type,
        ...(0,access_token/* expiryOf */.p1)(seconds, times),
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
        throw invalid('access_token is missing or empty');
    const wrong = whyUnsendable(value);
    if (wrong !== undefined)
        throw new UnsendableToken(invalid(`access_token ${wrong}`).failure);
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
    throw invalid('access_token has characters other than visible ASCII, or blanks around it');
}
function readRefreshToken(fields) {
    const value = fields['refresh_token'];
    return typeof value === 'string' && value !== '' && !(0,characters/* hasControlCharacters */.Kg)(value)
        ? new secret/* Secret */.z(value)
        : undefined;
}
function readTokenType(fields, token) {
    const value = fields['token_type'];
    if (typeof value !== 'string')
        throw invalid('token_type is missing');
    if (value.toLowerCase() === 'bearer')
        return value;
    const isWord = /^[\w.:+-]{1,40}$/.test(value) && !value.includes(token.reveal());
    throw invalid(`token_type is not bearer${isWord ? `, but ${value}` : ''}`);
}
function readLifetime(fields) {
    const value = fields['expires_in'];
    if (value === undefined || value === null)
        return undefined;
    const seconds = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
    if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) {
        throw invalid('expires_in is not a positive number');
    }
    if (seconds < 1)
        throw invalid('expires_in is less than a second');
    return Math.min(seconds, LONGEST_LIFETIME_SECONDS);
}
const invalid = (what) => new retry_decision/* AttemptFailed */.Nz({ kind: 'invalid', summary: `HTTP 200, but ${what}` });

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

var probe = __nccwpck_require__(319);
var agent_renewal = __nccwpck_require__(777);
;// CONCATENATED MODULE: ./build/agent/renewals.js


const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;
const REPEATED_PAUSE_MS = 1_000;
class Renewals {
    #renew;
    #clock;
    #ending = new AbortController();
    #underWay;
    #failure;
    #pauseMs = 0;
    #notBefore = -Infinity;
    #isRepeating = false;
    constructor(renew, clock) {
        this.#renew = renew;
        this.#clock = clock;
    }
    get isUnderWay() {
        return this.#underWay !== undefined;
    }
    get failure() {
        return this.#failure?.error;
    }
    get isWorthWaitingFor() {
        if (this.#ending.signal.aborted)
            return false;
        if (this.#now() < this.#notBefore)
            return true;
        const { error } = this.#failure ?? {};
        const cause = error instanceof Error ? error.cause : undefined;
        return cause instanceof retry_decision/* AttemptFailed */.Nz && (0,retry_decision/* isTemporary */.ey)(cause.failure);
    }
    begin() {
        return this.#now() < this.#notBefore ? this.#underWay : this.#begin(this.#pauseMs);
    }
    beginSoon() {
        return this.#now() < this.#notBefore ? this.#underWay : this.beginNow();
    }
    beginNow() {
        return this.#begin(Math.min(FIRST_PAUSE_MS, this.#pauseMs));
    }
    holdUntil(at) {
        this.#notBefore = at;
    }
    repeatsUntil(at) {
        this.#notBefore = at;
        this.#isRepeating = true;
    }
    async drain(deadline) {
        this.#ending.abort(new Error('it is ending'));
        if (this.#underWay !== undefined)
            await this.wait([this.#underWay.done], deadline.leftMs);
    }
    async wait(promises, ms) {
        const over = new AbortController();
        const sleep = this.#clock.sleep(Math.max(1, ms), over.signal).catch(() => undefined);
        await Promise.race([...promises, sleep]);
        over.abort();
    }
    #begin(pauseMs) {
        if (this.#underWay !== undefined)
            return this.#underWay;
        const isPaused = this.#failure !== undefined && this.#now() - this.#failure.at < pauseMs;
        return isPaused || this.#ending.signal.aborted ? undefined : this.#start();
    }
    #start() {
        let tellDelay = () => undefined;
        const delayed = new Promise((resolve) => (tellDelay = resolve));
        const done = this.#renewOnce(tellDelay).finally(() => (this.#underWay = undefined));
        this.#underWay = { done, delayed };
        return this.#underWay;
    }
    async #renewOnce(tellDelay) {
        const wasRepeating = this.#isRepeating;
        try {
            this.#isRepeating = false;
            await this.#renew(tellDelay, this.#ending.signal);
            this.#failure = undefined;
            this.#pauseMs = 0;
        }
        catch (error) {
            this.#failure = { error, at: this.#now() };
            this.#isRepeating = wasRepeating;
            this.#pauseMs = wasRepeating
                ? REPEATED_PAUSE_MS
                : Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2));
        }
    }
    #now() {
        return this.#clock.now().monotonicMs;
    }
}
function noTokenInTime() {
    return new errors/* ActionError */.lZ('TIMED_OUT', 'No token came in time: the request for it is still under way.', [
        'Genesys Cloud is slow or has an outage',
        'Genesys Cloud limits token requests: the limit takes about a minute to recover',
    ]);
}
const ONE_TOKEN_ONLY = 'The server hands out the same token again until it expires, and the API host does not accept it.';

;// CONCATENATED MODULE: ./build/agent/troubles.js
class Troubles {
    #clock;
    #troubles = new Map();
    constructor(clock) {
        this.#clock = clock;
    }
    get current() {
        return this.#troubles.get('renewal') ?? this.#troubles.get('probe');
    }
    report(about, reason) {
        const since = this.#troubles.get(about)?.since ?? this.#clock.now().wallMs;
        if (reason === undefined)
            this.#troubles.delete(about);
        else
            this.#troubles.set(about, { reason, since });
    }
}

;// CONCATENATED MODULE: ./build/agent/token-manager.js











const RENEW_AT_MOST_EVERY_MS = 10_000;
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 250;
class TokenManager {
    settings;
    #leases;
    #context;
    #log;
    #announceRequest;
    #renewals;
    #troubles;
    #state;
    #refreshToken;
    #issued = 0;
    #lastIssuedAt = -Infinity;
    #check;
    constructor(settings, { leases, context, log, announceRequest }) {
        this.settings = settings;
        this.#leases = leases;
        this.#context = context;
        this.#log = log;
        this.#troubles = new Troubles(context.clock);
        this.#announceRequest = announceRequest ?? (() => () => undefined);
        this.#renewals = new Renewals((tellDelay, signal) => this.#issue(tellDelay, signal), context.clock);
    }
    get state() {
        return this.#state;
    }
    get issued() {
        return this.#issued;
    }
    get trouble() {
        return this.#troubles.current;
    }
    get isRenewing() {
        return this.#renewals.isUnderWay;
    }
    use(lease, refreshToken) {
        this.#state = { ...(0,agent_renewal/* currentToken */.n)(lease.token, this.#now()), lease };
        this.#refreshToken = refreshToken;
    }
    async current(deadline) {
        for (;;) {
            if (this.#state !== undefined && this.#isFresh(this.#state))
                return this.#serve(this.#state);
            const renewal = this.#renewals.beginSoon();
            const valid = this.#validState();
            if (valid !== undefined) {
                const patienceMs = Math.min(PATIENCE_MS, (0,agent_renewal/* leftMs */.Ok)(valid.endsAt, this.#now()) / 2, deadline.leftMs);
                if (renewal !== undefined)
                    await this.#renewals.wait([renewal.done, renewal.delayed], patienceMs);
                const best = this.#validState();
                if (best !== undefined)
                    return this.#serve(best);
            }
            else if (deadline.leftMs <= 0 || (renewal === undefined && !this.#renewals.isWorthWaitingFor)) {
                throw this.#noToken();
            }
            else if (renewal === undefined) {
                await this.#renewals.wait([], Math.min(deadline.leftMs, LOOK_AGAIN_MS));
            }
            else {
                await this.#renewals.wait([renewal.done], deadline.leftMs);
            }
        }
    }
    async renew(deadline, rejected) {
        const before = this.#state;
        if (before === undefined)
            return this.current(deadline);
        if (rejected !== undefined && !(0,agent_renewal/* isSame */.Ft)(rejected, before))
            return this.current(deadline);
        const allowedAt = this.#lastIssuedAt + RENEW_AT_MOST_EVERY_MS;
        const isToBeChecked = rejected !== undefined || this.#now().monotonicMs < allowedAt;
        if (isToBeChecked) {
            if (await this.#isAccepted(before, deadline))
                return { ...this.#serve(before), isUnchanged: true };
            const waitMs = allowedAt - this.#now().monotonicMs;
            if (waitMs > 0)
                await this.#renewals.wait([], Math.min(waitMs, deadline.leftMs));
            if (this.#now().monotonicMs < allowedAt)
                throw this.#noToken();
        }
        const isReplaced = this.#state !== undefined && this.#state.lease !== before.lease;
        const renewal = isReplaced ? undefined : this.#renewals.beginNow();
        if (renewal !== undefined)
            await this.#renewals.wait([renewal.done], deadline.leftMs);
        const state = this.#state;
        if (state === undefined || state.lease === before.lease)
            throw this.#noToken();
        if (!(0,agent_renewal/* isSame */.Ft)(before.token.value, state))
            return this.#serve(state);
        if (isToBeChecked)
            throw new errors/* ActionError */.lZ('TIMED_OUT', ONE_TOKEN_ONLY);
        return { ...this.#serve(state), isUnchanged: true };
    }
    async revoke(deadline) {
        const lease = this.#validState()?.lease;
        if (lease === undefined)
            return undefined;
        const release = await lease.release(deadline);
        if (release.outcome !== 'may-be-valid')
            this.#drop(lease, 'it was revoked on request');
        return release;
    }
    renewIfDue() {
        if (this.#state === undefined || !this.#isFresh(this.#state))
            this.#renewals.begin();
    }
    learn(lease, found) {
        if (this.#state?.lease !== lease)
            return;
        this.#troubles.report('probe', found.found === 'accepted' ? undefined : `The token could not be looked at (${found.because}).`);
        if (found.found === 'refused' && lease.wasAccepted)
            this.#drop(lease, found.because);
        else {
            if (found.found !== 'accepted')
                this.#log(`The token could not be looked at (${found.because}).`);
            this.#state = (0,probe/* afterProbe */.Fe)(this.#state, found, this.#now());
        }
    }
    async drain(deadline) {
        await this.#renewals.drain(deadline);
    }
    async #issue(tellDelay, signal) {
        const context = this.#context;
        const log = (sentence) => {
            context.log(sentence);
            this.#troubles.report('renewal', sentence);
            tellDelay();
        };
        const unhurried = (request, timeoutMs) => context.transport(request, timeoutMs, context.signal);
        const { transport, over } = announced(unhurried, this.#announceRequest);
        try {
            const attempts = (0,send/* attemptsUntil */.$T)(deadline/* Deadline */.B.after(this.settings.timeoutMs, context.clock));
            const order = { client: this.settings.client, attempts, refreshToken: this.#refreshToken };
            this.#take(await issueToken(order, this.#leases, { ...context, signal, log, transport }));
        }
        catch (error) {
            this.#troubles.report('renewal', (0,errors/* messageOf */.bD)(error));
            this.#log(`The token could not be renewed: ${(0,errors/* messageOf */.bD)(error)}`);
            throw error;
        }
        finally {
            over();
        }
    }
    #take({ lease, refreshToken }) {
        const now = this.#now();
        const before = this.#state;
        if (!this.settings.revoke && lease.custody.is === 'held')
            lease.keep();
        this.#state = { ...(0,agent_renewal/* currentToken */.n)(lease.token, now, before?.idle?.timeoutMs), lease };
        if (this.#refreshToken !== undefined)
            this.#context.forget((0,masks/* tokenForms */.py)(this.#refreshToken.reveal()));
        this.#refreshToken = refreshToken;
        this.#leases.forgetEnded();
        this.#troubles.report('renewal', undefined);
        if (before !== undefined && (0,agent_renewal/* isSame */.Ft)(lease.token.value, before)) {
            this.#renewals.repeatsUntil(lease.token.deadBy.monotonicMs);
            this.#log('The server handed out the same token again; the next one is asked for when it has expired.');
            return;
        }
        this.#issued++;
        this.#lastIssuedAt = now.monotonicMs;
        this.#log(`Got a new token; it expires at ${(0,time/* isoSeconds */.n)(lease.token.expiresAt)}.`);
    }
    async #isAccepted({ lease }, deadline) {
        if (this.#check?.lease !== lease) {
            const check = { lease, found: this.#ask(lease) };
            const over = () => {
                if (this.#check === check)
                    this.#check = undefined;
            };
            this.#check = check;
            check.found.then(over, over);
        }
        let isAccepted = false;
        const answered = this.#check.found.then(({ found }) => void (isAccepted = found === 'accepted'));
        await this.#renewals.wait([answered], deadline.leftMs);
        return isAccepted;
    }
    async #ask(lease) {
        const found = await (0,probe/* probe */.dy)(lease, 'look', deadline/* Deadline */.B.after(probe/* PROBE_MS */.KB, this.#context.clock), this.#context);
        this.learn(lease, found);
        if (found.found === 'refused')
            this.#drop(lease, found.because);
        return found;
    }
    #drop(lease, because) {
        if (this.#state?.lease !== lease)
            return;
        this.#log(`The token is no longer valid (${because}): revoked, or invalidated by the idle timeout. Getting a new one.`);
        this.#state = undefined;
        this.#renewals.holdUntil(this.#lastIssuedAt + RENEW_AT_MOST_EVERY_MS);
    }
    #isFresh(state) {
        return (0,agent_renewal/* isFresh */.pL)(state, this.#now(), this.settings.minValidityMs);
    }
    #validState() {
        return this.#state !== undefined && (0,agent_renewal/* isValid */.fn)(this.#state, this.#now()) ? this.#state : undefined;
    }
    #serve({ token, lease }) {
        const { value, type, expiresAt } = token;
        return { value, type, expiresAt, region: this.settings.region, apiUrl: lease.apiUrl };
    }
    #noToken() {
        return this.#renewals.failure ?? noTokenInTime();
    }
    #now() {
        return this.#context.clock.now();
    }
}


}),

751:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  GJ: () => (onOneLine),
  KF: () => (withoutOldCommands),
  Kg: () => (hasControlCharacters)
});
/* unused harmony exports quoted, alternatives */
const PRINTABLE_ASCII = /^[ -~]*$/;
function hasControlCharacters(text) {
    return !PRINTABLE_ASCII.test(text) && new RegExp('\\p{Cc}', 'u').test(text);
}
function onOneLine(text) {
    const line = PRINTABLE_ASCII.test(text)
        ? text
        : text.replace(new RegExp('[\\p{C}\\p{Zl}\\p{Zp}]+', 'gu'), ' ');
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


}),

95:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  B: () => (Deadline)
});
class Deadline {
    #clock;
    #at;
    constructor(clock, at) {
        this.#clock = clock;
        this.#at = at;
    }
    static after(ms, clock) {
        return new Deadline(clock, clock.now().monotonicMs + ms);
    }
    get leftMs() {
        return Math.max(0, this.#at - this.#clock.now().monotonicMs);
    }
    part(ms) {
        return new Deadline(this.#clock, Math.min(this.#at, this.#clock.now().monotonicMs + ms));
    }
}


}),

208:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  $N: () => (codeOf),
  bD: () => (messageOf),
  lZ: () => (ActionError)
});
/* unused harmony exports ERROR_CODES, anchorOf, describeError, tellMistakes */
const ERROR_CODES = (/* unused pure expression or super */ null && ([
    'SETTINGS_INVALID',
    'NOT_A_RUNNER',
    'GRANT_REJECTED',
    'ASSERTION_REJECTED',
    'ID_TOKEN_FAILED',
    'GRANT_TYPE_NOT_ALLOWED',
    'SCOPE_REJECTED',
    'REQUEST_REFUSED',
    'ENDPOINT_NOT_FOUND',
    'REDIRECTED',
    'RATE_LIMITED',
    'SERVER_FAILED',
    'REPLY_UNREADABLE',
    'TOKEN_EXPIRED',
    'NETWORK_FAILED',
    'TIMED_OUT',
    'TLS_FAILED',
    'PROXY_FAILED',
    'ORGANIZATION_MISMATCH',
    'ORGANIZATION_UNKNOWN',
    'PERMISSIONS_MISSING',
    'REDIS_REFUSED',
    'OUTPUT_FAILED',
    'AGENT_FAILED',
    'AGENT_UNREACHABLE',
    'STORE_NOT_WRITABLE',
    'ROTATION_REFUSED',
    'ROTATION_UNCERTAIN',
    'SECRET_NOT_STORED',
    'SECRET_NOT_PROVEN',
    'CANCELLED',
    'INTERNAL',
]));
class ActionError extends Error {
    name = 'ActionError';
    code;
    causes;
    constructor(code, message, causes = [], cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.code = code;
        this.causes = causes;
    }
}
function anchorOf(code) {
    return code.toLowerCase().replaceAll('_', '-');
}
function describeError(error, documentation) {
    const lines = [error.message];
    if (error.causes.length > 0)
        lines.push(`Likely causes: ${error.causes.join('; ')}.`);
    lines.push(`See ${documentation}#${anchorOf(error.code)}`);
    return lines.join('\n');
}
function tellMistakes(mistakes) {
    if (mistakes.length === 1)
        return `A setting is wrong: ${mistakes[0] ?? ''}`;
    const lines = mistakes.map((mistake, index) => `${index + 1}. ${mistake}`);
    return [`${mistakes.length} settings are wrong:`, ...lines].join('\n');
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function codeOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}


}),

89:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  P: () => (fieldsOf),
  l: () => (parseObject)
});
function parseObject(text) {
    try {
        return fieldsOf(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function fieldsOf(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}


}),

406:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  py: () => (tokenForms),
  xX: () => (basicCredentialForms),
  ye: () => (maskForms)
});
const SHORTEST_FORM = 8;
function maskForms(value) {
    return [value, ...derivedForms(value)];
}
function basicCredentialForms(clientId, secret) {
    const credential = `${clientId}:${secret}`;
    const encoded = base64(credential);
    return [`Basic ${encoded}`, encoded, ...derivedForms(credential)].filter(isLongEnough);
}
function tokenForms(token) {
    return [...maskForms(token), `Bearer ${token}`];
}
function derivedForms(value) {
    const bytes = Buffer.from(value, 'utf8');
    const encoded = [value, `${value}\n`, `${value}\r\n`].map((text) => base64(text).replace(/=+$/, ''));
    const cores = [0, 1, 2].map((start) => {
        const whole = start + 3 * Math.floor((bytes.length - start) / 3);
        return bytes.subarray(start, whole).toString('base64');
    });
    const forms = [...encoded, ...cores].flatMap((form) => [
        form,
        form.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
    return [...new Set(forms)].filter((form) => isLongEnough(form) && form !== value);
}
const isLongEnough = (form) => form.length >= SHORTEST_FORM;
const base64 = (text) => Buffer.from(text, 'utf8').toString('base64');


}),

705:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  c: () => (isSameText)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(598);
var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

function isSameText(given, expected) {
    const digest = (text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest();
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.timingSafeEqual)(digest(given), digest(expected));
}


}),

431:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  z: () => (Secret)
});
var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(975);
var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

const HIDDEN = '***';
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    reveal() {
        return this.#value;
    }
    toString() {
        return HIDDEN;
    }
    toJSON() {
        return HIDDEN;
    }
    [node_util__WEBPACK_IMPORTED_MODULE_0__.inspect.custom]() {
        return HIDDEN;
    }
}


}),

566:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  n: () => (isoSeconds)
});
function isoSeconds(at) {
    const date = new Date(at);
    const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
    return `${day.map(twoDigits).join('-')}T${time.map(twoDigits).join(':')}Z`;
}
const twoDigits = (number) => String(number).padStart(2, '0');


}),

584:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Ic: () => (describeFailure),
  f1: () => (readFailure),
  hD: () => (quote),
  qU: () => (readFields),
  uT: () => (serverDate)
});
var _core_characters_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(751);
var _core_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(89);
var _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(881);



const LONGEST_QUOTE = 200;
const LONGEST_ERROR = 96;
function readFields(reply, what) {
    const fields = parseBody(reply.body);
    if (fields !== undefined)
        return fields;
    throw new _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz({
        kind: 'unreadable',
        summary: `${what} is not a JSON object (${describeBody(reply)})`,
        status: reply.status,
        ...correlation(reply, {}),
    });
}
function readFailure(reply) {
    const fields = parseBody(reply.body) ?? {};
    const sources = [...wrapped(fields), challengeOf(reply)];
    const error = firstOf(sources, ERROR_NAMES, LONGEST_ERROR);
    const description = firstOf(sources, DESCRIPTION_NAMES, LONGEST_QUOTE);
    const isRedirect = reply.status >= 300 && reply.status < 400;
    const retryAfterMs = readRetryAfter(reply);
    const date = serverDate(reply);
    const failure = {
        kind: isRedirect ? 'redirect' : 'status',
        summary: `HTTP ${reply.status}`,
        status: reply.status,
        ...(error === undefined ? {} : { error }),
        ...(description === undefined || description === error ? {} : { description }),
        ...correlation(reply, fields),
        isRateLimit: reply.status === 429 || (reply.status <= 400 && saysRateLimit(sources)),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(date === undefined ? {} : { clockAheadMs: reply.received.wallMs - date }),
    };
    return new _retry_decision_js__WEBPACK_IMPORTED_MODULE_0__/* .AttemptFailed */ .Nz(failure);
}
const ERROR_NAMES = ['error', 'code'];
const DESCRIPTION_NAMES = ['error_description', 'description', 'message', 'detail', 'faultstring'];
function wrapped(fields) {
    const [first] = Array.isArray(fields['errors']) ? fields['errors'] : [];
    const inner = [fields['error'], fields['fault'], first].map(_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .P);
    return [fields, ...inner.filter((each) => each !== undefined)];
}
function challengeOf({ headers }) {
    const parameters = (headers['www-authenticate'] ?? '').matchAll(/\b(error|error_description)="([^"]*)"/g);
    return Object.fromEntries([...parameters].map(([, name = '', value = '']) => [name, value]));
}
function firstOf(sources, names, longest) {
    for (const fields of sources) {
        for (const name of names) {
            const text = quote(fields[name], longest);
            if (text !== undefined)
                return text;
        }
    }
    return undefined;
}
function saysRateLimit(sources) {
    const texts = sources.flatMap((fields) => DESCRIPTION_NAMES.map((name) => fields[name]));
    return texts.some((text) => typeof text === 'string' && /rate limit exceeded/i.test(text));
}
function describeFailure(failure) {
    const said = [failure.error, failure.description].filter((text) => text !== undefined).join(': ');
    const parts = [failure.summary];
    if (said !== '')
        parts.push(said);
    if (failure.correlationId !== undefined)
        parts.push(`correlation id ${failure.correlationId}`);
    return parts.join(', ');
}
const BELIEVABLE_DATES = { from: Date.UTC(2000), to: Date.UTC(2200) };
function serverDate(reply) {
    const date = parseDate(reply.headers['date'] ?? '');
    return date >= BELIEVABLE_DATES.from && date <= BELIEVABLE_DATES.to ? date : undefined;
}
function quote(value, longest = LONGEST_QUOTE) {
    if (typeof value !== 'string' && typeof value !== 'number')
        return undefined;
    const clean = (0,_core_characters_js__WEBPACK_IMPORTED_MODULE_2__/* .onOneLine */ .GJ)(String(value)).trim();
    if (clean === '')
        return undefined;
    if (clean.length <= longest)
        return clean;
    return `${clean.slice(0, longest + 1).replace(/\S+$/, '')}\u2026`;
}
function correlation(reply, fields) {
    const id = quote(reply.headers['inin-correlation-id']) ?? quote(fields['contextId']);
    return id === undefined ? {} : { correlationId: id };
}
function readRetryAfter(reply) {
    const value = reply.headers['retry-after']?.trim();
    if (value === undefined || value === '')
        return undefined;
    if (/^\d+(\.\d+)?$/.test(value))
        return Number(value) * 1000;
    const date = parseDate(value);
    if (Number.isNaN(date))
        return undefined;
    return Math.max(0, date - (serverDate(reply) ?? reply.received.wallMs));
}
function parseDate(text) {
    return /^[A-Z][a-z]+, .+ GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}
function describeBody({ status, headers, body }) {
    const type = quote(headers['content-type']) ?? 'no content type';
    return `HTTP ${status}, ${type}, ${body.length} characters${kindOfBody(body)}`;
}
function kindOfBody(body) {
    if (body.includes('\0'))
        return ' that are not UTF-8';
    const text = body.trim();
    if (text.startsWith('['))
        return ' of a list';
    if ((0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .l)(text.slice(0, text.lastIndexOf('}') + 1)) !== undefined)
        return ', with text after the object';
    return text.startsWith('{') ? ', cut off or malformed' : '';
}
const parseBody = (text) => (0,_core_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .l)(text.replace(/^\uFEFF/, ''));


}),

881:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Nz: () => (AttemptFailed),
  PQ: () => (retryDecision),
  ey: () => (isTemporary)
});
class AttemptFailed extends Error {
    name = 'AttemptFailed';
    failure;
    constructor(failure, cause) {
        super(failure.summary, cause === undefined ? undefined : { cause });
        this.failure = failure;
    }
}
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const FINAL_ERRORS = new Set(['invalid_client', 'unauthorized_client', 'invalid_grant', 'invalid_scope']);
const TEMPORARY_ERRORS = new Set(['temporarily_unavailable', 'server_error']);
const TEMPORARY_STATUS = new Set([408, 425, 429]);
function retryDecision(failure, attempt, leftMs, random) {
    if (!isTemporary(failure))
        return { retry: false, because: 'final' };
    const wantedMs = waitMs(failure, attempt, random);
    if (wantedMs < leftMs)
        return { retry: true, afterMs: wantedMs };
    return { retry: false, because: 'no-time', wantedMs };
}
function isTemporary(failure) {
    switch (failure.kind) {
        case 'connection':
        case 'timeout':
        case 'truncated':
        case 'unreadable':
            return true;
        case 'proxy':
            return isTemporaryStatus(failure.status ?? 503);
        case 'invalid':
        case 'too-large':
        case 'tls':
        case 'redirect':
            return false;
        case 'status':
            if (FINAL_ERRORS.has(failure.error ?? ''))
                return false;
            if (TEMPORARY_ERRORS.has(failure.error ?? ''))
                return true;
            return failure.isRateLimit === true || isTemporaryStatus(failure.status ?? 0);
    }
}
function isTemporaryStatus(status) {
    return TEMPORARY_STATUS.has(status) || (status >= 500 && status !== 501);
}
function waitMs(failure, attempt, random) {
    const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
    const askedMs = failure.retryAfterMs === undefined ? 0 : failure.retryAfterMs + random * FIRST_WAIT_MS;
    return Math.max(askedMs, random * ceilingMs);
}


}),

432:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  $T: () => (attemptsUntil),
  UW: () => (RequestGivenUp),
  dF: () => (describeGivingUp),
  tN: () => (send)
});
/* unused harmony exports LONGEST_ATTEMPT_MS, oneAttempt */
var _reply_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(584);
var _retry_decision_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(881);


const LONGEST_ATTEMPT_MS = 15_000;
function attemptsUntil(deadline, longestMs = LONGEST_ATTEMPT_MS) {
    return { deadline, longestMs: Math.min(longestMs, deadline.leftMs / 2), most: Infinity };
}
function oneAttempt(deadline) {
    return { deadline, longestMs: deadline.leftMs, most: 1 };
}
class RequestGivenUp extends Error {
    name = 'RequestGivenUp';
    failure;
    history;
    constructor(failure, history, cause) {
        super(failure.summary, { cause });
        this.failure = failure;
        this.history = history;
    }
}
async function send(exchange, { deadline, longestMs, most }, context) {
    const { clock, random, signal, log } = context;
    for (let attempt = 1;; attempt++) {
        try {
            return await sendOnce(exchange, deadline.part(longestMs), context);
        }
        catch (error) {
            if (!(error instanceof _retry_decision_js__WEBPACK_IMPORTED_MODULE_1__/* .AttemptFailed */ .Nz))
                throw error;
            if (attempt >= most)
                throw new RequestGivenUp(error.failure, '', error);
            const { leftMs } = deadline;
            const decision = (0,_retry_decision_js__WEBPACK_IMPORTED_MODULE_1__/* .retryDecision */ .PQ)(error.failure, attempt, leftMs, random());
            if (!decision.retry)
                throw new RequestGivenUp(error.failure, history(attempt, decision, leftMs), error);
            const reason = (0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .describeFailure */ .Ic)(error.failure);
            const again = `trying again in ${seconds(decision.afterMs)} (${seconds(leftMs)} left)`;
            log(`${exchange.doing} failed (${reason}); ${again}.`);
            await clock.sleep(decision.afterMs, signal);
        }
    }
}
async function sendOnce({ request, read }, attempt, { transport, signal }) {
    const made = typeof request === 'function' ? await request(attempt) : request;
    return read(await transport(made, Math.max(1, attempt.leftMs), signal));
}
function describeGivingUp({ failure, history: tried }) {
    return [(0,_reply_js__WEBPACK_IMPORTED_MODULE_0__/* .describeFailure */ .Ic)(failure), tried].filter((text) => text !== '').join(', ');
}
function history(attempt, decision, leftMs) {
    const attempts = attempt === 1 ? '1 attempt' : `${attempt} attempts`;
    if (decision.because === 'final')
        return attempt === 1 ? '' : `after ${attempts}`;
    return `after ${attempts}; the next would start in ${seconds(decision.wantedMs)}, and ${seconds(leftMs)} are left`;
}
function seconds(ms) {
    const value = Math.max(0, ms) / 1000;
    if (value > 86_400)
        return 'more than a day';
    return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} s`;
}


}),

1:
((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.d(__webpack_exports__, {
  Li: () => (secondsLeft),
  p1: () => (expiryOf)
});
/* unused harmony export requireTimeLeft */
var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(208);

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


}),

75:
((module) => {

module.exports = require("../shared/http-client.js");

}),

58:
((module) => {

module.exports = require("../shared/jose.js");

}),

598:
((module) => {

module.exports = require("node:crypto");

}),

67:
((module) => {

module.exports = require("node:http");

}),

708:
((module) => {

module.exports = require("node:https");

}),

30:
((module) => {

module.exports = require("node:net");

}),

456:
((module) => {

module.exports = require("node:stream");

}),

500:
((module) => {

module.exports = require("node:timers/promises");

}),

975:
((module) => {

module.exports = require("node:util");

}),

877:
((module) => {

module.exports = require("node:v8");

}),

714:
((module) => {

module.exports = require("node:vm");

}),

522:
((module) => {

module.exports = require("node:zlib");

})

});
/************************************************************************/
// The module cache
var __webpack_module_cache__ = {};

// The require function
function __nccwpck_require__(moduleId) {
	// Check if module is in cache
	var cachedModule = __webpack_module_cache__[moduleId];
	if (cachedModule !== undefined) {
		return cachedModule.exports;
	}
	// Create a new module (and put it into the cache)
	var module = __webpack_module_cache__[moduleId] = {
		// no module.id needed
		// no module.loaded needed
		exports: {}
	};

	// Execute the module function
	var threw = true;
	try {
		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
		threw = false;
	} finally {
		if(threw) delete __webpack_module_cache__[moduleId];
	}

	// Return the exports of the module
	return module.exports;
}

// expose the modules object (__webpack_modules__)
__nccwpck_require__.m = __webpack_modules__;

/************************************************************************/
/* webpack/runtime/asset-relocator-loader */
if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";

/* webpack/runtime/compat get default export */
(() => {
	// getDefaultExport function for compatibility with non-harmony modules
	__nccwpck_require__.n = (module) => {
		var getter = module && module.__esModule ?
			() => (module['default']) :
			() => (module);
		__nccwpck_require__.d(getter, { a: getter });
		return getter;
	};
})();

/* webpack/runtime/create fake namespace object */
(() => {
	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
	var leafPrototypes;
	// create a fake namespace object
	// mode & 1: value is a module id, require it
	// mode & 2: merge all properties of value into the ns
	// mode & 4: return value when already ns object
	// mode & 16: return value when it's Promise-like
	// mode & 8|1: behave like require
	__nccwpck_require__.t = function(value, mode) {
		if(mode & 1) value = this(value);
		if(mode & 8) return value;
		if(typeof value === 'object' && value) {
			if((mode & 4) && value.__esModule) return value;
			if((mode & 16) && typeof value.then === 'function') return value;
		}
		var ns = Object.create(null);
		__nccwpck_require__.r(ns);
		var def = {};
		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
		}
		def['default'] = () => (value);
		__nccwpck_require__.d(ns, def);
		return ns;
	};
})();

/* webpack/runtime/define property getters */
(() => {
	// define getter functions for harmony exports
	__nccwpck_require__.d = (exports, definition) => {
		for(var key in definition) {
			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
			}
		}
	};
})();

/* webpack/runtime/ensure chunk */
(() => {
	__nccwpck_require__.f = {};
	// This file contains only the entry chunk.
	// The chunk loading function for additional chunks
	__nccwpck_require__.e = (chunkId) => {
		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
			__nccwpck_require__.f[key](chunkId, promises);
			return promises;
		}, []));
	};
})();

/* webpack/runtime/get javascript chunk filename */
(() => {
	// This function allow to reference async chunks
	__nccwpck_require__.u = (chunkId) => {
		// return url for filenames based on template
		return "" + chunkId + ".index.js";
	};
})();

/* webpack/runtime/hasOwnProperty shorthand */
(() => {
	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
})();

/* webpack/runtime/make namespace object */
(() => {
	// define __esModule on exports
	__nccwpck_require__.r = (exports) => {
		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
		}
		Object.defineProperty(exports, '__esModule', { value: true });
	};
})();

/* webpack/runtime/require chunk loading */
(() => {
	// no baseURI
	
	// object to store loaded chunks
	// "1" means "loaded", otherwise not loaded yet
	var installedChunks = {
		792: 1
	};
	
	// no on chunks loaded
	
	var installChunk = (chunk) => {
		var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
		for(var moduleId in moreModules) {
			if(__nccwpck_require__.o(moreModules, moduleId)) {
				__nccwpck_require__.m[moduleId] = moreModules[moduleId];
			}
		}
		if(runtime) runtime(__nccwpck_require__);
		for(var i = 0; i < chunkIds.length; i++)
			installedChunks[chunkIds[i]] = 1;
	
	};
	
	// require() chunk loading for javascript
	__nccwpck_require__.f.require = (chunkId, promises) => {
		// "1" is the signal for "already loaded"
		if(!installedChunks[chunkId]) {
			if(true) { // all chunks have JS
				installChunk(require("./" + __nccwpck_require__.u(chunkId)));
			} else installedChunks[chunkId] = 1;
		}
	};
	
	// no external install chunk
	
	// no HMR
	
	// no HMR manifest
})();

/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: ./build/adapters/agent-process.js

const LARGEST_LOG_BYTES = 1024 * 1024;
const STARTER_FD = 3;
const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGALRM', 'SIGUSR2'];
function agentLog() {
    let leftBytes = LARGEST_LOG_BYTES;
    return (sentence) => {
        const line = `${new Date().toISOString()} ${sentence}\n`;
        leftBytes -= Buffer.byteLength(line);
        if (leftBytes < 0)
            return;
        try {
            (0,external_node_fs_namespaceObject.writeSync)(2, line);
        }
        catch {
        }
    };
}
function onEndSignal(end) {
    for (const signal of END_SIGNALS)
        process.on(signal, end);
}
async function readStdin() {
    const chunks = [];
    for await (const chunk of process.stdin)
        chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
}
function tellStarter(line) {
    try {
        (0,external_node_fs_namespaceObject.writeSync)(STARTER_FD, `${line}\n`);
    }
    catch {
    }
}
function leaveStarter() {
    try {
        (0,external_node_fs_namespaceObject.closeSync)(STARTER_FD);
    }
    catch {
    }
}

var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
var errors = __nccwpck_require__(208);
;// CONCATENATED MODULE: ./build/adapters/regular-file.js

function regular_file_readRegularFile(path) {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
        if (!fstatSync(fd).isFile())
            throw new Error(`${path} is no file`);
        return readFileSync(fd);
    }
    finally {
        closeSync(fd);
    }
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/nonce.js


const nonce_NONCE_FILE = 'nonce';
function nonce_isPipe(socket) {
    return socket.startsWith('\\\\');
}
function readNonce(socket, places) {
    if (!nonce_isPipe(socket))
        return readRegularFile(join(dirname(socket), nonce_NONCE_FILE)).toString();
    const name = basename(socket.replaceAll('\\', '/'));
    let last = new Error('no place to look in');
    for (const place of places) {
        try {
            return readRegularFile(join(place, name, nonce_NONCE_FILE)).toString();
        }
        catch (error) {
            last = error;
        }
    }
    throw last;
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/address.js





const LONGEST_SOCKET_PATH_BYTES = 103;
function prepareAddress(places, platform, isExecutable = canBeRun) {
    const id = randomBytes(16).toString('hex');
    const nonce = randomBytes(32).toString('base64url');
    const faults = [];
    for (const place of new Set(places.filter((path) => path !== ''))) {
        const folder = join(place, `gc-token-${id}`);
        const socket = platform === 'win32' ? `\\\\.\\pipe\\gc-token-${id}` : join(folder, 'agent.sock');
        const fault = faultOf(place, socket) ?? makeFolder(folder, nonce, isExecutable);
        if (fault === undefined)
            return { socket, folder, nonce };
        faults.push(fault);
    }
    throw new ActionError('AGENT_FAILED', `There is no place for the agent (${faults.join('; ')}).`, [
        'the disk of the runner is full',
        'RUNNER_TEMP and the folder for temporary files are read-only, or mounted with noexec',
    ]);
}
function faultOf(place, socket) {
    if (place.includes(delimiter))
        return `${place} cannot stand on PATH, because it contains ${delimiter}`;
    const isTooLong = !isPipe(socket) && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES;
    return isTooLong ? `${place} is too long for a socket` : undefined;
}
function makeFolder(folder, nonce, isExecutable) {
    const trial = join(folder, 'trial');
    try {
        mkdirSync(folder, { mode: 0o700 });
        writeFileSync(join(folder, NONCE_FILE), nonce, { mode: 0o600, flag: 'wx' });
        writeFileSync(trial, '', { mode: 0o700, flag: 'wx' });
        if (isExecutable(trial)) {
            rmSync(trial);
            return undefined;
        }
        removeFolder({ folder });
        return `no program can be run from ${folder}`;
    }
    catch (error) {
        removeFolder({ folder });
        return messageOf(error);
    }
}
function canBeRun(file) {
    try {
        accessSync(file, constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}
function removeFolder({ folder }) {
    rmSync(folder, { recursive: true, force: true });
}
function removeTraces({ socket, folder }) {
    const nonce = (0,external_node_path_namespaceObject.join)(folder, nonce_NONCE_FILE);
    for (const path of nonce_isPipe(socket) ? [nonce] : [nonce, socket])
        (0,external_node_fs_namespaceObject.rmSync)(path, { force: true });
}

;// CONCATENATED MODULE: ./build/core/encryption.js

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
function encrypt(text, key, binding = '') {
    const nonce = (0,external_node_crypto_.randomBytes)(NONCE_BYTES);
    const cipher = (0,external_node_crypto_.createCipheriv)(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(binding, 'utf8'));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}
function encryption_decrypt(encrypted, key, binding = '') {
    if (encrypted.length < NONCE_BYTES + TAG_BYTES)
        return undefined;
    const nonce = encrypted.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(binding, 'utf8'));
    decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
    try {
        const text = decipher.update(encrypted.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
    }
    catch {
        return undefined;
    }
}

var secret = __nccwpck_require__(431);
var json = __nccwpck_require__(89);
;// CONCATENATED MODULE: ./build/core/decode.js

class NotDecodable extends Error {
    name = 'NotDecodable';
}
function objectIn(fields, name) {
    const value = (0,json/* fieldsOf */.P)(fields[name]);
    if (value === undefined)
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function textIn(fields, name) {
    const value = fields[name];
    if (typeof value !== 'string')
        throw new NotDecodable(`${name} is missing`);
    return value;
}
function optionalTextIn(fields, name) {
    return fields[name] === undefined ? undefined : textIn(fields, name);
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
function decode_parseList(text, decode) {
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

;// CONCATENATED MODULE: ./build/lease/lease-record.js


function lease_record_encodeLease({ token, ...record }) {
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
        value: new secret/* Secret */.z(textIn(fields, 'value')),
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

;// CONCATENATED MODULE: ./build/adapters/agent-socket/journal-file.js









const JOURNAL_FILE = 'journal';
const OUTDATED_FILE = 'journal.outdated';
const REQUEST_FILE = 'request';
const BINDING = 'gc-oauth-action journal';
function newJournalKey() {
    return new Secret(randomBytes(32).toString('base64url'));
}
function fileJournal(folder, key) {
    const path = (0,external_node_path_namespaceObject.join)(folder, JOURNAL_FILE);
    return {
        write: (records) => {
            const written = (0,external_node_path_namespaceObject.join)(folder, `${JOURNAL_FILE}.${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
            const text = JSON.stringify(records.map(lease_record_encodeLease));
            try {
                (0,external_node_fs_namespaceObject.writeFileSync)(written, encrypt(text, keyBytes(key), BINDING), { mode: 0o600, flag: 'wx' });
                (0,external_node_fs_namespaceObject.renameSync)(written, path);
            }
            catch (error) {
                (0,external_node_fs_namespaceObject.rmSync)(written, { force: true });
                throw error;
            }
            (0,external_node_fs_namespaceObject.rmSync)((0,external_node_path_namespaceObject.join)(folder, OUTDATED_FILE), { force: true, recursive: true });
        },
    };
}
function agentJournal(folder, key, tell) {
    const journal = fileJournal(folder, key);
    return {
        write: (records) => {
            try {
                journal.write(records);
                tell(undefined);
            }
            catch (error) {
                markOutdated(folder);
                tell((0,errors/* messageOf */.bD)(error));
            }
        },
    };
}
function requestMark(folder) {
    const path = (0,external_node_path_namespaceObject.join)(folder, REQUEST_FILE);
    let underWay = 0;
    return () => {
        if (underWay++ === 0)
            ifPossible(() => (0,external_node_fs_namespaceObject.writeFileSync)(path, '', { mode: 0o600, flag: 'wx' }));
        return () => {
            if (--underWay === 0)
                ifPossible(() => (0,external_node_fs_namespaceObject.rmSync)(path, { force: true }));
        };
    };
}
function ifPossible(act) {
    try {
        act();
    }
    catch {
    }
}
function readJournal(folder, key) {
    const { bytes, isOutdated } = readEither(folder);
    const text = decrypt(bytes, keyBytes(key), BINDING);
    if (text === undefined)
        throw new Error('it was changed, or written by another agent');
    const isAwaitingToken = existsSync(join(folder, REQUEST_FILE));
    return { records: parseList(text, decodeLease), isOutdated, isAwaitingToken };
}
function readEither(folder) {
    try {
        return { bytes: readRegularFile(join(folder, JOURNAL_FILE)), isOutdated: false };
    }
    catch (error) {
        try {
            return { bytes: readRegularFile(join(folder, OUTDATED_FILE)), isOutdated: true };
        }
        catch {
            throw error;
        }
    }
}
function markOutdated(folder) {
    try {
        (0,external_node_fs_namespaceObject.renameSync)((0,external_node_path_namespaceObject.join)(folder, JOURNAL_FILE), (0,external_node_path_namespaceObject.join)(folder, OUTDATED_FILE));
    }
    catch {
    }
}
const keyBytes = (key) => Buffer.from(key.reveal(), 'base64url');

var external_node_net_ = __nccwpck_require__(30);
var same_text = __nccwpck_require__(705);
;// CONCATENATED MODULE: ./build/agent/protocol.js


const PROTOCOL_VERSION = 1;
const LARGEST_REPLY_BYTES = (/* unused pure expression or super */ null && (256 * 1024));
function encodeRequest(request) {
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ...request })}\n`;
}
function decodeReply(line) {
    const fields = parseObject(line);
    if (fields?.['version'] !== PROTOCOL_VERSION)
        return undefined;
    if (fields['ok'] === true)
        return { ok: true, fields };
    const { code, message, causes } = fields;
    if (typeof code !== 'string' || typeof message !== 'string' || !Array.isArray(causes))
        return undefined;
    const texts = causes.filter((cause) => typeof cause === 'string');
    return { ok: false, error: { code, message, causes: texts } };
}
function readTokenReply(fields) {
    const { accessToken, tokenType: type, expiresAt, region, apiUrl, isUnchanged } = fields;
    if (!isLine(accessToken) || accessToken === '' || !isLine(type))
        return undefined;
    if (typeof expiresAt !== 'number' || !isLine(region) || !isLine(apiUrl))
        return undefined;
    const token = { value: new Secret(accessToken), type, expiresAt, region, apiUrl };
    return isUnchanged === true ? { ...token, isUnchanged } : token;
}
const LINE = /^[ -~\u00a0-\uffff]*$/;
const isLine = (value) => typeof value === 'string' && LINE.test(value);

;// CONCATENATED MODULE: ./build/agent/answering.js




const QUESTIONS = [
    'token',
    'renew',
    'revoke',
    'status',
    'open-gateway',
    'leave-gateway',
    'close-gateway',
    'stop',
];
const READY = 'ready';
const LOOKED = 'looked';
const LARGEST_REQUEST_BYTES = 4 * 1024;
class Refused extends Error {
    name = 'Refused';
}
function decodeRequest(line, nonce) {
    const fields = (0,json/* parseObject */.l)(line);
    if (fields === undefined)
        throw new Refused('The request is not a JSON object.');
    const given = fields['nonce'];
    if (typeof given !== 'string' || !(0,same_text/* isSameText */.c)(given, nonce))
        throw new Refused('The nonce is wrong.');
    if (fields['version'] !== PROTOCOL_VERSION) {
        throw new Refused(`This agent speaks version ${PROTOCOL_VERSION} of the protocol.`);
    }
    const ask = QUESTIONS.find((question) => question === fields['ask']);
    if (ask === undefined)
        throw new Refused(`This agent answers ${QUESTIONS.join(', ')}.`);
    const waitMs = fields['waitMs'];
    if (typeof waitMs !== 'number' || !(waitMs > 0))
        throw new Refused('waitMs is not a positive number.');
    return { ask, nonce, waitMs, wish: wishIn(fields) };
}
function wishIn(fields) {
    const wish = (0,json/* fieldsOf */.P)(fields['wish']);
    if (wish === undefined)
        return undefined;
    const { mostTokens, isTokenPassed, isForJob } = wish;
    return {
        mostTokens: typeof mostTokens === 'number' && mostTokens >= 1 ? mostTokens : 1,
        isTokenPassed: isTokenPassed === true,
        isForJob: isForJob === true,
    };
}
function encodeReply(reply) {
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: true, ...reply })}\n`;
}
function tokenReply({ value, type, expiresAt, region, apiUrl, isUnchanged }) {
    const accessToken = value.reveal();
    return { accessToken, tokenType: type, expiresAt, region, apiUrl, isUnchanged: isUnchanged === true };
}
function gatewayReply({ port, placeholder, token }) {
    return { port, placeholder: placeholder.reveal(), token: token.reveal() };
}
function revokeReply(release) {
    if (release === undefined)
        return { outcome: 'none', because: '' };
    const because = release.outcome === 'may-be-valid' ? release.because : '';
    return { outcome: release.outcome, because };
}
function encodeError(error) {
    return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: false, ...error })}\n`;
}
function errorReply(error, clean) {
    const isOurs = error instanceof errors/* ActionError */.lZ;
    return {
        code: isOurs ? error.code : 'INTERNAL',
        message: clean((0,errors/* messageOf */.bD)(error)),
        causes: isOurs ? error.causes.map(clean) : [],
    };
}

;// CONCATENATED MODULE: ./build/adapters/agent-socket/server.js





const ASK_WITHIN_MS = 5_000;
const CLOSE_WITHIN_MS = 1_000;
const MOST_CONNECTIONS = 256;
class Connections {
    #silent = new Set();
    #open = new Map();
    get conversations() {
        return [...this.#open.values()];
    }
    hasRoom() {
        if (this.#open.size < MOST_CONNECTIONS)
            return true;
        const [oldest] = this.#silent;
        if (oldest === undefined)
            return false;
        this.#silent.delete(oldest);
        this.#open.delete(oldest);
        oldest.destroy();
        return true;
    }
    add(socket, converse) {
        this.#silent.add(socket);
        const conversation = converse(() => this.#silent.delete(socket)).finally(() => {
            this.#silent.delete(socket);
            this.#open.delete(socket);
        });
        this.#open.set(socket, conversation);
    }
}
async function serve(address, answer) {
    const connections = new Connections();
    const onConnection = (socket) => {
        if (connections.hasRoom()) {
            connections.add(socket, (asked) => converse(socket, address.nonce, answer, asked));
        }
        else {
            socket.on('error', () => undefined).destroy();
        }
    };
    let server = await listen(address.socket, onConnection);
    let isRepairing = false;
    const repair = async () => {
        if (!(0,external_node_fs_namespaceObject.existsSync)(address.folder))
            return false;
        if (nonce_isPipe(address.socket) || isRepairing || (0,external_node_fs_namespaceObject.existsSync)(address.socket))
            return true;
        isRepairing = true;
        try {
            server.close();
            server = await listen(address.socket, onConnection);
        }
        finally {
            isRepairing = false;
        }
        return true;
    };
    const close = async () => {
        server.close();
        const enough = new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref());
        await Promise.race([Promise.all(connections.conversations), enough]);
    };
    return { repair, close };
}
async function listen(path, onConnection) {
    const server = (0,external_node_net_.createServer)({ allowHalfOpen: true }, onConnection);
    const before = nonce_isPipe(path) ? undefined : process.umask(0o077);
    try {
        await new Promise((resolve, reject) => {
            server.once('error', reject);
            server.listen(path, () => {
                server.off('error', reject);
                resolve();
            });
        });
    }
    finally {
        if (before !== undefined)
            process.umask(before);
    }
    server.on('error', () => undefined);
    return server;
}
async function converse(socket, nonce, answer, asked) {
    socket.on('error', () => socket.destroy());
    socket.setTimeout(ASK_WITHIN_MS, () => socket.destroy());
    const line = await readLine(socket);
    if (line === undefined)
        return;
    asked();
    socket.setTimeout(0);
    const { text, isLast } = await reply(line, nonce, answer);
    await new Promise((done) => isLast ? socket.write(text, () => done()) : socket.end(text, () => done()));
    if (!isLast)
        socket.destroy();
}
async function readLine(socket) {
    return new Promise((resolve) => {
        let text = '';
        socket.setEncoding('utf8');
        socket.on('data', (chunk) => {
            text += chunk;
            const end = text.indexOf('\n');
            if (end < 0 && text.length <= LARGEST_REQUEST_BYTES)
                return;
            socket.removeAllListeners('data').resume();
            resolve(end < 0 ? '' : text.slice(0, end));
        });
        socket.on('end', () => resolve(''));
        socket.on('close', () => resolve(undefined));
    });
}
async function reply(line, nonce, answer) {
    try {
        const request = decodeRequest(line, nonce);
        return { text: await answer(request), isLast: request.ask === 'stop' };
    }
    catch (error) {
        const code = error instanceof Refused ? 'AGENT_REFUSED' : 'INTERNAL';
        return { text: encodeError({ code, message: (0,errors/* messageOf */.bD)(error), causes: [] }), isLast: false };
    }
}

;// CONCATENATED MODULE: ./build/adapters/clean-stderr.js
const BYTES = /<Buffer [^>]*>/g;
function cleanStderr(clean) {
    if ((process.env['NODE_DEBUG'] ?? '') === '')
        return;
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (chunk, ...rest) => {
        const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
        return write(clean(text.replace(BYTES, '<Buffer ***>')), ...rest);
    };
}

;// CONCATENATED MODULE: ./build/adapters/clock.js
const systemClock = {
    now: () => ({ wallMs: Date.now(), monotonicMs: Number(process.hrtime.bigint() / 1000000n) }),
    sleep: async (ms, signal) => {
        const { setTimeout: delay } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 500, 23));
        try {
            await delay(ms, undefined, { signal });
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    },
};

;// CONCATENATED MODULE: ./build/adapters/proxy.js
const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
function readProxySettings(environment = process.env) {
    const secrets = [];
    const mistakes = [];
    const corrections = {};
    for (const name of PROXY_VARIABLES) {
        const value = environment[name]?.trim() ?? '';
        const text = value === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
        if (text !== (environment[name] ?? ''))
            corrections[name] = text;
        if (text === '')
            continue;
        const url = URL.canParse(text) ? new URL(text) : null;
        if (url !== null)
            secrets.push(...passwordsIn(url));
        const mistake = mistakeIn(url);
        if (mistake !== undefined) {
            mistakes.push(`${name} is no proxy URL: ${mistake}. It looks like http://user:password@proxy.example.com:8080.`);
        }
    }
    return { secrets: [...new Set(secrets)], mistakes, corrections };
}
function useProxySettings() {
    const settings = readProxySettings();
    for (const [name, value] of Object.entries(settings.corrections)) {
        if (value === '')
            Reflect.deleteProperty(process.env, name);
        else
            process.env[name] = value;
    }
    return settings;
}
function mistakeIn(url) {
    if (url === null || url.hostname === '')
        return 'it cannot be parsed';
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
        return 'only http and https proxies are supported';
    if (decode(url.username) === undefined || decode(url.password) === undefined) {
        return 'a % in its user or password is not followed by two hexadecimal digits; write % itself as %25';
    }
    return undefined;
}
function passwordsIn(url) {
    if (url.password === '')
        return [];
    const user = decode(url.username) ?? url.username;
    const password = decode(url.password) ?? url.password;
    const credential = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
    return [password, url.password, credential];
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}

var core_deadline = __nccwpck_require__(95);
var time = __nccwpck_require__(566);
var access_token = __nccwpck_require__(1);
var renewal = __nccwpck_require__(777);
var probe = __nccwpck_require__(319);
;// CONCATENATED MODULE: ./build/agent/upkeep.js



const TICK_MS = 1_000;
async function upkeep(manager, context, signal, probed = () => undefined) {
    const { clock } = context;
    const looks = { lease: undefined, at: -Infinity, isUnderWay: false };
    while (!signal.aborted) {
        manager.renewIfDue();
        probeIfDue(manager, looks, context, probed);
        await clock
            .sleep(Math.max(1, Math.min(TICK_MS, untilNextStepMs(manager, context))), signal)
            .catch(() => undefined);
    }
}
function untilNextStepMs({ state, settings }, { clock }) {
    if (state === undefined)
        return TICK_MS;
    const { renewInMs, useInMs } = (0,renewal/* nextStep */.sk)(state, clock.now(), settings.minValidityMs);
    return Math.min(useInMs, renewInMs > 0 ? renewInMs : Infinity);
}
function probeIfDue(manager, looks, context, probed) {
    const { state, settings } = manager;
    if (state === undefined || looks.isUnderWay)
        return;
    const { lease } = state;
    if (lease !== looks.lease)
        Object.assign(looks, { lease, at: -Infinity });
    const due = (0,probe/* dueProbe */.$f)(state, looks.at, context.clock.now(), settings.minValidityMs);
    if (due === undefined)
        return;
    looks.isUnderWay = true;
    const ended = () => {
        looks.isUnderWay = false;
        probed();
    };
    probeNow(manager, lease, due, context)
        .then((at) => (looks.at = at))
        .then(ended, ended);
}
async function probeNow(manager, lease, kind, context) {
    const found = await (0,probe/* probe */.dy)(lease, kind, core_deadline/* Deadline */.B.after(probe/* PROBE_MS */.KB, context.clock), context);
    manager.learn(lease, found);
    return (0,probe/* nextLookAt */.MM)(found, context.clock.now());
}

;// CONCATENATED MODULE: ./build/agent/agent-runtime.js







const REPAIR_EVERY_MS = 1_000;
const LAST_RENEWAL_MS = 3_000;
const LAST_REQUESTS_MS = 2_000;
const STOP_WITHIN_MS = 13_000;
const LONGEST_WAIT_MS = 600_000;
const ONE_TOKEN = { mostTokens: 1, isTokenPassed: false, isForJob: false };
class AgentRuntime {
    ended;
    firstLook;
    #manager;
    #facts;
    #ports;
    #startedAt;
    #work = new AbortController();
    #server;
    #ending;
    #tellEnded = () => undefined;
    #tellLooked = () => undefined;
    constructor(manager, facts, ports) {
        this.#manager = manager;
        this.#facts = facts;
        this.#ports = ports;
        this.#startedAt = ports.context.clock.now();
        this.ended = new Promise((resolve) => (this.#tellEnded = resolve));
        this.firstLook = new Promise((resolve) => (this.#tellLooked = resolve));
    }
    async start() {
        this.#server = await this.#ports.serve((request) => this.#answer(request));
        void this.#lookAfterSocket();
        void upkeep(this.#manager, this.#ports.context, this.#work.signal, () => this.#tellLooked());
    }
    async stop(why, withinMs = STOP_WITHIN_MS) {
        this.#ending ??= this.#end(why, core_deadline/* Deadline */.B.after(withinMs, this.#ports.context.clock));
        return this.#ending;
    }
    async #end(why, deadline) {
        const { log, leases } = this.#ports;
        log(`Ending: ${why}.`);
        this.#work.abort();
        const { gateway } = this.#ports;
        await gateway.close(deadline.part(LAST_REQUESTS_MS));
        const forRenewals = deadline.part(LAST_RENEWAL_MS);
        await Promise.all([this.#manager.drain(forRenewals), gateway.drain(forRenewals)]);
        const releases = (await leases.releaseAll(deadline)).map(({ release }) => release);
        const isAwaitingToken = this.#manager.settings.revoke && (this.#manager.isRenewing || gateway.isAwaitingToken);
        const end = { releases, isAwaitingToken, journalFault: this.#ports.clean(this.#ports.journalFault()) };
        const left = releases.filter(({ outcome }) => outcome === 'may-be-valid').length;
        log(`Released ${releases.length - left} tokens; ${left} may still be valid.`);
        void (this.#server?.close() ?? Promise.resolve()).then(() => this.#tellEnded(end));
        return end;
    }
    async #lookAfterSocket() {
        const { clock } = this.#ports.context;
        const { signal } = this.#work;
        while (!signal.aborted) {
            await clock.sleep(REPAIR_EVERY_MS, signal).catch(() => undefined);
            await this.#repair();
        }
    }
    async #repair() {
        if (this.#ending !== undefined)
            return;
        const now = this.#ports.context.clock.now();
        try {
            if (now.monotonicMs - this.#startedAt.monotonicMs >= this.#facts.lifetimeMs) {
                await this.stop('its time is over');
            }
            else if ((await this.#server?.repair()) === false) {
                await this.stop('its folder was removed, so the job is over');
            }
        }
        catch (error) {
            this.#ports.log(`The socket is missing and could not be made again (${(0,errors/* messageOf */.bD)(error)}).`);
        }
    }
    async #answer(request) {
        try {
            return await this.#answerTo(request);
        }
        catch (error) {
            return encodeError(errorReply(error, this.#ports.clean));
        }
    }
    async #answerTo({ ask, waitMs, wish = ONE_TOKEN }) {
        if (ask === 'stop')
            return encodeReply(await this.stop('it was asked to', waitMs));
        if (this.#ending !== undefined)
            throw new errors/* ActionError */.lZ('AGENT_UNREACHABLE', 'it is ending');
        const deadline = core_deadline/* Deadline */.B.after(Math.min(waitMs, LONGEST_WAIT_MS), this.#ports.context.clock);
        switch (ask) {
            case 'token':
                return encodeReply(tokenReply(await this.#manager.current(deadline)));
            case 'renew':
                return encodeReply(tokenReply(await this.#manager.renew(deadline)));
            case 'revoke':
                return encodeReply(revokeReply(await this.#manager.revoke(deadline)));
            case 'status':
                return encodeReply(this.#status());
            case 'open-gateway':
                return encodeReply(gatewayReply(await this.#ports.gateway.open(wish, deadline)));
            case 'leave-gateway':
                await this.#ports.gateway.leave();
                return encodeReply({ traffic: '' });
            case 'close-gateway':
                return encodeReply({ traffic: await this.#ports.gateway.close(deadline.part(LAST_REQUESTS_MS)) });
        }
    }
    #status() {
        const { settings, state, trouble, issued } = this.#manager;
        const { leases, clean, context, journalFault } = this.#ports;
        const { clientId, place, apiUrl, lifetimeMs } = this.#facts;
        const now = context.clock.now();
        leases.forgetEnded();
        const valid = state !== undefined && (0,renewal/* isValid */.fn)(state, now) ? state : undefined;
        return {
            place,
            clientId,
            apiUrl,
            region: settings.region,
            tokenUrl: settings.client.endpoint.tokenUrl.replace(/\?.*$/, ''),
            startedAt: this.#startedAt.wallMs,
            endsAt: this.#startedAt.wallMs + lifetimeMs,
            minValiditySeconds: settings.minValidityMs / 1000,
            token: valid === undefined ? 'none' : (0,renewal/* isFresh */.pL)(valid, now, settings.minValidityMs) ? 'fresh' : 'old',
            expiresAt: valid === undefined ? '' : (0,time/* isoSeconds */.n)(valid.token.expiresAt),
            secondsLeft: valid === undefined ? 0 : (0,access_token/* secondsLeft */.Li)(valid.token, now),
            lifetimeSeconds: (valid?.token.lifetimeMs ?? 0) / 1000,
            idlesAt: valid?.idle === undefined ? '' : (0,time/* isoSeconds */.n)(valid.idle.endsAt.wallMs),
            grants: issued,
            owned: leases.held.length,
            trouble: clean(trouble?.reason ?? ''),
            troubleSince: trouble === undefined ? '' : (0,time/* isoSeconds */.n)(trouble.since),
            journalFault: clean(journalFault()),
            gateway: this.#ports.gateway.describe(),
        };
    }
}

var masks = __nccwpck_require__(406);
;// CONCATENATED MODULE: ./build/oauth/authentication-methods.js
const AUTHENTICATION_METHODS = ['basic', 'post', 'private-key-jwt', 'github-oidc'];

;// CONCATENATED MODULE: ./build/oauth/client-credentials.js





function secretCredentials(method, clientId, secret) {
    return { method, clientId, clientSecret: secret };
}
function secretForms(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post': {
            const secret = credentials.clientSecret.reveal();
            return secret === ''
                ? []
                : [...(0,masks/* maskForms */.ye)(secret), ...(0,masks/* basicCredentialForms */.xX)(credentials.clientId, secret)];
        }
        case 'private-key-jwt':
            return (0,masks/* maskForms */.ye)(credentials.key.pkcs8.reveal());
        case 'github-oidc':
            return (0,masks/* tokenForms */.py)(credentials.requestToken.reveal());
    }
}
function sharedKey(credentials, purpose, salt = new Uint8Array()) {
    const secret = commonSecret(credentials);
    return secret === undefined ? undefined : new Uint8Array(hkdfSync('sha256', secret, salt, purpose, 32));
}
function commonSecret(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post':
            return credentials.clientSecret.reveal();
        case 'private-key-jwt':
            return Buffer.from(credentials.key.pkcs8.reveal(), 'base64');
        case 'github-oidc':
            return undefined;
    }
}
function client_credentials_encodeCredentials(credentials) {
    switch (credentials.method) {
        case 'basic':
        case 'post':
            return { ...credentials, clientSecret: credentials.clientSecret.reveal() };
        case 'private-key-jwt':
            return { ...credentials, key: { ...credentials.key, pkcs8: credentials.key.pkcs8.reveal() } };
        case 'github-oidc':
            return { ...credentials, requestToken: credentials.requestToken.reveal() };
    }
}
function decodeCredentials(fields) {
    const method = oneOfIn(fields, 'method', AUTHENTICATION_METHODS);
    const clientId = textIn(fields, 'clientId');
    switch (method) {
        case 'basic':
        case 'post':
            return { method, clientId, clientSecret: new secret/* Secret */.z(textIn(fields, 'clientSecret')) };
        case 'private-key-jwt': {
            const key = decodeKey(objectIn(fields, 'key'));
            return { method, clientId, key, audience: optionalTextIn(fields, 'audience') };
        }
        case 'github-oidc': {
            const requestToken = new secret/* Secret */.z(textIn(fields, 'requestToken'));
            const audience = optionalTextIn(fields, 'audience');
            return { method, clientId, requestUrl: textIn(fields, 'requestUrl'), requestToken, audience };
        }
    }
}
function decodeKey(fields) {
    return {
        pkcs8: new secret/* Secret */.z(textIn(fields, 'pkcs8')),
        algorithm: textIn(fields, 'algorithm'),
        id: optionalTextIn(fields, 'id'),
    };
}

;// CONCATENATED MODULE: ./build/agent/agent-start.js





function encodeStart(start) {
    const { endpoint, address } = start;
    return JSON.stringify({
        credentials: encodeCredentials(start.credentials),
        endpoint: { place: endpoint.place, tokenUrl: endpoint.tokenUrl },
        scope: start.scope,
        region: start.region,
        apiUrl: start.apiUrl,
        minValidityMs: start.minValidityMs,
        timeoutMs: start.timeoutMs,
        revoke: start.revoke,
        address: { socket: address.socket, folder: address.folder, nonce: address.nonce },
        journalKey: start.journalKey.reveal(),
        first: encodeLease(start.first),
        refreshToken: start.refreshToken?.reveal(),
        isDebug: start.isDebug,
    });
}
function decodeStart(text) {
    const fields = (0,json/* parseObject */.l)(text);
    if (fields === undefined)
        throw new NotDecodable('what the agent is told is no JSON object');
    const endpoint = objectIn(fields, 'endpoint');
    const address = objectIn(fields, 'address');
    const refreshToken = optionalTextIn(fields, 'refreshToken');
    return {
        credentials: decodeCredentials(objectIn(fields, 'credentials')),
        endpoint: { place: textIn(endpoint, 'place'), tokenUrl: textIn(endpoint, 'tokenUrl') },
        scope: optionalTextIn(fields, 'scope'),
        region: textIn(fields, 'region'),
        apiUrl: textIn(fields, 'apiUrl'),
        minValidityMs: numberIn(fields, 'minValidityMs'),
        timeoutMs: numberIn(fields, 'timeoutMs'),
        revoke: booleanIn(fields, 'revoke'),
        address: {
            socket: textIn(address, 'socket'),
            folder: textIn(address, 'folder'),
            nonce: textIn(address, 'nonce'),
        },
        journalKey: new secret/* Secret */.z(textIn(fields, 'journalKey')),
        first: lease_record_decodeLease(objectIn(fields, 'first')),
        refreshToken: refreshToken === undefined ? undefined : new secret/* Secret */.z(refreshToken),
        isDebug: booleanIn(fields, 'isDebug'),
    };
}

var token_manager = __nccwpck_require__(76);
var characters = __nccwpck_require__(751);
;// CONCATENATED MODULE: ./build/core/redact.js
function printedForms(secret) {
    if (/^[\w.-]*$/.test(secret))
        return [secret];
    if (/^[\w.+/= -]*$/.test(secret)) {
        const percent = encodeURIComponent(secret);
        return [secret, percent, lowerCaseCodes(percent), secret.replaceAll('/', '\\/')];
    }
    return [secret, ...secret.split(/[\r\n]+/)].filter((part) => part !== '').flatMap(writtenForms);
}
function redact(text, forms) {
    return forms.reduce((clean, form) => clean.replaceAll(form, '***'), text);
}
function longestFirst(forms) {
    return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}
function writtenForms(text) {
    const percent = [encodeURIComponent(text.toWellFormed()), formEncoded(text)];
    const json = JSON.stringify(text).slice(1, -1);
    const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const html = text.replace(/[&<>"']/g, (sign) => HTML_ENTITIES[sign] ?? sign);
    return [
        text,
        ...percent,
        ...percent.map(lowerCaseCodes),
        ...[json, ascii, upperCaseEscapes(ascii)].flatMap((form) => [form, form.replaceAll('/', '\\/')]),
        html,
    ];
}
const upperCaseEscapes = (text) => text.replace(/\\u[\da-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`);
const lowerCaseCodes = (text) => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
const HTML_ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
const formEncoded = (text) => new URLSearchParams([['', text]]).toString().slice(1);

;// CONCATENATED MODULE: ./build/core/redactor.js


const SHORTEST_SURE_FORM = 8;
class Redactor {
    #counts = new Map();
    #sorted;
    add(forms) {
        const given = [...new Set(forms)].filter((form) => form !== '');
        const added = given.filter((form) => !this.#counts.has(form));
        for (const form of given)
            this.#counts.set(form, (this.#counts.get(form) ?? 0) + 1);
        if (added.length > 0)
            this.#sorted = undefined;
        return added;
    }
    forget(forms) {
        for (const form of new Set(forms)) {
            const count = this.#counts.get(form) ?? 0;
            if (count > 1)
                this.#counts.set(form, count - 1);
            else if (this.#counts.delete(form))
                this.#sorted = undefined;
        }
    }
    clean(text) {
        return (0,characters/* withoutOldCommands */.KF)(redact(text, this.#forms()));
    }
    cleanReply(text) {
        return redact(text, this.#forms().filter((form) => form.length >= SHORTEST_SURE_FORM));
    }
    #forms() {
        this.#sorted ??= longestFirst([...this.#counts.keys()].flatMap(printedForms));
        return this.#sorted;
    }
}

;// CONCATENATED MODULE: ./build/http/clean-replies.js
function withCleanReplies(transport, clean) {
    return async (...sending) => {
        const reply = await transport(...sending);
        const headers = Object.entries(reply.headers).map(([name, value]) => [name, clean(value)]);
        const isSuccess = reply.status >= 200 && reply.status < 300 && !isError(reply.body);
        return {
            ...reply,
            headers: Object.fromEntries(headers),
            body: isSuccess ? reply.body : clean(reply.body),
        };
    };
}
const isError = (body) => /"error"\s*:/.test(body) && !/"access_token"\s*:/.test(body);

var http_reply = __nccwpck_require__(584);
;// CONCATENATED MODULE: ./build/genesys/revocation.js

function revocationRequest(apiUrl, token) {
    return {
        method: 'DELETE',
        url: `${apiUrl}/api/v2/tokens/me`,
        headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
    };
}
function readRevocation(reply) {
    if (reply.status >= 200 && reply.status <= 204) {
        if (reply.body !== '')
            (0,http_reply/* readFields */.qU)(reply, 'the reply');
        return 'revoked';
    }
    if (reply.status === 401)
        return 'not-accepted';
    throw (0,http_reply/* readFailure */.f1)(reply);
}

var send = __nccwpck_require__(432);
;// CONCATENATED MODULE: ./build/lease/token-lease.js



const LONGEST_ATTEMPT_MS = 10_000;
const EXPIRY_MARGIN_MS = 2_000;
const NEVER_ACCEPTED = 'the API host has not accepted it since it was issued: does api-url fit?';
class TokenLease {
    token;
    apiUrl;
    #custody;
    #wasAccepted;
    #isRecorded;
    #whyNotReleased;
    #context;
    #record;
    constructor(facts, isRecorded, context, record) {
        this.token = facts.token;
        this.apiUrl = facts.apiUrl;
        this.#custody = facts.custody;
        this.#wasAccepted = facts.wasAccepted;
        this.#isRecorded = isRecorded;
        this.#context = context;
        this.#record = record;
    }
    get custody() {
        return this.#custody;
    }
    get wasAccepted() {
        return this.#wasAccepted;
    }
    get isUnaccounted() {
        return this.#custody.is === 'held' && !this.#isRecorded;
    }
    get whyNotReleased() {
        return this.#whyNotReleased;
    }
    get record() {
        const { token, apiUrl } = this;
        return { token, apiUrl, wasAccepted: this.#wasAccepted, custody: this.#custody };
    }
    offer(entry) {
        this.#change({ is: 'offered', entry });
    }
    keep() {
        this.#change({ is: 'kept' });
    }
    share() {
        this.#note({ is: 'shared' });
    }
    hold() {
        this.#note({ is: 'held' });
    }
    accepted() {
        if (this.#wasAccepted)
            return;
        this.#wasAccepted = true;
        this.#recordIfPossible();
    }
    async release(deadline, when = 'unless-expired') {
        if (when === 'unless-expired' && this.#isExpired)
            return this.#released('expired');
        try {
            const exchange = {
                doing: 'Revoking the token',
                request: revocationRequest(this.apiUrl, this.token.value),
                read: readRevocation,
            };
            const answer = await (0,send/* send */.tN)(exchange, (0,send/* attemptsUntil */.$T)(deadline, LONGEST_ATTEMPT_MS), this.#context);
            if (answer === 'revoked')
                return this.#released('revoked');
            if (this.#wasAccepted)
                return this.#released('already-invalid');
            if (this.#isExpired)
                return this.#released('expired');
            return this.#mayBeValid(NEVER_ACCEPTED);
        }
        catch (error) {
            if (!(error instanceof send/* RequestGivenUp */.UW))
                return this.#mayBeValid((0,errors/* messageOf */.bD)(error));
            const isUnknown = error.failure.status === 404 && !this.#wasAccepted;
            return this.#mayBeValid(isUnknown ? NEVER_ACCEPTED : (0,send/* describeGivingUp */.dF)(error));
        }
    }
    get #isExpired() {
        return isSurelyExpired(this.token, this.#context.clock.now());
    }
    noteRecorded() {
        this.#isRecorded = true;
    }
    #released(outcome) {
        this.#note({ is: 'released' });
        return { outcome, until: this.token.expiresAt };
    }
    #mayBeValid(because) {
        this.#whyNotReleased = because;
        return { outcome: 'may-be-valid', until: this.token.expiresAt, because };
    }
    #change(custody) {
        const before = this.#custody;
        this.#custody = custody;
        try {
            this.#record();
        }
        catch (error) {
            this.#custody = before;
            throw error;
        }
    }
    #note(custody) {
        this.#custody = custody;
        this.#recordIfPossible();
    }
    #recordIfPossible() {
        try {
            this.#record();
        }
        catch {
        }
    }
}
function isSurelyExpired(token, now) {
    return now.monotonicMs >= token.deadBy.monotonicMs + EXPIRY_MARGIN_MS;
}

;// CONCATENATED MODULE: ./build/lease/leases.js


const NO_JOURNAL = { write: () => undefined };
const RELEASES_AT_ONCE = 6;
class Leases {
    #all = [];
    #apiUrl;
    #journal;
    #context;
    constructor(apiUrl, journal, context) {
        this.#apiUrl = apiUrl;
        this.#journal = journal;
        this.#context = context;
    }
    get held() {
        return this.#all.filter((lease) => lease.custody.is === 'held');
    }
    get unaccounted() {
        return this.#all.filter((lease) => lease.isUnaccounted);
    }
    hold(token) {
        const same = this.#takeOut(token);
        const isReleased = same === undefined || same.custody.is === 'released';
        const custody = isReleased ? { is: 'held' } : same.custody;
        const wasAccepted = !isReleased && same.wasAccepted;
        const lease = this.#add({ token, apiUrl: this.#apiUrl, wasAccepted, custody }, false);
        this.#record();
        return lease;
    }
    adopt(record) {
        const lease = this.#add(record, true);
        this.#record();
        return lease;
    }
    async releaseAll(deadline) {
        const waiting = [...this.held];
        const releases = [];
        const work = async () => {
            for (let lease = waiting.shift(); lease !== undefined; lease = waiting.shift()) {
                releases.push({ lease, release: await lease.release(deadline) });
            }
        };
        await Promise.all(Array.from({ length: RELEASES_AT_ONCE }, work));
        return releases;
    }
    forgetEnded() {
        const now = this.#context.clock.now();
        const hasEnded = ({ custody, token }) => custody.is === 'released' || isSurelyExpired(token, now);
        for (const { token } of this.#all.filter(hasEnded))
            this.#context.forget((0,masks/* tokenForms */.py)(token.value.reveal()));
        this.#all = this.#all.filter((lease) => !hasEnded(lease));
    }
    #takeOut({ value }) {
        const same = this.#all.find(({ token }) => token.value.reveal() === value.reveal());
        if (same === undefined)
            return undefined;
        this.#all = this.#all.filter((lease) => lease !== same);
        this.#context.forget((0,masks/* tokenForms */.py)(value.reveal()));
        return same;
    }
    #add(facts, isRecorded) {
        this.#context.mask((0,masks/* tokenForms */.py)(facts.token.value.reveal()));
        const lease = new TokenLease(facts, isRecorded, this.#context, () => this.#record());
        this.#all.push(lease);
        return lease;
    }
    #record() {
        this.#journal.write(this.#all.map(({ record }) => record));
        for (const lease of this.#all)
            lease.noteRecorded();
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

;// CONCATENATED MODULE: ./build/entries/authentication.js

async function authenticationOf(credentials, tokenUrl) {
    if (credentials.method === 'basic')
        return basicAuthentication(credentials);
    const { formAuthentication } = await __nccwpck_require__.e(/* import() */ 419).then(__nccwpck_require__.bind(__nccwpck_require__, 419));
    return formAuthentication(credentials, tokenUrl);
}

;// CONCATENATED MODULE: ./build/entries/gateway-door.js
function lazyGateway(parts) {
    let opening;
    let users = 0;
    let isForJob = false;
    const all = [];
    const close = async (deadline) => {
        const gateway = opening;
        opening = undefined;
        if (gateway === undefined)
            return '';
        const open = await gateway;
        await open.close(deadline);
        return open.describe();
    };
    const open = async (wish, deadline) => {
        opening ??= __nccwpck_require__.e(/* import() */ 54).then(__nccwpck_require__.bind(__nccwpck_require__, 54)).then(({ openGateway }) => openGateway(wish.mostTokens, parts));
        const thisOne = opening;
        try {
            const gateway = await thisOne;
            if (!all.includes(gateway))
                all.push(gateway);
            const opened = await gateway.admit(wish, deadline);
            if (wish.isForJob)
                isForJob = true;
            else
                users++;
            return opened;
        }
        catch (error) {
            if (opening === thisOne && users === 0 && !isForJob)
                await close(deadline).catch(() => undefined);
            throw error;
        }
    };
    return {
        open,
        close,
        leave: async () => {
            users = Math.max(0, users - 1);
            if (users === 0 && !isForJob)
                await close(parts.deadlineOf(gateway_door_LAST_REQUESTS_MS));
        },
        drain: async (deadline) => {
            await Promise.all(all.map((gateway) => gateway.drain(deadline)));
        },
        get isAwaitingToken() {
            return all.some((gateway) => gateway.isAwaitingToken());
        },
        describe: () => (opening === undefined ? '' : (all.at(-1)?.describe() ?? '')),
    };
}
const gateway_door_LAST_REQUESTS_MS = 2_000;

;// CONCATENATED MODULE: ./build/entries/agent.js




















const LONGEST_LIFE_MS = 24 * 60 * 60 * 1000;
runAgent();
function runAgent() {
    process.on('SIGUSR1', () => undefined);
    process.exitCode = 1;
    process.noDeprecation = true;
    const redactor = new Redactor();
    cleanStderr((text) => redactor.clean(text));
    const write = agentLog();
    const log = (sentence) => write(redactor.clean(sentence));
    const fail = (error) => {
        log(`The agent stopped because of a fault of its own (${(0,errors/* messageOf */.bD)(error)}).`);
        tellStarter(redactor.clean((0,errors/* messageOf */.bD)(error)));
        process.exit(1);
    };
    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
    keepUntilTheEnd(redactor, log).then(() => process.exit(0), fail);
}
async function keepUntilTheEnd(redactor, log) {
    const start = decodeStart(await readStdin());
    redactor.add([...secretForms(start.credentials), ...useProxySettings().secrets]);
    const authentication = await authenticationOf(start.credentials, start.endpoint.tokenUrl);
    const { manager, runtime } = agentOf(start, authentication, redactor, log);
    onEndSignal((signal) => void runtime.stop(`got ${signal}`));
    await runtime.start();
    tellStarter(READY);
    void runtime.firstLook.then(() => {
        const { trouble } = manager;
        tellStarter(trouble === undefined ? LOOKED : `${LOOKED} ${redactor.clean(trouble.reason)}`);
        leaveStarter();
    });
    await runtime.ended;
    removeTraces(start.address);
}
function agentOf(start, authentication, redactor, log) {
    const { credentials, endpoint, scope, region, apiUrl, minValidityMs, timeoutMs, revoke, address } = start;
    const context = requestContextOf(redactor, log);
    let fault;
    const journal = agentJournal(address.folder, start.journalKey, (because) => {
        if (because !== undefined && because !== fault) {
            log(`The list of tokens to release could not be written (${because}).`);
        }
        fault = because;
    });
    const leases = new Leases(apiUrl, journal, context);
    const client = { endpoint, scope, authentication };
    const settings = { client, region, minValidityMs, timeoutMs, revoke };
    const ports = { leases, context, log, announceRequest: requestMark(address.folder) };
    const manager = new token_manager/* TokenManager */.t(settings, ports);
    if (start.refreshToken !== undefined)
        redactor.add((0,masks/* tokenForms */.py)(start.refreshToken.reveal()));
    manager.use(leases.adopt({ ...start.first, custody: { is: 'shared' } }), start.refreshToken);
    const facts = { clientId: credentials.clientId, place: endpoint.place, apiUrl, lifetimeMs: LONGEST_LIFE_MS };
    const clean = (text) => redactor.clean(text);
    const deadlineOf = (ms) => core_deadline/* Deadline */.B.after(ms, systemClock);
    const debug = start.isDebug ? log : undefined;
    const gateway = lazyGateway({ manager, ports, apiUrl, clean, debug, deadlineOf, port: 0 });
    const runtime = new AgentRuntime(manager, facts, {
        leases,
        context,
        log,
        clean,
        gateway,
        serve: (answer) => serve(address, answer),
        journalFault: () => fault ?? '',
    });
    return { manager, runtime };
}
function requestContextOf(redactor, log) {
    const transport = async (request, timeoutMs, signal) => {
        const { httpTransport } = await __nccwpck_require__.e(/* import() */ 125).then(__nccwpck_require__.bind(__nccwpck_require__, 125));
        return httpTransport(systemClock)(request, timeoutMs, signal);
    };
    return {
        transport: withCleanReplies(transport, (text) => redactor.cleanReply(text)),
        clock: systemClock,
        random: Math.random,
        signal: new AbortController().signal,
        log,
        mask: (forms) => void redactor.add(forms),
        forget: (forms) => redactor.forget(forms),
    };
}

module.exports = __webpack_exports__;
})()
;