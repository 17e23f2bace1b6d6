import { describe, expect, it } from '@jest/globals'
import { createMasker, derivedForms } from '../../simulator/runner/masks.ts'

function maskWith(secret: string, text: string): string {
  const masker = createMasker()
  masker.add(secret)
  return masker.mask(text)
}

const SECRET = 'S3cr+t/"q\'&<x>='

describe('when a secret is printed in a form that the runner derives', () => {
  it.each([
    ['raw', SECRET],
    ['Base64', Buffer.from(SECRET).toString('base64')],
    ['a JSON string', JSON.stringify(SECRET).slice(1, -1)],
    ['a quoted expression', SECRET.replaceAll("'", "''")],
    ['XML', 'S3cr+t/&quot;q&apos;&amp;&lt;x&gt;='],
    ['a form value', 'S3cr%2Bt%2F%22q%27%26%3Cx%3E%3D'],
  ])('masks %s', (_name, form) => {
    expect(maskWith(SECRET, `before ${form} after`)).toBe('before *** after')
  })

  it.each([
    ['a', 0],
    ['ab', 1],
    ['abc', 2],
  ])('masks it within Basic credentials for the id %s but for the first bytes', (id) => {
    const secret = 'Zq8-hTnW3xLpKd0vRbYs'
    const masked = maskWith(secret, Buffer.from(`${id}:${secret}`).toString('base64'))
    expect(masked).toContain('***')
    const visible = masked.replaceAll('***', '')
    expect(Buffer.from(visible, 'base64').toString('latin1')).not.toContain(secret.slice(3, 8))
  })

  it('masks what is between quotes when more than six characters are', () => {
    expect(maskWith('"quoted secret"', 'x quoted secret y')).toBe('x *** y')
    expect(maskWith('"short"', 'x short y')).toBe('x short y')
  })

  it('masks the pieces that PowerShell prints on their own', () => {
    expect(maskWith('first1&second2', 'first1& | second2')).toBe('*** | ***')
    expect(maskWith('first1&+second2', 'first1&+ | econd2')).toBe('*** | ***')
    expect(maskWith('a&b', 'a& b')).toBe('a& b')
  })
})

describe('when a secret is printed in a form that the runner does not know', () => {
  const secret = 'Zq8-hTnW3xLpKd0vRbYs'
  it.each([
    ['hex', Buffer.from(secret).toString('hex')],
    ['reversed', Buffer.from(secret).reverse().toString()],
    ['upper case', secret.toUpperCase()],
    ['a part', secret.slice(0, -1)],
    ['Base64 with a newline appended', Buffer.from(`${secret}\n`).toString('base64')],
    ['Base64 without padding', Buffer.from(secret).toString('base64').replace(/=+$/, '')],
  ])('lets %s through', (_name, form) => {
    expect(maskWith(secret, form)).toBe(form)
  })
})

describe('when secrets overlap or touch', () => {
  it('writes one mask for them', () => {
    const masker = createMasker()
    masker.add('abcdef')
    masker.add('defghi')
    masker.add('jkl')
    expect(masker.mask('abcdefghi')).toBe('***')
    expect(masker.mask('abcdefjkl-abcdef')).toBe('***-***')
  })
})

describe('when a secret has several lines', () => {
  it('masks each line and the whole', () => {
    expect(maskWith('line one\n  line two\r\n', 'say line two')).toBe('say ***')
    expect(maskWith('line one\nline two', 'line one')).toBe('***')
  })
})

describe('when a secret is short or empty', () => {
  it('has no shortest length', () => {
    expect(maskWith('e', 'here')).toBe('h***r***')
  })

  it('ignores the empty one', () => {
    expect(maskWith('', 'here')).toBe('here')
    expect(derivedForms('')).toEqual([])
  })
})
