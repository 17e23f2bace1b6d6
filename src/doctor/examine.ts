import { type Deadline } from '../core/deadline.ts'
import { messageOf } from '../core/errors.ts'
import {
  blocked,
  fail,
  unknown,
  type Check,
  type CheckName,
  type CheckResult,
  type Finding,
} from './check.ts'
import { type DoctorContext } from './context.ts'

/** One check, with all its requests. */
export const CHECK_MS = 5_000

/** What a check came to, with those behind it in mind. */
interface Outcome {
  readonly finding: Finding
  readonly ms: number
  /** The first one that failed, of this check and all that it needs; `undefined` if none did. */
  readonly culprit: CheckName | undefined
}

/**
 * Runs checks, side by side where they do not need each other.
 *
 * @param wanted the checks to be run, with all that they need or follow; empty for all
 * @returns the results in the order of `checks`
 */
export async function examine(
  checks: readonly Check[],
  context: DoctorContext,
  deadline: Deadline,
  wanted: readonly CheckName[] = [],
): Promise<CheckResult[]> {
  const outcomes = new Map<CheckName, Promise<Outcome>>()
  const outcomeOf = (name: CheckName): Promise<Outcome> => {
    const known = outcomes.get(name)
    if (known !== undefined) return known
    const check = checks.find((one) => one.name === name)
    if (check === undefined) throw new Error(`There is no check ${name}.`)
    const outcome = runAfter(check, outcomeOf, context, deadline)
    outcomes.set(name, outcome)
    return outcome
  }
  const names = wanted.length === 0 ? checks.map(({ name }) => name) : wanted
  await Promise.all(names.map(outcomeOf))
  const results = checks.map(async ({ name }): Promise<CheckResult[]> => {
    const outcome = await outcomes.get(name)
    return outcome === undefined ? [] : [{ name, ...outcome.finding, ms: outcome.ms }]
  })
  return (await Promise.all(results)).flat()
}

async function runAfter(
  check: Check,
  outcomeOf: (name: CheckName) => Promise<Outcome>,
  context: DoctorContext,
  deadline: Deadline,
): Promise<Outcome> {
  const before = [...check.needs, ...(check.follows ?? [])]
  const outcomes = await Promise.all(
    before.map(async (name) => ({ name, isNeeded: check.needs.includes(name), ...(await outcomeOf(name)) })),
  )
  const obstacle = outcomes.find(({ isNeeded, finding }) => isNeeded && finding.isInTheWay)
  if (obstacle !== undefined) {
    const { culprit, finding } = obstacle
    const reason = culprit === undefined ? finding.detail : `${culprit} failed`
    return { finding: blocked(reason), ms: 0, culprit }
  }
  if (context.isOffline && check.isLocal !== true) {
    return { finding: blocked('offline: no connection is opened'), ms: 0, culprit: undefined }
  }
  if (deadline.leftMs === 0) {
    return { finding: blocked('there was no time left'), ms: 0, culprit: undefined }
  }
  const { clock } = context.request
  const startedMs = clock.now().monotonicMs
  const found = new Map(outcomes.map(({ name, finding }) => [name, finding]))
  const finding = await runInTime(check, found, context, deadline.part(CHECK_MS))
  const ms = clock.now().monotonicMs - startedMs
  return { finding, ms, culprit: finding.result === 'fail' ? check.name : undefined }
}

async function runInTime(
  check: Check,
  found: ReadonlyMap<CheckName, Finding>,
  context: DoctorContext,
  deadline: Deadline,
): Promise<Finding> {
  const { clock, signal } = context.request
  const over = new AbortController()
  const ended = AbortSignal.any([over.signal, signal])
  const { leftMs } = deadline
  const silence = clock.sleep(leftMs, ended).then(
    () => check.whenSilent?.(context) ?? tookTooLong(leftMs),
    () => unknown('INTERRUPTED', 'it was interrupted'),
  )
  const work = async (): Promise<Finding> => {
    try {
      return await check.run({ ...context, deadline, signal: ended, found })
    } catch (error) {
      return unknown('CHECK_FAILED', `the check could not be made (${messageOf(error)})`)
    }
  }
  try {
    return await Promise.race([work(), silence])
  } finally {
    over.abort(new Error('the check is over'))
  }
}

function tookTooLong(ms: number): Finding {
  return fail(
    'TIMED_OUT',
    `no answer within ${ms / 1000} s`,
    'try again; if it stays so, ask who runs the network',
  )
}
