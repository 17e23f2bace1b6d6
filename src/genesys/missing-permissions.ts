import { type Policy, type Role } from './account.ts'
import { type Permission } from './permissions.ts'

/** `routing:queue:view` */
export function describePermission({ domain, entity, action }: Permission): string {
  return `${domain}:${entity}:${action}`
}

/** Those of `wanted` that no role allows. */
export function missingPermissions(wanted: readonly Permission[], roles: readonly Role[]): Permission[] {
  const policies = roles.flatMap((role) => role.policies)
  return wanted.filter((permission) => !policies.some((policy) => allows(policy, permission)))
}

function allows({ domain, entity, actions }: Policy, wanted: Permission): boolean {
  return (
    covers(domain, wanted.domain) &&
    covers(entity, wanted.entity) &&
    actions.some((action) => covers(action, wanted.action))
  )
}

/** `*` allows everything, and is wanted only where everything is. */
const covers = (allowed: string, wanted: string): boolean =>
  allowed === '*' || allowed.toLowerCase() === wanted.toLowerCase()
