import { type Deadline } from '../core/deadline.ts'
import { ActionError } from '../core/errors.ts'
import { guardOrganization, ownerRequest, readOwner, type TokenOwner } from '../genesys/organization.ts'
import { describeFailure } from '../http/reply.ts'
import { isTemporary } from '../http/retry-decision.ts'
import { attemptsUntil, oneAttempt, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { type Source } from './summary.ts'

/** The look-up is a courtesy: it may cost a moment, not the job's patience. */
const LOOK_UP_MS = 5_000

/** How a token of each source came to be, in the log's words. */
const WHENCE = { granted: 'issued', shared: 'shared' } as const

/** What the API host says of a token. */
export interface LookUp {
  readonly owner: TokenOwner | undefined
  /** It does not take the token (401), or does not know such requests (404): other jobs could not use it either. */
  readonly isRejected: boolean
}

/** A token, and where it came from. */
interface Looked {
  readonly lease: TokenLease
  readonly source: Source
}

/**
 * Whose token it is, and with `organization-id` whether that is who it has to be.
 *
 * @throws ActionError ORGANIZATION_MISMATCH or ORGANIZATION_UNKNOWN, both only where there is a guard
 */
export async function lookUp(
  { lease, source }: Looked,
  deadline: Deadline,
  { organizationId: guard }: { readonly organizationId: string | undefined },
  context: RequestContext,
): Promise<LookUp> {
  const exchange = {
    doing: 'The organization look-up',
    request: ownerRequest(lease.apiUrl, lease.token.value),
    read: readOwner,
  }
  // One short try is enough to say whose token it is; a guard has to know, and is worth the time that is left.
  const attempts = guard === undefined ? oneAttempt(deadline.part(LOOK_UP_MS)) : attemptsUntil(deadline)
  try {
    const owner = await send(exchange, attempts, context)
    lease.accepted()
    if (guard !== undefined) guardOrganization(guard, owner)
    return { owner, isRejected: false }
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    const { status } = error.failure
    if (status === 401 && source === 'shared') return { owner: undefined, isRejected: true }
    const reason = describeFailure(error.failure)
    if (guard !== undefined) throw unknownOrganization(guard, reason, error)
    const isRejected = source === 'granted' && (status === 401 || status === 404)
    const hint = isRejected ? ' Does api-url belong to the region of login-url?' : ''
    context.log(
      `The token's organization could not be read (${reason}); the token itself was ${WHENCE[source]}.${hint}`,
    )
    return { owner: undefined, isRejected }
  }
}

/** What a guard says of an organization that could not be read. */
export function unknownOrganization(
  expectedId: string,
  reason: string,
  { failure, cause }: RequestGivenUp,
): ActionError {
  return new ActionError(
    'ORGANIZATION_UNKNOWN',
    `The token's organization could not be read (${reason}), so that it is not known to be ${expectedId}. The token was not handed out.`,
    isTemporary(failure)
      ? ['the API host has an outage or cannot be reached from this runner', 'timeout-seconds is too short']
      : [
          'api-url belongs to another region or gateway than login-url',
          "this runner's IP address is not on the allow list",
        ],
    cause,
  )
}
