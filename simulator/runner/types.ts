import { type JsonObject } from './values.ts'

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped'
export type StepPhase = 'main' | 'post'
export type StreamName = 'stdout' | 'stderr'

/** How long a cancelled process may go on after each signal, and how long its pipes are waited for. */
export interface CancelDelays {
  readonly afterInterruptMs: number
  readonly afterTerminateMs: number
  readonly pipesMs: number
}

/** The folders of one job, handed to `beforeCleanUp` while they still exist. */
export interface JobFolders {
  readonly root: string
  readonly workspace: string
  readonly home: string
  readonly temp: string
}

export interface RunOptions {
  /** YAML text of the workflow; or give `file`. */
  readonly workflow?: string
  readonly file?: string
  /** Checkout of the action: what `uses: ./…` and `localActions` resolve to. */
  readonly root: string
  /** Where actions of other repositories live on this machine, by `owner/name`; the owner `*` is anybody. */
  readonly localActions?: Readonly<Record<string, string>>
  /** Stand-ins for actions that cannot run here, by `owner/name[/path]`. */
  readonly actions?: Readonly<Record<string, ActionHandler>>
  /** What `actions/checkout` puts into the workspace, by path. */
  readonly workspaceFiles?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly vars?: Readonly<Record<string, string>>
  /** Secrets and variables of deployment environments, by the environment's name. */
  readonly environments?: Readonly<Record<string, EnvironmentSettings>>
  readonly inputs?: Readonly<Record<string, string | number | boolean>>
  /** Variables of the machine that the runner's service was started with. */
  readonly machineEnvironment?: Readonly<Record<string, string>>
  /** Folders at the end of PATH, for programs that the machine may not have. */
  readonly toolFolders?: readonly string[]
  readonly event?: { readonly name: string; readonly payload?: JsonObject }
  readonly repository?: string
  readonly runId?: number
  readonly runAttempt?: number
  /** Given to JavaScript actions only, as the runner does. */
  readonly cacheService?: { readonly url: string; readonly token: string }
  readonly cancelDelays?: Partial<CancelDelays>
  /** How long a minute of `timeout-minutes` lasts. */
  readonly minuteMs?: number
  /** Cancels the run as the button on GitHub does. */
  readonly signal?: AbortSignal
  /** Each line as GitHub would show it, while the job runs. */
  readonly onLine?: (job: string, maskedLine: string) => void
  /** Called after the last step, before the folders are emptied. */
  readonly beforeCleanUp?: (job: string, folders: JobFolders) => void | Promise<void>
  /** As if the secret ACTIONS_STEP_DEBUG were `true`. */
  readonly debug?: boolean
}

/** What a stand-in for an action of others is given. Throwing fails the step. */
export interface ActionCall {
  readonly inputs: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  readonly workspace: string
  readonly workspaceFiles: Readonly<Record<string, string>>
  readonly say: (line: string) => void
  readonly setOutput: (name: string, value: string) => void
  readonly exportVariable: (name: string, value: string) => void
}

export type ActionHandler = (call: ActionCall) => void | Promise<void>

export interface EnvironmentSettings {
  readonly secrets?: Readonly<Record<string, string>>
  readonly vars?: Readonly<Record<string, string>>
}

export interface WorkflowRun {
  readonly name: string
  readonly conclusion: Conclusion
  readonly jobs: readonly JobRun[]
}

/** `timeout-minutes` of the job; its own `if:`; or a job that it needs and that did not succeed. */
export type JobReason = 'timeout' | 'condition' | 'needs'

export interface JobRun {
  readonly id: string
  readonly name: string
  readonly matrix: JsonObject
  readonly conclusion: Conclusion
  /** Why it was cancelled, if not from outside, or skipped. */
  readonly reason?: JobReason
  readonly outputs: Readonly<Record<string, string>>
  /** Masked, what GitHub would show. */
  readonly log: readonly string[]
  /** The same lines before masking, for leak tests. */
  readonly rawLog: readonly string[]
  /** Values registered with add-mask, in order. */
  readonly masks: readonly string[]
  readonly annotations: readonly Annotation[]
  /** Masked markdown of all steps. */
  readonly summary: string
  readonly steps: readonly StepRun[]
  readonly processes: readonly StartedProcess[]
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly title?: string
  readonly properties: Readonly<Record<string, string>>
}

export interface StepRun {
  readonly id: string
  readonly name: string
  readonly phase: StepPhase
  readonly conclusion: Conclusion
  /** The result before `continue-on-error`. */
  readonly outcome: Conclusion
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly log: readonly string[]
  readonly rawLog: readonly string[]
  /** What its process wrote, commands included, in the order in which the runner handled it. */
  readonly emitted: readonly EmittedLine[]
  readonly startedAt: number
  readonly endedAt: number
  readonly files: CommandFiles
}

export interface EmittedLine {
  readonly stream: StreamName
  readonly line: string
}

/** Raw contents of the files behind GITHUB_OUTPUT and its kin after the step. */
export interface CommandFiles {
  readonly output: string
  readonly state: string
  readonly env: string
  readonly path: string
  readonly summary: string
}

export interface StartedProcess {
  readonly step: string
  readonly phase: StepPhase
  readonly pid: number
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}
