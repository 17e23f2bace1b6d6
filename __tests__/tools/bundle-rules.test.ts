import { describe, expect, it } from '@jest/globals'
import { bundleProblems } from '../../tools/bundle-rules.ts'

const root = '/builds/gc-oauth-action'

function problemsOf(code: string, entry = 'main', hasLicenses = true): string[] {
  return bundleProblems([entry], new Map([[entry, { code, hasLicenses }]]), root)
}

describe('when a bundle holds what it should', () => {
  it('finds nothing', () => {
    expect(problemsOf('const os = require("os"), fs = require("node:fs/promises")')).toEqual([])
  })

  it('lets main use what gc-token may not', () => {
    const core = 'function exportVariable(name, value) {}'
    expect(problemsOf(core)).toEqual([])
    expect(problemsOf(core, 'gc-token')).toEqual(['dist/gc-token/index.js: holds @actions/core'])
  })
})

describe('when the first chunk of a bundle holds what only a rotation needs', () => {
  it.each([
    ['function crypto_box_keypair(y, x) {}', 'holds NaCl'],
    ['{ "x-github-api-version": version }', 'holds the client of GitHub'],
  ])('reports %s', (code, problem) => {
    expect(problemsOf(code)).toEqual([`dist/main/index.js: ${problem}`])
    expect(problemsOf(code, 'actions')).toEqual([`dist/actions/index.js: ${problem}`])
  })
})

describe('when a bundle holds what it should not', () => {
  it.each([
    ['throw new Error("UND_ERR_SOCKET")', 'holds undici'],
    ['class ToolRunner extends EventEmitter {}', 'holds the tool runner of @actions/exec'],
    ['class SignJWT {}', 'holds jose'],
    ['Object(function webpackMissingModule() {})', 'holds an import that was not found'],
    ['const at = "file:///srv/checkout/x.js"', 'holds a path of the machine that built it'],
    ['const at = "/home/ada/checkout/x.js"', 'holds a path of the machine that built it'],
    ['const at = "C:\\\\Users\\\\ada\\\\x.js"', 'holds a path of the machine that built it'],
    [`const at = "${root}/src/main.ts"`, 'holds a path of the machine that built it'],
    ['const core = require("@actions/core")', 'loads @actions/core, which is not in it'],
  ])('reports %s', (code, problem) => {
    expect(problemsOf(code)).toEqual([`dist/main/index.js: ${problem}`])
  })

  it('reports its size, counted in bytes', () => {
    expect(problemsOf('é'.repeat(14_999), 'gc-token')).toEqual([])
    expect(problemsOf('é'.repeat(15_000), 'gc-token')).toEqual([
      'dist/gc-token/index.js: has 30000 bytes, and must have fewer than 30000',
    ])
  })

  it('reports that its licenses are missing', () => {
    expect(problemsOf('', 'main', false)).toEqual(['dist/main/index.js: has no licenses.txt beside it'])
  })
})

describe('when dist and src name different entries', () => {
  it('reports an entry without a bundle', () => {
    expect(bundleProblems(['main'], new Map(), root)).toEqual(['dist/main/index.js: is missing'])
  })

  it('reports an entry without a rule', () => {
    expect(bundleProblems(['extra'], new Map(), root)).toEqual([
      'src/entries/extra.ts: its bundle has no rule in tools/bundle-rules.ts',
    ])
  })

  it('reports a bundle whose entry is gone', () => {
    const bundles = new Map([['post', { code: '', hasLicenses: true }]])
    expect(bundleProblems([], bundles, root)).toEqual(['dist/post: src/entries/post.ts does not exist'])
  })
})
