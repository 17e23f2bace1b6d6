import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'

/** One start of a stand-in. */
export interface Call {
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** Puts stand-ins for commands into `folder`, and gives the PATH on which they stand first. */
export async function writeStandIns(
  folder: string,
  bodies: Readonly<Record<string, string>>,
): Promise<string> {
  const commands = join(folder, 'commands')
  await Promise.all([commands, join(folder, 'calls')].map((path) => mkdir(path)))
  for (const [command, body] of Object.entries(bodies)) {
    const script = standIn(command, join(folder, 'calls'), body)
    await writeFile(join(commands, command), script, { mode: 0o755 })
  }
  return [commands, ...machinePath()].join(delimiter)
}

/** Bash text that becomes the command which would have been found without a stand-in. */
export function realCommand(command: string): string {
  return `PATH='${machinePath().join(delimiter)}' exec ${command} "$@"`
}

/** Every start of a stand-in of `folder`, in order. */
export async function readCalls(folder: string): Promise<readonly Call[]> {
  const names = (await readdir(join(folder, 'calls'))).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, 'calls', name), 'utf8')))
  return texts.map((text) => JSON.parse(text) as Call)
}

/** Where programs are, apart from the ones that belong to this project. */
function machinePath(): readonly string[] {
  const inherited = (process.env['PATH'] ?? '').split(delimiter)
  return [dirname(process.execPath), ...inherited.filter((entry) => !entry.includes('node_modules'))]
}

/** Notes what it was given, then runs its Bash text with the same arguments and environment. */
function standIn(command: string, calls: string, body: string): string {
  return `#!${process.execPath}
const { spawnSync } = require('node:child_process')
const { writeFileSync } = require('node:fs')
const call = {
  command: ${JSON.stringify(command)},
  arguments: process.argv.slice(2),
  environment: process.env,
}
const name = process.hrtime.bigint().toString().padStart(20, '0') + '-' + process.pid + '.json'
writeFileSync(${JSON.stringify(calls)} + '/' + name, JSON.stringify(call))
const body = ${JSON.stringify(`set -euo pipefail\n${body}`)}
process.exit(spawnSync('bash', ['-c', body, call.command, ...call.arguments], { stdio: 'inherit' }).status ?? 1)
`
}
