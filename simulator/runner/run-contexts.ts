import { randomBytes } from 'node:crypto'
import { type RunOptions } from './types.ts'
import { isMapping, type Json, type JsonObject, mapping, optionalText } from './values.ts'
import { type Workflow } from './workflow.ts'

/** What all jobs of a run see. */
export interface RunContexts {
  readonly github: JsonObject
  readonly inputs: JsonObject
  readonly vars: JsonObject
  readonly secrets: Readonly<Record<string, string>>
}

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
  const refName = 'main'
  const ref = `refs/heads/${refName}`
  const path = options.file === undefined ? 'workflow.yml' : (options.file.split('/').at(-1) ?? '')
  const texts = Object.entries(inputs).map(([name, value]) => [name, optionalText(value, name) ?? ''])
  return {
    actor: owner,
    actor_id: '1',
    api_url: 'https://api.github.com',
    base_ref: '',
    event: { inputs: Object.fromEntries(texts) as JsonObject, ...options.event?.payload },
    event_name: options.event?.name ?? Object.keys(workflow.triggers)[0] ?? 'push',
    graphql_url: 'https://api.github.com/graphql',
    head_ref: '',
    ref,
    ref_name: refName,
    ref_protected: 'false',
    ref_type: 'branch',
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
