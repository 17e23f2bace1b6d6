import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { type HttpRequest } from '../../src/http/transport.ts'
import { budget, RequestGivenUp, oneAttempt, send } from '../../src/http/send.ts'
import { readFailure } from '../../src/http/reply.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { handClock, reply, reset, retryingOver, thrownBy, type Answer } from '../support/genesys.ts'

const REQUEST: HttpRequest = { method: 'GET', url: 'https://api.example.com/x', headers: {} }

const readOk = (answer: { status: number; body: string }): string => {
  if (answer.status === 200) return answer.body
  throw readFailure(reply(answer.status, answer.body))
}

describe('when a budget is made', () => {
  it.each([
    [120_000, undefined, 15_000],
    [30_000, undefined, 15_000],
    [10_000, undefined, 5_000],
    [30_000, 10_000, 10_000],
    [1_000, 10_000, 500],
  ])(
    'lets no attempt of %i ms in all (at most %s ms each) take more than %i ms',
    (total, longest, attempt) => {
      const time = budget(total, handClock(), ...(longest === undefined ? [] : [longest]))
      expect(time).toEqual({ endsAt: 50_000 + total, attemptMs: attempt, attempts: Infinity })
    },
  )

  it('can be narrowed to one attempt', () => {
    expect(oneAttempt(budget(120_000, handClock()), 5_000)).toEqual({
      endsAt: 170_000,
      attemptMs: 5_000,
      attempts: 1,
    })
  })
})

describe('when a request succeeds after failures', () => {
  it('says for each what, why, how long it waits and what is left', async () => {
    const limited = (): Answer =>
      reply(400, { error: 'invalid_request', error_description: 'rate limit exceeded' })
    const { retrying, clock, said } = retryingOver([reset(), limited(), reply(503), reply(200, 'done')])
    const result = await send('The token request', REQUEST, readOk, budget(120_000, clock), retrying)
    expect(result).toBe('done')
    expect(said).toEqual([
      'The token request failed (read ECONNRESET); trying again in 0.5 s (120 s left).',
      'The token request failed (HTTP 400, invalid_request: rate limit exceeded); trying again in 1.0 s (119 s left).',
      'The token request failed (HTTP 503); trying again in 2.0 s (118 s left).',
    ])
    expect(clock.slept).toEqual([500, 1_000, 2_000])
  })

  it('asks no more once it has what it wants', async () => {
    const { retrying, clock, sent } = retryingOver([reply(200, 'first'), reply(200, 'second')])
    expect(await send('It', REQUEST, readOk, budget(1_000, clock), retrying)).toBe('first')
    expect(sent).toEqual([{ request: REQUEST, timeoutMs: 500 }])
  })

  it('writes waits from ten seconds on without a fraction', async () => {
    const answers = [reply(503), reply(503), reply(503), reply(503), reply(503), reply(200, 'done')]
    const { retrying, clock, said } = retryingOver(answers, { random: 0.9 })
    await send('It', REQUEST, readOk, budget(120_000, clock), retrying)
    expect(said[3]).toContain('trying again in 7.2 s')
    expect(said[4]).toContain('trying again in 14 s')
  })
})

describe('when ten seconds are left', () => {
  it('says so without a fraction', async () => {
    const { retrying, clock, said } = retryingOver([reply(503), reply(200, 'done')])
    await send('It', REQUEST, readOk, budget(10_100, clock), retrying)
    expect(said).toEqual(['It failed (HTTP 503); trying again in 0.5 s (10 s left).'])
  })
})

