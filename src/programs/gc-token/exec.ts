import { type AgentRuntime } from '../../agent/agent-runtime.ts'
import { type Deadline } from '../../core/deadline.ts'
import { type ServedToken, type TokenSource } from '../../lease/token-source.ts'
import { type Interruption } from './interruption.ts'
import { describeLeft } from './left-tokens.ts'

/** How a command ended, as a shell would say it, and why it could not even start. */
export interface ExecutionResult {
  readonly exitCode: number
  readonly fault?: string
}

/** What a command with an agent of its own works with. */
export interface OwnAgent {
  readonly source: TokenSource
  readonly runtime: Pick<AgentRuntime, 'start' | 'stop'>
  /** Watched until the command runs. */
  readonly interruption: Omit<Interruption, 'signal'>
  /** What the command needs besides the token; a signal ends the wait for it. */
  readonly prepare: () => Promise<void>
  /** Starts the command at once, which gets the signals from then on. */
  readonly run: (token: ServedToken) => Promise<ExecutionResult>
  readonly log: (sentence: string) => void
}

/** Runs a command with an agent in this process; the tokens that it is issued are released when the command has ended. */
export async function execWithOwnAgent(
  { source, runtime, interruption, prepare, run, log }: OwnAgent,
  deadline: Deadline,
): Promise<ExecutionResult> {
  try {
    const token = await Promise.race([source.current(deadline), interruption.comes])
    await Promise.race([runtime.start(), interruption.comes])
    await Promise.race([prepare(), interruption.comes])
    const result = run(token)
    // Only now, when signals go to the command: in between they would end this process and nothing else.
    interruption.over()
    return await result
  } catch (error) {
    const exitCode = interruption.exitCode()
    if (exitCode === undefined) throw error
    return { exitCode }
  } finally {
    for (const sentence of describeLeft(await runtime.stop('the command has ended'))) log(sentence)
  }
}
