import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { filesBelow, ROOT } from '../../tools/repository.ts'
import { manifestOf } from '../support/npm-registry.ts'
import { type BillOfMaterials, bundledOnly } from '../../tools/sbom.ts'

interface Step {
  readonly name?: string
  readonly if?: string
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}
interface Job {
  readonly environment?: string
  readonly permissions: Readonly<Record<string, string>>
  readonly steps?: readonly Step[]
}

const workflow = parse(readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8')) as {
  readonly jobs: Readonly<Record<'verify' | 'pack' | 'attest' | 'publish', Job>>
}
const publishing = workflow.jobs.publish.steps ?? []

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs a step of the job that publishes with a `gh` that notes its arguments and answers as `answers` say. */
function runStep(
  name: string,
  answers: string,
  variables: Readonly<Record<string, string>>,
): { readonly calls: string; readonly output: string; readonly status: number | null } {
  const script = publishing.find((step) => step.name === name)?.run ?? 'exit 99'
  const file = (each: string): string => join(folder, each)
  const standIn = `#!/bin/bash\necho "$*" >> '${file('calls')}'\ncase "$*" in\n${answers}\nesac\n`
  writeFileSync(file('gh'), standIn, { mode: 0o755 })
  for (const each of ['calls', 'output']) writeFileSync(file(each), '')
  const environment = {
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    GH_REPO: 'acme/gc-oauth-action',
    GITHUB_SHA: 'f'.repeat(40),
    GITHUB_OUTPUT: file('output'),
    ...variables,
  }
  // As the runner starts `shell: bash`.
  const options = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script]
  const { status } = spawnSync('bash', options, { cwd: folder, env: environment, stdio: 'ignore' })
  return { status, calls: readFileSync(file('calls'), 'utf8'), output: readFileSync(file('output'), 'utf8') }
}

/** What `gh` answers for the tags of a repository. */
function tagged(...tags: readonly string[]): string {
  return `*matching-refs*) printf '%s\\n' ${tags.map((tag) => `refs/tags/${tag}`).join(' ')};;`
}

describe('when it is decided whether a version is the newest', () => {
  const step = 'Find out whether this is the newest version'

  it.each([
    ['v1.10.0', 'true', 'true'],
    ['v1.9.1', 'false', 'false'],
  ])('compares numbers, not texts: %s', (tag, newest, ofMajor) => {
    const { output } = runStep(step, tagged('v1', 'v1.9.1', 'v1.10.0', 'v1.2.0'), { TAG: tag })
    expect(output).toBe(`newest=${newest}\nnewest-of-major=${ofMajor}\n`)
  })

  it('tells the newest of an older major version, and does not take v1 for v11', () => {
    const { output } = runStep(step, tagged('v1.2.4', 'v2.0.0', 'v11.0.0'), { TAG: 'v1.2.4' })
    expect(output).toBe('newest=false\nnewest-of-major=true\n')
  })

  it('fails if GitHub does not say which tags there are', () => {
    expect(runStep(step, '*) exit 1;;', { TAG: 'v1.2.4' })).toMatchObject({ output: '', status: 1 })
  })
})

describe('when a release is published', () => {
  const step = 'Publish the release'
  const variables = { TAG: 'v1.2.3', NEWEST: 'false' }

  it('attaches the files to a draft, and publishes that', () => {
    const { calls, status } = runStep(step, "'release view'*) exit 1;;", variables)
    expect(status).toBe(0)
    expect(calls.trim().split('\n').slice(1)).toEqual([
      'release create v1.2.3 --draft --verify-tag --title v1.2.3 --notes-file notes.md release/*',
      'release edit v1.2.3 --draft=false --latest=false',
    ])
  })

  it('begins again where an attempt left a draft', () => {
    const { calls } = runStep(step, "'release view'*) echo true;;", variables)
    expect(calls).toContain('release delete v1.2.3 --yes\nrelease create v1.2.3 --draft')
  })

  it('leaves a release alone that is published', () => {
    const { calls, status } = runStep(step, "'release view'*) echo false;;", variables)
    expect(status).toBe(0)
    expect(calls.trim().split('\n')).toHaveLength(1)
  })

  it('publishes nothing if a file cannot be attached', () => {
    const answers = "'release view'*) exit 1;;\n'release create'*) exit 1;;"
    const { calls, status } = runStep(step, answers, variables)
    expect(status).toBe(1)
    expect(calls).not.toContain('release edit')
  })
})

