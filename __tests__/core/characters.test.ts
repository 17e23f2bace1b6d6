import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { hasControlCharacters, onOneLine, quoted } from '../../src/core/characters.ts'

describe('when a text is looked through for control characters', () => {
  it.each([
    ['a line feed', 'a\nb', true],
    ['a carriage return', 'a\rb', true],
    ['a tab', 'a\tb', true],
    ['NUL', '\0', true],
    ['DEL', 'a\u007fb', true],
    ['one of the upper range', 'a\u0085b', true],
    ['nothing', '', false],
    ['printable ASCII from end to end', ' ~azAZ09', false],
    ['letters from elsewhere', 'Zürich 東京', false],
    ['a format character, which is another class', 'a\u202eb', false],
  ])('finds %s for what it is', (_, text, expected) => {
    expect(hasControlCharacters(text)).toBe(expected)
  })

  it('agrees with Unicode about every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hasControlCharacters(text)).toBe(/\p{Cc}/u.test(text))
      }),
    )
  })
})

describe('when a text from outside is put on one line', () => {
  it.each([
    ['a line break', 'one\r\ntwo', 'one two'],
    ['a separator of lines or paragraphs', 'one\u2028two\u2029three', 'one two three'],
    ['text that runs backwards', 'one\u202etwo', 'one two'],
    ['private and unassigned characters', 'one\ue000\u0378two', 'one two'],
    ['one of the runner’s older commands', 'no ##[set-output name=a]b', 'no # #[set-output name=a]b'],
    ['nothing of the kind', 'Octo Contact Center (東京) 100 %', 'Octo Contact Center (東京) 100 %'],
  ])('takes out %s', (_, text, expected) => {
    expect(onOneLine(text)).toBe(expected)
  })

  it.each([
    ['short', '"short"'],
    ['two\nlines', '"two lines"'],
    ['x'.repeat(60), `"${'x'.repeat(60)}"`],
    ['x'.repeat(61), '(a text of 61 characters)'],
  ])('quotes what was typed, but not what may be a secret: %j', (text, expected) => {
    expect(quoted(text)).toBe(expected)
  })

  it('leaves nothing that could start a new line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(onOneLine(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
