import { type Secret } from '../core/secret.ts'
import { basicAuthentication } from '../oauth/client-authentication.ts'
import { secretCredentials, type SecretCredentials } from '../oauth/client-credentials.ts'
import { type TokenEndpoint } from '../oauth/token-endpoint.ts'
import { type TokenClient } from '../oauth/token-request.ts'

/** Everything that a rotation may be told, checked. */
export interface RotationSettings {
  /** Of the client that asks, with the secret it has now. */
  readonly credentials: SecretCredentials
  readonly endpoint: TokenEndpoint
  readonly apiUrl: string
  /** The client whose secret is replaced. */
  readonly targetClientId: string
  /** Time for everything until the secret is replaced; what follows has times of its own. */
  readonly timeoutMs: number
  /** The `id:` of this step; `undefined` if it has none, so that no step can read its outputs. */
  readonly stepId: string | undefined
}

/** Whether the client replaces its own secret: then the value that stops working is the one that this step was given. */
export function rotatesItself({ credentials, targetClientId }: RotationSettings): boolean {
  // Ids are UUIDs, and hexadecimal digits have no case.
  return credentials.clientId.toLowerCase() === targetClientId.toLowerCase()
}

/** The client that asks for the new secret. */
export function caller({ credentials, endpoint }: RotationSettings): TokenClient {
  return { endpoint, scope: undefined, authentication: basicAuthentication(credentials) }
}

/** The client whose secret is replaced, with its new one. */
export function renewedClient({ endpoint, targetClientId }: RotationSettings, secret: Secret): TokenClient {
  const credentials = secretCredentials('basic', targetClientId, secret)
  return { endpoint, scope: undefined, authentication: basicAuthentication(credentials) }
}
