// @actions/core loads its OIDC client at start, for getIDToken() alone, which this project never calls:
// it asks for ID tokens itself (src/adapters/id-token.ts), under the deadline of the step and with its own
// retries. With what the client imports in turn it is 6 kB in each bundle. See docs/adr/0001-leave-out-unused-dependencies.md.
export class OidcClient {
  static getIDToken() {
    throw new Error(
      'the OIDC client is left out of this bundle: see docs/adr/0001-leave-out-unused-dependencies.md',
    )
  }
}
