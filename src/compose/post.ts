import { finish } from '../action/finish.ts'
import { readProxySettings } from '../adapters/proxy.ts'
import { type ActionContext } from '../adapters/runner/run-action.ts'
import { retryingOver } from './retrying.ts'

/** The post step: revokes what main left behind. */
export async function post(context: ActionContext): Promise<void> {
  const { runner } = context
  runner.mask(readProxySettings().secrets)
  await finish(runner.savedState(), runner, retryingOver(context))
}
