import type { Step } from '../programs/step.ts'
import type { Inputs } from '../settings/settings.ts'
import type { ProxySettings } from '../adapters/proxy.ts'
import { secretsInRedisUrl } from '../settings/redis-url.ts'
import { basicCredentialForms, maskForms } from '../core/masks.ts'

/** Masks every secret that came from outside, before anything is made of the inputs: an error may quote one. */
export function maskCredentials(runner: Step, inputs: Inputs, proxy: ProxySettings): void {
  const secret = inputs['client-secret']
  if (secret !== '') runner.mask([...maskForms(secret), ...basicCredentialForms(inputs['client-id'], secret)])
  runner.mask(secretsInRedisUrl(inputs['redis-url']).flatMap(maskForms))
  runner.mask(proxy.secrets)
}
