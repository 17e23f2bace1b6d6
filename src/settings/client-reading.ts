import { type ClientCredentials } from '../oauth/client-credentials.ts'
import { type CLIENT_FIELDS } from './fields.ts'
import { type Fields, type Rule, type Values } from './reader.ts'

/** The fields that tell a client, and others. */
export type ClientFields = Fields & typeof CLIENT_FIELDS
export type ClientValues = Values<typeof CLIENT_FIELDS>

/** How settings are read that say how the client proves itself. */
export interface Reading<F> {
  readonly fields: F
  /** Beside those that hold for each way. */
  readonly rules: readonly Rule<ClientValues>[]
  readonly credentialsOf: (values: ClientValues) => ClientCredentials
}
