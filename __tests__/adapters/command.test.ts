import { afterEach, describe, expect, it } from '@jest/globals'
import { constants } from 'node:os'
import { childEnvironment, execute, exitCodeOf, type Execution } from '../../src/adapters/command.ts'

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2'] as const
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]))
// A command gets the signals of its process for good; here the process goes on without it.
afterEach(() => {
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal)) {
      if (before.get(signal)?.includes(listener) !== true) process.off(signal, listener)
    }
  }
})

const execution = (script: string, changes: Partial<Execution> = {}): Execution => ({
  command: process.execPath,
  args: ['-e', script],
  environment: {},
  isTerminal: false,
  signalNumber: (signal) => constants.signals[signal],
  ...changes,
})

describe('when a command is run', () => {
  it('ends with the exit code of the command', async () => {
    expect(await execute(execution('process.exit(7)'))).toEqual({ exitCode: 7 })
  })

  it('ends with 128 + n where signal n ended the command', async () => {
    expect(await execute(execution("process.kill(process.pid, 'SIGKILL')"))).toEqual({ exitCode: 137 })
  })

  it('gives the command the environment that was put together for it, and nothing else', async () => {
    const script = "process.exit(Object.keys(process.env).join() === 'ONLY' ? 3 : 4)"
    expect(await execute(execution(script, { environment: { ONLY: '1', NOT: undefined } }))).toEqual({
      exitCode: 3,
    })
  })

  it('says what is not there, and what cannot be executed', async () => {
    expect(await execute(execution('', { command: '/nowhere/terraform' }))).toEqual({
      exitCode: 127,
      fault: '/nowhere/terraform was not found.',
    })
    expect(await execute(execution('', { command: import.meta.dirname }))).toEqual({
      exitCode: 126,
      fault: `${import.meta.dirname} cannot be executed (EACCES).`,
    })
  })

  it('passes a signal on to the command', async () => {
    const running = execute(execution('setInterval(() => undefined, 1000)'))
    process.emit('SIGTERM', 'SIGTERM')
    expect(await running).toEqual({ exitCode: 143 })
  })

  it('leaves the signals of a keyboard to the terminal, which gives them to both', async () => {
    const running = execute(execution('setInterval(() => undefined, 1000)', { isTerminal: true }))
    process.emit('SIGINT', 'SIGINT')
    process.emit('SIGTERM', 'SIGTERM')
    expect(await running).toEqual({ exitCode: exitCodeOf(15) })
  })
})

describe('when the environment of a command is put together', () => {
  const inherited = {
    PATH: '/bin',
    GENESYSCLOUD_OAUTHCLIENT_SECRET: 'secret',
    GENESYSCLOUD_REGION: 'mypurecloud.de',
  }

  it('holds the token and the AWS name, and no client secret', () => {
    expect(childEnvironment(inherited, { accessToken: 'token-1', region: 'eu-central-1' })).toEqual({
      PATH: '/bin',
      GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
      GENESYSCLOUD_ACCESS_TOKEN: 'token-1',
      GENESYSCLOUD_REGION: 'eu-central-1',
    })
  })

  it('leaves the region as it is where only URLs are known', () => {
    const { GENESYSCLOUD_REGION } = childEnvironment(inherited, { accessToken: 'token-1', region: '' })
    expect(GENESYSCLOUD_REGION).toBe('mypurecloud.de')
  })
})
