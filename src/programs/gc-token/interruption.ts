/** Signals that come while a token is waited for. */
export interface Interruption {
  /** Is aborted by the first one. */
  readonly signal: AbortSignal
  /** Rejects when one comes; never resolves. */
  readonly comes: Promise<never>
  /** What the process ends with for the one that came; `undefined` if none did. */
  readonly exitCode: () => number | undefined
  /** From now on signals are not watched for. */
  readonly over: () => void
}

/** A signal came, and all that had to be said is said. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode: number

  constructor(exitCode: number) {
    super('gc-token was interrupted')
    this.exitCode = exitCode
  }
}
