/** What is wrong with a URL: the rest of a sentence that starts with the name of whatever it was read from. */
interface Wrong {
  readonly mistake: string
}

/** The base URL in `text` without trailing slash. */
export function parseBaseUrl(text: string): { readonly url: string } | Wrong {
  const parsed = parseUrl(text)
  if ('mistake' in parsed) return parsed
  const { origin, pathname, search, hash } = parsed
  if (search !== '' || hash !== '') {
    return { mistake: 'contains a query or a fragment. It is the base URL that paths are added to.' }
  }
  return { url: `${origin}${pathname}`.replace(/\/+$/, '') }
}

/** The URL in `text` as it is, for requests to be sent to. It may have a query (RFC 6749, section 3.2). */
export function parseEndpointUrl(text: string): { readonly url: string } | Wrong {
  const parsed = parseUrl(text)
  if ('mistake' in parsed) return parsed
  if (parsed.hash !== '') return { mistake: 'contains a fragment, which is never sent. Take it out.' }
  return { url: parsed.href }
}

function parseUrl(text: string): URL | Wrong {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.hostname === '') {
    return {
      mistake: 'is not a URL. Write it with its scheme, as in https://gateway.example.com/genesys.',
    }
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return {
      mistake: 'does not start with https://. Credentials only go over TLS; http is for loopback hosts.',
    }
  }
  if (url.username !== '' || url.password !== '') {
    return { mistake: 'contains a user or password. Take them out: they would show up in logs.' }
  }
  return url
}

/** True for the hosts that only this machine itself can answer at. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
}
