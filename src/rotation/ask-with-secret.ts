import { ActionError } from '../core/errors.ts'
import { type RequestContext } from '../http/send.ts'
import { issueToken, type TokenOrder } from '../lease/issue-token.ts'
import { type Leases } from '../lease/leases.ts'

/**
 * Has a token issued to see whether a secret is valid. Whether that token could be put on record for post is another matter:
 * it is released by this very step, which warns if it cannot be.
 *
 * @throws ActionError when none is issued, or one on unusable terms
 */
export async function askWithSecret(
  order: TokenOrder,
  leases: Leases,
  context: RequestContext,
): Promise<void> {
  try {
    await issueToken(order, leases, context)
  } catch (error) {
    if (!(error instanceof ActionError) || error.code !== 'OUTPUT_FAILED') throw error
  }
}
