import { type AgentEnd } from '../../agent/agent-end.ts'
import { type AgentRuntime } from '../../agent/agent-runtime.ts'
import { type Deadline } from '../../core/deadline.ts'
import { isoSeconds } from '../../core/time.ts'
import { type ServedToken, type TokenSource } from '../../lease/token-source.ts'

/** How a command ended, as a shell would say it, and why it could not even start. */
export interface ExecutionResult {
  readonly exitCode: number
  readonly fault?: string
}

/** Signals that come before the command runs. */
export interface Interruption {
  /** Rejects when one comes; never resolves. */
  readonly comes: Promise<never>
  /** What the process ends with for the one that came; `undefined` if none did. */
  readonly exitCode: () => number | undefined
  /** From now on signals are not watched for. */
  readonly over: () => void
}

/** What a command with an agent of its own works with. */
export interface OwnAgent {
  readonly source: TokenSource
  readonly runtime: Pick<AgentRuntime, 'start' | 'stop'>
  readonly interruption: Interruption
  /** Starts the command, which gets the signals from then on. */
  readonly run: (token: ServedToken) => Promise<ExecutionResult>
  readonly log: (sentence: string) => void
}

/** Runs a command with an agent in this process; the tokens that it is issued are released when the command has ended. */
export async function execWithOwnAgent(
  { source, runtime, interruption, run, log }: OwnAgent,
  deadline: Deadline,
): Promise<ExecutionResult> {
  try {
    const token = await Promise.race([source.current(deadline), interruption.comes])
    await Promise.race([runtime.start(), interruption.comes])
    const result = run(token)
    // Only now, when signals go to the command: in between they would end this process and nothing else.
    interruption.over()
    return await result
  } catch (error) {
    const exitCode = interruption.exitCode()
    if (exitCode === undefined) throw error
    return { exitCode }
  } finally {
    for (const sentence of describeEnd(await runtime.stop('the command has ended'))) log(sentence)
  }
}

/** A sentence for whatever may still be valid. */
function describeEnd({ releases, isAwaitingToken }: AgentEnd): string[] {
  const left = releases.flatMap((release) =>
    release.outcome === 'may-be-valid'
      ? [
          `A token could not be revoked (${release.because}) and may stay valid until ${isoSeconds(release.until)}.`,
        ]
      : [],
  )
  const awaited =
    'A token could not be revoked (a token request was still unanswered) and may stay valid until its expiry.'
  return isAwaitingToken ? [...left, awaited] : left
}
