import { type SavedAgent } from '../agent/stop.ts'
import { ASSUMED_LIFETIME_SECONDS, grant, unusableTokenOf, type Grant } from '../genesys/grant.ts'
import {
  describeOrganization,
  guardOrganization,
  ownerRequest,
  readOwner,
  type TokenOwner,
} from '../genesys/organization.ts'
import { describeFailure } from '../genesys/reply.ts'
import { readRevocation, revocationRequest } from '../genesys/revocation.ts'
import {
  budget,
  GaveUp,
  oneAttempt,
  sendWithRetry,
  type Retrying,
  type TimeBudget,
} from '../genesys/with-retry.ts'
import type { Lead, Sharing, Turn } from '../sharing/share.ts'
import { secondsLeft, type AccessToken } from '../token/access-token.ts'
import { ActionError, messageOf } from '../token/errors.ts'
import { tokenForms } from '../token/masks.ts'
import type { Secret } from '../token/secret.ts'
import { isTemporary } from '../token/retry.ts'
import { isoSeconds } from '../token/time.ts'
import { keepFresh, type AgentStarter } from './keep-fresh.ts'
import { type Runner } from './runner.ts'
import { encodeState, stateOf, type Fate } from './saved-state.ts'
import { type Settings } from './settings.ts'
import { summaryTable, type Source, type SummaryFacts } from './summary.ts'

/** The look-up is a courtesy: it may cost a moment, not the job's patience. */
const LOOK_UP_MS = 5_000

/** A step that fails takes its token along, but not its time. */
const REVOKE_ON_FAILURE_MS = 10_000

/**
 * What main does once the credentials are masked, in order: take a shared token or grant one, mask, save state, look
 * up the organization, guard, share, hand out.
 *
 * @throws ActionError for everything that kept the outputs from being set
 */
export async function obtain(
  settings: Settings,
  runner: Runner,
  retrying: Retrying,
  sharing?: Sharing,
  starter?: AgentStarter,
): Promise<void> {
  const time = budget(settings.timeoutMs, retrying.clock)
  const task: Task = { settings, time, runner, retrying, starter, agent: undefined }
  const turn = sharing === undefined ? undefined : await takeTurn(sharing, task)
  if (turn?.do === 'use') {
    await startAgent({ token: turn.token }, 'shared', task)
    handOut(turn, 'shared', task)
  } else await grantOne(task, turn?.do === 'lead' ? turn.lead : undefined)
}

interface Task {
  readonly settings: Settings
  readonly time: TimeBudget
  readonly runner: Runner
  readonly retrying: Retrying
  readonly starter: AgentStarter | undefined
  /** Set as soon as there may be one, so that every later state tells post of it. */
  agent: SavedAgent | undefined
}

