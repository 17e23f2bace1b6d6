import { describeUnlisted } from '../genesys/region.ts'
import { formsToMask } from '../settings/reader.ts'
import { readRotationSettings, ROTATION_FIELDS } from '../settings/rotation-settings.ts'
import { rotationSummary } from '../programs/rotation-summary.ts'
import { encodeState, stateOf, type Fate } from '../programs/saved-state.ts'
import { githubApi } from '../adapters/github-api/api.ts'
import { locate } from '../adapters/github-api/location.ts'
import { GitHubSecret } from '../adapters/github-api/secrets.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { requireFiles } from '../adapters/github-runner/github-step.ts'
import { stepInputs } from '../adapters/github-runner/inputs.ts'
import { runAction, type ActionContext } from '../adapters/github-runner/run-action.ts'
import { readWorkflow } from '../adapters/github-runner/workflow.ts'
import { type RequestContext } from '../http/send.ts'
import { rotate as rotateSecret } from '../rotation/rotate.ts'
import { write, type Stage } from '../rotation/stage.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { explained } from './explained.ts'
import { retryingOver } from './request-context.ts'

runAction((context) => explained(rotate(context), ROTATION_FIELDS))

/** The rotation: a new secret in GitHub and in the outputs, or an error that says which one is valid. */
async function rotate(context: ActionContext): Promise<void> {
  const { runner } = context
  const inputs = stepInputs()
  const proxy = useProxySettings()
  runner.mask([...formsToMask(ROTATION_FIELDS, inputs), ...proxy.secrets])
  requireFiles(['GITHUB_OUTPUT', 'GITHUB_STATE'])
  // Whatever ends this step early, nobody shall take it for done.
  write(() => runner.setOutput('stored', 'false'))
  const workflow = readWorkflow()
  const plan = readRotationSettings(inputs, workflow, proxy.mistakes)
  const unlisted = describeUnlisted(plan.region)
  if (unlisted !== undefined) runner.say(unlisted)
  const retrying = retryingOver(context)
  const api = githubApi(workflow.apiUrl, plan.githubToken, retrying)
  const vault = new GitHubSecret(locate(plan.target), workflow.serverUrl, api)
  const stage = stageOf(context, plan.rotation.apiUrl, retrying)
  runner.addSummary(rotationSummary(await rotateSecret(plan.rotation, vault, stage, retrying)))
}

/** The token that asks for the new secret may replace secrets: post ends it if this step does not get to it. */
function stageOf(context: ActionContext, apiUrl: string, { clock }: RequestContext): Stage {
  const { runner } = context
  const save = (token: AccessToken, fate: Fate): void =>
    runner.saveState(encodeState(stateOf(token, fate, { apiUrl, summary: false }, clock.now())))
  return {
    mask: (values) => runner.mask(values),
    say: (sentence) => runner.say(sentence),
    warn: (sentence) => runner.warn(sentence),
    setOutput: (name, value) => runner.setOutput(name, value),
    keepToken: (token) => save(token, 'owned'),
    forgetToken: (token) => save(token, 'revoked-by-main'),
    ignoreCancellation: () => context.ignoreCancellation(),
  }
}
