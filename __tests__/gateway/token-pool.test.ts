import { beforeEach, describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { PacedTooLong, TokenPool } from '../../src/gateway/token-pool.ts'
import { type Permit } from '../../src/gateway/pooled-token.ts'
import { FakeSupply } from '../support/gateway.ts'
import { HandClock, settle } from '../support/agent.ts'

const HERE = new AbortController().signal

let clock: HandClock
let supply: FakeSupply
let log: string[]
let pool: TokenPool

beforeEach(() => {
  clock = new HandClock()
  supply = new FakeSupply()
  log = []
  use(1)
})

function use(most: number): void {
  pool = new TokenPool(supply, most, { clock, log: (sentence) => log.push(sentence) })
}

async function permit(signal = HERE): Promise<Permit & { readonly pacedMs: number }> {
  return pool.permit(Deadline.after(14_000, clock), signal)
}

/** The server's limit, told by an answer to a request. */
async function tell(allowed: number, count: number, resetSeconds: number): Promise<void> {
  const first = await permit()
  const statement = { allowed, count, resetMs: resetSeconds * 1000 }
  first.answered({ status: 200, statement, retryAfterMs: undefined })
}

/** What a request comes to, so far. */
interface Outcome {
  is: 'waiting' | 'sent' | 'paced' | 'failed' | 'gone'
  error?: unknown
  permit?: Permit & { readonly pacedMs: number }
}

function request(signal = HERE): Outcome {
  const outcome: Outcome = { is: 'waiting' }
  permit(signal).then(
    (granted) => Object.assign(outcome, { is: 'sent', permit: granted }),
    (error: unknown) => {
      outcome.error = error
      outcome.is = error instanceof PacedTooLong ? 'paced' : signal.aborted ? 'gone' : 'failed'
    },
  )
  return outcome
}

const all = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ is }) => is)

describe('pacing', () => {
  it('lets requests pass until the limit, those under way counted', async () => {
    await tell(10, 7, 30)
    const requests = [request(), request(), request(), request()]
    await settle()
    expect(all(requests)).toEqual(['sent', 'sent', 'sent', 'waiting'])
  })

  it('lets the next ones pass when the minute is over, first in, first out', async () => {
    await tell(2, 2, 5)
    const requests = [request(), request(), request()]
    await clock.pass(5_500)
    expect(all(requests)).toEqual(['waiting', 'waiting', 'waiting'])
    await clock.pass(1_000)
    expect(all(requests)).toEqual(['sent', 'sent', 'waiting'])
    expect(requests[0]?.permit?.pacedMs).toBeGreaterThanOrEqual(5_500)
  })

  it('does not let a later request pass before those that wait', async () => {
    await tell(3, 2, 30)
    const first = request()
    await settle()
    const waiting = request()
    await settle()
    const later = request()
    first.permit?.answered({
      status: 200,
      statement: { allowed: 3, count: 2, resetMs: 30_000 },
      retryAfterMs: undefined,
    })
    await settle()
    expect(all([waiting, later])).toEqual(['sent', 'waiting'])
  })

  it('gives up after 10 s, and says when there is room again', async () => {
    await tell(1, 1, 30)
    const paced = request()
    await clock.pass(9_500)
    expect(paced.is).toBe('waiting')
    await clock.pass(750)
    expect(paced.is).toBe('paced')
    expect((paced.error as PacedTooLong).retryAfterMs).toBeGreaterThan(20_000)
  })

  it('forgets a caller that has gone, and gives its room to the next', async () => {
    await tell(1, 1, 2)
    const leaving = new AbortController()
    const requests = [request(leaving.signal), request()]
    await settle()
    leaving.abort(new Error('gone'))
    await clock.pass(4_000)
    expect(all(requests)).toEqual(['gone', 'sent'])
  })

  it('holds back after a 429, as long as the server asks', async () => {
    const refused = await permit()
    refused.answered({ status: 429, statement: undefined, retryAfterMs: 3_000 })
    const next = request()
    await clock.pass(2_500)
    expect(next.is).toBe('waiting')
    await clock.pass(2_000)
    expect(next.is).toBe('sent')
  })

  it('knows no limit where the server tells none', async () => {
    const first = await permit()
    first.answered({ status: 200, statement: undefined, retryAfterMs: undefined })
    const requests = Array.from({ length: 1_000 }, () => request())
    await settle()
    expect(new Set(all(requests))).toEqual(new Set(['sent']))
    expect(pool.room).toEqual([Infinity])
  })
})

