import { type ActionError } from '../../core/errors.ts'
import { type TokenLease } from '../../lease/token-lease.ts'

/** Doctor as main uses it: a port, since most steps never load it. */
export interface StepDoctor {
  /** After a failure: the error with what doctor finds as a further cause; its report comes behind the error. */
  readonly explain: (error: ActionError) => Promise<ActionError>
  /** After the outputs; `undefined` where that is not asked for. */
  readonly examine: ((lease: TokenLease) => Promise<void>) | undefined
}
