import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareAddress } from '../../src/adapters/agent-socket/address.ts'
import { serve } from '../../src/adapters/agent-socket/server.ts'
import { agentSource } from '../../src/adapters/agent-socket/source.ts'
import { requestSource } from '../../src/agent/request-source.ts'
import { Deadline } from '../../src/core/deadline.ts'
import { Secret } from '../../src/core/secret.ts'
import { type HttpReply, type HttpRequest } from '../../src/http/transport.ts'
import { type TokenSource } from '../../src/lease/token-source.ts'
import { guardedSource } from '../../src/programs/gc-token/guarded-source.ts'
import { API_URL, HandClock, managedAgent, runtimeOf, Server, tokenAt } from '../support/agent.ts'
import { FakeSource } from '../support/gateway.ts'
import { ORGANIZATION } from '../support/step-fakes.ts'

/** A source to be held against what `TokenSource` promises, and what a test does to the servers behind it. */
interface Candidate {
  readonly source: TokenSource
  /** From now on the API host accepts this token no more. */
  readonly refuse: (value: string) => void
  /** From now on a token can be had. */
  readonly repair: () => void
}

/** What a source begins with. */
type Beginning = 'a token' | 'none' | 'none, and none to be had'

let clock: HandClock
let folder: string
/** What has to end with the test, whatever came of it. */
let open: (() => unknown)[]

beforeEach(() => {
  clock = new HandClock()
  folder = mkdtempSync(join(tmpdir(), 'source-'))
  open = []
})
afterEach(async () => {
  for (const close of open) await close()
  rmSync(folder, { recursive: true })
})

const INVALID_CLIENT = '{"error":"invalid_client","error_description":"authentication failed"}'

function overServer(
  sourceOf: (agent: ReturnType<typeof managedAgent>) => TokenSource | Promise<TokenSource>,
) {
  return async (beginning: Beginning): Promise<Candidate> => {
    const server = new Server(clock, 3_600)
    const refused = new Set<string>()
    let isUp = beginning !== 'none, and none to be had'
    server.behaviour = (request: HttpRequest): Partial<HttpReply> => {
      if (request.method !== 'GET')
        return isUp ? server.usual(request) : { status: 400, body: INVALID_CLIENT }
      if (refused.has(request.headers['authorization']?.slice('Bearer '.length) ?? '')) return { status: 401 }
      return { body: JSON.stringify({ organization: ORGANIZATION }) }
    }
    const agent = managedAgent(clock, server)
    if (beginning === 'a token') agent.use(tokenAt(clock.now(), 3_600))
    return {
      source: await sourceOf(agent),
      refuse: (value) => refused.add(value),
      repair: () => (isUp = true),
    }
  }
}

async function overSocket(agent: ReturnType<typeof managedAgent>): Promise<TokenSource> {
  const address = prepareAddress([folder], process.platform)
  const runtime = runtimeOf(agent, { serve: (answer) => serve(address, answer) })
  await runtime.start()
  open.push(async () => {
    await runtime.stop('the test is over')
    await runtime.ended
  })
  return agentSource(address.socket, [])
}

function fake(beginning: Beginning): Candidate {
  const source = new FakeSource('a')
  if (beginning === 'none, and none to be had') source.failure = new Error('authentication failed')
  const next = source.renewal
  source.renewal = () => Promise.resolve(source.token)
  return {
    source,
    refuse: () => (source.renewal = next),
    repair: () => (source.failure = undefined),
  }
}

type Row = readonly [
  what: string,
  start: (beginning: Beginning) => Candidate | Promise<Candidate>,
  serves: 'one' | 'many',
]

describe.each<Row>([
  ['the fake of the other tests', fake, 'one'],
  ['a token manager', overServer(({ manager }) => manager), 'one'],
  ['the socket of an agent', overServer(overSocket), 'one'],
  ['guarded', overServer(({ manager, context }) => guardedSource(manager, ORGANIZATION.id, context)), 'one'],
  ['a request each time', overServer((agent) => requestSource(agent.manager.settings, agent)), 'many'],
])('when the source of tokens is %s', (_, start, serves) => {
  const within = (): Deadline => Deadline.after(30_000, clock)
  const valueOf = async (source: TokenSource): Promise<string> =>
    (await source.current(within())).value.reveal()

  it('tells all that is needed to use a token', async () => {
    const { source } = await start('none')
    const { value, ...token } = await source.current(within())
    expect(value.reveal()).toMatch(/^[\w-]+$/)
    expect(token).toEqual({
      type: 'bearer',
      expiresAt: expect.any(Number),
      region: 'eu-central-1',
      apiUrl: API_URL,
    })
  })

  it(`has ${serves} for all who ask at once`, async () => {
    const { source } = await start('none')
    const values = await Promise.all(Array.from({ length: 20 }, () => valueOf(source)))
    expect(new Set(values).size).toBe(serves === 'one' ? 1 : 20)
  })

  it('renews although the token has time left, and serves the new one from then on', async () => {
    const { source, refuse } = await start('a token')
    const first = await valueOf(source)
    refuse(first)
    const renewed = (await source.renew(within())).value.reveal()
    const later = await valueOf(source)
    const { value, isUnchanged } = await source.renew(within(), new Secret(first))
    expect(isUnchanged).toBeUndefined()
    const distinct = new Set([first, renewed, later, value.reveal()])
    expect([...distinct].slice(0, 2)).toEqual([first, renewed])
    expect(distinct.size).toBe(serves === 'one' ? 2 : 4)
  })

  it('has another for one that the API host refuses', async () => {
    const { source, refuse } = await start('a token')
    const { value } = await source.current(within())
    refuse(value.reveal())
    const token = await source.renew(within(), value)
    expect(token.value.reveal()).not.toBe(value.reveal())
    expect(token.isUnchanged).toBeUndefined()
  })

  it('says so if it is the one from before that it hands out', async () => {
    const { source } = await start('a token')
    let { value: before } = await source.current(within())
    for (const rejected of ['none', 'the current one', 'none'] as const) {
      const renewed = await source.renew(within(), rejected === 'none' ? undefined : before)
      expect(renewed.isUnchanged ?? false).toBe(renewed.value.reveal() === before.reveal())
      before = renewed.value
    }
  })

  it('is an error while none can be had, and a token afterwards', async () => {
    const { source, repair } = await start('none, and none to be had')
    await expect(source.current(within())).rejects.toThrow('authentication failed')
    await expect(source.renew(within())).rejects.toThrow('authentication failed')
    repair()
    // The pause after a failure.
    await clock.pass(5_000)
    expect(await valueOf(source)).toMatch(/^[\w-]+$/)
  })
})
