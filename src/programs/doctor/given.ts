import { type Fields } from '../../core/json.ts'
import { Secret } from '../../core/secret.ts'
import { type GivenSettings, type GivenText } from '../../doctor/given.ts'
import { targetOf, type HostRole, type Target } from '../../doctor/target.ts'
import { parseRegion } from '../../genesys/region.ts'
import { CLIENT_FIELDS } from '../../settings/fields.ts'
import { Mistake, type Field, type Source } from '../../settings/reader.ts'
import { variableSource } from '../../settings/sources.ts'

/** What doctor goes by, right or wrong. */
export interface DoctorInput {
  readonly source: Source
  readonly environment: Readonly<Record<string, string | undefined>>
  /** As it was given; empty where there is none. */
  readonly rawSecret: string
  /** What the reader of the settings says of them all; empty if nothing is wrong. */
  readonly mistakes: string
  /** What the agent tells, for what no setting does; empty texts where it does not know. */
  readonly agent?: AgentPlace | undefined
}

/** Where an agent's tokens come from and are used; empty where that is not known. */
export interface AgentPlace {
  readonly region: string
  readonly tokenUrl: string
  readonly apiUrl: string
  /** The whole life of its token. */
  readonly lifetimeMs: number | undefined
}

/** What an agent's status tells of its place. */
export function agentPlaceOf(status: Fields): AgentPlace {
  const text = (name: string): string => {
    const value = status[name]
    return typeof value === 'string' ? value : ''
  }
  const seconds = status['lifetimeSeconds']
  return {
    region: text('region'),
    tokenUrl: text('tokenUrl'),
    apiUrl: text('apiUrl'),
    lifetimeMs: typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined,
  }
}

/** An environment as if it had what the agent has: nothing of that is missing there. */
export function withAgent(
  environment: Readonly<Record<string, string | undefined>>,
  agent: AgentPlace,
): Readonly<Record<string, string | undefined>> {
  const { clientId, secret, region, loginUrl, tokenUrl, apiUrl } = CLIENT_FIELDS
  const { text } = variableSource(environment)
  const isHostGiven = [region, loginUrl, tokenUrl, apiUrl].some((field) => text(field) !== '')
  const fromAgent = [
    [clientId, 'agent'],
    [secret, 'agent'],
    ...(isHostGiven
      ? []
      : ([
          [tokenUrl, agent.tokenUrl || AGENT_URL],
          [apiUrl, agent.apiUrl || AGENT_URL],
        ] as const)),
  ] as const
  const missing = fromAgent.filter(([field]) => text(field) === '')
  return {
    ...environment,
    ...Object.fromEntries(missing.map(([{ variable = '' }, value]) => [variable, value])),
  }
}

/** Stands for a host that only the agent knows; nothing is sent there. */
const AGENT_URL = 'https://agent.invalid'

/** What can be looked at. */
export interface Given {
  readonly settings: GivenSettings
  readonly hosts: Readonly<Record<HostRole, Target | undefined>>
  readonly tokenUrl: string | undefined
}

const OTHER_TOOLS = ['GENESYSCLOUD_GATEWAY_HOST', 'GENESYSCLOUD_PROXY_HOST']

/** The hosts are found although other settings are wrong: there is still a network to look at. */
export function whatIsGiven(input: DoctorInput): Given {
  const { source, environment, rawSecret, mistakes, agent } = input
  const { clientId, secret, region, loginUrl, tokenUrl, apiUrl } = CLIENT_FIELDS
  const named = (field: Field<unknown>): GivenText => ({ name: source.name(field), text: source.text(field) })
  const urls = urlsOf(source, agent)
  return {
    settings: {
      mistakes,
      clientId: named(clientId),
      secret:
        rawSecret.trim() === '' ? undefined : { name: source.name(secret), value: new Secret(rawSecret) },
      region: named(region),
      urls: [loginUrl, tokenUrl, apiUrl].map(named).filter(({ text }) => text !== ''),
      isFromAgent: agent !== undefined,
      otherTools: OTHER_TOOLS.filter((name) => (environment[name] ?? '') !== ''),
    },
    hosts: {
      login: urls.tokenUrl === undefined ? undefined : targetOf('login', urls.tokenUrl),
      api: urls.apiUrl === undefined ? undefined : targetOf('api', urls.apiUrl),
    },
    tokenUrl: urls.tokenUrl,
  }
}

function urlsOf(
  source: Source,
  agent: AgentPlace | undefined,
): { readonly tokenUrl: string | undefined; readonly apiUrl: string | undefined } {
  const region = parseRegion(source.text(CLIENT_FIELDS.region) || (agent?.region ?? ''))
  const loginUrl =
    valid(CLIENT_FIELDS.loginUrl, source) ??
    (region === undefined ? undefined : `https://login.${region.domain}`)
  return {
    tokenUrl:
      valid(CLIENT_FIELDS.tokenUrl, source) ??
      (loginUrl === undefined ? agent?.tokenUrl || undefined : `${loginUrl}/oauth/token`),
    apiUrl:
      valid(CLIENT_FIELDS.apiUrl, source) ??
      (region === undefined ? agent?.apiUrl || undefined : `https://api.${region.domain}`),
  }
}

function valid<Value>(field: Field<Value>, source: Source): Value | undefined {
  const value = field.parse(source.text(field))
  return value instanceof Mistake ? undefined : value
}
