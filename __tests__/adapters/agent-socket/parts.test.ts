import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareAddress, removeTraces } from '../../../src/adapters/agent-socket/address.ts'
import { decodeAgentEnd, type AgentEnd } from '../../../src/agent/agent-end.ts'
import { AgentError } from '../../../src/agent/agent-errors.ts'
import { decodeStart, encodeStart, type AgentStart } from '../../../src/agent/agent-start.ts'
import { decodeRequest, encodeReply, tokenReply } from '../../../src/agent/answering.ts'
import { askAgent } from '../../../src/adapters/agent-socket/client.ts'
import {
  agentJournal,
  fileJournal,
  newJournalKey,
  readJournal,
  requestMark,
} from '../../../src/adapters/agent-socket/journal-file.ts'
import { agentEnvironment, launch, type Launch } from '../../../src/adapters/agent-socket/launch.ts'
import { commandLauncher, shellLauncher } from '../../../src/adapters/agent-socket/launchers.ts'
import { readNonce } from '../../../src/adapters/agent-socket/nonce.ts'
import { decodeReply, encodeRequest, readTokenReply } from '../../../src/agent/protocol.ts'
import { serve } from '../../../src/adapters/agent-socket/server.ts'
import { Secret } from '../../../src/core/secret.ts'
import { secretForms } from '../../../src/oauth/client-credentials.ts'
import { type LeaseRecord } from '../../../src/lease/lease-record.ts'
import { API_URL, HandClock, SECRET, tokenAt } from '../../support/agent.ts'

let folder: string
/** What has to end with the test, whatever came of it. */
let open: (() => unknown)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-test-'))
  open = []
})

afterEach(async () => {
  for (const close of open) await close()
  rmSync(folder, { recursive: true })
})

const NOW = new HandClock().now()

const record = (value: string): LeaseRecord => ({
  token: tokenAt(NOW, 60, value),
  apiUrl: API_URL,
  wasAccepted: true,
  custody: { is: 'held' },
})

describe('when a place for an agent is made', () => {
  it('is a folder that only its user may enter, with the nonce in it', () => {
    const address = prepareAddress([folder], 'linux')
    expect(statSync(address.folder).mode & 0o777).toBe(0o700)
    expect(readNonce(address.socket, [])).toBe(address.nonce)
    expect(prepareAddress([folder], 'linux').nonce).not.toBe(address.nonce)
  })

  it('takes the next place where the path is too long for a socket', () => {
    const long = join(folder, 'x'.repeat(80))
    mkdirSync(long)
    const { socket } = prepareAddress([long, folder], 'darwin')
    expect(socket.startsWith(`${folder}/gc-token-`)).toBe(true)
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(103)
  })

  it('takes the next place where nothing can be written', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(prepareAddress([file, '', folder], 'linux').folder.startsWith(`${folder}/gc-token-`)).toBe(true)
  })

  it('takes the next place where a path could not stand on PATH', () => {
    const split = join(folder, 'with:colon')
    mkdirSync(split)
    expect(prepareAddress([split, folder], 'linux').folder.startsWith(`${folder}/gc-token-`)).toBe(true)
    expect(() => prepareAddress([split], 'linux')).toThrow('cannot stand on PATH, because it contains :')
    expect(readdirSync(split)).toEqual([])
  })

  it('takes the next place where no program can be run, such as a file system mounted with noexec', () => {
    const noexec = join(folder, 'noexec')
    mkdirSync(noexec)
    const isExecutable = (file: string): boolean => !file.startsWith(noexec)
    const address = prepareAddress([noexec, folder], 'linux', isExecutable)
    expect(address.folder.startsWith(`${folder}/gc-token-`)).toBe(true)
    expect(readdirSync(address.folder)).toEqual(['nonce'])
    expect(() => prepareAddress([noexec], 'linux', isExecutable)).toThrow('no program can be run from')
    expect(readdirSync(noexec)).toEqual([])
  })

  it('says what is wrong with each place where none will do', () => {
    const long = join(folder, 'x'.repeat(100))
    expect(() => prepareAddress([long, join(folder, 'missing')], 'linux')).toThrow(
      /There is no place for the agent \(.* is too long for a socket; (?:Error: )?ENOENT/,
    )
  })

  it('uses a pipe with an unguessable name on Windows, whose nonce is found by that name', () => {
    const { socket, nonce } = prepareAddress([folder], 'win32')
    expect(socket).toMatch(/^\\\\\.\\pipe\\gc-token-[0-9a-f]{32}$/)
    expect(readNonce(socket, ['/nowhere', folder])).toBe(nonce)
    expect(() => readNonce(socket, ['/nowhere'])).toThrow('ENOENT')
  })

  it('is cleared away but for the log and the journal, which post reads', () => {
    const address = prepareAddress([folder], 'linux')
    for (const name of ['journal', 'agent.log', 'agent.sock']) writeFileSync(join(address.folder, name), '')
    removeTraces(address)
    expect(readdirSync(address.folder).sort()).toEqual(['agent.log', 'journal'])
  })
})

