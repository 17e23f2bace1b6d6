/** What a token may do, as fine-grained tokens and GitHub Apps say it; what is left out it may not. */
export interface TokenPermissions {
  /** Secrets of repositories. */
  readonly secrets?: 'read' | 'write'
  /** Environments with their secrets. */
  readonly environments?: 'read' | 'write'
  /** Secrets of organizations. */
  readonly organizationSecrets?: 'read' | 'write'
}

/** A repository with its secrets. */
export interface RepositoryOptions {
  readonly id?: number
  /** `owner/name`. */
  readonly name: string
  readonly isArchived?: boolean
  readonly secrets?: Readonly<Record<string, string>>
  /** Secrets of each environment, by its name. */
  readonly environments?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** An organization secret and who may use it. */
export interface OrganizationSecretOptions {
  readonly value: string
  readonly visibility: 'all' | 'private' | 'selected'
  readonly repositoryIds?: readonly number[]
}

/** What can be said about a simulated GitHub. */
export interface GitHubOptions {
  /** Tokens and what they may do. */
  readonly tokens?: Readonly<Record<string, TokenPermissions>>
  readonly repositories?: readonly RepositoryOptions[]
  /** Secrets of each organization, by its name. */
  readonly organizations?: Readonly<Record<string, Readonly<Record<string, OrganizationSecretOptions>>>>
  /** Where an Enterprise Server has its API: `/api/v3`. */
  readonly pathPrefix?: string
  /** How many entries a page of a list has at most; 100 by default. */
  readonly largestPage?: number
  readonly now?: () => number
}
