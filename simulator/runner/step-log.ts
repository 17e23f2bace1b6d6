import { type SecretMasker } from './masks.ts'
import { type Annotation } from './types.ts'

type IssueLevel = Annotation['level']

/** Where the lines of one step go: masked as they are written, so that a later mask does not reach back. */
export interface StepLog {
  readonly output: (line: string) => void
  readonly issue: (level: IssueLevel, message: string, properties?: Readonly<Record<string, string>>) => void
  readonly debug: (message: string) => void
  readonly lines: readonly string[]
  readonly rawLines: readonly string[]
}

export interface JobRecords {
  readonly log: string[]
  readonly rawLog: string[]
  readonly annotations: Annotation[]
}

export interface StepLogSettings {
  readonly records: JobRecords
  readonly masker: SecretMasker
  readonly isDebug: boolean
  readonly onLine: (maskedLine: string) => void
}

const ANNOTATIONS_PER_LEVEL = 10
const LONGEST_ANNOTATION = 4096

/** A log for one phase of one step, which also feeds the log and the annotations of its job. */
export function createStepLog({ records, masker, isDebug, onLine }: StepLogSettings): StepLog {
  const lines: string[] = []
  const rawLines: string[] = []
  const counts: Record<IssueLevel, number> = { error: 0, warning: 0, notice: 0 }
  const write = (text: string): void => {
    const raw = text.split('\n')
    rawLines.push(...raw)
    records.rawLog.push(...raw)
    for (const line of masker.mask(text).split('\n')) {
      lines.push(line)
      records.log.push(line)
      onLine(line)
    }
  }
  return {
    lines,
    rawLines,
    output: write,
    issue: (level, message, properties = {}) => {
      const masked = masker.mask(message).slice(0, LONGEST_ANNOTATION)
      if (counts[level]++ < ANNOTATIONS_PER_LEVEL) {
        records.annotations.push(toAnnotation(level, masked, properties))
      }
      if (message !== '') write(`##[${level}]${message}`)
    },
    debug: (message) => {
      if (!isDebug) return
      for (const line of message.split(/\r?\n/)) write(`##[debug]${line}`)
    },
  }
}

/** The runner masks the message only: a secret in a title would be seen, and has to be here too. */
function toAnnotation(
  level: IssueLevel,
  message: string,
  properties: Readonly<Record<string, string>>,
): Annotation {
  const title = properties['title']
  return { level, message, properties, ...(title === undefined ? {} : { title }) }
}

/** An exception of the runner's own work, which fails the step. */
export function reportError(log: StepLog, error: unknown): void {
  log.issue('error', error instanceof Error ? error.message : String(error))
}
