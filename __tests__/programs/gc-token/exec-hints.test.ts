import { describe, expect, it } from '@jest/globals'
import { expiryHint, regionHint } from '../../../src/programs/gc-token/exec-hints.ts'

const EXPIRES_AT = Date.UTC(2026, 10, 21, 10)

describe('before a command starts', () => {
  it('is said that no region is known', () => {
    expect(regionHint({}, { region: '' })).toContain('GENESYSCLOUD_REGION is not set')
  })

  it.each([
    ['the token’s is known', {}, 'eu-central-1'],
    ['one is set', { GENESYSCLOUD_REGION: 'eu-north-9' }, ''],
  ])('is nothing to say if %s', (_, inherited, region) => {
    expect(regionHint(inherited, { region })).toBeUndefined()
  })
})

describe('after a command has failed', () => {
  const token = { expiresAt: EXPIRES_AT }

  it('is said that its token had expired', () => {
    expect(expiryHint(1, token, EXPIRES_AT, false)).toContain('had expired (2026-11-21T10:00:00Z)')
  })

  it.each([
    ['it succeeded', 0, EXPIRES_AT + 1, false],
    ['its token was still valid', 1, EXPIRES_AT - 1, false],
    ['it asked for another', 1, EXPIRES_AT + 1, true],
  ])('is nothing to say if %s', (_, exitCode, now, hasAskedAgain) => {
    expect(expiryHint(exitCode, token, now, hasAskedAgain)).toBeUndefined()
  })
})
