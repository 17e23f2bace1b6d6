import { type Answer, jsonAnswer, type Request } from '../genesys/message.ts'
import { type Estate } from './estate.ts'
import { type TokenPermissions } from './options.ts'
import { type StoredSecret, type Vault } from './vault.ts'

/** The folder of secrets that a path names, and what a token needs there. */
interface Scope {
  readonly vault: Vault | undefined
  readonly permission: 'read' | 'write' | undefined
  readonly isArchived: boolean
  readonly isOrganization: boolean
  /** What follows the folder: `public-key`, a name, or a name and `repositories`. */
  readonly rest: readonly string[]
}

const VISIBILITIES = ['all', 'private', 'selected'] as const

/** What GitHub's secrets API answers (https://docs.github.com/rest/actions/secrets). */
export function answerAsGitHub(
  estate: Estate,
  tokens: Readonly<Record<string, TokenPermissions>>,
  request: Request,
  now: number,
): Answer {
  // GitHub turns away clients that do not say who they are.
  if ((request.headers['user-agent'] ?? '') === '')
    return githubError(403, 'Request forbidden by administrative rules.')
  const token = /^(?:bearer|token) +(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  if (token === undefined) return githubError(401, 'Requires authentication')
  const permissions = tokens[token]
  if (permissions === undefined) return githubError(401, 'Bad credentials')
  const scope = findScope(estate, permissions, request.path)
  // A token that may not even read is not told whether there is anything.
  if (scope?.vault === undefined) return notFound()
  if (scope.permission === undefined) return notAccessible()
  const { vault, rest } = scope
  const [name = '', below] = rest
  if (request.method === 'GET' && name === '') return list(vault, request.query)
  if (request.method === 'GET') return read(estate, vault, name, below, request)
  if (below !== undefined || name === '' || name === 'public-key') return notFound()
  if (scope.permission !== 'write') return notAccessible()
  if (scope.isArchived) return archived()
  if (request.method === 'DELETE') return vault.delete(name) ? noContent() : notFound()
  if (request.method === 'PUT') return put(estate, { ...scope, vault }, name, request, now)
  return notFound()
}

function findScope(estate: Estate, permissions: TokenPermissions, path: string): Scope | undefined {
  const [kind, ...parts] = path.split('/').slice(1).map(decodeURIComponent)
  if (kind === 'orgs') {
    const [organization = '', actions, secrets, ...rest] = parts
    if (actions !== 'actions' || secrets !== 'secrets') return undefined
    const vault = estate.organizations.get(organization.toLowerCase())
    return {
      vault,
      permission: permissions.organizationSecrets,
      isArchived: false,
      isOrganization: true,
      rest,
    }
  }
  if (kind !== 'repos') return undefined
  const [owner = '', name = '', area, second = '', ...rest] = parts
  const repository = estate.repositories.get(`${owner}/${name}`.toLowerCase())
  const common = { isArchived: repository?.isArchived ?? false, isOrganization: false }
  if (area === 'actions' && second === 'secrets') {
    return { ...common, vault: repository?.vault, permission: permissions.secrets, rest }
  }
  if (area !== 'environments' || rest[0] !== 'secrets') return undefined
  const vault = repository?.environments.get(second)
  return { ...common, vault, permission: permissions.environments, rest: rest.slice(1) }
}

function read(
  estate: Estate,
  vault: Vault,
  name: string,
  below: string | undefined,
  request: Request,
): Answer {
  if (name === 'public-key' && below === undefined) return jsonAnswer(200, vault.publicKey)
  const secret = vault.find(name)
  if (secret === undefined) return notFound()
  if (below === undefined) return jsonAnswer(200, describe(secret))
  if (below !== 'repositories' || secret.visibility !== 'selected') return notFound()
  return repositoriesOf(estate, secret, request.query)
}

function describe({ name, createdAt, updatedAt, visibility }: StoredSecret): object {
  return {
    name,
    created_at: inSeconds(createdAt),
    updated_at: inSeconds(updatedAt),
    ...(visibility === undefined ? {} : { visibility }),
  }
}

const inSeconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`

function list(vault: Vault, query: URLSearchParams): Answer {
  const secrets = [...vault.secrets.values()]
  return jsonAnswer(200, {
    total_count: secrets.length,
    secrets: secrets.slice(0, pageSizeOf(query)).map(describe),
  })
}

const pageSizeOf = (query: URLSearchParams, largest = 100): number =>
  Math.min(largest, Number(query.get('per_page') ?? 30))

/** A page of the list, with a link to the next one, which GitHub gives by another path. */
function repositoriesOf(estate: Estate, secret: StoredSecret, query: URLSearchParams): Answer {
  const ids = (secret.repositoryIds ?? []).filter((id) => !estate.vanished.has(id))
  const pageSize = pageSizeOf(query, estate.largestPage)
  const page = Number(query.get('page') ?? 1)
  const known = [...estate.repositories.values()]
  const repositories = ids.slice((page - 1) * pageSize, page * pageSize).map((id) => {
    const name = known.find((repository) => repository.id === id)?.name ?? `octo/repository-${id}`
    return { id, name: name.split('/')[1] ?? name, full_name: name }
  })
  const next = `https://api.github.com/organizations/1/actions/secrets/${secret.name}/repositories?per_page=${pageSize}&page=${page + 1}`
  const isLast = page * pageSize >= ids.length
  const links = isLast ? {} : { Link: `<${next}>; rel="next", <https://api.github.com/>; rel="last"` }
  return jsonAnswer(200, { total_count: ids.length, repositories }, links)
}

