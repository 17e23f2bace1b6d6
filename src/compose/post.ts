import { type AgentStopper } from '../action/stop-agent.ts'
import { finish } from '../action/finish.ts'
import { agentPlaces } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { type ActionContext } from '../adapters/runner/run-action.ts'
import { retryingOver } from './retrying.ts'

/** The post step: revokes what main left behind. */
export async function post(context: ActionContext): Promise<void> {
  const { runner } = context
  const proxy = useProxySettings()
  runner.mask(proxy.secrets)
  for (const mistake of proxy.mistakes) runner.say(`${mistake} The post step goes without it.`)
  const retrying = retryingOver(context)
  const stopAgent: AgentStopper = async (agent, apiUrl) => {
    const stop = await import('../agent/stop.ts')
    return stop.stopAgent(agent, agentPlaces(), apiUrl, retrying, (values) => runner.mask(values))
  }
  await finish(runner.savedState(), runner, retrying, stopAgent)
}
