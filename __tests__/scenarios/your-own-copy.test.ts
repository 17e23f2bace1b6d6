import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { runWorkflow } from '../../simulator/runner/run-workflow.ts'
import { blocksOf, ROOT, readText } from '../support/documents.ts'
import { CLIENT, runExample } from './run-example.ts'

const page = { path: 'docs/your-own-copy.md', text: readText('docs/your-own-copy.md') }
const commands = blocksOf(page).filter(({ language }) => language === 'sh')

let folder: string
let environment: NodeJS.ProcessEnv

const place = (name: string): string => join(folder, name)
const git = (where: string, ...args: readonly string[]): string =>
  execFileSync('git', args, {
    cwd: where,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })

/** GitHub is a folder of bare repositories, and `gh` notes what it is asked for. A clone that CI made may be shallow. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-copy-'))
  mkdirSync(place('commands'))
  writeFileSync(place('commands/gh'), `#!/bin/bash\necho "$*" >> '${place('calls')}'\n`, { mode: 0o755 })
  writeFileSync(
    place('gitconfig'),
    `[user]\nname = Mona\nemail = mona@example.com\n[url "${place('github/')}"]\ninsteadOf = https://github.com/\n[receive]\nshallowUpdate = true\n`,
  )
  environment = {
    PATH: `${place('commands')}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    GIT_CONFIG_GLOBAL: place('gitconfig'),
    COPY: place('clone'),
  }
  for (const bare of ['acme/gc-oauth-action.git', 'acme/app.git']) {
    git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', place(`github/${bare}`))
  }
  git(folder, 'clone', '--quiet', '--no-local', '--depth=1', `file://${ROOT}`, 'clone')
  git(folder, 'clone', '--quiet', 'https://github.com/acme/app.git', 'app')
  // Each section is typed into the same shell; the first run is somewhere else.
  const texts = commands.map(({ text }) => text)
  const script = [...texts.slice(0, -1), `cd '${place('app')}'`, ...texts.slice(-1)].join('\n')
  execFileSync('bash', ['-euc', script], { cwd: place('clone'), env: environment, stdio: 'ignore' })
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true }))

describe('when somebody types what the page about a copy says', () => {
  it('creates a private repository and opens it to those of the organization', () => {
    const calls = readFileSync(place('calls'), 'utf8').trim().split('\n')
    expect(calls).toEqual([
      expect.stringMatching(/^repo create acme\/gc-oauth-action --private /),
      'api --method PUT repos/acme/gc-oauth-action/actions/permissions/access --field access_level=organization',
      'workflow run genesys.yml',
    ])
  })

  it('has one commit more, which names the repository and leaves the bundles alone', () => {
    const bare = place('github/acme/gc-oauth-action.git')
    expect(git(bare, 'rev-parse', 'main')).toBe(git(bare, 'rev-parse', 'v1'))
    expect(git(bare, 'diff', '--name-only', git(place('clone'), 'rev-parse', 'HEAD~1').trim(), 'main')).toBe(
      'package.json\n',
    )
    const manifest = JSON.parse(git(bare, 'show', 'main:package.json')) as Readonly<Record<string, unknown>>
    expect(manifest['repository']).toEqual({
      type: 'git',
      url: 'git+https://github.com/acme/gc-oauth-action.git',
    })
  })

  it('links to its own pages in errors, where no runner names a repository', async () => {
    const page = 'https://github.com/acme/gc-oauth-action/blob/v1'
    const command = spawnSync(process.execPath, [place('clone/dist/gc-token/index.js')], {
      encoding: 'utf8',
      env: {},
    })
    expect(command.stderr).toContain(`See ${page}.0.0/docs/troubleshooting.md#settings-invalid`)
    const steps = [
      { uses: './', with: { 'client-id': CLIENT.id, 'client-secret': CLIENT.secret, region: 'nowhere' } },
    ]
    const { jobs } = await runWorkflow({
      root: place('clone'),
      workflow: stringify({ on: 'push', jobs: { job: { 'runs-on': 'ubuntu-latest', steps } } }),
    })
    expect(jobs[0]?.log.join('\n')).toContain(`See ${page}/docs/troubleshooting.md#settings-invalid`)
  })

  it('runs the quick start from the copy', async () => {
    const text = git(place('github/acme/app.git'), 'show', 'main:.github/workflows/genesys.yml')
    expect(text).toContain('uses: acme/gc-oauth-action@v1')
    const { faults, requests } = await runExample({
      workflow: text,
      localActions: { 'acme/gc-oauth-action': place('clone') },
      given: ['TOKEN', 'HEADER'],
    })
    expect(faults).toEqual([])
    expect(requests.filter((request) => request.startsWith('POST /oauth/token 200'))).toHaveLength(1)
  })
})
