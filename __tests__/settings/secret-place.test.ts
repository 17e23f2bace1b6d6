import { describe, expect, it } from '@jest/globals'
import { secretPlace, splitCommand } from '../../src/settings/secret-place.ts'

describe('where the client secret is', () => {
  it.each([
    [{}, { in: 'variable' }],
    [{ GENESYSCLOUD_OAUTHCLIENT_SECRET: 's' }, { in: 'variable' }],
    [
      { GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE: '/run/secrets/genesys' },
      { in: 'file', variable: 'GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE', path: '/run/secrets/genesys' },
    ],
    [
      { GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND: 'op read "op://My Vault/genesys"' },
      {
        in: 'command',
        variable: 'GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND',
        command: 'op',
        args: ['read', 'op://My Vault/genesys'],
      },
    ],
  ])('%j', (environment, place) => {
    expect(secretPlace(environment)).toEqual(place)
  })

  it('is one place only', () => {
    const environment = { GENESYSCLOUD_OAUTHCLIENT_SECRET: 's', GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE: 'f' }
    expect(secretPlace(environment)).toEqual({
      in: 'nowhere',
      variable: 'GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE',
      mistake:
        'GENESYSCLOUD_OAUTHCLIENT_SECRET and GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE are both set. Keep one of them.',
    })
  })

  it('has quotation marks that are closed', () => {
    const place = secretPlace({ GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND: 'op read "op://vault' })
    expect(place).toMatchObject({ in: 'nowhere' })
  })
})

describe('a command line', () => {
  it.each([
    [
      'aws secretsmanager get-secret-value --query SecretString',
      ['aws', 'secretsmanager', 'get-secret-value', '--query', 'SecretString'],
    ],
    [
      `security  find-generic-password -s 'my secret' -w`,
      ['security', 'find-generic-password', '-s', 'my secret', '-w'],
    ],
    [`sh -c "echo 'a b'"`, ['sh', '-c', "echo 'a b'"]],
    [`a""b --x="c d"`, ['ab', '--x=c d']],
    ['echo $HOME; rm', ['echo', '$HOME;', 'rm']],
    [`tool ""`, ['tool', '']],
    ['C:\\op.exe read', ['C:\\op.exe', 'read']],
    [`tool "a`, undefined],
    [`tool it's`, undefined],
  ])('%s is split at blanks', (text, words) => {
    expect(splitCommand(text)).toEqual(words)
  })
})
