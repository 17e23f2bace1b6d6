import { describeUnlisted } from '../genesys/region.ts'
import { formsToMask } from '../settings/reader.ts'
import { readRotationSettings, ROTATION_FIELDS } from '../settings/rotation-settings.ts'
import { githubApi } from '../adapters/github-api/api.ts'
import { locate } from '../adapters/github-api/location.ts'
import { GitHubSecret } from '../adapters/github-api/secrets.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { requireFiles } from '../adapters/github-runner/github-step.ts'
import { stepInputs } from '../adapters/github-runner/inputs.ts'
import { type ActionContext } from '../adapters/github-runner/run-action.ts'
import { readWorkflow } from '../adapters/github-runner/workflow.ts'
import { rotateClientSecret } from '../programs/rotate.ts'
import { write } from '../programs/write.ts'
import { explained } from './explained.ts'
import { requestContextOf } from './request-context.ts'

/** The rotation: a new secret in GitHub and in the outputs, or an error that says which one is valid. */
export const rotateAction = (action: ActionContext): Promise<void> =>
  explained(rotate(action), ROTATION_FIELDS)

async function rotate(action: ActionContext): Promise<void> {
  const { step } = action
  const inputs = stepInputs()
  const proxy = useProxySettings()
  step.mask([...formsToMask(ROTATION_FIELDS, inputs), ...proxy.secrets])
  requireFiles(['GITHUB_OUTPUT', 'GITHUB_STATE'])
  // Whatever ends this step early, it must not be taken for done.
  write(() => step.setOutput('stored', 'false'))
  const workflow = readWorkflow()
  const plan = readRotationSettings(inputs, workflow, proxy.mistakes)
  const unlisted = describeUnlisted(plan.region)
  if (unlisted !== undefined) step.log(unlisted)
  const context = requestContextOf(action)
  const api = githubApi(workflow.apiUrl, plan.githubToken, context)
  const vault = new GitHubSecret(locate(plan.target), workflow.serverUrl, api, context.log)
  const doNotCancel = (): void => action.ignoreCancellation()
  await rotateClientSecret(plan.rotation, { step, context, vault, doNotCancel })
}
