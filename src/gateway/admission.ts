import { isSameText } from '../core/same-text.ts'
import { type Secret } from '../core/secret.ts'
import { headerValues, type RawHeaders } from './message-headers.ts'
import { type Refusal } from './own-answer.ts'

/**
 * Whether a request may come from a program of this job, by its headers alone; `undefined` if so. A web page reaches loopback
 * too: by a name that it lets point there (`Host`), or straight (`Origin`, `Sec-Fetch-Site`).
 */
export function strangerRefusal(headers: RawHeaders, port: number): Refusal | undefined {
  const [host = '', ...furtherHosts] = headerValues(headers, 'host')
  if (furtherHosts.length > 0) return refusal(400, 'host', 'the request has more than one Host header.')
  if (!hostsOf(port).includes(host.toLowerCase())) {
    return refusal(403, 'host', `only 127.0.0.1:${port} and localhost:${port} are served.`)
  }
  if (headerValues(headers, 'origin').length > 0) return refusal(403, 'origin', WEB_PAGE)
  // A page of another port of this machine is of the same site. Only an address that was typed has "none".
  const isOwnSite = (site: string): boolean => ['none', 'same-origin'].includes(site.trim().toLowerCase())
  if (!headerValues(headers, 'sec-fetch-site').every(isOwnSite)) return refusal(403, 'origin', WEB_PAGE)
  return undefined
}

const WEB_PAGE = 'requests of web pages are not served.'

function hostsOf(port: number): string[] {
  const names = ['127.0.0.1', 'localhost']
  return names.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])])
}

/** What a caller has to present. */
export interface Keys {
  readonly placeholder: Secret
  /** Real tokens that stand in an environment in place of the placeholder. */
  readonly passedTokens: readonly Secret[]
}

/** The refusal of a request that does not bear the placeholder, with the scheme `Bearer` or bare. */
export function bearerRefusal(headers: RawHeaders, keys: Keys): Refusal | undefined {
  const [authorization] = headerValues(headers, 'authorization')
  if (authorization === undefined) {
    return refusal(
      401,
      'authentication.required',
      'the request has no Authorization header with the placeholder.',
    )
  }
  const credential = authorization.trim().replace(/^bearer +/i, '')
  if (isKey(credential, keys)) return undefined
  return refusal(401, 'bad.credentials', 'what Authorization holds is not the placeholder of this gateway.')
}

/** Whether `text` is one of the keys; takes as long for any text. */
export function isKey(text: string, { placeholder, passedTokens }: Keys): boolean {
  return [placeholder, ...passedTokens].map((key) => isSameText(text, key.reveal())).includes(true)
}

function refusal(status: number, code: string, message: string): Refusal {
  return { status, code: `gateway.${code}`, message }
}
