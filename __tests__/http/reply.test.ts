import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { describeFailure, quote, readFailure, readFields, serverDate } from '../../src/http/reply.ts'
import { type HttpReply } from '../../src/http/transport.ts'
import { AttemptFailed, type Failure } from '../../src/http/retry-decision.ts'
import { reply, thrownBy } from '../support/genesys.ts'

const failureOf = (answer: HttpReply): Failure => readFailure(answer).failure

describe('when the token endpoint refuses', () => {
  it('reads error, description and that no limit was hit', () => {
    const body = {
      error: 'invalid_client',
      description: 'authentication failed',
      error_description: 'authentication failed',
    }
    expect(failureOf(reply(400, body))).toEqual({
      kind: 'status',
      summary: 'HTTP 400',
      status: 400,
      error: 'invalid_client',
      description: 'authentication failed',
      isRateLimit: false,
    })
  })

  it.each([
    ['error_description', { error_description: 'rate limit exceeded; try later' }],
    ['description', { description: 'Rate Limit Exceeded; try later' }],
    ['message', { message: 'the rate limit exceeded the maximum' }],
    ['the second text', { error_description: 'see description', description: 'rate limit exceeded' }],
  ])('finds the rate limit of a 400 in %s', (_, body) => {
    expect(failureOf(reply(400, { error: 'invalid_request', ...body })).isRateLimit).toBe(true)
  })

  it.each([
    [429, 'slow down', true],
    [429, 'rate limit exceeded', true],
    [400, 'no limit', false],
    [403, 'rate limit exceeded', false],
    [503, 'rate limit exceeded', false],
  ])('takes %i with "%s" for a rate limit: %s', (status, text, expected) => {
    expect(failureOf(reply(status, { error_description: text })).isRateLimit).toBe(expected)
  })

  it('finds no rate limit in what is no text', () => {
    expect(failureOf(reply(400, { error_description: ['rate limit exceeded'] })).isRateLimit).toBe(false)
  })

  it('prefers the words of OAuth to those of the API', () => {
    const both = { error: 'a', code: 'b', error_description: 'c', description: 'd', message: 'e' }
    expect(failureOf(reply(400, both))).toMatchObject({ error: 'a', description: 'c' })
    expect(failureOf(reply(400, { code: 'b', description: 'd', message: 'e' }))).toMatchObject({
      error: 'b',
      description: 'd',
    })
  })
})

describe('when a gateway wraps the words of the server', () => {
  it.each([
    ['an object', { error: { code: 'invalid_client', message: 'no such client' } }, 'invalid_client'],
    ['an object with a number', { error: { code: 401, message: 'no such client' } }, '401'],
    ['a list', { errors: [{ code: 'x.y', message: 'no such client' }] }, 'x.y'],
    ['a fault', { fault: { code: 'f', faultstring: 'no such client' } }, 'f'],
  ])('finds them in %s', (_, body, error) => {
    expect(failureOf(reply(401, body))).toMatchObject({ error, description: 'no such client' })
  })

  it('finds them in WWW-Authenticate where the body has none', () => {
    const headers = {
      'www-authenticate': 'Basic realm="UAA", error="unauthorized", error_description="Bad credentials"',
    }
    expect(failureOf(reply(401, '', headers))).toMatchObject({
      error: 'unauthorized',
      description: 'Bad credentials',
    })
    expect(failureOf(reply(401, { error: 'invalid_client' }, headers)).error).toBe('invalid_client')
  })

  it('quotes no more than 300 characters of them', () => {
    const long = 'word '.repeat(200)
    const said = describeFailure(failureOf(reply(401, { error: { code: long, message: long } })))
    expect(said.length - 'HTTP 401, '.length).toBeLessThanOrEqual(300)
    expect(said).toContain('word')
  })
})

describe('when the API refuses', () => {
  const body = {
    message: 'Invalid login credentials.',
    code: 'bad.credentials',
    status: 401,
    contextId: 'ctx-1',
  }

  it('reads code, message and the context id as correlation id', () => {
    expect(failureOf(reply(401, body))).toEqual({
      kind: 'status',
      summary: 'HTTP 401',
      status: 401,
      error: 'bad.credentials',
      description: 'Invalid login credentials.',
      correlationId: 'ctx-1',
      isRateLimit: false,
    })
  })

  it('prefers the correlation id of the header', () => {
    expect(failureOf(reply(401, body, { 'inin-correlation-id': 'head-1' })).correlationId).toBe('head-1')
  })
})

