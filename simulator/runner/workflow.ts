import {
  isList,
  isMapping,
  type Json,
  type JsonObject,
  list,
  mapping,
  optionalText,
  parseYaml,
  WorkflowError,
} from './values.ts'

export interface Workflow {
  readonly name: string | undefined
  readonly triggers: JsonObject
  readonly env: JsonObject
  readonly jobs: readonly JobDefinition[]
}

export interface JobDefinition {
  readonly id: string
  readonly name: string | undefined
  readonly needs: readonly string[]
  readonly condition: string
  readonly strategy: JsonObject
  readonly env: JsonObject
  /** `defaults.run` of the job over that of the workflow. */
  readonly runDefaults: JsonObject
  readonly steps: readonly StepDefinition[]
  readonly outputs: JsonObject
  readonly timeoutMinutes: Json
  readonly continueOnError: Json
  readonly environment: Json
}

export interface StepDefinition {
  readonly id: string | undefined
  readonly name: string | undefined
  readonly condition: string
  readonly uses: string | undefined
  readonly run: string | undefined
  readonly shell: Json
  readonly workingDirectory: Json
  readonly with: JsonObject
  readonly env: JsonObject
  readonly continueOnError: Json
  readonly timeoutMinutes: Json
}

const UNSUPPORTED_JOB_KEYS = ['container', 'services', 'uses', 'snapshot'] as const
const UNSUPPORTED_STEP_KEYS = ['background', 'wait', 'cancel', 'parallel'] as const
const DEFAULT_JOB_TIMEOUT_MINUTES = 360

/** Reads a workflow file, and refuses what this runner cannot execute as GitHub would. */
export function parseWorkflow(text: string, where: string): Workflow {
  const root = mapping(parseYaml(text, where), where)
  const runDefaults = readRunDefaults(root, where)
  const jobs = Object.entries(mapping(root['jobs'], `${where}: jobs`)).map(([id, job]) =>
    readJob(id, mapping(job, `${where}: jobs.${id}`), runDefaults, `${where}: jobs.${id}`),
  )
  if (jobs.length === 0) throw new WorkflowError(`${where} is no workflow of GitHub's: it has no jobs.`)
  checkNeeds(jobs, where)
  return {
    name: optionalText(root['name'], `${where}: name`),
    triggers: readTriggers(root['on'], where),
    env: mapping(root['env'], `${where}: env`),
    jobs,
  }
}

function readTriggers(on: Json | undefined, where: string): JsonObject {
  if (on === undefined || on === null) throw new WorkflowError(`${where} has no "on".`)
  if (isMapping(on)) return on
  const names = isList(on) ? on : [on]
  return Object.fromEntries(names.map((name) => [optionalText(name, `${where}: on`) ?? '', null]))
}

function readJob(id: string, job: JsonObject, workflowDefaults: JsonObject, where: string): JobDefinition {
  const refused = UNSUPPORTED_JOB_KEYS.find((key) => job[key] !== undefined)
  if (refused !== undefined) {
    throw new WorkflowError(`${where}.${refused}: the simulated runner does not support it.`)
  }
  const needs = job['needs']
  return {
    id,
    name: optionalText(job['name'], `${where}.name`),
    needs: (isList(needs) ? needs : needs === undefined ? [] : [needs]).map(String),
    condition: optionalText(job['if'], `${where}.if`) ?? 'success()',
    strategy: mapping(job['strategy'], `${where}.strategy`),
    env: mapping(job['env'], `${where}.env`),
    runDefaults: { ...workflowDefaults, ...readRunDefaults(job, where) },
    steps: readSteps(job['steps'], `${where}.steps`),
    outputs: mapping(job['outputs'], `${where}.outputs`),
    timeoutMinutes: job['timeout-minutes'] ?? DEFAULT_JOB_TIMEOUT_MINUTES,
    continueOnError: job['continue-on-error'] ?? false,
    environment: job['environment'] ?? null,
  }
}

/** The steps of a job or of a composite action. */
export function readSteps(value: Json | undefined, where: string): readonly StepDefinition[] {
  return list(value, where).map((step, index) =>
    readStep(mapping(step, `${where}[${index}]`), `${where}[${index}]`),
  )
}

function readStep(step: JsonObject, where: string): StepDefinition {
  const refused = UNSUPPORTED_STEP_KEYS.find((key) => step[key] !== undefined)
  if (refused !== undefined) {
    throw new WorkflowError(`${where}.${refused}: the simulated runner does not support it.`)
  }
  const uses = optionalText(step['uses'], `${where}.uses`)
  const run = optionalText(step['run'], `${where}.run`)
  if ((uses === undefined) === (run === undefined)) {
    throw new WorkflowError(`${where} must have either "uses" or "run".`)
  }
  return {
    id: optionalText(step['id'], `${where}.id`),
    name: optionalText(step['name'], `${where}.name`),
    condition: optionalText(step['if'], `${where}.if`) ?? 'success()',
    uses,
    run,
    shell: step['shell'] ?? null,
    workingDirectory: step['working-directory'] ?? null,
    with: mapping(step['with'], `${where}.with`),
    env: mapping(step['env'], `${where}.env`),
    continueOnError: step['continue-on-error'] ?? false,
    timeoutMinutes: step['timeout-minutes'] ?? 0,
  }
}

function readRunDefaults(parent: JsonObject, where: string): JsonObject {
  return mapping(mapping(parent['defaults'], `${where}: defaults`)['run'], `${where}: defaults.run`)
}

function checkNeeds(jobs: readonly JobDefinition[], where: string): void {
  const seen = new Set<string>()
  const waiting = [...jobs]
  while (waiting.length > 0) {
    const ready = waiting.findIndex((job) => job.needs.every((id) => seen.has(id)))
    const [job] = waiting.splice(Math.max(ready, 0), 1)
    if (job === undefined) return
    if (ready < 0) {
      throw new WorkflowError(`${where}: jobs.${job.id}.needs names a job that does not exist, or a circle.`)
    }
    seen.add(job.id)
  }
}
