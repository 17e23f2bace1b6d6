import { describeFailure, readFailure } from '../../http/reply.ts'
import { RequestGivenUp } from '../../http/send.ts'
import { isoSeconds } from '../../core/time.ts'
import { describeOrganization, ownerRequest, readOwner } from '../../genesys/organization.ts'
import {
  blocked,
  fail,
  ok,
  unknown,
  type Check,
  type CheckName,
  type Examination,
  type Finding,
} from '../check.ts'
import { replyOrFailure } from '../exchanges.ts'
import { narrowRefusal } from './settings.ts'

/** Whether there is a token, and whether the API host takes it. @param needs what has to be in order before it is asked for */
export function tokenCheck(needs: readonly CheckName[]): Check {
  return { name: 'token', needs, follows: ['settings', 'tls.api'], run: examineToken }
}

async function examineToken(examination: Examination): Promise<Finding> {
  const { exchanges, deadline, settings, hosts, found } = examination
  const token = await exchanges.token(deadline)
  switch (token.is) {
    case 'not-asked-for':
      return blocked(token.because)
    case 'refused': {
      const { code, message, causes } = token.error
      const narrowed = narrowRefusal(code, settings)
      const detail = message.replace(/\.$/, '').replaceAll('\n', ' ')
      return fail(code, narrowed === '' ? detail : `${detail}; ${narrowed}`, causes.join('; '))
    }
    case 'valid': {
      const says = `${token.origin}; it expires at ${isoSeconds(token.expiresAt)}`
      if (hosts.api === undefined || found.get('tls.api')?.isInTheWay === true) return ok(says)
      const reply = await replyOrFailure(exchanges.reply(ownerRequest(hosts.api.url, token.value), deadline))
      if (reply instanceof RequestGivenUp || reply.status !== 401) return ok(says)
      return fail(
        'TOKEN_REFUSED',
        `${says}, and ${hosts.api.host} does not accept it (${describeFailure(readFailure(reply).failure)})`,
        'the API host belongs to another region than the login host, or the token was revoked or invalidated by the idle timeout',
      )
    }
  }
}

/** Whose token it is, and whether it has to be. */
export const ORGANIZATION: Check = {
  name: 'organization',
  needs: ['token', 'tls.api'],
  run: examineOrganization,
}

async function examineOrganization(examination: Examination): Promise<Finding> {
  const { exchanges, deadline, hosts, organizationId } = examination
  const token = await exchanges.token(deadline)
  if (token.is !== 'valid' || hosts.api === undefined) return blocked('there is no token to ask with')
  const reply = await replyOrFailure(exchanges.reply(ownerRequest(hosts.api.url, token.value), deadline))
  if (reply instanceof RequestGivenUp)
    return fail(
      'ORGANIZATION_UNKNOWN',
      describeFailure(reply.failure),
      'the API host could not be asked: try again',
    )
  if (reply.status !== 200) {
    const reason = describeFailure(readFailure(reply).failure)
    return organizationId === undefined && reply.status < 500
      ? unknown('ORGANIZATION_UNKNOWN', `it may not be read (${reason})`)
      : fail(
          'ORGANIZATION_UNKNOWN',
          `it could not be read (${reason})`,
          'the API host may belong to another gateway or region',
        )
  }
  return judgeOrganization(readOwner(reply), organizationId)
}

function judgeOrganization(owner: ReturnType<typeof readOwner>, wanted: string | undefined): Finding {
  const name = describeOrganization(owner) || 'not named'
  if (wanted === undefined) return ok(name)
  if (owner.organizationId.toLowerCase() === wanted.toLowerCase()) return ok(`${name}, as asked for`)
  return fail(
    'ORGANIZATION_MISMATCH',
    `the token belongs to ${name}, and ${wanted} is asked for`,
    'the credentials or the region belong to another organization (test instead of production, say), or the id asked for is wrong',
  )
}
