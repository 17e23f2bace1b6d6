import { type Deadline } from '../../core/deadline.ts'
import { guardOrganization, ownerRequest, readOwner } from '../../genesys/organization.ts'
import { describeFailure } from '../../http/reply.ts'
import { attemptsUntil, RequestGivenUp, send, type RequestContext } from '../../http/send.ts'
import { type ServedToken, type TokenSource } from '../../lease/token-source.ts'
import { unknownOrganization } from '../look-up.ts'

/**
 * A source whose tokens belong to one organization; for `undefined`, to any. What is refused is still its issuer's to release.
 *
 * @throws ActionError ORGANIZATION_MISMATCH, or ORGANIZATION_UNKNOWN: an organization that cannot be read may be the wrong one
 */
export function guardedSource(
  source: TokenSource,
  organizationId: string | undefined,
  context: RequestContext,
): TokenSource {
  if (organizationId === undefined) return source
  const guarded = async (token: ServedToken, deadline: Deadline): Promise<ServedToken> => {
    const exchange = {
      doing: 'The organization look-up',
      request: ownerRequest(token.apiUrl, token.value),
      read: readOwner,
    }
    try {
      guardOrganization(organizationId, await send(exchange, attemptsUntil(deadline), context))
      return token
    } catch (error) {
      if (!(error instanceof RequestGivenUp)) throw error
      throw unknownOrganization(organizationId, describeFailure(error.failure), error)
    }
  }
  return {
    current: async (deadline) => guarded(await source.current(deadline), deadline),
    renew: async (deadline, rejected) => guarded(await source.renew(deadline, rejected), deadline),
  }
}
