import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { createCertificateAuthority } from './certificates.ts'
import type { ProxyCredentials, Verdict } from './judge.ts'
import { startProxy } from './proxy.ts'
import { type GenesysHosts, routesTo } from './route.ts'

export type { ProxyCredentials, Verdict } from './judge.ts'
export type { GenesysHosts } from './route.ts'

/** How to reach the simulated Genesys Cloud as if it were the real one. */
export interface NetworkOptions {
  /** One for all 18 regions, or one for each domain; hosts of other domains are refused. */
  readonly genesys: GenesysHosts | ReadonlyMap<string, GenesysHosts>
  /** Other hosts of the outside world, such as api.github.com, and the base URL that stands in for each. */
  readonly otherHosts?: Readonly<Record<string, string>>
  /** Where the certificate of the private authority is written. */
  readonly folder: string
  /** Without them the proxy serves everybody. */
  readonly credentials?: ProxyCredentials
}

/** A company's network on loopback: a proxy that alone leads outside, and TLS under the company's own CA. */
export interface Network {
  /** With the credentials in it, where there are any. */
  readonly proxyUrl: string
  /** PEM, for NODE_EXTRA_CA_CERTS and its like. */
  readonly caFile: string
  /** What a self-hosted runner in this network has in its environment. */
  readonly environment: Readonly<Record<string, string>>
  /** Every request to the proxy, in order, refusals included. */
  readonly requests: readonly Verdict[]
  /** The hosts that were asked for, in order, once per request or tunnel. */
  readonly hosts: readonly string[]
  close(): Promise<void>
}

/** Starts the network. Nothing in it ever leaves loopback. */
export async function startNetwork({
  genesys,
  otherHosts,
  folder,
  credentials,
}: NetworkOptions): Promise<Network> {
  const routes = routesTo(genesys, otherHosts)
  const authority = await createCertificateAuthority()
  const caFile = join(folder, 'company-ca.pem')
  await writeFile(caFile, authority.certificate)
  const secureContext = createSecureContext(await authority.issue([...routes.keys()]))
  const proxy = await startProxy({ routes, secureContext, credentials })
  const proxyUrl = `http://${userInfo(credentials)}127.0.0.1:${proxy.port}`
  return {
    proxyUrl,
    caFile,
    environment: environmentFor(proxyUrl, caFile),
    requests: proxy.requests,
    get hosts() {
      return proxy.requests.map(({ host }) => host)
    },
    close: () => proxy.close(),
  }
}

function userInfo(credentials: ProxyCredentials | undefined): string {
  if (credentials === undefined) return ''
  return `${encodeURIComponent(credentials.user)}:${encodeURIComponent(credentials.password)}@`
}

/** Both letter cases, because every tool reads another one. */
function environmentFor(proxyUrl: string, caFile: string): Record<string, string> {
  const loopback = 'localhost,127.0.0.1,::1'
  return {
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    HTTP_PROXY: proxyUrl,
    http_proxy: proxyUrl,
    NO_PROXY: loopback,
    no_proxy: loopback,
    NODE_EXTRA_CA_CERTS: caFile,
    CURL_CA_BUNDLE: caFile,
    SSL_CERT_FILE: caFile,
    REQUESTS_CA_BUNDLE: caFile,
  }
}