function put(
  estate: Estate,
  { vault, isOrganization }: { readonly vault: Vault; readonly isOrganization: boolean },
  name: string,
  request: Request,
  now: number,
): Answer {
  if (!/^[a-z_][a-z0-9_]*$/i.test(name) || /^github_/i.test(name)) {
    return githubError(422, 'Secret names can only contain alphanumeric characters and underscores.')
  }
  const fields = parse(request.body)
  const { encrypted_value: box, key_id: keyId, visibility, selected_repository_ids: ids } = fields
  if (typeof box !== 'string' || keyId !== vault.publicKey.key_id) {
    return githubError(422, 'The value was not encrypted for the current public key.')
  }
  const value = vault.open(box)
  if (value === undefined) return githubError(422, 'The encrypted value cannot be opened.')
  const before = vault.find(name)
  if (before === undefined && vault.secrets.size >= (isOrganization ? 1_000 : 100)) {
    return githubError(422, 'Validation Failed')
  }
  if (!isOrganization) return done(vault.put({ name: before?.name ?? name, value }, now))
  const known = VISIBILITIES.find((candidate) => candidate === visibility)
  if (known === undefined) return githubError(422, 'Visibility is required for organization secrets.')
  const selected = known === 'selected' ? { repositoryIds: Array.isArray(ids) ? ids.map(Number) : [] } : {}
  if (selected.repositoryIds?.some((id) => estate.vanished.has(id)) === true) {
    return githubError(422, 'Validation Failed')
  }
  return done(vault.put({ name, value, visibility: known, ...selected }, now))
}

function done(outcome: 'created' | 'updated'): Answer {
  return outcome === 'created' ? jsonAnswer(201, {}) : noContent()
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

const DOCUMENTATION = 'https://docs.github.com/rest'

/** An error of GitHub's API, whose body repeats the status as a text. */
function githubError(status: number, message: string): Answer {
  return jsonAnswer(status, { message, documentation_url: DOCUMENTATION, status: String(status) })
}

/** No such thing, or none that this token may know of. */
export function notFound(): Answer {
  return githubError(404, 'Not Found')
}

/** The token lacks a permission. */
function notAccessible(): Answer {
  return githubError(403, 'Resource not accessible by integration')
}

/** Writing to an archived repository. */
function archived(): Answer {
  return githubError(403, 'Repository was archived so is read-only.')
}

/** Success without a body. */
function noContent(): Answer {
  return { status: 204, headers: {}, body: '' }
}
