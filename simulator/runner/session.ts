import { type LoadedAction } from './actions.ts'
import { type SecretMasker } from './masks.ts'
import { type JobRecords } from './step-log.ts'
import {
  type CancelDelays,
  type Conclusion,
  type JobFolders,
  type RunOptions,
  type StartedProcess,
  type StepPhase,
  type StepRun,
} from './types.ts'
import { type Json, type JsonObject } from './values.ts'
import { type JobDefinition, type StepDefinition } from './workflow.ts'

/** Everything that the steps of one job share. */
export interface JobSession {
  readonly definition: JobDefinition
  readonly options: RunOptions
  readonly delays: CancelDelays
  readonly minuteMs: number
  readonly folders: JobFolders
  readonly masker: SecretMasker
  readonly masks: string[]
  readonly records: JobRecords
  readonly onLine: (maskedLine: string) => void
  /** github, vars, secrets, inputs, matrix, strategy, needs and runner. */
  readonly contexts: JsonObject
  /** What every process of the job inherits from the machine. */
  readonly machineEnvironment: Readonly<Record<string, string>>
  /** The job's own `env`, and what steps wrote to GITHUB_ENV. */
  readonly environment: Map<string, string>
  /** What steps wrote to GITHUB_PATH, the last one first in PATH. */
  readonly pathEntries: string[]
  readonly scope: StepScope
  readonly posts: PlannedStep[]
  readonly steps: StepRun[]
  readonly processes: StartedProcess[]
  readonly summaries: string[]
  readonly cancellation: AbortSignal
}

/** The steps that see each other's outputs: those of the job, or of one composite action. */
export interface StepScope {
  status: Exclude<Conclusion, 'skipped'>
  readonly results: Record<string, StepResult>
  /** Inputs of the composite action; those of the workflow in the job's own scope. */
  readonly inputs: Json | undefined
  readonly actionFolder: string | undefined
  /** What the steps inside a composite action inherit from the step that uses it. */
  readonly environment: Readonly<Record<string, string>>
}

export interface StepResult {
  readonly outputs: Record<string, string>
  outcome: Conclusion
  conclusion: Conclusion
}

export interface PlannedStep {
  readonly phase: StepPhase
  readonly definition: StepDefinition
  readonly action: LoadedAction | undefined
  /** The step's id, or the name that the runner makes up, which starts with `__`. */
  readonly key: string
  readonly condition: string
  readonly scope: StepScope
  /** Shared by the phases of one action. */
  readonly state: Map<string, string>
}

/** A scope in which nothing has run yet. */
export function createScope(
  inputs?: Json,
  actionFolder?: string,
  environment: Readonly<Record<string, string>> = {},
): StepScope {
  return { status: 'success', results: {}, inputs, actionFolder, environment }
}
