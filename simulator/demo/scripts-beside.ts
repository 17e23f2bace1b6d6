import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What a checkout brings: of a repository that holds the workflow, the scripts that its steps start. */
export function readScriptsBeside(workflow: string): Readonly<Record<string, string>> {
  const folder = join(dirname(workflow), 'scripts')
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return {}
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      return [join('scripts', relative(folder, file)), readFileSync(file, 'utf8')]
    }),
  )
}
