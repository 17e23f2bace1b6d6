import { describe, expect, it } from '@jest/globals'
import { maskLines, printToken } from '../../../src/programs/gc-token/print.ts'
import { printStatus } from '../../../src/programs/gc-token/status.ts'
import { tokenForms } from '../../../src/core/masks.ts'
import { Secret } from '../../../src/core/secret.ts'

const TOKEN = {
  value: new Secret('opaque-100%-token'),
  type: 'bearer',
  expiresAt: Date.UTC(2026, 10, 21, 11),
  region: 'eu-central-1',
  apiUrl: 'https://api.mypurecloud.de',
}

describe('when a token is printed', () => {
  it.each([
    ['plain', 'opaque-100%-token\n'],
    ['header', 'Authorization: Bearer opaque-100%-token\n'],
    [
      'json',
      '{"access_token":"opaque-100%-token","token_type":"bearer","expires_at":"2026-11-21T11:00:00Z","region":"eu-central-1","api_url":"https://api.mypurecloud.de"}\n',
    ],
  ] as const)('as %s it is one line', (format, text) => {
    expect(printToken(TOKEN, format)).toBe(text)
  })

  it('is masked in all its forms, escaped as the runner wants it', () => {
    const lines = maskLines(TOKEN.value.reveal()).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines[0]).toBe('::add-mask::opaque-100%25-token')
    expect(lines.every((line) => line.startsWith('::add-mask::'))).toBe(true)
    expect(lines).toHaveLength(tokenForms(TOKEN.value.reveal()).length)
  })
})

describe('when a token with line breaks in it is masked', () => {
  it('starts no command of its own', () => {
    const lines = maskLines('token\r\n::set-output name=a::b').split('\n')
    expect(lines[0]).toBe('::add-mask::token%0D%0A::set-output name=a::b')
    expect(lines.filter((line) => line.startsWith('::set-output'))).toEqual([])
  })
})

describe('when an agent tells what it holds', () => {
  const status = {
    clientId: 'client-1',
    place: 'eu-central-1',
    apiUrl: TOKEN.apiUrl,
    token: 'fresh',
    expiresAt: '2026-11-21T11:00:00Z',
    secondsLeft: 3_600,
    minValiditySeconds: 300,
    grants: 2,
    owned: 1,
    idlesAt: '',
    trouble: '',
    troubleSince: '',
    startedAt: Date.UTC(2026, 10, 21, 10),
    endsAt: Date.UTC(2026, 10, 22, 10),
  }

  it('is said in sentences', () => {
    expect(printStatus(status)).toBe(
      [
        'OAuth client: client-1 in eu-central-1 (https://api.mypurecloud.de)',
        'Token: fresh, expires at 2026-11-21T11:00:00Z (3600 s left)',
        'Renewed when less than 300 s are left, or half of a short life; so far 2 times.',
        'Idle timeout: none known.',
        'All is well.',
        'Agent: since 2026-11-21T10:00:00Z, until 2026-11-22T10:00:00Z at the latest; tokens of its own: 1.',
        '',
      ].join('\n'),
    )
  })

  it.each([
    [{ token: 'old' }, 'Token: valid, but due for renewal; expires at 2026-11-21T11:00:00Z (3600 s left)'],
    [{ grants: 1 }, 'Renewed when less than 300 s are left, or half of a short life; so far once.'],
    [{ token: 'none' }, 'Token: none that is valid'],
    [
      { idlesAt: '2026-11-21T10:20:00Z' },
      'Idle timeout: 2026-11-21T10:20:00Z, used before half of it is over.',
    ],
    [
      { trouble: 'HTTP 503', troubleSince: '2026-11-21T10:10:00Z' },
      'Trouble since 2026-11-21T10:10:00Z: HTTP 503',
    ],
    [
      { journalFault: 'ENOSPC' },
      'Its tokens could not be written down for the post step (ENOSPC): if the agent is killed, some may stay valid.',
    ],
    [{ endsAt: null }, 'Agent: since 2026-11-21T10:00:00Z, until its command ends; tokens of its own: 1.'],
  ])('says %j', (change, line) => {
    expect(printStatus({ ...status, ...change }).split('\n')).toContain(line)
  })
})