interface Found {
  readonly token: AccessToken
  readonly owner: TokenOwner | undefined
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

async function grantOne(task: Task, lead: Lead | undefined): Promise<void> {
  const { settings, time, runner, retrying } = task
  const place = settings.region?.name ?? new URL(settings.loginUrl).host
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
    const { owner, isDead } = await lookUp(fresh, task, 'granted')
    if (lead !== undefined && !isDead) {
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
    if (token !== undefined && !isShared) {
      if (await revokeOnFailure(token.value, isSaved ? '' : isoSeconds(token.expiresAt), task)) {
        save(token, 'revoked-by-main', task)
      }
    }
    const unusable = unusableTokenOf(error)
    if (unusable !== undefined) {
      runner.mask(tokenForms(unusable.reveal()))
      await revokeOnFailure(unusable, 'its expiry', task)
    }
    throw error
  } finally {
    if (!isShared) await lead?.abandon()
  }
}

function save(token: AccessToken, fate: Fate, { settings, runner, retrying, agent }: Task): void {
  const state = stateOf(token, fate, settings, retrying.clock.now(), agent)
  write(() => runner.saveState(encodeState(state)))
}

/** With keep-fresh: starts with the token that the step has, of which nothing has been handed out yet. */
async function startAgent(
  first: Pick<Grant, 'token' | 'refreshToken'>,
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

interface LookUp {
  readonly owner: TokenOwner | undefined
  /** The API host does not take the token, although it should have time left. */
  readonly isDead: boolean
}

async function lookUp(
  token: AccessToken,
  { settings, time, runner, retrying }: Task,
  source: Source,
): Promise<LookUp> {
  const guard = settings.organizationId
  const request = ownerRequest(settings.apiUrl, token.value)
  try {
    // One short try is enough to say whose token it is; a guard has to know, and is worth the time that is left.
    const lookUpTime = guard === undefined ? oneAttempt(time, LOOK_UP_MS) : time
    const owner = await sendWithRetry('The organization look-up', request, readOwner, lookUpTime, retrying)
    if (guard !== undefined) guardOrganization(guard, owner)
    return { owner, isDead: false }
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error
    const isDead = error.failure.status === 401
    if (isDead && source === 'shared') return { owner: undefined, isDead }
    const reason = describeFailure(error.failure)
    if (guard !== undefined) throw unknownOrganization(guard, reason, error)
    const hint = isDead ? ' Does api-url belong to the region of login-url?' : ''
    runner.say(
      `The token's organization could not be read (${reason}); the token itself was ${source}.${hint}`,
    )
    return { owner: undefined, isDead }
  }
}

function unknownOrganization(expectedId: string, reason: string, { failure, cause }: GaveUp): ActionError {
  return new ActionError(
    'ORGANIZATION_UNKNOWN',
    `The token's organization could not be read (${reason}), so that it is not known to be ${expectedId}. The token was not handed out.`,
    isTemporary(failure)
      ? ['the API host has an outage or cannot be reached from this runner', 'timeout-seconds is too short']
      : [
          'api-url belongs to another region or gateway than login-url',
          "this runner's IP address is not on the allow list",
        ],
    cause,
  )
}

function handOut(
  { token, owner }: Found,
  source: Source,
  { settings, runner, retrying }: Task,
  beforeToken: () => void = () => undefined,
): void {
  const { region, loginUrl, apiUrl } = settings
  const { clock } = retrying
  const expiresAt = isoSeconds(token.expiresAt)
  write(() => {
    runner.setOutput('token-type', token.type)
    runner.setOutput('expires-in', String(secondsLeft(token, clock.now())))
    runner.setOutput('expires-at', expiresAt)
    runner.setOutput('region', region?.name ?? '')
    runner.setOutput('domain', region?.domain ?? '')
    runner.setOutput('login-url', loginUrl)
    runner.setOutput('api-url', apiUrl)
    runner.setOutput('organization-id', owner?.organizationId ?? '')
    runner.setOutput('organization-name', owner?.organizationName ?? '')
    runner.setOutput('source', source)
    beforeToken()
    // Last, so that nobody finds a token beside missing outputs.
    if (settings.exportEnvironment) exportToken(token, settings, runner)
    runner.setOutput('token', token.value.reveal())
  })
  const whose = owner === undefined ? '' : ` for ${describeOrganization(owner)}`
  const guarded =
    settings.organizationId === undefined ? '' : ' The organization is the one that organization-id asks for.'
  const got = source === 'granted' ? 'Got a token' : 'Using the token that another job shares'
  runner.say(`${got}${whose}; it expires at ${expiresAt}.${guarded}`)
  if (settings.summary) runner.addSummary(summaryTable(summaryFacts({ token, owner }, source, settings)))
}

function summaryFacts({ token, owner }: Found, source: Source, settings: Settings): SummaryFacts {
  const region = settings.region?.name ?? new URL(settings.apiUrl).host
  return { owner, region, clientId: settings.clientId, expiresAt: token.expiresAt, source }
}

/** @throws ActionError OUTPUT_FAILED for what the operating system says about the runner's files */
function write(files: () => void): void {
  try {
    files()
  } catch (error) {
    throw new ActionError(
      'OUTPUT_FAILED',
      `The files in which the runner takes the step's outputs and state could not be written (${messageOf(error)}).`,
      ['the disk of the runner is full', 'something removed or locked files of the runner in RUNNER_TEMP'],
      error,
    )
  }
}

function exportToken(token: AccessToken, { region }: Settings, runner: Runner): void {
  runner.exportVariable('GENESYSCLOUD_ACCESS_TOKEN', token.value.reveal())
  if (region === undefined) {
    runner.say('GENESYSCLOUD_REGION is not exported: only URLs were given, so that no AWS name is known.')
  } else {
    runner.exportVariable('GENESYSCLOUD_REGION', region.name)
  }
}

/**
 * A token that nobody will use dies now. If that fails, post tries again, unless it cannot know of it.
 *
 * @param aliveUntil when the token expires, if it is not in the state; else empty
 * @returns whether it is dead
 */
async function revokeOnFailure(token: Secret, aliveUntil: string, task: Task): Promise<boolean> {
  const { settings, runner, retrying } = task
  const request = revocationRequest(settings.apiUrl, token)
  const time = budget(REVOKE_ON_FAILURE_MS, retrying.clock)
  try {
    await sendWithRetry('Revoking the token', request, readRevocation, time, retrying)
    runner.say('The token was revoked at once.')
    return true
  } catch (error) {
    const reason = error instanceof GaveUp ? describeFailure(error.failure) : messageOf(error)
    if (aliveUntil !== '') {
      runner.warn(
        `The token that was granted could not be revoked (${reason}). It may stay valid until ${aliveUntil}.`,
      )
    } else if (error instanceof GaveUp) {
      runner.say(`The token could not be revoked yet (${reason}); the post step tries again.`)
    }
    return false
  }
}
