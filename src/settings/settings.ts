import { type Permission } from '../genesys/permissions.ts'
import { type Region } from '../genesys/region.ts'
import { type ClientCredentials } from '../oauth/client-credentials.ts'
import { REVOKE_FIELDS, TOKEN_FIELDS, type CLIENT_FIELDS } from './fields.ts'
import { read, type Source, type Values } from './reader.ts'
import { type Reading } from './client-reading.ts'
import { readingBasic } from './reading.ts'
import { type RedisTarget } from './redis-url.ts'
import { SHARING_RULES } from './rules.ts'

/** What tells an OAuth client and its two hosts. */
export interface ClientSettings {
  readonly credentials: ClientCredentials
  /** `undefined` if only URLs were given. */
  readonly region: Region | undefined
  /** Without trailing slash, as is `apiUrl`. Empty if only `token-url` says where tokens are issued. */
  readonly loginUrl: string
  /** Where tokens are asked for: the whole URL. */
  readonly tokenUrl: string
  readonly apiUrl: string
}

/** Everything that a use of revoke/action.yml may set, checked. */
export interface RevokeSettings extends ClientSettings {
  readonly scope: string | undefined
  readonly share: Share
  /** The store of the shared token; `undefined` for the Actions cache service. */
  readonly redis: RedisTarget | undefined
  /** Only jobs with the same key share. */
  readonly shareKey: string | undefined
  readonly timeoutMs: number
}

/** Everything that a use of action.yml may set, checked. */
export interface Settings extends RevokeSettings {
  readonly organizationId: string | undefined
  readonly minValidityMs: number
  readonly keepFresh: boolean
  readonly gateway: boolean
  /** How many tokens the gateway may hold at once. */
  readonly gatewayTokens: number
  /** Whether `exportEnvironment` hands out the real token beside the gateway. */
  readonly gatewayPassToken: boolean
  readonly exportEnvironment: boolean
  readonly revoke: boolean
  readonly summary: boolean
  readonly requiredPermissions: readonly Permission[]
  /** When doctor runs. */
  readonly doctor: 'false' | 'on-failure' | 'true'
  /** How many jobs may ask at once; `undefined` if that is not known. */
  readonly matrixSize: number | undefined
}

/** With which jobs a token is shared. */
export type Share = 'none' | 'run' | 'repository'

/**
 * The settings of the token action.
 *
 * @param others what is wrong outside the inputs, to be told in the same error
 * @param reading how the client proves itself (`readingOf`)
 * @throws ActionError SETTINGS_INVALID that names every mistake at once
 */
export function readSettings(
  source: Source,
  others: readonly string[] = [],
  reading = readingBasic(TOKEN_FIELDS),
): Settings {
  const values = read(reading.fields, [...SHARING_RULES, ...reading.rules], source, others)
  const { organizationId, minValidityMs, exportEnvironment, revoke, summary, matrixSize } = values
  const { gateway, gatewayTokens, gatewayPassToken, requiredPermissions, doctor } = values
  return {
    ...revokeSettings(values, reading),
    organizationId,
    minValidityMs,
    // A gateway is a part of the agent.
    keepFresh: values.keepFresh || gateway,
    gateway,
    gatewayTokens,
    gatewayPassToken,
    exportEnvironment,
    revoke,
    summary,
    requiredPermissions,
    doctor,
    matrixSize,
  }
}

/** Says which inputs of the gateway are set for nothing; `undefined` if none is. They are no mistakes: whatever they say, nothing follows. */
export function describeIdleInputs({
  gateway,
  gatewayTokens,
  gatewayPassToken,
}: Pick<Settings, 'gateway' | 'gatewayTokens' | 'gatewayPassToken'>): string | undefined {
  const idle = [
    ...(gatewayTokens > 1 ? ['gateway-tokens'] : []),
    ...(gatewayPassToken ? ['gateway-pass-token'] : []),
  ]
  if (gateway || idle.length === 0) return undefined
  const [are, them] = idle.length > 1 ? ['are', 'them'] : ['is', 'it']
  return `${idle.join(' and ')} ${are} ignored, since there is no gateway: set gateway to true, or leave ${them} out.`
}

/**
 * The settings of the action in `revoke/`.
 *
 * @throws ActionError SETTINGS_INVALID that names every mistake at once
 */
export function readRevokeSettings(
  source: Source,
  others: readonly string[] = [],
  reading = readingBasic(REVOKE_FIELDS),
): RevokeSettings {
  const values = read(reading.fields, [...SHARING_RULES, ...reading.rules], source, others)
  return revokeSettings(values, reading)
}

function revokeSettings(
  values: Values<typeof REVOKE_FIELDS>,
  reading: Pick<Reading<unknown>, 'credentialsOf'>,
): RevokeSettings {
  const { scope, share, redis, shareKey, timeoutMs } = values
  return { ...clientSettings(values, reading), scope, share, redis, shareKey, timeoutMs }
}

/** The client with the URLs that its region stands for, unless they were given: rules see to it that one of both was. */
export function clientSettings(
  values: Values<typeof CLIENT_FIELDS>,
  { credentialsOf }: Pick<Reading<unknown>, 'credentialsOf'>,
): ClientSettings {
  const { region, apiUrl } = values
  const domain = region?.domain ?? ''
  const loginUrl = values.loginUrl ?? (domain === '' ? '' : `https://login.${domain}`)
  return {
    credentials: credentialsOf(values),
    region,
    loginUrl,
    tokenUrl: values.tokenUrl ?? `${loginUrl}/oauth/token`,
    apiUrl: apiUrl ?? `https://api.${domain}`,
  }
}
