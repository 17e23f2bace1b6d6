import type { Clock, MonotonicMs } from '../core/time.ts'
import { entryName, type SharingGroup } from './entry-name.ts'
import { leaderOf, type Leader, type LeaderTools } from './leader.ts'
import { look, type SharedToken } from './look.ts'
import { failedAgain, IN_VAIN, leftForLooksMs, nextMove, type Failing, type Move } from './next-move.ts'
import { patienceOf, type Patience } from './patience.ts'
import type { Reservation, TokenStore } from './token-store.ts'

/** What a job has to do for its token. */
export type Turn =
  | { readonly do: 'use'; readonly shared: SharedToken }
  | { readonly do: 'lead'; readonly leader: Leader }
  | { readonly do: 'grant-alone' }

/** A job's part in a sharing group: asks what to do, and after a token that is no longer valid asks again. */
export interface Sharing {
  takeTurn(afterGeneration: number): Promise<Turn>
}

/** What sharing works with. */
export interface SharingTools {
  readonly store: TokenStore
  readonly clock: Clock
  readonly random: () => number
  readonly signal: AbortSignal
  readonly log: (sentence: string) => void
  readonly debug: (sentence: string) => void
}

/** Who shares, and how long that may take. */
export interface SharingSettings {
  readonly group: SharingGroup
  readonly minValidityMs: number
  /** The whole time for getting a token, of which waiting for another job may take up to a half. */
  readonly timeoutMs: number
  /** How many jobs may ask at the same time; `undefined` if that is not known. */
  readonly matrixSize: number | undefined
}

/** What one call of the store may take; more would only be time lost on a store that has an outage. */
const LONGEST_CALL_MS = 4_000

/** Between looks, the last one over and over. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000]

/** A job's part in a sharing group, with one limit for all its waiting. */
export function joinGroup(settings: SharingSettings, tools: SharingTools): Sharing {
  const { clock, random, store } = tools
  const startedAt = clock.now().monotonicMs
  const facts = { startedAt, isRationed: store.rationsReservations, random: random() }
  const patience = patienceOf({ ...settings, ...facts })
  return { takeTurn: (after) => takeTurn(settings, after, patience, tools) }
}

/** Waiting takes half the time at most, and the calls before and after it leave some of the rest for a grant. */
const callMs = ({ timeoutMs }: SharingSettings): number => Math.min(LONGEST_CALL_MS, timeoutMs / 8)

/**
 * The protocol: look for an entry and use it; else reserve the next generation and lead; else look again until
 * it appears; else, when the store is of no use or the time is up, grant alone.
 */
async function takeTurn(
  settings: SharingSettings,
  after: number,
  patience: Patience,
  tools: SharingTools,
): Promise<Turn> {
  const { store, clock, log } = tools
  const name = entryName(settings.group)
  let [taken, failing]: [number, Failing | undefined] = [0, undefined]
  for (let waits = 0; ;) {
    const startedAt = clock.now().monotonicMs
    const withinMs = lookMs(settings, failing, startedAt)
    const finding = await look(name, after, { ...settings, ...tools, withinMs })
    failing = finding.is === 'unavailable' ? failedAgain(failing, startedAt) : undefined
    const now = clock.now().monotonicMs
    const move = nextMove(finding, {
      ...patience,
      after,
      taken,
      failing,
      now,
      isRationed: store.rationsReservations,
    })
    if (move.do === 'use') return move
    if (move.do === 'grant-alone') return alone(move.because, tools)
    if (move.do === 'reserve') {
      const reservation = await store.reserve(name, move.generation, callMs(settings))
      const turn = turnAfter(reservation, name, move, { ...settings, ...tools, callMs: callMs(settings) })
      if (turn !== undefined) return turn
      if (reservation.outcome === 'taken' && taken === 0) {
        log(WAITING)
        waits = 0
      }
      if (reservation.outcome === 'taken') taken = move.generation
    }
    const isHoldingBack = taken === 0 && now < patience.reservesAt
    await pause(failing === undefined ? waits++ : 0, isHoldingBack, patience, tools)
  }
}

/** What a reservation comes to; `undefined` if this job has to look again. */
function turnAfter(
  reservation: Reservation,
  name: string,
  { generation, storeTimes, isLast }: Extract<Move, { do: 'reserve' }>,
  tools: Omit<LeaderTools, 'storeTimes'>,
): Turn | undefined {
  switch (reservation.outcome) {
    case 'won':
      return { do: 'lead', leader: leaderOf({ name, generation }, { ...tools, storeTimes }) }
    case 'unavailable':
      return alone(reservation.because, tools)
    case 'taken':
    case 'busy':
      return isLast ? alone(IN_VAIN, tools) : undefined
  }
}

function alone(because: string, { log }: Pick<SharingTools, 'log'>): Turn {
  log(`Not sharing a token: ${because}. Getting one for this job alone.`)
  return { do: 'grant-alone' }
}

const WAITING = 'Another job is getting the token that is to be shared; waiting for it.'

function lookMs(settings: SharingSettings, failing: Failing | undefined, now: MonotonicMs): number {
  if (failing === undefined) return callMs(settings)
  return Math.max(1, Math.min(callMs(settings), leftForLooksMs(failing, now)))
}

/** Until the next look, or until this job may reserve, but not beyond the time that it may wait. */
function pause(
  waits: number,
  isHoldingBack: boolean,
  { reservesAt, endsAt }: Patience,
  { clock, random, signal }: SharingTools,
): Promise<void> {
  const now = clock.now().monotonicMs
  const wait = (WAITS_MS[Math.min(waits, WAITS_MS.length - 1)] ?? 0) * (0.5 + random())
  const untilTurn = isHoldingBack ? reservesAt - now : Infinity
  return clock.sleep(Math.max(0, Math.min(wait, untilTurn, endsAt - now)), signal)
}
