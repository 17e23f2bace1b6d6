import { Deadline } from '../core/deadline.ts'
import { type NewSecret } from '../genesys/client-secret.ts'
import { attemptsUntil, type RequestContext } from '../http/send.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { basicCredentialForms, maskForms, tokenForms } from '../core/masks.ts'
import { isoSeconds } from '../core/time.ts'
import { savingStep } from './by-hand.ts'
import { endToken } from './end-token.ts'
import { proveSecret } from './prove-secret.ts'
import { rotatesItself, type RotationSettings } from './rotation-settings.ts'
import { VaultFailed, type SecretVault } from './secret-vault.ts'
import { faultOfWriting, type Stage } from './stage.ts'

/** How long storing may take: the old secret is dead, so this is worth more patience than anything before. */
const STORE_MS = 300_000

/**
 * What happens to a secret that was made a moment ago and exists nowhere but here: mask, hand out, store,
 * prove. The order is what keeps it from being lost.
 *
 * @throws ActionError that says where the secret is
 */
export async function keepSecret(
  made: NewSecret,
  settings: RotationSettings,
  vault: SecretVault,
  stage: Stage,
  context: RequestContext,
): Promise<void> {
  const value = made.secret.reveal()
  stage.mask([...maskForms(value), ...basicCredentialForms(settings.targetClientId, value)])
  // A full disk must not keep the secret from being stored: that fault is told at the end.
  const outputFault = faultOfWriting(() => {
    stage.setOutput('client-secret', value)
    stage.setOutput('rotated-at', isoSeconds(made.madeAt))
  })
  try {
    await vault.store(made.secret, attemptsUntil(Deadline.after(STORE_MS, context.clock)))
  } catch (error) {
    throw notStored(error, outputFault, settings, vault)
  }
  stage.log(`The new secret is stored as ${vault.place}; the old one is dead.`)
  const storedFault = faultOfWriting(() => stage.setOutput('stored', 'true'))
  await prove(made, settings, vault, stage, context)
  const fault = outputFault ?? storedFault
  if (fault !== undefined) throw fault
}

function notStored(
  error: unknown,
  outputFault: ActionError | undefined,
  settings: RotationSettings,
  vault: SecretVault,
): ActionError {
  const what = `The OAuth client ${settings.targetClientId} has a new secret, which could not be stored as ${vault.place}: ${messageOf(error)}. The old secret is dead.`
  const where =
    outputFault === undefined
      ? whereItIs(settings, vault)
      : `Nor could it be written to the step's outputs, so that it is lost (${outputFault.message}) Make another one by hand in Genesys Cloud (Admin > Integrations > OAuth) and store it with: ${vault.command()}`
  return new ActionError(
    'SECRET_NOT_STORED',
    `${what}\n${where}`,
    error instanceof VaultFailed ? error.causes : [],
    error,
  )
}

function whereItIs(settings: RotationSettings, vault: SecretVault): string {
  const id =
    settings.stepId === undefined
      ? 'This step has no id, so that nobody can read it there; with `id: rotate` a step below it like this one saves it:'
      : 'A step below this one saves it, if the workflow has one like this:'
  return [
    `The new secret is in this step's output client-secret, and only there, until the job ends. ${id}`,
    savingStep(settings, vault),
    `If there was no such step, make another secret by hand in Genesys Cloud (Admin > Integrations > OAuth) and store it with: ${vault.command()}`,
  ].join('\n')
}

async function prove(
  made: NewSecret,
  settings: RotationSettings,
  vault: SecretVault,
  stage: Stage,
  context: RequestContext,
): Promise<void> {
  const client = {
    ...settings.caller,
    clientId: settings.targetClientId,
    clientSecret: made.secret,
    scope: undefined,
  }
  try {
    const token = await proveSecret(client, context)
    stage.mask(tokenForms(token.value.reveal()))
    stage.log('The new secret works: a token was granted with it.')
    await endToken(token, settings.apiUrl, stage, context)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    // Genesys Cloud looks at the grant type after the secret, so this client cannot be asked, and need not be.
    if (error.code === 'GRANT_TYPE_NOT_ALLOWED' && !rotatesItself(settings)) {
      stage.log(
        'The new secret cannot be proven by a grant: its client is not of the type Client Credentials.',
      )
      return
    }
    throw notProven(error, settings, vault)
  }
}

function notProven(error: ActionError, settings: RotationSettings, vault: SecretVault): ActionError {
  const causes =
    error.code === 'GRANT_REJECTED'
      ? [
          'Genesys Cloud takes longer than usual until every server knows the secret: try a workflow that uses it in a few minutes',
          'somebody else, or another run, replaced the secret at the same time: the last one counts',
          `the OAuth client ${settings.targetClientId} is disabled`,
        ]
      : error.causes
  return new ActionError(
    'SECRET_NOT_PROVEN',
    `The new secret of the OAuth client ${settings.targetClientId} is stored as ${vault.place} and is in the output client-secret, but no token could be granted with it. ${error.message}`,
    causes,
    error,
  )
}
