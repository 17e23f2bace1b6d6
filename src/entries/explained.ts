import { stepInputs } from '../adapters/github-runner/inputs.ts'
import { environment } from '../adapters/process.ts'
import { inputNames, type Fields } from '../settings/reader.ts'

/** Puts the likely causes that the inputs themselves show into the error that `action` ends with. */
export async function explained(action: Promise<void>, fields: Fields): Promise<void> {
  try {
    await action
  } catch (error) {
    // Loaded by those that fail.
    const { explain } = await import('../settings/hints.ts')
    throw explain(error, {
      source: stepInputs(),
      inputs: inputNames(fields),
      environment: environment(),
    })
  }
}
