import { describe, expect, it } from '@jest/globals'
import { parseArguments, WrongUsage } from '../../../src/programs/gc-token/arguments.ts'

describe('when gc-token is given arguments', () => {
  it.each([
    [[], { do: 'token', format: 'plain', renew: false }],
    [['--header'], { do: 'token', format: 'header', renew: false }],
    [['--json'], { do: 'token', format: 'json', renew: false }],
    [['--renew'], { do: 'token', format: 'plain', renew: true }],
    [['--renew', '--json'], { do: 'token', format: 'json', renew: true }],
    [['status'], { do: 'status' }],
    [['--help'], { do: 'help' }],
    [['-h', '--json'], { do: 'help' }],
    [['--version'], { do: 'version' }],
    [
      ['exec', '--', 'terraform', 'apply', '--help'],
      { do: 'exec', command: 'terraform', args: ['apply', '--help'], keepsCredentials: false },
    ],
    [
      ['exec', '--', 'echo', '--keep-credentials'],
      { do: 'exec', command: 'echo', args: ['--keep-credentials'], keepsCredentials: false },
    ],
    [
      ['exec', '--keep-credentials', '--', 'archy'],
      { do: 'exec', command: 'archy', args: [], keepsCredentials: true },
    ],
    [['exec', '--help'], { do: 'help' }],
    [['exec', '-h'], { do: 'help' }],
  ])('%j is understood', (args, command) => {
    expect(parseArguments(args)).toEqual(command)
  })

  it.each([
    [['--Header'], 'An argument is not known.'],
    [['--headers'], '"--headers" is not known.'],
    [['token'], '"token" is not known.'],
    [['--header', '--json'], '--header and --json exclude each other.'],
    [['status', 'now'], 'status takes no arguments.'],
    [['exec'], 'exec needs two dashes before the command: gc-token exec -- COMMAND.'],
    [['exec', 'terraform'], 'exec needs two dashes before the command: gc-token exec -- COMMAND.'],
    [['exec', '--'], 'exec needs a command after the two dashes.'],
    [['exec', '--', ''], 'exec needs a command after the two dashes.'],
  ])('%j is refused, with the reason', (args, reason) => {
    expect(() => parseArguments(args)).toThrow(WrongUsage)
    expect(() => parseArguments(args)).toThrow(reason)
  })

  it('does not quote what may be a secret in the wrong place', () => {
    expect(() => parseArguments(['--secret=pl4y/S3cr3t'])).toThrow('An argument is not known.')
  })
})
