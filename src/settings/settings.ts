import { parseRedisUrl, type RedisTarget } from './redis-url.ts'
import { parseBaseUrl } from '../core/base-url.ts'
import { hasControlCharacters, quoted } from '../core/characters.ts'
import { ActionError, tellMistakes } from '../core/errors.ts'
import { parseRegion, unknownRegion, type Region } from '../genesys/region.ts'
import { Secret } from '../core/secret.ts'

/** The inputs of action.yml, by name. */
export const INPUT_NAMES = [
  'client-id',
  'client-secret',
  'region',
  'login-url',
  'api-url',
  'scope',
  'organization-id',
  'share',
  'redis-url',
  'min-validity-seconds',
  'keep-fresh',
  'export-env',
  'revoke',
  'timeout-seconds',
  'summary',
] as const

export type InputName = (typeof INPUT_NAMES)[number]

/** The text of each input as the runner gave it; empty if it was not set. */
export type Inputs = Readonly<Record<InputName, string>>

/** Everything that a use of the action may set, checked. */
export interface Settings {
  readonly clientId: string
  readonly clientSecret: Secret
  /** `undefined` if only URLs were given. */
  readonly region: Region | undefined
  /** Without trailing slash, as is `apiUrl`. */
  readonly loginUrl: string
  readonly apiUrl: string
  readonly scope: string | undefined
  readonly organizationId: string | undefined
  readonly share: Share
  /** The store of the shared token; `undefined` for the Actions cache service. */
  readonly redis: RedisTarget | undefined
  readonly minValidityMs: number
  readonly keepFresh: boolean
  readonly exportEnvironment: boolean
  readonly revoke: boolean
  readonly timeoutMs: number
  readonly summary: boolean
}

/** With which jobs a token is shared. */
export type Share = 'none' | 'run' | 'repository'

const LONGEST_TIMEOUT_SECONDS = 3600

/** The longest life that Genesys Cloud gives a token, to clients for SCIM: 450 days. */
const LONGEST_VALIDITY_SECONDS = 38_880_000

/**
 * The settings that the inputs make.
 *
 * @param otherMistakes what is wrong outside the inputs, to be told in the same breath
 * @throws ActionError SETTINGS_INVALID that names every mistake at once
 */
export function parseSettings(inputs: Inputs, otherMistakes: readonly string[] = []): Settings {
  const mistakes: string[] = []
  const read = <Value>(parse: () => Value, fallback: Value): Value => {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof Mistake)) throw error
      mistakes.push(error.message)
      return fallback
    }
  }
  const clientId = read(() => readClientId(inputs), '')
  const clientSecret = read(() => readCredential(inputs, 'client-secret'), '')
  const region = read(() => readRegion(inputs), undefined)
  const settings: Settings = {
    clientId,
    clientSecret: new Secret(clientSecret),
    region,
    loginUrl: read(() => readUrl(inputs, 'login-url', region && `https://login.${region.domain}`), ''),
    apiUrl: read(() => readUrl(inputs, 'api-url', region && `https://api.${region.domain}`), ''),
    scope: optional(inputs.scope),
    organizationId: read(() => readOrganizationId(inputs), undefined),
    share: read(() => readShare(inputs), 'none'),
    redis: read(() => readRedis(inputs), undefined),
    minValidityMs: read(
      () => readSeconds(inputs, 'min-validity-seconds', 300, 0, LONGEST_VALIDITY_SECONDS),
      0,
    ),
    keepFresh: read(() => readBoolean(inputs, 'keep-fresh', false), false),
    exportEnvironment: read(() => readBoolean(inputs, 'export-env', false), false),
    revoke: read(() => readBoolean(inputs, 'revoke', true), true),
    timeoutMs: read(() => readSeconds(inputs, 'timeout-seconds', 120, 1, LONGEST_TIMEOUT_SECONDS), 0),
    summary: read(() => readBoolean(inputs, 'summary', false), false),
  }
  mistakes.push(...otherMistakes)
  if (mistakes.length > 0) {
    const causes = isAnythingEmpty(inputs) ? WHY_EMPTY : []
    throw new ActionError('SETTINGS_INVALID', tellMistakes(mistakes), causes)
  }
  return settings
}

/** Whatever comes from a secret or a variable is empty, without a warning, where there is none. */
function isAnythingEmpty(inputs: Inputs): boolean {
  const hasUrls = inputs['login-url'] !== '' && inputs['api-url'] !== ''
  return inputs['client-id'] === '' || inputs['client-secret'] === '' || (inputs.region === '' && !hasUrls)
}

