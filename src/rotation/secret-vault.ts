import { type Secret } from '../core/secret.ts'
import { type Attempts } from '../http/send.ts'

/** What came of a write test, for the log. */
export type WriteTest =
  /** The value that the vault holds was written once more. */
  | 'written-again'
  /** There was nothing under the name: now there is the current value. */
  | 'created'
  /** Another entry was written and deleted. */
  | 'written-beside'
  /** The same, but the other entry could not be deleted. */
  | 'left-beside'

/** Where a client secret is kept for the workflows that use it. */
export interface SecretVault {
  /** For sentences: `the secret GENESYS_SECRET of octo/demo`. */
  readonly place: string
  /**
   * Proves that `store` will work, before anything changes.
   *
   * @param current the value to write once more; `undefined` where it is not known here
   * @throws VaultFailed when it would not
   */
  writeTest(current: Secret | undefined, attempts: Attempts): Promise<WriteTest>
  /** @throws VaultFailed when the value is not in the vault, or may not be */
  store(value: Secret, attempts: Attempts): Promise<void>
  /** Whether something else wrote there after the last `store`; false where that cannot be told. */
  wasOverwritten(attempts: Attempts): Promise<boolean>
  /** A shell command that stores what it reads on its standard input. */
  command(): string
  /** The environment that the command needs, as lines of YAML. */
  readonly commandEnvironment: readonly string[]
}

/** Why the vault cannot be used: one clause, and what the reader can check. */
export class VaultFailed extends Error {
  override readonly name = 'VaultFailed'
  readonly causes: readonly string[]

  constructor(what: string, causes: readonly string[], cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause })
    this.causes = causes
  }
}
