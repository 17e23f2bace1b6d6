import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { createConsoleLines } from '../../simulator/demo/console.ts'
import { startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { startNetwork } from '../../simulator/network/network.ts'
import { first } from './runner-fixture.ts'

interface Ending {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const folder = await mkdtemp(join(tmpdir(), 'demo-cli-'))
const CLI = resolve(import.meta.dirname, '../../simulator/demo/cli.ts')

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
    expect(stdout).toContain('Tokens: 1 issued, none still valid.')
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

describe('when npm start runs an example', () => {
  // As the README says. jq is on GitHub's machines, but need not be on this one.
  it.each(['curl', 'environments', 'gateway', 'proxy', 'several-organizations'])(
    'has all that %s needs',
    async (name) => {
      const tools = await machineWith()
      await writeFile(join(tools, 'jq'), '#!/bin/sh\nexec grep -o \'"name":"[^"]*"\'\n', { mode: 0o755 })
      const PATH = `${tools}:${process.env['PATH'] ?? ''}`
      const { code, stdout, stderr } = await start([`examples/${name}.yml`], { PATH })
      expect(stderr).toBe('')
      expect(stdout).toMatch(/Tokens: [12] issued, none still valid\.\n$/)
      expect(code).toBe(0)
    },
  )

  it('shares one token among the jobs of a matrix', async () => {
    const { code, stdout, stderr } = await start(['examples/matrix.yml'])
    expect(stderr).toBe('')
    expect(stdout.match(/This job's token was granted\./g)).toHaveLength(1)
    expect(stdout.match(/This job's token was shared\./g)).toHaveLength(3)
    expect(stdout).not.toContain('Warning: ')
    expect(stdout).toMatch(/Tokens: 1 issued, none still valid\.\n$/)
    expect(code).toBe(0)
  })

  it('shows the summaries of its jobs at the end', async () => {
    const { stdout } = await start(['examples/environments.yml'])
    expect(stdout).toMatch(
      /Job production: success\n\nSummary of job test:\n\n### [^]*Octo Test[^]*Revoked\./,
    )
    expect(stdout.match(/\| CI pipeline role \\\(Home\\\) \|/g)).toHaveLength(2)
    expect(stdout).toMatch(/Summary of job production:\n\n### [^]*Octo Contact Center/)
  })

  it('says what is missing before anything runs', async () => {
    const { code, stdout, stderr } = await start(['examples/aws-secrets-manager.yml'])
    expect(stderr).toBe(
      'examples/aws-secrets-manager.yml needs the action aws-actions/configure-aws-credentials and the variables' +
        ' AWS_REGION, AWS_ROLE_ARN and AWS_SECRET_ID, which npm start does not have. The tests run it with' +
        ' stand-ins: npm test -- examples.\n',
    )
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it('says why a job was skipped', async () => {
    const { code, stdout } = await start(['examples/terraform.yml'])
    expect(stdout).toContain('Job terraform: skipped (its "if:" is false for this event, pull_request)\n')
    expect(code).toBe(1)
  })

  it('says of a failure that more than Genesys Cloud was needed', async () => {
    const { code, stdout } = await start(['examples/sdk-node.yml'])
    expect(stdout).toMatch(/The tests run this example with stand-ins: npm test -- examples\.\n$/)
    expect(code).toBe(1)
  })
})

describe('when npm start runs another workflow', () => {
  it('has the values that were given with it', async () => {
    const file = join(folder, 'values.yml')
    await writeFile(
      file,
      `${workflowWith('echo "$V and $S"')}        env: { V: '\${{ vars.V }}', S: '\${{ secrets.S }}' }\n`,
    )
    const without = await start([file])
    expect(without.stderr).toContain('needs the variable V and the secret S, which npm start does not have.')
    expect(without.stderr).toContain(
      'Values can be given with --var NAME=VALUE and --secret NAME=VALUE; GitHub gives an empty one',
    )
    expect(without.code).toBe(2)
    const { code, stdout } = await start([file, '--var', 'V=a=b', '--secret', 's=hidden'])
    expect(stdout).toContain('a=b and ***\n')
    expect(code).toBe(0)
  })

  it('takes the action of every owner for this checkout', async () => {
    const file = join(folder, 'acme.yml')
    await writeFile(file, ACME)
    const { code, stdout, stderr } = await start([file])
    expect(stderr).toBe('')
    expect(stdout).toContain('Run acme/gc-oauth-action@v1\n')
    expect(stdout).toContain('Tokens: 1 issued, none still valid.')
    expect(code).toBe(0)
  })

  it('shows a run without secrets, if told so', async () => {
    const { code, stdout } = await start([
      'examples/pull-requests.yml',
      '--secret',
      'GENESYSCLOUD_OAUTHCLIENT_SECRET=',
    ])
    expect(stdout).toContain('client-secret is empty.')
    expect(stdout).toContain('Genesys Cloud saw no requests.')
    expect(code).toBe(1)
  })

  it('exits with 1 if it failed', async () => {
    const file = join(folder, 'fails.yml')
    await writeFile(file, workflowWith('exit 3'))
    const { code, stdout } = await start(['fails.yml'], { INIT_CWD: folder })
    expect(stdout).toContain('Error: Process completed with exit code 3.')
    expect(stdout).toContain('Job job: failure')
    expect(code).toBe(1)
  })

  it.each([
    ['a file that does not exist', ['none.yml'], {}, 'There is no file none.yml.'],
    ['a folder', ['examples'], {}, 'examples is a folder: name a workflow file in it.'],
    ['an unknown option', ['--hepl'], {}, 'npm start -- --help says more.'],
    ['two workflows', ['examples/curl.yml', 'examples/proxy.yml'], {}, 'One workflow at a time.\n'],
    [
      'a value that npm has taken the option of',
      ['examples/curl.yml', 'A=b'],
      {},
      'One workflow at a time. Is `--` missing after `npm start`?',
    ],
    [
      'a failure that npm has taken the option of',
      ['idle'],
      {},
      'There is no file idle. Is `--` missing after `npm start`?',
    ],
    ['a variable without a value', ['--var', 'NAME'], {}, '--var takes NAME=VALUE.'],
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

describe('when npm start is asked for help', () => {
  it('explains itself, and runs nothing', async () => {
    const { code, stdout } = await start(['--help'])
    expect(stdout).toMatch(/^Usage: npm start/)
    const words = stdout.replaceAll(/\s+/g, ' ')
    expect(words).toContain('not noticed here, unless with --fail wrong-region)')
    expect(words).toContain('not simulated here, unless with --fail rate-limited.')
    expect(words).toContain('refuses every other host to programs that obey HTTPS_PROXY.')
    expect(stdout.split('\n').filter((line) => line.length > 115)).toEqual([])
    expect(code).toBe(0)
  })
})

describe('when the environment names an organization', () => {
  it('warns of what a workflow other than the quick start may do', async () => {
    const file = join(folder, 'harmless.yml')
    await writeFile(file, workflowWith('true'))
    const { code, stderr } = await start([file], {
      GENESYSCLOUD_OAUTHCLIENT_ID: 'id',
      GENESYSCLOUD_OAUTHCLIENT_SECRET: 'a secret',
      GENESYSCLOUD_REGION: 'eu-central-1',
    })
    expect(stderr).toMatch(/^Warning: [^\n]+\n\n$/)
    expect(code).toBe(0)
  })

  it('runs against that one, through the proxy of this machine', async () => {
    const genesys = await startGenesysCloud()
    const network = await startNetwork({ genesys, folder })
    const client = first(genesys.clients())
    try {
      const { code, stdout, stderr } = await start([], {
        ...network.environment,
        GENESYSCLOUD_OAUTHCLIENT_ID: client.id,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: client.secret,
        GENESYSCLOUD_REGION: 'mec1.pure.cloud',
      })
      expect(stdout.split('\n')[0]).toContain('against your organization in mec1.pure.cloud.')
      expect(stdout).toContain('there is no list of its requests')
      expect(stderr).toBe('')
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
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stdout.on('data', (chunk: Buffer) => {
      const wasReady = /^ready$/m.test(shown)
      shown += chunk.toString()
      if (!wasReady && /^ready$/m.test(shown)) child.kill('SIGINT')
    })
    const code = await new Promise((done) => {
      child.once('close', done)
    })
    expect(said).toBe('Cancelling the run: steps with `if: always()` go on. Once more to leave at once.\n')
    expect(shown).toContain('Error: The operation was canceled.')
    expect(shown).toMatch(/^tidy$/m)
    expect(shown).toContain('Job job: cancelled')
    expect(code).toBe(130)
  })
})

describe('when a log is shown on a console', () => {
  const log = ['##[group]Run x', '\u001b[36;1mx\u001b[0m', '##[endgroup]', '##[error]bad', 'fine']

  it('heads groups in bold, indents them and colours problems on a terminal', () => {
    expect(log.map(createConsoleLines(true))).toEqual([
      '\u001b[1mRun x\u001b[22m',
      '  \u001b[36;1mx\u001b[0m',
      undefined,
      '\u001b[31mError: bad\u001b[39m',
      'fine',
    ])
  })

  it('is the same without colours elsewhere', () => {
    expect(log.map(createConsoleLines(false))).toEqual(['Run x', '  x', undefined, 'Error: bad', 'fine'])
  })
})

const ACME = `
on: push
jobs:
  job:
    steps:
      - uses: acme/gc-oauth-action@v1
        with: &client
          client-id: \${{ vars.GENESYSCLOUD_OAUTHCLIENT_ID }}
          client-secret: \${{ secrets.GENESYSCLOUD_OAUTHCLIENT_SECRET }}
          region: \${{ vars.GENESYSCLOUD_REGION }}
      - uses: acme/gc-oauth-action/revoke@main
        with: *client
`

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
