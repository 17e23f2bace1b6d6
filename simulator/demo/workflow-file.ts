import { statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { WorkflowError } from '../runner/values.ts'
import { hintAtDashes } from './arguments.ts'

/** This clone. */
export const ROOT = resolve(import.meta.dirname, '..', '..')

const DEFAULT_WORKFLOW = 'examples/quick-start.yml'

/** The file of the workflow that was asked for, or the default. */
export function findWorkflow(name = DEFAULT_WORKFLOW): string {
  // npm changes into the package's folder and leaves the user's own in INIT_CWD.
  const candidates = [resolve(process.env['INIT_CWD'] ?? process.cwd(), name), resolve(ROOT, name)]
  const found = candidates.flatMap((path) => {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined ? [] : [{ path, isFile: stats.isFile() }]
  })
  const file = found.find(({ isFile }) => isFile)
  if (file !== undefined) return file.path
  throw new WorkflowError(
    found.length > 0
      ? `${name} is a folder: name a workflow file in it.`
      : `There is no file ${name}.${hintAtDashes([name])}`,
  )
}

/** As a reader of this clone knows it. */
export function shownName(file: string): string {
  return relative(ROOT, file)
}

/** The tests have stand-ins for what these need. */
export function isExample(file: string): boolean {
  return dirname(file) === join(ROOT, 'examples')
}

/** This one changes nothing in an organization. */
export function isDefault(file: string): boolean {
  return file === join(ROOT, DEFAULT_WORKFLOW)
}
