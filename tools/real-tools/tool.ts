import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** A program that nobody here wrote, and how a test gets it: its version and the hashes of its files are pinned. */
export interface RealTool {
  readonly name: string
  /** What has to be on the machine, and the arguments with which it tells its version. */
  readonly needs: readonly [command: string, ...versionArguments: string[]]
  /** The file that pins version and hashes; a tool is installed anew when it changes. */
  readonly pins: string
  /** Installs into a folder that is there and empty; throws if that fails. */
  readonly install: (folder: string) => void
}

const PLACE = import.meta.dirname
/** No installation of a tool takes longer, on a slow line either. */
const INSTALL_TIMEOUT_MS = 600_000

/** A tool that `go install` builds; go.sum holds the hashes of all modules. Its program is in `bin`. */
export function goTool(name: string): RealTool {
  return {
    name,
    needs: ['go', 'version'],
    pins: join(PLACE, 'go', 'go.sum'),
    install: (folder) => {
      // Of the arguments' own, nothing may change what is built.
      const environment = { ...process.env, GOFLAGS: '-mod=readonly', GOBIN: join(folder, 'bin') }
      run('go', ['install', 'tool'], { cwd: join(PLACE, 'go'), env: environment })
    },
  }
}

/** A tool that pip installs into an environment of its own, from `python/<name>.txt`. Its program is in `bin`. */
export function pythonTool(name: string): RealTool {
  const pins = join(PLACE, 'python', `${name}.txt`)
  return {
    name,
    needs: ['python3', '--version'],
    pins,
    install: (folder) => {
      run('python3', ['-m', 'venv', folder])
      const python = join(folder, 'bin', 'python')
      const quiet = ['--quiet', '--disable-pip-version-check', '--no-input']
      run(python, ['-m', 'pip', 'install', ...quiet, '--require-hashes', '--requirement', pins])
    },
  }
}

/** Where a tool is once it is installed: outside the tree, in a folder of its own for each set of pins. */
export function folderOf(tool: RealTool): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? ''
  const pins = createHash('sha256').update(readFileSync(tool.pins)).digest('hex').slice(0, 12)
  return join(cache === '' ? join(homedir(), '.cache') : cache, 'gc-oauth-action', `${tool.name}-${pins}`)
}

/** Installs a tool unless it is there; an installation that broke off begins again. */
export function ensureInstalled(tool: RealTool): string {
  const folder = folderOf(tool)
  const complete = join(folder, '.complete')
  if (existsSync(complete)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  tool.install(folder)
  writeFileSync(complete, '')
  return folder
}

/** Why a tool cannot be had on this machine; undefined if it can. */
export function lackOf({ needs: [command, ...args] }: RealTool): string | undefined {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return undefined
  } catch {
    return `${command} is not on this machine`
  }
}

function run(command: string, args: readonly string[], options: object = {}): void {
  execFileSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: INSTALL_TIMEOUT_MS,
    ...options,
  })
}
