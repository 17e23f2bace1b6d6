import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { Secret } from '../../src/core/secret.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { attemptsUntil, RequestGivenUp } from '../../src/http/send.ts'
import { basicAuthentication } from '../../src/oauth/client-authentication.ts'
import { clientCredentialsGrant, requestToken, type TokenClient } from '../../src/oauth/token-request.ts'
import { reply, requestContextOf, reset, thrownBy, type Answer } from '../support/genesys.ts'

const CLIENT: TokenClient = {
  endpoint: { place: 'eu-central-1', tokenUrl: 'https://login.mypurecloud.de/oauth/token' },
  scope: undefined,
  authentication: basicAuthentication({ method: 'basic', clientId: 'an-id', clientSecret: new Secret('s') }),
}
const TOKEN = 'opaque-token-value-0123456789'
const GOOD = { access_token: TOKEN, token_type: 'bearer', expires_in: 86_399 }
const LIST = reply(200, [GOOD])
const PAGE = reply(200, '<html>Log in to the network</html>', { 'content-type': 'text/html; charset=utf-8' })
const cutOff = (status: number): AttemptFailed =>
  new AttemptFailed({ kind: 'truncated', summary: 'the connection broke off', status })

async function ask(
  answers: readonly Answer[],
): Promise<{ outcome: unknown; said: string[]; requests: number }> {
  const { context, clock, said, sent } = requestContextOf(answers)
  const attempts = attemptsUntil(Deadline.after(120_000, clock))
  const asking = requestToken(CLIENT, clientCredentialsGrant(CLIENT), attempts, context)
  const outcome = await asking.then(
    ({ token }) => token.value.reveal(),
    (error: unknown) => error,
  )
  return { outcome, said, requests: sent.length }
}

describe('when nobody can read the reply to a token request', () => {
  it('asks once more, and no more: each reply may leave a valid token behind', async () => {
    const { outcome, requests } = await ask([LIST, LIST, LIST, LIST])
    expect(requests).toBe(2)
    expect(outcome).toBeInstanceOf(RequestGivenUp)
    const { failure, history } = outcome as RequestGivenUp
    expect(failure).toMatchObject({ kind: 'invalid', status: 200 })
    expect(failure.summary).toMatch(/^the reply is not a JSON object .* of a list\)$/)
    expect(history).toBe(
      'after 2 attempts; 2 tokens that could not be read may be valid until 2026-11-23T10:00:00Z',
    )
  })

  it('says so in the log where the second one can be read', async () => {
    const { outcome, said } = await ask([LIST, reply(200, GOOD)])
    expect(outcome).toBe(TOKEN)
    expect(said.at(-1)).toBe('1 token that could not be read may be valid until 2026-11-23T10:00:00Z.')
  })

  it.each([
    ['of UTF-16', Buffer.from(JSON.stringify(GOOD), 'utf16le').toString('utf8'), ' that are not UTF-8)'],
    ['with text after the object', `${JSON.stringify(GOOD)} OK`, ', with text after the object)'],
    ['that is cut off', JSON.stringify(GOOD).slice(0, -3), ', cut off or malformed)'],
  ])('says what was seen of one %s', async (_, body, words) => {
    const { outcome } = await ask([reply(200, body), reply(200, body)])
    expect((outcome as RequestGivenUp).failure.summary).toContain(words)
    expect(JSON.stringify(outcome)).not.toContain(TOKEN)
  })

  it('counts one that cannot be decoded, which never comes to be read', async () => {
    const encoded = new AttemptFailed({ kind: 'unreadable', summary: 'encoded as zstd', status: 200 })
    const { outcome, requests } = await ask([encoded, LIST])
    expect(requests).toBe(2)
    expect((outcome as RequestGivenUp).history).toContain('2 tokens')
  })

  it('counts one whose characters no header can carry, and does not ask again', async () => {
    const { outcome, requests } = await ask([reply(200, { ...GOOD, access_token: 'a\u0100b' })])
    expect(requests).toBe(1)
    expect((outcome as RequestGivenUp).history).toBe(
      '1 token that could not be read may be valid until 2026-11-23T10:00:00Z',
    )
  })
})

