import { describe, expect, it } from '@jest/globals'
import {
  exhausted,
  freshWindow,
  readRateStatement,
  reopensAt,
  roomIn,
  withAnswer,
  withSent,
  withUnanswered,
  type RateWindow,
} from '../../src/gateway/rate-window.ts'

const NOW = 1_000_000
const sentTimes = (count: number, window: RateWindow): RateWindow =>
  Array.from({ length: count }).reduce<RateWindow>((next) => withSent(next, NOW), window)
const stated = (count: number, resetMs = 30_000, allowed = 10): object => ({ allowed, count, resetMs })
const answered = (window: RateWindow, statement?: object, now = NOW, status = 200): RateWindow =>
  withAnswer(window, { status, now, statement: statement as Parameters<typeof withAnswer>[1]['statement'] })

describe('the minute of a token', () => {
  it('is whole when the token is new, by the documented limit', () => {
    expect(roomIn(freshWindow(), NOW)).toBe(300)
  })

  it('is less by what is under way', () => {
    expect(roomIn(sentTimes(3, freshWindow()), NOW)).toBe(297)
  })

  it('is what the last answer says, less by what is still under way', () => {
    expect(roomIn(answered(sentTimes(3, freshWindow()), stated(4)), NOW)).toBe(4)
  })

  it('does not grow by an answer that was overtaken by another', () => {
    const window = answered(answered(sentTimes(2, freshWindow()), stated(6)), stated(5))
    expect(roomIn(window, NOW)).toBe(4)
  })

  it('counts answers that say nothing, and requests that got none', () => {
    const window = answered(sentTimes(3, freshWindow()), stated(1))
    expect(roomIn(answered(window, undefined), NOW)).toBe(7)
    expect(roomIn(withUnanswered(window, NOW), NOW)).toBe(7)
  })

  it('is over a second after the reset that was told, since that is rounded', () => {
    const window = answered(withSent(freshWindow(), NOW), stated(10))
    expect(reopensAt(window, NOW)).toBe(NOW + 31_000)
    expect([roomIn(window, NOW + 30_900), roomIn(window, NOW + 31_000)]).toEqual([0, 10])
  })

  it('is the next one when an answer tells a later reset', () => {
    const window = answered(sentTimes(2, freshWindow()), stated(9, 5_000))
    expect(roomIn(answered(window, stated(1, 60_000), NOW + 5_500), NOW + 5_500)).toBe(9)
  })

  it('is not spoiled by a late answer about the one before', () => {
    const first = answered(sentTimes(2, freshWindow()), stated(1, 60_000))
    expect(roomIn(answered(first, stated(10, 2_000)), NOW)).toBe(9)
  })

  it('has no limit where a success tells none', () => {
    const window = answered(withSent(freshWindow(), NOW), undefined)
    expect(roomIn(window, NOW)).toBe(Infinity)
    expect(roomIn(freshWindow(window), NOW)).toBe(Infinity)
  })

  it('has a limit still when an error tells none', () => {
    expect(roomIn(answered(withSent(freshWindow(), NOW), undefined, NOW, 404), NOW)).toBe(299)
  })

  it('is empty after a 429, until the server says', () => {
    const window = exhausted(withSent(freshWindow(), NOW), 7_000, NOW)
    expect([roomIn(window, NOW), roomIn(window, NOW + 8_000)]).toEqual([0, 300])
  })

  it('of a further token is known by the first', () => {
    expect(roomIn(freshWindow(answered(withSent(freshWindow(), NOW), stated(10))), NOW)).toBe(10)
  })
})

describe('what an answer says about the limit', () => {
  const read = (allowed: string, count: string, reset: string): ReturnType<typeof readRateStatement> => {
    const headers: Record<string, string> = {
      'inin-ratelimit-allowed': allowed,
      'inin-ratelimit-count': count,
      'inin-ratelimit-reset': reset,
    }
    return readRateStatement((name) => headers[name])
  }

  it('is three whole numbers', () => {
    expect(read('300', '17', '42')).toEqual({ allowed: 300, count: 17, resetMs: 42_000 })
  })

  it.each([
    ['', '17', '42'],
    ['0', '17', '42'],
    ['300', '-1', '42'],
    ['300', '17', 'soon'],
    ['300', '17', '9'.repeat(12)],
  ])('or nothing: %s, %s, %s', (allowed, count, reset) => {
    expect(read(allowed, count, reset)).toBeUndefined()
  })
})