describe('when an agent is told what it has to know', () => {
  const start: AgentStart = {
    credentials: { method: 'basic', clientId: 'client-1', clientSecret: new Secret(SECRET) },
    endpoint: { place: 'eu-central-1', tokenUrl: 'https://login.example.com/oauth/token' },
    scope: undefined,
    region: 'eu-central-1',
    apiUrl: API_URL,
    minValidityMs: 300_000,
    timeoutMs: 120_000,
    revoke: true,
    address: { socket: '/s', folder: '/f', nonce: 'n' },
    journalKey: new Secret('k'),
    first: record('first-token'),
    refreshToken: new Secret('r'),
    isDebug: false,
  }

  it('arrives as it was', () => {
    const arrived = decodeStart(encodeStart(start))
    expect(arrived).toEqual(start)
    expect(secretForms(arrived.credentials)).toContain(SECRET)
    expect(arrived.first.token.value.reveal()).toBe('first-token')
    expect(arrived.refreshToken?.reveal()).toBe('r')
  })

  it('is told nothing else, whatever else its starter knows', () => {
    const more = { ...start, shareKey: 'not-for-the-agent', endpoint: { ...start.endpoint, more: 'x' } }
    expect(encodeStart(more)).toBe(encodeStart(start))
  })

  it('is refused with a number that is none', () => {
    const text = encodeStart(start).replace('"timeoutMs":120000', '"timeoutMs":"120000"')
    expect(() => decodeStart(text)).toThrow('timeoutMs is missing')
  })

  it.each(['', '[]', '{}', '{"address":{}}', `{"credentials":{"clientSecret":"${SECRET}"},"endpoint":{}}`])(
    'is refused without being quoted: %j',
    (text) => {
      expect(() => decodeStart(text)).toThrow(/^(?:\w+ is missing|what the agent is told is no JSON object)$/)
    },
  )
})

describe('when a journal is written', () => {
  const names = ({ records }: ReturnType<typeof readJournal>): string[] =>
    records.map(({ token }) => token.value.reveal())

  it('can be read with its key only, and shows no token', () => {
    const key = newJournalKey()
    fileJournal(folder, key).write([record('the-token-in-the-journal')])
    expect(readFileSync(join(folder, 'journal'), 'latin1')).not.toContain('the-token')
    expect(statSync(join(folder, 'journal')).mode & 0o777).toBe(0o600)
    expect(names(readJournal(folder, key))).toEqual(['the-token-in-the-journal'])
    expect(() => readJournal(folder, newJournalKey())).toThrow('it was changed, or written by another agent')
  })

  it('says whether a request was under way, of however many', () => {
    const key = newJournalKey()
    fileJournal(folder, key).write([])
    const isAwaiting = (): boolean => readJournal(folder, key).isAwaitingToken
    const announce = requestMark(folder)
    expect(isAwaiting()).toBe(false)
    const [first, second] = [announce(), announce()]
    expect(isAwaiting()).toBe(true)
    first()
    expect(isAwaiting()).toBe(true)
    second()
    expect(isAwaiting()).toBe(false)
  })

  it('needs no such mark where none can be made', () => {
    const gone = join(folder, 'gone')
    expect(() => requestMark(gone)()()).not.toThrow()
  })

  it('is an error where it is no file', () => {
    mkdirSync(join(folder, 'journal'))
    expect(() => readJournal(folder, newJournalKey())).toThrow('is no file')
    rmdirSync(join(folder, 'journal'))
    // No process writes to it: an ordinary read would wait for ever.
    execFileSync('mkfifo', [join(folder, 'journal')])
    expect(() => readJournal(folder, newJournalKey())).toThrow('is no file')
    rmSync(join(folder, 'journal'))
    symlinkSync('/etc/hostname', join(folder, 'journal'))
    expect(() => readJournal(folder, newJournalKey())).toThrow('ELOOP')
  })

  it('takes the place of a pipe or a link, and writes to neither', () => {
    const key = newJournalKey()
    const target = join(folder, 'target')
    writeFileSync(target, 'untouched')
    for (const lay of [
      () => execFileSync('mkfifo', [join(folder, 'journal')]),
      () => symlinkSync(target, join(folder, 'journal')),
    ]) {
      rmSync(join(folder, 'journal'), { force: true })
      lay()
      fileJournal(folder, key).write([record('a')])
      expect(names(readJournal(folder, key))).toEqual(['a'])
    }
    expect(readFileSync(target, 'utf8')).toBe('untouched')
    expect(readdirSync(folder).sort()).toEqual(['journal', 'target'])
  })

  it('throws what keeps it from being written, and leaves nothing half done', () => {
    mkdirSync(join(folder, 'journal'))
    expect(() => fileJournal(folder, newJournalKey()).write([])).toThrow(/EISDIR|ENOTEMPTY|EEXIST/)
    expect(readdirSync(folder)).toEqual(['journal'])
  })

  it('is a matter of telling why for an agent, which goes on', () => {
    const told: (string | undefined)[] = []
    agentJournal(join(folder, 'missing'), newJournalKey(), (fault) => told.push(fault)).write([])
    expect(told).toEqual([expect.stringContaining('ENOENT')])
  })
})

