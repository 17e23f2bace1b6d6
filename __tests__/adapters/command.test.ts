import { afterEach, describe, expect, it } from '@jest/globals'
import { constants } from 'node:os'
import { execute, exitCodeOf, PASSED_ON, type Execution } from '../../src/adapters/command.ts'

const SIGNALS = PASSED_ON
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]))
// A command gets the signals of its process for good; here the process goes on without it.
afterEach(() => {
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal)) {
      if (before.get(signal)?.includes(listener) !== true) process.off(signal, listener)
    }
  }
})

const PATH = { PATH: '/usr/local/bin:/usr/bin:/bin' }

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

  it.each([
    ['RTMIN', 34],
    ['RTMAX', 64],
  ])('knows a real-time signal, which Node reports as exit code 0: %s', async (name, number) => {
    const killed = execution('', {
      command: 'bash',
      args: ['--norc', '-c', `kill -${name} $$`],
      environment: PATH,
    })
    expect(await execute(killed)).toEqual({ exitCode: 128 + number })
  })

  it('gives the command the environment that was put together for it, and nothing else', async () => {
    const script = "process.exit(Object.keys(process.env).join() === 'ONLY' ? 3 : 4)"
    expect(await execute(execution(script, { environment: { ONLY: '1', NOT: undefined } }))).toEqual({
      exitCode: 3,
    })
  })

  it('gives it variables of names that no shell passes on', async () => {
    const script = "process.exit(process.env['INPUT_CLIENT-ID'] === 'client-1' ? 3 : 4)"
    const environment = { 'INPUT_CLIENT-ID': 'client-1' }
    expect(await execute(execution(script, { environment }))).toEqual({ exitCode: 3 })
  })

  it.each([
    ['/nowhere/terraform', 127],
    [import.meta.dirname, 126],
  ])('ends as a shell does where %s is no program: %i', async (command, exitCode) => {
    expect(await execute(execution('', { command }))).toEqual({ exitCode })
  })

  it('says itself what is not there, and what cannot be executed, where no shell is in between', async () => {
    const environment = { 'no-shell': '' }
    expect(await execute(execution('', { command: '/nowhere/terraform', environment }))).toEqual({
      exitCode: 127,
      fault: '/nowhere/terraform was not found.',
    })
    expect(await execute(execution('', { command: import.meta.dirname, environment }))).toEqual({
      exitCode: 126,
      fault: `${import.meta.dirname} cannot be executed (EACCES).`,
    })
  })

  it('keeps arguments apart, whatever is in them', async () => {
    const script = "process.exit(process.argv.slice(1).join('|') === `a b|$(false)|'\"|` ? 3 : 4)"
    const args = ['-e', script, 'a b', '$(false)', `'"`, '']
    expect(await execute(execution('', { args }))).toEqual({ exitCode: 3 })
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
