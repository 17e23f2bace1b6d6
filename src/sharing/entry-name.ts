import { createHmac } from 'node:crypto'
import { sharedKey, type ClientCredentials } from '../oauth/client-credentials.ts'

/** The jobs that share one token: those of one attempt of a run, or all of a repository. */
export type GroupJobs =
  | {
      readonly share: 'run'
      readonly repositoryId: string
      readonly runId: string
      readonly runAttempt: string
    }
  | { readonly share: 'repository'; readonly repositoryId: string }

/** Everything that tells one shared token from another. */
export interface SharingGroup {
  readonly credentials: ClientCredentials
  readonly tokenUrl: string
  readonly apiUrl: string
  readonly scope: string | undefined
  /** Keeps apart what would share otherwise. */
  readonly key: string | undefined
  readonly jobs: GroupJobs
}

const NAME_KEY_PURPOSE = 'gc-oauth-action: name of a shared entry'

/**
 * The name under which a sharing group's entries are kept. It is a keyed hash: who lists the store learns
 * nothing from it, and only who knows the client secret can tell where to look.
 */
export function entryName(group: SharingGroup): string {
  const { credentials, tokenUrl, apiUrl, scope, key, jobs } = group
  const parts = [credentials.clientId, tokenUrl, apiUrl, scope ?? null, key ?? null, ...jobParts(jobs)]
  // JSON keeps the fields apart: no two groups can run into the same text.
  const hash = createHmac('sha256', groupKey(credentials, NAME_KEY_PURPOSE)).update(JSON.stringify(parts))
  return `gc-oauth-action-${hash.digest('hex')}`
}

/** What an entry is bound to besides its name, so that it cannot be replayed to another group. */
export function jobParts(jobs: GroupJobs): readonly string[] {
  return jobs.share === 'run'
    ? ['run', jobs.repositoryId, jobs.runId, jobs.runAttempt]
    : ['repository', jobs.repositoryId]
}

/**
 * The same jobs in each attempt of their run up to this one, the newest first: an attempt that is repeated leaves its token to those
 * that come after it.
 */
export function attemptsUpTo(jobs: GroupJobs): readonly GroupJobs[] {
  if (jobs.share !== 'run' || !/^[1-9]\d{0,3}$/.test(jobs.runAttempt)) return [jobs]
  const newest = Number(jobs.runAttempt)
  return Array.from({ length: newest }, (_, index) => ({ ...jobs, runAttempt: String(newest - index) }))
}

/**
 * A key that all jobs of a group can derive. What shares has credentials with a secret in common: the settings see to that.
 *
 * @throws Error for credentials that have none
 */
export function groupKey(credentials: ClientCredentials, purpose: string, salt?: Uint8Array): Uint8Array {
  const key = sharedKey(credentials, purpose, salt)
  if (key === undefined) throw new Error('These client credentials have no secret that jobs could share.')
  return key
}
