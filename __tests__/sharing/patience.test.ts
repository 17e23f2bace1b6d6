import { describe, expect, it } from '@jest/globals'
import { patienceOf, type PatienceFacts } from '../../src/sharing/patience.ts'

const FACTS: PatienceFacts = {
  startedAt: 50_000,
  timeoutMs: 120_000,
  matrixSize: 256,
  isRationed: true,
  random: 0.5,
}
const patience = (changes: Partial<PatienceFacts>) => {
  const { reservesAt, endsAt } = patienceOf({ ...FACTS, ...changes })
  return { holdsBackMs: reservesAt - FACTS.startedAt, waitsMs: endsAt - FACTS.startedAt }
}

describe('when a job waits for another', () => {
  it.each([
    [8_000, 4_000],
    [89_998, 44_999],
    [90_000, 45_000],
    [600_000, 45_000],
  ])('waits for half of a timeout of %d ms, and for 45 s at most: for %d ms', (timeoutMs, waitsMs) => {
    expect(patience({ timeoutMs }).waitsMs).toBe(waitsMs)
  })
})

describe('when a job may reserve', () => {
  it.each<[string, Partial<PatienceFacts>, number]>([
    ['sixteen jobs', { matrixSize: 16 }, 0],
    ['seventeen jobs', { matrixSize: 17 }, 340],
    ['the largest matrix', { matrixSize: 256 }, 5_120],
    ['a matrix of unknown size, which is taken for the largest', { matrixSize: undefined }, 5_120],
    ['a store that does not ration reservations', { isRationed: false }, 0],
    ['the first of many jobs, which holds back nothing', { random: 0 }, 0],
    ['a wait of 4 s, a quarter of which it is at most', { timeoutMs: 8_000 }, 500],
  ])('spreads so that the store sees 25 a second: %s', (_, changes, holdsBackMs) => {
    expect(patience(changes).holdsBackMs).toBe(holdsBackMs)
  })
})
