/** Where tokens are asked for. */
export interface TokenEndpoint {
  /** `eu-central-1`, or the login host where no region is known: for sentences. */
  readonly place: string
  readonly tokenUrl: string
}

/** The token endpoint as a user set it: by its base URL, or as a whole. Without a query, which may hold more than a name. */
export interface GivenEndpoint extends TokenEndpoint {
  readonly url: string
  readonly input: 'login-url' | 'token-url'
}

/** By which input, or what it stands for, a user knows the endpoint. */
export function givenUrlOf(tokenUrl: string): Pick<GivenEndpoint, 'url' | 'input'> {
  const base = tokenUrl.replace(/\/oauth\/token$/, '')
  if (base !== tokenUrl) return { url: base, input: 'login-url' }
  return { url: tokenUrl.replace(/\?.*$/, ''), input: 'token-url' }
}
