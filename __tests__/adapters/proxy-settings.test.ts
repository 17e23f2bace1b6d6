import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { readProxySettings, useProxySettings } from '../../src/adapters/proxy.ts'

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
    expect(readProxySettings(environment)).toMatchObject({ secrets, mistakes: [] })
  })

  it('reads the environment of the process', () => {
    const before = process.env['http_proxy']
    process.env['http_proxy'] = 'http://user:p4ssw0rd-of-this-process@proxy.example.com'
    expect(readProxySettings().secrets).toContain('p4ssw0rd-of-this-process')
    if (before === undefined) Reflect.deleteProperty(process.env, 'http_proxy')
    else process.env['http_proxy'] = before
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

describe('when the HTTP client would misunderstand a proxy variable', () => {
  it.each<[string, string, Record<string, string>]>([
    ['lacks the scheme', 'proxy.example.com:8080', { HTTPS_PROXY: 'http://proxy.example.com:8080' }],
    ['has white space around it', ' http://proxy.example.com ', { HTTPS_PROXY: 'http://proxy.example.com' }],
    ['is nothing but white space', '  ', { HTTPS_PROXY: '' }],
    ['is right', 'http://proxy.example.com:8080', {}],
    ['is empty', '', {}],
  ])('names how to write one that %s', (_, value, corrections) => {
    expect(readProxySettings({ HTTPS_PROXY: value }).corrections).toEqual(corrections)
  })

  it('writes it so in the environment of this process, which that client reads', () => {
    const before = { ...process.env }
    process.env['http_proxy'] = 'user:p4ssw0rd@proxy.example.com:8080'
    process.env['HTTP_PROXY'] = ' '
    const { secrets } = useProxySettings()
    expect(secrets).toContain('p4ssw0rd')
    expect(process.env['http_proxy']).toBe('http://user:p4ssw0rd@proxy.example.com:8080')
    expect('HTTP_PROXY' in process.env).toBe(false)
    for (const name of ['http_proxy', 'HTTP_PROXY']) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, before)
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

describe('when the HTTP client would misunderstand a proxy variable', () => {
  it.each([
    ['has no scheme', 'proxy.example.com:3128', 'http://proxy.example.com:3128'],
    ['has a user and no scheme', 'user:p4ssw0rd@proxy:3128', 'http://user:p4ssw0rd@proxy:3128'],
    ['has white space around it', ' http://proxy:3128 ', 'http://proxy:3128'],
    ['is blank', '  ', ''],
  ])('corrects one that %s', (_, value, correction) => {
    expect(readProxySettings({ https_proxy: value }).corrections).toEqual({ https_proxy: correction })
  })

  it('leaves the others alone', () => {
    expect(readProxySettings({ HTTPS_PROXY: 'http://proxy:3128', http_proxy: '' }).corrections).toEqual({})
  })
})
