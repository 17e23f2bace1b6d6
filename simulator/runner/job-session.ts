import { mkdir, writeFile } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { makeTemporaryFolder } from '../temporary-folders.ts'
import { createMasker, type SecretMasker } from './masks.ts'
import { CANCEL_DELAYS } from './processes.ts'
import { type RunContexts } from './run-contexts.ts'
import { createScope, type JobSession } from './session.ts'
import { type JobFolders, type RunOptions } from './types.ts'
import { type JsonObject } from './values.ts'
import { type JobDefinition } from './workflow.ts'

/** One job, or one leg of a matrix, ready to run. */
export interface JobRequest {
  readonly definition: JobDefinition
  readonly name: string
  readonly matrix: JsonObject
  readonly strategy: JsonObject
  readonly needs: JsonObject
  readonly workflowEnv: JsonObject
  readonly contexts: RunContexts
  readonly options: RunOptions
  readonly signal: AbortSignal
}

const MINUTE_MS = 60_000
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', win32: 'Windows' }

/** Folders of the job's own, and the payload of the event in one of them. */
export async function createFolders({ options, contexts }: JobRequest): Promise<JobFolders> {
  const root = makeTemporaryFolder('gha-')
  const repository = (options.repository ?? 'octo/demo').split('/').at(-1) ?? 'demo'
  const folders = {
    root,
    workspace: join(root, 'work', repository, repository),
    home: join(root, 'home'),
    temp: join(root, 'work', '_temp'),
  }
  const { workspace, home, temp } = folders
  await Promise.all(
    [workspace, home, temp, join(root, 'tmp')].map((folder) => mkdir(folder, { recursive: true })),
  )
  await writeEvent(contexts.github, eventPath(folders))
  return folders
}

async function writeEvent({ event }: JsonObject, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify(event ?? {}))
}

/** What the steps of the job share, with every secret masked from the start. */
export function createSession(
  request: JobRequest,
  folders: JobFolders,
  trackingId: string,
  timeout: AbortSignal,
): JobSession {
  const { definition, options, contexts, name } = request
  const machine = createMachineContexts(definition.id, folders, options.debug ?? false)
  return {
    definition,
    options,
    folders,
    masker: createJobMasker(request),
    delays: { ...CANCEL_DELAYS, ...options.cancelDelays },
    minuteMs: options.minuteMs ?? MINUTE_MS,
    masks: [],
    records: { log: [], rawLog: [], annotations: [] },
    onLine: (line) => options.onLine?.(name, line),
    contexts: {
      github: { ...contexts.github, ...machine.github },
      runner: machine.runner,
      vars: contexts.vars,
      secrets: contexts.secrets,
      inputs: contexts.inputs,
      matrix: request.matrix,
      strategy: request.strategy,
      needs: request.needs,
    },
    machineEnvironment: createMachineEnvironment(folders, trackingId, options),
    environment: new Map(),
    pathEntries: [],
    scope: createScope(),
    posts: [],
    steps: [],
    processes: [],
    summaries: [],
    cancellation: AbortSignal.any([request.signal, timeout]),
  }
}

function createJobMasker({ options, contexts }: JobRequest): SecretMasker {
  const masker = createMasker()
  for (const secret of Object.values(contexts.secrets)) masker.add(secret)
  for (const password of proxyPasswords(options)) masker.add(password)
  if (options.cacheService !== undefined) masker.add(options.cacheService.token)
  return masker
}

/** The runner knows the proxy that it was started behind, and masks its password. */
function proxyPasswords({ machineEnvironment = {} }: RunOptions): readonly string[] {
  return ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']
    .map((name) => machineEnvironment[name] ?? '')
    .filter((url) => URL.canParse(url))
    .map((url) => decodeURIComponent(new URL(url).password))
}

function eventPath({ temp }: JobFolders): string {
  return join(temp, '_github_workflow', 'event.json')
}

/** Contexts that only a running job has. */
function createMachineContexts(
  jobId: string,
  folders: JobFolders,
  isDebug: boolean,
): { readonly github: JsonObject; readonly runner: JsonObject } {
  return {
    github: {
      job: jobId,
      workspace: folders.workspace,
      event_path: eventPath(folders),
    },
    runner: {
      arch: arch().toUpperCase(),
      environment: 'github-hosted',
      name: 'Simulated runner',
      os: SYSTEMS[platform()] ?? 'Linux',
      temp: folders.temp,
      tool_cache: join(folders.root, 'tools'),
      workspace: dirname(folders.workspace),
      ...(isDebug ? { debug: '1' } : {}),
    },
  }
}

/** The environment of the machine: nothing of this process but the places where programs are. */
function createMachineEnvironment(
  folders: JobFolders,
  trackingId: string,
  { machineEnvironment, toolFolders = [] }: RunOptions,
): Readonly<Record<string, string>> {
  // Entries of npm scripts would let a workflow find programs that GitHub's machines do not have.
  const path = (process.env['PATH'] ?? '').split(':').filter((entry) => !entry.includes('node_modules'))
  return {
    PATH: [dirname(process.execPath), ...path, ...toolFolders].join(':'),
    HOME: folders.home,
    LANG: 'C.UTF-8',
    TMPDIR: join(folders.root, 'tmp'),
    ...machineEnvironment,
    RUNNER_TRACKING_ID: trackingId,
  }
}
