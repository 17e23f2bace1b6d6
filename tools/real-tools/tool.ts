import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

/** A program of others, and how a test gets it: its version and the hashes of its files are pinned. */
export interface RealTool {
  readonly name: string
  /** What has to be on the machine, and the arguments with which it tells its version. */
  readonly needs: readonly [command: string, ...versionArguments: string[]]
  /** The file that pins version and hashes; a tool is installed anew when it changes. */
  readonly pins: string
  /** Installs into a folder that is there and empty; rejects if that fails. */
  readonly install: (folder: string) => Promise<void>
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
    install: async (folder) => {
      // Of the arguments' own, nothing may change what is built.
      const environment = { ...process.env, GOFLAGS: '-mod=readonly', GOBIN: join(folder, 'bin') }
      await run('go', ['install', 'tool'], { cwd: join(PLACE, 'go'), env: environment })
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
    install: async (folder) => {
      await run('python3', ['-m', 'venv', folder])
      const python = join(folder, 'bin', 'python')
      const quiet = ['--quiet', '--disable-pip-version-check', '--no-input']
      await run(python, ['-m', 'pip', 'install', ...quiet, '--require-hashes', '--requirement', pins])
    },
  }
}

/**
 * A library that Maven brings, with what it needs, from `java/<name>.xml`; its archives are in `jars`, and have to be
 * those of `java/<name>.sha256`. Maven alone would take whatever its repository gives for a version.
 */
export function javaTool(name: string): RealTool {
  const pins = join(PLACE, 'java', `${name}.sha256`)
  return {
    name,
    needs: ['mvn', '--version'],
    pins,
    install: async (folder) => {
      const jars = join(folder, 'jars')
      const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'
      const project = ['--file', join(PLACE, 'java', `${name}.xml`), `-DoutputDirectory=${jars}`]
      await run('mvn', ['--batch-mode', '--quiet', '--strict-checksums', ...project, copy])
      const found = readdirSync(jars)
        .sort()
        .map((file) => `${sha256(join(jars, file))}  ${basename(file)}\n`)
      if (found.join('') !== readFileSync(pins, 'utf8')) {
        throw new Error(`Maven brought other archives than ${pins} names.`)
      }
    },
  }
}

/** Where a tool is once it is installed: outside the tree, in a folder of its own for each set of pins. */
export function folderOf(tool: RealTool): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? ''
  const pins = sha256(tool.pins).slice(0, 12)
  return join(cache === '' ? join(homedir(), '.cache') : cache, 'gc-oauth-action', `${tool.name}-${pins}`)
}

/** Installs a tool unless it is there; an installation that broke off begins again. */
export async function ensureInstalled(tool: RealTool): Promise<void> {
  const folder = folderOf(tool)
  const complete = join(folder, '.complete')
  if (existsSync(complete)) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await tool.install(folder)
  writeFileSync(complete, '')
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

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** What the command says is in the error if it fails. */
async function run(command: string, args: readonly string[], options: object = {}): Promise<void> {
  await promisify(execFile)(command, args, { timeout: INSTALL_TIMEOUT_MS, ...options })
}
