import type { Settings } from '../settings/settings.ts'
import type { ActionContext } from '../adapters/github-runner/run-action.ts'
import { readJobs } from '../adapters/github-runner/workflow-run.ts'
import type { RequestContext } from '../http/send.ts'
import type { GroupJobs } from '../sharing/entry-name.ts'
import { joinGroup, type Sharing } from '../sharing/election.ts'
import { groupOf } from './sharing-group.ts'
import { openTokenStore } from './token-store.ts'

/** This job's part in sharing a token; `undefined`, with a line that says why, where that is not possible. */
export async function openSharing(
  settings: Settings,
  share: GroupJobs['share'],
  { step }: ActionContext,
  context: RequestContext,
): Promise<Sharing | undefined> {
  const jobs = readJobs(share)
  if ('missing' in jobs) {
    step.log(`Not sharing a token: ${jobs.missing} is not set. Getting one for this job alone.`)
    return undefined
  }
  const store = await openTokenStore(settings, step, context)
  const debug = (sentence: string): void => step.debug(sentence)
  return joinGroup({ ...settings, group: groupOf(settings, jobs) }, { ...context, store, debug })
}
