import { Deadline } from '../../core/deadline.ts'
import { isoSeconds } from '../../core/time.ts'
import { type RequestContext } from '../../http/send.ts'
import { type Leases } from '../../lease/leases.ts'
import { type ServedToken, type TokenSource } from '../../lease/token-source.ts'

/** What the release of a token takes at most that turned out to be unusable. */
const RELEASE_MS = 10_000

/** One token that its caller keeps; what came of a request that failed is released. @throws ActionError */
export async function askOnce(
  source: TokenSource,
  leases: Leases,
  deadline: Deadline,
  { clock, log }: RequestContext,
): Promise<ServedToken> {
  try {
    const token = await source.current(deadline)
    for (const lease of leases.held) lease.keep()
    return token
  } catch (error) {
    for (const { release } of await leases.releaseAll(Deadline.after(RELEASE_MS, clock))) {
      if (release.outcome !== 'may-be-valid') continue
      const until = isoSeconds(release.until)
      log(`A token was issued that could not be revoked; it may stay valid until ${until}.`)
    }
    throw error
  }
}
