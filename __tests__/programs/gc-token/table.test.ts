import { describe, expect, it } from '@jest/globals'
import { CHECK_NAMES } from '../../../src/doctor/check.ts'
import { WrongUsage } from '../../../src/programs/gc-token/wrong-usage.ts'
import { COMMANDS, parseArguments } from '../../../src/programs/gc-token/commands/table.ts'
import { type Desk, type Revoked } from '../../../src/programs/gc-token/desk.ts'
import { HELP } from '../../../src/programs/gc-token/help.ts'
import { takeSettingsOption } from '../../../src/programs/gc-token/settings-option.ts'
import { VERSION } from '../../../src/core/version.ts'

/** A desk that only notes what it is asked for. */
async function run(
  args: readonly string[],
  revoked: Revoked = { is: 'revoked' },
): Promise<{ exitCode: number; asked: unknown[]; out: string; said: string }> {
  const asked: unknown[] = []
  const [out, said]: string[][] = [[], []]
  const note = (what: string) => (wish?: unknown) => {
    asked.push(wish === undefined ? what : [what, wish])
    return Promise.resolve(0)
  }
  const desk: Desk = {
    put: (text) => out?.push(text),
    log: (sentence) => said?.push(sentence),
    printToken: note('token'),
    status: async () => (
      await note('status')(),
      { version: 1, ok: true, clientId: 'id', startedAt: 0, endsAt: null }
    ),
    execute: async (line) => ({ exitCode: 7 + (await note('exec')(line)), fault: 'archy was not found.' }),
    runGateway: note('gateway'),
    revoke: async () => (await note('revoke')(), revoked),
    examine: note('doctor'),
  }
  return {
    exitCode: await parseArguments(args)(desk),
    asked,
    out: out?.join('') ?? '',
    said: said?.join('') ?? '',
  }
}

const DOCTOR = { isJson: false, checks: [], isStrict: false, asksForToken: false, isOffline: false }

describe('when gc-token is given arguments', () => {
  it.each<[string[], unknown]>([
    [[], ['token', { format: 'plain', renew: false }]],
    [['--header'], ['token', { format: 'header', renew: false }]],
    [['--json'], ['token', { format: 'json', renew: false }]],
    [
      ['--renew', '--json'],
      ['token', { format: 'json', renew: true }],
    ],
    [['status'], 'status'],
    [['status', '--json'], 'status'],
    [['revoke'], 'revoke'],
    [['gateway'], ['gateway', 0]],
    [
      ['gateway', '--port', '8080'],
      ['gateway', 8080],
    ],
    [
      [
        'exec',
        '--pass-token',
        '--gateway-tokens',
        '3',
        '--keep-credentials',
        '--gateway',
        '--',
        'tool',
        '--gateway',
      ],
      [
        'exec',
        {
          command: 'tool',
          args: ['--gateway'],
          keepsCredentials: true,
          gateway: { mostTokens: 3, isTokenPassed: true },
        },
      ],
    ],
    [
      ['exec', '--gateway', '--', 'tool'],
      [
        'exec',
        {
          command: 'tool',
          args: [],
          keepsCredentials: false,
          gateway: { mostTokens: 1, isTokenPassed: false },
        },
      ],
    ],
    [['doctor'], ['doctor', DOCTOR]],
    [
      ['doctor', '--json', '--strict', '--offline'],
      ['doctor', { ...DOCTOR, isJson: true, isStrict: true, isOffline: true }],
    ],
    [
      ['doctor', '--check', 'clock', '--check=roles', '--ask-for-token'],
      ['doctor', { ...DOCTOR, checks: ['clock', 'roles'], asksForToken: true }],
    ],
    [
      ['exec', '--', 'terraform', 'apply', '--help'],
      [
        'exec',
        { command: 'terraform', args: ['apply', '--help'], keepsCredentials: false, gateway: undefined },
      ],
    ],
    [
      ['exec', '--', 'echo', '--keep-credentials'],
      [
        'exec',
        { command: 'echo', args: ['--keep-credentials'], keepsCredentials: false, gateway: undefined },
      ],
    ],
    [
      ['exec', '--keep-credentials', '--', 'archy'],
      ['exec', { command: 'archy', args: [], keepsCredentials: true, gateway: undefined }],
    ],
  ])('%j is understood', async (args, asked) => {
    expect((await run(args)).asked).toEqual([asked])
  })

  it.each([
    [['--Header'], 'An argument is not known.'],
    [['--headers'], '"--headers" is not known.'],
    [['token'], '"token" is not known.'],
    [['--header', '--json'], '--header and --json exclude each other.'],
    [['exec', '--gateway-tokens', '2', '--', 'tool'], 'go with --gateway'],
    [['exec', '--pass-token', '--', 'tool'], 'go with --gateway'],
    [['exec', '--gateway', '--gateway-tokens', '11', '--', 'tool'], 'from 1 to 10'],
    [['exec', '--gateway', '--gateway-tokens', '0', '--', 'tool'], 'from 1 to 10'],
    [['exec', '--gateway', '--gateway-tokens', '--', 'tool'], 'from 1 to 10'],
    [['exec', '--gate', '--', 'tool'], 'two dashes'],
    [['gateway', '--port'], 'from 1 to 65535'],
    [['gateway', '--port', '0'], 'from 1 to 65535'],
    [['gateway', '--port', '70000'], 'from 1 to 65535'],
    [['gateway', '8080'], 'gateway takes --port N, and nothing else.'],
    [['gateway', '--port', '8080', 'x'], 'gateway takes --port N, and nothing else.'],
    [['status', 'now'], '"now" is not known.'],
    [['revoke', 'T0k3n-by-mistake'], 'An argument is not known.'],
    [['doctor', '--check', 'pulse'], '--check takes one of settings, environment, dns.login'],
    [['doctor', '--check'], '--check takes one of'],
    [['doctor', '--now'], '"--now" is not known.'],
    [['help', 'nothing'], '"nothing" is not known.'],
    [['exec'], 'exec needs two dashes before the command: gc-token exec -- COMMAND.'],
    [['exec', 'terraform'], 'exec needs two dashes before the command: gc-token exec -- COMMAND.'],
    [['exec', '--'], 'exec needs a command after the two dashes.'],
    [['exec', '--', ''], 'exec needs a command after the two dashes.'],
  ])('%j is refused, with the reason and the usage', (args, reason) => {
    expect(() => parseArguments(args)).toThrow(WrongUsage)
    expect(() => parseArguments(args)).toThrow(reason)
  })

  it('does not quote what may be a secret in the wrong place', () => {
    expect(() => parseArguments(['--secret=pl4y/S3cr3t'])).toThrow('An argument is not known.')
  })
})

