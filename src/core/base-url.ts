/**
 * The base URL in `text` without trailing slash, or what is wrong with it: the rest of a sentence that
 * starts with the name of whatever it was read from.
 */
export function parseBaseUrl(text: string): { readonly url: string } | { readonly mistake: string } {
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
  if (url.search !== '' || url.hash !== '') {
    return { mistake: 'contains a query or a fragment. It is the base URL that paths are added to.' }
  }
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, '') }
}

/** True for the hosts that only this machine itself can answer at. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
}
