// @actions/core loads its OIDC client at start, for getIDToken() alone, which this project never calls:
// Genesys Cloud trusts no issuer. With what it imports in turn it is 6 kB in each bundle, and code that
// asks for tokens of another kind. See docs/adr/0001-leave-out-unused-dependencies.md.
export class OidcClient {
  static getIDToken() {
    throw new Error(
      'the OIDC client is left out of this bundle: see docs/adr/0001-leave-out-unused-dependencies.md',
    )
  }
}
