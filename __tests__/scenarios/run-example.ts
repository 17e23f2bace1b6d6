import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type GenesysCloud,
  type GenesysCloudOptions,
  startGenesysCloud,
} from '../../simulator/genesys/genesys-cloud.ts'
import { type Network, type NetworkOptions, startNetwork } from '../../simulator/network/network.ts'
import { runWorkflow } from '../../simulator/runner/run-workflow.ts'
import { type RunOptions, type WorkflowRun } from '../../simulator/runner/types.ts'
import { type Guarded, leaksIn, leaksInFiles, leaksOfJob } from './leaks.ts'
import { type Call, readCalls, realCommand, writeStandIns } from './stand-ins.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** The OAuth client of an example that needs no more than one. */
export const CLIENT = {
  id: '5d0a9a6e-3f0b-4c55-9a7e-2f1b8c6d4e90',
  secret: 'Xq-4pR_8vT2mKz9wLc3sYb',
  organizationId: '0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17',
  organizationName: 'Octo Test',
}

/** The OAuth client of a second organization. */
export const PRODUCTION = {
  id: 'a4c8b1f2-7e3d-4d6a-b5c9-0f1e2d3c4b5a',
  secret: 'Zt7-kW3nHd_5rJm1xGv8Qe',
  organizationId: '5f1c1d2a-7a0b-4a6e-9d1f-3c2b6f0e8a41',
  organizationName: 'Octo Contact Center',
}

/** Where an example is, what is on its machine, and what Genesys Cloud is like. */
export interface Example extends Partial<Omit<RunOptions, 'root'>> {
  /** A file below examples/; or give `workflow`. */
  readonly example?: string
  readonly cloud?: GenesysCloudOptions
  /** Without credentials by default. */
  readonly proxy?: Pick<NetworkOptions, 'credentials' | 'otherHosts'>
  /** Commands that stand first on PATH: each is recorded, and then its Bash text runs. */
  readonly standIns?: Readonly<Record<string, string>>
  /** Options that depend on what was started. */
  readonly prepare?: (world: World) => Partial<RunOptions>
  /** The variables into which the workflow itself puts a token or secret. */
  readonly given?: readonly string[]
  /** Secrets that nobody may see, besides those that Genesys Cloud has in the end. */
  readonly guarded?: readonly Guarded[]
}

/** What an example can reach. */
export interface World {
  readonly cloud: GenesysCloud
  readonly network: Network
  /** The PATH of the machine, stand-ins first. */
  readonly path: string
}

/** What became of an example. */
export interface Outcome extends Pick<World, 'cloud' | 'network'> {
  readonly run: WorkflowRun
  /** Everything that GitHub would show, job after job. */
  readonly log: string
  /** `POST /oauth/token 200 as Basic <id>`, in order. */
  readonly requests: readonly string[]
  readonly calls: readonly Call[]
  /** What has to be true of every example; empty if it is. */
  readonly faults: readonly string[]
}

/** What runs the workflow of an example. */
export type Runner = (options: RunOptions) => Promise<WorkflowRun>

/** Runs an example under the runner that a suite is about. */
export type RunExample = (example: Example) => Promise<Outcome>

/** Runs an example as it stands, in region eu-central-1 of a simulated Genesys Cloud. */
export async function runExample(example: Example, runner: Runner = runWorkflow): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'example-'))
  const cloud = await startGenesysCloud({ clients: [CLIENT], ...example.cloud })
  const network = await startNetwork({ genesys: withoutPrefix(cloud), folder, ...example.proxy })
  const files: string[] = []
  try {
    // Witnesses: the real command, whose arguments are looked at first.
    const path = await writeStandIns(folder, { curl: realCommand('curl'), ...example.standIns })
    const run = await runner({
      ...settingsOf(example, { cloud, network, path }),
      beforeCleanUp: (_, { root }) => {
        files.push(
          ...leaksInFiles(root, [...guardedBy(cloud), ...(example.guarded ?? [])]).map(
            ({ where, what }) => `${what} in ${where}`,
          ),
        )
      },
    })
    const calls = await readCalls(folder)
    return {
      cloud,
      network,
      run,
      calls: calls.filter(({ command }) => command in (example.standIns ?? {})),
      log: run.jobs.flatMap((job) => job.log).join('\n'),
      requests: cloud.requests.map(
        ({ method, path: asked, status, headers }) =>
          `${method} ${asked} ${status ?? 'unanswered'} as ${headers['authorization'] ?? 'nobody'}`,
      ),
      faults: [...files, ...faultsOf(run, cloud, calls, example)],
    }
  } finally {
    await Promise.all([network.close(), cloud.close()])
    await rm(folder, { recursive: true })
  }
}

/** Text of a file below examples/. */
export function exampleText(name: string): Promise<string> {
  return readFile(join(ROOT, 'examples', name), 'utf8')
}

function settingsOf(example: Example, world: World): RunOptions {
  const file = example.example === undefined ? {} : { file: join(ROOT, 'examples', example.example) }
  return {
    localActions: { 'org/gc-oauth-action': ROOT },
    secrets: { GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret },
    vars: {
      GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
      GENESYSCLOUD_REGION: 'eu-central-1',
      GENESYSCLOUD_ORGANIZATION_ID: CLIENT.organizationId,
    },
    machineEnvironment: { ...world.network.environment, PATH: world.path },
    ...file,
    // With what is not an option of a run too: nobody looks at that.
    ...example,
    ...example.prepare?.(world),
    root: ROOT,
  }
}

/** A gateway's prefix is nothing that the regions' hosts have. */
function withoutPrefix({ loginUrl, apiUrl }: GenesysCloud): { loginUrl: string; apiUrl: string } {
  return { loginUrl: new URL(loginUrl).origin, apiUrl: new URL(apiUrl).origin }
}

function guardedBy(cloud: GenesysCloud): readonly Guarded[] {
  return [
    ...cloud.clients().flatMap(({ id, secret }) => [
      { name: 'the client secret', value: secret },
      { name: 'the Basic credential', value: `${id}:${secret}` },
    ]),
    ...cloud.tokens().map(({ number, value }) => ({ name: `token ${number}`, value })),
  ]
}

function faultsOf(
  run: WorkflowRun,
  cloud: GenesysCloud,
  calls: readonly Call[],
  { given = [], guarded: others = [] }: Example,
): readonly string[] {
  const guarded = [...guardedBy(cloud), ...others]
  const leaks = [
    ...run.jobs.flatMap((job) => leaksOfJob(job, guarded, new Set(given))),
    ...calls.flatMap((call) => leaksIn(call.arguments.join('\n'), `arguments of ${call.command}`, guarded)),
  ]
  return [
    ...(run.conclusion === 'success' ? [] : [`the run ended with ${run.conclusion}`]),
    ...cloud.liveTokens().map(({ number }) => `token ${number} is still alive`),
    ...leaks.map(({ where, what }) => `${what} in ${where}`),
  ]
}
