import { type GrantSettings } from '../oauth/grant.ts'

/** Everything that a rotation may be told, checked. */
export interface RotationSettings {
  /** The client that asks, with the secret it has now. */
  readonly caller: GrantSettings
  readonly apiUrl: string
  /** The client whose secret is replaced. */
  readonly targetClientId: string
  /** Time for everything until the secret is replaced; what follows has times of its own. */
  readonly timeoutMs: number
  /** The `id:` of this step; `undefined` if it has none, so that nobody can read its outputs. */
  readonly stepId: string | undefined
}

/** Whether the client replaces its own secret: then the value that dies is the one that this step was given. */
export function rotatesItself({ caller, targetClientId }: RotationSettings): boolean {
  // Ids are UUIDs, and hexadecimal digits have no case.
  return caller.clientId.toLowerCase() === targetClientId.toLowerCase()
}
