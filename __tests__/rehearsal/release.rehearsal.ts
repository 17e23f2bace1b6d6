import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startCacheService } from '../../simulator/cache-service/cache-service.ts'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { CLIENT, runExample } from '../scenarios/run-example.ts'
import { PIPELINE, runRotation, validSecret } from '../scenarios/run-rotation.ts'
import { ROOT } from '../support/documents.ts'
import { manifestOf, packProject } from '../support/npm-registry.ts'

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim()

const changed = git('status', '--porcelain', '--untracked-files=no')
  .split('\n')
  .filter((line) => line !== '')
const warning = changed.length === 0 ? '' : `, without ${changed.length} changes that are not committed`

let folder: string
/** The commit as GitHub packs it, and where a runner unpacks it. */
let archive: string
let action: { readonly localActions: Readonly<Record<string, string>> }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-'))
  archive = join(folder, 'archive.tar.gz')
  const unpacked = join(folder, '_work', '_actions', 'org', 'gc-oauth-action', 'v1')
  // Honours export-ignore, as GitHub does.
  git('archive', '--format=tar.gz', '--prefix=gc-oauth-action/', `--output=${archive}`, 'HEAD')
  mkdirSync(unpacked, { recursive: true })
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', unpacked])
  action = { localActions: { 'org/gc-oauth-action': unpacked } }
})

afterAll(() => rmSync(folder, { recursive: true }))

describe(`when a runner takes commit ${git('rev-parse', '--short', 'HEAD')}${warning}`, () => {
  it('runs main, a later step and post', async () => {
    const { faults, requests } = await runExample({
      example: 'quick-start.yml',
      ...action,
      given: ['TOKEN', 'HEADER'],
    })
    expect(faults).toEqual([])
    expect(requests.at(0)).toBe(`POST /oauth/token 200 as Basic ${CLIENT.id}`)
    expect(requests.at(-1)).toBe('DELETE /api/v2/tokens/me 200 as Bearer token-1')
  })

  it('keeps a token fresh, and hands it out with gc-token', async () => {
    const { faults, requests, cloud } = await runExample({
      example: 'long-job.yml',
      ...action,
      cloud: { clients: [{ ...CLIENT, tokenLifetimeSeconds: 5 }] },
      vars: {
        GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
        GENESYSCLOUD_REGION: 'eu-central-1',
        BATCHES: '5',
        PAUSE_SECONDS: '1',
      },
    })
    expect(faults).toEqual([])
    expect(requests.filter((request) => request.includes('/routing/queues'))).toHaveLength(5)
    expect(cloud.tokens().length).toBeGreaterThanOrEqual(2)
  })

  it('shares one token in a matrix, and revokes it in the last job', async () => {
    const cache = await startCacheService({ lagMs: 200 })
    const { faults, requests } = await runExample({
      example: 'matrix.yml',
      ...action,
      cacheService: { url: cache.url, token: cache.issueToken() },
      given: ['TOKEN'],
    })
    await cache.close()
    expect(faults).toEqual([])
    expect(requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
    expect(requests.at(-1)).toBe('DELETE /api/v2/tokens/me 200 as Bearer token-1')
  })

  it('rotates secrets and stores the new ones', async () => {
    const outcome = await runRotation({ example: 'rotate.yml', ...action })
    expect(outcome.faults).toEqual([])
    expect(validSecret(outcome, PIPELINE.id)).not.toBe(PIPELINE.secret)
  })
})

describe('when npm installs what is released into an empty folder', () => {
  let cloud: GenesysCloud

  beforeAll(async () => {
    cloud = await startGenesysCloud({ clients: [CLIENT] })
  })
  afterAll(() => cloud.close())

  /** Installs a tarball and runs its `gc-token`, with nothing of this repository on PATH. */
  async function gcToken(tarball: string, place: string, ...args: readonly string[]): Promise<string> {
    const prefix = join(folder, place)
    const quiet = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    if (!existsSync(prefix))
      execFileSync('npm', ['install', '--global', ...quiet, '--prefix', prefix, tarball])
    const path = [join(prefix, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter)
    const child = spawn('gc-token', args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: path,
        HOME: folder,
        GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
        GENESYSCLOUD_LOGIN_URL: cloud.loginUrl,
        GENESYSCLOUD_API_URL: cloud.apiUrl,
      },
    })
    return text(child.stdout)
  }

  it.each(['the npm package', 'the archive'])('gets a token with gc-token from %s', async (what) => {
    const { version } = manifestOf(ROOT)
    const tarball = what === 'the archive' ? archive : packCommit()
    expect(await gcToken(tarball, what, '--version')).toBe(`${version}\n`)
    const issued = cloud.tokens().length
    const token = await gcToken(tarball, what)
    expect(cloud.tokens()).toHaveLength(issued + 1)
    expect(token).toBe(`${cloud.tokens().at(-1)?.value ?? ''}\n`)
    const live = cloud.liveTokens().length
    expect(await gcToken(tarball, what, 'exec', '--', 'sh', '-c', 'gc-token && gc-token status')).toContain(
      'Token:',
    )
    expect(cloud.liveTokens()).toHaveLength(live)
    expect(cloud.tokens()).toHaveLength(issued + 2)
  })

  /** What is committed is packed, not what lies around. */
  function packCommit(): string {
    git('clone', '--quiet', '--depth=1', `file://${ROOT}`, join(folder, 'clone'))
    return packProject(join(folder, 'clone'), folder).tarball
  }
})
