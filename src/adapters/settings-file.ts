import { statSync } from 'node:fs'
import { ActionError, messageOf } from '../core/errors.ts'

/**
 * Gives this process the variables of a file in Node's own syntax (`NAME=value` lines), which the environment does not have.
 *
 * @throws ActionError SETTINGS_INVALID if it cannot be read
 */
export function useSettingsFile(path: string): void {
  try {
    const file = statSync(path)
    // Node reads a device without end. A pipe is what a shell makes of `<(…)`.
    if (!file.isFile() && !file.isFIFO()) throw new Error(`${path} is no file`)
    process.loadEnvFile(path)
  } catch (error) {
    throw new ActionError(
      'SETTINGS_INVALID',
      `The file of --settings cannot be read (${messageOf(error)}).`,
      ['its path is misspelt, or starts from another folder than this one'],
    )
  }
}
