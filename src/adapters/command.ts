import { spawn } from 'node:child_process'
import { type PrintableToken } from '../programs/gc-token/print.ts'

/** What a child gets, and how it is told of the end. */
export interface Execution {
  readonly command: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signalNumber: (signal: NodeJS.Signals) => number
  /** Whether a terminal sends its signals to the child by itself. */
  readonly isTerminal: boolean
}

/** How a command ended, as a shell would say it, and why it could not even start. */
export interface ExecutionResult {
  readonly exitCode: number
  readonly fault?: string
}

/** What a command gets that was sent to this process, and what would otherwise end it before it has cleaned up. */
export const PASSED_ON = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGALRM', 'SIGUSR1', 'SIGUSR2'] as const

/** These reach the whole foreground group of a terminal; passed on as well, a child would get them twice. */
const FROM_KEYBOARD = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT'])

/** Runs a command with this process's own stdin, stdout and stderr until it ends; never rejects. */
export async function execute({
  command,
  args,
  environment,
  isTerminal,
  signalNumber,
}: Execution): Promise<ExecutionResult> {
  const passOn = (signal: NodeJS.Signals): void => {
    if (!isTerminal || !FROM_KEYBOARD.has(signal)) child.kill(signal)
  }
  // Before there is a child, so that no signal finds only one of the two. Never taken back: a second signal
  // must not end this process before it has revoked its tokens.
  for (const signal of PASSED_ON) process.on(signal, passOn)
  const child = spawn(command, args, { stdio: 'inherit', env: environment })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(couldNotStart(command, error)))
    child.once('exit', (code, signal) =>
      resolve({ exitCode: signal === null ? (code ?? 1) : exitCodeOf(signalNumber(signal)) }),
    )
  })
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

/**
 * What the command gets to see: a token in the name that CX as Code and the `gc` CLI read, and no client
 * secret, which it does not need any more.
 */
export function childEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  token: Pick<PrintableToken, 'accessToken' | 'region'>,
): Record<string, string | undefined> {
  return {
    ...environment,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
    GENESYSCLOUD_ACCESS_TOKEN: token.accessToken,
    ...(token.region === '' ? {} : { GENESYSCLOUD_REGION: token.region }),
  }
}
