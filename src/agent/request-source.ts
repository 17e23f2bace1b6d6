import { type Deadline } from '../core/deadline.ts'
import { attemptsUntil } from '../http/send.ts'
import { issueToken } from '../lease/issue-token.ts'
import { type ServedToken, type TokenSource } from '../lease/token-source.ts'
import { type ManagerPorts, type ManagerSettings } from './manager-ports.ts'

/** A source that asks for a token each time. Its user decides which of the leases are kept, and which released. */
export function requestSource(
  { client, region }: Pick<ManagerSettings, 'client' | 'region'>,
  { leases, context }: Pick<ManagerPorts, 'leases' | 'context'>,
): TokenSource {
  const ask = async (deadline: Deadline): Promise<ServedToken> => {
    const { lease } = await issueToken({ client, attempts: attemptsUntil(deadline) }, leases, context)
    const { value, type, expiresAt } = lease.token
    return { value, type, expiresAt, region, apiUrl: lease.apiUrl }
  }
  return { current: ask, renew: ask }
}
