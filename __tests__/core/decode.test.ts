import { describe, expect, it } from '@jest/globals'
import {
  booleanIn,
  listIn,
  NotDecodable,
  numberIn,
  objectIn,
  oneOfIn,
  optionalTextIn,
  parseList,
  textIn,
} from '../../src/core/decode.ts'
import { parseObject } from '../../src/core/json.ts'

const FIELDS = { text: 'a', number: 1, boolean: false, object: { x: 1 }, list: [{ x: 1 }, { x: 2 }] }

describe('when JSON comes from outside', () => {
  it.each([
    ['an object', '{"a":1}', { a: 1 }],
    ['a list', '[1]', undefined],
    ['null', 'null', undefined],
    ['a text', '"a"', undefined],
    ['no JSON', '{', undefined],
  ])('is read if it is an object: %s', (_, text, fields) => {
    expect(parseObject(text)).toEqual(fields)
  })
})

describe('when a field is as it has to be', () => {
  it('is read', () => {
    expect(textIn(FIELDS, 'text')).toBe('a')
    expect(optionalTextIn(FIELDS, 'none')).toBeUndefined()
    expect(numberIn(FIELDS, 'number')).toBe(1)
    expect(booleanIn(FIELDS, 'boolean')).toBe(false)
    expect(objectIn(FIELDS, 'object')).toEqual({ x: 1 })
    expect(oneOfIn(FIELDS, 'text', ['a', 'b'])).toBe('a')
    expect(listIn(FIELDS, 'list', (item) => numberIn(item, 'x'))).toEqual([1, 2])
    expect(parseList('[{"x":1}]', (item) => numberIn(item, 'x'))).toEqual([1])
  })
})

describe('when a field is missing or of another type', () => {
  it.each<[string, () => unknown]>([
    ['no text', () => textIn(FIELDS, 'number')],
    ['a text that is optional', () => optionalTextIn(FIELDS, 'number')],
    ['no number', () => numberIn(FIELDS, 'text')],
    ['no finite number', () => numberIn({ number: NaN }, 'number')],
    ['no boolean', () => booleanIn(FIELDS, 'text')],
    ['no object', () => objectIn(FIELDS, 'list')],
    ['none of those that are known', () => oneOfIn(FIELDS, 'text', ['b'])],
    ['no list', () => listIn(FIELDS, 'object', () => 0)],
    ['a list with something else in it', () => listIn({ list: [1] }, 'list', () => 0)],
    ['a text that is no list', () => parseList('{"a":1}', () => 0)],
    ['a text that closes the list too early', () => parseList('[]}', () => 0)],
  ])('is told by its name: %s', (_, read) => {
    expect(read).toThrow(NotDecodable)
  })

  it('does not show the value, which may be a secret', () => {
    expect(() => oneOfIn({ name: 'hunter2-secret' }, 'name', ['a'])).not.toThrow('hunter2')
  })
})
