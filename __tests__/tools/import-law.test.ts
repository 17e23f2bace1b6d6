import { describe, expect, it } from '@jest/globals'
import { breaches } from '../../tools/import-law.ts'

/** The breaches of these sources, each as `file:line: message`. */
function lawOf(sources: Readonly<Record<string, string>>): string[] {
  const files = new Map(Object.entries(sources))
  return breaches(files).map(({ file, line, message }) => `${file}:${line}: ${message}`)
}

const leaf = 'export const one = 1\n'

describe('when every file keeps the law', () => {
  it('finds nothing', () => {
    const sources = {
      'src/token/secret.ts': "import { inspect } from 'node:util'\nexport const shown = inspect.custom\n",
      'src/genesys/grant.ts': "import { shown } from '../token/secret.ts'\nexport const two = shown\n",
      'src/action/obtain.ts':
        "import { type two } from '../genesys/grant.ts'\nexport type Two = typeof two\n",
      'src/adapters/runner/run-action.ts':
        "import * as core from '@actions/core'\nexport const run = () => process.env['X'] ?? core.info('')\n",
      'src/compose/main.ts':
        "import { run } from '../adapters/runner/run-action.ts'\nexport const main = () => run()\n",
      'src/main.ts': "import { main } from './compose/main.ts'\nmain()\n",
    }
    expect(lawOf(sources)).toEqual([])
  })
})

describe('when a file imports a folder that ranks higher or stands beside it', () => {
  const target = { 'src/action/runner.ts': leaf, 'src/agent/client.ts': leaf }

  it.each([
    ['import … from', "import { one } from '../action/runner.ts'"],
    ['import of a side effect', "import '../action/runner.ts'"],
    ['import of a type', "import { type one } from '../action/runner.ts'"],
    ['import type', "import type { one } from '../action/runner.ts'"],
    ['import() of a type', "export type One = typeof import('../action/runner.ts')"],
    ['export … from', "export { one } from '../action/runner.ts'"],
    ['export * from', "export * from '../action/runner.ts'"],
    ['import()', "export const load = () => import('../action/runner.ts')"],
    ['require', "export const load = () => require('../action/runner.ts')"],
  ])('sees %s', (_form, source) => {
    expect(lawOf({ ...target, 'src/token/secret.ts': source })).toEqual([
      'src/token/secret.ts:1: token may not import src/action/runner.ts: action ranks higher',
    ])
  })

  it('keeps siblings apart', () => {
    const source = "\nimport { one } from '../agent/client.ts'\nexport const two = one\n"
    expect(lawOf({ ...target, 'src/sharing/share.ts': source })).toEqual([
      'src/sharing/share.ts:2: sharing may not import src/agent/client.ts: siblings do not know each other',
    ])
  })

  it('does not count what comments and strings say', () => {
    const source = "// import '../action/runner.ts'\nexport const text = \"import '../action/runner.ts'\"\n"
    expect(lawOf({ ...target, 'src/token/secret.ts': source })).toEqual([])
  })
})

describe('when a file imports what is not source of this project', () => {
  it.each([
    ['token', "import 'node:fs'", 'token may not import node:fs; of Node it may use node:util, node:crypto'],
    ['genesys', "import 'node:util'", 'genesys may not import node:util; of Node it may use nothing'],
    ['adapters', "import 'fs'", 'write node:fs'],
    ['action', "import '@actions/core'", 'action may not import the package @actions/core'],
    ['adapters', "import './other.js'", './other.js is no source file; write imports as ./name.ts'],
    ['adapters', "import '../../tools/x.ts'", 'src may not import tools/x.ts, which is not shipped'],
    [
      'compose',
      'export const load = (x: string) => import(x)',
      'an import must name its module as a literal',
    ],
    [
      'command',
      "export const load = () => process.getBuiltinModule('node:fs')",
      'command may not import node:fs; of Node it may use node:child_process',
    ],
  ])('names the breach in %s: %s', (folder, source, message) => {
    expect(lawOf({ [`src/${folder}/file.ts`]: source })).toEqual([`src/${folder}/file.ts:1: ${message}`])
  })

  it('counts a submodule as its parent', () => {
    expect(lawOf({ 'src/agent/launch.ts': "import { open } from 'node:fs/promises'" })).toEqual([])
  })

  it('reports a folder that has no rule', () => {
    expect(lawOf({ 'src/helpers/file.ts': leaf })).toEqual([
      'src/helpers/file.ts:1: the import law knows no folder src/helpers',
    ])
  })
})

