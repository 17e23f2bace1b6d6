import './early-signals-of-post.ts'
import { agentPlaces } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { stepInputs } from '../adapters/github-runner/inputs.ts'
import { runPost, type ActionContext } from '../adapters/github-runner/run-action.ts'
import { post as releaseAll, POST_MS, type PostPorts } from '../programs/post.ts'
import { requestContextOf } from './request-context.ts'

runPost(post)

/** The post step: releases what main left behind. */
async function post(action: ActionContext): Promise<void> {
  const { step } = action
  const proxy = useProxySettings()
  step.mask(proxy.secrets)
  for (const mistake of proxy.mistakes) step.log(`${mistake} The post step goes without it.`)
  const context = requestContextOf(action)
  const openLink: PostPorts['openLink'] = async () => {
    const { agentLink } = await import('../adapters/agent-socket/link.ts')
    return agentLink(agentPlaces(), POST_MS)
  }
  const openStore: PostPorts['openStore'] = async (kind) => {
    const stores = await import('./token-store.ts')
    // Inputs are in the environment of post, too. Without this one a Redis cannot be asked.
    const redisUrl = stepInputs().text({ input: 'redis-url' })
    return stores.reopenTokenStore(kind, redisUrl, step, context)
  }
  await releaseAll({ step, context, openLink, openStore })
}
