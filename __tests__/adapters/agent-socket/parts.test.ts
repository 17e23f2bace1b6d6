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
import { decodeSettings, encodeSettings } from '../../../src/agent/agent-settings.ts'
import { decodeRequest, encodeReply, readStopReply } from '../../../src/agent/answering.ts'
import { AgentError, askAgent } from '../../../src/adapters/agent-socket/client.ts'
import { fileJournal, newJournalKey, readJournal } from '../../../src/adapters/agent-socket/journal-file.ts'
import { agentEnvironment, launch, type Launch } from '../../../src/adapters/agent-socket/launch.ts'
import { commandLauncher, shellLauncher } from '../../../src/adapters/agent-socket/launchers.ts'
import { readNonce } from '../../../src/adapters/agent-socket/nonce.ts'
import { decodeReply, encodeRequest, readTokenReply } from '../../../src/agent/protocol.ts'
import { serve } from '../../../src/adapters/agent-socket/server.ts'
import { Secret } from '../../../src/core/secret.ts'
import { HandClock, keeperSettings, SECRET, tokenAt } from '../../support/agent.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-test-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const NOW = new HandClock().now()

describe('when a place for an agent is made', () => {
  it('is a folder that nobody else may enter, with the nonce in it', () => {
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

  it('says what is wrong with each place where none will do', () => {
    const long = join(folder, 'x'.repeat(100))
    expect(() => prepareAddress([long, join(folder, 'missing')], 'linux')).toThrow(
      /There is no place for the agent's socket \(.* is too long for a socket; (?:Error: )?ENOENT/,
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

describe('when settings go to an agent', () => {
  const settings = {
    ...keeperSettings(),
    address: { socket: '/s', folder: '/f', nonce: 'n' },
    journalKey: new Secret('k'),
    first: tokenAt(NOW, 60),
    refreshToken: new Secret('r'),
  }

  it('arrive as they were', () => {
    const arrived = decodeSettings(encodeSettings(settings))
    expect(arrived).toEqual(settings)
    expect(arrived.clientSecret.reveal()).toBe(SECRET)
    expect(arrived.first.value.reveal()).toBe('first-token')
  })

  it('are refused with a number that is none', () => {
    const text = encodeSettings(settings).replace('"timeoutMs":120000', '"timeoutMs":"120000"')
    expect(() => decodeSettings(text)).toThrow('timeoutMs is missing')
  })

  it.each(['', '[]', '{}', '{"address":{}}', `{"clientSecret":"${SECRET}","address":{"socket":1}}`])(
    'are refused without being quoted: %j',
    (text) => {
      expect(() => decodeSettings(text)).toThrow(
        /^(?:\w+ is missing|the settings (?:are not JSON|is missing))$/,
      )
    },
  )
})

describe('when a journal is written', () => {
  it('can be read with its key only, and shows no token', () => {
    const key = new Secret(newJournalKey())
    fileJournal(folder, key).write([tokenAt(NOW, 60, 'the-token-in-the-journal')])
    expect(readFileSync(join(folder, 'journal'), 'latin1')).not.toContain('the-token')
    expect(statSync(join(folder, 'journal')).mode & 0o777).toBe(0o600)
    expect(readJournal(folder, key).map(({ value }) => value.reveal())).toEqual(['the-token-in-the-journal'])
    expect(() => readJournal(folder, new Secret(newJournalKey()))).toThrow()
  })

  it('is an error where it is missing or was cut, since nobody knows what it held', () => {
    const key = new Secret(newJournalKey())
    expect(() => readJournal(folder, key)).toThrow('ENOENT')
    fileJournal(folder, key).write([tokenAt(NOW, 60)])
    const whole = readFileSync(join(folder, 'journal'))
    writeFileSync(join(folder, 'journal'), whole.subarray(0, whole.length - 1))
    expect(() => readJournal(folder, key)).toThrow()
  })

  it('is an error where it is no file', () => {
    mkdirSync(join(folder, 'journal'))
    expect(() => readJournal(folder, new Secret(newJournalKey()))).toThrow('is no file')
    rmdirSync(join(folder, 'journal'))
    // Nobody writes to it: an ordinary read would wait for ever.
    execFileSync('mkfifo', [join(folder, 'journal')])
    expect(() => readJournal(folder, new Secret(newJournalKey()))).toThrow('is no file')
    rmSync(join(folder, 'journal'))
    symlinkSync('/etc/hostname', join(folder, 'journal'))
    expect(() => readJournal(folder, new Secret(newJournalKey()))).toThrow('ELOOP')
  })

  it('throws where the disk is full, for its keeper to go on', () => {
    symlinkSync('/dev/full', join(folder, 'journal.new'))
    expect(() => fileJournal(folder, new Secret(newJournalKey())).write([])).toThrow('ENOSPC')
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
      'This agent answers token, renew, status, stop.',
    ],
    ['no time to wait', line.replace('1000', '-1'), 'waitMs'],
    ['no JSON', 'GET / HTTP/1.1', 'not a JSON object'],
    ['a list', '[]', 'not a JSON object'],
  ])('is refused with %s', (_, text, reason) => {
    expect(() => decodeRequest(text, 'right')).toThrow(reason)
  })

  it('is answered with something that the client can read', () => {
    const reply = { revoked: 1, alreadyGone: 0, failed: 0, reason: '', aliveUntil: '' }
    expect(decodeReply(encodeReply(reply))).toMatchObject({ ok: true, fields: reply })
    expect(decodeReply('{"version":1,"ok":false}')).toBeUndefined()
  })
})

describe('when an answer comes from an agent', () => {
  const TOKEN = { accessToken: 't', tokenType: 'bearer', expiresAt: 1, region: '', apiUrl: 'https://api' }
  const STOP = { revoked: 1, alreadyGone: 0, failed: 0, reason: '', aliveUntil: '' }

  it('is taken when each of its fields is what it should be', () => {
    expect(readTokenReply(TOKEN)).toEqual(TOKEN)
    expect(readStopReply(STOP)).toEqual(STOP)
  })

  it.each([
    { accessToken: '' },
    { accessToken: 1 },
    { tokenType: null },
    { expiresAt: '1' },
    { region: 1 },
    { apiUrl: 1 },
  ])('is no token with %j', (change) => {
    expect(readTokenReply({ ...TOKEN, ...change })).toBeUndefined()
  })

  it.each([{ revoked: '1' }, { alreadyGone: null }, { failed: true }, { reason: 1 }, { aliveUntil: 1 }])(
    'is no end with %j',
    (change) => {
      expect(readStopReply({ ...STOP, ...change })).toBeUndefined()
    },
  )
})

describe('when an agent answers on a real socket', () => {
  it('refuses those who can connect and do not know the nonce', async () => {
    const address = prepareAddress([folder], process.platform)
    const server = await serve(address, () => Promise.resolve(encodeReply({} as never)))
    expect(statSync(address.socket).mode & 0o077).toBe(0)
    const asking = askAgent(address.socket, () => 'guessed', 'token', 1_000)
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
    await new Promise<void>((resolve) => {
      const socket = connect(address.socket, () => {
        act((text) => socket.end(text))
        socket.resume()
      })
      socket.on('close', () => resolve()).on('error', () => undefined)
    })
    const fields = await askAgent(address.socket, () => address.nonce, 'token', 1_000)
    expect(fields['ok']).toBe(true)
    await server.close()
  })
})

describe('when an agent is started', () => {
  const how = (code: string, changes: Partial<Launch> = {}): Launch => {
    const script = join(folder, 'script.cjs')
    writeFileSync(script, code)
    return { execPath: process.execPath, script, folder, environment: {}, deadlineMs: 5_000, ...changes }
  }
  const never = new AbortController().signal
  const READ =
    "let text = ''; process.stdin.on('data', (chunk) => (text += chunk)).on('end', () => done(text))\n"

  it('gets its settings on stdin, and is waited for until it says that it is ready', async () => {
    const out = join(folder, 'out')
    const code = `${READ}function done(text) { fs.writeFileSync('${out}', text); fs.writeSync(3, 'ready\\n') }; const fs = require('node:fs')`
    await launch('the settings', how(code), never)
    expect(readFileSync(out, 'utf8')).toBe('the settings')
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
    expect(shellLauncher("/opt/o'node", '/a b/index.js')).toBe(
      "#!/bin/sh\nexec '/opt/o'\\''node' '/a b/index.js' \"$@\"\n",
    )
    expect(commandLauncher('C:\\node 100%\\node.exe', 'C:\\a.js')).toBe(
      '@"C:\\node 100%%\\node.exe" "C:\\a.js" %*\r\n',
    )
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
