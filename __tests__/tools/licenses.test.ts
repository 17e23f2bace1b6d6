import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { licensesText, packageFolders, packagesIn, readPackage } from '../../tools/licenses.ts'
import { ROOT } from '../../tools/repository.ts'

const DENQUE = { name: 'denque', version: '2.1.0', license: 'Apache-2.0', text: 'Do as you like.\r\n' }
const CORE = { name: '@actions/core', version: '3.0.1', license: 'MIT', text: '\nPermission is granted.\n' }

describe('when it is asked which packages a bundle holds', () => {
  it('tells them from the paths of its modules, each once', () => {
    const modules = [
      'build/entries/main.js',
      'build/node_modules/@actions/core/lib/core.js',
      'build/node_modules/@actions/core/lib/command.js',
      'node_modules/denque/index.js',
      'node_modules/outer/node_modules/@inner/part/index.js',
    ]
    expect(packageFolders(modules, [])).toEqual([
      'node_modules/@actions/core',
      'node_modules/denque',
      'node_modules/outer/node_modules/@inner/part',
    ])
  })

  it('leaves out a package that something of ours stands in for', () => {
    const standIn = 'build/node_modules/undici/undici.js'
    expect(packageFolders([standIn, 'build/node_modules/tunnel/real/index.js'], [standIn])).toEqual([
      'node_modules/tunnel',
    ])
  })
})

describe('when the licences of a bundle are written', () => {
  it('names the packages first, then gives the text of each', () => {
    expect(licensesText([CORE, DENQUE])).toBe(`@actions/core 3.0.1 MIT
denque 2.1.0 Apache-2.0

@actions/core 3.0.1 MIT

Permission is granted.

denque 2.1.0 Apache-2.0

Do as you like.
`)
  })

  it('lets them be read again', () => {
    expect(packagesIn(licensesText([CORE, DENQUE]))).toEqual([
      { name: '@actions/core', version: '3.0.1' },
      { name: 'denque', version: '2.1.0' },
    ])
    expect(packagesIn(licensesText([]))).toEqual([])
  })

  it('has the text of a package that came without one', () => {
    const { license, text } = readPackage(join(ROOT, 'node_modules', '@redis', 'client'))
    expect([license, text]).toEqual(['MIT', expect.stringContaining('Redis, inc.')])
  })

  it('fails for a package without a licence', () => {
    expect(() => readPackage(join(ROOT, 'stubs'))).toThrow()
  })
})

describe('when somebody looks for the licences of main', () => {
  it('finds those of its first chunk and of those that it loads later', () => {
    const lists = ['main', 'shared'].map((folder) =>
      readFileSync(join(ROOT, 'dist', folder, 'licenses.txt'), 'utf8'),
    )
    const names = lists.flatMap(packagesIn).map(({ name }) => name)
    const bundled = ['@actions/core', '@actions/http-client', '@redis/client', 'jose', 'tunnel']
    expect(names).toEqual(expect.arrayContaining(bundled))
  })
})
