import { getInput } from '@actions/core'
import { INPUT_NAMES, type Inputs } from '../../settings/settings.ts'

/** Every input of this step, read once. */
export function readInputs(): Inputs {
  return readInputsNamed(INPUT_NAMES)
}

/** The inputs of an action by name. White space around a value is nobody's intention and goes. */
export function readInputsNamed<Name extends string>(names: readonly Name[]): Readonly<Record<Name, string>> {
  const entries = names.map((name) => [name, getInput(name)] as const)
  return Object.fromEntries(entries) as Record<Name, string>
}
