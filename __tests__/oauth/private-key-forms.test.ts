import { describe, expect, it } from '@jest/globals'
import { privateKeyForms } from '../../src/oauth/private-key-forms.ts'
import { keyOf } from '../support/keys.ts'

const RSA = keyOf('rsa')
const lines = RSA.pkcs8.trim().split('\n')

describe('when a private key is masked', () => {
  it.each([
    ['with LF', RSA.pkcs8],
    ['with CRLF', RSA.pkcs8.replaceAll('\n', '\r\n')],
    ['with \\n written out', RSA.pkcs8.replaceAll('\n', '\\n')],
    ['with empty lines', RSA.pkcs8.replaceAll('\n', '\n\n')],
    ['with blanks for line breaks', RSA.pkcs8.trim().replaceAll('\n', ' ')],
  ])('covers each line of a PEM %s', (spelling, text) => {
    const forms = privateKeyForms(text)
    const secret = spelling.startsWith('with blanks') ? lines.slice(1, -1) : lines
    expect(secret.filter((line) => line.length >= 16 && !forms.includes(line))).toEqual([])
  })

  it('covers the whole of a PEM with empty lines as programs print it', () => {
    expect(privateKeyForms(RSA.pkcs8.replaceAll('\n', '\n\n'))).toContain(lines.join('\n'))
  })

  it.each([
    ['its begin', '-----BEGIN PRIVATE KEY-----\nabc'],
    ['its end', 'abc\n-----END PRIVATE KEY-----'],
    ['an end before its begin', '-----END PRIVATE KEY-----\nabc\n-----BEGIN PRIVATE KEY-----'],
  ])('covers no short line of a PEM of which only %s is there', (_, text) => {
    expect(privateKeyForms(text)).toEqual(text.split('\n').filter((line) => line !== 'abc'))
  })

  it('covers the last line of a PEM however short it is', () => {
    const short = [...lines.slice(0, -2), 'aQ==', ...lines.slice(-1)].join('\n')
    expect(privateKeyForms(short)).toContain('aQ==')
  })

  it('covers the whole of it, with \\n in place of line breaks, without them, and in Base64', () => {
    expect(privateKeyForms(RSA.pkcs8)).toEqual(
      expect.arrayContaining([
        lines.join('\n'),
        lines.join('\r\n'),
        lines.join('\\n'),
        lines.join('\\r\\n'),
        lines.slice(1, -1).join(''),
        Buffer.from(lines.slice(1, -1).join('')).toString('base64').replace(/=+$/, ''),
        Buffer.from(lines.join('\n')).toString('base64').replace(/=+$/, ''),
        Buffer.from(`${lines.join('\n')}\n`)
          .toString('base64')
          .replace(/=+$/, ''),
      ]),
    )
  })

  it('covers a text on one line, whatever it is, and its Base64', () => {
    const text = `${Buffer.from(RSA.pkcs8).toString('base64')}\n`
    const again = Buffer.from(text).toString('base64').replace(/=+$/, '')
    expect(privateKeyForms(text)).toEqual(expect.arrayContaining([text, again]))
  })

  it('covers a line of eight characters or more of any other text, and no part of a line', () => {
    const text = 'seven77\neight888\na line with somewhat_longer_words'
    expect(privateKeyForms(text)).toEqual(['eight888', 'a line with somewhat_longer_words'])
  })

  it('covers no short line beside a PEM, and no form twice', () => {
    const forms = privateKeyForms(`before\n${RSA.pkcs8}\nafter`)
    expect(forms).not.toContain('before')
    expect(forms).not.toContain('after')
    expect(new Set(forms).size).toBe(forms.length)
  })

  it('covers keys that are refused', () => {
    const pkcs1 = RSA.privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()
    expect(privateKeyForms(pkcs1)).toEqual(expect.arrayContaining(pkcs1.trim().split('\n')))
  })

  it.each([
    ['on one line', JSON.stringify(RSA.jwk)],
    ['on several', JSON.stringify(RSA.jwk, undefined, 2)],
  ])('covers the private members of a JWK %s', (_, text) => {
    const { d, p, q, dp, dq, qi } = RSA.jwk
    expect(privateKeyForms(text)).toEqual(expect.arrayContaining([d, p, q, dp, dq, qi]))
  })

  it('covers the whole of a JWK as it is pasted and as programs print it, and its Base64 members', () => {
    const onOneLine = JSON.stringify(RSA.jwk).replaceAll(',', ', ')
    const d = Buffer.from(RSA.jwk['d'] ?? '')
    expect(privateKeyForms(onOneLine)).toEqual(
      expect.arrayContaining([onOneLine, JSON.stringify(RSA.jwk), d.toString('base64').replace(/=+$/, '')]),
    )
  })

  it('covers a symmetric key, which is refused, and nothing that is public', () => {
    const jwk = { kty: 'oct', alg: 'HS256', k: 'c2VjcmV0LXNlY3JldA', d: '', p: 7 }
    const forms = privateKeyForms(JSON.stringify(jwk, undefined, 2))
    expect(forms).toContain(jwk.k)
    expect(forms.at(-1)).toBe(JSON.stringify(jwk))
    expect(forms).not.toContain('')
    expect(forms.filter((form) => /kty|alg/.test(form))).toEqual([JSON.stringify(jwk)])
  })

  it('covers what is long in a JWK that was cut off', () => {
    const text = JSON.stringify(RSA.jwk, undefined, 2).slice(0, -2)
    expect(privateKeyForms(text)).toContain(RSA.jwk['d'])
    expect(privateKeyForms(text)).toContain(`"d": "${RSA.jwk['d']}",`)
  })

  it.each(['{"d":"xy', '{"d":"short'])('covers a line of eight characters or more of one: %s', (text) => {
    expect(privateKeyForms(`{\n${text}\n"k":1`)).toEqual([text])
  })

  it('leaves alone what would ruin a log: braces, and short lines that are no part of a PEM', () => {
    const texts = [JSON.stringify(RSA.jwk, undefined, 2), '{\n"d":\n', `no\n\n${RSA.pkcs8}\nok`, 'on\noff\n']
    const shortest = texts.flatMap(privateKeyForms).map((form) => form.length)
    expect(Math.min(...shortest)).toBeGreaterThanOrEqual(4)
  })
})
