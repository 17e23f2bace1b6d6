import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { describeFailures, describeJob } from '../../simulator/demo/describe-failures.ts'
import { FAILURES } from '../../simulator/demo/failures.ts'
import { blocksOf, readText, sectionOf } from '../support/documents.ts'
import { first } from './runner-fixture.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PATH = process.env['PATH'] ?? ''

async function start(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const script = join(ROOT, 'simulator/demo/cli.ts')
  const run = promisify(execFile)(process.execPath, [script, ...argv], { env: { PATH, ...environment } })
  return run.then(
    ({ stdout }) => `code 0\n${stdout}`,
    (error: { code: number; stdout: string; stderr: string }) =>
      `code ${error.code}\n${error.stdout}${error.stderr}`,
  )
}

describe('when npm start makes something go wrong', () => {
  it.each([
    ['invalid-client', 'invalid_client: authentication failed', 'Get a Genesys Cloud token'],
    ['rate-limited', 'rate limit exceeded', 'Get a Genesys Cloud token'],
    ['missing-role', 'missing.permissions', 'Call the API'],
    ['idle', '401 Bearer token-1', 'Call the API'],
    ['outage', 'HTTP 503', 'Get a Genesys Cloud token'],
    ['wrong-region', 'a region other than us-east-1', 'Get a Genesys Cloud token'],
  ])('shows %s on the quick start, and names the step that failed', async (failure, text, step) => {
    const shown = await start(['--fail', failure])
    expect(shown).toContain('code 1\n')
    expect(shown).toContain(text)
    expect(shown).toContain(`Failed: "${step}" of job quick-start`)
    expect(shown).toContain(`That is what --fail ${failure} looks like: docs/troubleshooting.md#`)
    expect(shown).toMatch(/Tokens: (?:none issued|1 issued, none still valid)\./)
  })

  it('knows each by its name', async () => {
    expect(await start(['--fail', 'everything'])).toContain(`--fail takes ${FAILURES.join(', ')}.`)
  })
})

describe('when a run has not succeeded', () => {
  const step = {
    name: 'Deploy',
    conclusion: 'failure',
    exitCode: 127,
    log: ['bash: line 1: terraform: command not found'],
  }
  const run = { conclusion: 'failure', jobs: [{ name: 'deploy', steps: [step] }] } as unknown as Parameters<
    typeof describeFailures
  >[0]

  it('names the program that this machine lacks', () => {
    expect(describeFailures(run, undefined)).toEqual([
      'Failed: "Deploy" of job deploy: this machine has no terraform.',
    ])
  })

  it('names the sections that its errors link to, once, as files of this clone', () => {
    const log = [
      '##[error]No. See https://github.com/org/gc-oauth-action/blob/v1/docs/troubleshooting.md#grant-rejected',
      'See https://github.com/org/gc-oauth-action/blob/v1/docs/troubleshooting.md#grant-rejected',
      '{"code":"missing.permissions","status":403}',
    ]
    const { jobs } = {
      jobs: [{ name: 'deploy', steps: [{ ...step, exitCode: 1, log }] }],
    } as unknown as typeof run
    const role = 'docs/troubleshooting.md#403-missingpermissions-on-a-call'
    expect(describeFailures({ ...run, jobs }, undefined).slice(1)).toEqual([
      'Read on in docs/troubleshooting.md#grant-rejected',
      `Read on in ${role}`,
    ])
    expect(describeFailures({ ...run, jobs }, 'missing-role').slice(1)).toEqual([
      `That is what --fail missing-role looks like: ${role}`,
      'Read on in docs/troubleshooting.md#grant-rejected',
    ])
  })

  it('names the step that failed before time was up, too', () => {
    expect(describeFailures({ ...run, conclusion: 'cancelled' }, 'outage')[0]).toMatch(/^Failed: "Deploy"/)
  })

  it.each([
    ['timeout' as const, 'cancelled', 'Job deploy: cancelled (timeout-minutes)'],
    ['condition' as const, 'skipped', 'Job deploy: skipped (its "if:" is false for this event, push)'],
    ['needs' as const, 'skipped', 'Job deploy: skipped (a job that it needs did not succeed)'],
  ])('says why of a job: %s', (reason, conclusion, line) => {
    expect(describeJob({ name: 'deploy', reason }, conclusion, 'push')).toBe(line)
  })

  it('says no more of a job whose steps tell', () => {
    expect(describeJob({ name: 'deploy' }, 'failure', 'push')).toBe('Job deploy: failure')
  })
})

