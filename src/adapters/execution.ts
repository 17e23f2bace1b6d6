import { realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { isatty } from 'node:tty'

type Environment = Readonly<Record<string, string | undefined>>

/** The file that this process was started with, behind any link to it. */
export function ownScript(): string {
  return realpathSync(process.argv[1] ?? '')
}

/** The bundle of another entry, beside this one's. */
export function bundleOf(entry: string): string {
  return join(dirname(ownScript()), '..', entry, 'index.js')
}

/** Whether standard input is a terminal, whose keys send signals. */
export function isTerminal(): boolean {
  // Not process.stdin.isTTY: that opens stdin, and a command that inherits it would find it non-blocking.
  return isatty(0)
}

/** Whether what is printed is read on a terminal. */
export function isOutputTerminal(): boolean {
  return isatty(1)
}

/** The number that shells know a signal by; 0 where this system has no such signal. */
export function signalNumber(signal: NodeJS.Signals): number {
  return constants.signals[signal]
}

/** `inherited` with `folder` first on the path. Windows spells the name as it likes, and must not get it twice. */
export function withPath(folder: string, inherited: Environment): Environment {
  const name = Object.keys(inherited).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...inherited, [name]: [folder, inherited[name] ?? ''].join(delimiter) }
}