describe('when a pure file reaches for what needs no import', () => {
  it.each([
    ['console.log(1)', 'console'],
    ['Date.now()', 'Date.now'],
    ['new Date()', 'the clock (new Date)'],
    ['Math.random()', 'Math.random'],
    ['setTimeout(work, 1)', 'setTimeout'],
    ['process.cwd()', 'process.cwd'],
  ])('reports %s', (expression, name) => {
    expect(lawOf({ 'src/action/obtain.ts': `export const use = () => ${expression}` })).toEqual([
      `src/action/obtain.ts:1: action may not use ${name}; take it as an argument`,
    ])
  })

  it.each([
    'export const year = (ms: number) => new Date(ms).getUTCFullYear()',
    'export const end = (clock: { fetch(): void }) => clock.fetch()',
    'export interface Port { readonly fetch: () => void; process(): void }',
    'export const port = { fetch: 1, console() {} }',
    'export type Environment = typeof process.env',
  ])('lets pass %s', (source) => {
    expect(lawOf({ 'src/token/time.ts': source })).toEqual([])
  })
})

describe('when a file reads the environment', () => {
  it.each(["process.env['X']", 'process["env"]', '(({ env }) => env)(process)'])(
    'reports %s outside the folders that may',
    (expression) => {
      expect(lawOf({ 'src/compose/main.ts': `export const use = () => ${expression}` })).toEqual([
        'src/compose/main.ts:1: compose may not read process.env',
      ])
    },
  )

  it('reports it even where it is allowed if loading the file reads it', () => {
    expect(lawOf({ 'src/adapters/proxy.ts': "export const proxy = process.env['HTTPS_PROXY']" })).toEqual([
      'src/adapters/proxy.ts:1: process.env is read when the module loads; read it in a function',
    ])
  })

  it('allows it as the default of an argument', () => {
    expect(lawOf({ 'src/adapters/proxy.ts': 'export const proxy = (env = process.env) => env' })).toEqual([])
  })
})

describe('when loading a file does something', () => {
  it('reports it outside the entries', () => {
    expect(lawOf({ 'src/token/masks.ts': 'export const masks = []\nmasks.push(1)\n' })).toEqual([
      'src/token/masks.ts:2: only entries may do something when they are loaded',
    ])
  })
})

describe('when an entry imports more than its one call needs', () => {
  it('reports it', () => {
    const sources = { 'src/action/finish.ts': leaf, 'src/main.ts': "import './action/finish.ts'" }
    expect(lawOf(sources)).toEqual([
      'src/main.ts:1: entries may import only src/compose/ and src/adapters/runner/run-action.ts, not src/action/finish.ts',
    ])
  })

  it('keeps entries apart', () => {
    expect(lawOf({ 'src/post.ts': leaf, 'src/main.ts': "import './post.ts'" })).toEqual([
      'src/main.ts:1: entries may not import src/post.ts: siblings do not know each other',
    ])
  })
})

describe('when files import each other in a circle', () => {
  it('reports the circle once, with its way round', () => {
    const sources = {
      'src/token/a.ts': "import './b.ts'",
      'src/token/b.ts': "import './c.ts'",
      'src/token/c.ts': "import './b.ts'",
    }
    expect(lawOf(sources)).toEqual([
      'src/token/c.ts:1: a circle: src/token/b.ts > src/token/c.ts > src/token/b.ts',
    ])
  })
})
