import { getInput } from '@actions/core'
import { INPUT_NAMES, type InputName, type Inputs } from '../../action/settings.ts'

/** Every input of this step, read once. White space around a value is nobody's intention and goes. */
export function readInputs(): Inputs {
  const entries = INPUT_NAMES.map((name) => [name, getInput(name)] as const)
  return Object.fromEntries(entries) as Record<InputName, string>
}
