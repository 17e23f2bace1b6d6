import { describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { HELP } from '../../src/programs/gc-token/help.ts'
import { SECRET_VARIABLES } from '../../src/settings/secret-place.ts'
import { ENVIRONMENT_FIELDS } from '../../src/settings/environment.ts'
import { REVOKE_FIELDS, TOKEN_FIELDS } from '../../src/settings/fields.ts'
import { inputNames, type Field, type Source } from '../../src/settings/reader.ts'
import { readRotationSettings, ROTATION_FIELDS } from '../../src/settings/rotation-settings.ts'
import { readRevokeSettings, readSettings } from '../../src/settings/settings.ts'
import { readText, ROOT } from '../support/documents.ts'
import { inputsOf } from '../support/step-fakes.ts'

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly required: boolean; readonly default?: string }>>
  readonly outputs: object
  readonly runs: Readonly<Record<string, string>>
}

interface Action {
  readonly path: string
  readonly fields: Readonly<Record<string, Field<unknown>>>
  readonly read: (source: Source) => unknown
  readonly runs: Readonly<Record<string, string>>
}

const ACTIONS: readonly Action[] = [
  {
    path: 'action.yml',
    fields: TOKEN_FIELDS,
    read: readSettings,
    runs: { using: 'node24', main: 'dist/main/index.js', post: 'dist/post/index.js' },
  },
  {
    path: 'revoke/action.yml',
    fields: REVOKE_FIELDS,
    read: readRevokeSettings,
    runs: { using: 'node24', main: '../dist/revoke/index.js' },
  },
  {
    path: 'rotate/action.yml',
    fields: ROTATION_FIELDS,
    read: (source) => readRotationSettings(source, { repository: 'octo/demo', stepId: undefined }),
    runs: { using: 'node24', main: '../dist/rotate/index.js', post: '../dist/post/index.js' },
  },
]

/** All that any of the actions cannot do without. */
const NEEDED = {
  'client-id': 'id',
  'client-secret': 'secret',
  region: 'eu-central-1',
  'github-token': 'token',
  'secret-name': 'NAME',
}

describe.each(ACTIONS)('when $path is held against the fields', ({ path, fields, read, runs }) => {
  const action = parse(readText(path)) as ActionFile
  const inputs = Object.entries(action.inputs)

  it('has the same inputs in the same order', () => {
    expect(inputs.map(([name]) => name)).toEqual(inputNames(fields))
  })

  it('has the same defaults', () => {
    const defaults = Object.values(fields)
      .filter(({ input }) => input !== undefined)
      .map((field) => [field.input, field.default])
    expect(inputs.map(([name, input]) => [name, input.default])).toEqual(defaults)
  })

  it('requires what the code finds missing', () => {
    expect(() => read(inputsOf(NEEDED))).not.toThrow()
    for (const [name, { required }] of inputs) {
      if (!required) continue
      expect(() => read(inputsOf({ ...NEEDED, [name]: '' }))).toThrow(`${name} is empty.`)
    }
    const required = inputs.filter(([, input]) => input.required).map(([name]) => name)
    expect(Object.keys(NEEDED)).toEqual(expect.arrayContaining(required))
  })

  it('runs bundles that are there', () => {
    expect(action.runs).toEqual(runs)
    const { using, ...scripts } = action.runs
    for (const script of Object.values(scripts)) {
      expect([using, existsSync(join(ROOT, path, '..', script))]).toEqual(['node24', true])
    }
  })
})

describe('when gc-token --help is held against the fields', () => {
  it('names every variable that is read, and no other', () => {
    const variables = Object.values<Field<unknown>>(ENVIRONMENT_FIELDS).flatMap(
      ({ variable = [] }) => variable,
    )
    expect([...new Set(HELP.match(/GENESYSCLOUD_\w+/g))].sort()).toEqual(
      [...new Set([...variables, ...Object.values(SECRET_VARIABLES)])].sort(),
    )
  })
})
