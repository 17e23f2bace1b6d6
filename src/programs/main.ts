import {
  ASSUMED_LIFETIME_SECONDS,
  grant,
  unusableTokenOf,
  type TokenResponse,
} from '../oauth/token-request.ts'
import { budget, type RequestContext } from '../http/send.ts'
import type { Leader, Sharing, Turn } from '../sharing/election.ts'
import type { AccessToken } from '../oauth/access-token.ts'
import { tokenForms } from '../core/masks.ts'
import { placeOf } from '../genesys/region.ts'
import { isoSeconds } from '../core/time.ts'
import { handOut } from './hand-over.ts'
import { keepFresh, type AgentStarter } from './keep-fresh.ts'
import { lookUp } from './look-up.ts'
import { revokeOnFailure } from './revoke-on-failure.ts'
import type { Step } from './step.ts'
import type { Fate } from './saved-state.ts'
import type { Settings } from '../settings/settings.ts'
import { save, type Found, type Task } from './task.ts'

/**
 * What main does once the credentials are masked, in order: take a shared token or grant one, mask, save state, look
 * up the organization, guard, share, hand out.
 *
 * @throws ActionError for everything that kept the outputs from being set
 */
export async function obtain(
  settings: Settings,
  runner: Step,
  retrying: RequestContext,
  sharing?: Sharing,
  starter?: AgentStarter,
): Promise<void> {
  const time = budget(settings.timeoutMs, retrying.clock)
  const task: Task = { settings, time, runner, retrying, starter, agent: undefined, isRefused: false }
  const turn = sharing === undefined ? undefined : await takeTurn(sharing, task)
  if (turn?.do === 'use') {
    await startAgent({ token: turn.token }, 'shared', task)
    handOut(turn, 'shared', task)
  } else await grantOne(task, turn?.do === 'lead' ? turn.lead : undefined)
}

/** A shared token that is alive, or the turn to get one; post leaves what is shared alone. */
async function takeTurn(
  sharing: Sharing,
  task: Task,
): Promise<({ readonly do: 'use' } & Found) | Exclude<Turn, { do: 'use' }>> {
  const { runner } = task
  for (let after = 0; ;) {
    const turn = await sharing.takeTurn(after)
    if (turn.do !== 'use') return turn
    const { token, generation } = turn
    runner.mask(tokenForms(token.value.reveal()))
    save(token, 'shared', task)
    const look = await lookUp(token, task, 'shared')
    if (!look.isDead) return { do: 'use', token, owner: look.owner }
    runner.say('The shared token is no longer valid (revoked or idled out); looking for another.')
    after = generation
  }
}

async function grantOne(task: Task, lead: Leader | undefined): Promise<void> {
  const { settings, time, runner, retrying } = task
  const place = placeOf(settings.region, settings.loginUrl)
  runner.say(`Asking Genesys Cloud in ${place} for a token.`)
  let token: AccessToken | undefined
  let isSaved = false
  let isShared = false
  try {
    const granted = await grant({ ...settings, place }, time, retrying)
    const fresh = granted.token
    token = fresh
    runner.mask(tokenForms(fresh.value.reveal()))
    // Before anything else can fail or be cancelled: what is saved here, post revokes.
    save(fresh, 'owned', task)
    isSaved = true
    if (granted.isLifetimeAssumed) {
      runner.say(
        `The reply does not say how long the token lives; ${ASSUMED_LIFETIME_SECONDS} s are assumed.`,
      )
    }
    const { owner } = await lookUp(fresh, task, 'granted')
    if (lead !== undefined && !task.isRefused) {
      const letGo = (): void => {
        save(fresh, 'shared', task)
        isShared = true
      }
      isShared = (await lead.publish(fresh, letGo)) === 'shared'
      if (!isShared) save(fresh, 'owned', task)
    }
    await startAgent(granted, isShared ? 'shared' : 'owned', task)
    handOut({ token: fresh, owner }, 'granted', task, () => {
      // Not before: a token that nobody receives is nobody's to keep.
      if (!isShared && !settings.revoke) save(fresh, 'kept-on-request', task)
    })
  } catch (error) {
    if (token !== undefined && !isShared) await giveBack(token, isSaved, task)
    const unusable = unusableTokenOf(error)
    if (unusable !== undefined) {
      runner.mask(tokenForms(unusable.value.reveal()))
      await giveBack(unusable, trySave(unusable, task), task)
    }
    throw error
  } finally {
    if (!isShared) await lead?.resign()
  }
}

/** Whether post knows of the token from now on. */
function trySave(token: AccessToken, task: Task): boolean {
  try {
    save(token, 'owned', task)
    return true
  } catch {
    // The reason that the step fails for is another; that this token may live on is warned of.
    return false
  }
}

/** Revokes a token that nobody will use; never throws, so that the reason for it is what the user gets to read. */
async function giveBack(token: AccessToken, isSaved: boolean, task: Task): Promise<void> {
  const isDead = await revokeOnFailure(token.value, isSaved ? '' : isoSeconds(token.expiresAt), task)
  try {
    if (isDead) save(token, 'revoked-by-main', task)
  } catch {
    // A full disk: post will find the token dead, or know of none.
  }
}

/** With keep-fresh: starts with the token that the step has, of which nothing has been handed out yet. */
async function startAgent(
  first: Pick<TokenResponse, 'token' | 'refreshToken'>,
  fate: Fate,
  task: Task,
): Promise<void> {
  if (task.starter === undefined) return
  const prepared = task.starter.prepare()
  task.runner.mask([prepared.saved.journalKey.reveal()])
  task.agent = prepared.saved
  // Before it runs: a step that is cancelled in between leaves an agent that post knows of.
  save(first.token, fate, task)
  await keepFresh(prepared, first, task.runner)
}
