import { Deadline } from '../core/deadline.ts'
import { type MonotonicMs } from '../core/time.ts'
import { type RequestContext } from '../http/send.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { dueProbe, nextLookAt, probe, PROBE_MS, type ProbeKind } from './probe.ts'
import { nextStep } from './renewal.ts'
import { type TokenManager } from './token-manager.ts'

/** The loop looks at the clocks at least this often, so that one that jumped or a machine that slept is noticed. */
const TICK_MS = 1_000

/** The token that was looked at last, and when it is looked at again. */
interface Looks {
  lease: TokenLease | undefined
  at: MonotonicMs
  isUnderWay: boolean
}

/**
 * Keeps the manager's token valid until `signal` is aborted: renews in time, learns about the idle timeout,
 * and uses the token before half of that has passed.
 *
 * @param probed called after each answer of the API host, and after each failure to get one
 */
export async function upkeep(
  manager: TokenManager,
  context: RequestContext,
  signal: AbortSignal,
  probed: () => void = () => undefined,
): Promise<void> {
  const { clock } = context
  const looks: Looks = { lease: undefined, at: -Infinity, isUnderWay: false }
  while (!signal.aborted) {
    manager.renewIfDue()
    probeIfDue(manager, looks, context, probed)
    await clock
      .sleep(Math.max(1, Math.min(TICK_MS, untilNextStepMs(manager, context))), signal)
      .catch(() => undefined)
  }
}

function untilNextStepMs({ state, settings }: TokenManager, { clock }: RequestContext): number {
  if (state === undefined) return TICK_MS
  const { renewInMs, useInMs } = nextStep(state, clock.now(), settings.minValidityMs)
  // A renewal that is due is under way or paused: there is nothing to hurry for.
  return Math.min(useInMs, renewInMs > 0 ? renewInMs : Infinity)
}

/** Not waited for: while the API host does not answer, renewals go on. */
function probeIfDue(manager: TokenManager, looks: Looks, context: RequestContext, probed: () => void): void {
  const { state, settings } = manager
  if (state === undefined || looks.isUnderWay) return
  const { lease } = state
  if (lease !== looks.lease) Object.assign(looks, { lease, at: -Infinity })
  const due = dueProbe(state, looks.at, context.clock.now(), settings.minValidityMs)
  if (due === undefined) return
  looks.isUnderWay = true
  const ended = (): void => {
    looks.isUnderWay = false
    probed()
  }
  probeNow(manager, lease, due, context)
    .then((at) => (looks.at = at))
    .then(ended, ended)
}

async function probeNow(
  manager: TokenManager,
  lease: TokenLease,
  kind: ProbeKind,
  context: RequestContext,
): Promise<MonotonicMs> {
  const found = await probe(lease, kind, Deadline.after(PROBE_MS, context.clock), context)
  manager.learn(lease, found)
  return nextLookAt(found, context.clock.now())
}
