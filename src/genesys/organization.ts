import { ActionError } from '../core/errors.ts'
import { type Secret } from '../core/secret.ts'
import { quote, readFailure, readFields } from '../http/reply.ts'
import { type Fields } from '../core/json.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'

/** Whose token it is: what `GET /api/v2/tokens/me` tells without any permission. Empty where it does not say. */
export interface TokenOwner {
  readonly organizationId: string
  readonly organizationName: string
  readonly clientId: string
  readonly clientName: string
}

/** `GET /api/v2/tokens/me`. */
export function ownerRequest(apiUrl: string, token: Secret): HttpRequest {
  return {
    method: 'GET',
    url: `${apiUrl}/api/v2/tokens/me`,
    headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
  }
}

/** @throws AttemptFailed when it is no success or no JSON */
export function readOwner(reply: HttpReply): TokenOwner {
  if (reply.status !== 200) throw readFailure(reply)
  const fields = readFields(reply, 'the reply')
  const organization = objectIn(fields, 'organization')
  const client = objectIn(fields, 'OAuthClient')
  return {
    organizationId: quote(organization['id']) ?? '',
    organizationName: quote(organization['name']) ?? '',
    clientId: quote(client['id']) ?? '',
    clientName: quote(client['name']) ?? '',
  }
}

/**
 * Nothing if the token belongs to the organization that the workflow expects.
 *
 * @throws ActionError ORGANIZATION_MISMATCH that names both
 */
export function guardOrganization(expectedId: string, owner: TokenOwner): void {
  if (owner.organizationId.toLowerCase() === expectedId.toLowerCase()) return
  const found =
    owner.organizationId === '' ? 'an organization that it does not name' : describeOrganization(owner)
  throw new ActionError(
    'ORGANIZATION_MISMATCH',
    `The token belongs to ${found}, and organization-id asks for ${expectedId}. The token was not handed out.`,
    [
      ...(owner.organizationName === expectedId
        ? ['organization-id takes the id of the organization, not its name']
        : []),
      'client-id, client-secret and region belong to another organization (test instead of production, say)',
      'organization-id is wrong',
    ],
  )
}

/** `Example Org (0f1c…)`: the name and the id. */
export function describeOrganization(owner: TokenOwner): string {
  return owner.organizationName === ''
    ? owner.organizationId
    : `${owner.organizationName} (${owner.organizationId})`
}

function objectIn(fields: Fields, name: string): Fields {
  const value = fields[name]
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}
