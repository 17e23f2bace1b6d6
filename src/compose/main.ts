import type { AgentStarter } from '../action/keep-fresh.ts'
import { obtain } from '../action/obtain.ts'
import { parseSettings, type Settings } from '../action/settings.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { requireFiles } from '../adapters/runner/github.ts'
import { readInputs } from '../adapters/runner/inputs.ts'
import { type ActionContext } from '../adapters/runner/run-action.ts'
import type { Retrying } from '../genesys/with-retry.ts'
import type { Sharing } from '../sharing/share.ts'
import { maskCredentials } from './mask-credentials.ts'
import { retryingOver } from './retrying.ts'

/** The main step: a token in the outputs, or an error. */
export async function main(context: ActionContext): Promise<void> {
  const { runner } = context
  const inputs = readInputs()
  const proxy = useProxySettings()
  maskCredentials(runner, inputs, proxy)
  const settings = parseSettings(inputs, proxy.mistakes)
  const { exportEnvironment, keepFresh } = settings
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', ...(exportEnvironment || keepFresh ? ['GITHUB_ENV'] : [])]
  requireFiles(keepFresh ? [...files, 'GITHUB_PATH'] : files)
  const retrying = retryingOver(context)
  const sharing = await sharingOf(settings, context, retrying)
  await obtain(settings, runner, retrying, sharing, await starterOf(settings, context))
}

async function starterOf(settings: Settings, { signal }: ActionContext): Promise<AgentStarter | undefined> {
  if (!settings.keepFresh) return undefined
  const { agentStarter } = await import('./keep-fresh.ts')
  return agentStarter(settings, signal)
}

/** Loaded only where it is wanted: a job on its own pays nothing for it. */
async function sharingOf(
  settings: Settings,
  context: ActionContext,
  retrying: Retrying,
): Promise<Sharing | undefined> {
  if (settings.share === 'none') return undefined
  const { openSharing } = await import('./sharing.ts')
  return openSharing(settings, settings.share, context, retrying)
}
