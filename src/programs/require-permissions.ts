import { type Deadline } from '../core/deadline.ts'
import { ActionError } from '../core/errors.ts'
import { ACCOUNT_PATHS, accountRequest, describeRoles, readRoles, type Role } from '../genesys/account.ts'
import { describePermission, missingPermissions } from '../genesys/missing-permissions.ts'
import { type Permission } from '../genesys/permissions.ts'
import { attemptsUntil, describeGivingUp, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { type TokenLease } from '../lease/token-lease.ts'

/** The roles may be read in so much time. */
const READ_WITHIN_MS = 10_000

/**
 * Nothing if the client has all permissions that the workflow needs, as far as its roles can be read.
 *
 * @throws ActionError PERMISSIONS_MISSING
 */
export async function requirePermissions(
  { apiUrl, token }: TokenLease,
  wanted: readonly Permission[],
  deadline: Deadline,
  context: RequestContext,
): Promise<void> {
  const exchange = {
    doing: 'Reading the roles',
    request: accountRequest(apiUrl, token.value, ACCOUNT_PATHS.roles),
    read: readRoles,
  }
  let roles: readonly Role[]
  try {
    roles = await send(exchange, attemptsUntil(deadline.part(READ_WITHIN_MS)), context)
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    const reason = describeGivingUp(error)
    context.log(
      `The roles of the OAuth client could not be read (${reason}), so that require-permissions is not checked.`,
    )
    return
  }
  const missing = missingPermissions(wanted, roles)
  if (missing.length > 0) throw lacks(missing, roles)
}

function lacks(missing: readonly Permission[], roles: readonly Role[]): ActionError {
  const names = missing.map(describePermission).join(', ')
  const has = roles.length === 0 ? 'no roles' : `the roles ${describeRoles(roles)}`
  return new ActionError(
    'PERMISSIONS_MISSING',
    `The OAuth client lacks ${names}; it has ${has}. The token was not handed out.`,
    [
      'the client has no role with that permission: give it one (Admin, Integrations, OAuth, Roles)',
      'require-permissions names a permission that does not exist, or is misspelt',
    ],
  )
}
