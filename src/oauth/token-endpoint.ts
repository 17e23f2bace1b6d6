/** Where tokens are asked for. */
export interface TokenEndpoint {
  /** `eu-central-1`, or the login host where no region is known: for sentences. */
  readonly place: string
  readonly tokenUrl: string
}
