import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  idleLimit,
  isAlive,
  isFresh,
  isSurelyDead,
  keep,
  leftMs,
  nextStep,
  unreached,
} from '../../src/agent/renewal.ts'
import { tokenAt } from '../support/agent.ts'

const NOW = { wallMs: Date.parse('2026-11-21T10:00:00Z'), monotonicMs: 5_000_000 }
const later = (ms: number, wallMs = ms): typeof NOW => ({
  wallMs: NOW.wallMs + wallMs,
  monotonicMs: NOW.monotonicMs + ms,
})
const MARGIN_MS = 300_000

describe('when a token lives for a day', () => {
  const kept = keep(tokenAt(NOW, 86_400), NOW)

  it('is renewed min-validity-seconds before it expires', () => {
    expect(nextStep(kept, NOW, MARGIN_MS)).toEqual({ renewInMs: 86_100_000, keepAliveInMs: Infinity })
  })

  it('is fresh with more than that left', () => {
    expect(isFresh(kept, later(86_099_999), MARGIN_MS)).toBe(true)
    expect(isFresh(kept, later(86_100_000), MARGIN_MS)).toBe(false)
  })

  it('is alive until its last moment', () => {
    expect(isAlive(kept, later(86_399_499))).toBe(true)
    expect(isAlive(kept, later(86_399_501))).toBe(false)
  })
})

describe('when the whole life is shorter than the wanted validity', () => {
  it.each([299, 10, 4])('renews a token of %d s after half of its life', (seconds) => {
    expect(nextStep(keep(tokenAt(NOW, seconds), NOW), NOW, MARGIN_MS).renewInMs).toBe(seconds * 500)
  })

  it('counts the whole life, not what was left of it when it was taken over', () => {
    const kept = keep(tokenAt(NOW, 86_400, 'old', 86_000), NOW)
    expect(nextStep(kept, NOW, MARGIN_MS).renewInMs).toBe(100_000)
  })
})

describe('when the wall clock jumps', () => {
  const kept = keep(tokenAt(NOW, 3_600), NOW)

  it('believes a jump forwards: the machine may have slept', () => {
    expect(leftMs(kept.endsAt, later(1_000, 3_601_000))).toBe(-1_000)
    expect(isAlive(kept, later(1_000, 3_601_000))).toBe(false)
  })

  it('does not believe a jump backwards', () => {
    expect(leftMs(kept.endsAt, later(3_601_000, -3_600_000))).toBe(-1_000)
  })
})

describe('when the organization has an idle timeout', () => {
  const kept = { ...keep(tokenAt(NOW, 86_400), NOW), idle: idleLimit(900_000, NOW, undefined) }

  it('keeps the token alive before half of it has passed', () => {
    expect(nextStep(kept, NOW, MARGIN_MS).keepAliveInMs).toBe(450_000)
  })

  it('carries the timeout over to the next token', () => {
    expect(keep(tokenAt(NOW, 86_400), NOW, 900_000).idle?.endsAt).toEqual(later(900_000))
  })

  it('renews what cannot be kept alive in good time', () => {
    expect(nextStep(kept, later(787_500), MARGIN_MS).renewInMs).toBe(0)
    expect(isFresh(kept, later(787_501), MARGIN_MS)).toBe(false)
  })

  it('does not call a token alive that may have idled out', () => {
    expect(isAlive(kept, later(899_600))).toBe(false)
  })

  it('waits half of what is left after nobody could be asked', () => {
    const again = unreached(kept, later(450_000))
    expect(nextStep(again, later(450_000), MARGIN_MS).keepAliveInMs).toBe(225_000)
  })

  it('leaves a token without a known timeout as it is', () => {
    const without = keep(tokenAt(NOW, 60), NOW)
    expect(unreached(without, later(1))).toBe(without)
  })
})

describe('when every sign of life changes nothing', () => {
  it('still comes to an end after a few of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2_000, max: 28_800_000 }), (timeoutMs) => {
        let kept = { ...keep(tokenAt(NOW, 864_000), NOW), idle: idleLimit(timeoutMs, NOW, undefined) }
        let now = NOW
        for (let signs = 0; signs < 5; signs++) {
          const { renewInMs, keepAliveInMs } = nextStep(kept, now, MARGIN_MS)
          if (renewInMs <= keepAliveInMs) return true
          expect(keepAliveInMs).toBeGreaterThan(0)
          now = { wallMs: now.wallMs + keepAliveInMs, monotonicMs: now.monotonicMs + keepAliveInMs }
          const left = leftMs(kept.idle.endsAt, now)
          kept = { ...kept, idle: idleLimit(left, now, kept.idle) }
        }
        return false
      }),
    )
  })
})

describe('when a token is forgotten', () => {
  it('is so only some seconds after its life, since servers round down', () => {
    const token = tokenAt(NOW, 60)
    expect(isSurelyDead(token, later(61_999))).toBe(false)
    expect(isSurelyDead(token, later(62_001))).toBe(true)
  })
})
