import { type OpenedGateway } from '../agent/gateway-door.ts'
import { type Deadline } from '../core/deadline.ts'
import { maskForms } from '../core/masks.ts'
import { type Found } from './hand-over.ts'
import { saveAgent } from './saved-state.ts'
import { type Step } from './step.ts'
import { type SavedAgent } from './stop-agent.ts'
import { write } from './write.ts'

/** Starts what keeps the token fresh for the rest of the job. */
export interface AgentStarter {
  /** Makes the place for an agent, so that post can know of it before it runs. */
  prepare(): PreparedAgent
}

export interface PreparedAgent {
  readonly saved: SavedAgent
  /** The id of the step that it belongs to. */
  readonly stepId: string
  /**
   * Starts it with the token that the step has.
   *
   * @throws ActionError AGENT_FAILED
   */
  start(first: Pick<Found, 'lease' | 'refreshToken'>, deadline: Deadline): Promise<StartedAgent>
  /** Has its gateway opened; `undefined` if none is wanted. @throws ActionError AGENT_FAILED */
  openGateway(): Promise<OpenedGateway> | undefined
}

export interface StartedAgent {
  /** The folder with `gc-token`, for PATH. */
  readonly bin: string
  /** What went wrong when it looked at its token for the first time; empty if nothing did. */
  readonly trouble: string
}

/** Starts the agent, and its gateway if that is wanted, and tells later steps where it is. */
export async function keepFresh(
  starter: AgentStarter,
  first: Pick<Found, 'lease' | 'refreshToken'>,
  deadline: Deadline,
  step: Step,
): Promise<OpenedGateway | undefined> {
  const agent = starter.prepare()
  step.mask([agent.saved.journalKey.reveal()])
  // Before it runs: a step that is cancelled in between leaves an agent that post knows of.
  saveAgent(agent.saved, step)
  const { bin, trouble } = await agent.start(first, deadline)
  const gateway = await agent.openGateway()
  if (gateway !== undefined) step.mask(maskForms(gateway.placeholder.reveal()))
  const { socket } = agent.saved
  write(() => {
    step.exportVariable('GC_TOKEN_SOCK', socket)
    const ownName = variableOf(agent.stepId)
    if (ownName !== undefined) step.exportVariable(ownName, socket)
    step.addPath(bin)
  })
  step.log('An agent keeps the token fresh until the job ends: later steps get a valid one with gc-token.')
  if (trouble !== '') step.log(`The agent has trouble: ${trouble}`)
  return gateway
}

/**
 * The variable that still leads to this step's agent when a later step has started another one:
 * `GC_TOKEN_SOCK_TEST_ORG` for the step with the id `test-org`. The runner makes up ids that start with
 * `__` for steps without one.
 */
export function variableOf(stepId: string): string | undefined {
  if (stepId === '' || stepId.startsWith('__')) return undefined
  return `GC_TOKEN_SOCK_${stepId.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
}
