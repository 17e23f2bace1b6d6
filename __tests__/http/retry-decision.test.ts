import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { isTemporary, retryDecision, AttemptFailed, type Failure } from '../../src/http/retry-decision.ts'

const status = (code: number, more: Partial<Failure> = {}): Failure => ({
  kind: 'status',
  summary: `HTTP ${code}`,
  status: code,
  ...more,
})

const TEMPORARY: readonly (readonly [string, Failure])[] = [
  ['a connection that broke', { kind: 'connection', summary: 'read ECONNRESET' }],
  ['a reply that did not come in time', { kind: 'timeout', summary: 'no reply within 15 s' }],
  ['a reply that was cut off', { kind: 'truncated', summary: 'cut' }],
  ['a reply that is no JSON', { kind: 'unreadable', summary: 'no JSON', status: 200 }],
  ['a proxy that cannot be reached', { kind: 'proxy', summary: 'refused' }],
  ['a proxy that answers 503', { kind: 'proxy', summary: '503', status: 503 }],
  ['a proxy that answers 429', { kind: 'proxy', summary: '429', status: 429 }],
  ['408', status(408)],
  ['425', status(425)],
  ['429', status(429)],
  ['500', status(500)],
  ['502', status(502)],
  ['503', status(503)],
  ['504', status(504)],
  ['a 400 that says rate limit', status(400, { error: 'invalid_request', isRateLimit: true })],
]

const FINAL: readonly (readonly [string, Failure])[] = [
  ['a certificate that is not trusted', { kind: 'tls', summary: 'tls' }],
  ['a redirect', { kind: 'redirect', summary: 'HTTP 302', status: 302 }],
  ['a reply that is too large', { kind: 'too-large', summary: 'large' }],
  ['a reply with a wrong field', { kind: 'invalid', summary: 'invalid' }],
  ['a proxy that wants credentials', { kind: 'proxy', summary: '407', status: 407 }],
  ['a proxy that forbids the host', { kind: 'proxy', summary: '403', status: 403 }],
  ['a status failure without a status', { kind: 'status', summary: 'odd' }],
  ['400', status(400)],
  ['400 invalid_request', status(400, { error: 'invalid_request', isRateLimit: false })],
  ['401', status(401)],
  ['403', status(403)],
  ['404', status(404)],
  ['499', status(499)],
  ['501', status(501)],
  ['400 invalid_client', status(400, { error: 'invalid_client' })],
  ['400 unauthorized_client', status(400, { error: 'unauthorized_client' })],
  ['400 invalid_grant', status(400, { error: 'invalid_grant' })],
  ['400 invalid_scope', status(400, { error: 'invalid_scope' })],
  ['503 invalid_grant', status(503, { error: 'invalid_grant' })],
  ['503 invalid_scope', status(503, { error: 'invalid_scope' })],
  ['503 invalid_client', status(503, { error: 'invalid_client' })],
  ['429 unauthorized_client', status(429, { error: 'unauthorized_client', isRateLimit: true })],
]

const anyFailure: fc.Arbitrary<Failure> = fc.record(
  {
    kind: fc.constantFrom<Failure['kind']>(
      'connection',
      'timeout',
      'truncated',
      'unreadable',
      'invalid',
      'too-large',
      'tls',
      'proxy',
      'redirect',
      'status',
    ),
    summary: fc.string(),
    status: fc.integer({ min: 100, max: 599 }),
    error: fc.constantFrom(
      'invalid_client',
      'unauthorized_client',
      'invalid_grant',
      'invalid_scope',
      'other',
    ),
    isRateLimit: fc.boolean(),
    retryAfterMs: fc.oneof(fc.nat(200_000), fc.constant(Infinity)),
  },
  { requiredKeys: ['kind', 'summary'] },
)
const anyAttempt = fc.integer({ min: 1, max: 5_000 })
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const anyLeft = fc.double({ min: -10_000, max: 4_000_000, noNaN: true })

describe('when a request failed', () => {
  it.each(TEMPORARY)('tries again after %s', (_, failure) => {
    expect(isTemporary(failure)).toBe(true)
    expect(retryDecision(failure, 1, 60_000, 0.5)).toEqual({ retry: true, afterMs: 500 })
  })

  it.each(FINAL)('gives up after %s', (_, failure) => {
    expect(isTemporary(failure)).toBe(false)
    expect(retryDecision(failure, 1, 60_000, 0.5)).toEqual({ retry: false, because: 'final' })
  })

  it('gives up after a final failure even if the server names a time', () => {
    expect(retryDecision(status(403, { retryAfterMs: 1 }), 1, 60_000, 0)).toEqual({
      retry: false,
      because: 'final',
    })
  })
})

