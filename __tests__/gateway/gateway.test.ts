import { beforeEach, describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.ts'
import { Secret } from '../../src/core/secret.ts'
import { Gateway, UpstreamFailed, type Call, type UpstreamAnswer } from '../../src/gateway/gateway.ts'
import { PacedTooLong } from '../../src/gateway/token-pool.ts'
import { describeTraffic } from '../../src/gateway/traffic.ts'
import { FakeSupply } from '../support/gateway.ts'
import { HandClock, settle } from '../support/agent.ts'

let clock: HandClock
let supply: FakeSupply
let lines: string[]
let gateway: Gateway

beforeEach(() => {
  clock = new HandClock()
  supply = new FakeSupply()
  lines = []
  const placeholder = new Secret('placeholder-0001')
  const context = {
    clock,
    log: () => undefined,
    debug: (line: string) => lines.push(line),
    clean: (text: string) => text.replaceAll('s3cret', '***'),
  }
  gateway = new Gateway({ placeholder, mostTokens: 1 }, supply, context)
})

interface FakeAnswer extends UpstreamAnswer {
  readonly token: string
  isDiscarded: boolean
}

/** A request to an API host that takes some tokens only. */
class FakeCall implements Call<FakeAnswer> {
  readonly deadline
  readonly gone = new AbortController()
  readonly signal = this.gone.signal
  readonly sent: FakeAnswer[] = []
  isBodyKept = true
  readonly #valid: (token: string) => boolean

  constructor(valid: (token: string) => boolean) {
    this.#valid = valid
    this.deadline = gateway.newDeadline()
  }

  send(secret: Secret): Promise<FakeAnswer> {
    const token = secret.reveal()
    const status = this.#valid(token) ? 200 : 401
    const answer = {
      token,
      status,
      isDiscarded: false,
      header: () => undefined,
      discard: () => (answer.isDiscarded = true),
    }
    this.sent.push(answer)
    return Promise.resolve(answer)
  }

  isReplayable(): boolean {
    return this.isBodyKept
  }
}

describe('a request that the API host answers with 401', () => {
  it('is sent once more with the next token', async () => {
    const call = new FakeCall((token) => token === 'a+')
    const { answer, isReplayed } = await gateway.forward(call)
    expect([answer.status, isReplayed]).toEqual([200, true])
    expect(call.sent.map(({ token, isDiscarded }) => [token, isDiscarded])).toEqual([
      ['a', true],
      ['a+', false],
    ])
  })

  it('is not sent a third time', async () => {
    const call = new FakeCall(() => false)
    const { answer } = await gateway.forward(call)
    expect([answer.status, call.sent.length]).toEqual([401, 2])
  })

  it('gets the 401 if its token is valid', async () => {
    supply.first.renewal = () => Promise.resolve('a')
    const call = new FakeCall(() => false)
    const { answer, isReplayed } = await gateway.forward(call)
    expect([answer.status, answer.isDiscarded, isReplayed, call.sent.length]).toEqual([401, false, false, 1])
  })

  it('gets it at once if its body is no longer at hand, and a new token is asked for all the same', async () => {
    supply.first.renewal = () => new Promise(() => undefined)
    const call = new FakeCall(() => false)
    call.isBodyKept = false
    const { answer } = await gateway.forward(call)
    expect([answer.status, answer.isDiscarded]).toEqual([401, false])
    expect(supply.first.renewed).toEqual(['a'])
  })

  it('gets it if the body has grown too large while a token was waited for', async () => {
    const call = new FakeCall(() => false)
    supply.first.renewal = () => {
      call.isBodyKept = false
      return Promise.resolve('a+')
    }
    const { answer } = await gateway.forward(call)
    expect([answer.status, call.sent.length]).toEqual([401, 1])
  })

  it('gets it after 14 s without another token', async () => {
    supply.first.renewal = () => new Promise(() => undefined)
    const call = new FakeCall(() => false)
    const forwarded = gateway.forward(call)
    let isOver = false
    void forwarded.then(() => (isOver = true))
    await clock.pass(13_750)
    expect(isOver).toBe(false)
    await clock.pass(500)
    expect((await forwarded).answer.status).toBe(401)
  })

  it('is not sent again for a caller that has gone', async () => {
    let renewed: (token: string) => void = () => undefined
    supply.first.renewal = () => new Promise((resolve) => (renewed = resolve))
    const call = new FakeCall(() => false)
    const forwarded = gateway.forward(call)
    await settle()
    call.gone.abort(new Error('gone'))
    renewed('a+')
    await expect(forwarded).rejects.toThrow('gone')
    expect(call.sent).toHaveLength(1)
  })
})

describe('an answer of its own', () => {
  const answerTo = (error: unknown): Record<string, unknown> => {
    const { status, headers, body } = gateway.failureAnswer(error, 'gateway-7')
    return { ...(JSON.parse(body) as object), status, retryAfter: headers['Retry-After'] }
  }

  it('is 429 when a request would have to wait too long for room', () => {
    expect(answerTo(new PacedTooLong(20_100))).toMatchObject({ status: 429, retryAfter: '21' })
    expect(answerTo(new PacedTooLong(0))).toMatchObject({ status: 429, retryAfter: '1' })
  })

  it('is 503 when there is no token for now, and 401 when there will be none', () => {
    const down = new ActionError('TIMED_OUT', 'No token came in time.')
    expect(answerTo(down)).toMatchObject({ status: 503, retryAfter: '5' })
    const refused = new ActionError('GRANT_REJECTED', 'Genesys Cloud refused the client credentials.')
    expect(answerTo(refused)).toMatchObject({ status: 401, retryAfter: undefined })
  })

  it('is 502 when the API host cannot be reached', () => {
    expect(answerTo(new UpstreamFailed('ECONNREFUSED'))).toMatchObject({ status: 502 })
  })

  it('has the form of Genesys Cloud, says who answers, and no secret', () => {
    const { message, ...rest } = answerTo(new ActionError('TIMED_OUT', 'One\nline with s3cret.'))
    expect(message).toBe(
      'gc-oauth-action gateway on this machine: no token can be had for now. One line with ***.',
    )
    expect(rest).toMatchObject({
      code: 'gateway.no.token.now',
      contextId: 'gateway-7',
      details: [],
      errors: [],
    })
  })
})

describe('what is received', () => {
  const receive = (method: string, target: string, authorization?: string): string | number => {
    const headers = [
      'Host',
      '127.0.0.1:4711',
      ...(authorization === undefined ? [] : ['Authorization', authorization]),
    ]
    const reception = gateway.receive({ method, target, headers }, 4711, 'gateway-1')
    return reception.do === 'answer' ? reception.answer.status : reception.do
  }

  it('is forwarded, answered or refused', () => {
    const bearer = 'Bearer placeholder-0001'
    expect(receive('GET', '/api/v2/users', bearer)).toBe('forward')
    expect(receive('DELETE', '/api/v2/tokens/me', bearer)).toBe(204)
    expect(receive('POST', '/oauth/token')).toBe('read-form')
    expect(receive('GET', '/', bearer)).toBe(404)
  })

  it('gets nowhere without the placeholder', () => {
    expect(receive('GET', '/api/v2/users')).toBe(401)
    expect(receive('DELETE', '/api/v2/tokens/me', 'Bearer x')).toBe(401)
    expect(receive('GET', '/')).toBe(401)
  })

  it('in a coding that nobody decodes is refused', () => {
    const headers = [
      'Host',
      'localhost:4711',
      'Authorization',
      'placeholder-0001',
      'Transfer-Encoding',
      'gzip, chunked',
    ]
    const reception = gateway.receive({ method: 'POST', target: '/api/v2/users', headers }, 4711, 'gateway-1')
    expect(reception).toMatchObject({ do: 'answer', answer: { status: 501 } })
  })
})

describe('what is told', () => {
  const record = {
    number: 3,
    method: 'GET',
    status: 200,
    tookMs: 61.4,
    bytes: 1834,
    isReplayed: true,
    pacedMs: 1_250,
  }

  it('is a line for each request, without what is secret', () => {
    gateway.finished({ ...record, path: '/api/v2/users/s3cret' })
    gateway.finished({ ...record, path: '/api/v2/x', status: 0, isReplayed: false, pacedMs: 0 })
    expect(lines).toEqual([
      '#3 GET /api/v2/users/***: 200, 61 ms, 1834 bytes, replayed, paced for 1250 ms.',
      '#3 GET /api/v2/x: the caller has gone, 61 ms, 1834 bytes.',
    ])
  })

  it('is a sum of all of them', () => {
    gateway.finished({ ...record, path: '/api/v2/x' })
    expect(describeTraffic(gateway.summary)).toBe(
      '1 request, 1 replayed, paced for 1.3 s, 1 token (left of this minute: 300)',
    )
  })
})
