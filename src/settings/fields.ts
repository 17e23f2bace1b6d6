import { basicCredentialForms, maskForms } from '../core/masks.ts'
import { type ClientCredentials, type SigningKey } from '../oauth/client-credentials.ts'
import {
  clientId,
  flag,
  numberOfJobs,
  oneOf,
  optionalBaseUrl,
  optionalEndpointUrl,
  optionalRedisUrl,
  optionalText,
  organizationId,
  permissions,
  region,
  seconds,
  secret,
  wholeNumber,
} from './parsers.ts'
import { type IdTokenAccess } from './id-token-access.ts'
import { Mistake, type Field } from './reader.ts'
import { secretsInRedisUrl } from './redis-url.ts'

/** The longest life that Genesys Cloud gives a token, to clients for SCIM: 450 days. */
const LONGEST_VALIDITY_SECONDS = 38_880_000

/** Keeps the type of each parser: a table of `Field<unknown>` would lose it. */
export const field = <Value>(definition: Field<Value>): Field<Value> => definition

/** A field that other code reads, where something is given. */
const unread = <Value>(input: string, variable: string): Field<Value | undefined> => ({
  input,
  variable,
  parse: (text) => (text === '' ? undefined : new Mistake('is not read here.')),
})

const CLIENT_ID = field({
  input: 'client-id',
  variable: 'GENESYSCLOUD_OAUTHCLIENT_ID',
  parse: clientId,
})

/** What every action and `gc-token` have to know. The variables are those that CX as Code and the `gc` CLI read too. */
export const CLIENT_FIELDS = {
  clientId: CLIENT_ID,
  secret: field({
    input: 'client-secret',
    variable: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
    parse: secret,
    secretForms: (text, source) => [
      ...maskForms(text),
      ...basicCredentialForms(source.text(CLIENT_ID), text),
    ],
  }),
  // Where these say more than the default, `readingOf` puts in what reads them: it is loaded only then.
  clientAuthentication: field<ClientCredentials['method']>({
    ...unread('client-auth', 'GENESYSCLOUD_CLIENT_AUTH'),
    default: 'basic',
    parse: oneOf('basic'),
  }),
  privateKey: unread<SigningKey>('private-key', 'GENESYSCLOUD_PRIVATE_KEY'),
  idTokens: field<IdTokenAccess | undefined>({ parse: () => undefined }),
  privateKeyId: unread<string>('private-key-id', 'GENESYSCLOUD_PRIVATE_KEY_ID'),
  assertionAudience: unread<string>('assertion-audience', 'GENESYSCLOUD_ASSERTION_AUDIENCE'),
  region: field({ input: 'region', variable: 'GENESYSCLOUD_REGION', parse: region }),
  loginUrl: field({ input: 'login-url', variable: 'GENESYSCLOUD_LOGIN_URL', parse: optionalBaseUrl }),
  tokenUrl: field({ input: 'token-url', variable: 'GENESYSCLOUD_TOKEN_URL', parse: optionalEndpointUrl }),
  apiUrl: field({ input: 'api-url', variable: 'GENESYSCLOUD_API_URL', parse: optionalBaseUrl }),
}

export const TIMEOUT = field({ input: 'timeout-seconds', default: '120', parse: seconds(1, 3600) })

/** The inputs of revoke/action.yml. */
export const REVOKE_FIELDS = {
  ...CLIENT_FIELDS,
  scope: field({ input: 'scope', parse: optionalText }),
  share: field({ input: 'share', default: 'run', parse: oneOf('none', 'run', 'repository') }),
  redis: field({
    input: 'redis-url',
    parse: optionalRedisUrl,
    secretForms: (text) => secretsInRedisUrl(text).flatMap(maskForms),
  }),
  shareKey: field({ input: 'share-key', parse: optionalText }),
  timeoutMs: TIMEOUT,
}

/** The inputs of action.yml. */
export const TOKEN_FIELDS = {
  ...CLIENT_FIELDS,
  scope: REVOKE_FIELDS.scope,
  organizationId: field({
    input: 'organization-id',
    variable: 'GENESYSCLOUD_ORGANIZATION_ID',
    parse: organizationId,
  }),
  share: { ...REVOKE_FIELDS.share, default: 'none' },
  redis: REVOKE_FIELDS.redis,
  shareKey: REVOKE_FIELDS.shareKey,
  minValidityMs: field({
    input: 'min-validity-seconds',
    default: '300',
    parse: seconds(0, LONGEST_VALIDITY_SECONDS),
  }),
  keepFresh: field({ input: 'keep-fresh', default: 'false', parse: flag }),
  gateway: field({ input: 'gateway', default: 'false', parse: flag }),
  gatewayTokens: field({ input: 'gateway-tokens', default: '1', parse: wholeNumber(1, 10) }),
  gatewayPassToken: field({ input: 'gateway-pass-token', default: 'false', parse: flag }),
  exportEnvironment: field({ input: 'export-env', default: 'false', parse: flag }),
  revoke: field({ input: 'revoke', default: 'true', parse: flag }),
  timeoutMs: TIMEOUT,
  summary: field({ input: 'summary', default: 'false', parse: flag }),
  requiredPermissions: field({ input: 'require-permissions', parse: permissions }),
  doctor: field({ input: 'doctor', default: 'false', parse: oneOf('false', 'on-failure', 'true') }),
  matrixSize: field({ input: 'matrix-size', default: '${{ strategy.job-total }}', parse: numberOfJobs }),
}

/** What code that is loaded late takes from here (`ReadingTools`). */
export const READING_TOOLS = { wrong: (rest: string, what?: 'empty') => new Mistake(rest, what), oneOf }
