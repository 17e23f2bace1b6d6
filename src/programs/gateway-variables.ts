import { type OpenedGateway } from '../agent/gateway-door.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Variables that make a program send what is for 127.0.0.1 to a proxy, which cannot reach it. */
const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']

/** What a proxy must not be asked for. */
const LOOPBACK = ['127.0.0.1', 'localhost']

export function gatewayUrl({ port }: Pick<OpenedGateway, 'port'>): string {
  return `http://127.0.0.1:${port}`
}

/**
 * The variables by which programs find a gateway. CX as Code reads the first three, if its provider block has `gateway {}`.
 *
 * @param environment what the programs have already
 */
export function gatewayVariables(gateway: OpenedGateway, environment: Environment): Record<string, string> {
  return {
    GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
    GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
    GENESYSCLOUD_GATEWAY_PORT: String(gateway.port),
    GENESYSCLOUD_ACCESS_TOKEN: gateway.token.reveal(),
    ...exceptions(environment),
  }
}

/** NO_PROXY in both spellings, where a proxy is set: tools differ in which one they read. */
function exceptions(environment: Environment): Record<string, string> {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== ''
  if (!PROXIES.some((name) => isSet(name) || isSet(name.toLowerCase()))) return {}
  const [upper, lower] = [environment['NO_PROXY'] ?? '', environment['no_proxy'] ?? '']
  return {
    NO_PROXY: withLoopback(upper === '' ? lower : upper),
    no_proxy: withLoopback(lower === '' ? upper : lower),
  }
}

function withLoopback(list: string): string {
  const hosts = list.split(',').map((host) => host.trim().toLowerCase())
  if (hosts.includes('*')) return list
  return [list.trim(), ...LOOPBACK.filter((host) => !hosts.includes(host))]
    .filter((part) => part !== '')
    .join(',')
}

/** What only some programs need to be told. */
export function gatewayHints({ port }: Pick<OpenedGateway, 'port'>): string[] {
  return [
    'CX as Code uses the gateway only if its provider block has an empty gateway {}; without it the placeholder goes to the true host, and fails there.',
    `The gc CLI uses it with GENESYSCLOUD_REGION=localhost:${port}.`,
  ]
}
