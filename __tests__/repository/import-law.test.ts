import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ESLint } from 'eslint'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tseslint from 'typescript-eslint'

const ROOT = join(import.meta.dirname, '..', '..')

const FEATURES = ['sharing', 'agent', 'gateway', 'doctor', 'rotation']
/** A room may import those of earlier lines. */
const LAW = [['core'], ['http'], ['oauth', 'genesys'], ['lease'], FEATURES, ['settings'], ['programs']]
const ROOMS = LAW.flat()
const FOLDERS = [...ROOMS, 'adapters', 'entries']

const mayImport = (room: string, other: string): boolean =>
  LAW.slice(
    0,
    LAW.findIndex((line) => line.includes(room)),
  ).some((line) => line.includes(other))

// Rules that need types take four fifths of the time, and none of them is of the law.
const eslint = new ESLint({ cwd: ROOT, overrideConfig: tseslint.configs.disableTypeChecked })

/** The lines that break the law in a file with this name. */
async function refused(path: string, lines: readonly string[]): Promise<string[]> {
  const [result] = await eslint.lintText(lines.join('\n'), { filePath: join(ROOT, path) })
  const errors = result?.messages.filter(
    ({ ruleId }) => ruleId === null || /restricted|type-imports/.test(ruleId),
  )
  return lines.filter((_, index) => errors?.some(({ line }) => line === index + 1))
}

/** Every way to have something of another folder, seen from `up`. */
const values = (folders: readonly string[], up = '..'): string[] =>
  folders.flatMap((folder) => [
    `import { value as ${folder} } from '${up}/${folder}/file.ts'`,
    `export * from '${up}/${folder}/part/file.ts'`,
    `import { value as ${folder}2 } from './${up}/./${folder}/file.ts'`,
  ])
const types = (folders: readonly string[], up = '..'): string[] =>
  folders.flatMap((folder) => [
    `import { type Type as ${folder} } from '${up}/${folder}/file.ts'`,
    `import type { Type as ${folder}2 } from '${up}/${folder}/file.ts'`,
  ])

const LAWFUL = [
  "import { createHash } from 'node:crypto'",
  "import { inspect } from 'node:util'",
  "import { value } from './file.ts'",
  "export const lazily = () => import('./file.ts')",
  'export const then = () => new Date(0)',
  "export const parsed = Date.parse('2026-11-21')",
  'export const rounded = Math.round(1.5)',
]
const RUNS_AT_IMPORT = ['start()', 'if (rounded > 1) start()']
const UNLAWFUL = [
  ...RUNS_AT_IMPORT,
  "import { readFileSync } from 'node:fs'",
  "import { type Socket } from 'node:net'",
  "import { createClient } from '@redis/client'",
  "import type { JWK } from 'jose'",
  "export type Inline = import('../entries/file.ts').Type",
  "export const foreign = () => import('../core/file.ts')",
  ...['process', 'console', 'performance', 'globalThis'].map(
    (name) => `export const ${name}2 = () => ${name}`,
  ),
  ...['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map(
    (name) => `export const ${name}2 = (work: () => void) => ${name}(work)`,
  ),
  'export const now = () => Date.now()',
  'export const today = () => new Date()',
  'export const words = () => Date()',
  'export const dice = () => Math.random()',
]

it('has a place for every folder of src', () => {
  expect(readdirSync(join(ROOT, 'src')).sort()).toEqual([...FOLDERS].sort())
})

describe.each(ROOMS)('when a file is in src/%s', (room) => {
  const others = FOLDERS.filter((folder) => folder !== room)
  const foreign = others.filter((folder) => !mayImport(room, folder))
  const onlyTypes = room === 'settings' ? FEATURES : []

  it.each([
    [`src/${room}/new.ts`, '..'],
    [`src/${room}/part/new.ts`, '../..'],
  ])('imports the rooms to its left and no other, as %s', async (path, up) => {
    const closed = others.filter((folder) => foreign.includes(folder) || onlyTypes.includes(folder))
    const open = others.filter((folder) => !closed.includes(folder))
    expect(await refused(path, [...values(open, up), ...values(closed, up)])).toEqual(values(closed, up))
    expect(await refused(path, [...types(others, up)])).toEqual(types(foreign, up))
  })

  it('has no way to the outside, and does nothing when it is imported', async () => {
    expect(await refused(`src/${room}/new.ts`, [...LAWFUL, ...UNLAWFUL])).toEqual(UNLAWFUL)
  })
})

describe('when a file is an adapter', () => {
  it('may use the outside and all rooms, and neither knows entries nor does anything when it is imported', async () => {
    const forbidden = [
      ...RUNS_AT_IMPORT,
      ...values(['entries']),
      ...types(['entries']),
      "export const foreign = () => import('../entries/file.ts')",
    ]
    const outside = UNLAWFUL.filter((line) => /from '|process|setTimeout|now/.test(line))
    const lines = [...LAWFUL, ...values(ROOMS), ...outside, ...forbidden]
    expect(await refused('src/adapters/part/new.ts', lines)).toEqual(forbidden)
  })
})

describe('when a file is an entry', () => {
  it('may use everything, and runs', async () => {
    const lines = [
      ...values([...ROOMS, 'adapters']),
      ...RUNS_AT_IMPORT,
      "import { spawn } from 'node:child_process'",
    ]
    expect(await refused('src/entries/new.ts', lines)).toEqual([])
  })
})

describe('when a file is in the simulator', () => {
  const guest = ["import { value } from '../demo/file.ts'", "export * from '../demo/part/file.ts'"]

  it('does not know the demo, which is its guest', async () => {
    expect(await refused('simulator/genesys/new.ts', ["import './file.ts'", ...guest])).toEqual(guest)
    expect(await refused('simulator/demo/part/new.ts', guest)).toEqual([])
  })
})

describe('when files import each other in a circle', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'circles-'))
    mkdirSync(join(folder, 'src'))
    mkdirSync(join(folder, 'simulator'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** What `npm run check:imports` says of `src/one.ts` and `src/other.ts`. */
  function circles(one: string, other: string): { status: number | null; stdout: string } {
    writeFileSync(join(folder, 'src', 'one.ts'), one)
    writeFileSync(join(folder, 'src', 'other.ts'), other)
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const [tool = '', ...args] = scripts['check:imports']?.replaceAll("'", '').split(' ') ?? []
    const program = join(ROOT, 'node_modules', tool, 'lib', 'bin', `${tool}.js`)
    return spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' })
  }

  it('is told, even if they are types', () => {
    const found = circles(
      "import { type Other } from './other.ts'\nexport type One = Other[]",
      "import { type One } from './one.ts'\nexport type Other = One[]",
    )
    expect(found).toMatchObject({ status: 1, stdout: expect.stringMatching(/other\.ts -> .*one\.ts/) })
  })

  it('is no circle if only one of them does', () => {
    const found = circles(
      "import { other } from './other.ts'\nexport const one = other",
      'export const other = 1',
    )
    expect(found).toMatchObject({ status: 0 })
  })
})
