import { type AccessToken } from '../oauth/access-token.ts'
import { ActionError, messageOf } from '../core/errors.ts'

/** What a rotation needs of the step that it runs in. */
export interface Stage {
  mask(values: readonly string[]): void
  log(sentence: string): void
  warn(sentence: string): void
  setOutput(name: string, value: string): void
  /** Keeps a token for the post step, which revokes it if this step never gets to it. */
  keepToken(token: AccessToken): void
  /** The kept token needs no post step any more. */
  forgetToken(token: AccessToken): void
  /** From now on a cancelled step says so and goes on. */
  ignoreCancellation(): void
}

/** @throws ActionError OUTPUT_FAILED for what the operating system says about the runner's files */
export function write(files: () => void): void {
  const fault = faultOfWriting(files)
  if (fault !== undefined) throw fault
}

/** The same as a value: for what has to go on all the same. */
export function faultOfWriting(files: () => void): ActionError | undefined {
  try {
    files()
    return undefined
  } catch (error) {
    return new ActionError(
      'OUTPUT_FAILED',
      `The files in which the runner takes the step's outputs and state could not be written (${messageOf(error)}).`,
      ['the disk of the runner is full', 'something removed or locked files of the runner in RUNNER_TEMP'],
      error,
    )
  }
}
