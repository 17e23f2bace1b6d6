import { type AgentStopper } from '../programs/stop-agent.ts'
import { finish } from '../programs/post.ts'
import { agentPlaces } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { runPost, type ActionContext } from '../adapters/github-runner/run-action.ts'
import { retryingOver } from './request-context.ts'

runPost(post)

/** The post step: revokes what main left behind. */
async function post(context: ActionContext): Promise<void> {
  const { runner } = context
  const proxy = useProxySettings()
  runner.mask(proxy.secrets)
  for (const mistake of proxy.mistakes) runner.say(`${mistake} The post step goes without it.`)
  const retrying = retryingOver(context)
  const stopAgent: AgentStopper = async (agent, apiUrl) => {
    const stop = await import('../adapters/agent-socket/stop.ts')
    return stop.stopAgent(agent, agentPlaces(), apiUrl, retrying, (values) => runner.mask(values))
  }
  await finish(runner.savedState(), runner, retrying, stopAgent)
}