describe('when something else answers', () => {
  it.each([
    ['HTML', '<html><body>Bad gateway</body></html>'],
    ['nothing', ''],
    ['a list', '[1]'],
    ['a number', '42'],
    ['null', 'null'],
  ])('has only the status to tell for %s', (_, body) => {
    expect(failureOf(reply(502, body))).toStrictEqual({
      kind: 'status',
      summary: 'HTTP 502',
      status: 502,
      isRateLimit: false,
    })
  })

  it.each([
    [299, 'status'],
    [300, 'redirect'],
    [302, 'redirect'],
    [399, 'redirect'],
    [400, 'status'],
  ])('calls %i a %s', (status, kind) => {
    expect(failureOf(reply(status)).kind).toBe(kind)
  })
})

describe('when the server says how long to wait', () => {
  const date = 'Sat, 21 Nov 2026 10:00:00 GMT'

  it.each([
    ['seconds', '42', {}, 42_000],
    ['none', '0', {}, 0],
    ['a fraction', '1.25', {}, 1_250],
    ['seconds with spaces', ' 7 ', {}, 7_000],
    ['a date by the clock of the server', 'Sat, 21 Nov 2026 10:00:30 GMT', { date }, 30_000],
    ['a date by our own clock', 'Sat, 21 Nov 2026 10:00:30 GMT', {}, 30_000],
    ['a date that is over', 'Sat, 21 Nov 2026 09:00:00 GMT', { date }, 0],
  ])('understands %s', (_, value, headers, expected) => {
    expect(failureOf(reply(429, '', { 'retry-after': value, ...headers })).retryAfterMs).toBe(expected)
  })

  it('holds a date against the clock of the server, not against a wrong one of the runner', () => {
    const headers = { 'retry-after': 'Sun, 22 Nov 2026 10:00:10 GMT', date: 'Sun, 22 Nov 2026 10:00:00 GMT' }
    expect(failureOf(reply(503, '', headers)).retryAfterMs).toBe(10_000)
  })

  it.each([
    '',
    ' ',
    'soon',
    '-5',
    '5 s',
    'x5',
    'in 5',
    '2030-01-01',
    'Sat, 21 Nov',
    'x Sat, 21 Nov 2026 10:00:30 GMT',
  ])('ignores "%s"', (value) => {
    expect(failureOf(reply(429, '', { 'retry-after': value })).retryAfterMs).toBeUndefined()
  })

  it('has nothing to obey without the header', () => {
    expect('retryAfterMs' in failureOf(reply(429))).toBe(false)
  })
})

describe('when a body should be a JSON object', () => {
  it('hands on its fields', () => {
    expect(readFields(reply(200, { a: 1 }), 'the reply')).toEqual({ a: 1 })
  })

  it('does not stumble over a byte order mark, but over two', async () => {
    expect(readFields(reply(200, '\ufeff{"a":1}'), 'the reply')).toEqual({ a: 1 })
    const error = await thrownBy(() => readFields(reply(200, '\ufeff\ufeff{"a":1}'), 'the reply'))
    expect(error).toMatchObject({ failure: { kind: 'unreadable' } })
  })

  it('says what came instead, without quoting it', async () => {
    const answer = reply(200, '<p>secret-page</p>', {
      'content-type': 'text/html',
      'inin-correlation-id': 'x1',
    })
    expect(await thrownBy(() => readFields(answer, 'the reply'))).toMatchObject({
      failure: {
        kind: 'unreadable',
        summary: 'the reply is not a JSON object (HTTP 200, text/html, 18 characters)',
        status: 200,
        correlationId: 'x1',
      },
    })
  })

  it('says so if there is no content type', async () => {
    const error = await thrownBy(() => readFields(reply(200, '[]'), 'it'))
    expect((error as Error).message).toBe(
      'it is not a JSON object (HTTP 200, no content type, 2 characters of a list)',
    )
  })
})

