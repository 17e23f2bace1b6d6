"use strict";
exports.id = 738;
exports.ids = [738];
exports.modules = {

3738:
((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readingAnyProof: () => (readingAnyProof)
});

// UNUSED EXPORTS: ignoredVariables, readingVariables

var masks = __webpack_require__(3406);
var secret = __webpack_require__(3431);
;// CONCATENATED MODULE: ./build/oauth/authentication-methods.js
const authentication_methods_AUTHENTICATION_METHODS = ['basic', 'post', 'private-key-jwt', 'github-oidc'];

var client_credentials = __webpack_require__(4427);
var json = __webpack_require__(6089);
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/oauth/other-key-forms.js
const MAKE_PKCS8 = 'Make PKCS#8 of it: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem';
const MAKE_EC_KEY = 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem';
const MAKE_RSA_KEY = 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out key.pem';
const TAKES = 'It takes RSA from 2048 bits, P-256, P-384, P-521 or Ed25519';
const OTHER_LABELS = {
    'RSA PRIVATE KEY': `is an RSA key in PKCS#1 form (BEGIN RSA PRIVATE KEY). ${MAKE_PKCS8}`,
    'EC PRIVATE KEY': `is an EC key in SEC1 form (BEGIN EC PRIVATE KEY). ${MAKE_PKCS8}`,
    'ENCRYPTED PRIVATE KEY': `is encrypted (BEGIN ENCRYPTED PRIVATE KEY). ${MAKE_PKCS8}`,
    'DSA PRIVATE KEY': otherKey('is a DSA key (BEGIN DSA PRIVATE KEY)'),
    'OPENSSH PRIVATE KEY': `is in OpenSSH's own form (BEGIN OPENSSH PRIVATE KEY), which openssl does not read. Convert a copy of it with ssh-keygen -p -m PKCS8 -f key, or make a new key: ${MAKE_EC_KEY}`,
    'PUBLIC KEY': publicPart('is a public key (BEGIN PUBLIC KEY)'),
    'RSA PUBLIC KEY': publicPart('is a public key (BEGIN RSA PUBLIC KEY)'),
    CERTIFICATE: publicPart('is a certificate (BEGIN CERTIFICATE)'),
    'CERTIFICATE REQUEST': publicPart('is a certificate request (BEGIN CERTIFICATE REQUEST)'),
};
function otherPem(text, blocks) {
    if (blocks.some(({ body }) => body.includes('Proc-Type: 4,ENCRYPTED'))) {
        return `is encrypted (Proc-Type: 4,ENCRYPTED). ${MAKE_PKCS8}`;
    }
    const known = Object.entries(OTHER_LABELS).find(([label]) => blocks.some((block) => block.label === label));
    if (known !== undefined)
        return known[1];
    if (blocks.length > 0)
        return `is a PEM of another kind. It takes a private key. ${MAKE_PKCS8}`;
    if (text.includes('-----BEGIN'))
        return `is an incomplete PEM: the line of its end is missing. ${MAKE_PKCS8}`;
    const bare = text.replace(/\s/g, '');
    if (bare.startsWith('LS0tLS1CRUdJTi')) {
        return 'is a PEM that was encoded in Base64. Decode it: openssl base64 -d -A -in key.b64 -out key.pem';
    }
    return /^[\w+/-]{40,}={0,2}$/.test(bare)
        ? `is Base64 without the lines BEGIN and END. ${MAKE_PKCS8}`
        : `is neither a PEM nor a JWK. It takes PKCS#8. ${MAKE_PKCS8}`;
}
const DAMAGED_PEM = `is a damaged or incomplete PEM (BEGIN PRIVATE KEY). Write it anew: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem`;
function otherJwk({ kty, crv, d, use, keys }) {
    if (Array.isArray(keys))
        return `is a JWK Set. It takes one JWK of it, with its private part, or a PEM. ${MAKE_PKCS8}`;
    if (kty === 'oct')
        return otherKey('is a JWK of a symmetric key (kty: oct)');
    if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') {
        return `is JSON and no JWK of a known kind (kty: RSA, EC or OKP). It takes that, or a PEM. ${MAKE_PKCS8}`;
    }
    if (typeof d !== 'string' || d === '')
        return publicPart('is a JWK of a public key (it has no d)');
    if (use === 'enc')
        return otherKey('is a JWK for encryption (use: enc)');
    const curves = kty === 'EC' ? ['P-256', 'P-384', 'P-521'] : ['Ed25519'];
    if (kty === 'RSA' || curves.some((curve) => curve === crv))
        return undefined;
    const name = ['secp256k1', 'X25519', 'X448', 'Ed448'].find((known) => known === crv) ?? 'another curve';
    return otherKey(`is a JWK on ${name}`);
}
function unreadableJwk({ kty }) {
    const members = kty === 'RSA' ? 'n, e, d, p, q, dp, dq and qi' : 'crv, x, d and, for EC, y';
    return `is a JWK that cannot be read. It has to have ${members}, or be a PEM. ${MAKE_PKCS8}`;
}
const PARTS_OF_TWO_KEYS = `is damaged: its private and its public part do not belong together. Write it anew, whole. ${MAKE_PKCS8}`;
const BROKEN_JSON = `begins like a JWK and is no JSON. Paste it anew, whole, or give a PEM. ${MAKE_PKCS8}`;
function otherAlgorithm(alg, possible) {
    const named = typeof alg === 'string' && /^[A-Z]{2}\d{3}$/.test(alg) ? alg : 'none that this key can do';
    return `is a JWK whose alg is ${named}. Its key signs with ${possible.join(', ')}: correct alg, or leave it out.`;
}
function shortRsaKey(bits) {
    return `is an RSA key of ${bits} bits. It takes 2048 or more. Make one: ${MAKE_RSA_KEY}`;
}
function otherKey(what) {
    return `${what}. ${TAKES}. Make one: ${MAKE_EC_KEY}`;
}
function publicPart(what) {
    return `${what}. It takes the private key of the pair, as PKCS#8: openssl pkcs8 -topk8 -nocrypt -in private.pem -out key.pkcs8.pem`;
}

