import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { handClock } from '../support/genesys.ts'

describe('when a deadline is set', () => {
  it('counts down on the monotonic clock, and not below zero', () => {
    const clock = handClock()
    const deadline = Deadline.after(1_000, clock)
    expect(deadline.leftMs).toBe(1_000)
    clock.advance(400)
    expect(deadline.leftMs).toBe(600)
    clock.advance(5_000)
    expect(deadline.leftMs).toBe(0)
  })

  it('gives parts that are shorter, and never later than itself', () => {
    const clock = handClock()
    const deadline = Deadline.after(1_000, clock)
    clock.advance(400)
    expect(deadline.part(100).leftMs).toBe(100)
    expect(deadline.part(5_000).leftMs).toBe(600)
  })
})
