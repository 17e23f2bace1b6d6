import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Readable } from 'node:stream'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { prepareAddress } from '../../src/adapters/agent-socket/address.ts'
import { serve } from '../../src/adapters/agent-socket/server.ts'
import { encodeReply, gatewayReply, tokenReply } from '../../src/agent/answering.ts'
import { Secret } from '../../src/core/secret.ts'
import { CLIENT, ROOT } from './play.ts'

const AWAITED =
  'gc-token: A token could not be revoked (a token request was still unanswered) and may stay valid until its expiry.\n'
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

let cloud: GenesysCloud

beforeEach(async () => {
  cloud = await startGenesysCloud({ clients: [CLIENT] })
})

afterEach(() => cloud.close())

/** Starts gc-token in a clean environment. */
function start(
  args: readonly string[] = [],
  variables = {},
  ofNode: readonly string[] = [],
): ChildProcessByStdio<null, Readable, Readable> {
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
    GENESYSCLOUD_LOGIN_URL: cloud.loginUrl,
    GENESYSCLOUD_API_URL: cloud.apiUrl,
    ...variables,
  }
  const script = join(ROOT, 'dist', 'gc-token', 'index.js')
  return spawn(process.execPath, [...ofNode, script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function ended(child: ReturnType<typeof start>): Promise<Ended> {
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })))
}

/** What becomes of one that gets a signal with each request for which `when` holds. */
async function interrupted(
  signal: NodeJS.Signals,
  child = start(),
  when: (request: string) => boolean = (request) => request.startsWith('POST'),
): Promise<Ended> {
  const stop = cloud.onRequest(({ method, path }) => {
    if (when(`${method} ${path}`)) child.kill(signal)
  })
  const outcome = await ended(child)
  stop()
  return outcome
}

describe('when gc-token gets a signal while its token request is unanswered', () => {
  it.each(SIGNALS)('waits for the reply, revokes the token and prints none: %s', async (signal, code) => {
    cloud.inject({ kind: 'delay', host: 'login', delayMs: 500 })
    expect(await interrupted(signal)).toEqual({ code, stdout: '', stderr: '' })
    expect(cloud.tokens().map(({ state }) => state)).toEqual(['revoked'])
  })

  it.each([
    ['for one token', [], 0],
    ['for a doctor, after its look at the endpoint', ['doctor', '--check', 'token', '--ask-for-token'], 1],
  ])('says that a token may be left if there is no reply in time: %s', async (_, args, before) => {
    cloud.inject({ kind: 'hang', host: 'login', method: 'POST', after: before, takesEffect: true })
    let posts = 0
    const isLast = (request: string): boolean => request.startsWith('POST') && posts++ === before
    expect(await interrupted('SIGTERM', start(args), isLast)).toEqual({
      code: 143,
      stdout: '',
      stderr: AWAITED,
    })
    expect(cloud.liveTokens()).toHaveLength(1)
  })

  it('ends by the first of two', async () => {
    cloud.inject({ kind: 'delay', host: 'login', delayMs: 500 })
    cloud.inject({ kind: 'delay', host: 'api', method: 'DELETE', delayMs: 200 })
    const child = start()
    const stop = cloud.onRequest(({ method }) => child.kill(method === 'POST' ? 'SIGINT' : 'SIGTERM'))
    expect(await ended(child)).toEqual({ code: 130, stdout: '', stderr: '' })
    stop()
    expect(cloud.tokens().map(({ state }) => state)).toEqual(['revoked'])
  })

  it('says which token may be left if it cannot be revoked', async () => {
    cloud.inject({ kind: 'delay', host: 'login', delayMs: 500 })
    cloud.inject({ kind: 'status', status: 403, host: 'api', method: 'DELETE' })
    const { code, stderr } = await interrupted('SIGINT')
    expect(code).toBe(130)
    expect(stderr).toMatch(
      /^gc-token: A token could not be revoked \(HTTP 403.*\) and may stay valid until 2\S+Z\.\n$/,
    )
  })

  it('revokes one whose organization is being looked up', async () => {
    cloud.inject({ kind: 'hang', host: 'api', method: 'GET' })
    const child = start([], { GENESYSCLOUD_ORGANIZATION_ID: CLIENT.id })
    const outcome = await interrupted('SIGTERM', child, (request) => request.startsWith('GET'))
    expect(outcome).toEqual({ code: 143, stdout: '', stderr: '' })
    expect(cloud.tokens().map(({ state }) => state)).toEqual(['revoked'])
  })
})

describe('when gc-token gets a signal while it waits to ask again', () => {
  it('ends at once: there is nothing to say', async () => {
    cloud.inject({ kind: 'too-many-requests', host: 'login', retryAfter: '60' })
    // The answer is on its way when the signal comes: it is waited for, and no other request is sent.
    const { code, stdout } = await interrupted('SIGINT')
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect(cloud.requests).toHaveLength(1)
  })
})

/** Node's options for a process that gets the signal when it begins to listen on a port, and listens when it has got it. */
function interruptedAtPort(signal: NodeJS.Signals): string[] {
  const code = `
    import { Server } from 'node:net'
    const { listen } = Server.prototype
    Server.prototype.listen = function (...args) {
      const isPort = args.some((argument) => typeof argument === 'number' || argument?.port !== undefined)
      if (!isPort) return listen.apply(this, args)
      process.once('${signal}', () => listen.apply(this, args))
      process.kill(process.pid, '${signal}')
      return this
    }`
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

/** The same for one that gets the signal when it asks its job's agent for a gateway. */
function interruptedAtQuestion(signal: NodeJS.Signals): string[] {
  const code = `
    import { Socket } from 'node:net'
    const { write } = Socket.prototype
    Socket.prototype.write = function (...args) {
      if (!String(args[0]).includes('"open-gateway"')) return write.apply(this, args)
      process.once('${signal}', () => write.apply(this, args))
      process.kill(process.pid, '${signal}')
      return true
    }`
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

describe('when gc-token gets a signal while the gateway of its command opens', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gc-token-test-'))
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it.each(SIGNALS)('does not run the command, and leaves nothing behind: %s', async (signal, code) => {
    const args = ['exec', '--gateway', '--', 'echo', 'the command runs']
    const child = start(args, { TMPDIR: folder }, interruptedAtPort(signal))
    expect(await ended(child)).toEqual({ code, stdout: '', stderr: '' })
    expect(cloud.tokens().map(({ state }) => state)).toEqual(['revoked'])
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(SIGNALS)('leaves the gateway of an agent, which closes it then: %s', async (signal, code) => {
    const address = prepareAddress([folder], process.platform)
    const asked: string[] = []
    const agent = await serve(address, ({ ask }) => {
      asked.push(ask)
      const [value, expiresAt] = [new Secret('a-token-of-the-job'), Date.now() + 3_600_000]
      const token = { value, type: 'bearer', expiresAt, region: '', apiUrl: cloud.apiUrl }
      const opened = { port: 4711, placeholder: value, token: value }
      return Promise.resolve(encodeReply(ask === 'token' ? tokenReply(token) : gatewayReply(opened)))
    })
    const args = ['exec', '--gateway', '--', 'echo', 'the command runs']
    const variables = { RUNNER_TEMP: folder, TMPDIR: folder, GC_TOKEN_SOCK: address.socket }
    const outcome = await ended(start(args, variables, interruptedAtQuestion(signal)))
    await agent.close()
    expect(outcome).toEqual({ code, stdout: '', stderr: '' })
    expect(asked).toEqual(['token', 'open-gateway', 'leave-gateway'])
  })
})
