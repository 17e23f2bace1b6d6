import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareAddress, type AgentAddress } from '../../../src/adapters/agent-socket/address.ts'
import { encodeError } from '../../../src/agent/answering.ts'
import { AgentUnreachable, askAgent } from '../../../src/adapters/agent-socket/client.ts'
import { fileJournal, newJournalKey, noJournal } from '../../../src/adapters/agent-socket/journal-file.ts'
import { AgentRuntime } from '../../../src/agent/agent-runtime.ts'
import { writeLaunchers } from '../../../src/adapters/agent-socket/launchers.ts'
import { readTokenReply, type Question } from '../../../src/agent/protocol.ts'
import { serve } from '../../../src/adapters/agent-socket/server.ts'
import { stopAgent } from '../../../src/adapters/agent-socket/stop.ts'
import { TokenManager } from '../../../src/agent/token-manager.ts'
import { tokenForms } from '../../../src/core/masks.ts'
import { Secret } from '../../../src/core/secret.ts'
import { down, HandClock, keeperSettings, SECRET, Server, tokenAt } from '../../support/agent.ts'

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

function keeperOf(changes: Parameters<typeof keeperSettings>[0] = {}): TokenManager {
  const context = {
    transport: server.answer.bind(server),
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    log: () => undefined,
    mask: () => undefined,
    forget: () => undefined,
  }
  return new TokenManager(keeperSettings(changes), context, noJournal, () => undefined)
}

async function start(keeper: TokenManager): Promise<AgentRuntime> {
  const keeping = new AgentRuntime(keeper, 86_400_000)
  await keeping.start(address)
  open.push(() => keeping.stop('the test is over'))
  return keeping
}

const ask = (question: Question, waitMs = 5_000): ReturnType<typeof askAgent> =>
  askAgent(address.socket, () => address.nonce, question, waitMs, 300)

describe('when an agent is asked', () => {
  it('hands out the token that it has', async () => {
    const keeper = keeperOf()
    keeper.adopt(tokenAt(clock.now(), 3_600), undefined)
    await start(keeper)
    expect(readTokenReply(await ask('token'))).toEqual({
      accessToken: 'first-token',
      tokenType: 'bearer',
      expiresAt: clock.now().wallMs + 3_600_000,
      region: 'eu-central-1',
      apiUrl: 'https://api.example.com',
    })
  })

  it('gets a new one when it is asked to renew', async () => {
    const keeper = keeperOf()
    keeper.adopt(tokenAt(clock.now(), 3_600), undefined)
    await start(keeper)
    expect(readTokenReply(await ask('renew'))?.accessToken).toBe('token-1')
    expect(readTokenReply(await ask('token'))?.accessToken).toBe('token-1')
  })

  it('tells what it holds, without the token', async () => {
    const keeper = keeperOf()
    keeper.adopt(tokenAt(clock.now(), 3_600), undefined)
    server.idleSeconds = 900
    keeper.report('HTTP 503')
    await start(keeper)
    const status = await ask('status')
    expect(status).toMatchObject({
      token: 'fresh',
      secondsLeft: 3_600,
      idlesAt: expect.stringMatching(/Z$/) as unknown,
      trouble: 'HTTP 503',
      grants: 0,
      owned: 0,
    })
    expect(JSON.stringify(status)).not.toContain('first-token')
    expect(JSON.stringify(status)).not.toContain(SECRET)
  })

  it('says so where it has no token, or one that is due for renewal', async () => {
    server.behaviour = down
    const keeper = keeperOf({ timeoutMs: 1 })
    await start(keeper)
    expect(await ask('status')).toMatchObject({ token: 'none', expiresAt: '', secondsLeft: 0 })
    keeper.adopt(tokenAt(clock.now(), 3_600, 'old-token', 3_500), undefined)
    expect(await ask('status')).toMatchObject({ token: 'old', secondsLeft: 100 })
  })

  it('tells an error with its code and causes, clean of secrets', async () => {
    server.behaviour = () => ({
      status: 400,
      body: JSON.stringify({ error: 'invalid_client', error_description: `no ${SECRET}` }),
    })
    await start(keeperOf())
    const error: unknown = await ask('token').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'AgentError', reply: { code: 'GRANT_REJECTED' } })
    expect(JSON.stringify(error)).not.toContain(SECRET)
  })

  it('says whose fault it is when it is its own', async () => {
    server.behaviour = () => new TypeError('undefined is not a function')
    await start(keeperOf())
    await expect(ask('token')).rejects.toMatchObject({
      reply: { code: 'INTERNAL', message: 'undefined is not a function', causes: [] },
    })
  })

  it('ends when it is asked to, says what became of its tokens, and takes its socket away', async () => {
    const keeper = keeperOf()
    keeper.adopt(tokenAt(clock.now(), 3_600), undefined)
    const keeping = await start(keeper)
    await ask('renew')
    // A real agent's process ends then, and with it the connection.
    expect(await ask('stop')).toMatchObject({ revoked: 1, alreadyGone: 0, failed: 0 })
    await keeping.ended
    expect(existsSync(address.socket)).toBe(false)
    await expect(ask('token')).rejects.toThrow(AgentUnreachable)
  })
})

