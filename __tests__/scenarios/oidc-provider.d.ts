/** The part of oidc-provider that its tests here use; the package has no types of its own. */
declare module 'oidc-provider' {
  import { type RequestListener } from 'node:http'

  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    callback(): RequestListener
    readonly ClientCredentials: { find(token: string): Promise<{ destroy(): Promise<void> } | undefined> }
  }

  export const errors: { readonly InvalidClientAuth: new (detail: string) => Error }
}
