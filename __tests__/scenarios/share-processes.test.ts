import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCacheService, type CacheService } from '../../simulator/cache-service/cache-service.ts'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { CLIENT, ROOT } from './play.ts'

const JOBS = 8
const MAIN = join(ROOT, 'dist', 'main', 'index.js')

let cloud: GenesysCloud
let cache: CacheService
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'share-processes-'))
  cloud = await startGenesysCloud({ clients: [CLIENT] })
  cache = await startCacheService({ lagMs: 250 })
})
afterAll(async () => {
  await Promise.all([cloud.close(), cache.close()])
  rmSync(folder, { recursive: true })
})

/** The main step as the runner starts it; resolves to its exit code and what it put out. */
function startMain(
  runId: number,
  leg: number,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const file = (name: string): string => {
    const path = join(folder, `${runId}-${leg}-${name}`)
    writeFileSync(path, '')
    return path
  }
  const output = file('output')
  const child = spawn(process.execPath, [MAIN], {
    stdio: 'ignore',
    env: {
      'INPUT_CLIENT-ID': CLIENT.id,
      'INPUT_CLIENT-SECRET': CLIENT.secret,
      'INPUT_LOGIN-URL': cloud.loginUrl,
      'INPUT_API-URL': cloud.apiUrl,
      INPUT_SHARE: 'run',
      GITHUB_OUTPUT: output,
      GITHUB_STATE: file('state'),
      GITHUB_REPOSITORY_ID: '4711',
      GITHUB_RUN_ID: String(runId),
      GITHUB_RUN_ATTEMPT: '1',
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_RESULTS_URL: cache.url,
      ACTIONS_RUNTIME_TOKEN: cache.issueToken(),
    },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode) => resolve({ exitCode, output: readFileSync(output, 'utf8') }))
  })
}

describe('when eight jobs start as real processes at once', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('makes exactly one grant, time %i', async (runId) => {
    const before = cloud.tokens().length
    const jobs = await Promise.all(Array.from({ length: JOBS }, (_, leg) => startMain(runId, leg)))
    expect(jobs.map(({ exitCode }) => exitCode)).toEqual(Array.from({ length: JOBS }, () => 0))
    expect(cloud.tokens().length - before).toBe(1)
    const token = cloud.tokens().at(-1)?.value ?? ''
    expect(jobs.filter(({ output }) => output.includes(token))).toHaveLength(JOBS)
    expect(jobs.filter(({ output }) => /^source<<.*\nshared$/m.test(output))).toHaveLength(JOBS - 1)
  })
})
