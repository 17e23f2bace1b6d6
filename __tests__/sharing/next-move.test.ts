import { describe, expect, it } from '@jest/globals'
import { type Finding } from '../../src/sharing/look.ts'
import { failedAgain, leftForLooksMs, nextMove, type Standing } from '../../src/sharing/next-move.ts'
import { ACCESS_TOKEN } from '../support/step-fakes.ts'

const TIME = { wallMs: 0, monotonicMs: 0 }
const STORE_TIMES = { asked: TIME, answered: TIME, storeTime: 0 }
const DOWN: Finding = { is: 'unavailable', because: 'it is down' }
const none = (newest: number): Finding => ({ is: 'none', newest, storeTimes: STORE_TIMES })

const FIRST: Standing = {
  reservesAt: 10_000,
  endsAt: 45_000,
  after: 0,
  taken: 0,
  failing: undefined,
  now: 20_000,
  isRationed: true,
}
const move = (finding: Finding, standing: Partial<Standing> = {}): string => {
  const next = nextMove(finding, { ...FIRST, ...standing })
  if (next.do === 'grant-alone') return `grant alone because ${next.because}`
  if (next.do !== 'reserve') return next.do
  expect(next.storeTimes).toBe(STORE_TIMES)
  return `reserve ${next.generation}${next.isLast ? ', the last time' : ''}`
}

describe('when a look shows no token', () => {
  it.each<[string, number, Partial<Standing>, string]>([
    ['the first generation', 0, {}, 'reserve 1'],
    ['the one after the newest', 4, {}, 'reserve 5'],
    ['the one after those of no use', 4, { after: 6 }, 'reserve 7'],
    ['nothing before its turn', 0, { now: 9_999 }, 'wait'],
    ['the first generation as its turn comes', 0, { now: 10_000 }, 'reserve 1'],
    ['nothing that another has, where reservations are rationed', 0, { taken: 1 }, 'wait'],
    ['what another has, and may give back', 0, { taken: 1, isRationed: false }, 'reserve 1'],
    ['the next one once that of the other is there', 1, { taken: 1 }, 'reserve 2'],
    ['nothing but the next look a moment before the end', 0, { taken: 1, now: 44_999 }, 'wait'],
    ['the one after that of the other at the end', 0, { taken: 1, now: 45_000 }, 'reserve 2, the last time'],
    ['the newest, if that is later, at the end', 3, { taken: 1, now: 45_000 }, 'reserve 4, the last time'],
  ])('reserves %s', (_, newest, standing, expected) => {
    expect(move(none(newest), standing)).toBe(expected)
  })

  it('grants alone if the time is over before its turn', () => {
    expect(move(none(0), { now: 45_000, reservesAt: 45_001 })).toMatch(/^grant alone because another job/)
  })
})

describe('when the store does not answer a look', () => {
  const waiting = { taken: 1 }

  it.each<[string, Partial<Standing>, string]>([
    ['no other job is known to have it', {}, 'grant alone because it is down'],
    ['another has it', waiting, 'wait'],
    ['it is the second look in a row', { ...waiting, failing: { looks: 2, since: 20_000 } }, 'wait'],
    [
      'it is the third look in a row',
      { ...waiting, failing: { looks: 3, since: 20_000 } },
      'grant alone because it is down',
    ],
    ['more than two of ten seconds are left', { ...waiting, failing: { looks: 1, since: 12_001 } }, 'wait'],
    [
      'no more than two of ten seconds are left',
      { ...waiting, failing: { looks: 1, since: 12_000 } },
      'grant alone because it is down',
    ],
    ['the time is nearly over', { ...waiting, now: 44_999 }, 'wait'],
    ['the time is over', { ...waiting, now: 45_000 }, 'grant alone because it is down'],
  ])('goes on as it should where %s', (_, standing, expected) => {
    expect(move(DOWN, standing)).toBe(expected)
  })
})

describe('when looks fail in a row', () => {
  it('counts them, and their time from the beginning of the first', () => {
    const second = failedAgain(failedAgain(undefined, 20_000), 23_000)
    expect(second).toEqual({ looks: 2, since: 20_000 })
    expect(leftForLooksMs(second, 26_000)).toBe(4_000)
  })
})

describe('when a look shows a token', () => {
  it('uses it, whatever the time', () => {
    const shared = { token: ACCESS_TOKEN, wasAccepted: true, generation: 1 }
    expect(nextMove({ is: 'usable', shared }, { ...FIRST, now: 45_000 })).toEqual({ do: 'use', shared })
  })
})

describe('when the job that was elected resigned', () => {
  it('grants alone, and says why', () => {
    expect(move({ is: 'resigned' })).toBe('grant alone because the job that was to get it could not')
  })
})
