import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ActionsCacheStore } from '../../../src/adapters/cache-service/store.ts'
import type { TokenStore } from '../../../src/sharing/token-store.ts'
import { Secret } from '../../../src/core/secret.ts'
import { startCacheService, type CacheService } from '../../../simulator/cache-service/cache-service.ts'
import { recordingContext, storeRecord } from '../../support/token-stores.ts'

const SCRIPT = join(import.meta.dirname, '../../support/official-cache.ts')
const WITHIN_MS = 10_000
const folder = mkdtempSync(join(tmpdir(), 'official-cache-'))
const file = join(folder, 'kept.txt')
let service: CacheService
let store: TokenStore

/** What the official client returns, and what it says. */
async function official(
  command: 'save' | 'restore' | 'look-up',
  key: string,
  token = service.issueToken(),
): Promise<{ readonly result: unknown; readonly log: string }> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, command, file, key], {
    env: {
      PATH: process.env['PATH'],
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_RESULTS_URL: service.url,
      ACTIONS_RUNTIME_TOKEN: token,
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: folder,
    },
  })
  const [, result = ''] = /^result=(.*)$/m.exec(stdout) ?? []
  return { result: JSON.parse(result), log: stdout }
}

beforeAll(async () => {
  service = await startCacheService()
  writeFileSync(file, 'kept')
  await official('save', 'first')
  const version = service.entries[0]?.version ?? ''
  const access = { resultsUrl: service.url, runtimeToken: new Secret(service.issueToken()) }
  // Under the official client's version, so that the two look at the same entries.
  const context = recordingContext(storeRecord())
  store = new ActionsCacheStore({ ...access, readable: true, writable: true }, context, version)
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

describe('when the official client uses the simulated service', () => {
  it('gets back what it saved', async () => {
    writeFileSync(file, 'changed')
    const { result, log } = await official('restore', 'first')
    expect([result, log]).toEqual(['first', expect.any(String)])
    expect(readFileSync(file, 'utf8')).toBe('kept')
  })

  it('finds nothing under a key that was never saved', async () => {
    expect((await official('look-up', 'never')).result).toBeNull()
  })

  it('may not save with a read-only token', async () => {
    const { result, log } = await official('save', 'denied', service.issueToken({ readOnly: true }))
    expect(result).toBe(-1)
    expect(log).toContain('cache write denied')
  })
})

describe('when this client and the official one use the same name', () => {
  it('finds what the official one wrote', async () => {
    await official('save', 'theirs-000001')
    expect(await store.find('theirs', WITHIN_MS)).toMatchObject({ found: 'hit', generation: 1 })
  })

  it('writes what the official one finds', async () => {
    await store.reserve('ours', 1, WITHIN_MS)
    await store.publish('ours', 1, { sealed: 'sealed', usefulForMs: 1 }, WITHIN_MS)
    expect((await official('look-up', 'ours-000001')).result).toBe('ours-000001')
  })

  it('is refused a name that the official one has', async () => {
    await official('save', 'taken-000001')
    expect(await store.reserve('taken', 1, WITHIN_MS)).toEqual({ outcome: 'taken' })
  })

  it('keeps a name from the official one', async () => {
    await store.reserve('reserved', 1, WITHIN_MS)
    const { result, log } = await official('save', 'reserved-000001')
    expect(result).toBe(-1)
    expect(log).toContain('Unable to reserve cache')
  })
})
