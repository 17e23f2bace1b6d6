/** The part of a simulated Genesys Cloud that the network needs to find it. */
export interface GenesysHosts {
  readonly loginUrl: string
  readonly apiUrl: string
}

/** Host names of the outside world and the loopback port that stands in for each. */
export type Routes = ReadonlyMap<string, number>

/** One Genesys Cloud for every public region, or one for each domain that is named. */
export function routesTo(
  genesys: GenesysHosts | ReadonlyMap<string, GenesysHosts>,
  otherHosts: Readonly<Record<string, string>> = {},
): Routes {
  const byDomain =
    'loginUrl' in genesys ? new Map(GENESYS_CLOUD_DOMAINS.map((domain) => [domain, genesys])) : genesys
  const routes = new Map<string, number>()
  for (const [domain, { loginUrl, apiUrl }] of byDomain) {
    routes.set(`login.${domain}`, loopbackPort(loginUrl))
    routes.set(`api.${domain}`, loopbackPort(apiUrl))
  }
  for (const [host, url] of Object.entries(otherHosts)) routes.set(host, loopbackPort(url))
  return routes
}

/** TLS is the network's own work, and a region has no path prefix. */
function loopbackPort(url: string): number {
  const { protocol, hostname, port, pathname } = new URL(url)
  if (protocol !== 'http:' || hostname !== '127.0.0.1' || pathname !== '/') {
    throw new Error(`The network leads to plain http on 127.0.0.1 without a path prefix, not to ${url}.`)
  }
  return Number(port)
}

/** The base domains of the 18 public regions; a copy of its own, so that it can bear witness against the action's. */
export const GENESYS_CLOUD_DOMAINS: readonly string[] = [
  'mypurecloud.com',
  'use2.us-gov-pure.cloud',
  'usw2.pure.cloud',
  'cac1.pure.cloud',
  'sae1.pure.cloud',
  'mxc1.pure.cloud',
  'mypurecloud.ie',
  'euw2.pure.cloud',
  'mypurecloud.de',
  'euc2.pure.cloud',
  'edee1.eusc-pure.cloud',
  'mec1.pure.cloud',
  'aps1.pure.cloud',
  'apse1.pure.cloud',
  'mypurecloud.com.au',
  'mypurecloud.jp',
  'apne2.pure.cloud',
  'apne3.pure.cloud',
]
