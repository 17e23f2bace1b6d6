import { guardOrganization, ownerRequest, readOwner, type TokenOwner } from '../genesys/organization.ts'
import { describeFailure } from '../http/reply.ts'
import { RequestGivenUp, oneAttempt, send } from '../http/send.ts'
import type { AccessToken } from '../oauth/access-token.ts'
import { ActionError } from '../core/errors.ts'
import { isTemporary } from '../http/retry-decision.ts'
import type { Source } from './summary.ts'
import { save, type Task } from './task.ts'

/** The look-up is a courtesy: it may cost a moment, not the job's patience. */
const LOOK_UP_MS = 5_000

/** What the API host says of a token. */
export interface LookUp {
  readonly owner: TokenOwner | undefined
  /** The API host does not take the token, although it should have time left. */
  readonly isDead: boolean
}

/**
 * Whose token it is, and with `organization-id` whether that is who it has to be.
 *
 * @throws ActionError ORGANIZATION_MISMATCH or ORGANIZATION_UNKNOWN, both only where there is a guard
 */
export async function lookUp(token: AccessToken, task: Task, source: Source): Promise<LookUp> {
  const { settings, time, runner, retrying } = task
  const guard = settings.organizationId
  const request = ownerRequest(settings.apiUrl, token.value)
  try {
    // One short try is enough to say whose token it is; a guard has to know, and is worth the time that is left.
    const lookUpTime = guard === undefined ? oneAttempt(time, LOOK_UP_MS) : time
    const owner = await send('The organization look-up', request, readOwner, lookUpTime, retrying)
    if (guard !== undefined) guardOrganization(guard, owner)
    return { owner, isDead: false }
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    const { status } = error.failure
    const isDead = status === 401
    if (source === 'granted' && (isDead || status === 404)) {
      // Post gets the same answer, and would take it for the end of the token.
      task.isRefused = true
      save(token, 'owned', task)
    }
    if (isDead && source === 'shared') return { owner: undefined, isDead }
    const reason = describeFailure(error.failure)
    if (guard !== undefined) throw unknownOrganization(guard, reason, error)
    const hint = task.isRefused ? ' Does api-url belong to the region of login-url?' : ''
    runner.say(
      `The token's organization could not be read (${reason}); the token itself was ${source}.${hint}`,
    )
    return { owner: undefined, isDead }
  }
}

function unknownOrganization(
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
