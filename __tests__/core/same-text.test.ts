import { describe, expect, it } from '@jest/globals'
import { isSameText } from '../../src/core/same-text.ts'

describe('when two texts are compared', () => {
  it('is true for equal ones', () => {
    expect(isSameText('nonce-1', 'nonce-1')).toBe(true)
  })

  it.each(['nonce-2', 'nonce', 'nonce-11', ''])('is false for %j', (given) => {
    expect(isSameText(given, 'nonce-1')).toBe(false)
  })
})
