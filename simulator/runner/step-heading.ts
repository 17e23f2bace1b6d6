import { evaluateString } from './expressions.ts'
import { type JobSession, type PlannedStep } from './session.ts'
import { stepExpressions } from './step-context.ts'
import { type StepLog } from './step-log.ts'
import { type Json } from './values.ts'

/** The heading of a `run` step: its script, its shell and its environment. */
export function printScript(
  log: StepLog,
  script: string,
  shell: string,
  env: Readonly<Record<string, string>>,
): void {
  const [firstLine = ''] = script.trimStart().split(/[\r\n]/)
  log.output(`##[group]Run ${firstLine}`)
  for (const line of script.replace(/\n+$/, '').split('\n')) log.output(`\u001b[36;1m${line}\u001b[0m`)
  log.output(`shell: ${shell}`)
  printPairs(log, 'env:', env)
  log.output('##[endgroup]')
}

interface ActionDetails {
  readonly planned: PlannedStep
  readonly log: StepLog
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
}

/** The heading of a step that uses an action; of a post step it is one line. */
export function printActionDetails({ planned, log, inputs, env }: ActionDetails): void {
  if (planned.phase === 'post') {
    log.output('Post job cleanup.')
    return
  }
  log.output(`##[group]Run ${planned.definition.uses ?? ''}`)
  printPairs(log, 'with:', Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== '')))
  printPairs(log, 'env:', env)
  log.output('##[endgroup]')
}

function printPairs(log: StepLog, title: string, pairs: Readonly<Record<string, string>>): void {
  if (Object.keys(pairs).length > 0) log.output(title)
  for (const [name, value] of Object.entries(pairs)) log.output(`  ${name}: ${value}`)
}

/** A name whose expressions cannot be evaluated is shown as it stands. */
export function stepName(session: JobSession, { definition, scope, phase }: PlannedStep): string {
  const prefix = phase === 'post' ? 'Post ' : ''
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
