import { isoSeconds } from '../../core/time.ts'
import {
  ACCOUNT_PATHS,
  accountRequest,
  describeRoles,
  describeSeconds,
  isDefaultLifetime,
  readIdleTimeoutSeconds,
  readRequestsPerMinute,
  readRoles,
} from '../../genesys/account.ts'
import { describeFailure } from '../../http/reply.ts'
import { AttemptFailed } from '../../http/retry-decision.ts'
import { RequestGivenUp } from '../../http/send.ts'
import { type HttpReply } from '../../http/transport.ts'
import { blocked, ok, unknown, warn, type Check, type Examination, type Finding } from '../check.ts'
import { replyOrFailure } from '../exchanges.ts'

/** How long a token lives: a day, unless the client says otherwise. */
export const LIFETIME: Check = {
  name: 'lifetime',
  needs: ['token'],
  run: async ({ exchanges, deadline }) => {
    const token = await exchanges.token(deadline)
    if (token.is !== 'valid') return blocked('there is no token')
    const { lifetimeMs, expiresAt } = token
    if (lifetimeMs === undefined) {
      return unknown(
        'LIFETIME_UNKNOWN',
        `the token expires at ${isoSeconds(expiresAt)}; how long it has lived is not known here`,
      )
    }
    const says = describeSeconds(lifetimeMs / 1000)
    if (!isDefaultLifetime(lifetimeMs)) return ok(says)
    return warn(
      'LIFETIME_DEFAULT',
      `${says}: Token Duration of the OAuth client is at its default`,
      'set it to a little more than the longest job takes, so that a token that leaks ends soon',
    )
  },
}

/** After how much silence the organization ends tokens. */
export const IDLE_TIMEOUT: Check = accountCheck('idle-timeout', ACCOUNT_PATHS.idleTimeout, (reply) => {
  const seconds = readIdleTimeoutSeconds(reply)
  return seconds === undefined
    ? ok('none: only its expiry ends a token')
    : ok(`${describeSeconds(seconds)}: a token that no request uses for longer is invalidated`)
})

/** What the client may do, and where. */
export const ROLES: Check = accountCheck('roles', ACCOUNT_PATHS.roles, (reply) => {
  const roles = readRoles(reply)
  return roles.length > 0
    ? ok(describeRoles(roles))
    : warn(
        'NO_ROLES',
        'the OAuth client has no role',
        'give it roles, each with its divisions (Admin, Integrations, OAuth, Roles)',
      )
})

/** How many requests a token has in a minute. */
export const RATE_LIMIT: Check = accountCheck('rate-limit', ACCOUNT_PATHS.limits, (reply) => {
  const requests = readRequestsPerMinute(reply)
  return requests === undefined
    ? unknown('LIMIT_UNKNOWN', 'the answer does not name the limit of a token')
    : ok(`${requests} requests a minute for each token`)
})

function accountCheck(
  name: 'idle-timeout' | 'roles' | 'rate-limit',
  path: (typeof ACCOUNT_PATHS)[keyof typeof ACCOUNT_PATHS],
  judge: (reply: HttpReply) => Finding,
): Check {
  const run = async ({ exchanges, deadline, hosts }: Examination): Promise<Finding> => {
    const token = await exchanges.token(deadline)
    if (token.is !== 'valid' || hosts.api === undefined) return blocked('there is no token to ask with')
    const reply = await replyOrFailure(
      exchanges.reply(accountRequest(hosts.api.url, token.value, path), deadline),
    )
    try {
      if (reply instanceof RequestGivenUp) throw reply
      return judge(reply)
    } catch (error) {
      if (!(error instanceof RequestGivenUp) && !(error instanceof AttemptFailed)) throw error
      return unknown(
        'NOT_READABLE',
        `this client may not read it, or it does not answer (${describeFailure(error.failure)})`,
      )
    }
  }
  return {
    name,
    needs: ['token', 'tls.api'],
    run,
    whenSilent: () => unknown('NOT_READABLE', 'it does not answer in time'),
  }
}
