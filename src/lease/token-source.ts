import { type Deadline } from '../core/deadline.ts'
import { type Secret } from '../core/secret.ts'
import { type EpochMs } from '../core/time.ts'

/** A token as it is handed out, also over a socket: without the times of one machine's clock. */
export interface ServedToken {
  readonly value: Secret
  readonly type: string
  readonly expiresAt: EpochMs
  /** As AWS names it; empty if only URLs are known. */
  readonly region: string
  readonly apiUrl: string
  /** It was to be renewed, and is the one from before: the API host accepts it. */
  readonly isUnchanged?: true
}

/** Where a valid token comes from: a token manager, the agent's socket, or a request of its own. */
export interface TokenSource {
  /** A token with the wanted time left. @throws ActionError when none can be had by the deadline; an agent throws an AgentError */
  current(deadline: Deadline): Promise<ServedToken>
  /**
   * A new token although the current one may have time left.
   *
   * @param rejected the token that was refused; if the source has another by now, that one serves
   */
  renew(deadline: Deadline, rejected?: Secret): Promise<ServedToken>
}
