import { evaluateString, evaluateTemplate } from './expressions.ts'
import { type JobSession, type PlannedStep } from './session.ts'
import { stepExpressions } from './step-context.ts'
import { type StepLog } from './step-log.ts'
import { type Json } from './yaml-values.ts'

/** A name whose expressions cannot be evaluated is shown as it stands. */
export function stepName(session: JobSession, { definition, scope, phase }: PlannedStep): string {
  const prefix = { pre: 'Pre ', main: '', post: 'Post ' }[phase]
  const firstLine = (definition.run ?? '').trimStart().split(/[\r\n]/)[0] ?? ''
  const text: Json = definition.name ?? `Run ${definition.uses ?? firstLine}`
  try {
    const expressions = stepExpressions(session, scope, Object.fromEntries(session.environment))
    return session.masker.mask(`${prefix}${evaluateString(text, expressions)}`)
  } catch {
    return session.masker.mask(`${prefix}${text}`)
  }
}

/** Inputs that the action does not know are passed on all the same. */
export function warnOfUnknownInputs(
  { action, definition }: PlannedStep,
  inputs: Readonly<Record<string, string>>,
  log: StepLog,
): void {
  if (action?.inputs === undefined) return
  const valid = Object.keys(action.inputs)
  const known = new Set(valid.map((name) => name.toLowerCase()))
  const unknown = Object.keys(inputs).filter(
    (name) => name in definition.with && !known.has(name.toLowerCase()),
  )
  if (unknown.length === 0) return
  const message = `Unexpected input(s) '${unknown.join("', '")}', valid inputs are ['${valid.join("', '")}']`
  log.issue('warning', message)
}

/** Whether a failure of the step leaves the job alone. */
export function continuesOnError(session: JobSession, step: PlannedStep, log: StepLog): boolean {
  try {
    const scope = stepExpressions(session, step.scope, Object.fromEntries(session.environment))
    return evaluateTemplate(step.definition.continueOnError, scope) === true
  } catch (error) {
    reportError(log, error)
    return false
  }
}

/** An exception of the runner's own work, which fails the step. */
export function reportError(log: StepLog, error: unknown): void {
  log.issue('error', error instanceof Error ? error.message : String(error))
}
