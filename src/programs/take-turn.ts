import { type Deadline } from '../core/deadline.ts'
import { type Leases } from '../lease/leases.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { type RequestContext } from '../http/send.ts'
import { type Sharing } from '../sharing/election.ts'
import { type Leader } from '../sharing/leader.ts'
import { type Found } from './hand-over.ts'
import { lookUp } from './look-up.ts'
import { type MainSettings } from './main-settings.ts'

/** What a job that shares does next. */
export type MainTurn =
  | { readonly do: 'use'; readonly found: Found }
  | { readonly do: 'lead'; readonly leader: Leader }
  | { readonly do: 'grant-alone' }

/** A shared token that the API host accepts, or the turn to get one; post leaves what is shared alone. */
export async function takeTurn(
  sharing: Sharing,
  leases: Leases,
  deadline: Deadline,
  { settings, context }: { readonly settings: MainSettings; readonly context: RequestContext },
): Promise<MainTurn> {
  for (let after = 0; ;) {
    const turn = await sharing.takeTurn(after)
    if (turn.do !== 'use') return turn
    const { token, wasAccepted, generation } = turn.shared
    const lease = leases.adopt({
      token,
      apiUrl: settings.apiUrl,
      wasAccepted,
      custody: { is: 'shared' },
    })
    const looked = await lookUp({ lease, source: 'shared' }, deadline, settings, context)
    if (!looked.isRejected) {
      return { do: 'use', found: { lease, ...looked, source: 'shared', refreshToken: undefined } }
    }
    context.log(
      'The shared token is no longer valid (revoked, or invalidated by the idle timeout); looking for another.',
    )
    after = generation
  }
}

/** On record before other jobs can see it: post finds out what became of a token whose publication was cut off. */
export async function publish(lease: TokenLease, leader: Leader): Promise<void> {
  lease.offer(leader.entry)
  switch (await leader.publish(lease.token, lease.wasAccepted)) {
    case 'shared':
      lease.share()
      break
    case 'own':
      lease.hold()
      break
    case 'unknown':
      break
  }
}
