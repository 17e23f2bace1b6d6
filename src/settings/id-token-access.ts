import { type Secret } from '../core/secret.ts'

/** Where this job gets its ID tokens, and what it has to show for one. */
export interface IdTokenAccess {
  readonly requestUrl: string
  readonly requestToken: Secret
}
