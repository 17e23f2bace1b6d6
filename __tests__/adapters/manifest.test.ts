import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readManifest } from '../../src/adapters/manifest.ts'

let folder: string
let bundle: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'))
  bundle = join(folder, 'dist', 'gc-token', 'index.js')
  mkdirSync(join(bundle, '..'), { recursive: true })
  writeFileSync(bundle, '')
  writeFileSync(join(folder, 'package.json'), '{"repository":"acme/tokens"}')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('when a bundle looks for its package.json', () => {
  it('finds it above dist', () => {
    expect(readManifest(bundle)).toEqual({ repository: 'acme/tokens' })
  })

  it('finds it through a link', () => {
    symlinkSync(join(bundle, '..'), join(folder, 'linked'), 'junction')
    expect(readManifest(join(folder, 'linked', 'index.js'))).toEqual({ repository: 'acme/tokens' })
  })

  it('takes nothing from where it may be somebody else’s, or cannot be read', () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true })
    writeFileSync(join(folder, 'a', 'b', 'index.js'), '')
    expect(readManifest(join(folder, 'a', 'b', 'index.js'))).toBeUndefined()
    expect(readManifest(join(folder, 'missing', 'index.js'))).toBeUndefined()
    writeFileSync(join(folder, 'package.json'), 'no JSON')
    expect(readManifest(bundle)).toBeUndefined()
  })
})