describe('when help is wanted', () => {
  it.each([[['--help']], [['-h', '--json']], [['help']]])('%j teaches by example', async (args) => {
    expect((await run(args)).out).toBe(HELP)
  })

  it.each(COMMANDS.filter(({ name }) => name !== '').map(({ name }) => name))(
    '%s has its own',
    async (name) => {
      const { out } = await run(['help', name])
      expect(out).toMatch(new RegExp(`^Usage: gc-token ${name}`))
      expect((await run([name, '--help'])).out).toBe(out)
      expect(out).toContain('Exit codes:')
    },
  )

  it('says the version', async () => {
    expect((await run(['--version'])).out).toBe(`${VERSION}\n`)
  })
})

describe('what commands come to', () => {
  it('is the exit code of a command, and why it could not start', async () => {
    expect(await run(['exec', '--', 'archy'])).toMatchObject({ exitCode: 7, said: 'archy was not found.' })
  })

  it('is a status as one JSON document, with dates as dates', async () => {
    const { out } = await run(['status', '--json'])
    expect(JSON.parse(out)).toEqual({ client_id: 'id', started_at: '1970-01-01T00:00:00Z', ends_at: '' })
  })

  it('is the names of all checks, one a line', async () => {
    expect((await run(['doctor', '--list-checks'])).out.trim().split('\n')).toEqual([...CHECK_NAMES])
  })

  it.each<[Revoked, number, string]>([
    [{ is: 'revoked' }, 0, 'The token was revoked.'],
    [{ is: 'not-accepted' }, 0, 'This host does not accept the token (HTTP 401)'],
    [
      { is: 'may-be-valid', because: 'HTTP 503' },
      1,
      'could not be revoked (HTTP 503); it may still be valid',
    ],
  ])('is what became of a token: %j', async (revoked, exitCode, sentence) => {
    const { said, ...rest } = await run(['revoke'], revoked)
    expect(rest.exitCode).toBe(exitCode)
    expect(said).toContain(sentence)
  })

  it('is wrong usage if there is no token', async () => {
    await expect(run(['revoke'], { is: 'none' })).rejects.toThrow(WrongUsage)
  })
})

describe('when a file of settings is named', () => {
  it.each([
    [['--settings', 'a.env', 'status'], 'a.env', ['status']],
    [['status', '--settings=a.env', '--json'], 'a.env', ['status', '--json']],
    [
      ['exec', '--settings', 'a.env', '--', 'sh', '--settings', 'b'],
      'a.env',
      ['exec', '--', 'sh', '--settings', 'b'],
    ],
    [['exec', '--', 'sh', '--settings', 'b'], undefined, ['exec', '--', 'sh', '--settings', 'b']],
  ])('%j takes it out, wherever it stands before the two dashes', (args, file, others) => {
    expect(takeSettingsOption(args)).toEqual({ file, others })
  })

  it.each([
    [['--settings']],
    [['--settings=']],
    [['--settings', '--', 'x']],
    [['--settings', 'a', '--settings', 'b']],
  ])('%j is wrong usage', (args) => {
    expect(() => takeSettingsOption(args)).toThrow(WrongUsage)
  })
})
