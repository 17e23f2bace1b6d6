import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { CLIENT, ROOT } from './play.ts'

const SCRIPT = join(ROOT, 'dist', 'gc-token', 'index.js')
/** The simulator's. */
const ORGANIZATION = '5f1c1d2a-7a0b-4a6e-9d1f-3c2b6f0e8a41'
const OTHER_ORGANIZATION = '0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17'

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

let cloud: GenesysCloud
let folder: string

beforeEach(async () => {
  cloud = await startGenesysCloud({ clients: [CLIENT] })
  folder = mkdtempSync(join(tmpdir(), 'gc-token-test-'))
})

afterEach(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true })
})

type Variables = Readonly<Record<string, string>>

const hosts = (): Variables => ({
  GENESYSCLOUD_LOGIN_URL: cloud.loginUrl,
  GENESYSCLOUD_API_URL: cloud.apiUrl,
})

const credentials = (): Variables => ({
  ...hosts(),
  GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
  GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
})

/** Runs gc-token in a clean environment with `input` on its standard input. */
async function run(
  args: readonly string[],
  variables: Variables = credentials(),
  input = '',
): Promise<Ended> {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: folder, ...variables }
  const child = spawn(process.execPath, [SCRIPT, ...args], { env, stdio: 'pipe' })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })))
}

/** Runs a script inside `gc-token exec`, where there is an agent. */
const inside = (script: string, variables: Variables = credentials()): Promise<Ended> =>
  run(['exec', '--', 'sh', '-c', script], variables)

/** Runs a line of Bash. */
async function bash(line: string, variables: Variables): Promise<Pick<Ended, 'code' | 'stdout'>> {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: folder, ...variables }
  const child = spawn('bash', ['-c', line], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout })))
}

const theToken = (): string => cloud.tokens().at(-1)?.value ?? 'none'
const secretFile = (text: string): string => {
  const path = join(folder, 'secret')
  writeFileSync(path, text)
  return path
}
const withoutSecret = (): Variables => ({ ...credentials(), GENESYSCLOUD_OAUTHCLIENT_SECRET: '' })

describe('when the token has to belong to an organization', () => {
  const guarded = (id: string): Variables => ({ ...credentials(), GENESYSCLOUD_ORGANIZATION_ID: id })

  it('prints one that does', async () => {
    const { code, stdout } = await run([], guarded(ORGANIZATION))
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${theToken()}\n` })
  })

  it.each([[[]], [['--json']], [['exec', '--', 'sh', '-c', 'echo ran']]])(
    'neither prints nor runs, releases the token and ends with 1 where it does not: %j',
    async (args) => {
      const { code, stdout, stderr } = await run(args, guarded(OTHER_ORGANIZATION))
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toContain(`GENESYSCLOUD_ORGANIZATION_ID asks for ${OTHER_ORGANIZATION}`)
      expect(cloud.tokens()).toHaveLength(1)
      expect(cloud.liveTokens()).toHaveLength(0)
    },
  )

  it('takes one that cannot be read for the wrong one', async () => {
    cloud.inject({ kind: 'json', status: 403, body: {}, method: 'GET', path: '/api/v2/tokens/me' })
    const { code, stdout } = await run([], guarded(ORGANIZATION))
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(cloud.liveTokens()).toHaveLength(0)
  })

  it('holds for the token of an agent too, which keeps it', async () => {
    const script = `GENESYSCLOUD_ORGANIZATION_ID=${OTHER_ORGANIZATION} gc-token; echo "code $?"; gc-token >/dev/null && echo served`
    const { stdout, stderr } = await inside(script)
    expect(stdout).toBe('code 1\nserved\n')
    expect(stderr).toContain('belongs to')
    expect(cloud.tokens()).toHaveLength(1)
  })
})

describe('when the variables are in a file', () => {
  const file = (text: string): string => {
    const path = join(folder, 'genesys.env')
    writeFileSync(path, text)
    return path
  }

  it('reads them, and lets the environment win', async () => {
    const path = file(
      `# of the team\nexport GENESYSCLOUD_OAUTHCLIENT_ID="${CLIENT.id}"\nGENESYSCLOUD_OAUTHCLIENT_SECRET='${CLIENT.secret}'\nGENESYSCLOUD_API_URL=https://wrong.example.com\n`,
    )
    const { code, stdout } = await run(['--json', '--settings', path], hosts())
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ access_token: theToken(), api_url: cloud.apiUrl })
  })

  it('ends with 2 if there is none', async () => {
    const { code, stderr } = await run(['status', '--settings=nowhere.env'])
    expect(code).toBe(2)
    expect(stderr).toContain('The file of --settings cannot be read')
  })

  it.each(['/dev/null', tmpdir()])('ends with 2 at once if %s is none', async (path) => {
    const { code, stderr } = await run(['status', '--settings', path])
    expect(code).toBe(2)
    expect(stderr).toContain(`The file of --settings cannot be read (${path} is no file).`)
  })
})

