import { type Deadline } from '../core/deadline.ts'
import {
  ACCOUNT_PATHS,
  accountRequest,
  describeRoles,
  describeSeconds,
  isDefaultLifetime,
  readIdleTimeoutSeconds,
  readRoles,
} from '../genesys/account.ts'
import { oneAttempt, send, type RequestContext } from '../http/send.ts'
import { type HttpReply } from '../http/transport.ts'
import { type TokenLease } from '../lease/token-lease.ts'

/** What the summary says of a token's client and life. Empty where the client may not read it. */
export interface AccountFacts {
  readonly roles: string
  readonly lifetime: string
  readonly isLifetimeDefault: boolean
  readonly idleTimeout: string
}

/** Reads them side by side, each in one attempt: a summary is no reason to wait. */
export async function readAccountFacts(
  { apiUrl, token }: TokenLease,
  deadline: Deadline,
  context: RequestContext,
): Promise<AccountFacts> {
  const ask = async (
    path: (typeof ACCOUNT_PATHS)['roles' | 'idleTimeout'],
    read: (reply: HttpReply) => string,
  ): Promise<string> => {
    const exchange = {
      doing: 'Reading for the summary',
      request: accountRequest(apiUrl, token.value, path),
      read,
    }
    try {
      return await send(exchange, oneAttempt(deadline), context)
    } catch {
      // The outputs are set: whatever keeps a summary from being complete is no reason to fail.
      return ''
    }
  }
  const [roles, idleTimeout] = await Promise.all([
    ask(ACCOUNT_PATHS.roles, (reply) => describeRoles(readRoles(reply)) || 'none'),
    ask(ACCOUNT_PATHS.idleTimeout, (reply) => {
      const seconds = readIdleTimeoutSeconds(reply)
      return seconds === undefined ? 'none' : describeSeconds(seconds)
    }),
  ])
  const { lifetimeMs } = token
  const lifetime = describeSeconds(lifetimeMs / 1000)
  return { roles, lifetime, isLifetimeDefault: isDefaultLifetime(lifetimeMs), idleTimeout }
}