describe('when a failure is described', () => {
  it.each<[string, Failure, string]>([
    ['a summary alone', { kind: 'timeout', summary: 'no reply within 15 s' }, 'no reply within 15 s'],
    [
      'an error',
      { kind: 'status', summary: 'HTTP 400', error: 'invalid_client' },
      'HTTP 400, invalid_client',
    ],
    ['a description', { kind: 'status', summary: 'HTTP 503', description: 'down' }, 'HTTP 503, down'],
    [
      'everything',
      { kind: 'status', summary: 'HTTP 400', error: 'a', description: 'b', correlationId: 'c' },
      'HTTP 400, a: b, correlation id c',
    ],
  ])('is one clause from %s', (_, failure, text) => {
    expect(describeFailure(failure)).toBe(text)
  })
})

describe('when the server says what time it is', () => {
  it.each([
    ['Sat, 21 Nov 2026 10:00:00 GMT', Date.UTC(2026, 10, 21, 10)],
    ['yesterday', undefined],
    ['5', undefined],
    ['2026-11-21T10:00:00Z', undefined],
    ['Sat, 21 Nov 2026 10:00:00 GMT+5', undefined],
    ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
    ['Sat, 01 Jan 2000 00:00:00 GMT', Date.UTC(2000)],
    ['Wed, 01 Jan 2200 00:00:00 GMT', Date.UTC(2200)],
    ['Wed, 01 Jan 2200 00:00:01 GMT', undefined],
    ['', undefined],
  ])('reads %s as %s', (date, at) => {
    expect(serverDate(reply(200, '', { date }))).toBe(at)
  })

  it('does not know without the header', () => {
    expect(serverDate(reply(200))).toBeUndefined()
  })
})

describe('when a text from outside is quoted', () => {
  it.each([
    ['a plain text', 'authentication failed', 'authentication failed'],
    ['a number', 42, '42'],
    ['white space around it', '  text  ', 'text'],
    ['a workflow command', 'x\n::error::gotcha', 'x ::error::gotcha'],
    ['line ends of Windows', 'a\r\n\r\nb', 'a b'],
    ['the line separators of Unicode', 'a\u2028b\u2029c', 'a b c'],
    ['text that runs backwards', 'a\u202eb', 'a b'],
    ['escape sequences of a terminal', '\u001b[31mred', '[31mred'],
    ['letters of every kind', 'Grüße, 東京', 'Grüße, 東京'],
    ['nothing', '', undefined],
    ['only control characters', '\n\t\0', undefined],
    ['an object', { a: 1 }, undefined],
    ['true', true, undefined],
    ['null', null, undefined],
    ['nothing at all', undefined, undefined],
  ])('makes one safe line of %s', (_, value, quoted) => {
    expect(quote(value)).toBe(quoted)
  })

  it('cuts what is longer than a sentence', () => {
    const words = 'word '.repeat(80)
    const quoted = quote(words) ?? ''
    expect(quoted.length).toBeLessThanOrEqual(201)
    expect(quoted.length).toBeGreaterThan(150)
    expect(quoted.endsWith('…')).toBe(true)
    expect(quote('x'.repeat(200))).toBe('x'.repeat(200))
  })

  it('keeps the last word if it just fits', () => {
    const words = `${'a'.repeat(99)} ${'b'.repeat(100)}`
    expect(quote(`${words} and more`)).toBe(`${words} …`)
  })

  it('never shows part of a word, which could be part of a secret that is only masked as a whole', () => {
    const secret = 'Qp9s3cr3t0123456789abcdefghijklmnopqrstuvwxyz'
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 250 }), (before) => {
        const quoted = quote(`${'x '.repeat(before).slice(0, before)} ${secret} and more`) ?? ''
        expect(quoted.includes(secret) || !quoted.includes(secret.slice(0, 4))).toBe(true)
      }),
    )
  })

  it('is always one line of bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const quoted = quote(text) ?? 'x'
        expect(quoted).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
        expect(quoted.length).toBeLessThanOrEqual(201)
        expect(quoted).toBe(quoted.trim())
        expect(quoted).not.toBe('')
      }),
    )
  })
})

describe('whatever a server answers', () => {
  it('becomes a failure with a safe text', () => {
    const anyBody = fc.oneof(fc.string({ unit: 'binary' }), fc.json())
    fc.assert(
      fc.property(fc.integer({ min: 201, max: 599 }), anyBody, fc.string(), (status, body, retryAfter) => {
        const thrown = readFailure(reply(status, body, { 'retry-after': retryAfter }))
        expect(thrown).toBeInstanceOf(AttemptFailed)
        expect(describeFailure(thrown.failure)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
        expect(thrown.failure.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
