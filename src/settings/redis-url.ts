import { Secret } from '../core/secret.ts'

/** Where a Redis is and how to log in. */
export interface RedisTarget {
  readonly host: string
  readonly port: number
  readonly isTls: boolean
  readonly username: string | undefined
  readonly password: Secret | undefined
  readonly database: number
}

const DEFAULT_PORT = 6379

/**
 * `redis://[[user]:password@]host[:port][/database]`, or `rediss://` for TLS. What is wrong comes back as a clause
 * that quotes nothing: the text may hold a password.
 */
export function parseRedisUrl(text: string): RedisTarget | { readonly mistake: string } {
  const url = URL.parse(text)
  if (hasRawDelimiter(text)) {
    return { mistake: 'has a #, / or ? in its user or password; write %23 for #, %2F for / and %3F for ?' }
  }
  if (url === null || (url.protocol !== 'redis:' && url.protocol !== 'rediss:') || url.hostname === '') {
    return { mistake: 'is not a URL of the form rediss://user:password@redis.example.com:6379/0' }
  }
  if (url.search !== '' || url.hash !== '') {
    return { mistake: 'contains a query or a fragment' }
  }
  const database = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1]
  if (database === undefined) return { mistake: 'has a path that is not the number of a database' }
  const username = decode(url.username)
  const password = decode(url.password)
  if (username === undefined || password === undefined) {
    return { mistake: 'has a % in its user or password that is not escaped; write % itself as %25' }
  }
  if (username !== '' && password === '') {
    return { mistake: 'has a user without a password; a password alone is written redis://:password@host' }
  }
  return {
    // URL puts an IPv6 address in brackets; sockets want it bare.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    isTls: url.protocol === 'rediss:',
    username: username === '' ? undefined : username,
    password: password === '' ? undefined : new Secret(password),
    database: Number(database),
  }
}

/** The texts in a `redis-url` that no log may show, to be masked before anything is made of it. */
export function secretsInRedisUrl(text: string): string[] {
  const typed = userInformation(text).replace(/^[^:]*:/, '')
  const written = URL.parse(text)?.password ?? ''
  const meant = decode(written) ?? ''
  return [...new Set([meant, written, typed])].filter((form) => form !== '')
}

/** What a person means by user and password, whatever a URL ends them at: all up to the last `@`. */
function userInformation(text: string): string {
  return /^rediss?:\/\/(.*)@/is.exec(text)?.[1] ?? ''
}

/** RFC 3986, section 3.2: these end the part of a URL that has the user, so that a password with one is cut off there. */
const hasRawDelimiter = (text: string): boolean => /[/?#]/.test(userInformation(text))

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
