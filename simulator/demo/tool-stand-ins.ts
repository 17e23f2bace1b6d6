import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const CURL = join(import.meta.dirname, 'curl-stand-in.ts')

/** Writes what GitHub's machines have and a bare one may not; belongs at the end of PATH: real programs come first. */
export async function writeToolStandIns(folder: string, nodeExecutable: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  // NODE_USE_ENV_PROXY: unlike curl, fetch looks at HTTPS_PROXY only when told to.
  await writeLauncher(join(folder, 'curl'), [nodeExecutable, CURL], { NODE_USE_ENV_PROXY: '1' })
  await writeLauncher(join(folder, 'python'), ['python3'])
  return folder
}

/**
 * Writes a command that starts a program and passes its own arguments on. Not by `#!program`: such a line ends at
 * the first space of the path, and has a limit on its length.
 */
export async function writeLauncher(
  file: string,
  program: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const words = [
    ...Object.entries(environment).map(([name, value]) => `${name}=${shellQuoted(value)}`),
    'exec',
    ...program.map(shellQuoted),
  ]
  await writeFile(file, `#!/bin/sh\n${words.join(' ')} "$@"\n`, { mode: 0o755 })
}

/** One word for a POSIX shell, whatever the text holds. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
