import { CLIENT_FIELDS, TOKEN_FIELDS } from './fields.ts'
import { formsToMask, read } from './reader.ts'
import { CLIENT_RULES } from './rules.ts'
import { clientSettings, type ClientSettings } from './settings.ts'
import { variableSource } from './sources.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What `gc-token` reads. What has no variable keeps its default. */
export const ENVIRONMENT_FIELDS = {
  ...CLIENT_FIELDS,
  minValidityMs: TOKEN_FIELDS.minValidityMs,
  timeoutMs: TOKEN_FIELDS.timeoutMs,
}

/** What the variables tell, checked. */
export interface EnvironmentSettings extends ClientSettings {
  readonly minValidityMs: number
  readonly timeoutMs: number
}

/**
 * What `gc-token` goes by where there is no agent.
 *
 * @param others what is wrong elsewhere, to be told in the same error
 * @throws ActionError SETTINGS_INVALID that names every mistake at once
 */
export function readEnvironment(
  environment: Environment,
  others: readonly string[] = [],
): EnvironmentSettings {
  const values = read(ENVIRONMENT_FIELDS, CLIENT_RULES, variableSource(environment), others)
  const { minValidityMs, timeoutMs } = values
  return { ...clientSettings(values), minValidityMs, timeoutMs }
}

/** Whether `gc-token` has what it needs to log in by itself. */
export function hasCredentials(environment: Environment): boolean {
  const { clientId, clientSecret } = ENVIRONMENT_FIELDS
  const { text } = variableSource(environment)
  return text(clientId) !== '' && text(clientSecret) !== ''
}

/** Every form of the secrets in the environment that no line of ours may show. */
export function secretsOfEnvironment(environment: Environment): string[] {
  return formsToMask(ENVIRONMENT_FIELDS, variableSource(environment))
}
