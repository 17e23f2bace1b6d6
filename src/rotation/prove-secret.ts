import { Deadline } from '../core/deadline.ts'
import { ActionError } from '../core/errors.ts'
import { type NewSecret } from '../genesys/client-secret.ts'
import { attemptsUntil } from '../http/send.ts'
import { askWithSecret } from './ask-with-secret.ts'
import { type RotationPorts } from './rotation-ports.ts'
import { renewedClient, rotatesItself, type RotationSettings } from './rotation-settings.ts'

/** How long a new secret may take until every login host knows it. */
const SPREAD_MS = 30_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 5_000

/** Time for the proof in all, network faults included. */
const PROOF_MS = 60_000

const QUESTION_MS = 20_000

/**
 * Proves that a stored secret works, by a token that is issued for it.
 *
 * @returns whether it could be tried: a client of another type is issued no token for it
 * @throws ActionError SECRET_NOT_PROVEN
 */
export async function prove(
  made: NewSecret,
  settings: RotationSettings,
  ports: RotationPorts,
): Promise<boolean> {
  try {
    await askPatiently(made, settings, ports)
    ports.context.log('The new secret works: a token was issued for it.')
    return true
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    // Genesys Cloud looks at the grant type after the secret, so this client cannot be asked, and need not be.
    if (error.code === 'GRANT_TYPE_NOT_ALLOWED' && !rotatesItself(settings)) {
      ports.context.log(
        'The new secret cannot be proven by a token: its client is not of the type Client Credentials.',
      )
      return false
    }
    const isReplaced = error.code === 'GRANT_REJECTED' && (await wasOverwritten(ports))
    throw isReplaced ? replaced(error, settings, ports) : notProven(error, settings, ports)
  }
}

/** Whether something else has written to the vault since this rotation stored its secret: one short question. */
export async function wasOverwritten({ vault, context }: RotationPorts): Promise<boolean> {
  return vault.wasOverwritten(attemptsUntil(Deadline.after(QUESTION_MS, context.clock)))
}

/** Here, and only here, `invalid_client` is worth trying again: the new secret may not have reached every server yet. */
async function askPatiently(
  { secret }: NewSecret,
  settings: RotationSettings,
  { leases, context }: RotationPorts,
): Promise<void> {
  const { clock, signal, log } = context
  const attempts = attemptsUntil(Deadline.after(PROOF_MS, clock))
  const spread = Deadline.after(SPREAD_MS, clock)
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      await askWithSecret({ client: renewedClient(settings, secret), attempts }, leases, context)
      return
    } catch (error) {
      if (!(error instanceof ActionError) || error.code !== 'GRANT_REJECTED') throw error
      if (waitMs >= spread.leftMs) throw error
      log(
        `Genesys Cloud does not know the new secret yet; asking again in ${waitMs / 1000} s (for at most ${SPREAD_MS / 1000} s).`,
      )
      await clock.sleep(waitMs, signal)
    }
  }
}

/** Of two rotations whose secrets cannot be tried, it is not known which one Genesys Cloud made last. */
export function unclearWhich({ targetClientId }: RotationSettings, { vault }: RotationPorts): ActionError {
  return new ActionError(
    'SECRET_NOT_PROVEN',
    `Something else has written ${vault.place} after this run did. Which of the two secrets of the OAuth client ${targetClientId} is the valid one cannot be found out here, since no token is issued for it: run a workflow that uses it.`,
    ['two workflows or runs rotate this client at the same time: give them one concurrency group'],
  )
}

function replaced(
  error: ActionError,
  { targetClientId }: RotationSettings,
  { vault }: RotationPorts,
): ActionError {
  return new ActionError(
    'SECRET_NOT_PROVEN',
    `Another rotation replaced the secret of the OAuth client ${targetClientId}; its run has the valid one. Something has written ${vault.place} after this run did, so that it most likely holds that secret. The one in the output client-secret of this step no longer works: do not store it. ${error.message}`,
    [
      'two workflows or runs rotate this client at the same time: give them one concurrency group',
      `the OAuth client ${targetClientId} is disabled`,
    ],
    error,
  )
}

function notProven(
  error: ActionError,
  { targetClientId }: RotationSettings,
  { vault }: RotationPorts,
): ActionError {
  const what = `The new secret of the OAuth client ${targetClientId} is stored as ${vault.place} and is in the output client-secret, but no token was issued for it. ${error.message}`
  const causes =
    error.code === 'GRANT_REJECTED'
      ? [
          'Genesys Cloud takes longer than usual until every server knows the secret: try a workflow that uses it in a few minutes',
          'someone else, or another run, replaced the secret at the same time: the last one counts',
          `the OAuth client ${targetClientId} is disabled`,
        ]
      : error.causes
  return new ActionError('SECRET_NOT_PROVEN', what, causes, error)
}