describe('when the job that an agent is for is over', () => {
  it.each<[string, number, () => void, string]>([
    [
      'its folder is gone',
      86_400_000,
      () => rmSync(address.folder, { recursive: true }),
      'its folder is gone',
    ],
    ['its longest time has passed', 60_000, () => void clock.pass(60_000), 'its time is over'],
  ])('it ends by itself, and revokes: %s', async (_, lifetimeMs, happen, why) => {
    const log: string[] = []
    const context = {
      transport: server.answer.bind(server),
      clock,
      random: () => 0.5,
      signal: new AbortController().signal,
      log: () => undefined,
      mask: () => undefined,
      forget: () => undefined,
    }
    const keeper = new TokenManager(keeperSettings(), context, noJournal, (sentence) => log.push(sentence))
    keeper.adopt(tokenAt(clock.now(), 3_600), undefined)
    const keeping = new AgentRuntime(keeper, lifetimeMs)
    await keeping.start(address)
    await ask('renew')
    happen()
    expect(await keeping.ended).toMatchObject({ revoked: 1, failed: 0 })
    expect(log.join('\n')).toContain(`Ending: ${why}`)
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
    await expect(askAgent(address.socket, () => address.nonce, 'token', 1 - 4_900, 300)).rejects.toThrow(
      'no answer within 0 s',
    )
  })

  it('is given up when there is nothing at all', async () => {
    await expect(ask('token')).rejects.toThrow('ENOENT')
    const missing = (): string => readFileSync(join(folder, 'missing'), 'utf8')
    await expect(askAgent(address.socket, missing, 'token', 1_000, 60_000)).rejects.toThrow('ENOENT')
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
  let masked: string[]
  const mask = (values: readonly string[]): void => void masked.push(...values)
  beforeEach(() => {
    masked = []
  })
  const saved = (journalKey: Secret) => ({
    ...address,
    journalKey,
    isRevoking: true,
    apiUrl: 'https://api.example.com',
  })
  const context = () => ({
    transport: server.answer.bind(server),
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    log: () => undefined,
    mask: () => undefined,
    forget: () => undefined,
  })

  it('hears from it what became of its tokens, and clears its folder away', async () => {
    const keeper = keeperOf()
    keeper.adopt(tokenAt(clock.now(), 3_600), undefined)
    await start(keeper)
    await ask('renew')
    const end = await stopAgent(saved(new Secret(newJournalKey())), [], context(), mask)
    expect(end).toMatchObject({ wasGone: '', revoked: 1, failed: 0 })
    expect(existsSync(address.folder)).toBe(false)
  })

  it('revokes what is in the journal of one that is gone', async () => {
    const key = new Secret(newJournalKey())
    fileJournal(address.folder, key).write([tokenAt(clock.now(), 60), tokenAt(clock.now(), 60, 'second')])
    server.behaviour = ({ headers }) => ({ status: headers['authorization'] === 'Bearer second' ? 401 : 200 })
    const end = await stopAgent(saved(key), [], context(), mask)
    expect(end).toMatchObject({ revoked: 1, alreadyGone: 1, failed: 0 })
    // Before any request, whose answer may quote one.
    expect(masked).toEqual(['first-token', 'second'].flatMap(tokenForms))
    expect(end.wasGone).toContain('ENOENT')
  })

  it('says which tokens it could not end, and until when they live', async () => {
    const key = new Secret(newJournalKey())
    fileJournal(address.folder, key).write([tokenAt(clock.now(), 60), tokenAt(clock.now(), 30)])
    server.behaviour = () => ({ status: 403 })
    const end = await stopAgent(saved(key), [], context(), mask)
    expect(end).toMatchObject({
      failed: 2,
      reason: 'HTTP 403',
      aliveUntil: `${new Date(clock.now().wallMs + 60_000).toISOString().slice(0, 19)}Z`,
    })
  })

  it('says that there may be some where the journal cannot be read', async () => {
    fileJournal(address.folder, new Secret(newJournalKey())).write([tokenAt(clock.now(), 60)])
    const end = await stopAgent(saved(new Secret(newJournalKey())), [], context(), mask)
    expect(end).toMatchObject({ failed: 1, aliveUntil: '' })
    expect(end.reason).toContain('its journal cannot be read')
  })

  it('says that there may be some where somebody took the journal away', async () => {
    const end = await stopAgent(saved(new Secret(newJournalKey())), [], context(), mask)
    expect(end).toMatchObject({ failed: 1, aliveUntil: '' })
    expect(end.reason).toContain('ENOENT')
  })

  it('is not held up by a pipe in the place of a file', async () => {
    rmSync(join(address.folder, 'nonce'))
    for (const name of ['nonce', 'journal', 'agent.log']) execFileSync('mkfifo', [join(address.folder, name)])
    const end = await stopAgent(saved(new Secret(newJournalKey())), [], context(), mask)
    expect(end).toMatchObject({ failed: 1 })
    expect(end.wasGone).toContain('is no file')
  })

  it('does not let what answers there start a line of its own', async () => {
    const message = 'gone\n::set-output name=token::evil'
    const agent = await serve(address, () =>
      Promise.resolve(encodeError({ code: 'AGENT_UNREACHABLE', message, causes: [] })),
    )
    const ending = stopAgent(saved(new Secret(newJournalKey())), [], context(), mask)
    expect((await ending).wasGone).toBe('gone ::set-output name=token::evil')
    await agent.close()
  })

  it('does not take words for an outcome', async () => {
    const agent = await serve(address, () => Promise.resolve('{"version":1,"ok":true,"revoked":"all"}\n'))
    const ending = stopAgent(saved(new Secret(newJournalKey())), [], context(), mask)
    expect((await ending).wasGone).toContain('it gave an answer that cannot be read')
    await agent.close()
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
