import type { Settings } from '../settings/settings.ts'
import type { ActionContext } from '../adapters/github-runner/run-action.ts'
import { readJobs } from '../adapters/github-runner/workflow-run.ts'
import type { RequestContext } from '../http/send.ts'
import type { GroupJobs } from '../sharing/entry-name.ts'
import { joinGroup, type Sharing } from '../sharing/election.ts'
import { openTokenStore } from './token-store.ts'

/** This job's part in sharing a token; `undefined`, with a line that says why, where that is not possible. */
export async function openSharing(
  settings: Settings,
  share: GroupJobs['share'],
  { runner }: ActionContext,
  retrying: RequestContext,
): Promise<Sharing | undefined> {
  const jobs = readJobs(share)
  if ('missing' in jobs) {
    runner.say(`Not sharing a token: ${jobs.missing} is not set. Getting one for this job alone.`)
    return undefined
  }
  const store = await openTokenStore(settings, runner, retrying)
  const debug = (sentence: string): void => runner.debug(sentence)
  return joinGroup(
    { ...settings, group: { ...settings, key: settings.shareKey, jobs } },
    { ...retrying, store, debug },
  )
}
