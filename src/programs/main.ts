import { Deadline } from '../core/deadline.ts'
import { Leases, type Released } from '../lease/leases.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { ASSUMED_LIFETIME_SECONDS } from '../oauth/token-request.ts'
import { type RequestContext } from '../http/send.ts'
import { type Sharing } from '../sharing/election.ts'
import { type Leader } from '../sharing/leader.ts'
import { announcedRequest } from './announced-request.ts'
import { type StepDoctor } from './doctor/step-doctor.ts'
import { isWorthExamining } from './doctor/worth-examining.ts'
import { handOver, type Found } from './hand-over.ts'
import { endAgent, keepFresh, type AgentStarter } from './keep-fresh.ts'
import { warnOfUnaccounted } from './last-words.ts'
import { lookUp } from './look-up.ts'
import { type MainSettings } from './main-settings.ts'
import { stateJournal } from './saved-state.ts'
import { type Step } from './step.ts'
import { publish, takeTurn } from './take-turn.ts'
import { write } from './write.ts'

/** What main works with. */
export interface MainPorts {
  readonly step: Step
  readonly context: RequestContext
  readonly sharing?: Sharing | undefined
  readonly starter?: AgentStarter | undefined
  readonly doctor?: StepDoctor | undefined
}

/** For all that follows a failure together: the token is released, the leadership resigned and the agent ended side by side. */
const AFTER_FAILURE_MS = 9_000

/** Clocks of machines that are looked after differ by less. */
const CLOCKS_MAY_DIFFER_MS = 300_000

/** A courtesy to the other jobs, and no more. */
const RESIGN_MS = 4_000

/**
 * The main step, once the credentials are masked: a shared token, or one that is issued; look-up and guard; share; agent; outputs.
 *
 * @throws ActionError for everything that kept the outputs from being set
 */
export async function main(settings: MainSettings, ports: MainPorts): Promise<void> {
  const { step, context, sharing, starter, doctor } = ports
  const deadline = Deadline.after(settings.timeoutMs, context.clock)
  // The look-up needs it, and far away its handshakes take as long as the token request itself.
  context.connectAhead?.(settings.apiUrl)
  const leases = new Leases(settings.apiUrl, stateJournal(step), context)
  step.atExit(() => warnOfUnaccounted(leases, step))
  if (settings.summary) write(() => step.saveState('summary', 'true'))
  let leader: Leader | undefined
  let lease: TokenLease
  try {
    const turn = sharing && (await takeTurn(sharing, leases, deadline, { settings, ...ports }))
    if (turn?.do === 'lead') leader = turn.leader
    const found = turn?.do === 'use' ? turn.found : await issue(leases, deadline, settings, ports)
    await checkPermissions(found.lease, deadline, settings, ports)
    if (leader !== undefined && !found.isRejected) await publish(found.lease, leader)
    const gateway = starter && (await keepFresh(starter, found, deadline, step))
    await handOver({ ...found, gateway }, settings, ports)
    lease = found.lease
  } catch (error) {
    await afterFailure(leases, leader, ports)
    throw await diagnosed(error, ports)
  }
  // Where nothing was published the others need not wait for it.
  await leader?.resign(Deadline.after(RESIGN_MS, context.clock))
  await doctor?.examine?.(lease)
}

/** Loaded by those that require some. */
async function checkPermissions(
  lease: TokenLease,
  deadline: Deadline,
  { requiredPermissions: wanted }: MainSettings,
  { context }: MainPorts,
): Promise<void> {
  if (wanted.length === 0) return
  const { requirePermissions } = await import('./require-permissions.ts')
  await requirePermissions(lease, wanted, deadline, context)
}

/** What doctor adds to an error, once the token is released. */
function diagnosed(error: unknown, { doctor, context }: MainPorts): unknown {
  const isWanted = doctor !== undefined && !context.signal.aborted && isWorthExamining(error)
  return isWanted ? doctor.explain(error) : error
}

async function issue(
  leases: Leases,
  deadline: Deadline,
  settings: MainSettings,
  { step, context }: MainPorts,
): Promise<Found> {
  step.log(`Asking Genesys Cloud in ${settings.client.endpoint.place} for a token.`)
  const issued = await announcedRequest(settings.client, deadline, leases, { step, context })
  if (issued.isLifetimeAssumed) {
    step.log(`The reply does not say how long the token lives; ${ASSUMED_LIFETIME_SECONDS} s are assumed.`)
  }
  warnOfClocks(issued.serverAheadMs ?? 0, step)
  const looked = await lookUp({ lease: issued.lease, source: 'granted' }, deadline, settings, context)
  return { ...issued, ...looked, source: 'granted' }
}

/** Which of the two is wrong cannot be told from here. */
function warnOfClocks(serverAheadMs: number, step: Step): void {
  if (Math.abs(serverAheadMs) <= CLOCKS_MAY_DIFFER_MS) return
  const seconds = Math.round(Math.abs(serverAheadMs) / 1000)
  step.warn(
    `The clock of the token endpoint is ${seconds} s ${serverAheadMs > 0 ? 'ahead of' : 'behind'} that of this machine. ` +
      "expires-at is told by the endpoint's clock; expires-in, and when the token is replaced, depend on neither.",
  )
}

async function afterFailure(
  leases: Leases,
  leader: Leader | undefined,
  { step, context, starter }: MainPorts,
): Promise<void> {
  // A cancelled step has no time for requests: post releases what is on record.
  if (context.signal.aborted) return
  const deadline = Deadline.after(AFTER_FAILURE_MS, context.clock)
  const [releases] = await Promise.all([
    leases.releaseAll(deadline),
    leader?.resign(deadline),
    starter && endAgent(starter, deadline, step),
  ])
  for (const { lease, release } of releases) {
    // Of what post does not know, the end of the process warns.
    if (release.outcome !== 'may-be-valid' || !lease.isUnaccounted) step.log(sentenceOf(release))
  }
}

function sentenceOf(release: Released['release']): string {
  switch (release.outcome) {
    case 'revoked':
      return 'The token was revoked at once.'
    case 'already-invalid':
    case 'expired':
      return 'The token was no longer valid.'
    case 'may-be-valid':
      return `The token could not be revoked yet (${release.because}); the post step tries again.`
  }
}
