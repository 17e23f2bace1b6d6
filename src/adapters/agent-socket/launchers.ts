import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMAND_NODE_OPTIONS, SHELL_NODE_OPTIONS } from './node-options.ts'

/**
 * Writes `gc-token` and `gc-token.cmd`, which call `script` with the very Node that runs this: later steps
 * need none of their own.
 *
 * @returns the folder for PATH
 */
export function writeLaunchers(folder: string, execPath: string, script: string): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { mode: 0o700 })
  writeFileSync(join(bin, 'gc-token'), shellLauncher(execPath, script), { mode: 0o700 })
  writeFileSync(join(bin, 'gc-token.cmd'), commandLauncher(execPath, script), { mode: 0o700 })
  return bin
}

/** For every POSIX shell, Git Bash on Windows included. */
export function shellLauncher(execPath: string, script: string): string {
  return `#!/bin/sh\n${SHELL_NODE_OPTIONS}exec ${shellQuoted(execPath)} ${shellQuoted(script)} "$@"\n`
}

/** For cmd and PowerShell. */
export function commandLauncher(execPath: string, script: string): string {
  const [node, file] = [execPath, script].map((path) => `"${path.replaceAll('%', '%%')}"`)
  return `${COMMAND_NODE_OPTIONS}@${node ?? ''} ${file ?? ''} %*\r\n`
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