describe('when the client secret is elsewhere', () => {
  it.each([
    ['a file', () => ({ GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE: secretFile(`${CLIENT.secret}\n`) })],
    [
      'a command',
      () => ({ GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND: `cat "${secretFile(`${CLIENT.secret}\n`)}"` }),
    ],
  ])('takes it from %s', async (_, variables) => {
    const { code, stdout, stderr } = await run([], { ...withoutSecret(), ...variables() })
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${theToken()}\n`, stderr: '' })
  })

  it('keeps it out of its messages, and out of the environment of commands', async () => {
    const variables = { ...withoutSecret(), GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE: secretFile(CLIENT.secret) }
    const body = { error: 'invalid_client', error_description: `no client with ${CLIENT.secret}` }
    const { stdout } = await inside('env', variables)
    expect(stdout).toContain('GENESYSCLOUD_ACCESS_TOKEN=')
    expect(stdout).not.toContain(CLIENT.secret)
    cloud.inject({ kind: 'json', status: 400, host: 'login', body })
    const { stderr } = await run([], variables)
    expect(stderr).toContain('no client with ***')
  })

  it.each([
    [
      'no-such-program',
      'GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND gave no secret (it could not be started: ENOENT)',
    ],
    ['sh -c "echo told-on-stderr >&2; echo not-shown; exit 3"', 'gave no secret (it ended with exit code 3)'],
    ['sh -c "', 'has a quotation mark that is not closed'],
    [
      'true',
      'A setting is wrong: GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND names a command that printed nothing: it has to print the secret on standard output.',
    ],
    ['echo', 'names a command that printed nothing'],
  ])('says why %s gives none, and ends with 2', async (command, reason) => {
    const { code, stderr } = await run([], {
      ...withoutSecret(),
      GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND: command,
    })
    expect(code).toBe(2)
    expect(stderr).toContain(reason)
    expect(stderr).not.toContain('not-shown')
    if (command.includes('told')) expect(stderr).toContain('told-on-stderr')
  })

  it.each(['FILE', 'COMMAND'])('shows nothing of a secret that stands in %s itself', async (place) => {
    const variables = { [`GENESYSCLOUD_OAUTHCLIENT_SECRET_${place}`]: CLIENT.secret }
    const { code, stdout, stderr } = await run([], { ...withoutSecret(), ...variables })
    expect(code).toBe(2)
    expect(stderr).toContain('ENOENT')
    expect(stdout + stderr).not.toContain(CLIENT.secret)
  })

  it('says of a file that it is empty, and not of a variable that is not meant to be set', async () => {
    const { code, stderr } = await run([], {
      ...withoutSecret(),
      GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE: secretFile('\n'),
    })
    expect(code).toBe(2)
    expect(stderr).toContain(
      'A setting is wrong: GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE names a file that is empty.',
    )
  })

  it('reads no file without end', async () => {
    const { code, stderr } = await run([], {
      ...withoutSecret(),
      GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE: '/dev/zero',
    })
    expect(code).toBe(2)
    expect(stderr).toContain(
      'A setting is wrong: GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE names a file that is too large for a secret.',
    )
  })

  it('takes it from a pipe, as a shell makes one', async () => {
    const script = 'GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE=<(printf %s "$SECRET") "$NODE" "$SCRIPT"'
    const variables = { ...withoutSecret(), SECRET: CLIENT.secret, NODE: process.execPath, SCRIPT }
    const { code, stdout } = await bash(script, variables)
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${theToken()}\n` })
  })

  it('takes two places for a wrong setting', async () => {
    const { code, stderr } = await run([], {
      ...credentials(),
      GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE: secretFile('x'),
    })
    expect(code).toBe(2)
    expect(stderr).toContain('are both set')
  })
})

