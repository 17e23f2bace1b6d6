import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { startNetwork, type Network } from '../../simulator/network/network.ts'
import { blocksOf, ROOT, readText } from '../support/documents.ts'
import {
  manifestOf,
  type NpmRegistry,
  packProject,
  type PackedPackage,
  startNpmRegistry,
} from '../support/npm-registry.ts'
import { CLIENT, exampleText } from './run-example.ts'

const { name, version } = manifestOf(ROOT)
const ARCHIVE = `https://github.com/org/gc-oauth-action/archive/refs/tags/v${version}.tar.gz`

interface Ended {
  readonly code: number | null
  readonly output: string
}

let folder: string
let cloud: GenesysCloud
let network: Network
let packed: PackedPackage
let registry: NpmRegistry

/**
 * A machine whose `npm` is the real one, but for what this machine cannot reach: the registry is one on loopback,
 * and the project's archive comes from here, as GitHub packs it. It refuses to run where the secret is.
 */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'elsewhere-'))
  const archive = join(folder, 'archive.tar.gz')
  const left = ['.git', 'node_modules', 'build', 'coverage', 'reports'].map((name) => `--exclude=./${name}`)
  const renamed = `--transform=s,^\\.,gc-oauth-action-${version},`
  execFileSync('tar', ['-czf', archive, ...left, renamed, '.'], { cwd: ROOT })
  packed = packProject(ROOT, folder)
  registry = await startNpmRegistry(ROOT, packed.tarball)
  mkdirSync(join(folder, 'commands'))
  const standIn = (command: string): string => `#!/bin/bash
test -z "\${GENESYSCLOUD_OAUTHCLIENT_SECRET:-}" || test ${command} = npx || exit 9
export PATH='${process.env['PATH'] ?? ''}' npm_config_prefix='${folder}/machine' npm_config_cache='${folder}/cache'
export npm_config_registry='${registry.url}' npm_config_audit=false npm_config_fund=false npm_config_loglevel=error
export npm_config_noproxy=127.0.0.1
asked='${ARCHIVE}' here='${archive}'
exec ${command} "\${@/#$asked/$here}"${command === 'npm' ? ' >/dev/null' : ''}
`
  for (const command of ['npm', 'npx']) {
    writeFileSync(join(folder, 'commands', command), standIn(command), { mode: 0o755 })
  }
  cloud = await startGenesysCloud({ clients: [{ ...CLIENT, tokenLifetimeSeconds: 5 }] })
  network = await startNetwork({ genesys: cloud, folder })
})

afterAll(async () => {
  await Promise.all([network.close(), cloud.close(), registry.close()])
  rmSync(folder, { recursive: true })
})

