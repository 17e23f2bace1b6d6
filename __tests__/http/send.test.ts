import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import fc from '../support/property.ts'
import { type HttpRequest } from '../../src/http/transport.ts'
import { attemptsUntil, RequestGivenUp, oneAttempt, send } from '../../src/http/send.ts'
import { readFailure } from '../../src/http/reply.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { handClock, reply, reset, requestContextOf, thrownBy, type Answer } from '../support/genesys.ts'

const REQUEST: HttpRequest = { method: 'GET', url: 'https://api.example.com/x', headers: {} }

const readOk = (answer: { status: number; body: string }): string => {
  if (answer.status === 200) return answer.body
  throw readFailure(reply(answer.status, answer.body))
}

describe('when attempts are planned', () => {
  it.each([
    [120_000, undefined, 15_000],
    [30_000, undefined, 15_000],
    [10_000, undefined, 5_000],
    [30_000, 10_000, 10_000],
    [1_000, 10_000, 500],
  ])(
    'lets no attempt of %i ms in all (at most %s ms each) take more than %i ms',
    (total, longest, attempt) => {
      const attempts = attemptsUntil(Deadline.after(total, handClock()), longest)
      expect(attempts).toMatchObject({ longestMs: attempt, most: Infinity })
    },
  )

  it('gives a single attempt all the time that is left', () => {
    expect(oneAttempt(Deadline.after(5_000, handClock()))).toMatchObject({ longestMs: 5_000, most: 1 })
  })
})

describe('when a request succeeds after failures', () => {
  it('says for each what, why, how long it waits and what is left', async () => {
    const limited = (): Answer =>
      reply(400, { error: 'invalid_request', error_description: 'rate limit exceeded' })
    const { context, clock, said } = requestContextOf([reset(), limited(), reply(503), reply(200, 'done')])
    const result = await send(
      { doing: 'The token request', request: REQUEST, read: readOk },
      attemptsUntil(Deadline.after(120_000, clock)),
      context,
    )
    expect(result).toBe('done')
    expect(said).toEqual([
      'The token request failed (read ECONNRESET); trying again in 0.5 s (120 s left).',
      'The token request failed (HTTP 400, invalid_request: rate limit exceeded); trying again in 1.0 s (119 s left).',
      'The token request failed (HTTP 503); trying again in 2.0 s (118 s left).',
    ])
    expect(clock.slept).toEqual([500, 1_000, 2_000])
  })

  it('asks no more once it has what it wants', async () => {
    const { context, clock, sent } = requestContextOf([reply(200, 'first'), reply(200, 'second')])
    expect(
      await send(
        { doing: 'It', request: REQUEST, read: readOk },
        attemptsUntil(Deadline.after(1_000, clock)),
        context,
      ),
    ).toBe('first')
    expect(sent).toEqual([{ request: REQUEST, timeoutMs: 500 }])
  })

  it('writes waits from ten seconds on without a fraction', async () => {
    const answers = [reply(503), reply(503), reply(503), reply(503), reply(503), reply(200, 'done')]
    const { context, clock, said } = requestContextOf(answers, { random: 0.9 })
    await send(
      { doing: 'It', request: REQUEST, read: readOk },
      attemptsUntil(Deadline.after(120_000, clock)),
      context,
    )
    expect(said[3]).toContain('trying again in 7.2 s')
    expect(said[4]).toContain('trying again in 14 s')
  })
})

describe('when ten seconds are left', () => {
  it('says so without a fraction', async () => {
    const { context, clock, said } = requestContextOf([reply(503), reply(200, 'done')])
    await send(
      { doing: 'It', request: REQUEST, read: readOk },
      attemptsUntil(Deadline.after(10_100, clock)),
      context,
    )
    expect(said).toEqual(['It failed (HTTP 503); trying again in 0.5 s (10 s left).'])
  })
})

describe('when a request is given up', () => {
  it('says nothing of attempts if the first failure was final', async () => {
    const { context, clock } = requestContextOf([reply(403)])
    const error = await thrownBy(() =>
      send(
        { doing: 'It', request: REQUEST, read: readOk },
        attemptsUntil(Deadline.after(9_000, clock)),
        context,
      ),
    )
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
    const { context, clock } = requestContextOf([reset(), reply(403)])
    const error = await thrownBy(() =>
      send(
        { doing: 'It', request: REQUEST, read: readOk },
        attemptsUntil(Deadline.after(9_000, clock)),
        context,
      ),
    )
    expect(error).toMatchObject({ history: 'after 2 attempts', failure: { status: 403 } })
  })

  it('says what it wanted to wait and what was left if the time ran out', async () => {
    const { context, clock, sent } = requestContextOf([reply(503), reply(503)], { tookMs: 400 })
    const error = await thrownBy(() =>
      send(
        { doing: 'It', request: REQUEST, read: readOk },
        attemptsUntil(Deadline.after(1_400, clock)),
        context,
      ),
    )
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
    const { context, clock } = requestContextOf([limited], { random: 0.999 })
    const error = await thrownBy(() =>
      send(
        { doing: 'It', request: REQUEST, read: readOk },
        attemptsUntil(Deadline.after(9_000, clock)),
        context,
      ),
    )
    expect((error as RequestGivenUp).history).toContain(`the next would start in ${words}, and`)
  })

  it('counts one attempt as one', async () => {
    const { context, clock } = requestContextOf([reply(503)], { tookMs: 400 })
    const error = await thrownBy(() =>
      send(
        { doing: 'It', request: REQUEST, read: readOk },
        attemptsUntil(Deadline.after(800, clock)),
        context,
      ),
    )
    expect(error).toMatchObject({
      history: 'after 1 attempt; the next would start in 0.5 s, and 0.4 s are left',
    })
  })

  it('gives up after the only attempt that it has, without a word of waiting', async () => {
    const { context, clock, said, sent } = requestContextOf([reset(), reply(200, 'late')])
    const time = oneAttempt(Deadline.after(5_000, clock))
    const error = await thrownBy(() => send({ doing: 'It', request: REQUEST, read: readOk }, time, context))
    expect(error).toMatchObject({ history: '', failure: { kind: 'connection' } })
    expect(sent).toEqual([{ request: REQUEST, timeoutMs: 5_000 }])
    expect(said).toEqual([])
    expect(clock.slept).toEqual([])
  })
})

