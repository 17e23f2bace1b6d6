import { type OpenedGateway } from '../agent/gateway-door.ts'
import { type Deadline } from '../core/deadline.ts'
import { maskForms } from '../core/masks.ts'
import { type Found } from './hand-over.ts'
import { forgetAgent, saveAgent } from './saved-state.ts'
import { type Step } from './step.ts'
import { type SavedAgent } from './stop-agent.ts'
import { write } from './write.ts'

/** What an agent has to end after a failure; to be reached, and for its answer to arrive, takes up to 3 s more. */
const STOP_MS = 6_000

/** Starts what keeps the token fresh for the rest of the job. */
export interface AgentStarter {
  /** Makes the place for an agent, so that post can know of it before it runs. */
  prepare(): PreparedAgent
  /**
   * Ends the agent that was started.
   *
   * @param stopsMs what the agent has for that
   * @returns `undefined` if none was started, or something is left for post to release
   * @throws Error if it cannot be asked
   */
  stop(stopsMs: number): Promise<EndedAgent | undefined>
}

export interface EndedAgent {
  /** Takes its folder away. */
  readonly removeTraces: () => void
  /** The lines of its log, where debug logging asks for them. */
  readonly debugLog: readonly string[]
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
 * Ends the agent of a step that has failed: no later step is to get a token from it. Never throws: post ends what is left, and says
 * what came of it.
 */
export async function endAgent(starter: AgentStarter, deadline: Deadline, step: Step): Promise<void> {
  try {
    const end = await starter.stop(deadline.part(STOP_MS).leftMs)
    if (end === undefined) return
    // In this order: without a folder post could not tell that nothing is left.
    forgetAgent(step)
    end.removeTraces()
    for (const line of end.debugLog) step.log(`Agent: ${line}`)
    step.log('The agent was stopped.')
  } catch {
    // Post tries again.
  }
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
