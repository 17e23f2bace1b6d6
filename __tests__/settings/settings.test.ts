import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { describeIdleInputs, readSettings, type Settings } from '../../src/settings/settings.ts'
import { isLoopback } from '../../src/core/base-url.ts'
import { ActionError } from '../../src/core/errors.ts'
import { redact } from '../../src/core/redact.ts'
import { encodeCredentials } from '../../src/oauth/client-credentials.ts'
import { REGIONS } from '../../src/genesys/region.ts'
import { INPUTS, inputsOf, SETTINGS } from '../support/step-fakes.ts'

type InputName = keyof typeof INPUTS
type Inputs = Readonly<Record<InputName, string>>

const INPUT_NAMES = Object.keys(INPUTS) as InputName[]

const parse = (changes: Partial<Inputs> = {}): Settings => readSettings(inputsOf({ ...INPUTS, ...changes }))

const secretOf = ({ credentials }: Settings): unknown => encodeCredentials(credentials)['clientSecret']

function mistakesOf(changes: Partial<Inputs>, other: readonly string[] = []): ActionError {
  try {
    readSettings(inputsOf({ ...INPUTS, ...changes }), other)
  } catch (error) {
    if (error instanceof ActionError) return error
    throw error
  }
  throw new Error('nothing was wrong')
}

describe('when all inputs are right', () => {
  it('makes the settings, with the defaults of action.yml', () => {
    expect(parse()).toEqual(SETTINGS)
    expect(secretOf(parse())).toBe(INPUTS['client-secret'])
  })

  it('has the same defaults of its own, for inputs that are empty', () => {
    const required = { 'client-id': 'id', 'client-secret': 'secret', region: 'eu-central-1' }
    expect(readSettings(inputsOf(required))).toEqual({ ...parse(required), matrixSize: undefined })
  })

  it.each(REGIONS.map(({ name, domain }) => [name, domain]))('works out both hosts of %s', (name, domain) => {
    expect(parse({ region: name })).toMatchObject({
      region: { name, domain },
      loginUrl: `https://login.${domain}`,
      apiUrl: `https://api.${domain}`,
    })
  })

  it.each<[InputName, string, object]>([
    ['export-env', 'true', { exportEnvironment: true }],
    ['export-env', 'TRUE', { exportEnvironment: true }],
    ['export-env', 'False', { exportEnvironment: false }],
    ['revoke', 'false', { revoke: false }],
    ['revoke', 'True', { revoke: true }],
    ['summary', 'true', { summary: true }],
    ['doctor', 'On-Failure', { doctor: 'on-failure' }],
    [
      'require-permissions',
      'routing:queue:view,\n  oauth:*:*',
      {
        requiredPermissions: [
          { domain: 'routing', entity: 'queue', action: 'view' },
          { domain: 'oauth', entity: '*', action: '*' },
        ],
      },
    ],
    ['timeout-seconds', '1', { timeoutMs: 1_000 }],
    ['timeout-seconds', '3600', { timeoutMs: 3_600_000 }],
    ['timeout-seconds', '007', { timeoutMs: 7_000 }],
    ['share', 'none', { share: 'none' }],
    ['share', 'Run', { share: 'run' }],
    ['share', 'repository', { share: 'repository' }],
    ['min-validity-seconds', '0', { minValidityMs: 0 }],
    ['min-validity-seconds', '38880000', { minValidityMs: 38_880_000_000 }],
    ['scope', 'a b', { scope: 'a b' }],
    ['matrix-size', '256', { matrixSize: 256 }],
    ['matrix-size', '${{ strategy.job-total }}', { matrixSize: undefined }],
    ['matrix-size', '0', { matrixSize: undefined }],
    ['matrix-size', '', { matrixSize: undefined }],
    ['organization-id', 'org-1', { organizationId: 'org-1' }],
  ])('reads %s: %s', (name, text, expected) => {
    expect(parse({ [name]: text })).toMatchObject(expected)
  })

  it.each(['x', '1', 'a b', '🔑', 'ünïcode', '0'.repeat(500)])(
    'takes any secret as it is, such as %s',
    (secret) => {
      expect(secretOf(parse({ 'client-secret': secret }))).toBe(secret)
    },
  )
})

