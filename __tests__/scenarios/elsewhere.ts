import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { type GenesysCloud, startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { startNetwork } from '../../simulator/network/network.ts'
import { ROOT } from '../support/documents.ts'
import { manifestOf, type PackedPackage, packProject, startNpmRegistry } from '../support/npm-registry.ts'
import { CLIENT, exampleText } from './run-example.ts'

const { version } = manifestOf(ROOT)

/** Where GitHub has the project's files of a release. */
export const ARCHIVE = `https://github.com/org/gc-oauth-action/archive/refs/tags/v${version}.tar.gz`

/** How commands ended, and what they left. */
export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly workspace: string
}

/** A machine of another CI system, with a simulated Genesys Cloud whose tokens live for a few seconds. */
export interface Machine {
  readonly cloud: GenesysCloud
  readonly packed: PackedPackage
  /** Runs commands one after the other, each in a Bash of its own, as these systems do. */
  runAll(commands: readonly string[], variables: Readonly<Record<string, string>>): Promise<Ended>
  close(): Promise<void>
}

/**
 * A machine whose `npm` is the real one, but for what this machine cannot reach: the registry is one on loopback,
 * and the project's archive comes from here, as GitHub packs it. It refuses to run where the secret is.
 */
export async function startMachine(): Promise<Machine> {
  const folder = mkdtempSync(join(tmpdir(), 'elsewhere-'))
  packArchive(join(folder, 'archive.tar.gz'))
  const packed = packProject(ROOT, folder)
  const registry = await startNpmRegistry(ROOT, packed.tarball)
  writeCommands(folder, registry.url)
  const cloud = await startGenesysCloud({ clients: [{ ...CLIENT, tokenLifetimeSeconds: 5 }] })
  const network = await startNetwork({ genesys: cloud, folder })
  return {
    cloud,
    packed,
    runAll: (commands, variables) => runAll(folder, commands, { ...network.environment, ...variables }),
    close: async () => {
      await Promise.all([network.close(), cloud.close(), registry.close()])
      rmSync(folder, { recursive: true })
    },
  }
}

/** The buildspec of AWS CodeBuild: its commands in order, its variables, and where it has secrets from. */
export async function readBuildspec(): Promise<Buildspec> {
  const { env, phases } = parse(await exampleText('aws-codebuild/buildspec.yml')) as {
    env: { variables: Record<string, string>; 'secrets-manager': Record<string, string> }
    phases: Record<'install' | 'build', { commands: string[] }>
  }
  return {
    commands: [...phases.install.commands, ...phases.build.commands],
    variables: env.variables,
    secretsManager: env['secrets-manager'],
  }
}

interface Buildspec {
  readonly commands: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  /** `secret-id:json-key` for each variable. */
  readonly secretsManager: Readonly<Record<string, string>>
}

/** What the installation left of a run of scripts/export-queues.sh. */
export const exported = ({ workspace }: Ended): number =>
  readdirSync(workspace).filter((name) => name.startsWith('queues-')).length

function packArchive(archive: string): void {
  const left = ['.git', 'node_modules', 'build', 'coverage', 'reports'].map((name) => `--exclude=./${name}`)
  const renamed = `--transform=s,^\\.,gc-oauth-action-${version},`
  execFileSync('tar', ['-czf', archive, ...left, renamed, '.'], { cwd: ROOT })
}

function writeCommands(folder: string, registry: string): void {
  mkdirSync(join(folder, 'commands'))
  const standIn = (command: string): string => `#!/bin/bash
test -z "\${GENESYSCLOUD_OAUTHCLIENT_SECRET:-}" || test ${command} = npx || exit 9
export PATH='${process.env['PATH'] ?? ''}' npm_config_prefix='${folder}/machine' npm_config_cache='${folder}/cache'
export npm_config_registry='${registry}' npm_config_audit=false npm_config_fund=false npm_config_loglevel=error
export npm_config_noproxy=127.0.0.1
asked='${ARCHIVE}' here='${folder}/archive.tar.gz'
exec ${command} "\${@/#$asked/$here}"${command === 'npm' ? ' >/dev/null' : ''}
`
  for (const command of ['npm', 'npx']) {
    writeFileSync(join(folder, 'commands', command), standIn(command), { mode: 0o755 })
  }
}

async function runAll(
  folder: string,
  commands: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Ended> {
  rmSync(join(folder, 'machine'), { recursive: true, force: true })
  const workspace = mkdtempSync(join(folder, 'workspace-'))
  mkdirSync(join(workspace, 'scripts'))
  writeFileSync(join(workspace, 'scripts', 'export-queues.sh'), await exampleText('scripts/export-queues.sh'))
  const path = [
    join(folder, 'commands'),
    join(folder, 'machine', 'bin'),
    dirname(process.execPath),
    '/usr/local/bin',
    '/usr/bin',
    '/bin',
  ]
  const environment = { ...variables, PATH: path.join(delimiter), HOME: workspace }
  let output = ''
  for (const command of commands) {
    const child = spawn('bash', ['-c', command], {
      cwd: workspace,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    if (code !== 0) return { code, output, workspace }
  }
  return { code: 0, output, workspace }
}
