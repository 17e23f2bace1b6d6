import { type RequestContext } from '../http/send.ts'
import { type Announce } from '../lease/announced-request.ts'
import { type Leases } from '../lease/leases.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { type TokenClient } from '../oauth/token-request.ts'
import { type CurrentToken } from './renewal.ts'

/** What a token manager goes by. */
export interface ManagerSettings {
  readonly client: TokenClient
  /** As AWS names it; empty if only URLs are known. */
  readonly region: string
  readonly minValidityMs: number
  /** How long one renewal may take, all its retries included. */
  readonly timeoutMs: number
  /** Whether the tokens that are issued here end with this process. */
  readonly revoke: boolean
}

/** What a token manager works with. */
export interface ManagerPorts {
  readonly leases: Leases
  readonly context: RequestContext
  /** Gets a sentence for whatever is done or fails; `context.log` is about waiting only. */
  readonly log: (sentence: string) => void
  readonly announceRequest?: Announce
}

/** The token that is handed out, and what is known about its end. */
export type ManagedToken = CurrentToken & { readonly lease: TokenLease }
