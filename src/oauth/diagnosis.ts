import { type ErrorCode } from '../core/errors.ts'

/** A code, the first words of the sentence, and the likely causes. */
export interface Diagnosis {
  readonly code: ErrorCode
  readonly what: string
  readonly causes: readonly string[]
}
