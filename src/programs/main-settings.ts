import { type Permission } from '../genesys/permissions.ts'
import { type Region } from '../genesys/region.ts'
import { type TokenClient } from '../oauth/token-request.ts'

/** What main has to know. */
export interface MainSettings {
  readonly client: TokenClient
  /** For the summary. */
  readonly clientId: string
  /** `undefined` if only URLs were given. */
  readonly region: Region | undefined
  /** Without trailing slash, as is `apiUrl`. */
  readonly loginUrl: string
  readonly apiUrl: string
  readonly organizationId: string | undefined
  readonly exportEnvironment: boolean
  readonly revoke: boolean
  readonly timeoutMs: number
  readonly summary: boolean
  readonly requiredPermissions: readonly Permission[]
  /** The proxy variables that later steps have, for what is exported beside them. */
  readonly environment: Readonly<Record<string, string | undefined>>
}
