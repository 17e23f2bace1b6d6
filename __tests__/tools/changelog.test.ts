import { describe, expect, it } from '@jest/globals'
import { notesOf } from '../../tools/changelog.ts'

const changelog = `# Changelog

## [Unreleased]

- Next.

## [1.10.0] - 2026-12-24

- Ten.

### Fixed

- Eleven.

## 1.1.0

- One.

## v1.0.1 (2026-11-22)
`

describe('when the changelog has a section about the version', () => {
  it('returns its text up to the next version', () => {
    expect(notesOf(changelog, '1.10.0')).toBe('- Ten.\n\n### Fixed\n\n- Eleven.\n')
    expect(notesOf(changelog, '1.1.0')).toBe('- One.\n')
  })
})

describe('when it has none, or an empty one', () => {
  it('says so', () => {
    expect(() => notesOf(changelog, '1.1')).toThrow('CHANGELOG.md has no section about 1.1.')
    expect(() => notesOf(changelog, '2.0.0')).toThrow('CHANGELOG.md has no section about 2.0.0.')
    expect(() => notesOf(changelog, '1.0.1')).toThrow('CHANGELOG.md says nothing about 1.0.1.')
  })
})
