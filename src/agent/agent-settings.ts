import { type GrantSettings } from '../oauth/grant.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { Secret } from '../core/secret.ts'
import { type Moment } from '../core/time.ts'
import { type AgentAddress } from '../adapters/agent-socket/address.ts'

/** What a keeper of tokens has to know. */
export interface ManagerSettings extends GrantSettings {
  /** AWS name; empty if only URLs are known. */
  readonly region: string
  readonly apiUrl: string
  readonly minValidityMs: number
  /** How long one renewal may take, all its retries included. */
  readonly timeoutMs: number
  /** Whether the tokens that the keeper was granted end with it. */
  readonly revoke: boolean
}

/** Everything that an agent is told when it starts, over stdin: argument lists and environments can be read by others. */
export interface AgentSettings extends ManagerSettings {
  readonly address: AgentAddress
  /** Seals the list of tokens that post has to revoke if the agent cannot. */
  readonly journalKey: Secret
  /** The first token that is served; whoever started the agent answers for its end. */
  readonly first: AccessToken
  readonly refreshToken: Secret | undefined
}

/** The settings as one JSON text. It holds secrets: a pipe to the agent is the only place for it. */
export function encodeSettings(settings: AgentSettings): string {
  return JSON.stringify({
    ...settings,
    clientSecret: settings.clientSecret.reveal(),
    journalKey: settings.journalKey.reveal(),
    first: { ...settings.first, value: settings.first.value.reveal() },
    refreshToken: settings.refreshToken?.reveal(),
  })
}

/** @throws Error that names the first field that is wrong, without its value */
export function decodeSettings(text: string): AgentSettings {
  const fields = objectOf(parse(text), 'the settings')
  const address = objectOf(fields['address'], 'address')
  return {
    clientId: textOf(fields, 'clientId'),
    clientSecret: new Secret(textOf(fields, 'clientSecret')),
    tokenUrl: textOf(fields, 'tokenUrl'),
    place: textOf(fields, 'place'),
    scope: optionalText(fields, 'scope'),
    region: textOf(fields, 'region'),
    apiUrl: textOf(fields, 'apiUrl'),
    minValidityMs: numberOf(fields, 'minValidityMs'),
    timeoutMs: numberOf(fields, 'timeoutMs'),
    revoke: fields['revoke'] === true,
    address: {
      socket: textOf(address, 'socket'),
      folder: textOf(address, 'folder'),
      nonce: textOf(address, 'nonce'),
    },
    journalKey: new Secret(textOf(fields, 'journalKey')),
    first: readToken(objectOf(fields['first'], 'first')),
    refreshToken: secretOf(optionalText(fields, 'refreshToken')),
  }
}

type Fields = Readonly<Record<string, unknown>>

/** A token that was written as JSON with its value revealed. */
export function readToken(fields: Fields): AccessToken {
  return {
    value: new Secret(textOf(fields, 'value')),
    type: textOf(fields, 'type'),
    expiresAt: numberOf(fields, 'expiresAt'),
    endsAfter: numberOf(fields, 'endsAfter'),
    deadBy: readMoment(objectOf(fields['deadBy'], 'deadBy')),
    lifetimeMs: numberOf(fields, 'lifetimeMs'),
  }
}

function readMoment(fields: Fields): Moment {
  return { wallMs: numberOf(fields, 'wallMs'), monotonicMs: numberOf(fields, 'monotonicMs') }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, and that holds the secret.
    throw new Error('the settings are not JSON')
  }
}

export function objectOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new Error(`${name} is missing`)
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === 'string') return value
  throw new Error(`${name} is missing`)
}

function optionalText(fields: Fields, name: string): string | undefined {
  return fields[name] === undefined ? undefined : textOf(fields, name)
}

function numberOf(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value === 'number') return value
  throw new Error(`${name} is missing`)
}

const secretOf = (text: string | undefined): Secret | undefined =>
  text === undefined ? undefined : new Secret(text)
