import { Deadline } from '../core/deadline.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type Release } from '../lease/token-lease.ts'
import { type RequestContext } from '../http/send.ts'
import { entryName, type SharingGroup } from '../sharing/entry-name.ts'
import { open } from '../sharing/shared-entry.ts'
import type { Lookup, TokenStore } from '../sharing/token-store.ts'
import { sharedToken } from '../sharing/validity.ts'
import { isoSeconds } from '../core/time.ts'
import type { Step } from './step.ts'

/** What a single call of the store, and a single attempt to revoke, may take. */
const CALL_MS = 10_000

/** The cache service shows a new entry after a moment: an empty store is looked at again. */
const PAUSES_MS = [1_000, 2_000]

/** A token is replaced before its end, so that the one before may be valid, and with other limits the one before that. */
const GENERATIONS_BACK = 4

/** How many generations are looked at for them, from either end: gaps and entries that do not open stand in between. */
const MOST_LOOKS = 16

/** What the revocation of the shared tokens works with. */
export interface RevokeTools {
  /** The jobs that share, of this run's attempt first; then those of the attempts before it. */
  readonly groups: readonly SharingGroup[]
  readonly store: TokenStore
  readonly timeoutMs: number
  readonly step: Step
  readonly context: RequestContext
}

/**
 * What `revoke/action.yml` does: ends each token that the jobs of the sharing group shared, as far as the store still shows it, and
 * those of the attempts before; says in the output `revoked` whether that worked.
 */
export async function revokeShared(tools: RevokeTools): Promise<void> {
  const { groups, step } = tools
  const deadline = Deadline.after(tools.timeoutMs, tools.context.clock)
  const ends: GroupEnd[] = []
  for (const [index, group] of groups.entries()) {
    const end = await revokeGroup(partOf(group, index, tools), deadline, tools)
    ends.push(end)
    if (end === 'unavailable') break
  }
  if (ends.every((end) => typeof end !== 'string' && end.length === 0)) {
    step.log('There is no shared token; nothing to revoke.')
  }
  const outcomes = ends.flatMap((end): readonly Outcome[] => (end === 'unavailable' ? ['failed'] : end))
  step.setOutput('revoked', String(outcomes.includes('revoked') && !outcomes.includes('failed')))
}

/** One sharing group and what its token is called. */
interface Part {
  readonly group: SharingGroup
  readonly name: string
  /** `The shared token`, or `The shared token of attempt 1`. */
  readonly token: string
  /** For how long an empty store is looked at again: an attempt that is over has shown all that it will. */
  readonly pausesMs: readonly number[]
}

type Outcome = 'revoked' | 'nothing-to-revoke' | 'no-token' | 'failed'
type GroupEnd = readonly Outcome[] | 'unavailable'

function partOf(group: SharingGroup, index: number, { groups }: RevokeTools): Part {
  const { jobs } = group
  const isOwn = index === 0
  const attempt = groups.length > 1 && jobs.share === 'run' && !isOwn ? ` of attempt ${jobs.runAttempt}` : ''
  return {
    group,
    name: entryName(group),
    token: `The shared token${attempt}`,
    pausesMs: isOwn ? PAUSES_MS : [],
  }
}

async function revokeGroup(part: Part, deadline: Deadline, tools: RevokeTools): Promise<GroupEnd> {
  const { store, step } = tools
  const { name, token } = part
  const outcomes: Outcome[] = []
  let lookup = await lookUntilFound(part, deadline, tools)
  if (lookup.found === 'unavailable') {
    step.warn(
      `${token} could not be looked for: ${lookup.because}. If there is one, it stays valid until it expires.`,
    )
    return 'unavailable'
  }
  const newest = lookup.found === 'hit' ? lookup.generation : 0
  for (const generation of generationsToLookAt(newest)) {
    if (generation !== newest) lookup = await store.findGeneration(name, generation, callMs(deadline))
    if (lookup.found === 'unavailable') break
    // Below a gap there may be more: a job that died left its generation reserved and empty.
    if (lookup.found === 'miss') continue
    const outcome = await revokeEntry(lookup, part, deadline, tools)
    outcomes.push(outcome)
    // What could not be revoked stays, so that running this again can.
    if (outcome !== 'failed') await store.remove(name, generation, callMs(deadline))
    if (outcomes.filter((each) => each !== 'no-token').length > GENERATIONS_BACK) break
  }
  return outcomes
}

const callMs = ({ leftMs }: Deadline): number => Math.max(1, Math.min(CALL_MS, leftMs))

/**
 * The newest first, as many as make sense; then those that a group begins with, because a job that may write to
 * the store can plant an entry with any number.
 */
function generationsToLookAt(newest: number): number[] {
  const down = (from: number): number[] =>
    Array.from({ length: Math.min(from, MOST_LOOKS) }, (_, index) => from - index)
  return [...new Set([...down(newest), ...down(Math.min(newest, MOST_LOOKS))])]
}

async function lookUntilFound(
  { name, pausesMs }: Part,
  deadline: Deadline,
  { store, context }: RevokeTools,
): Promise<Lookup> {
  for (const pauseMs of pausesMs) {
    const lookup = await store.find(name, callMs(deadline))
    if (lookup.found !== 'miss') return lookup
    await context.clock.sleep(pauseMs, context.signal)
  }
  return store.find(name, callMs(deadline))
}

async function revokeEntry(
  { generation, sealed, storeTime }: Extract<Lookup, { found: 'hit' }>,
  { group, token: name }: Part,
  deadline: Deadline,
  { step, context }: RevokeTools,
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
  // Whatever the clocks say: three of them have a word in a shared expiry, and one request is cheaper than a valid token.
  return tell(await lease.release(deadline, 'even-if-expired'), name, step)
}

function tell(release: Release, token: string, step: Step): Outcome {
  const expiry = isoSeconds(release.until)
  switch (release.outcome) {
    case 'revoked':
      step.log(`${token} was revoked.`)
      return 'revoked'
    case 'already-invalid':
      step.log(
        `${token} was no longer valid (revoked, expired, or invalidated by the idle timeout); nothing to revoke.`,
      )
      return 'nothing-to-revoke'
    case 'expired':
      step.log(`${token} had already expired at ${expiry}; nothing to revoke.`)
      return 'nothing-to-revoke'
    case 'may-be-valid':
      step.warn(
        `${token} could not be revoked (${release.because}). It may stay valid until ${expiry}. ` +
          'To end it before, disable the OAuth client in Genesys Cloud.',
      )
      return 'failed'
  }
}
