import { describe, expect, it } from '@jest/globals'
import { requestSource } from '../../../src/agent/request-source.ts'
import { Deadline } from '../../../src/core/deadline.ts'
import { Leases, NO_JOURNAL } from '../../../src/lease/leases.ts'
import { askOnce, interruptible } from '../../../src/programs/gc-token/ask-once.ts'
import { Interrupted, type Interruption } from '../../../src/programs/gc-token/interruption.ts'
import { type Transport } from '../../../src/http/transport.ts'
import { handClock, reply, requestContextOf, reset, thrownBy, type Answer } from '../../support/genesys.ts'
import { MAIN_SETTINGS, TOKEN } from '../../support/step-fakes.ts'

const GRANTED = reply(200, { access_token: TOKEN, token_type: 'bearer', expires_in: 3_600 })
const AWAITED =
  'A token could not be revoked (a token request was still unanswered) and may stay valid until its expiry.'

const never = (): Promise<never> => new Promise(() => undefined)

const untilAborted = async (_: number, signal: AbortSignal): Promise<never> => {
  signal.throwIfAborted()
  return never()
}

/** A signal that comes when it is told to. */
function interruptionByHand(): Interruption & { readonly interrupt: () => void; isOver: boolean } {
  const cancellation = new AbortController()
  const { signal } = cancellation
  const comes = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })
  comes.catch(() => undefined)
  const byHand = {
    signal,
    comes,
    exitCode: () => (signal.aborted ? 143 : undefined),
    over: () => void (byHand.isOver = true),
    interrupt: () => cancellation.abort(new Error('interrupted')),
    isOver: false,
  }
  return byHand
}

/** What a single token came to, over answers from a list; `interruptAt` is the request in which a signal comes. */
async function ask(answers: readonly Answer[], interruptAt = Infinity, isAnswered = true) {
  const byHand = handClock()
  const clock = isAnswered ? { ...byHand, sleep: untilAborted } : byHand
  const { context, said, sent } = requestContextOf(answers, { clock })
  const interruption = interruptionByHand()
  const transport: Transport = async (...request) => {
    const reply = context.transport(...request)
    if (sent.length !== interruptAt) return reply
    interruption.interrupt()
    return isAnswered ? reply : never()
  }
  const watched = { ...context, transport }
  const leases = new Leases(MAIN_SETTINGS.apiUrl, NO_JOURNAL, watched)
  const ports = { leases, context: interruptible(watched, interruption) }
  const source = requestSource({ client: MAIN_SETTINGS.client, region: 'eu-central-1' }, ports)
  const parts = { source, leases, context: watched, interruption }
  const asked = askOnce(parts, Deadline.after(120_000, clock))
  const outcome = await asked.catch((error: unknown) => error)
  const requests = sent.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`)
  return { outcome, said, requests, slept: clock.slept, interruption, leases }
}

describe('when one token is asked for', () => {
  it('leaves it to the caller, and signals to the system', async () => {
    const { outcome, leases, interruption } = await ask([GRANTED])
    expect(outcome).toMatchObject({ region: 'eu-central-1', type: 'bearer' })
    expect(leases.held).toEqual([])
    expect(interruption.isOver).toBe(true)
  })

  it('releases one on terms that cannot be used, and says where that fails', async () => {
    const strange = reply(200, { access_token: TOKEN, token_type: 'mac', expires_in: 60 })
    const { outcome, said, requests } = await ask([strange, reply(403)])
    expect(outcome).toMatchObject({ code: 'REPLY_UNREADABLE' })
    expect(requests).toEqual(['POST /oauth/token', 'DELETE /api/v2/tokens/me'])
    expect(said).toEqual([
      expect.stringMatching(/^A token could not be revoked \(HTTP 403\) and may stay valid until 2/),
    ])
  })
})

describe('when a signal comes meanwhile', () => {
  it('releases the token of a reply that is still coming, and ends by the signal', async () => {
    const { outcome, said, requests, interruption } = await ask([GRANTED, reply(200)], 1)
    expect(outcome).toBeInstanceOf(Interrupted)
    expect(outcome).toMatchObject({ exitCode: 143 })
    expect(requests).toEqual(['POST /oauth/token', 'DELETE /api/v2/tokens/me'])
    expect(said).toEqual([])
    expect(interruption.isOver).toBe(true)
  })

  it('waits three seconds and no more for one that does not come, and says so', async () => {
    const { outcome, said, slept } = await ask([GRANTED], 1, false)
    expect(outcome).toMatchObject({ exitCode: 143 })
    expect(said).toEqual([AWAITED])
    expect(slept).toEqual([3_000])
  })

  it('sends no further request after one that failed', async () => {
    const { outcome, requests } = await ask([reset(), GRANTED], 1)
    expect(outcome).toMatchObject({ exitCode: 143 })
    expect(requests).toEqual(['POST /oauth/token'])
  })

  it('sends none for which a proof was still being made', async () => {
    const interruption = interruptionByHand()
    const { context, sent } = requestContextOf([GRANTED])
    const { transport } = interruptible(context, interruption)
    interruption.interrupt()
    const request = { method: 'POST', url: 'https://login.mypurecloud.de/oauth/token', headers: {} } as const
    expect(await thrownBy(() => transport(request, 1_000, interruption.signal))).toMatchObject({
      message: 'interrupted',
    })
    expect(sent).toEqual([])
  })
})
