import './early-signals.ts'
import type { AgentStarter } from '../programs/keep-fresh.ts'
import { main as run } from '../programs/main.ts'
import { type MainSettings } from '../programs/main-settings.ts'
import type { StepDoctor } from '../programs/doctor/step-doctor.ts'
import { describeUnlisted, placeOf } from '../genesys/region.ts'
import { TOKEN_FIELDS } from '../settings/fields.ts'
import { formsToMask } from '../settings/reader.ts'
import { readingOf } from '../settings/reading.ts'
import { describeIdleInputs, readSettings, type Settings } from '../settings/settings.ts'
import { environment } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { requireFiles } from '../adapters/github-runner/github-step.ts'
import { stepInputs } from '../adapters/github-runner/inputs.ts'
import { runAction, type ActionContext } from '../adapters/github-runner/run-action.ts'
import type { RequestContext } from '../http/send.ts'
import type { Sharing } from '../sharing/election.ts'
import { authenticationOf } from './authentication.ts'
import { explained } from './explained.ts'
import { requestContextOf } from './request-context.ts'
import type { StepParts } from './step-doctor.ts'

runAction((action) => explained(main(action), TOKEN_FIELDS))

/** The main step: a token in the outputs, or an error. */
async function main(action: ActionContext): Promise<void> {
  const { step } = action
  const inputs = stepInputs()
  const proxy = useProxySettings()
  const reading = await readingOf(TOKEN_FIELDS, inputs, environment())
  step.mask([...formsToMask(reading.fields, inputs), ...proxy.secrets])
  const settings = readSettings(inputs, proxy.mistakes, reading)
  const unlisted = describeUnlisted(settings.region?.name ?? '')
  if (unlisted !== undefined) step.log(unlisted)
  const idle = describeIdleInputs(settings)
  if (idle !== undefined) step.warn(idle)
  const { exportEnvironment, keepFresh } = settings
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', ...(exportEnvironment || keepFresh ? ['GITHUB_ENV'] : [])]
  requireFiles(keepFresh ? [...files, 'GITHUB_PATH'] : files)
  const context = requestContextOf(action)
  const sharing = await sharingOf(settings, action, context)
  const starter = await starterOf(settings, action)
  const { organizationId } = settings
  const doctor = doctorOf(settings, { action, context, proxyMistakes: proxy.mistakes, organizationId })
  await run(await mainSettingsOf(settings), { step, context, sharing, starter, doctor })
}

/** Loaded when it is needed: after most steps it never is. */
function doctorOf({ doctor }: Settings, parts: StepParts): StepDoctor | undefined {
  if (doctor === 'false') return undefined
  return {
    explain: async (error) => (await import('./step-doctor.ts')).explainFailure(error, parts),
    examine:
      doctor === 'true'
        ? async (lease) => (await import('./step-doctor.ts')).examineToken(lease, parts)
        : undefined,
  }
}

async function starterOf(settings: Settings, { signal }: ActionContext): Promise<AgentStarter | undefined> {
  if (!settings.keepFresh) return undefined
  const { agentStarter } = await import('./keep-fresh.ts')
  return agentStarter(settings, signal)
}

/** Loaded only where it is wanted: a job on its own pays nothing for it. */
async function sharingOf(
  settings: Settings,
  action: ActionContext,
  context: RequestContext,
): Promise<Sharing | undefined> {
  if (settings.share === 'none') return undefined
  const { openSharing } = await import('./sharing.ts')
  return openSharing(settings, settings.share, action, context)
}

async function mainSettingsOf(settings: Settings): Promise<MainSettings> {
  const { credentials, region, loginUrl, tokenUrl, apiUrl, scope, organizationId } = settings
  const { exportEnvironment, revoke, timeoutMs, summary, requiredPermissions } = settings
  const endpoint = { place: placeOf(region, tokenUrl), tokenUrl }
  const authentication = await authenticationOf(credentials, tokenUrl)
  return {
    client: { endpoint, scope, authentication },
    clientId: credentials.clientId,
    region,
    loginUrl,
    apiUrl,
    organizationId,
    exportEnvironment,
    revoke,
    timeoutMs,
    summary,
    requiredPermissions,
    environment: environment(),
  }
}