;// CONCATENATED MODULE: ./build/oauth/private-key.js




const SHORTEST_RSA_BITS = 2048;
const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const EC_ALGORITHMS = {
    prime256v1: ['ES256'],
    secp384r1: ['ES384'],
    secp521r1: ['ES512'],
};
const ED25519_ALGORITHMS = ['EdDSA', 'Ed25519'];
function parsePrivateKey(text) {
    return isJson(text) ? parseJwk(text) : parsePem(text);
}
function parsePem(text) {
    const blocks = pemBlocks(text);
    const [block, another] = blocks.filter(({ label }) => label === 'PRIVATE KEY');
    if (another !== undefined)
        return { mistake: 'holds several private keys. It takes one.' };
    if (block === undefined)
        return { mistake: otherPem(text, blocks) };
    const der = Buffer.from(block.body, 'base64');
    const key = imported(() => (0,external_node_crypto_.createPrivateKey)({ key: der, format: 'der', type: 'pkcs8' }));
    return key === undefined ? { mistake: DAMAGED_PEM } : signingKey(key, {});
}
function pemBlocks(text) {
    const found = withLineBreaks(text).matchAll(/-----BEGIN ([A-Z\d ]+)-----([^]*?)-----END \1-----/g);
    return [...found].map(([, label = '', body = '']) => ({ label, body }));
}
function parseJwk(text) {
    const jwk = (0,json/* parseObject */.l)(text);
    if (jwk === undefined)
        return { mistake: BROKEN_JSON };
    const mistake = otherJwk(jwk);
    if (mistake !== undefined)
        return { mistake };
    const key = imported(() => (0,external_node_crypto_.createPrivateKey)({ key: jwk, format: 'jwk' }));
    return key === undefined ? { mistake: unreadableJwk(jwk) } : signingKey(key, jwk);
}
function signingKey(key, { alg, kid }) {
    const algorithms = algorithmsOf(key);
    if ('mistake' in algorithms)
        return algorithms;
    const algorithm = alg === undefined ? algorithms[0] : algorithms.find((known) => known === alg);
    if (algorithm === undefined)
        return { mistake: otherAlgorithm(alg, algorithms) };
    if (!isPair(key))
        return { mistake: PARTS_OF_TWO_KEYS };
    const id = typeof kid === 'string' && kid !== '' ? kid : undefined;
    return { pkcs8: new secret/* Secret */.z(canonicalPkcs8(key)), algorithm, id };
}
function algorithmsOf({ asymmetricKeyType: kind, asymmetricKeyDetails, }) {
    const { modulusLength = 0, namedCurve = 'a curve without a name' } = asymmetricKeyDetails ?? {};
    if (kind === 'ed25519')
        return ED25519_ALGORITHMS;
    if (kind === 'ec')
        return EC_ALGORITHMS[namedCurve] ?? { mistake: otherKey(`is an EC key on ${namedCurve}`) };
    if (kind !== 'rsa')
        return { mistake: otherKey(`is a key of the kind ${kind ?? 'unknown'}`) };
    return modulusLength < SHORTEST_RSA_BITS ? { mistake: shortRsaKey(modulusLength) } : RSA_ALGORITHMS;
}
function isPair(key) {
    const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
    try {
        return (0,external_node_crypto_.verify)(digest, PROBE, (0,external_node_crypto_.createPublicKey)(key), (0,external_node_crypto_.sign)(digest, PROBE, key));
    }
    catch {
        return false;
    }
}
const PROBE = Buffer.from('a text to sign');
function canonicalPkcs8(key) {
    const complete = (0,external_node_crypto_.createPrivateKey)({ key: key.export({ format: 'jwk' }), format: 'jwk' });
    return complete.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}
