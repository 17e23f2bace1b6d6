import { join } from 'node:path'
import { stringify } from 'yaml'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { runWorkflow } from '../../simulator/runner/run-workflow.ts'
import { type JobRun, type RunOptions, type StepRun, type WorkflowRun } from '../../simulator/runner/types.ts'
import { leaksInFiles, leaksOfJob, type Guarded, type Leak } from './leaks.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

/** Awkward on purpose: every character class that some encoder treats in its own way. */
export const CLIENT = {
  id: '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9',
  secret: 'pl4y/S3cr3t+w1th%25&=~"quotes"-and-ümlaut',
  name: 'CI pipeline',
}

type CloudOptions = NonNullable<Parameters<typeof startGenesysCloud>[0]>
type Fault = Parameters<GenesysCloud['inject']>[0]
type Step = Readonly<Record<string, unknown>>

/** One workflow to run with the built action, and what Genesys Cloud is like meanwhile. */
export interface Scenario {
  /** Options of the runner besides what a scenario always sets. */
  readonly runner?: Partial<Omit<RunOptions, 'workflow' | 'root'>>
  readonly cloud?: CloudOptions
  readonly faults?: readonly Fault[]
  /** Inputs besides the credentials and the two URLs; `null` leaves out one of those. */
  readonly with?: Readonly<Record<string, string | null>>
  /** Steps after the action's. */
  readonly later?: readonly Step[]
  /** The jobs of the workflow, in place of one job with the action's step and `later`. */
  readonly jobs?: (action: Step) => Readonly<Record<string, unknown>>
  /** Called for each request, before it is answered. */
  readonly onRequest?: (request: string, cloud: GenesysCloud) => void
  /** Called once the simulator is up, before the workflow starts. */
  readonly prepare?: (cloud: GenesysCloud) => void
  /** Variables that the workflow itself puts a secret or token into. */
  readonly given?: readonly string[]
}

export interface Played {
  readonly cloud: GenesysCloud
  readonly run: WorkflowRun
  readonly job: JobRun
  /** The action's own step. */
  readonly main: StepRun
  /** The post step of the action, if it ran. */
  readonly post: StepRun | undefined
  /** `POST /oauth/token 200`, in order. */
  readonly requests: readonly string[]
  readonly leaks: readonly Leak[]
}

/** Runs the scenario's workflow with `dist`, and looks for leaks wherever there could be any. */
export async function play(scenario: Scenario): Promise<Played> {
  const cloud = await startGenesysCloud({ clients: [CLIENT], ...scenario.cloud })
  const fileLeaks: Leak[] = []
  const guarded = (): Guarded[] => guardedValues(cloud)
  try {
    cloud.inject(...(scenario.faults ?? []))
    scenario.prepare?.(cloud)
    cloud.onRequest(({ method, path }) => scenario.onRequest?.(`${method} ${path}`, cloud))
    const run = await runWorkflow({
      localActions: { 'org/gc-oauth-action': ROOT },
      vars: { CLIENT_ID: CLIENT.id, LOGIN_URL: cloud.loginUrl, API_URL: cloud.apiUrl },
      secrets: { CLIENT_SECRET: CLIENT.secret },
      root: ROOT,
      ...scenario.runner,
      workflow: stringify({ name: 'scenario', on: 'push', jobs: jobsOf(scenario) }),
      beforeCleanUp: async (job, folders) => {
        fileLeaks.push(...leaksInFiles(folders.root, guarded()))
        await scenario.runner?.beforeCleanUp?.(job, folders)
      },
    })
    const given = new Set([...(scenario.given ?? []), 'TOKEN'])
    const leaks = [...run.jobs.flatMap((job) => leaksOfJob(job, guarded(), given)), ...fileLeaks]
    return { cloud, run, ...firstJob(run), requests: requestLines(cloud), leaks }
  } finally {
    await cloud.close()
  }
}

function jobsOf(scenario: Scenario): Readonly<Record<string, unknown>> {
  const inputs: Readonly<Record<string, string | null>> = {
    'client-id': '${{ vars.CLIENT_ID }}',
    'client-secret': '${{ secrets.CLIENT_SECRET }}',
    'login-url': '${{ vars.LOGIN_URL }}',
    'api-url': '${{ vars.API_URL }}',
    ...scenario.with,
  }
  const given = Object.entries(inputs).filter(([, value]) => value !== null)
  const action = { id: 'genesys', uses: 'org/gc-oauth-action@v1', with: Object.fromEntries(given) }
  if (scenario.jobs !== undefined) return scenario.jobs(action)
  return { job: { 'runs-on': 'ubuntu-latest', steps: [action, ...(scenario.later ?? [])] } }
}

/** The client's secret, its Basic credential, and every token that was ever granted. */
function guardedValues(cloud: GenesysCloud): Guarded[] {
  return [
    ...cloud.clients().flatMap(({ id, secret }) => [
      { name: 'the client secret', value: secret },
      { name: 'the Basic credential', value: `${id}:${secret}` },
    ]),
    ...cloud.tokens().map(({ number, value }) => ({ name: `token ${number}`, value })),
  ]
}

function firstJob(run: WorkflowRun): Pick<Played, 'job' | 'main' | 'post'> {
  const [job] = run.jobs
  const main = job?.steps.find(({ id, phase }) => id === 'genesys' && phase === 'main')
  if (job === undefined || main === undefined) throw new Error('The workflow ran no step of the action.')
  return { job, main, post: job.steps.find(({ phase }) => phase === 'post') }
}

/** What the action printed in a step, besides its mask commands. */
export function said(step: StepRun | undefined): string[] {
  const lines = step?.emitted.map(({ line }) => line) ?? []
  return lines.filter((line) => line !== '' && !line.startsWith('::add-mask::'))
}

/** The one `::error` line of a failed step; fails if there is not exactly one. */
export function theError(step: StepRun): string {
  const errors = said(step).filter((line) => line.startsWith('::error'))
  if (errors.length !== 1) throw new Error(`There are ${errors.length} error lines: ${errors.join('\n')}`)
  return (errors[0] ?? '')
    .replace(/^::error::/, '')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%')
}

function requestLines(cloud: GenesysCloud): string[] {
  return cloud.requests.map(({ method, path, status }) => `${method} ${path} ${status ?? 'unanswered'}`)
}
