import { ActionError, messageOf } from '../core/errors.ts'

/** @throws ActionError OUTPUT_FAILED for what the operating system says about the runner's files */
export function write(files: () => void): void {
  try {
    files()
  } catch (error) {
    if (error instanceof ActionError) throw error
    throw new ActionError(
      'OUTPUT_FAILED',
      `The files in which the runner takes the step's outputs and state could not be written (${messageOf(error)}).`,
      ['the disk of the runner is full', 'something removed or locked files of the runner in RUNNER_TEMP'],
      error,
    )
  }
}
