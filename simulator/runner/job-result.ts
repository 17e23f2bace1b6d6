import { type Conclusion, type JobRun } from './types.ts'

/** How a job ended for those that need it: all legs of its matrix taken together. */
export interface JobResult {
  readonly result: Conclusion
  readonly outputs: Readonly<Record<string, string>>
  readonly runs: readonly JobRun[]
}

/** The worst of several results; skipped ones do not count unless there is nothing else. */
export function concludeAll(results: readonly Conclusion[]): Conclusion {
  const order: readonly Conclusion[] = ['failure', 'cancelled', 'success', 'skipped']
  return order.find((conclusion) => results.includes(conclusion)) ?? 'success'
}