function imported(read) {
    try {
        return read();
    }
    catch {
        return undefined;
    }
}
const isJson = (text) => text.trimStart().startsWith('{');
const withLineBreaks = (text) => text.replace(/\\r\\n|\\n|\\r/g, '\n');

;// CONCATENATED MODULE: ./build/oauth/private-key-forms.js



const SHORTEST_LINE = 8;
function privateKeyForms(text) {
    return isJson(text) ? jwkForms(text) : pemForms(text);
}
function pemForms(text) {
    const lines = linesOf(withLineBreaks(text));
    const begin = lines.findIndex((line) => line.startsWith('-----BEGIN'));
    const end = lines.findLastIndex((line) => line.startsWith('-----END'));
    const isOfPem = (index) => begin >= 0 && index >= begin && index <= end;
    const masked = lines.filter((line, index) => line.length >= SHORTEST_LINE || isOfPem(index));
    const block = lines.filter((_, index) => isOfPem(index));
    const body = block.filter((line) => !line.startsWith('-----')).join('');
    const words = text.includes('-----BEGIN') ? (text.match(/[\w+/=]{16,}/g) ?? []) : [];
    const wholes = [block.join('\n'), block.join('\r\n')].flatMap(masks/* maskForms */.ye);
    const forms = [...wholes, ...masked, ...words, block.join('\\n'), block.join('\\r\\n'), ...(0,masks/* maskForms */.ye)(body)];
    const single = lines.length === 1 ? (0,masks/* maskForms */.ye)(text) : [];
    return [...new Set([...single, ...forms])].filter((form) => form !== '');
}
function jwkForms(text) {
    const jwk = (0,json/* parseObject */.l)(text);
    const lines = linesOf(text).filter((line) => line.length >= SHORTEST_LINE);
    if (jwk === undefined)
        return [...lines, ...(text.match(/[\w-]{16,}/g) ?? [])];
    const secrets = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].map((name) => jwk[name]);
    const texts = secrets.filter((value) => typeof value === 'string' && value !== '');
    return [...texts.flatMap(masks/* maskForms */.ye), JSON.stringify(jwk), ...(lines.length === 1 ? lines : [])];
}
const linesOf = (text) => text
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

;// CONCATENATED MODULE: ./build/settings/authentication.js






