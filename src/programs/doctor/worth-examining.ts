import { ActionError, type ErrorCode } from '../../core/errors.ts'

/** Failures of this machine's own files and processes, and of ours: there is nothing to look for outside. */
const OF_THIS_MACHINE: readonly ErrorCode[] = [
  'SETTINGS_INVALID',
  'NOT_A_RUNNER',
  'OUTPUT_FAILED',
  'AGENT_FAILED',
  'CANCELLED',
  'INTERNAL',
]

/** Whether doctor may find out why there is no token. */
export function isWorthExamining(error: unknown): error is ActionError {
  return error instanceof ActionError && !OF_THIS_MACHINE.includes(error.code)
}
