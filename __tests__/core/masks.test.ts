import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { basicCredentialForms, maskForms, tokenForms } from '../../src/core/masks.ts'
import { longestFirst, printedForms, redact } from '../../src/core/redact.ts'

/** As the runner cleans its lines. */
const cleaned = (text: string, secrets: readonly string[]): string =>
  redact(text, longestFirst(secrets.flatMap(printedForms)))

const SECRET = 'Qp9-s3cr3t/+~value'
const ID = '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b'

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url')
const withoutPadding = (text: string): string => text.replace(/=+$/, '')

/** Whether a log line in which only `forms` are masked would show `text` unmasked. */
const isCovered = (text: string, forms: readonly string[]): boolean =>
  forms.some((form) => text.includes(form))

const anySecret = fc.oneof(
  fc.string({ minLength: 14, maxLength: 90, unit: 'grapheme-ascii' }),
  fc.string({ minLength: 14, maxLength: 60, unit: 'grapheme' }),
)
const anyBytes = fc.uint8Array({ maxLength: 40 })

describe('when the forms of a secret are listed', () => {
  const forms = maskForms(SECRET)

  it.each([
    ['the value itself', SECRET],
    ['Base64 without padding', withoutPadding(base64(SECRET))],
    ['Base64 with the newline of echo', withoutPadding(base64(`${SECRET}\n`))],
    ['Base64 with the line end of Windows', withoutPadding(base64(`${SECRET}\r\n`))],
    ['base64url', base64url(SECRET)],
    ['base64url with the newline of echo', base64url(`${SECRET}\n`)],
  ])('names %s', (_, form) => {
    expect(forms).toContain(form)
  })

  it('names a form of eight characters, and none of seven', () => {
    expect(maskForms('abcdef')).toContain('YWJjZGVm')
    expect(maskForms('abcde')).not.toContain('YWJjZGU')
  })

  it('names the value first, so that it is masked even if the list is cut short', () => {
    expect(forms[0]).toBe(SECRET)
  })

  it('names each form once', () => {
    expect(new Set(forms).size).toBe(forms.length)
  })

  it('names no padded form, which the forms without padding cover', () => {
    expect(forms.filter((form) => form.endsWith('='))).toEqual([])
  })
})

describe('when the forms of a Basic credential are listed', () => {
  const forms = basicCredentialForms(ID, SECRET)
  const credential = `${ID}:${SECRET}`

  it.each([
    ['the header value', `Basic ${base64(credential)}`],
    ['the padded credential', base64(credential)],
    ['the credential without padding', withoutPadding(base64(credential))],
    ['the credential with the newline of echo', withoutPadding(base64(`${credential}\n`))],
    ['the credential in base64url', base64url(credential)],
  ])('names %s', (_, form) => {
    expect(forms).toContain(form)
  })

  it('never names the id, nor a form of the id alone', () => {
    for (const form of [ID, base64(ID), withoutPadding(base64(ID)), base64url(`${ID}:`)]) {
      expect(isCovered(form, forms)).toBe(false)
    }
  })

  it('leaves out what is too short to be told from chance', () => {
    expect(basicCredentialForms('a', 'b')).toEqual(
      ['Basic YTpi', 'YTpiDQo'].filter((form) => form.length >= 8),
    )
  })
})

describe('when the forms of a token are listed', () => {
  it('adds the header value to those of any secret', () => {
    expect(tokenForms(SECRET)).toEqual([...maskForms(SECRET), `Bearer ${SECRET}`])
  })
})

