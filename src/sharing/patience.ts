import { type MonotonicMs } from '../core/time.ts'

/** A store that takes longer to show an entry than this is no help: the price of waiting is paid by every job. */
const LONGEST_WAIT_MS = 45_000

/** So many reservations at once are far from any limit. */
const UNSPREAD_JOBS = 16

/**
 * The cache service allows a repository 200 reservations a minute. An entry shows within a few seconds of the first one, and those
 * that have not reserved by then need not. Of many jobs one comes first at once, however long the last could wait.
 */
const RESERVATIONS_PER_SECOND = 25

/** The largest matrix that GitHub allows: what is assumed of one whose size is not known. */
const LARGEST_MATRIX = 256

/** No job holds back for longer than this part of the wait: the last to ask would have no time left to wait. */
const HOLD_BACK_SHARE = 1 / 4

/** When a job may ask for the reservation, and when it stops to wait. */
export interface Patience {
  readonly reservesAt: MonotonicMs
  readonly endsAt: MonotonicMs
}

/** What decides how patient a job is. */
export interface PatienceFacts {
  readonly startedAt: MonotonicMs
  /** The whole time for getting a token, of which waiting for another job may take up to a half. */
  readonly timeoutMs: number
  /** How many jobs may ask at the same time; `undefined` if that is not known. */
  readonly matrixSize: number | undefined
  /** The store counts the reservations of all jobs together. */
  readonly isRationed: boolean
  /** From 0 up to 1. */
  readonly random: number
}

/**
 * When a job of a matrix reserves and gives up. Jobs that start together spread their reservations over as many seconds as the
 * store's limit asks for; nearly all of them find the entry before their turn comes.
 */
export function patienceOf({
  startedAt,
  timeoutMs,
  matrixSize,
  isRationed,
  random,
}: PatienceFacts): Patience {
  const waitMs = Math.min(LONGEST_WAIT_MS, timeoutMs / 2)
  const jobs = matrixSize ?? LARGEST_MATRIX
  const spreadMs = isRationed && jobs > UNSPREAD_JOBS ? (jobs / RESERVATIONS_PER_SECOND) * 1000 : 0
  return {
    reservesAt: startedAt + random * Math.min(spreadMs, waitMs * HOLD_BACK_SHARE),
    endsAt: startedAt + waitMs,
  }
}
