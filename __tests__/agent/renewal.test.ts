import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  idleLimit,
  isValid,
  isFresh,
  currentToken,
  leftMs,
  nextStep,
  unanswered,
} from '../../src/agent/renewal.ts'
import { tokenAt } from '../support/agent.ts'

const NOW = { wallMs: Date.parse('2026-11-21T10:00:00Z'), monotonicMs: 5_000_000 }
const later = (ms: number, wallMs = ms): typeof NOW => ({
  wallMs: NOW.wallMs + wallMs,
  monotonicMs: NOW.monotonicMs + ms,
})
const MARGIN_MS = 300_000

describe('when a token lives for a day', () => {
  const current = currentToken(tokenAt(NOW, 86_400), NOW)

  it('is renewed min-validity-seconds before it expires', () => {
    expect(nextStep(current, NOW, MARGIN_MS)).toEqual({ renewInMs: 86_100_000, useInMs: Infinity })
  })

  it('is fresh with more than that left', () => {
    expect(isFresh(current, later(86_099_999), MARGIN_MS)).toBe(true)
    expect(isFresh(current, later(86_100_000), MARGIN_MS)).toBe(false)
  })

  it('is valid until its last moment', () => {
    expect(isValid(current, later(86_399_499))).toBe(true)
    expect(isValid(current, later(86_399_501))).toBe(false)
  })
})

describe('when the whole life is shorter than the wanted validity', () => {
  it.each([299, 10, 4])('renews a token of %d s after half of its life', (seconds) => {
    expect(nextStep(currentToken(tokenAt(NOW, seconds), NOW), NOW, MARGIN_MS).renewInMs).toBe(seconds * 500)
  })

  it('counts the whole life, not what was left of it when it was taken over', () => {
    const current = currentToken(tokenAt(NOW, 86_400, 'old', 86_000), NOW)
    expect(nextStep(current, NOW, MARGIN_MS).renewInMs).toBe(100_000)
  })
})

describe('when the wall clock jumps', () => {
  const current = currentToken(tokenAt(NOW, 3_600), NOW)

  it('believes a jump forwards: the machine may have slept', () => {
    expect(leftMs(current.endsAt, later(1_000, 3_601_000))).toBe(-1_000)
    expect(isValid(current, later(1_000, 3_601_000))).toBe(false)
  })

  it('does not believe a jump backwards', () => {
    expect(leftMs(current.endsAt, later(3_601_000, -3_600_000))).toBe(-1_000)
  })
})

describe('when the organization has an idle timeout', () => {
  const current = { ...currentToken(tokenAt(NOW, 86_400), NOW), idle: idleLimit(900_000, NOW, undefined) }

  it('is used before half of it has passed', () => {
    expect(nextStep(current, NOW, MARGIN_MS).useInMs).toBe(450_000)
  })

  it('carries the timeout over to the next token', () => {
    expect(currentToken(tokenAt(NOW, 86_400), NOW, 900_000).idle?.endsAt).toEqual(later(900_000))
  })

  it('renews in good time what use does not keep valid', () => {
    expect(nextStep(current, later(787_500), MARGIN_MS).renewInMs).toBe(0)
    expect(isFresh(current, later(787_501), MARGIN_MS)).toBe(false)
  })

  it('is not called valid when the timeout may have struck', () => {
    expect(isValid(current, later(899_600))).toBe(false)
  })

  it('waits half of what is left after the host gave no answer', () => {
    const again = unanswered(current, later(450_000))
    expect(nextStep(again, later(450_000), MARGIN_MS).useInMs).toBe(225_000)
  })

  it('leaves a token without a known timeout as it is', () => {
    const without = currentToken(tokenAt(NOW, 60), NOW)
    expect(unanswered(without, later(1))).toBe(without)
  })
})

describe('when use changes nothing', () => {
  it('still comes to an end after a few of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2_000, max: 28_800_000 }), (timeoutMs) => {
        let current = {
          ...currentToken(tokenAt(NOW, 864_000), NOW),
          idle: idleLimit(timeoutMs, NOW, undefined),
        }
        let now = NOW
        for (let uses = 0; uses < 5; uses++) {
          const { renewInMs, useInMs } = nextStep(current, now, MARGIN_MS)
          if (renewInMs <= useInMs) return true
          expect(useInMs).toBeGreaterThan(0)
          now = { wallMs: now.wallMs + useInMs, monotonicMs: now.monotonicMs + useInMs }
          const left = leftMs(current.idle.endsAt, now)
          current = { ...current, idle: idleLimit(left, now, current.idle) }
        }
        return false
      }),
    )
  })
})
