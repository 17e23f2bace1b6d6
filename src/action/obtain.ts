import { grant, ASSUMED_LIFETIME_SECONDS } from '../genesys/grant.ts'
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
import { secondsLeft, type AccessToken } from '../token/access-token.ts'
import { ActionError, messageOf } from '../token/errors.ts'
import { tokenForms } from '../token/masks.ts'
import { isTemporary } from '../token/retry.ts'
import { isoSeconds } from '../token/time.ts'
import { keepFresh, type AgentStarter, type PreparedAgent } from './keep-fresh.ts'
import { type Runner } from './runner.ts'
import { encodeState, stateOf } from './saved-state.ts'
import { type Settings } from './settings.ts'
import { summaryTable, type SummaryFacts } from './summary.ts'

/** The look-up is a courtesy: it may cost a moment, not the job's patience. */
const LOOK_UP_MS = 5_000

/** A step that fails takes its token along, but not its time. */
const REVOKE_ON_FAILURE_MS = 10_000

/**
 * What main does once the credentials are masked, in order: grant, mask, save state, look up the
 * organization, guard, hand out.
 *
 * @throws ActionError for everything that kept the outputs from being set
 */
export async function obtain(
  settings: Settings,
  runner: Runner,
  retrying: Retrying,
  starter?: AgentStarter,
): Promise<void> {
  const place = settings.region?.name ?? new URL(settings.loginUrl).host
  const time = budget(settings.timeoutMs, retrying.clock)
  runner.say(`Asking Genesys Cloud in ${place} for a token.`)
  const granted = await grant({ ...settings, place }, time, retrying)
  const { token, isLifetimeAssumed } = granted
  runner.mask(tokenForms(token.value.reveal()))
  let agent: PreparedAgent | undefined
  try {
    // Before anything else can fail or be cancelled: what is saved here, post revokes.
    write(() => runner.saveState(encodeState(stateOf(token, settings, retrying.clock.now()))))
    if (isLifetimeAssumed) {
      runner.say(
        `The reply does not say how long the token lives; ${ASSUMED_LIFETIME_SECONDS} s are assumed.`,
      )
    }
    const owner = await lookUp(token, settings, time, runner, retrying)
    if (starter !== undefined) {
      agent = starter.prepare()
      runner.mask([agent.saved.journalKey.reveal()])
      const state = { ...stateOf(token, settings, retrying.clock.now()), agent: agent.saved }
      write(() => runner.saveState(encodeState(state)))
      await keepFresh(agent, granted, runner)
    }
    handOut(token, owner, settings, runner, retrying)
    if (settings.summary) runner.addSummary(summaryTable(summaryFacts(token, owner, settings)))
  } catch (error) {
    await revokeOnFailure(token, settings, runner, retrying, agent)
    throw error
  }
}

async function lookUp(
  token: AccessToken,
  settings: Settings,
  time: TimeBudget,
  runner: Runner,
  retrying: Retrying,
): Promise<TokenOwner | undefined> {
  const guard = settings.organizationId
  const request = ownerRequest(settings.apiUrl, token.value)
  try {
    // One short try is enough to say whose token it is; a guard has to know, and is worth the time that is left.
    const lookUpTime = guard === undefined ? oneAttempt(time, LOOK_UP_MS) : time
    const owner = await sendWithRetry('The organization look-up', request, readOwner, lookUpTime, retrying)
    if (guard !== undefined) guardOrganization(guard, owner)
    return owner
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error
    const reason = describeFailure(error.failure)
    if (guard !== undefined) throw unknownOrganization(guard, reason, error)
    runner.say(`The token's organization could not be read (${reason}); the token itself was granted.`)
    return undefined
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
          'this runner’s IP address is not on the allow list',
        ],
    cause,
  )
}

function handOut(
  token: AccessToken,
  owner: TokenOwner | undefined,
  settings: Settings,
  runner: Runner,
  { clock }: Retrying,
): void {
  const { region, loginUrl, apiUrl } = settings
  const expiresAt = isoSeconds(token.expiresAt)
  write(() => {
    if (settings.exportEnvironment) exportToken(token, settings, runner)
    runner.setOutput('token-type', token.type)
    runner.setOutput('expires-in', String(secondsLeft(token, clock.now())))
    runner.setOutput('expires-at', expiresAt)
    runner.setOutput('region', region?.name ?? '')
    runner.setOutput('domain', region?.domain ?? '')
    runner.setOutput('login-url', loginUrl)
    runner.setOutput('api-url', apiUrl)
    runner.setOutput('organization-id', owner?.organizationId ?? '')
    runner.setOutput('organization-name', owner?.organizationName ?? '')
    runner.setOutput('source', 'granted')
    // Last, so that nobody finds a token beside missing outputs.
    runner.setOutput('token', token.value.reveal())
  })
  const whose = owner === undefined ? '' : ` for ${describeOrganization(owner)}`
  runner.say(`Got a token${whose}; it expires at ${expiresAt}.`)
}

function summaryFacts(token: AccessToken, owner: TokenOwner | undefined, settings: Settings): SummaryFacts {
  const region = settings.region?.name ?? new URL(settings.apiUrl).host
  return { owner, region, clientId: settings.clientId, expiresAt: token.expiresAt, source: 'granted' }
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

/** A token that nobody will use dies now; if that fails, it is still in the state, and post tries again. */
async function revokeOnFailure(
  token: AccessToken,
  settings: Settings,
  runner: Runner,
  retrying: Retrying,
  agent: PreparedAgent | undefined,
): Promise<void> {
  const request = revocationRequest(settings.apiUrl, token.value)
  const time = budget(REVOKE_ON_FAILURE_MS, retrying.clock)
  try {
    await sendWithRetry('Revoking the token', request, readRevocation, time, retrying)
    runner.say('The token was revoked at once.')
    const state = { ...stateOf(token, settings, retrying.clock.now()), token: 'revoked-by-main' } as const
    runner.saveState(encodeState(agent === undefined ? state : { ...state, agent: agent.saved }))
  } catch (error) {
    if (error instanceof GaveUp)
      runner.say(`The token could not be revoked yet (${describeFailure(error.failure)}).`)
  }
}
