import { createHash } from 'node:crypto'
import type { Client } from './options.ts'

/** `TokenInfo`; OAuthClient has capital letters in the real one too. */
export function tokenInfo(client: Client, idlesAt: number | undefined): object {
  const org = { id: client.organizationId, name: client.organizationName }
  return {
    organization: org,
    homeOrganization: org,
    authorizedScope: [],
    ...(idlesAt === undefined ? {} : { dateTokenIdles: new Date(idlesAt).toISOString() }),
    OAuthClient: {
      id: client.id,
      name: client.name,
      authorizedGrantType: client.grantType,
      scope: [],
      roleDivisions: [],
      state: client.state,
      organization: org,
    },
  }
}

/** `IdleTokenTimeout` of the organization. */
export function idleTimeout(seconds: number | undefined): object {
  const isEnabled = seconds !== undefined
  return { enableIdleTokenTimeout: isEnabled, ...(isEnabled ? { idleTokenTimeoutSeconds: seconds } : {}) }
}

/** `AuthzSubject` of a client: one role with what the client may do, in the home division; none if it may do nothing. */
export function subject(client: Client): object {
  const { id, name } = division('Home')
  const policies = client.permissions.map((permission) => {
    const [domain = '', entityName = '', action = ''] = permission.split(':')
    return { domain, entityName, actions: [action] }
  })
  const role = { ...named('/api/v2/authorization/roles', `${client.name} role`), policies }
  return {
    id: client.id,
    name: client.name,
    grants: client.permissions.length === 0 ? [] : [{ subjectId: client.id, division: { id, name }, role }],
  }
}

/** `LimitsEntityListing` of the namespace `platform.api`, the part about tokens. */
export function apiLimits(requestsPerMinute: number): object {
  const limit = (key: string): object => ({ key, namespace: 'platform.api', value: requestsPerMinute })
  return { entities: [limit('client.credentials.token.rate.per.minute'), limit('token.rate.per.minute')] }
}

/** `OAuthClient` without the secret, as GET and PUT show it. */
export function oauthClient(client: Client): object {
  return {
    id: client.id,
    name: client.name,
    accessTokenValiditySeconds: client.tokenLifetimeSeconds,
    authorizedGrantType: client.grantType,
    scope: [],
    roleDivisions: [],
    state: client.state,
    selfUri: `/api/v2/oauth/clients/${client.id}`,
  }
}

/** `Organization`, the small part that scripts look at. */
export function organization(client: Client): object {
  return {
    id: client.organizationId,
    name: client.organizationName,
    defaultLanguage: 'en-us',
    defaultCountryCode: 'DE',
    thirdPartyOrgName: slug(client.organizationName),
    domain: `${slug(client.organizationName)}.orgspan.com`,
    version: 7,
    state: 'active',
    voicemailEnabled: false,
    productPlatform: 'PureCloud',
    selfUri: '/api/v2/organizations/me',
  }
}

/** A page of queues. */
export function queues(query: URLSearchParams): object {
  const home = division('Home')
  const all = ['Billing', 'Complaints', 'Orders', 'Support'].map((name) => ({
    ...named('/api/v2/routing/queues', name),
    division: { id: home.id, name: home.name, selfUri: home.selfUri },
    memberCount: 0,
  }))
  return page('/api/v2/routing/queues', all, query)
}

/** A page of divisions. */
export function divisions(query: URLSearchParams): object {
  const home = { ...division('Home'), description: 'Where everything is at first.', homeDivision: true }
  const other = { ...division('Service desk'), description: '', homeDivision: false }
  return page('/api/v2/authorization/divisions', [home, other], query)
}

/** `OrganizationProductEntityListing`, which CX as Code reads at its start; empty here. */
export function products(): object {
  return { total: 0, entities: [], selfUri: '/api/v2/authorization/products' }
}

function division(name: string): ReturnType<typeof named> {
  return named('/api/v2/authorization/divisions', name)
}

/** Ids follow from names, so that two calls, and two runs, tell the same story. */
function named(path: string, name: string): { id: string; name: string; selfUri: string } {
  const digest = createHash('sha256').update(`${path}/${name}`).digest('hex')
  const id = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
  return { id, name, selfUri: `${path}/${id}` }
}

/** A page of what `name` leaves: the whole name in any letter case, with `*` for any text. */
function page(path: string, every: readonly { name: string }[], query: URLSearchParams): object {
  const name = query.get('name') ?? ''
  const all = every.filter((one) => name === '' || matchesName(name, one.name))
  const pageSize = positive(query.get('pageSize'), 25)
  const pageNumber = positive(query.get('pageNumber'), 1)
  const pageCount = Math.max(1, Math.ceil(all.length / pageSize))
  const filter = name === '' ? '' : `&name=${encodeURIComponent(name)}`
  const uri = (number: number): string => `${path}?pageSize=${pageSize}&pageNumber=${number}${filter}`
  return {
    entities: all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
    pageSize,
    pageNumber,
    total: all.length,
    firstUri: uri(1),
    selfUri: uri(pageNumber),
    lastUri: uri(pageCount),
    ...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
    pageCount,
  }
}

function matchesName(wanted: string, name: string): boolean {
  const parts = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(name)
}

function positive(text: string | null, otherwise: number): number {
  const value = Number(text)
  return Number.isInteger(value) && value > 0 ? value : otherwise
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
