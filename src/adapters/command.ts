import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type ExecutionResult } from '../programs/gc-token/exec.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What a child gets, and how it is told of the end. */
export interface Execution {
  readonly command: string
  readonly args: readonly string[]
  readonly environment: Environment
  readonly signalNumber: (signal: NodeJS.Signals) => number
  /** Whether a terminal sends its signals to the child by itself. */
  readonly isTerminal: boolean
}

/** What a command gets that was sent to this process, and what would otherwise end it before it has cleaned up. */
export const PASSED_ON = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGALRM', 'SIGUSR1', 'SIGUSR2'] as const

/** These reach the whole foreground group of a terminal; passed on as well, a child would get them twice. */
const FROM_KEYBOARD = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT'])

const SHELL = '/bin/sh'

/**
 * Node reports an end by a real-time signal as exit code 0; a shell in between knows it. It tells the command's process id on
 * descriptor 3, for the signals that are passed on, and says nothing itself of how the command ended.
 *
 * @param toUnset what the shell adds to an environment that has it not
 */
const scriptFor = (toUnset: readonly string[]): string =>
  [
    'trap : HUP INT QUIT TERM ALRM USR1 USR2',
    'exec 4>&2 2>/dev/null',
    `sh -c 'echo $$ >&3; unset ${toUnset.join(' ')}; exec "$@" 2>&4 3>&- 4>&-' sh "$@"`,
    'exit $?',
  ].join('\n')

/** Variables that a shell makes itself. */
const OF_THE_SHELL = ['PWD', 'OLDPWD', 'SHLVL'] as const

/** What a shell passes on of an environment: variables of other names it drops. */
const SHELL_NAME = /^[A-Za-z_]\w*$/

/** A command under way. */
interface Running {
  readonly child: ChildProcess
  readonly send: (signal: NodeJS.Signals) => void
}

/** Runs a command with this process's own stdin, stdout and stderr until it ends; never rejects. */
export async function execute(execution: Execution): Promise<ExecutionResult> {
  const { command, isTerminal, signalNumber } = execution
  const sent: NodeJS.Signals[] = []
  let send = (signal: NodeJS.Signals): void => void sent.push(signal)
  const passOn = (signal: NodeJS.Signals): void => {
    if (!isTerminal || !FROM_KEYBOARD.has(signal)) send(signal)
  }
  // Before there is a child, so that no signal finds only one of the two. Never taken back: a second signal
  // must not end this process before it has revoked its tokens.
  for (const signal of PASSED_ON) process.on(signal, passOn)
  const running = canUseShell(execution) ? startInShell(execution) : startAlone(execution)
  send = running.send
  for (const signal of sent) send(signal)
  return new Promise((resolve) => {
    running.child.once('error', (error) => resolve(couldNotStart(command, error)))
    running.child.once('exit', (code, signal) =>
      resolve({ exitCode: signal === null ? (code ?? 1) : exitCodeOf(signalNumber(signal)) }),
    )
  })
}

function canUseShell({ environment }: Execution): boolean {
  const isWindows = process.platform === 'win32'
  return !isWindows && Object.keys(environment).every((name) => SHELL_NAME.test(name)) && existsSync(SHELL)
}

function startAlone({ command, args, environment }: Execution): Running {
  const child = spawn(command, args, { stdio: 'inherit', env: environment })
  return { child, send: (signal) => void child.kill(signal) }
}

function startInShell({ command, args, environment }: Execution): Running {
  const stdio: SpawnOptions['stdio'] = ['inherit', 'inherit', 'inherit', 'pipe']
  const script = scriptFor(OF_THE_SHELL.filter((name) => environment[name] === undefined))
  const child = spawn(SHELL, ['-c', script, 'sh', command, ...args], { stdio, env: environment })
  const waiting: NodeJS.Signals[] = []
  let pid: number | undefined
  const send = (signal: NodeJS.Signals): void => {
    if (pid === undefined) waiting.push(signal)
    else signalTo(pid, signal)
  }
  const pipe = child.stdio[3]
  pipe?.on('error', () => undefined)
  pipe?.once('data', (line: Buffer) => {
    pid = Number(line.toString())
    pipe.destroy()
    for (const signal of waiting) send(signal)
  })
  return { child, send }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** 128 + n for signal n, as every shell has it. */
export function exitCodeOf(signalNumber: number): number {
  return 128 + signalNumber
}

function couldNotStart(command: string, error: Error & { code?: string }): ExecutionResult {
  const code = error.code ?? error.message
  if (code === 'ENOENT') return { exitCode: 127, fault: `${command} was not found.` }
  return { exitCode: 126, fault: `${command} cannot be executed (${code}).` }
}
