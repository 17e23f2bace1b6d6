/** What `@actions/http-client` reads, in its order: lower case wins. */
const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const

type Environment = Readonly<Record<string, string | undefined>>

/** What the proxy variables come to: the passwords in them, to be masked, and what is wrong with them. */
export interface ProxySettings {
  readonly secrets: readonly string[]
  /** A sentence for each variable that cannot be used; none of them quotes a value. */
  readonly mistakes: readonly string[]
  /** The variables whose value has to be written another way for `@actions/http-client` to use it; empty: to be unset. */
  readonly corrections: Readonly<Record<string, string>>
}

/**
 * Reads the proxy variables before the HTTP client does: a value that cannot be parsed would make it
 * connect directly without a word, and a password in one belongs among the masks.
 */
export function readProxySettings(environment: Environment = process.env): ProxySettings {
  const secrets: string[] = []
  const mistakes: string[] = []
  const corrections: Record<string, string> = {}
  for (const name of PROXY_VARIABLES) {
    const value = environment[name]?.trim() ?? ''
    // As curl has it, `proxy.example.com:8080` is a proxy; http-client takes that for a URL without a host.
    const text = value === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`
    if (text !== (environment[name] ?? '')) corrections[name] = text
    if (text === '') continue
    const url = URL.canParse(text) ? new URL(text) : null
    // Before it is judged: a variable that cannot be used is in the environment of every later step all the same.
    if (url !== null) secrets.push(...passwordsIn(url))
    const mistake = mistakeIn(url)
    if (mistake !== undefined) {
      mistakes.push(
        `${name} is no proxy URL: ${mistake}. It looks like http://user:password@proxy.example.com:8080.`,
      )
    }
  }
  return { secrets: [...new Set(secrets)], mistakes, corrections }
}

/** Reads the proxy variables and corrects those that the HTTP client, which reads them again, would misunderstand. */
export function useProxySettings(): ProxySettings {
  const settings = readProxySettings()
  for (const [name, value] of Object.entries(settings.corrections)) {
    if (value === '') Reflect.deleteProperty(process.env, name)
    else process.env[name] = value
  }
  return settings
}

function mistakeIn(url: URL | null): string | undefined {
  if (url === null || url.hostname === '') return 'it cannot be parsed'
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return 'only http and https proxies are supported'
  if (decode(url.username) === undefined || decode(url.password) === undefined) {
    return 'a % in its user or password is not followed by two hexadecimal digits; write % itself as %25'
  }
  return undefined
}

function passwordsIn(url: URL): string[] {
  if (url.password === '') return []
  const user = decode(url.username) ?? url.username
  const password = decode(url.password) ?? url.password
  // The Basic credential of the proxy is what travels: only the HTTP client builds it.
  const credential = Buffer.from(`${user}:${password}`, 'utf8').toString('base64')
  return [password, url.password, credential]
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
