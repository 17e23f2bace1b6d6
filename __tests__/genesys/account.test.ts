import { describe, expect, it } from '@jest/globals'
import { describeSeconds } from '../../src/genesys/account.ts'

describe('a time in seconds', () => {
  it.each([
    [0, '0 s'],
    [45, '45 s'],
    [61, '1 min 1 s'],
    [900, '15 min'],
    [3_599.6, '1 h'],
    [5_400, '1 h 30 min'],
    [86_399, '24 h'],
    [172_800, '48 h'],
  ])('of %s is told as %s', (seconds, text) => {
    expect(describeSeconds(seconds)).toBe(text)
  })
})
