import { REGIONS } from '../../genesys/region.ts'
import { type OpenedGateway } from '../../agent/gateway-door.ts'
import { type ServedToken } from '../../lease/token-source.ts'
import { gatewayUrl, gatewayVariables } from '../gateway-variables.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What a command does not need any more when it has a token, unless it asks for tokens itself. */
const CREDENTIALS = ['GENESYSCLOUD_OAUTHCLIENT_SECRET', 'GENESYSCLOUD_PRIVATE_KEY'] as const

/** What a command is given besides a token. */
export interface Handed {
  /** Whether client secret and key stay: Archy logs in itself. */
  readonly keepsCredentials: boolean
  readonly gateway: OpenedGateway | undefined
}

/**
 * What a command gets to see: a token and its place in the names that CX as Code and the `gc` CLI read. The region stays as the caller
 * has set it, in the form that the command wants.
 *
 * @param gateway through which the command is to send its requests, if it is to
 */
export function commandEnvironment(
  inherited: Environment,
  { value, region, apiUrl }: ServedToken,
  { keepsCredentials, gateway }: Handed,
): Record<string, string | undefined> {
  const domain = REGIONS.find(({ name }) => name === region)?.domain
  const isRegionSet = (inherited['GENESYSCLOUD_REGION'] ?? '') !== ''
  return {
    ...inherited,
    ...(keepsCredentials ? {} : Object.fromEntries(CREDENTIALS.map((name) => [name, undefined]))),
    GENESYSCLOUD_ACCESS_TOKEN: value.reveal(),
    GENESYSCLOUD_API_URL: apiUrl,
    ...(gateway === undefined
      ? {}
      : { GENESYSCLOUD_API_URL: gatewayUrl(gateway), ...gatewayVariables(gateway, inherited) }),
    ...(domain === undefined ? {} : { GENESYSCLOUD_DOMAIN: domain }),
    ...(region === '' || isRegionSet ? {} : { GENESYSCLOUD_REGION: region }),
  }
}
