import { describe, expect, it } from '@jest/globals'
import {
  defineFunction,
  evaluateCondition,
  evaluateString,
  evaluateTemplate,
  type ExpressionScope,
} from '../../simulator/runner/expressions.ts'
import { describeLeg, expandMatrix } from '../../simulator/runner/matrix.ts'

function scopeAfter(status: 'success' | 'failure' | 'cancelled'): ExpressionScope {
  const none = { min: 0, max: 0 }
  return {
    contexts: {
      steps: { one: { outputs: { 'api-url': 'https://x', list: '["a","b"]' } } },
      matrix: { flag: true, count: 2 },
    },
    functions: [
      defineFunction('success', none, () => status === 'success'),
      defineFunction('failure', none, () => status === 'failure'),
      defineFunction('cancelled', none, () => status === 'cancelled'),
      defineFunction('always', none, () => true),
    ],
  }
}

const SCOPE = scopeAfter('success')

describe('when a text holds expressions', () => {
  it.each([
    ['plain', 'plain'],
    ['${{ steps.one.outputs.api-url }}/api', 'https://x/api'],
    ['${{ STEPS.One.outputs.API-URL }}', 'https://x'],
    ['${{ steps.none.outputs.x }}', ''],
    ["${{ format('{0}}}', 'a') }}", 'a}'],
    ["a ${{ 'it''s }}' }} b", "a it's }} b"],
    ['${{ fromJSON(steps.one.outputs.list)[1] }}', 'b'],
    ['${{ matrix.flag }} ${{ matrix.count }}', 'true 2'],
    ["${{ contains('abc', 'B') && 'yes' || 'no' }}", 'yes'],
  ])('evaluates %p', (text, expected) => {
    expect(evaluateString(text, SCOPE)).toBe(expected)
  })

  it('keeps the type of an expression that stands alone', () => {
    expect(evaluateTemplate({ a: '${{ matrix.flag }}', b: ['${{ matrix.count }}'] }, SCOPE)).toEqual({
      a: true,
      b: [2],
    })
  })

  it.each([['${{ nonsense.x }}'], ['${{ }}'], ['${{ steps.one'], ['${{ what() }}']])('refuses %p', (text) => {
    expect(() => evaluateString(text, SCOPE)).toThrow()
  })
})

describe('when a step has a condition', () => {
  it.each([
    ['success()', true, false, false],
    ['always()', true, true, true],
    ['failure()', false, true, false],
    ['cancelled()', false, false, true],
    ['!cancelled()', true, true, false],
    ['${{ !cancelled() }}', true, true, false],
    ['matrix.flag', true, false, false],
    ['${{ matrix.count == 3 }}', false, false, false],
    ['failure() || matrix.count == 2', true, true, true],
    ["'always()' != ''", true, false, false],
    ['${{ false }} || nothing', true, false, false],
    ['true', true, false, false],
  ])('%p holds after success %p, failure %p, cancellation %p', (condition, success, failure, cancelled) => {
    expect(evaluateCondition(condition, scopeAfter('success'))).toBe(success)
    expect(evaluateCondition(condition, scopeAfter('failure'))).toBe(failure)
    expect(evaluateCondition(condition, scopeAfter('cancelled'))).toBe(cancelled)
  })
})

describe('when a matrix is expanded', () => {
  it('multiplies the axes in order', () => {
    expect(expandMatrix({ os: ['a', 'b'], node: [1, 2] }).map(describeLeg)).toEqual([
      ' (a, 1)',
      ' (a, 2)',
      ' (b, 1)',
      ' (b, 2)',
    ])
  })

  it('leaves out what exclude matches', () => {
    expect(expandMatrix({ os: ['a', 'b'], node: [1, 2], exclude: [{ os: 'a', node: 2 }] })).toHaveLength(3)
  })

  it('extends legs with include, never overwrites their axes, and adds the rest', () => {
    const legs = expandMatrix({
      fruit: ['apple', 'pear'],
      animal: ['cat', 'dog'],
      include: [
        { color: 'green' },
        { color: 'pink', animal: 'cat' },
        { fruit: 'apple', shape: 'circle' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' },
      ],
    })
    expect(legs).toEqual([
      { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
      { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
      { fruit: 'pear', animal: 'cat', color: 'pink' },
      { fruit: 'pear', animal: 'dog', color: 'green' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ])
  })

  it('makes legs of include alone', () => {
    expect(expandMatrix({ include: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }, { a: 2 }])
  })
})
