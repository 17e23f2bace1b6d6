import type { Settings } from '../action/settings.ts'
import { actionsCacheStore } from '../adapters/actions-cache.ts'
import { readCacheAccess } from '../adapters/cache-access.ts'
import type { Runner } from '../action/runner.ts'
import type { Retrying } from '../genesys/with-retry.ts'
import { tokenForms } from '../token/masks.ts'
import type { TokenStore } from '../sharing/token-store.ts'

/** The store that the settings ask for; the Redis client is only loaded with `redis-url`. */
export async function openTokenStore(
  { redis }: Pick<Settings, 'redis'>,
  runner: Pick<Runner, 'mask'>,
  retrying: Retrying,
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
