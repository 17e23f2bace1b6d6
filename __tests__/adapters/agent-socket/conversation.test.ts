import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server as NetServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareAddress } from '../../../src/adapters/agent-socket/address.ts'
import { askAgent, type Inquiry } from '../../../src/adapters/agent-socket/client.ts'
import { fileJournal, newJournalKey } from '../../../src/adapters/agent-socket/journal-file.ts'
import { writeLaunchers } from '../../../src/adapters/agent-socket/launchers.ts'
import { agentLink } from '../../../src/adapters/agent-socket/link.ts'
import { serve } from '../../../src/adapters/agent-socket/server.ts'
import { type AgentAddress } from '../../../src/agent/agent-address.ts'
import { decodeAgentEnd } from '../../../src/agent/agent-end.ts'
import { AgentUnreachable } from '../../../src/agent/agent-errors.ts'
import { type AgentRuntime } from '../../../src/agent/agent-runtime.ts'
import { encodeError } from '../../../src/agent/answering.ts'
import { readTokenReply, type Question } from '../../../src/agent/protocol.ts'
import { type SavedAgent } from '../../../src/programs/stop-agent.ts'
import {
  API_URL,
  down,
  HandClock,
  managedAgent,
  runtimeOf,
  SECRET,
  Server,
  tokenAt,
  type ManagedAgent,
  type ManagerOptions,
} from '../../support/agent.ts'

let folder: string
let address: AgentAddress
let clock: HandClock
let server: Server
/** What has to end with the test, whatever came of it. */
let open: (() => unknown)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talk-'))
  address = prepareAddress([folder], process.platform)
  clock = new HandClock()
  server = new Server(clock, 3_600)
  open = []
})
afterEach(async () => {
  for (const close of open) await close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(agent: ManagedAgent): Promise<AgentRuntime> {
  const runtime = runtimeOf(agent, { serve: (answer) => serve(address, answer) })
  await runtime.start()
  open.push(() => runtime.stop('the test is over'))
  return runtime
}

const agentWith = (options: ManagerOptions = {}): ManagedAgent => managedAgent(clock, server, options)

function agentWithToken(): ManagedAgent {
  const agent = agentWith()
  agent.use(tokenAt(clock.now(), 3_600))
  return agent
}

const ask = (question: Question, waitMs = 5_000): ReturnType<typeof askAgent> =>
  askAgent({ ...inquiry(question), waitMs })

const inquiry = (question: Question): Inquiry => ({
  socket: address.socket,
  readNonce: () => address.nonce,
  ask: question,
  waitMs: 5_000,
  connectMs: 300,
})

describe('when an agent is asked', () => {
  it('tells what it holds, without the token', async () => {
    const agent = agentWithToken()
    server.idleSeconds = 900
    const runtime = await start(agent)
    await runtime.firstLook
    const status = await ask('status')
    expect(status).toMatchObject({
      token: 'fresh',
      secondsLeft: 3_600,
      idlesAt: expect.stringMatching(/Z$/) as unknown,
      trouble: '',
      grants: 0,
      owned: 0,
    })
    expect(JSON.stringify(status)).not.toContain('first-token')
    expect(JSON.stringify(status)).not.toContain(SECRET)
  })

  it('tells that it cannot look at its token', async () => {
    const agent = agentWithToken()
    server.behaviour = () => ({ status: 404 })
    const runtime = await start(agent)
    await runtime.firstLook
    expect(await ask('status')).toMatchObject({
      token: 'fresh',
      trouble: 'The token could not be looked at (HTTP 404).',
    })
  })

  it('says so where it has no token, or one that is due for renewal', async () => {
    server.behaviour = down
    const agent = agentWith({ settings: { timeoutMs: 1 } })
    await start(agent)
    expect(await ask('status')).toMatchObject({ token: 'none', expiresAt: '', secondsLeft: 0 })
    agent.use(tokenAt(clock.now(), 3_600, 'old-token', 3_500))
    expect(await ask('status')).toMatchObject({ token: 'old', secondsLeft: 100 })
  })

  it('tells an error with its code and causes, clean of secrets', async () => {
    server.behaviour = () => ({
      status: 400,
      body: JSON.stringify({ error: 'invalid_client', error_description: `no ${SECRET}` }),
    })
    await start(agentWith())
    const error: unknown = await ask('token').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'AgentError', reply: { code: 'GRANT_REJECTED' } })
    expect(JSON.stringify(error)).not.toContain(SECRET)
  })

  it('says whose fault it is when it is its own', async () => {
    server.behaviour = () => new TypeError('undefined is not a function')
    await start(agentWith())
    await expect(ask('token')).rejects.toMatchObject({
      reply: { code: 'INTERNAL', message: 'undefined is not a function', causes: [] },
    })
  })

  it('ends when it is asked to, says what came of its tokens, and takes its socket away', async () => {
    const runtime = await start(agentWithToken())
    await ask('renew')
    // A real agent's process ends then, and with it the connection.
    expect(decodeAgentEnd(await ask('stop')).releases.map(({ outcome }) => outcome)).toEqual(['revoked'])
    await runtime.ended
    expect(existsSync(address.socket)).toBe(false)
    await expect(ask('token')).rejects.toThrow(AgentUnreachable)
  })
})

