import { mkdir, readdir, readFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { shellQuoted, writeLauncher } from '../../simulator/demo/tool-stand-ins.ts'

/** Notes what it was given, then runs its Bash text with the same arguments and environment. */
const PROGRAM = join(import.meta.dirname, 'stand-in.fixture.ts')

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
    const program = [process.execPath, PROGRAM, join(folder, 'calls'), command, body]
    await writeLauncher(join(commands, command), program)
  }
  return [commands, ...machinePath()].join(delimiter)
}

/** Bash text that becomes the command which would have been found without a stand-in. */
export function realCommand(command: string): string {
  return `PATH=${shellQuoted(machinePath().join(delimiter))} exec ${command} "$@"`
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
