import { fieldsOf, type Fields } from '../core/json.ts'
import { type Secret } from '../core/secret.ts'
import { quote, readFailure, readFields } from '../http/reply.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'

/** What a client may read of itself without a permission, as far as its organization allows. */
export const ACCOUNT_PATHS = {
  idleTimeout: '/api/v2/tokens/timeout',
  roles: '/api/v2/authorization/subjects/me',
  limits: '/api/v2/organizations/limits/namespaces/platform.api',
} as const

/** A role of the client, and what it allows where. */
export interface Role {
  readonly name: string
  readonly division: string
  readonly policies: readonly Policy[]
}

/** `*` stands for all. A policy with a condition counts: whether it holds is known only at the call. */
export interface Policy {
  readonly domain: string
  readonly entity: string
  readonly actions: readonly string[]
}

/** A look at one of these paths. */
export function accountRequest(
  apiUrl: string,
  token: Secret,
  path: (typeof ACCOUNT_PATHS)[keyof typeof ACCOUNT_PATHS],
): HttpRequest {
  return {
    method: 'GET',
    url: `${apiUrl}${path}`,
    headers: { authorization: `Bearer ${token.reveal()}`, accept: 'application/json' },
  }
}

/** The roles with their divisions. @throws AttemptFailed when it is no success or no JSON */
export function readRoles(reply: HttpReply): Role[] {
  return objects(successOf(reply)['grants']).map((grant) => {
    const role = fieldsOf(grant['role']) ?? {}
    const division = fieldsOf(grant['division']) ?? {}
    return {
      name: quote(role['name']) ?? quote(role['id']) ?? '',
      division: quote(division['name']) ?? quote(division['id']) ?? '',
      policies: objects(role['policies']).map((policy) => ({
        domain: textOf(policy['domain']),
        entity: textOf(policy['entityName']),
        actions: Array.isArray(policy['actions']) ? policy['actions'].map(textOf) : [],
      })),
    }
  })
}

/** After how much silence, in seconds, a token ends; `undefined` where there is no such timeout. @throws AttemptFailed */
export function readIdleTimeoutSeconds(reply: HttpReply): number | undefined {
  const { enableIdleTokenTimeout, idleTokenTimeoutSeconds: seconds } = successOf(reply)
  return enableIdleTokenTimeout !== false && typeof seconds === 'number' && seconds > 0 ? seconds : undefined
}

/** The limits of a token made by client credentials come first, then those of any token. */
const LIMITS = ['client.credentials.token.rate.per.minute', 'token.rate.per.minute']

/** How many requests a token has in a minute; `undefined` where that is not said. @throws AttemptFailed */
export function readRequestsPerMinute(reply: HttpReply): number | undefined {
  const limits = objects(successOf(reply)['entities'])
  const values = LIMITS.map((key) => limits.find((limit) => limit['key'] === key)?.['value'])
  return values.find((value) => typeof value === 'number')
}

/** `CI (Home, Sales), Reader (Home)`: each role once, with its divisions. */
export function describeRoles(roles: readonly Role[]): string {
  const names = [...new Set(roles.map(({ name }) => name))]
  return names
    .map((name) => {
      const divisions = roles.flatMap((role) => (role.name === name ? role.division : []))
      const known = [...new Set(divisions)].filter((division) => division !== '')
      return known.length === 0 ? name : `${name} (${known.join(', ')})`
    })
    .join(', ')
}

/** `15 min`, `1 h 30 min`, `24 h`, `45 s`: what people say for so many seconds. From an hour on only minutes count. */
export function describeSeconds(seconds: number): string {
  const step = seconds < 3600 ? 1 : 60
  const whole = Math.round(seconds / step) * step
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
  return said.length === 0 ? '0 s' : said.slice(0, 2).join(' ')
}

/** Token Duration where it was never set: a day, and the server says a second less. */
export function isDefaultLifetime(lifetimeMs: number): boolean {
  return Math.abs(lifetimeMs - 86_400_000) <= 1_000
}

function successOf(reply: HttpReply): Fields {
  if (reply.status !== 200) throw readFailure(reply)
  return readFields(reply, 'the reply')
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const objects = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.map(fieldsOf).filter((item) => item !== undefined) : []
