import type { Settings } from '../action/settings.ts'
import type { ActionContext } from '../adapters/runner/run-action.ts'
import { readReach } from '../adapters/runner/workflow-run.ts'
import type { Retrying } from '../genesys/with-retry.ts'
import type { Reach } from '../sharing/entry-name.ts'
import { joinCircle, type Sharing } from '../sharing/share.ts'
import { openTokenStore } from './token-store.ts'

/** This job's part in sharing a token; `undefined`, with a line that says why, where that is not possible. */
export async function openSharing(
  settings: Settings,
  share: Reach['share'],
  { runner }: ActionContext,
  retrying: Retrying,
): Promise<Sharing | undefined> {
  const reach = readReach(share)
  if ('missing' in reach) {
    runner.say(`Not sharing a token: ${reach.missing} is not set. Getting one for this job alone.`)
    return undefined
  }
  const store = await openTokenStore(settings, runner, retrying)
  const debug = (sentence: string): void => runner.debug(sentence)
  return joinCircle({ ...settings, circle: { ...settings, reach } }, { ...retrying, store, debug })
}
