import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readProxySettings } from '../../src/adapters/proxy.ts'

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

describe('when the proxy variables are read', () => {
  it.each<[string, Record<string, string | undefined>, string[]]>([
    ['nothing is set', {}, []],
    ['one is empty', { HTTPS_PROXY: '', https_proxy: ' ', http_proxy: undefined }, []],
    ['there is no password', { HTTPS_PROXY: 'http://proxy.example.com:8080' }, []],
    ['there is only a user', { HTTPS_PROXY: 'http://user@proxy.example.com:8080' }, []],
    [
      'there is a password',
      { HTTPS_PROXY: 'http://user:p4ssw0rd@proxy.example.com:8080' },
      ['p4ssw0rd', base64('user:p4ssw0rd')],
    ],
    [
      'there is a password without a user',
      { HTTPS_PROXY: 'http://:p4ssw0rd@proxy.example.com' },
      ['p4ssw0rd', base64(':p4ssw0rd')],
    ],
    [
      'there is no scheme',
      { http_proxy: 'user:p4ssw0rd@proxy.example.com:8080' },
      ['p4ssw0rd', base64('user:p4ssw0rd')],
    ],
    [
      'white space stands around it',
      { http_proxy: '  https://user:p4ssw0rd@proxy.example.com  ' },
      ['p4ssw0rd', base64('user:p4ssw0rd')],
    ],
    [
      'the password is percent-encoded',
      { https_proxy: 'http://us%40er:p%40ss%3Aword@proxy.example.com' },
      ['p@ss:word', 'p%40ss%3Aword', base64('us@er:p@ss:word')],
    ],
  ])('masks passwords in all their forms, and nothing else, when %s', (_, environment, secrets) => {
    expect(readProxySettings(environment)).toEqual({ secrets, mistakes: [] })
  })

  it('reads all four, and names each secret once', () => {
    const url = (password: string): string => `http://u:${password}@proxy.example.com`
    const { secrets } = readProxySettings({
      https_proxy: url('password-1'),
      HTTPS_PROXY: url('password-2'),
      http_proxy: url('password-3'),
      HTTP_PROXY: url('password-1'),
      ALL_PROXY: url('password-4'),
    })
    expect(secrets.filter((secret) => secret.startsWith('password'))).toEqual([
      'password-1',
      'password-2',
      'password-3',
    ])
  })
})

describe('when a proxy variable cannot be used', () => {
  it.each([
    [
      'an unknown scheme',
      'socks5://user:p4ssw0rd@proxy.example.com',
      'only http and https proxies are supported',
    ],
    ['a wrong port', 'http://user:p4ssw0rd@proxy.example.com:port', 'it cannot be parsed'],
    ['no host', 'http://', 'it cannot be parsed'],
    ['a stray per cent sign', 'http://user:p4ss%w0rd@proxy.example.com', 'write % itself as %25'],
    ['a stray per cent sign in the user', 'http://us%er:p4ssw0rd@proxy.example.com', 'write % itself as %25'],
  ])('says so by its name without quoting it: %s', (_, value, words) => {
    const { mistakes } = readProxySettings({ HTTPS_PROXY: value })
    expect(mistakes).toHaveLength(1)
    expect(mistakes[0]).toMatch(
      /^HTTPS_PROXY is no proxy URL: .+\. It looks like http:\/\/user:password@proxy\.example\.com:8080\.$/,
    )
    expect(mistakes[0]).toContain(words)
    expect(mistakes[0]).not.toContain('p4ss')
  })

  it('names each of them', () => {
    const { mistakes } = readProxySettings({ http_proxy: 'http://', HTTPS_PROXY: 'http://' })
    expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual(['HTTPS_PROXY', 'http_proxy'])
  })

  it('masks the password even then, wherever it can be told', () => {
    for (const value of [
      'socks5://user:p4ssw0rd@proxy.example.com',
      'http://us%er:p4ssw0rd@proxy.example.com',
    ]) {
      expect(readProxySettings({ HTTPS_PROXY: value }).secrets).toContain('p4ssw0rd')
    }
  })
})

describe('whatever the variables hold', () => {
  it('never throws, and masks no empty text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `http://u:${text}@h`),
        ),
        (value) => {
          const { secrets } = readProxySettings({ HTTPS_PROXY: value })
          expect(secrets).not.toContain('')
        },
      ),
    )
  })
})
