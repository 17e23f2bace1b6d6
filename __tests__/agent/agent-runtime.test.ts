import { beforeEach, describe, expect, it } from '@jest/globals'
import { noJournal } from '../../src/adapters/agent-socket/journal-file.ts'
import { AgentRuntime } from '../../src/agent/agent-runtime.ts'
import { TokenManager } from '../../src/agent/token-manager.ts'
import { type HttpReply, type HttpRequest } from '../../src/http/transport.ts'
import { down, HandClock, keeperSettings, Server, settle, tokenAt } from '../support/agent.ts'

let clock: HandClock
let server: Server
/** Lets the token requests that are held back go on. */
let letGo: (() => void)[]
let isHolding: boolean

beforeEach(() => {
  clock = new HandClock()
  server = new Server(clock, 3_600)
  letGo = []
  isHolding = false
})

async function answer(request: HttpRequest): Promise<HttpReply> {
  if (isHolding && request.method === 'POST') await new Promise<void>((resolve) => letGo.push(resolve))
  return server.answer(request)
}

function keeperWith(changes: Parameters<typeof keeperSettings>[0] = {}): TokenManager {
  const context = {
    transport: answer,
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    log: () => undefined,
    mask: () => undefined,
    forget: () => undefined,
  }
  const keeper = new TokenManager(keeperSettings(changes), context, noJournal, () => undefined)
  keeper.adopt(tokenAt(clock.now(), 3_600), undefined)
  return keeper
}

const ENDED = { revoked: 0, alreadyGone: 0, failed: 0, reason: '', aliveUntil: '' }

describe('when a keeper is stopped', () => {
  it('revokes what it was granted, and leaves the token that it was given to whoever gave it', async () => {
    const keeper = keeperWith()
    await keeper.renewedToken(1_000)
    expect(await new AgentRuntime(keeper, Infinity).stop('it was asked to')).toEqual({ ...ENDED, revoked: 1 })
    expect(server.of('DELETE').map(({ headers }) => headers['authorization'])).toEqual(['Bearer token-1'])
  })

  it('ends once, however often it is asked to', async () => {
    const keeper = keeperWith()
    await keeper.renewedToken(1_000)
    const keeping = new AgentRuntime(keeper, Infinity)
    await Promise.all([keeping.stop('it was asked to'), keeping.stop('it was asked to')])
    expect(server.of('DELETE')).toHaveLength(1)
  })
})

describe('when a keeper is stopped while it asks for a token', () => {
  it('waits for the token, which nobody else could revoke', async () => {
    isHolding = true
    const keeper = keeperWith()
    void keeper.renewedToken(60_000).catch(() => undefined)
    await settle()
    const end = new AgentRuntime(keeper, Infinity).stop('it was asked to')
    await clock.pass(2_000)
    letGo.forEach((go) => go())
    expect(await end).toEqual({ ...ENDED, revoked: 1 })
  })

  it('waits for three seconds, and says that there may be one', async () => {
    isHolding = true
    const keeper = keeperWith()
    void keeper.renewedToken(60_000).catch(() => undefined)
    await settle()
    const end = new AgentRuntime(keeper, Infinity).stop('it was asked to')
    await clock.pass(3_000)
    expect(await end).toEqual({ ...ENDED, failed: 1, reason: 'a token request was still unanswered' })
  })

  it('has nothing to say about it where nothing is to be revoked', async () => {
    isHolding = true
    const keeper = keeperWith({ revoke: false })
    void keeper.renewedToken(60_000).catch(() => undefined)
    await settle()
    const end = new AgentRuntime(keeper, Infinity).stop('it was asked to')
    await clock.pass(3_000)
    expect(await end).toEqual(ENDED)
  })

  it('asks for no other one, however long those wait who want it', async () => {
    server.behaviour = ({ method }) => (method === 'POST' ? { status: 503 } : { status: 200 })
    const keeper = keeperWith({ timeoutMs: 1 })
    keeper.adopt(tokenAt(clock.now(), 60, 'dead-token', 60), undefined)
    const waiting = keeper.token(60_000).catch((error: unknown) => error)
    await settle()
    const asked = server.of('POST').length
    await new AgentRuntime(keeper, Infinity).stop('it was asked to')
    server.behaviour = undefined
    await clock.pass(30_000)
    expect(server.of('POST')).toHaveLength(asked)
    expect(await waiting).toMatchObject({ code: 'SERVER_FAILED' })
  })

  it('does not wait for the next attempt', async () => {
    server.behaviour = down
    const keeper = keeperWith()
    void keeper.renewedToken(60_000).catch(() => undefined)
    await settle()
    expect(await new AgentRuntime(keeper, Infinity).stop('it was asked to')).toEqual(ENDED)
    expect(server.of('POST')).toHaveLength(1)
  })
})
