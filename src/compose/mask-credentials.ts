import type { Runner } from '../action/runner.ts'
import type { Inputs } from '../action/settings.ts'
import type { ProxySettings } from '../adapters/proxy.ts'
import { secretsInRedisUrl } from '../sharing/redis-url.ts'
import { basicCredentialForms, maskForms } from '../token/masks.ts'

/** Masks every secret that came from outside, before anything is made of the inputs: an error may quote one. */
export function maskCredentials(runner: Runner, inputs: Inputs, proxy: ProxySettings): void {
  const secret = inputs['client-secret']
  if (secret !== '') runner.mask([...maskForms(secret), ...basicCredentialForms(inputs['client-id'], secret)])
  runner.mask(secretsInRedisUrl(inputs['redis-url']).flatMap(maskForms))
  runner.mask(proxy.secrets)
}
