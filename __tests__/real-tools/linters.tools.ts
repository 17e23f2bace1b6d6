import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { ACTIONLINT, ZIZMOR } from '../../tools/real-tools/suites.ts'
import { folderOf } from '../../tools/real-tools/tool.ts'
import { filesBelow, ROOT } from '../support/documents.ts'
import { readWorkflows } from '../support/workflows.ts'

const CONFIG = join(ROOT, '.github', 'zizmor.yml')

/** What people copy from pages and examples, as files of a project of its own, where they call each other too. */
let copies: string
let own: readonly string[]

beforeAll(() => {
  copies = mkdtempSync(join(tmpdir(), 'linters-'))
  for (const { where, text } of readWorkflows()) {
    put(where.endsWith('.yml') ? basename(where) : `${where.replaceAll(/[/:]/g, '-')}.yml`, text)
  }
  own = filesBelow('.github/workflows').map((path) => join(ROOT, path))
})

afterAll(() => rmSync(copies, { recursive: true }))

/** A workflow of a project that is empty but for it. */
function put(name: string, text: string): string {
  const path = join(copies, '.github', 'workflows', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** One line for each finding. Linters of other languages, which only some machines have, are left out. */
function actionlint(paths: readonly string[], cwd: string): string {
  const program = join(folderOf(ACTIONLINT), 'bin', 'actionlint')
  const options = ['-no-color', '-oneline', '-shellcheck=', '-pyflakes=']
  return outputOf(program, [...options, ...paths], cwd)
}

/** The rule and the file of each finding. */
function zizmor(paths: readonly string[]): readonly string[] {
  const program = join(folderOf(ZIZMOR), 'bin', 'zizmor')
  const options = ['--offline', '--quiet', '--config', CONFIG, '--format', 'json-v1']
  const findings = JSON.parse(outputOf(program, [...options, ...paths], ROOT)) as readonly ZizmorFinding[]
  return findings.map(({ ident, locations: [first] }) => {
    const key = Object.values(first?.symbolic.key ?? {})[0]
    return `${ident} in ${basename(key?.verbatim_path ?? '')}`
  })
}

interface ZizmorFinding {
  readonly ident: string
  readonly locations: readonly {
    readonly symbolic: { readonly key: Readonly<Record<string, { readonly verbatim_path: string }>> }
  }[]
}

function outputOf(program: string, args: readonly string[], cwd: string): string {
  const { stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (error !== undefined) throw error
  return stdout === '' ? stderr : stdout
}

const BROKEN = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: echo "\${{ github.event.issue.title }}"
`

describe('when actionlint reads the workflows', () => {
  it('finds nothing in those of the repository', () => {
    expect(own.length).toBeGreaterThan(2)
    expect(actionlint(own, ROOT)).toBe('')
  })

  it('finds nothing in those of the examples and pages', () => {
    const paths = filesBelow(relative(ROOT, copies)).map((path) => join(ROOT, path))
    expect(paths.length).toBeGreaterThan(30)
    expect(actionlint(paths, copies)).toBe('')
  })

  it('finds what is wrong', () => {
    const path = put('broken.yml', BROKEN)
    const found = actionlint([path], copies)
    rmSync(path)
    expect(found).toContain('"github.event.issue.title" is potentially untrusted')
  })
})

describe('when zizmor reads workflows and actions', () => {
  it('finds nothing in those of the repository', () => {
    expect(zizmor([ROOT])).toEqual([])
  })

  it('finds nothing in the examples and pages', () => {
    expect(zizmor([copies])).toEqual([])
  })

  it('finds what is wrong', () => {
    const path = put('broken.yml', BROKEN)
    const found = zizmor([copies])
    rmSync(path)
    expect(found).toEqual(
      expect.arrayContaining(['unpinned-uses in broken.yml', 'template-injection in broken.yml']),
    )
  })
})
