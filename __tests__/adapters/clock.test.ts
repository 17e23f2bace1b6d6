/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { systemClock } from '../../src/adapters/clock.ts'

const forever = new AbortController().signal

describe('when the time is read', () => {
  it('is the time of day, and a count that never goes back', () => {
    const before = Date.now()
    const first = systemClock.now()
    const second = systemClock.now()
    expect(first.wallMs).toBeGreaterThanOrEqual(before)
    expect(second.wallMs).toBeLessThanOrEqual(Date.now())
    expect(second.monotonicMs).toBeGreaterThanOrEqual(first.monotonicMs)
  })

  it('counts as every other process of the machine does, since main and post are two', () => {
    const script = 'process.stdout.write(String(process.hrtime.bigint() / 1000000n))'
    const before = systemClock.now().monotonicMs
    const inChild = Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))
    expect(inChild).toBeGreaterThanOrEqual(before)
    expect(inChild).toBeLessThanOrEqual(systemClock.now().monotonicMs)
  })
})

describe('when something sleeps', () => {
  it('wakes up after the time', async () => {
    const before = systemClock.now().monotonicMs
    await systemClock.sleep(20, forever)
    // Timers may fire up to a millisecond early.
    expect(systemClock.now().monotonicMs - before).toBeGreaterThanOrEqual(18)
  })

  it('wakes up at once with the reason of the signal', async () => {
    const reason = new Error('cancelled')
    const cancellation = new AbortController()
    const sleeping = systemClock.sleep(3_600_000, cancellation.signal)
    cancellation.abort(reason)
    await expect(sleeping).rejects.toBe(reason)
  })

  it('does not fall asleep if the signal was aborted before', async () => {
    const reason = new Error('cancelled')
    await expect(systemClock.sleep(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})
