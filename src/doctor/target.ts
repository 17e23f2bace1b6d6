/** One of the two hosts. */
export type HostRole = 'login' | 'api'

/** A host to look at. */
export interface Target {
  readonly role: HostRole
  readonly url: string
  /** An IPv6 address stands here without brackets. */
  readonly host: string
  readonly port: number
  readonly isTls: boolean
}

/** The host behind a URL, as connections are opened to it. */
export function targetOf(role: HostRole, url: string): Target {
  const { hostname, port, protocol } = new URL(url)
  const isTls = protocol === 'https:'
  return {
    role,
    url,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (isTls ? 443 : 80) : Number(port),
    isTls,
  }
}