/** Runs commands one after the other, each in a Bash of its own, as these systems do. */
async function runAll(
  commands: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Ended & { readonly workspace: string }> {
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
  const environment = { ...network.environment, ...variables, PATH: path.join(delimiter), HOME: workspace }
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

const SECRETS = {
  'genesys-cloud/pipeline:client-id': CLIENT.id,
  'genesys-cloud/pipeline:client-secret': CLIENT.secret,
}

const CREDENTIALS = {
  GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
  GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
}

function expectExport({ code, output, workspace }: Awaited<ReturnType<typeof runAll>>): void {
  expect(output).toBe('')
  expect(code).toBe(0)
  expect(readdirSync(workspace).filter((name) => name.startsWith('queues-'))).toHaveLength(3)
  expect(cloud.liveTokens()).toEqual([])
}

describe('when npm packs the project', () => {
  it('packs what gc-token needs, and nothing else', () => {
    const others = packed.files.filter((path) => !/^dist\/gc-token\/[\w.-]+$/.test(path))
    expect(others).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist/package.json', 'package.json'])
    expect(packed.files).toContain('dist/gc-token/index.js')
  })

  it('lets gc-token run without an installation, in an empty folder', async () => {
    const variables = { ...CREDENTIALS, GENESYSCLOUD_REGION: 'eu-central-1', npm_config_yes: 'true' }
    const told = await runAll([`npx ${name}@${version} --version`], variables)
    expect(told).toMatchObject({ code: 0, output: `${version}\n` })
    const before = cloud.tokens().length
    const ended = await runAll([`npx ${name}@${version} exec -- sh -c "gc-token status >&2"`], variables)
    expect(ended.output).toContain('tokens of its own: 1')
    expect(ended.code).toBe(0)
    expect(cloud.tokens().length).toBe(before + 1)
    expect(cloud.liveTokens()).toEqual([])
  })
})

describe('when the package is not on npm', () => {
  it('installs the archive of the repository as docs/other-ci.md says', async () => {
    const page = { path: 'docs/other-ci.md', text: readText('docs/other-ci.md') }
    const installs = blocksOf(page).filter(({ text }) => text.startsWith('npm install'))
    expect(installs.map(({ text }) => text.includes(ARCHIVE))).toEqual([false, true])
    const variables = { GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id, GENESYSCLOUD_REGION: 'eu-central-1' }
    for (const { text } of installs) {
      const ended = await runAll([text, 'gc-token --version'], variables)
      expect(ended).toMatchObject({ code: 0, output: `${version}\n` })
    }
  })
})

describe('when the project is installed on another CI system', () => {
  it("runs the buildspec of AWS CodeBuild, with credentials as CodeBuild's secrets-manager mapping gives them", async () => {
    const spec = parse(await exampleText('aws-codebuild/buildspec.yml')) as {
      env: { variables: Record<string, string>; 'secrets-manager': Record<string, keyof typeof SECRETS> }
      phases: Record<'install' | 'build', { commands: string[] }>
    }
    const secrets = Object.entries(spec.env['secrets-manager']).map(([name, key]) => [name, SECRETS[key]])
    const variables = { ...spec.env.variables, ...(Object.fromEntries(secrets) as Record<string, string>) }
    const commands = [...spec.phases.install.commands, ...spec.phases.build.commands]
    // Longer than a token lives.
    expectExport(await runAll(commands, { ...variables, PAUSE_SECONDS: '2' }))
    expect(cloud.tokens().length).toBeGreaterThanOrEqual(2)
  })

  it('runs the job of GitLab', async () => {
    const file = parse(await exampleText('gitlab-ci.yml')) as Record<
      'export-queues',
      { variables: Record<string, string>; before_script: string[]; script: string[] }
    >
    const { variables, before_script: before, script } = file['export-queues']
    expectExport(await runAll([...before, ...script], { ...CREDENTIALS, ...variables }))
  })

  it('runs the steps of the Jenkinsfile, credentials being bound around the second only', async () => {
    const text = await exampleText('jenkins/Jenkinsfile')
    const commands = [...text.matchAll(/\bsh '(.*)'/g)].map(([, command = '']) => command)
    const region = /GENESYSCLOUD_REGION = '(.*)'/.exec(text)?.[1] ?? ''
    const [install = '', exporting = ''] = commands
    const bound = `${Object.keys(CREDENTIALS)
      .map((name) => `export ${name}="$BOUND_${name}"`)
      .join('\n')}\n${exporting}`
    const variables = Object.fromEntries(
      Object.entries(CREDENTIALS).map(([name, value]) => [`BOUND_${name}`, value]),
    )
    expectExport(await runAll([install, bound], { ...variables, GENESYSCLOUD_REGION: region }))
  })

  it('runs what the page for a terminal says', async () => {
    const page = await exampleText('terminal.md')
    const commands = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, command = '']) => command.trim())
    const [install = '', request = '', exporting = ''] = commands
    const variables = { ...CREDENTIALS, GENESYSCLOUD_REGION: 'eu-central-1' }
    const { code, output } = await runAll(
      [`env -u GENESYSCLOUD_OAUTHCLIENT_SECRET ${install}`, request],
      variables,
    )
    expect(code).toBe(0)
    expect(output).toContain('"name":"Octo Test"')
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expectExport(await runAll([`env -u GENESYSCLOUD_OAUTHCLIENT_SECRET ${install}`, exporting], variables))
  })
})