function readingAnyProof(fields, from, tools) {
    const reading = readingVariables(fields, from, tools);
    const useless = PROOFS.map((proof) => isUseless(proof, tools));
    return { ...reading, rules: [...reading.rules, ...useless, secretInCommon(tools)] };
}
function readingVariables(fields, { source, environment }, tools) {
    const { clientAuthentication, privateKey, privateKeyId, assertionAudience } = fields;
    const isByIdToken = source.text(clientAuthentication).toLowerCase() === 'github-oidc';
    const all = {
        ...fields,
        clientAuthentication: { ...clientAuthentication, parse: tools.oneOf(...authentication_methods_AUTHENTICATION_METHODS) },
        privateKey: { ...privateKey, secretForms: privateKeyForms, parse: (text) => keyIn(text, tools) },
        privateKeyId: { ...privateKeyId, parse: optionalText },
        assertionAudience: { ...assertionAudience, parse: optionalText },
        ...(isByIdToken ? { idTokens: idTokensField(clientAuthentication, environment, tools) } : {}),
    };
    return { fields: all, rules: [keyIsNeeded(tools)], credentialsOf };
}
function ignoredVariables(fields, source) {
    const text = source.text(fields.clientAuthentication).toLowerCase() || 'basic';
    const method = AUTHENTICATION_METHODS.find((known) => known === text);
    if (method === undefined)
        return [];
    const unused = PROOFS.filter((proof) => !isOfUse(proof, method) && source.text(fields[proof]) !== '');
    return unused.map((proof) => source.name(fields[proof]));
}
const optionalText = (text) => (text === '' ? undefined : text);
function keyIn(text, { wrong }) {
    if (text === '')
        return undefined;
    const key = parsePrivateKey(text);
    return 'mistake' in key ? wrong(key.mistake) : key;
}
const SAFE_ADDRESS = /^(?:https:\/\/|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])[:/])[^@]*$/;
function idTokensField({ input = '', variable = '' }, { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '', }, { wrong }) {
    return {
        input,
        variable,
        secretForms: () => (token === '' ? [] : (0,masks/* tokenForms */.py)(token)),
        parse: () => {
            if (url === '' || token === '')
                return wrong(NO_PERMISSION);
            if (URL.canParse(url) && SAFE_ADDRESS.test(url))
                return { requestUrl: url, requestToken: new secret/* Secret */.z(token) };
            return wrong('is github-oidc, but ACTIONS_ID_TOKEN_REQUEST_URL is no https address: something has changed it.');
        },
    };
}
const NO_PERMISSION = `is github-oidc, but this job may not ask for ID tokens (ACTIONS_ID_TOKEN_REQUEST_URL is not set). Outside GitHub Actions there are none. Add these two lines to the job, and what else it needs, since all other permissions then end:
permissions:
  id-token: write`;
const PROOFS = ['secret', 'privateKey', 'privateKeyId', 'assertionAudience'];
function isOfUse(proof, method) {
    const isByAssertion = method === 'private-key-jwt' || method === 'github-oidc';
    if (proof === 'secret')
        return !isByAssertion;
    return proof === 'assertionAudience' ? isByAssertion : method === 'private-key-jwt';
}
const keyIsNeeded = ({ wrong }) => ({
    of: ['privateKey', 'clientAuthentication'],
    check: ({ privateKey, clientAuthentication }) => privateKey === undefined && clientAuthentication === 'private-key-jwt'
        ? wrong('is empty.', 'empty')
        : undefined,
});
const isUseless = (proof, { wrong }) => ({
    of: [proof, 'clientAuthentication'],
    check: ({ clientAuthentication: method }, { name, isGiven }) => isOfUse(proof, method) || !isGiven(proof)
        ? undefined
        : wrong(`is given, but ${name('clientAuthentication')} is ${method}, which has no use for it. Leave one of them out.`),
});
const secretInCommon = ({ wrong }) => ({
    of: ['clientAuthentication'],
    check: ({ clientAuthentication: method, share }) => method === 'github-oidc' && (share === 'run' || share === 'repository')
        ? wrong(`is github-oidc, but share is ${share}: jobs share what only they can open, and have no secret in common then. Set share to none, or use private-key-jwt.`)
        : undefined,
});
function credentialsOf(values) {
    const { clientAuthentication: method, clientId, secret, privateKey, privateKeyId, idTokens } = values;
    const audience = values.assertionAudience;
    if (method === 'basic' || method === 'post')
        return (0,client_credentials/* secretCredentials */.X1)(method, clientId, secret);
    if (method === 'github-oidc' && idTokens !== undefined)
        return { method, clientId, ...idTokens, audience };
    if (method === 'private-key-jwt' && privateKey !== undefined) {
        return { method, clientId, key: { ...privateKey, id: privateKeyId ?? privateKey.id }, audience };
    }
    throw new Error(`There is nothing to prove the client with by ${method}.`);
}


})

};
;