import { Deadline } from '../core/deadline.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { mayHaveReplaced, newSecretRequest, readNewSecret, type NewSecret } from '../genesys/client-secret.ts'
import { describeFailure } from '../http/reply.ts'
import { AttemptFailed } from '../http/retry-decision.ts'
import { attemptsUntil, oneAttempt, RequestGivenUp, send } from '../http/send.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { askWithSecret } from './ask-with-secret.ts'
import { recoveryByHand } from './by-hand.ts'
import { refused } from './refusal.ts'
import { type RotationPorts } from './rotation-ports.ts'
import { caller, rotatesItself, type RotationSettings } from './rotation-settings.ts'

/** Giving up on a reply that is under way loses the secret in it, so this is far more patient than other requests. */
const REPLY_MS = 60_000

/** Asking whether the old secret still works is for the message only. */
const QUESTION_MS = 20_000

/**
 * Replaces the secret: one request, never repeated. A second one would replace what the first made, and if two were under way
 * it could not be told whose secret is valid (docs/adr/0007-ask-once-for-a-secret.md).
 *
 * @throws ActionError ROTATION_UNCERTAIN if it is not known whether the secret changed; every other means that it did not
 */
export async function replaceSecret(
  settings: RotationSettings,
  lease: TokenLease,
  ports: RotationPorts,
): Promise<NewSecret> {
  const { context } = ports
  const request = newSecretRequest(settings.apiUrl, settings.targetClientId, lease.token.value)
  const once = oneAttempt(Deadline.after(REPLY_MS, context.clock))
  try {
    const made = await send({ doing: 'Replacing the secret', request, read: readNewSecret }, once, context)
    lease.accepted()
    return made
  } catch (error) {
    if (error instanceof RequestGivenUp && !mayHaveReplaced(error.failure)) {
      throw refused(error.failure, settings, error.cause)
    }
    // Whatever it was, a mistake of ours included: the request may have been sent.
    throw await uncertain(error, settings, ports)
  }
}

async function uncertain(
  error: unknown,
  settings: RotationSettings,
  ports: RotationPorts,
): Promise<ActionError> {
  const lost = `${whatCame(error)} The secret of the OAuth client ${settings.targetClientId} may have changed, and the new one was not seen.`
  const found = await askWithOldSecret(settings, ports)
  const notRepeated = 'The request was not repeated: a second one could replace a secret that is in use.'
  return new ActionError(
    'ROTATION_UNCERTAIN',
    `${lost} ${found} ${notRepeated}\n${recoveryByHand(settings, ports.vault)}`,
    [
      'Genesys Cloud or a gateway failed while it answered',
      'a gateway limits requests, or sent this one again by itself',
      'a proxy or firewall cut the connection',
    ],
    error,
  )
}

function whatCame(error: unknown): string {
  if (!(error instanceof RequestGivenUp) || error.failure.kind !== 'status') {
    const reason = error instanceof RequestGivenUp ? describeFailure(error.failure) : messageOf(error)
    return `The reply to the request for a new secret was lost (${reason}).`
  }
  return `The request for a new secret was answered with an error that does not prove that nothing has changed (${describeFailure(error.failure)}).`
}

/** What the old secret tells about the lost reply, in one sentence. */
async function askWithOldSecret(
  settings: RotationSettings,
  { leases, context }: RotationPorts,
): Promise<string> {
  if (!rotatesItself(settings)) {
    return 'Whether it has changed cannot be seen from here, since this run does not hold the old one: run a workflow that uses it, and if its token request is refused (invalid_client), the secret has changed.'
  }
  const attempts = attemptsUntil(Deadline.after(QUESTION_MS, context.clock))
  try {
    await askWithSecret({ client: caller(settings), attempts }, leases, context)
    return 'The old secret still works, so that most likely nothing has changed: run the workflow again, and recover by hand only if the old secret is refused then.'
  } catch (error) {
    context.signal.throwIfAborted()
    if (isRefusal(error)) {
      return 'The old secret no longer works: it has changed, and what uses it stands still until the new one is stored by hand.'
    }
    return `Whether the old secret still works could not be found out either: ${messageOf(error)}`
  }
}

/** Only Genesys Cloud's own words count: a gateway in between may answer 401 for reasons of its own. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof ActionError) || !(error.cause instanceof AttemptFailed)) return false
  return error.cause.failure.error === 'invalid_client'
}
