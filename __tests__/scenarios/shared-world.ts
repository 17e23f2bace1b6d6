import { it } from '@jest/globals'
import { stringify } from 'yaml'
import {
  startCacheService,
  type CacheService,
  type CacheServiceOptions,
  type TokenOptions,
} from '../../simulator/cache-service/cache-service.ts'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { runWorkflow } from '../../simulator/runner/run-workflow.ts'
import { type JobRun, type RunOptions, type StepRun, type WorkflowRun } from '../../simulator/runner/types.ts'
import { leaksIn, leaksInFiles, leaksOfJob, type Guarded, type Leak } from './leaks.ts'
import { CLIENT, ROOT } from './play.ts'

type Step = Readonly<Record<string, unknown>>
type Jobs = Readonly<Record<string, unknown>>

/** Steps and jobs to build workflows of. */
export interface Parts {
  /** The token action's step, with these inputs besides the credentials; `share: run` unless said otherwise. */
  readonly token: (inputs?: Readonly<Record<string, string>>) => Step
  /** The step of `revoke/action.yml`, likewise. */
  readonly revoke: (inputs?: Readonly<Record<string, string>>) => Step
  /** A matrix of so many jobs with these steps. */
  readonly matrix: (legs: number, steps: readonly Step[], more?: Step) => Jobs[string]
  /** A job after all others. */
  readonly last: (needs: readonly string[], steps: readonly Step[]) => Jobs[string]
}

/** A Genesys Cloud and a cache service in which several runs meet. */
export interface SharedWorld {
  readonly cloud: GenesysCloud
  readonly cache: CacheService
  run(
    jobs: (parts: Parts) => Jobs,
    options?: Partial<RunOptions> & { readonly cacheToken?: TokenOptions | 'no cache service' },
  ): Promise<WorkflowRun>
  grants(): number
  close(): Promise<void>
}

export interface WorldOptions {
  readonly cloud?: NonNullable<Parameters<typeof startGenesysCloud>[0]>
  readonly cache?: CacheServiceOptions
}

export async function sharedWorld(options: WorldOptions = {}): Promise<SharedWorld> {
  const cloud = await startGenesysCloud({ clients: [CLIENT], ...options.cloud })
  const cache = await startCacheService(options.cache)
  return {
    cloud,
    cache,
    grants: () => cloud.tokens().length,
    async run(jobs, { cacheToken, ...runner } = {}) {
      const leaks: Leak[] = []
      const run = await runWorkflow({
        localActions: { 'org/gc-oauth-action': ROOT },
        vars: { CLIENT_ID: CLIENT.id, LOGIN_URL: cloud.loginUrl, API_URL: cloud.apiUrl },
        secrets: { CLIENT_SECRET: CLIENT.secret },
        root: ROOT,
        ...(cacheToken === 'no cache service'
          ? {}
          : { cacheService: { url: cache.url, token: cache.issueToken(cacheToken) } }),
        ...runner,
        workflow: stringify({ name: 'scenario', on: 'push', jobs: jobs(PARTS) }),
        beforeCleanUp: (_, folders) => {
          leaks.push(...leaksInFiles(folders.root, guarded(cloud)))
        },
      })
      // No scenario of sharing is an occasion for a leak, whatever else it is about.
      leaks.push(...run.jobs.flatMap((job) => leaksOfJob(job, guarded(cloud), new Set(['TOKEN']))))
      for (const { key, content } of cache.entries) {
        leaks.push(...leaksIn(`${key} ${content?.toString('latin1') ?? ''}`, 'shared entry', guarded(cloud)))
      }
      if (leaks.length > 0) throw new Error(`There are leaks: ${JSON.stringify(leaks)}`)
      return run
    },
    async close() {
      await Promise.all([cloud.close(), cache.close()])
    },
  }
}

/**
 * Makes tests that have a world each. They mostly wait, so those of a file wait side by side.
 *
 * @returns what takes the place of `it`
 */
export function inWorldsOfTheirOwn(options?: WorldOptions) {
  return (sentence: string, test: (world: SharedWorld) => Promise<void>): void =>
    it.concurrent(sentence, async () => {
      const world = await sharedWorld(options)
      try {
        await test(world)
      } finally {
        await world.close()
      }
    })
}

const CREDENTIALS = {
  'client-id': '${{ vars.CLIENT_ID }}',
  'client-secret': '${{ secrets.CLIENT_SECRET }}',
  'login-url': '${{ vars.LOGIN_URL }}',
  'api-url': '${{ vars.API_URL }}',
}

const PARTS: Parts = {
  token: (inputs = {}) => ({
    id: 'genesys',
    uses: 'org/gc-oauth-action@v1',
    with: { ...CREDENTIALS, share: 'run', ...inputs },
  }),
  revoke: (inputs = {}) => ({
    id: 'revoke',
    if: 'always()',
    uses: 'org/gc-oauth-action/revoke@v1',
    with: { ...CREDENTIALS, ...inputs },
  }),
  matrix: (legs, steps, more = {}) => ({
    'runs-on': 'ubuntu-latest',
    strategy: {
      'fail-fast': false,
      matrix: { leg: Array.from({ length: legs }, (_, index) => index + 1) },
    },
    steps,
    ...more,
  }),
  last: (needs, steps) => ({ 'runs-on': 'ubuntu-latest', needs, if: 'always()', steps }),
}

function guarded(cloud: GenesysCloud): Guarded[] {
  return [
    { name: 'the client secret', value: CLIENT.secret },
    ...cloud.tokens().map(({ number, value }) => ({ name: `token ${number}`, value })),
  ]
}

/** The main steps with this id, one for each job that has it. */
export function stepsOf({ jobs }: WorkflowRun, id = 'genesys'): StepRun[] {
  return jobs.flatMap(({ steps }) => steps.filter((step) => step.id === id && step.phase === 'main'))
}

/** What each job's token step gave for `source`, `granted` first. */
export const sourcesOf = (run: WorkflowRun): string[] =>
  stepsOf(run)
    .map(({ outputs }) => outputs['source'] ?? 'none')
    .sort()

/** The post steps of the action, one for each job. */
export function postsOf({ jobs }: WorkflowRun): StepRun[] {
  return jobs.flatMap(({ steps }) => steps.filter(({ phase }) => phase === 'post'))
}

/** The annotations of all jobs, as `warning: …`. */
export const annotationsOf = ({ jobs }: WorkflowRun): string[] =>
  jobs.flatMap(({ annotations }: JobRun) => annotations.map(({ level, message }) => `${level}: ${message}`))
