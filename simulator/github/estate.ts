import { type GitHubOptions, type RepositoryOptions } from './options.ts'
import { Vault } from './vault.ts'

/** A repository and the vaults in it. */
export interface Repository {
  readonly id: number
  readonly name: string
  readonly isArchived: boolean
  readonly vault: Vault
  readonly environments: ReadonlyMap<string, Vault>
}

/** All repositories and organizations of this GitHub, by their names in lower case. */
export interface Estate {
  readonly repositories: ReadonlyMap<string, Repository>
  readonly organizations: ReadonlyMap<string, Vault>
  /** Ids of repositories that were deleted. */
  readonly vanished: Set<number>
  /** How many entries a page of a list has at most. */
  readonly largestPage: number
}

/** Builds what the options describe; repositories without an id are numbered. */
export function buildEstate(options: GitHubOptions, now: number): Estate {
  const repositories = (options.repositories ?? []).map((repository, index) =>
    buildRepository(repository, index + 1, now),
  )
  const organizations = Object.entries(options.organizations ?? {}).map(([name, secrets]) => {
    const vault = new Vault()
    for (const [secret, { value, visibility, repositoryIds }] of Object.entries(secrets)) {
      const selected = repositoryIds === undefined ? {} : { repositoryIds }
      vault.put({ name: secret, value, visibility, ...selected }, now)
    }
    return [name.toLowerCase(), vault] as const
  })
  return {
    repositories: new Map(repositories.map((repository) => [repository.name.toLowerCase(), repository])),
    organizations: new Map(organizations),
    vanished: new Set(),
    largestPage: options.largestPage ?? 100,
  }
}

function buildRepository(options: RepositoryOptions, number: number, now: number): Repository {
  const environments = Object.entries(options.environments ?? {})
  return {
    id: options.id ?? number,
    name: options.name,
    isArchived: options.isArchived ?? false,
    vault: filled(options.secrets ?? {}, now),
    environments: new Map(environments.map(([name, secrets]) => [name, filled(secrets, now)])),
  }
}

function filled(secrets: Readonly<Record<string, string>>, now: number): Vault {
  const vault = new Vault()
  for (const [name, value] of Object.entries(secrets)) vault.put({ name, value }, now)
  return vault
}
