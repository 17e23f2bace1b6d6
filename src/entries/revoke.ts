import { revokeShared } from '../programs/revoke.ts'
import { describeUnlisted } from '../genesys/region.ts'
import { REVOKE_FIELDS } from '../settings/fields.ts'
import { formsToMask } from '../settings/reader.ts'
import { readingOf } from '../settings/reading.ts'
import { readRevokeSettings } from '../settings/settings.ts'
import { environment } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { requireFiles } from '../adapters/github-runner/github-step.ts'
import { stepInputs } from '../adapters/github-runner/inputs.ts'
import { type ActionContext } from '../adapters/github-runner/run-action.ts'
import { readJobs } from '../adapters/github-runner/workflow-run.ts'
import { explained } from './explained.ts'
import { requestContextOf } from './request-context.ts'
import { attemptsUpTo } from '../sharing/entry-name.ts'
import { groupOf } from './sharing-group.ts'
import { openTokenStore } from './token-store.ts'

/** The action in `revoke/`: ends the token that the other jobs shared. */
export const revokeAction = (action: ActionContext): Promise<void> => explained(revoke(action), REVOKE_FIELDS)

async function revoke(action: ActionContext): Promise<void> {
  const { step } = action
  const inputs = stepInputs()
  const proxy = useProxySettings()
  const reading = await readingOf(REVOKE_FIELDS, inputs, environment())
  step.mask([...formsToMask(reading.fields, inputs), ...proxy.secrets])
  const settings = readRevokeSettings(inputs, proxy.mistakes, reading)
  const unlisted = describeUnlisted(settings.region?.name ?? '')
  if (unlisted !== undefined) step.log(unlisted)
  requireFiles(['GITHUB_OUTPUT'])
  const jobs = settings.share === 'none' ? undefined : readJobs(settings.share)
  if (jobs === undefined || 'missing' in jobs) {
    const because = jobs === undefined ? 'share is none' : `${jobs.missing} is not set`
    step.log(`There is no shared token (${because}); nothing to revoke.`)
    step.setOutput('revoked', 'false')
    return
  }
  const context = requestContextOf(action)
  const store = await openTokenStore(settings, step, context)
  const { timeoutMs } = settings
  const groups = attemptsUpTo(jobs).map((each) => groupOf(settings, each))
  await revokeShared({ groups, store, timeoutMs, step, context })
}
