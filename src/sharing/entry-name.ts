import { createHmac, hkdfSync } from 'node:crypto'
import type { Secret } from '../core/secret.ts'

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
  readonly clientId: string
  readonly clientSecret: Secret
  readonly loginUrl: string
  readonly apiUrl: string
  readonly scope: string | undefined
  /** Keeps apart what would share otherwise. */
  readonly key: string | undefined
  readonly jobs: GroupJobs
}

const NAME_KEY_PURPOSE = 'gc-oauth-action: name of a shared entry'

/**
 * The name under which a circle's entries are kept. It is a keyed hash: whoever lists the store learns
 * nothing from it, and only who knows the client secret can tell where to look.
 */
export function entryName(group: SharingGroup): string {
  const { clientId, clientSecret, loginUrl, apiUrl, scope, key, jobs } = group
  const nameKey = hkdfSync('sha256', clientSecret.reveal(), '', NAME_KEY_PURPOSE, 32)
  // JSON keeps the fields apart: no two circles can run into the same text.
  const identity = JSON.stringify([clientId, loginUrl, apiUrl, scope ?? null, key ?? null, ...jobParts(jobs)])
  return `gc-oauth-action-${createHmac('sha256', new Uint8Array(nameKey)).update(identity).digest('hex')}`
}

/** What an entry is bound to besides its name, so that it cannot be replayed to another circle. */
export function jobParts(jobs: GroupJobs): readonly string[] {
  return jobs.share === 'run'
    ? ['run', jobs.repositoryId, jobs.runId, jobs.runAttempt]
    : ['repository', jobs.repositoryId]
}
