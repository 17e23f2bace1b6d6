import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { expiryOf, requireTimeLeft, secondsLeft } from '../../src/oauth/access-token.ts'
import { Secret } from '../../src/core/secret.ts'
import { isoSeconds } from '../../src/core/time.ts'
import { thrownBy } from '../support/genesys.ts'

const DAY_MS = 86_400_000

/**
 * One grant as an onlooker with a perfect clock would see it. `offset` is what a clock is wrong by: the
 * server's, the runner's wall clock; the monotonic clock counts from another point altogether.
 */
const anyGrant = fc
  .record({
    sentAt: fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
    toServerMs: fc.nat(10_000),
    untilDateMs: fc.nat(5_000),
    backMs: fc.nat(10_000),
    lifetimeSeconds: fc.integer({ min: 1, max: 38_880_000 }),
    serverOffsetMs: fc.integer({ min: -DAY_MS, max: DAY_MS }),
    runnerOffsetMs: fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }),
    bootedAt: fc.integer({ min: 1_600_000_000_000, max: 1_700_000_000_000 }),
    tellsDate: fc.boolean(),
  })
  .map((grant) => {
    const issuedAt = grant.sentAt + grant.toServerMs
    const datedAt = issuedAt + grant.untilDateMs
    const receivedAt = datedAt + grant.backMs
    const moment = (at: number): { wallMs: number; monotonicMs: number } => ({
      wallMs: at + grant.runnerOffsetMs,
      monotonicMs: at - grant.bootedAt,
    })
    return {
      ...grant,
      endsAt: issuedAt + grant.lifetimeSeconds * 1000,
      moment,
      times: {
        sent: moment(grant.sentAt),
        received: moment(receivedAt),
        // HTTP dates have whole seconds.
        serverDate: grant.tellsDate ? Math.floor((datedAt + grant.serverOffsetMs) / 1000) * 1000 : undefined,
      },
    }
  })

describe('when a token was granted', () => {
  const times = {
    sent: { wallMs: 1_000_000, monotonicMs: 5_000 },
    received: { wallMs: 1_000_400, monotonicMs: 5_400 },
  }

  it('counts what is left from the moment of the request, and death from that of the reply', () => {
    const expiry = expiryOf(300, { ...times, serverDate: undefined })
    expect(expiry.endsAfter).toBe(305_000)
    expect(expiry.deadBy).toEqual({ wallMs: 1_300_400, monotonicMs: 305_400 })
  })

  it('tells the expiry by the clock of the runner if the server does not say what time it is', () => {
    expect(expiryOf(300, { ...times, serverDate: undefined }).expiresAt).toBe(1_300_000)
  })

  it('tells the expiry by the clock of the server if that differs from the clock of the runner', () => {
    const { expiresAt } = expiryOf(300, { ...times, serverDate: 90_000_000 })
    expect(Math.abs(expiresAt - 90_300_000)).toBeLessThanOrEqual(400)
  })
})

describe('however wrong the clocks are and however long the request took', () => {
  it('never counts on a token for longer than it lives', () => {
    fc.assert(
      fc.property(anyGrant, ({ lifetimeSeconds, times, endsAt, moment }) => {
        const { endsAfter } = expiryOf(lifetimeSeconds, times)
        expect(endsAfter).toBeLessThanOrEqual(moment(endsAt).monotonicMs)
      }),
    )
  })

  it('never takes a token for dead that may be alive, by either clock', () => {
    fc.assert(
      fc.property(anyGrant, ({ lifetimeSeconds, times, endsAt, moment }) => {
        const { deadBy } = expiryOf(lifetimeSeconds, times)
        expect(deadBy.monotonicMs).toBeGreaterThanOrEqual(moment(endsAt).monotonicMs)
        expect(deadBy.wallMs).toBeGreaterThanOrEqual(moment(endsAt).wallMs)
      }),
    )
  })

  it('never names an expiry later than the true one by the clock of the server', () => {
    fc.assert(
      fc.property(anyGrant, ({ lifetimeSeconds, times, endsAt, serverOffsetMs }) => {
        fc.pre(times.serverDate !== undefined)
        const { expiresAt } = expiryOf(lifetimeSeconds, times)
        expect(expiresAt).toBeLessThanOrEqual(endsAt + serverOffsetMs)
      }),
    )
  })

  it('names an expiry that is early by no more than the request took and one second', () => {
    fc.assert(
      fc.property(anyGrant, ({ lifetimeSeconds, times, endsAt, serverOffsetMs }) => {
        fc.pre(times.serverDate !== undefined)
        const { expiresAt } = expiryOf(lifetimeSeconds, times)
        const tookMs = times.received.monotonicMs - times.sent.monotonicMs
        expect(expiresAt).toBeGreaterThan(endsAt + serverOffsetMs - tookMs - 1_000)
      }),
    )
  })

  it('names an expiry that the clock of the runner never passes too late if the server names no time', () => {
    fc.assert(
      fc.property(anyGrant, ({ lifetimeSeconds, times, endsAt, moment }) => {
        fc.pre(times.serverDate === undefined)
        const { expiresAt } = expiryOf(lifetimeSeconds, times)
        expect(expiresAt).toBeLessThanOrEqual(moment(endsAt).wallMs)
      }),
    )
  })
})

describe('when the seconds left are asked for', () => {
  const token = { endsAfter: 10_000 }

  it.each([
    [0, 10],
    [1, 9],
    [9_000, 1],
    [9_001, 0],
    [10_000, 0],
    [99_000, 0],
  ])('at %i ms it answers %i, in whole seconds and never less than none', (monotonicMs, left) => {
    expect(secondsLeft(token, { wallMs: 0, monotonicMs })).toBe(left)
  })
})

describe('when a time is printed', () => {
  it.each([
    [Date.UTC(2026, 10, 21, 10, 0, 0), '2026-11-21T10:00:00Z'],
    [Date.UTC(2026, 10, 21, 10, 0, 0, 999), '2026-11-21T10:00:00Z'],
    [Date.UTC(2027, 0, 1) - 1, '2026-12-31T23:59:59Z'],
    [-1, '1969-12-31T23:59:59Z'],
    [0, '1970-01-01T00:00:00Z'],
  ])('prints %i as %s', (at, text) => {
    expect(isoSeconds(at)).toBe(text)
  })

  it('never prints a later time than it was given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250_000_000_000_000 }), (at) => {
        const printed = Date.parse(isoSeconds(at))
        expect(printed).toBeLessThanOrEqual(at)
        expect(printed).toBeGreaterThan(at - 1000)
      }),
    )
  })
})

describe('when a token is about to be handed out', () => {
  const token = {
    value: new Secret('opaque'),
    type: 'bearer',
    ...expiryOf(1, {
      sent: { wallMs: 0, monotonicMs: 0 },
      received: { wallMs: 0, monotonicMs: 0 },
      serverDate: undefined,
    }),
  }

  it('passes as long as it is valid, for however short a time', () => {
    expect(() => requireTimeLeft(token, { wallMs: 0, monotonicMs: 999 })).not.toThrow()
  })

  it('is refused once it has expired', async () => {
    const refusal = await thrownBy(() => requireTimeLeft(token, { wallMs: 0, monotonicMs: 1_000 }))
    expect(refusal).toMatchObject({
      code: 'TOKEN_EXPIRED',
      message: 'The token expired before it could be handed out: it was valid for 1 s.',
      causes: ['Token Duration', 'gateway', 'network'].map((word) => expect.stringContaining(word)),
    })
  })
})
