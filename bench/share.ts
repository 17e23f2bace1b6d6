import { main } from '../src/programs/main.ts'
import { basicAuthentication } from '../src/oauth/client-authentication.ts'
import type { Step } from '../src/programs/step.ts'
import { ActionsCacheStore } from '../src/adapters/cache-service/store.ts'
import { systemClock } from '../src/adapters/clock.ts'
import { httpTransport } from '../src/adapters/node-http.ts'
import type { RequestContext } from '../src/http/send.ts'
import { joinGroup, type Sharing } from '../src/sharing/election.ts'
import { Secret } from '../src/core/secret.ts'
import { startCacheService, type CacheService } from '../simulator/cache-service/cache-service.ts'
import { startGenesysCloud, type GenesysCloud } from '../simulator/genesys/genesys-cloud.ts'

const SIZES = [1, 8, 64, 256]
const LAGS_MS = [0, 1_000, 2_000, 3_000]
const GRANT_MS = 200
const CLIENT = { id: '4d0fa9c1-1a52-4a5f-8ff4-1d3a1c2b3e4f', secret: 'bench-secret-of-no-worth' }
const CREDENTIALS = { method: 'basic', clientId: CLIENT.id, clientSecret: new Secret(CLIENT.secret) } as const

/** What the issue of a large matrix is about: at each size one grant, and at 256 jobs and 1 s of lag all done in 15 s. */
const LIMITS = { grants: 1, lastMs: 15_000, uploadsPerMinute: 200, downloadsPerMinute: 1_500 }

interface Result {
  readonly grants: number
  readonly lastMs: number
  readonly uploads: number
  readonly downloads: number
  readonly failed: number
}

/**
 * Jobs that start at the same instant, all in one process, over HTTP on loopback, against the simulated cache service
 * with GitHub's limits and a token endpoint that takes 200 ms: shared, next to each job for itself.
 */
export async function run(): Promise<void> {
  console.log(`share: jobs that start together; a token request takes ${GRANT_MS} ms\n`)
  console.log('| jobs | lag | grants | reservations | look-ups | last token after | each for itself |')
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const jobs of SIZES) {
    const alone = await measure(jobs, undefined)
    for (const lagMs of LAGS_MS) {
      const shared = await measure(jobs, lagMs)
      const { grants, uploads, downloads, lastMs } = shared
      const compared = `${alone.grants} grants, ${seconds(alone.lastMs)}`
      console.log(
        `| ${jobs} | ${seconds(lagMs)} | ${grants} | ${uploads} | ${downloads} | ${seconds(lastMs)} | ${compared} |`,
      )
      if (!isGood(shared, lagMs)) process.exitCode = 1
    }
  }
  console.log(
    process.exitCode === 1 ? '\nA target was missed.' : '\nOne grant at every size; all targets reached.',
  )
}

function isGood({ grants, lastMs, uploads, downloads, failed }: Result, lagMs: number): boolean {
  const isInTime = lagMs !== 1_000 || lastMs <= LIMITS.lastMs
  const isWithinLimits = uploads <= LIMITS.uploadsPerMinute && downloads <= LIMITS.downloadsPerMinute
  return failed === 0 && grants === LIMITS.grants && isInTime && isWithinLimits
}

/** @param lagMs after which the cache service shows an entry; `undefined` for jobs that do not share */
async function measure(jobs: number, lagMs: number | undefined): Promise<Result> {
  const cloud = await startGenesysCloud({ clients: [CLIENT] })
  const cache = await startCacheService({ lagMs: lagMs ?? 0 })
  cloud.inject({ kind: 'delay', host: 'login', delayMs: GRANT_MS, count: Infinity })
  try {
    const started = performance.now()
    const ends = await Promise.allSettled(
      Array.from({ length: jobs }, () =>
        runJob(cloud, lagMs === undefined ? undefined : { cache, matrixSize: jobs }),
      ),
    )
    const count = (...methods: string[]): number =>
      cache.requests.filter(({ method }) => methods.includes(method)).length
    return {
      grants: cloud.tokens().length,
      lastMs: performance.now() - started,
      // All of it happens within a minute, which is what GitHub counts by.
      uploads: count('CreateCacheEntry'),
      downloads: count('GetCacheEntryDownloadURL'),
      failed: ends.filter(({ status }) => status === 'rejected').length,
    }
  } finally {
    await Promise.all([cloud.close(), cache.close()])
  }
}

async function runJob(
  cloud: GenesysCloud,
  shared: { readonly cache: CacheService; readonly matrixSize: number } | undefined,
): Promise<void> {
  const { loginUrl, apiUrl } = cloud
  const tokenUrl = `${loginUrl}/oauth/token`
  const authentication = basicAuthentication(CREDENTIALS)
  const settings = {
    client: { endpoint: { place: 'loopback', tokenUrl }, scope: undefined, authentication },
    clientId: CLIENT.id,
    region: undefined,
    loginUrl,
    apiUrl,
    organizationId: undefined,
    exportEnvironment: false,
    revoke: true,
    timeoutMs: 120_000,
    summary: false,
    requiredPermissions: [],
    environment: {},
  }
  const context: RequestContext = {
    transport: httpTransport(systemClock),
    clock: systemClock,
    random: Math.random,
    signal: new AbortController().signal,
    log: () => undefined,
    mask: () => undefined,
    forget: () => undefined,
  }
  const sharing = shared === undefined ? undefined : sharingOver(shared, { tokenUrl, apiUrl }, context)
  await main(settings, { step: SILENT_STEP, context, sharing })
}

function sharingOver(
  { cache, matrixSize }: { readonly cache: CacheService; readonly matrixSize: number },
  urls: { readonly tokenUrl: string; readonly apiUrl: string },
  context: RequestContext,
): Sharing {
  const access = { resultsUrl: cache.url, runtimeToken: new Secret(cache.issueToken()) }
  const store = new ActionsCacheStore({ ...access, readable: true, writable: true }, context)
  const jobs = { share: 'run', repositoryId: '1', runId: '1', runAttempt: '1' } as const
  const group = { credentials: CREDENTIALS, ...urls, scope: undefined, key: undefined, jobs }
  const settings = { group, minValidityMs: 300_000, timeoutMs: 120_000, matrixSize }
  return joinGroup(settings, { ...context, store, debug: () => undefined })
}

const SILENT_STEP: Step = {
  mask: () => undefined,
  log: () => undefined,
  warn: () => undefined,
  saveState: () => undefined,
  setOutput: () => undefined,
  exportVariable: () => undefined,
  addPath: () => undefined,
  addSummary: () => undefined,
  savedState: () => '',
  atExit: () => undefined,
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
