import { format, inspect } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { Secret } from '../../src/core/secret.ts'

describe('when a secret gets into something that is printed', () => {
  const secret = new Secret('top-secret-value')

  it.each([
    ['a text', `secret: ${secret.toString()}`],
    ['a joined text', ['a', secret].join(' ')],
    ['JSON', JSON.stringify({ secret })],
    ['console.log', format('%s %o %j %O', secret, secret, secret, { secret })],
    ['inspect with everything shown', inspect({ nested: { secret } }, { showHidden: true, depth: 9 })],
    ['its own fields', JSON.stringify([Object.keys(secret), Object.getOwnPropertyNames(secret)])],
    ['a copy', JSON.stringify(Object.assign({}, secret))],
  ])('does not show in %s', (_, text) => {
    expect(text).not.toContain('top-secret')
  })

  it('prints as three stars', () => {
    expect(String(secret)).toBe('***')
    expect(JSON.stringify(secret)).toBe('"***"')
    expect(inspect(secret)).toBe('***')
  })

  it('is handed out on request only', () => {
    expect(secret.reveal()).toBe('top-secret-value')
  })
})
