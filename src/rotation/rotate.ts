import { Deadline } from '../core/deadline.ts'
import { ActionError } from '../core/errors.ts'
import { type EpochMs } from '../core/time.ts'
import { describeOrganization, ownerRequest, readOwner, type TokenOwner } from '../genesys/organization.ts'
import { describeFailure } from '../http/reply.ts'
import { attemptsUntil, oneAttempt, RequestGivenUp, send, type RequestContext } from '../http/send.ts'
import { issueToken } from '../lease/issue-token.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { keepSecret } from './keep-secret.ts'
import { replaceSecret } from './replace-secret.ts'
import { type RotationPorts } from './rotation-ports.ts'
import { caller, rotatesItself, type RotationSettings } from './rotation-settings.ts'
import { VaultFailed, type WriteTest } from './secret-vault.ts'

/** One short request, as in the token action. */
const LOOK_UP_MS = 5_000

/** What was done, for the summary; nothing of it is secret. */
export interface RotationReport {
  readonly targetClientId: string
  readonly clientName: string
  readonly owner: TokenOwner | undefined
  readonly place: string
  readonly rotatedAt: EpochMs
}

/**
 * Replaces a client secret so that it cannot be lost: proves that the new one can be kept before it is made, hands it to later
 * steps before it is stored, and proves that it works before it is called done. Every token that is issued on the way is among
 * the leases, and the caller's to release.
 *
 * @throws ActionError that says which secret is valid and where it is
 */
export async function rotate(settings: RotationSettings, ports: RotationPorts): Promise<RotationReport> {
  const { vault, announce, leases, context } = ports
  const { targetClientId } = settings
  const deadline = Deadline.after(settings.timeoutMs, context.clock)
  context.log(`Asking Genesys Cloud in ${settings.endpoint.place} for a token.`)
  const order = { client: caller(settings), attempts: attemptsUntil(deadline) }
  const { lease } = await issueToken(order, leases, context)
  const owner = await lookUp(lease, settings, deadline, context)
  await writeTest(settings, deadline, ports)
  // What follows must not stop half-way: a new secret in a reply that is not read is lost.
  announce.doNotCancel()
  const made = await replaceSecret(settings, lease, ports)
  await keepSecret(made, settings, ports)
  return { targetClientId, clientName: made.clientName, owner, place: vault.place, rotatedAt: made.madeAt }
}

async function lookUp(
  lease: TokenLease,
  { apiUrl, targetClientId }: RotationSettings,
  deadline: Deadline,
  context: RequestContext,
): Promise<TokenOwner | undefined> {
  const request = ownerRequest(apiUrl, lease.token.value)
  const once = oneAttempt(deadline.part(LOOK_UP_MS))
  const doing = `Replacing the secret of the OAuth client ${targetClientId}`
  try {
    const owner = await send({ doing: 'The organization look-up', request, read: readOwner }, once, context)
    lease.accepted()
    const whose = owner.organizationId === '' ? '' : ` of ${describeOrganization(owner)}`
    context.log(`${doing}${whose}.`)
    return owner
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    context.log(`${doing}; its organization could not be read (${describeFailure(error.failure)}).`)
    return undefined
  }
}

async function writeTest(
  settings: RotationSettings,
  deadline: Deadline,
  { vault, announce, context }: RotationPorts,
): Promise<void> {
  const current = rotatesItself(settings) ? settings.credentials.clientSecret : undefined
  try {
    const outcome = await vault.writeTest(current, attemptsUntil(deadline))
    const sentence = WRITE_TEST_SENTENCES[outcome](vault.place)
    if (outcome === 'created' || outcome === 'left-beside') announce.warn(sentence)
    else context.log(sentence)
  } catch (error) {
    if (!(error instanceof VaultFailed)) throw error
    throw new ActionError(
      'STORE_NOT_WRITABLE',
      `The new secret could not be stored as ${vault.place}, so none was made: ${error.message}. Nothing has changed: the old secret still works.`,
      error.causes,
      error,
    )
  }
}

const WRITE_TEST_SENTENCES: Record<WriteTest, (place: string) => string> = {
  'written-again': (place) => `The current secret was written again as ${place}: the new one can be stored.`,
  created: (place) =>
    `There was no ${place.replace(/^the /, '')}: it now holds the current secret, and will hold the new one. Check that the workflows read client-secret from there.`,
  'written-beside': (place) =>
    `Another secret was written beside ${place} and deleted: the new one can be stored.`,
  'left-beside': (place) =>
    `Another secret, whose name ends in _WRITE_TEST, was written beside ${place} and could not be deleted. It holds nothing of value and can be deleted by hand.`,
}
