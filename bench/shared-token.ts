import { join } from 'node:path'
import { startCacheService, type CacheService } from '../simulator/cache-service/cache-service.ts'
import { mainEnvironment, startOrganization, type Hosts, type Organization } from './organization.ts'
import { measureInTurn, run, type Subject } from './processes.ts'

const ROUNDS = 15
const MATRIX_SIZE = '4'

/** To a job that does not share. */
const LIMITS = { finds: 0.8, loneAway: 1.3, loneBeside: 2 }

const main = join(import.meta.dirname, '..', 'dist', 'main', 'index.js')

/**
 * What sharing costs one job, as whole processes over https, with the cache service on loopback: a job that finds the token of
 * another one, and a job that is alone with its token, against one that does not share.
 */
export async function runSharedToken(): Promise<void> {
  const organization = await startOrganization()
  const cache = await startCacheService({ lagMs: 0 })
  const { away, beside } = organization
  try {
    const [alone, finds, lone] = await times(away, organization, cache)
    report('finds a shared token, 90 ms away', finds / alone, LIMITS.finds)
    report('a lone job with share: run, 90 ms away', lone / alone, LIMITS.loneAway)
    const [aloneBeside, , loneBeside] = await times(beside, organization, cache)
    report('a lone job with share: run, beside it', loneBeside / aloneBeside, LIMITS.loneBeside)
    console.log()
  } finally {
    await Promise.all([organization.close(), cache.close()])
  }
}

async function times(
  hosts: Hosts,
  organization: Organization,
  cache: CacheService,
): Promise<readonly [alone: number, finds: number, lone: number]> {
  let lastRun = 0
  const job = (name: string, extra: () => Readonly<Record<string, string>>): Subject => ({
    name,
    arguments: [main],
    environment: () => Promise.resolve({ ...mainEnvironment(hosts, organization), ...extra() }),
  })
  const alone = job('alone', () => ({}))
  const finds = job('finds', () => sharing(cache, `of ${hosts.loginUrl}`))
  const lone = job('lone', () => sharing(cache, `${++lastRun} of ${hosts.loginUrl}`))
  // The token that the others find.
  await run(finds)
  const measured = await measureInTurn([alone, finds, lone], ROUNDS)
  const milliseconds = (subject: Subject): number =>
    measured.find(({ name }) => name === subject.name)?.milliseconds ?? Number.NaN
  return [milliseconds(alone), milliseconds(finds), milliseconds(lone)]
}

function sharing(cache: CacheService, runId: string): Readonly<Record<string, string>> {
  return {
    INPUT_SHARE: 'run',
    'INPUT_MATRIX-SIZE': MATRIX_SIZE,
    GITHUB_REPOSITORY_ID: '1',
    GITHUB_RUN_ID: runId,
    GITHUB_RUN_ATTEMPT: '1',
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_RESULTS_URL: cache.url,
    ACTIONS_RUNTIME_TOKEN: cache.issueToken(),
  }
}

function report(what: string, ratio: number, limit: number): void {
  const missed = ratio <= limit ? '' : ', missed'
  console.log(`${what}: x${ratio.toFixed(2)} to a job that does not share (target ${limit}${missed})`)
}