const URLS = { 'login-url': 'https://l.example.com', 'api-url': 'https://a.example.com' }

describe('when URLs are given', () => {
  it.each([
    ['https://gateway.example.com', 'https://gateway.example.com'],
    ['https://gateway.example.com/', 'https://gateway.example.com'],
    ['https://gateway.example.com/genesys/login//', 'https://gateway.example.com/genesys/login'],
    ['HTTPS://Gateway.Example.com/Path', 'https://gateway.example.com/Path'],
    ['https://gateway.example.com:8443/x', 'https://gateway.example.com:8443/x'],
    ['https://gateway.example.com:443', 'https://gateway.example.com'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://LOCALHOST', 'http://localhost'],
    ['http://127.0.0.1:8080/login', 'http://127.0.0.1:8080/login'],
    ['http://127.255.255.254', 'http://127.255.255.254'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://[::1]:9000/', 'http://[::1]:9000'],
    ['https://[2001:db8::1]/x', 'https://[2001:db8::1]/x'],
  ])('keeps %s as %s', (text, url) => {
    expect(parse({ 'login-url': text, 'api-url': text })).toMatchObject({ loginUrl: url, apiUrl: url })
  })

  it('needs no region', () => {
    expect(parse({ region: '', ...URLS })).toMatchObject({
      region: undefined,
      loginUrl: 'https://l.example.com',
      apiUrl: 'https://a.example.com',
    })
  })

  it.each([
    'https://idp.example.com/tenant/oauth2/v2.0/token',
    'https://idp.example.com/token/',
    'https://idp.example.com/token?p=b2c_policy',
    'http://127.0.0.1:8080/oauth/token',
  ])('takes %s as the whole URL of a token endpoint, without login-url or region', (text) => {
    const urls = { 'token-url': text, 'api-url': 'https://a.example.com' }
    expect(parse({ region: '', ...urls })).toMatchObject({ region: undefined, loginUrl: '', tokenUrl: text })
  })

  it('lets it win over what login-url and region say', () => {
    const text = 'https://idp.example.com/token'
    expect(parse({ 'token-url': text, 'login-url': 'https://l.example.com' })).toMatchObject({
      loginUrl: 'https://l.example.com',
      tokenUrl: text,
    })
    expect(parse({ 'token-url': text })).toMatchObject({
      loginUrl: 'https://login.mypurecloud.de',
      tokenUrl: text,
    })
  })

  it.each([
    ['idp.example.com/token', 'is not a URL'],
    ['http://idp.example.com/token', 'does not start with https://'],
    ['https://user@idp.example.com/token', 'contains a user or password'],
    ['https://idp.example.com/token#x', 'contains a fragment'],
  ])('refuses %s as a token endpoint', (text, what) => {
    expect(mistakesOf({ 'token-url': text }).message).toContain(`token-url ${what}`)
  })

  it('refuses a login-url that has the path already, and names the input for a whole URL', () => {
    const { message } = mistakesOf({ 'login-url': 'https://l.example.com/x/oauth/token' })
    expect(message).toBe(
      'A setting is wrong: login-url ends in /oauth/token, which is added to it. Leave that out, or give the whole URL as token-url in its place.',
    )
  })

  it('takes a region as it is that is not in the table', () => {
    expect(parse({ region: 'eu-north-9', ...URLS })).toMatchObject({
      region: { name: 'eu-north-9', domain: '' },
      loginUrl: 'https://l.example.com',
      apiUrl: 'https://a.example.com',
    })
  })

  it('lets one of them override what the region says', () => {
    expect(parse({ 'api-url': 'https://a.example.com' })).toMatchObject({
      region: { name: 'eu-central-1' },
      loginUrl: 'https://login.mypurecloud.de',
      apiUrl: 'https://a.example.com',
    })
  })

  it.each([
    ['not a URL', 'gateway.example.com/login', 'is not a URL'],
    ['a scheme alone', 'https://', 'is not a URL'],
    ['a path', '/oauth', 'is not a URL'],
    ['a file', 'file:///etc/passwd', 'is not a URL'],
    ['plain http', 'http://gateway.example.com', 'does not start with https://'],
    ['plain http to a name like localhost', 'http://localhost.example.com', 'does not start with https://'],
    [
      'plain http to a name that starts with 127',
      'http://127.0.0.1.example.com',
      'does not start with https://',
    ],
    ['plain http to every address', 'http://0.0.0.0', 'does not start with https://'],
    ['plain http to a private address', 'http://[fd00::1]', 'does not start with https://'],
    ['another scheme', 'ftp://gateway.example.com', 'does not start with https://'],
    ['another scheme on loopback', 'ftp://localhost', 'does not start with https://'],
    ['a user', 'https://user@gateway.example.com', 'contains a user or password'],
    ['a password', 'https://:pass@gateway.example.com', 'contains a user or password'],
    ['a query', 'https://gateway.example.com/?a=b', 'contains a query or a fragment'],
    ['a fragment', 'https://gateway.example.com/#a', 'contains a query or a fragment'],
  ])('refuses %s for both, each by its name', (_, text, what) => {
    const { message } = mistakesOf({ 'login-url': text, 'api-url': text })
    expect(message).toContain(`1. login-url ${what}`)
    expect(message).toContain(`2. api-url ${what}`)
    expect(message).not.toContain('pass@')
  })
})

describe('when one input is wrong', () => {
  it.each<[InputName, string, string]>([
    ['client-id', '', 'client-id is empty.'],
    ['client-id', 'a:b', 'client-id contains a colon or a control character: it is no client id.'],
    ['client-id', 'a\u0000b', 'client-id contains a colon or a control character: it is no client id.'],
    ['client-id', '..', 'client-id is "..": it is no client id.'],
    ['client-secret', '', 'client-secret is empty.'],
    ['export-env', 'yes', 'export-env is "yes". It takes true or false.'],
    ['revoke', '0', 'revoke is "0". It takes true or false.'],
    ['summary', 'on', 'summary is "on". It takes true or false.'],
    ['share', 'all', 'share is "all". It takes none, run or repository.'],
    [
      'redis-url',
      'redis://cache.example.com',
      'redis-url is given, but nothing is shared. Set share to run or repository, or leave redis-url out.',
    ],
    [
      'share-key',
      'one',
      'share-key is given, but nothing is shared. Set share to run or repository, or leave share-key out.',
    ],
    [
      'min-validity-seconds',
      '-1',
      'min-validity-seconds is "-1". It takes a whole number from 0 to 38880000.',
    ],
    ['timeout-seconds', '0', 'timeout-seconds is "0". It takes a whole number from 1 to 3600.'],
    ['timeout-seconds', '3601', 'timeout-seconds is "3601". It takes a whole number from 1 to 3600.'],
    ['timeout-seconds', '1.5', 'timeout-seconds is "1.5". It takes a whole number from 1 to 3600.'],
    ['timeout-seconds', '-1', 'timeout-seconds is "-1". It takes a whole number from 1 to 3600.'],
    ['timeout-seconds', '1e3', 'timeout-seconds is "1e3". It takes a whole number from 1 to 3600.'],
    ['timeout-seconds', '60s', 'timeout-seconds is "60s". It takes a whole number from 1 to 3600.'],
    ['timeout-seconds', 's60', 'timeout-seconds is "s60". It takes a whole number from 1 to 3600.'],
    [
      'region',
      '',
      'region is empty. Give it (for example eu-central-1 or mypurecloud.de), or both login-url and api-url.',
    ],
    [
      'organization-id',
      'Octo Contact Center',
      'organization-id is "Octo Contact Center". It takes the id of the organization, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17, not its name.',
    ],
    [
      'region',
      'eu-centrl-1',
      'region "eu-centrl-1" is unknown. Did you mean eu-central-1 or eu-central-2? A region newer than this version, or a gateway, is reached with login-url and api-url instead.',
    ],
  ])('says of %s: %j what is wrong with it', (name, text, sentence) => {
    const error = mistakesOf({ [name]: text })
    expect(error.code).toBe('SETTINGS_INVALID')
    expect(error.message).toBe(`A setting is wrong: ${sentence}`)
  })

  it.each<[string, Partial<Inputs>]>([
    ['api-url as well', { 'token-url': 'https://id.example.com/token' }],
    ['api-url as well', { 'login-url': 'https://login.example.com' }],
    ['login-url as well', { 'api-url': 'https://api.example.com' }],
  ])('asks beside an unknown region only for what is missing: %s', (way, urls) => {
    const { message } = mistakesOf({ region: 'eu-north-9', ...urls })
    expect(message).toContain(`is reached with ${way}.`)
  })

  it.each(['client-id', 'client-secret', 'region'] as const)('says why %s may be empty', (name) => {
    const { causes } = mistakesOf({ [name]: '' })
    expect(causes[0]).toContain('without a warning')
    expect(causes[1]).toContain('fork')
    expect(causes[1]).toContain('Dependabot')
    expect(causes[2]).toContain('environment')
  })

  it('says nothing of forks if something else is wrong', () => {
    expect(mistakesOf({ revoke: 'x' }).causes).toEqual([])
  })

  it.each(['login-url', 'api-url'] as const)('asks for a region if only %s is given', (given) => {
    const missing = given === 'login-url' ? 'api-url' : 'login-url'
    expect(mistakesOf({ region: '', [given]: 'https://x.example.com' }).message).toBe(
      `A setting is wrong: region is empty. Give it (for example eu-central-1 or mypurecloud.de), or ${missing} as well, which is empty too.`,
    )
  })

  it.each(['login-url', 'api-url'] as const)(
    'keeps an unknown region a mistake if only %s is given',
    (name) => {
      const { message } = mistakesOf({ region: 'nowhere', [name]: 'https://x.example.com' })
      expect(message).toContain('region "nowhere" is unknown')
    },
  )

  it('keeps one a mistake that would break lines, whatever else is given', () => {
    expect(mistakesOf({ region: 'no\nwhere', ...URLS }).message).toContain('region "no where" is unknown')
  })

  it('prints what was typed on one line', () => {
    expect(mistakesOf({ revoke: 'a\n::warning::b' }).message).toContain('revoke is "a ::warning::b".')
    expect(mistakesOf({ revoke: 'a\r\n\r\nb' }).message).toContain('revoke is "a b".')
  })

  it('prints of a long text only how long it is', () => {
    const text = 'x'.repeat(60)
    expect(mistakesOf({ revoke: text }).message).toContain(`revoke is "${text}".`)
    expect(mistakesOf({ revoke: `${text}x` }).message).toContain('revoke is (a text of 61 characters).')
  })
})

describe('when inputs of the gateway are set without one', () => {
  const idle = (inputs: Readonly<Record<string, string>>): string | undefined =>
    describeIdleInputs(readSettings(inputsOf({ ...INPUTS, ...inputs })))

  it.each<[Readonly<Record<string, string>>, string | undefined]>([
    [{}, undefined],
    [{ gateway: 'true', 'gateway-tokens': '3', 'gateway-pass-token': 'true' }, undefined],
    [
      { 'gateway-tokens': '3' },
      'gateway-tokens is ignored, since there is no gateway: set gateway to true, or leave it out.',
    ],
    [
      { 'gateway-pass-token': 'true', 'keep-fresh': 'true' },
      'gateway-pass-token is ignored, since there is no gateway: set gateway to true, or leave it out.',
    ],
    [
      { 'gateway-tokens': '3', 'gateway-pass-token': 'true' },
      'gateway-tokens and gateway-pass-token are ignored, since there is no gateway: set gateway to true, or leave them out.',
    ],
  ])('names them and the cure: %j', (inputs, sentence) => {
    expect(idle(inputs)).toBe(sentence)
  })
})

describe('when several inputs are wrong', () => {
  it('names each of them at once, and what is wrong outside the inputs', () => {
    const error = mistakesOf(
      {
        'client-id': '',
        'client-secret': '',
        region: 'nowhere',
        'login-url': 'x',
        'api-url': 'http://y.example.com',
        'export-env': 'yes',
        revoke: 'no',
        'timeout-seconds': 'soon',
        summary: 'maybe',
      },
      ['HTTPS_PROXY is no proxy URL.'],
    )
    const lines = error.message.split('\n')
    // Whether the region is known does not matter where both URLs are given, wrong or right.
    expect(lines[0]).toBe('9 settings are wrong:')
    expect(lines.slice(1).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '1. client-id',
      '2. client-secret',
      '3. login-url',
      '4. api-url',
      '5. export-env',
      '6. revoke',
      '7. timeout-seconds',
      '8. summary',
      '9. HTTPS_PROXY',
    ])
  })

  it('does not count a missing region twice', () => {
    expect(mistakesOf({ region: '' }).message).not.toContain('login-url is')
  })

  it('fails for a mistake outside the inputs alone', () => {
    expect(mistakesOf({}, ['HTTPS_PROXY is no proxy URL.']).message).toBe(
      'A setting is wrong: HTTPS_PROXY is no proxy URL.',
    )
  })
})

describe('when a Redis is to keep the shared token', () => {
  it('is read with all that its URL says', () => {
    const { redis } = parse({ share: 'run', 'redis-url': 'rediss://me:s3cr3t%2F@redis.example.com:7000/3' })
    expect(redis).toMatchObject({
      host: 'redis.example.com',
      port: 7000,
      isTls: true,
      username: 'me',
      database: 3,
    })
    expect(redis?.password?.reveal()).toBe('s3cr3t/')
  })

  it('may be shared among jobs with the same key only', () => {
    expect(parse({ share: 'run', 'share-key': 'one' }).shareKey).toBe('one')
  })

  it('is told what is wrong with its URL, which may hold a password and is not quoted', () => {
    const { message } = mistakesOf({ share: 'run', 'redis-url': 'redis://:s3cr3t@redis.example.com/zero' })
    expect(message).toBe('A setting is wrong: redis-url has a path that is not the number of a database.')
  })
})

describe('whatever the inputs are', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(
      '',
      'true',
      'FALSE',
      '60',
      '0',
      'eu-central-1',
      'http://[::1]',
      'https://a.example.com/',
      'https://a.example.com/oauth/token',
    ),
  )
  const anyInputs = fc
    .tuple(...INPUT_NAMES.map(() => anyText))
    .map((texts) => Object.fromEntries(INPUT_NAMES.map((name, index) => [name, texts[index]])) as Inputs)

  it('makes settings or one error that names each input that is wrong, and no right one', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const wrong = INPUT_NAMES.filter((name) => isWrong(name, inputs))
        let error: unknown
        try {
          const settings = readSettings(inputsOf(inputs))
          expect(URL.canParse(settings.tokenUrl) && URL.canParse(settings.apiUrl)).toBe(true)
          expect(settings.timeoutMs).toBeGreaterThanOrEqual(1_000)
        } catch (thrown) {
          error = thrown
        }
        if (wrong.length === 0) {
          expect(error).toBeUndefined()
          return
        }
        expect(error).toBeInstanceOf(ActionError)
        expect(error).toMatchObject({ code: 'SETTINGS_INVALID' })
        const { message } = error as ActionError
        for (const name of wrong) expect(message).toMatch(new RegExp(`(?:^|: |\\d\\. )${name} `, 'm'))
        expect(message.split('\n').filter((line) => /^\d+\. /.test(line))).toHaveLength(
          wrong.length === 1 ? 0 : wrong.length,
        )
      }),
      { numRuns: 500 },
    )
  })

  it('never puts the secret into the message', () => {
    const secret = fc.string({ minLength: 12, unit: 'grapheme-ascii' })
    fc.assert(
      fc.property(anyInputs, secret, (inputs, value) => {
        fc.pre(!Object.values(inputs).some((text) => text.includes(value)))
        let text = ''
        try {
          readSettings(inputsOf({ ...inputs, 'client-secret': value, revoke: 'wrong' }))
        } catch (error) {
          text = `${String(error)} ${(error as ActionError).causes.join(' ')}`
        }
        expect(text).not.toContain(value)
      }),
    )
  })

  it.each([20, 22, 43, 60])(
    'leaves a secret of %i characters that was pasted elsewhere whole, to be masked',
    (length) => {
      const secret = 'Qp9s3cr3t0'.repeat(10).slice(0, length)
      const { message } = mistakesOf({ 'client-secret': secret, region: secret, revoke: secret })
      expect(redact(message, [secret])).not.toContain('Qp9')
    },
  )

  it('shows no part of a long secret that was pasted elsewhere, which no mask would recognize', () => {
    const secret = 'Qp9s3cr3t0'.repeat(8)
    const { message } = mistakesOf({ 'client-secret': secret, region: `${secret} `, revoke: secret })
    expect(redact(message, [secret])).not.toContain('Qp9')
  })
})