describe('a pool of several tokens', () => {
  it('asks for no further one while there is room', async () => {
    use(3)
    await tell(100, 50, 30)
    await permit()
    expect(supply.sources).toHaveLength(1)
  })

  it('asks for a further one near the limit, before a request has to wait, and for one at a time', async () => {
    use(3)
    await tell(100, 91, 30)
    const requests = [request(), request()]
    await settle()
    expect(all(requests)).toEqual(['sent', 'sent'])
    expect(supply.sources).toHaveLength(2)
    expect(log).toEqual(['The gateway has 2 tokens, of at most 3.'])
  })

  it('takes the token with the most room', async () => {
    use(2)
    await tell(10, 9, 30)
    await permit()
    await settle()
    expect((await permit()).token.value.reveal()).toBe('b')
    expect(pool.room).toEqual([0, 9])
  })

  it('lets a request that waits pass as soon as a further token is there', async () => {
    use(2)
    await tell(10, 10, 60)
    const waiting = request()
    await settle()
    expect(waiting.permit?.token.value.reveal()).toBe('b')
  })

  it('holds no more than it may', async () => {
    use(2)
    await tell(2, 2, 60)
    const requests = Array.from({ length: 6 }, () => request())
    await settle()
    expect(supply.sources).toHaveLength(2)
    expect(all(requests).filter((is) => is === 'sent')).toHaveLength(2)
  })

  it('goes on with those it has when no further one can be had, and asks again later', async () => {
    use(2)
    supply.prepare = (source) => (source.failure = new Error('refused'))
    await tell(10, 9, 300)
    await permit()
    request()
    await settle()
    expect(supply.sources).toHaveLength(2)
    await clock.pass(9_000)
    request()
    await settle()
    expect(supply.sources).toHaveLength(2)
    await clock.pass(2_000)
    request()
    await settle()
    expect(supply.sources).toHaveLength(3)
  })

  it('uses the token of another when one cannot be renewed', async () => {
    use(2)
    await tell(10, 9, 2)
    await permit()
    await settle()
    supply.first.failure = new Error('no token')
    await clock.pass(4_000)
    const values = [await permit(), await permit(), await permit()].map(({ token }) => token.value.reveal())
    expect(new Set(values)).toEqual(new Set(['b']))
  })
})

describe('a token that the API host refuses', () => {
  it('is looked at once and replaced once for all who wait', async () => {
    const permits = await Promise.all(Array.from({ length: 50 }, () => permit()))
    const next = await Promise.all(permits.map((one) => one.replaced(Deadline.after(14_000, clock), HERE)))
    expect(supply.first.renewed).toEqual(['a'])
    expect(next.map((one) => one?.token.value.reveal())).toEqual(Array.from({ length: 50 }, () => 'a+'))
    expect(pool.room).toEqual([250])
  })

  it('is kept if the host takes it after all', async () => {
    supply.first.renewal = () => Promise.resolve('a')
    const one = await permit()
    expect(await one.replaced(Deadline.after(14_000, clock), HERE)).toBeUndefined()
  })

  it('is looked at again when it is refused again later', async () => {
    supply.first.renewal = () => Promise.resolve('a')
    const one = await permit()
    await one.replaced(Deadline.after(14_000, clock), HERE)
    await one.replaced(Deadline.after(14_000, clock), HERE)
    expect(supply.first.renewed).toEqual(['a', 'a'])
  })

  it('is given up when no other can be had, or none in time', async () => {
    supply.first.renewal = () => Promise.reject(new Error('refused'))
    const one = await permit()
    expect(await one.replaced(Deadline.after(14_000, clock), HERE)).toBeUndefined()
    supply.first.renewal = () => new Promise(() => undefined)
    const replaced = one.replaced(Deadline.after(2_000, clock), HERE)
    await clock.pass(2_250)
    expect(await replaced).toBeUndefined()
  })

  it('is told to its source, as is one that it takes', async () => {
    const one = await permit()
    one.answered({ status: 204, statement: undefined, retryAfterMs: undefined })
    const other = await permit()
    other.answered({ status: 401, statement: undefined, retryAfterMs: undefined })
    await other.replaced(Deadline.after(14_000, clock), HERE)
    expect(supply.news).toEqual(['a accepted', 'a rejected'])
  })

  it('takes its minute along: the new one has its whole one', async () => {
    await tell(10, 9, 30)
    const last = await permit()
    await last.replaced(Deadline.after(14_000, clock), HERE)
    expect(pool.room).toEqual([9])
    last.answered({ status: 401, statement: undefined, retryAfterMs: undefined })
    expect(pool.room).toEqual([9])
  })
})

it('says of a single source without a token what it says', async () => {
  supply.first.failure = new Error('refused')
  await expect(permit()).rejects.toThrow('refused')
  expect(pool.room).toEqual([300])
})