describe('when a request is given up', () => {
  it('says nothing of attempts if the first failure was final', async () => {
    const { retrying, clock } = retryingOver([reply(403)])
    const error = await thrownBy(() => send('It', REQUEST, readOk, budget(9_000, clock), retrying))
    expect(error).toBeInstanceOf(RequestGivenUp)
    expect(error).toMatchObject({
      name: 'RequestGivenUp',
      message: 'HTTP 403',
      history: '',
      failure: { status: 403 },
    })
    expect((error as RequestGivenUp).cause).toBeInstanceOf(AttemptFailed)
  })

  it('says after how many attempts the final failure came', async () => {
    const { retrying, clock } = retryingOver([reset(), reply(403)])
    const error = await thrownBy(() => send('It', REQUEST, readOk, budget(9_000, clock), retrying))
    expect(error).toMatchObject({ history: 'after 2 attempts', failure: { status: 403 } })
  })

  it('says what it wanted to wait and what was left if the time ran out', async () => {
    const { retrying, clock, sent } = retryingOver([reply(503), reply(503)], { tookMs: 400 })
    const error = await thrownBy(() => send('It', REQUEST, readOk, budget(1_400, clock), retrying))
    expect(error).toMatchObject({
      history: 'after 2 attempts; the next would start in 1.0 s, and 0.1 s are left',
    })
    expect(sent).toHaveLength(2)
  })

  it.each([
    ['86399', '86400 s'],
    ['172800', 'more than a day'],
    ['9'.repeat(400), 'more than a day'],
  ])('does not spell out what is longer than a day: %s s', async (retryAfter, words) => {
    const limited = new AttemptFailed({
      kind: 'status',
      summary: 'HTTP 429',
      status: 429,
      retryAfterMs: Number(retryAfter) * 1000,
    })
    const { retrying, clock } = retryingOver([limited], { random: 0.999 })
    const error = await thrownBy(() => send('It', REQUEST, readOk, budget(9_000, clock), retrying))
    expect((error as RequestGivenUp).history).toContain(`the next would start in ${words}, and`)
  })

  it('counts one attempt as one', async () => {
    const { retrying, clock } = retryingOver([reply(503)], { tookMs: 400 })
    const error = await thrownBy(() => send('It', REQUEST, readOk, budget(800, clock), retrying))
    expect(error).toMatchObject({
      history: 'after 1 attempt; the next would start in 0.5 s, and 0.4 s are left',
    })
  })

  it('gives up after the only attempt that it was granted, without a word of waiting', async () => {
    const { retrying, clock, said, sent } = retryingOver([reset(), reply(200, 'late')])
    const time = oneAttempt(budget(120_000, clock), 5_000)
    const error = await thrownBy(() => send('It', REQUEST, readOk, time, retrying))
    expect(error).toMatchObject({ history: '', failure: { kind: 'connection' } })
    expect(sent).toEqual([{ request: REQUEST, timeoutMs: 5_000 }])
    expect(said).toEqual([])
    expect(clock.slept).toEqual([])
  })
})

describe('when time is short', () => {
  it('gives the last attempt only what is left', async () => {
    const answers = [reply(503), reply(503), reply(200, 'done')]
    const { retrying, clock, sent } = retryingOver(answers, { tookMs: 4_000, random: 0 })
    await send('It', REQUEST, readOk, budget(10_000, clock), retrying)
    expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([5_000, 5_000, 2_000])
  })

  it('still asks once if nothing is left at all', async () => {
    const { retrying, clock, sent } = retryingOver([reply(200, 'done')])
    const time = budget(1_000, clock)
    clock.advance(5_000)
    expect(await send('It', REQUEST, readOk, time, retrying)).toBe('done')
    expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([1])
  })

  it('never takes longer than its budget, whatever the failures', async () => {
    const failures = fc.array(fc.constantFrom(408, 429, 500, 503, 504), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(
        failures,
        fc.integer({ min: 1_000, max: 120_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (statuses, totalMs, tookMs, random) => {
          const answers = [...statuses.map((status) => reply(status)), reply(200, 'done')]
          const { retrying, clock } = retryingOver(answers, { tookMs, random })
          const startedAt = clock.now().monotonicMs
          try {
            await send('It', REQUEST, readOk, budget(totalMs, clock), retrying)
          } catch (error) {
            expect(error).toBeInstanceOf(RequestGivenUp)
          }
          expect(clock.now().monotonicMs - startedAt).toBeLessThanOrEqual(totalMs + 1)
        },
      ),
    )
  })
})

describe('when the step is cancelled', () => {
  const reason = new Error('cancelled')

  it('throws the reason at once during a request', async () => {
    const { retrying, clock } = retryingOver([], { signal: AbortSignal.abort(reason) })
    const error = await thrownBy(() => send('It', REQUEST, readOk, budget(9_000, clock), retrying))
    expect(error).toBe(reason)
  })

  it('throws the reason at once during a wait', async () => {
    const cancellation = new AbortController()
    const cancelling: Answer = () => {
      cancellation.abort(reason)
      return reply(503)
    }
    const { retrying, clock, sent } = retryingOver([cancelling, reply(200)], { signal: cancellation.signal })
    const error = await thrownBy(() => send('It', REQUEST, readOk, budget(9_000, clock), retrying))
    expect(error).toBe(reason)
    expect(sent).toHaveLength(1)
  })
})

describe('when something else is thrown', () => {
  it('lets a fault of the reader through', async () => {
    const fault = new TypeError('no such field')
    const { retrying, clock, sent } = retryingOver([reply(200), reply(200)])
    const read = (): never => {
      throw fault
    }
    expect(await thrownBy(() => send('It', REQUEST, read, budget(9_000, clock), retrying))).toBe(fault)
    expect(sent).toHaveLength(1)
  })
})