const isUnprintable = (text: string): boolean =>
  Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).some(
    (code) => code < 32 || (code > 126 && code < 160),
  )

const isWholeUrl = (text: string): boolean =>
  new URL(text).pathname.replace(/\/+$/, '').endsWith('/oauth/token')

/** The rules of action.yml once more, told in another way. */
function isWrong(name: InputName, inputs: Inputs): boolean {
  const text = inputs[name]
  switch (name) {
    case 'client-id':
      return text === '' || text.includes(':') || ['.', '..'].includes(text) || isUnprintable(text)
    case 'client-secret':
      return text === '' && inputs['client-auth'] === ''
    case 'client-auth':
      return text !== ''
    case 'require-permissions':
      return !text.split(/[\s,]+/).every((word) => word === '')
    case 'doctor':
      return !['', 'true', 'false', 'on-failure'].includes(text.toLowerCase())
    case 'private-key':
    case 'private-key-id':
    case 'assertion-audience':
      return text !== ''
    case 'region': {
      const hasUrls = inputs['login-url'] + inputs['token-url'] !== '' && inputs['api-url'] !== ''
      if (text === '') return !hasUrls
      const known = REGIONS.flatMap((region) => [region.name, region.domain])
      return !known.includes(text) && (!hasUrls || isUnprintable(text))
    }
    case 'login-url':
    case 'token-url':
    case 'api-url': {
      if (text === '') return false
      if (!URL.canParse(text)) return true
      const { protocol, hostname, username, password, search, hash } = new URL(text)
      const isSafe =
        protocol === 'https:' || (protocol === 'http:' && ['[::1]', 'localhost'].includes(hostname))
      if (!isSafe || username + password + hash !== '') return true
      return name !== 'token-url' && (search !== '' || (name === 'login-url' && isWholeUrl(text)))
    }
    case 'keep-fresh':
    case 'gateway':
    case 'gateway-pass-token':
    case 'export-env':
    case 'revoke':
    case 'summary':
      return !['', 'true', 'false'].includes(text.toLowerCase())
    case 'gateway-tokens':
      return text !== '' && !(/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 10)
    case 'timeout-seconds':
      return text !== '' && !(/^[0-9]+$/.test(text) && Number(text) >= 1 && Number(text) <= 3600)
    case 'share':
      return !['', 'none', 'run', 'repository'].includes(text.toLowerCase())
    case 'redis-url':
      if (text === '') return false
      return ['', 'none'].includes(inputs.share.toLowerCase()) || !/^rediss?:\/\/[\w.]+$/.test(text)
    case 'min-validity-seconds':
      return text !== '' && !(/^[0-9]+$/.test(text) && Number(text) <= 38_880_000)
    case 'organization-id':
      return /\s/.test(text)
    case 'share-key':
      return text !== '' && ['', 'none'].includes(inputs.share.toLowerCase())
    case 'scope':
    case 'matrix-size':
      return false
  }
}

describe('when a host is asked whether it is loopback', () => {
  it.each(['localhost', 'LocalHost', '127.0.0.1', '127.12.3.4', '[::1]'])('says yes for %s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })

  it.each([
    'localhost.example.com',
    'my-localhost',
    '128.0.0.1',
    '127.0.0.1.example.com',
    'x127.0.0.1',
    '[::2]',
    '::1',
    '',
  ])('says no for %s', (host) => {
    expect(isLoopback(host)).toBe(false)
  })
})
