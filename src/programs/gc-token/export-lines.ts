import { type OpenedGateway } from '../../agent/gateway-door.ts'
import { gatewayHints, gatewayUrl, gatewayVariables } from '../gateway-variables.ts'

/** A gateway and where it leads. */
export interface GatewayFacts {
  readonly gateway: OpenedGateway
  /** As AWS names it; empty if only URLs are known. */
  readonly region: string
  readonly apiUrl: string
}

/** What a shell has to be told of a gateway: `export` lines, and comments. */
export function exportLines(
  { gateway, region, apiUrl }: GatewayFacts,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const variables = {
    ...gatewayVariables(gateway, environment),
    GENESYSCLOUD_API_URL: gatewayUrl(gateway),
    ...(region === '' ? {} : { GENESYSCLOUD_REGION: region }),
  }
  const lines = [
    `# A gateway to ${apiUrl} until Ctrl-C. What GENESYSCLOUD_ACCESS_TOKEN holds is good on this machine only.`,
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${inShell(value)}`),
    ...gatewayHints(gateway).map((hint) => `# ${hint}`),
  ]
  return `${lines.join('\n')}\n`
}

function inShell(value: string): string {
  return /^[\w.:/,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}