describe('when connections to an agent ask nothing', () => {
  it('drops the oldest of them, so that nobody is locked out', async () => {
    await start(agentWithToken())
    const silent: Socket[] = []
    for (let count = 0; count < 256; count++) {
      const socket = connect(address.socket)
      silent.push(socket)
      open.push(() => socket.destroy())
      await once(socket, 'connect')
    }
    const dropped = once(silent[0] as Socket, 'close')
    expect(readTokenReply(await ask('token'))?.value.reveal()).toBe('first-token')
    await dropped
    expect(silent[1]?.destroyed).toBe(false)
  })
})

describe('when something other than an agent answers', () => {
  async function answerWith(act: (socket: Socket) => void): Promise<void> {
    const impostor: NetServer = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => act(socket))
    })
    await new Promise<void>((resolve) => impostor.listen(address.socket, resolve))
    open.push(() => new Promise((resolve) => impostor.close(resolve)))
  }

  it.each<[string, (socket: Socket) => void, string]>([
    ['another version', (socket) => socket.end('{"version":2,"ok":true}\n'), 'not an agent of this version'],
    ['no JSON', (socket) => socket.end('HTTP/1.1 400 Bad Request\n'), 'not an agent of this version'],
    ['nothing', (socket) => socket.end(), 'closed the connection without an answer'],
    ['far too much', (socket) => socket.write('x'.repeat(300_000)), 'the answer is too long'],
    [
      'that it is ending',
      (socket) => socket.end(encodeError({ code: 'AGENT_UNREACHABLE', message: 'it is ending', causes: [] })),
      'it is ending',
    ],
  ])('is told from an agent: %s', async (_, act, reason) => {
    await answerWith(act)
    const asking = ask('token')
    await expect(asking).rejects.toThrow(AgentUnreachable)
    await expect(asking).rejects.toThrow(reason)
  })

  it('is not waited for when it says nothing', async () => {
    await answerWith(() => undefined)
    await expect(askAgent({ ...inquiry('token'), waitMs: 100, graceMs: 0 })).rejects.toThrow(
      'no answer within 0 s',
    )
  })

  it('is given up when there is nothing at all', async () => {
    await expect(ask('token')).rejects.toThrow('ENOENT')
    const missing = (): string => readFileSync(join(folder, 'missing'), 'utf8')
    await expect(askAgent({ ...inquiry('token'), readNonce: missing, connectMs: 60_000 })).rejects.toThrow(
      'ENOENT',
    )
  })
})

describe('when a socket is deleted', () => {
  it('is made again, and its end is noticed when the folder goes as well', async () => {
    const agent = await serve(address, () => Promise.resolve('{"version":1,"ok":true}\n'))
    open.push(() => agent.close())
    expect(await agent.repair()).toBe(true)
    rmSync(address.socket)
    expect(await Promise.all([agent.repair(), agent.repair()])).toEqual([true, true])
    expect(await ask('token')).toMatchObject({ ok: true })
    rmSync(address.folder, { recursive: true })
    expect(await agent.repair()).toBe(false)
  })
})

describe('when post ends an agent', () => {
  const link = agentLink([], { agentConnects: 300, agentIsLate: 0 })
  const saved = (journalKey = newJournalKey()): SavedAgent => ({
    ...address,
    journalKey,
    isRevoking: true,
    hasGateway: false,
  })

  it('hears from it what came of its tokens, and clears its folder away', async () => {
    await start(agentWithToken())
    await ask('renew')
    expect(await link.stop(saved(), 5_000)).toMatchObject({ releases: [{ outcome: 'revoked' }] })
    link.removeFolder(saved())
    expect(existsSync(address.folder)).toBe(false)
    link.removeFolder(saved())
  })

  it('reads what one left that cannot be asked any more', async () => {
    const key = newJournalKey()
    fileJournal(address.folder, key).write([
      { token: tokenAt(clock.now(), 60), apiUrl: API_URL, wasAccepted: true, custody: { is: 'held' } },
    ])
    await expect(link.stop(saved(key), 5_000)).rejects.toThrow('ENOENT')
    const { records, isOutdated } = link.readJournal(saved(key))
    expect(records.map(({ token }) => token.value.reveal())).toEqual(['first-token'])
    expect(isOutdated).toBe(false)
  })

  it('is not held up by a pipe in the place of a file', async () => {
    rmSync(join(address.folder, 'nonce'))
    for (const name of ['nonce', 'journal', 'agent.log']) execFileSync('mkfifo', [join(address.folder, name)])
    await expect(link.stop(saved(), 5_000)).rejects.toThrow('is no file')
    expect(() => link.readJournal(saved())).toThrow('is no file')
    expect(link.lastWords(saved())).toBe('')
  })

  it.each([
    '{"version":1,"ok":true,"releases":"all"}',
    '{"version":1,"ok":true,"releases":[{"outcome":"ok"}]}',
  ])('does not take words for an end: %s', async (line) => {
    const agent = await serve(address, () => Promise.resolve(`${line}\n`))
    open.push(() => agent.close())
    await expect(link.stop(saved(), 5_000)).rejects.toThrow(/releases is no list|outcome is none of/)
  })
})

describe('when gc-token is put on PATH', () => {
  it('is there for every shell, and only for its user', () => {
    const bin = writeLaunchers(folder, '/opt/node', '/dist/gc-token/index.js')
    expect(readFileSync(join(bin, 'gc-token'), 'utf8')).toContain(
      "exec '/opt/node' '/dist/gc-token/index.js'",
    )
    expect(readFileSync(join(bin, 'gc-token.cmd'), 'utf8')).toContain('"/opt/node"')
    for (const name of ['gc-token', 'gc-token.cmd'])
      expect(statSync(join(bin, name)).mode & 0o777).toBe(0o700)
  })
})