describe('when a line comes from a client', () => {
  const line = encodeRequest({ ask: 'token', nonce: 'right', waitMs: 1_000 })

  it('is taken with the right nonce', () => {
    expect(decodeRequest(line, 'right')).toEqual({ ask: 'token', nonce: 'right', waitMs: 1_000 })
  })

  it.each([
    ['a wrong nonce', line.replace('right', 'wrong'), 'The nonce is wrong.'],
    ['no nonce', '{"version":1,"ask":"token"}', 'The nonce is wrong.'],
    ['another version', line.replace('"version":1', '"version":2'), 'version 1'],
    [
      'an unknown question',
      line.replace('"token"', '"secret"'),
      'This agent answers token, renew, revoke, status, open-gateway, leave-gateway, close-gateway, stop.',
    ],
    ['no time to wait', line.replace('1000', '-1'), 'waitMs'],
    ['no JSON', 'GET / HTTP/1.1', 'not a JSON object'],
    ['a list', '[]', 'not a JSON object'],
  ])('is refused with %s', (_, text, reason) => {
    expect(() => decodeRequest(text, 'right')).toThrow(reason)
  })

  it('is answered with something that the client can read', () => {
    const end: AgentEnd = { releases: [], isAwaitingToken: false, journalFault: '' }
    expect(decodeReply(encodeReply(end))).toMatchObject({ ok: true, fields: end })
    expect(decodeReply('{"version":1,"ok":false}')).toBeUndefined()
  })
})

describe('when an answer comes from an agent', () => {
  const SERVED = { value: new Secret('t'), type: 'bearer', expiresAt: 1, region: '', apiUrl: 'https://api' }
  const REPLY = { ...tokenReply(SERVED) }

  it('is taken when each of its fields is what it should be', () => {
    expect(readTokenReply(REPLY)).toEqual(SERVED)
    expect(readTokenReply({ ...REPLY, isUnchanged: true })).toEqual({ ...SERVED, isUnchanged: true })
  })

  it.each([
    { accessToken: '' },
    { accessToken: 1 },
    { accessToken: 'token\r\n::set-output name=a::b' },
    { accessToken: 'token\u0085' },
    { tokenType: null },
    { tokenType: 'bearer\n' },
    { expiresAt: '1' },
    { region: 1 },
    { region: 'eu\u001b[2J' },
    { apiUrl: 1 },
    { apiUrl: 'https://api\n' },
  ])('is no token with %j', (change) => {
    expect(readTokenReply({ ...REPLY, ...change })).toBeUndefined()
  })

  const END = {
    releases: [
      { outcome: 'revoked', until: 1 },
      { outcome: 'may-be-valid', until: 2, because: 'HTTP 503' },
    ],
    isAwaitingToken: true,
    journalFault: 'ENOSPC',
  }

  it('is an end with what came of each token', () => {
    expect(decodeAgentEnd(END)).toEqual(END)
  })

  it.each([
    { releases: {} },
    { releases: [{ outcome: 'gone', until: 1 }] },
    { releases: [{ outcome: 'may-be-valid', until: 1 }] },
    { releases: [{ outcome: 'revoked' }] },
    { isAwaitingToken: 1 },
    { journalFault: undefined },
  ])('is no end with %j', (change) => {
    expect(() => decodeAgentEnd({ ...END, ...change })).toThrow(/ is /)
  })

  it('cannot start a line of its own', () => {
    const because = 'no\n::set-output name=token::evil'
    const [release] = decodeAgentEnd({
      ...END,
      releases: [{ outcome: 'may-be-valid', until: 1, because }],
    }).releases
    expect(release).toMatchObject({ because: 'no ::set-output name=token::evil' })
  })
})