class Mistake extends Error {}

const WHY_EMPTY = [
  'the secret or variable is not set for this repository, environment or organization: GitHub gives an empty text for a missing one, without a warning',
  'the workflow runs for a pull request from a fork or for Dependabot: these get no secrets',
  'the job names no environment, or another one than the secret belongs to',
]

function readCredential(inputs: Inputs, name: 'client-id' | 'client-secret'): string {
  if (inputs[name] !== '') return inputs[name]
  throw new Mistake(`${name} is empty.`)
}

function readClientId(inputs: Inputs): string {
  const value = readCredential(inputs, 'client-id')
  // RFC 7617: the first colon ends the user-id, so an id with one would shift part of itself into the secret.
  if (value.includes(':') || hasControlCharacters(value))
    throw new Mistake('client-id contains a colon or a control character: it is no client id.')
  return value
}

function readOrganizationId(inputs: Inputs): string | undefined {
  const id = inputs['organization-id']
  if (!/\s/.test(id)) return optional(id)
  throw new Mistake(
    `organization-id is ${quoted(id)}. It takes the id of the organization, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17, not its name.`,
  )
}

function readRegion(inputs: Inputs): Region | undefined {
  const text = inputs.region
  if (text === '') {
    const mistake = mistakeInNoRegion(inputs)
    if (mistake === undefined) return undefined
    throw new Mistake(mistake)
  }
  const region = parseRegion(text)
  if (region !== undefined) return region
  throw new Mistake(`region ${unknownRegion(text, 'login-url', 'api-url')}`)
}

function mistakeInNoRegion(inputs: Inputs): string | undefined {
  const missing = (['login-url', 'api-url'] as const).filter((name) => inputs[name] === '')
  if (missing.length === 0) return undefined
  const region = 'region is empty. Give it (for example eu-central-1 or mypurecloud.de)'
  return missing.length === 2
    ? `${region}, or both login-url and api-url.`
    : `${region}, or ${missing.join('')} as well, which is empty too.`
}

function readUrl(inputs: Inputs, name: 'login-url' | 'api-url', byRegion: string | undefined): string {
  const text = inputs[name]
  // A region that is missing or wrong was told already: one mistake is not counted twice.
  if (text === '') return byRegion ?? ''
  const parsed = parseBaseUrl(text)
  if ('mistake' in parsed) throw new Mistake(`${name} ${parsed.mistake}`)
  return parsed.url
}

function readBoolean(inputs: Inputs, name: InputName, byDefault: boolean): boolean {
  switch (inputs[name].toLowerCase()) {
    case '':
      return byDefault
    case 'true':
      return true
    case 'false':
      return false
    default:
      throw new Mistake(`${name} is ${quoted(inputs[name])}. It takes true or false.`)
  }
}

function readShare({ share }: Inputs): Share {
  switch (share.toLowerCase()) {
    case '':
    case 'none':
      return 'none'
    case 'run':
      return 'run'
    case 'repository':
      return 'repository'
    default:
      throw new Mistake(`share is ${quoted(share)}. It takes none, run or repository.`)
  }
}

function readRedis(inputs: Inputs): RedisTarget | undefined {
  if (inputs['redis-url'] === '') return undefined
  if (/^(?:none)?$/i.test(inputs.share)) {
    throw new Mistake(
      'redis-url is given, but nothing is shared. Set share to run or repository, or leave redis-url out.',
    )
  }
  const target = parseRedisUrl(inputs['redis-url'])
  if ('mistake' in target) throw new Mistake(`redis-url ${target.mistake}.`)
  return target
}

/** A whole number of seconds, in milliseconds. */
function readSeconds(
  inputs: Inputs,
  name: 'timeout-seconds' | 'min-validity-seconds',
  byDefault: number,
  shortest: number,
  longest: number,
): number {
  const text = inputs[name]
  if (text === '') return byDefault * 1000
  const seconds = /^\d+$/.test(text) ? Number(text) : -1
  if (seconds >= shortest && seconds <= longest) return seconds * 1000
  throw new Mistake(`${name} is ${quoted(text)}. It takes a whole number from ${shortest} to ${longest}.`)
}

const optional = (text: string): string | undefined => (text === '' ? undefined : text)
