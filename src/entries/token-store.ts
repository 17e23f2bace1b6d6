import type { Settings } from '../settings/settings.ts'
import { actionsCacheStore } from '../adapters/cache-service/store.ts'
import { readCacheAccess } from '../adapters/cache-service/access.ts'
import type { Step } from '../programs/step.ts'
import type { RequestContext } from '../http/send.ts'
import { tokenForms } from '../core/masks.ts'
import type { TokenStore } from '../sharing/token-store.ts'

/** The store that the settings ask for; the Redis client is only loaded with `redis-url`. */
export async function openTokenStore(
  { redis }: Pick<Settings, 'redis'>,
  runner: Pick<Step, 'mask'>,
  retrying: RequestContext,
): Promise<TokenStore> {
  if (redis === undefined) {
    const access = readCacheAccess()
    // The runner masks it as well, but this action's own lines have to be clean without it.
    if (access.runtimeToken.reveal() !== '') runner.mask(tokenForms(access.runtimeToken.reveal()))
    return actionsCacheStore(access, retrying, (values) => runner.mask(values))
  }
  const { redisStore } = await import('../adapters/redis.ts')
  return redisStore(redis, retrying.signal)
}
