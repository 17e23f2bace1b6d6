import { type Deadline } from '../core/deadline.ts'
import { type CheckName, type CheckResult } from './check.ts'
import { allChecks } from './checks/all.ts'
import { type DoctorContext } from './context.ts'
import { examine } from './examine.ts'
import { Exchanges } from './exchanges.ts'

/** What doctor works with. */
export interface Doctor extends Omit<DoctorContext, 'exchanges'> {
  /** Takes secrets out of a text: servers quote what they were sent. */
  readonly clean: (text: string) => string
}

/** All checks, or those that are wanted with what they need. What was issued on the way is the caller's to release. */
export async function runDoctor(
  { clean, ...parts }: Doctor,
  deadline: Deadline,
  wanted: readonly CheckName[] = [],
): Promise<CheckResult[]> {
  const context = { ...parts, exchanges: new Exchanges(parts.request, parts.token) }
  const results = await examine(allChecks(parts.token), context, deadline, wanted)
  return results.map((result) => ({ ...result, detail: clean(result.detail), hint: clean(result.hint) }))
}
