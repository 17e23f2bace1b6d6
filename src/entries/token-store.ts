import type { Settings } from '../settings/settings.ts'
import { ActionsCacheStore } from '../adapters/cache-service/store.ts'
import { readCacheAccess } from '../adapters/cache-service/access.ts'
import type { Step } from '../programs/step.ts'
import type { RequestContext } from '../http/send.ts'
import { maskForms, tokenForms } from '../core/masks.ts'
import { parseRedisUrl, secretsInRedisUrl } from '../settings/redis-url.ts'
import type { TokenStore } from '../sharing/token-store.ts'

/** The store that the settings ask for; the Redis client is only loaded with `redis-url`. */
export async function openTokenStore(
  { redis }: Pick<Settings, 'redis'>,
  step: Pick<Step, 'mask'>,
  context: RequestContext,
): Promise<TokenStore> {
  if (redis === undefined) {
    const access = readCacheAccess()
    // The runner masks it as well, but this action's own lines have to be clean without it.
    if (access.runtimeToken.reveal() !== '') step.mask(tokenForms(access.runtimeToken.reveal()))
    return new ActionsCacheStore(access, context)
  }
  const { RedisStore } = await import('../adapters/redis/store.ts')
  return new RedisStore(redis, context)
}

/** The store of a token that main left in doubt; `undefined` if this step cannot reach it. */
export async function reopenTokenStore(
  kind: TokenStore['kind'],
  redisUrl: string,
  step: Pick<Step, 'mask'>,
  context: RequestContext,
): Promise<TokenStore | undefined> {
  if (kind === 'actions-cache') return openTokenStore({ redis: undefined }, step, context)
  step.mask(secretsInRedisUrl(redisUrl).flatMap(maskForms))
  const redis = parseRedisUrl(redisUrl)
  return 'mistake' in redis ? undefined : openTokenStore({ redis }, step, context)
}
