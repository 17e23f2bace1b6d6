import { Deadline } from '../core/deadline.ts'
import { grant } from '../oauth/grant.ts'
import { describeOrganization, ownerRequest, readOwner, type TokenOwner } from '../genesys/organization.ts'
import { describeFailure } from '../http/reply.ts'
import {
  attemptsUntil,
  RequestGivenUp,
  oneAttempt,
  send,
  type RequestContext,
  type Attempts,
} from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { ActionError } from '../core/errors.ts'
import { tokenForms } from '../core/masks.ts'
import { type EpochMs } from '../core/time.ts'
import { endToken } from './end-token.ts'
import { keepSecret } from './keep-secret.ts'
import { replaceSecret } from './replace-secret.ts'
import { rotatesItself, type RotationSettings } from './rotation-settings.ts'
import { VaultFailed, type WriteTest, type SecretVault } from './secret-vault.ts'
import { write, type Stage } from './stage.ts'

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
 * Replaces a client secret so that it cannot be lost: proves that the new one can be kept before it is
 * made, hands it to later steps before it is stored, and proves that it works before it is called done.
 *
 * @throws ActionError that says which secret is valid and where it is
 */
export async function rotate(
  settings: RotationSettings,
  vault: SecretVault,
  stage: Stage,
  context: RequestContext,
): Promise<RotationReport> {
  const time = attemptsUntil(Deadline.after(settings.timeoutMs, context.clock))
  stage.log(`Asking Genesys Cloud in ${settings.caller.place} for a token.`)
  const { token } = await grant(settings.caller, time, context)
  stage.mask(tokenForms(token.value.reveal()))
  try {
    write(() => stage.keepToken(token))
    const owner = await lookUp(token, settings, time, stage, context)
    await writeTest(settings, vault, time, stage)
    // What follows must not stop half-way: a reply that nobody reads is a secret that nobody has.
    stage.ignoreCancellation()
    const made = await replaceSecret(settings, token.value, vault, stage, context)
    await keepSecret(made, settings, vault, stage, context)
    const { targetClientId } = settings
    return { targetClientId, clientName: made.clientName, owner, place: vault.place, rotatedAt: made.madeAt }
  } finally {
    if (await endToken(token, settings.apiUrl, stage, context, 'post')) forget(token, stage)
  }
}

/** Where the state cannot be written any more, post finds a dead token: no reason to hide how the step ended. */
function forget(token: AccessToken, stage: Stage): void {
  try {
    stage.forgetToken(token)
  } catch {
    stage.log('The token was revoked; the post step could not be told.')
  }
}

async function lookUp(
  token: AccessToken,
  settings: RotationSettings,
  time: Attempts,
  stage: Stage,
  context: RequestContext,
): Promise<TokenOwner | undefined> {
  const request = ownerRequest(settings.apiUrl, token.value)
  const once = oneAttempt(time.deadline.part(LOOK_UP_MS))
  try {
    const owner = await send({ doing: 'The organization look-up', request, read: readOwner }, once, context)
    const whose = owner.organizationId === '' ? '' : ` of ${describeOrganization(owner)}`
    stage.log(`Replacing the secret of the OAuth client ${settings.targetClientId}${whose}.`)
    return owner
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    stage.log(
      `Replacing the secret of the OAuth client ${settings.targetClientId}; its organization could not be read (${describeFailure(error.failure)}).`,
    )
    return undefined
  }
}

async function writeTest(
  settings: RotationSettings,
  vault: SecretVault,
  time: Attempts,
  stage: Stage,
): Promise<void> {
  const current = rotatesItself(settings) ? settings.caller.clientSecret : undefined
  try {
    const outcome = await vault.writeTest(current, time)
    if (outcome === 'created' || outcome === 'trace-left') stage.warn(REHEARSED[outcome](vault.place))
    else stage.log(REHEARSED[outcome](vault.place))
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

const REHEARSED: Record<WriteTest, (place: string) => string> = {
  'written-again': (place) => `The current secret was written again as ${place}: the new one can be stored.`,
  created: (place) =>
    `There was no ${place.replace(/^the /, '')}: it now holds the current secret, and will hold the new one. Check that the workflows read client-secret from there.`,
  'tried-elsewhere': (place) =>
    `Another secret was written beside ${place} and deleted: the new one can be stored.`,
  'trace-left': (place) =>
    `Another secret, whose name ends in _WRITE_TEST, was written beside ${place} and could not be deleted. It holds nothing of value and can be deleted by hand.`,
}