describe('whatever the secret is', () => {
  it('masks a form in any Base64 of a longer text around it', () => {
    fc.assert(
      fc.property(anySecret, anyBytes, anyBytes, (secret, before, after) => {
        const bytes = Buffer.concat([before, Buffer.from(secret, 'utf8'), after])
        expect(isCovered(bytes.toString('base64'), maskForms(secret))).toBe(true)
        expect(isCovered(bytes.toString('base64url'), maskForms(secret))).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('masks a form in any Base64 of a longer text around the credential', () => {
    fc.assert(
      fc.property(anySecret, anyBytes, anyBytes, (secret, before, after) => {
        const bytes = Buffer.concat([before, Buffer.from(`${ID}:${secret}`, 'utf8'), after])
        expect(isCovered(bytes.toString('base64'), basicCredentialForms(ID, secret))).toBe(true)
      }),
    )
  })

  it('masks nothing shorter than eight characters but the secret itself', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.string({ maxLength: 12 }), (secret, id) => {
        const derived = [...maskForms(secret).slice(1), ...tokenForms(secret).slice(1)]
        for (const form of [...derived, ...basicCredentialForms(id, secret)]) {
          expect(form.length).toBeGreaterThanOrEqual(8)
        }
      }),
    )
  })

  it('never masks the id or anything that stands in it', () => {
    fc.assert(
      fc.property(anySecret, fc.uuid(), (secret, id) => {
        const forms = basicCredentialForms(id, secret)
        expect(isCovered(id, forms)).toBe(false)
        expect(isCovered(base64(id), forms)).toBe(false)
      }),
    )
  })

  it('derives no form that depends on anything but the secret', () => {
    fc.assert(
      fc.property(anySecret, (secret) => {
        expect(maskForms(secret)).toEqual(maskForms(secret))
      }),
    )
  })
})

describe('when a text is cleaned', () => {
  it.each([
    ['as it is', `refused ${SECRET}.`],
    ['percent-encoded', `GET /?secret=${encodeURIComponent(SECRET)}`],
    ['form-encoded', `client_secret=${new URLSearchParams({ s: SECRET }).toString().slice(2)}`],
    ['as JSON', `{"secret":${JSON.stringify(SECRET)}}`],
    ['twice', `${SECRET}${SECRET}`],
  ])('takes the secret out that stands there %s', (_, text) => {
    const clean = cleaned(text, [SECRET])
    expect(clean).toContain('***')
    expect(clean).not.toContain(SECRET.slice(0, 3))
  })

  it.each([
    ['quotes and backslashes', 'a"b\\c'],
    ['spaces and signs', 'p q+r&s=t%u'],
    ['a line break', 'first\nsecond'],
    ['slashes', 'first/second'],
    ['letters beyond ASCII', 'müller-東京'],
    ['markup', `<a href="x">&'`],
  ])('takes out the escaped forms of a secret with %s', (_, secret) => {
    const escaped = JSON.stringify(secret).slice(1, -1)
    const form = new URLSearchParams({ s: secret }).toString().slice(2)
    const inLowerCase = encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())
    const inAscii = escaped.replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    const inHtml = secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
    const inPhp = escaped.replaceAll('/', '\\/')
    const texts = [secret, escaped, form, encodeURIComponent(secret), inLowerCase, inAscii, inHtml, inPhp]
    for (const text of texts) {
      expect(cleaned(`<${text}>`, [secret])).toBe('<***>')
    }
  })

  it.each(['\n', '\r\n', '\n\n'])(
    'takes out each line of a secret that has several, between %j',
    (lineEnd) => {
      const secret = `first-line${lineEnd}second line`
      expect(cleaned('only first-line here', [secret])).toBe('only *** here')
      expect(cleaned('only second+line here', [secret])).toBe('only *** here')
      expect(cleaned('nothing here', [`${secret}${lineEnd}`])).toBe('nothing here')
    },
  )

  it('takes the longer secret out first if one is part of another', () => {
    expect(cleaned('abcdefgh-suffix', ['abcdefgh', 'abcdefgh-suffix'])).toBe('***')
  })

  it('leaves every other text alone', () => {
    expect(cleaned('HTTP 400, invalid_client', [SECRET, ''])).toBe('HTTP 400, invalid_client')
    expect(cleaned('nothing to hide', [])).toBe('nothing to hide')
  })

  it('leaves no secret in any text', () => {
    const secret = fc.string({ minLength: 4 }).filter((text) => !text.includes('*'))
    fc.assert(
      fc.property(fc.string(), secret, fc.string(), (before, value, after) => {
        expect(cleaned(`${before}${value}${after}`, [value])).not.toContain(value)
      }),
    )
  })

  it('never throws, even for a value that is no proper Unicode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, secret) => {
        expect(() => cleaned(text, [secret])).not.toThrow()
      }),
    )
    expect(cleaned('a \ud800 b', ['\ud800'])).toBe('a *** b')
  })
})
