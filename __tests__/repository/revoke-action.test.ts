import { describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { INPUT_NAMES } from '../../src/settings/settings.ts'

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly required: boolean; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly runs: Readonly<Record<string, string>>
}

const ROOT = join(import.meta.dirname, '..', '..')
const read = (path: string): ActionFile => parse(readFileSync(join(ROOT, path), 'utf8')) as ActionFile
const revoke = read('revoke/action.yml')
const token = read('action.yml')

describe('when revoke/action.yml is compared with the token action', () => {
  it('has inputs of the same names, which the code reads', () => {
    for (const name of Object.keys(revoke.inputs)) expect(INPUT_NAMES).toContain(name)
    expect(Object.keys(revoke.inputs)).toEqual([
      'client-id',
      'client-secret',
      'region',
      'login-url',
      'api-url',
      'scope',
      'share',
      'redis-url',
      'timeout-seconds',
    ])
  })

  it('requires and defaults to the same, but for share', () => {
    for (const [name, input] of Object.entries(revoke.inputs)) {
      expect(input.required).toBe(token.inputs[name]?.required)
      if (name !== 'share') expect(input.default).toBe(token.inputs[name]?.default)
    }
    expect(revoke.inputs['share']?.default).toBe('run')
  })

  it('runs a bundle that is there, and has no post step', () => {
    expect(revoke.runs).toEqual({ using: 'node24', main: '../dist/revoke/index.js' })
    expect(existsSync(join(ROOT, 'revoke', revoke.runs['main'] ?? ''))).toBe(true)
    expect(Object.keys(revoke.outputs)).toEqual(['revoked'])
  })
})