describe('when time is short', () => {
  it('gives the last attempt only what is left', async () => {
    const answers = [reply(503), reply(503), reply(200, 'done')]
    const { context, clock, sent } = requestContextOf(answers, { tookMs: 4_000, random: 0 })
    await send(
      { doing: 'It', request: REQUEST, read: readOk },
      attemptsUntil(Deadline.after(10_000, clock)),
      context,
    )
    expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([5_000, 5_000, 2_000])
  })

  it('still asks once if nothing is left at all', async () => {
    const { context, clock, sent } = requestContextOf([reply(200, 'done')])
    const time = attemptsUntil(Deadline.after(1_000, clock))
    clock.advance(5_000)
    expect(await send({ doing: 'It', request: REQUEST, read: readOk }, time, context)).toBe('done')
    expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([1])
  })

  it('never takes longer than its deadline, whatever the failures', async () => {
    const failures = fc.array(fc.constantFrom(408, 429, 500, 503, 504), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(
        failures,
        fc.integer({ min: 1_000, max: 120_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (statuses, totalMs, tookMs, random) => {
          const answers = [...statuses.map((status) => reply(status)), reply(200, 'done')]
          const { context, clock } = requestContextOf(answers, { tookMs, random })
          const startedAt = clock.now().monotonicMs
          try {
            await send(
              { doing: 'It', request: REQUEST, read: readOk },
              attemptsUntil(Deadline.after(totalMs, clock)),
              context,
            )
          } catch (error) {
            expect(error).toBeInstanceOf(RequestGivenUp)
          }
          expect(clock.now().monotonicMs - startedAt).toBeLessThanOrEqual(totalMs + 1)
        },
      ),
    )
  })
})

describe('when each attempt needs a request of its own', () => {
  it('builds it anew, within the time of the attempt', async () => {
    const answers = [reply(503), reply(200, 'done')]
    const { context, clock, sent } = requestContextOf(answers, { tookMs: 400, random: 0 })
    const lefts: number[] = []
    const request = (attempt: Deadline): HttpRequest => {
      lefts.push(attempt.leftMs)
      return { ...REQUEST, headers: { number: String(lefts.length) } }
    }
    await send({ doing: 'It', request, read: readOk }, attemptsUntil(Deadline.after(1_000, clock)), context)
    expect(sent.map((each) => each.request.headers['number'])).toEqual(['1', '2'])
    expect(lefts).toEqual([500, 500])
  })
})

describe('when the step is cancelled', () => {
  const reason = new Error('cancelled')

  it('throws the reason at once during a request', async () => {
    const { context, clock } = requestContextOf([], { signal: AbortSignal.abort(reason) })
    const error = await thrownBy(() =>
      send(
        { doing: 'It', request: REQUEST, read: readOk },
        attemptsUntil(Deadline.after(9_000, clock)),
        context,
      ),
    )
    expect(error).toBe(reason)
  })

  it('throws the reason at once during a wait', async () => {
    const cancellation = new AbortController()
    const cancelling: Answer = () => {
      cancellation.abort(reason)
      return reply(503)
    }
    const { context, clock, sent } = requestContextOf([cancelling, reply(200)], {
      signal: cancellation.signal,
    })
    const error = await thrownBy(() =>
      send(
        { doing: 'It', request: REQUEST, read: readOk },
        attemptsUntil(Deadline.after(9_000, clock)),
        context,
      ),
    )
    expect(error).toBe(reason)
    expect(sent).toHaveLength(1)
  })
})

describe('when something else is thrown', () => {
  it('lets a fault of the reader through', async () => {
    const fault = new TypeError('no such field')
    const { context, clock, sent } = requestContextOf([reply(200), reply(200)])
    const read = (): never => {
      throw fault
    }
    expect(
      await thrownBy(() =>
        send({ doing: 'It', request: REQUEST, read }, attemptsUntil(Deadline.after(9_000, clock)), context),
      ),
    ).toBe(fault)
    expect(sent).toHaveLength(1)
  })
})
