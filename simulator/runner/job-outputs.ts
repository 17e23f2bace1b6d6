import { evaluateString } from './expressions.ts'
import { type JobSession } from './session.ts'
import { stepExpressions } from './step-context.ts'
import { type StepLog } from './step-log.ts'

/** Evaluates the job's outputs, after all posts; one that masking would change is dropped. */
export function collectOutputs(session: JobSession, log: StepLog): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {}
  const { definition, scope, masker } = session
  if (Object.keys(definition.outputs).length > 0) log.output('Evaluate and set job outputs')
  try {
    const expressions = stepExpressions(session, scope, Object.fromEntries(session.environment))
    for (const [name, template] of Object.entries(definition.outputs)) {
      const value = evaluateString(template, expressions)
      if (value === '') {
        log.debug(`Skip output '${name}' since it's empty`)
      } else if (masker.mask(value) !== value) {
        log.issue('warning', `Skip output '${name}' since it may contain secret.`)
      } else {
        log.output(`Set output '${name}'`)
        outputs[name] = value
      }
    }
  } catch (error) {
    log.issue('error', 'Fail to evaluate job outputs')
    log.issue('error', error instanceof Error ? error.message : String(error))
    scope.status = scope.status === 'success' ? 'failure' : scope.status
  }
  return outputs
}
