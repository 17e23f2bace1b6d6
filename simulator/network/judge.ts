import { createHash, timingSafeEqual } from 'node:crypto'
import type { Routes } from './route.ts'

/** What a client must present in Proxy-Authorization. */
export interface ProxyCredentials {
  readonly user: string
  readonly password: string
}

/** How a client asks: for a tunnel, or with a whole URL in its first line. */
export type ProxyForm = 'connect' | 'absolute'

/** What the proxy was asked for, and what it says to that. */
export type Verdict = {
  readonly form: ProxyForm
  /** Empty if the request could not be understood. */
  readonly host: string
} & (
  | { readonly status: 400 | 403 | 407 }
  /** Allowed, and where on loopback it goes. */
  | { readonly status: 200; readonly port: number }
)

/** Decides on one request: credentials first, then whether the way there is known. */
export function judge(
  parts: { readonly routes: Routes; readonly credentials: ProxyCredentials | undefined },
  form: ProxyForm,
  url: string,
  authorization: string | undefined,
): Verdict {
  const target = URL.parse(url)
  if (target === null) return { form, host: '', status: 400 }
  const host = target.hostname
  if (!isAuthorized(parts.credentials, authorization)) return { form, host, status: 407 }
  const port = parts.routes.get(host)
  const isHttps = target.protocol === 'https:' && target.port === ''
  return port === undefined || !isHttps ? { form, host, status: 403 } : { form, host, status: 200, port }
}

function isAuthorized(credentials: ProxyCredentials | undefined, authorization: string | undefined): boolean {
  if (credentials === undefined) return true
  const encoded = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
  const given = Buffer.from(encoded, 'base64')
  const expected = Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8')
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
