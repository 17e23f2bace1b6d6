import { type Deadline } from '../core/deadline.ts'
import { type ActionError } from '../core/errors.ts'
import { type Secret } from '../core/secret.ts'
import { type EpochMs } from '../core/time.ts'

/** The token that is looked at. */
export type ExaminedToken =
  | {
      readonly is: 'valid'
      readonly value: Secret
      readonly expiresAt: EpochMs
      /** Its whole life; `undefined` where only its end is known. */
      readonly lifetimeMs: number | undefined
      /** `The agent has a token`: how the sentence about it begins. */
      readonly origin: string
    }
  /** It was asked for, and is not there. */
  | { readonly is: 'refused'; readonly error: ActionError }
  /** @property because one sentence */
  | { readonly is: 'not-asked-for'; readonly because: string }

/** Where the token comes from. */
export interface TokenToExamine {
  /** Its host has to be in order before it is asked. */
  readonly needsEndpoint: boolean
  readonly get: (deadline: Deadline) => Promise<ExaminedToken>
}