describe('when a token is to be revoked', () => {
  it('revokes the one on standard input, without credentials', async () => {
    await run([])
    const { code, stderr } = await run(['revoke'], hosts(), `${theToken()}\n`)
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'gc-token: The token was revoked.\n' })
    expect(cloud.liveTokens()).toHaveLength(0)
  })

  it('takes it as --header prints it, too', async () => {
    const { stdout } = await run(['--header'])
    const { code, stderr } = await run(['revoke'], hosts(), stdout)
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'gc-token: The token was revoked.\n' })
    expect(cloud.liveTokens()).toHaveLength(0)
  })

  it('takes a refusal for an end, and says so', async () => {
    const { code, stderr } = await run(['revoke'], hosts(), 'never-issued-token')
    expect(code).toBe(0)
    expect(stderr).toContain('This host does not accept the token (HTTP 401)')
    expect(stderr).not.toContain('never-issued-token')
  })

  it('ends with 1 where it may still be valid', async () => {
    cloud.inject({ kind: 'status', status: 403, method: 'DELETE' })
    const { code, stderr } = await run(['revoke'], hosts(), 'some-token')
    expect(code).toBe(1)
    expect(stderr).toContain('it may still be valid')
  })

  it.each([
    ['no token', ' \n', hosts],
    ['no host', 'some-token', (): Variables => ({})],
  ])('ends with 2 if there is %s', async (_, input, variables) => {
    expect((await run(['revoke'], variables(), input)).code).toBe(2)
  })

  it.each([
    ['more than a token has', 'head -c 65537 /dev/zero | tr "\\0" x'],
    ['no end', 'cat /dev/zero'],
  ])('ends with 2, and asks no one, if standard input has %s', async (_, source) => {
    const { stdout, stderr } = await inside(`${source} | gc-token revoke; echo "code $?"`)
    expect(stdout).toBe('code 2\n')
    expect(stderr).toContain(
      'gc-token: Standard input has more than 65536 bytes, and no token is as large. Nothing was revoked.\nUsage: gc-token revoke',
    )
    // The one of exec itself.
    expect(cloud.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  })

  it('revokes the agent’s where there is no input, and the agent gets another', async () => {
    const { code, stdout } = await inside('gc-token revoke </dev/null && gc-token >/dev/null && echo served')
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'served\n' })
    expect(cloud.tokens()).toHaveLength(2)
    expect(cloud.liveTokens()).toHaveLength(0)
  })

  it('has the agent forget its own token if that is the one on standard input', async () => {
    const { code, stdout } = await inside(
      'gc-token | gc-token revoke && [ "$(gc-token)" != "$GENESYSCLOUD_ACCESS_TOKEN" ] && echo another',
    )
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'another\n' })
  })
})

describe('when the status is wanted by a program', () => {
  it('is one JSON document with the same facts', async () => {
    const { stdout } = await inside('gc-token status --json')
    expect(JSON.parse(stdout)).toMatchObject({
      client_id: CLIENT.id,
      api_url: cloud.apiUrl,
      token: 'fresh',
      grants: 1,
      trouble: '',
    })
    expect(stdout).not.toContain(theToken())
  })
})

describe('when a command ends', () => {
  it('is told that no region is known', async () => {
    const { stderr } = await inside('true')
    expect(stderr).toContain('GENESYSCLOUD_REGION is not set')
    expect((await inside('true', { ...credentials(), GENESYSCLOUD_REGION: 'eu-central-1' })).stderr).toBe('')
  })
})

interface Report {
  readonly version: number
  readonly ok: boolean
  readonly checks: readonly {
    name: string
    result: string
    code: string
    detail: string
    hint: string
    help: string
  }[]
}

