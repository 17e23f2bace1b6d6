import { randomBytes } from 'node:crypto'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { type JobFolders, type RunOptions } from './types.ts'
import { type Workflow } from './workflow.ts'
import { isMapping, type Json, type JsonObject, mapping, optionalText } from './yaml-values.ts'

/** What all jobs of a run see. */
export interface RunContexts {
  readonly github: JsonObject
  readonly inputs: JsonObject
  readonly vars: JsonObject
  readonly secrets: Readonly<Record<string, string>>
}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', win32: 'Windows' }

/** The contexts of a run; the GitHub token is invented unless the secrets hold one. */
export function createRunContexts(workflow: Workflow, options: RunOptions): RunContexts {
  const token = options.secrets?.['GITHUB_TOKEN'] ?? `ghs_${randomBytes(18).toString('hex')}`
  const inputs = dispatchInputs(workflow, options)
  return {
    github: { ...githubContext(workflow, options, inputs), token },
    inputs,
    vars: options.vars ?? {},
    secrets: { ...options.secrets, GITHUB_TOKEN: token },
  }
}

function githubContext(workflow: Workflow, options: RunOptions, inputs: JsonObject): JsonObject {
  const repository = options.repository ?? 'octo/demo'
  const [owner = ''] = repository.split('/')
  const ref = options.ref ?? 'refs/heads/main'
  const refName = ref.replace(/^refs\/(heads|tags|pull)\//, '')
  const path = options.file === undefined ? 'workflow.yml' : (options.file.split('/').at(-1) ?? '')
  const payload = options.event?.payload ?? {}
  const texts = Object.entries(inputs).map(([name, value]) => [name, optionalText(value, name) ?? ''])
  return {
    actor: owner,
    actor_id: '1',
    api_url: 'https://api.github.com',
    base_ref: '',
    event: { inputs: Object.fromEntries(texts) as JsonObject, ...payload },
    event_name: options.event?.name ?? Object.keys(workflow.triggers)[0] ?? 'push',
    graphql_url: 'https://api.github.com/graphql',
    head_ref: '',
    ref,
    ref_name: refName,
    ref_protected: 'false',
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository,
    repository_id: '1296269',
    repository_owner: owner,
    repository_owner_id: '1',
    retention_days: '90',
    run_attempt: String(options.runAttempt ?? 1),
    run_id: String(options.runId ?? 1_000_001),
    run_number: '1',
    server_url: 'https://github.com',
    sha: 'ffac537e6cbbf934b08745a378932722df287a53',
    triggering_actor: owner,
    workflow: workflow.name ?? `.github/workflows/${path}`,
    workflow_ref: `${repository}/.github/workflows/${path}@${ref}`,
    workflow_sha: 'ffac537e6cbbf934b08745a378932722df287a53',
  }
}

/** `workflow_dispatch` inputs: given ones over the defaults of the file, booleans and numbers as such. */
function dispatchInputs(workflow: Workflow, options: RunOptions): JsonObject {
  const dispatch = mapping(workflow.triggers['workflow_dispatch'], 'on.workflow_dispatch')
  const inputs: Record<string, Json> = {}
  for (const [name, definition] of Object.entries(mapping(dispatch['inputs'], 'inputs'))) {
    const { type = 'string', default: fallback = null } = isMapping(definition) ? definition : {}
    inputs[name] = fallback ?? (type === 'boolean' ? false : '')
  }
  return { ...inputs, ...options.inputs }
}

/** Where steps find the payload of the event. */
export function eventPath({ temp }: JobFolders): string {
  return join(temp, '_github_workflow', 'event.json')
}

/** Contexts that only a running job has. */
export function createMachineContexts(
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
export function createMachineEnvironment(
  folders: JobFolders,
  nodeExecutable: string,
  trackingId: string,
  { machineEnvironment, toolFolders = [] }: RunOptions,
): Readonly<Record<string, string>> {
  // Entries of npm scripts would let a workflow find programs that GitHub's machines do not have.
  const path = (process.env['PATH'] ?? '').split(':').filter((entry) => !entry.includes('node_modules'))
  return {
    PATH: [dirname(nodeExecutable), ...path, ...toolFolders].join(':'),
    HOME: folders.home,
    LANG: 'C.UTF-8',
    TMPDIR: join(folders.root, 'tmp'),
    ...machineEnvironment,
    RUNNER_TRACKING_ID: trackingId,
  }
}
