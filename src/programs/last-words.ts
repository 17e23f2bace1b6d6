import { isoSeconds } from '../core/time.ts'
import { type Leases } from '../lease/leases.ts'
import { type Step } from './step.ts'

/** The last words of a process that was issued a token which it could neither record nor revoke. */
export function warnOfUnaccounted(leases: Leases, step: Step): void {
  for (const { token, whyNotReleased } of leases.unaccounted) {
    const because = whyNotReleased === undefined ? '' : ` (${whyNotReleased})`
    step.warn(
      `The token that was issued could not be revoked${because}. It may stay valid until ${isoSeconds(token.expiresAt)}.`,
    )
  }
}
