import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  createMachineContexts,
  createMachineEnvironment,
  eventPath,
  type RunContexts,
} from './job-context.ts'
import { createMasker } from './masks.ts'
import { CANCEL_DELAYS } from './processes.ts'
import { createScope, type JobSession } from './session.ts'
import { type JobFolders, type RunOptions } from './types.ts'
import { type JobDefinition } from './workflow.ts'
import { type JsonObject } from './yaml-values.ts'

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

/** Folders of the job's own, and the payload of the event in one of them. */
export async function createFolders({ options, contexts }: JobRequest): Promise<JobFolders> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'gha-')))
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
  const nodeExecutable = options.nodeExecutable ?? process.execPath
  const machine = createMachineContexts(definition.id, folders, options.debug ?? false)
  const masker = createMasker()
  for (const secret of Object.values(contexts.secrets)) masker.add(secret)
  for (const password of proxyPasswords(options)) masker.add(password)
  if (options.cacheService !== undefined) masker.add(options.cacheService.token)
  return {
    definition,
    options,
    folders,
    masker,
    nodeExecutable,
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
    machineEnvironment: createMachineEnvironment(folders, nodeExecutable, trackingId, options),
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

/** The runner knows the proxy that it was started behind, and masks its password. */
function proxyPasswords({ machineEnvironment = {} }: RunOptions): readonly string[] {
  return ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']
    .map((name) => machineEnvironment[name] ?? '')
    .filter((url) => URL.canParse(url))
    .map((url) => decodeURIComponent(new URL(url).password))
}