describe('when it works out how long to wait', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 16_000],
    [6, 30_000],
    [7, 30_000],
    [5_000, 30_000],
  ])('waits after attempt %i at most %i ms, and anything down to nothing', (attempt, ceilingMs) => {
    expect(retryDecision(status(503), attempt, 60_000, 0)).toEqual({ retry: true, afterMs: 0 })
    expect(retryDecision(status(503), attempt, 60_000, 0.5)).toEqual({ retry: true, afterMs: ceilingMs / 2 })
  })

  it('takes the time that the server names instead, and spreads those who were told the same', () => {
    const failure = status(429, { retryAfterMs: 42_000 })
    expect(retryDecision(failure, 1, 60_000, 0)).toEqual({ retry: true, afterMs: 42_000 })
    expect(retryDecision(failure, 9, 60_000, 0.5)).toEqual({ retry: true, afterMs: 42_500 })
  })

  it('goes on backing off when a Retry-After is zero or over', () => {
    expect(retryDecision(status(503, { retryAfterMs: 0 }), 3, 60_000, 0.25)).toEqual({
      retry: true,
      afterMs: 1_000,
    })
  })

  it('gives up now, and says what it wanted, if the wait does not fit into the time left', () => {
    expect(retryDecision(status(429, { retryAfterMs: 42_000 }), 1, 42_000, 0)).toEqual({
      retry: false,
      because: 'no-time',
      wantedMs: 42_000,
    })
    expect(retryDecision(status(503), 3, 2_000, 0.5)).toEqual({
      retry: false,
      because: 'no-time',
      wantedMs: 2_000,
    })
  })

  it('waits if a moment would be left for the attempt itself', () => {
    expect(retryDecision(status(503), 3, 2_001, 0.5)).toEqual({ retry: true, afterMs: 2_000 })
  })
})

describe('when the server names no time to speak of', () => {
  it.each([
    [0, 1, 500],
    [0, 6, 15_000],
    [14_000, 6, 15_000],
    [15_000, 6, 15_500],
  ])('backs off all the same: Retry-After of %i ms, attempt %i', (retryAfterMs, attempt, afterMs) => {
    expect(retryDecision(status(503, { retryAfterMs }), attempt, 60_000, 0.5)).toEqual({
      retry: true,
      afterMs,
    })
  })
})

describe('whatever the failure, the attempt, the time left and the dice', () => {
  it('waits between nothing and 30 s, or as long as the server asked and at most a second more', () => {
    fc.assert(
      fc.property(anyFailure, anyAttempt, anyLeft, anyRandom, (failure, attempt, leftMs, random) => {
        const verdict = retryDecision(failure, attempt, leftMs, random)
        if (!verdict.retry) return
        const lowest = failure.retryAfterMs ?? 0
        const highest = failure.retryAfterMs === undefined ? 30_000 : failure.retryAfterMs + 1_000
        expect(verdict.afterMs).toBeGreaterThanOrEqual(lowest)
        expect(verdict.afterMs).toBeLessThanOrEqual(highest)
      }),
    )
  })

  it('never waits for longer than is left', () => {
    fc.assert(
      fc.property(anyFailure, anyAttempt, anyLeft, anyRandom, (failure, attempt, leftMs, random) => {
        const verdict = retryDecision(failure, attempt, leftMs, random)
        expect(!verdict.retry || verdict.afterMs < leftMs).toBe(true)
      }),
    )
  })

  it('tries again exactly when the failure is temporary and the wait fits', () => {
    fc.assert(
      fc.property(anyFailure, anyAttempt, anyLeft, anyRandom, (failure, attempt, leftMs, random) => {
        const verdict = retryDecision(failure, attempt, leftMs, random)
        expect(!verdict.retry && verdict.because === 'final').toBe(!isTemporary(failure))
      }),
    )
  })

  it('never tries again what will stay wrong', () => {
    const final = fc.constantFrom(...FINAL.map(([, failure]) => failure))
    fc.assert(
      fc.property(final, anyAttempt, anyLeft, anyRandom, (failure, attempt, leftMs, random) => {
        expect(retryDecision(failure, attempt, leftMs, random)).toEqual({ retry: false, because: 'final' })
      }),
    )
  })
})

describe('when a failure is thrown', () => {
  it('carries the plain data, its summary as message and the technical cause', () => {
    const cause = new Error('socket hang up')
    const thrown = new AttemptFailed(status(503), cause)
    expect(thrown).toMatchObject({ name: 'AttemptFailed', message: 'HTTP 503', failure: status(503), cause })
  })

  it('has no cause if there was none', () => {
    expect('cause' in new AttemptFailed(status(503))).toBe(false)
  })
})
