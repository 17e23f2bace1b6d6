import { type ManagerSettings } from '../agent/agent-settings.ts'
import { parseBaseUrl } from '../core/base-url.ts'
import { hasControlCharacters } from '../core/characters.ts'
import { ActionError, tellMistakes } from '../core/errors.ts'
import { parseRegion, placeOf, unknownRegion, type Region } from '../genesys/region.ts'
import { CREDENTIAL_VARIABLES } from './credentials.ts'
import { Secret } from '../core/secret.ts'

type Environment = Readonly<Record<string, string | undefined>>

const MIN_VALIDITY_MS = 300_000
const TIMEOUT_MS = 120_000

const WHY_NO_CREDENTIALS = [
  'there is no agent here (GC_TOKEN_SOCK is not set), so that gc-token needs credentials of its own',
  'a secret of the pipeline is not mapped to these variables',
]

/**
 * What `gc-token` goes by where there is no agent.
 *
 * @param otherMistakes what is wrong elsewhere, to be told in the same breath
 * @throws ActionError SETTINGS_INVALID that names every mistake at once
 */
export function readEnvironment(
  environment: Environment,
  otherMistakes: readonly string[] = [],
): ManagerSettings {
  const mistakes: string[] = []
  const value = (name: string): string => environment[name]?.trim() ?? ''
  const required = (name: string): string => {
    if (value(name) === '') mistakes.push(`${name} is empty.`)
    return value(name)
  }
  const clientId = required(CREDENTIAL_VARIABLES.clientId)
  // RFC 7617: the first colon ends the user-id.
  if (clientId.includes(':') || hasControlCharacters(clientId)) {
    mistakes.push(
      `${CREDENTIAL_VARIABLES.clientId} contains a colon or a control character: it is no client id.`,
    )
  }
  const clientSecret = required(CREDENTIAL_VARIABLES.clientSecret)
  const region = readRegion(value, mistakes)
  const url = (name: string, byRegion: string): string => {
    if (value(name) === '') return byRegion
    const parsed = parseBaseUrl(value(name))
    if ('url' in parsed) return parsed.url
    mistakes.push(`${name} ${parsed.mistake}`)
    return byRegion
  }
  const loginUrl = url(
    CREDENTIAL_VARIABLES.loginUrl,
    region === undefined ? '' : `https://login.${region.domain}`,
  )
  const apiUrl = url(CREDENTIAL_VARIABLES.apiUrl, region === undefined ? '' : `https://api.${region.domain}`)
  mistakes.push(...otherMistakes)
  if (mistakes.length > 0) {
    const causes = clientId === '' || clientSecret === '' ? WHY_NO_CREDENTIALS : []
    throw new ActionError('SETTINGS_INVALID', tellMistakes(mistakes), causes)
  }
  return {
    clientId,
    clientSecret: new Secret(clientSecret),
    loginUrl,
    apiUrl,
    place: placeOf(region, loginUrl),
    region: region?.name ?? '',
    scope: undefined,
    minValidityMs: MIN_VALIDITY_MS,
    timeoutMs: TIMEOUT_MS,
    revoke: true,
  }
}

function readRegion(value: (name: string) => string, mistakes: string[]): Region | undefined {
  const { region: name, loginUrl, apiUrl } = CREDENTIAL_VARIABLES
  const text = value(name)
  const region = parseRegion(text)
  if (region !== undefined) return region
  if (text !== '') mistakes.push(`${name} ${unknownRegion(text, loginUrl, apiUrl)}`)
  else if (value(loginUrl) === '' || value(apiUrl) === '') {
    mistakes.push(`${name} is empty. Give it (for example eu-central-1), or both ${loginUrl} and ${apiUrl}.`)
  }
  return undefined
}
