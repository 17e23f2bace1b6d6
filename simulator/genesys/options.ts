import { randomBytes, randomUUID } from 'node:crypto'

/** Whether an OAuth client may be used, as the admin sees it. */
export type ClientState = 'active' | 'disabled'

/** An OAuth client of the simulated organization, as a test describes it. */
export interface ClientOptions {
  readonly id: string
  readonly secret: string
  readonly name?: string
  /** Default CLIENT-CREDENTIALS; any other value makes the token endpoint refuse the grant. */
  readonly grantType?: string
  readonly state?: ClientState
  readonly tokenLifetimeSeconds?: number
  readonly organizationId?: string
  readonly organizationName?: string
  /** What the client's roles allow, such as oauth:client:edit; by default nothing that needs asking. */
  readonly permissions?: readonly string[]
}

/** What can be said about a simulated Genesys Cloud; everything has a default. */
export interface GenesysCloudOptions {
  /** By default one client with a random id and secret, found again in `GenesysCloud.clients`. */
  readonly clients?: readonly ClientOptions[]
  /** Without it the organizations have no idle timeout. */
  readonly idleTimeoutSeconds?: number
  /** Without it any number of grants is fine: the real limit is not published. */
  readonly mintLimit?: { readonly grants: number; readonly perSeconds: number }
  /** Calls that one token may make in a minute; 300 as documented. */
  readonly requestsPerTokenPerMinute?: number
  /** What a new secret does to the tokens granted under the old one; unknown of the real one, so both can be had. */
  readonly newSecretEndsTokens?: boolean
  readonly now?: () => number
  /** Where a gateway in front of Genesys Cloud would mount the two hosts, such as /gw/login. */
  readonly pathPrefix?: { readonly login?: string; readonly api?: string }
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Shifts the Date header, as if the server's clock were that far ahead of ours. */
  readonly skewedDateMs?: number
}

/** A client with every default filled in. */
export type Client = Required<ClientOptions>

const ORGANIZATION_ID = '5f1c1d2a-7a0b-4a6e-9d1f-3c2b6f0e8a41'
const ORGANIZATION_NAME = 'Octo Contact Center'
const DEFAULT_LIFETIME_SECONDS = 86_400

/** Fills in what the test left out. */
export function completeClient(options: ClientOptions): Client {
  return {
    name: 'CI pipeline',
    grantType: 'CLIENT-CREDENTIALS',
    state: 'active',
    tokenLifetimeSeconds: DEFAULT_LIFETIME_SECONDS,
    organizationId: ORGANIZATION_ID,
    organizationName: ORGANIZATION_NAME,
    permissions: [],
    ...options,
  }
}

/** The client of a simulator that was told of none. */
export function randomClient(): ClientOptions {
  return { id: randomUUID(), secret: newClientSecret() }
}

const SECRET_LENGTH = 21

/** A secret of the length that Genesys Cloud gives since April 2026: 20 to 22 characters. */
export function newClientSecret(): string {
  return randomBytes(SECRET_LENGTH).toString('base64url').slice(0, SECRET_LENGTH)
}