describe('when a region alone is set', () => {
  it('says how to reach the simulator as well as an organization', async () => {
    const shown = await start([], { GENESYSCLOUD_REGION: 'eu-central-1' })
    expect(shown).toContain('code 2\n')
    expect(shown).toContain('set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET as well')
    expect(shown).toContain('against the simulator: env -u GENESYSCLOUD_REGION npm start')
  })
})

describe('when the simulator serves other programs', () => {
  it.each([
    [[], 'token', 'ok', ''],
    [[], 'roles', 'ok', ''],
    [['--fail', 'invalid-client'], 'token', 'fail', 'GRANT_REJECTED'],
    [['--fail', 'wrong-region'], 'token', 'fail', 'GRANT_REJECTED'],
    [['--fail', 'outage'], 'endpoint', 'fail', 'SERVER_FAILED'],
    [['--fail', 'missing-role'], 'roles', 'unknown', 'NOT_READABLE'],
  ])('prints export lines for a shell, and with %j what goes wrong', async (argv, name, result, code) => {
    const simulator = spawn(process.execPath, [join(ROOT, 'simulator/demo/serve.ts'), ...argv], {
      env: { PATH },
    })
    try {
      let text = ''
      for await (const chunk of simulator.stdout) {
        text += String(chunk)
        if (text.includes('# Serving')) break
      }
      const variables = [...text.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, key = '', value = '']) => [
        key,
        value,
      ])
      const doctor = [
        join(ROOT, 'dist/gc-token/index.js'),
        'doctor',
        '--json',
        '--ask-for-token',
        '--check',
        name,
      ]
      const env = { PATH, ...(Object.fromEntries(variables) as Record<string, string>) }
      const report = await promisify(execFile)(process.execPath, doctor, { env }).catch(
        (error: { stdout: string }) => error,
      )
      const { checks } = JSON.parse(report.stdout) as { checks: object[] }
      expect(checks).toContainEqual(expect.objectContaining({ name, result, code }))
    } finally {
      simulator.kill()
      await once(simulator, 'exit')
    }
  })
})

describe('when a reader pastes the block for other programs', () => {
  const path = 'docs/simulator.md'
  const { text: block } = first(blocksOf({ path, text: sectionOf(readText(path), 'For other programs') }))

  it('runs the doctor against the simulator', async () => {
    const clone = await mkdtemp(join(tmpdir(), 'demo-clone-'))
    for (const name of ['package.json', 'node_modules', 'simulator', 'dist']) {
      await symlink(join(ROOT, name), join(clone, name))
    }
    // A group of its own, since the simulator stays in the background.
    const shell = spawn('bash', ['-c', block], { cwd: clone, env: { PATH, HOME: clone }, detached: true })
    const closed = once(shell, 'close')
    try {
      let shown = ''
      for (const stream of [shell.stdout, shell.stderr]) {
        stream.on('data', (chunk: Buffer) => (shown += chunk.toString()))
      }
      const [code] = (await once(shell, 'exit')) as unknown[]
      expect(shown).toMatch(/ok +token +one was issued/)
      expect(code).toBe(0)
    } finally {
      process.kill(-(shell.pid ?? 0))
      // The simulator has the same pipes.
      await closed
      await rm(clone, { recursive: true })
    }
  })

  it('finds it in the help, too', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(ROOT, 'simulator/demo/serve.ts'),
      '--help',
    ])
    expect(stdout).toContain(block.trim().replace(/^/gm, '  '))
  })
})
