import { describeOrganization } from '../genesys/organization.ts'
import { secondsLeft, type AccessToken } from '../oauth/access-token.ts'
import { isoSeconds } from '../core/time.ts'
import type { Step } from './step.ts'
import type { Settings } from '../settings/settings.ts'
import { summaryTable, type Source, type SummaryFacts } from './summary.ts'
import type { Found, Task } from './task.ts'
import { write } from './write.ts'

/**
 * Sets the outputs, the exports and the summary.
 *
 * @param beforeToken what has to be written before anybody can have the token
 * @throws ActionError OUTPUT_FAILED
 */
export function handOut(
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

function exportToken(token: AccessToken, { region }: Settings, runner: Step): void {
  runner.exportVariable('GENESYSCLOUD_ACCESS_TOKEN', token.value.reveal())
  // Empty rather than not at all: that of an earlier step would stand beside a token for another region.
  runner.exportVariable('GENESYSCLOUD_REGION', region?.name ?? '')
  if (region === undefined) {
    runner.say('GENESYSCLOUD_REGION is exported empty: only URLs were given, so that no AWS name is known.')
  }
}
