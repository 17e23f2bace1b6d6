import { writeFile } from 'node:fs/promises'

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
