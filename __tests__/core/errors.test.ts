import { describe, expect, it } from '@jest/globals'
import { ActionError, anchorOf, describeError, ERROR_CODES, messageOf } from '../../src/core/errors.ts'

const PAGE = 'https://github.com/org/repository/blob/v1/docs/troubleshooting.md'

describe('when an error is described', () => {
  it('says what happened, the likely causes in order and where to read on', () => {
    const error = new ActionError('GRANT_REJECTED', 'It was refused.', ['the first', 'the second'])
    expect(describeError(error, PAGE)).toBe(
      ['It was refused.', 'Likely causes: the first; the second.', `See ${PAGE}#grant-rejected`].join('\n'),
    )
  })

  it('leaves the causes out if there is none to name', () => {
    expect(describeError(new ActionError('INTERNAL', 'Broken.'), PAGE)).toBe(`Broken.\nSee ${PAGE}#internal`)
  })

  it.each(ERROR_CODES)('links %s to an anchor that GitHub makes of its heading', (code) => {
    expect(anchorOf(code)).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(anchorOf(code).replaceAll('-', '_').toUpperCase()).toBe(code)
  })
})

describe('when an error is made', () => {
  it('is named, and keeps its code, causes and technical cause', () => {
    const cause = new Error('below')
    const error = new ActionError('TIMED_OUT', 'Too late.', ['slow'], cause)
    expect(error).toMatchObject({
      name: 'ActionError',
      code: 'TIMED_OUT',
      message: 'Too late.',
      causes: ['slow'],
      cause,
    })
    expect(error).toBeInstanceOf(Error)
  })

  it('has no technical cause if there was none', () => {
    expect('cause' in new ActionError('TIMED_OUT', 'Too late.')).toBe(false)
    expect(new ActionError('TIMED_OUT', 'Too late.').causes).toEqual([])
  })
})

describe('when something was thrown', () => {
  it.each([
    [new Error('a message'), 'a message'],
    [new TypeError(''), ''],
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [42, '42'],
  ])('has a message for it', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message)
  })
})