describe('when an agent answers on a real socket', () => {
  it('refuses those who can connect and do not know the nonce', async () => {
    const address = prepareAddress([folder], process.platform)
    const server = await serve(address, () => Promise.resolve(encodeReply({} as never)))
    open.push(() => server.close())
    expect(statSync(address.socket).mode & 0o077).toBe(0)
    const asking = askAgent({
      socket: address.socket,
      readNonce: () => 'guessed',
      ask: 'token',
      waitMs: 1_000,
    })
    await expect(asking).rejects.toThrow(AgentError)
    await expect(asking).rejects.toThrow('The nonce is wrong.')
    await server.close()
    expect(existsSync(address.socket)).toBe(false)
  })

  it.each([
    ['hangs up without asking', (write: (text: string) => void) => write('')],
    ['sends more than a request', (write: (text: string) => void) => write('x'.repeat(10_000))],
  ])('goes on after one who %s', async (_, act) => {
    const address = prepareAddress([folder], process.platform)
    const server = await serve(address, () => Promise.resolve('{"version":1,"ok":true}\n'))
    open.push(() => server.close())
    await new Promise<void>((resolve) => {
      const socket = connect(address.socket, () => {
        act((text) => socket.end(text))
        socket.resume()
      })
      socket.on('close', () => resolve()).on('error', () => undefined)
    })
    const { socket, nonce } = address
    const fields = await askAgent({ socket, readNonce: () => nonce, ask: 'token', waitMs: 1_000 })
    expect(fields['ok']).toBe(true)
  })
})

describe('when an agent is started', () => {
  const how = (code: string, changes: Partial<Launch> = {}): Launch => {
    const script = join(folder, 'script.cjs')
    writeFileSync(script, code)
    const { execPath } = process
    return {
      execPath,
      execArgv: [],
      script,
      folder,
      environment: {},
      deadlineMs: 5_000,
      hasGateway: false,
      ...changes,
    }
  }
  const never = new AbortController().signal
  const READ =
    "let text = ''; process.stdin.on('data', (chunk) => (text += chunk)).on('end', () => done(text))\n"

  it('gets its settings on stdin, and is waited for until it says that it is ready', async () => {
    const out = join(folder, 'out')
    const code = `${READ}function done(text) { fs.writeFileSync('${out}', text); fs.writeSync(3, 'ready\\nlooked\\n') }; const fs = require('node:fs')`
    expect(await launch('the settings', how(code), never)).toBe('')
    expect(readFileSync(out, 'utf8')).toBe('the settings')
  })

  it('tells what went wrong when it looked at its token, on one line', async () => {
    const code =
      "require('node:fs').writeSync(3, 'ready\\nlooked self-signed\\u0007certificate\\n'); setTimeout(() => undefined, 5000)"
    expect(await launch('', how(code), never)).toBe('self-signed certificate')
  })

  it('is not waited for long when it takes its time to look', async () => {
    const started = Date.now()
    const code = "require('node:fs').writeSync(3, 'ready\\n'); setTimeout(() => undefined, 10_000)"
    expect(await launch('', how(code), never)).toBe('')
    expect(Date.now() - started).toBeLessThan(8_000)
  })

  it('is started with the options about certificates that this Node has, and no other', async () => {
    const out = join(folder, 'out')
    const code = `require('node:fs').writeFileSync('${out}', process.execArgv.join(' ')); require('node:fs').writeSync(3, 'ready\\nlooked\\n')`
    const environment = { NODE_OPTIONS: '--use-bundled-ca --require /nowhere.js' }
    await launch('', how(code, { environment, execArgv: ['--inspect'] }), never)
    expect(readFileSync(out, 'utf8')).toMatch(/--use-bundled-ca$/)
  })

  it('is given up at once when it dies, with what it said', async () => {
    const started = Date.now()
    const dying = "require('node:fs').writeSync(3, 'EINVAL: no such place\\n'); process.exit(1)"
    await expect(launch('', how(dying), never)).rejects.toThrow('could not be started (EINVAL: no such place')
    await expect(launch('', how("console.error('out of memory'); process.exit(9)"), never)).rejects.toThrow(
      'it ended with exit code 9 before it answered; its log ends with: out of memory',
    )
    await expect(launch('', how("process.kill(process.pid, 'SIGKILL')"), never)).rejects.toThrow(
      'it ended by SIGKILL',
    )
    expect(Date.now() - started).toBeLessThan(4_000)
  })

  it('is given up, and ended, when its time is over or the step is cancelled', async () => {
    const hanging = 'setInterval(() => undefined, 1000)'
    await expect(launch('', how(hanging, { deadlineMs: 300 }), never)).rejects.toMatchObject({
      code: 'AGENT_FAILED',
      message: expect.stringContaining('it did not answer within 0.3 s') as unknown,
    })
    const cancelled = new Error('cancelled')
    await expect(launch('', how(hanging), AbortSignal.timeout(200))).rejects.toThrow('timeout')
    await expect(launch('', how(hanging), AbortSignal.abort(cancelled))).rejects.toBe(cancelled)
  })

  it('is told apart from a Node that is not there', async () => {
    await expect(launch('', how('', { execPath: '/nowhere/node' }), never)).rejects.toMatchObject({
      code: 'AGENT_FAILED',
    })
  })

  it('says so where Node was started by another program, whose path it has', async () => {
    const loader = join(folder, 'ld-linux-x86-64.so.2')
    writeFileSync(
      loader,
      '#!/bin/sh\necho "ld.so: --max-opt=0: cannot open shared object file" >&2\nexit 127\n',
      {
        mode: 0o700,
      },
    )
    await expect(launch('', how('', { execPath: loader }), never)).rejects.toMatchObject({
      message: expect.stringContaining('it ended with exit code 127') as unknown,
      causes: expect.arrayContaining([
        `Node itself was started by another program (${loader}), and cannot be started again by its own path`,
      ]) as unknown,
    })
  })

  it('trusts what its starter trusts, wherever it runs itself', () => {
    const environment = { NODE_EXTRA_CA_CERTS: 'ca.pem', SSL_CERT_DIR: '/certificates', SSL_CERT_FILE: '' }
    expect(agentEnvironment(environment)).toEqual({
      NODE_EXTRA_CA_CERTS: join(process.cwd(), 'ca.pem'),
      SSL_CERT_DIR: '/certificates',
      SSL_CERT_FILE: '',
    })
  })

  it('sees of its starter only what it needs', () => {
    const environment = {
      PATH: '/bin',
      https_proxy: 'http://proxy',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
      RUNNER_TRACKING_ID: 'github_1',
      'INPUT_CLIENT-SECRET': SECRET,
      STATE_token: 't',
      NODE_OPTIONS: '--inspect',
      HOME: undefined,
    }
    expect(Object.keys(agentEnvironment(environment))).toEqual([
      'PATH',
      'https_proxy',
      'NODE_EXTRA_CA_CERTS',
      'RUNNER_TRACKING_ID',
    ])
  })
})

