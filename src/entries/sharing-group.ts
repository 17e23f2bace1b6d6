import { type RevokeSettings } from '../settings/settings.ts'
import { type GroupJobs, type SharingGroup } from '../sharing/entry-name.ts'

/** What tells the tokens of one group of jobs from those of another. */
export function groupOf(settings: RevokeSettings, jobs: GroupJobs): SharingGroup {
  const { credentials, tokenUrl, apiUrl, scope, shareKey } = settings
  return { credentials, tokenUrl, apiUrl, scope, key: shareKey, jobs }
}
