import { type Clock } from '../core/time.ts'

/**
 * The real clock. `process.hrtime` counts from the start of the machine, not of the process, so that main
 * and post, which run on the same one, can compare what they read.
 */
export const systemClock: Clock = {
  now: () => ({ wallMs: Date.now(), monotonicMs: Number(process.hrtime.bigint() / 1_000_000n) }),
  sleep: async (ms, signal) => {
    // Loaded by those who wait: most runs of the action never do.
    const { setTimeout: delay } = await import('node:timers/promises')
    try {
      await delay(ms, undefined, { signal })
    } catch (error) {
      signal.throwIfAborted()
      throw error
    }
  },
}