describe('when gc-token is put on PATH', () => {
  it('is quoted for paths of any kind', () => {
    expect(shellLauncher("/opt/o'node", '/a b/index.js')).toMatch(
      /\nexec '\/opt\/o'\\''node' '\/a b\/index\.js' "\$@"\n$/,
    )
    expect(commandLauncher('C:\\node 100%\\node.exe', 'C:\\a.js')).toMatch(
      /\r\n@"C:\\node 100%%\\node\.exe" "C:\\a\.js" %\*\r\n$/,
    )
  })

  it.each<[string | undefined, string]>([
    [undefined, 'undefined undefined'],
    ['--require=/nowhere.js', ' --require=/nowhere.js'],
    ['--use-openssl-ca --no-such-option', ' --use-openssl-ca --use-openssl-ca --no-such-option'],
    ['--use-openssl-ca-not *', ' --use-openssl-ca-not *'],
  ])('starts Node with NODE_OPTIONS=%s without what is not about certificates', (options, expected) => {
    const script = join(folder, 'print.cjs')
    writeFileSync(script, 'console.log(`${process.env.NODE_OPTIONS} ${process.env.GC_TOKEN_NODE_OPTIONS}`)')
    writeFileSync(join(folder, 'gc-token'), shellLauncher(process.execPath, script), { mode: 0o700 })
    const env = { PATH: '/usr/bin:/bin', ...(options === undefined ? {} : { NODE_OPTIONS: options }) }
    expect(execFileSync(join(folder, 'gc-token'), { env, encoding: 'utf8' })).toBe(`${expected}\n`)
  })
})

describe('when the tests run as somebody who is not root', () => {
  const itUnlessRoot = process.getuid?.() === 0 ? it.skip : it

  itUnlessRoot('takes the next place where RUNNER_TEMP is read-only', () => {
    const readOnly = join(folder, 'read-only')
    mkdirSync(readOnly)
    chmodSync(readOnly, 0o500)
    expect(prepareAddress([readOnly, folder], 'linux').folder.startsWith(`${folder}/gc-token-`)).toBe(true)
  })
})
