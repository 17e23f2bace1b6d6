import { privateKeyForms } from '../oauth/private-key-forms.ts'
import { ignoredVariables, readingVariables } from './authentication.ts'
import { CLIENT_FIELDS, field, READING_TOOLS, TOKEN_FIELDS } from './fields.ts'
import { optionalText } from './parsers.ts'
import { type Reading } from './client-reading.ts'
import { formsToMask, Mistake, read, type Rule, type Values } from './reader.ts'
import { CLIENT_RULES } from './rules.ts'
import { secretPlace } from './secret-place.ts'
import { clientSettings, type ClientSettings } from './settings.ts'
import { variableSource } from './sources.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What `gc-token` reads. What has no variable keeps its default. */
export const ENVIRONMENT_FIELDS = {
  ...CLIENT_FIELDS,
  /** What it names is put in the place of the key before anything is read. */
  privateKeyFile: field({
    variable: 'GENESYSCLOUD_PRIVATE_KEY_FILE',
    parse: optionalText,
    // The key itself, in the wrong variable.
    secretForms: (text) => (text.includes('-----BEGIN') ? privateKeyForms(text) : []),
  }),
  organizationId: TOKEN_FIELDS.organizationId,
  minValidityMs: TOKEN_FIELDS.minValidityMs,
  timeoutMs: TOKEN_FIELDS.timeoutMs,
}

/** What the variables tell, checked. */
export interface EnvironmentSettings extends ClientSettings {
  /** Variables that are there, and that the way in which the client proves itself has no use for. */
  readonly ignored: readonly string[]
  /** What the token's organization has to be; `undefined` for any. */
  readonly organizationId: string | undefined
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
  const source = variableSource(environment)
  const reading = readingOf(environment)
  // Of a key that its file does not give, `others` tell: that the variable is empty is a consequence.
  const rules = source.text(reading.fields.privateKeyFile) === '' ? reading.rules : []
  const values = read(reading.fields, [...CLIENT_RULES, ...rules], source, others)
  const { organizationId, minValidityMs, timeoutMs } = values
  const ignored = ignoredVariables(reading.fields, source)
  return { ...clientSettings(values, reading), ignored, organizationId, minValidityMs, timeoutMs }
}

function readingOf(environment: Environment): Reading<typeof ENVIRONMENT_FIELDS> {
  const from = { source: variableSource(environment), environment }
  return readingVariables(ENVIRONMENT_FIELDS, from, READING_TOOLS)
}

/** Whether `gc-token` has what it needs to log in by itself. */
export function hasCredentials(environment: Environment): boolean {
  const { clientId, secret, clientAuthentication, privateKey, privateKeyFile } = ENVIRONMENT_FIELDS
  const { text } = variableSource(environment)
  const isProven =
    [secret, privateKey, privateKeyFile].some((proof) => text(proof) !== '') ||
    secretPlace(environment).in !== 'variable' ||
    text(clientAuthentication).toLowerCase() === 'github-oidc'
  return text(clientId) !== '' && isProven
}

/** Every form of the secrets in the environment that no line of ours may show. */
export function secretsOfEnvironment(environment: Environment): string[] {
  return formsToMask(readingOf(environment).fields, variableSource(environment))
}

/**
 * Where tokens are used, as far as variables tell: that of a gateway of ours counts as none, since it ends no token.
 *
 * @param otherwise the API URL that counts where no variable tells one
 * @throws ActionError SETTINGS_INVALID
 */
export function readApiUrl(
  environment: Environment,
  otherwise: string | undefined,
  others: readonly string[] = [],
): string {
  const { region, apiUrl } = CLIENT_FIELDS
  const source = variableSource(withoutGateway(environment))
  const isKnown: Rule<Values<{ region: typeof region; apiUrl: typeof apiUrl }>> = {
    of: ['region', 'apiUrl'],
    check: ({ region: place, apiUrl: url }) =>
      url === undefined && (place?.domain ?? '') === '' && otherwise === undefined
        ? new Mistake(`is empty or unknown. Give it (for example eu-central-1), or ${apiUrl.variable ?? ''}.`)
        : undefined,
  }
  const values = read({ region, apiUrl }, [isKnown], source, others)
  const domain = values.region?.domain ?? ''
  return values.apiUrl ?? (domain === '' ? (otherwise ?? '') : `https://api.${domain}`)
}

function withoutGateway(environment: Environment): Environment {
  const port = environment['GENESYSCLOUD_GATEWAY_PORT'] ?? ''
  const isGateway = port !== '' && environment['GENESYSCLOUD_API_URL'] === `http://127.0.0.1:${port}`
  return isGateway ? { ...environment, GENESYSCLOUD_API_URL: undefined } : environment
}
