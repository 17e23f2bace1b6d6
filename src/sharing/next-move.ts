import { type MonotonicMs } from '../core/time.ts'
import { type SharedToken, type Finding } from './look.ts'
import { type Patience } from './patience.ts'
import { type StoreTimes } from './validity.ts'

/** The pause before a look and the look itself take so much at least, or it is not worth while. */
const SHORTEST_LOOK_MS = 2_000

/** A store that answers none of so many looks in a row, or nothing for so long, is not waited for. */
const STORE_IS_GONE_AFTER = { looks: 3, ms: 10_000 }

/** Why a job that waited for another asks for a token of its own. */
export const IN_VAIN = 'another job has reserved it, and it did not appear in time'

/** Looks in a row that the store did not answer. */
export interface Failing {
  readonly looks: number
  readonly since: MonotonicMs
}

/** One more of them, which began at `startedAt`. */
export const failedAgain = (failing: Failing | undefined, startedAt: MonotonicMs): Failing => ({
  looks: (failing?.looks ?? 0) + 1,
  since: failing?.since ?? startedAt,
})

/** What is left of the time in which a store has to answer again. */
export const leftForLooksMs = ({ since }: Failing, now: MonotonicMs): number =>
  since + STORE_IS_GONE_AFTER.ms - now

/** After these looks, or if there is no time for another one. */
const isGone = (failing: Failing, now: MonotonicMs): boolean =>
  failing.looks >= STORE_IS_GONE_AFTER.looks || leftForLooksMs(failing, now) <= SHORTEST_LOOK_MS

/** What a job does after a look. */
export type Move =
  | { readonly do: 'use'; readonly shared: SharedToken }
  | { readonly do: 'grant-alone'; readonly because: string }
  | {
      readonly do: 'reserve'
      readonly generation: number
      /** There is no time to wait for another job if this fails. */
      readonly isLast: boolean
      readonly storeTimes: StoreTimes
    }
  | { readonly do: 'wait' }

/** Where a job stands when it decides. */
export interface Standing extends Patience {
  /** This generation and those before it are of no use. */
  readonly after: number
  /** The newest generation that another job has reserved, or 0. */
  readonly taken: number
  readonly failing: Failing | undefined
  readonly now: MonotonicMs
  readonly isRationed: boolean
}

/** What to do after a look, as a value. */
export function nextMove(finding: Finding, standing: Standing): Move {
  const { failing, taken, now, endsAt } = standing
  switch (finding.is) {
    case 'usable':
      return { do: 'use', shared: finding.shared }
    case 'resigned':
      return { do: 'grant-alone', because: 'the job that was to get it could not' }
    case 'unavailable': {
      const isHopeless = taken === 0 || now >= endsAt || (failing !== undefined && isGone(failing, now))
      return isHopeless ? { do: 'grant-alone', because: finding.because } : { do: 'wait' }
    }
    case 'none':
      return reserveOrWait(finding, standing)
  }
}

function reserveOrWait(
  { newest, storeTimes }: Extract<Finding, { is: 'none' }>,
  { after, taken, now, reservesAt, endsAt, isRationed }: Standing,
): Move {
  const isLast = now >= endsAt
  // A generation that was reserved and never published is left behind: those who come later find the next.
  const generation = Math.max(newest, after, isLast ? taken : 0) + 1
  // A reservation may be given back. Where they are rationed, asking again costs others theirs.
  const isWorthAsking = generation > taken || !isRationed
  if (now >= reservesAt && isWorthAsking) return { do: 'reserve', generation, isLast, storeTimes }
  return isLast ? { do: 'grant-alone', because: IN_VAIN } : { do: 'wait' }
}
