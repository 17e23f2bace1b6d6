import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { folderDifferences } from '../../tools/compare-folders.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-folders-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, file)), { recursive: true })
    writeFileSync(join(folder, name, file), text)
  }
  return join(folder, name)
}

describe('when two folders hold the same bytes', () => {
  it('finds no difference', () => {
    const files = { 'main/index.js': 'code', 'package.json': '{}' }
    expect(folderDifferences(write('fresh', files), write('dist', files))).toEqual([])
  })
})

describe('when a folder differs from what is expected', () => {
  it('names each file', () => {
    const fresh = write('fresh', { 'main/index.js': 'code\n', 'post/index.js': 'code', 'package.json': '{}' })
    const dist = write('dist', { 'main/index.js': 'code\r\n', 'old/index.js': 'code', 'package.json': '{}' })
    expect(folderDifferences(fresh, dist)).toEqual([
      'main/index.js differs',
      'old/index.js should not be there',
      'post/index.js is missing',
    ])
  })

  it('takes a folder that does not exist for an empty one', () => {
    expect(folderDifferences(write('fresh', { a: '' }), join(folder, 'dist'))).toEqual(['a is missing'])
  })
})
