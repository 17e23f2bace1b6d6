import { AttemptFailed, type Failure } from '../http/retry-decision.ts'

/** GitHub gave no ID token: a failure of the attempt that the token was for, tried again like any other. */
export class IdTokenFailed extends AttemptFailed {
  constructor(failure: Failure, cause: unknown) {
    super({ ...failure, summary: `GitHub's ID token service: ${failure.summary}` }, cause)
  }
}
