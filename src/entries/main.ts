import type { AgentStarter } from '../programs/keep-fresh.ts'
import { obtain } from '../programs/main.ts'
import { describeUnlisted } from '../genesys/region.ts'
import { TOKEN_FIELDS } from '../settings/fields.ts'
import { formsToMask } from '../settings/reader.ts'
import { readSettings, type Settings } from '../settings/settings.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { requireFiles } from '../adapters/github-runner/github-step.ts'
import { stepInputs } from '../adapters/github-runner/inputs.ts'
import { runAction, type ActionContext } from '../adapters/github-runner/run-action.ts'
import type { RequestContext } from '../http/send.ts'
import type { Sharing } from '../sharing/election.ts'
import { explained } from './explained.ts'
import { retryingOver } from './request-context.ts'

runAction((context) => explained(main(context), TOKEN_FIELDS))

/** The main step: a token in the outputs, or an error. */
async function main(context: ActionContext): Promise<void> {
  const { runner } = context
  const inputs = stepInputs()
  const proxy = useProxySettings()
  runner.mask([...formsToMask(TOKEN_FIELDS, inputs), ...proxy.secrets])
  const settings = readSettings(inputs, proxy.mistakes)
  const unlisted = describeUnlisted(settings.region?.name ?? '')
  if (unlisted !== undefined) runner.say(unlisted)
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
  retrying: RequestContext,
): Promise<Sharing | undefined> {
  if (settings.share === 'none') return undefined
  const { openSharing } = await import('./sharing.ts')
  return openSharing(settings, settings.share, context, retrying)
}
