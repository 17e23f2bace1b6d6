import { checkBypass, getProxyUrl } from '@actions/http-client/lib/proxy'
import { type ProxyUse } from '../../doctor/given.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The proxy that the HTTP client uses for `url`, by its own reading of the variables. */
export function proxyFor(url: string): URL | undefined {
  try {
    return getProxyUrl(new URL(url))
  } catch {
    // A variable that cannot be read is told by the settings of the proxy.
    return undefined
  }
}

/** How requests to `url` leave this machine. */
export function proxyUseFor(url: string | undefined, environment: Environment): ProxyUse {
  if (url === undefined) return { is: 'direct' }
  const target = new URL(url)
  const names = target.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY']
  const variable = names.find((name) => (environment[name] ?? '') !== '')
  const text = variable === undefined ? '' : (environment[variable] ?? '')
  if (variable === undefined || !URL.canParse(text)) return { is: 'direct' }
  const proxy = new URL(text).host
  if (!checkBypass(target)) return { is: 'proxy', proxy, variable }
  // Loopback hosts go without in any case: NO_PROXY says nothing of them.
  const exceptions = environment['no_proxy'] || environment['NO_PROXY'] || ''
  return exceptions === '' ? { is: 'direct' } : { is: 'excepted', proxy, variable }
}
