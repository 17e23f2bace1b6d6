import { execFile } from 'node:child_process'
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { findCommand } from '../runner/shells.ts'
import { type ActionHandler, type RunOptions } from '../runner/types.ts'

/** What prepares a machine of GitHub's, and the program without which nothing is prepared here. */
const TOOLS = {
  'actions/setup-dotnet': 'dotnet',
  'actions/setup-node': 'node',
  'actions/setup-python': 'python3',
  'hashicorp/setup-terraform': 'terraform',
}

/** The stand-ins of `npm start` for well-known actions; checkout brings what belongs to the workflow file. */
export function actionsFor(workflow: string): NonNullable<RunOptions['actions']> {
  const tools = Object.entries(TOOLS).map(([action, tool]) => [action, lookFor(tool)] as const)
  const folder = dirname(workflow)
  const root = dirname(dirname(folder))
  const isInRepository = relative(root, folder) === join('.github', 'workflows')
  const checkout = isInRepository ? checkOut(root, '.') : checkOut(folder, 'scripts')
  return { ...Object.fromEntries(tools), 'actions/checkout': checkout }
}

/** Installs nothing: a machine of the user's own has the version that it has. */
function lookFor(tool: string): ActionHandler {
  return async ({ environment, say }) => {
    const file = await findCommand(tool, environment['PATH'] ?? '')
    say(`Nothing is installed here; this machine has ${file}.`)
  }
}

function checkOut(root: string, below: string): ActionHandler {
  return async ({ inputs, environment, workspace }) => {
    const { repository = '', path = '' } = inputs
    if (repository !== '' && repository !== environment['GITHUB_REPOSITORY']) {
      throw new Error(`There is no ${repository} here, only the repository of the workflow.`)
    }
    for (const file of await filesOf(root, below)) {
      await cp(join(root, file), join(workspace, path, file), { verbatimSymlinks: true })
    }
  }
}

/** What git has or would take; everything where there is no git. */
async function filesOf(root: string, below: string): Promise<readonly string[]> {
  if (!existsSync(join(root, below))) return []
  const argv = ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', below]
  const listed = await promisify(execFile)('git', argv, { maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout }) => stdout.split('\0').filter((file) => file !== ''),
    () =>
      readdirSync(join(root, below), { recursive: true, encoding: 'utf8' }).map((file) => join(below, file)),
  )
  return listed.filter((file) => {
    const stats = lstatSync(join(root, file), { throwIfNoEntry: false })
    return stats?.isFile() === true || stats?.isSymbolicLink() === true
  })
}
