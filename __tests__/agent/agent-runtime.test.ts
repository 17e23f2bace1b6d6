import { beforeEach, describe, expect, it } from '@jest/globals'
import { type AgentRuntime } from '../../src/agent/agent-runtime.ts'
import { Deadline } from '../../src/core/deadline.ts'
import { type HttpReply, type HttpRequest } from '../../src/http/transport.ts'
import {
  down,
  HandClock,
  managedAgent,
  runtimeOf,
  Server,
  settle,
  tokenAt,
  type ManagedAgent,
  type ManagerOptions,
} from '../support/agent.ts'

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

function agentWith(settings: ManagerOptions['settings'] = {}): ManagedAgent {
  const agent = managedAgent(clock, server, { settings, answer })
  agent.use(tokenAt(clock.now(), 3_600))
  return agent
}

/** An agent that has begun to ask for another token, and its end. */
async function renewing(settings: ManagerOptions['settings'] = {}): Promise<AgentRuntime> {
  const agent = agentWith(settings)
  void agent.manager.renew(Deadline.after(60_000, clock)).catch(() => undefined)
  await settle()
  return runtimeOf(agent)
}

const outcomes = ({ releases }: Awaited<ReturnType<AgentRuntime['stop']>>): string[] =>
  releases.map(({ outcome }) => outcome)

const NOTHING = { releases: [], isAwaitingToken: false, journalFault: '' }

describe('when an agent is stopped', () => {
  it('releases what it was issued, and leaves the token that it was given to the one who gave it', async () => {
    const agent = agentWith()
    await agent.manager.renew(Deadline.after(1_000, clock))
    expect(outcomes(await runtimeOf(agent).stop('it was asked to'))).toEqual(['revoked'])
    expect(server.of('DELETE').map(({ headers }) => headers['authorization'])).toEqual(['Bearer token-1'])
  })

  it('closes its gateway first, and waits for a further token that is on its way there', async () => {
    const agent = agentWith()
    await agent.manager.renew(Deadline.after(1_000, clock))
    const did: string[] = []
    const note = (what: string): void => void did.push(`${what}, ${server.of('DELETE').length} released`)
    const gateway = {
      open: () => Promise.reject(new Error('it is not asked for')),
      leave: () => Promise.resolve(),
      close: ({ leftMs }: Deadline) => {
        note(`closed within ${leftMs} ms`)
        return Promise.resolve('')
      },
      drain: () => Promise.resolve(note('drained')),
      isAwaitingToken: true,
      describe: () => '',
    }
    const end = await runtimeOf(agent, { gateway }).stop('it was asked to')
    expect(did).toEqual(['closed within 2000 ms, 0 released', 'drained, 0 released'])
    expect([outcomes(end), end.isAwaitingToken]).toEqual([['revoked'], true])
  })

  it('ends once, however often it is asked to', async () => {
    const agent = agentWith()
    await agent.manager.renew(Deadline.after(1_000, clock))
    const runtime = runtimeOf(agent)
    await Promise.all([runtime.stop('it was asked to'), runtime.stop('it was asked to')])
    expect(server.of('DELETE')).toHaveLength(1)
  })

  it('ends in the time that it is told, and says what may still be valid', async () => {
    const agent = agentWith()
    await agent.manager.renew(Deadline.after(1_000, clock))
    server.behaviour = () => ({ status: 503 })
    const ending = runtimeOf(agent).stop('it was asked to', 5_000)
    await clock.pass(5_000)
    expect((await ending).releases).toEqual([
      {
        outcome: 'may-be-valid',
        until: Date.parse('2026-11-21T11:00:00Z'),
        because: expect.stringContaining('HTTP 503') as unknown,
      },
    ])
  })
})

describe('when an agent is stopped while it asks for a token', () => {
  it('waits for the token, which has to be released', async () => {
    isHolding = true
    const end = (await renewing()).stop('it was asked to')
    await clock.pass(2_000)
    letGo.forEach((go) => go())
    expect(outcomes(await end)).toEqual(['revoked'])
  })

  it('waits for three seconds, and says that there may be one', async () => {
    isHolding = true
    const end = (await renewing()).stop('it was asked to')
    await clock.pass(3_000)
    expect(await end).toEqual({ ...NOTHING, isAwaitingToken: true })
  })

  it('has nothing to say about it where nothing is to be revoked', async () => {
    isHolding = true
    const end = (await renewing({ revoke: false })).stop('it was asked to')
    await clock.pass(3_000)
    expect(await end).toEqual(NOTHING)
  })

  it('asks for no other one, however long those wait who want it', async () => {
    server.behaviour = ({ method }) => (method === 'POST' ? { status: 503 } : { status: 200 })
    const agent = managedAgent(clock, server, { settings: { timeoutMs: 1 } })
    agent.use(tokenAt(clock.now(), 60, 'expired-token', 60))
    const waiting = agent.manager.current(Deadline.after(60_000, clock)).catch((error: unknown) => error)
    await settle()
    const asked = server.of('POST').length
    await runtimeOf(agent).stop('it was asked to')
    server.behaviour = undefined
    await clock.pass(30_000)
    expect(server.of('POST')).toHaveLength(asked)
    expect(await waiting).toMatchObject({ code: 'SERVER_FAILED' })
  })

  it('does not wait for the next attempt', async () => {
    server.behaviour = down
    const runtime = await renewing()
    expect(await runtime.stop('it was asked to')).toEqual(NOTHING)
    expect(server.of('POST')).toHaveLength(1)
  })
})

describe('when the job that an agent is for is over', () => {
  it.each<[string, number, boolean, string]>([
    ['its folder was removed', Infinity, false, 'its folder was removed'],
    ['its longest time has passed', 60_000, true, 'its time is over'],
  ])('ends by itself, and releases: %s', async (_, lifetimeMs, isThere, why) => {
    const agent = agentWith()
    const close = (): Promise<void> => Promise.resolve()
    const serve = () => Promise.resolve({ repair: () => Promise.resolve(isThere), close })
    const runtime = runtimeOf(agent, { lifetimeMs, serve })
    await agent.manager.renew(Deadline.after(1_000, clock))
    await runtime.start()
    await clock.pass(61_000, 1_000)
    expect(outcomes(await runtime.ended)).toEqual(['revoked'])
    expect(agent.said.join('\n')).toContain(`Ending: ${why}`)
  })

  it('goes on where its socket cannot be made again, and says why', async () => {
    const agent = agentWith()
    const repair = (): Promise<boolean> => Promise.reject(new Error('EACCES: permission denied'))
    const runtime = runtimeOf(agent, {
      serve: () => Promise.resolve({ repair, close: () => Promise.resolve() }),
    })
    await runtime.start()
    await clock.pass(1_000)
    expect(agent.said.join('\n')).toContain('could not be made again (EACCES: permission denied)')
    await runtime.stop('the test is over')
  })
})

describe('when an agent begins', () => {
  it('tells when it has looked at its token for the first time, and what went wrong', async () => {
    server.behaviour = () => ({ status: 404 })
    const agent = agentWith()
    const runtime = runtimeOf(agent)
    await runtime.start()
    await runtime.firstLook
    expect(agent.manager.trouble?.reason).toBe('The token could not be looked at (HTTP 404).')
    await runtime.stop('the test is over')
  })
})
