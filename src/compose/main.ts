import { obtain } from '../action/obtain.ts'
import { parseSettings } from '../action/settings.ts'
import { readProxySettings } from '../adapters/proxy.ts'
import { requireFiles } from '../adapters/runner/github.ts'
import { readInputs } from '../adapters/runner/inputs.ts'
import { type ActionContext } from '../adapters/runner/run-action.ts'
import { basicCredentialForms, maskForms } from '../token/masks.ts'
import { retryingOver } from './retrying.ts'

/** The main step: a token in the outputs, or an error. */
export async function main(context: ActionContext): Promise<void> {
  const { runner } = context
  const inputs = readInputs()
  const secret = inputs['client-secret']
  // Before the settings are even looked at: an error may quote an input that the secret was pasted into.
  if (secret !== '') runner.mask([...maskForms(secret), ...basicCredentialForms(inputs['client-id'], secret)])
  const proxy = readProxySettings()
  runner.mask(proxy.secrets)
  const settings = parseSettings(inputs, proxy.mistakes)
  const { exportEnvironment, keepFresh } = settings
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', ...(exportEnvironment || keepFresh ? ['GITHUB_ENV'] : [])]
  requireFiles(keepFresh ? [...files, 'GITHUB_PATH'] : files)
  // Loaded by those who want it: starting processes and answering on sockets costs everybody else's start.
  const starter = keepFresh
    ? (await import('./keep-fresh.ts')).agentStarter(settings, context.signal)
    : undefined
  await obtain(settings, runner, retryingOver(context), starter)
}
