import { Deadline } from '../../core/deadline.ts'
import { type RequestContext } from '../../http/send.ts'
import { type Leases } from '../../lease/leases.ts'
import { type ServedToken, type TokenSource } from '../../lease/token-source.ts'
import { Interrupted, type Interruption } from './interruption.ts'
import { describeLeft, isSettledSoon } from './left-tokens.ts'

/** What the release of a token takes at most that turned out to be unusable, or to be wanted no longer. */
const RELEASE_MS = 10_000

/** What a single token is asked for with. */
export interface OneRequest {
  readonly source: TokenSource
  readonly leases: Leases
  /** For what comes after a failure or a signal: no signal ends it. */
  readonly context: RequestContext
  readonly interruption: Interruption
}

/** One token that its caller keeps; what came of a request that failed is released. @throws ActionError or Interrupted */
export async function askOnce(
  { source, leases, context, interruption }: OneRequest,
  deadline: Deadline,
): Promise<ServedToken> {
  const asking = source.current(deadline)
  try {
    const token = await Promise.race([asking, interruption.comes])
    for (const lease of leases.held) lease.keep()
    return token
  } catch (error) {
    const isInterrupted = interruption.exitCode() !== undefined
    const isAwaitingToken = isInterrupted && !(await isSettledSoon(asking, context))
    const released = await leases.releaseAll(Deadline.after(RELEASE_MS, context.clock))
    const releases = released.map(({ release }) => release)
    for (const sentence of describeLeft({ releases, isAwaitingToken })) context.log(sentence)
    const exitCode = interruption.exitCode()
    throw exitCode === undefined ? error : new Interrupted(exitCode)
  } finally {
    interruption.over()
  }
}

/** `context` for token requests: a signal ends all waiting, and starts no request; one that is under way goes on. */
export function interruptible(context: RequestContext, { signal }: Interruption): RequestContext {
  return {
    ...context,
    signal,
    transport: (request, timeoutMs) => {
      signal.throwIfAborted()
      return context.transport(request, timeoutMs, context.signal)
    },
  }
}
