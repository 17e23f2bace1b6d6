import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { startNetwork } from '../../simulator/network/network.ts'
import { createColourLines, plainLines } from '../../simulator/runner/console-lines.ts'
import { first } from './runner-fixture.ts'

interface Ending {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const folder = await mkdtemp(join(tmpdir(), 'runner-cli-'))
const CLI = resolve(import.meta.dirname, '../../simulator/cli.ts')

afterAll(() => rm(folder, { recursive: true }))

/** A machine without the credentials and the proxies that whoever runs the tests may have. */
function start(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ending> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment }
  return new Promise((done) => {
    execFile(process.execPath, [CLI, ...argv], { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

describe('when npm start runs the quick start', () => {
  it('shows the masked log, the requests, and that no token is left', async () => {
    const { code, stdout } = await start([])
    expect(stdout.split('\n')[0]).toBe(
      'Running examples/quick-start.yml against the bundled simulator of Genesys Cloud, as eu-central-1.',
    )
    expect(stdout).toContain('client-secret: ***')
    expect(stdout).toContain('Job quick-start: success')
    expect(stdout).toMatch(/POST +login +\/oauth\/token +200 Basic /)
    expect(stdout).toMatch(/DELETE +api +\/api\/v2\/tokens\/me +200 Bearer token-1/)
    expect(stdout).toContain('Tokens: 1 granted, none still alive.')
    expect(stdout).not.toContain('\u001b')
    expect(code).toBe(0)
  })

  it('needs no curl on the machine', async () => {
    const bare = await machineWith('bash', 'sh')
    const { code, stdout } = await start([], { PATH: bare })
    expect(stdout).toContain('(There is no curl on this machine; a small stand-in makes the request.)')
    expect(stdout).toContain('Octo Contact Center')
    expect(code).toBe(0)
  })
})

describe('when npm start runs another workflow', () => {
  it('exits with 1 if it failed', async () => {
    const file = join(folder, 'fails.yml')
    await writeFile(file, workflowWith('exit 3'))
    const { code, stdout } = await start(['fails.yml'], { INIT_CWD: folder })
    expect(stdout).toContain('##[error]Process completed with exit code 3.')
    expect(stdout).toContain('Job job: failure')
    expect(code).toBe(1)
  })

  it.each([
    ['a file that does not exist', ['none.yml'], {}, 'There is no file none.yml.'],
    ['an option', ['--help'], {}, 'Usage: npm start'],
    [
      'half of the credentials',
      [],
      { GENESYSCLOUD_REGION: 'eu-central-1' },
      'set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET as well',
    ],
  ])('exits with 2 for %s', async (_what, argv, environment, message) => {
    const { code, stderr } = await start(argv, environment)
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })
})

describe('when the environment names an organization', () => {
  it('runs against that one, through the proxy of this machine', async () => {
    const genesys = await startGenesysCloud()
    const network = await startNetwork({ genesys, folder })
    const client = first(genesys.clients())
    try {
      const { code, stdout } = await start([], {
        ...network.environment,
        GENESYSCLOUD_OAUTHCLIENT_ID: client.id,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: client.secret,
        GENESYSCLOUD_REGION: 'mec1.pure.cloud',
      })
      expect(stdout.split('\n')[0]).toContain('against your organization in mec1.pure.cloud.')
      expect(stdout).toContain('there is no list of its requests')
      expect(stdout).not.toContain(client.secret)
      expect(genesys.tokens().map(({ state }) => state)).toEqual(['revoked'])
      expect(code).toBe(0)
    } finally {
      await network.close()
      await genesys.close()
    }
  })
})

describe('when the user presses Ctrl+C', () => {
  it('cancels the run as GitHub would, and exits as interrupted', async () => {
    const file = join(folder, 'waits.yml')
    await writeFile(
      file,
      `${workflowWith('echo ready; exec sleep 60')}      - { if: always(), run: echo tidy }\n`,
    )
    const child = spawn(process.execPath, [CLI, file], { env: { PATH: process.env['PATH'] ?? '' } })
    let shown = ''
    child.stdout.on('data', (chunk: Buffer) => {
      const wasReady = /^ready$/m.test(shown)
      shown += chunk.toString()
      if (!wasReady && /^ready$/m.test(shown)) child.kill('SIGINT')
    })
    const code = await new Promise((done) => {
      child.once('close', done)
    })
    expect(shown).toContain('##[error]The operation was canceled.')
    expect(shown).toMatch(/^tidy$/m)
    expect(shown).toContain('Job job: cancelled')
    expect(code).toBe(130)
  })
})

describe('when a log is shown on a terminal', () => {
  it('heads groups in bold, indents them and colours problems', () => {
    const lines = ['##[group]Run x', 'with:', '##[endgroup]', '##[error]bad', 'fine'].map(createColourLines())
    expect(lines).toEqual([
      '\u001b[1mRun x\u001b[22m',
      '  with:',
      undefined,
      '\u001b[31mError: bad\u001b[39m',
      'fine',
    ])
  })

  it('is elsewhere as GitHub gives it for download, without colours', () => {
    expect(['##[group]Run x', '\u001b[36;1mx\u001b[0m'].map(plainLines)).toEqual(['##[group]Run x', 'x'])
  })
})

/** A PATH that leads to these programs only. */
async function machineWith(...names: readonly string[]): Promise<string> {
  const bin = await mkdtemp(join(folder, 'bin-'))
  for (const name of names) await symlink(await locate(name), join(bin, name))
  return bin
}

async function locate(name: string): Promise<string> {
  const candidates = (process.env['PATH'] ?? '').split(':').map((entry) => join(entry, name))
  const file = candidates.find((candidate) => existsSync(candidate))
  if (file === undefined) throw new Error(`The tests need ${name}.`)
  return realpath(file)
}

function workflowWith(run: string): string {
  return `on: push\njobs:\n  job:\n    steps:\n      - run: ${run}\n`
}
