import { tokenForms } from '../core/masks.ts'
import { type Secret } from '../core/secret.ts'
import { type Attempts, type RequestContext } from '../http/send.ts'
import { requestNextToken } from '../oauth/refresh.ts'
import { unusable, type TokenClient } from '../oauth/token-request.ts'
import { type Leases } from './leases.ts'
import { type TokenLease } from './token-lease.ts'

/** What is asked for, and until when. */
export interface TokenOrder {
  readonly client: TokenClient
  readonly attempts: Attempts
  /** Used first, if there is one. */
  readonly refreshToken?: Secret | undefined
}

/** A lease, and what came with its token. */
export interface IssuedToken {
  readonly lease: TokenLease
  /** The reply names no lifetime. */
  readonly isLifetimeAssumed: boolean
  /** How much more the server's clock shows than this machine's, in milliseconds; `undefined` if it did not say. */
  readonly serverAheadMs: number | undefined
  readonly refreshToken: Secret | undefined
}

/**
 * Has a token issued: request, mask, hold, record, in this order. A token on unusable terms is held like any other before the error
 * is thrown, so that the end of the program releases it.
 *
 * Not a method of `Leases`: post and `revoke/` release tokens and never ask for one.
 *
 * @throws ActionError that says what is wrong and what to do
 * @throws what the journal throws
 */
export async function issueToken(
  { client, attempts, refreshToken }: TokenOrder,
  leases: Leases,
  context: RequestContext,
): Promise<IssuedToken> {
  const response = await requestNextToken(client, refreshToken, attempts, context)
  if (response.refreshToken !== undefined) context.mask(tokenForms(response.refreshToken.reveal()))
  const lease = leases.hold(response.token)
  if (response.unusableBecause !== undefined) throw await unusable(response.unusableBecause, client)
  const { isLifetimeAssumed, serverAheadMs, refreshToken: next } = response
  return { lease, isLifetimeAssumed, serverAheadMs, refreshToken: next }
}