describe('when the major tag moves', () => {
  it('moves as the last step, and only for the newest version of it', () => {
    const last = publishing.at(-1)
    expect(last?.name).toBe('Move the major tag')
    expect(last?.if).toBe("steps.version.outputs.newest-of-major == 'true'")
  })

  it('moves a tag that is there', () => {
    const { calls } = runStep('Move the major tag', '*) ;;', { TAG: 'v1.2.3' })
    expect(calls).toContain(
      `--method PATCH repos/acme/gc-oauth-action/git/refs/tags/v1 -f sha=${'f'.repeat(40)}`,
    )
  })

  it('makes the first one', () => {
    const { calls } = runStep('Move the major tag', '*git/ref/tags/*) exit 1;;', { TAG: 'v2.0.0' })
    expect(calls).toContain('--method POST repos/acme/gc-oauth-action/git/refs -f ref=refs/tags/v2')
  })
})

describe('when somebody asks who may do what', () => {
  it('lets only the reviewed job write, and it runs no code of packages', () => {
    const { verify, pack, attest, publish } = workflow.jobs
    expect([verify, pack].map(({ permissions }) => permissions)).toEqual([
      { contents: 'read' },
      { contents: 'read' },
    ])
    expect(attest.permissions).toEqual({ contents: 'read', 'id-token': 'write', attestations: 'write' })
    expect(publish.environment).toBe('release')
    for (const { run = '' } of [...(attest.steps ?? []), ...publishing])
      expect(run).not.toMatch(/npm (ci|run|exec)/)
  })

  it('attests everything below dist', () => {
    const subjects = (workflow.jobs.attest.steps ?? []).map((step) => step.with?.['subject-path'])
    expect(subjects).toContain('dist/**\nrelease/*\n')
  })
})

describe('when the files of a release are packed', () => {
  it('packs the bundles, the npm package and the bill of materials, with checksums', () => {
    execFileSync(process.execPath, [join(ROOT, 'tools/pack-release.ts'), folder], { stdio: 'ignore' })
    const { name, version } = manifestOf(ROOT)
    const tarball = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
    expect(filesBelow(folder)).toEqual(['SHA256SUMS', 'dist.tar.gz', tarball, 'sbom.cdx.json'].sort())
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder })
    expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n')).toHaveLength(3)
    const packed = execFileSync('tar', ['-tzf', join(folder, 'dist.tar.gz')], { encoding: 'utf8' })
    expect(packed.split('\n')).toEqual(
      expect.arrayContaining(['LICENSE', 'dist/main/index.js', 'dist/agent/index.js']),
    )
    const bill = readFileSync(join(folder, 'sbom.cdx.json'), 'utf8')
    expect(bill).not.toContain(ROOT)
    const { components } = JSON.parse(bill) as BillOfMaterials
    const names = components.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['@actions/core', '@redis/client', 'tunnel', 'tweetnacl']))
    expect(names).not.toContain('jest')
  })
})

describe('when a bill of materials is cut to what is bundled', () => {
  const component = (name: string): BillOfMaterials['components'][number] => ({
    'bom-ref': `${name}@1.0.0`,
    name,
    version: '1.0.0',
    scope: 'optional',
    properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
  })
  const whole: BillOfMaterials = {
    metadata: { component: component('folder') },
    components: ['a', 'b', 'jest'].map(component),
    dependencies: [
      { ref: 'folder@1.0.0', dependsOn: ['a@1.0.0', 'jest@1.0.0'] },
      { ref: 'a@1.0.0', dependsOn: ['b@1.0.0', 'jest@1.0.0'] },
      { ref: 'jest@1.0.0' },
    ],
  }
  const bundled = ['a', 'b'].map((name) => ({ name, version: '1.0.0' }))

  it('keeps those packages and what they need of each other', () => {
    const bill = bundledOnly(whole, 'project', bundled)
    expect(bill.metadata.component.name).toBe('project')
    expect(bill.components.map(({ name, scope, properties }) => ({ name, scope, properties }))).toEqual([
      { name: 'a', scope: 'required', properties: [] },
      { name: 'b', scope: 'required', properties: [] },
    ])
    expect(bill.dependencies).toEqual([
      { ref: 'folder@1.0.0', dependsOn: ['a@1.0.0', 'b@1.0.0'] },
      { ref: 'a@1.0.0', dependsOn: ['b@1.0.0'] },
    ])
  })

  it('fails for a package that npm does not know', () => {
    expect(() => bundledOnly(whole, 'project', [{ name: 'a', version: '2.0.0' }])).toThrow(
      'npm does not know a 2.0.0.',
    )
  })
})
