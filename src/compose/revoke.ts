import { revokeShared } from '../action/revoke-shared.ts'
import { parseSettings } from '../action/settings.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { requireFiles } from '../adapters/runner/github.ts'
import { readInputs } from '../adapters/runner/inputs.ts'
import type { ActionContext } from '../adapters/runner/run-action.ts'
import { readReach } from '../adapters/runner/workflow-run.ts'
import { maskCredentials } from './mask-credentials.ts'
import { retryingOver } from './retrying.ts'
import { openTokenStore } from './token-store.ts'

/** The action in `revoke/`: ends the token that the other jobs shared. */
export async function revoke(context: ActionContext): Promise<void> {
  const { runner } = context
  const inputs = readInputs()
  const proxy = useProxySettings()
  maskCredentials(runner, inputs, proxy)
  const settings = parseSettings({ ...inputs, share: inputs.share || 'run' }, proxy.mistakes)
  requireFiles(['GITHUB_OUTPUT'])
  const reach = settings.share === 'none' ? undefined : readReach(settings.share)
  if (reach === undefined || 'missing' in reach) {
    const because = reach === undefined ? 'share is none' : `${reach.missing} is not set`
    runner.say(`There is no shared token (${because}); nothing to revoke.`)
    runner.setOutput('revoked', 'false')
    return
  }
  const retrying = retryingOver(context)
  const store = await openTokenStore(settings, runner, retrying)
  const { timeoutMs } = settings
  await revokeShared({ circle: { ...settings, reach }, store, timeoutMs, runner, retrying })
}
