import { type NewSecret } from '../genesys/client-secret.ts'
import { type RequestContext } from '../http/send.ts'
import { type Leases } from '../lease/leases.ts'
import { type SecretVault } from './secret-vault.ts'

/** What a rotation tells the step that it runs in, while it is under way. */
export interface Announce {
  warn(sentence: string): void
  /** From now on a cancelled step says so and goes on. */
  doNotCancel(): void
  /** Masks the new secret and hands it to later steps. @throws ActionError OUTPUT_FAILED; it is masked all the same */
  newSecret(made: NewSecret): void
  /** Tells later steps whether it is in the vault. @throws ActionError OUTPUT_FAILED */
  stored(isStored: boolean): void
}

/** What a rotation works with. */
export interface RotationPorts {
  readonly vault: SecretVault
  readonly announce: Announce
  /** Answers for each token that is issued on the way. */
  readonly leases: Leases
  readonly context: RequestContext
}
