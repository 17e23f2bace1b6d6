import { Deadline } from '../core/deadline.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type Release } from '../lease/token-lease.ts'
import { type RequestContext } from '../http/send.ts'
import { entryName, type SharingGroup } from '../sharing/entry-name.ts'
import { open } from '../sharing/shared-entry.ts'
import type { Sight, TokenStore } from '../sharing/token-store.ts'
import { sharedToken } from '../sharing/validity.ts'
import { isoSeconds } from '../core/time.ts'
import type { Step } from './step.ts'

/** What a single call of the store, and a single attempt to revoke, may take. */
const CALL_MS = 10_000

/** The cache service shows a new entry after a moment: an empty store is looked at again. */
const PAUSES_MS = [1_000, 2_000]

/** A token is replaced before its end, so that the one before may be alive, and with other limits the one before that. */
const GENERATIONS_BACK = 4

/** How many generations are looked at for them, from either end: gaps and entries that do not open stand in between. */
const MOST_LOOKS = 16

/** What the revocation of the shared tokens works with. */
export interface RevokeTools {
  readonly group: SharingGroup
  readonly store: TokenStore
  readonly timeoutMs: number
  readonly step: Step
  readonly context: RequestContext
}

/**
 * What `revoke/action.yml` does: ends each token that the jobs of the circle shared, as far as the store still shows
 * it, and says in the output `revoked` whether that worked.
 */
export async function revokeShared(tools: RevokeTools): Promise<void> {
  const { store, group, step } = tools
  const name = entryName(group)
  const outcomes: Outcome[] = []
  const deadline = Deadline.after(tools.timeoutMs, tools.context.clock)
  let sight = await firstSight(name, tools)
  if (sight.see === 'unavailable') {
    step.warn(
      `The shared token could not be looked for: ${sight.because}. If there is one, it stays valid until it expires.`,
    )
  } else if (sight.see === 'nothing') {
    step.log('There is no shared token; nothing to revoke.')
  }
  const newest = sight.see === 'entry' ? sight.generation : 0
  for (const generation of generationsToLookAt(newest)) {
    if (generation !== newest) sight = await store.findGeneration(name, generation, CALL_MS)
    if (sight.see === 'unavailable') break
    // Below a gap there may be more: a job that died left its generation reserved and empty.
    if (sight.see === 'nothing') continue
    const outcome = await revokeEntry(sight, tools, deadline)
    outcomes.push(outcome)
    // What could not be revoked stays, so that running this again can.
    if (outcome !== 'failed') await store.remove(name, generation, CALL_MS)
    if (outcomes.filter((each) => each !== 'no-token').length > GENERATIONS_BACK) break
  }
  const isRevoked = outcomes.includes('revoked') && !outcomes.includes('failed')
  step.setOutput('revoked', String(isRevoked))
}

/**
 * The newest first, as many as make sense; then those that a circle begins with, because whoever may write to
 * the store can plant an entry with any number.
 */
function generationsToLookAt(newest: number): number[] {
  const down = (from: number): number[] =>
    Array.from({ length: Math.min(from, MOST_LOOKS) }, (_, index) => from - index)
  return [...new Set([...down(newest), ...down(Math.min(newest, MOST_LOOKS))])]
}

type Outcome = 'revoked' | 'nothing-to-revoke' | 'no-token' | 'failed'

async function firstSight(name: string, { store, context }: RevokeTools): Promise<Sight> {
  for (const pauseMs of PAUSES_MS) {
    const sight = await store.find(name, CALL_MS)
    if (sight.see !== 'nothing') return sight
    await context.clock.sleep(pauseMs, context.signal)
  }
  return store.find(name, CALL_MS)
}

async function revokeEntry(
  { generation, sealed, storeTime }: Extract<Sight, { see: 'entry' }>,
  { group, step, context }: RevokeTools,
  deadline: Deadline,
): Promise<Outcome> {
  const contents = open(sealed, group, generation)
  if (contents?.kind !== 'token') {
    const what = contents === undefined ? 'does not open with this client secret' : 'holds no token'
    step.log(`Entry ${generation} in the store ${what}; nothing to revoke.`)
    return 'no-token'
  }
  const now = context.clock.now()
  const token = sharedToken(contents, { asked: now, answered: now, storeTime })
  const facts = { token, apiUrl: group.apiUrl, wasAccepted: contents.wasAccepted }
  const lease = new Leases(group.apiUrl, NO_JOURNAL, context).adopt({ ...facts, custody: { is: 'held' } })
  return tell(await lease.release(deadline), step)
}

function tell(release: Release, step: Step): Outcome {
  const expiry = isoSeconds(release.until)
  switch (release.outcome) {
    case 'revoked':
      step.log('The shared token was revoked.')
      return 'revoked'
    case 'already-invalid':
      step.log(
        'The shared token was no longer valid (revoked, expired or idled out before); nothing to revoke.',
      )
      return 'nothing-to-revoke'
    case 'expired':
      step.log(`The shared token had already expired at ${expiry}; nothing to revoke.`)
      return 'nothing-to-revoke'
    case 'may-be-valid':
      step.warn(
        `The shared token could not be revoked (${release.because}). It may stay valid until ${expiry}. ` +
          'To end it before, disable the OAuth client in Genesys Cloud.',
      )
      return 'failed'
  }
}