describe('when the status tells whether there was a token', () => {
  it.each([
    [199, 0],
    [200, 1],
    [299, 1],
    [300, 0],
  ])('counts, of replies that break off with status %d, %d', async (status, lost) => {
    const { said } = await ask([cutOff(status), reply(200, GOOD)])
    expect(said.filter((line) => line.includes('could not be read'))).toHaveLength(lost)
  })

  it('counts none of a reply that broke off before its status', async () => {
    const broken = new AttemptFailed({ kind: 'truncated', summary: 'the connection broke off' })
    const { said } = await ask([broken, reply(200, GOOD)])
    expect(said.filter((line) => line.includes('could not be read'))).toEqual([])
  })
})

describe('when a reply breaks off', () => {
  it('goes on asking as after every failure of the network, and counts it', async () => {
    const { outcome, said, requests } = await ask([cutOff(200), cutOff(200), cutOff(200), reply(200, GOOD)])
    expect(requests).toBe(4)
    expect(outcome).toBe(TOKEN)
    expect(said.at(-1)).toContain('3 tokens that could not be read may be valid until ')
  })

  it('counts none that began as an error', async () => {
    const { said } = await ask([cutOff(503), reply(200, GOOD)])
    expect(said.filter((line) => line.includes('could not be read'))).toEqual([])
  })
})

describe('when there was no token in what could not be read', () => {
  it.each<[string, Answer]>([
    ['the login page of a network', PAGE],
    ['an outage', reply(503)],
    ['an outage that is told as a success', reply(200, { error: 'temporarily_unavailable' })],
    ['a connection that was reset', reset()],
  ])('counts none, and goes on asking, after %s', async (_, answer) => {
    const { outcome, said, requests } = await ask([answer, answer, answer, reply(200, GOOD)])
    expect(requests).toBe(4)
    expect(outcome).toBe(TOKEN)
    expect(said.filter((line) => line.includes('could not be read'))).toEqual([])
  })

  it('counts none where the field is missing', async () => {
    const { outcome } = await ask([reply(200, { token_type: 'bearer' })])
    expect((outcome as RequestGivenUp).history).toBe('')
  })
})

describe('when a process is cancelled', () => {
  const asked = (signal: AbortSignal, answer: Answer) => {
    const told: string[] = []
    const { context, clock } = requestContextOf([answer], { signal })
    const tellAborted = (sentence: string): number => told.push(sentence)
    const attempts = attemptsUntil(Deadline.after(1_000, clock))
    const asking = requestToken(CLIENT, clientCredentialsGrant(CLIENT), attempts, { ...context, tellAborted })
    return { told, asking }
  }

  it('tells at once, and once, that a token may have been issued for a request that is unanswered', async () => {
    const cancellation = new AbortController()
    const { told, asking } = asked(cancellation.signal, () => {
      cancellation.abort()
      expect(told).toEqual([expect.stringContaining('stays valid until it expires')])
      return new Error('cancelled')
    })
    expect(await thrownBy(() => asking)).toMatchObject({ message: 'cancelled' })
    expect(told).toHaveLength(1)
  })

  it('ends as quietly where there is no one to tell', async () => {
    const cancellation = new AbortController()
    const { context, clock } = requestContextOf([
      () => {
        cancellation.abort()
        return new Error('cancelled')
      },
    ])
    const attempts = attemptsUntil(Deadline.after(1_000, clock))
    const watched = { ...context, signal: cancellation.signal }
    const asking = requestToken(CLIENT, clientCredentialsGrant(CLIENT), attempts, watched)
    expect(await thrownBy(() => asking)).toMatchObject({ message: 'cancelled' })
  })

  it('has nothing to tell once the reply is there', async () => {
    const cancellation = new AbortController()
    const { told, asking } = asked(cancellation.signal, reply(200, GOOD))
    await asking
    cancellation.abort()
    expect(told).toEqual([])
  })

  it('lets the cancellation through as it is', async () => {
    const reason = new Error('cancelled')
    const { context, clock } = requestContextOf([], { signal: AbortSignal.abort(reason) })
    const attempts = attemptsUntil(Deadline.after(1_000, clock))
    const asking = (): Promise<unknown> =>
      requestToken(CLIENT, clientCredentialsGrant(CLIENT), attempts, context)
    expect(await thrownBy(asking)).toBe(reason)
  })
})
