import { ENVIRONMENT_FIELDS } from './environment.ts'
import { type Field } from './reader.ts'

/** Names that are words of the language too: only where they stand for the input. */
const AS_INPUT = / or region is\b/g

/**
 * A text of ours in the words of one who has no runner and no inputs: variables, and this machine. Ours are written for a step, which
 * most readers have.
 */
export function inVariables(text: string): string {
  const fields: Field<unknown>[] = Object.values(ENVIRONMENT_FIELDS)
  const named = fields.reduce((said, { input = '', variable }) => {
    if (variable === undefined || !input.includes('-')) return said
    return said.replace(new RegExp(`(?<![\\w-])${input}(?![\\w-])`, 'g'), variable)
  }, text)
  return named
    .replace(AS_INPUT, ` or ${ENVIRONMENT_FIELDS.region.variable ?? ''} is`)
    .replace(/\b(?:the|this) runner's/g, "this machine's")
    .replace(/\b(?:the|this) runner\b/g, 'this machine')
    .replace(/, in the env of the job or of this machine$/, ', before this command starts')
}

/** What cannot be a cause here: a setting that has an input and no variable. */
export function isOfInputsOnly(cause: string): boolean {
  return cause.includes('timeout-seconds')
}

/** Causes in one line, in the words of one who has no inputs, without those that are none here. */
export function withoutInputs(line: string): string {
  const possible = line.split('; ').filter((cause) => !isOfInputsOnly(cause))
  return inVariables(possible.join('; '))
}
