import { type OpenedGateway } from '../agent/gateway-door.ts'
import { Deadline } from '../core/deadline.ts'
import { type Secret } from '../core/secret.ts'
import { isoSeconds } from '../core/time.ts'
import { describeOrganization, type TokenOwner } from '../genesys/organization.ts'
import { type RequestContext } from '../http/send.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { requireTimeLeft, secondsLeft } from '../oauth/access-token.ts'
import { gatewayHints, gatewayUrl, gatewayVariables } from './gateway-variables.ts'
import { type MainSettings } from './main-settings.ts'
import { type Step } from './step.ts'
import { type Source } from './summary.ts'
import { write } from './write.ts'

/** What the summary says of roles and timeouts is a courtesy. */
const READ_WITHIN_MS = 5_000

/** A token that main has, and what it knows of it. */
export interface Found {
  readonly lease: TokenLease
  readonly owner: TokenOwner | undefined
  readonly source: Source
  /** The API host did not take it right after it was issued: other jobs would fare no better. */
  readonly isRejected: boolean
  readonly refreshToken: Secret | undefined
}

/** A token, and the gateway for it. */
type HandedOver = Found & { readonly gateway?: OpenedGateway | undefined }

/**
 * Sets the outputs, the exports and the summary.
 *
 * @throws ActionError TOKEN_EXPIRED or OUTPUT_FAILED
 */
export async function handOver(
  found: HandedOver,
  settings: MainSettings,
  { step, context }: { readonly step: Step; readonly context: RequestContext },
): Promise<void> {
  const { lease, owner, source, gateway } = found
  requireTimeLeft(lease.token, context.clock.now())
  const expiresAt = isoSeconds(lease.token.expiresAt)
  write(() => {
    step.setOutput('token-type', lease.token.type)
    step.setOutput('expires-in', String(secondsLeft(lease.token, context.clock.now())))
    step.setOutput('expires-at', expiresAt)
    step.setOutput('region', settings.region?.name ?? '')
    step.setOutput('domain', settings.region?.domain ?? '')
    step.setOutput('login-url', settings.loginUrl)
    step.setOutput('api-url', settings.apiUrl)
    step.setOutput('organization-id', owner?.organizationId ?? '')
    step.setOutput('organization-name', owner?.organizationName ?? '')
    step.setOutput('source', source)
    if (gateway !== undefined) setGatewayOutputs(gateway, step)
    handOverToken(found, settings, step)
  })
  const whose = owner === undefined ? '' : ` for ${describeOrganization(owner)}`
  const guarded =
    settings.organizationId === undefined ? '' : ' The organization is the one that organization-id asks for.'
  const got = source === 'granted' ? 'Got a token' : 'Using the token that another job shares'
  step.log(`${got}${whose}; it expires at ${expiresAt}.${guarded}`)
  if (gateway !== undefined) tellOfGateway(gateway, settings, step)
  if (settings.summary) await addSummary(found, settings, { step, context })
}

function setGatewayOutputs(gateway: OpenedGateway, step: Step): void {
  step.setOutput('gateway-url', gatewayUrl(gateway))
  step.setOutput('gateway-token', gateway.placeholder.reveal())
}

/** Last, so that no step finds a token beside missing outputs. What cannot be written stays held, and is released. */
function handOverToken({ lease, gateway }: HandedOver, settings: MainSettings, step: Step): void {
  const isKept = !settings.revoke && lease.custody.is === 'held'
  try {
    if (isKept) lease.keep()
    if (settings.exportEnvironment) exportToken(lease, gateway, settings, step)
    step.setOutput('token', lease.token.value.reveal())
  } catch (error) {
    if (isKept) lease.hold()
    throw error
  }
}

async function addSummary(
  { lease, owner, source }: Found,
  settings: MainSettings,
  { step, context }: { readonly step: Step; readonly context: RequestContext },
): Promise<void> {
  const { summaryTable } = await import('./summary.ts')
  const region = settings.region?.name ?? new URL(settings.apiUrl).host
  const { expiresAt } = lease.token
  const { readAccountFacts } = await import('./summary-facts.ts')
  const account = await readAccountFacts(lease, Deadline.after(READ_WITHIN_MS, context.clock), context)
  step.addSummary(summaryTable({ owner, region, clientId: settings.clientId, expiresAt, source, account }))
}

function exportToken(
  { token }: TokenLease,
  gateway: OpenedGateway | undefined,
  { region, environment }: MainSettings,
  step: Step,
): void {
  const variables =
    gateway === undefined
      ? { GENESYSCLOUD_ACCESS_TOKEN: token.value.reveal() }
      : gatewayVariables(gateway, environment)
  for (const [name, value] of Object.entries(variables)) step.exportVariable(name, value)
  // Empty rather than not at all: that of an earlier step would stand beside a token for another region.
  step.exportVariable('GENESYSCLOUD_REGION', region?.name ?? '')
  if (region === undefined) {
    step.log('GENESYSCLOUD_REGION is exported empty: only URLs were given, so that no AWS name is known.')
  }
}

function tellOfGateway(gateway: OpenedGateway, { exportEnvironment }: MainSettings, step: Step): void {
  step.log(`The gateway puts a valid token on requests to ${gatewayUrl(gateway)} until the job ends.`)
  if (exportEnvironment) for (const hint of gatewayHints(gateway)) step.log(hint)
}
