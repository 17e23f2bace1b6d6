import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export interface ShellCommand {
  readonly name: string
  /** With `{0}` in place of the script's path. */
  readonly template: string
  readonly extension: string
}

const TEMPLATES: Readonly<Record<string, string>> = {
  bash: '--noprofile --norc -e -o pipefail {0}',
  sh: '-e {0}',
  python: '{0}',
}
const EXTENSIONS: Readonly<Record<string, string>> = { bash: '.sh', sh: '.sh', python: '.py' }

/** The command behind a step's `shell`. Without one it is bash, but with the arguments of sh. */
export function chooseShell(shell: string): ShellCommand {
  if (shell === '') return { name: 'bash', template: '-e {0}', extension: '.sh' }
  const space = shell.indexOf(' ')
  const name = space < 0 ? shell : shell.slice(0, space)
  const given = space < 0 ? '' : shell.slice(space + 1).trimStart()
  const template = given === '' ? (TEMPLATES[name] ?? '') : given
  if (!template.includes('{0}')) {
    throw new Error(
      "Invalid shell option. Shell must be a valid built-in (bash, sh, cmd, powershell, pwsh) or a format string containing '{0}'",
    )
  }
  return { name, template, extension: EXTENSIONS[name] ?? '' }
}

/** The arguments as a process gets them: split at spaces, double quotes hold together and go. */
export function shellArguments(template: string, script: string): readonly string[] {
  const filled = template.replaceAll('{0}', script)
  const words = filled.match(/(?:[^\s"]|"[^"]*")+/g) ?? []
  return words.map((word) => word.replaceAll('"', ''))
}

/** A step that names no shell gets sh where there is no bash. */
export async function findShell(asked: string, name: string, path: string): Promise<string> {
  if (asked !== '') return findCommand(name, path)
  return findCommand(name, path).catch(() => findCommand('sh', path))
}

/** Finds a command in a PATH, or says so in the runner's words. */
export async function findCommand(name: string, path: string): Promise<string> {
  if (name.includes('/')) return name
  for (const folder of path.split(delimiter).filter((entry) => entry !== '')) {
    const candidate = join(folder, name)
    try {
      await access(candidate, constants.X_OK)
      return candidate
    } catch {
      continue
    }
  }
  throw new Error(
    `${name}: command not found. Make sure '${name}' is installed and its location included in the 'PATH' environment variable.`,
  )
}