describe('when doctor looks', () => {
  const examine = async (args: readonly string[], variables?: Variables) => {
    const { code, stdout, stderr } = await run(['doctor', '--json', ...args], variables)
    const report = JSON.parse(stdout) as Report
    const check = (name: string) => report.checks.find((one) => one.name === name)
    return { code, stdout, stderr, report, check }
  }

  it('finds that nothing is set: a failure, told by settings', async () => {
    const { code, report, check } = await examine([], {})
    expect(code).toBe(1)
    expect(report).toMatchObject({ version: 1, ok: false })
    expect(check('settings')).toMatchObject({ result: 'fail', code: 'SETTINGS_INVALID' })
    expect(report.checks.filter(({ result }) => result !== 'skipped').map(({ name }) => name)).toEqual([
      'settings',
      'environment',
    ])
  })

  it('makes no grant unless it is asked to, and looks at the rest', async () => {
    const { code, check } = await examine([])
    expect(code).toBe(0)
    expect(check('endpoint')).toMatchObject({ result: 'ok' })
    expect(check('token')).toMatchObject({ result: 'skipped' })
    expect(cloud.tokens()).toHaveLength(0)
  })

  it('asks for a token if it is told to, looks at it, and revokes it', async () => {
    const { code, stdout, check } = await examine(['--ask-for-token'])
    expect(code).toBe(0)
    expect(check('organization')).toMatchObject({ result: 'ok' })
    expect(check('lifetime')?.detail).toContain('h')
    expect(cloud.tokens()).toHaveLength(1)
    expect(cloud.liveTokens()).toHaveLength(0)
    expect(stdout).not.toContain(theToken())
  })

  it('says what narrows refused credentials, tries them once, and shows no secret', async () => {
    const { code, stdout, check } = await examine(['--ask-for-token'], {
      ...credentials(),
      GENESYSCLOUD_OAUTHCLIENT_SECRET: 'wrong-secret',
    })
    expect(code).toBe(1)
    expect(check('token')).toMatchObject({ result: 'fail', code: 'GRANT_REJECTED' })
    expect(check('token')?.detail).toContain('GENESYSCLOUD_OAUTHCLIENT_SECRET has 12 characters')
    expect(stdout).not.toContain('wrong-secret')
    expect(cloud.requests.filter(({ headers }) => headers['authorization'] !== undefined)).toHaveLength(1)
  })

  it('says that requests are limited, as a failure, in words that fit', async () => {
    cloud.inject({ kind: 'mint-rate-limit', host: 'login', after: 1 })
    const { check } = await examine(['--ask-for-token'])
    expect(check('token')).toMatchObject({ result: 'fail', code: 'RATE_LIMITED' })
    expect(check('token')?.hint).not.toContain('timeout-seconds')
  })

  it('speaks of variables and of this machine', async () => {
    const { check } = await examine(['--ask-for-token'], {
      ...credentials(),
      GENESYSCLOUD_OAUTHCLIENT_SECRET: 'no',
    })
    expect(check('token')?.hint).toContain(
      'GENESYSCLOUD_OAUTHCLIENT_ID or GENESYSCLOUD_OAUTHCLIENT_SECRET is wrong',
    )
    expect(check('token')?.hint).not.toMatch(/client-id|runner/)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('releases what it was issued if %s ends it', async (signal) => {
    cloud.inject({ kind: 'hang', host: 'api', path: '/api/v2/tokens/timeout' })
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: folder, ...credentials() }
    const child = spawn(process.execPath, [SCRIPT, 'doctor', '--ask-for-token'], { env })
    cloud.onRequest(({ path }) => void (path === '/api/v2/tokens/timeout' && child.kill(signal)))
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(code).toBe(signal === 'SIGINT' ? 130 : 143)
    expect(cloud.tokens()).toHaveLength(1)
    expect(cloud.liveTokens()).toHaveLength(0)
  })

  it('names an id that is no UUID as a warning, which counts with --strict', async () => {
    const variables = { ...credentials(), GENESYSCLOUD_OAUTHCLIENT_ID: 'pipeline' }
    expect((await examine([], variables)).code).toBe(0)
    const { code, report, check } = await examine(['--strict'], variables)
    expect({ code, ok: report.ok, result: check('settings')?.result }).toEqual({
      code: 1,
      ok: false,
      result: 'warn',
    })
  })

  it('runs the checks that are wanted with what they need', async () => {
    const { report } = await examine(['--check', 'connect.api'])
    expect(report.checks.map(({ name }) => name)).toEqual([
      'settings',
      'environment',
      'dns.api',
      'connect.api',
    ])
  })

  it('opens no connection with --offline', async () => {
    const { code, check } = await examine(['--offline'])
    expect(code).toBe(0)
    expect(check('connect.login')).toMatchObject({ result: 'skipped' })
    expect(cloud.requests).toHaveLength(0)
  })

  it('takes from the agent what no variable gives, and leaves its token alone', async () => {
    const script =
      'unset GENESYSCLOUD_OAUTHCLIENT_ID GENESYSCLOUD_LOGIN_URL GENESYSCLOUD_API_URL; gc-token doctor --json; gc-token >/dev/null'
    const { stdout } = await inside(script)
    const { checks } = JSON.parse(stdout) as Report
    const results = Object.fromEntries(checks.map(({ name, result }) => [name, result]))
    expect(results).toMatchObject({ settings: 'ok', endpoint: 'ok', token: 'ok', organization: 'ok' })
    expect(results['lifetime']).not.toBe('unknown')
    expect(cloud.tokens()).toHaveLength(1)
  })

  it('tells people in aligned lines, with the cure below a failure', async () => {
    const { code, stdout } = await run(['doctor'], {})
    expect(code).toBe(1)
    expect(stdout).toMatch(/^✗ fail {4}settings {6}\d settings are wrong/)
    expect(stdout).toContain('/docs/doctor.md#settings\n')
    expect(stdout).not.toContain('\u001b')
  })

  it('says that the agent is gone', async () => {
    const { code, check } = await examine([], { ...hosts(), GC_TOKEN_SOCK: join(folder, 'gone.sock') })
    expect(code).toBe(1)
    expect(check('token')).toMatchObject({ result: 'fail', code: 'AGENT_UNREACHABLE' })
  })

  it.each([[['--check', 'pulse']], [['--loud']]])('ends with 2 on wrong usage: %j', async (args) => {
    expect((await run(['doctor', ...args])).code).toBe(2)
  })
})
