import {
  type Annotation,
  type Conclusion,
  type JobRun,
  type StepRun,
  type WorkflowRun,
} from '../../simulator/runner/types.ts'
import { type JsonObject } from '../../simulator/runner/values.ts'

/** A line of `act --json`, as far as the tests read it. */
export interface ActLine {
  /** The name of workflow and job; a matrix has a number behind. */
  readonly job?: string
  readonly jobID?: string
  readonly matrix?: JsonObject
  readonly stage?: 'Pre' | 'Main' | 'Post'
  readonly step?: string
  readonly stepID?: readonly string[]
  /** Masked. */
  readonly msg: string
  /** Whether the step printed it. */
  readonly raw_output?: boolean
  /** What a step told the runner, over its output or a file. */
  readonly command?: string
  readonly name?: string
  /** Not masked. */
  readonly arg?: string
  readonly stepResult?: Conclusion
  readonly jobResult?: Conclusion
  readonly time: string
}

const LEVELS: Readonly<Record<string, Annotation['level']>> = {
  error: 'error',
  warning: 'warning',
  notice: 'notice',
}

/** What act says became of a workflow, in the words of the simulated runner. What act does not say is empty. */
export function runOf(lines: readonly ActLine[]): WorkflowRun {
  const names = [...new Set(lines.flatMap(({ job }) => job ?? []))]
  const jobs = names.map((name) => jobOf(lines.filter(({ job }) => job === name)))
  const conclusions = jobs.map(({ conclusion }) => conclusion)
  const worst = (['failure', 'cancelled'] as const).find((each) => conclusions.includes(each))
  return { name: 'workflow', conclusion: worst ?? 'success', jobs }
}

function jobOf(lines: readonly ActLine[]): JobRun {
  const [first] = lines
  const id = first?.jobID ?? ''
  const steps = [...new Set(lines.flatMap((line) => (isOfStep(line) ? [stepKey(line)] : [])))].map((key) =>
    stepOf(lines.filter((line) => isOfStep(line) && stepKey(line) === key)),
  )
  return {
    id,
    name: first?.job ?? id,
    matrix: first?.matrix ?? {},
    conclusion: conclusionOf(lines),
    outputs: {},
    log: lines.flatMap(shown),
    rawLog: [],
    masks: lines.flatMap(({ command, arg }) => (command === 'add-mask' && arg !== undefined ? [arg] : [])),
    annotations: lines.flatMap(({ command = '', arg = '' }) => {
      const level = LEVELS[command]
      return level === undefined ? [] : [{ level, message: arg, properties: {} }]
    }),
    summary: '',
    steps,
    processes: [],
  }
}

/** The jobs of a matrix have one result in act, the last; so whether one of them failed, its steps have to tell. */
function conclusionOf(lines: readonly ActLine[]): Conclusion {
  const said = lines.find(({ jobResult }) => jobResult !== undefined)?.jobResult ?? 'skipped'
  const isOfMatrix = Object.keys(lines[0]?.matrix ?? {}).length > 0
  if (said === 'skipped' || !isOfMatrix) return said
  return lines.some(({ stepResult }) => stepResult === 'failure') ? 'failure' : 'success'
}

function stepOf(lines: readonly ActLine[]): StepRun {
  const [first] = lines
  const conclusion = lines.find(({ stepResult }) => stepResult !== undefined)?.stepResult ?? 'cancelled'
  const times = lines.map(({ time }) => Date.parse(time))
  return {
    id: first?.stepID?.[0] ?? '',
    name: first?.step ?? '',
    phase: first?.stage === 'Post' ? 'post' : 'main',
    conclusion,
    outcome: conclusion,
    exitCode: null,
    signal: null,
    outputs: Object.fromEntries(
      lines.flatMap(({ command, name, arg }) => (command === 'set-output' ? [[name ?? '', arg ?? '']] : [])),
    ),
    state: {},
    log: lines.flatMap(shown),
    rawLog: [],
    emitted: [],
    startedAt: Math.min(...times),
    endedAt: Math.max(...times),
    files: { output: '', state: '', env: '', path: '', summary: '' },
  }
}

const isOfStep = ({ stage }: ActLine): boolean => stage === 'Main' || stage === 'Post'

const stepKey = ({ stage, stepID }: ActLine): string => `${stage ?? ''} ${stepID?.join('/') ?? ''}`

/** What a reader of the log sees of a line: what a step printed, and what act says of its commands. */
function shown({ msg, raw_output: isPrinted, command }: ActLine): readonly string[] {
  return isPrinted === true || command !== undefined ? msg.replace(/\n$/, '').split('\n') : []
}
